"""Reports of a station that has a log: scope, day of the evidence, every form, the dossier."""

import os
import subprocess
import sys
from dataclasses import replace
from datetime import date, timedelta

import pytest
from click.testing import CliRunner
from makers import COMMUNE, NOW, STATION, a_target, a_timetable, a_unit, an_airing
from small_station import opened_station

from broadcaster.cli.entry import broadcaster
from broadcaster.domain.airings import Evidence
from broadcaster.domain.ids import AiringId, PlaylistId, UnitId
from broadcaster.domain.periods import Period
from broadcaster.domain.timetables import Band, Measure
from broadcaster.errors import PeriodApart, UnknownGroup, UnknownReportKind, UnknownTarget
from broadcaster.services.report_airtime import ReportScope
from broadcaster.services.report_dossier import write_dossier
from broadcaster.services.report_paper import airtime_facts, write_report
from broadcaster.services.report_why import explain, explained_pdf

MARCH, LATER = Period.parse("2023-03"), date(2023, 3, 31)
SCORED = a_target(
    topic=None,
    outlets=(COMMUNE,),
    measure=Measure.AIRINGS,
    baseline=None,
    rise_percent=None,
    bands=(Band(least=2, points=4), Band(least=1, points=2)),
)


@pytest.fixture
def station(tmp_path):
    opened = opened_station(tmp_path)
    timetable = a_timetable(targets=(SCORED, a_target()))
    units = (*timetable.units, a_unit(id=UnitId("xa"), letterheads=()))
    here = an_airing(id=AiringId("1"), evidence=Evidence.OPERATOR)
    there = replace(here, id=AiringId("2"), outlet_id=STATION, playlist_id=PlaylistId("x"), evidence=Evidence.PLAYER)
    late = replace(here, id=AiringId("3"), position=8, recorded_at=here.recorded_at + timedelta(days=40))
    with opened.store.writing() as tx:
        tx.timetables.apply(replace(timetable, units=units), by="Nam", at=NOW, source="hai")
        tx.airings.add_many([here, there, late])
    yield opened
    opened.store.close()


def facts(station, as_of=LATER, **scope):
    return airtime_facts(station, MARCH, ReportScope(**scope), as_of=as_of)


def aired(told):
    return told.report.total.aired_first.airings


def test_evidence_that_arrives_later_does_not_change_an_earlier_report(station):
    assert (aired(facts(station)), aired(facts(station, as_of=date(2023, 5, 1)))) == (2, 3)


@pytest.mark.parametrize(
    ("scope", "number"),
    [
        ({"outlet": "NGHIA-SON"}, 1),
        ({"group": "xa-ven-bien"}, 1),
        ({"topic": "3"}, 2),
        ({"topic": "0"}, 0),
        ({"grade": Evidence.PLAYER}, 1),
    ],
)
def test_a_report_of_a_part_counts_that_part(station, scope, number):
    told = facts(station, **scope)
    assert aired(told) == number
    assert told.scope


def test_points_follow_the_evidence(station):
    (scored,) = [each for each in facts(station).standings if each.target.bands]
    assert [(p.amount, p.points, p.next_needs) for p in scored.points] == [(1, 2, 1)]
    (scored,) = [each for each in facts(station, as_of=date(2023, 5, 1)).standings if each.target.bands]
    assert [(p.amount, p.points, p.next_points) for p in scored.points] == [(2, 4, None)]


def test_a_group_that_nobody_has_is_refused_with_those_there_are(station):
    with pytest.raises(UnknownGroup, match="xa-ven-bien"):
        facts(station, group="miền núi")


@pytest.mark.parametrize(
    ("end", "start"), [("csv", "\ufeff".encode()), ("xlsx", b"PK"), ("docx", b"PK"), ("pdf", b"%PDF")]
)
def test_the_files_name_says_the_form_and_the_bytes_are_the_same_again(station, tmp_path, end, start):
    one, two = tmp_path / f"một.{end}", tmp_path / f"hai.{end.upper()}"
    write_report(facts(station), one)
    write_report(facts(station), two)
    assert one.read_bytes().startswith(start)
    assert one.read_bytes() == two.read_bytes()


def test_another_form_is_refused_and_nothing_is_written(station, tmp_path):
    with pytest.raises(UnknownReportKind, match=r"\.docx"):
        write_report(facts(station), tmp_path / "báo cáo.doc")
    assert not (tmp_path / "báo cáo.doc").exists()


