"""What holds for every plan of a day."""

from __future__ import annotations

from collections import Counter
from datetime import time, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st
from makers import EVENING, MORNING, a_clock, a_daypart, a_queue_entry, a_slot, a_timetable, an_outlet
from unit.scheduling.builders import ZONE, a_candidate, a_day_request

from broadcaster.domain.ids import OutletId, SessionId, minutes
from broadcaster.domain.timetables import DEFAULT_QUIET
from broadcaster.domain.topics import Genre
from broadcaster.errors import DoesNotFit, NoPlan, NothingToPlan, QueueConflict
from broadcaster.scheduling.day import plan_day
from broadcaster.scheduling.quiet_hours import touches

OUTLETS = tuple(an_outlet(id=OutletId(f"XA-{letter}"), name=f"Đài xã {letter}") for letter in "ABC")
NOON = SessionId("noon")
HOURS = {MORNING: (5, 7), NOON: (11, 12), EVENING: (17, 19)}
DAYPARTS = tuple(
    a_daypart(id=session, name=f"buổi {session}", starts=time(first), stops=time(last))
    for session, (first, last) in HOURS.items()
)


@st.composite
def candidates(draw):
    kinds = st.tuples(
        st.integers(20, 200),
        st.sampled_from((*Genre, Genre.NEWS)),
        st.lists(st.sampled_from(OUTLETS), max_size=2, unique_by=lambda outlet: outlet.id),
    )
    return tuple(
        a_candidate(number, length, genre=genre, outlets=tuple(outlet.id for outlet in outlets))
        for number, (length, genre, outlets) in enumerate(draw(st.lists(kinds, min_size=1, max_size=10)))
    )


@st.composite
def day_requests(draw):
    news = draw(candidates())
    places = [(outlet.id, session) for outlet in OUTLETS for session in HOURS]
    slots = tuple(
        a_slot(
            outlet_id=outlet_id,
            session=session,
            starts=time(draw(st.integers(*HOURS[session])), draw(st.integers(0, 59))),
        )
        for outlet_id, session in draw(st.lists(st.sampled_from(places), min_size=1, unique=True))
    )
    length = draw(st.sampled_from((minutes(3), minutes(15))))
    timetable = a_timetable(
        outlets=OUTLETS, dayparts=DAYPARTS, slots=slots, clocks=(a_clock(length=length),), policies=()
    )
    ids = st.sampled_from([candidate.item.id for candidate in news])
    queued = draw(
        st.lists(st.tuples(ids, st.sampled_from([*HOURS]), st.sampled_from([None, OUTLETS[0].id])), max_size=2)
    )
    return a_day_request(
        news,
        timetable=timetable,
        queue=tuple(
            a_queue_entry(item_id=item_id, session=session, outlet_id=outlet_id, position=position)
            for position, (item_id, session, outlet_id) in enumerate(queued, start=1)
        ),
        runs_before={(OUTLETS[0].id, candidate.item.id): number % 3 for number, candidate in enumerate(news)},
    )


def planned(request):
    """Plan, or give none when the day is rightly refused."""
    try:
        return plan_day(request)
    except NothingToPlan:
        return None
    except (QueueConflict, DoesNotFit, NoPlan):
        assert request.queue
        return None


@settings(deadline=None, max_examples=60)
@given(request=day_requests())
def test_no_outlet_has_two_things_on_air_and_none_is_heard_in_quiet_hours(request):
    plan = planned(request)
    for outlet in OUTLETS if plan else ():
        mine = sorted((p for p in plan.playlists if p.outlet_id == outlet.id), key=lambda p: p.starts_at)
        assert all(first.stops_at <= second.starts_at for first, second in pairwise(mine))
        for playlist in mine:
            starts = playlist.starts_at.astimezone(ZONE)
            stops = playlist.stops_at.astimezone(ZONE)
            assert not touches(DEFAULT_QUIET, starts, stops)


@settings(deadline=None, max_examples=60)
@given(request=day_requests())
def test_items_editions_playlists_and_clocks_agree_on_every_length(request):
    plan = planned(request)
    editions = {edition.id: edition for edition in plan.editions} if plan else {}
    for playlist in plan.playlists if plan else ():
        length = request.timetable.clocks[0].length
        assert playlist.duration == length == editions[playlist.edition_id].duration
        assert sum(item.duration for item in playlist.items) == length
        ends = [item.starts_at + timedelta(milliseconds=item.duration) for item in playlist.items]
        assert [playlist.starts_at, *ends[:-1]] == [item.starts_at for item in playlist.items]


@settings(deadline=None, max_examples=60)
@given(request=day_requests())
def test_run_numbers_count_up_on_each_outlet_over_the_day(request):
    plan = planned(request)
    runs = Counter({key: count for key, count in request.runs_before.items() if count})
    for playlist in sorted(plan.playlists, key=lambda p: p.starts_at) if plan else ():
        for item in playlist.items:
            if item.item_id is not None:
                runs[playlist.outlet_id, item.item_id] += 1
                assert item.run == runs[playlist.outlet_id, item.item_id]


@settings(deadline=None, max_examples=60)
@given(request=day_requests())
def test_each_queued_item_airs_wherever_it_was_queued(request):
    plan = planned(request)
    only = {candidate.item.id: candidate.item.outlets for candidate in request.candidates}
    for entry in request.queue if plan else ():
        for playlist in plan.playlists:
            wanted = playlist.session == entry.session and entry.outlet_id in (None, playlist.outlet_id)
            if wanted and playlist.outlet_id in (only[entry.item_id] or [playlist.outlet_id]):
                assert entry.item_id in {item.item_id for item in playlist.items}
