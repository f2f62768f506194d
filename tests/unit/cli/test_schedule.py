"""``broadcaster schedule`` and ``board`` as they are typed."""

from datetime import timedelta

import pytest
from click.testing import CliRunner
from schedule_files import LATER, MONDAY_NOON, evening, in_force, new_station, rewrite

from broadcaster.cli import board as board_module
from broadcaster.cli import check as check_module
from broadcaster.cli import schedule as schedule_module
from broadcaster.cli import schedule_words
from broadcaster.cli.entry import broadcaster
from broadcaster.domain.trust import TrustKind
from broadcaster.errors import BroadcasterError, ClockSetBack


@pytest.fixture
def station(tmp_path, monkeypatch):
    for module in (schedule_module, board_module, check_module):
        monkeypatch.setattr(module, "wall_clock", lambda: LATER)
    with new_station(tmp_path / "dai") as opened:
        yield opened


def run(station, *arguments, told=None, fails=None):
    done = CliRunner().invoke(broadcaster, ["-C", str(station.folder), *map(str, arguments)], input=told)
    if fails:
        assert isinstance(done.exception, fails), done.output
        return str(done.exception)
    assert done.exit_code == 0, done.exception or done.output
    return done.output


def answered(monkeypatch):
    """Let somebody sit at the terminal."""
    monkeypatch.setattr(schedule_words, "at_a_terminal", lambda: True)


def test_a_change_is_proposed_listed_confirmed_and_told_in_the_history(station):
    evening(station, "17:30")
    said = run(station, "schedule", "propose", "--by", "Nam")
    assert "dời buổi chiều từ 5 giờ chiều (17:00) sang 5 giờ 30 chiều (17:30), muộn hơn 30 phút" in said
    assert "schedule confirm 1" in said
    assert "chờ xác nhận" in run(station, "schedule", "list")
    said = run(station, "schedule", "confirm", 1, "--by", "Lan")
    assert "Đề nghị số 1 của Nam, 12:05 23/11/2026" in said
    assert "Lịch phiên bản 2: đã áp dụng, 6 nơi phát." in said
    history = " ".join(run(station, "schedule", "history").split())
    assert "Lan" in history
    assert "0 đề nghị" in run(station, "schedule", "list")


def test_a_proposal_is_rejected_with_a_reason(station):
    evening(station, "17:30")
    run(station, "schedule", "propose", "--by", "Nam")
    said = run(station, "schedule", "reject", 1, "--by", "Lan", "--reason", "trùng")
    assert "giữ nguyên" in said
    assert in_force(station)[0] == 1


@pytest.mark.parametrize(("answer", "version"), [("CÓ\n", 2), ("có\n", 2), ("\n", 1), ("không\n", 1)])
def test_a_far_move_is_asked_at_the_terminal(station, monkeypatch, answer, version):
    answered(monkeypatch)
    evening(station, "20:00")
    arguments = ("schedule", "apply", "--by", "Nam", "--confirm-by", "Lan")
    run(station, *arguments, told=answer, fails=None if version == 2 else BroadcasterError)
    assert in_force(station)[0] == version


def test_diff_writes_nothing(station):
    evening(station, "17:30")
    before = {path: path.read_bytes() for path in station.folder.glob("broadcaster.db")}
    assert "17:30" in run(station, "schedule", "diff")
    assert {path: path.read_bytes() for path in before} == before
    assert in_force(station)[0] == 1


def test_names_alone_are_told_as_no_change_on_air(station):
    rewrite(station, ("Cụm loa xã Nghĩa Tân cũ", "Cụm loa Nghĩa Tân"), file="outlets.toml")
    said = run(station, "schedule", "apply", "--by", "Nam")
    assert "không đổi gì trên sóng" in said
    assert "đã áp dụng" in said


def test_a_version_is_exported_and_gone_back_to(station, tmp_path):
    evening(station, "17:30")
    run(station, "schedule", "apply", "--by", "Nam", "--confirm-by", "Lan")
    said = run(station, "schedule", "export", "--version", 1, "--out", tmp_path / "cu")
    assert "Lịch phiên bản 1: đã ghi" in said
    said = run(station, "schedule", "revert", 1, "--by", "Nam", "--confirm-by", "Lan")
    assert "phiên bản 3: đã áp dụng" in said
    assert "schedule export --version 3" in said
    said = run(station, "schedule", "revert", 2, "--by", "Nam", "--propose")
    assert "Đã ghi đề nghị số 1 của Nam" in said


def test_the_board_says_hours_in_words_and_what_is_missing(station):
    said = " ".join(run(station, "board", "--hours", 6).split())
    assert "5 giờ chiều (17:00)" in said
    assert "chưa có kế hoạch" in said
    assert "broadcaster plan 2026-11-23" in said


def test_the_word_of_a_person_for_the_clock_is_kept(station, monkeypatch):
    monkeypatch.setattr(check_module, "wall_clock", lambda: MONDAY_NOON - timedelta(days=2))
    said = run(station, "schedule", "diff")
    assert "không đổi gì" in said
    done = CliRunner().invoke(broadcaster, ["-C", str(station.folder), "check", "--clock-right", "--by", "Lan"])
    assert "bị lùi" not in done.output
    with station.store.reading() as tx:
        assert tx.trusts.last(TrustKind.CLOCK).by == "Lan"


def test_a_clock_set_back_is_told_by_the_command(station, monkeypatch):
    monkeypatch.setattr(schedule_module, "wall_clock", lambda: MONDAY_NOON - timedelta(days=2))
    evening(station, "17:30")
    said = run(station, "schedule", "apply", "--by", "Nam", "--confirm-by", "Lan", fails=ClockSetBack)
    assert "Chỉnh lại ngày giờ của máy" in said
