"""Take a sample station through one whole day: what ``broadcaster demo`` does, by the same services as by hand."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from broadcaster.asrun.rehearsal import Mishap
from broadcaster.domain.ids import DurationMs, NewsItemId, PlaylistId
from broadcaster.domain.periods import Period
from broadcaster.domain.playlists import Playlist
from broadcaster.errors import NotADemo, PlanLocked
from broadcaster.files import write_text
from broadcaster.reports.airtime_csv import airtime_csv
from broadcaster.services.apply_schedule import SAMPLE_POLICY, apply_schedule
from broadcaster.services.approve_script import approve_text, standings
from broadcaster.services.gather_news import gather_news
from broadcaster.services.mix_programme import mix_day
from broadcaster.services.plan_week import plan_days
from broadcaster.services.progress import Progress
from broadcaster.services.publish_day import playlists_of, publish_day
from broadcaster.services.queue_segment import queue_segment
from broadcaster.services.rehearse_day import rehearse_day
from broadcaster.services.report_airtime import report_airtime
from broadcaster.services.show_day import show_day
from broadcaster.services.voice_script import voice_scripts
from broadcaster.services.write_script import write_frames, write_scripts
from broadcaster.settings.profiles import copy_profile, is_station
from broadcaster.station import SAMPLE_MARKER, Station
from broadcaster.storage.saved import Saved

APPROVER = "Trưởng đài (mẫu)"
"""Who approves in the sample: never the writer of an item."""

SAMPLE_DAYS = {"huyen-2023": date(2023, 3, 15), "xa-2025": date(2025, 9, 15)}
"""The day that each profile's sample news was written for."""

Stage = Callable[[str], AbstractContextManager[Progress]]
"""Opens a progress bar for a named stage."""


@dataclass(frozen=True, kw_only=True, slots=True)
class DayTaken:
    """What the day came to; every count is of new things, so that a second run shows zeros."""

    items: int
    """News items taken in."""
    scripts: int
    """Scripts written."""
    approvals: int
    """Texts approved."""
    sentences: int
    """Sentences voiced."""
    editions: int
    """Programme files made."""
    bundles: int
    """Bundles handed over."""
    entries: int
    """Rehearsal entries written."""
    outlets: int
    """Outlets served."""
    warnings: tuple[str, ...]
    """What the plan warns of."""
    page: Path
    """The page to open."""
    report: Path
    """The airtime table."""


def prepare_station(folder: Path, profile: str | None, *, now: datetime, environ: Mapping[str, str]) -> bool:
    """Make the sample station, or go on with the one that an earlier demo made; says whether it was made.

    Raises:
        NotADemo: the folder is a real station, or a sample of another profile; nothing in it is touched.
    """
    marker = folder / SAMPLE_MARKER
    made = not is_station(folder)
    if made:
        copy_profile(profile or next(iter(SAMPLE_DAYS)), folder)
    with Station.open(folder, environ) as station:
        if not made and not marker.is_file() and _in_use(station):
            raise NotADemo(folder=folder, reason="đây là đài thật, không phải đài mẫu")
        if profile is not None and station.settings.profile != profile:
            reason = f"đài mẫu ở đó thuộc hồ sơ {station.settings.profile}, không phải {profile}"
            raise NotADemo(folder=folder, reason=reason)
        write_text(marker, "Thư mục này do broadcaster demo dựng. Xóa cả thư mục nếu không cần nữa.\n")
        apply_schedule(station, station.folder / "schedules", by="hồ sơ mẫu", now=now, waived=SAMPLE_POLICY)
    return made


def _in_use(station: Station) -> bool:
    """Say whether somebody has put a timetable in force; a demo that was cut short at its very start has none."""
    with station.store.reading() as tx:
        return tx.timetables.current() is not None


