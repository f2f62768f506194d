"""broadcaster: news about administrative reform goes in; honest airtime comes out."""

__version__ = "0.1.0"
