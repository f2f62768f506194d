"""Where on the network we may be sent: public hosts by http and https, and those inside that the station names."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any
from urllib.parse import SplitResult, urlsplit

from broadcaster.errors import AddressRefused, SiteUnreachable

Resolve = Callable[[str, int], list[tuple[Any, ...]]]
"""Gives the addresses of a host as ``socket.getaddrinfo`` does."""

_PORTS = {"http": 80, "https": 443}
_OTHER_PORTS = frozenset({8080, 8443})

_Ip = ipaddress.IPv4Address | ipaddress.IPv6Address


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """One host that was looked up and found to be allowed; it is spoken to at this address and no other."""

    url: SplitResult
    """What was asked for."""
    host: str
    """Its name, as a certificate has it."""
    port: int
    """Its port."""
    ip: str
    """The address that was checked, so that a second answer of the name service changes nothing."""

    @property
    def site(self) -> str:
        """Name the site, for its pace and its robots.txt."""
        return f"{self.url.scheme}://{self.host}:{self.port}"


def place_of(address: str, *, inside: Collection[str] = (), resolve: Resolve = socket.getaddrinfo) -> Place:
    """Look an address up and check every answer.

    `inside` names hosts of the station's own network, with or without a port.

    Raises:
        AddressRefused: another scheme than http and https, a name and password in it, a port that serves no pages, or
            a host that has any address which is not public.
        SiteUnreachable: the name is not known.
    """
    url, host, port = _parts(address)
    own = host in inside or f"{host}:{port}" in inside
    if not own and port not in _OTHER_PORTS | {*_PORTS.values()}:
        raise AddressRefused(address=address, reason=f"cổng {port} không phải cổng của trang web")
    try:
        found = [str(each[4][0]) for each in resolve(host, port)]
    except (OSError, UnicodeError) as error:
        raise SiteUnreachable(address=address, reason=f'không tìm thấy máy "{host}"') from error
    closed = next((ip for ip in found if not is_public(ip)), None)
    if not found or (closed and not own):
        reason = f'"{host}" trỏ vào mạng nội bộ ({closed}); nếu là máy của cơ quan, thêm vào `inside` ở [feeds]'
        raise AddressRefused(address=address, reason=reason)
    return Place(url=url, host=host, port=port, ip=found[0])


def _parts(address: str) -> tuple[SplitResult, str, int]:
    try:
        url = urlsplit(address.strip())
        host, port = url.hostname or "", url.port
        host = host.encode("idna").decode() if host and not host.isascii() else host
    except (ValueError, UnicodeError) as error:
        raise AddressRefused(address=address, reason="viết sai") from error
    if url.scheme not in _PORTS or not host:
        raise AddressRefused(address=address, reason="chỉ mở được địa chỉ http:// và https://")
    if url.username or url.password:
        raise AddressRefused(address=address, reason="không nhận tên và mật khẩu trong địa chỉ")
    if any(ch.isspace() or not ch.isprintable() for ch in address.strip()):
        raise AddressRefused(address=address, reason="có khoảng trắng hoặc ký tự ẩn")
    return url, host.lower().rstrip("."), port or _PORTS[url.scheme]


def is_public(ip: str) -> bool:
    """Say whether an address, and any older one that is wrapped in it, is one of the public network."""
    try:
        given = ipaddress.ip_address(ip.partition("%")[0])
    except ValueError:
        return False
    return all(each.is_global and not each.is_multicast for each in (given, *_wrapped(given)))


_TRANSLATED = ipaddress.ip_network("64:ff9b::/96")


def _wrapped(given: _Ip) -> tuple[_Ip, ...]:
    if isinstance(given, ipaddress.IPv4Address):
        return ()
    inner: list[_Ip] = [each for each in (given.ipv4_mapped, given.sixtofour, *(given.teredo or ())) if each]
    if given in _TRANSLATED:
        inner.append(ipaddress.IPv4Address(int(given) & 0xFFFF_FFFF))
    return tuple(inner)
