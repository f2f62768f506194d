"""Asks sites for pages and feeds: politely, within limits, and nowhere that a stranger may not send us."""

from __future__ import annotations

import contextlib
import socket
import time
from collections.abc import Callable, Collection
from dataclasses import dataclass
from email.message import Message
from urllib.parse import urljoin
from urllib.robotparser import RobotFileParser

import certifi
import urllib3
from urllib3.exceptions import HTTPError

from broadcaster.errors import AddressRefused, PageTooLarge, SiteBusy, SiteForbids, SiteUnreachable
from broadcaster.feeds.reachable import Place, Resolve, place_of

MOST_REDIRECTS = 5
PAUSE = 1.0
"""Seconds between two questions to one site, where it does not ask for more."""

_LONGEST_PAUSE = 30.0
_ROBOTS_BYTES = 512 * 1024
_PIECE = 64 * 1024
_NOT_MODIFIED = 304
_MOVED = frozenset({301, 302, 303, 307, 308})
_BUSY = frozenset({429, 503})
_MOST_AFTER = 24 * 3600


@dataclass(frozen=True, kw_only=True, slots=True)
class Fetched:
    """What a site answered."""

    address: str
    """Where it was found, after all redirects."""
    content: bytes
    """The answer, unpacked; empty when nothing has changed."""
    media_type: str
    """What the site says it is: ``text/html``."""
    charset: str
    """Its letters, as the site says, or empty."""
    etag: str
    """The site's mark of this version, or empty."""
    modified: str
    """When the site says it last changed, as it wrote it, or empty."""
    unchanged: bool = False
    """Whether the site says that it is still the version that we have."""


