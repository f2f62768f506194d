"""Whoever wants the log to lie: by files, by words, by corrections; an error that names the place, or a true record."""

import zipfile
from datetime import UTC, datetime, time, timedelta

import pytest
from makers import COMMUNE, DAY, EVENING, MORNING, STARTS_AT, STATION, a_playlist, a_segment, an_edition
from openpyxl import load_workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from small_station import opened_station

from broadcaster.cli import main
from broadcaster.domain.ids import NewsItemId
from broadcaster.domain.log_sheets import HEADER_ROW
from broadcaster.domain.zone import ZONE
from broadcaster.errors import (
    ConfirmationRefused,
    ConfirmedOtherwise,
    CorrectionRefused,
    LogFileRefused,
    LogRowsWrong,
    UnknownEntry,
)
from broadcaster.services.close_log import close_log, heads_of, verify_log
from broadcaster.services.confirm_airings import SessionWord, confirm, never_sent
from broadcaster.services.correct_airing import Change, correct_airing
from broadcaster.services.import_log import ImportRequest, import_log
from broadcaster.services.print_log_sheet import print_log_sheets
from broadcaster.station import Station

LATER = STARTS_AT + timedelta(days=9)
BY = "Trần Văn Sơn"


def edition(session):
    segments = tuple(a_segment(title=f"Tin số {n} {session}", item_id=NewsItemId(f"{session}-{n}")) for n in range(3))
    return an_edition(session=session, segments=segments)


PLANS = (a_playlist(edition(MORNING)), a_playlist(edition(EVENING)))


@pytest.fixture
def station(tmp_path, monkeypatch):
    monkeypatch.setenv("BROADCASTER_SIGNING_KEY", str(tmp_path / "khoa.pem"))
    folder = tmp_path / "dai"
    folder.mkdir()
    opened_station(folder).close()
    with Station.open(folder, {"BROADCASTER_SIGNING_KEY": str(tmp_path / "khoa.pem")}) as station:
        with station.store.writing() as tx:
            for session in (MORNING, EVENING):
                tx.editions.add(edition(session))
            tx.playlists.replace_day(DAY, PLANS)
        yield station


def log(station):
    with station.store.reading() as tx:
        return tx.airings.between(DAY - timedelta(days=40), DAY + timedelta(days=40))


# --- CSV -----------------------------------------------------------------------------------------------------------

HEAD = "Đài,Ngày,Bắt đầu,Kết thúc,Nội dung\n"
COLUMNS = {"outlet": "Đài", "date": "Ngày", "start": "Bắt đầu", "stop": "Kết thúc", "title": "Nội dung"}


def taken(station, content, *, columns=COLUMNS, now=LATER, replace=False, **file):
    """Import a CSV with a mapping."""
    mapping, path = station.folder / "anh-xa.toml", station.folder / "so.csv"
    tables = {"file": file, "columns": columns}
    lines = [
        f"[{name}]\n" + "".join(f'{key} = "{value}"\n' for key, value in table.items())
        for name, table in tables.items()
    ]
    mapping.write_text("".join(lines), encoding="utf-8")
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    outlet = None if "outlet" in columns else COMMUNE
    asked = ImportRequest(path=path, by=BY, mapping=mapping, outlet=outlet, replace=replace)
    return import_log(station, asked, now=now)


def row(day=DAY, start="05:50", stop="05:51", title="Nhạc"):
    return f"Nghĩa Sơn,{day},{start},{stop},{title}\n"


@pytest.mark.parametrize(
    ("spoiled", "told"),
    [
        (row(day=45_000, start="0.229", stop="0.23"), "cột Bắt đầu: không hiểu ngày giờ"),
        (row(day="0001-01-01"), "năm 1 không đúng"),
        (row(day="1904-03-15"), "năm 1904 không đúng"),
        (row(day="9999-12-31"), "còn ở tương lai"),
        (row(start="23:59", stop="00:01"), "qua nửa đêm"),
        (row(title="Tin\x1b[2Jxóa"), r"cột Nội dung: có ký tự ẩn U\+001B"),
        (row(title="Tin\x00xóa"), r"U\+0000"),
        (row(title="\u202etin"), r"U\+202E"),
        (row(title="x" * 1_001), "dài hơn 1000 chữ"),
        (row(title="Tin, có dấu phẩy"), "có 6 ô mà tệp có 5 cột"),
    ],
)
def test_a_row_that_cannot_be_so_is_named_and_nothing_is_taken(station, spoiled, told):
    with pytest.raises(
        LogRowsWrong, match=f"so.csv có 1 chỗ sai: \n  dòng 3.*{told}|so.csv có 2 chỗ sai: \n  dòng 3.*{told}"
    ):
        taken(station, HEAD + row() + spoiled)
    assert log(station) == ()


