"""The two cookies by which a browser is known again: of a sign-in, and of a form before it."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from http.cookies import CookieError, SimpleCookie

from starlette.requests import HTTPConnection
from starlette.responses import Response

from broadcaster.services.sign_in import Opened
from broadcaster.web.office import Office, Served

_VISIT, _FORM = "phien", "mau-gui"
_MARK_BYTES = 16
_CSRF = re.compile(rf"[0-9a-f]{{{_MARK_BYTES * 4}}}", re.ASCII)


def visit_cookie(served: Served) -> str:
    """Give the name of the sign-in's cookie; over TLS no neighbouring site can set one of that name."""
    return f"__Host-{_VISIT}" if served.secure else _VISIT


def form_cookie(served: Served) -> str:
    """Give the name of the cookie that forms are tied to before anybody has signed in."""
    return f"__Host-{_FORM}" if served.secure else _FORM


def csrf_of(secret: str) -> str:
    """Give what forms carry, from the secret of their cookie: nobody else can know it, and a new sign-in changes it.

    It looks otherwise in every answer (a random mask, then the mark under that mask), since a packed page whose secret
    stays the same tells it by its length.
    """
    if not secret:
        return ""
    mask = secrets.token_bytes(_MARK_BYTES)
    return (mask + _under(mask, _mark_of(secret))).hex()


def is_csrf_of(secret: str, given: str) -> bool:
    """Say whether a form carries what :func:`csrf_of` once gave for this secret."""
    if not (secret and _CSRF.fullmatch(given)):
        return False
    told = bytes.fromhex(given)
    mask, masked = told[:_MARK_BYTES], told[_MARK_BYTES:]
    return hmac.compare_digest(_under(mask, masked), _mark_of(secret))


def _mark_of(secret: str) -> bytes:
    return hashlib.sha256(f"csrf:{secret}".encode()).digest()[:_MARK_BYTES]


def _under(mask: bytes, mark: bytes) -> bytes:
    return bytes(one ^ other for one, other in zip(mask, mark, strict=True))


def cookies_of(connection: HTTPConnection) -> dict[str, str]:
    """Give the cookies of a request; a heading that is no cookie gives none."""
    try:
        return connection.cookies
    except CookieError:
        return {}


def set_visit(response: Response, opened: Opened, office: Office) -> None:
    """Let the browser keep a sign-in."""
    served = office.served
    age = int((opened.visit.ends_at - opened.visit.made_at).total_seconds())
    response.set_cookie(
        visit_cookie(served), opened.secret, max_age=age, path="/", secure=served.secure, httponly=True, samesite="lax"
    )


def drop_visit(response: Response, office: Office) -> None:
    """Let the browser forget a sign-in."""
    served = office.served
    response.delete_cookie(visit_cookie(served), path="/", secure=served.secure, httponly=True, samesite="lax")


def form_heading(secret: str, served: Served) -> str:
    """Give the ``Set-Cookie`` that ties forms to a browser nobody has signed in with."""
    made: SimpleCookie = SimpleCookie()
    made[form_cookie(served)] = secret
    morsel = made[form_cookie(served)]
    morsel["path"], morsel["httponly"], morsel["samesite"] = "/", True, "lax"
    if served.secure:
        morsel["secure"] = True
    return morsel.OutputString()
