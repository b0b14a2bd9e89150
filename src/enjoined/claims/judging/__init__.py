"""Whether the figures bear a claim out: reading by reading, and the verdict they make together."""
