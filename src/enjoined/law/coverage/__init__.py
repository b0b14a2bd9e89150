"""Whom an order names and what it reaches: scopes over recipients, conditions, awards and capacity, in three values."""
