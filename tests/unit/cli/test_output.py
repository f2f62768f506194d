"""What a command says when nothing can be written where its output goes."""

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest
from small_station import opened_station

from broadcaster.cli import entry

FULL = Path("/dev/full")
SAID = (
    "Lỗi: Không đọc hoặc ghi được đầu ra của lệnh: ổ đĩa đã đầy; việc lệnh đã ghi vào đài vẫn còn, "
    "hãy giải phóng dung lượng rồi chạy lại để xem."
)

pytestmark = pytest.mark.skipif(not FULL.exists(), reason="no device here is always full")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    where = tmp_path_factory.mktemp("day")
    opened_station(where).store.close()
    return where


def run(folder, *arguments, **streams):
    command = [sys.executable, "-m", "broadcaster", "-C", str(folder), *arguments]
    environ = {**os.environ, "PYTHONIOENCODING": "utf-8"}
    return subprocess.run(
        command, input="UBND xã họp ngày 15/3.\n" * 3, encoding="utf-8", check=False, env=environ, **streams
    )


@pytest.mark.parametrize(
    "arguments",
    [
        ("read",),
        ("read", "--explain"),
        ("read", "--lines"),
        ("read", "--json"),
        ("lexicon", "list"),
        ("lexicon", "export"),
        ("--help",),
    ],
    ids=" ".join,
)
def test_a_full_disk_behind_the_output_is_told_in_one_line(folder, arguments):
    with FULL.open("w") as full:
        done = run(folder, *arguments, stdout=full, stderr=subprocess.PIPE)
    assert done.returncode == 1
    assert done.stderr.splitlines() == [SAID]


def test_a_full_disk_behind_both_streams_still_ends_with_one(folder):
    with FULL.open("w") as full:
        assert run(folder, "read", stdout=full, stderr=full).returncode == 1
        assert run(folder, "read", "khong-co.txt", stdout=full, stderr=full).returncode == 1


def test_a_reader_that_went_away_is_no_error_to_speak_of(folder):
    ours, theirs = os.pipe()
    os.close(ours)
    done = run(folder, "read", stdout=theirs, stderr=subprocess.PIPE)
    os.close(theirs)
    assert (done.returncode, done.stderr) == (1, "")


def test_a_refusal_that_names_a_file_is_a_bug_and_seen_whole(monkeypatch):
    def slip(*_, **__):
        raise OSError(errno.EIO, "hỏng", "tep.txt")

    monkeypatch.setattr(entry.broadcaster, "main", slip)
    with pytest.raises(OSError, match=r"tep\.txt"):
        entry.main([])


def test_a_word_whose_report_could_not_be_shown_is_kept_as_it_says(folder):
    with FULL.open("w") as full:
        done = run(folder, "lexicon", "add", "QTM", "quầy một cửa", "--by", "Nam", stdout=full, stderr=subprocess.PIPE)
    assert (done.returncode, done.stderr.splitlines()) == (1, [SAID])
    listed = run(folder, "lexicon", "list", stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert "quầy một cửa" in listed.stdout
