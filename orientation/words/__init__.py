"""French words for all the rooms: months, money, lists, names of towns. Pure."""
