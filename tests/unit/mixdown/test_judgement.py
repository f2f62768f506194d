from dataclasses import replace

import numpy as np
import pytest
import soxr
from sounds import RATE, speech_like

from broadcaster.domain.ids import DurationMs
from broadcaster.domain.quality import (
    FindingKind,
    PlannedPart,
    QualityLimits,
    QualityPlan,
    Severity,
    StereoFacts,
    StreamFacts,
    StreamFault,
    StreamFaultKind,
)
from broadcaster.mixdown.judgement import judge, loudness_of, silences_of
from broadcaster.mixdown.levels import level
from broadcaster.mixdown.moments import moment, number
from broadcaster.mixdown.quality import QualityMeter

LIMITS = QualityLimits()


def measured(samples):
    columns = np.asarray(samples, dtype=np.float32).reshape(len(samples), -1)
    meter = QualityMeter(RATE, columns.shape[1])
    meter.add(columns)
    return meter.facts()


def spoken(seconds=12, seed=1):
    return level(speech_like(seconds, seed), lufs=-16, ceiling_dbtp=-2)


GOOD = measured(spoken())


def silence(seconds):
    return np.zeros(round(seconds * RATE), dtype=np.float32)


def found(facts, plan=None, limits=LIMITS):
    return {(finding.kind, finding.severity) for finding in judge(facts, limits, plan or QualityPlan())}


def test_good_sound_has_no_finding():
    assert not found(GOOD)
    assert loudness_of(GOOD) == pytest.approx(-16, abs=0.2)


def test_duration_against_plan():
    plan = QualityPlan(duration=GOOD.duration)
    assert not found(GOOD, plan)
    assert not found(GOOD, replace(plan, duration=DurationMs(GOOD.duration - 50)))
    for off in (-51, 51):
        longer = replace(plan, duration=DurationMs(GOOD.duration + off))
        assert found(GOOD, longer) == {(FindingKind.DURATION, Severity.BLOCKS)}


@pytest.mark.parametrize(("seconds", "told"), [(2.9, False), (3.2, True)])
def test_silence_over_three_seconds_blocks_and_says_where(seconds, told):
    facts = measured(np.concatenate([spoken(6), silence(seconds), spoken(6)]))
    findings = judge(facts, LIMITS, QualityPlan())
    assert [each.kind for each in findings] == [FindingKind.SILENCE] * told
    if told:
        assert findings[0].starts == pytest.approx(6000, abs=48)
        assert findings[0].ends == pytest.approx(6000 + seconds * 1000, abs=48)
        assert "từ 0:0" in findings[0].sentence


def test_silence_at_the_very_end_counts_and_ends_with_the_sound():
    facts = measured(np.concatenate([spoken(6), silence(4.01)]))
    assert silences_of(facts, LIMITS)[0][1] == facts.duration


def test_soft_noise_is_silence_and_music_is_not():
    noise = np.random.default_rng(1).normal(0, 1, 5 * RATE)
    assert silences_of(measured(noise * 10 ** (-65 / 20)), LIMITS)
    assert not silences_of(measured(noise * 10 ** (-55 / 20)), LIMITS)


def test_silence_is_told_by_the_part_it_lies_in():
    plan = QualityPlan(parts=(PlannedPart(title="Tin một cửa", starts=DurationMs(5000), duration=DurationMs(9000)),))
    facts = measured(np.concatenate([spoken(6), silence(4), spoken(6)]))
    assert '(trong "Tin một cửa")' in judge(facts, LIMITS, plan)[0].sentence


def test_a_silent_file_says_so_once():
    findings = judge(measured(silence(60)), LIMITS, QualityPlan())
    assert [each.kind for each in findings] == [FindingKind.SILENCE]
    assert "Cả tệp im lặng" in findings[0].sentence


