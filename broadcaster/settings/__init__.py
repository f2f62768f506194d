"""TOML and environment become frozen settings; every error is found at once and named with the nearest right word."""
