"""The books of a station that has a log: their numbers are the report's, their files open, wrong words are refused."""

import io
from dataclasses import replace
from datetime import date, timedelta

import pytest
from click.testing import CliRunner
from makers import (
    COMMUNE,
    NOW,
    STATION,
    a_news_item,
    a_playlist,
    a_timetable,
    a_unit,
    a_voicing,
    airings_of,
    an_airing,
    an_approval,
    an_edition,
)
from openpyxl import load_workbook
from pypdf import PdfReader
from small_station import opened_station

from broadcaster.cli.entry import broadcaster
from broadcaster.domain.airings import Evidence
from broadcaster.domain.approvals import ApprovalStage
from broadcaster.domain.ids import AiringId, DurationMs, NewsItemId, PlaylistId, ScriptId, UnitId
from broadcaster.domain.takes import TAKE_ENGINE
from broadcaster.errors import BadMonth, EmptyBook, SettingsError, UnknownOutlet, UnknownReportKind
from broadcaster.services.check_station import check_station
from broadcaster.services.report_airtime import EVERYTHING
from broadcaster.services.report_books import BookKind, BookOrder, month_of, write_books
from broadcaster.services.report_paper import airtime_facts
from broadcaster.services.report_why import explain

MARCH, LATER = month_of("2023-03"), date(2023, 4, 5)
FORMULA = '=HYPERLINK("http://x","bấm")'
RATES = """
[[royalty]]
genre = "tin"
amount = 50_000
basis = "Quyết định số 1 của đài"
[[royalty]]
genre = "tin"
role = "doc"
per = "minute"
amount = 10_000
basis = "Quyết định số 1 của đài"
[[quality]]
name = "A"
percent = 150
[[graded]]
item = "tin-mot-cua-lien-thong-3f2a"
grade = "A"
"""


def fill(station):
    """Keep a month: a player's session at the commune, an operator's at the station, one put right, one lost."""
    timetable = a_timetable(targets=())
    item = a_news_item()
    odd = replace(item, id=NewsItemId("la"), title=FORMULA, author="")
    here = a_playlist()
    there = a_playlist(outlet_id=STATION, outlet_name="Đài huyện")
    wrong = an_airing(id=AiringId("sai"), evidence=Evidence.OPERATOR, said_by="Trần Văn Sơn", outlet_id=STATION)
    wrong = replace(wrong, playlist_id=there.id)
    right = replace(wrong, id=AiringId("đúng"), corrects=wrong.id, correction_reason="nghe lại băng")
    right = replace(right, played=DurationMs(30_000), cause="mất điện")
    strange = an_airing(id=AiringId("lạ"), item_id=odd.id, title=odd.title, position=9, run=2, recorded_at=NOW)
    with station.store.writing() as tx:
        tx.timetables.apply(
            replace(timetable, units=(*timetable.units, a_unit(id=UnitId("xa"), letterheads=()))),
            by="Nam",
            at=NOW,
            source="hai",
        )
        tx.news.save(item)
        tx.news.save(odd)
        tx.approvals.add(an_approval(script_id=ScriptId(item.id), stage=ApprovalStage.TEXT, by="Lê Thị Mai"))
        tx.editions.add(an_edition())
        tx.playlists.replace_day(here.air_date, [here, there])
        tx.airings.add_many([*airings_of(here), wrong, right, strange])
    return station


@pytest.fixture(scope="module")
def station(tmp_path_factory):
    opened = fill(opened_station(tmp_path_factory.mktemp("dai")))
    (opened.folder / "schedules" / "rates.toml").write_text(RATES, encoding="utf-8")
    yield opened
    opened.store.close()


def order(out, kind=BookKind.DIARY, **over):
    return BookOrder(**{"kind": kind, "month": MARCH, "as_of": LATER, "out": out, **over})


def pages(path):
    return [" ".join(page.extract_text().split()) for page in PdfReader(path).pages]


