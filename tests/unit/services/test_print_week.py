import io
from dataclasses import replace
from datetime import date, time, timedelta

import pytest
import vobject
from makers import COMMUNE, DAY, NOW, a_timetable
from pypdf import PdfReader
from small_station import opened_station

from broadcaster.domain.ids import minutes
from broadcaster.domain.timetables import Relay, StartKind
from broadcaster.errors import UnknownOutlet
from broadcaster.services.print_week import print_weeks, write_calendars

RELAY = Relay(
    id="vov-toi", outlet_id=COMMUNE, source="VOV1", starts=time(18), length=minutes(30), weekdays=tuple(range(7))
)


@pytest.fixture
def station(tmp_path):
    with opened_station(tmp_path) as station:
        timetable = a_timetable(relays=(RELAY,))
        soft = [replace(slot, start=StartKind.SOFT, window=minutes(5)) for slot in timetable.slots]
        with station.store.writing() as tx:
            tx.timetables.apply(replace(timetable, slots=tuple(soft)), by="Nam", at=NOW, source="hai")
        yield station


def text_of(path):
    return " ".join(" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(path.read_bytes())).pages)


def test_every_outlet_gets_its_week_whatever_day_of_it_is_asked_for(station):
    paths = print_weeks(station, DAY)
    assert [path.name for path in paths] == [f"lich-{outlet.id}.pdf" for outlet in station.timetable().outlets]
    assert {path.parent.name for path in paths} == {"2023-03-13"}
    assert print_weeks(station, date(2023, 3, 19)) == paths


def test_the_sheet_shows_sessions_relays_windows_and_quiet_hours(station):
    (path,) = print_weeks(station, DAY, outlet=COMMUNE)
    told = text_of(path)
    assert "05:30" in told
    assert "18:00 đến 18:30 Tiếp âm VOV1" in told
    assert "được trễ tới 5 phút" in told
    assert f"không phát: {station.timetable().quiet_hours(COMMUNE)}" in told
    assert "Lịch phiên bản 2" in told


def test_a_relay_is_only_on_the_sheet_of_its_outlet(station):
    first, _ = print_weeks(station, DAY)
    assert "VOV1" not in text_of(first)


def test_an_unknown_outlet_is_refused(station):
    with pytest.raises(UnknownOutlet):
        print_weeks(station, DAY, outlet="XÃ KHÔNG CÓ")


def test_the_calendar_holds_each_session_and_relay_of_each_day(station):
    (path,) = write_calendars(station, DAY, days=3, outlet=COMMUNE)
    events = vobject.readOne(path.read_text(encoding="utf-8")).vevent_list
    assert len(events) == 9
    assert len({event.uid.value for event in events}) == 9
    assert [event.summary.value for event in events[:3]].count("Tiếp âm VOV1") == 1
    assert all(event.dtend.value - event.dtstart.value >= timedelta(minutes=1) for event in events)
