"""What holds for every filling, whatever the items, the clock and the queue."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st
from makers import COMMUNE, STATION, a_clock
from unit.scheduling.builders import FIXED, a_fill_item, a_fill_request, event, news_clock

from broadcaster.domain.ids import DurationMs, TopicCode, minutes
from broadcaster.domain.scripts import Presenter
from broadcaster.domain.sound import FRAME_MS, framed
from broadcaster.domain.timetables import ClockEventKind as Kind
from broadcaster.domain.topics import Genre
from broadcaster.errors import DoesNotFit, QueueConflict
from broadcaster.scheduling.events import EVENT_OF_GENRE, STAND_IN_FEATURES, kept
from broadcaster.scheduling.session_fill import fill_session

EXAMPLES = settings(deadline=None, max_examples=80)
ITEM_KINDS = (Kind.NEWS, Kind.FEATURE, Kind.SPOT)


@st.composite
def fill_items(draw):
    marks = draw(
        st.lists(
            st.tuples(
                st.integers(5_000, 200_000),
                st.sampled_from((*Genre, Genre.NEWS, Genre.NEWS)),
                st.integers(0, 3),
                st.sampled_from(tuple(Presenter)),
                st.integers(0, 2),
                st.sampled_from((0, 3_999, 6_001)),
                st.sampled_from(((), (), (STATION,), (COMMUNE,))),
            ),
            max_size=14,
        )
    )
    return tuple(
        a_fill_item(
            number,
            length / 1000,
            genre=genre,
            topic=TopicCode(topic),
            reader=reader,
            runs=runs,
            headline=DurationMs(headline),
            outlets=outlets,
        )
        for number, (length, genre, topic, reader, runs, headline, outlets) in enumerate(marks)
    )


@st.composite
def clocks(draw):
    counted = {
        kind: event(kind, *sorted(draw(st.tuples(st.integers(0, 3), st.integers(0, 6)))))
        for kind in (*ITEM_KINDS, Kind.HEADLINES)
    }
    middle = draw(st.permutations((counted[Kind.NEWS], counted[Kind.FEATURE], counted[Kind.SPOT], counted[Kind.NEWS])))
    events = [event(Kind.IDENT), event(Kind.OPENING), counted[Kind.HEADLINES]]
    for each in middle:
        events += [event(Kind.STING), each]
    length = draw(st.sampled_from((minutes(2), minutes(5), minutes(15))))
    return a_clock(length=length, events=(*events, event(Kind.SIGN_OFF), event(Kind.CLOSING)))


@st.composite
def requests(draw):
    items = draw(fill_items())
    able = [item.item_id for item in items if item.meant_for(STATION)]
    queued = tuple(draw(st.lists(st.sampled_from(able), max_size=3))) if able else ()
    return a_fill_request(items, clock=draw(clocks()), queued=queued)


def filled(request):
    """Fill, or give none when the queue is rightly refused."""
    try:
        return fill_session(request)
    except (DoesNotFit, QueueConflict):
        assert request.queued
        return None


def length_of(request, filling):
    """Add up an edition from the lengths of its events, independently of how filling counts."""
    by_id = {item.item_id: item for item in request.items}
    heard = kept(request.clock.events, [len(items) for items in filling.events])
    total = 0
    for each, item_ids, stays in zip(request.clock.events, filling.events, heard, strict=True):
        items = [by_id[item_id] for item_id in item_ids]
        if each.kind is Kind.CLOSING:
            total += filling.closing
        elif stays and each.kind in ITEM_KINDS:
            total += sum(item.length for item in items)
        elif stays:
            total += framed(FIXED[each.kind] + sum(item.headline for item in items))
    return total


@EXAMPLES
@given(request=requests())
def test_an_edition_lasts_exactly_as_long_as_its_clock(request):
    filling = filled(request)
    if filling is not None:
        assert length_of(request, filling) == request.clock.length
        assert filling.closing >= request.closing_least
        assert filling.closing % FRAME_MS == 0


@EXAMPLES
@given(request=requests())
def test_every_item_airs_once_in_an_event_of_its_genre_at_its_outlet_or_is_left_out_with_a_reason(request):
    filling = filled(request)
    if filling is None:
        return
    by_id = {item.item_id: item for item in request.items}
    assert sorted([*filling.items, *(left.item_id for left in filling.left_out)]) == sorted(by_id)
    assert all(left.reason for left in filling.left_out)
    aired = []
    for each, item_ids in zip(request.clock.events, filling.events, strict=True):
        if each.kind in ITEM_KINDS:
            assert len(item_ids) <= each.most
            aired += item_ids
            for item_id in item_ids:
                genre = by_id[item_id].genre
                assert by_id[item_id].meant_for(STATION)
                assert EVENT_OF_GENRE[genre] is each.kind or (each.kind is Kind.FEATURE and genre in STAND_IN_FEATURES)
        elif each.kind is Kind.HEADLINES:
            assert len(item_ids) <= each.most
            assert list(item_ids) == [item_id for item_id in filling.items if item_id in item_ids]
            assert all(by_id[item_id].headline for item_id in item_ids)
        else:
            assert item_ids == ()
    assert tuple(aired) == filling.items


@EXAMPLES
@given(request=requests())
def test_queued_items_are_all_there_and_lead_their_event_in_order(request):
    filling = filled(request)
    if filling is None:
        return
    queued = list(dict.fromkeys(request.queued))
    assert set(queued) <= set(filling.items)
    for kind in ITEM_KINDS:
        both = zip(request.clock.events, filling.events, strict=True)
        there = [item_id for each, item_ids in both if each.kind is kind for item_id in item_ids]
        mine = [item_id for item_id in queued if item_id in there]
        assert there[: len(mine)] == mine


@EXAMPLES
@given(request=requests(), shuffled=st.randoms(use_true_random=False))
def test_the_order_in_which_items_are_handed_in_changes_nothing(request, shuffled):
    items = list(request.items)
    shuffled.shuffle(items)
    other = filled(replace(request, items=tuple(items)))
    first = filled(request)
    assert (first is None) == (other is None)
    if first is not None and other is not None:
        assert (first.events, first.closing) == (other.events, other.closing)


LENGTHS = st.lists(st.integers(10_000, 150_000), min_size=1, max_size=8)


@EXAMPLES
@given(lengths=LENGTHS, most=st.integers(1, 8))
def test_no_other_choice_has_closing_music_shorter_by_more_than_a_second(lengths, most):
    items = tuple(a_fill_item(n, length / 1000, reader=Presenter.FEMALE) for n, length in enumerate(lengths))
    filling = fill_session(a_fill_request(items, clock=news_clock(300, most=most)))
    sums = (
        sum(item.length for item in chosen)
        for count in range(min(most, len(items)) + 1)
        for chosen in combinations(items, count)
    )
    longest = max(total for total in sums if total <= 294_000)
    assert filling.closing - 6_000 <= 294_000 - longest + 1_000


@EXAMPLES
@given(marks=st.lists(st.tuples(st.integers(10_000, 150_000), st.integers(0, 3)), max_size=10), most=st.integers(1, 8))
def test_an_item_stays_out_only_when_those_with_no_more_runs_leave_no_place_for_it(marks, most):
    one = Presenter.FEMALE
    items = tuple(a_fill_item(n, length / 1000, runs=runs, reader=one) for n, (length, runs) in enumerate(marks))
    filling = fill_session(a_fill_request(items, clock=news_clock(300, most=most)))
    for item in items:
        if item.item_id not in filling.items:
            before = [other for other in items if other.item_id in filling.items and other.runs <= item.runs]
            assert len(before) == most or sum(other.length for other in before) + item.length > 294_000
