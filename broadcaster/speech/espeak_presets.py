"""How eSpeak plays each of our voices.

Every figure of a preset is part of its voice: a change gives the voice another revision, so that its cuts, and no other
voice's, are made anew.
"""

from __future__ import annotations

from dataclasses import astuple, dataclass

from broadcaster.domain.breaths import PAUSES
from broadcaster.domain.fingerprints import fingerprint
from broadcaster.domain.scripts import Presenter
from broadcaster.domain.sound import Voice

_RATE, _VOLUME, _PITCH, _RANGE, _WORD_GAP = 1, 2, 3, 4, 7  # espeak_PARAMETER

NORTH, CENTRE, SOUTH = "aav/vi", "aav/vi-VN-x-central", "aav/vi-VN-x-south"
"""The three ways of speaking, by their files: a language's name would cost a search through all files of voices."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Preset:
    """How espeak plays one of our voices."""

    variant: str
    """Language file and variant, in espeak's words; a misspelt variant is silently ignored by espeak."""
    rate: int
    """Words a minute as espeak counts them; 130 gives about 187 tiếng a minute of real news, commas heard."""
    pitch: int
    """0-99."""
    pitch_range: int
    """0-99; wide, because the tones must survive horn loudspeakers."""
    word_gap: int
    """Extra pause between syllables, tens of milliseconds at espeak's own pace."""
    volume: int
    """0-200, kept below clipping."""
    pauses: int
    """Percent of ``domain.breaths.PAUSES`` kept at a mark, exactly; 0 leaves the pauses to espeak."""

    @property
    def revision(self) -> str:
        """Name everything that makes the voice sound as it does."""
        lengths = [length * self.pauses // 100 for length in PAUSES.values()]
        return fingerprint([list(astuple(self)), lengths])[:8]

    @property
    def parameters(self) -> dict[int, int]:
        """Give the figures by espeak's numbers for them."""
        return {
            _RATE: self.rate,
            _VOLUME: self.volume,
            _PITCH: self.pitch,
            _RANGE: self.pitch_range,
            _WORD_GAP: self.word_gap,
        }


def _voice(name: str, label: str, presenter: Presenter, preset: Preset) -> tuple[str, tuple[Voice, Preset]]:
    return name, (Voice(id=name, label=label, presenter=presenter, revision=preset.revision), preset)


def _woman(region: str, *, volume: int, pauses: int) -> Preset:
    return Preset(variant=f"{region}+f2", rate=130, pitch=75, pitch_range=90, word_gap=0, volume=volume, pauses=pauses)


def _man(region: str, *, volume: int, pauses: int) -> Preset:
    return Preset(variant=f"{region}+m3", rate=130, pitch=68, pitch_range=90, word_gap=0, volume=volume, pauses=pauses)


# Of 30 variants these two have the least of their power under 300 Hz, which a horn does not give, and the most from 1
# to 4 kHz, which carries the consonants; slower, a gap after each syllable, longer pauses: echoes die away in between.
_HORN_WOMAN = Preset(variant=f"{NORTH}+Annie", rate=120, pitch=85, pitch_range=90, word_gap=1, volume=64, pauses=150)
_HORN_MAN = Preset(variant=f"{NORTH}+john", rate=120, pitch=85, pitch_range=90, word_gap=1, volume=34, pauses=150)

PRESETS: dict[str, tuple[Voice, Preset]] = dict(
    [
        # these two are as old as the station's first cuts: their pauses are left to espeak, so that none changes
        _voice("nu-phat-thanh", "Nữ phát thanh", Presenter.FEMALE, _woman(NORTH, volume=62, pauses=0)),
        _voice("nam-phat-thanh", "Nam phát thanh", Presenter.MALE, _man(NORTH, volume=60, pauses=0)),
        _voice("nu-mien-trung", "Nữ miền Trung", Presenter.FEMALE, _woman(CENTRE, volume=62, pauses=100)),
        _voice("nam-mien-trung", "Nam miền Trung", Presenter.MALE, _man(CENTRE, volume=60, pauses=100)),
        _voice("nu-mien-nam", "Nữ miền Nam", Presenter.FEMALE, _woman(SOUTH, volume=52, pauses=100)),
        _voice("nam-mien-nam", "Nam miền Nam", Presenter.MALE, _man(SOUTH, volume=60, pauses=100)),
        _voice("loa-ngoai-troi-nu", "Loa ngoài trời, nữ", Presenter.FEMALE, _HORN_WOMAN),
        _voice("loa-ngoai-troi-nam", "Loa ngoài trời, nam", Presenter.MALE, _HORN_MAN),
    ]
)
"""Our voices by id; the first of each presenter is the one that a station hears when it chooses none."""
