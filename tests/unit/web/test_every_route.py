"""Every route × every role × own and foreign outlet, found by walking the application: none comes in by an open door.

The rule of a route is what stands in its dependencies: rights (``asked_by``), a scope (``called_by``), or a sign-in
(``AskedNow``). A new route that has none fails here until it stands in OPEN with a reason; a new part of an address
fails until PARTS says what is put there.
"""

import inspect
import re

import pytest
from api_made import EVERY_SCOPE, Program, api_crew
from makers import COMMUNE, DAY, STATION

from broadcaster.domain.accounts import Role
from broadcaster.domain.rights import RIGHTS
from broadcaster.domain.tokens import Scope
from broadcaster.web.api import ROUTERS as API
from broadcaster.web.asked import asked
from broadcaster.web.pages import ROUTERS as PAGES

OPEN = {
    "/healthz": "says only that the process lives",
    "/readyz": "says only that the store answers",
    "/metrics": "looks itself: this machine, or a token with that scope",
    "/giao-dien": "one's own choice of light or dark, in a cookie",
    "/vao": "the way in",
    "/vao/ma": "the way in",
    "/lap-mat-khau/{secret}": "the way in, by a secret that serves once",
    "/api/v1/openapi.json": "tells of the door, not of the station",
}
"""Routes that anybody may use, and why."""

OUTLET_PARTS = {"outlet_id", "outlet", "noi", "noi_phat", "xa", "dai"}
"""What the id of an outlet is called in addresses."""

PARTS = dict.fromkeys(
    ("name", "secret", "script_id", "item_id", "item", "entry", "kind", "session", "token"), "khong-co"
)
PARTS |= {
    "date": str(DAY),
    "day": str(DAY),
    "ngay": str(DAY),
    "number": "999999",
    "sha256": "0" * 64,
    "sound": "0" * 64,
    "mark": "0" * 32,
    "line": "1",
    "order_id": "999999",
}
"""What is put into addresses: things that are not there, so that nothing is changed by walking by."""

READING = {"GET", "HEAD"}
ROUTES = sorted(
    (
        (f"{method} {route.path}", method, route)
        for router in (*PAGES, *API)
        for route in router.routes
        for method in sorted(route.methods)
    ),
    key=lambda each: each[0],
)
NAMED = {name: (method, route) for name, method, route in ROUTES}


def _calls(dependant):
    for each in dependant.dependencies:
        yield each.call
        yield from _calls(each)


def _rule(route):
    """Give the rights, the scope or the sign-in that a route asks for; nothing for one that asks for none."""
    for call in _calls(route.dependant):
        known = inspect.getclosurevars(call).nonlocals if inspect.isfunction(call) else {}
        if "rights" in known:
            return frozenset(known["rights"])
        if isinstance(known.get("scope"), Scope):
            return known["scope"]
        if call is asked:
            return "signed in"
    return None


def _address(route, outlet=COMMUNE):
    def put(found):
        name = found[1].partition(":")[0]
        return outlet if name in OUTLET_PARTS else PARTS[name]

    return re.sub(r"\{([\w:]+)\}", put, route.path)


PEOPLES = [name for name, (_, route) in NAMED.items() if isinstance(_rule(route), frozenset)]
PROGRAMS = [name for name, (_, route) in NAMED.items() if isinstance(_rule(route), Scope)]
SIGNED_IN = [name for name, (_, route) in NAMED.items() if _rule(route) == "signed in"]
AT_OUTLETS = [name for name, (_, route) in NAMED.items() if OUTLET_PARTS & set(re.findall(r"\{(\w+)", route.path))]


@pytest.fixture(scope="module")
def crew(tmp_path_factory, peopled_folder):
    made = api_crew(tmp_path_factory.mktemp("đài"), peopled_folder)
    yield made
    made.close()


def _send(client, method, address, **form):
    if method in READING:
        return client.request(method, address)
    return client.request(method, address, data={"csrf": client.csrf("/tai-khoan"), **form})


@pytest.mark.parametrize("name", NAMED)
def test_every_route_has_a_rule(name):
    _, route = NAMED[name]
    assert (_rule(route) is None) == (route.path in OPEN), f"{name}: say in its dependencies who may use it, or in OPEN"
    unknown = set(re.findall(r"\{(\w+)", route.path)) - OUTLET_PARTS - set(PARTS)
    assert not unknown, f"{name}: say in PARTS what is put there"
    assert (route.path.startswith("/api/")) == (isinstance(_rule(route), Scope) or "/api/" in route.path)


