"""The page of one day: one HTML file that opens from a disk, without network or JavaScript."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta
from urllib.parse import quote

from broadcaster.copydesk.render import render
from broadcaster.domain.airtime import AirtimeRow, TargetResult
from broadcaster.domain.carts import SegmentKind
from broadcaster.domain.editions import Edition
from broadcaster.domain.ids import DurationMs, EditionId, NewsItemId
from broadcaster.domain.playlists import Playlist
from broadcaster.domain.sound import Programme
from broadcaster.domain.timetables import Timetable
from broadcaster.domain.zone import ZONE
from broadcaster.reports.deviations import Deviation, gathered, titles
from broadcaster.reports.figures import decimal, megabytes, minutes, percent, span
from broadcaster.reports.grades import GRADES, rehearsal_banner
from broadcaster.reports.naming import outlet_name, session_name, target_name, topic_name
from broadcaster.reports.packaged import package_source
from broadcaster.reports.page_values import DayPage, PageEdition, PageOutlet, PageScript

TEMPLATE = "ngay-phat-song.html.j2"
STYLE = "ngay-phat-song.css"

Values = Mapping[str, object]
Source = Callable[[str], tuple[str, str]]


def day_page(page: DayPage, *, source: Source = package_source) -> str:
    """Write the page of a day; the same values give the same bytes.

    Raises:
        TemplateMissing, TemplateBroken, TemplateUndefined: the station's own template is at fault.
    """
    places = _item_places(page)
    values = {
        "style": source(STYLE)[0],
        "station": page.station,
        "air_date": page.air_date,
        "made_at": f"{page.made_at.astimezone(ZONE):%H:%M:%S %d/%m/%Y}",
        "banner": rehearsal_banner(page.report),
        "figures": tuple(_figures(page)),
        "warnings": page.warnings,
        "editions": tuple(_edition(page, each) for each in page.editions),
        "scripts": tuple(_script(page, each, places) for each in page.scripts),
        "outlets": tuple(_outlet(page.timetable, each) for each in page.outlets),
        "recorded": page.recorded,
        "deviations": tuple(_deviation(page.timetable, each) for each in gathered(page.deviations)),
        "grades": GRADES,
        "report": _report(page),
        "chart": page.chart,
    }
    return render(TEMPLATE, values, source=source)


# --- head


def _figures(page: DayPage) -> Iterator[Values]:
    playlists = [playlist for each in page.outlets for playlist in each.playlists]
    items = sum(1 for each in page.scripts if each.script.item_id)
    sent = sum(1 for each in page.outlets if each.handover)
    length = sum(playlist.duration for playlist in playlists)
    yield _figure("Chương trình", str(len(page.editions)), f"{len(playlists)} buổi phát trên {len(page.outlets)} đài")
    yield _figure("Tin, bài", str(items), f"{len(page.scripts)} kịch bản, kể cả lời dẫn")
    yield _figure("Phút theo kế hoạch", minutes(length, 0), "cộng mọi buổi của mọi đài")
    yield _figure("Gói phát đã gửi", f"{sent}/{len(page.outlets)}", "nằm trong hộp gửi của đài")
    yield _figure("Mục trong nhật ký", decimal(page.recorded, 0), f"{len(page.deviations)} mục lệch kế hoạch")


def _figure(label: str, value: str, note: str) -> Values:
    return {"label": label, "value": value, "note": note}


# --- editions and scripts


def _edition(page: DayPage, each: PageEdition) -> Values:
    edition, programme = each.edition, each.programme
    starts = sorted(playlist.starts_at for playlist in _airing(page, edition.id))
    segments = zip(edition.segments, edition.offsets(), strict=True)
    return {
        "id": edition.id,
        "title": edition.programme,
        "session": session_name(page.timetable, edition.session),
        "duration": edition.duration,
        "first": _time(starts[0]) if starts else "",
        "outlets": len({playlist.outlet_id for playlist in _airing(page, edition.id)}),
        "sound": _link(programme.path) if programme else "",
        "sheet": _link(each.sheet) if each.sheet else "",
        "quality": _quality(programme) if programme else "",
        "segments": [
            {
                "at": _time(starts[0], offset) if starts else "",
                "offset": span(DurationMs(offset - offset % 1000)),
                "length": span(segment.duration),
                "kind": segment.kind.label,
                "music": segment.kind in {SegmentKind.IDENT, SegmentKind.STING, SegmentKind.MUSIC, SegmentKind.CLOSING},
                "title": segment.title,
                "sound": _part(programme, offset, segment.duration),
            }
            for segment, offset in segments
        ],
    }


def _airing(page: DayPage, edition_id: EditionId) -> list[Playlist]:
    return [playlist for each in page.outlets for playlist in each.playlists if playlist.edition_id == edition_id]


def _quality(programme: Programme) -> str:
    loudness, peak = decimal(programme.loudness_lufs, 1), decimal(programme.peak_dbtp, 1)
    size = megabytes(programme.bytes_count)
    return f"MP3, {size}, độ to {loudness} LUFS, đỉnh {peak} dBTP".replace("-", "−")


def _item_places(page: DayPage) -> Mapping[NewsItemId, tuple[Edition, str, DurationMs]]:
    """Find each item's first place in the day: edition, sound, length; its own file wins over its programme."""
    places: dict[NewsItemId, tuple[Edition, str, DurationMs]] = {}
    for each in page.editions:
        for segment, offset in zip(each.edition.segments, each.edition.offsets(), strict=True):
            if segment.item_id and segment.item_id not in places:
                own = page.sounds.get(segment.item_id)
                sound = _link(own) if own else _part(each.programme, offset, segment.duration)
                places[segment.item_id] = each.edition, sound, segment.duration
    return places