def take_day(station: Station, day: date, *, now: datetime, stage: Stage) -> DayTaken:
    """Go the whole way of the news for one day; anything done before is found and left alone."""
    with stage("1. Nhập tin") as progress:
        gathered = gather_news(station, [station.folder / "news"], now=now, progress=progress)
    with stage("2. Viết kịch bản") as progress:
        written = [*write_scripts(station, now=now, progress=progress), *write_frames(station, day, now=now)]
    with stage("3. Duyệt bài") as progress:
        approved = _approve_drafts(station, now, progress)
    with stage("4. Thu tiếng") as progress:
        voiced = voice_scripts(station, now=now, progress=progress)
    with stage("5. Lập kế hoạch") as progress:
        _queue_one(station, day, now)
        warnings = _plan(station, day, now)
        progress(1, 1)
    with stage("6. Dựng chương trình") as progress:
        mixed = mix_day(station, day, progress=progress)
    with stage("7. Đóng gói, giao gói") as progress:
        published = publish_day(station, day, now=now, progress=progress)
    with stage("8. Diễn tập phát") as progress:
        mishaps = _mishaps(playlists_of(station, day))
        fresh, _ = rehearse_day(station, day, now=now, mishaps=mishaps, progress=progress)
    with stage("9. Báo cáo") as progress:
        report = _report(station, day)
        page = show_day(station, day)
        progress(1, 1)
    return DayTaken(
        items=sum(1 for each in gathered.taken if each.saved is not Saved.UNCHANGED),
        scripts=sum(1 for each in written if each.saved is not Saved.UNCHANGED),
        approvals=approved,
        sentences=sum(each.made for each in voiced),
        editions=sum(1 for each in mixed if each.new),
        bundles=sum(1 for each in published if each.new),
        entries=fresh,
        outlets=len(published),
        warnings=warnings,
        page=page,
        report=report,
    )


def _plan(station: Station, day: date, now: datetime) -> tuple[str, ...]:
    """Plan the day; one whose bundles are handed over keeps its plan."""
    try:
        (planned,) = plan_days(station, day, now=now)
    except PlanLocked as error:
        return (str(error),)
    return planned.plan.warnings


def _approve_drafts(station: Station, now: datetime, progress: Progress) -> int:
    """Approve all, whatever questions are open: nobody is there to answer, and what the sample says airs nowhere."""
    drafts = [each.script.id for each in standings(station) if each.state.awaits_text]
    for done, script_id in enumerate(drafts, start=1):
        approve_text(station, script_id, by=APPROVER, now=now, questions_seen=True)
        progress(done, len(drafts))
    return len(drafts)


def _queue_one(station: Station, day: date, now: datetime) -> None:
    """Queue the first feature by hand, as staff would, so that the plan has something to build around."""
    with station.store.reading() as tx:
        item_id = next((item.id for item in tx.news.all() if item.genre.value == "bai"), None)
        queued = tx.queue.on(day)
    if item_id is not None and not queued:
        session = station.timetable().slots_on(day)[0].session
        queue_segment(station, NewsItemId(item_id), day=day, session=session, outlet=None, by=APPROVER, now=now)


def _mishaps(playlists: tuple[Playlist, ...]) -> dict[PlaylistId, Mishap]:
    """Let one outlet lose its last session and another start late, so that the log has something to say."""
    outlets = sorted({playlist.outlet_id for playlist in playlists})
    if len(outlets) < 2:  # noqa: PLR2004 - one to lose a session, another to be late
        return {}
    loser, latecomer = outlets[-1], outlets[-2]
    lost = max((p for p in playlists if p.outlet_id == loser), key=lambda p: p.starts_at)
    late = min((p for p in playlists if p.outlet_id == latecomer), key=lambda p: p.starts_at)
    return {
        lost.id: Mishap(lost=True, cause="mất điện"),
        late.id: Mishap(late=DurationMs(95_000), cause="người trực mở máy muộn"),
    }


def _report(station: Station, day: date) -> Path:
    path = station.day_folder(day) / "thoi-luong.csv"
    counted = report_airtime(station, Period.parse(f"{day:%Y-%m}"))
    write_text(path, airtime_csv(counted, station.timetable()))
    return path
