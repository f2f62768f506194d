"""Pages in a real browser: nothing runs over the edge of a phone, nothing is asked of a network, no error is logged."""

import html
import json
import re
import shutil
import subprocess

import pytest

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")

pytestmark = [pytest.mark.chromium, pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")]

# Runs after the page: what stands out of the window without a scrolling box around it, and what was fetched.
MEASURE = """<script>
window.addEventListener('load', () => {
  const boxed = e => { for (let p = e.parentElement; p; p = p.parentElement)
    if (getComputedStyle(p).overflowX !== 'visible') return true; return false; };
  const wide = [...document.querySelectorAll('body *')]
    .filter(e => !boxed(e) && e.getBoundingClientRect().right > innerWidth + 1)
    .map(e => e.tagName + '.' + e.className);
  parent.document.title = JSON.stringify({width: innerWidth, scroll: document.documentElement.scrollWidth, wide,
    asked: performance.getEntriesByType('resource').map(e => e.name)});
});
</script>"""


def _look(page, tmp_path, width):
    copy = tmp_path / f"{page.stem}-{width}.html"  # its links still lead to the neighbours of the page
    measured = page.read_text(encoding="utf-8").replace("</body>", MEASURE + "</body>")
    copy.write_text(measured.replace("<head>", f'<head><base href="{page.as_uri()}">', 1), encoding="utf-8")
    # A window cannot be as narrow as a phone; a frame inside it can.
    frame = tmp_path / "frame.html"
    frame.write_text(f'<title>-</title><iframe src="{copy.as_uri()}" style="width:{width}px;height:900px;border:0">')
    done = subprocess.run(
        [
            *(CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"),
            *("--disable-component-update", "--disable-sync", "--no-first-run", "--hide-scrollbars"),
            *("--enable-logging=stderr", f"--user-data-dir={tmp_path / 'profile'}", "--dump-dom"),
            *("--allow-file-access-from-files", "--window-size=1500,1000", frame.as_uri()),
        ],
        capture_output=True,
        encoding="utf-8",
        timeout=600,
        check=True,
    )
    assert "CONSOLE" not in done.stderr
    return json.loads(html.unescape(re.search(r"<title>(.*?)</title>", done.stdout, re.DOTALL)[1]))


def _pages(made):
    return [made.folder / "index.html", *sorted((made.folder / "scripts" / made.day.isoformat()).glob("*.html"))[:1]]


@pytest.mark.parametrize("width", [360, 1366])
def test_every_page_fits_its_window_and_asks_nothing_of_a_network(either, tmp_path, width):
    for page in _pages(either):
        told = _look(page, tmp_path, width)
        assert told["width"] == width
        assert told["scroll"] <= width, page.name
        assert told["wide"] == [], page.name
        assert told["asked"] == [], page.name