def _script(page: DayPage, each: PageScript, places: Mapping[NewsItemId, tuple[Edition, str, DurationMs]]) -> Values:
    script = each.script
    edition, sound, length = places.get(script.item_id) or (None, "", None) if script.item_id else (None, "", None)
    return {
        "title": script.title,
        "genre": script.genre.label if script.genre else "lời dẫn",
        "topic": topic_name(page.timetable, script.topic) if script.topic is not None else "",
        "session": session_name(page.timetable, edition.session) if edition else "",
        "state": each.state.value,
        "stage": each.state.name.lower(),
        "writer": script.writer,
        "sound": sound,
        "length": span(length) if length is not None else "",
        "lines": [{"who": line.presenter.value, "text": line.written} for line in script.read_lines],
    }


# --- outlets and log


def _outlet(timetable: Timetable, each: PageOutlet) -> Values:
    ordered = sorted(each.playlists, key=lambda playlist: playlist.starts_at)
    handover = each.handover
    return {
        "name": each.outlet.name,
        "transmission": each.outlet.transmission.label,
        "sessions": [
            {"at": _time(playlist.starts_at), "name": session_name(timetable, playlist.session)} for playlist in ordered
        ],
        "lists": [{"name": name, "href": _link(path)} for name, path in each.lists],
        "bundle": {
            "href": _link(handover.path),
            "size": megabytes(handover.bytes_count),
            "sha256": handover.bundle,
            "at": f"{handover.at.astimezone(ZONE):%H:%M %d/%m}",
        }
        if handover
        else None,
    }


def _deviation(timetable: Timetable, each: Deviation) -> Values:
    first = each.first
    return {
        "outlet": first.outlet_name,
        "session": session_name(timetable, first.session),
        "planned": _time(each.planned_at),
        "observed": _time(first.observed_start) if first.observed_start else "–",
        "sort": each.sort,
        "by": each.by,
        "what": titles(each.airings),
        "length": span(each.length),
        "cause": first.cause or "chưa rõ",
        "evidence": first.evidence.label,
    }


# --- airtime


def _report(page: DayPage) -> Values:
    report, timetable = page.report, page.timetable
    return {
        "period": report.period,
        "topics": [_row(topic_name(timetable, row.topic), row) for row in report.by_topic],
        "outlets": [_row(outlet_name(timetable, row.outlet_id), row) for row in report.by_outlet],
        "total": _row("Tổng cộng", report.total),
        "targets": [_target(timetable, result) for result in report.targets],
    }


def _row(name: str, row: AirtimeRow) -> Values:
    cells = [
        {
            "minutes": minutes(grade.length(row), 1),
            "airings": decimal(grade.airings(row), 0),
            "repeats": decimal(grade.tallies(row)[1].airings, 0),
        }
        for grade in GRADES
    ]
    return {"name": name, "cells": cells}


def _target(timetable: Timetable, result: TargetResult) -> Values:
    target = result.target
    return {
        "name": target_name(timetable, target),
        "period": target.period,
        "unit": target.measure.label,
        "wanted": decimal(result.wanted, 1),
        "planned": decimal(result.planned, 1),
        "aired": decimal(result.aired, 1),
        "rehearsed": decimal(result.rehearsed, 1),
        "share": percent(result.aired, result.wanted),
        "width": min(100, round(100 * result.aired / result.wanted)) if result.wanted else 0,
        "met": result.aired >= result.wanted,
        "outlets": result.outlets,
        "source": "; ".join(text for text in (target.document, target.baseline_source) if text),
    }


# --- times and links


def _time(moment: datetime, offset: int = 0) -> str:
    """Write the local time of day, some milliseconds later if told."""
    return f"{(moment + timedelta(milliseconds=offset)).astimezone(ZONE):%H:%M:%S}"


def _link(path: str) -> str:
    """Write a path as a link relative to the page; escaped so that no path can become an address elsewhere."""
    return quote(path.lstrip("/"))


def _part(programme: Programme | None, offset: DurationMs, length: DurationMs) -> str:
    """Point into a programme file, so that one item is heard without a file of its own (W3C Media Fragments)."""
    if programme is None:
        return ""
    return f"{_link(programme.path)}#t={offset / 1000:.3f},{(offset + length) / 1000:.3f}"
