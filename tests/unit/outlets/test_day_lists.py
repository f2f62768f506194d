"""Every list of a day, read back by a program or library that is not ours."""

import configparser
import csv
import io
import json
import shutil
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

import jsonschema
import pytest
import vobject
from makers import EVENING, STARTS_AT, a_playlist, a_playlist_item, a_segment, a_sha, an_edition
from xspf_lib import Playlist as XspfPlaylist

from broadcaster.domain.carts import SegmentKind
from broadcaster.domain.ids import DurationMs
from broadcaster.outlets.calendar_feed import CalendarEntry, calendar_feed
from broadcaster.outlets.day_lists import calendar_entry, day_lists
from broadcaster.outlets.playlist_csv import COLUMNS, playlist_csv

MORNING_EDITION = an_edition()
EVENING_EDITION = an_edition(session=EVENING, segments=(a_segment(),))
FILES = {MORNING_EDITION.id: "0530-morning.mp3", EVENING_EDITION.id: "1730-evening.mp3"}
HASHES = {MORNING_EDITION.id: a_sha("sáng"), EVENING_EDITION.id: a_sha("chiều")}
MORNING, EVENING_LIST = a_playlist(MORNING_EDITION), a_playlist(EVENING_EDITION)
TITLES = [
    "Đài Truyền thanh xã Nghĩa Sơn - buổi phát 05:30:00 ngày 15/03/2023",
    "Đài Truyền thanh xã Nghĩa Sơn - buổi phát 17:30:00 ngày 15/03/2023",
]
SCHEMA = json.loads(
    (Path(__file__).parents[3] / "docs" / "luoc-do" / "playlist-1.schema.json").read_text(encoding="utf-8")
)


def lists(*playlists):
    return day_lists(playlists or (EVENING_LIST, MORNING), files=FILES, hashes=HASHES)


def test_a_day_is_there_in_six_formats():
    assert [name.rpartition(".")[2] for name in lists()] == ["m3u8", "json", "xspf", "pls", "csv", "ics"]


def test_the_same_day_gives_the_same_bytes_in_whatever_order_its_sessions_come():
    assert lists(MORNING, EVENING_LIST) == lists(EVENING_LIST, MORNING)


# --- XSPF


def test_xspf_read_by_another_library(tmp_path):
    path = tmp_path / "lich-phat.xspf"
    path.write_bytes(lists()["lich-phat.xspf"])
    read = XspfPlaylist.parse(str(path))
    assert read.title == "Đài Truyền thanh xã Nghĩa Sơn, ngày 15/03/2023"
    assert [(track.location, track.title, track.duration) for track in read] == [
        (["0530-morning.mp3"], TITLES[0], 120_000),
        (["1730-evening.mp3"], TITLES[1], int(EVENING_LIST.duration)),
    ]
    assert read[0].annotation.splitlines()[1] == "05:30:12 Một cửa liên thông tại xã Nghĩa Sơn"


def test_a_title_that_looks_like_a_tag_stays_a_title(tmp_path):
    item = a_playlist_item(title='Nghị định <30> & "sửa"\n đổi')
    path = tmp_path / "lich-phat.xspf"
    path.write_bytes(lists(a_playlist(MORNING_EDITION, items=(item,)))["lich-phat.xspf"])
    assert XspfPlaylist.parse(str(path))[0].annotation.endswith('Nghị định <30> & "sửa" đổi')


def test_a_file_name_is_written_as_a_relative_address():
    written = day_lists([MORNING], files={MORNING_EDITION.id: "../chuong-trinh/a b%1.mp3"}, hashes=HASHES)
    assert b"<location>../chuong-trinh/a%20b%251.mp3</location>" in written["lich-phat.xspf"]


# --- PLS


def test_pls_read_as_an_ini_file():
    read = configparser.ConfigParser(interpolation=None)
    read.optionxform = str
    read.read_string(lists()["lich-phat.pls"].decode())
    assert dict(read["playlist"]) == {
        "File1": "0530-morning.mp3",
        "Title1": TITLES[0],
        "Length1": "120",
        "File2": "1730-evening.mp3",
        "Title2": TITLES[1],
        "Length2": str(round(EVENING_LIST.duration / 1000)),
        "NumberOfEntries": "2",
        "Version": "2",
    }


# --- what a player sees

DUMP = """
local utils = require 'mp.utils'
mp.add_timeout(0, function()
  print('LIST ' .. utils.format_json(mp.get_property_native('playlist')))
  mp.command('quit')
end)
"""


