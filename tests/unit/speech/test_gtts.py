import socket

import numpy as np
import pytest
from local_web_voice import running

from broadcaster.domain.ids import DurationMs
from broadcaster.domain.scripts import Presenter
from broadcaster.errors import OnlineVoiceUnreachable
from broadcaster.speech.gtts import ADDRESS_VARIABLE, GttsEngine, clauses
from broadcaster.testing.engines import SYLLABLE_MS

SENTENCE = "Người dân nộp hồ sơ trực tuyến được giảm lệ phí."
LONG = (
    "Ủy ban nhân dân xã đề nghị các hộ gia đình đến bộ phận tiếp nhận và trả kết quả để được hướng dẫn "
    "nộp hồ sơ trực tuyến, nhận kết quả tại nhà và thanh toán không dùng tiền mặt."
)


@pytest.fixture
def server():
    with running() as voice:
        yield voice


def test_the_sentence_is_said_in_full(server):
    pcm = GttsEngine(address=server.address).synthesise(SENTENCE, "gtts-nu")
    assert server.asked == [SENTENCE]
    assert pcm.rate_hz == 24_000
    assert abs(pcm.duration - SYLLABLE_MS * len(SENTENCE.split())) < 120


def test_both_presenters_get_the_only_voice_and_the_label_says_so(server):
    engine = GttsEngine(address=server.address)
    voices = {voice.presenter: voice for voice in engine.voices()}
    assert "chỉ có giọng nữ" in voices[Presenter.MALE].label
    assert engine.synthesise(SENTENCE, "gtts-nu") == engine.synthesise(SENTENCE, "gtts-nam")


def test_the_address_comes_from_the_environment_when_no_one_names_it(server, monkeypatch):
    monkeypatch.setenv(ADDRESS_VARIABLE, server.address + "/")
    assert GttsEngine().synthesise(SENTENCE, "gtts-nu").count


def test_a_long_sentence_is_asked_for_in_parts_and_joined(server):
    pcm = GttsEngine(address=server.address).synthesise(LONG, "gtts-nu")
    assert len(server.asked) > 1
    assert " ".join(server.asked) == LONG
    assert pcm.duration > SYLLABLE_MS * len(LONG.split())


@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        (429, "quá nhiều"),
        (500, "mã 500"),
        (503, "mã 503"),
        (403, "mã 403"),
        ("silence", "chờ quá lâu"),
        ("dropped", "đứt mạng"),
        ("half line", "dở dang"),
        ("half sound", "cắt ngang"),
        ("few frames", "thiếu tiếng"),
        ("noise", "cắt ngang"),
        ("other form", "đổi dạng"),
        ("no sound", "không gửi âm thanh"),
        ("login page", "không gửi âm thanh"),
    ],
)
def test_a_fault_of_the_service_is_named_and_points_to_the_offline_voice(server, fault, reason):
    server.fault = fault
    with pytest.raises(OnlineVoiceUnreachable, match=reason) as caught:
        GttsEngine(address=server.address, timeout=DurationMs(300)).synthesise(SENTENCE, "gtts-nu")
    assert "--engine espeak" in str(caught.value)


def test_a_machine_without_network_is_told_so():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{taken.getsockname()[1]}"
        with pytest.raises(OnlineVoiceUnreachable, match="không nối được") as caught:
            GttsEngine(address=address).synthesise(SENTENCE, "gtts-nu")
    assert caught.value.__cause__ is not None


def test_a_short_sentence_is_one_part():
    assert clauses(SENTENCE) == [SENTENCE]


def test_parts_end_at_commas_where_they_can():
    first = "Người dân nộp hồ sơ trực tuyến trên Cổng dịch vụ công được giảm một nửa lệ phí,"
    second = "không phải nộp lại giấy tờ đã có, và nhận kết quả tại nhà."
    assert clauses(f"{first} {second}") == [first, second]


def test_a_clause_without_comma_is_cut_before_a_joining_word():
    parts = clauses(LONG.split(",", maxsplit=1)[0])
    assert [len(part) <= 100 for part in parts] == [True] * len(parts)
    assert parts[1].split()[0] in {"đến", "và", "để", "được"}


def test_a_word_longer_than_a_part_is_the_only_thing_ever_cut():
    assert [len(part) for part in clauses("x" * 250)] == [100, 100, 50]


def test_numbers_with_commas_and_points_stay_whole():
    text = "Tổng số hồ sơ là 1.234,5 nghìn, " + "trong đó phần lớn được giải quyết đúng hạn " * 3
    assert "1.234,5 nghìn," in clauses(text)[0]


def test_the_sound_is_heard(server):
    pcm = GttsEngine(address=server.address).synthesise(SENTENCE, "gtts-nu")
    assert np.abs(np.frombuffer(pcm.samples, dtype="<i2")).max() > 3_000
