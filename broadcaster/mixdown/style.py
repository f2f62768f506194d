"""What a style of station music is: four pieces that belong together, each given at any length."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from broadcaster.domain.carts import CartKind, MusicStyle
from broadcaster.domain.ids import DurationMs
from broadcaster.mixdown.samples import Samples, count_of
from broadcaster.mixdown.sheet import cut_to

LENGTHS: Mapping[CartKind, DurationMs] = {
    CartKind.IDENT: DurationMs(12_000),
    CartKind.STING: DurationMs(3_000),
    CartKind.BED: DurationMs(24_000),
    CartKind.CLOSING: DurationMs(18_000),
}
"""Nominal lengths, whole MP3 frames; the bed repeats after its length, the closing takes any from 3 s up."""

LICENCE = "GPL-3.0-or-later"
"""Of all that is computed here: the project's own."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Style:
    """One style: how each of its pieces is made."""

    name: MusicStyle
    """Its name in the settings."""
    revision: int
    """Raised whenever any of its pieces would sound otherwise, so that blocks with the old music are not used again."""
    ident: Callable[[], Samples]
    """Gives the signature, at its own length or with what still rings after it."""
    sting: Callable[[], Samples]
    """Gives the sting, likewise."""
    bed: Callable[[], Samples]
    """Gives one round of the bed, which follows itself without a seam."""
    closing: Callable[[DurationMs], Samples]
    """Gives a closing whose last note has died away by the end of a length."""

    def sound(self, kind: CartKind, length: DurationMs) -> Samples:
        """Give music of exactly this length, its peak at half of full scale.

        Ident and sting keep their tempo and are cut, or followed by silence; the closing is arranged so that its last
        note falls where it should; all three end in 48 ms of silence. The bed goes round without a seam and just
        stops: whoever lays it under a voice fades it.
        """
        count = count_of(length)
        if kind is CartKind.BED:
            return np.resize(self.bed(), count)
        pieces = {CartKind.IDENT: self.ident, CartKind.STING: self.sting}
        return cut_to(self.closing(length) if kind is CartKind.CLOSING else pieces[kind](), count)
