"""The page of a day: whole, honest, and on its own."""

import re
from datetime import timedelta
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from makers import (
    DAY,
    EVENING,
    NOW,
    STATION,
    a_frame_script,
    a_handover,
    a_playlist,
    a_programme,
    a_script,
    a_sha,
    a_station_outlet,
    a_target_result,
    a_timetable,
    airings_of,
    an_airtime_report,
    an_edition,
    an_outlet,
)

from broadcaster.domain.airings import Evidence
from broadcaster.domain.approvals import ScriptState
from broadcaster.domain.ids import DurationMs
from broadcaster.errors import TemplateBroken, TemplateMissing, TemplateUndefined
from broadcaster.reports.airtime_chart import airtime_chart
from broadcaster.reports.day_page import STYLE, TEMPLATE, day_page
from broadcaster.reports.packaged import package_source
from broadcaster.reports.page_values import DayPage, PageEdition, PageOutlet, PageScript

VOID = {"meta", "br", "link", "img", "hr", "input"}
CHART = airtime_chart(an_airtime_report(), a_timetable())
SVG_OR_LINK = {"xlink:href", "href", "src"}
MORNING_EDITION, EVENING_EDITION = an_edition(), an_edition(session=EVENING)
SENT = PageOutlet(
    outlet=an_outlet(),
    playlists=(a_playlist(EVENING_EDITION), a_playlist(MORNING_EDITION)),
    handover=a_handover(path="audio_out/2023-03-15/NGHIA-SON/gói phát.zip", bundle=a_sha("gói")),
)
UNSENT = PageOutlet(
    outlet=a_station_outlet(), playlists=(a_playlist(MORNING_EDITION, outlet_id=STATION),), handover=None
)


def a_page(**over):
    values = {
        "station": "Đài Truyền thanh huyện Nghĩa Hưng",
        "air_date": DAY,
        "made_at": NOW,
        "timetable": a_timetable(),
        "editions": (
            PageEdition(edition=MORNING_EDITION, programme=a_programme(MORNING_EDITION, path="audio_out/sáng.mp3")),
            PageEdition(edition=EVENING_EDITION, programme=None),
        ),
        "scripts": (
            PageScript(script=a_script(), state=ScriptState.CLEARED),
            PageScript(script=a_frame_script(), state=ScriptState.DRAFT),
        ),
        "outlets": (UNSENT, SENT),
        "recorded": 6,
        "deviations": (),
        "report": an_airtime_report(),
        "chart": CHART,
    }
    return DayPage(**values | over)


class Reader(HTMLParser):
    """Reads a page as a browser would, and remembers what tests ask for."""

    def __init__(self):
        super().__init__()
        self.open, self.tags, self.headings, self.texts, self.unclosed = [], [], [], [], []

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))

    def handle_startendtag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.unclosed.append(tag)

    def handle_data(self, data):
        if not self.open or self.open[-1] != "style":
            self.texts.append(data)

    @property
    def text(self):
        return " ".join(" ".join(self.texts).split())


def read(page=None):
    reader = Reader()
    reader.feed(day_page(page or a_page()))
    reader.close()
    return reader


# --- a page on its own


def test_every_element_is_closed_in_order():
    reader = read()
    assert reader.unclosed == []
    assert reader.open == []


def test_nothing_is_fetched_from_anywhere():
    html = day_page(a_page())
    reader = read()
    assert not {tag for tag, _ in reader.tags} & {"script", "link", "img", "iframe", "object", "embed"}
    links = [value for _, attrs in reader.tags for name, value in attrs.items() if name in SVG_OR_LINK]
    assert links
    for link in links:
        assert not re.match(r"[a-z][a-z0-9+.-]*:|/", link, re.IGNORECASE), link
    assert "@import" not in html
    assert not re.search(r"url\((?!#)", html)


def test_the_same_day_gives_the_same_bytes():
    assert day_page(a_page()) == day_page(a_page())


def test_the_language_and_the_screen_are_told():
    tags = read().tags
    assert ("html", {"lang": "vi"}) in tags
    assert any(tag == "meta" and attrs.get("name") == "viewport" for tag, attrs in tags)
    assert any(tag == "meta" and attrs.get("charset") == "utf-8" for tag, attrs in tags)


