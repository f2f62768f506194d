"""What one plan does otherwise than another: nothing is told twice, nothing is forgotten, and back is the opposite."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from makers import COMMUNE, DAY, EVENING, MORNING, STARTS_AT, STATION, a_playlist, a_playlist_item, a_target

from broadcaster.domain.carts import SegmentKind
from broadcaster.domain.ids import DurationMs, NewsItemId, TopicCode
from broadcaster.domain.periods import Period
from broadcaster.scheduling.goals import Standing
from broadcaster.scheduling.plan_effects import airtime_shift, session_changes, target_shifts

ITEMS = {f"tin-{number}": (number * 10_000, TopicCode(number % 3)) for number in range(1, 7)}
PLACES = [(outlet, session) for outlet in (STATION, COMMUNE) for session in (MORNING, EVENING)]
CLOSING = a_playlist_item(kind=SegmentKind.CLOSING, item_id=None, topic=None, duration=DurationMs(9_000))


def a_plan(held):
    """Give playlists that hold some items in order, each closed by music."""
    return tuple(
        a_playlist(outlet_id=outlet, session=session, items=(*map(an_item, held[outlet, session]), CLOSING))
        for outlet, session in PLACES
        if (outlet, session) in held
    )


def an_item(name):
    length, topic = ITEMS[name]
    return a_playlist_item(item_id=NewsItemId(name), duration=DurationMs(length), topic=topic)


plans = st.dictionaries(
    st.sampled_from(PLACES), st.lists(st.sampled_from(sorted(ITEMS)), unique=True, max_size=6), max_size=4
)


@given(plans, plans)
def test_what_is_gained_and_lost_leads_from_one_plan_to_the_other(old, new):
    told = {}
    for change in session_changes(a_plan(old), a_plan(new)):
        for outlet in change.outlets:
            assert (outlet, change.session) not in told, "told once"
            told[outlet, change.session] = change
    for place in PLACES:
        was, becomes = old.get(place, []), new.get(place, [])
        assert (place in told) == (was != becomes)
        if place in told:
            change = told[place]
            gained, lost = ({each.item_id for each in items} for items in (change.gained, change.lost))
            assert set(was) - lost | gained == set(becomes)
            assert [each.item_id for each in change.stories] == becomes
            assert not gained & set(was)
            assert change.reordered == ([x for x in was if x in becomes] != [x for x in becomes if x in was])


@given(plans, plans)
def test_the_shift_of_airtime_is_what_one_has_more_and_back_is_the_opposite(old, new):
    there, back = airtime_shift(a_plan(old), a_plan(new)), airtime_shift(a_plan(new), a_plan(old))
    assert back == {key: (-length, -runs) for key, (length, runs) in there.items()}
    assert airtime_shift(a_plan(old), a_plan(old)) == {}
    more = sum(ITEMS[each][0] for held in new.values() for each in held)
    less = sum(ITEMS[each][0] for held in old.values() for each in held)
    assert sum(length for length, _ in there.values()) == more - less


@given(plans, plans)
def test_a_target_gets_exactly_what_its_topic_outlets_and_days_get(old, new):
    target = a_target(topic=TopicCode(1), period="2023")
    standing = Standing(
        target=target,
        period=Period.parse("2023"),
        name="chủ đề 1",
        wanted=100_000,
        aired={COMMUNE: 5_000},
        planned={COMMUNE: 60_000},
    )
    found = target_shifts([standing], airtime_shift(a_plan(old), a_plan(new)))

    def brought(held):
        mine = (held.get((COMMUNE, session), []) for session in (MORNING, EVENING))
        return sum(ITEMS[each][0] for there in mine for each in there if ITEMS[each][1] == 1)

    more = brought(new) - brought(old)
    assert bool(found) == bool(more)
    for shift in found:
        assert (shift.before, shift.after) == (65_000, 65_000 + more)
        assert (shift.missing_before, shift.missing_after) == (35_000, max(0, 35_000 - more))
    elsewhere = replace(standing, period=Period.parse("2024"))
    assert target_shifts([elsewhere], airtime_shift(a_plan(old), a_plan(new))) == ()


def test_music_at_the_end_is_told_before_and_after_and_alike_outlets_together():
    old = a_plan({place: ["tin-1", "tin-2"] for place in PLACES[::2]})
    longer = replace(CLOSING, duration=DurationMs(19_000))
    new = tuple(replace(each, items=(*each.items[1:2], longer)) for each in old)
    (change,) = session_changes(old, new)
    assert (change.outlets, change.day, change.starts_at) == ((STATION, COMMUNE), DAY, STARTS_AT)
    assert (change.closing_before, change.closing_after) == (9_000, 19_000)
    assert [each.item_id for each in change.lost] == ["tin-1"]
