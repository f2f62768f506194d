"""An approval holds for exactly the words or the sound that was approved, and never comes from the writer."""

import unicodedata
from dataclasses import replace

import pytest
from makers import a_cut, a_read_line, a_script, a_step, a_voicing, an_approval

from broadcaster.domain.approvals import ApprovalStage, ScriptState, StepKind
from broadcaster.domain.ids import ScriptId
from broadcaster.errors import NameNeeded, OwnApproval
from broadcaster.newsroom.approval import check_approver, script_state, sound_approved, text_approved

SCRIPT = a_script()
VOICING = a_voicing(SCRIPT)
TEXT = an_approval()
SOUND = an_approval(stage=ApprovalStage.SOUND, subject=VOICING.sound_hash)


@pytest.mark.parametrize(
    ("approvals", "voicing", "state"),
    [
        ((), None, ScriptState.DRAFT),
        ((), VOICING, ScriptState.DRAFT),
        ((SOUND,), VOICING, ScriptState.DRAFT),
        ((TEXT,), None, ScriptState.APPROVED),
        ((TEXT, SOUND), None, ScriptState.APPROVED),
        ((TEXT,), VOICING, ScriptState.VOICED),
        ((TEXT, SOUND), VOICING, ScriptState.CLEARED),
        ((SOUND, TEXT, TEXT), VOICING, ScriptState.CLEARED),
    ],
)
def test_a_script_comes_as_far_as_its_approvals_and_sound_carry_it(approvals, voicing, state):
    assert script_state(SCRIPT, approvals, voicing) is state


@pytest.mark.parametrize(
    "edit",
    [
        {"written": "Tỷ lệ đúng hạn đạt 99,3 %."},
        {"spoken": "Tỷ lệ đúng hạn đạt chín chín phẩy hai phần trăm."},
        {"presenter": SCRIPT.read_lines[1].presenter},
    ],
)
def test_one_changed_word_reading_or_voice_makes_it_a_draft_again(edit):
    edited = replace(SCRIPT, lines=(*SCRIPT.lines[:-1], a_read_line(**edit)))
    assert script_state(edited, (TEXT, SOUND), VOICING) is ScriptState.DRAFT
    assert not text_approved(edited, (TEXT, SOUND))
    assert not sound_approved(edited, VOICING, (TEXT, SOUND))


def test_words_changed_back_are_approved_as_they_were():
    again = replace(SCRIPT, lines=tuple(SCRIPT.lines), writer="Người khác")
    assert script_state(again, (TEXT, SOUND), VOICING) is ScriptState.CLEARED


def test_new_sound_of_approved_words_must_be_heard_again():
    other = a_voicing(SCRIPT, lines=tuple((a_cut(spoken=line.spoken, voice="khac"),) for line in SCRIPT.read_lines))
    assert script_state(SCRIPT, (TEXT, SOUND), other) is ScriptState.VOICED


def test_sound_of_older_words_does_not_count_as_voiced():
    edited = replace(SCRIPT, lines=SCRIPT.lines[1:])
    approved = an_approval(subject=edited.text_hash)
    assert script_state(edited, (approved, SOUND), VOICING) is ScriptState.APPROVED


def test_an_approval_of_another_script_or_stage_does_not_count():
    assert not text_approved(SCRIPT, (replace(TEXT, script_id=ScriptId("tin-khac")),))
    assert not text_approved(SCRIPT, (replace(TEXT, stage=ApprovalStage.SOUND),))
    assert not sound_approved(SCRIPT, VOICING, (replace(SOUND, stage=ApprovalStage.TEXT),))
    assert not sound_approved(SCRIPT, replace(VOICING, script_id=ScriptId("tin-khac")), (SOUND,))
    assert not sound_approved(SCRIPT, None, (SOUND,))


RETURNED = a_step(StepKind.RETURNED, reason="sai số liệu")
TAKEN_BACK = a_step(StepKind.WITHDRAWN, reason="xem nhầm bài")
UNHEARD = a_step(StepKind.RETURNED, stage=ApprovalStage.SOUND, subject=VOICING.sound_hash, reason="ồn")
HEARD_AGAIN = replace(UNHEARD, kind=StepKind.WITHDRAWN)


