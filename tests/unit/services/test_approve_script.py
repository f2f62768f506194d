"""What no rule is sure how to read is approved only by somebody who has seen it."""

import pytest
from makers import NOW
from small_station import opened_station, told_script

from broadcaster.domain.approvals import ScriptState
from broadcaster.errors import NameNeeded, OpenQuestions, OwnApproval
from broadcaster.services.approve_script import approve_text, approve_texts, open_questions, standings
from broadcaster.services.gather_news import gather_news
from broadcaster.services.init_station import init_station
from broadcaster.services.write_script import write_scripts
from broadcaster.station import Station


@pytest.mark.parametrize("profile", ["huyen-2023", "xa-2025"])
def test_the_sample_news_leaves_no_question_open(tmp_path, profile):
    folder = tmp_path / "dai"
    init_station(folder, profile, now=NOW, environ={})
    with Station.open(folder, {}) as opened:
        gather_news(opened, [folder / "news"], now=NOW)
        written = [each.script.id for each in write_scripts(opened, now=NOW)]
        assert written
        assert open_questions(opened, written) == {}


@pytest.fixture
def station(tmp_path):
    with opened_station(tmp_path) as opened:
        yield opened


def states(station):
    return {each.script.id: each.state for each in standings(station)}


def test_open_questions_stop_the_approval_of_all_and_are_named_with_both_ways_out(station):
    told_script(station, "ro", "Ngày 15/3 họp.")
    told_script(station, "ngo", "Mở ĐTT hằng ngày.")
    with pytest.raises(OpenQuestions) as refused:
        approve_texts(station, ["ro", "ngo"], by="Trưởng", now=NOW)
    assert states(station) == {"ro": ScriptState.DRAFT, "ngo": ScriptState.DRAFT}
    for part in ('"ĐTT" (ngo)', "broadcaster lexicon add", "--questions-seen", "1 chỗ"):
        assert part in str(refused.value)


def test_whoever_has_seen_the_questions_may_approve_and_the_approval_remembers_it(station):
    told_script(station, "ro", "Ngày 15/3 họp.")
    told_script(station, "ngo", "Mở ĐTT hằng ngày.")
    done = approve_texts(station, ["ro", "ngo"], by="Trưởng", now=NOW, questions_seen=True)
    assert [(each.script.id, each.standing.questions_seen) for each in done] == [("ro", False), ("ngo", True)]
    assert set(states(station).values()) == {ScriptState.APPROVED}


def test_what_is_approved_already_asks_nothing_again(station):
    told_script(station, "ngo", "Mở ĐTT hằng ngày.", approved=True)
    assert open_questions(station, ["ngo"]) == {}
    assert not approve_text(station, "ngo", by="Trưởng", now=NOW).new


def test_who_may_not_approve_is_told_so_before_any_question(station):
    script = told_script(station, "ngo", "Mở ĐTT hằng ngày.")
    with pytest.raises(OwnApproval):
        approve_text(station, "ngo", by=script.writer, now=NOW)
    with pytest.raises(NameNeeded):
        approve_text(station, "ngo", by=" ", now=NOW)


def test_a_long_list_of_questions_is_cut_short(station):
    told_script(station, "ngo", *["Mở ĐTT hằng ngày."] * 7)
    with pytest.raises(OpenQuestions, match=r"7 chỗ .* và 2 chỗ khác"):
        approve_text(station, "ngo", by="Trưởng", now=NOW)
