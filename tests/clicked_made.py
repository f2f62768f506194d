"""A small station whose day is made by clicks alone: its folder, its server at an hour that moves, people who only click.

Two outlets, one session of two and a half minutes each day, a real voice, two people for every decision. The server is
the command ``broadcaster serve``; only its clock is ours, so that a day passes within a test.
"""

from __future__ import annotations

import contextlib
import os
import re
import subprocess
import sys
from datetime import date, datetime, time, timedelta
from urllib.parse import urlsplit

from web_made import PASSWORD, people

from broadcaster.domain.accounts import Role
from broadcaster.domain.zone import ZONE
from broadcaster.services.apply_schedule import apply_schedule
from broadcaster.settings.profiles import copy_profile
from broadcaster.station import Station

AIRS = date(2025, 9, 16)
"""The day that is made."""
BEFORE = datetime.combine(AIRS - timedelta(days=1), time(9), tzinfo=ZONE)
"""When the newsroom works on it."""
MORNING = BEFORE + timedelta(hours=22)
"""When the commune takes it."""
EVENING = datetime.combine(AIRS, time(17, 30), tzinfo=ZONE)
"""When it has aired."""
HERE, CLUSTER = "QUY-NHAT", "CUM-NGHIA-BINH"

OUTLETS = f"""
[[outlet]]
id = "{HERE}"
unit = "quy-nhat-2025"
name = "Đài Truyền thanh xã Quỹ Nhất"
transmission = "ip"
[[outlet]]
id = "{CLUSTER}"
unit = "quy-nhat-2025"
name = "Cụm loa xã Nghĩa Bình cũ"
transmission = "fm"
"""

GRID = """
[[daypart]]
id = "evening"
name = "buổi chiều"
starts = "16:30"
stops = "18:30"
[[clock]]
id = "ban-tin"
name = "Bản tin ngắn"
length = "2:30"
events = ["ident", "opening", { kind = "headlines", least = 1, most = 3 }, "sting", { kind = "news", least = 1, most = 3 }, "sign-off", "closing"]
[[slot]]
session = "evening"
clock = "ban-tin"
starts = "17:00"
weekdays = "mon-sun"
outlets = ["*"]
"""

TARGETS = """
[[target]]
topic = "all"
outlets = ["*"]
period = "2025-H2"
measure = "minutes"
amount = 100
document = "Kế hoạch tuyên truyền của xã"
"""

STRICT = (
    (r'sound = "waived".*', 'sound = "person"'),
    (r"one_person = true", "one_person = false"),
    (r"(sound|one_person)_reason = .*", ""),
    (r"effort = \d+", "effort = 0"),
)
"""What of the sample's settings a station with real loudspeakers writes otherwise."""

SERVE = """
import sys, time
from datetime import datetime, timedelta
from pathlib import Path
import broadcaster.cli.serve as command
from broadcaster.cli import main
hour, begun = Path(sys.argv[1]), time.monotonic()
command.wall_clock = lambda: datetime.fromisoformat(hour.read_text()) + timedelta(seconds=time.monotonic() - begun)
sys.argv[1:] = sys.argv[2:]
main()
"""
"""The command itself, with a clock whose hour stands in a file."""


def clicked_station(folder):
    """Make the station with somebody for each role."""
    copy_profile("xa-2025", folder)
    for news in (folder / "news").iterdir():
        news.unlink()
    for name, content in (("outlets", OUTLETS), ("grid", GRID), ("targets", TARGETS)):
        (folder / "schedules" / f"{name}.toml").write_text(content, encoding="utf-8")
    settings = (folder / "station.toml").read_text(encoding="utf-8")
    for before, after in STRICT:
        settings = re.sub(before, after, settings)
    (folder / "station.toml").write_text(settings, encoding="utf-8")
    with Station.open(folder, {}) as station:
        apply_schedule(station, folder / "schedules", by="Trưởng đài", now=BEFORE)
        people(station, now=BEFORE, places={Role.OPERATOR: {"outlet": CLUSTER}})


class Serving:
    """A running ``broadcaster serve``: where it is, and what o'clock it is there."""

    def __init__(self, folder, hour):
        self.folder = folder
        self._hour = hour
        self.site = ""

    def it_is(self, now):
        """Let it be another hour."""
        waiting = self._hour.with_suffix(".new")
        waiting.write_text(now.isoformat(), encoding="utf-8")
        waiting.replace(self._hour)


@contextlib.contextmanager
def served_by_command(folder):
    """Give the station served by the command in a process of its own; it stands at BEFORE."""
    hour = folder.with_name(f"{folder.name}-gio")
    now = Serving(folder, hour)
    now.it_is(BEFORE)
    keys = folder.with_name(f"{folder.name}-khoa")
    environ = {**os.environ, "PYTHONUNBUFFERED": "1", "PYTHONIOENCODING": "utf-8", "BROADCASTER_SECRETS": str(keys)}
    command = [sys.executable, "-c", SERVE, str(hour), "-C", str(folder), "serve", "--port", "0"]
    with (
        (folder.with_name(f"{folder.name}-loi")).open("w") as told,
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=told, encoding="utf-8", env=environ) as run,
    ):
        try:
            now.site = run.stdout.readline().rpartition(" ")[2].strip()
            yield now
        finally:
            run.kill()


class Person:
    """Somebody at a browser who types one address, once, and from then on only clicks and types into fields."""

    def __init__(self, page, site, role):
        self.page = page
        self.role = role
        page.goto(site)
        self.sign_in()
        page.goto = self._refused

    def _refused(self, *_):
        raise AssertionError("a person typed a second address: everything must be reached by clicks")

    def sign_in(self):
        self.page.get_by_label("Tên đăng nhập").fill(self.role.value)
        self.page.get_by_label("Mật khẩu").fill(PASSWORD)
        self.page.get_by_role("button", name="Đăng nhập").click()
        self.page.wait_for_url(lambda url: urlsplit(url).path != "/vao")

    def follow(self, name, *, within=None, exact=False):
        """Click a link; who was away too long signs in again."""
        (within or self.page).get_by_role("link", name=name, exact=exact).first.click()
        self._let_in()

    def press(self, name, *, within=None, exact=True):
        """Press a button."""
        (within or self.page).get_by_role("button", name=name, exact=exact).first.click()
        self._let_in()

    def sees(self, text):
        self.page.get_by_text(text).first.wait_for()

    def hears(self, player):
        """Click the first player that a selector finds, hear it a moment, stop it; gives how long it lasts, in seconds."""
        found = self.page.locator(player).first
        height = found.bounding_box()["height"]
        found.click(position={"x": 24, "y": height / 2})
        self.page.wait_for_function(f"() => document.querySelector('{player}').currentTime > 0.2")
        found.click(position={"x": 24, "y": height / 2})
        return found.evaluate("each => each.duration")

    def path(self):
        return urlsplit(self.page.url).path

    def _let_in(self):
        self.page.wait_for_load_state()
        if self.path() == "/vao":
            self.sign_in()
