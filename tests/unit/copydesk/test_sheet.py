"""The script sheet of an edition: rows that add up, a page that needs nothing else."""

import re
from datetime import date, time
from html.parser import HTMLParser
from pathlib import Path

import pytest
from makers import a_music_segment, a_segment, a_spoken_line, an_edition, an_utterance

from broadcaster.copydesk.sheet import SheetHeading, html_sheet, sheet_rows, text_sheet
from broadcaster.domain.carts import CartKind, SegmentKind
from broadcaster.domain.scripts import Presenter

TEMPLATES = Path(__file__).parents[3] / "broadcaster" / "profiles" / "templates"
GOLDEN = Path(__file__).parents[2] / "golden"

HEADING = SheetHeading(
    station="Đài Phát thanh huyện Nghĩa Hưng",
    programme="Bản tin cải cách hành chính",
    session_name="buổi sáng",
    air_date=date(2023, 3, 15),
    air_times=(time(5, 30), time(6)),
    editor="Ban Biên tập",
    female="Nữ phát thanh viên",
    approver="Lê Văn Trưởng",
)


def shipped(name):
    return (TEMPLATES / name).read_text(encoding="utf-8"), f"scripts/templates/{name}"


def a_line(starts, written="Lời đọc.", presenter=Presenter.FEMALE):
    return a_spoken_line(
        presenter=presenter, written=written, spoken=written.upper(), utterances=(an_utterance(starts=starts),)
    )


def a_bulletin():
    """Ident, opening over a bed, an item in two voices, a sting, a slogan: 1'30"."""
    item = (
        a_line(300, "Bộ phận một cửa giải quyết 1.250 hồ sơ trong quý I."),
        a_line(9_700, "Tỷ lệ đúng hạn đạt 99,2 %.", Presenter.MALE),
    )
    sting = {"kind": SegmentKind.STING, "title": "Nhạc cắt", "duration": 4_008, "music": CartKind.STING}
    return an_edition(
        id="2023-03-15-morning-3f2a91bc",
        segments=(
            a_music_segment(),
            a_segment(
                kind=SegmentKind.OPENING,
                title=SegmentKind.OPENING.label,
                duration=14_400,
                lines=(a_line(600, "Đây là Đài Phát thanh huyện Nghĩa Hưng."),),
                music=CartKind.BED,
            ),
            a_segment(lines=item),
            a_music_segment(**sting),
            a_segment(
                kind=SegmentKind.SPOT,
                title="Khẩu hiệu: Chung tay cải cách",
                duration=11_592,
                lines=(a_line(300, "Toàn dân chung tay cải cách hành chính!"),),
            ),
        ),
    )


# --- rows


def test_a_row_is_a_paragraph_or_music_alone():
    rows = sheet_rows(a_bulletin())
    assert [(row.number, row.presenter, row.music) for row in rows] == [
        (1, "", "Nhạc hiệu"),
        (2, "NỮ", "Nhạc nền"),
        (3, "NỮ", ""),
        (4, "NAM", ""),
        (5, "", "Nhạc cắt"),
        (6, "NỮ", ""),
    ]
    assert rows[3].text == "Tỷ lệ đúng hạn đạt 99,2 %."
    assert rows[3].spoken == "TỶ LỆ ĐÚNG HẠN ĐẠT 99,2 %."


def test_the_first_row_of_a_part_names_it_once():
    assert [row.opens for row in sheet_rows(a_bulletin())] == [
        "Nhạc hiệu",
        "Lời xướng, lời chào",
        "Tin: Một cửa liên thông tại xã Nghĩa Sơn",
        "",
        "Nhạc cắt",
        "Khẩu hiệu: Chung tay cải cách",
    ]


def test_a_title_that_only_begins_like_its_kind_keeps_the_kind():
    edition = an_edition(segments=(a_segment(title="Tinh giản biên chế"),))
    assert sheet_rows(edition)[0].opens == "Tin: Tinh giản biên chế"


