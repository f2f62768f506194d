"""The two cookies by which a browser is known again: of a sign-in, and of a form before it."""

from __future__ import annotations

import hashlib
from http.cookies import CookieError, SimpleCookie

from starlette.requests import HTTPConnection
from starlette.responses import Response

from broadcaster.services.sign_in import Opened
from broadcaster.web.office import Office, Served

_VISIT, _FORM = "phien", "mau-gui"


def visit_cookie(served: Served) -> str:
    """Give the name of the sign-in's cookie; over TLS no neighbouring site can set one of that name."""
    return f"__Host-{_VISIT}" if served.secure else _VISIT


def form_cookie(served: Served) -> str:
    """Give the name of the cookie that forms are tied to before anybody has signed in."""
    return f"__Host-{_FORM}" if served.secure else _FORM


def csrf_of(secret: str) -> str:
    """Give what forms carry, from the secret of their cookie: nobody else can know it, and a new sign-in changes it."""
    return hashlib.sha256(f"csrf:{secret}".encode()).hexdigest() if secret else ""


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
