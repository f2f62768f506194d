"""Taking in what a person has read, in the place of a machine's voice."""

from dataclasses import replace

import numpy as np
import pytest
from makers import NOW, an_approval
from readings import packed, read_aloud, said, silence
from small_station import opened_station, told_script

from broadcaster.copydesk.reading.breaths import voice_sentences
from broadcaster.domain.approvals import ScriptState
from broadcaster.domain.ids import ScriptId
from broadcaster.domain.takes import TAKE_ENGINE, takes_in
from broadcaster.errors import (
    FileMissing,
    NameNeeded,
    NotApproved,
    TakeAlone,
    TakeNotSplit,
    TakePlaceUnknown,
    TakeRefused,
    TakeSilent,
    TakeStands,
    TakeUnreadable,
    UnknownItem,
)
from broadcaster.mixdown import lossless
from broadcaster.services import take_script as under_test
from broadcaster.services.approve_script import approve_sound, standings
from broadcaster.services.hear_script import heard
from broadcaster.services.take_script import Wanted, script_places, take_script
from broadcaster.services.voice_script import voice_scripts
from broadcaster.speech.recorded import TakeShelf
from broadcaster.station import SOUND_SUFFIX, Station

LINES = (
    "Mời bà con nghe tin đầu tiên của bản tin hôm nay.",
    "Bộ phận một cửa mở cửa từ thứ hai đến thứ sáu. Bà con mang theo căn cước công dân.",
    "Bản tin của đài đến đây là hết.",
)
HOA = "Nguyễn Thị Hoa"
SCRIPT = ScriptId("tin")


@pytest.fixture
def station(tmp_path):
    with opened_station(tmp_path) as opened:
        told_script(opened, SCRIPT, *LINES, approved=True)
        yield opened


@pytest.fixture
def file(tmp_path):
    def written(*parts, name="bai.wav", gain=1.0, **how):
        path = tmp_path / name
        path.write_bytes(packed(read_aloud(*parts, **how) * np.float32(gain)))
        return path

    return written


def spoken(station, line):
    return voice_sentences(standing(station).script.read_lines[line - 1].spoken)


def whole(station):
    """Give what a person would read aloud for the whole script, with a clear pause after each line."""
    parts = []
    for line in range(1, len(LINES) + 1):
        for sentence in spoken(station, line):
            parts += [sentence, 350]
        parts[-1] = 1_000
    return parts[:-1]


def take(station, file, **over):
    return take_script(station, Wanted(**{"script_id": SCRIPT, "file": file, "by": HOA} | over), now=NOW)


def standing(station):
    return next(each for each in standings(station) if each.script.id == SCRIPT)


def samples_of(station, cut):
    return np.frombuffer(lossless.decode(station.media.get(cut.audio, SOUND_SUFFIX)).samples, dtype="<i2")


def test_a_whole_reading_is_parted_into_its_lines_and_waits_to_be_heard(station, file):
    taken = take(station, file(*whole(station)), trim=True)
    assert [each.place.line for each in taken] == [1, 2, 3]
    now = standing(station)
    assert now.state is ScriptState.VOICED
    assert [[cut.engine for cut in line] for line in now.voicing.lines] == [[TAKE_ENGINE]] * 3
    for number, (cut,) in enumerate(now.voicing.lines, start=1):
        assert cut.voice == "nguyen-thi-hoa-nu"
        assert cut.spoken == " ".join(spoken(station, number))
        length = sum(len(said(each)) for each in spoken(station, number)) / 22.05
        assert length - 200 < cut.duration < length + 1_000
    assert len(heard(station, SCRIPT)) > 44


def test_what_was_read_is_what_is_kept_sample_for_sample(station, file):
    voice_scripts(station, now=NOW)
    sentence = spoken(station, 1)[0]
    take(station, file(sentence, lead=300, tail=400), lines=(1, 1))
    ((cut,), _, _) = standing(station).voicing.lines
    meant = np.concatenate([silence(300), said(sentence), silence(400)])
    assert np.abs(samples_of(station, cut).astype(int) - np.rint(meant * 32_767)).max() <= 1


def test_one_line_takes_the_place_of_the_machine_and_the_others_stay(station, file):
    voice_scripts(station, now=NOW)
    before = standing(station).voicing
    take(station, file(*[spoken(station, 2)[0], 400, spoken(station, 2)[1]]), lines=(2, 2), trim=True)
    after = standing(station).voicing
    assert (after.lines[0], after.lines[2]) == (before.lines[0], before.lines[2])
    assert [cut.engine for cut in after.lines[1]] == [TAKE_ENGINE]


def test_one_sentence_takes_the_place_of_the_machine_and_its_neighbour_stays(station, file):
    voice_scripts(station, now=NOW)
    before = standing(station).voicing
    take(station, file(spoken(station, 2)[1]), lines=(2, 2), sentence=2, trim=True)
    after = standing(station).voicing
    assert after.lines[1][0] == before.lines[1][0]
    assert (after.lines[1][1].engine, after.lines[1][1].spoken) == (TAKE_ENGINE, spoken(station, 2)[1])


