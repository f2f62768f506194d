"""Open questions are shown before anybody approves, and nothing passes unseen."""

import pytest
from click.testing import CliRunner
from makers import NOW
from small_station import opened_station, told_script

from broadcaster.cli import script as script_commands
from broadcaster.cli.entry import broadcaster
from broadcaster.domain.approvals import ScriptState
from broadcaster.errors import OpenQuestions, ReturnedScript, ReturnNeedsReason, UntracedFacts
from broadcaster.services.approve_script import standings
from broadcaster.services.write_script import edit_script
from broadcaster.station import Station


@pytest.fixture
def folder(tmp_path):
    with opened_station(tmp_path) as station:
        told_script(station, "ngo", "Mở ĐTT hằng ngày.")
        told_script(station, "ro", "Ngày 15/3 họp.")
    return tmp_path


def run(folder, *arguments, given=None):
    return CliRunner(mix_stderr=False).invoke(broadcaster, ["-C", str(folder), "script", *arguments], input=given)


def approved(folder):
    with Station.open(folder, {}) as station:
        return {each.script.id for each in standings(station) if each.state is not ScriptState.DRAFT}


def test_a_script_is_shown_with_its_open_questions_beside_the_words_that_can_be_edited(folder):
    shown = run(folder, "show", "ngo")
    assert '"ĐTT" đang đọc là "đội tự túc"' in shown.stderr
    assert "ĐTT" in shown.stdout
    assert "đang đọc là" not in shown.stdout
    assert run(folder, "show", "ro").stderr == ""


def test_open_questions_without_anybody_to_answer_stop_the_approval(folder):
    done = run(folder, "approve", "--all", "--by", "Trưởng")
    assert isinstance(done.exception, OpenQuestions)
    assert '"ĐTT" đang đọc là "đội tự túc"' in done.stderr
    assert approved(folder) == set()


def test_the_flag_says_that_the_questions_were_seen(folder):
    done = run(folder, "approve", "--all", "--questions-seen", "--by", "Trưởng")
    assert done.exit_code == 0, done.exception
    assert '"ĐTT" đang đọc là' in done.stderr
    assert approved(folder) == {"ngo", "ro"}


@pytest.mark.parametrize(
    ("answer", "stands"), [("CÓ\n", {"ngo"}), ("co\n", {"ngo"}), ("\n", set()), ("không\n", set())]
)
def test_whoever_sits_at_the_terminal_is_asked(folder, monkeypatch, answer, stands):
    monkeypatch.setattr(script_commands, "at_a_terminal", lambda: True)
    done = run(folder, "approve", "ngo", "--by", "Trưởng", given=answer)
    assert approved(folder) == stands
    assert (done.exit_code == 0) is bool(stands)
    assert "Gõ CÓ" in done.stderr


def test_a_script_without_questions_is_approved_without_a_word(folder, monkeypatch):
    monkeypatch.setattr(script_commands, "at_a_terminal", lambda: pytest.fail("nobody is to be asked"))
    done = run(folder, "approve", "ro", "--by", "Trưởng")
    assert (done.exit_code, done.stderr) == (0, "")
    assert approved(folder) == {"ro"}


def test_nothing_to_approve_is_said(folder):
    run(folder, "approve", "--all", "--questions-seen", "--by", "Trưởng")
    done = run(folder, "approve", "--all", "--by", "Trưởng")
    assert (done.exit_code, done.stdout) == (0, "Không có kịch bản nào chờ duyệt bài.\n")
    done = CliRunner().invoke(broadcaster, ["-C", str(folder), "voice", "approve", "--all", "--by", "Trưởng"])
    assert (done.exit_code, done.stdout) == (0, "Không có bản thu nào chờ nghe duyệt.\n")


def test_a_script_goes_back_and_forth_and_its_history_tells_it(folder):
    assert run(folder, "edited", "ro", "--by", "Biên").stdout == "ro: đã biên tập\n"
    assert run(folder, "submit", "ro", "ngo", "--by", "Biên").stdout == "ro: chờ duyệt\nngo: chờ duyệt\n"
    assert run(folder, "submit", "ro", "--by", "Biên").stdout == "ro: chờ duyệt (không đổi)\n"
    assert isinstance(run(folder, "return", "ro", "--by", "Trưởng").exception, ReturnNeedsReason)
    assert run(folder, "return", "ro", "--reason", "thiếu giờ", "--by", "Trưởng").stdout == "ro: trả lại\n"
    assert run(folder, "approve", "--all", "--questions-seen", "--by", "Trưởng").stdout.startswith("ngo: đã duyệt bài")
    assert isinstance(run(folder, "approve", "ro", "--by", "Trưởng").exception, ReturnedScript)
    taken_back = run(folder, "return", "ro", "--withdraw", "--reason", "trả nhầm", "--by", "Trưởng")
    assert taken_back.stdout == "ro: chờ duyệt\n"
    told = run(folder, "history", "ro").stdout
    places = [told.index(word) for word in ("bản 1", "biên tập xong", "trình duyệt", "thiếu giờ", "trả nhầm")]
    assert places == sorted(places)


def test_a_fact_that_the_news_says_nowhere_stops_the_approval_until_it_is_seen(folder):
    with Station.open(folder, {}) as station:
        edit_script(station, "ro", "NỮ: Ngày 16/3 họp.", path="x", by="Biên", now=NOW)
    assert 'dòng 1: ngày tháng "16/3"' in run(folder, "show", "ro").stderr
    assert isinstance(run(folder, "approve", "ro", "--by", "Trưởng").exception, UntracedFacts)
    assert run(folder, "approve", "ro", "--by", "Trưởng", "--questions-seen").exit_code == 0
