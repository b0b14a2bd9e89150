"""A news story and how it is read: from a text, a page, a PDF, a message, a Word or OpenDocument text."""