def test_the_approval_of_the_sound_falls_and_holds_again_when_it_is_heard(station, file):
    voice_scripts(station, now=NOW)
    approve_sound(station, SCRIPT, by="Trưởng đài", now=NOW)
    assert standing(station).state is ScriptState.CLEARED
    take(station, file(spoken(station, 1)[0]), lines=(1, 1))
    assert standing(station).state is ScriptState.VOICED
    approve_sound(station, SCRIPT, by="Trưởng đài", now=NOW)
    assert standing(station).state is ScriptState.CLEARED


def test_the_same_recording_again_changes_nothing(station, file):
    reading = file(*whole(station))
    take(station, reading)
    approve_sound(station, SCRIPT, by="Trưởng đài", now=NOW)
    take(station, reading)
    assert standing(station).state is ScriptState.CLEARED


@pytest.mark.parametrize(("by", "error"), [(" ", NameNeeded), (HOA, NotApproved)])
def test_only_approved_words_are_read_by_a_named_person(tmp_path, file, by, error):
    with opened_station(tmp_path) as station:
        told_script(station, SCRIPT, *LINES)
        with pytest.raises(error):
            take(station, file(*whole(station)), by=by)
        assert not (tmp_path / "voices").exists()


def test_an_unknown_script_is_refused(station, file):
    with pytest.raises(UnknownItem):
        take(station, file("Xin chào."), script_id=ScriptId("khac"))


@pytest.mark.parametrize(
    ("where", "told"),
    [
        ({"lines": (4, 4)}, "dòng 4 .có 3 dòng."),
        ({"lines": (2, 9)}, "dòng 9"),
        ({"lines": (2, 2), "sentence": 3}, "câu 3 ở dòng 2"),
        ({"lines": (1, 2), "sentence": 1}, "chỉ dùng với một dòng"),
    ],
)
def test_a_place_that_is_not_there_is_refused(station, file, where, told):
    with pytest.raises(TakePlaceUnknown, match=told):
        take(station, file("Xin chào."), **where)


def test_a_line_alone_needs_sound_for_the_others(station, file):
    with pytest.raises(TakeAlone, match="broadcaster voice make tin"):
        take(station, file(spoken(station, 1)[0]), lines=(1, 1))
    assert standing(station).voicing is None


def test_a_sentence_of_a_line_that_was_read_in_one_go_cannot_be_changed_alone(station, file):
    take(station, file(*whole(station)))
    with pytest.raises(TakeAlone, match="các câu khác của dòng 2"):
        take(station, file(spoken(station, 2)[0]), lines=(2, 2), sentence=1)


def test_a_faulty_reading_is_refused_and_nothing_is_kept(station, file, tmp_path):
    voice_scripts(station, now=NOW)
    before = standing(station).voicing
    soft = file(spoken(station, 1)[0], gain=0.02)
    with pytest.raises(TakeRefused, match=r"quá nhỏ.*--accept"):
        take(station, soft, lines=(1, 1))
    assert standing(station).voicing == before
    assert not (tmp_path / "voices").exists()


def test_a_faulty_reading_is_taken_when_somebody_says_why_and_that_is_kept(station, file, tmp_path):
    voice_scripts(station, now=NOW)
    (taken,) = take(station, file(spoken(station, 1)[0], gain=0.02), lines=(1, 1), accept="  bản  duy nhất ")
    assert "quá nhỏ" in taken.take.faults[0]
    (kept,) = TakeShelf(tmp_path / "voices" / "recorded").all()
    assert (kept.accepted, kept.reader, kept.script_id) == ("bản duy nhất", HOA, SCRIPT)
    assert kept == taken.take


def test_a_reason_without_a_fault_is_not_kept(station, file):
    assert {each.take.accepted for each in take(station, file(*whole(station)), accept="cho chắc")} == {""}


def test_a_fault_in_one_line_of_many_names_the_line(station, file):
    path = file(*whole(station))
    reading = read_aloud(*whole(station))
    reading[-len(said(spoken(station, 3)[0])) - len(silence(900)) :] *= np.float32(0.06)
    path.write_bytes(packed(reading))
    with pytest.raises(TakeRefused, match=r"nhận bản đọc bai\.wav: dòng 3: tiếng quá nhỏ"):
        take(station, path)


@pytest.mark.parametrize("content", [b"", b"chu khong phai tieng"])
def test_what_is_no_recording_is_refused(station, tmp_path, content):
    (tmp_path / "bai.wav").write_bytes(content)
    with pytest.raises(TakeUnreadable):
        take(station, tmp_path / "bai.wav")


def test_a_recording_that_is_not_there_and_one_of_silence_are_refused(station, file, tmp_path):
    with pytest.raises(FileMissing):
        take(station, tmp_path / "khong-co.wav")
    with pytest.raises(TakeSilent):
        take(station, file(3_000))


def test_lines_that_run_into_each_other_are_refused_until_somebody_says_where(station, file):
    sentences = [each for line in (1, 2, 3) for each in spoken(station, line)]
    with pytest.raises(TakeNotSplit):
        take(station, file(*sentences))


