"""A commune's station whose schedule files tests rewrite as a technician would."""

from datetime import UTC, datetime, timedelta

from broadcaster.services.init_station import init_station
from broadcaster.station import Station

MONDAY_NOON = datetime(2026, 11, 23, 5, 0, tzinfo=UTC)
"""12:00 in Vietnam."""

LATER = MONDAY_NOON + timedelta(minutes=5)

TWO = {"by": "Nguyễn Văn Nam", "confirm_by": "Trần Thị Lan"}


def new_station(folder, profile="xa-2025", now=MONDAY_NOON):
    """Make a station and open it; its first timetable is in force."""
    init_station(folder, profile, now=now, environ={})
    return Station.open(folder, {})


def rewrite(station, *changes, file="grid.toml"):
    """Put other words in the place of some in a schedule file and give the folder."""
    path = station.folder / "schedules" / file
    text = path.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")
    return path.parent


def add(station, text, file="grid.toml"):
    path = station.folder / "schedules" / file
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")
    return path.parent


def evening(station, hour):
    """Let the evening session start at another hour, its daypart with it."""
    daypart = ('starts = "16:30"\nstops = "18:30"', 'starts = "00:00"\nstops = "23:59"')
    return rewrite(station, daypart, ('starts = "17:00"', f'starts = "{hour}"'))


def setting(folder, text):
    """Put another [schedule] table into station.toml and open the station again."""
    path = folder / "station.toml"
    before = path.read_text(encoding="utf-8")
    assert _TWO_PERSONS in before
    path.write_text(before.replace(_TWO_PERSONS, text), encoding="utf-8")
    return Station.open(folder, {})


_TWO_PERSONS = "[schedule]\none_person = false\n"


ONE_PERSON = """
[schedule]
one_person = true
one_person_reason = "Đài chỉ có một người"
decided_by = "Chủ tịch xã"
decided_on = 2026-01-05
"""


def in_force(station):
    with station.store.reading() as tx:
        return tx.timetables.version(), tx.timetables.current()


def starts_of(timetable, session="evening"):
    return {slot.starts for slot in timetable.slots if slot.session == session}
