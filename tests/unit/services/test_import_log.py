"""Files that come back: sheets filled in, logs of other systems; all of a file or nothing."""

import contextlib
import zipfile
from datetime import time, timedelta

import pytest
from makers import COMMUNE, DAY, EVENING, MORNING, STARTS_AT, a_period, a_playlist, a_segment, an_edition
from openpyxl import load_workbook
from pypdf import PdfReader
from small_station import opened_station

from broadcaster.asrun.outcomes import outcome
from broadcaster.cli import main
from broadcaster.domain.airings import Evidence
from broadcaster.domain.ids import NewsItemId
from broadcaster.domain.log_sheets import HEADER_ROW
from broadcaster.domain.outcomes import Outcome
from broadcaster.errors import ConfirmedOtherwise, LogFileRefused, LogRowsWrong, NameNeeded, UnknownOutlet
from broadcaster.services.import_log import ImportRequest, import_log
from broadcaster.services.print_log_sheet import print_log_sheets
from broadcaster.services.reconcile_day import reconcile_day
from broadcaster.services.report_airtime import report_airtime

LATER = STARTS_AT + timedelta(days=9)
BY = "Trần Văn Sơn"
TITLES = ("Một cửa liên thông", "Nộp thuế điện tử", "Hộ tịch tại nhà")
WHOLE = f"Bản tin cải cách hành chính, buổi sáng {DAY:%d/%m/%Y}"


def edition(session):
    segments = tuple(a_segment(title=title, item_id=NewsItemId(f"{session}-{n}")) for n, title in enumerate(TITLES))
    return an_edition(session=session, segments=segments)


@pytest.fixture
def station(tmp_path):
    with opened_station(tmp_path) as station:
        with station.store.writing() as tx:
            for session in (MORNING, EVENING):
                tx.editions.add(edition(session))
            tx.playlists.replace_day(DAY, [a_playlist(edition(MORNING)), a_playlist(edition(EVENING))])
        yield station


def log(station):
    with station.store.reading() as tx:
        return tx.airings.between(DAY - timedelta(days=40), DAY + timedelta(days=40))


def taken(station, path, **over):
    asked = {"path": path, "by": BY, "outlet": None if path.suffix == ".xlsx" else COMMUNE} | over
    return import_log(station, ImportRequest(**asked), now=LATER)


def written(station, text, name="nhat-ky.csv", encoding="utf-8"):
    path = station.folder / name
    path.write_bytes(text.encode(encoding))
    return path


def outcomes(station):
    (answer,) = reconcile_day(station, DAY, outlet=COMMUNE, now=LATER)
    return [each.outcome for each in answer.items]


def refused(station, path, told, **over):
    before = log(station)
    with pytest.raises(LogFileRefused, match=told):
        taken(station, path, **over)
    assert log(station) == before


# --- the sheet -----------------------------------------------------------------------------------------------------


@pytest.fixture
def sheet(station):
    pdf, xlsx = print_log_sheets(station, DAY, outlet=COMMUNE)
    assert (pdf.suffix, xlsx.suffix) == (".pdf", ".xlsx")
    return xlsx


def fill(path, words, columns="EFGHI"):
    """Fill in rows by their number among the sessions; Wednesday morning is the fifth."""
    book = load_workbook(path)
    page = book.active
    for row, cells in words.items():
        for column, value in zip(columns, cells, strict=False):
            page[f"{column}{HEADER_ROW + row}"] = value
    book.save(path)
    return path


