"""What keeps records sound: checks, due dates, one way of writing, scaffolds, schema, counts."""
