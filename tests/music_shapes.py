"""What built-in music is like, in figures that do not depend on a processor's last bit.

Run this file to write the golden shapes anew after a change that is meant; then raise the style's revision.
"""

import json
from itertools import pairwise
from pathlib import Path

import numpy as np

from broadcaster.domain.carts import CartKind
from broadcaster.mixdown.samples import to_pcm
from broadcaster.mixdown.shelf import STYLES
from broadcaster.mixdown.style import LENGTHS

GOLDEN = Path(__file__).parent / "golden" / "music.json"
_EDGES_HZ = (0, 250, 500, 1_000, 2_000, 4_000, 24_000)
_FLOOR_DB = -90.0


def shape(samples):
    """Give the level of six bands in every second, in dB with two decimals, of 16-bit sound."""
    whole = np.frombuffer(to_pcm(samples).samples, dtype="<i2").astype(float) / 32_767
    seconds = whole[: len(whole) // 48_000 * 48_000].reshape(-1, 48_000)
    power = np.abs(np.fft.rfft(seconds, axis=1)) ** 2 / 48_000**2
    hz = np.fft.rfftfreq(48_000, 1 / 48_000)
    bands = [power[:, (hz >= low) & (hz < high)].sum(axis=1) for low, high in pairwise(_EDGES_HZ)]
    levels = 10 * np.log10(np.maximum(np.stack(bands, axis=1), 10 ** (_FLOOR_DB / 10)))
    return [[round(float(level), 2) for level in second] for second in levels]


def shapes():
    return {
        f"{name.value} {kind.value}": {"revision": style.revision, "levels": shape(style.sound(kind, LENGTHS[kind]))}
        for name, style in STYLES.items()
        for kind in CartKind
    }


if __name__ == "__main__":
    rows = ",\n".join(f" {json.dumps(key)}: {json.dumps(value)}" for key, value in shapes().items())
    GOLDEN.write_text("{\n" + rows + "\n}\n", encoding="utf-8", newline="\n")
