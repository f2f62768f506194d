import logging
import shlex
from pathlib import Path

import pytest

from broadcaster.cli import edge
from broadcaster.cli.edge import quoted, start_logging, table


@pytest.mark.parametrize("title", ["Lỗi [/đóng] ngoặc", "[Video] Một cửa", "[bold]đậm[/bold]", "[/]"])
def test_square_brackets_of_a_news_title_are_shown_as_they_stand(capsys, title):
    table(title, ["Tên"], [(title,)])
    assert capsys.readouterr().out.count(title) == 2


COLUMNS = ["Mã\nđài", "Nội dung", "Cần đạt\n(phút)", "Dự báo"]
ROWS = [("NGHIA-SON", "Công khai tài chính", "36.000,0", ""), ("QUY-NHAT", "Một cửa liên thông", "1.440,0", "0,0")]


def test_a_table_breaks_no_code_and_no_figure(capsys, monkeypatch):
    monkeypatch.setattr(edge, "room", lambda: 52)
    table("Chỉ tiêu", COLUMNS, ROWS, numbers=(2, 3))
    shown = capsys.readouterr().out
    assert all(word in shown.split() for word in ("NGHIA-SON", "36.000,0", "(phút)", "─" * 50))


def test_where_a_table_has_no_room_each_row_is_told_with_its_headings(capsys, monkeypatch):
    monkeypatch.setattr(edge, "room", lambda: 36)
    table("Chỉ tiêu", COLUMNS, ROWS, numbers=(2, 3))
    shown = capsys.readouterr().out
    assert max(map(len, shown.splitlines())) <= 36
    assert shown.splitlines()[0] == "Chỉ tiêu"
    told = " ".join(shown.split())
    assert "Mã đài: NGHIA-SON; Nội dung: Công khai tài chính; Cần đạt (phút): 36.000,0 Mã đài: QUY-NHAT" in told


@pytest.mark.parametrize("path", ["đài mẫu", "thư mục/đài mẫu", "Program Files (x86)", "a & b", "demo"])
def test_a_printed_path_is_one_word_when_it_is_copied(path):
    assert shlex.split(quoted(Path(path))) == [str(Path(path))]


@pytest.mark.parametrize("path", ["demo", "đài/ngày-1", r"C:\dai\demo"])
def test_a_plain_path_is_printed_without_quotes(path):
    assert quoted(Path(path)) == str(Path(path))


@pytest.fixture
def logging_kept():
    root, scheduler = logging.getLogger(), logging.getLogger("apscheduler")
    kept = root.handlers[:], root.level, scheduler.level
    yield
    root.handlers[:] = kept[0]
    root.setLevel(kept[1])
    scheduler.setLevel(kept[2])


@pytest.mark.usefixtures("logging_kept")
@pytest.mark.parametrize("scheduler", [False, True])
def test_the_scheduling_library_speaks_only_when_asked(capsys, scheduler):
    start_logging(verbose=True, scheduler=scheduler)
    logging.getLogger("apscheduler.scheduler").info("Added job")
    logging.getLogger("broadcaster.timers").info("xong")
    said = capsys.readouterr().err
    assert "xong" in said
    assert ("Added job" in said) is scheduler
