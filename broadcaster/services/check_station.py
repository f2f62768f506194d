"""Check a station folder before anything depends on it: every finding at once."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

from broadcaster import engines
from broadcaster.copydesk.write import TEMPLATES, write_sample
from broadcaster.domain.scripts import Presenter
from broadcaster.domain.timetables import Timetable
from broadcaster.domain.voice_choices import VoiceChoice
from broadcaster.domain.zone import ZONE
from broadcaster.engines import EngineRecord, EngineStatus
from broadcaster.errors import BroadcasterError, NotAStation, SettingsError
from broadcaster.reports.fonts import missing_letters
from broadcaster.services.guard_sending import LONG_SILENCE, newest_record, refuse_unless_current
from broadcaster.services.keep_cache import MB, cache_bytes
from broadcaster.services.keep_carts import cart_fault
from broadcaster.services.suggest_topic import model_in_use
from broadcaster.settings.carts import load_carts
from broadcaster.settings.findings import suggestion
from broadcaster.settings.folder import load_folder
from broadcaster.settings.station import STATION_FILE, StationSettings, load_station
from broadcaster.station import Station, voice_places

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
    """Check settings, schedules, templates, engines, fonts, disk, clock and time zone; never raises for a fault.

    A fault hides only what cannot be looked at without the faulty thing.
    """
    findings = [_clock(now), _zone(now), _fonts()]
    timetable, found = _folder(folder, environ)
    findings += found
    try:
        settings = load_station(folder, environ)
        records = engines.survey(voice_places(folder, environ))
        findings += [*_engines(settings, records), _disk(folder, settings)]
        with Station.open(folder, environ) as station:
            findings += [
                Finding(what="cơ sở dữ liệu", fault=""),
                *_templates(station),
                *_voices(station, records),
                *_carts(station),
                _cache(station),
                _topics(station),
                *_times(station, now),
                *_certificate(station),
            ]
            findings += [*_in_force(station, timetable), *_kept_words(station, timetable)] if timetable else []
    except (SettingsError, NotAStation):
        pass  # said above
    except BroadcasterError as error:
        findings += [Finding(what="cơ sở dữ liệu", fault=str(error))]
    return tuple(findings)


def _folder(folder: Path, environ: Mapping[str, str]) -> tuple[Timetable | None, list[Finding]]:
    """Give the timetable that the files say, where they can be read, and the findings."""
    what = "station.toml, schedules/"
    try:
        loaded = load_folder(folder, environ, engines=engines.engine_names(engines.SPEECH))
    except SettingsError as error:
        return None, [Finding(what=what, fault=each) for each in error.findings]
    except BroadcasterError as error:
        return None, [Finding(what="thư mục đài", fault=str(error))]
    warnings = [Finding(what="schedules/", fault=each, warning=True) for each in loaded.warnings]
    return loaded.timetable, [Finding(what=what, fault=""), *warnings]


def _topics(station: Station) -> Finding:
    """Warn when the station's own topic model cannot be read; the one that comes with the program takes its place."""
    return Finding(what="mô hình chủ đề", fault=model_in_use(station).fault, warning=True)


def _in_force(station: Station, timetable: Timetable) -> list[Finding]:
    """Warn when what the files say is not what the station plans by."""
    with station.store.reading() as tx:
        same = tx.timetables.current() == timetable
    fault = (
        ""
        if same
        else "Lịch trong schedules/ khác lịch đang dùng: xem broadcaster schedule diff, rồi broadcaster schedule apply"
    )
    return [Finding(what="lịch đang áp dụng", fault=fault, warning=True)]


def _kept_words(station: Station, timetable: Timetable) -> list[Finding]:
    """Warn of words kept by command that can never be heard: for an outlet or an engine that is no longer there."""
    outlets, known = {outlet.id for outlet in timetable.outlets}, engines.engine_names(engines.SPEECH)
    with station.store.reading() as tx:
        lost = [
            each.written
            for each in tx.words.all()
            if not set(each.outlets) <= outlets or (each.voice and each.voice.partition(":")[0] not in known)
        ]
    told = f"Từ dành cho nơi phát hoặc bộ đọc không còn: {', '.join(lost)}. Bỏ bằng: broadcaster lexicon remove"
    return [Finding(what="từ điển trong kho", fault=told if lost else "", warning=True)]


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


def _certificate(station: Station) -> list[Finding]:
    """Look at the certificate by which alerts are believed, where the station has one."""
    if not station.settings.emergency.cap_certificate:
        return []
    from broadcaster.services.send_alert import known_certificate  # noqa: PLC0415 - few stations have one

    return _tried("chứng thư cảnh báo CAP", lambda: known_certificate(station))


