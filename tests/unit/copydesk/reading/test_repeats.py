"""Brackets that only repeat an abbreviation of the words before."""

import pytest

from broadcaster.copydesk.reading import read


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("Ủy ban nhân dân (UBND) huyện", "Ủy ban nhân dân huyện"),
        ("cải cách hành chính (CCHC) của huyện", "cải cách hành chính của huyện"),
        ("Trung tâm Phục vụ hành chính công (TTPVHCC) xã", "Trung tâm Phục vụ hành chính công xã"),
        ("Ban Chỉ đạo phòng, chống dịch (BCĐ) họp", "Ban Chỉ đạo phòng, chống dịch họp"),
        ("Hội Vườn cây Xanh (HVCX) xã", "Hội Vườn cây Xanh xã"),
    ],
)
def test_a_bracket_that_repeats_is_silent_and_says_so(written, spoken):
    reading = read(written)
    assert reading.spoken == spoken
    (silent,) = [span for span in reading.spans if span.spoken == ""]
    assert silent.rule == "ngoặc nhắc lại"
    assert silent.note


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("Chỉ số năng lực cạnh tranh (PCI) tăng", "Chỉ số năng lực cạnh tranh, pê xê i, tăng"),
        ("Ông An (UBND xã) trả lời", "Ông An, Ủy ban nhân dân xã, trả lời"),
        ("Chủ tịch xã (Trưởng ban) họp", "Chủ tịch xã, Trưởng ban, họp"),
    ],
)
def test_a_bracket_with_news_in_it_is_read(written, spoken):
    assert read(written).spoken == spoken
