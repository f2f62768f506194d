"""Files that mean harm, by the real command in a fresh station: each named with its reason, the good ones taken in.

What is read stands under the station's own limits (10 s and 300 MB a file): one that went over them would be refused
with their sentence, not with its own.
"""

from __future__ import annotations

import re
from pathlib import Path

import psutil
import pytest
from day_made import broadcaster
from hostile_news_made import HARMLESS, HOSTILE, SECRET

from broadcaster.station import Station

GOOD = "Một cửa đổi giờ làm việc\n\nTừ thứ hai, bộ phận một cửa mở cửa lúc bảy giờ.\n"
OUTSIDE = Path("/tmp/tuyet-doi-cua-broadcaster.txt")


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    return tmp_path_factory.mktemp("doc-hai")


@pytest.fixture(scope="module")
def came(place):
    """Everything at once: what was said, and what stands on the disk before and after."""
    assert broadcaster("init", place / "dai").returncode == 0
    (place / "vao").mkdir()
    (place / "tam").mkdir()
    (place / "vao" / "a-tot.txt").write_text(GOOD, encoding="utf-8")
    (place / "vao" / "z-tot.txt").write_text(GOOD.replace("Một", "Hai"), encoding="utf-8")
    for name, each in {**HOSTILE, **HARMLESS}.items():
        each.write(place / "vao" / name)
    before = _standing(place)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TMPDIR", str(place / "tam"))
        done = broadcaster("news", "import", place / "vao", folder=place / "dai")
    return done, before, _standing(place)


def _standing(place):
    """Give every file but the station's own store."""
    return {
        path: path.stat().st_size
        for path in place.rglob("*")
        if path.is_file() and not path.name.startswith("broadcaster.db")
    }


def refusals(done):
    """Give the lines of the list of refusals, joined where a terminal would break them."""
    return [line.strip() for line in re.split(r"\n  - ", done.stderr)[1:]]


def items(place):
    with Station.open(place / "dai", {}) as station, station.store.reading() as tx:
        return tx.news.all()


def test_the_command_tells_of_it_and_ends_with_an_error(came):
    done, _, _ = came
    assert done.returncode == 1
    assert "Traceback" not in done.stderr + done.stdout
    assert "các tệp khác đã xong" in done.stderr


def test_each_is_named_with_what_is_wrong_with_it(came):
    unsaid = []
    for name, each in HOSTILE.items():
        told = [line.lower() for line in refusals(came[0]) if f"/{name}" in line.split(": ")[0]]
        unsaid += [(name, words, told) for words in each.words if not any(words.lower() in line for line in told)]
    assert unsaid == []


def test_the_good_files_and_what_is_good_in_the_others_are_in(came, place):
    origins = [item.origin for item in items(place)]
    taken = {name: each.taken for name, each in {**HOSTILE, **HARMLESS}.items()}
    found = {name: sum(f"/{name}" in origin for origin in origins) for name in taken}
    assert found == taken
    assert len(origins) == sum(taken.values()) + 2


def test_nothing_hidden_and_nothing_of_another_file_stands_in_the_news(came, place):
    text = "\n".join(f"{item.title}\n{item.body}\n{item.origin}" for item in items(place))
    assert SECRET not in text
    assert not re.search("[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]", text)
    assert not re.search(r"javascript:|alert\(|<script|onload|Chữ do mã lệnh|hahahaha", text)
    assert "Ủy ban nhân dân huyện mời bà con đến hội trường." in text
    with Station.open(place / "dai", {}) as station, station.store.reading() as tx:
        receipts = tx.news_receipts.latest(item.id for item in items(place))
    assert not [each.link for each in receipts.values() if each.link and not each.link.startswith("http")]


def test_nothing_is_written_beside_the_store_and_nothing_is_left(came, place):
    _, before, after = came
    assert set(after) == set(before)
    assert after == before
    assert not any((place / "tam").iterdir())
    assert not OUTSIDE.exists()


def test_no_process_is_left(came, place):
    left = [
        each.info for each in psutil.process_iter(["cmdline"]) if str(place) in " ".join(each.info["cmdline"] or ())
    ]
    assert left == []


def test_a_second_time_the_same_is_said_and_nothing_is_added(came, place):
    before = items(place)
    again = broadcaster("news", "import", place / "vao", folder=place / "dai")
    assert again.returncode == 1
    assert refusals(again) == refusals(came[0])
    assert items(place) == before


def test_a_station_may_set_its_own_limits(came, place, tmp_path):
    settings = place / "dai" / "station.toml"
    whole = settings.read_text(encoding="utf-8")
    (tmp_path / "dai.txt").write_text(GOOD + "Chữ. " * 300_000, encoding="utf-8")
    try:
        settings.write_text(f"{whole}\n[news]\nfile_mb = 1\n", encoding="utf-8")
        done = broadcaster("news", "import", tmp_path, folder=place / "dai")
    finally:
        settings.write_text(whole, encoding="utf-8")
    assert done.returncode == 1
    assert "dai.txt lớn 3 MB, quá mức 1 MB" in done.stderr