def test_the_sheet_has_the_week_large_and_the_plan_locked(station, sheet):
    page = load_workbook(sheet).active
    assert page.max_row == HEADER_ROW + 14
    assert [page.cell(HEADER_ROW + 5, column).value for column in (1, 2, 3)] == ["15/03/2023", "Buổi sáng", time(5, 30)]
    assert page.cell(HEADER_ROW + 5, 10).value == a_playlist(edition(MORNING)).id
    assert page.protection.sheet
    assert page["A9"].protection.locked
    assert not page["E9"].protection.locked
    assert page.column_dimensions["J"].hidden
    assert {rule.type for rule in page.data_validations.dataValidation} == {"list", "time", "decimal"}
    text = " ".join(PdfReader(sheet.with_suffix(".pdf")).pages[0].extract_text().split())
    assert "Đài Truyền thanh xã Nghĩa Sơn" in text
    assert "chưa khóa sổ" in text
    assert text.count("05:30") == 7


def test_a_workbook_that_somebody_may_have_filled_in_stays(station, sheet):
    fill(sheet, {5: ["đã phát đúng giờ"]})
    content = sheet.read_bytes()
    assert [path.suffix for path in print_log_sheets(station, DAY, outlet=COMMUNE)] == [".pdf"]
    assert sheet.read_bytes() == content


def test_a_filled_in_sheet_is_taken_once(station, sheet):
    fill(sheet, {5: ["đã phát đúng giờ", None, None, None, "Lê Thị Hoa"], 6: ["phát trễ", time(17, 35)]})
    assert (taken(station, sheet).fresh, taken(station, sheet).fresh) == (6, 0)
    assert outcomes(station) == [Outcome.ON_TIME] * 3 + [Outcome.LATE] * 3
    assert {entry.said_by for entry in log(station)} == {"Lê Thị Hoa", BY}
    assert {entry.evidence for entry in log(station)} == {Evidence.OPERATOR}


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (["phát trễ", "5h40"], [Outcome.LATE] * 3),
        (["Phát Một Phần", None, 1, "mất điện"], [Outcome.ON_TIME, Outcome.PARTIAL, Outcome.NOT_AIRED]),
        (["phát một phần", None, "1,6"], [Outcome.ON_TIME, Outcome.ON_TIME, Outcome.NOT_AIRED]),
        (["không phát", None, None, "bão"], [Outcome.NOT_AIRED] * 3),
        ([None], [Outcome.UNKNOWN] * 3),
    ],
)
def test_what_people_write_in_cells(station, sheet, cells, expected):
    taken(station, fill(sheet, {5: cells}))
    assert outcomes(station)[:3] == expected


def test_every_wrong_cell_is_named_and_nothing_is_taken(station, sheet):
    fill(
        sheet,
        {
            1: ["đã phát đúng giờ"],
            5: ["đã phát đúng giờ"],
            6: ["có phát"],
            7: ["phát trễ"],
            8: ["phát một phần", "25:99", "nhiều"],
            9: [None, "5:30"],
            10: ['=HYPERLINK("http://x")'],
            11: ["không phát"],
        },
    )
    with pytest.raises(LogRowsWrong) as wrong:
        taken(station, sheet)
    lines = str(wrong.value).split("\n  ")[1:]
    assert [line.split(":")[0] for line in lines] == [
        f"trang Xác nhận, dòng {HEADER_ROW + row}, cột {column}"
        for row, column in [
            *((6, "Kết quả"), (7, "Giờ phát thật"), (8, "Giờ phát thật"), (8, "Đã phát (phút)"), (9, "Kết quả")),
            *((10, "Kết quả"), (1, "Buổi"), (11, "Buổi")),
        ]
    ]
    assert log(station) == ()


def test_a_sheet_changed_later_takes_the_place_of_the_first_only_where_asked(station, sheet):
    taken(station, fill(sheet, {5: ["đã phát đúng giờ"]}))
    fill(sheet, {5: ["không phát", None, None, "nhầm"]})
    with pytest.raises(ConfirmedOtherwise):
        taken(station, sheet)
    assert taken(station, sheet, replace=True).fresh == 3
    assert taken(station, sheet, replace=True).fresh == 0
    assert outcomes(station)[:3] == [Outcome.NOT_AIRED] * 3
    assert report_airtime(station, a_period()).total.aired_first.airings == 0


