"""Readings by people as a voice: the shelf that keeps them and the engine that says them."""

from dataclasses import replace
from datetime import timedelta

import pytest
from makers import NOW, a_pcm

from broadcaster import engines
from broadcaster.domain.fingerprints import sha256_of
from broadcaster.domain.ids import DurationMs, ScriptId
from broadcaster.domain.scripts import Presenter
from broadcaster.domain.sound import made_with
from broadcaster.domain.takes import TAKE_CHECKS, Take, reader_id, voice_of_reader
from broadcaster.errors import EngineUnavailable, SpeechFailed, UnknownVoice
from broadcaster.mixdown import lossless
from broadcaster.ports import VoicePlace
from broadcaster.speech.recorded import RecordedEngine, TakeShelf

HOA = "Nguyễn Thị Hoa"
CALL = "Đây là Đài truyền thanh xã Quỹ Nhất."
SOUND = a_pcm()


def a_take(spoken=CALL, reader=HOA, presenter=Presenter.FEMALE, sound=SOUND, **over):
    packed = lossless.encode(sound)
    take = Take(
        **{
            "spoken": spoken,
            "reader": reader,
            "presenter": presenter,
            "audio": sha256_of(packed),
            "duration": DurationMs(sound.duration),
            "script_id": ScriptId("khung"),
            "source": 'bản "thu" 1.wav',
            "at": NOW,
            "checks": TAKE_CHECKS,
        }
        | over
    )
    return take, packed


@pytest.fixture
def shelf(tmp_path):
    return TakeShelf(tmp_path / "voices" / "recorded")


@pytest.mark.parametrize(
    "over",
    [
        {},
        {"faults": ("tiếng quá nhỏ", 'có "nháy" \\ và \x7f'), "accepted": "đã nghe, dùng được"},
        {"spoken": "Một.\tHai 'ba' \"bốn\" đ %s", "source": "C:\\thu\\bài.wav"},
    ],
)
def test_a_take_comes_back_as_it_was_kept(shelf, over):
    take, packed = a_take(**over)
    shelf.keep(take, packed)
    assert shelf.all() == (take,)
    assert shelf.sound(take) == packed


def test_a_new_reading_of_the_same_words_takes_the_place_but_the_old_sound_stays(shelf):
    first, packed = a_take()
    second, anew = a_take(sound=a_pcm(samples=b"\x05\x00" * 2_000), at=NOW + timedelta(hours=1))
    shelf.keep(first, packed)
    shelf.keep(second, anew)
    assert shelf.all() == (second,)
    assert shelf.sound(first) == packed


def test_two_readers_of_the_same_words_are_two(shelf):
    for reader in (HOA, "Trần Văn Nam"):
        shelf.keep(*a_take(reader=reader))
    assert {take.reader for take in shelf.all()} == {HOA, "Trần Văn Nam"}


@pytest.mark.parametrize("content", [b"\xff\xfe", b"spoken = 1", b"[", b'presenter = "AI"'])
def test_what_is_no_take_is_passed_over(shelf, content):
    shelf.keep(*a_take())
    (shelf.folder / "la.toml").write_bytes(content)
    assert len(shelf.all()) == 1


def test_a_damaged_sound_is_none(shelf):
    take, packed = a_take()
    shelf.keep(take, packed)
    shelf.sound_path(take).write_bytes(packed[:-3])
    assert shelf.sound(take) is None
    shelf.sound_path(take).unlink()
    assert shelf.sound(take) is None


def engine_of(shelf):
    return RecordedEngine.for_station(VoicePlace(folder=shelf.folder, secret=str))


def test_exactly_the_sentence_that_was_read_is_said_and_no_other(shelf):
    shelf.keep(*a_take())
    engine = engine_of(shelf)
    assert engine.synthesise(CALL, "nguyen-thi-hoa-nu") == SOUND
    assert engine.synthesise(CALL, "nguyen-thi-hoa-nam") == SOUND, "it is her reading, whoever it stands for"
    with pytest.raises(SpeechFailed, match="chưa có bản đọc của câu này"):
        engine.synthesise("Đây là Đài truyền thanh xã Quỹ Nhì.", "nguyen-thi-hoa-nu")


def test_a_reader_who_has_not_read_it_does_not_say_it(shelf):
    shelf.keep(*a_take())
    shelf.keep(*a_take(spoken="Xin chào.", reader="Trần Văn Nam", presenter=Presenter.MALE))
    with pytest.raises(SpeechFailed, match="chưa có"):
        engine_of(shelf).synthesise(CALL, "tran-van-nam-nam")
    with pytest.raises(UnknownVoice, match="tran-van-nam-n"):
        engine_of(shelf).synthesise(CALL, "tran-van-nam")


def test_who_read_most_for_a_presenter_comes_first(shelf):
    shelf.keep(*a_take(reader="An", presenter=Presenter.MALE))
    for sentence in ("Một.", "Hai."):
        shelf.keep(*a_take(spoken=sentence))
    voices = engine_of(shelf).voices()
    first = {presenter: next(v.id for v in voices if v.presenter is presenter) for presenter in Presenter}
    assert first == {Presenter.FEMALE: "nguyen-thi-hoa-nu", Presenter.MALE: "an-nam"}


def test_a_sentence_that_was_read_anew_is_another_cut(shelf):
    take, packed = a_take()
    shelf.keep(take, packed)
    before = engine_of(shelf).voices()[0]
    other, anew = a_take(sound=a_pcm(samples=b"\x05\x00" * 2_000))
    shelf.keep(other, anew)
    after = engine_of(shelf).voices()[0]
    assert made_with(TAKE_CHECKS, before) != made_with(TAKE_CHECKS, after)
    assert before == replace(after, revision=before.revision)


def test_a_take_whose_sound_is_lost_says_so(shelf):
    take, packed = a_take()
    shelf.keep(take, packed)
    shelf.sound_path(take).unlink()
    with pytest.raises(SpeechFailed, match="mất hoặc hỏng"):
        engine_of(shelf).synthesise(CALL, "nguyen-thi-hoa-nu")


@pytest.mark.parametrize("folder", [None, "empty"])
def test_where_nobody_has_read_anything_it_is_off(tmp_path, folder):
    engine = RecordedEngine(tmp_path / folder if folder else None)
    for ask in (engine.version, engine.voices, lambda: engine.synthesise(CALL, "nu")):
        with pytest.raises(EngineUnavailable, match="voice take"):
            ask()


def test_it_enters_by_the_public_door(shelf):
    shelf.keep(*a_take())
    engine = engines.speech_engine("recorded", lambda _: VoicePlace(folder=shelf.folder, secret=str))
    assert engine.synthesise(CALL, "nguyen-thi-hoa-nu") == SOUND


@pytest.mark.parametrize(
    ("name", "word"),
    [("Nguyễn Thị Hoa", "nguyen-thi-hoa"), ("Đỗ  Đức", "do-duc"), ("NGUYỄN THỊ HOA", "nguyen-thi-hoa")],
)
def test_a_readers_id_is_the_name_without_marks(name, word):
    assert reader_id(name) == word
    assert voice_of_reader(name, Presenter.MALE) == f"{word}-nam"


def test_a_name_in_other_letters_still_has_an_id_of_its_own():
    assert reader_id("ສົມ") != reader_id("ແກ້ວ")
    assert reader_id("ສົມ").startswith("ptv-")
