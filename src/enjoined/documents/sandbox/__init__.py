"""Readers of files others wrote run in processes of their own, limited in memory and time."""
