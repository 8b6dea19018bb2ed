"""Files of households: read line by line, computed by chunks, written in order."""
