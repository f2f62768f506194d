"""Where a reader breathes: groups of 5 to 25 tiếng, their pauses, and what a voice is handed."""

from importlib.resources import files
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadcaster.copydesk.reading import count_tieng, read
from broadcaster.copydesk.reading.breath_places import LEAST, MOST, parting_places
from broadcaster.copydesk.reading.breaths import breath_groups, with_breaths
from broadcaster.domain.breaths import PAUSES, PauseKind

PLAN = "Kế hoạch tuyên truyền năm hai nghìn không trăm hai mươi ba"
DATE = "ngày mười chín tháng mười năm hai nghìn không trăm hai mươi mốt"
NEWS = [
    each.read_text(encoding="utf-8")
    for profile in ("huyen-2023", "xa-2025")
    for each in sorted((files("broadcaster") / "profiles" / profile / "news").iterdir(), key=lambda each: each.name)
    if each.name.endswith((".md", ".txt"))
]
SOURCE = files("broadcaster") / "profiles" / "huyen-2023" / "sources" / "ke-hoach-tuyen-truyen-cchc-2023.txt"

VOCABULARY = (
    "Ủy ban nhân dân huyện Nghĩa Hưng và của để trong với từ hai đến ba mươi nghìn là theo dõi công bằng – được"
)
MARKED = st.tuples(
    st.sampled_from(VOCABULARY.split()),
    st.sampled_from([""] * 12 + [",", ";", ":", ".", "?", "…", ',"', "\n", ".\n"]),
).map("".join)
TEXTS = st.one_of(st.text(), st.lists(MARKED, max_size=120).map(" ".join))


def _shown(spoken):
    return [group.text for group in breath_groups(spoken)]


def _pauses(spoken):
    return [group.kind for group in breath_groups(spoken)]


@pytest.mark.parametrize(
    ("spoken", "groups"),
    [
        ("Hộ kinh doanh làm thủ tục, nộp hồ sơ trực tuyến.", ["Hộ kinh doanh làm thủ tục,", "nộp hồ sơ trực tuyến."]),
        ("Nộp một lần, trả một lần, đúng hẹn.", ["Nộp một lần, trả một lần, đúng hẹn."]),
        (
            "Ông Nam, chủ tịch, nói với bà con trong xã: hồ sơ đã được nộp đủ.",
            ["Ông Nam, chủ tịch, nói với bà con trong xã:", "hồ sơ đã được nộp đủ."],
        ),
        ("Hết. Xin chào quý vị.", ["Hết.", "Xin chào quý vị."]),
        ("Rà soát;\ncắt giảm;\nđơn giản hóa.", ["Rà soát;", "cắt giảm;", "đơn giản hóa."]),
        (
            "Chuyển đổi số ở huyện – việc của mọi nhà mọi người",
            ["Chuyển đổi số ở huyện –", "việc của mọi nhà mọi người"],
        ),
        ("– Nộp hồ sơ qua mạng", ["– Nộp hồ sơ qua mạng"]),
        ("", []),
        (" \n ", []),
    ],
)
def test_a_reader_breathes_at_marks_and_short_neighbours_share_a_breath(spoken, groups):
    assert _shown(spoken) == groups


@pytest.mark.parametrize(
    ("spoken", "groups"),
    [
        (
            f"Cải cách thể chế là nội dung cơ bản đầu tiên được nêu trong {PLAN} của huyện Nghĩa Hưng.",
            [
                "Cải cách thể chế là nội dung cơ bản đầu tiên được nêu",
                f"trong {PLAN} của huyện Nghĩa Hưng.",
            ],
        ),
        (
            f"Văn bản thứ nhất là Kế hoạch số chín mươi hai của Ủy ban nhân dân {DATE}.",
            [
                "Văn bản thứ nhất là Kế hoạch số chín mươi hai của Ủy ban nhân dân",
                f"{DATE}.",
            ],
        ),
    ],
)
def test_a_long_stretch_without_a_mark_is_parted_before_a_joining_word_as_evenly_as_it_can(spoken, groups):
    assert _shown(spoken) == groups
    assert _pauses(spoken) == [PauseKind.BREATH, PauseKind.PARAGRAPH]


LONG_NUMBER = " ".join(["chín trăm chín mươi chín nghìn chín trăm chín mươi chín tỷ"] * 4)


