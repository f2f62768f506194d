"""Keep the station's own music: take files in with source and licence, let them go; hear what is built in."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from broadcaster.domain.aliases import slug
from broadcaster.domain.carts import CartKind, MusicStyle, OwnCart, SignalKind
from broadcaster.domain.fingerprints import sha256_of
from broadcaster.domain.ids import CartId, DurationMs
from broadcaster.errors import CartDamaged, CartInUse, CartRefused, CartStands, NameNeeded, UnknownCart
from broadcaster.files import read_bytes, write_bytes, write_text
from broadcaster.mixdown import ffmpeg, lossless, own_music
from broadcaster.mixdown.samples import Samples, to_pcm
from broadcaster.mixdown.shelf import STYLES, verified
from broadcaster.mixdown.signals import signal
from broadcaster.settings.carts import CARTS_FILE, carts_toml, is_cart_id, load_carts
from broadcaster.settings.findings import nearest
from broadcaster.station import Station


@dataclass(frozen=True, kw_only=True, slots=True)
class AddedCart:
    """A cart as it was taken in."""

    cart: OwnCart
    """Its record."""
    remarks: tuple[str, ...]
    """What the station should know of the file, each a part of a Vietnamese sentence."""


def add_cart(
    station: Station, path: Path, *, kind: CartKind, name: str, source: str, licence: str, by: str, now: datetime
) -> AddedCart:
    """Copy a sound file into the station with all that must be known of it; it is not used until the settings say so.

    Raises:
        CartRefused: no music, damaged, too long or short, or without source or licence; nothing was copied.
        CartStands: there is one of that name.
        NameNeeded, FileMissing, FileFailed, DiskFull, ReadOnlyPlace, SettingsError.
    """
    source, licence, by = source.strip(), licence.strip(), by.strip()
    if not by:
        raise NameNeeded
    _refuse_words(path, name=name, source=source, licence=licence)
    content = read_bytes(path)
    if path.suffix.lower() not in own_music.SUFFIXES.values() and not own_music.is_read(content):
        content = ffmpeg.as_wav(content, path)
    music = own_music.look_over(content, kind, path)
    if music.faults:
        raise CartRefused(path=path, reason="; ".join(music.faults))
    cart = OwnCart(
        id=CartId(name),
        kind=kind,
        file=name + music.suffix,
        audio=sha256_of(content),
        length=music.length,
        source=source,
        licence=licence,
        by=by,
        at=now,
    )
    _keep(station, cart, content)
    return AddedCart(cart=cart, remarks=music.remarks)


def remove_cart(station: Station, name: str) -> OwnCart:
    """Let a cart go, record and file.

    Raises:
        UnknownCart, CartInUse, SettingsError, DiskFull, ReadOnlyPlace: it stays.
    """
    with station.store.writing():
        cart, carts = _found(station, name)
        for kind, chosen in station.settings.carts.own.items():
            if chosen == cart.id:
                raise CartInUse(cart=cart.id, key=kind.value)
        _record(station, [each for each in carts if each is not cart])
    with contextlib.suppress(OSError):  # on Windows a player may hold it; without a record it is nobody's
        (station.carts_folder / cart.file).unlink(missing_ok=True)
    return cart


def usable_cart(station: Station, kind: CartKind, name: str) -> OwnCart:
    """Find a cart that may stand for a kind; raises UnknownCart, CartRefused (of another kind) or SettingsError."""
    cart, _ = _found(station, name)
    if cart.kind is not kind:
        raise CartRefused(path=name, reason=f"đây là {cart.kind.label.lower()}, không phải {kind.label.lower()}")
    return cart


def cart_fault(station: Station, cart: OwnCart) -> str:
    """Say what is wrong with a cart's file; an empty string when it is what was added."""
    try:
        verified(station.carts_folder / cart.file, cart.audio)
    except CartDamaged as error:
        return str(error)
    return ""


def built_in(style: MusicStyle, kind: CartKind, length: DurationMs) -> bytes:
    """Give built-in music as a WAV file's bytes."""
    return _wav(STYLES[style].sound(kind, length))


def technical(kind: SignalKind, length: DurationMs | None) -> bytes:
    """Give a technician's sound as a WAV file's bytes."""
    return _wav(signal(kind, length))


def _wav(samples: Samples) -> bytes:
    return lossless.wav([to_pcm(samples)])


def _refuse_words(path: Path, *, name: str, source: str, licence: str) -> None:
    if not is_cart_id(name):
        meant = slug(name, limit=40)
        advice = f", ví dụ {meant}" if is_cart_id(meant) else ""
        reason = f'tên "{name}" phải gồm chữ thường không dấu, chữ số và dấu gạch nối, nhiều nhất 40 ký tự{advice}'
        raise CartRefused(path=path, reason=reason)
    if not source or not licence:
        raise CartRefused(path=path, reason="phải ghi cả nguồn (--source) và giấy phép (--licence)")


def _keep(station: Station, cart: OwnCart, content: bytes) -> None:
    """Write file and record; the store's writer is held so that two commands cannot lose each other's record."""
    with station.store.writing():
        carts = load_carts(station.folder)
        if any(each.id == cart.id for each in carts):
            raise CartStands(cart=cart.id)
        path = station.carts_folder / cart.file
        write_bytes(path, content)
        try:
            _record(station, [*carts, cart])
        except BaseException:
            with contextlib.suppress(OSError):
                path.unlink(missing_ok=True)
            raise


def _record(station: Station, carts: Sequence[OwnCart]) -> None:
    write_text(station.folder / CARTS_FILE, carts_toml(carts))


def _found(station: Station, name: str) -> tuple[OwnCart, tuple[OwnCart, ...]]:
    carts = load_carts(station.folder)
    for cart in carts:
        if cart.id == name:
            return cart, carts
    near = nearest(name, [cart.id for cart in carts])
    raise UnknownCart(cart=name, nearest=f', có phải "{near}"' if near else "")
