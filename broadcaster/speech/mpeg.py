"""Whether an MP3 that came over a network is whole: a walk over its frame headers (ISO 11172-3, 13818-3)."""

from __future__ import annotations

_SYNC = 0xFF
_KBPS_1 = dict(enumerate((32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320), start=1))
_KBPS_2 = dict(enumerate((8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160), start=1))
_LAYER_3 = {
    0xFA: (144_000, _KBPS_1, (44_100, 48_000, 32_000)),
    0xF2: (72_000, _KBPS_2, (22_050, 24_000, 16_000)),
    0xE2: (72_000, _KBPS_2, (11_025, 12_000, 8_000)),
}
"""Second header byte without its protection bit → bytes per kbit/s and second of a frame, bit rates, sample rates."""
_ID3_HEADER = 10
_HEADER = 4


def is_whole(content: bytes) -> bool:
    """Tell whether there is at least one Layer III frame and the last one is all there."""
    at = _after_id3(content)
    frames = 0
    while at + _HEADER <= len(content):
        size = _frame_size(content[at : at + _HEADER])
        if size is None:
            break
        at += size
        frames += 1
    left = len(content) - at
    return frames > 0 and (left == 0 or left >= _HEADER)


def _after_id3(content: bytes) -> int:
    if content[:3] != b"ID3" or len(content) < _ID3_HEADER:
        return 0
    size = 0
    for part in content[6:_ID3_HEADER]:
        size = size << 7 | part & 0x7F
    return _ID3_HEADER + size


def _frame_size(header: bytes) -> int | None:
    """Give the length of the frame that begins with this header, in bytes; none when it is no Layer III header."""
    form = _LAYER_3.get(header[1] & 0xFE)
    if header[0] != _SYNC or form is None:
        return None
    factor, kbps, rates = form
    bitrate, rate, padding = header[2] >> 4, header[2] >> 2 & 0b11, header[2] >> 1 & 1
    if bitrate not in kbps or rate >= len(rates):
        return None
    return factor * kbps[bitrate] // rates[rate] + padding
