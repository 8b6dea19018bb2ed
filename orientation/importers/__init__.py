"""Readers of the official desk files, and the one way their records enter the database (apply)."""
