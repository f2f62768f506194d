import hashlib

import pytest
from sounds import pcm_of, speech_like

from broadcaster.errors import MixError
from broadcaster.mixdown import mp3
from broadcaster.mixdown.ranges import Range, spliced

KBPS = 64
BLOCKS = [mp3.encode(pcm_of(speech_like(seconds, seed)), kbps=KBPS) for seed, seconds in enumerate((3, 0.5, 2.2))]
KEPT = {hashlib.sha256(block).hexdigest(): block for block in BLOCKS}
NAMED = [(sha, len(block)) for sha, block in KEPT.items()]


def read(part):
    return KEPT[part.audio][part.offset : part.offset + part.length]


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 0, 1, 0), (1,), ()])
def test_the_ranges_joined_are_the_spliced_file_byte_for_byte(order):
    programme = spliced([NAMED[at] for at in order], kbps=KBPS, tags=b"ID3 of the outlet")
    content = b"".join(programme.bytes_from(read))
    assert content == b"ID3 of the outlet" + mp3.splice([BLOCKS[at] for at in order], kbps=KBPS)
    assert programme.size == len(content)


def test_the_length_is_told_without_reading_a_byte():
    programme = spliced(NAMED, kbps=KBPS)
    assert programme.duration == mp3.duration(b"".join(programme.bytes_from(read)))
    assert programme.ranges == tuple(Range(sha, 0, length) for sha, length in NAMED)


@pytest.mark.parametrize("length", [0, 191, 193])
def test_a_block_that_is_no_whole_frames_is_refused_by_its_place(length):
    with pytest.raises(MixError, match="thứ 2"):
        spliced([NAMED[0], (NAMED[1][0], length)], kbps=KBPS)
