"""Whole sentences and their length."""

import pytest

from broadcaster.copydesk.reading import count_tieng, split_sentences


@pytest.mark.parametrize(
    ("spoken", "sentences"),
    [
        ("Một câu. Hai câu! Ba câu? Bốn", ("Một câu.", "Hai câu!", "Ba câu?", "Bốn")),
        ("Tại TP. Nam Định có mưa. Trời rét.", ("Tại TP. Nam Định có mưa.", "Trời rét.")),
        ("Bà Trần Thị C. Hồng nói. Hết.", ("Bà Trần Thị C. Hồng nói.", "Hết.")),
        ("1. Mục đích. Yêu cầu.", ("1. Mục đích.", "Yêu cầu.")),
        ("TS. Lê Nam đến.", ("TS. Lê Nam đến.",)),
        ("hồ sơ v.v. và giấy tờ.", ("hồ sơ v.v. và giấy tờ.",)),
        ("Nộp đơn, ảnh v.v. Người dân chờ.", ("Nộp đơn, ảnh v.v.", "Người dân chờ.")),
        ("Bà Đỗ Thị Á. Hồng nói.", ("Bà Đỗ Thị Á. Hồng nói.",)),
        ("Nhà ông A. Hùng xa.", ("Nhà ông A. Hùng xa.",)),
        ("Hồ sơ loại A. Người dân chờ.", ("Hồ sơ loại A.", "Người dân chờ.")),
        ("Ủy ban nhân dân P. Hàng Bông họp.", ("Ủy ban nhân dân P. Hàng Bông họp.",)),
        ("Ông nói: “Tốt.” Rồi đi.", ("Ông nói: “Tốt.”", "Rồi đi.")),
        ("Ông hỏi: “Được không?” rồi đi.", ("Ông hỏi: “Được không?” rồi đi.",)),
        ("Một câu.\tHai câu.", ("Một câu.", "Hai câu.")),
        ("Tiêu đề\nCâu một. Câu hai.\n", ("Tiêu đề", "Câu một.", "Câu hai.")),
        ("Rà soát;\nCắt giảm.", ("Rà soát;", "Cắt giảm.")),
        ("Đạt ba phẩy năm. điểm thấp", ("Đạt ba phẩy năm. điểm thấp",)),
        ("", ()),
        (" \n ", ()),
    ],
)
def test_a_sentence_ends_where_a_presenter_breathes(spoken, sentences):
    assert split_sentences(spoken) == sentences


def test_nothing_is_lost_between_sentences():
    spoken = "Một, hai. Ba (bốn). Năm!\nSáu; bảy.\n\nTám"
    assert " ".join(split_sentences(spoken)).split() == spoken.split()


def test_a_text_of_nothing_but_short_titles_is_one_sentence_however_long():
    assert split_sentences("TP. " * 50_000) == (("TP. " * 50_000).strip(),)


@pytest.mark.parametrize(
    ("spoken", "tieng"), [("Ủy ban nhân dân huyện.", 5), ("một - hai, ba …", 3), ("", 0), ("A4 5", 2)]
)
def test_a_tieng_holds_a_letter_or_a_digit(spoken, tieng):
    assert count_tieng(spoken) == tieng