@pytest.mark.parametrize(
    ("content", "file", "told"),
    [
        ((HEAD + row()).encode("utf-16"), {}, "không đúng bảng mã utf-8-sig; lưu lại tệp dạng UTF-8"),
        ("Nội dung".encode("cp1258", "replace") + b"\xf4", {}, "không đúng bảng mã"),
        (HEAD, {"encoding": "rot13"}, "không có bảng mã rot13"),
        (HEAD, {"encoding": "undefined"}, "bảng mã undefined"),
        (HEAD.replace("Đài", "Nội dung"), {}, "có hai cột Nội dung"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), {}, "bảng mã"),
    ],
)
def test_a_file_of_other_letters_or_columns_is_refused(station, content, file, told):
    with pytest.raises(LogFileRefused, match=told):
        taken(station, content, **file)
    assert log(station) == ()


def test_a_log_in_utf_16_is_told_apart_without_a_mapping_too(station):
    path = station.folder / "nhat-ky.txt"
    path.write_text("Date,Time,Track\n", encoding="utf-16")
    with pytest.raises(LogFileRefused, match="UTF-16"):
        import_log(station, ImportRequest(path=path, by=BY), now=LATER)


def test_letters_are_read_as_they_were_written_whatever_marks_the_beginning(station):
    assert taken(station, b"\xef\xbb\xbf" + (HEAD + row(title="=CMD|'/C calc'!A0")).encode()).fresh == 1
    assert taken(station, (HEAD + row(title="Đổi mới")).encode("utf-16"), encoding="utf-16").fresh == 1
    assert [entry.title for entry in log(station)] == ["=CMD|'/C calc'!A0", "Đổi mới"]


def test_a_time_with_a_zone_of_its_own_is_that_moment(station):
    columns = {"start": "lúc", "title": "tên"}
    taken(station, "lúc,tên\n2023-03-15 08:00:00+0900,Nhạc\n", columns=columns, time_format="%H:%M:%S%z")
    assert [entry.observed_start for entry in log(station)] == [datetime(2023, 3, 14, 23, 0, tzinfo=UTC)]
    assert log(station)[0].air_date == DAY


def test_rows_that_are_twice_in_one_file_are_one_entry(station):
    assert taken(station, HEAD + row() * 3).fresh == 1


def test_one_file_cannot_say_two_things_of_one_session(station):
    title = f"Bản tin cải cách hành chính, buổi sáng {DAY:%d/%m/%Y}"
    rows = row(start="05:30", stop="05:32:24", title=f'"{title}"') + row(
        start="05:40", stop="05:42:24", title=f'"{title}"'
    )
    with pytest.raises(ConfirmedOtherwise, match=BY):
        taken(station, HEAD + rows)
    assert log(station) == ()


# --- the sheet -----------------------------------------------------------------------------------------------------


@pytest.fixture
def sheet(station):
    return print_log_sheets(station, DAY, outlet=COMMUNE)[1]


def spoiled(path, change):
    book = load_workbook(path)
    change(book.active, book)
    book.save(path)
    return path


def returned(station, path, *, replace=False):
    return import_log(station, ImportRequest(path=path, by=BY, replace=replace), now=LATER)


def put(row_number, **cells):
    def change(page, _):
        for column, value in cells.items():
            page[f"{column}{HEADER_ROW + row_number}"] = value

    return change


@pytest.mark.parametrize(
    ("cells", "place"),
    [
        ({"E": "đã phát đúng giờ", "F": "17:40"}, "cột Giờ phát thật: khác giờ kế hoạch"),
        ({"E": "đã phát đúng giờ", "G": 1}, "cột Đã phát .phút.: khác độ dài"),
        ({"E": "phát trễ", "F": datetime(2023, 3, 16, 5, 40)}, "cột Giờ phát thật: không hiểu"),  # noqa: DTZ001
        ({"E": "phát trễ", "F": 45_001.25}, "cột Giờ phát thật: không hiểu"),
        ({"E": "không phát", "F": "05:30", "H": "mất điện"}, "cột Kết quả: đã nói không phát"),
        ({"E": "không phát", "H": "mất\u202eđiện"}, r"cột Lý do: có ký tự ẩn U\+202E"),
        ({"E": "đã phát đúng giờ", "A": "16/03/2023"}, "cột Ngày: khác ngày"),
    ],
)
def test_a_cell_that_says_something_else_than_its_row_is_named(station, sheet, cells, place):
    spoiled(sheet, put(5, **cells))
    with pytest.raises(LogRowsWrong, match=f"dòng {HEADER_ROW + 5}, {place}"):
        returned(station, sheet)
    assert log(station) == ()


def test_cells_that_were_merged_over_sessions_are_named(station, sheet):
    def merge(page, book):
        put(5, E="đã phát đúng giờ")(page, book)
        page.merge_cells(f"E{HEADER_ROW + 5}:E{HEADER_ROW + 6}")

    with pytest.raises(LogRowsWrong, match=f"dòng {HEADER_ROW + 5}: ô bị gộp"):
        returned(station, spoiled(sheet, merge))
    assert log(station) == ()