def rows_of(path, sheet):
    found = load_workbook(path)[sheet]
    rows = [[cell.value for cell in row] for row in found.iter_rows()]
    top = next(n for n, row in enumerate(rows) if row[0] in ("Ngày", "STT", "Tác giả"))
    heads = rows[top]
    return found, [dict(zip(heads, row, strict=True)) for row in rows[top + 1 :] if any(row)]


# --- numbers -------------------------------------------------------------------------------------------------------


def test_the_books_numbers_are_those_of_the_report_and_of_log_why(station, tmp_path):
    total = airtime_facts(station, MARCH, as_of=LATER).report.total
    aired = explain(station, MARCH, EVERYTHING, as_of=LATER).why
    minutes = (total.aired_first.length + total.aired_repeat.length) / 60_000
    runs = total.aired_first.airings + total.aired_repeat.airings
    assert sum(each.airing.played for each in aired.counted) / 60_000 == pytest.approx(minutes)
    (diary,) = write_books(station, order(tmp_path / "nk.xlsx"))
    _, lines = rows_of(diary, "Nhật ký")
    heard = [each["Đã phát (phút)"] for each in lines if isinstance(each["Đã phát (phút)"], int | float)]
    total_row = next(each for each in lines if each["Ngày"] == "Cộng")
    assert (len(heard) - 1, sum(heard) / 2, total_row["Đã phát (phút)"]) == (runs, pytest.approx(minutes), minutes)
    (register,) = write_books(station, order(tmp_path / "tb.xlsx", BookKind.REGISTER))
    _, items = rows_of(register, "Tin bài")
    summed = next(each for each in items if each["STT"] == "Cộng")
    assert summed["Lần đầu (lượt)"] + summed["Phát lại (lượt)"] == runs
    assert summed["Lần đầu (phút)"] + summed["Phát lại (phút)"] == pytest.approx(minutes)


def test_pay_is_by_the_stations_own_table_and_unknown_stays_unknown(station, tmp_path):
    (path,) = write_books(station, order(tmp_path / "tb.xlsx", BookKind.REGISTER))
    _, items = rows_of(path, "Tin bài")
    known = next(each for each in items if each["Xếp loại"] == "A")
    assert (known["Nhuận bút: Tác giả (đồng)"], known["Nhuận bút: Người đọc (đồng)"]) == (75_000, None)
    assert known["Người duyệt, lúc duyệt"].startswith("Lê Thị Mai, ")
    _, authors = rows_of(path, "Theo tác giả")
    assert [(each["Tác giả"], each["Nhuận bút tác giả (đồng)"]) for each in authors] == [
        ("Nguyễn Thị Hoa", 75_000),
        (None, 50_000),
    ]


def test_a_reader_is_paid_when_a_person_read_every_line(tmp_path):
    with opened_station(tmp_path) as opened:
        fill(opened)
        (tmp_path / "schedules" / "rates.toml").write_text(RATES, encoding="utf-8")
        voiced = a_voicing()
        by_people = tuple(tuple(replace(cut, engine=TAKE_ENGINE) for cut in line) for line in voiced.lines)
        with opened.store.writing() as tx:
            tx.voicings.save(replace(voiced, script_id=ScriptId(a_news_item().id), lines=by_people))
        (path,) = write_books(opened, order(tmp_path / "tb.xlsx", BookKind.REGISTER))
    _, items = rows_of(path, "Tin bài")
    assert next(e for e in items if e["Xếp loại"] == "A")["Nhuận bút: Người đọc (đồng)"] == 12_000  # 48 s, 150 %


def test_an_item_that_aired_the_month_before_is_not_paid_again(tmp_path):
    with opened_station(tmp_path) as opened:
        fill(opened)
        earlier = an_airing(id=AiringId("trước"), air_date=date(2023, 2, 20), playlist_id=PlaylistId("trước"))
        with opened.store.writing() as tx:
            tx.airings.add_many([earlier])
        (path,) = write_books(opened, order(tmp_path / "tb.xlsx", BookKind.REGISTER))
    _, items = rows_of(path, "Tin bài")
    told = {each["Tên tin, bài"]: each["Cộng nhuận bút (đồng)"] for each in items if each["Tên tin, bài"]}
    assert told == {a_news_item().title: "đã tính ở tháng phát lần đầu", FORMULA: "chưa có mức"}