@pytest.mark.parametrize(
    ("gain_db", "severity"), [(0.3, None), (0.8, Severity.WARNS), (-2, Severity.WARNS), (-6, Severity.BLOCKS)]
)
def test_loudness_against_the_target(gain_db, severity):
    facts = measured(spoken() * 10 ** (gain_db / 20))
    quiet = replace(LIMITS, peak_dbtp=20)
    assert found(facts, limits=quiet) == ({(FindingKind.LOUDNESS, severity)} if severity else set())


@pytest.mark.parametrize(
    ("dbtp", "severity"), [(-1.0, None), (-0.95, None), (-0.5, Severity.WARNS), (0.1, Severity.BLOCKS)]
)
def test_true_peak_against_the_limit(dbtp, severity):
    facts = replace(GOOD, peak_dbtp=dbtp)
    assert found(facts) == ({(FindingKind.PEAK, severity)} if severity else set())


def test_few_clips_warn_and_many_block():
    assert found(replace(GOOD, clips=2, first_clip=DurationMs(61_500))) == {(FindingKind.CLIPPING, Severity.WARNS)}
    many = judge(replace(GOOD, clips=10, first_clip=DurationMs(61_500)), LIMITS, QualityPlan())
    assert [(each.kind, each.severity) for each in many] == [(FindingKind.CLIPPING, Severity.BLOCKS)]
    assert "10 chỗ, chỗ đầu lúc 1:01,5" in many[0].sentence


@pytest.mark.parametrize(
    ("offset", "severity"), [(0.004, None), (-0.01, Severity.WARNS), (0.01, Severity.WARNS), (-0.05, Severity.BLOCKS)]
)
def test_dc_offset(offset, severity):
    assert found(replace(GOOD, offsets=(0.0, offset))) == ({(FindingKind.OFFSET, severity)} if severity else set())


@pytest.mark.parametrize(
    ("left", "right", "kind"),
    [(1, 1, None), (1, -1, FindingKind.PHASE), (1, -0.3, FindingKind.PHASE), (1, 0, FindingKind.SIDES), (1, 0.3, None)],
)
def test_sides_that_do_not_go_together(left, right, kind):
    samples = spoken() * np.float32(0.7)
    facts = replace(measured(np.stack([left * samples, right * samples], axis=1)), windows=GOOD.windows)
    assert {each for each, _ in found(facts)} == ({kind} if kind else set())


def test_two_different_voices_are_no_phase_fault():
    facts = measured(np.stack([spoken(12, 1), spoken(12, 2)], axis=1))
    assert FindingKind.PHASE not in {kind for kind, _ in found(facts)}


def test_a_telephones_band_and_a_whistle_are_told():
    spectrum = np.fft.rfft(spoken())
    spectrum[np.fft.rfftfreq(len(spoken()), 1 / RATE) > 3400] = 0
    assert (FindingKind.BANDWIDTH, Severity.WARNS) in found(measured(np.fft.irfft(spectrum, len(spoken()))))
    whistle = 0.1 * np.sin(2 * np.pi * 18_000 * np.arange(len(spoken())) / RATE)
    assert (FindingKind.BANDWIDTH, Severity.WARNS) in found(measured(spoken() * 0.9 + whistle))


@pytest.mark.parametrize("old_hz", [8_000, 16_000, 22_050])
def test_images_of_a_simple_resampler_are_told_and_a_good_one_leaves_none(old_hz):
    old = soxr.resample(speech_like(12, 5), RATE, old_hz)
    places = np.arange(12 * RATE) * old_hz / RATE
    simple = level(np.interp(places, np.arange(len(old)), old).astype(np.float32), lufs=-16, ceiling_dbtp=-2)
    told = [each.sentence for each in judge(measured(simple), LIMITS, QualityPlan()) if "soi gương" in each.sentence]
    assert len(told) == 1
    assert f"từ {old_hz} Hz" in told[0]
    good = level(soxr.resample(old, old_hz, RATE), lufs=-16, ceiling_dbtp=-2)
    assert not [each for each in judge(measured(good), LIMITS, QualityPlan()) if "soi gương" in each.sentence]


