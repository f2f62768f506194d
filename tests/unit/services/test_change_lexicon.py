"""A changed word: what it touches is named, exactly that is read anew, and the sound is made again sentence by sentence."""

import pytest
from makers import COMMUNE, NOW, a_word
from small_station import kept, opened_station, told_frame, told_script

from broadcaster.copydesk.sentence_changes import SentenceChange
from broadcaster.domain.approvals import ScriptState
from broadcaster.domain.words import WordChange, WordSource, word_key
from broadcaster.errors import (
    AmbiguousWord,
    NameNeeded,
    NotSpoken,
    SettingsError,
    UnknownEngine,
    UnknownOutlet,
    UnknownWord,
    WordRefused,
)
from broadcaster.services.approve_script import approve_texts, standings
from broadcaster.services.change_lexicon import add_word, remove_word
from broadcaster.services.voice_script import voice_scripts

PHONE = a_word(written="iPhone", spoken="ai phôn")
BY = {"by": "Cô Lan", "now": NOW}


@pytest.fixture
def station(tmp_path):
    filed = '[[word]]\nwritten = "Zalo"\nspoken = "da lô"\n'
    with opened_station(tmp_path, filed) as opened:
        yield opened


def states(station):
    return {each.script.id: each.state for each in standings(station)}


def stored(station):
    with station.store.reading() as tx:
        return tx.words.all()


def history(station, word):
    with station.store.reading() as tx:
        return [(version.change, version.by) for version in tx.words.history(word_key(word))]


# --- what is touched ------------------------------------------------------------------------------------------------


def test_exactly_the_scripts_that_say_the_word_are_read_anew(station):
    told_script(station, "dung", "Bà con dùng iPhone.", approved=True)
    other = told_script(station, "khac", "Bà con đi họp.", approved=True)
    frame = told_frame(station, "Mời nghe trên iPhone.")
    done = add_word(station, PHONE, **BY)
    assert (done.change, done.source) == (WordChange.ADDED, WordSource.STORE)
    assert [each.script.id for each in done.touched] == ["dung", frame.id]
    assert [each.approval_falls for each in done.touched] == [True, False]
    assert kept(station, "dung").read_lines[0].spoken == "Bà con dùng ai phôn."
    assert kept(station, frame.id).read_lines[0].spoken == "Mời nghe trên ai phôn."
    assert kept(station, "khac") == other
    assert states(station) == {
        "dung": ScriptState.DRAFT,
        "khac": ScriptState.APPROVED,
        frame.id: ScriptState.DRAFT,
    }
    assert stored(station) == (PHONE,)


def test_the_sentences_that_change_are_told_before_and_after(station):
    told_script(station, "dung", "Chào bà con. Hãy mở iPhone. Xin hết.", "Tin khác. Cầm iPhone đi.")
    (touched,) = add_word(station, PHONE, **BY).touched
    assert [each.after for each in touched.sentences] == ["Hãy mở ai phôn.", "Cầm ai phôn đi."]
    assert all(each.before != each.after for each in touched.sentences)


def test_lines_without_the_word_are_left_as_they_were_approved(station):
    script = told_script(station, "dung", "Dùng iPhone.", "Dùng Zalo.")
    (station.folder / "schedules" / "lexicon.toml").write_text("", encoding="utf-8")
    del station.filed_words
    add_word(station, PHONE, **BY)
    lines = kept(station, "dung").read_lines
    assert [line.spoken for line in lines] == ["Dùng ai phôn.", script.read_lines[1].spoken]


def test_a_word_for_some_outlets_touches_only_copy_for_these_alone(station):
    told_script(station, "xa", "Mở iPhone.", outlets=(COMMUNE,))
    told_script(station, "moi-noi", "Mở iPhone.")
    done = add_word(station, a_word(written="iPhone", spoken="ai phôn", outlets=("nghia son",)), **BY)
    assert [each.script.id for each in done.touched] == ["xa"]
    assert done.word.outlets == (COMMUNE,)


