"""Styles, scripts and letters: found under their hash, packed, whole."""

import gzip
import re
import unicodedata

import pytest
from fontTools.ttLib import TTFont
from gallery_made import gallery_app
from starlette.testclient import TestClient

from broadcaster.reports.fonts import vietnamese_letters
from broadcaster.web.look.assets import FOR_GOOD, STATIC, asset, assets
from broadcaster.web.look.badges import BADGES
from broadcaster.web.look.menu import MENU
from broadcaster.web.look.render import TEMPLATES

FONTS = STATIC / "fonts"


@pytest.fixture(scope="module")
def client():
    return TestClient(gallery_app())


def test_an_asset_is_served_for_good_under_the_hash_of_its_bytes(client):
    answer = client.get(asset("app.css"))
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == FOR_GOOD
    assert answer.headers["content-type"] == "text/css; charset=utf-8"
    assert answer.headers["vary"] == "Accept-Encoding"
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.content == gzip.decompress(assets()["app.css"].packed)


def test_a_browser_that_cannot_unpack_gets_plain_bytes(client):
    answer = client.get(asset("app.js"), headers={"Accept-Encoding": "identity"})
    assert "content-encoding" not in answer.headers
    assert answer.content == assets()["app.js"].content


def test_letters_are_not_packed_twice(client):
    answer = client.get(asset("fonts/be-vietnam-pro-vietnamese-400.woff2"))
    assert "content-encoding" not in answer.headers
    assert answer.headers["content-type"] == "font/woff2"


@pytest.mark.parametrize(
    "path",
    [
        "/static/app.css",
        "/static/styles/10-tokens.css",
        "/static/app.000000000000.css",
        "/static/../look/assets.py",
        "/static/%2e%2e/look/assets.py",
        "/static/",
    ],
)
def test_nothing_else_is_served(client, path):
    assert client.get(path).status_code == 404


def test_an_asset_cannot_be_written_to(client):
    assert client.post(asset("app.css")).status_code == 405


def test_a_name_that_no_file_has_is_a_mistake():
    with pytest.raises(KeyError):
        asset("app.ccs")


def test_every_address_in_the_styles_is_that_of_an_asset():
    urls = {each.url for each in assets().values()}
    for name, each in assets().items():
        if name.endswith(".css"):
            assert set(re.findall(r"url\(([^)#]+)\)", each.content.decode())) <= urls
    assert b"/*" not in assets()["app.css"].content


def test_a_change_in_a_letter_file_changes_the_address_of_the_styles_that_name_it():
    style = assets()["app.css"].content.decode()
    assert asset("fonts/be-vietnam-pro-latin-400.woff2") in style


@pytest.mark.parametrize("weight", [400, 600])
def test_the_font_has_every_vietnamese_letter_where_its_range_says_so(weight):
    style = assets()["app.css"].content.decode()
    there = {}
    for part in ("latin", "vietnamese"):
        with TTFont(FONTS / f"be-vietnam-pro-{part}-{weight}.woff2") as font:
            url = asset(f"fonts/be-vietnam-pro-{part}-{weight}.woff2")
            ranges = re.search(rf"url\({re.escape(url)}\)[^}}]*unicode-range: ([^;]+);", style)[1]
            there |= dict.fromkeys(_named(ranges) & set(font.getBestCmap()), part)
    needed = vietnamese_letters() + "".join(chr(code) for code in range(0x20, 0x7F)) + "–…“”·₫°"
    assert [letter for letter in needed if ord(letter) not in there] == []
    marks = {mark for letter in vietnamese_letters() for mark in unicodedata.normalize("NFD", letter)[1:]}
    assert marks - {"\u0302", "\u0306", "\u031b"} <= {chr(code) for code in there}


def _named(ranges):
    codes = set()
    for each in ranges.split(","):
        first, _, last = each.strip().removeprefix("U+").partition("-")
        codes |= set(range(int(first, 16), int(last or first, 16) + 1))
    return codes


def test_letters_and_symbols_come_with_their_licences():
    assert "SIL OPEN FONT LICENSE" in (FONTS / "OFL.txt").read_text(encoding="utf-8").upper()
    assert "ISC License" in (STATIC / "icons-LICENSE.txt").read_text(encoding="utf-8")


def test_every_symbol_that_a_template_or_a_badge_names_is_in_the_sprite():
    there = set(re.findall(r'<symbol id="([\w-]+)"', (STATIC / "icons.svg").read_text(encoding="utf-8")))
    said = "\n".join(path.read_text(encoding="utf-8") for path in TEMPLATES.rglob("*.html"))
    named = set(re.findall(r'(?:icon\(|symbol=)"([\w-]+)"', said))
    named |= {each.icon for each in BADGES.values()} | {each.icon for each in MENU}
    assert named - there == set()
