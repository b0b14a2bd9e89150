"""Files of awards, read: their columns, their rows, the latest state of each award, and the ledger that keeps them."""
