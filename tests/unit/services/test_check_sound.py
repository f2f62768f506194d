import shutil
from dataclasses import replace
from types import SimpleNamespace

import pytest
from makers import a_programme, an_edition
from small_station import opened_station
from sounds import Recordings, a_voiced_segment, music, pcm_of, speech_like

from broadcaster.domain.carts import CartKind
from broadcaster.domain.fingerprints import sha256_of
from broadcaster.domain.quality import FindingKind, QualityLimits, Severity
from broadcaster.domain.scripts import Presenter
from broadcaster.domain.sound import Pcm
from broadcaster.domain.sound_facts import KeptBlock, SoundFacts
from broadcaster.errors import NotSound, SoundRefused
from broadcaster.mixdown import blocks, mp3
from broadcaster.services import check_sound
from broadcaster.services.check_sound import check_file, limits_of, plan_of, refuse_unless_sound
from broadcaster.services.mix_programme import block_key

KBPS = 64
SENTENCES = ["một cửa liên thông tại xã", "hồ sơ được trả đúng hẹn", "mời bà con theo dõi"]


@pytest.fixture(scope="module")
def made():
    """An edition of three parts, its recordings, and its parts as encoded."""
    recordings = Recordings()
    spoken = a_voiced_segment(recordings, [(Presenter.FEMALE, SENTENCES)], title="Tin xã Nghĩa Sơn")
    segments = (music(CartKind.IDENT, 4_800), spoken, music(CartKind.CLOSING, 7_200))
    edition = an_edition(segments=segments)
    return SimpleNamespace(edition=edition, recordings=recordings, encoded=[_block(s, recordings) for s in segments])


def _block(segment, recordings):
    return blocks.encoded_block(segment, recordings, lufs=-16.0, peak_dbtp=-1.0, kbps=KBPS).content


@pytest.fixture
def station(tmp_path):
    with opened_station(tmp_path) as here:
        yield here


def programme(station, edition, content):
    (station.folder / "a.mp3").write_bytes(content)
    return a_programme(edition, path="a.mp3", audio=sha256_of(content))


def refusal(station, edition, content):
    with pytest.raises(SoundRefused) as raised:
        refuse_unless_sound(station, [(edition, programme(station, edition, content))])
    return str(raised.value)


def test_the_plan_names_parts_and_says_what_is_said_when(made):
    plan = plan_of(made.edition)
    assert [part.starts for part in plan.parts] == list(made.edition.offsets())
    assert plan.parts[1].title == "Tin xã Nghĩa Sơn"
    assert plan.duration == made.edition.duration
    assert len(plan.speech) == len(SENTENCES)
    (line,) = made.edition.segments[1].lines
    assert [part.starts for part in plan.speech] == [4_800 + u.starts for u in line.utterances]
    assert all(part.syllables > 0 for part in plan.speech)


def test_limits_are_the_stations(station):
    assert (limits_of(station).loudness_lufs, limits_of(station).peak_dbtp) == (-16.0, -1.0)
    assert limits_of(station, -7).loudness_lufs == -23.0


def test_a_programme_as_mixed_passes(station, made):
    content = mp3.splice(made.encoded, kbps=KBPS)
    findings = refuse_unless_sound(station, [(made.edition, programme(station, made.edition, content))])
    assert {each.severity for each in findings[made.edition.id, 0]} <= {Severity.WARNS}


def test_lost_words_are_told_by_the_title_of_their_item(station, made):
    hushed = {key: Pcm(rate_hz=pcm.rate_hz, samples=bytes(len(pcm.samples))) for key, pcm in made.recordings.items()}
    middle = made.edition.segments[1].lines[0].utterances[1].audio
    missing = {**made.recordings, middle: hushed[middle]}
    block = _block(made.edition.segments[1], missing)
    said = refusal(station, made.edition, mp3.splice([made.encoded[0], block, made.encoded[2]], kbps=KBPS))
    assert 'Thiếu lời đọc trong "Tin xã Nghĩa Sơn"' in said
    assert "chưa giao gói nào" in said


