"""How each sort of record is written: one table of keys per sort, read straight into the values of ``model``."""