@pytest.mark.parametrize(
    ("steps", "approvals", "state"),
    [
        ([a_step(StepKind.EDITED)], (), ScriptState.EDITED),
        ([a_step(StepKind.EDITED), a_step()], (), ScriptState.SUBMITTED),
        ([a_step(), a_step(StepKind.EDITED)], (), ScriptState.SUBMITTED),
        ([a_step()], (TEXT,), ScriptState.VOICED),
        ([a_step(), RETURNED], (), ScriptState.RETURNED),
        ([RETURNED], (TEXT, SOUND), ScriptState.RETURNED),
        ([RETURNED, TAKEN_BACK], (TEXT, SOUND), ScriptState.CLEARED),
        ([a_step(), RETURNED, TAKEN_BACK], (), ScriptState.SUBMITTED),
        ([RETURNED, TAKEN_BACK, RETURNED], (TEXT, SOUND), ScriptState.RETURNED),
        ([UNHEARD], (TEXT, SOUND), ScriptState.SOUND_RETURNED),
        ([UNHEARD], (), ScriptState.DRAFT),
        ([UNHEARD, HEARD_AGAIN], (TEXT, SOUND), ScriptState.CLEARED),
        ([UNHEARD, HEARD_AGAIN], (TEXT,), ScriptState.VOICED),
        ([replace(RETURNED, script_id=ScriptId("tin-khac")), replace(a_step(), subject=SOUND.subject)], (), "nháp"),
    ],
)
def test_steps_move_a_script_on_and_a_return_stands_above_every_approval(steps, approvals, state):
    assert script_state(SCRIPT, approvals, VOICING, steps) == state


def test_a_return_and_a_submission_fall_with_the_words_that_they_were_about():
    edited = replace(SCRIPT, lines=(*SCRIPT.lines[:-1], a_read_line(written="Tỷ lệ đúng hạn đạt 99,3 %.")))
    for step in (RETURNED, a_step(), a_step(StepKind.EDITED)):
        assert script_state(edited, (TEXT,), None, [step]) is ScriptState.DRAFT


def test_a_return_of_sound_falls_with_that_sound():
    other = a_voicing(SCRIPT, lines=tuple((a_cut(spoken=line.spoken, voice="khac"),) for line in SCRIPT.read_lines))
    assert script_state(SCRIPT, (TEXT, SOUND), other, [UNHEARD]) is ScriptState.VOICED


def test_whoever_said_that_any_version_is_edited_cannot_approve():
    old = a_step(StepKind.EDITED, subject=SOUND.subject)
    with pytest.raises(OwnApproval):
        check_approver(SCRIPT, "trần thị  biên", one_person=False, steps=[old])
    check_approver(SCRIPT, "Trần Thị Biên", one_person=True, steps=[old])
    check_approver(SCRIPT, "Trần Thị Biên", one_person=False, steps=[a_step(), replace(old, script_id=ScriptId("x"))])


def test_another_person_may_approve():
    check_approver(SCRIPT, "Lê Văn Trưởng", one_person=False)


@pytest.mark.parametrize(
    "by",
    [
        "Nguyễn Thị Hoa",
        "NGUYỄN THỊ HOA",
        "  nguyễn   thị\thoa ",
        unicodedata.normalize("NFD", "Nguyễn Thị Hoa"),
    ],
)
def test_the_writer_may_not_approve_however_the_name_is_typed(by):
    with pytest.raises(OwnApproval) as raised:
        check_approver(SCRIPT, by, one_person=False)
    assert SCRIPT.title in str(raised.value)
    assert "one_person" in str(raised.value)


def test_old_and_new_places_of_a_tone_mark_are_one_name():
    with pytest.raises(OwnApproval):
        check_approver(a_script(writer="Trần Thị Hòa"), "Trần Thị Hoà", one_person=False)


@pytest.mark.parametrize("by", ["Nguyễn Thị Hóa", "Nguyễn Thi Hoa", "Nguyễn Thị Hoan"])
def test_a_name_that_differs_by_a_mark_is_another_person(by):
    check_approver(SCRIPT, by, one_person=False)


@pytest.mark.parametrize("by", ["Phạm Văn Nam", "Trần Hoa", "Lê Bình"])
def test_each_of_several_writers_is_a_writer(by):
    with pytest.raises(OwnApproval):
        check_approver(a_script(writer="Phạm Văn Nam, Trần Hoa và Lê Bình"), by, one_person=False)


def test_a_station_of_one_person_may_approve_its_own_by_recorded_policy():
    check_approver(SCRIPT, "Nguyễn Thị Hoa", one_person=True)


@pytest.mark.parametrize("one_person", [True, False])
@pytest.mark.parametrize("by", ["", "  \t"])
def test_nobody_cannot_approve(by, one_person):
    with pytest.raises(NameNeeded):
        check_approver(SCRIPT, by, one_person=one_person)
