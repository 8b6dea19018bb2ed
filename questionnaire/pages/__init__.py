"""One question per page, the recap, the session that keeps the answers."""
