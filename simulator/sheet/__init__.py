"""The sheet to take away: one or two A4 pages, printed or as a tagged PDF, from an Outcome."""
