"""Files that others wrote, read: what a file is, its reader, its pages and words; pictures read by OCR."""
