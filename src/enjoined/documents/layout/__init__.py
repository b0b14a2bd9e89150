"""From words on paper to lines in reading order: columns, tables, margins, heads and feet."""
