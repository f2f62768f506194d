"""How far the opening and closing words of each session have come."""

import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from makers import DAY, EVENING, MORNING, NOW, an_approval
from planned_station import ready_station

import broadcaster
from broadcaster.domain.approvals import ScriptState
from broadcaster.services.show_frames import see_frames
from broadcaster.services.write_script import frame_id, write_frames

TEMPLATES = Path(broadcaster.__file__).parent / "profiles" / "templates"


@pytest.fixture
def station(tmp_path):
    shutil.copytree(TEMPLATES, tmp_path / "scripts" / "templates")
    with ready_station(tmp_path, items=1) as made:
        yield made


def test_frames_that_are_approved_and_heard_are_ready(station):
    told = see_frames(station, DAY)
    assert [each.script_id for each in told] == [frame_id(DAY, MORNING), frame_id(DAY, EVENING)]
    assert [each.session for each in told] == ["buổi sáng", "buổi chiều"]
    assert all(each.ready for each in told)


def test_what_is_not_written_has_no_state_and_what_is_only_approved_is_not_ready(station):
    later = DAY + timedelta(days=1)
    assert [(each.state, each.ready) for each in see_frames(station, later)] == [(None, False)] * 2
    first, _ = write_frames(station, later, now=NOW)
    with station.store.writing() as tx:
        tx.approvals.add(an_approval(script_id=first.script.id, subject=first.script.text_hash))
    assert [each.state for each in see_frames(station, later)] == [ScriptState.APPROVED, ScriptState.DRAFT]
    assert not any(each.ready for each in see_frames(station, later))
