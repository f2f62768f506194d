"""Styles, scripts, letters and pictures, each under a name that carries its hash, so that browsers keep it for good."""

from __future__ import annotations

import gzip
import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse, Response
from starlette.types import Receive, Scope, Send

STATIC = Path(__file__).parents[1] / "static"
URL = "/static/"
FOR_GOOD = "public, max-age=31536000, immutable"

_KINDS = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".woff2": "font/woff2",
}
_PACKED = {".css", ".js", ".svg", ".txt"}
_STYLES = "styles"
_WHOLE_STYLE = "app.css"


@dataclass(frozen=True, kw_only=True, slots=True)
class Asset:
    """One file as browsers get it."""

    url: str
    """Where it is found: its path with a part of its hash."""
    kind: str
    """Content type."""
    content: bytes
    """The file."""
    packed: bytes | None
    """The file after gzip; none where that gains nothing."""


@cache
def assets() -> Mapping[str, Asset]:
    """Give every asset by the name that templates use; read once.

    The files of ``styles`` come as one, ``app.css``, in the order of their names.
    """
    found = {name: _asset(name, content) for name, content in _files() if not name.endswith(".css")}
    sheets = {name: content for name, content in _files() if name.endswith(".css")}
    found |= {name: _asset(name, _with_urls(content, found)) for name, content in sheets.items()}
    return found


def asset(name: str) -> str:
    """Give the address of an asset; raises KeyError when no file has that name."""
    return assets()[name].url


async def static_files(scope: Scope, receive: Receive, send: Send) -> None:
    """Serve the assets: an ASGI application to be mounted at ``/static``."""
    found = _by_url().get(scope["path"])
    answer = PlainTextResponse("Không có tệp này.", status_code=404) if found is None else _answer(found, scope)
    await answer(scope, receive, send)


@cache
def _by_url() -> Mapping[str, Asset]:
    return {each.url: each for each in assets().values()}


def _answer(found: Asset, scope: Scope) -> Response:
    if scope["method"] not in {"GET", "HEAD"}:
        return PlainTextResponse("Chỉ tải về được.", status_code=405, headers={"Allow": "GET, HEAD"})
    headers = {"Cache-Control": FOR_GOOD, "X-Content-Type-Options": "nosniff"}
    if found.packed is None:
        return Response(found.content, media_type=found.kind, headers=headers)
    headers["Vary"] = "Accept-Encoding"
    if "gzip" not in Headers(scope=scope).get("accept-encoding", ""):
        return Response(found.content, media_type=found.kind, headers=headers)
    return Response(found.packed, media_type=found.kind, headers=headers | {"Content-Encoding": "gzip"})


def _files() -> Iterator[tuple[str, bytes]]:
    """Give each file with the name that templates use."""
    sheets = sorted((STATIC / _STYLES).glob("*.css"))
    yield _WHOLE_STYLE, b"".join(path.read_bytes() for path in sheets)
    for path in sorted(STATIC.rglob("*")):
        if path.suffix in _KINDS and path.parent.name != _STYLES:
            yield path.relative_to(STATIC).as_posix(), path.read_bytes()


def _with_urls(style: bytes, found: Mapping[str, Asset]) -> bytes:
    """Give a style sheet whose ``url(...)`` are those that browsers ask for, without its comments."""

    def address(match: re.Match[str]) -> str:
        return f"url({found[match[1]].url})"

    bare = re.sub(r"/\*.*?\*/\s*", "", style.decode(), flags=re.DOTALL)
    return re.sub(r"url\(([^):]+)\)", address, bare).encode()


def _asset(name: str, content: bytes) -> Asset:
    stem, _, suffix = name.rpartition(".")
    mark = hashlib.sha256(content).hexdigest()[:12]
    packed = gzip.compress(content, 9, mtime=0) if f".{suffix}" in _PACKED else None
    return Asset(
        url=f"{URL}{stem}.{mark}.{suffix}",
        kind=_KINDS[f".{suffix}"],
        content=content,
        packed=packed if packed and len(packed) < len(content) else None,
    )
