"""Check every stored sound against its name, and say whose sound is damaged or lost and how it comes back."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from broadcaster.domain.ids import ScriptId, Sha256
from broadcaster.errors import FileFailed, FileMissing, SoundDamaged
from broadcaster.services.needed_sound import NeededSound, needed_sound
from broadcaster.services.progress import Progress, silent
from broadcaster.services.take_script import restore
from broadcaster.speech.recorded import FOLDER, TakeShelf
from broadcaster.station import SOUND_SUFFIX, Station
from broadcaster.storage.media import content_address

_PIECE: Final = 1 << 20


@dataclass(frozen=True, kw_only=True, slots=True)
class CacheFault:
    """One sound that is not as it should be."""

    path: Path
    """Its file."""
    what: str
    """What is wrong with it."""
    affects: tuple[str, ...]
    """Scripts, editions, readers that it belongs to; none when nobody needs it."""
    advice: str
    """What to do."""


@dataclass(frozen=True, kw_only=True, slots=True)
class CacheVerified:
    """What checking came to."""

    files: int
    """How many files were read."""
    faults: tuple[CacheFault, ...]
    """What is damaged or lost."""


def verify_cache(station: Station, *, now: datetime, progress: Progress = silent) -> CacheVerified:
    """Hash every stored sound, finished programme and take; set what is damaged aside, so that it is made again.

    A reading by a person is put back from the station's folder of takes where that one is whole.
    """
    needed = needed_sound(station, now=now)
    stored = [file.path for file in station.media.files() if content_address(file.path)]
    faults: list[CacheFault] = []
    for done, path in enumerate(stored, start=1):
        if _hash(path) not in (path.stem, None):
            station.media.set_aside(path)
            faults.append(_told(station, path, needed, "hỏng, đã cất riêng"))
        progress(done, len(stored))
    faults += _lost(station, needed, already={fault.path for fault in faults})
    faults += _programmes(station, needed)
    faults += _takes(station)
    return CacheVerified(files=len(stored) + len(needed.programmes), faults=tuple(faults))


def _hash(path: Path) -> str | None:
    """Give the SHA-256 of a file, read piece by piece and not counted as use; none when it has just gone."""
    digest = hashlib.sha256()
    try:
        with path.open("rb") as stream:
            while piece := stream.read(_PIECE):
                digest.update(piece)
    except FileNotFoundError:
        return None
    except OSError:
        return ""
    return digest.hexdigest()


def _lost(station: Station, needed: NeededSound, already: set[Path]) -> Iterator[CacheFault]:
    """Find the cuts that the latest voicings name, or that a person has read, and that are not there."""
    for audio in sorted({*needed.scripts, *needed.takes}):
        path = station.media.path(audio, SOUND_SUFFIX)
        if path not in already and not path.is_file():
            yield _told(station, path, needed, "mất")


def _told(station: Station, path: Path, needed: NeededSound, what: str) -> CacheFault:
    audio = Sha256(path.stem)
    scripts, editions = needed.scripts.get(audio, ()), needed.editions.get(audio, ())
    affects = (*(f"kịch bản {each}" for each in scripts), *(f"số phát {each}" for each in editions))
    if audio in needed.takes:
        return CacheFault(path=path, what=what, affects=affects, advice=_take_back(station, audio, scripts))
    advice = ""
    if path.suffix == SOUND_SUFFIX and scripts:
        advice = f"broadcaster voice make {' '.join(scripts)}"
    elif editions:
        days = sorted({needed.days[each].isoformat() for each in editions})
        advice = "; ".join(f"broadcaster mix {day}" for day in days)
    return CacheFault(path=path, what=what, affects=affects, advice=advice or "không ai cần, không phải làm gì")


def _take_back(station: Station, audio: Sha256, scripts: tuple[ScriptId, ...]) -> str:
    """Put a person's reading back, or say what has to be read again."""
    if restore(station, audio):
        return f"đã lấy lại từ {FOLDER}, không phải làm gì"
    return f"đọc lại chỗ này: broadcaster voice take {scripts[0] if scripts else 'MÃ'} TỆP"


def _programmes(station: Station, needed: NeededSound) -> Iterator[CacheFault]:
    for place, programme in needed.programmes.items():
        path = station.folder / place
        found = _hash(path)
        if found == programme.audio:
            continue
        day = needed.days[programme.edition_id].isoformat()
        yield CacheFault(
            path=path,
            what="mất" if found is None else "hỏng",  # left where it is: a mix at this moment may have just written it
            affects=(f"số phát {programme.edition_id}",),
            advice=f"broadcaster mix {day}",
        )


def _takes(station: Station) -> Iterator[CacheFault]:
    """Check the takes that the station keeps for good; one that is damaged comes back from the store if it is there."""
    shelf = TakeShelf(station.folder / FOLDER)
    for take in shelf.all():
        if shelf.sound(take) is not None:
            continue
        advice = f'đọc lại: "{take.spoken}"'
        with contextlib.suppress(FileMissing, FileFailed, SoundDamaged):
            shelf.keep(take, station.media.get(take.audio, SOUND_SUFFIX))
            advice = "đã lấy lại từ kho âm thanh, không phải làm gì"
        yield CacheFault(path=shelf.sound_path(take), what="mất hoặc hỏng", affects=(take.reader,), advice=advice)
