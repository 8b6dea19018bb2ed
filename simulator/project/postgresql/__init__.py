"""Django's PostgreSQL, whose kept connections are looked at without a word to the server."""
