"""ASCII names for Vietnamese ones, as typed on a plain keyboard."""

from __future__ import annotations

import re
import unicodedata


def fold(name: str) -> str:
    """Write a Vietnamese name in plain capitals with hyphens: ``Nghĩa Sơn`` becomes ``NGHIA-SON``."""
    bare = unicodedata.normalize("NFD", name.replace("Đ", "D").replace("đ", "d"))
    letters = "".join(ch for ch in bare if not unicodedata.combining(ch)).upper()
    return re.sub(r"[^A-Z0-9]+", "-", letters).strip("-")


def slug(text: str, *, limit: int = 48) -> str:
    """Write a title as a short file-name-safe word: ``Cải cách thể chế`` becomes ``cai-cach-the-che``."""
    words = fold(text).lower()
    if len(words) <= limit:
        return words
    return words[:limit].rsplit("-", 1)[0]
