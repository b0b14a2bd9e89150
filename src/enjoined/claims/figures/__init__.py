"""The figures that are held, what looks wrong in them, and the tables that a user brings."""
