"""Seconds and peak memory of a month's books, by the real command.

    python benchmarks/books.py [--outlets 24] [--items 14] [--folder FOLDER] [--json]

Makes a station whose outlets aired two sessions on each day of a month of 31 days: players at some, operators at
others, some sessions late, cut, lost, silent or put right. Then the diary and the register are written as PDF and XLSX.
``--folder`` keeps the station and its books, to be looked at.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from plan_scale import run as run_command

from broadcaster.asrun.confirmed import Heard, Witness, session_entries
from broadcaster.domain.airings import Airing, Evidence
from broadcaster.domain.carts import SegmentKind
from broadcaster.domain.editions import Edition
from broadcaster.domain.ids import AiringId, DurationMs, EditionId, NewsItemId, PlaylistId, SessionId, TopicCode
from broadcaster.domain.news import NewsItem
from broadcaster.domain.playlists import Playlist, PlaylistItem
from broadcaster.domain.topics import Genre
from broadcaster.domain.units import Outlet
from broadcaster.services.init_station import init_station
from broadcaster.station import Station

FIRST, DAYS = date(2023, 3, 1), 31
NOW = datetime(2023, 2, 27, 1, tzinfo=UTC)
STARTS = {SessionId("morning"): 6, SessionId("evening"): 17}
LONG = (
    "Hội nghị trực tuyến triển khai kế hoạch cải cách hành chính, đẩy mạnh dịch vụ công trực tuyến toàn trình và kết "
    "nối, chia sẻ dữ liệu dân cư phục vụ giải quyết thủ tục hành chính tại bộ phận một cửa các xã, thị trấn"
)
SILENT, PUT_RIGHT = 7, 2
"""Remainders of a session's number: nobody speaks of it; one entry is put right."""


def lost(start: datetime) -> Heard:
    """Say that nothing was heard."""
    del start
    return Heard(start=None, cause="mất điện")


def late(start: datetime) -> Heard:
    """Say that all was heard, four minutes late."""
    return Heard(start=start + timedelta(minutes=4), cause="hội nghị kéo dài")


def cut(start: datetime) -> Heard:
    """Say that seven minutes were heard."""
    return Heard(start=start, length=DurationMs(420_000), cause="đứt cáp loa ở cụm số 3")


def news() -> list[NewsItem]:
    """Give the month's items, some with a long title, some without an author."""
    genres = tuple(Genre)
    return [
        NewsItem(
            id=NewsItemId(f"tin-{number:03}"),
            title=LONG if number % 17 == 0 else f"Tin số {number}: giải quyết thủ tục hành chính tại bộ phận một cửa",
            body="Nội dung.",
            topic=TopicCode(number % 11),
            genre=genres[number % len(genres)],
            headline="Điểm tin.",
            source="Báo cáo của Văn phòng HĐND và UBND huyện",
            author="" if number % 9 == 0 else f"Phóng viên số {number % 7}",
            received_at=NOW,
        )
        for number in range(140)
    ]


def playlist(items: list[NewsItem], outlet: Outlet, day: date, session: SessionId, aired: set[NewsItemId]) -> Playlist:
    """Plan one session: an ident, items 40 to 100 seconds long, a closing."""
    start = datetime(day.year, day.month, day.day, STARTS[session], tzinfo=UTC) - timedelta(hours=7)
    edition, offset, rows = f"{day}-{session}-mau", 12_000, [(SegmentKind.MUSIC, None, 12_000)]
    rows += [(SegmentKind.ITEM, item, 40_000 + len(item.id + item.title) * 7_919 % 60_000) for item in items]
    rows += [(SegmentKind.MUSIC, None, 9_500)]
    planned: list[PlaylistItem] = []
    offset = 0
    for position, (kind, item, length) in enumerate(rows, start=1):
        planned.append(
            PlaylistItem(
                position=position,
                kind=kind,
                title=item.title if item else "Nhạc",
                starts_at=start + timedelta(milliseconds=offset),
                offset=DurationMs(offset),
                duration=DurationMs(length),
                item_id=item.id if item else None,
                topic=item.topic if item else None,
                genre=item.genre if item else None,
                run=0 if item is None else 2 if item.id in aired else 1,
            )
        )
        offset += length
    aired |= {item.id for item in items}
    return Playlist(
        id=PlaylistId(f"{edition}-{outlet.id}"),
        edition_id=EditionId(edition),
        outlet_id=outlet.id,
        outlet_name=outlet.name,
        air_date=day,
        session=session,
        run=1,
        starts_at=start,
        duration=DurationMs(offset),
        items=tuple(planned),
    )


