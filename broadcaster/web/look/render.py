"""A page from a template: what every template knows, and how it is answered."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache, partial
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import parse_qsl, urlencode, urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse

from broadcaster.web.look.assets import asset
from broadcaster.web.look.badges import badge_of
from broadcaster.web.look.language import Language, catalogue, language_of
from broadcaster.web.look.menu import is_at, menu_for
from broadcaster.web.look.refusals import said
from broadcaster.web.look.shown import Shown
from broadcaster.web.look.theme import theme_of

TEMPLATES = Path(__file__).parents[1] / "templates"


class Reader(Protocol):
    """What pages need to know of the account that reads them."""

    @property
    def name(self) -> str:
        """What people call them."""
        ...

    @property
    def rights(self) -> frozenset[str]:
        """What they may do, by the names that the menu uses."""
        ...


def page(request: Request, name: str, *, status: int = 200, **values: object) -> HTMLResponse:
    """Answer with a page.

    Every template knows beside `values`: ``who`` (the account that is signed in, or none), ``csrf``, ``now``,
    ``language``, ``theme``, ``menu``, ``station_name``, ``asset(name)``, ``badge_of(state)``,
    ``with_query(address, name=value)``, ``_`` for strings of the template itself, ``said(word)`` for words that come
    from elsewhere (``_`` would take these for markup), and the filters of :class:`~broadcaster.web.look.shown.Shown`.

    Args:
        request: What is answered; ``request.state`` may carry ``who``, ``csrf``, ``now`` and ``flashes``.
        name: Template under ``templates``.
        status: HTTP status.
        values: What the template shows.
    """
    language = language_of(request)
    told = _of_request(request, language) | values
    answer = HTMLResponse(environment(language).get_template(name).render(told), status_code=status)
    answer.headers["Content-Language"] = language
    answer.headers["Vary"] = "Cookie"
    return answer


def say_done(request: Request, sentence: str, tone: str = "good") -> None:
    """Let the page that comes now say what was done, a ``marked`` sentence; nothing for an empty one."""
    if sentence:
        said = catalogue(language_of(request)).gettext(sentence)
        request.state.flashes = (*getattr(request.state, "flashes", ()), (tone, said))


@cache
def environment(language: Language) -> Environment:
    """Give the templates in one language."""
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    words = catalogue(language)
    install: Any = vars(made)["install_gettext_callables"]  # the extension adds it when the environment is made
    install(words.gettext, words.ngettext, newstyle=True)
    said_here = partial(said, language=language)
    made.filters.update(Shown(language=language).filters(), spoken=said_here)
    known: Any = made.globals
    known.update(said=said_here, asset=asset, badge_of=badge_of, is_at=is_at, with_query=with_query)
    return made


def with_query(address: str, **changes: object) -> str:
    """Give an address of this site with some of its query changed; what is none falls away."""
    parts = urlsplit(address)
    query = {name: value for name, value in parse_qsl(parts.query) if name not in changes}
    query |= {name: str(value) for name, value in changes.items() if value is not None}
    return parts.path + (f"?{urlencode(query)}" if query else "")


def _of_request(request: Request, language: Language) -> dict[str, Any]:
    state, who = request.state, getattr(request.state, "who", None)
    rights: frozenset[str] | None = getattr(who, "rights", frozenset()) if who is not None else None
    paths = getattr(request.app.state, "paths", None) or [getattr(each, "path", "") for each in request.app.routes]
    return {
        "request": request,
        "who": who,
        "csrf": getattr(state, "csrf", ""),
        "now": getattr(state, "now", None) or wall_clock(),
        "flashes": getattr(state, "flashes", ()),
        "language": language,
        "theme": theme_of(request),
        "menu": tuple(menu_for(rights, paths)),
        "station_name": getattr(request.app.state, "station_name", "") or "broadcaster",
        "path": request.url.path,
        "paths": paths,
        "here": request.url.path + (f"?{request.url.query}" if request.url.query else ""),
    }


def wall_clock() -> datetime:
    """Read the wall clock: this is an edge where time comes in."""
    return datetime.now(UTC)  # noqa: TID251 - this is an edge where time comes in
