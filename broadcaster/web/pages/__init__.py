"""One module for each part of the newsroom; each has a ``router``."""
