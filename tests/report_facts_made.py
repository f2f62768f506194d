"""Facts of an airtime report for tests of the forms that it is written in."""

from datetime import date

from makers import (
    COMMUNE,
    STATION,
    a_chain_head,
    a_period,
    a_tally,
    a_target,
    a_timetable,
    an_airtime_report,
    an_airtime_row,
)

from broadcaster.domain.airings import Evidence
from broadcaster.domain.airtime import NOTHING, OutletPoints, TargetStanding
from broadcaster.domain.ids import DurationMs
from broadcaster.domain.outcomes import Outcome
from broadcaster.domain.papers import TypedFigure, TypedPart
from broadcaster.domain.reconciliations import Departure
from broadcaster.domain.timetables import Band, Measure
from broadcaster.domain.topics import Genre
from broadcaster.domain.units import Letterhead
from broadcaster.reports.report_facts import ReportFacts

BANDS = (Band(least=100, points=4), Band(least=50, points=3), Band(least=1, points=2))


def a_letterhead(**over):
    values = {
        "superior": "Ủy ban nhân dân huyện Nghĩa Hưng",
        "issuer": "Trung tâm Văn hóa, Thông tin và Thể thao",
        "name": "Trung tâm Văn hóa, Thông tin và Thể thao",
        "symbol": "TTVH",
        "place": "Nghĩa Hưng",
        "addressees": ("Ủy ban nhân dân huyện Nghĩa Hưng", "Phòng Văn hóa và Thông tin"),
        "signer_title": ("Giám đốc",),
        "signer": "Trần Văn Sơn",
        "recipients": ("Phòng Nội vụ",),
        "archive": "VT, VHTT",
    }
    return Letterhead(**values | over)


def a_standing(**over):
    values = {
        "target": a_target(),
        "wanted": 576.0,
        "aired": 400.0,
        "aired_first": 300.0,
        "aired_repeat": 100.0,
        "lost": 12.5,
        "ahead": 80.0,
        "planned_until": date(2023, 4, 2),
        "forecast": 480.0,
        "missing": 176.0,
        "unplanned": 96.0,
    }
    return TargetStanding(**values | over)


def a_scored_standing():
    points = OutletPoints(
        outlet_id=COMMUNE, amount=62, points=3, forecast=104, forecast_points=4, next_points=4, next_needs=38
    )
    target = a_target(
        baseline=None, rise_percent=None, measure=Measure.AIRINGS, bands=BANDS, outlets=(COMMUNE,), set_by="Sở Nội vụ"
    )
    return a_standing(target=target, wanted=100.0, points=(points,))


def a_typed_part(**over):
    values = {
        "entered_by": "Nguyễn Thị Hoa",
        "entered_on": date(2023, 4, 1),
        "guidance": ("Đã ban hành kế hoạch tuyên truyền.",),
        "proposals": ("Đề nghị sửa 03 cụm loa.",),
        "figures": (TypedFigure(name="Pa nô", unit="chiếc", value=1234.5, previous=10),),
    }
    return TypedPart(**values | over)


def report_facts(**over):
    aired = {
        "operator_first": a_tally(airings=1, length=DurationMs(48_000)),
        "player_first": a_tally(airings=1, length=DurationMs(48_000)),
    }
    report = an_airtime_report(
        by_topic=(an_airtime_row(**aired),),
        by_outlet=(
            an_airtime_row(topic=None, outlet_id=COMMUNE, **aired),
            an_airtime_row(topic=None, outlet_id=STATION),
        ),
        by_genre=(an_airtime_row(topic=None, genre=Genre.NEWS, **aired),),
        total=an_airtime_row(topic=None, **aired),
        items=2,
        items_first=1,
    )
    values = {
        "station": "Đài Phát thanh huyện Nghĩa Hưng",
        "period": a_period("2023-Q1"),
        "as_of": date(2023, 3, 31),
        "letterhead": a_letterhead(),
        "timetable": a_timetable(),
        "scope": "",
        "grade": Evidence.OPERATOR,
        "report": report,
        "previous": an_empty_report(),
        "year_before": report,
        "standings": (a_standing(), a_scored_standing()),
        "departures": (
            Departure(
                outcome=Outcome.NOT_AIRED, cause="mất điện", items=4, lost=DurationMs(240_000), outlets=(COMMUNE,)
            ),
            Departure(outcome=Outcome.UNKNOWN, cause="", items=1, lost=DurationMs(48_000), outlets=(STATION,)),
        ),
        "entries": 3,
        "typed": a_typed_part(),
        "heads": (a_chain_head(),),
    }
    return ReportFacts(**values | over)


def an_empty_report():
    grades = ("planned", "sent", "aired")
    nothing = {f"{grade}_{run}": NOTHING for grade in grades for run in ("first", "repeat")}
    row = an_airtime_row(topic=None, **nothing)
    return an_airtime_report(by_topic=(), by_outlet=(), total=row, targets=())


def empty_facts(**over):
    empty = an_empty_report()
    values = {
        "report": empty,
        "year_before": empty,
        "standings": (),
        "departures": (),
        "entries": 0,
        "typed": None,
        "heads": (),
    }
    return report_facts(**values | over)