def test_hostile_workbooks_are_refused(station, sheet):
    def packed(parts, name):
        path = station.folder / name
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
            for part, content in parts.items():
                out.writestr(part, content)
        return path

    with zipfile.ZipFile(sheet) as there:
        parts = {part: there.read(part) for part in there.namelist()}
    refused(station, packed(parts | {"xl/x.xml": b"0" * 50_000_000}, "bom.xlsx"), "quá lớn")
    refused(station, packed({f"{n}": b"" for n in range(300)}, "nhieu.xlsx"), "quá lớn")
    entity = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]>' + parts["xl/workbook.xml"]
    refused(station, packed(parts | {"xl/workbook.xml": entity}, "entity.xlsx"), "khai báo XML")
    refused(station, packed({"a": b"b"}, "khac.xlsx"), "không phải phiếu")
    broken = station.folder / "hong.xlsx"
    broken.write_bytes(sheet.read_bytes()[:-400])
    refused(station, broken, "không mở được")
    for cut in range(200, len(sheet.read_bytes()) - 1, 997):
        broken.write_bytes(sheet.read_bytes()[:cut] + b"\x00\xff" + sheet.read_bytes()[cut + 2 :])
        with contextlib.suppress(LogFileRefused, LogRowsWrong):
            taken(station, broken)
    assert log(station) == ()


# --- other systems -------------------------------------------------------------------------------------------------

AZURACAST = "Date,Time,Listeners,Delta,Track,Artist,Playlist,Streamer\n"
LIBRETIME = "startDate,startTime,endDate,endTime,title,artist\n"


def test_azuracast_tells_minutes_and_no_ends(station):
    rows = f'{DAY},5:45am,3,0,Nhạc lạ,Ca sĩ,Nhạc,\n{DAY},5:30am,4,0,"{WHOLE}",Đài,Bản tin,\n'
    done = taken(station, written(station, AZURACAST + rows))
    assert (done.system, done.fresh, done.unplanned) == ("AzuraCast", 2, 1)
    assert outcomes(station)[:3] == [Outcome.UNKNOWN] * 3  # what came next began a quarter of an hour later
    rows = f'{DAY},5:33am,3,0,Nhạc lạ,Ca sĩ,Nhạc,\n{DAY},5:30am,4,0,"{WHOLE}",Đài,Bản tin,\n'
    assert taken(station, written(station, AZURACAST + rows)).fresh == 4
    assert outcomes(station)[:3] == [Outcome.ON_TIME] * 3
    assert {(e.evidence, e.said_by, e.resolution) for e in log(station)} == {(Evidence.PLAYER, "AzuraCast", 60_000)}


def test_libretime_is_no_evidence_until_a_person_vouches_for_it(station):
    rows = "".join(f"{DAY},05:3{n}:0{n},{DAY},05:3{n}:5{n},{title},x\n" for n, title in enumerate(TITLES[:2]))
    path = written(station, LIBRETIME + rows)
    refused(station, path, "theo kế hoạch")
    taken(station, path, vouch=True)
    assert {entry.evidence for entry in log(station)} == {Evidence.OPERATOR}
    assert {entry.said_by for entry in log(station)} == {f"{BY} (theo nhật ký LibreTime, giờ theo kế hoạch)"}


def rivendell(*rows, day=f"{DAY:%m/%d/%Y}", technical=False):
    title = "Technical Playout Report" if technical else "Playout Report"
    head = f"                Rivendell RDAirPlay {title} for {day}\n     Đài -- Báo cáo\n"
    columns = "--Time--  -Cart-  Cut  --Title----------------  A-Len  N-Len  --Host----  Srce"
    columns += "  StartedBy  OnAir" if technical else ""
    body = "".join(
        f"{clock:8}  {20_000 + n:06}  001  {name[:23]:23}  {length:>5}  {length:>5}  {'may1':10}  Main{more}\n"
        for n, (clock, name, length, more) in enumerate(rows)
    )
    return f"{head}{columns}\n{body}"


