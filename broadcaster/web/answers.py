"""What is answered when something is refused or fails: a page for people, a problem (RFC 9457) for programs."""

from __future__ import annotations

from urllib.parse import quote

from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from broadcaster.errors import (
    AccountError,
    AsRunRefused,
    BroadcasterError,
    DiskFull,
    FormOutdated,
    InputError,
    LinkOver,
    NotAllowed,
    NotAStation,
    NotSignedIn,
    NotThere,
    PlaceError,
    SettingsError,
    SignInRefused,
    SignInTooSoon,
    StoreBusy,
    TokenRefused,
    UnknownAccount,
    UnknownToken,
)
from broadcaster.files import FULL
from broadcaster.web.look.render import page

_STATUS: tuple[tuple[type[BroadcasterError], int], ...] = (
    (NotSignedIn, 401),
    (SignInRefused, 401),
    (SignInTooSoon, 429),
    (NotAllowed, 403),
    (FormOutdated, 403),
    (TokenRefused, 403),
    (AsRunRefused, 422),
    (NotThere, 404),
    (UnknownAccount, 404),
    (UnknownToken, 404),
    (LinkOver, 410),
    (InputError, 400),
    (AccountError, 400),
    (StoreBusy, 503),
    (DiskFull, 507),
    (PlaceError, 503),
    (SettingsError, 500),
    (NotAStation, 500),
)
"""The first that fits; all else stands against what is there (409)."""

_TITLES = {
    400: "Chưa đúng",
    401: "Chưa đăng nhập",
    403: "Chưa được làm việc này",
    404: "Không có trang này",
    405: "Không làm được cách này",
    409: "Chưa làm được",
    410: "Đã hết hạn",
    413: "Tệp quá lớn",
    422: "Chưa đúng",
    429: "Thử lại sau",
    500: "Máy chủ gặp lỗi",
    503: "Tạm thời chưa dùng được",
    507: "Ổ đĩa máy chủ đã đầy",
}
_NAMED = 20
_SENTENCES = {
    400: "Yêu cầu không đúng. Mở trang từ địa chỉ của đài rồi làm lại.",
    404: "Không có trang này, hoặc nó thuộc nơi khác.",
    405: "Trang này không nhận việc gửi như vậy. Quay lại trang trước rồi làm lại.",
    413: "Dữ liệu gửi lên lớn quá mức cho phép. Chia nhỏ tệp, hoặc nhờ người quản trị tăng upload_mb.",
    422: "Có ô còn thiếu hoặc sai. Quay lại, sửa rồi gửi lại.",
}


def status_of(error: Exception) -> int:
    """Give the HTTP status of an error."""
    if isinstance(error, HTTPException):
        return error.status_code
    if isinstance(error, RequestValidationError):
        return 422
    if not isinstance(error, BroadcasterError):
        return 500
    return next((status for kind, status in _STATUS if isinstance(error, kind)), 409)


def sentence_of(error: Exception) -> str:
    """Give what is said to people."""
    if isinstance(error, BroadcasterError):
        return str(error)
    return _SENTENCES.get(status_of(error), _TITLES.get(status_of(error), "Chưa làm được."))


def refusal(request: Request, error: Exception) -> Response:
    """Answer an error of ours, or one that the request met on its way."""
    error = _met_by(error)
    status = status_of(error)
    if wants_json(request):
        return problem(status, _fields_wrong(error) or sentence_of(error))
    if isinstance(error, NotSignedIn) and not request.state.by_program:
        here = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        back = f"?tiep={quote(here, safe='')}" if request.method == "GET" and here != "/" else ""
        return RedirectResponse(f"/vao{back}", status_code=303)
    kept = dict(error.headers or {}) if isinstance(error, HTTPException) else {}
    answer = page(
        request,
        "error.html",
        status=status,
        title=_TITLES.get(status, "Chưa làm được"),
        sentence=sentence_of(error),
        back="",
    )
    answer.headers.update(kept)
    return answer


def _met_by(error: Exception) -> Exception:
    """Give what an error is about; what the disk cannot hold of a form comes as a bad request, with its cause."""
    reason = error.__cause__ or error.__context__ or error if isinstance(error, HTTPException) else error
    full = isinstance(reason, OSError) and reason.errno in FULL
    return DiskFull(path="chỗ tạm của máy chủ") if full else error


def _fields_wrong(error: Exception) -> str:
    """Name the fields that a program sent wrong; nothing for other errors."""
    if not isinstance(error, RequestValidationError):
        return ""
    where = dict.fromkeys(".".join(str(part) for part in each["loc"][1:]) or "nội dung" for each in error.errors())
    return f"Thiếu hoặc sai: {', '.join(list(where)[:_NAMED])}. Xem /api/v1/openapi.json, sửa rồi gửi lại."


def failure(request: Request, number: str, error: Exception | None) -> Response:
    """Answer what nobody foresaw, by a number under which the log tells the rest; a full disk is told as such."""
    if isinstance(error, OSError) and error.errno in FULL:
        return refusal(request, error)
    sentence = f"Máy chủ gặp lỗi khi làm việc này. Báo người quản trị số lỗi {number}."
    if wants_json(request):
        return problem(500, sentence)
    return page(request, "error.html", status=500, title=_TITLES[500], sentence=sentence, back="")


def problem(status: int, sentence: str) -> JSONResponse:
    """Give an error for programs."""
    told = {"type": "about:blank", "title": _TITLES.get(status, "Chưa làm được"), "status": status, "detail": sentence}
    headings = {"WWW-Authenticate": "Bearer"} if status == 401 else {}  # noqa: PLR2004 - the number has a name
    return JSONResponse(told, status_code=status, media_type="application/problem+json", headers=headings)


def wants_json(request: Request) -> bool:
    """Say whether a program asks."""
    return request.url.path.startswith("/api/")