@pytest.mark.parametrize("name", [*PEOPLES, *SIGNED_IN])
def test_a_stranger_is_sent_to_the_door(crew, name):
    method, route = NAMED[name]
    client = crew.anybody()
    form = {} if method in READING else {"data": {"csrf": client.csrf()}}
    answer = client.request(method, _address(route), **form)
    assert (answer.status_code, answer.headers["location"].partition("?")[0]) == (303, "/vao")


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("name", PEOPLES)
def test_a_role_without_the_right_is_refused_and_one_with_it_is_not(crew, role, name):
    method, route = NAMED[name]
    allowed = bool(_rule(route) & RIGHTS[role])
    if allowed and method not in READING:
        return  # what a right lets change is each page's own test
    answer = _send(crew.as_(role), method, _address(route))
    assert (answer.status_code == 403) != allowed or answer.status_code == 404
    assert answer.status_code < 500
    if not allowed:
        assert answer.status_code == 403


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("name", [name for name in SIGNED_IN if name.startswith("GET ")])
def test_what_everybody_may_see_breaks_for_nobody(crew, role, name):
    method, route = NAMED[name]
    assert _send(crew.as_(role), method, _address(route)).status_code < 500


@pytest.mark.parametrize("outlet", [STATION, "KHONG-CO", "..", "a'--"])
@pytest.mark.parametrize("name", [name for name in AT_OUTLETS if name not in PROGRAMS])
def test_a_commune_cannot_tell_a_foreign_outlet_from_none(crew, name, outlet):
    method, route = NAMED[name]
    answer = _send(crew.as_(Role.OPERATOR), method, _address(route, outlet.replace("..", "%2e%2e")))
    allowed = _rule(route) == "signed in" or _rule(route) & RIGHTS[Role.OPERATOR]
    assert answer.status_code in ({404, 422} if allowed else {403, 404})


@pytest.fixture(scope="module")
def programs(crew):
    """Give a program for each scope that is for one outlet, and one that has all others."""
    mine = {scope: Program(crew, scope, outlet=COMMUNE) for scope in Scope}
    return mine, {
        scope: Program(crew, *(each for each in EVERY_SCOPE if each is not scope), outlet=COMMUNE) for scope in Scope
    }


def _asked(program, method, route, outlet=COMMUNE):
    body = {"params": {"date": str(DAY)}} if method in READING else {"json": {}}
    return program.ask(method, _address(route, outlet).removeprefix("/api/v1"), **body)


@pytest.mark.parametrize("name", PROGRAMS)
def test_a_program_needs_the_scope_and_the_outlet(crew, programs, name):
    method, route = NAMED[name]
    mine, others = programs
    scope = _rule(route)
    nobody = crew.anybody().request(method, _address(route), **({} if method in READING else {"json": {}}))
    assert nobody.status_code == 401
    assert crew.as_(Role.ADMIN).request(method, _address(route)).status_code == 401
    assert _asked(others[scope], method, route).status_code == 403
    assert _asked(mine[scope], method, route).status_code not in {401, 403, 500}
    if name in AT_OUTLETS and method in READING:
        for foreign in (STATION, "KHONG-CO"):
            assert _asked(mine[scope], method, route, foreign).status_code == 404


INJECTIONS = ("' OR '1'='1", "1;DROP TABLE news--", '")) UNION SELECT 1--', "%00", "\u202e", "9" * 400, "-1", "NaN")


@pytest.mark.parametrize("name", [name for name in NAMED if name.startswith("GET ")])
def test_no_query_reaches_the_store_as_it_is(crew, programs, name):
    _, route = NAMED[name]
    names = {each.alias for each in _query(route.dependant)}
    clients = [crew.as_(Role.ADMIN), crew.as_(Role.TECHNICIAN)]
    for query in [{each: value} for each in names or ["q"] for value in INJECTIONS]:
        if name in PROGRAMS:
            program = programs[0][_rule(route)]
            answers = [program.ask("GET", _address(route).removeprefix("/api/v1"), params=query)]
        else:
            answers = [client.get(_address(route), params=query) for client in clients]
        assert [each.status_code for each in answers if each.status_code >= 500] == []
        assert not any(re.search("sqlalchemy|operationalerror|syntax error", each.text.lower()) for each in answers)
    with crew.station.store.reading() as tx:
        assert tx.news.all()


def _query(dependant):
    yield from dependant.query_params
    for each in dependant.dependencies:
        yield from _query(each)


@pytest.mark.parametrize("name", [name for name, (method, _) in NAMED.items() if method not in READING])
def test_nothing_is_changed_without_the_forms_own_mark(crew, name):
    method, route = NAMED[name]
    client, other = crew.as_(Role.ADMIN), crew.as_(Role.EDITOR)
    if route.path.startswith("/api/"):
        assert client.request(method, _address(route), data={"csrf": client.csrf("/tai-khoan")}).status_code == 401
        return
    for mark in ("", "0" * 64, other.csrf("/tai-khoan")):
        assert client.request(method, _address(route), data={"csrf": mark}).status_code == 403
        assert client.request(method, _address(route), headers={"X-CSRF-Token": mark}).status_code == 403
