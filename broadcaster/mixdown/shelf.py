"""Where a station's music comes from: a style that is computed, and in the place of any kind a file of its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from broadcaster.domain.carts import CartKind, MusicStyle, OwnCart
from broadcaster.domain.fingerprints import sha256_of
from broadcaster.domain.ids import DurationMs, Sha256
from broadcaster.domain.sound import framed
from broadcaster.errors import CartDamaged, CartRefused, FileMissing
from broadcaster.files import read_bytes
from broadcaster.mixdown import bamboo, chimes, jingles, own_music
from broadcaster.mixdown.samples import Samples
from broadcaster.mixdown.sheet import QUIET_END_MS
from broadcaster.mixdown.style import LENGTHS, Style

STYLES: Mapping[MusicStyle, Style] = {style.name: style for style in (jingles.STYLE, bamboo.STYLE, chimes.STYLE)}
"""Every style there is."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Shelf:
    """The carts of one station; it may be pickled and sent to a worker process."""

    style: MusicStyle = MusicStyle.TRANH
    """What is computed."""
    own: Mapping[CartKind, OwnCart] = field(default_factory=dict[CartKind, OwnCart])
    """What the station brought itself, by the kind that it stands for."""
    folder: Path = Path()
    """Where the files of these lie."""

    def sound(self, kind: CartKind, length: DurationMs) -> Samples:
        """Give music of a kind at exactly this length, its peak at or under half of full scale.

        Raises:
            CartDamaged: the station's own file is gone or has changed.
        """
        cart = self.own.get(kind)
        if cart is None:
            return STYLES[self.style].sound(kind, length)
        return own_music.fitted(_music(self.folder / cart.file, cart.audio), kind, length)

    def bed_round(self, kind: CartKind) -> Samples:
        """Give one round of a bed, which may be laid again and again; raises CartDamaged."""
        cart = self.own.get(kind)
        if cart is None:
            return STYLES[self.style].sound(kind, LENGTHS[kind])
        return own_music.bed_round(_music(self.folder / cart.file, cart.audio))

    def identity(self, kind: CartKind) -> str:
        """Name what makes the music of a kind; a block with that music is made anew when this changes."""
        cart = self.own.get(kind)
        if cart is None:
            return f"{self.style.value}/{STYLES[self.style].revision}"
        return f"{cart.audio}/{own_music.REVISION}"

    @property
    def lengths(self) -> Mapping[CartKind, DurationMs]:
        """Give nominal lengths, whole MP3 frames; an own ident or sting gets the time that it takes."""
        own = {
            kind: framed(cart.length + QUIET_END_MS)
            for kind, cart in self.own.items()
            if kind in {CartKind.IDENT, CartKind.STING}
        }
        return {**LENGTHS, **own}


def verified(path: Path, audio: Sha256) -> bytes:
    """Give the bytes of an own file; raises CartDamaged when it is gone or is no longer what was added."""
    try:
        content = read_bytes(path)
    except FileMissing as error:
        raise CartDamaged(path=path, cart=path.stem, reason="không còn trong thư mục đài") from error
    if sha256_of(content) != audio:
        raise CartDamaged(path=path, cart=path.stem, reason="không còn là tệp đã thêm (khác SHA-256)")
    return content


@lru_cache(maxsize=4)
def _music(path: Path, audio: Sha256) -> Samples:
    try:
        music = own_music.music_of(verified(path, audio), path)
    except CartRefused as error:
        raise CartDamaged(path=path, cart=path.stem, reason="không đọc được") from error
    music.setflags(write=False)
    return music
