import re
import sys
from xml.etree import ElementTree as ET

import matplotlib as mpl
import pytest
from makers import Tally, a_tally, a_timetable, a_topic, an_airtime_report, an_airtime_row

from broadcaster.domain.ids import DurationMs, TopicCode
from broadcaster.reports.airtime_chart import airtime_chart

SVG = "{http://www.w3.org/2000/svg}"


def drawn(report=None, timetable=None):
    return airtime_chart(report or an_airtime_report(), timetable or a_timetable())


def texts_of(svg):
    return ["".join(node.itertext()) for node in ET.fromstring(svg).iter(f"{SVG}text")]


def test_the_chart_is_one_svg_element():
    root = ET.fromstring(drawn())
    assert root.tag == f"{SVG}svg"
    assert root.get("role") == "img"
    assert root.get("aria-label") == "Thời lượng theo chủ đề, kỳ 2023-03 (phút)"


def test_the_same_report_gives_the_same_bytes():
    assert drawn() == drawn()


def test_text_stays_text_with_its_diacritics():
    texts = texts_of(drawn())
    assert "Một cửa" in texts
    assert {"Kế hoạch", "Đã gửi", "Đã phát"} <= set(texts)


def test_bars_tell_their_minutes_with_a_comma():
    row = an_airtime_row(planned_first=a_tally(length=DurationMs(90_000)), planned_repeat=Tally())
    assert "1,5" in texts_of(drawn(an_airtime_report(by_topic=(row,))))


def test_rehearsal_is_drawn_apart_and_only_when_there_was_one():
    assert not any("Diễn tập" in text for text in texts_of(drawn()))
    row = an_airtime_row(rehearsed_first=a_tally(length=DurationMs(150_000)))
    texts = texts_of(drawn(an_airtime_report(by_topic=(row,), rehearsals=2)))
    assert "Diễn tập (không tính là đã phát)" in texts
    assert "2,5" in texts


def test_grades_differ_in_a_grey_print():
    row = an_airtime_row(rehearsed_first=a_tally())
    svg = drawn(an_airtime_report(by_topic=(row,), rehearsals=2))
    assert len(re.findall("<pattern ", svg)) == 2


def test_the_chart_takes_the_readers_colour_and_reaches_nothing_outside():
    svg = drawn()
    assert "currentColor" in svg
    assert "#0a0a0b" not in svg
    assert "<style" not in svg
    assert "<metadata" not in svg
    addresses = set(re.findall(r"https?://[^\"' ]+", svg))
    assert addresses == {"http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"}


def test_a_name_cannot_break_out_of_the_chart():
    timetable = a_timetable(topics=(a_topic(short='<script>"&'),))
    svg = airtime_chart(an_airtime_report(period='"><b>'), timetable)
    assert ET.fromstring(svg).get("aria-label") == 'Thời lượng theo chủ đề, kỳ "><b> (phút)'
    assert '<script>"&' in texts_of(svg)


def test_every_topic_keeps_its_name_in_order():
    codes = [TopicCode(code) for code in range(11)]
    timetable = a_timetable(topics=tuple(a_topic(code=code, short=f"Chủ đề {code}") for code in codes))
    report = an_airtime_report(by_topic=tuple(an_airtime_row(topic=code) for code in codes))
    names = [text for text in texts_of(drawn(report, timetable)) if text.startswith("Chủ đề ")]
    assert names == [f"Chủ đề {code}" for code in codes]


@pytest.mark.parametrize("rows", [(), (an_airtime_row(planned_first=Tally(), planned_repeat=Tally()),)])
def test_a_period_without_airtime_has_an_empty_chart(rows):
    assert ET.fromstring(drawn(an_airtime_report(by_topic=rows))) is not None


def test_drawing_leaves_no_trace_in_the_library():
    before = mpl.rcParams["svg.fonttype"], mpl.rcParams["font.size"]
    drawn()
    assert (mpl.rcParams["svg.fonttype"], mpl.rcParams["font.size"]) == before
    assert "matplotlib.pyplot" not in sys.modules
