"""A news story and how it is read: from a text, a page, a PDF, a message, a Word, OpenDocument or rich text."""