def _engines(settings: StationSettings, records: Sequence[EngineRecord]) -> list[Finding]:
    wanted = {engines.SPEECH: settings.voice.engine_names, engines.DELIVERY: (settings.delivery.kind,)}
    results: list[Finding] = []
    for record in records:
        off = record.status is not EngineStatus.READY
        needed = record.name in wanted.get(record.group, ())
        what = f"{engines.GROUPS[record.group]} {record.name}"
        results.append(Finding(what=what, fault=record.reason if off else "", warning=off and not needed))
    for group, key in ((engines.SPEECH, "voice.engines"), (engines.DELIVERY, "delivery.kind")):
        known = [record.name for record in records if record.group == group]
        results += [_unknown(group, key, name, known) for name in wanted[group] if name not in known]
    speaking = [record.name for record in records if record.group == engines.SPEECH]
    urgent = dict.fromkeys(VoiceChoice.of(name).engine for name in settings.emergency.voices)
    results += [_unknown(engines.SPEECH, "emergency.voices", name, speaking) for name in urgent if name not in speaking]
    return results


def _unknown(group: str, key: str, name: str, known: Sequence[str]) -> Finding:
    kind = engines.GROUPS[group]
    fault = f"{STATION_FILE}: '{key}' chỉ tới {kind} '{name}' không có{suggestion(name, known)}"
    return Finding(what=f"{kind} {name}", fault=fault)


def _voices(station: Station, records: Sequence[EngineRecord]) -> list[Finding]:
    """Ask each engine of the station's choice that is ready for the voices that settings name."""
    ready = {record.name for record in records if record.status is EngineStatus.READY}
    made = station.speech_engines()
    return [
        finding
        for name in station.settings.voice.engine_names
        if name in ready
        for finding in _tried(f"giọng đọc {name}", partial(_voices_of, station, made, name))
    ]


def _voices_of(station: Station, made: engines.SpeechEngines, name: str) -> None:
    for presenter in Presenter:
        for choice in station.voice_chain(presenter):
            if choice.engine == name:
                station.voice_of(made.get(name), presenter, choice.voice)


def _carts(station: Station) -> list[Finding]:
    """Look whether the music that the station brought is what was added; a cart that is not in use gives a warning."""
    found = _tried("băng nhạc", lambda: (load_carts(station.folder), station.shelf))
    if any(each.fault for each in found):
        return found
    used = station.settings.carts.own.values()
    files = [
        Finding(what=f"băng nhạc {cart.id}", fault=cart_fault(station, cart), warning=cart.id not in used)
        for cart in load_carts(station.folder)
    ]
    return [*found, *files]


def _disk(folder: Path, settings: StationSettings) -> Finding:
    free = shutil.disk_usage(folder).free // 1_000_000
    least = settings.disk.least_free_mb
    fault = f"Chỉ còn {free} MB trống, cần ít nhất {least} MB. Dọn ổ đĩa." if free < least else ""
    return Finding(what="ổ đĩa", fault=fault)


def _cache(station: Station) -> Finding:
    """Warn when the made sound takes more than the station allows."""
    taken, limit = cache_bytes(station) // MB, station.settings.cache.limit_mb
    told = f"Chiếm {taken} MB, giới hạn là {limit} MB. Dọn: broadcaster cache prune"
    return Finding(what="kho âm thanh", fault=told if limit and taken > limit else "", warning=True)


def _clock(now: datetime) -> Finding:
    wrong = now.astimezone(UTC).year < FIRST_SANE_YEAR
    fault = f"Đồng hồ máy chỉ {now:%d/%m/%Y}, chắc chắn sai. Chỉnh lại ngày giờ của máy." if wrong else ""
    return Finding(what="đồng hồ máy", fault=fault)


def _times(station: Station, now: datetime) -> list[Finding]:
    """Hold the clock and the store against what the store and the folder have recorded."""
    found = _tried("đồng hồ và dữ liệu so với những gì đã gửi", partial(refuse_unless_current, station, now=now))
    newest = newest_record(station)
    if newest is None or now - newest.at <= LONG_SILENCE:
        return found
    told = (
        f"Bản ghi gần nhất ({newest.what}) đã cách {(now - newest.at).days} ngày; xem lại ngày của máy có đúng không."
    )
    return [*found, Finding(what="đồng hồ máy", fault=told, warning=True)]


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
