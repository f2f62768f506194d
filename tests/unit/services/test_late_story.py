"""Late stories and withdrawals: only what must change changes, nothing that has begun does, and who holds what is told."""

from __future__ import annotations

from datetime import timedelta

import pytest
from makers import COMMUNE, DAY, EVENING, MORNING, NOW, STATION, a_handover
from planned_station import ready_item, ready_station

from broadcaster.domain.air_rules import AirRule
from broadcaster.errors import (
    ItemWithdrawn,
    NameNeeded,
    NotMixed,
    NotPlanned,
    QueueConflict,
    ReasonNeeded,
    SessionBegun,
    UnknownItem,
)
from broadcaster.scheduling.day import aired_items
from broadcaster.services import late_story
from broadcaster.services.clearance import refuse_unless_cleared
from broadcaster.services.explain_plan import explain_item, show_targets
from broadcaster.services.late_story import LateStory, allow_item, replace_item, withdraw_item
from broadcaster.services.plan_week import plan_days

WHY = {"by": "Lan", "reason": "tin giờ chót"}


@pytest.fixture
def sent(monkeypatch):
    """Stand in for mixing and publishing: keep the days that were mixed, hand over a next version."""
    mixed = []
    monkeypatch.setattr(late_story, "mix_day", lambda station, day: mixed.append(day))

    def publish(station, day, *, now):
        with station.store.writing() as tx:
            for outlet_id in {each.outlet_id for each in tx.handovers.between(day, day)}:
                tx.handovers.add(a_handover(outlet_id=outlet_id, path=f"{outlet_id}-2.zip", playlists=(), at=now))

    monkeypatch.setattr(late_story, "publish_day", publish)
    return mixed


@pytest.fixture
def station(tmp_path, sent):
    made = ready_station(tmp_path)
    list(plan_days(made, DAY, now=NOW))
    ready_item(made, 30, title="Tin giờ chót")
    return made


def playlists(station):
    with station.store.reading() as tx:
        return {(each.outlet_id, each.session): each for each in tx.playlists.on(DAY)}


def put_in(station, *, now=NOW, said=WHY, **over):
    story = LateStory(**{"item_in": "tin-030", "day": DAY, "session": EVENING} | over)
    return replace_item(station, story, **said, now=now)


def hand_over(station, *outlets):
    with station.store.writing() as tx:
        for outlet in outlets:
            tx.handovers.add(a_handover(outlet_id=outlet, path=f"{outlet}-1.zip", playlists=(), items=()))


# --- replace -------------------------------------------------------------------------------------------------------


def test_a_late_story_goes_into_its_session_alone(station, sent):
    before = playlists(station)
    changed = put_in(station)
    after = playlists(station)
    assert [aired_items(after[outlet, EVENING])[0] for outlet in (STATION, COMMUNE)] == ["tin-030"] * 2
    assert {key: each for key, each in after.items() if key[1] == MORNING} == {
        key: each for key, each in before.items() if key[1] == MORNING
    }
    assert (len(changed.sessions), changed.holders, sent) == (2, (), [DAY])


def test_it_takes_the_place_of_the_item_that_was_named(station):
    out = aired_items(playlists(station)[STATION, EVENING])[2]
    put_in(station, item_out=out)
    there = set(aired_items(playlists(station)[STATION, EVENING]))
    assert ("tin-030" in there, out in there) == (True, False)


def test_at_one_outlet_the_others_keep_theirs(station):
    before = playlists(station)
    put_in(station, outlet=COMMUNE)
    after = playlists(station)
    assert [key for key in before if before[key] != after[key]] == [(COMMUNE, EVENING)]


def test_a_later_plan_keeps_the_late_story_and_the_record_says_who_and_why(station):
    put_in(station)
    list(plan_days(station, DAY, now=NOW, again=True))
    assert "tin-030" in aired_items(playlists(station)[COMMUNE, EVENING])
    with station.store.reading() as tx:
        (change,) = tx.plan_changes.on(DAY)
        because = {each.because for each in tx.plan_records.reasons_of("tin-030", DAY, DAY)}
    assert (change.by, change.reason, change.item_in) == ("Lan", "tin giờ chót", "tin-030")
    assert because == {"queued"}


