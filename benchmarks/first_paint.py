"""How soon the first pages show anything over a bad line, and how many bytes of HTML and CSS they take.

    python benchmarks/first_paint.py [--station FOLDER] [--rounds 5] [--json]

A real Chromium opens the sign-in page and, signed in, Today, each time with an empty cache, over a line of 1.6 Mbit/s
with 150 ms of delay (Chromium's own throttling), from the real ``broadcaster serve`` on loopback. The bar: first
contentful paint < 2 s; HTML and CSS of a page together ≤ 30 KB as sent.
"""

from __future__ import annotations

import argparse
import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, sync_playwright
from web import free_port, prepared, running
from web_load import PASSWORD

LINE = {"offline": False, "latency": 150, "downloadThroughput": 1_600_000 / 8, "uploadThroughput": 1_600_000 / 8}
BARS = {"paint_ms": 2_000, "sent_bytes": 30_000}
PAGES = ("/vao", "/")
_PAINT = "performance.getEntriesByName('first-contentful-paint').map(each => each.startTime)"


def opened(context: BrowserContext, address: str) -> tuple[float, int]:
    """Open a page over the bad line with an empty cache; gives milliseconds until the first paint, and bytes sent."""
    page = context.new_page()
    line, kinds, sent = context.new_cdp_session(page), dict[str, str](), dict[str, int]()
    line.on("Network.responseReceived", lambda told: kinds.update({told["requestId"]: told["type"]}))
    line.on("Network.loadingFinished", lambda told: sent.update({told["requestId"]: told["encodedDataLength"]}))
    line.send("Network.enable")
    line.send("Network.clearBrowserCache")
    line.send("Network.setCacheDisabled", {"cacheDisabled": True})
    line.send("Network.emulateNetworkConditions", LINE)
    page.goto(address, wait_until="load")
    painted: list[float] = []
    while not painted:
        painted = page.evaluate(_PAINT)
        time.sleep(0.05)
    page.close()
    return painted[0], sum(size for name, size in sent.items() if kinds.get(name) in {"Document", "Stylesheet"})


def signed_in(browser: Browser, site: str) -> BrowserContext:
    """Give a browser with which the editor has signed in."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{site}/vao")
    page.fill("[name=ten]", "editor")
    page.fill("[name=mat_khau]", PASSWORD)
    page.click("main button")
    page.wait_for_url(f"{site}/")
    page.close()
    return context


def measure(options: argparse.Namespace) -> dict[str, Any]:
    """Open each page some times."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "station"
        if options.station:
            shutil.copytree(options.station, folder)
        else:
            command = [sys.executable, "-m", "broadcaster", "demo", "--into", str(folder)]
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        prepared(folder, 0, 1)
        port = free_port()
        serve = [sys.executable, "-m", "broadcaster", "-C", str(folder), "serve", "--port", str(port)]
        with running(serve, port), sync_playwright() as player:
            browser = player.chromium.launch(executable_path=shutil.which("chromium") or None, args=["--no-sandbox"])
            site = f"http://127.0.0.1:{port}"
            contexts = {"/vao": browser.new_context(), "/": signed_in(browser, site)}
            found = {path: [opened(contexts[path], site + path) for _ in range(options.rounds)] for path in PAGES}
            browser.close()
    return {
        path: {
            "paint_ms": round(statistics.median(paint for paint, _ in tries)),
            "slowest_ms": round(max(paint for paint, _ in tries)),
            "sent_bytes": max(size for _, size in tries),
        }
        for path, tries in found.items()
    }


def shown(found: dict[str, Any]) -> Iterator[str]:
    """Give the table."""
    for path, each in found.items():
        for name, value in each.items():
            wanted = "" if name not in BARS else f"   bar: < {BARS[name]}"
            yield f"{path:6} {name:12} {value}{wanted}"


def main() -> None:
    """Measure, and print a table or JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--station", type=Path, help="a finished sample station to copy, so that none is made")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    found = measure(options)
    print(json.dumps(found) if options.json else "\n".join(shown(found)))


if __name__ == "__main__":
    main()
