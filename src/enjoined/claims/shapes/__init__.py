"""The shapes a claim can have: a value, a level, a change, a comparison, a rank, a record, a span of years, a tally."""