def test_rivendell_tells_starts_and_lengths(station):
    rows = [("05:30:07", TITLES[0], ":48", ""), ("05:30:55", TITLES[1], ":20", ""), ("05:31:36", "Nhạc", "3:05", "")]
    done = taken(station, written(station, rivendell(*rows), "bao-cao.txt"))
    assert (done.system, done.fresh, done.unplanned) == ("Rivendell", 3, 1)
    assert outcomes(station)[:3] == [Outcome.LATE, Outcome.PARTIAL, Outcome.REPLACED]
    assert taken(station, written(station, rivendell(*rows), "chep.txt")).fresh == 0


def test_what_rivendell_did_not_put_on_air_is_passed_over(station):
    rows = [("05:30:00", TITLES[0], ":48", "   Manual     Yes "), ("05:30:48", TITLES[1], ":48", "   Manual     No  ")]
    assert taken(station, written(station, rivendell(*rows, technical=True), "b.txt")).fresh == 1


def test_rivendell_reports_of_several_days_and_broken_rows_are_refused(station):
    refused(station, written(station, rivendell(day="03/14/2023 - 03/15/2023"), "n.txt"), "nhiều ngày")
    refused(station, written(station, rivendell(), "r.txt"), "không có dòng")
    with pytest.raises(LogRowsWrong, match="dòng 5"):
        taken(station, written(station, rivendell(("05:30:00", TITLES[0], ":48", "")) + "hỏng\n", "h.txt"))


def test_rivendell_reconciliation_lines(station):
    head = "EVENT_DATETIME,LENGTH,TITLE,ONAIR_FLAG\n"
    rows = f"{DAY} 05:30:00,48000,{TITLES[0]},Y\n{DAY} 05:30:48,48000,{TITLES[1]},N\n"
    assert taken(station, written(station, head + rows)).fresh == 1
    assert outcome(log(station)[0]) is Outcome.ON_TIME


# --- any other CSV -------------------------------------------------------------------------------------------------

MAPPING = """
[file]
separator = ";"
encoding = "cp1258"
date_format = "%d/%m/%Y"
[columns]
date = "Ngay"
start = "Bat dau"
stop = "Ket thuc"
title = "Noi dung"
outlet = "Dai"
cause = "Ghi chu"
"""
HEAD = "Dai;Ngay;Bat dau;Ket thuc;Noi dung;Ghi chu\n"


def mapped(station, rows, mapping=MAPPING, **over):
    path = written(station, mapping, "anh-xa.toml")
    return taken(station, written(station, HEAD + rows, "so.csv", "cp1258"), mapping=path, outlet=None, **over)


def test_a_book_kept_as_csv_is_a_persons_word(station):
    rows = "Nghia Son;15/03/2023;05:30;05:30:48;Mot cua lien thong;\nNghia Son;15/03/2023;05:31:40;05:32:20;Ho tich tai nha;mat dien\n"
    assert mapped(station, rows).fresh == 2
    assert outcomes(station)[:3] == [Outcome.ON_TIME, Outcome.UNKNOWN, Outcome.PARTIAL]
    assert {(entry.evidence, entry.said_by) for entry in log(station)} == {(Evidence.OPERATOR, BY)}
    assert mapped(station, rows).fresh == 0


def test_every_wrong_row_is_named_and_nothing_is_taken(station):
    rows = [
        "Nghia Son;15/03/2023;05:30;05:30:48;Mot cua lien thong;",
        "Nghia Son;2023-03-15;05:30;05:31;Sai ngay;",
        "Nghia Son;15/03/2023;05:30;05:29;Lui gio;",
        "Nghia Son;15/03/2023;05:30;05:30;Khong giay;",
        "Nghia Son;15/03/2033;05:30;05:31;Tuong lai;",
        "Cho Khac;15/03/2023;05:30;05:31;La;",
        "Nghia Son;15/03/2023;05:30;sau gio;;",
    ]
    with pytest.raises(LogRowsWrong) as wrong:
        mapped(station, "\n".join(rows))
    lines = [line.split(":")[0].rstrip(".") for line in str(wrong.value).split("\n  ")[1:]]
    assert sorted(lines) == [
        *("dòng 3, cột Bat dau", "dòng 3, cột Ket thuc", "dòng 4", "dòng 5", "dòng 6", "dòng 7, cột nơi phát"),
        *("dòng 8, cột Ket thuc", "dòng 8, cột Noi dung"),
    ]
    assert log(station) == ()