def test_a_word_for_one_voice_touches_only_the_lines_of_that_voice(station):
    told_script(station, "nu", "Mở iPhone.")
    assert add_word(station, a_word(written="iPhone", spoken="ai phôn", voice="gtts"), **BY).touched == ()
    mine = a_word(written="iPhone", spoken="ai phôn", voice="espeak:nu-phat-thanh")
    assert [each.script.id for each in add_word(station, mine, **BY).touched] == ["nu"]


def test_copy_of_news_that_was_removed_is_left_alone(station):
    told_script(station, "bo", "Mở iPhone.")
    with station.store.writing() as tx:
        tx.news.remove("bo")
    assert add_word(station, PHONE, **BY).touched == ()


# --- the sound ------------------------------------------------------------------------------------------------------


def test_only_the_changed_sentence_is_voiced_again_as_was_told(station):
    told_script(station, "dung", "Chào bà con. Hãy mở iPhone. Xin hết.", approved=True)
    told_script(station, "hai", "Chào bà con. Hãy mở iPhone.", approved=True)
    told_script(station, "chua-thu", "Mở iPhone ra.")
    voice_scripts(station, now=NOW)
    done = add_word(station, PHONE, **BY)
    assert len(done.touched) == 3
    assert (done.to_voice, done.voiced) == (1, 2)
    approve_texts(station, ["dung", "hai"], by="Trưởng", now=NOW)
    made = voice_scripts(station, now=NOW)
    assert sum(each.made for each in made) == done.to_voice


def test_a_word_taken_back_finds_approval_and_sound_where_they_were(station):
    told_script(station, "dung", "Chào bà con. Hãy mở iPhone.", approved=True)
    voice_scripts(station, now=NOW)
    add_word(station, PHONE, **BY)
    assert states(station)["dung"] is ScriptState.DRAFT
    done = remove_word(station, PHONE, **BY)
    assert (done.change, done.to_voice) == (WordChange.REMOVED, 0)
    assert [each.approval_falls for each in done.touched] == [False]
    assert states(station)["dung"] is ScriptState.VOICED


# --- adding, replacing, removing ------------------------------------------------------------------------------------


def test_the_same_word_twice_stands_already(station):
    add_word(station, PHONE, **BY)
    done = add_word(station, PHONE, by="Anh Nam", now=NOW)
    assert (done.change, done.source, done.touched) == (None, WordSource.STORE, ())
    assert history(station, PHONE) == [(WordChange.ADDED, "Cô Lan")]


def test_a_word_that_the_files_have_stands_already(station):
    done = add_word(station, a_word(written="Zalo", spoken="da lô"), **BY)
    assert (done.change, done.source) == (None, WordSource.FILE)
    assert stored(station) == ()


def test_scripts_that_were_not_read_since_a_file_changed_are_read_when_the_word_is_asked_for(station):
    told_script(station, "dung", "Mở Viber.")
    path = station.folder / "schedules" / "lexicon.toml"
    path.write_text('[[word]]\nwritten = "Viber"\nspoken = "vai bờ"\n', encoding="utf-8")
    del station.filed_words
    done = add_word(station, a_word(written="Viber", spoken="vai bờ"), **BY)
    assert (done.change, done.source) == (None, WordSource.FILE)
    assert kept(station, "dung").read_lines[0].spoken == "Mở vai bờ."


def test_another_reading_takes_the_place_of_the_old(station):
    told_script(station, "dung", "Mở iPhone.")
    add_word(station, PHONE, **BY)
    done = add_word(station, a_word(written="iPhone", spoken="ai phon"), by="Anh Nam", now=NOW)
    assert done.change is WordChange.REPLACED
    assert [each.sentences for each in done.touched] == [
        (SentenceChange(before="Mở ai phôn.", after="Mở ai phon."),),
    ]
    assert history(station, PHONE) == [(WordChange.ADDED, "Cô Lan"), (WordChange.REPLACED, "Anh Nam")]


