"""What ``mix.py`` mixes: a 32-minute programme of 42 blocks, made once and kept, the same whenever it is made.

Forty items of some 47 s, read in turn by two of espeak's voices at 22 050 Hz over a bed, between an ident and a
closing; for each of 24 communes its own ident and its own minute; the same items as files for those who mix files.
"""

from __future__ import annotations

import random
import tempfile
from pathlib import Path

import numpy as np
import soundfile
import soxr

from broadcaster.domain.carts import CartKind, SegmentKind
from broadcaster.domain.editions import Segment, SpokenLine, Utterance
from broadcaster.domain.fingerprints import sha256_of
from broadcaster.domain.ids import CutHash, DurationMs, ScriptId, Sha256
from broadcaster.domain.scripts import Presenter
from broadcaster.domain.sound import Pcm, framed
from broadcaster.mixdown import lossless
from broadcaster.mixdown.jingles import LENGTHS, sound
from broadcaster.speech.espeak import EspeakEngine
from broadcaster.storage.media import MediaStore

ITEMS, COMMUNES, SENTENCES = 40, 24, 9
SUFFIX = ".flac"
FOLDER = Path(tempfile.gettempdir()) / "broadcaster-mix-1"
VOICES = {Presenter.FEMALE: "nu-phat-thanh", Presenter.MALE: "nam-phat-thanh"}
SAID = (
    "Thời gian qua, công tác cải cách hành chính trên địa bàn huyện đã có nhiều chuyển biến tích cực.",
    "Người dân nộp hồ sơ trực tuyến trên Cổng dịch vụ công được giảm lệ phí.",
    "Bộ phận tiếp nhận và trả kết quả mở cửa từ thứ hai đến thứ sáu hằng tuần.",
    "Ủy ban nhân dân xã mở bộ phận một cửa tại trụ sở mới, cạnh nhà văn hóa trung tâm.",
    "Kết quả được trả tại nhà qua bưu điện, bà con không phải đi lại nhiều lần.",
    "Đề nghị bà con theo dõi thông báo trên hệ thống loa truyền thanh của xã.",
    "Cán bộ thôn xóm đến từng nhà hướng dẫn cách cài đặt tài khoản định danh điện tử.",
    "Tỷ lệ hồ sơ giải quyết đúng hạn đạt chín mươi tám phần trăm, cao hơn cùng kỳ năm trước.",
    "Các trường hợp chậm trả kết quả đều có thư xin lỗi và hẹn lại ngày trả.",
    "Huyện đặt mục tiêu một trăm phần trăm thủ tục đủ điều kiện được làm trực tuyến toàn trình.",
    "Mọi phản ánh, kiến nghị xin gửi về bộ phận một cửa hoặc gọi đường dây nóng của Ủy ban nhân dân huyện.",
)
_LEAD_MS, _GAP_MS, _TAIL_MS = 900, 400, 900


