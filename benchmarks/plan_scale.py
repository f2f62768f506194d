"""Seconds and peak memory of one day's plan for every outlet of the country's communes, by the real command.

    python benchmarks/plan_scale.py [--outlets 10599] [--items 20] [--local 100] [--json]

Makes a station in a folder of its own: synthetic outlets in four groups of times, two sessions a day, news that are
approved and stand as voiced (no sound is made: a plan needs lengths only), some of them for one outlet alone, two
targets. Then ``broadcaster plan`` plans a day, plans it again unchanged, and plans the next day with that history.
The bar: 5 minutes on 2 cores, 2 GB.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from datetime import UTC, date, datetime, timedelta
from datetime import time as hour
from pathlib import Path

import psutil

from broadcaster.domain.approvals import Approval, ApprovalStage
from broadcaster.domain.fingerprints import fingerprint
from broadcaster.domain.ids import CutHash, DurationMs, NewsItemId, OutletId, ScriptId, SessionId, TopicCode, UnitId
from broadcaster.domain.news import NewsItem
from broadcaster.domain.scripts import LinePart, Presenter, ReadLine, Script
from broadcaster.domain.sound import Cut, Voicing
from broadcaster.domain.timetables import Clock, ClockEvent, ClockEventKind, Daypart, Measure, Slot, Target, Timetable
from broadcaster.domain.topics import Genre, Topic
from broadcaster.domain.units import Outlet, Transmission, Unit, UnitKind
from broadcaster.services.write_script import frame_id
from broadcaster.station import Station

DAY = date(2025, 9, 15)
NOW = datetime(2025, 9, 14, 1, tzinfo=UTC)
MORNING, EVENING = SessionId("morning"), SessionId("evening")
STARTS = {
    MORNING: (hour(5), hour(5, 15), hour(5, 30), hour(6)),
    EVENING: (hour(16, 30), hour(17), hour(17, 30), hour(18)),
}
SETTINGS = """
[station]
name = "Đài thử quy mô"
unit = "xa"
producing_outlet = "XA-00000"
"""


def timetable(count: int) -> Timetable:
    """Give a timetable of that many outlets."""
    outlets = tuple(
        Outlet(
            id=OutletId(f"XA-{number:05}"),
            unit_id=UnitId("xa"),
            name=f"Đài truyền thanh xã {number}",
            transmission=Transmission.FM,
        )
        for number in range(count)
    )
    kinds = ClockEventKind
    events = (
        ClockEvent(kind=kinds.OPENING),
        ClockEvent(kind=kinds.HEADLINES, least=2, most=4),
        ClockEvent(kind=kinds.NEWS, least=3, most=12),
        ClockEvent(kind=kinds.SIGN_OFF),
        ClockEvent(kind=kinds.CLOSING),
    )
    return Timetable(
        units=(Unit(id=UnitId("xa"), kind=UnitKind.COMMUNE, name="Thử", codes=()),),
        outlets=outlets,
        topics=tuple(Topic(code=TopicCode(n), name=f"Chủ đề {n}", short=f"Chủ đề {n}") for n in range(4)),
        dayparts=(
            Daypart(id=MORNING, name="buổi sáng", starts=hour(5), stops=hour(7)),
            Daypart(id=EVENING, name="buổi chiều", starts=hour(16), stops=hour(19)),
        ),
        clocks=(Clock(id="15", name="Bản tin 15 phút", length=DurationMs(900_000), events=events),),
        slots=tuple(
            Slot(
                outlet_id=outlet.id,
                session=session,
                clock="15",
                starts=starts[number % len(starts)],
                weekdays=tuple(range(7)),
            )
            for session, starts in STARTS.items()
            for number, outlet in enumerate(outlets)
        ),
        policies=(),
        targets=(
            Target(topic=None, outlets=(), period="2025", measure=Measure.MINUTES, amount=4_000),
            Target(topic=TopicCode(1), outlets=(), period="2025-Q3", measure=Measure.AIRINGS, amount=120),
        ),
    )


def approved(station: Station, script: Script, lengths: tuple[int, ...]) -> None:
    """Keep a script with sound of those lengths and both approvals."""
    cuts = tuple(
        Cut(
            hash=CutHash(fingerprint([script.id, place])),
            audio=fingerprint([script.id, place, "sound"]),
            duration=DurationMs(length),
            engine="không",
            engine_version="1",
            voice="không",
            spoken=f"{script.id} {place}",
        )
        for place, length in enumerate(lengths)
    )
    voicing = Voicing(script_id=script.id, text_hash=script.text_hash, lines=tuple((each,) for each in cuts), at=NOW)
    with station.store.writing() as tx:
        tx.scripts.save(script)
        tx.voicings.save(voicing)
        for stage, subject in ((ApprovalStage.TEXT, script.text_hash), (ApprovalStage.SOUND, voicing.sound_hash)):
            tx.approvals.add(Approval(script_id=script.id, stage=stage, subject=subject, by="Trưởng đài", at=NOW))


def news(station: Station, number: int, outlets: tuple[OutletId, ...]) -> None:
    """Keep an item that is ready for air, 50 to 110 s long."""
    item = NewsItem(
        id=NewsItemId(f"tin-{number:04}"),
        title=f"Tin số {number}",
        body="Nội dung.",
        topic=TopicCode(number % 4),
        genre=Genre.NEWS,
        headline="Điểm tin.",
        source="mẫu",
        author="Phóng viên",
        question="",
        outlets=outlets,
        origin="mẫu",
        received_at=NOW + timedelta(minutes=number),
    )
    reader = list(Presenter)[number % 2]
    lines = tuple(
        ReadLine(presenter=reader, written=text, spoken=text, part=part)
        for text, part in (("Điểm tin.", LinePart.HEADLINE), ("Nội dung.", LinePart.BODY))
    )
    script = Script(
        id=ScriptId(item.id),
        title=item.title,
        lines=lines,
        writer="Phóng viên",
        written_at=NOW,
        item_id=item.id,
        genre=item.genre,
        topic=item.topic,
        item_hash=item.content_hash,
    )
    with station.store.writing() as tx:
        tx.news.save(item)
    approved(station, script, (3_000, 50_000 + number * 7_919 % 60_000))


def frames(station: Station, day: date) -> None:
    """Keep the bulletin frames of a day."""
    parts = (LinePart.CALL, LinePart.GREETING, LinePart.INTRODUCTION, LinePart.SIGN_OFF)
    lines = tuple(ReadLine(presenter=Presenter.FEMALE, written="Lời.", spoken="Lời.", part=part) for part in parts)
    for session in STARTS:
        script = Script(id=frame_id(day, session), title="Lời dẫn", lines=lines, writer="Phóng viên", written_at=NOW)
        approved(station, script, (3_000, 4_000, 2_500, 3_000))


def make(folder: Path, outlets: int, items: int, local: int) -> None:
    """Make the station."""
    (folder / "schedules").mkdir()
    (folder / "station.toml").write_text(SETTINGS, encoding="utf-8")
    with Station.open(folder, {}) as station:
        told = timetable(outlets)
        with station.store.writing() as tx:
            tx.timetables.apply(told, by="mẫu", at=NOW, source=fingerprint(["mẫu"]))
        for number in range(items + local):
            news(station, number, () if number < items else (told.outlets[number * 97 % outlets].id,))
        for day in (DAY, DAY + timedelta(days=1)):
            frames(station, day)


def run(folder: Path, *arguments: str) -> tuple[float, float]:
    """Run the command and give its wall seconds and peak resident megabytes."""
    command = [sys.executable, "-m", "broadcaster", "-C", str(folder), *arguments]
    started, peak = time.perf_counter(), 0
    process = psutil.Popen(command, stdout=subprocess.DEVNULL)
    while process.poll() is None:
        try:
            peak = max(peak, process.memory_info().rss)
        except psutil.Error:
            break
        time.sleep(0.05)
    if process.wait():
        raise SystemExit(f"{command} left with {process.returncode}")
    return time.perf_counter() - started, peak / 1e6


def main() -> None:
    """Make the station, plan and show."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--outlets", type=int, default=10_599)
    parser.add_argument("--items", type=int, default=20)
    parser.add_argument("--local", type=int, default=100)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        make(folder, given.outlets, given.items, given.local)
        days = (DAY.isoformat(), (DAY + timedelta(days=1)).isoformat())
        measured = {
            "first day": run(folder, "plan", days[0]),
            "same day again": run(folder, "plan", days[0]),
            "next day": run(folder, "plan", days[1]),
        }
        with Station.open(folder, {}) as station, station.store.reading() as tx:
            playlists = len(tx.playlists.ids_between(DAY, DAY))
            editions = len(tx.editions.on(DAY))
    if given.json:
        rows = {name: {"seconds": seconds, "peak_mb": peak} for name, (seconds, peak) in measured.items()}
        print(json.dumps({"outlets": given.outlets, "playlists": playlists, "editions": editions, **rows}, indent=2))
        return
    print(f"{given.outlets} outlets, {playlists} playlists, {editions} editions")
    for name, (seconds, peak) in measured.items():
        print(f"  {name:<16} {seconds:7.1f} s  {peak:6.0f} MB")


if __name__ == "__main__":
    main()
