import logging
import shlex
from pathlib import Path

import pytest

from broadcaster.cli.edge import quoted, start_logging, table


@pytest.mark.parametrize("title", ["Lỗi [/đóng] ngoặc", "[Video] Một cửa", "[bold]đậm[/bold]", "[/]"])
def test_square_brackets_of_a_news_title_are_shown_as_they_stand(capsys, title):
    table(title, ["Tên"], [(title,)])
    assert capsys.readouterr().out.count(title) == 2


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