class Material:
    """Segments, with their cuts in a media store."""

    def __init__(self) -> None:
        self.store = MediaStore(FOLDER / "cuts")
        self._engine = EspeakEngine()
        self._said: dict[tuple[str, Presenter], tuple[Sha256, DurationMs]] = {}
        chance = random.Random(4)  # noqa: S311 - material, not secrets
        readers = [Presenter.FEMALE if number % 2 else Presenter.MALE for number in range(ITEMS)]
        texts = [[chance.choice(SAID) for _ in range(SENTENCES)] for _ in range(ITEMS)]
        self.items = [
            self.segment(f"Tin {number}", t, r) for number, (t, r) in enumerate(zip(texts, readers, strict=True), 1)
        ]
        self.idents = [
            self.segment(f"Xướng {n}", [f"Đây là Đài Truyền thanh xã số {n}."], Presenter.FEMALE)
            for n in range(1, COMMUNES + 1)
        ]
        own = [[f"Thông báo riêng của xã số {n}.", *chance.sample(SAID, 10)] for n in range(1, COMMUNES + 1)]
        self.own = [self.segment(f"Xã {n}", t, Presenter.MALE) for n, t in enumerate(own, 1)]
        self.opening = _music(CartKind.IDENT, LENGTHS[CartKind.IDENT])
        self.closing = _music(CartKind.CLOSING, LENGTHS[CartKind.CLOSING])

    def programme(self) -> list[Segment]:
        """Give the 42 blocks."""
        return [self.opening, *self.items, self.closing]

    def communes(self, *, own: bool) -> list[list[Segment]]:
        """Give each commune's programme: its ident, the items from another start, and its own minute where asked."""
        every: list[list[Segment]] = []
        for number, ident in enumerate(self.idents):
            items = [*self.items[number:], *self.items[:number]]
            every.append([ident, *items, *([self.own[number]] if own else []), self.closing])
        return every

    def changed(self) -> Segment:
        """Give the first item with one sentence said otherwise."""
        return self.segment("Tin 1", ["Tin vừa sửa một câu.", *[SAID[0]] * (SENTENCES - 1)], Presenter.MALE)

    def segment(self, title: str, sentences: list[str], reader: Presenter) -> Segment:
        """Lay sentences one after another over a bed."""
        at, said = _LEAD_MS, list[Utterance]()
        for text in sentences:
            audio, length = self._cut(text, reader)
            said.append(Utterance(cut=CutHash(audio), audio=audio, starts=DurationMs(at), duration=length))
            at += length + _GAP_MS
        line = SpokenLine(script_id=ScriptId("s"), presenter=reader, written="", spoken="", utterances=tuple(said))
        length = framed(at - _GAP_MS + _TAIL_MS)
        return Segment(kind=SegmentKind.ITEM, title=title, duration=length, lines=(line,), music=CartKind.BED)

    def speech(self, segment: Segment) -> dict[Sha256, Pcm]:
        """Read a segment's cuts."""
        cuts = {u.audio for line in segment.lines for u in line.utterances}
        return {cut: lossless.decode(self.store.get(cut, SUFFIX)) for cut in cuts}

    def _cut(self, text: str, reader: Presenter) -> tuple[Sha256, DurationMs]:
        if (text, reader) not in self._said:
            pcm = self._engine.synthesise(text, VOICES[reader])
            self._said[text, reader] = self.store.put(lossless.encode(pcm), SUFFIX), pcm.duration
        return self._said[text, reader]


def as_files(material: Material) -> list[Path]:
    """Give the programme's parts for those who mix files: items at 22 050 Hz, jingles and a bed at 44 100 Hz stereo."""
    folder = FOLDER / "files"
    folder.mkdir(parents=True, exist_ok=True)
    names = [folder / f"{number:02}.wav" for number in range(ITEMS + 2)]
    for name, segment in zip(names, material.programme(), strict=True):
        if not name.exists():
            _as_file(name, segment, material)
    bed = folder / "bed.wav"
    if not bed.exists():
        _stereo(bed, sound(CartKind.BED, LENGTHS[CartKind.BED]) * np.float32(0.3))
    return [*names, bed]


def _as_file(name: Path, segment: Segment, material: Material) -> None:
    if segment.music is not CartKind.BED and segment.music is not None:
        _stereo(name, sound(segment.music, segment.duration))
        return
    speech, rate = material.speech(segment), 22_050
    track = np.zeros(segment.duration * rate // 1000, dtype="<i2")
    for utterance in segment.lines[0].utterances:
        cut = np.frombuffer(speech[utterance.audio].samples, dtype="<i2")
        start = utterance.starts * rate // 1000
        track[start : start + len(cut)] = cut
    soundfile.write(name, track, rate, subtype="PCM_16")


def _stereo(name: Path, samples: np.ndarray) -> None:
    there = soxr.resample(samples, 48_000, 44_100)
    soundfile.write(name, np.column_stack([there, there]), 44_100, subtype="PCM_16")


def _music(kind: CartKind, length: DurationMs) -> Segment:
    return Segment(kind=SegmentKind.STING, title=kind.value, duration=length, music=kind)


def named(segment: Segment, lufs: float) -> Sha256:
    """Name a block; a segment is named once."""
    if (id(segment), lufs) not in _named:
        _named[id(segment), lufs] = segment, sha256_of(f"{segment.content_hash} {lufs}".encode())
    return _named[id(segment), lufs][1]


_named: dict[tuple[int, float], tuple[Segment, Sha256]] = {}
