"""A person reads in the machine's place, and the store of made sound is cleared: by the commands that people type."""

import os
import re
from datetime import UTC, datetime

import pytest
from day_made import broadcaster
from readings import packed, read_aloud

from broadcaster.copydesk.reading.breaths import voice_sentences
from broadcaster.domain.approvals import ScriptState
from broadcaster.domain.takes import takes_in
from broadcaster.services.approve_script import standings
from broadcaster.station import SOUND_SUFFIX, Station

BY = ("--by", "Nguyễn Thị Hoa")
LONG_AGO = datetime(2023, 1, 1, tzinfo=UTC).timestamp()


def made_station(place):
    folder = place / "đài xã"
    assert broadcaster("init", folder, "--profile", "xa-2025").returncode == 0
    assert broadcaster("news", "import", folder / "news", folder=folder).returncode == 0
    assert broadcaster("script", "write", folder=folder).returncode == 0
    return folder


def approve_all(folder):
    assert broadcaster("script", "approve", "--all", "--by", "Người duyệt", folder=folder).returncode == 0
    return folder


@pytest.fixture
def station(tmp_path):
    return made_station(tmp_path)


@pytest.fixture
def approved(station):
    return approve_all(station)


@pytest.fixture(scope="module")
def untouched(tmp_path_factory):
    """Give a station in which nothing is ever taken in, for all refusals together."""
    return approve_all(made_station(tmp_path_factory.mktemp("tu-choi")))


def standing(folder):
    with Station.open(folder, {}) as opened:
        return standings(opened)[0]


def reading(script):
    """Give what a person would read of the whole script."""
    parts = []
    for line in script.read_lines:
        for sentence in voice_sentences(line.spoken):
            parts += [sentence, 300]
        parts[-1] = 1_000
    return read_aloud(*parts[:-1], noise_dbfs=-60)


def test_a_person_reads_a_whole_item_and_the_machine_does_not_speak_over_them(approved, tmp_path):
    script = standing(approved).script
    file = tmp_path / "bài đọc.flac"
    file.write_bytes(packed(reading(script), "FLAC"))
    took = broadcaster("voice", "take", script.id, file, "--trim", *BY, folder=approved)
    assert took.returncode == 0, took.stderr
    assert len(re.findall(r"dòng \d+: từ \d+:\d\d\.\d, .* giây, Nguyễn Thị Hoa đọc", took.stdout)) == len(
        script.read_lines
    )
    now = standing(approved)
    assert now.state is ScriptState.VOICED, "the sample station waives hearing, but not of what a person has read"
    assert len(takes_in(now.voicing)) == len(script.read_lines)

    refused = broadcaster("voice", "make", script.id, folder=approved)
    assert (refused.returncode, "--replace-takes" in refused.stderr) == (1, True)
    assert broadcaster("voice", "make", folder=approved).returncode == 0
    assert standing(approved).voicing == now.voicing
    assert broadcaster("voice", "hear", script.id, "--out", tmp_path / "nghe.wav", folder=approved).returncode == 0
    heard = broadcaster("voice", "approve", script.id, "--by", "Trưởng đài", folder=approved)
    assert heard.returncode == 0, heard.stderr
    assert standing(approved).state is ScriptState.CLEARED
    assert "nguyen-thi-hoa" in broadcaster("voice", "lines", script.id, folder=approved).stdout
    assert f"{len(script.read_lines)} bản đọc" in broadcaster("voice", "takes", folder=approved).stdout
    assert "nguyen-thi-hoa" in broadcaster("engines", folder=approved).stdout


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        ((), 1, "Thiếu tên"),
        ((*BY, "--line", "99"), 1, "không có dòng 99"),
        ((*BY, "--line", "hai"), 2, "không phải số dòng"),
        ((*BY, "--line", "3-2"), 2, "không phải số dòng"),
        ((*BY, "--sentence", "1"), 2, "--sentence cần --line"),
        ((*BY, "--split", "0:00,x"), 2, "0:00,0:12.5"),
        ((*BY, "--line", "1"), 1, "chưa có tiếng"),
        (BY, 1, "Không chia được"),
    ],
)
def test_what_does_not_fit_is_refused_with_what_to_do_and_nothing_is_kept(untouched, tmp_path, arguments, code, told):
    file = tmp_path / "bai.wav"
    file.write_bytes(packed(read_aloud("Xin chào quý vị và bà con.")))
    script = standing(untouched).script.id
    refused = broadcaster("voice", "take", script, file, *arguments, folder=untouched)
    assert refused.returncode == code, refused.stderr
    assert told in refused.stderr
    assert not (untouched / "voices" / "recorded").exists()


def test_words_that_nobody_has_approved_are_not_recorded(station, tmp_path):
    file = tmp_path / "bai.wav"
    file.write_bytes(packed(read_aloud("Xin chào quý vị.")))
    refused = broadcaster("voice", "take", standing(station).script.id, file, *BY, folder=station)
    assert refused.returncode == 1
    assert "chưa được duyệt bài" in refused.stderr


def test_clearing_takes_what_nobody_needs_and_the_day_is_unharmed(approved, monkeypatch):
    monkeypatch.setenv("BROADCASTER_RETENTION__SOUND_MONTHS", "0")  # else what is years old goes in any case
    assert broadcaster("voice", "make", folder=approved).returncode == 0
    with Station.open(approved, {}) as opened:
        lost = opened.media.put(b"x" * 50_000, SOUND_SUFFIX)
        for file in opened.media.files():
            os.utime(file.path, (LONG_AGO, LONG_AGO))
        orphan = opened.media.path(lost, SOUND_SUFFIX)
    shown = broadcaster("cache", "show", folder=approved)
    assert "Giới hạn ([cache] limit_mb): 20000 MB." in shown.stdout
    assert "Đã xóa 0 tệp" in broadcaster("cache", "prune", folder=approved).stdout, "far under the limit"
    tried = broadcaster("cache", "prune", "--to", "0", "--dry-run", folder=approved)
    assert tried.stdout.splitlines() == [f"{orphan} (50000 byte)", *tried.stdout.splitlines()[1:]]
    assert "Sẽ xóa 1 tệp" in tried.stdout
    assert orphan.exists()
    pruned = broadcaster("cache", "prune", "--to", "0", folder=approved)
    assert "Đã xóa 1 tệp" in pruned.stdout
    assert "Vẫn trên mức 0,0 MB" in pruned.stderr
    assert not orphan.exists()
    assert "0 câu mới" in broadcaster("voice", "make", standing(approved).script.id, folder=approved).stdout


def test_a_damaged_sound_is_found_and_the_command_that_is_told_makes_it_again(approved):
    assert broadcaster("voice", "make", folder=approved).returncode == 0
    whole = broadcaster("cache", "verify", folder=approved)
    assert (whole.returncode, "0 tệp hỏng hoặc mất" in whole.stdout) == (0, True)
    damaged = standing(approved)
    with Station.open(approved, {}) as opened:
        opened.media.path(damaged.voicing.lines[1][0].audio, SOUND_SUFFIX).write_bytes(b"fLaC")
    told = broadcaster("cache", "verify", folder=approved)
    assert told.returncode == 1
    assert f"kịch bản {damaged.script.id}" in told.stderr
    remedy = re.search(r"Cần làm: broadcaster (voice make .*)\.", told.stderr)[1].split()
    assert broadcaster(*remedy, folder=approved).returncode == 0
    assert broadcaster("cache", "verify", folder=approved).returncode == 0
