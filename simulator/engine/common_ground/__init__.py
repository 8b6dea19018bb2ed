"""Values common to all the households of a month, learnt once."""