@pytest.mark.parametrize(
    "whole",
    [
        LONG_NUMBER,
        f"{LONG_NUMBER} đến {LONG_NUMBER}",  # a range of numbers is one number to the ear
        " ".join(["Nguyễn Văn Hùng"] * 10),
        " ".join(["Nông nghiệp và Môi trường"] * 6),
        " ".join(["tự do theo dõi công bằng"] * 6),
        " ".join(["Bộ phận tiếp nhận và trả kết quả"] * 4),
        " ".join(["một cửa"] * 15),
    ],
)
def test_a_number_a_name_and_a_compound_are_never_parted(whole):
    (group,) = breath_groups(whole)
    assert group.tieng > MOST
    assert group.text == whole


def test_no_breath_comes_after_a_word_that_leans_on_the_next():
    spoken = "Các cơ quan đơn vị trên địa bàn huyện không theo một mẫu chung nào cả mà tự đặt ra các quy trình riêng cho mình"
    assert _shown(spoken) == [
        "Các cơ quan đơn vị trên địa bàn huyện không theo một mẫu chung nào cả",
        "mà tự đặt ra các quy trình riêng cho mình",
    ]


def test_each_line_end_says_whether_it_ends_a_paragraph_or_an_item_of_a_list():
    spoken = "Có ba việc:\nrà soát;\ncắt giảm\nđơn giản hóa. Làm ngay.\nHết"
    assert _pauses(spoken) == [
        PauseKind.LIST_ITEM,
        PauseKind.LIST_ITEM,
        PauseKind.LIST_ITEM,
        PauseKind.SENTENCE,
        PauseKind.PARAGRAPH,
        PauseKind.PARAGRAPH,
    ]


def test_every_mark_has_its_own_pause_and_a_stronger_mark_is_never_shorter():
    spoken = "Một hai ba bốn năm, sáu bảy tám chín mười – một hai ba bốn năm; sáu bảy tám chín mười: một hai ba bốn năm"
    assert _pauses(spoken)[:4] == [PauseKind.COMMA, PauseKind.DASH, PauseKind.SEMICOLON, PauseKind.COLON]
    assert [group.pause for group in breath_groups(spoken)] == [PAUSES[kind] for kind in _pauses(spoken)]
    assert list(PAUSES) == list(PauseKind)
    assert sorted(PAUSES.values()) == list(PAUSES.values())


@given(TEXTS)
def test_the_groups_hold_the_words_of_the_text_unchanged_and_in_order(spoken):
    groups = breath_groups(spoken)
    assert " ".join(group.text for group in groups).split() == spoken.split()
    assert [group.tieng for group in groups] == [count_tieng(group.text) for group in groups]


@given(TEXTS)
def test_only_what_offers_no_place_is_longer_than_a_breath(spoken):
    for group in breath_groups(spoken):
        words = group.text.split()
        assert group.tieng <= MOST or not parting_places(words, [count_tieng(word) for word in words])


@given(TEXTS)
def test_short_neighbours_in_a_sentence_stay_apart_only_where_a_breath_cannot_hold_both(spoken):
    groups = breath_groups(spoken)
    for one, two in pairwise(groups):
        if not one.kind.ends_a_cut and one.tieng < LEAST:
            assert one.tieng + two.tieng > MOST


@given(TEXTS)
def test_a_voice_gets_the_same_words_and_commas_alone_are_added(sentence):
    handed = with_breaths(sentence)
    assert [word.rstrip(",") for word in handed.split()] == [word.rstrip(",") for word in sentence.split()]
    assert with_breaths(handed) == handed


@pytest.mark.parametrize("text", [*NEWS, SOURCE.read_text(encoding="utf-8")])
def test_real_news_is_said_in_breaths_of_5_to_25_tieng(text):
    groups = breath_groups(read(text.split("\n\n", 1)[1]).spoken)
    assert max(group.tieng for group in groups) <= MOST
    assert sum(group.tieng < LEAST and not group.kind.ends_a_cut for group in groups) <= len(groups) / 50


def test_a_sentence_that_needs_no_breath_is_handed_over_byte_for_byte():
    assert with_breaths("Xin chào  quý vị,\tbà con!") == "Xin chào  quý vị,\tbà con!"


def test_a_text_as_long_as_a_book_is_cut():
    spoken = "công việc của huyện và xã theo kế hoạch " * 20_000
    assert sum(group.tieng for group in breath_groups(spoken)) == 180_000
