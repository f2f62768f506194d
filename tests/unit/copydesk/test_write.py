"""Scripts come from items and frames by the station's templates."""

from datetime import date
from pathlib import Path

import pytest
from makers import NOW, a_news_item

from broadcaster.copydesk.write import (
    FRAME_TEMPLATE,
    ITEM_TEMPLATES,
    TEMPLATES,
    StationWords,
    unread,
    write_frame,
    write_item,
    write_sample,
)
from broadcaster.domain.ids import NewsItemId, ScriptId, SessionId
from broadcaster.domain.legal_documents import LegalDocument
from broadcaster.domain.scripts import LinePart, Presenter
from broadcaster.domain.topics import Genre
from broadcaster.errors import CopyUnreadable, TemplateBroken, TemplateMissing, TemplateUndefined

STATION = StationWords(
    name="Đài Phát thanh huyện Nghĩa Hưng",
    call="Đây là Đài Phát thanh huyện Nghĩa Hưng",
    programme="Bản tin cải cách hành chính",
    place="Nghĩa Hưng",
)


def shelf(**templates):
    named = {f"{name.replace('_', '-')}.j2": text for name, text in templates.items()}
    return lambda name: (named[name], f"scripts/templates/{name}")


def written(item, source, **over):
    values = {
        "reader": Presenter.MALE,
        "station": STATION,
        "source": source,
        "read": lambda written, presenter: f"{presenter.value} {written.upper()}",
        "writer": "PV",
        "now": NOW,
    }
    return write_item(item, **values | over)


def test_a_script_carries_what_its_item_is():
    item = a_news_item()
    script = written(
        item, shelf(tin="{{ presenter }} [điểm tin]: {{ item.headline }}\n{{ partner }}: {{ station.name }}")
    )
    assert (script.id, script.item_id, script.title) == (item.id, item.id, item.title)
    assert (script.genre, script.topic, script.item_hash) == (item.genre, item.topic, item.content_hash)
    assert [(line.presenter, line.part, line.written) for line in script.read_lines] == [
        (Presenter.MALE, LinePart.HEADLINE, item.headline),
        (Presenter.FEMALE, LinePart.BODY, STATION.name),
    ]


def test_every_line_is_read_into_its_spoken_form():
    script = written(a_news_item(), shelf(tin="NỮ: tăng 5 %"))
    assert script.read_lines[0].spoken == f"{script.read_lines[0].presenter.value} TĂNG 5 %"


def test_the_author_of_the_item_is_the_writer_of_its_script():
    source = shelf(tin="NỮ: Lời.")
    assert written(a_news_item(author="Nguyễn Thị Hoa"), source).writer == "Nguyễn Thị Hoa"
    assert written(a_news_item(author=""), source, writer="Phạm Văn Nam").writer == "Phạm Văn Nam"


@pytest.mark.parametrize("genre", Genre)
def test_each_genre_has_a_template_of_its_own(genre):
    text = {name.removesuffix(".j2").replace("-", "_"): f"NỮ: mẫu {name}" for name in ITEM_TEMPLATES.values()}
    script = written(a_news_item(genre=genre), shelf(**text))
    assert script.read_lines[0].written == f"mẫu {genre.value}.j2"


def test_a_line_that_no_presenter_reads_is_told_with_the_template_and_the_line():
    with pytest.raises(CopyUnreadable) as raised:
        written(a_news_item(), shelf(tin="NỮ: Lời.\n{{ item.title }}"))
    assert "scripts/templates/tin.j2 cho ra dòng 2" in str(raised.value)


def test_an_items_template_has_no_date_since_it_airs_on_several_days():
    with pytest.raises(TemplateUndefined, match="air_date"):
        written(a_news_item(), shelf(tin="NỮ: {{ air_date | ngay }}"))


def test_a_frame_is_written_for_one_session_of_one_day():
    text = "{{ presenter }} [xướng]: {{ station.call }}\n{{ partner }} [kết]: {{ programme }} {{ session_name }} {{ air_date | ngay }} {{ session }}"
    frame = write_frame(
        script_id=ScriptId("khung-2023-03-15-morning"),
        programme="Bản tin",
        session=SessionId("morning"),
        session_name="buổi sáng",
        air_date=date(2023, 3, 15),
        station=STATION,
        source=shelf(khung_ban_tin=text),
        read=unread,
        writer="Đài",
        now=NOW,
    )
    assert frame.id == "khung-2023-03-15-morning"
    assert frame.title == "Lời dẫn buổi sáng thứ Tư, ngày 15/3/2023"
    assert frame.item_id is None
    assert [(line.presenter, line.part, line.written) for line in frame.read_lines] == [
        (Presenter.FEMALE, LinePart.CALL, STATION.call),
        (Presenter.MALE, LinePart.SIGN_OFF, "Bản tin buổi sáng 15/3/2023 morning"),
    ]


def tried(name, source):
    write_sample(name, station=STATION, source=source, air_date=date(2023, 3, 15))


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_check_names_every_template_that_is_missing(name):
    with pytest.raises(TemplateMissing, match=name):
        tried(name, shelf())


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_check_finds_a_broken_template_before_anything_is_written(name):
    with pytest.raises(TemplateBroken, match=name):
        tried(name, lambda wanted: ("NỮ: {{ x", f"scripts/templates/{wanted}"))


def test_a_check_looks_at_a_template_with_the_optional_fields_filled_and_empty():
    with pytest.raises(TemplateUndefined, match="tac_gia"):
        tried("tin.j2", shelf(tin="NỮ: Lời.\n{% if item.author %}NỮ: {{ tac_gia }}{% endif %}"))
    with pytest.raises(TemplateUndefined, match="vo_danh"):
        tried("tin.j2", shelf(tin="NỮ: Lời.\n{% if not item.author %}NỮ: {{ vo_danh }}{% endif %}"))


def test_a_check_of_a_template_nobody_knows_says_so():
    with pytest.raises(TemplateMissing, match=r"la\.j2"):
        tried("la.j2", shelf(la="NỮ: Lời."))


def test_the_frame_and_the_two_sheets_are_among_the_templates_a_station_must_have():
    assert {FRAME_TEMPLATE, "to-kich-ban.txt.j2", "to-kich-ban.html.j2", "khau-hieu.j2"} <= set(TEMPLATES)
    assert len(TEMPLATES) == 10


def test_the_same_item_gives_the_same_words():
    item, source = a_news_item(id=NewsItemId("x")), shelf(tin="NỮ: {{ item.title }}")
    assert written(item, source).text_hash == written(item, source).text_hash


def test_copy_of_a_document_tells_from_when_it_holds_unless_the_item_does():
    document = LegalDocument(
        agency="UBND xã", number="12/QĐ-UBND", kind="Quyết định", abstract="", takes_effect_on=date(2023, 3, 1)
    )
    shipped = Path(__file__).parents[3] / "broadcaster" / "profiles" / "templates" / "pho-bien.j2"

    def lines(body):
        item = a_news_item(genre=Genre.LEGAL_DOCUMENT, body=body)
        script = written(item, source=lambda name: (shipped.read_text(encoding="utf-8"), name), document=document)
        return [line.written for line in script.read_lines]

    assert "Quyết định có hiệu lực từ ngày 1/3/2023." in lines("Xã ban hành quyết định.")
    assert not any("từ ngày 1/3/2023" in each for each in lines("Quyết định có hiệu lực từ tháng 3."))
