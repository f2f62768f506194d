"""Fills the places of a description's texts: {text}, {voice}, {rate}, {id} and {secret:NAME}."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import cast
from urllib.parse import quote, urlencode
from xml.sax.saxutils import escape

from broadcaster.speech.calls import Call
from broadcaster.speech.concealment import conceal
from broadcaster.speech.http_description import Request

PLACE = re.compile(r"\{(text|voice|rate|id|secret:([A-Za-z_][A-Za-z0-9_]*))\}")
"""A place to fill; the second group is the name of a secret."""


def is_secret(template: str) -> bool:
    """Say whether a text has a secret's place."""
    return bool(secret_names(template))


def secret_names(value: object) -> tuple[str, ...]:
    """Give the names of the secrets that a text or a table of texts asks for."""
    found = (match[2] for _, text in strings(value) for match in PLACE.finditer(text))
    return tuple(dict.fromkeys(name for name in found if name))


def strings(value: object, key: str = "") -> Iterator[tuple[str, str]]:
    """Give every text inside tables and lists, with its key."""
    if isinstance(value, str):
        yield key, value
    elif isinstance(value, Mapping):
        for name, inner in cast("Mapping[str, object]", value).items():
            yield from strings(inner, f"{key}.{name}")
    elif isinstance(value, Sequence):
        for inner in cast("Sequence[object]", value):
            yield from strings(inner, key)


@dataclass(frozen=True, kw_only=True, slots=True)
class Filling:
    """What is put into the places."""

    text: str
    """The words to say."""
    voice: str
    """The service's name of the voice."""
    rate: str | int | float | bool
    """How fast."""
    secret: Callable[[str], str]
    """Gives a secret when its place is filled, never before."""
    job: str = ""
    """The service's name of the work under way."""

    def filled(self, template: str, quoted: Callable[[str], str] = str) -> str:
        """Give a text with its places filled, each value written by `quoted`; raises SecretMissing."""
        return PLACE.sub(lambda found: quoted(self._value(found)), template)

    def _value(self, found: re.Match[str]) -> str:
        if found[2]:
            return conceal(self.secret(found[2]))
        return {"text": self.text, "voice": self.voice, "rate": _written(self.rate), "id": self.job}[found[1]]

    def address(self, template: str) -> str:
        """Give an address; values are percent-encoded."""
        return self.filled(template, lambda value: quote(value, safe=""))

    def table(self, templates: Mapping[str, str]) -> dict[str, str]:
        """Give a table of headers, form fields or query parameters."""
        return {name: self.filled(template) for name, template in templates.items()}

    def tree(self, value: object) -> object:
        """Give a JSON value; a text that is {rate} alone keeps the rate's kind."""
        if isinstance(value, str):
            return self.rate if value == "{rate}" else self.filled(value)
        if isinstance(value, Mapping):
            return {name: self.tree(inner) for name, inner in cast("Mapping[str, object]", value).items()}
        if isinstance(value, Sequence):
            return [self.tree(inner) for inner in cast("Sequence[object]", value)]
        return value

    def call(self, request: Request) -> Call:
        """Give the request to send; raises SecretMissing or SecretsRefused."""
        body, kind = self._body(request)
        headers = self.table(request.headers)
        if kind and not any(name.lower() == "content-type" for name in headers):
            headers["Content-Type"] = kind
        return Call(
            method=request.method,
            url=self.address(request.url),
            headers=headers,
            query=self.table(request.query),
            body=body,
        )

    def _body(self, request: Request) -> tuple[bytes | None, str]:
        if request.as_json is not None:
            return json.dumps(self.tree(request.as_json), ensure_ascii=False).encode(), "application/json"
        if request.form is not None:
            return urlencode(self.table(request.form)).encode(), "application/x-www-form-urlencoded"
        if request.text is not None:
            is_xml = request.text.lstrip().startswith("<")
            filled = self.filled(request.text, (lambda value: escape(value, {'"': "&quot;"})) if is_xml else str)
            return filled.encode(), "application/xml; charset=utf-8" if is_xml else "text/plain; charset=utf-8"
        return None, ""


def _written(value: str | float | bool) -> str:
    return ("true" if value else "false") if isinstance(value, bool) else str(value)
