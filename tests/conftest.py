"""The day that acceptance and browser tests look at is made once."""

from day_made import commune, district, either

__all__ = ["commune", "district", "either"]