def test_a_figure_is_taken_apart_with_its_links(station):
    told = explain(station, MARCH, ReportScope(outlet="NGHIA-SON"), as_of=LATER)
    (entry,) = told.why.counted
    assert (entry.airing.id, entry.link.sequence) == ("1", 1)
    page = explained_pdf(station, MARCH, told, as_of=LATER)
    assert page == explained_pdf(station, MARCH, told, as_of=LATER)
    assert page.startswith(b"%PDF")


def test_the_dossier_is_the_same_whenever_it_is_made(station, tmp_path):
    made = write_dossier(station, 1, MARCH, tmp_path / "a.zip", as_of=LATER)
    assert (made.entries, made.items, made.without_script, made.without_sound) == (1, 1, 1, 1)
    with station.store.writing() as tx:
        tx.airings.add_many(
            [an_airing(id=AiringId("4"), position=7, recorded_at=an_airing().recorded_at + timedelta(days=50))]
        )
    write_dossier(station, 1, MARCH, tmp_path / "b.zip", as_of=LATER)
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()


FORMS = ("bao-cao.pdf", "bao-cao.docx", "bao-cao.xlsx", "bao-cao.csv", "ho-so.zip", "vi-sao.pdf")
ALL_FORMS = """
import sys
from broadcaster.cli.entry import broadcaster

def run(*words):
    broadcaster(["-C", sys.argv[1], *words, "--period", "2023-03", "--as-of", "2023-03-31"], standalone_mode=False)

for form in ("pdf", "docx", "xlsx", "csv"):
    run("report", "airtime", "--out", sys.argv[2] + "/bao-cao." + form)
run("report", "dossier", "--target", "1", "--out", sys.argv[2] + "/ho-so.zip")
run("log", "why", "--out", sys.argv[2] + "/vi-sao.pdf")
"""
PLACES = [
    {"TZ": "Asia/Ho_Chi_Minh", "LC_ALL": "C", "PYTHONHASHSEED": "1"},
    {"TZ": "America/Los_Angeles", "LC_ALL": "vi_VN.UTF-8", "LANG": "vi_VN.UTF-8", "PYTHONHASHSEED": "2"},
]


def test_papers_as_of_a_day_are_the_same_in_another_process_zone_and_tongue_and_after_later_evidence(station, tmp_path):
    made = []
    for number, place in enumerate(PLACES):
        out = tmp_path / f"nơi {number}"
        out.mkdir()
        command = [sys.executable, "-X", "utf8", "-c", ALL_FORMS, str(tmp_path), str(out)]
        key = {"BROADCASTER_SIGNING_KEY": str(tmp_path / "khoa.pem")}
        subprocess.run(command, check=True, capture_output=True, env={"PATH": os.environ["PATH"], **place, **key})
        made.append({form: (out / form).read_bytes() for form in FORMS})
        later = an_airing(id=AiringId("4"), position=7, recorded_at=an_airing().recorded_at + timedelta(days=50))
        corrected = replace(later, id=AiringId("5"), corrects=AiringId("1"), correction_reason="nhầm")
        with station.store.writing() as tx:
            tx.airings.add_many([later, corrected])
    assert [form for form in FORMS if made[0][form] != made[1][form]] == []


def test_a_target_or_a_period_that_is_not_there_is_refused(station, tmp_path):
    with pytest.raises(UnknownTarget, match=r"2\. Một cửa, 2023"):
        write_dossier(station, 3, MARCH, tmp_path / "a.zip", as_of=LATER)
    with pytest.raises(PeriodApart):
        write_dossier(station, 1, Period.parse("2022"), tmp_path / "a.zip", as_of=LATER)
    assert not (tmp_path / "a.zip").exists()


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (["report", "airtime", "--period", "2023-03", "--as-of", "2023-03-31"], "Thang điểm"),
        (
            ["log", "why", "--period", "2023-03", "--topic", "3", "--as-of", "2023-03-31"],
            "Cộng 2 mục: 1,6 phút, 1 tin, bài khác nhau.",
        ),
    ],
)
def test_the_commands_say_it(station, tmp_path, command, said):
    told = CliRunner().invoke(broadcaster, ["-C", str(tmp_path), *command])
    assert told.exit_code == 0, told.output
    assert said in told.output
