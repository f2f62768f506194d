"""Keeps secrets out of whatever people or files get to see: logs, errors, the words of a vendor who echoes a key."""

from __future__ import annotations

import base64
import json
import logging
import threading
from collections.abc import Iterator
from urllib.parse import quote, quote_plus

MARK = "•••"
"""What stands in the place of a secret."""

_TELLING = 6  # so many characters in a row of a secret are already too many
_TALKERS = ("urllib3.connectionpool", "urllib3.connection", "urllib3.util.retry")
"""Loggers of the library that write whole addresses at debug level, with the keys that stand in them."""

_lock = threading.Lock()
_secrets: set[str] = set()


class _Discreet(logging.Filter):
    def filter(self, record: logging.LogRecord) -> bool:
        written = record.getMessage()
        spoken = hidden(written)
        if spoken != written:
            record.msg, record.args = spoken, ()
        return True


_FILTER = _Discreet()


def conceal(secret: str) -> str:
    """Remember a secret for the life of the process, so that it is hidden wherever it turns up; gives it back."""
    if secret:
        with _lock:
            _secrets.add(secret)
        for name in _TALKERS:
            logging.getLogger(name).addFilter(_FILTER)  # the same filter is taken once only
    return secret


def hidden(text: str) -> str:
    """Give a text with every secret blotted out, plain, percent-encoded, JSON-escaped or in Base64.

    Where only a piece of a secret is left ("key sk-abcdef is wrong") the whole text goes: a piece helps a thief.
    """
    with _lock:
        secrets = sorted(_secrets, key=len, reverse=True)
    for secret in secrets:
        for form in _forms(secret):
            text = text.replace(form, MARK)
    return MARK if any(piece in text for secret in secrets for piece in _pieces(secret)) else text


def _forms(secret: str) -> Iterator[str]:
    encoded = secret.encode()
    yield secret
    yield quote(secret, safe="")
    yield quote(secret)
    yield quote_plus(secret)
    yield json.dumps(secret)[1:-1]
    yield base64.b64encode(encoded).decode().rstrip("=")


def _pieces(secret: str) -> Iterator[str]:
    return (secret[at : at + _TELLING] for at in range(len(secret) - _TELLING))