@pytest.mark.parametrize(
    ("mapping", "told"),
    [
        ("[file", "không phải TOML"),
        ("[columns]\nstart = 'a'", "ít nhất start và title"),
        ("[columns]\nstart = 'a'\ntitle = 'b'\nluc = 'c'", "khóa lạ luc"),
        ("[columns]\nstart = 'a'\ntitle = 'b'\n[file]\nencoding = 'x'", "bảng mã x"),
        ("[columns]\nstart = 'a'\ntitle = 'b'\n[file]\nseparator = ';;'", "một ký tự"),
        ("[columns]\nstart = 'a'\ntitle = 3", "chữ trong ngoặc kép"),
        ("[columns]\nstart = 'a'\ntitle = 'b'", "thiếu cột a, b"),
        ("[columns]\nstart = 'a'\ntitle = 'b'\n[file]\nsaid_by = 'x'", "person hoặc machine"),
        ("[columns]\nstart = 'a'\ntitle = 'b'\n[file]\nsaid_by = 'measured'", "person hoặc machine"),
    ],
)
def test_a_mapping_that_says_nothing_is_refused(station, mapping, told):
    with pytest.raises(LogFileRefused, match=told):
        mapped(station, "", mapping)


def test_strange_files_are_refused(station, monkeypatch):
    refused(station, written(station, "a,b\n1,2\n"), "--mapping")
    refused(station, written(station, ""), "rỗng")
    refused(station, written(station, AZURACAST), "không có dòng")
    refused(station, written(station, AZURACAST + 'x,"y'), "ngoặc kép")
    refused(station, written(station, AZURACAST + f"{DAY},5:30am,1,1,{'x' * 200_000},,,\n"), "ngoặc kép")
    monkeypatch.setattr("broadcaster.services.import_log.MOST_BYTES", 1_000)
    refused(station, written(station, AZURACAST + "x" * 2_000), "lớn hơn")
    with pytest.raises(NameNeeded):
        taken(station, written(station, AZURACAST), by=" ")


def test_the_outlet_must_be_known(station):
    path = written(station, AZURACAST + f"{DAY},5:30am,4,0,x,,,\n")
    with pytest.raises(LogRowsWrong, match="--outlet"):
        taken(station, path, outlet=None)
    with pytest.raises(UnknownOutlet):
        taken(station, path, outlet="Không có")


def test_the_commands(station, capsys):
    def said(*words, code=0):
        with pytest.raises(SystemExit) as left:
            main(["-C", str(station.folder), "log", *words])
        told = capsys.readouterr()
        assert (left.value.code or 0) == code, told.err
        return told.out + told.err

    assert "Đã ghi 2 tệp trong audio_out/phieu-xac-nhan/2023-03-13/" in said("sheet", str(DAY), "--outlet", COMMUNE)
    sheet = station.folder / "audio_out" / "phieu-xac-nhan" / "2023-03-13" / f"phieu-{COMMUNE}.xlsx"
    fill(sheet, {5: ["đã phát đúng giờ"]})
    assert "3 mục mới, 0 mục đã có" in said("import", str(sheet), "--by", BY)
    assert "0 mục mới, 3 mục đã có" in said("import", str(sheet), "--by", BY)
    fill(sheet, {5: ["sai"]})
    assert "dòng 9, cột Kết quả" in said("import", str(sheet), "--by", BY, code=1)