def test_a_workbook_that_counts_days_from_1904_tells_the_same_time_of_day(station, sheet):
    def old(page, book):
        book.epoch = CALENDAR_MAC_1904
        put(5, E="phát trễ", F=time(5, 40, 5))(page, book)

    assert returned(station, spoiled(sheet, old)).fresh == 3
    assert log(station)[0].observed_start.astimezone(ZONE).time() == time(5, 40, 5)


def test_late_and_cut_short_is_written_down_as_both(station, sheet):
    assert returned(station, spoiled(sheet, put(5, E="phát trễ", F="05h40", G=1))).fresh == 3
    assert [entry.played for entry in log(station)] == [48_000, 12_000, 0]


def test_a_link_to_another_workbook_is_never_followed(station, sheet):
    spoiled(sheet, put(5, E="='[so-khac.xlsx]Trang1'!A1"))
    with zipfile.ZipFile(sheet, "a") as packed:
        packed.writestr("xl/externalLinks/externalLink1.xml", "<externalLink/>")
    with pytest.raises(LogRowsWrong, match="cột Kết quả: ô chứa công thức"):
        returned(station, sheet)


def test_a_copied_row_that_says_otherwise_is_refused(station, sheet):
    def copy(page, book):
        put(5, E="đã phát đúng giờ")(page, book)
        for column in "ABCDJKLM":
            page[f"{column}{HEADER_ROW + 6}"] = page[f"{column}{HEADER_ROW + 5}"].value
        put(6, E="không phát", H="mất điện")(page, book)

    with pytest.raises(ConfirmedOtherwise):
        returned(station, spoiled(sheet, copy))
    assert log(station) == ()


# --- words ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("word", "by", "told"),
    [
        ({"late": 10**18}, BY, "trễ hoặc sớm hơn một ngày"),
        ({"late": -(10**18)}, BY, "trễ hoặc sớm hơn một ngày"),
        ({}, "Sơn\nkhác", r"U\+000A"),
        ({}, "S\udcffơn", r"U\+DCFF"),
        ({"lost": True, "reason": "mất\x00điện"}, BY, r"U\+0000"),
    ],
)
def test_words_that_cannot_be_kept_are_refused(station, word, by, told):
    with pytest.raises(ConfirmationRefused, match=told):
        confirm(station, PLANS[:1], SessionWord(**word), by=by, now=LATER)
    assert log(station) == ()


def test_a_plan_that_was_never_sent_is_taken_as_said_and_told_of(station, capsys):
    assert never_sent(station, PLANS) == PLANS
    with pytest.raises(SystemExit):
        main(["-C", str(station.folder), "log", "confirm", PLANS[0].id, "--by", BY])
    assert "1 buổi chưa từng được giao gói phát" in capsys.readouterr().out
    assert len(log(station)) == 3


def test_a_session_that_runs_over_midnight_belongs_to_the_day_it_began_on(station):
    confirm(station, PLANS[1:], SessionWord(at=datetime(2023, 3, 15, 23, 59, tzinfo=ZONE)), by=BY, now=LATER)
    assert {entry.air_date for entry in log(station)} == {DAY}
    assert log(station)[-1].observed_stop.astimezone(ZONE).date() == DAY + timedelta(days=1)


# --- corrections ---------------------------------------------------------------------------------------------------


def correct(station, entry, change, *, by="Lê Thị Hoa", reason="xem lại sổ", now=LATER):
    return correct_airing(station, entry, change, by=by, reason=reason, now=now)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (Change(lost=True, start=STARTS_AT), "không có giờ phát"),
        (Change(start=STARTS_AT - timedelta(days=3)), "không thuộc ngày 15/03/2023"),
        (Change(start=datetime(1, 1, 1, tzinfo=UTC)), "không thuộc ngày"),
    ],
)
def test_a_correction_that_contradicts_itself_is_refused(station, change, told):
    confirm(station, PLANS[:1], SessionWord(), by=BY, now=LATER)
    with pytest.raises(CorrectionRefused, match=told):
        correct(station, log(station)[0].id, change)
    with pytest.raises(ConfirmationRefused, match="ký tự ẩn"):
        correct(station, log(station)[0].id, Change(cause="\x1b]0;x\x07"))
    with pytest.raises(UnknownEntry):
        correct(station, "%", Change(lost=True))
    assert len(log(station)) == 3


def test_a_correction_of_a_closed_day_goes_into_todays_chain_of_its_own_outlet(station):
    confirm(station, PLANS[:1], SessionWord(), by=BY, now=LATER)
    today = LATER + timedelta(days=5)
    close_log(station, LATER.date(), now=today)
    before = heads_of(station)
    first = correct(station, log(station)[0].id, Change(played=20_000), now=today)
    second = correct(station, first.id, Change(lost=True, cause="mất điện"), now=today)
    assert heads_of(station) == before
    assert verify_log(station).faults == ()
    with station.store.reading() as tx:
        links = [each.link for each in tx.chain.of(COMMUNE)]
        assert [*tx.chain.of(STATION)] == []
    assert [link.sequence for link in links] == [1, 2, 3, 4, 5]
    assert {link.arrival_day for link in links[3:]} == {today.astimezone(ZONE).date()}
    assert second.corrects == first.id
