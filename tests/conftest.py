"""The day that acceptance and browser tests look at is made once; so is the browser."""

from browser_made import at, browser, shot
from day_made import commune, district, either

__all__ = ["at", "browser", "commune", "district", "either", "shot"]


def pytest_addoption(parser):
    parser.addoption("--shots", default="", metavar="FOLDER", help="where pictures of pages are written")
