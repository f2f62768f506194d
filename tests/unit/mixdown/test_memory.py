"""What a mixing process takes: it shares a modest PC with whatever else is open there."""

import subprocess
import sys
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[2]
MOST_MB = 150  # 122 when written; ``broadcaster mix``, with its store and settings, takes 50 more and may take 200
MIX = """
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from makers import a_segment, a_spoken_line, an_utterance
from sounds import pcm_of, speech_like

from broadcaster.domain.carts import CartKind, MusicStyle
from broadcaster.domain.fingerprints import sha256_of
from broadcaster.domain.ids import DurationMs
from broadcaster.mixdown.blocks import encoded_block
from broadcaster.mixdown.shelf import STYLES
from broadcaster.mixdown.style import LENGTHS

for kind, length in LENGTHS.items():
    STYLES[MusicStyle.TRANH].sound(kind, length)

def mixed(seed):
    cut = pcm_of(speech_like(6, seed))
    name = sha256_of(cut.samples)
    said = [an_utterance(audio=name, starts=DurationMs(900 + 6_400 * at), duration=cut.duration) for at in range(9)]
    segment = a_segment(duration=DurationMs(60_000), lines=(a_spoken_line(utterances=tuple(said)),), music=CartKind.BED)
    return encoded_block(segment, {name: cut}, lufs=-16.0, peak_dbtp=-1.0, kbps=128)

with ThreadPoolExecutor(2) as pool:
    assert all(block.content for block in pool.map(mixed, range(4)))
print("scipy" in sys.modules)
status = Path("/proc/self/status")
print(status.read_text().split("VmHWM:")[1].split()[0] if status.exists() else 0)
"""


@pytest.fixture(scope="module")
def told():
    asked = [sys.executable, "-c", MIX]
    return subprocess.run(asked, cwd=TESTS, capture_output=True, text=True, check=True).stdout.split()


def test_mixing_does_without_scipy_which_takes_80_mb_and_half_a_second(told):
    assert told[0] == "False"


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="only Linux tells the peak")
def test_music_and_two_blocks_at_a_time_take_little_memory(told):
    assert int(told[1]) / 1_000 < MOST_MB
