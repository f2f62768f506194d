"""The printed week: what stands on the paper, read back from the PDF."""

import io
from dataclasses import replace
from datetime import date, timedelta

import pytest
from makers import a_playlist, a_playlist_item
from pypdf import PdfReader

from broadcaster.errors import NotTypeset
from broadcaster.reports.typeset import FONT, typeset
from broadcaster.reports.week_sheet import TEMPLATE, WeekDay, WeekRow, WeekSheet, week_sheet

MONDAY = date(2023, 3, 13)
MORNING = WeekRow(start="05:30", stop="05:45", name="Buổi sáng", what="Bản tin cải cách hành chính")
RELAY = WeekRow(start="18:00", stop="18:30", name="Tiếp âm VOV1")
NAMES = {"morning": "buổi sáng"}


def a_sheet(*rows, **changed):
    days = tuple(WeekDay(day=MONDAY + timedelta(days=number), rows=rows) for number in range(7))
    return replace(WeekSheet(station="Đài huyện", outlet="Đài Truyền thanh xã Nghĩa Sơn", days=days), **changed)


def pages(sheet):
    return [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(week_sheet(sheet, NAMES))).pages]


def test_a_week_of_equal_days_is_one_entry():
    (page,) = pages(a_sheet(MORNING, RELAY))
    assert "Tuần từ 13/3/2023 đến 19/3/2023" in page
    assert page.count("05:30") == page.count("Tiếp âm VOV1") == 1
    assert "Thứ Hai đến Chủ Nhật" in page.replace("\N{NO-BREAK SPACE}", " ")


def test_a_day_that_differs_stands_alone():
    sheet = a_sheet(MORNING)
    days = list(sheet.days)
    days[2] = replace(days[2], rows=(RELAY,), holiday="Giỗ Tổ Hùng Vương")
    (page,) = pages(replace(sheet, days=tuple(days)))
    assert page.count("05:30") == 2
    assert "15/3/2023 Giỗ Tổ Hùng Vương" in page


def test_a_day_without_anything_on_air_is_left_out():
    sheet = a_sheet(MORNING)
    (page,) = pages(replace(sheet, days=(*sheet.days[:6], replace(sheet.days[6], rows=()))))
    assert "Chủ" not in page


def test_a_week_without_any_session_says_so():
    (page,) = pages(a_sheet())
    assert "Tuần này không có buổi phát nào." in page


def test_what_is_planned_stands_on_pages_of_its_own():
    again = a_playlist_item(position=2, title="Nghị quyết [76] #1 & <đổi>", run=2)
    planned = a_playlist(items=(a_playlist_item(position=1, title="Một cửa liên thông"), again))
    sheet = a_sheet(MORNING)
    _, page = pages(replace(sheet, days=(replace(sheet.days[0], playlists=(planned,)), *sheet.days[1:])))
    assert "05:30 Buổi sáng" in page
    assert "Một cửa liên thông" in page
    assert "Nghị quyết [76] #1 & <đổi> (phát lại)" in page


def test_a_long_week_goes_on_over_pages_with_its_heading():
    sheet = a_sheet()
    rows = [(replace(MORNING, name=f"Buổi {number}"), RELAY, MORNING, RELAY, MORNING) for number in range(7)]
    days = tuple(replace(day, rows=row) for day, row in zip(sheet.days, rows, strict=True))
    told = pages(replace(sheet, days=days))
    holding = [page for page in told if "Tiếp âm" in page]
    assert len(holding) > 1
    assert all("Giờ phát" in page for page in holding)


def test_the_same_week_gives_the_same_bytes_in_our_own_font():
    sheet = a_sheet(MORNING)
    assert week_sheet(sheet, NAMES) == week_sheet(sheet, NAMES)
    fonts = PdfReader(io.BytesIO(week_sheet(sheet, NAMES))).pages[0]["/Resources"]["/Font"]
    assert all(FONT.replace(" ", "") in str(font.get_object()["/BaseFont"]) for font in fonts.values())


def test_the_paper_is_a4():
    box = PdfReader(io.BytesIO(week_sheet(a_sheet(MORNING), NAMES))).pages[0].mediabox
    assert (round(float(box.width) / 72 * 25.4), round(float(box.height) / 72 * 25.4)) == (210, 297)


def test_values_that_do_not_fit_the_template_are_refused():
    with pytest.raises(NotTypeset, match=TEMPLATE):
        typeset(TEMPLATE, {}, made_at=a_playlist().starts_at)