def test_a_silent_part_is_told_by_its_title(station, made):
    silent = mp3.encode(pcm_of(speech_like(7.2, 1) * 0), kbps=KBPS)
    said = refusal(station, made.edition, mp3.splice([*made.encoded[:2], silent], kbps=KBPS))
    title = made.edition.segments[2].title
    assert "Im lặng 8,9 giây" in said
    assert f'(trong "{title}")' in said


def test_another_length_is_refused(station, made):
    said = refusal(station, made.edition, mp3.splice([*made.encoded, made.encoded[0]], kbps=KBPS))
    assert "thừa 4,8 giây" in said


def test_a_damaged_programme_is_refused(station, made):
    content = mp3.splice(made.encoded, kbps=KBPS)
    assert "cụt" in refusal(station, made.edition, content[:-100])


def test_a_programme_that_is_no_sound_any_more_says_so(station, made):
    with pytest.raises(NotSound):
        refuse_unless_sound(station, [(made.edition, programme(station, made.edition, b"\0" * 100_000))])


@pytest.fixture
def kept(station, made):
    """The station, with the blocks of the edition in its store."""
    with station.store.writing() as tx:
        for segment, content in zip(made.edition.segments, made.encoded, strict=True):
            audio = station.media.put(content, ".mp3")
            facts = SoundFacts(duration=segment.duration, windows=(), peak_dbtp=None)
            tx.blocks.add(KeptBlock(key=block_key(station, segment), audio=audio, facts=facts))
    return station


def measuring(monkeypatch):
    asked = []
    for name in ("measured", "measured_mp3"):
        real = getattr(check_sound, name)
        monkeypatch.setattr(check_sound, name, lambda what, name=name, real=real: asked.append(name) or real(what))
    return asked


def test_a_block_is_measured_once_whichever_programme_it_is_in(kept, made, monkeypatch):
    asked = measuring(monkeypatch)
    other = replace(made.edition, id="khac", segments=made.edition.segments[::2])
    content = mp3.splice(made.encoded, kbps=KBPS)
    refuse_unless_sound(kept, [(made.edition, programme(kept, made.edition, content))])
    assert asked == ["measured_mp3"] * 3
    shorter = mp3.splice(made.encoded[::2], kbps=KBPS)
    refuse_unless_sound(kept, [(other, programme(kept, other, shorter))])
    assert asked == ["measured_mp3"] * 3


def test_facts_of_blocks_judge_as_the_whole_file_does(kept, made):
    content = mp3.splice(made.encoded, kbps=KBPS)
    (found,) = refuse_unless_sound(kept, [(made.edition, programme(kept, made.edition, content))]).values()
    alone = check_file(kept.folder / "a.mp3", limits_of(kept), plan_of(made.edition))
    assert found == alone.findings


def test_a_file_that_is_no_longer_what_was_mixed_is_measured_itself(kept, made, monkeypatch):
    asked = measuring(monkeypatch)
    mixed = programme(kept, made.edition, mp3.splice(made.encoded, kbps=KBPS))
    path = kept.folder / "a.mp3"
    path.write_bytes(path.read_bytes()[:-100])
    with pytest.raises(SoundRefused, match="cụt"):
        refuse_unless_sound(kept, [(made.edition, mixed)])
    assert asked.count("measured") == 1


def test_a_block_that_was_cleared_away_does_not_stand_in_the_way(kept, made, monkeypatch):
    asked = measuring(monkeypatch)
    shutil.rmtree(kept.media.root)
    content = mp3.splice(made.encoded, kbps=KBPS)
    refuse_unless_sound(kept, [(made.edition, programme(kept, made.edition, content))])
    assert asked == ["measured"]


def test_a_file_alone_is_held_against_the_limits(station, made):
    path = station.folder / "a.mp3"
    path.write_bytes(mp3.splice(made.encoded, kbps=KBPS))
    assert not check_file(path, QualityLimits()).blocked
    loud = check_file(path, replace(QualityLimits(), loudness_lufs=-30.0))
    assert loud.blocked
    assert loud.findings[0].kind is FindingKind.LOUDNESS
