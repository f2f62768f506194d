"""Moving an item: weighed first, kept as it was shown, alone or by two, and never into what has begun."""

from __future__ import annotations

from datetime import timedelta

import pytest
from makers import COMMUNE, DAY, EVENING, MORNING, NOW, STATION, a_handover, a_queue_entry, a_target
from planned_station import ready_frames, ready_station

from broadcaster.domain.air_rules import AirRule
from broadcaster.domain.plan_records import Withdrawal
from broadcaster.domain.schedule_changes import Decision
from broadcaster.errors import (
    InputError,
    MoveChanged,
    MoveDecided,
    MoveNeedsSecond,
    NameNeeded,
    NotPlanned,
    OwnConfirmation,
    QueueConflict,
    ReasonNeeded,
    SessionBegun,
    UnknownItem,
    UnknownMove,
)
from broadcaster.scheduling.day import aired_items
from broadcaster.services.explain_plan import explain_item, show_targets
from broadcaster.services.move_item import (
    UNSENT_POLICY,
    confirm_move,
    move_item,
    moves,
    propose_move,
    reject_move,
    see_move,
    wanted_of,
)
from broadcaster.services.plan_week import plan_days
from broadcaster.services.weigh_move import Wanted, weigh_move

WHY = {"by": "Lan", "reason": "lãnh đạo yêu cầu"}
NEXT = DAY + timedelta(days=1)


@pytest.fixture
def station(tmp_path):
    """Two days, of which the first is planned."""
    with ready_station(tmp_path, items=24, targets=(a_target(period="2023-Q1"),)) as made:
        ready_frames(made, NEXT)
        list(plan_days(made, DAY, now=NOW))
        yield made


@pytest.fixture
def both(station):
    """Two planned days."""
    list(plan_days(station, NEXT, now=NOW))
    return station


def playlists(station, day=DAY):
    with station.store.reading() as tx:
        return {(each.outlet_id, each.session): each for each in tx.playlists.on(day)}


def there(station, outlet=STATION, session=EVENING, day=DAY):
    return aired_items(playlists(station, day)[outlet, session])


def only_in(station, session, other):
    """Give an item that airs in one session of the day and not in another."""
    return next(each for each in there(station, session=session) if each not in there(station, session=other))


def a_move(station, **over):
    """Ask for a story of the morning to go to the evening."""
    item = over.pop("item_id", None) or only_in(station, MORNING, EVENING)
    values = {"from_day": DAY, "from_session": MORNING, "to_day": DAY, "to_session": EVENING}
    return Wanted(**{"item_id": item, **values} | over)


def handed(station, *outlets, day=DAY, how="folder"):
    with station.store.writing() as tx:
        for outlet in outlets:
            mine = tuple(each.id for each in tx.playlists.on(day) if each.outlet_id == outlet)
            tx.handovers.add(
                a_handover(
                    outlet_id=outlet,
                    air_date=day,
                    playlists=mine,
                    items=(),
                    path=f"{outlet}-{day}.zip",
                    at=NOW,
                    how=how,
                )
            )


# --- weighing ------------------------------------------------------------------------------------------------------


def test_weighing_tells_what_changes_and_keeps_nothing(station):
    before, wanted = playlists(station), a_move(station)
    told = weigh_move(station, wanted, now=NOW)
    assert playlists(station) == before
    with station.store.reading() as tx:
        assert (tx.queue.on(DAY), tx.plan_moves.newest(5)) == ((), ())
    leaves, comes = told.changes
    assert (leaves.session, comes.session) == (MORNING, EVENING)
    assert wanted.item_id in {each.item_id for each in leaves.lost}
    assert comes.gained[0].item_id == wanted.item_id == comes.stories[0].item_id, "it comes to the front unless told"
    assert set(told.outlets) == {STATION, COMMUNE} == set(leaves.outlets)
    assert (told.holders, told.left, told.queued, told.needs_second) == ((), (), (), False)


def test_what_was_shown_is_what_is_kept(station):
    wanted = a_move(station)
    told = weigh_move(station, wanted, now=NOW)
    done = move_item(station, wanted, **WHY, now=NOW, seen=told.seen)
    assert done.told == told
    for change in told.changes:
        for outlet in change.outlets:
            stories = [each for each in playlists(station)[outlet, change.session].items if each.item_id]
            assert tuple(stories) == change.stories


def test_a_place_in_the_session_is_kept_with_the_stories_before_it(station):
    first, second, third, *rest = there(station)
    told = move_item(station, a_move(station, item_id=first, from_session=EVENING, position=3), **WHY, now=NOW).told
    assert there(station) == (second, third, first, *rest), "nothing else moves"
    (change,) = told.changes
    assert (change.reordered, change.gained, change.lost) == (True, (), ())


def test_at_one_outlet_the_other_keeps_its_sessions(station):
    before = playlists(station)
    told = move_item(station, a_move(station, outlet=COMMUNE), **WHY, now=NOW).told
    after = playlists(station)
    assert {key for key in before if before[key] != after[key]} == {(COMMUNE, MORNING), (COMMUNE, EVENING)}
    assert told.outlets == (COMMUNE,)


