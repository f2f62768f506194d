import io
from datetime import date

import pytest
from mutagen.id3 import ID3
from sounds import pcm_of, speech_like

from broadcaster.domain.ids import DurationMs
from broadcaster.mixdown import mp3, tags

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
