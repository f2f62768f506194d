"""The station's own words."""

import pytest

from broadcaster.copydesk.reading import read
from broadcaster.domain.readings import Lexicon, LexiconEntry


def words(*rows):
    return Lexicon(entries=tuple(LexiconEntry(written=w, spoken=s, context=tuple(c)) for w, s, *c in rows))


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("mở livestream tối nay", "mở lai chim tối nay"),
        ("thị trấn Quỹ Nhất", "thị trấn Quĩ Nhất"),
        ("UBND xã", "Ủy ban xã"),
        ("gửi qua VNPT-iOffice", "gửi qua vê nờ pê tê ai óp phít"),
        ("theo 76/NQ-CP", "theo nghị quyết bảy sáu"),
    ],
)
def test_the_station_word_goes_before_every_rule(written, spoken):
    lexicon = words(
        ("livestream", "lai chim"),
        ("Quỹ Nhất", "Quĩ Nhất"),
        ("UBND", "Ủy ban"),
        ("VNPT-iOffice", "vê nờ pê tê ai óp phít"),
        ("76/NQ-CP", "nghị quyết bảy sáu"),
    )
    assert read(written, lexicon=lexicon).spoken == spoken


def test_a_word_is_not_found_inside_another_or_in_a_code():
    lexicon = words(("CP", "cê pê"), ("an", "ăn"))
    assert read("Nghị quyết số 76/NQ-CP", lexicon=lexicon).spoken == "Nghị quyết số bảy mươi sáu của Chính phủ"
    assert read("ban lan", lexicon=lexicon).spoken == "ban lan"


def test_the_longest_entry_wins():
    lexicon = words(("Nghĩa", "một"), ("Nghĩa Hưng", "hai"))
    assert read("huyện Nghĩa Hưng", lexicon=lexicon).spoken == "huyện hai"


def test_a_context_with_a_side_has_to_stand_right_there():
    lexicon = words(("QX", "quỹ xanh"), ("QX", "quân xá", ">y tế"), ("QX", "quy xét", "<ban"))
    assert read("QX y tế, ban QX", lexicon=lexicon).spoken == "Quân xá y tế, ban quy xét"
    assert read("y tế QX ban", lexicon=lexicon).spoken == "y tế quỹ xanh ban"


def test_the_nearest_context_decides_and_a_guess_is_asked_about():
    lexicon = words(("ĐTT", "đài truyền thanh", "xã"), ("ĐTT", "đội tuyển tỉnh", "bóng đá"), ("ĐTT", "đơn tố tụng"))
    assert read("ĐTT xã Nghĩa Sơn", lexicon=lexicon).spoken == "Đài truyền thanh xã Nghĩa Sơn"
    assert read("trận bóng đá của ĐTT", lexicon=lexicon).spoken == "trận bóng đá của đội tuyển tỉnh"
    assert read("bóng đá ĐTT gặp đội của xã nhà", lexicon=lexicon).spoken == "bóng đá đội tuyển tỉnh gặp đội của xã nhà"
    guess = read("gửi ĐTT", lexicon=lexicon)
    assert guess.spoken == "gửi đơn tố tụng"
    assert [question.written for question in guess.questions] == ["ĐTT"]


def test_an_entry_whose_context_is_missing_is_left_to_the_other_rules():
    reading = read("gửi XQZ", lexicon=words(("XQZ", "xanh", "lá")))
    assert reading.spoken == "gửi ích quy dét"
    assert not reading.questions[0].sure


def test_an_entry_may_begin_with_a_mark():
    assert read("kênh @dai nhà", lexicon=words(("@dai", "a còng đài"))).spoken == "kênh a còng đài nhà"


def test_without_a_lexicon_the_built_in_words_hold():
    assert read("UBND", lexicon=None).spoken == read("UBND", lexicon=Lexicon(entries=())).spoken == "Ủy ban nhân dân"
