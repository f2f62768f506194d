"""The templates that come with the package."""

from __future__ import annotations

from importlib.resources import files


def package_source(name: str) -> tuple[str, str]:
    """Give a packaged template's text and its path for messages; raises KeyError when there is none of that name."""
    place = files("broadcaster.reports") / "templates" / name
    if not place.is_file():
        raise KeyError(name)
    return place.read_text(encoding="utf-8"), f"broadcaster/reports/templates/{name}"