def test_words_that_change_while_a_recording_is_checked_are_not_covered_by_it(station, file, monkeypatch):
    listening = under_test._pieces

    def meanwhile(*arguments):
        pieces = listening(*arguments)
        changed = replace(standing(station).script, title="khác")
        lines = tuple(replace(line, spoken=f"{line.spoken} Thêm.") for line in changed.read_lines)
        with station.store.writing() as tx:
            tx.scripts.save(replace(changed, lines=lines))
            tx.approvals.add(an_approval(script_id=SCRIPT, subject=replace(changed, lines=lines).text_hash))
        return pieces

    monkeypatch.setattr(under_test, "_pieces", meanwhile)
    with pytest.raises(TakeRefused, match="vừa đổi"):
        take(station, file(*whole(station)))
    assert standing(station).voicing is None


# --- a machine does not speak over a person -------------------------------------------------------------------------


@pytest.fixture
def taken(station, file):
    take(station, file(*whole(station)), trim=True)
    return standing(station).voicing


def test_voicing_everything_anew_leaves_what_a_person_has_read(station, taken):
    assert voice_scripts(station, now=NOW) == ()
    assert voice_scripts(station, now=NOW, engine="espeak") == ()
    assert standing(station).voicing == taken


def test_naming_the_script_is_not_enough_to_replace_a_reading(station, taken):
    with pytest.raises(TakeStands, match="3 bản đọc của người"):
        voice_scripts(station, now=NOW, script_ids=[SCRIPT])
    voice_scripts(station, now=NOW, script_ids=[SCRIPT], replace_takes=True)
    assert takes_in(standing(station).voicing) == ()


def test_a_lost_sound_of_a_reading_comes_back_from_the_folder_of_takes(station, taken):
    paths = [station.media.path(cut.audio, SOUND_SUFFIX) for cut in takes_in(taken)]
    for path in paths:
        path.unlink()
    assert voice_scripts(station, now=NOW) == ()
    assert all(path.is_file() for path in paths)


def test_a_reading_that_is_lost_for_good_is_not_replaced_in_silence(station, taken, tmp_path):
    for path in (*tmp_path.glob("voices/recorded/*.flac"), *tmp_path.glob("audio_out/store/*/*.flac")):
        path.unlink()
    assert voice_scripts(station, now=NOW) == ()
    assert standing(station).voicing == taken


def test_new_words_are_voiced_by_the_machine_again(station, taken):
    told_script(station, SCRIPT, *LINES, "Thêm một dòng mới.", approved=True)
    assert len(voice_scripts(station, now=NOW)) == 1
    assert takes_in(standing(station).voicing) == ()


def test_the_waiver_of_hearing_does_not_hold_for_a_reading(tmp_path, station, taken):
    settings = (tmp_path / "station.toml").read_text(encoding="utf-8")
    waived = '[approval]\nsound = "waived"\nsound_reason = "thử"\ndecided_by = "Chủ tịch xã"\n'
    engines = settings.replace('engines = ["espeak"]', 'engines = ["recorded", "espeak"]')
    (tmp_path / "station.toml").write_text(engines + waived, encoding="utf-8")
    with Station.open(tmp_path, {}) as again:
        assert voice_scripts(again, now=NOW) == ()
        assert standing(again).state is ScriptState.VOICED


def test_a_reading_is_used_again_where_the_station_asks_its_people_first(tmp_path, station, file):
    voice_scripts(station, now=NOW)
    take(station, file(spoken(station, 1)[0]), lines=(1, 1))
    told_script(station, "tin-hai", LINES[0], approved=True)
    told_script(station, "tin-ba", LINES[0], LINES[2], approved=True)
    settings = (tmp_path / "station.toml").read_text(encoding="utf-8")
    first = settings.replace('engines = ["espeak"]', 'engines = ["recorded", "espeak"]')
    (tmp_path / "station.toml").write_text(first, encoding="utf-8")
    with Station.open(tmp_path, {}) as again:
        voiced = {each.script.id: each.engine for each in voice_scripts(again, now=NOW)}
        with again.store.reading() as tx:
            known = tx.voicings.all()
    assert voiced == {"tin-hai": TAKE_ENGINE, "tin-ba": "espeak"}, "one voice reads a whole item"
    assert known["tin-hai"].lines[0][0].audio == known[SCRIPT].lines[0][0].audio


# --- what there is to read ------------------------------------------------------------------------------------------


def test_the_places_of_a_script_say_what_is_read_by_whom(station, file):
    assert [(place.line, place.sentence, cut) for place, cut in script_places(station, SCRIPT)] == [
        (1, 1, None),
        (2, 1, None),
        (2, 2, None),
        (3, 1, None),
    ]
    voice_scripts(station, now=NOW)
    take(station, file(*[spoken(station, 2)[0], 400, spoken(station, 2)[1]]), lines=(2, 2))
    rows = [(place.label, cut.engine) for place, cut in script_places(station, SCRIPT)]
    assert rows == [("dòng 1 câu 1", "espeak"), ("dòng 2", TAKE_ENGINE), ("dòng 3 câu 1", "espeak")]
    with pytest.raises(UnknownItem):
        script_places(station, ScriptId("khac"))
