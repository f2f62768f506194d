"""Scripts on their way to approval: every step is bound to exact words or sound, told why, and never lost."""

from dataclasses import replace
from datetime import timedelta

import pytest
from makers import NOW, a_voicing
from small_station import kept, opened_station, told_script

from broadcaster.domain.approvals import ApprovalStage, ScriptState
from broadcaster.errors import (
    NameNeeded,
    NotApproved,
    OwnApproval,
    ReturnedScript,
    ReturnNeedsReason,
    StepRefused,
    UnknownItem,
)
from broadcaster.services.approve_script import approve_sound, approve_text, standings
from broadcaster.services.move_script import Trace, history, mark_edited, return_script, submit, withdraw_return
from broadcaster.services.voice_script import voice_scripts
from broadcaster.services.write_script import edit_script

TEXT, SOUND = ApprovalStage.TEXT, ApprovalStage.SOUND


@pytest.fixture
def station(tmp_path):
    with opened_station(tmp_path) as opened:
        told_script(opened, "mot-cua", "Ngày 15/3 họp.")
        yield opened


def state(station):
    return {each.script.id: each.state for each in standings(station)}["mot-cua"]


def voiced(station):
    with station.store.writing() as tx:
        tx.voicings.save(a_voicing(tx.scripts.get("mot-cua")))


def test_the_whole_way_is_walked_step_by_step(station):
    assert state(station) is ScriptState.DRAFT
    assert mark_edited(station, ["mot-cua"], by="Biên", now=NOW)[0].standing.state is ScriptState.EDITED
    assert submit(station, ["mot-cua"], by="Biên", now=NOW)[0].standing.state is ScriptState.SUBMITTED
    approve_text(station, "mot-cua", by="Trưởng", now=NOW)
    voiced(station)
    assert state(station) is ScriptState.VOICED
    approve_sound(station, "mot-cua", by="Trưởng", now=NOW)
    assert state(station) is ScriptState.CLEARED


def test_a_step_that_was_made_already_is_not_made_again(station):
    assert submit(station, ["mot-cua"], by="Biên", now=NOW)[0].new
    assert not submit(station, ["mot-cua"], by="Biên", now=NOW)[0].new
    assert not mark_edited(station, ["mot-cua"], by="Biên", now=NOW)[0].new
    assert [each.what for each in history(station, "mot-cua")] == ["bản 1", "trình duyệt"]


def test_an_editor_can_no_longer_approve_and_whoever_only_submits_can(station):
    mark_edited(station, ["mot-cua"], by="Trần Biên", now=NOW)
    submit(station, ["mot-cua"], by="Trưởng", now=NOW)
    with pytest.raises(OwnApproval):
        approve_text(station, "mot-cua", by="trần  biên", now=NOW)
    assert approve_text(station, "mot-cua", by="Trưởng", now=NOW).new


def test_returned_words_are_neither_approved_nor_submitted_until_they_change(station):
    submit(station, ["mot-cua"], by="Biên", now=NOW)
    done = return_script(station, "mot-cua", stage=TEXT, reason=" thiếu \n địa điểm ", by="Trưởng", now=NOW)
    assert (done.standing.state, done.standing.steps[-1].reason) == (ScriptState.RETURNED, "thiếu địa điểm")
    with pytest.raises(ReturnedScript, match='Trưởng đã trả lại bài của "Tin thử": thiếu địa điểm'):
        approve_text(station, "mot-cua", by="Phó", now=NOW)
    with pytest.raises(StepRefused, match="Lời chưa đổi gì"):
        submit(station, ["mot-cua"], by="Biên", now=NOW)
    edit_script(station, "mot-cua", "NỮ: Ngày 15/3 họp ở nhà văn hóa.", path="x", by="Biên", now=NOW)
    assert submit(station, ["mot-cua"], by="Biên", now=NOW)[0].standing.state is ScriptState.SUBMITTED
    assert approve_text(station, "mot-cua", by="Trưởng", now=NOW).new


def test_a_return_takes_words_that_were_approved_off_the_way_to_the_air(station):
    approve_text(station, "mot-cua", by="Trưởng", now=NOW)
    return_script(station, "mot-cua", stage=TEXT, reason="tin đã cũ", by="Phó", now=NOW)
    with pytest.raises(NotApproved):
        voice_scripts(station, script_ids=["mot-cua"], now=NOW)
    assert voice_scripts(station, now=NOW) == ()


