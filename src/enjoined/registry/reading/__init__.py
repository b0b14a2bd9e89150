"""From YAML files to the linked law: every mistake reported with file and line."""
