"""Whether what was planned to be said can be heard, by the levels of each 24 ms alone.

Speech rises and falls with every tiếng, and stands out from music under it; hum, noise and lost words do not.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from broadcaster.domain.quality import (
    LEVEL_MS,
    FindingKind,
    PlannedPart,
    QualityFacts,
    QualityFinding,
    QualityLimits,
    QualityPlan,
    Severity,
)
from broadcaster.mixdown.moments import moment

LEAST_HEARD_MS = 70
"""Sound that a tiếng takes at the very least, in milliseconds; espeak at its usual pace gives 220."""

_UNDER_LU = 18  # how far under the loudness of the whole a voice still stands out
_LEAST_SWING_DB = 1.5  # standard deviation of the levels of speech; steady noise and hum have under 1
_SWING_FROM_MS = 1000  # shorter places tell too little
_FLOOR_DB = 30  # pauses count as no deeper than this under the place's loudest moments


def speech_findings(
    facts: QualityFacts, heard_lufs: float, limits: QualityLimits, plan: QualityPlan
) -> Iterator[QualityFinding]:
    """Give a finding for each place at which words are planned and none can be there."""
    faint = min(limits.silence_db, _UNDER_LU - heard_lufs)
    levels = np.frombuffer(facts.levels, dtype=np.uint8)
    for part in plan.speech:
        reason = _missing(levels[part.starts // LEVEL_MS : -(-part.ends // LEVEL_MS)], part, faint)
        if reason:
            yield QualityFinding(
                kind=FindingKind.SPEECH,
                severity=Severity.BLOCKS,
                sentence=f'Thiếu lời đọc trong "{part.title}" từ {moment(part.starts)} đến '
                f"{moment(part.ends)}: bài có {part.syllables} tiếng nhưng {reason}. "
                "Nghe lại bản thu của bài, thu lại rồi lập kế hoạch và dựng lại.",
                starts=part.starts,
                ends=part.ends,
            )


def _missing(levels: npt.NDArray[np.uint8], part: PlannedPart, faint_db: float) -> str:
    """Say why the words cannot be there; nothing when they can."""
    if not part.syllables:
        return ""
    needed = part.syllables * LEAST_HEARD_MS
    if part.duration < needed:
        return f"chỗ dành chỉ dài {part.duration} ms"
    heard = int((levels < faint_db).sum()) * LEVEL_MS
    if not heard:
        return "không nghe thấy gì"
    if heard < needed:
        return f"chỉ {heard} ms có tiếng"
    if part.duration >= _SWING_FROM_MS:
        deepest = int(levels.min()) + _FLOOR_DB
        if float(np.minimum(levels, deepest).std()) < _LEAST_SWING_DB:
            return "chỉ có tiếng đều đều, không phải tiếng người nói"
    return ""
