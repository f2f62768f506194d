import io
import json
import shutil
import subprocess
from datetime import date

import pytest
from mutagen.id3 import ID3
from sounds import pcm_of, speech_like

from broadcaster.domain.ids import DurationMs
from broadcaster.mixdown import mp3, tags
from broadcaster.mixdown.mp3_frames import walk

CONTENT = mp3.splice([mp3.encode(pcm_of(speech_like(2, 1)), kbps=64)], kbps=64)
CHAPTERS = [
    ("Nhạc hiệu", DurationMs(0), DurationMs(12_000)),
    ("Một cửa liên thông tại xã Nghĩa Sơn", DurationMs(12_000), DurationMs(48_024)),
]


def tagged(**over):
    values = {
        "title": "Bản tin sáng 15/03/2023",
        "album": "Cải cách hành chính",
        "artist": "Đài Truyền thanh huyện Nghĩa Hưng",
        "date": date(2023, 3, 15),
        "chapters": CHAPTERS,
        "comment": "Số phát 2023-03-15-morning",
    }
    return tags.tag(CONTENT, **values | over)


def read(content):
    return ID3(io.BytesIO(content), translate=False)


def test_vietnamese_words_come_back_as_written():
    found = read(tagged())
    assert found.version == (2, 3, 0)
    assert found["TIT2"].text == ["Bản tin sáng 15/03/2023"]
    assert found["TALB"].text == ["Cải cách hành chính"]
    assert found["TPE1"].text == ["Đài Truyền thanh huyện Nghĩa Hưng"]
    assert found["COMM::vie"].text == ["Số phát 2023-03-15-morning"]
    assert (found["TYER"].text, found["TDAT"].text) == (["2023"], ["1503"])


def test_chapters_come_back_in_order_with_their_times():
    found = read(tagged())
    names = found["CTOC:muc-luc"].child_element_ids
    chapters = [found[f"CHAP:{name}"] for name in names]
    assert [(c.sub_frames["TIT2"].text[0], c.start_time, c.end_time) for c in chapters] == [
        ("Nhạc hiệu", 0, 12_000),
        ("Một cửa liên thông tại xã Nghĩa Sơn", 12_000, 60_024),
    ]


def test_without_chapters_there_is_no_contents():
    assert not [key for key in read(tagged(chapters=[])) if key.startswith(("CHAP", "CTOC"))]


def test_without_comment_there_is_none():
    assert not [key for key in read(tagged(comment="")) if key.startswith("COMM")]


def test_the_sound_is_not_touched():
    assert tagged().endswith(CONTENT)
    assert mp3.decode(tagged()) == mp3.decode(CONTENT)
    assert mp3.duration(tagged()) == mp3.duration(CONTENT)


def test_tagging_again_replaces_the_tags():
    twice = tags.tag(tagged(), title="Khác", album="a", artist="b", date=date(2023, 3, 16))
    assert read(twice)["TIT2"].text == ["Khác"]
    assert twice.count(b"ID3") == 1
    assert twice.endswith(CONTENT)


@pytest.mark.parametrize("count", [1, 60])
def test_the_same_words_give_the_same_bytes(count):
    chapters = CHAPTERS[:1] * count
    assert tagged(chapters=chapters) == tagged(chapters=chapters)


FURTHER = {
    "provenance": tags.Provenance(
        outlets=["Đài xã Nghĩa Sơn", "Đài xã Nghĩa Lâm"],
        topics=["Thủ tục hành chính", "Chính quyền số", "Thủ tục hành chính"],
        scripts=["a" * 64, "b" * 64, "a" * 64],
        cuts=[f"{n:064x}"[::-1] for n in range(400)],
    )
}


def test_outlets_topics_and_hashes_come_back_by_their_names():
    found = read(tagged(**FURTHER))
    assert found["TXXX:OUTLET"].text == ["Đài xã Nghĩa Sơn; Đài xã Nghĩa Lâm"]
    assert found["TXXX:TOPIC"].text == ["Thủ tục hành chính; Chính quyền số"]
    assert found["TXXX:SCRIPTS"].text == ["a" * 12 + " " + "b" * 12]
    assert len(found["TXXX:CUTS"].text[0].split()) == 400


def test_four_hundred_hashes_take_some_kilobytes_and_none_take_nothing():
    assert len(tagged(**FURTHER)) - len(tagged()) < 6_000
    assert not [key for key in read(tagged(provenance=tags.Provenance())) if key.startswith("TXXX")]


def test_the_frames_behind_the_tags_are_whole():
    assert not walk(tagged(**FURTHER)).faults
    assert tagged(**FURTHER).endswith(CONTENT)


@pytest.mark.skipif(shutil.which("ffprobe") is None, reason="needs ffprobe")
def test_ffprobe_shows_words_and_chapters(tmp_path):
    path = tmp_path / "a.mp3"
    path.write_bytes(tagged(**FURTHER))
    asked = ["ffprobe", "-v", "error", "-show_format", "-show_chapters", "-of", "json", str(path)]
    told = json.loads(subprocess.run(asked, check=True, capture_output=True).stdout)
    assert told["format"]["tags"]["title"] == "Bản tin sáng 15/03/2023"
    assert told["format"]["tags"]["OUTLET"] == "Đài xã Nghĩa Sơn; Đài xã Nghĩa Lâm"
    chapters = [(float(c["start_time"]), float(c["end_time"]), c["tags"]["title"]) for c in told["chapters"]]
    assert chapters == [
        (0.0, 12.0, "Nhạc hiệu"),
        (12.0, 60.024, "Một cửa liên thông tại xã Nghĩa Sơn"),
    ]
