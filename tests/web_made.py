"""A small planned station on the web, with somebody signed in for each role; cheap hashes, and time stands still.

``crew`` gives the station once for a whole module (for tests that only look, or whose changes do not disturb others);
``own_crew`` gives a fresh one. ``crew.as_(Role.EDITOR)`` is a signed-in client; ``client.fill(path, **form)`` posts a
form of ours with its ``csrf``.
"""

from __future__ import annotations

import re
import shutil
from datetime import timedelta

import pytest
from makers import COMMUNE, NOW
from planned_station import ready_station
from starlette.testclient import TestClient

from broadcaster.domain.accounts import Role
from broadcaster.services.audit import Actor
from broadcaster.services.keep_accounts import add_account, grant, set_password
from broadcaster.services.passwords import Passwords
from broadcaster.station import Station
from broadcaster.web.app import make_app
from broadcaster.web.office import Served

PASSWORD = "mười con vịt xuôi"
CHEAP = Passwords(memory_kib=8, rounds=1)
"""Argon2 as cheap as it gets: tests sign in often."""

BAD = "<script>alert(1)</script>'\"><img src=x onerror=alert(1)>"
"""What a page must never give back as markup."""

PLACES = {Role.OPERATOR: {"outlet": COMMUNE}}
"""Where roles are held; all others everywhere."""


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self, now=NOW):
        self.now = now

    def __call__(self):
        return self.now

    def move(self, **by):
        self.now += timedelta(**by)


class Client(TestClient):
    """A browser that sends forms as ours do and follows no redirect by itself."""

    def csrf(self, path="/vao"):
        """Give what a page's forms carry."""
        found = re.search(r'name="csrf" value="([0-9a-f]{64})"', self.get(path, follow_redirects=True).text)
        return found[1] if found else ""

    def fill(self, path, *, page=None, headers=None, files=None, **form):
        """Post a form with the csrf of a page (the account's own, or the sign-in page)."""
        form = {"csrf": self.csrf(page or "/tai-khoan"), **form}
        return self.post(path, data=form, files=files, headers=headers)

    def sign_in(self, name, password=PASSWORD, **more):
        return self.fill("/vao", page="/vao", ten=name, mat_khau=password, **more)


class Crew:
    """A station on the web and its people, each named by the role."""

    def __init__(self, folder, *, now=NOW, **served):
        self.clock = Clock(now)
        self.folder = folder
        environ = {"BROADCASTER_FACTOR_KEY": str(folder.with_name(f"{folder.name}-khoa") / "hai-lop.key")}
        self.station = Station.open(folder, environ)
        self.served = Served(**served)
        self.app = make_app(folder, environ, clock=self.clock, passwords=CHEAP, served=self.served)
        self._signed_in = {}

    def anybody(self, **more):
        """Give a browser with which nobody has signed in."""
        scheme = "https" if self.served.secure else "http"
        return Client(self.app, base_url=f"{scheme}://localhost", follow_redirects=False, **more)

    def as_(self, role):
        """Give the browser of who holds a role; the same one each time."""
        if role not in self._signed_in:
            client = self.anybody()
            assert client.sign_in(role.value).status_code == 303
            self._signed_in[role] = client
        return self._signed_in[role]

    def at_outlet(self, name, role, outlet):
        """Give the browser of somebody new who holds a role at one outlet alone."""
        by = Actor(who="thử", now=NOW)
        add_account(self.station, name, full_name=f"Người {name}", by=by)
        set_password(self.station, name, PASSWORD, passwords=CHEAP, by=by)
        grant(self.station, name, role, by=by, outlet=outlet)
        client = self.anybody()
        assert client.sign_in(name).status_code == 303
        return client

    def close(self):
        self.app.state.office.close()
        self.station.close()


@pytest.fixture(scope="session")
def peopled_folder(tmp_path_factory):
    """The folder of a planned station with an account for each role, made once, to be copied."""
    folder = tmp_path_factory.mktemp("peopled")
    with ready_station(folder, items=3) as station:
        people(station)
    return folder


def people(station, *, now=NOW, places=PLACES):
    """Give a station an account for each role, named by it."""
    by = Actor(who="thử", now=now)
    for role in Role:
        add_account(station, role.value, full_name=f"Người {role.label}", by=by)
        set_password(station, role.value, PASSWORD, passwords=CHEAP, by=by)
        grant(station, role.value, role, by=by, **places.get(role, {}))


def enter(page, site, role, at="/"):
    """Let somebody sign in with a real browser, and go to a page."""
    page.goto(f"{site}/vao")
    page.fill("[name=ten]", role.value)
    page.fill("[name=mat_khau]", PASSWORD)
    page.click("main button")
    page.wait_for_url(f"{site}/")
    if at != "/":
        page.goto(site + at)


def crew_in(folder, peopled, **served):
    """Give a station of its own in an empty folder; ``served`` as in :class:`Served`."""
    shutil.copytree(peopled, folder, dirs_exist_ok=True)
    return Crew(folder, **served)


@pytest.fixture(scope="module")
def crew(tmp_path_factory, peopled_folder):
    """One station for all tests of a module."""
    made = crew_in(tmp_path_factory.mktemp("đài"), peopled_folder)
    yield made
    made.close()


@pytest.fixture
def own_crew(tmp_path, peopled_folder):
    """A station of a test's own."""
    made = crew_in(tmp_path, peopled_folder)
    yield made
    made.close()
