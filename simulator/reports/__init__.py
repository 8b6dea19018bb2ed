"""« Je m’attendais à autre chose »: what visitors report, and who reads it."""
