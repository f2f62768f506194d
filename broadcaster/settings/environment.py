"""Settings from the environment: ``BROADCASTER_MIX__BITRATE_KBPS=96`` stands for ``bitrate_kbps`` under ``[mix]``."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from broadcaster.settings.shapes import as_table
from broadcaster.settings.toml_lines import KeyPath

PREFIX = "BROADCASTER_"
NESTED = "__"


def from_environment(environ: Mapping[str, str], *, known: Collection[str]) -> dict[KeyPath, str]:
    """Give the values that the environment sets, by key path.

    A name without ``__`` counts only when it is a top-level key: other programs' names and our own switches
    (``BROADCASTER_FOLDER``) share the prefix.
    """
    values: dict[KeyPath, str] = {}
    for name, value in environ.items():
        if not name.upper().startswith(PREFIX):
            continue
        path = tuple(name[len(PREFIX) :].lower().split(NESTED))
        if len(path) > 1 or "".join(path) in known:
            values[path] = value
    return values


def variable_name(path: KeyPath) -> str:
    """Write a key path as the name of its environment variable."""
    return PREFIX + NESTED.join(str(part) for part in path).upper()


def overlaid(table: Mapping[str, object], values: Mapping[KeyPath, str]) -> dict[str, object]:
    """Lay the environment's values over a table; the environment wins."""
    result = dict(table)
    for path, value in values.items():
        inner = result
        for part in path[:-1]:
            deeper = dict(as_table(inner.get(str(part))) or {})
            inner[str(part)] = deeper
            inner = deeper
        inner[str(path[-1])] = value
    return result
