"""The topic model: what a text is about, with the words that decided; its weights are JSON, and it needs no library."""