def test_who_was_given_a_bundle_is_told_with_its_next_version(station):
    hand_over(station, COMMUNE)
    (holder,) = put_in(station, now=NOW + timedelta(minutes=5)).holders
    assert (holder.outlet_id, holder.before.path, holder.after.path) == (COMMUNE, "NGHIA-SON-1.zip", "NGHIA-SON-2.zip")


@pytest.mark.parametrize("minutes", [0, 5, 60 * 24])
def test_a_session_on_air_or_past_is_never_changed(station, minutes):
    before = playlists(station)
    now = before[STATION, EVENING].starts_at + timedelta(minutes=minutes)
    with pytest.raises(SessionBegun, match="đang phát hoặc đã phát xong"):
        put_in(station, now=now)
    assert playlists(station) == before


@pytest.mark.parametrize(
    ("over", "error", "match"),
    [
        ({"item_in": "tin-khong-co"}, UnknownItem, "tin-khong-co"),
        ({"item_out": "tin-999"}, QueueConflict, "không có tin tin-999"),
        ({"day": DAY + timedelta(days=3)}, NotPlanned, "2023-03-18"),
        ({"said": {"by": " ", "reason": "x"}}, NameNeeded, "tên"),
        ({"said": {"by": "Lan", "reason": " "}}, ReasonNeeded, "lý do"),
    ],
)
def test_what_cannot_be_done_changes_nothing(station, over, error, match):
    before = playlists(station)
    with pytest.raises(error, match=match):
        put_in(station, **over)
    assert playlists(station) == before
    with station.store.reading() as tx:
        assert (tx.plan_changes.on(DAY), tx.queue.on(DAY)) == ((), ())


def test_an_item_that_is_there_already_is_refused(station):
    with pytest.raises(QueueConflict, match="đã có trong buổi"):
        put_in(station, item_in=aired_items(playlists(station)[STATION, EVENING])[0])


def test_an_unapproved_item_is_refused(station):
    ready_item(station, 31, sound=False)
    with pytest.raises(QueueConflict, match="chưa duyệt"):
        put_in(station, item_in="tin-031")
    with station.store.reading() as tx:
        assert tx.queue.on(DAY) == ()


def test_an_item_under_embargo_is_refused(station):
    with station.store.writing() as tx:
        tx.air_rules.add(AirRule(item_id="tin-030", not_before=NOW + timedelta(days=9), at=NOW))
    with pytest.raises(QueueConflict, match="chưa được phát trước"):
        put_in(station)


# --- withdraw ------------------------------------------------------------------------------------------------------


def test_a_withdrawn_item_leaves_every_session_to_come_and_no_other_session_changes(station, sent):
    before = playlists(station)
    item = aired_items(before[STATION, EVENING])[0]
    (changed,) = withdraw_item(station, item, by="Lan", reason="tin sai", now=NOW)
    after = playlists(station)
    assert not any(item in aired_items(each) for each in after.values())
    concerned = {key for key, each in before.items() if item in aired_items(each)}
    assert {key for key in before if before[key] != after[key]} == concerned
    assert (len(changed.sessions), changed.fault, sent) == (len(concerned), "", [DAY])


def test_a_session_that_had_no_plan_gets_none_by_the_way(station):
    gone = playlists(station)[COMMUNE, MORNING]
    with station.store.writing() as tx:
        tx.playlists.exchange([gone.id], ())
    put_in(station)
    assert set(playlists(station)) == {(STATION, MORNING), (STATION, EVENING), (COMMUNE, EVENING)}


def test_what_has_begun_stays_and_is_said(station):
    before = playlists(station)
    start = before[STATION, MORNING].starts_at
    item = aired_items(before[STATION, MORNING])[0]
    (changed,) = withdraw_item(station, item, by="Lan", reason="tin sai", now=start)
    assert playlists(station)[STATION, MORNING] == before[STATION, MORNING]
    assert {each.starts_at for each in changed.begun} == {start}


