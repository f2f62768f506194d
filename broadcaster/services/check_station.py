"""Check a station folder before anything depends on it: every finding at once."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

from broadcaster import engines
from broadcaster.copydesk.write import TEMPLATES, write_sample
from broadcaster.domain.scripts import Presenter
from broadcaster.domain.zone import ZONE
from broadcaster.engines import EngineStatus
from broadcaster.errors import BroadcasterError, SettingsError
from broadcaster.reports.fonts import missing_letters
from broadcaster.settings.folder import load_folder
from broadcaster.station import Station

SAMPLE_DAY = date(2023, 3, 15)
"""Any day will do to try a template."""

FIRST_SANE_YEAR = 2023
"""A PC whose battery died starts in 1970 or 2000: no plan may be made by such a clock."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Finding:
    """One thing that was looked at."""

    what: str
    """What was checked."""
    fault: str
    """What is wrong and what to do; empty when all is well."""
    warning: bool = False
    """True when the station can live with it."""


def check_station(folder: Path, *, now: datetime, environ: Mapping[str, str]) -> tuple[Finding, ...]:
    """Check settings, schedules, templates, engines, fonts, disk, clock and time zone; never raises for a fault."""
    findings = [_clock(now), _zone(now), _fonts()]
    try:
        warnings = load_folder(folder, environ).warnings
        findings += [Finding(what="station.toml, schedules/", fault="")]
        findings += [Finding(what="schedules/", fault=each, warning=True) for each in warnings]
        with Station.open(folder, environ) as station:
            findings += [Finding(what="cơ sở dữ liệu", fault="")]
            findings += _templates(station)
            findings += _engines(station)
            findings += [_disk(station)]
    except SettingsError as error:
        findings += [Finding(what="station.toml, schedules/", fault=each) for each in error.findings]
    except BroadcasterError as error:
        findings += [Finding(what="thư mục đài", fault=str(error))]
    return tuple(findings)


def _tried(what: str, attempt: Callable[[], object]) -> list[Finding]:
    try:
        attempt()
    except SettingsError as error:
        return [Finding(what=what, fault=each) for each in error.findings]
    except BroadcasterError as error:
        return [Finding(what=what, fault=str(error))]
    return [Finding(what=what, fault="")]


def _templates(station: Station) -> list[Finding]:
    """Fill every template with made-up values, so that a slip shows before a day depends on it."""
    results: list[Finding] = []
    for name in TEMPLATES:
        sample = partial(write_sample, name, station=station.words, source=station.templates, air_date=SAMPLE_DAY)
        results += _tried(f"scripts/templates/{name}", sample)
    return results


def _engines(station: Station) -> list[Finding]:
    results: list[Finding] = []
    for record in engines.survey():
        wanted = record.name in station.settings.voice.engines
        off = record.status is not EngineStatus.READY
        fault = record.reason if off else ""
        results.append(Finding(what=f"bộ đọc {record.name}", fault=fault, warning=off and not wanted))
    return results + _tried("giọng đọc", lambda: _voices(station))


def _voices(station: Station) -> None:
    for engine in station.speech_chain():
        for presenter in Presenter:
            station.voice_of(engine, presenter)


def _disk(station: Station) -> Finding:
    free = shutil.disk_usage(station.folder).free // 1_000_000
    least = station.settings.disk.least_free_mb
    fault = f"Chỉ còn {free} MB trống, cần ít nhất {least} MB. Dọn ổ đĩa." if free < least else ""
    return Finding(what="ổ đĩa", fault=fault)


def _clock(now: datetime) -> Finding:
    wrong = now.astimezone(UTC).year < FIRST_SANE_YEAR
    fault = f"Đồng hồ máy chỉ {now:%d/%m/%Y}, chắc chắn sai. Chỉnh lại ngày giờ của máy." if wrong else ""
    return Finding(what="đồng hồ máy", fault=fault)


def _zone(now: datetime) -> Finding:
    here = now.astimezone().utcoffset()
    fault = (
        ""
        if here == now.astimezone(ZONE).utcoffset()
        else (
            "Máy không đặt múi giờ Việt Nam; hệ thống vẫn tính theo giờ Việt Nam, nhưng giờ trên máy sẽ khác giờ phát."
        )
    )
    return Finding(what="múi giờ", fault=fault, warning=True)


def _fonts() -> Finding:
    missing = missing_letters()
    fault = f"Phông chữ của biểu đồ thiếu chữ: {missing}. Cài lại gói matplotlib." if missing else ""
    return Finding(what="phông chữ", fault=fault)
