"""What every store keeps of emergency bulletins, on SQLite and on PostgreSQL."""

from dataclasses import replace
from datetime import timedelta

import pytest
from makers import COMMUNE, NOW, STATION, an_emergency, an_emergency_event
from stores import run_raw

from broadcaster.domain.emergencies import EmergencyEventKind, EmergencyState
from broadcaster.domain.ids import EmergencyId

ID = an_emergency().id
OTHER = EmergencyId("khan-cap-20230314-090000")


def kept(store, *emergencies, events=()):
    with store.writing() as tx:
        added = [tx.emergencies.add(each) for each in emergencies]
        tx.emergencies.add_events(events)
    return added


def test_a_bulletin_comes_back_as_it_was_recorded_with_its_events_in_order(store):
    told = an_emergency(alert="a@b,1", signature="CHỮ KÝ ĐÚNG", replaces=(OTHER,), questions_seen=True, drill=True)
    events = (
        an_emergency_event(),
        an_emergency_event(kind=EmergencyEventKind.CANCELLED, outlet_id=None, reason="nước rút", path="", bundle=""),
    )
    other = an_emergency(id=OTHER)
    kept(store, told, other, events=(*events, an_emergency_event(emergency_id=OTHER)))
    with store.reading() as tx:
        found = tx.emergencies.get(ID)
        assert found is not None
        assert (found.emergency, found.events) == (told, events)
        assert [each.emergency for each in tx.emergencies.all()] == [told, other]
        assert tx.emergencies.of_alert("a@b,1") == found
        assert tx.emergencies.of_alert("a@b,2") is None
        assert tx.emergencies.get(EmergencyId("không")) is None


def test_a_name_and_an_alert_are_taken_once_but_texts_of_the_stations_own_have_no_alert(store):
    assert kept(store, an_emergency(alert="a@b,1")) == [True]
    assert kept(store, an_emergency(alert="a@b,2"), an_emergency(id=OTHER, alert="a@b,1")) == [False, False]
    assert kept(store, an_emergency(id=OTHER), an_emergency(id=EmergencyId("ba"))) == [True, True]


def test_how_a_bulletin_stands_follows_from_its_events_and_the_time(store):
    kept(store, an_emergency(), events=[an_emergency_event()])
    with store.reading() as tx:
        found = tx.emergencies.get(ID)
    assert found is not None
    assert found.missing == (STATION,)
    assert found.handed_over == {COMMUNE}
    assert found.state(NOW) is EmergencyState.ACTIVE
    assert found.state(found.emergency.until) is EmergencyState.EXPIRED
    for kind, state in (
        (EmergencyEventKind.CANCELLED, EmergencyState.CANCELLED),
        (EmergencyEventKind.UPDATED, EmergencyState.UPDATED),
        (EmergencyEventKind.EXPIRED, EmergencyState.EXPIRED),
    ):
        ended = replace(found, events=(*found.events, an_emergency_event(kind=kind)))
        assert ended.ended
        assert ended.state(NOW + timedelta(minutes=1)) is state


@pytest.mark.parametrize(("table", "column"), [("emergency", "reason"), ("emergency_event", "reason")])
@pytest.mark.parametrize("change", ["UPDATE {} SET {} = 'X'", "DELETE FROM {}"])
def test_the_database_itself_refuses_to_change_what_happened(store, store_url, table, column, change):
    kept(store, an_emergency(), events=[an_emergency_event()])
    with pytest.raises(Exception, match="chỉ được ghi thêm"):
        run_raw(store_url, change.format(table, column))
    with store.reading() as tx:
        (found,) = tx.emergencies.all()
    assert (found.emergency, found.events) == (an_emergency(), (an_emergency_event(),))
