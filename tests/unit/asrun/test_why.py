"""Every figure can be asked for: the entries that are listed add up to it."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from makers import COMMUNE, STATION, a_period, a_sha, a_timetable, an_airing

from broadcaster.asrun.airtime import AirtimeRequest, count_airtime
from broadcaster.asrun.chain import extended
from broadcaster.asrun.why import why
from broadcaster.domain.airings import WITNESSED, Evidence
from broadcaster.domain.chains import ChainedAiring
from broadcaster.domain.ids import AiringId, DurationMs, NewsItemId, PlaylistId, TopicCode
from broadcaster.domain.topics import Genre
from broadcaster.reports.grades import WITNESSES


def linked(airings):
    tails, log = {}, []
    for airing in airings:
        (link,) = extended(airing.outlet_id, tails.get(airing.outlet_id), [airing], arrival_day=airing.air_date)
        tails[airing.outlet_id] = link
        log.append(ChainedAiring(airing=airing, link=link))
    return log


def request(airings, **over):
    values = {"period": a_period("2023-03"), "timetable": a_timetable(), "playlists": (), "handovers": ()}
    return AirtimeRequest(**{**values, "airings": tuple(airings), **over})


ENTRIES = st.lists(
    st.tuples(
        st.sampled_from(Evidence),
        st.integers(0, 3),
        st.sampled_from((STATION, COMMUNE)),
        st.sampled_from((None, 0, 3)),
        st.integers(0, 2),
        st.integers(0, 90_000),
        st.integers(0, 40),
        st.sampled_from((*Genre, None)),
    ),
    max_size=14,
)


def made(rows):
    return [
        an_airing(
            id=AiringId(f"{n}"),
            evidence=evidence,
            position=position,
            outlet_id=outlet_id,
            playlist_id=PlaylistId(f"p-{outlet_id}"),
            item_id=NewsItemId(f"tin-{position}"),
            topic=None if topic is None else TopicCode(topic),
            run=run,
            genre=genre,
            played=DurationMs(played),
            air_date=an_airing().air_date + timedelta(days=days),
            recorded_at=an_airing().recorded_at + timedelta(minutes=n),
        )
        for n, (evidence, position, outlet_id, topic, run, played, days, genre) in enumerate(rows)
    ]


@given(ENTRIES, st.sampled_from(WITNESSED), st.booleans(), st.booleans())
@settings(max_examples=150, deadline=None)
def test_the_entries_listed_add_up_to_the_figure_of_the_report(rows, grade, one_outlet, one_topic):
    airings = made(rows)
    scope = {
        "grade": grade,
        "outlets": frozenset({COMMUNE}) if one_outlet else frozenset(),
        "topics": frozenset({TopicCode(3)}) if one_topic else frozenset(),
    }
    asked = request(airings, **scope)
    told, report = why(asked, linked(airings)), count_airtime(asked)
    assert told.aired(repeat=False) == report.total.aired_first
    assert told.aired(repeat=True) == report.total.aired_repeat
    for repeat in (False, True):
        parts = [grade.tallies(report.total)[repeat] for grade in WITNESSES]
        assert sum(p.length for p in parts) == told.aired(repeat=repeat).length
        assert sum(p.airings for p in parts) == told.aired(repeat=repeat).airings
    assert told.items == len({each.airing.item_id for each in told.counted})
    asked_for = [
        a
        for a in airings
        if a.topic is not None and asked.period.holds(a.air_date) and asked.asks_for(a.outlet_id, a.topic)
    ]
    assert sorted(each.airing.id for each in told.entries) == sorted(a.id for a in asked_for)
    for row in report.by_genre:
        of_genre = why(asked, linked(airings), genres=frozenset({row.genre}))
        assert of_genre.figure == replace(row, genre=None)
        assert (of_genre.aired(repeat=False), of_genre.aired(repeat=True)) == (row.aired_first, row.aired_repeat)
    assert why(asked, linked(airings), genres=frozenset({row.genre for row in report.by_genre})).figure == report.total


def test_what_does_not_count_says_why():
    played = an_airing(id=AiringId("a"), evidence=Evidence.PLAYER)
    weaker = replace(played, id=AiringId("b"), evidence=Evidence.OPERATOR)
    tried = replace(played, id=AiringId("c"), evidence=Evidence.REHEARSAL)
    lost = replace(played, id=AiringId("d"), position=9, played=DurationMs(0), cause="mất điện")
    told = why(request([played, weaker, tried, lost]), linked([played, weaker, tried, lost]))
    assert {each.airing.id: each.left_out for each in told.entries} == {
        "a": "",
        "b": "đã có bằng chứng mạnh hơn hoặc mới hơn về cùng mục",
        "c": "diễn tập",
        "d": "không phát: mất điện",
    }
    assert told.entries[0].link.sequence == 1
    strict = why(request([weaker], grade=Evidence.PLAYER), linked([weaker]))
    assert strict.entries[0].left_out == "chưa đủ bằng chứng: cần máy phát ghi"
    assert a_sha() != told.entries[0].link.link
