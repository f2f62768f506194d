"""The whole chain: any text, the alignment, and what is asked."""

import unicodedata

from hypothesis import example, given
from hypothesis import strategies as st

from broadcaster.copydesk.reading import STEPS, read
from broadcaster.domain.readings import Reading, ReadSpan

COPY_WORDS = """
UBND HĐND huyện Nghĩa Hưng ngày tháng năm quý I II IV XIII khóa lần thứ TP. TT. Q. P. km m2 ha % đồng đ VNĐ USD /người /tháng số
76/NQ-CP 45/2016/QĐ-TTg Nghị quyết của Chính phủ điểm a khoản Điều BTV ủy GS.TS. Nguyễn Văn A PCI SIPAS VNeID ABCX v.v.
dichvucong.gov.vn abc@gmail.com … ... & + = ≥ < > - – ( ) “ ” " ' / đ/c Covid-19 A4 5G QL21B 1022 0912345678 gọi từ đến và sáng
giờ phút triệu tỷ nghìn thắng xếp hạng tiêu chí CHỦ TỊCH TM. KT. 1. a) II. 2.1. • 20tr 37°C °C ½ ² ① → * # @ ~
"""
WRITTEN = COPY_WORDS.split()
NUMBERS = st.one_of(
    st.integers(0, 3000).map(str),
    st.integers(0, 10**7).map(lambda value: f"{value:,}".replace(",", ".")),
    st.tuples(st.integers(0, 200), st.integers(0, 99)).map(lambda pair: f"{pair[0]},{pair[1]}"),
    st.tuples(st.integers(1, 40), st.integers(1, 20)).map(lambda pair: f"{pair[0]}/{pair[1]}"),
    st.dates().map(lambda day: f"{day:%d/%m/%Y}"),
    st.times().map(lambda time: f"{time:%Hh%M}"),
    st.tuples(st.integers(0, 99), st.integers(0, 99)).map(lambda pair: f"{pair[0]}-{pair[1]}"),
)
GAPS = st.sampled_from([" ", " ", " ", ", ", ". ", ";\n", "\n", "\n\n", " - ", ": "])


def copy(parts):
    return "".join(word + (gap if word[-1].isalnum() else " ") for word, gap in parts)


COPY = st.lists(st.tuples(st.one_of(st.sampled_from(WRITTEN), NUMBERS), GAPS), max_size=14).map(copy)


@given(st.one_of(st.text(), st.text(alphabet=st.characters(categories=["N", "P", "S", "Z", "C"])), COPY))
@example("")
@example("\ud800")
@example("٣³½①⑫Ⅳ一")
def test_any_text_is_read_and_no_digit_is_left(text):
    spoken = read(text).spoken
    assert not any(character.isdigit() for character in spoken)
    assert "\ue000" not in spoken
    assert "\ue001" not in spoken


@given(COPY)
def test_reading_what_was_spoken_changes_nothing(text):
    spoken = read(text).spoken
    again = read(spoken)
    assert again.spoken == spoken


@given(st.one_of(st.text(), COPY))
def test_spans_stand_in_the_written_text_in_order(text):
    reading = read(text)
    assert reading.written == unicodedata.normalize("NFC", text)
    for span in reading.spans:
        assert span.start < span.end
        assert reading.written[span.start : span.end] == span.written
    pairs = zip(reading.spans, reading.spans[1:], strict=False)
    assert all(before.end <= after.start for before, after in pairs)


def test_spans_point_into_the_text_as_it_was_written():
    written = "Căn  cứ\u00a0Kế hoạch số 106/KH-\n\nUBND ngày 03/12/2021 của UBND huyện"
    spans = {span.rule: span for span in read(written).spans}
    assert spans["số văn bản"].written == "106/KH-\n\nUBND"
    assert spans["ngày tháng"].written == "03/12/2021"
    assert spans["chữ viết tắt"] == ReadSpan(
        start=written.rindex("UBND"),
        end=written.rindex("UBND") + 4,
        written="UBND",
        spoken="Ủy ban nhân dân",
        rule="chữ viết tắt",
        sure=True,
    )


def test_decomposed_letters_are_read_like_composed_ones():
    written = "ngày 5/4, UBND xã Nghĩa Sơn"
    assert read(unicodedata.normalize("NFD", written)) == read(written)


def test_plain_copy_is_its_own_spoken_form():
    plain = "Bà con mang theo giấy tờ, đến trụ sở xã. Xin cảm ơn!"
    assert read(plain) == Reading(written=plain, spoken=plain, spans=())


def test_questions_are_the_spans_nobody_is_sure_of():
    reading = read("Dự án QXZ có 20 hộ")
    assert [span.written for span in reading.questions] == ["QXZ"]
    assert [span.written for span in reading.spans] == ["QXZ", "20"]


def test_a_page_of_a_plan_is_read_without_a_question():
    page = """
KẾ HOẠCH
Tuyên truyền về cải cách hành chính năm 2023

Căn cứ Kế hoạch số 92/KH-UBND ngày 19/10/2021 của UBND huyện về

Cải cách hành chính giai đoạn 2021-2025.

I. MỤC ĐÍCH, YÊU CẦU
1. Mục đích
- Nâng cao nhận thức về kinh tế - xã hội;
- Chỉ số cải cách hành chính (PAR INDEX); …
"""
    reading = read(page)
    assert reading.questions == ()
    assert reading.spoken.splitlines() == [
        "Kế hoạch.",
        "Tuyên truyền về cải cách hành chính năm hai nghìn không trăm hai mươi ba.",
        (
            "Căn cứ Kế hoạch số chín mươi hai ngày mười chín tháng mười năm hai nghìn không trăm hai mươi mốt của Ủy ban"
            " nhân dân huyện về Cải cách hành chính giai đoạn hai nghìn không trăm hai mươi mốt đến hai nghìn không trăm"
            " hai mươi lăm."
        ),
        "Một, mục đích, yêu cầu.",
        "Một, Mục đích.",
        "Nâng cao nhận thức về kinh tế xã hội;",
        "Chỉ số cải cách hành chính, pa in đếch; vân vân.",
    ]


def test_every_step_has_a_name_for_the_editor():
    assert all(step.name and step.name == step.name.strip() for step in STEPS)
