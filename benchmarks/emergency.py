"""How long an emergency takes: from the command to the last outlet's bundle, by the real command in a real station.

    python benchmarks/emergency.py [--runs 3] [--json]

Each run has words that were never said before, so that no sentence comes from the cache; espeak reads them. Wall time
includes starting Python; beside it stand the processor seconds, which other work on the machine does not change, and
the load that there was. The bar is 10 s.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import timedelta
from pathlib import Path

from broadcaster.cli.edge import wall_clock
from broadcaster.station import Station

BAR_S = 10.0
SHORT = "Đê sông Ninh Cơ sạt lở, đợt {number}. Bà con ở thôn ven đê khẩn trương lên nhà văn hóa thôn."
LONG = " ".join(
    f"Tổ xung kích số {part} của đợt {{number}} có mặt tại điểm canh đê, mang theo bao tải, cuốc xẻng và đèn pin."
    for part in range(1, 16)
)
PEOPLE = ("--by", "Người duyệt", "--confirm-by", "Người xác nhận", "--reason", "đo thời gian")


@dataclass(frozen=True, kw_only=True, slots=True)
class Case:
    """One way of sending."""

    name: str
    outlets: int
    """How many."""
    text: str
    """With a place for a number, so that it is new each time."""
    cap: bool = False


CASES = (
    Case(name="text", outlets=1, text=SHORT),
    Case(name="text", outlets=24, text=SHORT),
    Case(name="long text", outlets=24, text=LONG),
    Case(name="CAP", outlets=24, text=SHORT, cap=True),
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Figures:
    """What a case took."""

    case: str
    outlets: int
    runs: int
    median_s: float
    worst_s: float
    processor_s: float
    load: float
    audio_s: float
    passed: bool


def alert(text: str, number: int) -> str:
    """Write an alert that holds for two hours."""
    now = wall_clock()
    ends = now + timedelta(hours=2)
    return (
        '<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2">'
        f"<identifier>DO-{number}</identifier><sender>do@dai.vn</sender><sent>{now.isoformat(timespec='seconds')}</sent>"
        "<status>Actual</status><msgType>Alert</msgType><scope>Public</scope><info><language>vi-VN</language>"
        "<category>Met</category><event>Đo</event><urgency>Immediate</urgency><severity>Extreme</severity>"
        f"<certainty>Observed</certainty><expires>{ends.isoformat(timespec='seconds')}</expires>"
        f"<description>{text}</description></info></alert>"
    )


def measure(folder: Path, case: Case, runs: int, first: int) -> Figures:
    """Send some bulletins of one kind, each new."""
    with Station.open(folder, {}) as station:
        outlets = [outlet.id for outlet in station.timetable().outlets][-case.outlets :]
    places = [part for outlet in outlets for part in ("--outlet", outlet)]
    walls: list[float] = []
    before = os.times()
    for number in range(first, first + runs):
        text = case.text.format(number=number)
        told = (text, "--until", "2h")
        if case.cap:
            (folder / "do.xml").write_text(alert(text, number), encoding="utf-8")
            told = ("--cap", str(folder / "do.xml"), "--unsigned-seen")
        command = [sys.executable, "-m", "broadcaster", "-C", str(folder), "emergency", "send", *told, *places, *PEOPLE]
        started = time.perf_counter()
        subprocess.run([*command, "--questions-seen"], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        walls.append(time.perf_counter() - started)
    spent = os.times()
    with Station.open(folder, {}) as station, station.store.reading() as tx:
        sent = tx.emergencies.all()[-runs:]
    if any(len(each.handed_over) != case.outlets for each in sent):
        raise SystemExit(f"{case.name}: an outlet went without")
    processor = spent.children_user + spent.children_system - before.children_user - before.children_system
    return Figures(
        case=case.name,
        outlets=case.outlets,
        runs=runs,
        median_s=round(statistics.median(walls), 2),
        worst_s=round(max(walls), 2),
        processor_s=round(processor / runs, 2),
        load=round(os.getloadavg()[0], 1) if hasattr(os, "getloadavg") else -1.0,
        audio_s=round(sent[-1].emergency.duration / 1000, 1),
        passed=max(walls) < BAR_S,
    )


def figures(runs: int) -> Iterator[Figures]:
    """Measure every case in a fresh station."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "station"
        made = [sys.executable, "-m", "broadcaster", "init", str(folder), "--profile", "huyen-2023"]
        subprocess.run(made, check=True, stdout=subprocess.DEVNULL)
        for number, case in enumerate(CASES):
            yield measure(folder, case, runs, 1000 * (number + 1))


def main() -> None:
    """Print the table, or JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--json", action="store_true")
    chosen = parser.parse_args()
    if chosen.json:
        print(json.dumps([asdict(each) for each in figures(chosen.runs)], ensure_ascii=False))
        return
    print(f"{'case':<10} outlets  median s  worst s  cpu s  load  audio s  < {BAR_S:.0f} s")
    for each in figures(chosen.runs):
        row = f"{each.case:<10} {each.outlets:>7} {each.median_s:>9.2f} {each.worst_s:>8.2f} {each.processor_s:>6.2f}"
        print(f"{row} {each.load:>5.1f} {each.audio_s:>8.1f}  {'yes' if each.passed else 'NO'}", flush=True)


if __name__ == "__main__":
    main()
