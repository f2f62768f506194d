"""The line format that templates produce and people edit."""

import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from makers import a_script

from broadcaster.copydesk.script_format import WrittenLine, parse, unparse
from broadcaster.copydesk.write import from_lines
from broadcaster.domain.carts import CartKind
from broadcaster.domain.scripts import LinePart, Presenter, ReadLine, SoundCue
from broadcaster.errors import CopyUnreadable

PATH = "scripts/templates/tin.j2"


def test_every_kind_of_line_is_understood():
    text = """
# Tin: chú thích không đọc
NỮ [xướng]: Đây là Đài.
NAM [chào]: Kính chào.
NỮ [giới thiệu]: Trong bản tin hôm nay:
NAM [điểm tin]: Một cửa liên thông.
NHẠC: nhạc cắt

NỮ: Nội dung: có hai chấm.
NAM [kết]: Thân ái chào.
"""
    lines = parse(text, path=PATH)
    assert [line.part for line in lines if isinstance(line, WrittenLine)] == [
        LinePart.CALL,
        LinePart.GREETING,
        LinePart.INTRODUCTION,
        LinePart.HEADLINE,
        LinePart.BODY,
        LinePart.SIGN_OFF,
    ]
    assert lines[4] == SoundCue(cart=CartKind.STING)
    assert lines[5] == WrittenLine(presenter=Presenter.FEMALE, written="Nội dung: có hai chấm.")


@pytest.mark.parametrize(
    ("word", "cart"),
    [
        ("nhạc cắt", CartKind.STING),
        ("nhạc nền", CartKind.BED),
        ("Nhạc hiệu", CartKind.IDENT),
        ("nhạc kết.", CartKind.CLOSING),
    ],
)
def test_music_is_called_by_its_vietnamese_name(word, cart):
    assert parse(f"NHẠC: {word}\nNỮ: Lời.", path=PATH)[0] == SoundCue(cart=cart)


@pytest.mark.parametrize(
    "line",
    ["nữ: Lời.", "Nữ :  Lời.", "  NỮ\t: Lời. ", "NỮ\uff1aLời.", unicodedata.normalize("NFD", "NỮ: Lời."), "NỮ: Lời.\r"],
)
def test_small_slips_of_the_hand_are_forgiven(line):
    assert parse(line, path=PATH) == (WrittenLine(presenter=Presenter.FEMALE, written="Lời."),)


@pytest.mark.parametrize(
    "line",
    [
        "Lời không có người đọc.",
        "MC: Lời của người lạ.",
        "NỮ Quên hai chấm.",
        "NỮ [mở đầu]: Phần không có.",
        "NỮ:",
        "NHẠC: kèn trống",
        "NHẠC [kết]: nhạc kết",
        "BTV NỮ: Hai chữ.",
    ],
)
def test_a_line_that_is_none_is_told_with_file_number_and_words(line):
    with pytest.raises(CopyUnreadable) as raised:
        parse(f"# đầu\n\nNỮ: Lời.\n{line}\n", path=PATH)
    assert f"{PATH} cho ra dòng 4 " in str(raised.value)
    assert line in str(raised.value)


def test_a_long_unreadable_line_is_shown_by_its_beginning():
    with pytest.raises(CopyUnreadable) as raised:
        parse("x" * 500, path=PATH)
    assert "x" * 80 + "…" in str(raised.value)
    assert "x" * 81 not in str(raised.value)


@pytest.mark.parametrize("text", ["", "\n\n", "# chỉ có chú thích\n", "NHẠC: nhạc cắt\n"])
def test_a_script_that_says_nothing_is_refused(text):
    with pytest.raises(CopyUnreadable, match="không có lời nào"):
        parse(text, path=PATH)


def test_an_unparsed_script_opens_with_its_title_as_a_remark():
    first, second = unparse(a_script()).splitlines()[:2]
    assert first == "# Một cửa liên thông tại xã Nghĩa Sơn"
    assert second == "NỮ [điểm tin]: Xã Nghĩa Sơn giải quyết đúng hạn 99,2 % hồ sơ."


WORDS = st.text(alphabet=st.sampled_from("aăâđêôơưáềổỹ NỮNAM:[]#.,%0123"), min_size=1).filter(str.strip)
LINES = st.builds(
    ReadLine,
    presenter=st.sampled_from(Presenter),
    written=WORDS.map(lambda text: " ".join(text.split())),
    spoken=st.just("lời"),
    part=st.sampled_from(LinePart),
)
CUES = st.builds(SoundCue, cart=st.sampled_from(CartKind))


@given(st.lists(LINES | CUES, min_size=1).filter(lambda lines: any(isinstance(line, ReadLine) for line in lines)))
def test_what_is_unparsed_is_parsed_back_word_for_word(lines):
    script = replace(a_script(), lines=tuple(lines))
    assert from_lines(parse(unparse(script), path=PATH), read=lambda *_: "lời") == script.lines
