"""Filling a session: what goes in, in which order, what stays out and why."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from makers import COMMUNE, STATION, a_clock
from unit.scheduling.builders import a_fill_item, a_fill_request, event, news_clock, numbers

from broadcaster.domain.ids import DurationMs, NewsItemId, TopicCode, minutes
from broadcaster.domain.scripts import Presenter
from broadcaster.domain.timetables import ClockEventKind as Kind
from broadcaster.domain.topics import Genre
from broadcaster.errors import DoesNotFit, PlanError, QueueConflict
from broadcaster.scheduling.session_fill import fill_session

FEMALE, MALE = Presenter.FEMALE, Presenter.MALE


def reason(filling, number):
    (left,) = [left for left in filling.left_out if left.item_id == f"tin-{number:03}"]
    return left.reason


def by_event(request, filling):
    return list(zip([e.kind for e in request.clock.events], filling.events, strict=True))


# --- time ----------------------------------------------------------------------------------------------------------


def test_the_closing_music_takes_exactly_what_is_left():
    filling = fill_session(a_fill_request((a_fill_item(1, 60), a_fill_item(2, 45.6)), clock=news_clock(300)))
    assert filling.closing == 300_000 - 60_000 - 45_600


def test_items_that_leave_exactly_the_shortest_closing_music_fit():
    items = (a_fill_item(1, 60), a_fill_item(2, 54))
    filling = fill_session(a_fill_request(items, clock=news_clock(120)))
    assert numbers(filling) == [1, 2]
    assert filling.closing == 6_000


def test_one_frame_more_does_not_fit():
    items = (a_fill_item(1, 60), a_fill_item(2, 54.024))
    assert numbers(fill_session(a_fill_request(items, clock=news_clock(120)))) == [1]


def test_a_set_that_fills_the_time_is_found_where_the_first_come_would_not():
    items = tuple(a_fill_item(n, length) for n, length in enumerate((51, 48, 39, 27), start=1))
    filling = fill_session(a_fill_request(items, clock=news_clock(120)))
    assert sorted(numbers(filling)) == [2, 3, 4]
    assert filling.closing == 6_000


def test_within_a_second_of_the_best_the_first_come_wins():
    items = (a_fill_item(1, 50), a_fill_item(2, 50.4, reader=FEMALE), a_fill_item(3, 60, reader=MALE))
    assert sorted(numbers(fill_session(a_fill_request(items, clock=news_clock(120))))) == [1, 3]


def test_headlines_cost_time_only_as_far_as_they_are_told():
    events = (event(Kind.HEADLINES, 0, 1), event(Kind.NEWS, 0, 9), event(Kind.CLOSING))
    items = tuple(a_fill_item(n, 40.8, headline=DurationMs(4_000)) for n in (1, 2))
    request = a_fill_request(items, clock=a_clock(length=minutes(2), events=events))
    filling = fill_session(request)
    assert by_event(request, filling)[0] == (Kind.HEADLINES, (NewsItemId("tin-001"),))
    assert filling.closing == 120_000 - 2 * 40_800 - 7_464


def test_the_headlines_name_items_in_order_of_airing_and_never_spots():
    events = (
        event(Kind.HEADLINES, 1, 5),
        event(Kind.SPOT),
        event(Kind.FEATURE),
        event(Kind.NEWS, 1, 9),
        event(Kind.CLOSING),
    )
    genres = (Genre.NEWS, Genre.SLOGAN, Genre.FEATURE, Genre.NEWS)
    items = tuple(a_fill_item(n, genre=genre, headline=DurationMs(4_000)) for n, genre in enumerate(genres))
    request = a_fill_request(items, clock=a_clock(events=events))
    filling = fill_session(request)
    assert filling.items == ("tin-001", "tin-002", "tin-000", "tin-003")
    assert filling.events[0] == ("tin-002", "tin-000", "tin-003")


def test_an_item_without_a_headline_is_aired_but_not_named():
    filling = fill_session(a_fill_request((a_fill_item(1), a_fill_item(2, headline=DurationMs(4_000)))))
    assert filling.events[2] == ("tin-002",)
    assert filling.items == ("tin-001", "tin-002")


def test_a_sting_around_an_empty_event_gives_its_time_back():
    events = (
        event(Kind.NEWS, 0, 9),
        event(Kind.STING),
        event(Kind.FEATURE, 0, 1),
        event(Kind.STING),
        event(Kind.CLOSING),
    )
    filling = fill_session(a_fill_request((a_fill_item(1),), clock=a_clock(length=minutes(2), events=events)))
    assert filling.closing == 120_000 - 60_000 - 2_400


# --- what is wanted most -------------------------------------------------------------------------------------------


def test_what_has_not_run_here_goes_before_what_has():
    items = tuple(a_fill_item(n, 60, runs=n < 3) for n in range(1, 7))
    assert sorted(numbers(fill_session(a_fill_request(items, clock=news_clock(201))))) == [3, 4, 5]


def test_repeats_fill_what_fresh_items_leave():
    items = (a_fill_item(1, 100, runs=1), a_fill_item(2, 40, runs=1), a_fill_item(3, 60))
    assert sorted(numbers(fill_session(a_fill_request(items, clock=news_clock(120))))) == [2, 3]


def test_first_come_is_first_chosen_among_equals():
    items = tuple(a_fill_item(n) for n in (4, 2, 3, 1))
    assert sorted(numbers(fill_session(a_fill_request(items, clock=news_clock(132))))) == [1, 2]


def test_topics_take_turns_when_nothing_is_behind():
    items = tuple(a_fill_item(n, topic=TopicCode(1 if n < 4 else n)) for n in range(1, 6))
    assert sorted(numbers(fill_session(a_fill_request(items, clock=news_clock(192))))) == [1, 4, 5]


def test_a_topic_far_behind_its_target_gets_more_turns():
    items = tuple(a_fill_item(n, topic=TopicCode(n % 2), reader=FEMALE) for n in range(1, 9))
    filling = fill_session(a_fill_request(items, clock=news_clock(252), weights={TopicCode(0): 3.0, TopicCode(1): 1.0}))
    assert sorted(n % 2 for n in numbers(filling)) == [0, 0, 0, 1]


def test_a_topic_that_nothing_says_is_behind_comes_last():
    items = (a_fill_item(1), a_fill_item(2), a_fill_item(3))
    filling = fill_session(a_fill_request(items, clock=news_clock(132), weights={TopicCode(2): 1.0, TopicCode(3): 0.5}))
    assert sorted(numbers(filling)) == [2, 3]


def test_where_one_reader_leads_too_much_the_partners_items_come_in():
    items = tuple(a_fill_item(n, reader=FEMALE if n <= 6 else MALE) for n in range(1, 9))
    assert numbers(fill_session(a_fill_request(items, clock=news_clock(402, most=4)))) == [1, 7, 2, 8]


def test_the_partner_brings_no_repeats_for_the_sake_of_taking_turns():
    items = tuple(a_fill_item(n, reader=FEMALE, runs=0) for n in range(1, 5))
    repeats = tuple(a_fill_item(n, reader=MALE, runs=1) for n in range(5, 9))
    assert numbers(fill_session(a_fill_request((*items, *repeats), clock=news_clock(402, most=4)))) == [1, 2, 3, 4]


def test_an_outlets_own_item_airs_before_everybodys():
    items = (*(a_fill_item(n) for n in range(1, 5)), a_fill_item(9, outlets=(STATION,)))
    assert 9 in numbers(fill_session(a_fill_request(items, clock=news_clock(402, most=3))))


def test_a_topic_that_aired_in_an_earlier_session_waits_for_its_turn():
    aired = a_fill_item(1, topic=TopicCode(1), runs=1)
    items = (aired, a_fill_item(2, topic=TopicCode(1)), a_fill_item(3, topic=TopicCode(2)))
    assert numbers(fill_session(a_fill_request(items, clock=news_clock(402, most=1)))) == [3]


def test_readers_alternate_in_the_news():
    items = tuple(a_fill_item(n, reader=FEMALE if n <= 3 else MALE) for n in range(1, 7))
    assert numbers(fill_session(a_fill_request(items, clock=news_clock(402)))) == [1, 4, 2, 5, 3, 6]


# --- events --------------------------------------------------------------------------------------------------------


def test_each_genre_airs_in_its_own_event():
    items = tuple(a_fill_item(n, 30, genre=genre) for n, genre in enumerate(Genre))
    request = a_fill_request(items)
    genres = {item.item_id: item.genre for item in items}
    aired = {kind: {genres[i] for i in event} for kind, event in by_event(request, fill_session(request)) if event}
    assert aired[Kind.FEATURE] == {Genre.FEATURE}
    assert aired[Kind.SPOT] == {Genre.SLOGAN}
    assert aired[Kind.NEWS] == {Genre.NEWS, Genre.QUESTION_AND_ANSWER, Genre.LEGAL_DOCUMENT, Genre.MODEL_CASE}


@pytest.mark.parametrize("genre", [Genre.LEGAL_DOCUMENT, Genre.MODEL_CASE])
def test_without_any_feature_a_document_or_a_model_case_stands_in(genre):
    items = (a_fill_item(1), a_fill_item(2, genre=genre), a_fill_item(3, genre=Genre.QUESTION_AND_ANSWER))
    request = a_fill_request(items)
    assert (Kind.FEATURE, ("tin-002",)) in by_event(request, fill_session(request))


def test_news_never_stand_in_for_a_feature():
    clock = a_clock(events=(event(Kind.FEATURE, 1, 1), event(Kind.CLOSING)))
    filling = fill_session(a_fill_request((a_fill_item(1),), clock=clock))
    assert filling.items == ()
    assert filling.shortages == ("chỉ có 0 bài, chuyên mục, mẫu giờ cần ít nhất 1",)
    assert "không có mục cho tin" in reason(filling, 1)


def test_no_event_gets_more_than_the_clock_allows():
    filling = fill_session(a_fill_request(tuple(a_fill_item(n, 30) for n in range(1, 13))))
    assert len(filling.items) == 8
    assert reason(filling, 12) == "mỗi số phát chỉ nhận nhiều nhất 8 tin"


def test_the_fewest_of_each_event_come_before_more_of_any():
    events = (event(Kind.NEWS, 2, 9), event(Kind.FEATURE), event(Kind.SPOT), event(Kind.CLOSING))
    items = (
        *(a_fill_item(n, 60) for n in range(1, 6)),
        a_fill_item(6, 90, genre=Genre.FEATURE, runs=7),
        a_fill_item(7, 30, genre=Genre.SLOGAN, runs=9),
    )
    filling = fill_session(a_fill_request(items, clock=a_clock(length=minutes(5), events=events)))
    assert sorted(numbers(filling)) == [1, 2, 6, 7]


def test_the_most_wanted_feature_airs_though_a_shorter_one_would_leave_more_room():
    events = (event(Kind.NEWS, 1, 9), event(Kind.FEATURE), event(Kind.CLOSING))
    features = (a_fill_item(8, 150, genre=Genre.FEATURE), a_fill_item(9, 30, genre=Genre.FEATURE, runs=1))
    items = (*(a_fill_item(n, 60) for n in range(1, 6)), *features)
    filling = fill_session(a_fill_request(items, clock=a_clock(length=minutes(5), events=events)))
    assert 8 in numbers(filling)


def test_a_feature_too_long_for_the_fewest_news_gives_way_to_a_shorter_one():
    events = (event(Kind.NEWS, 2, 9), event(Kind.FEATURE), event(Kind.CLOSING))
    features = (a_fill_item(8, 250, genre=Genre.FEATURE), a_fill_item(9, 30, genre=Genre.FEATURE, runs=1))
    filling = fill_session(
        a_fill_request((a_fill_item(1), a_fill_item(2), *features), clock=a_clock(length=minutes(5), events=events))
    )
    assert sorted(numbers(filling)) == [1, 2, 9]
    assert reason(filling, 8) == "mỗi số phát chỉ nhận nhiều nhất 1 bài, chuyên mục"


def test_an_item_that_is_too_long_is_told_how_much_room_there_is():
    filling = fill_session(a_fill_request((a_fill_item(1, 60), a_fill_item(2, 90)), clock=news_clock(120)))
    assert numbers(filling) == [2]
    assert reason(filling, 1) == "dài 1 phút, buổi phát chỉ còn trống 24 giây"


def test_news_come_first_when_not_every_event_can_have_its_fewest():
    events = (event(Kind.NEWS, 1, 9), event(Kind.FEATURE), event(Kind.CLOSING))
    items = (a_fill_item(1, 60), a_fill_item(2, 60, genre=Genre.FEATURE))
    filling = fill_session(a_fill_request(items, clock=a_clock(length=minutes(2), events=events)))
    assert numbers(filling) == [1]
    assert filling.shortages == ("chỉ có 0 bài, chuyên mục, mẫu giờ cần ít nhất 1",)


def test_two_news_events_share_the_news_in_order():
    events = (event(Kind.NEWS, 1, 2), event(Kind.STING), event(Kind.NEWS, 1, 2), event(Kind.CLOSING))
    filling = fill_session(a_fill_request(tuple(a_fill_item(n) for n in range(1, 4)), clock=a_clock(events=events)))
    assert [len(items) for items in filling.events] == [2, 0, 1, 0]


def test_too_few_items_are_a_shortage_and_no_error():
    filling = fill_session(a_fill_request((a_fill_item(1),), clock=news_clock(300, least=3)))
    assert filling.shortages == ("chỉ có 1 tin, mẫu giờ cần ít nhất 3",)


def test_an_item_meant_for_other_outlets_stays_out():
    items = (a_fill_item(1, outlets=(COMMUNE,)), a_fill_item(2, outlets=(STATION, COMMUNE)))
    filling = fill_session(a_fill_request(items, clock=news_clock(300)))
    assert numbers(filling) == [2]
    assert reason(filling, 1) == "chỉ phát ở NGHIA-SON"


# --- queue ---------------------------------------------------------------------------------------------------------


def test_queued_items_air_first_and_in_their_order():
    items = tuple(a_fill_item(n, runs=n) for n in range(1, 6))
    queued = (NewsItemId("tin-005"), NewsItemId("tin-003"))
    assert numbers(fill_session(a_fill_request(items, queued=queued)))[:2] == [5, 3]


def test_the_first_item_after_the_queue_is_read_by_the_other_reader():
    items = tuple(a_fill_item(n, reader=reader, topic=TopicCode(n)) for n, reader in enumerate((FEMALE, FEMALE, MALE)))
    assert numbers(fill_session(a_fill_request(items, queued=(NewsItemId("tin-000"),)))) == [0, 2, 1]


def test_an_item_queued_twice_airs_once():
    queued = (NewsItemId("tin-001"), NewsItemId("tin-001"))
    assert numbers(fill_session(a_fill_request((a_fill_item(1),), queued=queued))) == [1]


def test_queued_items_that_do_not_fit_are_named_with_their_lengths():
    items = (a_fill_item(1, 81), a_fill_item(2, 69))
    request = a_fill_request(items, clock=news_clock(120), queued=tuple(item.item_id for item in items))
    with pytest.raises(DoesNotFit) as refused:
        fill_session(request)
    for words in ('"Tin số 1" (1 phút 21 giây)', '"Tin số 2" (1 phút 9 giây)', "2 phút 30 giây", "1 phút 54 giây còn"):
        assert words in str(refused.value)


def test_a_queued_item_that_no_event_takes_is_refused():
    item = a_fill_item(1, genre=Genre.SLOGAN)
    with pytest.raises(QueueConflict, match="không có mục cho khẩu hiệu"):
        fill_session(a_fill_request((item,), clock=news_clock(120), queued=(item.item_id,)))


def test_more_queued_items_than_an_event_may_have_are_refused():
    items = tuple(a_fill_item(n, 10) for n in (1, 2, 3))
    with pytest.raises(QueueConflict, match="nhiều nhất 2 tin"):
        fill_session(a_fill_request(items, clock=news_clock(120, most=2), queued=tuple(item.item_id for item in items)))


@pytest.mark.parametrize("queued", ["tin-001", "tin-999"])
def test_a_queued_item_of_another_outlet_or_of_none_is_refused(queued):
    with pytest.raises(QueueConflict, match=queued):
        fill_session(a_fill_request((a_fill_item(1, outlets=(COMMUNE,)),), queued=(NewsItemId(queued),)))


# --- clocks that cannot be met -------------------------------------------------------------------------------------


@pytest.mark.parametrize("closings", [0, 2])
def test_a_clock_needs_exactly_one_closing_music(closings):
    clock = a_clock(events=(event(Kind.NEWS), *[event(Kind.CLOSING)] * closings))
    with pytest.raises(PlanError, match="đúng một nhạc kết"):
        fill_session(a_fill_request((a_fill_item(1),), clock=clock))


def test_a_clock_that_is_no_whole_number_of_frames_is_refused():
    with pytest.raises(PlanError, match=re.escape("121000 ms")):
        fill_session(a_fill_request((a_fill_item(1),), clock=replace(news_clock(120), length=DurationMs(121_000))))


def test_a_frame_longer_than_its_clock_is_refused():
    with pytest.raises(DoesNotFit, match="lời dẫn và nhạc hiệu"):
        fill_session(a_fill_request((a_fill_item(1),), clock=replace(a_clock(), length=DurationMs(24_000))))
