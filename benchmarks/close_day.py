"""Seconds and peak memory of closing a day of the as-run log, and of verifying it, by the real commands.

    python benchmarks/close_day.py [--outlets 24 10599] [--airings 20] [--rounds 3] [--json]

Makes a station for each number of outlets, with that many airings of each on one day, added as players' logs are. Then
``broadcaster log close`` closes the day; closing it again changes nothing; each further round closes the next day, on
which nothing arrived. ``broadcaster log verify`` walks every chain. The bars for closing: 24 outlets under 2 s, 10,599
under 3 minutes. A plain run of the same program (``broadcaster --version``) and the bare signing of as many heads stand
beside it: what no way of closing can be quicker than.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import psutil
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from plan_scale import NOW, SETTINGS, run, timetable

from broadcaster.domain.airings import Airing, Evidence
from broadcaster.domain.carts import SegmentKind
from broadcaster.domain.fingerprints import fingerprint
from broadcaster.domain.ids import AiringId, DurationMs, EditionId, NewsItemId, PlaylistId, SessionId, TopicCode
from broadcaster.domain.topics import Genre
from broadcaster.domain.units import Outlet
from broadcaster.station import Station

DAY = date(2025, 9, 15)
STARTS = datetime(2025, 9, 14, 22, tzinfo=UTC)
"""05:00 local time on DAY."""
AT_ONCE = 500
"""Outlets whose logs come in together."""
LENGTH = DurationMs(60_000)


def airings(outlet: Outlet, count: int) -> Iterator[Airing]:
    """Give an outlet's day as its player wrote it down."""
    for position in range(count):
        at = STARTS + timedelta(minutes=position)
        yield Airing(
            id=AiringId(fingerprint([outlet.id, position])),
            evidence=Evidence.PLAYER,
            said_by=f"máy phát {outlet.id}",
            outlet_id=outlet.id,
            outlet_name=outlet.name,
            unit_code="13936",
            air_date=DAY,
            session=SessionId("morning"),
            playlist_id=PlaylistId(f"{DAY}-morning-{outlet.id}-1"),
            edition_id=EditionId(f"{DAY}-morning"),
            position=position,
            kind=SegmentKind.ITEM,
            title=f"Tin số {position} về cải cách thủ tục hành chính",
            item_id=NewsItemId(f"tin-{position}"),
            topic=TopicCode(position % 4),
            genre=Genre.NEWS,
            run=1,
            programme=fingerprint(["chương trình"]),
            planned_at=at,
            planned=LENGTH,
            observed_start=at,
            observed_stop=at + timedelta(milliseconds=LENGTH),
            played=LENGTH,
            cause="",
            recorded_at=at + timedelta(minutes=2),
            cuts=(fingerprint([position]),),
            sink="loa",
        )


def make(folder: Path, outlets: int, count: int) -> float:
    """Make a station with a day's log, and give the seconds that taking the log in took."""
    (folder / "schedules").mkdir()
    (folder / "station.toml").write_text(SETTINGS, encoding="utf-8")
    with Station.open(folder, {}) as station:
        told = timetable(outlets)
        with station.store.writing() as tx:
            tx.timetables.apply(told, by="mẫu", at=NOW, source=fingerprint(["mẫu"]))
        begun = time.perf_counter()
        for start in range(0, outlets, AT_ONCE):
            part = told.outlets[start : start + AT_ONCE]
            with station.store.writing() as tx:
                tx.airings.add_many([each for outlet in part for each in airings(outlet, count)])
        return time.perf_counter() - begun


def signing(count: int) -> float:
    """Give the seconds that so many bare signatures take."""
    key = Ed25519PrivateKey.generate()
    begun = time.perf_counter()
    for number in range(count):
        key.sign(b"%d" % number * 60)
    return time.perf_counter() - begun


def measure(folder: Path, outlets: int, given: argparse.Namespace) -> dict[str, Any]:
    """Make a station and time the commands."""
    os.environ["BROADCASTER_SIGNING_KEY"] = str(folder / "khoa.pem")  # and none of this machine's own
    taken_in = make(folder, outlets, given.airings)
    worked = psutil.Process().cpu_times()
    closing = [run(folder, "log", "close", (DAY + timedelta(days=n)).isoformat()) for n in range(given.rounds)]
    since = psutil.Process().cpu_times()
    computed = since.children_user + since.children_system - worked.children_user - worked.children_system
    return {
        "airings": outlets * given.airings,
        "taking_in_s": taken_in,
        "close_first_s": closing[0][0],
        "close_median_s": statistics.median(seconds for seconds, _ in closing),
        "close_cpu_s": computed / given.rounds,
        "close_peak_mb": max(peak for _, peak in closing),
        "close_again_s": run(folder, "log", "close", DAY.isoformat())[0],
        "verify_s": run(folder, "log", "verify")[0],
        "start_up_s": run(folder, "--version")[0],
        "bare_signing_s": signing(outlets),
    }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--outlets", type=int, nargs="+", default=[24, 10_599])
    parser.add_argument("--airings", type=int, default=20)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    found: dict[int, dict[str, Any]] = {}
    for outlets in given.outlets:
        with tempfile.TemporaryDirectory() as place:
            found[outlets] = measure(Path(place), outlets, given)
    if given.json:
        print(json.dumps(found, indent=2))
        return
    for outlets, told in found.items():
        floor = told["start_up_s"] + told["bare_signing_s"]
        print(f"{outlets} outlets, {told['airings']:,} airings, taken in in {told['taking_in_s']:.1f} s")
        print(f"  close        {told['close_first_s']:7.2f} s, median of days {told['close_median_s']:.2f} s")
        print(f"               {told['close_first_s'] / floor:7.1f} times start-up and bare signing")
        print(f"               {told['close_cpu_s']:7.2f} s of the processor, {told['close_peak_mb']:.0f} MB")
        print(f"  close again  {told['close_again_s']:7.2f} s")
        print(f"  verify       {told['verify_s']:7.2f} s")


if __name__ == "__main__":
    main()
