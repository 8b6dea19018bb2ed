"""With a social worker: several people side by side, one page a chapter, a table of results."""