# --- files ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "sheets"),
    [(BookKind.DIARY, ["Nhật ký", "Cộng ngày", "Đầu chuỗi"]), (BookKind.REGISTER, ["Tin bài", "Theo tác giả"])],
)
def test_a_workbook_is_of_tables_that_print_and_no_title_becomes_a_formula(station, tmp_path, kind, sheets):
    (path,) = write_books(station, order(tmp_path / "so.xlsx", kind))
    book = load_workbook(path)
    assert book.sheetnames == sheets
    page = book[sheets[0]]
    assert len(page.tables) == 1
    assert page.freeze_panes
    assert page.print_title_rows
    assert page.print_area
    assert (page.page_setup.orientation, page.page_setup.fitToHeight) == ("landscape", 0)
    cells = [cell for row in page.iter_rows() for cell in row]
    assert [cell.data_type for cell in cells if cell.value == FORMULA] == ["s"]
    assert not any(cell.data_type == "f" for cell in cells)
    assert {cell.number_format for cell in cells} >= {"#,##0.0", "dd/mm/yyyy"}
    assert any(cell.value == "Trưởng đài" for cell in cells)


def test_an_outlets_diary_shows_corrections_causes_and_where_to_sign(station, tmp_path):
    (path,) = write_books(station, order(tmp_path / "nk.pdf", outlet=STATION))
    said = " ".join(pages(path))
    for words in (
        "SỔ NHẬT KÝ PHÁT SÓNG",
        "tháng 3 năm 2023",
        "Thứ Tư, ngày 15/03/2023",
        "người trực xác nhận: Trần Văn Sơn",
        "phát không trọn, thiếu 0:18: mất điện",
        "Đính chính ngày 15/03/2023, Trần Văn Sơn: trước ghi phát 05:30:12–05:31:00, dài 0:48",
        "lý do: nghe lại băng",
        "Người trực ký:",
        "Trưởng đài",
        "chưa khóa sổ lần nào",
        "Trang 1/",
    ):
        assert words in said, words


def test_the_stations_diary_is_one_book_with_every_place_summed(station, tmp_path):
    (path,) = write_books(station, order(tmp_path / "nk.pdf"))
    said = " ".join(pages(path))
    assert "2 đài, cụm loa" in said
    assert "máy phát ghi 1 nơi, người trực xác nhận 1 nơi" in said
    assert "có đính chính ở 1 nơi, xem sổ của nơi ấy" in said
    assert a_timetable().outlets[1].name in said


def test_the_register_as_pdf_leaves_an_unknown_author_to_be_filled_in(station, tmp_path):
    (path,) = write_books(station, order(tmp_path / "tb.pdf", BookKind.REGISTER))
    said = " ".join(pages(path))
    assert "đã phát 2 tin, bài" in said
    assert "Nhuận bút tháng: 125.000 đồng." in said
    assert "Căn cứ: Quyết định số 1 của đài." in said
    assert FORMULA.split("(", 1)[0] in said
    assert "..........." in said


@pytest.mark.parametrize("ending", ["pdf", "xlsx"])
@pytest.mark.parametrize("kind", BookKind)
def test_the_same_month_of_the_same_day_gives_the_same_bytes(station, tmp_path, kind, ending):
    made = [write_books(station, order(tmp_path / f"{n}.{ending}", kind))[0].read_bytes() for n in range(2)]
    assert made[0] == made[1]


@pytest.mark.parametrize("kind", BookKind)
def test_each_outlet_may_have_a_file_of_its_own(station, tmp_path, kind):
    told = []
    paths = write_books(station, order(tmp_path / "so.pdf", kind, apart=True), lambda *done: told.append(done))
    assert {path.name for path in paths} == {f"so-{STATION}.pdf", f"so-{COMMUNE}.pdf"}
    assert told == [(1, 2), (2, 2)]
    said = {path.name: " ".join(pages(path)) for path in paths}
    assert "Trần Văn Sơn" not in said[f"so-{COMMUNE}.pdf"]
    if kind is BookKind.REGISTER:
        assert "không tính nhuận bút" in said[f"so-{COMMUNE}.pdf"]