def test_headings_never_skip_a_level():
    levels = read().headings
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_anchors_lead_somewhere_and_names_are_given_once():
    tags = read().tags
    ids = [attrs["id"] for _, attrs in tags if "id" in attrs]
    assert len(ids) == len(set(ids))
    anchors = [attrs["href"][1:] for tag, attrs in tags if tag == "a" and attrs["href"].startswith("#")]
    assert len(anchors) >= 6
    assert set(anchors) <= set(ids)


def test_tables_have_scopes_and_stand_in_a_box_that_scrolls():
    html, tags = day_page(a_page()), read().tags
    assert all("scope" in attrs for tag, attrs in tags if tag == "th")
    boxes = [attrs for _, attrs in tags if attrs.get("class") == "scroll"]
    assert all(attrs["tabindex"] == "0" and attrs["role"] == "region" and attrs["aria-label"] for attrs in boxes)
    tables = sum(tag == "table" for tag, _ in tags)
    assert len(re.findall(r'<div class="scroll"[^>]*>\s*<table>', html)) == tables


def test_text_from_outside_cannot_become_markup():
    evil = "<script>alert(1)</script>"
    page = a_page(
        station=evil,
        warnings=(evil,),
        outlets=(PageOutlet(outlet=an_outlet(name=evil), playlists=(), handover=None),),
        scripts=(PageScript(script=a_script(title=evil, writer=evil), state=ScriptState.DRAFT),),
    )
    assert "<script" not in day_page(page)
    assert evil in read(page).text


@pytest.mark.parametrize("path", ["//máy-khác/gói.zip", "https://example.org/a.zip", "javascript:alert(1)"])
def test_no_path_can_become_an_address_elsewhere(path):
    page = a_page(outlets=(PageOutlet(outlet=an_outlet(), playlists=(), handover=a_handover(path=path)),))
    (link,) = [attrs["href"] for tag, attrs in read(page).tags if tag == "a" and "download" in attrs]
    assert not re.match(r"[a-z]+:|/", link)


# --- what it says


def test_the_day_is_named():
    assert "Phát sóng thứ Tư, ngày 15/3/2023" in read().text


def test_a_programme_can_be_heard_whole_and_item_by_item():
    tags = read().tags
    players = [attrs for tag, attrs in tags if tag == "audio"]
    assert [attrs["src"] for attrs in players] == ["audio_out/s%C3%A1ng.mp3", "audio_out/s%C3%A1ng.mp3#t=12.000,60.000"]
    assert all("controls" in attrs and attrs["preload"] == "none" and attrs["aria-label"] for attrs in players)
    parts = [attrs["href"] for tag, attrs in tags if tag == "a" and "#t=" in attrs["href"]]
    assert parts == [
        f"audio_out/s%C3%A1ng.mp3#t={span}" for span in ("0.000,12.000", "12.000,60.000", "60.000,120.000")
    ]


def test_an_item_with_a_file_of_its_own_plays_that_file():
    page = a_page(sounds={a_script().item_id: "audio_out/tin.mp3"})
    assert "audio_out/tin.mp3" in [attrs.get("src") for tag, attrs in read(page).tags if tag == "audio"]


def test_segments_stand_at_their_local_time_and_their_place_in_the_file():
    text = read().text
    assert "05:30:12 Tin Một cửa liên thông tại xã Nghĩa Sơn 0:12 0:48 Nghe" in text


def test_an_edition_that_is_not_mixed_says_so():
    assert "Chưa dựng tệp âm thanh." in read().text


def test_a_script_shows_who_reads_what_and_how_far_it_is():
    text = read().text
    assert "NAM Bộ phận một cửa giải quyết 1.250 hồ sơ trong quý I." in text
    assert "đã nghe duyệt" in text
    assert "tin · Một cửa · buổi sáng · 0:48" in text


def test_an_outlet_shows_its_times_its_bundle_and_its_hash():
    text = read().text
    assert "Đài Truyền thanh xã Nghĩa Sơn 05:30:00 buổi sáng 17:30:00 buổi chiều FM không dây Tải gói 14,4 MB" in text
    assert a_sha("gói") in text
    links = [attrs["href"] for tag, attrs in read().tags if tag == "a" and "download" in attrs]
    assert links == ["audio_out/2023-03-15/NGHIA-SON/g%C3%B3i%20ph%C3%A1t.zip"]