def told(plan: Playlist, number: int) -> Iterator[Airing]:
    """Say what went out of a session: mostly all, in every way that a month knows."""
    player = number % 3 != 0
    witness = Witness(
        evidence=Evidence.PLAYER if player else Evidence.OPERATOR,
        said_by=f"may-{plan.outlet_id.lower()}" if player else "Trần Văn Sơn",
        unit_code="",
        recorded_at=plan.stops_at + timedelta(minutes=30),
        resolution=DurationMs(0 if player else 60_000),
    )
    if number % 23 == SILENT:
        return
    odd = {3: lost, 5: late, 11: cut}.get(number % 29)
    heard = odd(plan.starts_at) if odd else Heard(start=plan.starts_at)
    entries = session_entries(plan, heard, witness)
    yield from entries
    if number % 41 == PUT_RIGHT:
        wrong = entries[3]
        yield replace(
            wrong,
            id=AiringId(f"{wrong.id[:40]}-sua"),
            played=DurationMs(wrong.planned // 2),
            corrects=wrong.id,
            correction_reason="nghe lại băng ghi",
            recorded_at=wrong.recorded_at + timedelta(days=1),
        )


def make(folder: Path, outlets: int, per_session: int) -> int:
    """Make the station and give the number of entries."""
    init_station(folder, "huyen-2023", now=NOW, environ={})
    items, entries = news(), 0
    with Station.open(folder, {}) as station:
        places = station.timetable().outlets[:outlets]
        aired: dict[str, set[NewsItemId]] = {each.id: set() for each in places}
        with station.store.writing() as tx:
            for item in items:
                tx.news.save(item)
        for number in range(DAYS):
            day = FIRST + timedelta(days=number)
            plans: list[Playlist] = []
            for half, session in enumerate(STARTS):
                at = (number * 2 + half) * per_session // 3
                chosen = [items[(at + each) % len(items)] for each in range(per_session)]
                plans += [playlist(chosen, each, day, session, aired[each.id]) for each in places]
            said = [entry for place, plan in enumerate(plans) for entry in told(plan, number * 48 + place)]
            with station.store.writing() as tx:
                for session in STARTS:
                    edition = EditionId(f"{day}-{session}-mau")
                    tx.editions.add(Edition(id=edition, programme="Mẫu", air_date=day, session=session, segments=()))
                tx.playlists.replace_day(day, plans)
                tx.airings.add_many(said)
            entries += len(said)
    return entries


def run(folder: Path, kind: str, out: str, *more: str) -> tuple[float, float]:
    """Run the command and give its wall seconds and peak resident megabytes."""
    asked = ("report", "book", "--month", f"{FIRST:%Y-%m}", "--book", kind, "--as-of", "2023-04-05")
    return run_command(folder, *asked, "--out", str(folder / out), *more)


def main() -> None:
    """Make the station, write the books and show."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--outlets", type=int, default=24)
    parser.add_argument("--items", type=int, default=14)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder = given.folder or Path(place) / "dai"
        entries = make(folder, given.outlets, given.items)
        measured = {
            "diary, PDF, one outlet": run(folder, "nhat-ky", "mot.pdf", "--outlet", "Nghĩa Sơn"),
            "diary, PDF, all": run(folder, "nhat-ky", "nhat-ky.pdf"),
            "diary, PDF, a file each": run(folder, "nhat-ky", "rieng.pdf", "--split"),
            "diary, XLSX, all": run(folder, "nhat-ky", "nhat-ky.xlsx"),
            "register, PDF": run(folder, "tin-bai", "tin-bai.pdf"),
            "register, XLSX": run(folder, "tin-bai", "tin-bai.xlsx"),
        }
    if given.json:
        rows = {name: {"seconds": seconds, "peak_mb": peak} for name, (seconds, peak) in measured.items()}
        print(json.dumps({"outlets": given.outlets, "entries": entries, **rows}, indent=2))
        return
    print(f"{given.outlets} outlets, {entries} entries")
    for name, (seconds, peak) in measured.items():
        print(f"  {name:<26} {seconds:7.1f} s  {peak:6.0f} MB")


if __name__ == "__main__":
    main()