def test_headings_stand_on_every_page_of_a_long_month(tmp_path):
    with opened_station(tmp_path) as opened:
        fill(opened)
        many = [
            an_airing(
                id=AiringId(f"m{n}"), position=20 + n, playlist_id=PlaylistId(f"m{n // 9}"), title="Tin dài " * 20
            )
            for n in range(90)
        ]
        many = [replace(each, item_id=NewsItemId(f"tin-{n}")) for n, each in enumerate(many)]
        with opened.store.writing() as tx:
            tx.airings.add_many(many)
        (diary,) = write_books(opened, order(tmp_path / "nk.pdf", outlet=COMMUNE))
        (register,) = write_books(opened, order(tmp_path / "tb.pdf", BookKind.REGISTER))
    for path, head in ((diary, "Sai lệch, nguyên nhân, đính chính"), (register, "Tên tin, bài")):
        told = pages(path)
        assert len(told) > 5
        assert all(head in page for page in told[:-1])
        assert all(f"Trang {number}/{len(told)}" in page for number, page in enumerate(told, start=1))


# --- as of a day ---------------------------------------------------------------------------------------------------


def test_evidence_that_comes_later_does_not_change_the_book_of_an_earlier_day(tmp_path):
    with opened_station(tmp_path) as opened:
        fill(opened)
        late = an_airing(id=AiringId("muộn"), position=7, recorded_at=NOW + timedelta(days=60))
        with opened.store.writing() as tx:
            tx.airings.add_many([late])
        early, now = (
            write_books(opened, order(tmp_path / f"{day}.xlsx", as_of=day))[0] for day in (LATER, date(2023, 6, 1))
        )
    assert len(rows_of(now, "Nhật ký")[1]) == len(rows_of(early, "Nhật ký")[1]) + 1


# --- wrong words ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["2023-3", "2023", "2023-Q1", "2023-13", "2023-00", "0000-01", "03/2023", ""])
def test_a_month_that_is_none_is_refused(text):
    with pytest.raises(BadMonth, match="Viết năm-tháng"):
        month_of(text)


@pytest.mark.parametrize(
    ("over", "error"),
    [
        ({"out": "so.docx"}, UnknownReportKind),
        ({"month": month_of("2023-05")}, EmptyBook),
        ({"outlet": "Không có"}, UnknownOutlet),
    ],
)
@pytest.mark.parametrize("kind", BookKind)
def test_what_cannot_be_written_is_refused_and_leaves_no_file(station, tmp_path, kind, over, error):
    values = {"out": tmp_path / over.get("out", "so.pdf")} | {k: v for k, v in over.items() if k != "out"}
    with pytest.raises(error):
        write_books(station, order(values.pop("out"), kind, **values))
    assert not list(tmp_path.iterdir())


def test_a_wrong_rate_is_named_with_its_line_by_the_book_and_by_check(tmp_path):
    with opened_station(tmp_path) as opened:
        fill(opened)
        (tmp_path / "schedules" / "rates.toml").write_text('[[royalty]]\ngenre = "tin"\namount = 50.000\n', "utf-8")
        with pytest.raises(SettingsError) as caught:
            write_books(opened, order(tmp_path / "tb.pdf", BookKind.REGISTER))
    assert caught.value.findings[0].startswith("schedules/rates.toml, dòng 3: ")
    found = check_station(tmp_path, now=NOW, environ={})
    assert any("schedules/rates.toml, dòng 3: " in each.fault for each in found)


def test_the_command_writes_the_book_and_says_so(station, tmp_path):
    out = tmp_path / "sổ tháng 3.pdf"
    asked = ["report", "book", "--month", "2023-03", "--book", "tin-bai", "--as-of", "2023-04-05", "--out", str(out)]
    told = CliRunner().invoke(broadcaster, ["-C", str(station.folder), *asked])
    assert told.exit_code == 0, told.output
    assert f"Đã ghi {out}." in told.output
    assert len(PdfReader(io.BytesIO(out.read_bytes())).pages) >= 1