@pytest.mark.skipif(shutil.which("mpv") is None, reason="needs the player mpv (apt-get install mpv)")
@pytest.mark.parametrize(
    ("name", "titles"),
    [
        pytest.param("lich-phat.m3u8", TITLES, id="m3u8"),
        pytest.param("lich-phat.pls", [None, None], id="pls, whose titles this player does not read"),
    ],
)
def test_a_player_finds_both_files_beside_the_list_and_shows_their_titles(tmp_path, name, titles):
    (tmp_path / name).write_bytes(lists()[name])
    script = tmp_path / "dump.lua"
    script.write_text(DUMP)
    options = ("--no-config", "--ao=null", "--vo=null", "--idle=yes", f"--script={script}")
    command = ["mpv", *options, f"--playlist={tmp_path / name}"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=600, check=False, stdin=subprocess.DEVNULL)
    (line,) = [each for each in done.stdout.splitlines() if "LIST " in each]
    seen = json.loads(line.partition("LIST ")[2])
    assert [each["filename"] for each in seen] == [str(tmp_path / file) for file in FILES.values()]
    assert [each.get("title") for each in seen] == titles


# --- CSV


def test_csv_has_a_line_per_item_that_excel_reads():
    text = lists()["lich-phat.csv"].decode("utf-8-sig")
    head, *rows = csv.reader(io.StringIO(text, newline=""), delimiter=";")
    assert tuple(head) == COLUMNS
    assert len(rows) == len(MORNING.items) + len(EVENING_LIST.items)
    told = dict(zip(COLUMNS, rows[1], strict=True))
    assert (told["Ngày"], told["Tệp"], told["Giờ bắt đầu"]) == ("15/03/2023", "0530-morning.mp3", "05:30:12")
    assert (told["Vị trí trong tệp (giây)"], told["Dài (giây)"]) == ("12,000", "48,000")
    assert (told["Nội dung"], told["Lần phát"]) == ("Một cửa liên thông tại xã Nghĩa Sơn", "1")


@pytest.mark.parametrize("sign", ["=", "+", "-", "@"])
def test_a_title_is_never_a_formula(sign):
    playlist = a_playlist(MORNING_EDITION, items=(a_playlist_item(title=f"{sign}1+1"),))
    assert f";'{sign}1+1;" in playlist_csv([playlist], files=FILES)


# --- JSON


def test_json_is_what_the_published_schema_says():
    day = json.loads(lists()["lich-phat.json"])
    checked = jsonschema.Draft202012Validator(SCHEMA, format_checker=jsonschema.FormatChecker())
    checked.check_schema(SCHEMA)
    assert [*checked.iter_errors(day)] == []
    del day["sessions"][0]["items"][0]["offset_ms"]
    assert [*checked.iter_errors(day)]


def test_the_schema_knows_every_kind_of_segment():
    assert SCHEMA["$defs"]["item"]["properties"]["kind"]["enum"] == [kind.value for kind in SegmentKind]


# --- iCalendar


def test_the_calendar_read_by_another_library():
    read = vobject.readOne(lists()["lich-phat.ics"].decode())
    morning, evening = read.vevent_list
    assert morning.summary.value == "Phát thanh lúc 05:30"
    assert morning.location.value == "Đài Truyền thanh xã Nghĩa Sơn"
    assert morning.dtstart.value == STARTS_AT.astimezone(UTC).replace(tzinfo=vobject.icalendar.utc)
    assert morning.dtend.value - morning.dtstart.value == timedelta(milliseconds=MORNING.duration)
    assert morning.description.value.splitlines()[1] == "05:30:12 Một cửa liên thông tại xã Nghĩa Sơn"
    assert morning.valarm.trigger.value == timedelta(minutes=-10)
    assert evening.uid.value == "nghia-son-2023-03-15-evening@broadcaster"


def test_a_session_that_moves_is_the_same_event():
    moved = a_playlist(MORNING_EDITION, starts_at=STARTS_AT + timedelta(hours=1))
    before, after = (vobject.readOne(lists(each)["lich-phat.ics"].decode()).vevent for each in (MORNING, moved))
    assert before.uid.value == after.uid.value
    assert before.dtstart.value < after.dtstart.value


def test_a_long_vietnamese_text_comes_back_whole():
    title = "Bản tin, phổ biến; nghị định " * 9
    entry = CalendarEntry(
        outlet_id=MORNING.outlet_id,
        air_date=MORNING.air_date,
        name="morning",
        title=title,
        place="Xã",
        starts_at=datetime(2023, 3, 15, tzinfo=UTC),
        stops_at=datetime(2023, 3, 15, 1, tzinfo=UTC),
        reminded=False,
    )
    feed = calendar_feed("Lịch", [entry])
    assert max(len(line) for line in feed.split(b"\r\n")) <= 75
    event = vobject.readOne(feed.decode()).vevent
    assert event.summary.value == " ".join(title.split())
    assert "valarm" not in event.contents


def test_an_entry_takes_the_title_that_it_is_given():
    playlist = a_playlist(MORNING_EDITION, duration=DurationMs(60_000))
    entry = calendar_entry(playlist, "Bản tin sáng")
    assert entry.title == "Bản tin sáng"
    assert entry.stops_at - entry.starts_at == timedelta(minutes=1)