def test_an_item_that_is_in_no_plan_is_withdrawn_for_those_to_come(station):
    assert withdraw_item(station, "tin-030", by="Lan", reason="tin sai", now=NOW) == ()
    with pytest.raises(QueueConflict, match="đã bị rút"):
        put_in(station)
    allow_item(station, "tin-030", by="Nam", reason="đã đính chính", now=NOW)
    put_in(station)
    assert "tin-030" in aired_items(playlists(station)[STATION, EVENING])


def test_a_withdrawal_stands_even_when_the_day_cannot_be_sent_again(station, monkeypatch):
    item = aired_items(playlists(station)[STATION, EVENING])[0]
    hand_over(station, STATION)

    def broken(station, day):
        raise NotMixed(date=day, edition="x")

    monkeypatch.setattr(late_story, "mix_day", broken)
    (changed,) = withdraw_item(station, item, by="Lan", reason="tin sai", now=NOW + timedelta(minutes=1))
    assert "dựng" in changed.fault
    assert [(each.outlet_id, each.after) for each in changed.holders] == [(STATION, None)]
    with station.store.reading() as tx:
        assert item in tx.withdrawals.standing()


def test_its_place_in_the_queue_is_gone_too(station):
    put_in(station)
    withdraw_item(station, "tin-030", by="Lan", reason="tin sai", now=NOW)
    with station.store.reading() as tx:
        assert tx.queue.on(DAY) == ()
    list(plan_days(station, DAY, now=NOW, again=True))


def test_mixing_and_publishing_refuse_what_was_to_air_after_its_withdrawal(station):
    item = aired_items(playlists(station)[STATION, EVENING])[0]
    with station.store.reading() as tx:
        editions = tx.editions.on(DAY)
    withdraw_item(station, item, by="Lan", reason="lũ lụt", now=NOW)
    refuse_unless_cleared(station, [each for each in editions if item not in {part.item_id for part in each.segments}])
    with pytest.raises(ItemWithdrawn, match="lũ lụt"):
        refuse_unless_cleared(station, editions)


def test_what_aired_before_a_withdrawal_does_not_hold_up_the_next_bundle(station):
    start = playlists(station)[STATION, MORNING].starts_at
    item = aired_items(playlists(station)[STATION, MORNING])[0]
    withdraw_item(station, item, by="Lan", reason="lũ lụt", now=start + timedelta(minutes=20))
    with station.store.reading() as tx:
        refuse_unless_cleared(station, tx.editions.on(DAY))


def test_only_a_withdrawn_item_can_be_allowed(station):
    with pytest.raises(UnknownItem):
        allow_item(station, "tin-001", by="Lan", reason="x", now=NOW)


# --- why -----------------------------------------------------------------------------------------------------------


def test_why_an_item_is_here_and_why_not_there(station):
    item = aired_items(playlists(station)[STATION, MORNING])[0]
    told = explain_item(station, item, now=NOW)
    airs = {key for key, each in playlists(station).items() if item in aired_items(each)}
    assert {(each.outlet_id, each.session) for each in told.placed} == airs
    assert sum(outlets for _, _, outlets, _ in told.absent) == 4 - len(airs)
    assert told.barred == ()


def test_why_an_item_is_nowhere(station):
    ready_item(station, 31, sound=False, outlets=(COMMUNE,))
    told = explain_item(station, "tin-031", now=NOW, day=DAY)
    assert any("đã thu" in each for each in told.barred)
    assert any(f"chỉ phát ở {COMMUNE}" in why for *_, why in told.absent)
    withdraw_item(station, "tin-031", by="Lan", reason="tin sai", now=NOW)
    assert "tin sai" in explain_item(station, "tin-031", now=NOW).barred[0]


def test_a_station_without_targets_shows_none(station):
    assert show_targets(station, None, now=NOW) == ()