def test_an_item_goes_to_another_day_and_what_airs_between_counts(both):
    item = next(each for each in there(both) if each not in there(both, session=EVENING, day=NEXT))
    wanted = a_move(both, item_id=item, from_session=EVENING, to_day=NEXT)
    move_item(both, wanted, **WHY, now=NOW)
    assert item not in there(both)
    assert there(both, day=NEXT)[0] == item


def test_a_session_without_a_plan_takes_it_into_its_queue(station):
    item = there(station)[0]
    wanted = a_move(station, item_id=item, from_session=EVENING, to_day=NEXT)
    told = move_item(station, wanted, **WHY, now=NOW).told
    assert set(told.queued) == {STATION, COMMUNE}
    with station.store.reading() as tx:
        assert [(each.item_id, each.session, each.by) for each in tx.queue.on(NEXT)] == [(item, EVENING, "Lan")]
    list(plan_days(station, NEXT, now=NOW))
    assert there(station, day=NEXT)[0] == item


def test_targets_are_told_before_and_after_and_hold_then(station):
    wanted = a_move(station)
    told = weigh_move(station, wanted, now=NOW)
    before = {each.standing.name: each.planned for each in show_targets(station, None, now=NOW)}
    move_item(station, wanted, **WHY, now=NOW)
    after = {each.standing.name: each.planned for each in show_targets(station, None, now=NOW)}
    told_after = {each.name: each.after for each in told.targets}
    for name, planned in after.items():
        assert told_after.get(name, before[name]) == planned


def test_reasons_are_those_of_the_plan_after_the_move(station):
    wanted = a_move(station)
    move_item(station, wanted, **WHY, now=NOW)
    placed = {(each.session, each.because) for each in explain_item(station, wanted.item_id, now=NOW).placed}
    assert placed == {(EVENING, "queued")}
    with station.store.reading() as tx:
        said = {(each.session, each.because) for each in tx.plan_records.reasons_on(DAY, DAY)}
    assert {because for session, because in said if session == MORNING} <= {"kept", "fresh", "goal", "fits", "clock"}
    assert (EVENING, "kept") in said, "what was only held is not told as queued by somebody"


def test_only_what_must_give_way_does(station):
    wanted, before = a_move(station), there(station)
    leaves, comes = weigh_move(station, wanted, now=NOW).changes
    assert [each.item_id for each in leaves.lost] == [wanted.item_id]
    assert [each.item_id for each in comes.gained] == [wanted.item_id]
    assert len(comes.lost) <= 1
    assert [each.item_id for each in comes.stories[1:]] == list(before[: len(comes.stories) - 1])


# --- what cannot be ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("over", "error", "match"),
    [
        ({"item_id": "tin-khong-co"}, UnknownItem, "tin-khong-co"),
        ({"from_day": NEXT, "to_day": NEXT}, NotPlanned, str(NEXT)),
        ({"to_day": DAY + timedelta(days=60)}, InputError, "quá 31 ngày"),
        ({"from_session": EVENING, "to_session": MORNING}, QueueConflict, "không có tin này"),
    ],
)
def test_what_is_not_there_is_refused(station, over, error, match):
    before = playlists(station)
    with pytest.raises(error, match=match):
        weigh_move(station, a_move(station, item_id=over.pop("item_id", None), **over), now=NOW)
    assert playlists(station) == before


def test_what_has_begun_is_neither_left_nor_joined(station):
    wanted, starts = a_move(station), playlists(station)[STATION, MORNING].starts_at
    with pytest.raises(SessionBegun):
        weigh_move(station, wanted, now=starts)
    back = a_move(station, item_id=only_in(station, EVENING, MORNING), from_session=EVENING, to_session=MORNING)
    with pytest.raises(QueueConflict, match="đang phát hoặc đã phát xong"):
        weigh_move(station, back, now=starts)


def test_embargo_expiry_and_withdrawal_stand_against_it(station):
    starts = playlists(station)[STATION, EVENING].starts_at
    wanted = a_move(station)
    for rule, said in (
        ({"not_before": starts + timedelta(hours=1)}, "chưa được phát"),
        ({"not_after": starts}, "hết hạn"),
    ):
        with station.store.writing() as tx:
            tx.air_rules.add(AirRule(item_id=wanted.item_id, at=NOW, **rule))
        with pytest.raises(QueueConflict, match=said):
            weigh_move(station, wanted, now=NOW)
    with station.store.writing() as tx:
        tx.withdrawals.add(Withdrawal(item_id=wanted.item_id, title="Tin", by="Lan", reason="tin sai", at=NOW))
    with pytest.raises(QueueConflict, match="đã bị rút"):
        weigh_move(station, wanted, now=NOW)


def test_an_item_that_is_there_already_or_stands_right_is_refused(station):
    twice = next(each for each in there(station, session=MORNING) if each in there(station))
    with pytest.raises(QueueConflict, match="đã có trong buổi"):
        weigh_move(station, a_move(station, item_id=twice), now=NOW)
    first = there(station)[0]
    with pytest.raises(QueueConflict, match="đúng chỗ"):
        weigh_move(station, a_move(station, item_id=first, from_session=EVENING), now=NOW)


