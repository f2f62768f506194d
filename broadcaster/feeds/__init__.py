"""Reads news out of files, one kind of file a module; a file is taken whole or not at all, nothing is fetched."""
