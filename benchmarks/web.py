"""How many receivers and an editor one server bears at once, and how fast it gives away a day, beside nginx.

    python benchmarks/web.py [--receivers 10599] [--seconds 60] [--megabytes 100] [--communes 24] [--rounds 3]
        [--scripts 3000] [--station FOLDER] [--json]

A sample station of 24 communes, with the news and scripts of years at its desk, is served by the real
``broadcaster serve`` on loopback, in one process. Receivers have a token each, and ask for their manifest every 30 s
with the last ETag, each over a new connection (353 requests a second for the country's 10,599 communes), while an
editor opens pages and sends forms. Then all communes fetch a day of 100 MB at once by curl, in turn from the server
and from nginx, which has the same file. The load is made in
processes of its own. Waiting is counted from when a request was due. The bar: receivers' p95 < 50 ms, the editor's
p95 < 200 ms, downloads at least half as fast as nginx, memory < 300 MB. Seconds depend on what else the machine does;
seconds of processor and ratios less so.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import psutil
from web_load import PASSWORD, p95
from web_station import grow

from broadcaster.domain.accounts import Role
from broadcaster.domain.airings import Handover
from broadcaster.domain.fingerprints import sha256_of
from broadcaster.domain.ids import OutletId, TokenId
from broadcaster.domain.tokens import Scope, Token
from broadcaster.outlets.bundle import BundleContent, SessionFile, build_bundle
from broadcaster.services.audit import Actor
from broadcaster.services.keep_accounts import add_account, grant, set_password
from broadcaster.services.passwords import Passwords, key_of, new_secret
from broadcaster.station import Station

BARS = {"receivers_p95_ms": 50, "editor_p95_ms": 200, "memory_mb": 300, "of_nginx": 0.5}


# --- the station


def prepared(folder: Path, receivers: int, megabytes: int, scripts: int = 0) -> tuple[list[tuple[str, str]], Handover]:
    """Hand today's bundles over, a great one among them, give each receiver a token, and make an editor.

    Returns:
        Outlet and secret of each receiver; the great bundle.
    """
    now = datetime.now(UTC)  # noqa: TID251 - the server that is measured reads the wall clock too
    by, kept = Actor(who="đo", now=now), list[tuple[str, str]]()
    with Station.open(folder, {}) as station:
        outlets, today = [each.id for each in station.timetable().outlets], now.astimezone(station.zone).date()
        with station.store.writing() as tx:
            for given in tx.handovers.between(date(2000, 1, 1), date(2100, 1, 1)):
                tx.handovers.add(replace(given, air_date=today, at=now))
            great = _great(station, tx.handovers.between(today, today)[0], megabytes)
            tx.handovers.add(great)
            for number in range(receivers):
                secret, outlet = f"btk_{new_secret()}", outlets[number % len(outlets)]
                tx.tokens.add(_token(number, secret, outlet, by))
                kept.append((outlet, secret))
        grow(station, scripts)
        add_account(station, "editor", full_name="Người đo", by=by)
        set_password(station, "editor", PASSWORD, passwords=Passwords(), by=by)
        grant(station, "editor", Role.EDITOR, by=by)
    return kept, great


def _great(station: Station, like: Handover, megabytes: int) -> Handover:
    """Make a bundle whose one sound is that large, for the outlet and day of another one."""
    with station.store.reading() as tx:
        playlists = [
            each for each in tx.playlists.between(date(2000, 1, 1), date(2100, 1, 1)) if each.id in like.playlists
        ]
    sound = station.folder / "lon.mp3"
    sound.write_bytes(os.urandom(megabytes * 1_000_000))
    session = SessionFile(
        edition_id=playlists[0].edition_id,
        sound=sound,
        audio=sha256_of(sound.read_bytes()),
        bytes_count=sound.stat().st_size,
        sheet_text="",
        sheet_html="",
    )
    path = station.folder / "audio_out" / "lon.zip"
    content = BundleContent(station="Đài", playlists=tuple(playlists[:1]), sessions=(session,))
    bundle = build_bundle(path, content)
    return replace(like, bundle=bundle, path="audio_out/lon.zip", bytes_count=path.stat().st_size)


def _token(number: int, secret: str, outlet: OutletId, by: Actor) -> Token:
    return Token(
        id=TokenId(f"ma-{number}"),
        name=f"máy thu {number}",
        key=key_of(secret),
        scopes=(Scope.BUNDLES,),
        made_at=by.now,
        made_by=by.who,
        outlet_id=outlet,
    )


# --- the servers


def free_port() -> int:
    """Ask the system for a port."""
    with socket.create_server(("127.0.0.1", 0)) as held:
        return held.getsockname()[1]


@contextmanager
def running(command: Sequence[str], port: int) -> Iterator[psutil.Process]:
    """Run a server until the block ends."""
    with tempfile.TemporaryFile() as told:
        process = psutil.Popen(command, stdout=told, stderr=subprocess.STDOUT)
        try:
            for _ in range(600):
                with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
                    break
                time.sleep(0.1)
            yield process
        finally:
            process.terminate()
            process.wait(60)


def nginx_command(folder: Path, file: Path, port: int) -> list[str]:
    """Write a configuration that serves one file, and give the command."""
    (folder / "www").mkdir(parents=True)
    user = "user root;" if psutil.Process().username() == "root" else ""
    os.link(file, folder / "www" / "goi.zip")
    (folder / "nginx.conf").write_text(
        f"{user} worker_processes 1; daemon off; pid {folder}/pid; error_log {folder}/errors; events {{}}\n"
        f"http {{ access_log off; sendfile on; client_body_temp_path {folder}/1; proxy_temp_path {folder}/2;\n"
        f"fastcgi_temp_path {folder}/3; uwsgi_temp_path {folder}/4; scgi_temp_path {folder}/5;\n"
        f"server {{ listen 127.0.0.1:{port}; root {folder}/www; }} }}\n",
        encoding="utf-8",
    )
    return [shutil.which("nginx") or "nginx", "-p", str(folder), "-c", str(folder / "nginx.conf")]


def cpu_of(process: psutil.Process) -> float:
    """Give the seconds of processor that a server and its workers have used."""
    every = [process, *process.children(recursive=True)]
    return sum(sum(each.cpu_times()[:2]) for each in every)


class Memory:
    """The most that a process held, looked at now and then."""

    def __init__(self, process: psutil.Process) -> None:
        self._process = process
        self.most = 0

    def look(self) -> None:
        """Look."""
        self.most = max(self.most, self._process.memory_info().rss)


# --- the measures


def everyday(process: psutil.Process, plan: dict[str, Any], memory: Memory) -> dict[str, Any]:
    """Let receivers and an editor work, and say how long each waited."""
    began, cpu = time.monotonic(), cpu_of(process)
    with tempfile.TemporaryDirectory() as place:
        asked, told = Path(place) / "plan.json", Path(place) / "found.json"
        asked.write_text(json.dumps(plan), encoding="utf-8")
        maker = subprocess.Popen([sys.executable, str(Path(__file__).with_name("web_load.py")), str(asked), str(told)])
        while maker.poll() is None:
            memory.look()
            time.sleep(0.5)
        found = json.loads(told.read_text(encoding="utf-8"))
    wall = time.monotonic() - began
    waits, edits = found["receivers"]["waits"], [each for every in found["editor"]["waits"].values() for each in every]
    return {
        "requests": len(waits),
        "per_second": round(len(waits) / plan["seconds"], 1),
        "statuses": found["receivers"]["statuses"],
        "receivers_p95_by_5s_ms": found["receivers"]["p95_by_5s"],
        "receivers_median_ms": round(statistics.median(waits), 1),
        "receivers_p95_ms": round(p95(waits), 1),
        "editor_pages": len(edits),
        "editor_median_ms": round(statistics.median(edits), 1),
        "editor_p95_ms": round(p95(edits), 1),
        "editor_first_page_ms": round(found["editor"]["first"], 1),
        "editor_by_page_ms": {path: round(p95(each), 1) for path, each in found["editor"]["waits"].items()},
        "server_cpu_share": round((cpu_of(process) - cpu) / wall, 2),
    }


def download(url: str, times: int, secret: str = "") -> float:
    """Fetch a file many times at once by one curl, and give the seconds."""
    command = ["curl", "-sf", "--parallel", "--parallel-immediate", "--parallel-max", str(times)]
    command += ["-H", f"Authorization: Bearer {secret}"] if secret else []
    for _ in range(times):
        command += ["-o", os.devnull, url]
    began = time.monotonic()
    subprocess.run(command, check=True, stderr=subprocess.DEVNULL)
    return time.monotonic() - began


def downloads(
    ours: tuple[psutil.Process, str, str],
    theirs: tuple[psutil.Process, str],
    options: argparse.Namespace,
    memory: Memory,
) -> dict[str, Any]:
    """Fetch the great bundle from both in turn."""
    size = options.megabytes * options.communes
    speeds: dict[str, list[float]] = {"ours": [], "nginx": []}
    cpus: dict[str, list[float]] = {"ours": [], "nginx": []}
    for _ in range(options.rounds):
        for name, process, url, secret in (("ours", *ours), ("nginx", *theirs, "")):
            before = cpu_of(process)
            speeds[name].append(size / download(url, options.communes, secret))
            cpus[name].append(cpu_of(process) - before)
            memory.look()
    return {
        "ours_mb_per_s": round(statistics.median(speeds["ours"])),
        "nginx_mb_per_s": round(statistics.median(speeds["nginx"])),
        "of_nginx": round(statistics.median(o / n for o, n in zip(speeds["ours"], speeds["nginx"], strict=True)), 2),
        "ours_cpu_s": round(statistics.median(cpus["ours"]), 2),
        "nginx_cpu_s": round(statistics.median(cpus["nginx"]), 2),
    }


def measure(options: argparse.Namespace) -> dict[str, Any]:
    """Take all measures."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "station"
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        if options.station:
            shutil.copytree(options.station, folder)
        else:
            subprocess.run([sys.executable, "-m", "broadcaster", "demo", "--into", str(folder)], check=True, **quiet)
        known, great = prepared(folder, options.receivers, options.megabytes, options.scripts)
        port, other = free_port(), free_port()
        serve = [sys.executable, "-m", "broadcaster", "-C", str(folder), "serve", "--port", str(port)]
        nginx = nginx_command(Path(place) / "nginx", folder / "audio_out" / "lon.zip", other)
        with running(serve, port) as server, running(nginx, other) as peer:
            memory = Memory(server)
            plan = {"port": port, "receivers": known, "seconds": options.seconds}
            found = {"memory_at_start_mb": round(server.memory_info().rss / 1e6), **everyday(server, plan, memory)}
            print(json.dumps(found), file=sys.stderr)
            secret = next(secret for outlet, secret in known if outlet == great.outlet_id)
            url = f"http://127.0.0.1:{port}/api/v1/files/{great.bundle}"
            found |= downloads((server, url, secret), (peer, f"http://127.0.0.1:{other}/goi.zip"), options, memory)
            found["memory_mb"] = round(memory.most / 1e6)
    return found | {"load_average": os.getloadavg()[0] if hasattr(os, "getloadavg") else None}


def shown(found: dict[str, Any]) -> Iterator[str]:
    """Give the table."""
    for name, value in found.items():
        bar = BARS.get(name)
        wanted = "" if bar is None else f"   bar: {'≥' if name == 'of_nginx' else '<'} {bar}"
        yield f"{name:24} {value}{wanted}"


def main() -> None:
    """Measure, and print a table or JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--receivers", type=int, default=10_599)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--megabytes", type=int, default=100)
    parser.add_argument("--communes", type=int, default=24)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--scripts", type=int, default=3000, help="news and scripts of earlier years")
    parser.add_argument("--station", type=Path, help="a finished sample station to copy, so that none is made")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    found = measure(options)
    print(json.dumps(found, ensure_ascii=False) if options.json else "\n".join(shown(found)))


if __name__ == "__main__":
    main()
