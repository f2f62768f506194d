"""Every figure of a report's tables is reproduced by ``log why`` with the same questions."""

import csv
import io
import re
from dataclasses import replace
from datetime import date, datetime, time

import pytest
from click.testing import CliRunner
from makers import (
    COMMUNE,
    NOW,
    STATION,
    a_handover,
    a_playlist,
    a_segment,
    a_target,
    a_timetable,
    a_unit,
    airings_of,
    an_edition,
)
from small_station import opened_station

from broadcaster.asrun.entries import sent_items
from broadcaster.cli.entry import broadcaster
from broadcaster.domain.airings import WITNESSED, Evidence
from broadcaster.domain.ids import AiringId, DurationMs, NewsItemId, PlaylistId, TopicCode, UnitId
from broadcaster.domain.outcomes import Outcome
from broadcaster.domain.periods import Period
from broadcaster.domain.timetables import Measure
from broadcaster.domain.topics import Genre
from broadcaster.domain.zone import ZONE
from broadcaster.reports.airtime_csv import airtime_csv
from broadcaster.reports.airtime_paper import airtime_paper
from broadcaster.reports.figures import change, decimal, minutes
from broadcaster.reports.grades import AIRED, EVERY_GRADE, PLANNED, WITNESSES
from broadcaster.reports.naming import genre_name, outlet_name, topic_name
from broadcaster.reports.official import Grid
from broadcaster.services.reconcile_day import reconcile_day
from broadcaster.services.report_airtime import ReportScope
from broadcaster.services.report_paper import airtime_facts
from broadcaster.services.report_why import explain

MARCH, AS_OF = Period.parse("2023-03"), date(2023, 3, 31)
DAYS = (date(2022, 3, 8), date(2023, 2, 7), date(2023, 3, 7), date(2023, 3, 14), date(2023, 3, 21))
GENRES = (Genre.NEWS, Genre.FEATURE, None)


def editions():
    for day in DAYS:
        segments = tuple(
            a_segment(
                item_id=NewsItemId(f"tin-{day.day % 2}-{place}"),
                topic=TopicCode(3 if place else 0),
                genre=GENRES[place],
                duration=DurationMs(40_000 + 10_000 * place),
            )
            for place in range(3)
        )
        yield an_edition(air_date=day, segments=segments)


def plans():
    for edition in editions():
        day = edition.air_date
        starts = datetime.combine(day, time(5, 30), tzinfo=ZONE)
        for outlet in (COMMUNE, STATION):
            name, run = PlaylistId(f"{outlet}-{day}"), 1 if day.day < 14 else 2
            yield a_playlist(edition, outlet_id=outlet, id=name, run=run, starts_at=starts)


