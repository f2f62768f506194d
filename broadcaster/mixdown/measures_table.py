"""What was measured of a sound file, as rows that a technician reads."""

from __future__ import annotations

import math

from broadcaster.domain.quality import QualityFacts, StereoFacts
from broadcaster.mixdown.judgement import bandwidth_of, loudness_of
from broadcaster.mixdown.moments import moment, number

_LEAST_POWER = 1e-12


def measures(facts: QualityFacts) -> list[tuple[str, str]]:
    """Give name and value of each measure."""
    loudness = loudness_of(facts)
    rows = [
        ("Loại tệp", _form(facts)),
        ("Dài", moment(facts.duration)),
        ("Độ to", "im lặng" if loudness is None else f"{number(loudness)} LUFS"),
        ("Đỉnh thật", "im lặng" if facts.peak_dbtp is None else f"{number(facts.peak_dbtp)} dBTP"),
        ("Cắt ngọn", f"{facts.clips} chỗ" if facts.clips else "không"),
        ("Lệch một chiều", f"{number(100 * max(facts.offsets, key=abs, default=0.0), 2)} %"),
        ("Dải tần", f"đến {bandwidth_of(facts) / 1000:.0f} kHz"),
    ]
    if facts.stereo is not None:
        rows.append(("Hai kênh", f"tương quan {number(_likeness(facts.stereo), 2)}"))
    return rows


def _form(facts: QualityFacts) -> str:
    sides = "một kênh" if facts.channels == 1 else "hai kênh"
    parts = [facts.stream.form if facts.stream else "", f"{facts.rate_hz} Hz", sides]
    if facts.stream is not None and facts.stream.bitrates_kbps:
        rates = facts.stream.bitrates_kbps
        parts.append(f"{rates[0]} kbit/s" if len(rates) == 1 else f"{rates[0]}–{rates[-1]} kbit/s")
        parts.append(f"{facts.stream.frames} khung")
    return ", ".join(part for part in parts if part)


def _likeness(sides: StereoFacts) -> float:
    return sides.cross / math.sqrt(max(sides.left, _LEAST_POWER) * max(sides.right, _LEAST_POWER))
