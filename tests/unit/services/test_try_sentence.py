"""One sentence said at once: never twice, never more at a time than is good, never counted as voiced."""

import io
import threading

import pytest
import soundfile
from makers import a_frame_script, a_read_line
from small_station import TONE_SETTINGS

from broadcaster.domain.ids import ScriptId
from broadcaster.domain.scripts import Presenter
from broadcaster.errors import SpeechError, TrialsBusy
from broadcaster.services.approve_script import standings
from broadcaster.services.preview_script import preview, sentence_of
from broadcaster.services.time_scripts import learned_paces
from broadcaster.services.try_sentence import TrialRoom
from broadcaster.station import Station
from broadcaster.testing.engines import ToneEngine


class Counted(ToneEngine):
    """A tone that tells what it was asked to say, and waits where it is told to."""

    said: list[str] = []  # noqa: RUF012 - the engine is made anew for each station
    off: list[bool] = []  # noqa: RUF012
    may_go_on = threading.Event()

    def synthesise(self, spoken, voice):
        self.said.append(spoken)
        if self.off:
            raise RuntimeError("tắt")
        if spoken.startswith("Chờ"):
            assert self.may_go_on.wait(20)
        return super().synthesise(spoken, voice)


@pytest.fixture
def station(tmp_path, monkeypatch):
    class Point:
        name = "tone"

        def load(self):
            return Counted

    monkeypatch.setattr("broadcaster.engines.entry_points", lambda **_: [Point()])
    Counted.said.clear()
    Counted.off.clear()
    Counted.may_go_on.clear()
    (tmp_path / "station.toml").write_text(TONE_SETTINGS, encoding="utf-8")
    with Station.open(tmp_path, {}) as opened:
        yield opened


@pytest.fixture
def room():
    made = TrialRoom(at_once=1, patience_s=0.05)
    yield made
    made.close()


def test_the_same_words_are_said_once_even_after_the_room_was_shut(station, room):
    first = room.wav(station, "Một hai.", Presenter.FEMALE)
    assert soundfile.info(io.BytesIO(first)).duration > 0
    assert room.wav(station, "Một hai.", Presenter.FEMALE) == first
    room.close()
    assert room.wav(station, "Một hai.", Presenter.FEMALE) == first
    assert Counted.said == ["Một hai."]


def test_a_text_is_one_sound_with_its_pauses_and_each_sentence_is_said_once(station, room):
    lines = (
        a_read_line(spoken="Một hai. Ba bốn. Một hai."),
        a_read_line(spoken="Năm sáu.", presenter=Presenter.MALE),
    )
    sound = soundfile.info(io.BytesIO(room.mp3(station, lines)))
    alone = [room.wav(station, each, Presenter.FEMALE) for each in ("Một hai.", "Ba bốn.", "Năm sáu.")]
    one, two, three = (soundfile.info(io.BytesIO(each)).duration for each in alone)
    assert sound.duration > 2 * one + two + three + 0.5
    assert sorted(Counted.said)[:2] == ["Ba bốn.", "Một hai."]
    assert len(Counted.said) <= 4


def test_a_text_of_which_one_sentence_fails_is_not_given_in_part(station, room):
    Counted.off.append(True)
    with pytest.raises(SpeechError):
        room.mp3(station, (a_read_line(spoken="Một. Hai."),))


def test_a_script_is_not_voiced_by_its_sentences(station, room):
    script = a_frame_script(lines=(a_read_line(spoken="Một."),))
    with station.store.writing() as tx:
        tx.scripts.save(script)
    before = standings(station)
    room.wav(station, "Một.", Presenter.MALE)
    assert standings(station) == before
    assert before[0].voicing is None


def test_who_has_to_wait_too_long_is_told_so(station, room):
    waiting = threading.Thread(target=room.wav, args=(station, "Chờ.", Presenter.FEMALE))
    waiting.start()
    try:
        while not Counted.said:
            threading.Event().wait(0.01)
        with pytest.raises(TrialsBusy, match="Chờ vài giây"):
            room.wav(station, "Hai.", Presenter.FEMALE)
    finally:
        Counted.may_go_on.set()
        waiting.join(20)
    assert room.wav(station, "Hai.", Presenter.FEMALE)


def test_a_voice_that_failed_is_asked_again_the_next_time(station, room):
    Counted.off.append(True)
    with pytest.raises(SpeechError):
        room.wav(station, "Ba.", Presenter.FEMALE)
    Counted.off.clear()
    assert room.wav(station, "Ba.", Presenter.FEMALE)


def test_sentences_are_found_again_by_their_words_when_lines_have_moved(station):
    script = a_frame_script(lines=(a_read_line(written="Một. Hai.", spoken="Một. Hai."),))
    with station.store.writing() as tx:
        tx.scripts.save(script)
    told = preview(station, script.id, paces=learned_paces(station))
    one, two = told.lines[0].sentences
    moved = "NAM: Câu mới.\nNỮ: Một. Hai.\n"
    assert sentence_of(station, ScriptId(script.id), two.number, two.mark, moved).spoken == "Hai."
    assert sentence_of(station, ScriptId(script.id), 1, "", moved).spoken == "Câu mới."
    assert (one.number, two.number) == (1, 2)
