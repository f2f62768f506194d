"""Broadcast WAV: PCM with the ``bext`` chunk of EBU Tech 3285 and the ``cart`` chunk of AES46, written as it comes.

Both standards know ASCII alone, and playout systems read them so: Vietnamese words lose their marks in these chunks
("Nghia Hung"), while file names and ID3 tags keep them.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable
from pathlib import Path
from typing import IO

import numpy as np

from broadcaster.domain.ids import DurationMs
from broadcaster.errors import MixError
from broadcaster.files import written_whole
from broadcaster.mixdown.samples import Samples
from broadcaster.mixdown.wave_chunks import Bext, Cart, bext_chunk, cart_chunk

_PCM = 1
_BITS = (16, 24)
_LARGEST = 0xFFFFFFFF  # what a RIFF size can say; EBU's RF64 would be needed beyond
_CHUNK = 8
_PIECE = 1 << 16


def write(
    path: Path,
    pieces: Iterable[Samples],
    rate_hz: int,
    *,
    bext: Bext | None = None,
    cart: Cart | None = None,
    bits: int = 16,
) -> DurationMs:
    """Write mono sound whole or not at all, never holding more than a piece of it; give its length, rounded up.

    Args:
        path: the file.
        pieces: the sound, full scale at 1.0; what goes beyond is clipped.
        rate_hz: samples per second.
        bext: description of origin; its times count from `rate_hz`.
        cart: what a playout system needs.
        bits: 16 or 24.

    Raises:
        MixError: the depth is another, or the sound does not fit into 4 GiB.
        DiskFull, ReadOnlyPlace, FileFailed: nothing is left behind.
    """
    if bits not in _BITS:
        raise MixError(reason=f"WAV {bits} bit không ghi được; chọn 16 hoặc 24")
    head = _head(rate_hz, bits, bext, cart)
    with written_whole(path) as stream:
        stream.write(head)
        size = _write_sound(stream, pieces, bits, room=_LARGEST - len(head) - 1)
        stream.write(bytes(size % 2))
        _fill_sizes(stream, len(head), size)
    count = size // (bits // 8)
    return DurationMs(-(-count * 1000 // rate_hz))


def _head(rate_hz: int, bits: int, bext: Bext | None, cart: Cart | None) -> bytes:
    """Give all that stands before the sound; both sizes that depend on it are filled in later."""
    width = bits // 8
    form = struct.pack("<HHIIHH", _PCM, 1, rate_hz, rate_hz * width, width, bits)
    chunks = [] if bext is None else [(b"bext", bext_chunk(bext))]
    chunks.append((b"fmt ", form))
    if cart is not None:
        chunks.append((b"cart", cart_chunk(cart, rate_hz)))
    packed = b"".join(name + struct.pack("<I", len(body)) + body + bytes(len(body) % 2) for name, body in chunks)
    return b"RIFF" + bytes(4) + b"WAVE" + packed + b"data" + bytes(4)


def _write_sound(stream: IO[bytes], pieces: Iterable[Samples], bits: int, *, room: int) -> int:
    size = 0
    for piece in pieces:
        for at in range(0, len(piece), _PIECE):
            packed = _packed(piece[at : at + _PIECE], bits)
            size += len(packed)
            if size > room:
                raise MixError(reason="âm thanh dài quá 4 GB, tệp WAV không chứa được; hãy chia ra nhiều tệp")
            stream.write(packed)
    return size


def _packed(samples: Samples, bits: int) -> bytes:
    full = (1 << bits - 1) - 1
    whole = np.rint(np.clip(samples.astype(np.float64), -1.0, 1.0) * full).astype("<i4")
    return whole.view(np.uint8).reshape(-1, 4)[:, : bits // 8].tobytes()


def _fill_sizes(stream: IO[bytes], head: int, size: int) -> None:
    stream.seek(4)
    stream.write(struct.pack("<I", head + size + size % 2 - _CHUNK))
    stream.seek(head - 4)
    stream.write(struct.pack("<I", size))