@pytest.mark.parametrize("kind", list(StreamFaultKind))
def test_damage_of_every_kind_blocks_with_a_sentence(kind):
    places = tuple(StreamFault(kind=kind, at=DurationMs(at), count=-7) for at in (61_500, 70_000, 80_000, 90_000))
    (finding,) = judge(replace(GOOD, stream=StreamFacts(form="MP3", faults=places)), LIMITS, QualityPlan())
    assert (finding.kind, finding.severity, finding.starts) == (FindingKind.DAMAGE, Severity.BLOCKS, 61_500)
    assert (
        "thiếu 7 khung" if kind is StreamFaultKind.COUNT else "1:01,5, 1:10,0, 1:20,0 và 1 chỗ nữa"
    ) in finding.sentence


def said(starts, length, syllables, title="Tin xã Nghĩa Sơn"):
    part = PlannedPart(title=title, starts=DurationMs(starts), duration=DurationMs(length), syllables=syllables)
    return QualityPlan(speech=(part,))


def test_speech_that_is_there_is_no_finding():
    assert not found(GOOD, said(0, 6000, 25))
    assert not found(GOOD, said(0, 6000, 0))


def test_silence_in_place_of_speech_blocks_even_under_three_seconds():
    facts = measured(np.concatenate([spoken(6), silence(2), spoken(6)]))
    (finding,) = judge(facts, LIMITS, said(6000, 2000, 8))
    assert finding.kind is FindingKind.SPEECH
    assert finding.sentence.startswith('Thiếu lời đọc trong "Tin xã Nghĩa Sơn" từ 0:06,0 đến 0:08,0: bài có 8 tiếng')


def test_speech_that_is_far_too_short_for_its_text_blocks():
    facts = measured(np.concatenate([spoken(6), silence(2.5), spoken(6)]))
    assert (FindingKind.SPEECH, Severity.BLOCKS) in found(facts, said(5500, 3000, 20))
    assert (FindingKind.SPEECH, Severity.BLOCKS) in found(GOOD, said(1000, 300, 20))


@pytest.mark.parametrize(
    "sound",
    [
        0.3 * np.sin(2 * np.pi * 50 * np.arange(4 * RATE) / RATE),
        np.random.default_rng(3).normal(0, 0.15, 4 * RATE),
        0.01 * np.sin(2 * np.pi * 300 * np.arange(4 * RATE) / RATE),
    ],
    ids=["hum", "noise", "soft music"],
)
def test_hum_noise_or_the_bed_alone_are_no_speech(sound):
    facts = replace(measured(np.concatenate([spoken(6), sound.astype(np.float32), spoken(6)])), windows=GOOD.windows)
    assert (FindingKind.SPEECH, Severity.BLOCKS) in found(facts, said(6000, 4000, 15))


def test_what_blocks_comes_first():
    facts = replace(
        GOOD, offsets=(0.01,), stream=StreamFacts(form="MP3", faults=(_cut(),)), clips=1, first_clip=DurationMs(0)
    )
    severities = [each.severity for each in judge(facts, LIMITS, QualityPlan())]
    assert severities == [Severity.BLOCKS, Severity.WARNS, Severity.WARNS]


def _cut():
    return StreamFault(kind=StreamFaultKind.TRUNCATED, at=DurationMs(0), count=1)


def test_facts_alone_are_judged():
    facts = replace(GOOD, stereo=StereoFacts(left=0.01, right=0.01, cross=-0.009))
    assert found(facts) == {(FindingKind.PHASE, Severity.BLOCKS)}


def test_figures_are_written_the_vietnamese_way():
    assert (moment(61_540), moment(3_600_000), number(-16.04), number(-0.001, 2)) == (
        "1:01,5",
        "60:00,0",
        "−16,0",
        "0,00",
    )
