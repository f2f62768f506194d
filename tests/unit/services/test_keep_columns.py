"""A table of news is explained once; the next one of that kind is read by itself."""

import pytest
from click.testing import CliRunner
from makers import NOW
from schedule_files import new_station

from broadcaster.cli.entry import broadcaster
from broadcaster.domain.news_columns import ColumnSet
from broadcaster.errors import FileMissing, MissingColumns, SettingsError, UnknownColumn, UnknownMeaning
from broadcaster.services.gather_news import gather_news
from broadcaster.services.keep_columns import columns_in, explain_columns
from broadcaster.settings.news_columns import COLUMNS_FILE, columns_toml, load_columns

TABLE = "STT;Tên bài;Bài viết;Mảng;Nguồn;Loại\n1;Một;Nội dung một.;2;KH;tin\n"
SAID = {"ten bai": "tiêu đề", "BÀI VIẾT": "body", "Mảng": "Chủ đề", "Loại": "Thể loại"}


@pytest.fixture
def station(tmp_path):
    with new_station(tmp_path / "dai", "huyen-2023", NOW) as opened:
        yield opened


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "bang.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


def test_a_table_that_was_explained_is_read_by_itself(station, table):
    assert [each.meaning for each in columns_in(station, table)] == ["", "", "", "", "Nguồn", ""]
    assert gather_news(station, [table], now=NOW).taken == ()
    found = explain_columns(station, table, SAID)
    assert [each.meaning for each in found] == ["", "Tiêu đề", "Nội dung", "Chủ đề", "Nguồn", "Thể loại"]
    ((taken,), refused) = (gather_news(station, [table], now=NOW).taken, gather_news(station, [table], now=NOW).refused)
    assert (taken.item.title, taken.item.body, taken.item.source) == ("Một", "Nội dung một.", "KH")
    assert refused == ()


def test_explaining_again_takes_the_place_of_what_was_said_and_leaves_other_tables(station, table):
    other = ColumnSet(headings=("A", 'B "x"'), meanings=(("A", "title"), ('B "x"', "body")))
    (station.folder / COLUMNS_FILE).write_text(columns_toml([other]), encoding="utf-8")
    explain_columns(station, table, SAID)
    explain_columns(station, table, {"STT": "Tiêu đề", "Bài viết": "Nội dung"})
    first, second = load_columns(station.folder)
    assert first == other
    assert dict(second.meanings) == {"STT": "title", "Bài viết": "body", "Nguồn": "source"}


@pytest.mark.parametrize(
    ("said", "error", "words"),
    [
        ({"Tên bia": "Tiêu đề"}, UnknownColumn, "Tên bài"),
        ({"Tên bài": "Tít"}, UnknownMeaning, "Tiêu đề"),
        ({"Tên bài": "Tiêu đề"}, MissingColumns, "body (Nội dung)"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_kept(station, table, said, error, words):
    with pytest.raises(error) as raised:
        explain_columns(station, table, said)
    assert words in str(raised.value)
    assert load_columns(station.folder) == ()


def test_a_table_that_can_be_read_has_nothing_to_explain(station, tmp_path):
    (tmp_path / "t.csv").write_text("Tiêu đề,Nội dung\nA,B\n", encoding="utf-8")
    assert columns_in(station, tmp_path / "t.csv") == ()
    with pytest.raises(FileMissing):
        columns_in(station, tmp_path / "none.csv")


@pytest.mark.parametrize("content", ["[[table]]\nheadings = []\n", "[[tabel]]\n", "x = "])
def test_a_file_that_somebody_broke_is_named(station, content):
    (station.folder / COLUMNS_FILE).write_text(content, encoding="utf-8")
    with pytest.raises(SettingsError, match=r"schedules/columns\.toml"):
        load_columns(station.folder)


def test_the_command_shows_the_columns_and_keeps_what_is_said(station, table):
    runner = CliRunner()
    folder = ["-C", str(station.folder), "news", "columns", str(table)]
    assert "Bài viết" in runner.invoke(broadcaster, folder).output
    told = runner.invoke(broadcaster, [*folder, "--is", "Tên bài=Tiêu đề", "--is", "Bài viết=Nội dung"])
    assert (told.exit_code, "Đã nhớ" in told.output) == (0, True)
    assert len(load_columns(station.folder)) == 1