def test_an_outlet_without_bundle_is_not_shown_as_sent():
    text = read().text
    assert "chưa gửi" in text
    assert "Gói phát đã gửi 1/2" in text


def test_a_log_without_entries_claims_nothing():
    text = read(a_page(recorded=0)).text
    assert "chưa biết đã phát hay chưa" in text
    assert "Không mục nào" not in text


def test_a_log_as_planned_says_so():
    assert "Không mục nào trong nhật ký lệch kế hoạch." in read().text


def test_what_went_wrong_is_told_with_cause_and_evidence():
    playlist = a_playlist(EVENING_EDITION)
    lost = airings_of(
        playlist,
        observed_start=None,
        observed_stop=None,
        played=DurationMs(0),
        cause="mất điện",
        evidence=Evidence.REHEARSAL,
    )
    late = airings_of(a_playlist(MORNING_EDITION))[:1]
    late = airings_of(a_playlist(MORNING_EDITION), observed_start=late[0].planned_at + timedelta(seconds=95), cause="")[
        :1
    ]
    text = read(a_page(deviations=lost + late)).text
    assert "buổi chiều Không phát 17:30:00 – 3 mục 2:00 mất điện diễn tập" in text
    assert "buổi sáng Phát trễ 1:35 05:30:00 05:31:35 Nhạc hiệu 0:12 chưa rõ máy phát ghi" in text


def test_a_rehearsal_is_announced_at_the_head_and_over_the_figures():
    report = an_airtime_report(rehearsals=1350)
    html = day_page(a_page(report=report))
    assert html.count("DIỄN TẬP: 1.350 lượt ghi") == 2
    assert "DIỄN TẬP" not in day_page(a_page())


def test_a_target_is_met_only_by_what_aired():
    met = a_target_result(wanted=10.0, aired=10.0)
    rehearsed = a_target_result(wanted=10.0, aired=0.0, rehearsed=99.0)
    assert "Đạt, 100,0 %" in read(a_page(report=an_airtime_report(targets=(met,)))).text
    assert "Đạt" not in read(a_page(report=an_airtime_report(targets=(rehearsed,)))).text


def test_warnings_stand_on_the_page():
    assert "Buổi sáng trong khung 21–06 giờ." in read(a_page(warnings=("Buổi sáng trong khung 21–06 giờ.",))).text


def test_a_day_with_nothing_is_still_a_page():
    page = a_page(editions=(), scripts=(), outlets=(), recorded=0, chart="", report=an_airtime_report(targets=()))
    reader = read(page)
    assert reader.unclosed == []
    assert "Ngày này chưa có chương trình nào." in reader.text


# --- looks and templates


def ratio(one, other):
    def light(colour):
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    low, high = sorted((light(one), light(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_text_stands_out_enough_for_weak_eyes(scheme):
    blocks = re.findall(r":root \{(.*?)\}", package_source(STYLE)[0], re.DOTALL)
    colours = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})", blocks[scheme]))
    grounds = ("paper", "card", "wash")
    pairs = [(ink, ground) for ink in ("ink", "soft", "accent") for ground in grounds]
    pairs += [(name, f"{name}-wash") for name in ("accent", "amber", "red", "green")]
    for ink, ground in pairs:
        assert ratio(colours[ink], colours[ground]) >= 4.5, (ink, ground)


@pytest.mark.parametrize(("template", "error"), [("{{ khong_co }}", TemplateUndefined), ("{% if %}", TemplateBroken)])
def test_a_stations_own_template_is_blamed_by_name(template, error):
    def source(name):
        return (template, "scripts/templates/trang.html.j2") if name == TEMPLATE else package_source(name)

    with pytest.raises(error, match=r"trang\.html\.j2"):
        day_page(a_page(), source=source)


def test_there_is_no_template_of_another_name():
    with pytest.raises(KeyError):
        package_source("../day_page.py/khong-co")

    def source(name):
        if name == TEMPLATE:
            raise KeyError(name)
        return package_source(name)

    with pytest.raises(TemplateMissing):
        day_page(a_page(), source=source)