class Visitor:
    """Fetches from any site, slowly enough for each."""

    def __init__(
        self,
        *,
        contact: str,
        inside: Collection[str] = (),
        most_bytes: int = 20 * 1024 * 1024,
        seconds: float = 30,
        resolve: Resolve = socket.getaddrinfo,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        """Take whom a site's keeper may write to, and hosts of our own network that may be asked too."""
        self._headers = {
            "User-Agent": f"broadcaster/0.1 (+{contact})" if contact else "broadcaster/0.1",
            "Accept-Language": "vi,en;q=0.5",
            "Accept-Encoding": "gzip, deflate",
        }
        self._inside = frozenset(inside)
        self._most_bytes = most_bytes
        self._seconds = seconds
        self._resolve = resolve
        self._sleep = sleep
        self._robots: dict[str, RobotFileParser] = {}
        self._asked_at: dict[str, float] = {}

    def fetch(self, address: str, *, etag: str = "", modified: str = "") -> Fetched:
        """Fetch an address, following redirects of which each is checked like the first.

        Raises:
            AddressRefused: it, or a redirect, leads where we may not be sent, or in a circle.
            SiteForbids: the site's robots.txt asks programs to stay away.
            SiteBusy: the site asks to come back later (429, 503); with the seconds.
            SiteUnreachable: no answer in time, a broken one, a wrong certificate, or an error of the site.
            PageTooLarge: more bytes than may be.
        """
        known = {"If-None-Match": etag, "If-Modified-Since": modified}
        headers = self._headers | {name: value for name, value in known.items() if value}
        here = address
        for _ in range(MOST_REDIRECTS + 1):
            place = place_of(here, inside=self._inside, resolve=self._resolve)
            self._ask_leave(place)
            status, answer, content = self._get(place, headers, self._most_bytes)
            if status not in _MOVED:
                return _understood(here, status, answer, content)
            here = urljoin(here, answer.get("location", ""))
        raise AddressRefused(address=address, reason=f"chuyển tiếp quá {MOST_REDIRECTS} lần")

    def _ask_leave(self, place: Place) -> None:
        robots = self._robots.get(place.site) or self._read_robots(place)
        target = place.url.geturl()
        if not robots.can_fetch("broadcaster", target):
            raise SiteForbids(address=target)
        asked = robots.crawl_delay("broadcaster")
        self._wait(place.site, min(float(asked or PAUSE), _LONGEST_PAUSE))

    def _read_robots(self, place: Place) -> RobotFileParser:
        """Read a site's wishes; a site that has none allows everything, one that cannot be asked allows nothing."""
        robots = RobotFileParser()
        address = f"{place.url.scheme}://{place.url.netloc}/robots.txt"
        there = place_of(address, inside=self._inside, resolve=self._resolve)
        status, _, content = self._get(there, self._headers, _ROBOTS_BYTES)
        if status >= 500:  # noqa: PLR2004 - the site's own failure
            raise SiteUnreachable(address=address, reason=f"máy chủ báo lỗi {status}")
        text = content.decode("utf-8", "replace") if status == 200 else ""  # noqa: PLR2004 - the one good answer
        robots.parse(text.splitlines())
        self._robots[place.site] = robots
        return robots

    def _wait(self, site: str, pause: float) -> None:
        last = self._asked_at.get(site)
        left = pause - (time.monotonic() - last) if last is not None else 0
        if left > 0:
            self._sleep(left)
        self._asked_at[site] = time.monotonic()

    def _get(self, place: Place, headers: dict[str, str], most: int) -> tuple[int, dict[str, str], bytes]:
        """Ask one place, at the address that was checked, and take no more than may be."""
        address = place.url.geturl()
        until = time.monotonic() + self._seconds
        target = (place.url.path or "/") + (f"?{place.url.query}" if place.url.query else "")
        with contextlib.ExitStack() as stack:
            pool = stack.enter_context(contextlib.closing(self._pool(place)))
            try:
                answer = pool.urlopen(
                    "GET",
                    target,
                    headers=headers | {"Host": place.url.netloc},
                    redirect=False,
                    retries=False,
                    preload_content=False,
                )
                stack.callback(answer.close)
                content = bytearray()
                while piece := answer.read1(_PIECE, decode_content=True):
                    content += piece
                    if len(content) > most:
                        raise PageTooLarge(address=address, most=most // (1024 * 1024) or 1)
                    if time.monotonic() > until:
                        raise SiteUnreachable(address=address, reason="trả lời quá chậm")
            except (HTTPError, OSError, ValueError) as error:
                raise SiteUnreachable(address=address, reason=_told(error)) from error
            return answer.status, {name.lower(): value for name, value in answer.headers.items()}, bytes(content)

    def _pool(self, place: Place) -> urllib3.HTTPConnectionPool:
        timeout = urllib3.Timeout(connect=min(self._seconds, 10), read=min(self._seconds, 15))
        if place.url.scheme == "http":
            return urllib3.HTTPConnectionPool(place.ip, place.port, timeout=timeout, maxsize=1)
        return urllib3.HTTPSConnectionPool(
            place.ip,
            place.port,
            timeout=timeout,
            maxsize=1,
            server_hostname=place.host,
            assert_hostname=place.host,
            cert_reqs="CERT_REQUIRED",
            ca_certs=certifi.where(),
        )


def _understood(address: str, status: int, answer: dict[str, str], content: bytes) -> Fetched:
    if status in _BUSY:
        raise SiteBusy(address=address, status=status, seconds=_after(answer.get("retry-after", "")))
    if status not in {200, _NOT_MODIFIED}:
        raise SiteUnreachable(address=address, reason=f"máy chủ trả lời mã {status}")
    kind = Message()
    kind["content-type"] = answer.get("content-type", "")
    return Fetched(
        address=address,
        content=content,
        media_type=kind.get_content_type() if answer.get("content-type") else "",
        charset=str(kind.get_content_charset() or ""),
        etag=answer.get("etag", ""),
        modified=answer.get("last-modified", ""),
        unchanged=status == _NOT_MODIFIED,
    )


def _after(value: str) -> int:
    """Read after how many seconds a site wants to be asked again; 0 when it does not say in seconds."""
    return min(int(value), _MOST_AFTER) if value.isascii() and value.isdecimal() else 0


def _told(error: Exception) -> str:
    said = str(error)
    if "CERTIFICATE" in said.upper():
        return "chứng thư của máy chủ không hợp lệ"
    if "timed out" in said:
        return "không trả lời kịp"
    return "đường truyền đứt hoặc câu trả lời hỏng"
