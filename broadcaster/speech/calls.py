"""One HTTP request of an online voice: bounded in time and size, discreet, never led to another host with a key."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import urljoin, urlsplit

import requests

from broadcaster.domain.ids import DurationMs
from broadcaster.errors import OnlineVoiceUnreachable
from broadcaster.speech.concealment import hidden
from broadcaster.speech.online import SERVER_FAULT, TOO_MANY, AskAgain, asked_to_wait

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_MOST_REDIRECTS = 3
_LARGEST = 64 * 1024 * 1024
_PIECE = 64 * 1024
_WHOLE_ANSWER = 6  # how many time-outs long an answer may trickle in
_REFUSED = 400
_KEY_REFUSED = frozenset({401, 403})


@dataclass(frozen=True, kw_only=True, slots=True)
class Call:
    """A request."""

    method: str
    """``GET`` or ``POST``."""
    url: str
    """Address, keys in it and all."""
    headers: Mapping[str, str] = field(default_factory=dict[str, str])
    """Headers, keys in them and all."""
    query: Mapping[str, str] = field(default_factory=dict[str, str])
    """What is added to the address."""
    body: bytes | None = None
    """What is sent."""
    private: bool = True
    """Whether it carries what no other host may see."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    """What came back."""

    status: int
    """HTTP status."""
    headers: Mapping[str, str]
    """Headers; names in any letter case."""
    content: bytes
    """Body."""


def ask(call: Call, *, engine: str, timeout: DurationMs) -> Answer:
    """Send a request and give the answer, whatever its status but a redirection.

    A redirection is followed for GET only, and to another host only when the request is not private.

    Raises:
        OnlineVoiceUnreachable: no answer; its cause names the kind of fault alone, since the library's own words hold
            the address. AskAgain: the line broke in the middle.
    """
    for _ in range(_MOST_REDIRECTS + 1):
        answer = _sent(call, engine, timeout)
        if answer.status not in _REDIRECTS:
            return answer
        call = _led_on(call, answer, engine)
    raise OnlineVoiceUnreachable(engine=engine, reason="máy chủ chuyển hướng vòng quanh")


def checked(answer: Answer, *, engine: str, said: str = "", with_key: bool = False) -> Answer:
    """Give the answer back when its status is good; raises AskAgain for 429 and 5xx, else OnlineVoiceUnreachable.

    `said` is what the service wrote about it; `with_key` says that the request carried an account's key.
    """
    status = answer.status
    if status < _REFUSED:
        return answer
    tail = f"; máy chủ nói: {said}" if said else ""
    if status == TOO_MANY or status >= SERVER_FAULT:
        reason = "máy chủ từ chối vì gọi quá nhiều, mã 429; đợi ít phút" if status == TOO_MANY else ""
        after = asked_to_wait(answer.headers.get("Retry-After"), answer.headers.get("Date"))
        raise AskAgain(engine=engine, reason=(reason or f"máy chủ đang hỏng, mã {status}") + tail, after=after)
    hint = "; kiểm tra khóa và hạn mức" if with_key and status in _KEY_REFUSED else ""
    raise OnlineVoiceUnreachable(engine=engine, reason=f"máy chủ từ chối, mã {status}{hint}{tail}")


def _sent(call: Call, engine: str, timeout: DurationMs) -> Answer:
    try:
        with requests.Session() as session:
            return _received(session, call, timeout)
    except (requests.RequestException, UnicodeError, _TooMuch) as error:
        kind, reason = type(error), _reason(error)
    # raised out here, so that the library's error, which quotes address and headers, does not hang on ours
    fault = AskAgain if issubclass(kind, requests.exceptions.ChunkedEncodingError) else OnlineVoiceUnreachable
    raise fault(engine=engine, reason=reason) from OSError(kind.__name__)


class _TooMuch(Exception):
    """The answer is too large or too slow."""


def _received(session: requests.Session, call: Call, timeout: DurationMs) -> Answer:
    seconds = timeout / 1000
    ends = time.monotonic() + _WHOLE_ANSWER * seconds
    with session.request(
        call.method,
        call.url,
        params=dict(call.query),
        data=call.body,
        headers=dict(call.headers),
        timeout=seconds,
        allow_redirects=False,
        stream=True,
        auth=_as_it_is,
    ) as response:
        pieces: list[bytes] = []
        size = 0
        for piece in response.iter_content(_PIECE):
            pieces.append(piece)
            size += len(piece)
            if size > _LARGEST or time.monotonic() > ends:
                raise _TooMuch
        return Answer(status=response.status_code, headers=response.headers, content=b"".join(pieces))


def _as_it_is(request: requests.PreparedRequest) -> requests.PreparedRequest:
    """Keep the library from putting a password of the user's .netrc in the place of our header."""
    return request


def _reason(error: Exception) -> str:
    if isinstance(error, _TooMuch):
        return "câu trả lời quá dài hoặc quá chậm"
    if isinstance(error, requests.Timeout):
        return "chờ quá lâu không thấy trả lời"
    if isinstance(error, requests.exceptions.SSLError):
        return "chứng chỉ của máy chủ không hợp lệ; kiểm tra ngày giờ của máy"
    if isinstance(error, requests.exceptions.InvalidHeader | UnicodeError):
        return "địa chỉ, tiêu đề hoặc khóa có ký tự không gửi được qua HTTP"
    if isinstance(error, ValueError):  # the library's complaints of an address
        return "địa chỉ không đúng"
    return "không nối được máy chủ, hoặc đứt mạng giữa chừng"


def _led_on(call: Call, answer: Answer, engine: str) -> Call:
    target = urljoin(call.url, answer.headers.get("Location", ""))
    old, new = urlsplit(call.url), urlsplit(target)
    stays = (old.scheme, old.netloc) == (new.scheme, new.netloc)
    safe = new.scheme in {"http", "https"} and not (old.scheme == "https" and new.scheme == "http")
    if call.method != "GET" or not safe or (call.private and not stays):
        where = hidden(new.hostname or "địa chỉ không rõ")
        reason = f"máy chủ chuyển hướng sang {where}; không gửi khóa và lời đọc sang đó"
        raise OnlineVoiceUnreachable(engine=engine, reason=reason)
    return replace(call, url=target, query={})
