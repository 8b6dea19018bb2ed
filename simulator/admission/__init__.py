"""A crowd: who has begun goes on at full speed, who arrives waits with a place and a time."""
