"""Finds values in a service's JSON by a path such as ``result.0.link``."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Collection, Mapping, Sequence
from typing import cast


def as_json(content: bytes) -> object:
    """Give what some bytes say in JSON, or nothing."""
    try:
        return json.loads(content)
    except (ValueError, RecursionError):
        return None


def value_at(said: object, path: str) -> object:
    """Give the value at the end of a path, or nothing."""
    for part in path.split("."):
        if isinstance(said, Mapping):
            said = cast("Mapping[str, object]", said).get(part)
        elif isinstance(said, Sequence) and not isinstance(said, str) and part.isdecimal():
            rows = cast("Sequence[object]", said)
            said = rows[int(part)] if int(part) < len(rows) else None
        else:
            return None
    return said


def text_at(said: object, path: str) -> str | None:
    """Give the text or number at the end of a path, or nothing."""
    found = value_at(said, path)
    return str(found) if isinstance(found, str | int) and found != "" else None


def is_one_of(value: object, known: Collection[object]) -> bool:
    """Say whether a value is among the known ones; services write 0 and "0" as it suits them."""
    return value is not None and str(value) in {str(each) for each in known}


def from_base64(text: str) -> bytes | None:
    """Give the bytes of a Base64 text, with or without ``data:…;base64,`` before it; nothing when it is none."""
    try:
        return base64.b64decode("".join(text.rpartition(",")[2].split()), validate=True)
    except (ValueError, binascii.Error):
        return None