def entries(planned):
    """Give every grade somewhere: also weaker words about the same items, what was cut, what was lost, what was tried."""
    for number, plan in enumerate(planned):
        for evidence in Evidence:
            if evidence.strength > number % len(Evidence):
                continue
            for each in airings_of(plan, evidence=evidence):
                cut = (number + each.position) % 4 == 0
                lost = (number + each.position) % 7 == 0
                yield replace(
                    each,
                    id=AiringId(f"{plan.id}-{evidence}-{each.position}"),
                    played=DurationMs(0 if lost else each.planned // 2 if cut else each.planned),
                    observed_start=None if lost else each.observed_start,
                    cause="mất điện" if lost else "",
                )


@pytest.fixture(scope="module")
def station(tmp_path_factory):
    timetable = a_timetable(
        targets=(a_target(period="2023-03"), a_target(topic=None, measure=Measure.ITEMS, period="2023-03"))
    )
    units = (*timetable.units, a_unit(id=UnitId("xa"), letterheads=()))
    planned = [*plans()]
    with opened_station(tmp_path_factory.mktemp("đài")) as opened:
        with opened.store.writing() as tx:
            tx.timetables.apply(replace(timetable, units=units), by="Nam", at=NOW, source="hai")
            for edition in {each.id: each for each in editions()}.values():
                tx.editions.add(edition)
            tx.playlists.exchange((), planned)
            for plan in planned:
                tx.handovers.add(
                    a_handover(
                        outlet_id=plan.outlet_id, air_date=plan.air_date, playlists=(plan.id,), items=sent_items([plan])
                    )
                )
            tx.airings.add_many([*entries(planned)])
        yield opened


def told(station, period=MARCH, genres=frozenset(), **scope):
    return explain(station, period, ReportScope(**scope), genres=genres, as_of=AS_OF).why


@pytest.fixture(scope="module", params=WITNESSED)
def facts(station, request):
    return airtime_facts(station, MARCH, ReportScope(grade=request.param), as_of=AS_OF)


def questions(facts):
    """Give each line of a report's tables with its table, its name and the question that asks for it."""
    report, names = facts.report, facts.timetable
    for row in report.by_topic:
        yield "Chủ đề", topic_name(names, row.topic), {"topic": str(row.topic)}
    for row in report.by_genre:
        yield "Thể loại", genre_name(row.genre), {"genres": frozenset({row.genre})}
    for row in report.by_outlet:
        yield "Đài, cụm loa", outlet_name(names, row.outlet_id), {"outlet": row.outlet_id}


@pytest.fixture(scope="module")
def grids(facts):
    """The tables of the official report, cells as they are read."""
    return grids_of(facts)


def grids_of(facts):
    paper = airtime_paper(facts)
    blocks = [block for part in (*paper.sections, *paper.annexes) for block in part.blocks]
    return [each for each in blocks if isinstance(each, Grid)]


def table(grids, *heads):
    return next(each for each in grids if tuple(each.columns[: len(heads)]) == heads)


def test_the_days_have_something_of_every_grade_or_the_rest_says_nothing(station):
    total = told(station).figure
    for grade in EVERY_GRADE:
        assert grade.airings(total), grade.label
    left_out = {each.left_out.split(":")[0] for each in told(station).entries}
    assert left_out >= {"", "diễn tập", "không phát", "đã có bằng chứng mạnh hơn hoặc mới hơn về cùng mục"}


def test_every_line_of_the_official_tables_is_asked(station, facts, grids):
    seen = 0
    for heading, name, question in questions(facts):
        (line,) = [row for row in table(grids, "TT", heading).rows if row[1] == name]
        asked = told(station, grade=facts.grade, **question)
        assert line[2:] == cells_of(asked), (heading, name)
        seen += any(cell not in {"0", "0,0"} for cell in line[2:7])
    assert seen >= 5
    for heading in ("Chủ đề", "Thể loại", "Đài, cụm loa"):
        assert table(grids, "TT", heading).rows[-1][2:] == cells_of(told(station, grade=facts.grade))


def cells_of(asked):
    """Write what ``log why`` says as a line of the report has it; what aired is added up from the entries themselves."""
    first, repeat = asked.aired(repeat=False), asked.aired(repeat=True)
    return (
        decimal(first.airings, 0),
        minutes(first.length, 1),
        decimal(repeat.airings, 0),
        minutes(repeat.length, 1),
        minutes(first.length + repeat.length, 1),
        minutes(PLANNED.length(asked.figure), 1),
    )


def test_every_grade_of_evidence_is_asked_for_the_station_and_each_outlet(station, facts, grids):
    for row in table(grids, "Bằng chứng").rows:
        (grade,) = [each for each in WITNESSES if each.label == row[0]]
        first, repeat = grade.tallies(told(station, grade=facts.grade).figure)
        assert row[1:] == (
            *(decimal(first.airings, 0), minutes(first.length, 1)),
            *(decimal(repeat.airings, 0), minutes(repeat.length, 1)),
        )
        of_grade = [
            e.airing for e in told(station, grade=facts.grade).counted if e.airing.evidence.label == grade.label.lower()
        ]
        assert (first.airings + repeat.airings, first.length + repeat.length) == (
            len(of_grade),
            sum(each.played for each in of_grade),
        )
    annex = table(grids, "Đài, cụm loa", "Đo ngoài sóng\n(lượt)")
    for name, *cells in annex.rows:
        asked = told(station, outlet=name, grade=facts.grade).figure
        wanted = [(decimal(g.airings(asked), 0), minutes(g.length(asked), 1)) for g in WITNESSES]
        assert cells == [cell for pair in wanted for cell in pair]


def test_every_column_of_the_csv_is_asked(station, facts):
    lines = csv.reader(io.StringIO(airtime_csv(facts.report, facts.timetable).removeprefix("\ufeff")), delimiter=";")
    rows = {(line[0], line[2]): line[3:] for line in lines if len(line) > 20}
    asked = [(heading.split(",")[0], name, question) for heading, name, question in questions(facts)]
    for heading, name, question in (*asked, ("Tổng cộng", "", {})):
        figure = told(station, grade=facts.grade, **question).figure
        tallies = [tally for grade in EVERY_GRADE for tally in grade.tallies(figure)]
        wanted = [cell for each in tallies for cell in (minutes(each.length, 2, grouped=False), str(each.airings))]
        assert rows[heading, name] == wanted


def test_items_of_the_period_the_one_before_and_the_year_before_are_asked(station, facts, grids):
    periods = (MARCH, MARCH.before, MARCH.year_before)
    asked = [told(station, period, grade=facts.grade) for period in periods]
    firsts, repeats = ([each.aired(repeat=repeat) for each in asked] for repeat in (False, True))
    rows = {row[0]: (row[1], row[2], row[4]) for row in table(grids, "Nội dung").rows}
    assert rows["Tin, bài đã phát"] == written([each.items for each in asked], 0)
    assert rows["Lượt phát lần đầu"] == written([each.airings for each in firsts], 0)
    assert rows["Lượt phát lại"] == written([each.airings for each in repeats], 0)
    assert rows["Phút phát lần đầu"] == written([each.length / 60_000 for each in firsts], 1)
    assert rows["Phút phát lại"] == written([each.length / 60_000 for each in repeats], 1)
    if facts.grade is Evidence.OPERATOR:
        assert "–" not in rows["Tin, bài đã phát"]


def written(values, places):
    return tuple(decimal(value, places) if value or not place else "–" for place, value in enumerate(values))


def test_rises_and_falls_against_both_periods_are_of_those_figures(station):
    facts = airtime_facts(station, MARCH, as_of=AS_OF)
    now, before, earlier = (told(station, period).items for period in (MARCH, MARCH.before, MARCH.year_before))
    (row,) = [row for row in table(grids_of(facts), "Nội dung").rows if row[0] == "Tin, bài đã phát"]
    assert (row[3], row[5]) == tuple(change(now, other) for other in (before, earlier))


def test_what_a_target_reached_is_asked_with_its_own_period_topic_and_grade(station):
    facts = airtime_facts(station, MARCH, as_of=AS_OF)
    by_minutes, by_items = facts.standings
    asked = told(station, Period.parse(by_minutes.target.period), topic="3")
    assert by_minutes.aired == AIRED.length(asked.figure) / 60_000
    different = {(e.airing.outlet_id, e.airing.item_id) for e in told(station, topic="").counted}
    assert by_items.aired == len(different)


def test_what_did_not_go_as_planned_is_what_log_reconcile_says_day_by_day(station):
    facts = airtime_facts(station, MARCH, as_of=AS_OF)
    days = [day for day in DAYS if MARCH.holds(day)]
    answers = [answer for day in days for answer in reconcile_day(station, day, now=NOW)]
    items = [i for answer in answers for i in answer.items if i.topic is not None and i.outcome is not Outcome.ON_TIME]
    assert items
    assert sum(each.items for each in facts.departures) == len(items)
    for each in facts.departures:
        mine = [i for i in items if (i.outcome, i.cause) == (each.outcome, each.cause)]
        assert (each.items, each.lost) == (len(mine), sum(i.planned - i.heard for i in mine))


def test_the_command_says_every_grade_of_a_genre(station):
    told_why = [
        "-C",
        str(station.folder),
        "log",
        "why",
        "--period",
        "2023-03",
        "--as-of",
        "2023-03-31",
        "--genre",
        "khong-ro",
    ]
    said = CliRunner().invoke(broadcaster, told_why)
    assert said.exit_code == 0, said.output
    lines = {
        grade.label: next(line for line in said.output.splitlines() if line.strip().startswith(grade.label))
        for grade in (AIRED, *EVERY_GRADE)
    }
    figure = told(station, genres=frozenset({None})).figure
    for grade in (AIRED, *EVERY_GRADE):
        first, repeat = grade.tallies(figure)
        wanted = [minutes(first.length, 1), str(first.airings), minutes(repeat.length, 1), str(repeat.airings)]
        assert re.findall(r"[\d,.]+", lines[grade.label]) == wanted
    assert "thể loại không rõ thể loại" in said.output.lower()
