"""The heading of a script sheet tells who really read, wrote and approved."""

import pytest
from makers import (
    NOW,
    a_cut,
    a_frame_script,
    a_segment,
    a_spoken_line,
    an_approval,
    an_edition,
    an_utterance,
)

from broadcaster.domain.approvals import ApprovalStage
from broadcaster.domain.scripts import Presenter
from broadcaster.services.init_station import init_station
from broadcaster.services.write_sheet import write_sheets
from broadcaster.station import Station

SCRIPT = a_frame_script(writer="Phạm Văn Nam")
FEMALE = a_cut(engine="gtts", voice="gtts-nu", spoken="một")
MALE = a_cut(engine="may-da-go", voice="giong-cu", spoken="hai")


def _line(cut, presenter):
    said = an_utterance(cut=cut.hash, audio=cut.audio)
    return a_spoken_line(script_id=SCRIPT.id, presenter=presenter, utterances=(said,))


@pytest.fixture
def sheet(tmp_path):
    folder = tmp_path / "dai"
    init_station(folder, "huyen-2023", now=NOW, environ={})
    lines = (_line(FEMALE, Presenter.FEMALE), _line(MALE, Presenter.MALE))
    with Station.open(folder, {}) as station:
        session = station.timetable().dayparts[0].id
        edition = an_edition(session=session, segments=(a_segment(lines=lines),))
        with station.store.writing() as tx:
            tx.scripts.save(SCRIPT)
            for cut in (FEMALE, MALE):
                tx.cuts.add(cut)
            given = {"script_id": SCRIPT.id, "subject": SCRIPT.text_hash}
            tx.approvals.add(an_approval(**given, by="Lê Văn Trưởng"))
            tx.approvals.add(an_approval(**given | {"subject": "0" * 64}, by="Người Duyệt Bản Cũ"))
            tx.approvals.add(an_approval(**given, stage=ApprovalStage.SOUND, by="Người Nghe"))
        return write_sheets(station, [edition], [])[edition.id].text


def test_the_presenters_are_the_voices_of_the_cuts_and_not_of_the_settings(sheet):
    assert "PTV nữ:        Google, giọng nữ" in sheet


def test_a_voice_whose_engine_is_gone_keeps_its_id(sheet):
    assert "giong-cu" in sheet


def test_writer_and_approver_of_these_very_words_are_named(sheet):
    assert "Biên tập:      Phạm Văn Nam\n" in sheet
    assert "Người duyệt:   Lê Văn Trưởng\n" in sheet
