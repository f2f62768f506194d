"""The plan of a day: times, runs, shared editions, refusals, warnings."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest
from makers import (
    COMMUNE,
    DAY,
    EVENING,
    MORNING,
    STATION,
    a_clock,
    a_queue_entry,
    a_slot,
    a_station_outlet,
    a_timetable,
    an_outlet,
    an_outlet_policy,
)
from unit.scheduling.builders import CARTS, a_candidate, a_day_request, event, news_clock

from broadcaster.domain.carts import CartKind, SegmentKind
from broadcaster.domain.editions import Edition
from broadcaster.domain.fingerprints import fingerprint
from broadcaster.domain.ids import NewsItemId, OutletId, SessionId, minutes
from broadcaster.domain.timetables import ClockEventKind as Kind
from broadcaster.domain.timetables import QuietHours
from broadcaster.domain.topics import Genre
from broadcaster.errors import CutMissing, FrameNotReady, InQuietHours, NothingToPlan, PlanError, QueueConflict
from broadcaster.scheduling.day import plan_day

SIX = tuple(a_candidate(number) for number in range(1, 7))
MANY = tuple(a_candidate(number, 70) for number in range(1, 25))


def item_ids(playlist):
    return [item.item_id for item in playlist.items if item.item_id]


def playlist_of(plan, outlet_id, session):
    (found,) = [p for p in plan.playlists if (p.outlet_id, p.session) == (outlet_id, session)]
    return found


def one_outlet(**over):
    return a_timetable(outlets=(a_station_outlet(),), **over)


# --- times ---------------------------------------------------------------------------------------------------------


def test_local_slots_become_absolute_times():
    plan = plan_day(a_day_request(SIX))
    starts = {(p.outlet_id, p.session): p.starts_at for p in plan.playlists}
    assert starts[STATION, MORNING] == datetime(2023, 3, 14, 22, 30, tzinfo=UTC)
    assert starts[COMMUNE, EVENING] == datetime(2023, 3, 15, 10, 30, tzinfo=UTC)
    assert all(start.tzinfo is UTC for start in starts.values())


def test_items_follow_one_another_without_gap_to_the_last_millisecond():
    for playlist in plan_day(a_day_request(MANY)).playlists:
        at = playlist.starts_at
        for position, item in enumerate(playlist.items, start=1):
            assert (item.position, item.starts_at) == (position, at)
            assert item.starts_at - playlist.starts_at == timedelta(milliseconds=item.offset)
            at += timedelta(milliseconds=item.duration)
        assert at == playlist.stops_at
        assert playlist.duration == minutes(15)


def test_an_edition_is_named_by_day_session_and_content():
    plan = plan_day(a_day_request(SIX))
    for edition in plan.editions:
        assert edition.id == f"2023-03-15-{edition.session}-{edition.rundown_hash[:6]}"
        assert edition.duration == minutes(15)
        assert edition.programme == "Bản tin cải cách hành chính"
    morning = playlist_of(plan, COMMUNE, MORNING)
    assert morning.id == f"{morning.edition_id}-NGHIA-SON-2230-1", "05:30 here is 22:30 the day before in UTC"


def test_the_rundown_follows_the_clock():
    candidates = (*SIX[:2], a_candidate(7, genre=Genre.FEATURE), a_candidate(8, genre=Genre.SLOGAN))
    kinds = [segment.kind for segment in plan_day(a_day_request(candidates)).editions[0].segments]
    assert kinds == [
        SegmentKind.IDENT,
        SegmentKind.OPENING,
        SegmentKind.HEADLINES,
        SegmentKind.ITEM,
        SegmentKind.ITEM,
        SegmentKind.STING,
        SegmentKind.FEATURE,
        SegmentKind.SPOT,
        SegmentKind.SIGN_OFF,
        SegmentKind.CLOSING,
    ]


def test_the_headlines_are_read_in_the_order_in_which_their_items_air():
    edition = plan_day(a_day_request(SIX)).editions[0]
    headlines = next(segment for segment in edition.segments if segment.kind is SegmentKind.HEADLINES)
    aired = [segment.item_id for segment in edition.segments if segment.item_id]
    assert [line.script_id for line in headlines.lines] == ["khung", *(i for i in aired if i != aired[-1])]


# --- runs ----------------------------------------------------------------------------------------------------------


def test_the_evening_first_carries_what_the_morning_did_not():
    plan = plan_day(a_day_request(MANY, timetable=one_outlet()))
    morning, evening = (item_ids(playlist_of(plan, STATION, session)) for session in (MORNING, EVENING))
    assert not set(morning) & set(evening)


def test_what_airs_again_is_marked_as_a_repeat():
    plan = plan_day(a_day_request(SIX, timetable=one_outlet()))
    runs = [{item.run for item in p.items if item.item_id} for p in plan.playlists]
    assert runs == [{1}, {2}]


def test_music_and_frame_have_no_run_number():
    for playlist in plan_day(a_day_request(SIX)).playlists:
        assert {item.run for item in playlist.items if item.item_id is None} == {0}


def test_runs_before_this_day_are_counted_on_each_outlet_apart():
    item_id = SIX[0].item.id
    plan = plan_day(a_day_request(SIX, runs_before={(STATION, item_id): 4}))
    for outlet_id, run in ((STATION, 5), (COMMUNE, 1)):
        assert [i.run for i in playlist_of(plan, outlet_id, MORNING).items if i.item_id == item_id] == [run]


def test_playlists_are_the_first_run_of_their_edition():
    assert {playlist.run for playlist in plan_day(a_day_request(SIX)).playlists} == {1}


# --- sharing -------------------------------------------------------------------------------------------------------


def test_outlets_with_the_same_content_share_an_edition_whatever_their_times():
    slots = tuple(
        a_slot(outlet_id=outlet_id, session=MORNING, starts=starts)
        for outlet_id, starts in ((STATION, time(5, 30)), (COMMUNE, time(6)))
    )
    plan = plan_day(a_day_request(SIX, timetable=a_timetable(slots=slots)))
    assert len(plan.editions) == 1
    assert [p.edition_id for p in plan.playlists] == [plan.editions[0].id] * 2


def test_a_local_item_airs_only_at_its_outlet_and_makes_another_edition():
    local = a_candidate(7, outlets=(COMMUNE,))
    plan = plan_day(a_day_request((*SIX, local)))
    assert local.item.id in item_ids(playlist_of(plan, COMMUNE, MORNING))
    assert local.item.id not in item_ids(playlist_of(plan, STATION, MORNING))
    assert len({p.edition_id for p in plan.playlists if p.session == MORNING}) == 2


def test_another_order_of_earlier_runs_makes_another_choice():
    runs = {(STATION, candidate.item.id): 1 for candidate in MANY[:12]}
    plan = plan_day(a_day_request(MANY, runs_before=runs))
    station, commune = (set(item_ids(playlist_of(plan, outlet, MORNING))) for outlet in (STATION, COMMUNE))
    assert station <= {candidate.item.id for candidate in MANY[12:]}
    assert station != commune


def test_more_earlier_runs_of_everything_still_share_the_edition():
    runs = {(STATION, candidate.item.id): 3 for candidate in MANY}
    plan = plan_day(a_day_request(MANY, runs_before=runs))
    assert len(plan.editions) == 2
    assert {item.run for item in playlist_of(plan, STATION, MORNING).items if item.item_id} == {4}


def test_two_thousand_outlets_are_planned_as_one():
    outlets = tuple(an_outlet(id=OutletId(f"XA-{number:04}"), name=f"Đài xã {number}") for number in range(2_000))
    plan = plan_day(a_day_request(MANY, timetable=a_timetable(outlets=outlets, policies=())))
    assert len(plan.playlists) == 4_000
    assert len(plan.editions) == 2
    assert len({id(playlist.items) for playlist in plan.playlists}) == 2


def test_two_contents_with_the_same_first_digits_still_have_names_of_their_own(monkeypatch):
    alike = property(lambda edition: "abcdef" + fingerprint([segment.content_hash for segment in edition.segments]))
    monkeypatch.setattr(Edition, "rundown_hash", alike)
    plan = plan_day(a_day_request((*SIX, a_candidate(7, outlets=(COMMUNE,)))))
    first, second = (edition.id for edition in plan.editions if edition.session == MORNING)
    assert first == "2023-03-15-morning-abcdef"
    assert second.startswith(first)
    assert len(second) > len(first)


# --- queue ---------------------------------------------------------------------------------------------------------


def test_a_queued_item_leads_the_news_of_its_session():
    entry = a_queue_entry(item_id=MANY[20].item.id, session=EVENING)
    plan = plan_day(a_day_request(MANY, queue=(entry,)))
    assert item_ids(playlist_of(plan, STATION, EVENING))[0] == MANY[20].item.id
    assert item_ids(playlist_of(plan, STATION, MORNING))[0] != MANY[20].item.id


def test_an_entry_for_one_outlet_changes_only_that_outlet():
    entries = (
        a_queue_entry(item_id=MANY[20].item.id, position=2),
        a_queue_entry(item_id=MANY[21].item.id, position=1, outlet_id=COMMUNE),
    )
    plan = plan_day(a_day_request(MANY, queue=entries))
    assert item_ids(playlist_of(plan, COMMUNE, MORNING))[:2] == [MANY[21].item.id, MANY[20].item.id]
    assert item_ids(playlist_of(plan, STATION, MORNING))[0] == MANY[20].item.id


def test_an_entry_for_every_outlet_airs_a_local_item_where_it_belongs():
    local = a_candidate(7, outlets=(COMMUNE,))
    plan = plan_day(a_day_request((*SIX, local), queue=(a_queue_entry(item_id=local.item.id),)))
    assert item_ids(playlist_of(plan, COMMUNE, MORNING))[0] == local.item.id
    assert local.item.id not in item_ids(playlist_of(plan, STATION, MORNING))


def test_entries_of_other_days_are_left_alone():
    entry = a_queue_entry(air_date=DAY + timedelta(days=1), item_id=NewsItemId("tin-khac"))
    assert plan_day(a_day_request(SIX, queue=(entry,))) == plan_day(a_day_request(SIX))


@pytest.mark.parametrize(
    "over",
    [
        {"item_id": NewsItemId("tin-chua-duyet")},
        {"item_id": SIX[0].item.id, "session": SessionId("noon")},
        {"item_id": SIX[0].item.id, "outlet_id": OutletId("NGHIA-LAM")},
    ],
)
def test_an_entry_that_can_air_nowhere_is_refused_by_name(over):
    with pytest.raises(QueueConflict, match=over["item_id"]):
        plan_day(a_day_request(SIX, queue=(a_queue_entry(**over),)))


def test_a_local_item_queued_for_another_outlet_is_refused():
    local = a_candidate(7, outlets=(COMMUNE,))
    with pytest.raises(QueueConflict):
        plan_day(a_day_request((*SIX, local), queue=(a_queue_entry(item_id=local.item.id, outlet_id=STATION),)))


# --- refusals ------------------------------------------------------------------------------------------------------


def test_a_session_in_quiet_hours_is_refused_by_name():
    slots = (a_slot(starts=time(3, 15)),)
    with pytest.raises(InQuietHours, match="buổi sáng lúc 03:15–03:30 cho Đài Truyền thanh xã Nghĩa Sơn"):
        plan_day(a_day_request(SIX, timetable=a_timetable(slots=slots)))


def test_an_outlet_keeps_its_own_quiet_hours():
    own = an_outlet_policy(quiet=QuietHours(starts=time(17), stops=time(18)))
    with pytest.raises(InQuietHours, match="17:00-18:00"):
        plan_day(a_day_request(SIX, timetable=a_timetable(policies=(own,))))


def test_a_session_that_ends_when_quiet_starts_is_planned():
    slots = (a_slot(starts=time(21, 15)),)
    assert len(plan_day(a_day_request(SIX, timetable=a_timetable(slots=slots))).playlists) == 1


def test_overlapping_sessions_of_one_outlet_are_refused():
    slots = (a_slot(starts=time(17)), a_slot(session=EVENING, starts=time(17, 14)))
    with pytest.raises(PlanError, match="chồng lên buổi sáng còn phát tới 17:15"):
        plan_day(a_day_request(SIX, timetable=a_timetable(slots=slots)))


def test_a_session_may_start_when_the_last_one_ends():
    slots = (a_slot(starts=time(17)), a_slot(session=EVENING, starts=time(17, 15)))
    assert len(plan_day(a_day_request(MANY, timetable=a_timetable(slots=slots))).playlists) == 2


def test_one_session_twice_a_day_on_one_outlet_is_refused():
    slots = (a_slot(starts=time(17)), a_slot(starts=time(18)))
    with pytest.raises(PlanError, match="hai giờ phát cho buổi sáng"):
        plan_day(a_day_request(SIX, timetable=a_timetable(slots=slots)))


def test_a_day_without_slots_is_nothing_to_plan():
    with pytest.raises(NothingToPlan, match="2023-03-15"):
        plan_day(a_day_request(SIX, timetable=a_timetable(slots=(a_slot(weekdays=(6,)),))))


def test_a_day_without_approved_news_is_nothing_to_plan():
    with pytest.raises(NothingToPlan, match="chưa có tin nào"):
        plan_day(a_day_request(()))


def test_news_that_fit_no_session_are_nothing_to_plan():
    with pytest.raises(NothingToPlan, match="không tin nào vừa"):
        plan_day(a_day_request((a_candidate(1, 1_200),)))


def test_a_session_without_a_frame_is_refused_unless_its_clock_asks_for_no_words():
    with pytest.raises(FrameNotReady, match="buổi sáng ngày 2023-03-15 chưa viết"):
        plan_day(a_day_request(SIX, frames={}))
    wordless = a_timetable(clocks=(replace(news_clock(900), id="ban-tin-15"),))
    assert plan_day(a_day_request(SIX, frames={}, timetable=wordless, cart_lengths={})).playlists


def test_music_that_the_station_does_not_have_is_named():
    with pytest.raises(PlanError, match="chưa có nhạc hiệu"):
        plan_day(a_day_request(SIX, cart_lengths={CartKind.STING: CARTS[CartKind.STING]}))


def test_sound_of_other_words_stops_the_plan():
    wrong = replace(SIX[0], voicing=SIX[1].voicing)
    with pytest.raises(CutMissing, match="Tin số 1"):
        plan_day(a_day_request((wrong, *SIX[1:])))


# --- warnings ------------------------------------------------------------------------------------------------------


def test_a_full_day_outside_the_night_band_gives_no_warning():
    slots = tuple(a_slot(outlet_id=outlet_id, starts=time(6)) for outlet_id in (STATION, COMMUNE))
    long = tuple(a_candidate(number, 60 + 4 * number) for number in range(1, 16))
    assert plan_day(a_day_request(long, timetable=a_timetable(slots=slots))).warnings == ()


def test_the_night_band_warns_once_for_all_outlets_of_one_time():
    warnings = [w for w in plan_day(a_day_request(MANY)).warnings if "QCVN" in w]
    assert len(warnings) == 1
    assert warnings[0].startswith("Buổi sáng lúc 05:30–05:45 (2 nơi phát)")


def test_one_outlet_is_warned_of_by_its_name():
    warnings = plan_day(a_day_request(MANY, timetable=one_outlet())).warnings
    assert "Đài Truyền thanh huyện Nghĩa Hưng" in warnings[0]


def test_few_items_and_long_closing_music_are_warned_of():
    clock = a_clock(events=tuple(event(Kind.NEWS, 3, 8) if e.kind is Kind.NEWS else e for e in a_clock().events))
    slots = (a_slot(outlet_id=STATION, starts=time(6)),)
    plan = plan_day(a_day_request(SIX[:2], timetable=one_outlet(clocks=(clock,), slots=slots)))
    few, long = plan.warnings
    assert "chỉ có 2 tin, mẫu giờ cần ít nhất 3" in few
    assert "nhạc kết dài" in long
    assert long.endswith("Duyệt và thu thêm tin rồi lập lại kế hoạch.")


def test_long_closing_music_beside_waiting_items_is_laid_to_the_clock():
    (warning,) = [
        w for w in plan_day(a_day_request(MANY, timetable=one_outlet())).warnings if "buổi chiều" in w.lower()
    ]
    assert "Còn 16 tin chưa xếp vì đã đủ số tin hoặc quá dài" in warning


def test_a_session_without_any_item_is_not_planned_but_warned_of():
    local = a_candidate(1, outlets=(COMMUNE,))
    plan = plan_day(a_day_request((local,)))
    assert {playlist.outlet_id for playlist in plan.playlists} == {COMMUNE}
    assert any("Đài Truyền thanh huyện Nghĩa Hưng) không có tin nào để phát" in w for w in plan.warnings)


def test_what_was_left_out_is_told_for_each_edition():
    plan = plan_day(a_day_request(MANY))
    for edition in plan.editions:
        aired = {segment.item_id for segment in edition.segments if segment.item_id}
        assert {left.item_id for left in plan.left_out[edition.id]} == {c.item.id for c in MANY} - aired
