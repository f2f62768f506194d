"""The whole way of the sound: espeak's sentences, music and bed, levelled, encoded once, spliced and measured."""

import hashlib
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sounds import RATE, Recordings, a_voiced_segment, floats, lag, music

from broadcaster.domain.carts import CartKind
from broadcaster.domain.scripts import Presenter
from broadcaster.mixdown import mp3
from broadcaster.mixdown.blocks import encoded_block
from broadcaster.mixdown.facts import together
from broadcaster.mixdown.jingles import LENGTHS
from broadcaster.mixdown.levels import heard_loudness
from broadcaster.mixdown.loudness import measure, weighted
from broadcaster.mixdown.peaks import true_peak
from broadcaster.mixdown.samples import from_pcm
from broadcaster.speech.espeak import EspeakEngine

KBPS = 64
NEWS = [
    "Thời gian qua, công tác cải cách hành chính trên địa bàn huyện đã có nhiều chuyển biến tích cực.",
    "Người dân nộp hồ sơ trực tuyến trên Cổng dịch vụ công được giảm lệ phí.",
    "Bộ phận tiếp nhận và trả kết quả mở cửa từ thứ hai đến thứ sáu hằng tuần.",
]


def rundown():
    """Give a short edition: ident, call, headlines over the bed, sting, item, sign-off, closing."""
    voices = {Presenter.FEMALE: "nu-phat-thanh", Presenter.MALE: "nam-phat-thanh"}
    recordings = Recordings(EspeakEngine(), voices)
    female, male = Presenter.FEMALE, Presenter.MALE
    segments = [
        music(CartKind.IDENT, LENGTHS[CartKind.IDENT]),
        a_voiced_segment(recordings, [(female, ["Đây là Đài Truyền thanh huyện Nghĩa Hưng."])], lead=0, tail=400),
        a_voiced_segment(recordings, [(female, NEWS[:1]), (male, NEWS[1:2])], music=CartKind.BED),
        music(CartKind.STING, LENGTHS[CartKind.STING]),
        a_voiced_segment(recordings, [(male, NEWS)], lead=0, tail=400),
        a_voiced_segment(recordings, [(female, ["Xin kính chào."])], lead=0, tail=400),
        music(CartKind.CLOSING, 9_984),
    ]
    return segments, recordings


def encoded(segment, recordings):
    return encoded_block(segment, recordings, lufs=-16.0, peak_dbtp=-1.0, kbps=KBPS).content


def programme():
    segments, recordings = rundown()
    return mp3.splice([encoded(segment, recordings) for segment in segments], kbps=KBPS)


@pytest.fixture(scope="module")
def made():
    segments, recordings = rundown()
    return segments, recordings, mp3.splice([encoded(segment, recordings) for segment in segments], kbps=KBPS)


def test_the_decoded_file_is_as_long_as_the_rundown(made):
    segments, _, content = made
    assert mp3.duration(content) == sum(segment.duration for segment in segments)
    assert mp3.decode(content).count == sum(segment.duration for segment in segments) * RATE // 1000


def test_the_decoded_file_has_the_loudness_and_keeps_under_the_peak(made):
    lufs, dbtp = measure(made[2])
    assert lufs == pytest.approx(-16.0, abs=0.5)
    assert dbtp <= -1.0


def test_each_part_is_as_loud_as_the_whole(made):
    segments, recordings, _ = made
    for segment in segments:
        heard = floats(mp3.decode(mp3.splice([encoded(segment, recordings)], kbps=KBPS)))
        assert heard_loudness(weighted(heard)) == pytest.approx(-16.0, abs=0.3), segment.title
        assert true_peak(heard) <= -1.0


def test_the_facts_of_the_blocks_together_are_those_of_the_programme(made):
    segments, recordings, content = made
    blocks = [
        encoded_block(segment, recordings, lufs=-16.0, peak_dbtp=-1.0, kbps=KBPS)
        for segment in (*segments, segments[3])
    ]
    lufs, dbtp = together(block.facts for block in blocks)
    told = measure(mp3.splice([block.content for block in blocks], kbps=KBPS))
    assert lufs == pytest.approx(told[0], abs=0.1)
    assert dbtp == pytest.approx(told[1], abs=0.05)
    assert measure(content)[0] == pytest.approx(told[0], abs=0.3)


def test_another_loudness_gives_another_block(made):
    segments, recordings, _ = made
    lower = encoded_block(segments[4], recordings, lufs=-23.0, peak_dbtp=-1.0, kbps=KBPS)
    assert together([lower.facts])[0] == pytest.approx(-23.0, abs=0.1)


def test_every_sentence_is_heard_where_the_rundown_says(made):
    segments, recordings, content = made
    heard, offset = floats(mp3.decode(content)), 0
    for segment in segments:
        for line in segment.lines:
            for utterance in line.utterances:
                start = (offset + utterance.starts) * RATE // 1000
                recorded = from_pcm(recordings[utterance.audio])
                assert lag(heard[start : start + len(recorded)], recorded) == 0
        offset += segment.duration


def test_threads_make_the_same_bytes(made):
    segments, recordings, content = made
    with ThreadPoolExecutor(max_workers=2) as pool:
        blocks = list(pool.map(lambda segment: encoded(segment, recordings), segments))
    assert mp3.splice(blocks, kbps=KBPS) == content


def test_another_process_makes_the_same_bytes(made):
    here = Path(__file__).resolve()
    program = (
        "import sys, hashlib\n"
        f"sys.path[:0] = [{str(here.parent)!r}, {str(here.parents[2])!r}]\n"
        "from test_programme import programme\n"
        "print(hashlib.sha256(programme()).hexdigest())\n"
    )
    there = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert there.stdout.strip() == hashlib.sha256(made[2]).hexdigest()
