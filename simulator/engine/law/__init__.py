"""The legislation: the system, its parameters and names, and our corrections."""
