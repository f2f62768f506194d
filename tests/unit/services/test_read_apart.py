from __future__ import annotations

import socket
import tempfile
from pathlib import Path

import psutil
import pytest

from broadcaster.domain.reading_limits import ReadingLimits
from broadcaster.errors import (
    FileBroken,
    FileMissing,
    FileTooGreedy,
    FileTooLarge,
    FileTooLong,
    FileTooSlow,
    InputError,
)
from broadcaster.services.read_apart import ReadingRoom, reading_room
from broadcaster.settings.news import NewsSettings

TESTS = Path(__file__).parents[2]


@pytest.fixture
def room(monkeypatch):
    monkeypatch.setenv("PYTHONPATH", str(TESTS))
    made = ReadingRoom(ReadingLimits(seconds=2, memory_mb=150), module="hostile_reader")
    yield made
    made.close()


@pytest.fixture
def order(tmp_path):
    def write(text, name="tep"):
        path = tmp_path / f"{name}.hai"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def test_files_are_read_one_after_another_by_the_same_process(room, order):
    first, second = room.read(order("read")), room.read(order("read"))
    assert first == second
    assert first[0].title.startswith("read")


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("sleep 60", FileTooSlow),
        ("swallow 400", FileTooGreedy),
        ("die", FileBroken),
        ("dig", FileBroken),
        ("talk 3", FileTooLong),
    ],
)
def test_a_file_that_goes_too_far_is_refused_by_name_and_the_next_is_read(room, order, text, error):
    with pytest.raises(error, match=r"tep\.hai"):
        room.read(order(text))
    assert room.read(order("read", "sau"))[0].title.startswith("read")


def test_a_process_that_was_ended_is_gone_with_all_that_it_left(room, order):
    room.read(order("litter"))
    mine = [each.pid for each in psutil.Process().children() if "hostile_reader" in " ".join(each.cmdline())]
    folder = Path(tempfile.gettempdir())
    assert any(folder.glob("broadcaster-doc-*/tmp*/rac"))
    room.close()
    assert not any(folder.glob("broadcaster-doc-*/tmp*/rac"))
    assert mine
    assert not any(psutil.pid_exists(pid) for pid in mine)


def test_what_a_parser_prints_is_no_answer(room, order):
    assert room.read(order("print"))[0].title.startswith("print")


def test_a_parser_reaches_nothing_but_its_file(room, order, tmp_path):
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        door.listen()
        for text in (f"connect {door.getsockname()[1]}", "start true", f"write {tmp_path / 'ghi'}"):
            with pytest.raises(FileBroken, match="PermissionError"):
                room.read(order(text))
    assert not (tmp_path / "ghi").exists()


def test_of_many_files_each_is_told_by_itself_in_their_order(room, order):
    texts = ["read", "die", "read", "sleep 60", "swallow 400", "read"]
    paths = [order(text, f"tep-{place}") for place, text in enumerate(texts)]
    told = list(room.read_all(paths))
    assert [each.path for each in told] == paths
    kinds = [type(each.refusal) for each in told]
    assert kinds == [type(None), FileBroken, type(None), FileTooSlow, FileTooGreedy, type(None)]
    assert [len(each.drafts) for each in told] == [1, 0, 1, 0, 0, 1]


def test_a_file_of_two_gigabytes_is_never_opened(room, tmp_path):
    path = tmp_path / "to.hai"
    with path.open("wb") as stream:
        stream.truncate(2 * 1024**3)
    with pytest.raises(FileTooLarge, match=r"2048 MB.*50 MB"):
        room.read(path)
    assert not [each for each in psutil.Process().children() if "hostile_reader" in " ".join(each.cmdline())]


def test_a_file_that_is_not_there_is_told_so(room, tmp_path):
    with pytest.raises(FileMissing):
        room.read(tmp_path / "khong-co.hai")


def test_errors_of_our_sources_keep_their_kind_and_their_words(tmp_path):
    path = tmp_path / "tin.csv"
    path.write_text("title,topic\nMột,2\n", encoding="utf-8")
    with pytest.raises(InputError, match="thiếu cột") as caught:
        reading_room(NewsSettings().limits).read(path)
    assert type(caught.value).__name__ == "MissingColumns"
