"""A station on the web with its people."""

from web_made import crew, own_crew, peopled_folder

__all__ = ["crew", "own_crew", "peopled_folder"]
