"""The law as data: YAML records, checked, linked and compiled into one table."""
