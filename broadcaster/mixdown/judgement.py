"""What is wrong with measured sound: facts against what is wanted, told in sentences that say what to do.

Pure: it knows no file and decodes nothing.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import groupby

import numpy as np

from broadcaster.domain.ids import DurationMs
from broadcaster.domain.quality import (
    BAND_HZ,
    LEVEL_MS,
    OLD_RATES_HZ,
    FindingKind,
    QualityFacts,
    QualityFinding,
    QualityLimits,
    QualityPlan,
    Severity,
)
from broadcaster.mixdown.damage import damage_findings
from broadcaster.mixdown.meters import integrated
from broadcaster.mixdown.moments import inside, moment, number
from broadcaster.mixdown.speech_presence import speech_findings

_BLOCKS, _WARNS = Severity.BLOCKS, Severity.WARNS
_NARROW_HZ, _NARROW_DB = 4000, -60.0
_ODD_HZ, _ODD_DB = 16_000, -25.0
_HEARD_DB = -60.0  # a band so far under the whole is empty
_ONE_SIDE_DB = 30.0
_OPPOSITE, _LOSS_DB = -0.2, 6.0
_LEAST_POWER = 1e-12
_IMAGE = 0.4  # twelve espeak cuts: at most 0.13 resampled well, 0.59 and more by interpolation


def judge(facts: QualityFacts, limits: QualityLimits, plan: QualityPlan) -> tuple[QualityFinding, ...]:
    """Give what is wrong, what keeps the sound off the air first."""
    checks = (_damage, _duration, _silence, _speech, _loudness, _peak, _clipping, _offset, _sides, _bandwidth, _images)
    found = [finding for check in checks for finding in check(facts, limits, plan)]
    return tuple(sorted(found, key=lambda finding: finding.severity is not _BLOCKS))


def loudness_of(facts: QualityFacts) -> float | None:
    """Give the integrated loudness, LUFS; none for silence."""
    return integrated(np.array(facts.windows))


def bandwidth_of(facts: QualityFacts) -> int:
    """Give the frequency up to which there is sound, in whole kHz as Hz; 0 for silence."""
    total = sum(facts.bands)
    filled = [at for at, power in enumerate(facts.bands) if power > total * 10 ** (_HEARD_DB / 10) and power > 0]
    return (filled[-1] + 1) * BAND_HZ if filled else 0


def silences_of(facts: QualityFacts, limits: QualityLimits) -> tuple[tuple[DurationMs, DurationMs], ...]:
    """Give from when to when it is silent for longer than the limit."""
    spans: list[tuple[DurationMs, DurationMs]] = []
    at = 0
    for quiet, run in groupby(facts.levels, key=lambda level: level >= limits.silence_db):
        length = len(list(run))
        ends = min((at + length) * LEVEL_MS, facts.duration)
        if quiet and ends - at * LEVEL_MS > limits.silence_ms:
            spans.append((DurationMs(at * LEVEL_MS), DurationMs(ends)))
        at += length
    return tuple(spans)


def _damage(facts: QualityFacts, limits: QualityLimits, plan: QualityPlan) -> Iterator[QualityFinding]:
    del limits
    if facts.stream is not None:
        yield from damage_findings(facts.stream, plan.parts)


def _duration(facts: QualityFacts, limits: QualityLimits, plan: QualityPlan) -> Iterator[QualityFinding]:
    if plan.duration is None or abs(facts.duration - plan.duration) <= limits.duration_ms:
        return
    off = facts.duration - plan.duration
    yield QualityFinding(
        kind=FindingKind.DURATION,
        severity=_BLOCKS,
        sentence=f"Dài {moment(facts.duration)}, {'thừa' if off > 0 else 'thiếu'} {number(abs(off) / 1000)} giây "
        f"so với kế hoạch {moment(plan.duration)}. Dựng lại chương trình.",
    )


def _silence(facts: QualityFacts, limits: QualityLimits, plan: QualityPlan) -> Iterator[QualityFinding]:
    if not facts.levels or min(facts.levels) >= limits.silence_db:
        yield QualityFinding(
            kind=FindingKind.SILENCE,
            severity=_BLOCKS,
            sentence="Cả tệp im lặng, không có tiếng. Kiểm tra dây micrô, mức thu, rồi thu hoặc dựng lại.",
            starts=DurationMs(0),
            ends=facts.duration,
        )
        return
    for starts, ends in silences_of(facts, limits):
        where = inside(DurationMs((starts + ends) // 2), plan.parts)
        yield QualityFinding(
            kind=FindingKind.SILENCE,
            severity=_BLOCKS,
            sentence=f"Im lặng {number((ends - starts) / 1000)} giây, từ {moment(starts)} đến {moment(ends)}{where}. "
            "Nghe lại chỗ này; thu lại lời hoặc cắt bớt chỗ nghỉ.",
            starts=starts,
            ends=ends,
        )


def _speech(facts: QualityFacts, limits: QualityLimits, plan: QualityPlan) -> Iterator[QualityFinding]:
    heard = loudness_of(facts)
    if heard is not None:
        yield from speech_findings(facts, heard, limits, plan)


def _loudness(facts: QualityFacts, limits: QualityLimits, plan: QualityPlan) -> Iterator[QualityFinding]:
    del plan
    heard = loudness_of(facts)
    if heard is None or abs(heard - limits.loudness_lufs) <= limits.loudness_warns_lu:
        return
    off = heard - limits.loudness_lufs
    yield QualityFinding(
        kind=FindingKind.LOUDNESS,
        severity=_BLOCKS if abs(off) > limits.loudness_blocks_lu else _WARNS,
        sentence=f"Độ to {number(heard)} LUFS, {'to' if off > 0 else 'nhỏ'} hơn mức {number(limits.loudness_lufs)} "
        f"LUFS là {number(abs(off))} LU. {'Giảm' if off > 0 else 'Tăng'} mức cả tệp chừng ấy dB rồi kiểm tra lại.",
    )


def _peak(facts: QualityFacts, limits: QualityLimits, plan: QualityPlan) -> Iterator[QualityFinding]:
    del plan
    if facts.peak_dbtp is None or facts.peak_dbtp <= limits.peak_dbtp + limits.peak_warns_db:
        return
    over = facts.peak_dbtp - limits.peak_dbtp
    yield QualityFinding(
        kind=FindingKind.PEAK,
        severity=_BLOCKS if over > limits.peak_blocks_db else _WARNS,
        sentence=f"Đỉnh thật {number(facts.peak_dbtp)} dBTP, vượt mức {number(limits.peak_dbtp)} dBTP là "
        f"{number(over)} dB: loa có thể rè. Giảm mức hoặc qua bộ hạn biên rồi kiểm tra lại.",
    )


def _clipping(facts: QualityFacts, limits: QualityLimits, plan: QualityPlan) -> Iterator[QualityFinding]:
    if facts.first_clip is None:
        return
    yield QualityFinding(
        kind=FindingKind.CLIPPING,
        severity=_BLOCKS if facts.clips >= limits.clips_block else _WARNS,
        sentence=f"Tiếng bị cắt ngọn ở {facts.clips} chỗ, chỗ đầu lúc {moment(facts.first_clip)}"
        f"{inside(facts.first_clip, plan.parts)}. Thu lại với mức thấp hơn; giảm âm lượng sau khi thu không chữa được.",
        starts=facts.first_clip,
    )


def _offset(facts: QualityFacts, limits: QualityLimits, plan: QualityPlan) -> Iterator[QualityFinding]:
    del plan
    offset = max(facts.offsets, key=abs, default=0.0)
    if abs(offset) <= limits.offset_warns:
        return
    yield QualityFinding(
        kind=FindingKind.OFFSET,
        severity=_BLOCKS if abs(offset) > limits.offset_blocks else _WARNS,
        sentence=f"Lệch điện áp một chiều {number(offset * 100)} % toàn thang. "
        "Kiểm tra bo tiếng, micrô; lọc bỏ dưới 20 Hz.",
    )


def _sides(facts: QualityFacts, limits: QualityLimits, plan: QualityPlan) -> Iterator[QualityFinding]:
    del limits, plan
    if facts.stereo is None or max(facts.stereo.left, facts.stereo.right) <= _LEAST_POWER:
        return
    left, right, cross = facts.stereo.left, facts.stereo.right, facts.stereo.cross
    apart = _decibels(left / max(right, _LEAST_POWER))
    if abs(apart) > _ONE_SIDE_DB:
        yield QualityFinding(
            kind=FindingKind.SIDES,
            severity=_WARNS,
            sentence=f"Chỉ kênh {'trái' if apart > 0 else 'phải'} có tiếng; trộn về một kênh sẽ nhỏ đi một nửa. "
            "Lưu lại thành tệp một kênh từ kênh có tiếng.",
        )
        return
    likeness = cross / math.sqrt(left * right)
    loss = -_decibels((left + right + 2 * cross) / 2 / (left + right))
    if likeness < _OPPOSITE or loss > _LOSS_DB:
        yield QualityFinding(
            kind=FindingKind.PHASE,
            severity=_BLOCKS,
            sentence=f"Hai kênh ngược pha (tương quan {number(likeness, 2)}): loa một kênh mất "
            f"{number(min(loss, 99))} dB. Đảo cực một kênh, hoặc chỉ dùng một kênh.",
        )


def _bandwidth(facts: QualityFacts, limits: QualityLimits, plan: QualityPlan) -> Iterator[QualityFinding]:
    del limits, plan
    total = sum(facts.bands)
    if total <= _LEAST_POWER:
        return
    above = {edge: sum(facts.bands[edge // BAND_HZ :]) / total for edge in (_NARROW_HZ, _ODD_HZ)}
    if _decibels(above[_NARROW_HZ]) < _NARROW_DB:
        yield QualityFinding(
            kind=FindingKind.BANDWIDTH,
            severity=_WARNS,
            sentence=f"Tiếng hẹp như điện thoại, không có gì trên {bandwidth_of(facts) / 1000:.0f} kHz. "
            "Nếu có bản thu gốc tốt hơn thì dùng bản gốc.",
        )
    if _decibels(above[_ODD_HZ]) > _ODD_DB:
        yield QualityFinding(
            kind=FindingKind.BANDWIDTH,
            severity=_WARNS,
            sentence="Nhiều tiếng rít trên 16 kHz: có thể do đổi tần số lấy mẫu sai hoặc nhiễu điện. "
            "Nghe lại bằng tai nghe; đổi tần số bằng chương trình khác.",
        )


def _images(facts: QualityFacts, limits: QualityLimits, plan: QualityPlan) -> Iterator[QualityFinding]:
    del limits, plan
    found = [old_hz for old_hz, likeness in zip(OLD_RATES_HZ, facts.mirrors, strict=True) if likeness > _IMAGE]
    if found:
        old_hz = found[0]  # the lowest one: its multiples have images of images
        yield QualityFinding(
            kind=FindingKind.BANDWIDTH,
            severity=_WARNS,
            sentence=f"Tiếng bị đổi tần số lấy mẫu sai từ {old_hz} Hz: phía trên {number(old_hz / 2000)} kHz là bóng "
            "soi gương của tiếng thật, nghe gắt. Đổi lại từ bản gốc bằng chương trình khác.",
        )


def _decibels(ratio: float) -> float:
    return 10 * math.log10(max(ratio, 1e-15))
