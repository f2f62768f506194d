"""A real browser for the tests of pages: one for the whole run, and pages of the web on a server of their own."""

from __future__ import annotations

import contextlib
import shutil
import socket
import threading
import time
from pathlib import Path

import pytest
import uvicorn

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
ARGUMENTS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--autoplay-policy=no-user-gesture-required",
)
PHONE, DESK = 360, 1366
HEIGHTS = {PHONE: 740, DESK: 768}
WIDE = """() => {
  const boxed = e => { for (let p = e.parentElement; p; p = p.parentElement)
    if (getComputedStyle(p).overflowX !== 'visible') return true; return false; };
  return [...document.querySelectorAll('body *')]
    .filter(e => !boxed(e) && e.getBoundingClientRect().right > innerWidth + 1)
    .map(e => e.tagName + '.' + (e.className.baseVal ?? e.className));
}"""


@contextlib.contextmanager
def served(app):
    """Serve an application on a free port of this machine; gives its address."""
    with socket.socket() as place:
        place.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning", ws="none", lifespan="auto"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [place]}, daemon=True)
        thread.start()
        while not server.started:
            assert thread.is_alive(), "the server did not start"
            time.sleep(0.02)
        try:
            yield f"http://127.0.0.1:{place.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join(10)


@pytest.fixture(scope="module")
def browser():
    """Give one browser for a module: while it is open, nothing else of this thread may run an event loop."""
    if CHROMIUM is None:
        pytest.skip("Chromium is not installed")
    playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
    with playwright.sync_playwright() as player:
        there = player.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))
        yield there
        there.close()


@pytest.fixture
def at(browser):
    """Give a maker of pages: ``at(360, dark=True)``; what a page logs as an error fails the test that opened it."""
    with contextlib.ExitStack() as open_now:
        faults = []

        def make(width=DESK, *, dark=False, **more):
            context = browser.new_context(
                viewport={"width": width, "height": HEIGHTS.get(width, 768)},
                color_scheme="dark" if dark else "light",
                locale="vi-VN",
                timezone_id="Asia/Ho_Chi_Minh",
                reduced_motion="reduce",
                **more,
            )
            open_now.callback(context.close)
            page = context.new_page()
            page.set_default_timeout(15_000)
            page.on("console", lambda told: faults.append(told.text) if told.type in {"error", "warning"} else None)
            page.on("pageerror", lambda error: faults.append(str(error)))
            page.on("request", lambda asked: None if _own(asked.url) else faults.append(f"asked {asked.url}"))
            return page

        make.faults = faults  # a test that is refused on purpose takes that out
        yield make
        assert faults == [], faults


def _own(url):
    return url.startswith(
        ("http://127.0.0.1", "https://127.0.0.1", "http://localhost", "https://localhost", "data:", "blob:", "about:")
    )


def answers_of(page):
    """Give the list of answers that a page gets from now on."""
    answers = []

    def keep(answer):  # Playwright marks what it is given, which a built-in method does not bear
        answers.append(answer)

    page.on("response", keep)
    return answers


def stands_out(page):
    """Give what stands over the right edge of a page's window, the page itself first."""
    wide = page.evaluate(WIDE)
    scroll = page.evaluate("document.documentElement.scrollWidth")
    return ([f"page {scroll}"] if scroll > page.viewport_size["width"] else []) + wide


def axe_faults(page):
    """Give the serious and critical faults that axe finds, each with the first elements."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
    found = axe.Axe().run(page).response["violations"]
    return [
        (each["id"], [node["html"][:150] for node in each["nodes"]][:4])
        for each in found
        if each["impact"] in {"serious", "critical"}
    ]


@pytest.fixture
def shot(request, tmp_path_factory):
    """Give a taker of pictures: ``shot(page, "today-360-dark")`` writes a PNG to ``--shots`` or a folder of its own."""
    named = request.config.getoption("--shots")

    def take(page, name):
        folder = Path(named) if named else tmp_path_factory.getbasetemp() / "shots"
        folder.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=str(folder / f"{name}.png"), full_page=True)

    return take
