"""What a document says of itself: award number, recipient, program, year, amount, dates."""
