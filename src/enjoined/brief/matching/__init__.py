"""Which cases a story is about: what it names, what that is evidence of, and what the registry does not hold."""
