"""Reads web pages: the tree without what nobody sees, its blocks, the article among them, what it says of itself."""
