"""A script's line is read by the same words in the same context, wherever it is read."""

from dataclasses import replace

import pytest
from makers import COMMUNE, NOW, STATION, a_news_item, a_read_line, a_word
from small_station import IN_DOUBT, opened_station, told_frame, told_script

from broadcaster.domain.readings import Reading, ReadingContext
from broadcaster.domain.scripts import Presenter
from broadcaster.domain.words import word_key
from broadcaster.services.approve_script import open_questions
from broadcaster.services.read_script import script_reader
from broadcaster.services.write_script import edit_script, write_scripts
from broadcaster.settings.profiles import copy_profile
from broadcaster.station import Station

LEXICON = """
[[word]]
written = "QTM"
spoken = "quầy của xã"
outlets = ["NGHIA-SON"]
[[word]]
written = "QTM"
spoken = "quầy giọng nữ"
voice = "espeak:nu-phat-thanh"
[[word]]
written = "QTM"
spoken = "quầy một cửa"
"""


@pytest.fixture
def station(tmp_path):
    with opened_station(tmp_path, LEXICON) as opened:
        yield opened


def spoken(script):
    return [line.spoken for line in script.read_lines]


def test_a_word_for_some_outlets_holds_in_copy_that_airs_on_these_alone(station):
    assert spoken(told_script(station, "xa", "QTM mở.", outlets=(COMMUNE,))) == ["Quầy của xã mở."]
    assert spoken(told_script(station, "hai", "QTM mở.", outlets=(COMMUNE, STATION))) == ["Quầy giọng nữ mở."]
    assert spoken(told_script(station, "moi-noi", "QTM mở.")) == ["Quầy giọng nữ mở."]


def test_a_word_for_one_voice_holds_in_the_lines_of_its_presenter(station):
    script = told_script(station, "mot", "QTM mở.")
    his = replace(script, lines=(a_read_line(presenter=Presenter.MALE, written="QTM mở."),))
    with station.store.reading() as tx:
        assert spoken(script_reader(station, tx).again(his)) == ["Quầy một cửa mở."]


def test_a_presenters_voice_is_named_without_making_the_engine(station, monkeypatch):
    monkeypatch.setattr("broadcaster.engines.speech_engine", lambda _: pytest.fail("the engine was made"))
    assert station.voice_named(Presenter.FEMALE) == "espeak:nu-phat-thanh"
    assert station.voice_named(Presenter.MALE) == "espeak"


def test_the_context_of_a_line_is_its_items_title_and_outlets_and_its_presenters_voice(station, monkeypatch):
    asked = []

    def heard(text, *, lexicon, context):
        asked.append(context)
        return Reading(written=text, spoken=text, spans=())

    monkeypatch.setattr("broadcaster.station.read", heard)
    script = told_script(station, "xa", "QTM", outlets=(COMMUNE,), title="Quầy một cửa")
    asked.clear()
    with station.store.reading() as tx:
        reader, item = script_reader(station, tx), tx.news.get("xa")
    reader.for_item(item)("QTM", Presenter.FEMALE)
    reader.for_script(script)("QTM", Presenter.FEMALE)
    reader.again(script)
    reader.questions(script)
    assert asked == [ReadingContext(about="Quầy một cửa", voice="espeak:nu-phat-thanh", outlets=(COMMUNE,))] * 4


def test_writing_editing_and_reading_again_say_the_same(tmp_path):
    folder = tmp_path / "dai"
    copy_profile("xa-2025", folder)
    (folder / "schedules" / "lexicon.toml").write_text(LEXICON.replace("NGHIA-SON", "QUY-NHAT"), encoding="utf-8")
    item = a_news_item(body="QTM xã mở cả thứ Bảy.", outlets=("QUY-NHAT",))
    with Station.open(folder, {}) as station:
        with station.store.writing() as tx:
            tx.news.save(item)
        (first,) = write_scripts(station, now=NOW)
        (again,) = write_scripts(station, now=NOW)
        assert "Quầy của xã xã mở" in " ".join(spoken(first.script))
        assert spoken(again.script) == spoken(first.script)
        text = "\n".join(f"{line.presenter.value}: {line.written}" for line in first.script.read_lines)
        edited = edit_script(station, first.script.id, text, path="sua.txt", by="Lan", now=NOW)
        assert spoken(edited.script) == spoken(first.script)


def test_a_word_added_in_this_very_process_is_read_at_once(station):
    assert station.read("Cài VNeID").spoken != "Cài vi nét"
    with station.store.writing() as tx:
        tx.words.save(a_word(spoken="vi nét"), by="Lan", at=NOW)
        assert script_reader(station, tx).lexicon.entries[0].spoken == "vi nét", "before it is written, too"
    assert station.read("Cài VNeID").spoken == "Cài vi nét"
    with station.store.writing() as tx:
        tx.words.remove(word_key(a_word()), by="Lan", at=NOW)
    assert station.read("Cài VNeID").spoken != "Cài vi nét"


def test_a_frame_is_read_for_every_outlet(station):
    assert spoken(told_frame(station, "QTM mở.")) == ["Quầy giọng nữ mở."]


def test_questions_are_those_of_the_scripts_own_context(tmp_path):
    for_one = '[[word]]\nwritten = "ĐTT"\nspoken = "đài truyền thanh"\noutlets = ["NGHIA-SON"]\ncontext = ["mở"]\n\n'
    with opened_station(tmp_path, for_one + IN_DOUBT) as station:
        everywhere = told_script(station, "moi-noi", "Mở ĐTT.")
        here = told_script(station, "xa", "Mở ĐTT.", outlets=(COMMUNE,))
        asked = open_questions(station, [everywhere.id, here.id])
        assert {name: [span.written for span in spans] for name, spans in asked.items()} == {"moi-noi": ["ĐTT"]}
