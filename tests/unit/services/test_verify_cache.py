"""Checking every stored sound, and saying whose is damaged and how it comes back."""

import pytest
from makers import NOW, a_programme, an_edition
from readings import packed, read_aloud
from small_station import opened_station, told_script

from broadcaster.copydesk.reading.breaths import voice_sentences
from broadcaster.domain.fingerprints import sha256_of
from broadcaster.domain.ids import ScriptId
from broadcaster.services.approve_script import standings
from broadcaster.services.take_script import Wanted, take_script
from broadcaster.services.verify_cache import verify_cache
from broadcaster.services.voice_script import voice_scripts
from broadcaster.station import SOUND_SUFFIX

SCRIPT = ScriptId("tin")


@pytest.fixture
def station(tmp_path):
    with opened_station(tmp_path) as opened:
        told_script(opened, SCRIPT, "Mời bà con nghe tin đầu tiên của bản tin hôm nay.", approved=True)
        voice_scripts(opened, now=NOW)
        yield opened


def sound_path(station):
    ((cut,),) = standings(station)[0].voicing.lines
    return station.media.path(cut.audio, SOUND_SUFFIX)


@pytest.fixture
def take(station, tmp_path):
    (sentence,) = voice_sentences(standings(station)[0].script.read_lines[0].spoken)
    (tmp_path / "bai.wav").write_bytes(packed(read_aloud(sentence)))
    (taken,) = take_script(station, Wanted(script_id=SCRIPT, file=tmp_path / "bai.wav", by="Hoa"), now=NOW)
    return taken.take


def test_what_is_whole_has_no_fault_and_is_not_counted_as_used(station):
    before = sound_path(station).stat().st_mtime_ns
    verified = verify_cache(station, now=NOW)
    assert (verified.files, verified.faults) == (1, ())
    assert sound_path(station).stat().st_mtime_ns == before


@pytest.mark.parametrize("damage", [b"", b"fLaC"])
def test_a_damaged_cut_is_set_aside_and_its_script_is_named_with_what_makes_it_again(station, damage):
    path = sound_path(station)
    path.write_bytes(damage)
    (fault,) = verify_cache(station, now=NOW).faults
    assert (fault.path, fault.affects, fault.advice) == (path, ("kịch bản tin",), "broadcaster voice make tin")
    assert path.with_name(f"{path.name}.hong").read_bytes() == damage
    assert voice_scripts(station, now=NOW)[0].made == 1
    assert verify_cache(station, now=NOW).faults == ()


def test_a_lost_cut_is_told(station):
    sound_path(station).unlink()
    (fault,) = verify_cache(station, now=NOW).faults
    assert (fault.what, fault.affects) == ("mất", ("kịch bản tin",))


def test_a_damaged_sound_that_nobody_needs_asks_for_nothing(station):
    path = station.media.path(station.media.put(b"m\xe1\xbb\x93 c\xc3\xb4i", ".mp3"), ".mp3")
    path.write_bytes(b"x")
    (fault,) = verify_cache(station, now=NOW).faults
    assert (fault.affects, fault.advice) == ((), "không ai cần, không phải làm gì")


@pytest.mark.parametrize("damage", [None, b"x"])
def test_a_reading_by_a_person_is_put_back_from_the_folder_of_takes(station, take, damage):
    path = sound_path(station)
    path.unlink() if damage is None else path.write_bytes(damage)
    (fault,) = verify_cache(station, now=NOW).faults
    assert "đã lấy lại từ voices/recorded" in fault.advice
    assert sha256_of(path.read_bytes()) == take.audio
    assert verify_cache(station, now=NOW).faults == ()


def test_the_folder_of_takes_is_put_right_from_the_store(station, take, tmp_path):
    path = tmp_path / "voices" / "recorded" / f"{take.audio}.flac"
    path.write_bytes(b"x")
    (fault,) = verify_cache(station, now=NOW).faults
    assert (fault.path, fault.affects) == (path, ("Hoa",))
    assert sha256_of(path.read_bytes()) == take.audio


def test_a_reading_that_is_lost_in_both_places_has_to_be_read_again(station, take, tmp_path):
    (tmp_path / "voices" / "recorded" / f"{take.audio}.flac").unlink()
    sound_path(station).unlink()
    faults = verify_cache(station, now=NOW).faults
    assert ["đọc lại" in fault.advice for fault in faults] == [True, True]
    assert "broadcaster voice take tin" in faults[0].advice


@pytest.mark.parametrize("content", [None, b"khac"])
def test_a_finished_programme_that_is_lost_or_changed_is_told_with_its_day(station, content):
    edition = an_edition()
    path = station.programme_path(edition)
    path.parent.mkdir(parents=True)
    path.write_bytes(b"chuong trinh")
    made = a_programme(edition, path=path.relative_to(station.folder).as_posix(), audio=sha256_of(b"chuong trinh"))
    with station.store.writing() as tx:
        tx.editions.add(edition)
        tx.programmes.save(made)
    assert verify_cache(station, now=NOW).faults == ()
    path.unlink() if content is None else path.write_bytes(content)
    (fault,) = verify_cache(station, now=NOW).faults
    assert (fault.affects, fault.advice) == ((f"số phát {edition.id}",), "broadcaster mix 2023-03-15")
