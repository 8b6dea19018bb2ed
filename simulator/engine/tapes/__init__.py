"""What the engine does for one signature, recorded once as a program and replayed for others."""
