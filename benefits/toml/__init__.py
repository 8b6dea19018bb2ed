"""From the catalogue's TOML to `benefits.schema`; a fault is named by file, line and word."""
