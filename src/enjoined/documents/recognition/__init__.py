"""Which clauses carry a contested duty, what they do with it, and which condition of the registry they are."""