def test_only_another_than_the_writer_takes_a_return_back_and_then_it_stands_as_before(station):
    approve_text(station, "mot-cua", by="Trưởng", now=NOW)
    return_script(station, "mot-cua", stage=TEXT, reason="nhầm bài", by="Trưởng", now=NOW)
    writer = kept(station, "mot-cua").writer
    with pytest.raises(StepRefused, match="Nhờ người đã trả"):
        withdraw_return(station, "mot-cua", reason="tôi thấy đúng", by=writer, now=NOW)
    with pytest.raises(ReturnNeedsReason):
        withdraw_return(station, "mot-cua", reason=" ", by="Trưởng", now=NOW)
    done = withdraw_return(station, "mot-cua", reason="trả nhầm", by="Trưởng", now=NOW)
    assert done.standing.state is ScriptState.APPROVED
    with pytest.raises(StepRefused):
        withdraw_return(station, "mot-cua", reason="lần nữa", by="Trưởng", now=NOW)


def test_sound_is_sent_back_by_itself_and_new_sound_waits_to_be_heard(station):
    with pytest.raises(StepRefused, match="trả lại tiếng"):
        return_script(station, "mot-cua", stage=SOUND, reason="ồn", by="Trưởng", now=NOW)
    approve_text(station, "mot-cua", by="Trưởng", now=NOW)
    voiced(station)
    approve_sound(station, "mot-cua", by="Trưởng", now=NOW)
    return_script(station, "mot-cua", stage=SOUND, reason="đọc vấp", by="Trưởng", now=NOW)
    assert state(station) is ScriptState.SOUND_RETURNED
    with pytest.raises(ReturnedScript, match="trả lại tiếng"):
        approve_sound(station, "mot-cua", by="Phó", now=NOW)
    with station.store.writing() as tx:
        old = tx.voicings.get("mot-cua")
        tx.voicings.save(replace(old, lines=tuple((replace(cut, audio="f" * 64),) for (cut,) in old.lines)))
    assert state(station) is ScriptState.VOICED


@pytest.mark.parametrize(
    ("call", "error"),
    [
        (lambda s: submit(s, ["mot-cua"], by=" ", now=NOW), NameNeeded),
        (lambda s: mark_edited(s, ["khong-co"], by="Biên", now=NOW), UnknownItem),
        (lambda s: return_script(s, "mot-cua", stage=TEXT, reason="", by="Trưởng", now=NOW), ReturnNeedsReason),
        (lambda s: withdraw_return(s, "mot-cua", reason="x", by="Trưởng", now=NOW), StepRefused),
    ],
)
def test_a_step_that_makes_no_sense_is_refused_and_leaves_nothing(station, call, error):
    with pytest.raises(error):
        call(station)
    assert [each.trace for each in history(station, "mot-cua")] == [Trace.WRITTEN]


def test_of_several_scripts_all_move_or_none(station):
    told_script(station, "hai", "Ngày 16/3 họp.")
    with pytest.raises(UnknownItem):
        submit(station, ["mot-cua", "hai", "khong-co"], by="Biên", now=NOW)
    assert {each.state for each in standings(station)} == {ScriptState.DRAFT}


def test_the_history_tells_everything_in_order_and_what_still_holds(station):
    def later(hours):
        return NOW + timedelta(hours=hours)

    submit(station, ["mot-cua"], by="Biên", now=later(1))
    return_script(station, "mot-cua", stage=TEXT, reason="thiếu giờ", by="Trưởng", now=later(2))
    edit_script(station, "mot-cua", "NỮ: 7 giờ ngày 15/3 họp.", path="x", by="Biên", now=later(3))
    submit(station, ["mot-cua"], by="Biên", now=later(4))
    approve_text(station, "mot-cua", by="Trưởng", now=later(5), questions_seen=True)
    told = [(each.what, each.by, each.reason, each.holds) for each in history(station, "mot-cua")]
    writer = kept(station, "mot-cua").writer.removesuffix(", Biên")
    assert told == [
        ("bản 1", writer, "", False),
        ("trình duyệt", "Biên", "", False),
        ("trả lại", "Trưởng", "thiếu giờ", False),
        ("bản 2", f"{writer}, Biên", "", True),
        ("trình duyệt", "Biên", "", True),
        ("duyệt bài", "Trưởng", "", True),
    ]
