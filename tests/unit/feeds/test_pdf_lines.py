"""Lines of a PDF joined into words and paragraphs."""

import pytest
import typst
from papers_made import samples

from broadcaster.feeds.pdf.source import PdfSource
from broadcaster.feeds.pdf.words import joined

TEXTS = samples()["bon-chi-so-danh-gia"].body


@pytest.mark.parametrize(
    ("before", "after", "whole"),
    [
        ("Kế hoạch số 106/KH-", "UBND ngày 03/12/2021", "Kế hoạch số 106/KH-UBND ngày 03/12/2021"),
        ("số 106/", "KH-UBND", "số 106/KH-UBND"),
        ("giai đoạn 2021-", "2025", "giai đoạn 2021-2025"),
        ("phát triển kinh tế-", "xã hội", "phát triển kinh tế-xã hội"),
        ("kết nối In-", "ternet", "kết nối Internet"),
        ("kết nối In\u00ad", "ternet", "kết nối Internet"),
        ("Phòng Tài chính -", "Kế hoạch", "Phòng Tài chính - Kế hoạch"),
        ("Ủy ban nhân dân", "huyện", "Ủy ban nhân dân huyện"),
    ],
)
def test_lines_are_joined_as_the_words_ask(before, after, whole):
    assert joined(before, after) == whole


def read(markup, folder):
    setting = '#set text(font: "Libertinus Serif", size: 11pt, lang: "vi")\n#set par(justify: true)\n'
    path = folder / "tin.pdf"
    path.write_bytes(typst.compile((setting + markup).encode(), ignore_system_fonts=True))
    (draft,) = PdfSource().read(path)
    return draft


def test_footnotes_stand_after_the_text_and_part_no_sentence(tmp_path):
    small_pages = '#set page(height: 9cm, width: 15cm, margin: 1.5cm, numbering: "1")\n= Tin có chú thích\n'
    note = "Theo Kế hoạch số 127/KH-UBND ngày 27/12/2022."
    body = read(f"{small_pages}{TEXTS[0]}#footnote[{note}] {TEXTS[1]}\n\n{TEXTS[2]}", tmp_path).body.split("\n\n")
    assert body[-1].endswith(note)
    assert body[-2] == TEXTS[2]
    assert len(body) == 3


def test_lists_keep_their_marks(tmp_path):
    draft = read(f"= Tin có danh sách\nCác việc sau:\n\n- {TEXTS[1]}\n- Việc ngắn\n\n+ Một\n+ Hai", tmp_path)
    assert draft.body.split("\n\n") == ["Các việc sau:", f"- {TEXTS[1]}", "- Việc ngắn", "1. Một", "2. Hai"]


def test_ligatures_are_read_letter_by_letter(tmp_path):
    assert read("= Tin chữ dính\nPhòng office, fifty, afflict.", tmp_path).body == "Phòng office, fifty, afflict."


def test_headings_within_the_text_stay_paragraphs_of_their_own(tmp_path):
    draft = read(f"= Tin có mục\n{TEXTS[0]}\n\n== I. Mục thứ nhất\n{TEXTS[1]}\n\n*1. Mục con*\n\n{TEXTS[2]}", tmp_path)
    assert draft.title == "Tin có mục"
    assert draft.body.split("\n\n") == [TEXTS[0], "I. Mục thứ nhất", TEXTS[1], "1. Mục con", TEXTS[2]]


def test_every_document_of_a_bundle_keeps_its_head(tmp_path):
    head = "#grid(columns: (1fr, 1.3fr), [ỦY BAN NHÂN DÂN \\ XÃ NGHĨA SƠN], [CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM \\ Độc lập - Tự do])"
    one = f"{head}\n\n#align(center)[*THÔNG BÁO*]\n\n{TEXTS[0]}\n"
    body = read(f"{one}#pagebreak()\n{one}#pagebreak()\n{one}", tmp_path).body
    assert body.count("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM") == 3
    assert body.count("XÃ NGHĨA SƠN") == 3


def test_the_header_of_a_single_page_goes_and_a_title_at_the_top_stays(tmp_path):
    page = "#set page(margin: (top: 12mm), header: none)\n"
    small = "#place(top + right, dy: -6mm, text(8pt)[Trang tin xã Nghĩa Sơn])\n"
    draft = read(f"{page}{small}= Tin của xã\n{TEXTS[0]}\n\n{TEXTS[1]}", tmp_path)
    assert (draft.title, draft.body.split("\n\n")) == ("Tin của xã", list(TEXTS[:2]))


def test_a_stamp_of_a_signing_program_is_no_text(tmp_path):
    stamp = "#text(7pt)[Ký bởi: Cổng Thông tin điện tử \\ Email: thongtin\\@nghiahung.gov.vn \\ Thời gian ký: 12.05.2023 10:30:00 +07:00]"
    draft = read(
        f"#place(top + right, dy: 20mm, box(width: 60mm)[{stamp}])\n= Tin của xã\n#v(40mm)\n{TEXTS[0]}", tmp_path
    )
    assert draft.body == TEXTS[0]
    assert any("Thời gian ký" in note for note in draft.notes)
