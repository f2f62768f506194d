"""The register: each item once, its runs and length, its pay in the month of its first airing and never again."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from makers import (
    COMMUNE,
    DAY,
    STARTS_AT,
    STATION,
    a_news_item,
    a_period,
    a_playlist,
    a_timetable,
    an_airing,
    an_approval,
)

from broadcaster.asrun.airtime import AirtimeRequest, count_airtime
from broadcaster.asrun.register import RegisterRequest, register
from broadcaster.domain.airings import Evidence
from broadcaster.domain.airtime import Tally
from broadcaster.domain.ids import AiringId, Dong, DurationMs, NewsItemId, PlaylistId, TopicCode
from broadcaster.domain.royalties import PayRole, RateTable, RoyaltyRate
from broadcaster.domain.topics import Genre

ITEM = a_news_item()
RATES = RateTable(rates=(RoyaltyRate(genre=Genre.NEWS, amount=Dong(50_000), basis="Quyết định số 1"),))


def made(airings=(), playlists=(), items=(ITEM,), **over):
    outlets = over.pop("outlets", frozenset())
    airtime = AirtimeRequest(
        period=a_period("2023-03"),
        timetable=a_timetable(),
        playlists=tuple(playlists),
        handovers=(),
        airings=tuple(airings),
        outlets=outlets,
    )
    values = {"approvals": {}, "aired_before": frozenset(), "read_by_people": frozenset(), "rates": RATES}
    values |= {"items": {each.id: each for each in items}, "airtime": airtime, **over}
    return register(RegisterRequest(**values))


def only(*args, **over):
    (line,) = made(*args, **over).lines
    return line


def other(number, **over):
    return an_airing(id=AiringId(f"x{number}"), playlist_id=PlaylistId(f"p{number}"), **over)


def test_an_item_has_one_line_with_its_runs_places_and_longest_airing():
    airings = [
        an_airing(played=DurationMs(20_000)),
        other(1, outlet_id=STATION),
        other(2, run=2, observed_start=STARTS_AT + timedelta(hours=12)),
    ]
    line = only(airings)
    assert (line.first.airings, line.repeat.airings, line.outlets) == (2, 1, (STATION, COMMUNE))
    assert (line.length, line.first_at) == (48_000, airings[0].observed_start)
    assert (line.author, line.source, line.genre) == ("Nguyễn Thị Hoa", "Báo cáo số 45/BC-UBND", Genre.NEWS)


def test_an_item_that_is_only_planned_stands_last_and_is_not_due():
    told = made([other(1, item_id=NewsItemId("tin-khac"), title="Tin khác")], [a_playlist()])
    assert [line.title for line in told.lines] == ["Tin khác", ITEM.title]
    assert (told.lines[1].first_at, told.lines[1].royalty, told.lines[1].length) == (None, None, 48_000)


def test_a_rehearsal_is_no_airing_and_is_never_paid():
    line = only([an_airing(evidence=Evidence.REHEARSAL)])
    assert (line.rehearsals, line.first, line.first_at, line.royalty) == (1, Tally(), None, None)


def test_pay_is_due_once_in_the_month_of_the_first_airing():
    assert only([an_airing()]).royalty.amount == 50_000
    again = only([an_airing()], aired_before=frozenset({ITEM.id}))
    assert (again.aired_before, again.royalty) == (True, None)


def test_a_register_of_some_outlets_has_no_pay_so_that_nothing_is_paid_twice():
    assert only([an_airing()], outlets=frozenset({COMMUNE})).royalty is None


def test_without_a_rate_the_sum_is_open_and_told_apart():
    told = made([an_airing()], rates=RateTable())
    assert (told.lines[0].royalty.amount, told.amount, told.without_rate) == (None, 0, 1)
    assert [(each.author, each.amount, each.without_rate) for each in told.authors] == [("Nguyễn Thị Hoa", 0, 1)]


def test_an_item_that_the_newsroom_knows_no_more_keeps_its_line_without_an_invented_author():
    line = only([an_airing()], items=())
    assert (line.title, line.author, line.received_at) == (ITEM.title, "", None)


def test_authors_are_summed_by_name_and_those_whom_nobody_recorded_stand_last():
    items = [replace(ITEM, id=NewsItemId(f"t{n}"), author=author) for n, author in enumerate(("", "An", "An", "Bình"))]
    told = made([other(n, item_id=item.id) for n, item in enumerate(items)], items=items)
    assert [(each.author, each.items, each.amount) for each in told.authors] == [
        ("An", 2, 100_000),
        ("Bình", 1, 50_000),
        ("", 1, 50_000),
    ]
    assert told.amount == 200_000


def test_a_readers_pay_follows_who_read():
    reader = RoyaltyRate(genre=Genre.NEWS, role=PayRole.READER, amount=Dong(20_000))
    rates = replace(RATES, rates=(*RATES.rates, reader))
    assert only([an_airing()], rates=rates).royalty.amount == 50_000
    assert only([an_airing()], rates=rates, read_by_people=frozenset({ITEM.id})).royalty.amount == 70_000


def test_the_approval_is_the_one_that_stood_at_the_first_airing():
    old = an_approval(by="Cũ", at=STARTS_AT - timedelta(days=1))
    new = an_approval(by="Mới", at=STARTS_AT + timedelta(days=1))
    assert only([an_airing()], approvals={ITEM.id: (old, new)}).approval == old
    assert only([an_airing()], approvals={ITEM.id: (new,)}).approval == new
    assert only([an_airing()]).approval is None


ROWS = st.lists(
    st.tuples(
        st.sampled_from(Evidence),
        st.integers(1, 4),
        st.sampled_from((STATION, COMMUNE)),
        st.sampled_from((None, 0, 3)),
        st.integers(0, 2),
        st.sampled_from((0, 500, 48_000)),
        st.booleans(),
        st.integers(0, 9),
    ),
    max_size=16,
)


@settings(max_examples=120, deadline=None)
@given(ROWS, st.sampled_from((frozenset(), frozenset({COMMUNE}))))
def test_the_registers_sums_are_the_airtime_reports_whatever_the_log_holds(rows, outlets):
    airings = [
        an_airing(
            id=AiringId(f"{number}"),
            evidence=evidence,
            position=position,
            outlet_id=outlet_id,
            playlist_id=PlaylistId(f"{outlet_id}"),
            air_date=DAY,
            item_id=NewsItemId(f"tin-{position}") if named else None,
            topic=None if topic is None else TopicCode(topic),
            run=run,
            played=DurationMs(played),
            recorded_at=STARTS_AT + timedelta(minutes=number),
            corrects=AiringId(f"{corrects}") if corrects < number else None,
        )
        for number, (evidence, position, outlet_id, topic, run, played, named, corrects) in enumerate(rows)
    ]
    told = made(airings, outlets=outlets)
    report = count_airtime(
        AirtimeRequest(
            period=a_period("2023-03"),
            timetable=a_timetable(),
            playlists=(),
            handovers=(),
            airings=tuple(airings),
            outlets=outlets,
        )
    )
    assert (told.first, told.repeat) == (report.total.aired_first, report.total.aired_repeat)
    assert told.aired == report.items