def test_nobody_and_no_reason_keep_nothing(station):
    for said, error in (({"by": " ", "reason": "x"}, NameNeeded), ({"by": "Lan", "reason": " "}, ReasonNeeded)):
        for deed in (move_item, propose_move):
            with pytest.raises(error):
                deed(station, a_move(station), **said, now=NOW)
    assert moves(station) == ()


def test_what_changed_since_it_was_shown_is_not_kept(station):
    wanted = a_move(station)
    seen = weigh_move(station, wanted, now=NOW).seen
    other = next(each for each in there(station, session=MORNING) if each not in {*there(station), wanted.item_id})
    move_item(station, a_move(station, item_id=other), **WHY, now=NOW)
    before = playlists(station)
    with pytest.raises(MoveChanged):
        move_item(station, wanted, **WHY, now=NOW, seen=seen)
    assert playlists(station) == before


# --- two people ----------------------------------------------------------------------------------------------------


def test_a_bundle_that_was_given_asks_for_a_second_person(station):
    handed(station, COMMUNE, how="tải từ trang web: Hoa")
    wanted, before = a_move(station), playlists(station)
    told = weigh_move(station, wanted, now=NOW)
    assert [(each.outlet_id, each.day) for each in told.holders] == [(COMMUNE, DAY)]
    with pytest.raises(MoveNeedsSecond, match="1 nơi"):
        move_item(station, wanted, **WHY, now=NOW)
    with pytest.raises(OwnConfirmation):
        move_item(station, wanted, **WHY, now=NOW, confirmed_by="lan")
    assert playlists(station) == before
    done = move_item(station, wanted, **WHY, now=NOW, confirmed_by="Hòa")
    assert done.days_to_send == (DAY,)
    (shown,) = moves(station)
    assert (shown.move.by, shown.decision.by, shown.decision.policy) == ("Lan", "Hòa", "")


def test_a_waiting_move_is_confirmed_by_another_person_alone_and_once(station):
    handed(station, STATION)
    wanted, before = a_move(station), playlists(station)
    move = propose_move(station, wanted, **WHY, now=NOW)
    assert playlists(station) == before
    with pytest.raises(OwnConfirmation):
        confirm_move(station, move.id, by="LAN", now=NOW)
    _, told = see_move(station, move.id, now=NOW)
    done = confirm_move(station, move.id, by="Hòa", now=NOW, seen=told.seen)
    assert done.move == move
    assert wanted.item_id in there(station)
    for again in (
        lambda: confirm_move(station, move.id, by="Hòa", now=NOW),
        lambda: see_move(station, move.id, now=NOW),
    ):
        with pytest.raises(MoveDecided):
            again()
    with pytest.raises(UnknownMove):
        confirm_move(station, 77, by="Hòa", now=NOW)


def test_a_waiting_move_is_rejected_with_a_reason_and_stays_on_record(station):
    handed(station, STATION)
    move, before = propose_move(station, a_move(station), **WHY, now=NOW), playlists(station)
    with pytest.raises(ReasonNeeded):
        reject_move(station, move.id, by="Hòa", reason="  ", now=NOW)
    with pytest.raises(NameNeeded):
        reject_move(station, move.id, by=" ", reason="x", now=NOW)
    reject_move(station, move.id, by="Hòa", reason="trùng  chợ phiên", now=NOW)
    (shown,) = moves(station)
    assert (shown.decision.decision, shown.decision.reason, shown.stands) == (
        Decision.REJECTED,
        "trùng chợ phiên",
        False,
    )
    assert playlists(station) == before


# --- history, and back ---------------------------------------------------------------------------------------------


def test_a_move_is_undone_by_moving_back_and_both_are_on_record(station):
    first = move_item(station, a_move(station), **WHY, now=NOW).move
    move_item(station, wanted_of(first, back=True), by="Nam", reason="chuyển nhầm", now=NOW)
    assert first.item_id in there(station, session=MORNING)
    assert first.item_id not in there(station)
    back, then = moves(station)
    assert (back.move.by, back.move.from_session, back.move.to_session) == ("Nam", EVENING, MORNING)
    assert (then.move, then.decision.policy) == (first, UNSENT_POLICY)


def test_a_later_plan_keeps_the_item_where_it_was_moved(station):
    wanted = a_move(station)
    move_item(station, wanted, **WHY, now=NOW)
    list(plan_days(station, DAY, now=NOW, again=True))
    assert wanted.item_id in there(station)


def test_a_story_that_was_queued_for_all_stays_queued_where_it_stays(station):
    item = only_in(station, MORNING, EVENING)
    with station.store.writing() as tx:
        tx.queue.add(a_queue_entry(item_id=item, session=MORNING))
    move_item(station, a_move(station, item_id=item, outlet=COMMUNE), **WHY, now=NOW)
    with station.store.reading() as tx:
        left = {(each.session, each.outlet_id) for each in tx.queue.on(DAY) if each.item_id == item}
    assert left == {(MORNING, STATION), (EVENING, COMMUNE)}