def test_the_seconds_of_the_rows_add_up_to_the_edition():
    odd = [a_segment(duration=10_392, lines=(a_line(312), a_line(3_744), a_line(7_128))) for _ in range(7)]
    edition = an_edition(segments=tuple(odd))
    rows = sheet_rows(edition)
    assert all(row.starts % 1000 == 0 and row.duration % 1000 == 0 for row in rows)
    assert sum(row.duration for row in rows) == round(edition.duration / 1000) * 1000
    assert [row.starts + row.duration for row in rows[:-1]] == [row.starts for row in rows[1:]]


# --- as text


def test_the_text_sheet_is_the_golden_one():
    sheet = text_sheet(a_bulletin(), HEADING, source=shipped)
    assert sheet == (GOLDEN / "to-kich-ban.txt").read_text(encoding="utf-8")


# --- as a page


class Page(HTMLParser):
    """Gathers tags, addresses and the text of every cell."""

    def __init__(self, page):
        super().__init__()
        self.tags, self.addresses, self.rows, self.text = set(), [], [], ""
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.addresses += [value for name, value in attrs if name in {"href", "src", "srcset", "action"}]
        if tag == "tr":
            self.rows.append([])
        if tag in {"td", "th"}:
            self.rows[-1].append("")

    def handle_data(self, data):
        self.text += data
        if self.rows and self.rows[-1]:
            self.rows[-1][-1] += data.strip()


@pytest.fixture(scope="module")
def page():
    return html_sheet(a_bulletin(), HEADING, source=shipped)


def test_the_page_has_the_columns_of_a_script_sheet_and_a_row_for_each_line(page):
    rows = Page(page).rows
    assert rows[0] == ["STT", "PTV", "Nội dung", "Nhạc", "Thời lượng"]
    assert ["1", "", "", "Nhạc hiệu", "0'12\""] in rows
    assert ["4", "NAM", "Tỷ lệ đúng hạn đạt 99,2 %.", "", "0'38\""] in rows
    assert ["từ 0'26\"Tin: Một cửa liên thông tại xã Nghĩa Sơn"] in rows


def test_the_page_shows_the_heading_of_a_script_sheet(page):
    text = Page(page).text
    for shown in [
        "Đài Phát thanh huyện Nghĩa Hưng",
        "Bản tin cải cách hành chính, buổi sáng thứ Tư, ngày 15/3/2023",
        "05:30, 06:00",
        "1'30\"",
        "Ban Biên tập",
        "Nữ phát thanh viên",
        "Lê Văn Trưởng",
        "Kỹ thuật",
        "2023-03-15-morning-3f2a91bc",
    ]:
        assert shown in text


def test_a_name_that_is_not_known_is_a_line_to_fill_in_by_hand(page):
    assert '<dt>Kỹ thuật</dt><dd class="blank"></dd>' in page
    assert "Kỹ thuật:      ....." in text_sheet(a_bulletin(), HEADING, source=shipped)


def test_the_page_needs_no_network_no_script_and_no_other_file(page):
    read = Page(page)
    assert read.addresses == []
    assert not read.tags & {"script", "link", "img", "iframe", "object", "embed"}
    assert not re.search(r"url\(|@import|@font-face|https?:", page)


def test_the_page_is_vietnamese_and_fits_a_phone(page):
    assert '<html lang="vi">' in page
    assert '<meta charset="utf-8">' in page
    assert 'name="viewport" content="width=device-width, initial-scale=1"' in page


def test_on_paper_no_letter_is_smaller_than_14_points_and_no_row_is_split(page):
    paper = page[page.index("@media print") : page.index("</style>")]
    sizes = [int(size) for size in re.findall(r"font-size: (\d+)pt", paper)]
    assert min(sizes) == 14
    assert "size: A4" in paper
    assert re.search(r"tr, dl { break-inside: avoid; }", paper)
    smaller = re.findall(r"([\w. ]+) {[^}]*font-size: \.\d+rem", page.split("@media")[0])
    for selector in smaller:
        assert re.search(rf"(^|[\s,]){re.escape(selector.strip())}[\s,]", paper), selector


def test_what_people_wrote_cannot_change_the_page():
    edition = an_edition(segments=(a_segment(title="<script>", lines=(a_line(0, "a < b & c <img src=x>"),)),))
    read = Page(html_sheet(edition, HEADING, source=shipped))
    assert not read.tags & {"script", "img"}
    assert any("a < b & c <img src=x>" in row for row in read.rows)
