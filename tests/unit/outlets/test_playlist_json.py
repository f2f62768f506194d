import json
from datetime import datetime, timedelta

from makers import EVENING, a_playlist, a_segment, a_sha, an_edition

from broadcaster.outlets.playlist_json import SCHEMA, playlist_json

MORNING_EDITION = an_edition()
EVENING_EDITION = an_edition(session=EVENING, segments=(a_segment(),))
FILES = {MORNING_EDITION.id: "0530-morning.mp3", EVENING_EDITION.id: "1730-evening.mp3"}
HASHES = {MORNING_EDITION.id: a_sha("sáng"), EVENING_EDITION.id: a_sha("chiều")}
PLAYLISTS = (a_playlist(EVENING_EDITION), a_playlist(MORNING_EDITION))


def test_the_shape_is_stable_and_named():
    day = json.loads(playlist_json(PLAYLISTS, files=FILES, hashes=HASHES))
    assert list(day) == ["schema", "outlet", "date", "timezone", "sessions"]
    assert day["schema"] == SCHEMA == "broadcaster.playlist/1"
    assert day["outlet"] == {"id": "NGHIA-SON", "name": "Đài Truyền thanh xã Nghĩa Sơn"}
    assert day["date"] == "2023-03-15"
    assert day["timezone"] == "Asia/Ho_Chi_Minh"


def test_sessions_come_in_order_with_file_hash_and_absolute_start():
    morning, evening = json.loads(playlist_json(PLAYLISTS, files=FILES, hashes=HASHES))["sessions"]
    assert morning | {"items": []} == {
        "session": "morning",
        "playlist_id": PLAYLISTS[1].id,
        "edition_id": MORNING_EDITION.id,
        "run": 1,
        "start": "2023-03-15T05:30:00.000+07:00",
        "duration_ms": 120_000,
        "file": "0530-morning.mp3",
        "sha256": a_sha("sáng"),
        "items": [],
    }
    assert evening["start"] == "2023-03-15T17:30:00.000+07:00"


def test_an_item_tells_all_that_airtime_is_counted_by():
    morning, _ = json.loads(playlist_json(PLAYLISTS, files=FILES, hashes=HASHES))["sessions"]
    assert morning["items"][1] == {
        "position": 2,
        "starts_at": "2023-03-15T05:30:12.000+07:00",
        "offset_ms": 12_000,
        "duration_ms": 48_000,
        "kind": "item",
        "title": "Một cửa liên thông tại xã Nghĩa Sơn",
        "item_id": "tin-mot-cua-lien-thong-3f2a",
        "topic": 3,
        "genre": "tin",
        "run": 1,
    }
    assert morning["items"][0]["topic"] is None
    assert morning["items"][0]["run"] == 0


def test_every_start_is_the_sessions_start_and_the_offset():
    for session in json.loads(playlist_json(PLAYLISTS, files=FILES, hashes=HASHES))["sessions"]:
        for item in session["items"]:
            offset = timedelta(milliseconds=item["offset_ms"])
            assert datetime.fromisoformat(item["starts_at"]) == datetime.fromisoformat(session["start"]) + offset


def test_letters_stay_letters():
    assert "Đài Truyền thanh xã Nghĩa Sơn" in playlist_json(PLAYLISTS, files=FILES, hashes=HASHES)