def test_the_stores_word_wins_over_the_files_and_the_files_comes_back_when_it_is_removed(station):
    told_script(station, "dung", "Mở Zalo.")
    ours = a_word(written="Zalo", spoken="gia lô")
    add_word(station, ours, **BY)
    assert kept(station, "dung").read_lines[0].spoken == "Mở gia lô."
    remove_word(station, ours, **BY)
    assert kept(station, "dung").read_lines[0].spoken == "Mở da lô."


def test_a_word_is_removed_by_its_written_form_when_that_means_one(station):
    add_word(station, a_word(written="TT", spoken="thị trấn", context=("tổ dân phố",)), **BY)
    assert remove_word(station, a_word(written="TT"), **BY).word.spoken == "thị trấn"
    assert stored(station) == ()


def test_of_several_words_written_alike_the_one_to_remove_must_be_named(station):
    town = a_word(written="TT", spoken="thị trấn", context=("tổ dân phố",))
    centre = a_word(written="TT", spoken="trung tâm", context=("y tế",))
    for word in (town, centre):
        add_word(station, word, **BY)
    with pytest.raises(AmbiguousWord, match="--context"):
        remove_word(station, a_word(written="TT"), **BY)
    with pytest.raises(UnknownWord):
        remove_word(station, a_word(written="TT", context=("huyện",)), **BY)
    remove_word(station, a_word(written="TT", context=("y tế",)), **BY)
    assert stored(station) == (town,)


def test_a_word_of_the_files_or_of_nobody_cannot_be_removed(station):
    with pytest.raises(UnknownWord, match=r"lexicon\*\.toml"):
        remove_word(station, a_word(written="Zalo"), **BY)
    add_word(station, PHONE, **BY)
    with pytest.raises(UnknownWord, match='ý bạn là "iPhone"'):
        remove_word(station, a_word(written="iphon"), **BY)


# --- all or nothing -------------------------------------------------------------------------------------------------


def test_a_dry_run_tells_the_same_and_writes_nothing(station):
    before = told_script(station, "dung", "Mở iPhone.", approved=True)
    told = add_word(station, PHONE, by="", now=NOW, dry_run=True)
    assert (stored(station), kept(station, "dung")) == ((), before)
    assert add_word(station, PHONE, **BY) == told
    told = remove_word(station, PHONE, by="", now=NOW, dry_run=True)
    assert stored(station) == (PHONE,)
    assert remove_word(station, PHONE, **BY) == told


def test_what_breaks_off_leaves_word_and_scripts_as_they_were(station, monkeypatch):
    before = told_script(station, "dung", "Mở iPhone.")
    monkeypatch.setattr("broadcaster.storage.versions.ScriptShelf.save", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        add_word(station, PHONE, **BY)
    assert (stored(station), kept(station, "dung")) == ((), before)


@pytest.mark.parametrize(
    ("over", "error"),
    [
        ({"spoken": "bản 15"}, NotSpoken),
        ({"written": "&"}, WordRefused),
        ({"outlets": ("NGHIA-SONN",)}, UnknownOutlet),
        ({"voice": "espaek:nu"}, UnknownEngine),
    ],
)
def test_a_word_that_is_none_is_refused_and_nothing_is_written(station, over, error):
    before = told_script(station, "dung", "Mở iPhone.")
    with pytest.raises(error):
        add_word(station, a_word(**{"written": "iPhone", "spoken": "ai phôn"} | over), **BY)
    assert (stored(station), kept(station, "dung")) == ((), before)


def test_nobody_changes_the_lexicon_without_a_name(station):
    with pytest.raises(NameNeeded):
        add_word(station, PHONE, by="  ", now=NOW)
    with pytest.raises(NameNeeded):
        remove_word(station, PHONE, by="", now=NOW)
    assert stored(station) == ()


def test_a_broken_lexicon_file_is_told_before_anything_is_written(station):
    (station.folder / "schedules" / "lexicon.toml").write_text("[[word]]\n", encoding="utf-8")
    with pytest.raises(SettingsError):
        add_word(station, PHONE, **BY)
    assert stored(station) == ()
