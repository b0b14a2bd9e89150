"""From the tokens of a sentence to the checkable form of what it claims, or to the reason why there is none."""
