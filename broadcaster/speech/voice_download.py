"""Fetches a large file over a bad line: goes on where it stopped, and takes nothing with another SHA-256."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import requests

from broadcaster.domain.ids import DurationMs
from broadcaster.errors import DownloadFailed
from broadcaster.files import translated

Told = Callable[[int, int], None]
"""Called with (bytes there, bytes in all; 0 when the server does not say)."""

_PIECE = 1 << 14  # what is lost when the line breaks: the library gives whole pieces only
_CONNECT_MS = 10_000
_SILENCE = DurationMs(30_000)
_WHOLE, _REST, _PAST_THE_END = 200, 206, 416
_LARGEST_SMALL = 4_000_000
_SUM = re.compile(r"[0-9a-f]{64}")
_RANGE = re.compile(r"bytes (\d+)-\d+/(\d+|\*)")


class _Cut(Exception):
    """The line broke, or the answer was not whole; what came is kept."""


def checked_sum(text: str, url: str) -> str:
    """Give a typed SHA-256 in lower case; raises DownloadFailed when it is none."""
    typed = text.strip().lower()
    if not _SUM.fullmatch(typed):
        raise _failed(url, "mã SHA-256 phải gồm đúng 64 chữ số 0-9, a-f; chép lại từ trang tải giọng")
    return typed


def fetch(url: str, *, sha256: str, part: Path, told: Told, silence: DurationMs = _SILENCE) -> None:
    """Fetch into `part`, from where it ends if it is there; a line that breaks is tried again as long as bytes come.

    Raises:
        DownloadFailed: what came stays in `part` for the next run, unless its sum is wrong. DiskFull, ReadOnlyPlace.
    """
    check_address(url)
    part.parent.mkdir(parents=True, exist_ok=True)
    while True:
        before = _size(part)
        try:
            _go_on(url, part, told, silence)
            break
        except _Cut as error:
            if _size(part) <= before:
                kept = f"; đã tải được {_size(part)} byte, chạy lại lệnh để tải tiếp" if before else ""
                raise _failed(url, f"{error}{kept}") from error
    with translated(part), part.open("rb") as stream:
        found = hashlib.file_digest(stream, "sha256").hexdigest()
    if found != sha256:
        part.unlink()
        raise _failed(url, f"mã SHA-256 của tệp là {found}, không phải {sha256}; đã bỏ tệp. Kiểm tra địa chỉ và mã")


def fetch_small(url: str, *, sha256: str | None, silence: DurationMs = _SILENCE) -> bytes:
    """Fetch a file of at most a few megabytes into memory; raises DownloadFailed."""
    check_address(url)
    kept = bytearray()
    try:
        with _asked(url, 0, silence) as answer:
            _check_status(url, answer)
            for piece in answer.iter_content(_PIECE):
                kept += piece
                if len(kept) > _LARGEST_SMALL:
                    raise _failed(url, "tệp cấu hình lớn bất thường")
    except requests.RequestException as error:
        raise _failed(url, _reason(error)) from error
    found = hashlib.sha256(kept).hexdigest()
    if sha256 is not None and found != sha256:
        raise _failed(url, f"mã SHA-256 của tệp cấu hình là {found}, không phải {sha256}")
    return bytes(kept)


def _go_on(url: str, part: Path, told: Told, silence: DurationMs) -> None:
    """Ask for what is missing and append it; raises _Cut when the answer ends too early."""
    there = _size(part)
    try:
        with _asked(url, there, silence) as answer:
            if answer.status_code == _PAST_THE_END and there:
                return  # all of it is there, or it is another file: the sum will tell
            _check_status(url, answer)
            start, total = _place(answer)
            if start not in {0, there}:
                raise _Cut("máy chủ gửi sai đoạn được hỏi")
            _append(answer, part, start, total, told)
    except requests.RequestException as error:
        raise _Cut(_reason(error)) from error


def _append(answer: requests.Response, part: Path, start: int, total: int, told: Told) -> None:
    with translated(part), part.open("r+b" if part.exists() else "wb") as stream:
        stream.truncate(start)  # a server that does not know Range sends all of it anew
        stream.seek(start)
        for piece in _pieces(answer):
            stream.write(piece)
            told(stream.tell(), total)
        if stream.tell() < total:
            raise _Cut("đứt mạng giữa chừng")


def _pieces(answer: requests.Response) -> Iterator[bytes]:
    """Give the bytes of an answer; a broken line is no fault of the disk, as which it would pass (it is an OSError)."""
    try:
        yield from answer.iter_content(_PIECE)
    except requests.RequestException as error:
        raise _Cut(_reason(error)) from error


def _asked(url: str, there: int, silence: DurationMs) -> requests.Response:
    headers = {"Accept-Encoding": "identity"} | ({"Range": f"bytes={there}-"} if there else {})
    return requests.get(url, headers=headers, stream=True, timeout=(_CONNECT_MS / 1000, silence / 1000))


def _place(answer: requests.Response) -> tuple[int, int]:
    """Give where the bytes of an answer begin, and how many the whole file has (0: not said)."""
    if answer.status_code == _REST:
        found = _RANGE.fullmatch(answer.headers.get("Content-Range", ""))
        if found is None:
            raise _Cut("máy chủ gửi một đoạn mà không nói là đoạn nào")
        return int(found[1]), int(found[2]) if found[2] != "*" else 0
    length = answer.headers.get("Content-Length", "")
    return 0, int(length) if length.isdecimal() else 0


def _check_status(url: str, answer: requests.Response) -> None:
    if answer.status_code not in {_WHOLE, _REST}:
        said = {404: "không có tệp này ở máy chủ", 401: "máy chủ đòi đăng nhập", 403: "máy chủ không cho tải"}
        reason = said.get(answer.status_code, "máy chủ từ chối")
        raise _failed(url, f"{reason}, mã {answer.status_code}. Kiểm tra lại địa chỉ")


def check_address(url: str) -> None:
    """Refuse what is no web address; raises DownloadFailed."""
    try:
        parts = urlsplit(url)
    except ValueError as error:
        raise _failed(url, "địa chỉ viết sai") from error
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise _failed(url, "địa chỉ phải mở đầu bằng https:// hoặc http://")


def _reason(error: requests.RequestException) -> str:
    if isinstance(error, requests.Timeout):
        return "chờ quá lâu không thấy trả lời"
    if isinstance(error, requests.exceptions.SSLError):
        return "chứng thư của máy chủ không tin được"
    return "không nối được máy chủ, hoặc đứt mạng giữa chừng"


def _size(part: Path) -> int:
    return part.stat().st_size if part.is_file() else 0


def _failed(url: str, reason: str) -> DownloadFailed:
    return DownloadFailed(url=_shown(url), reason=reason)


def _shown(url: str) -> str:
    """Write an address without the name, password or key that may stand in it."""
    try:
        parts = urlsplit(url)
        place = parts.hostname or ""
        if parts.port:
            place += f":{parts.port}"
    except ValueError:
        return "địa chỉ đã gõ"
    return urlunsplit((parts.scheme, place, parts.path, "", ""))
