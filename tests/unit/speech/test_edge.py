import builtins
import sys
from importlib.metadata import PackageNotFoundError

import pytest

pytest.importorskip("edge_tts", reason="the extra 'edge' is not installed")

from local_edge_voice import running_edge
from local_web_voice import LEAD_MS, silent_ends

from broadcaster.domain.ids import DurationMs
from broadcaster.errors import EngineUnavailable, OnlineVoiceUnreachable
from broadcaster.ports import VoicePlace
from broadcaster.speech.edge import ADDRESS_VARIABLE, EdgeEngine, word_times
from broadcaster.speech.online import Manners
from broadcaster.testing.engines import SYLLABLE_MS

SENTENCE = "Người dân nộp hồ sơ trực tuyến, được giảm lệ phí."


@pytest.fixture
def server():
    with running_edge() as voice:
        yield voice


def engine(server, slept=None, **others):
    return EdgeEngine(address=server.address, sleep=(slept if slept is not None else []).append, **others)


def test_the_sentence_is_said_by_the_voice_that_was_asked_for(server):
    edge = engine(server)
    pcm = edge.synthesise(SENTENCE, "edge-hoaimy")
    edge.synthesise(SENTENCE, "edge-namminh")
    assert [text for _, text in server.asked] == [SENTENCE, SENTENCE]
    assert "HoaiMyNeural" in server.asked[0][0]
    assert "NamMinhNeural" in server.asked[1][0]
    assert pcm.rate_hz == 24_000
    assert -80 < pcm.duration - SYLLABLE_MS * len(SENTENCE.split()) < 40
    assert max(silent_ends(pcm)) < 30


def test_the_cut_tells_when_each_word_begins(server):
    pcm = engine(server).synthesise(SENTENCE, "edge-hoaimy")
    assert [SENTENCE[word.at : word.at + word.count] for word in pcm.words] == SENTENCE.replace(",", "")[:-1].split()
    steps = [later.starts - word.starts for word, later in zip(pcm.words, pcm.words[1:], strict=False)]
    assert steps[1:] == [SYLLABLE_MS] * (len(pcm.words) - 2)
    assert abs(steps[0] - SYLLABLE_MS) < 50  # an MP3 starts some 46 ms late, so that the first word is held at 0
    assert pcm.words[0].starts <= 15 < LEAD_MS  # the lead was cut off, and the times with it


def test_word_times_are_asked_of_the_service(server):
    engine(server).synthesise(SENTENCE, "edge-hoaimy")
    options = server.configured[0]["context"]["synthesis"]["audio"]["metadataoptions"]
    assert options["wordBoundaryEnabled"] == "true"


def test_a_word_that_the_service_writes_otherwise_is_left_out():
    sentence = "Ngày 18 tháng 10, & năm nay"
    told = [("ngày", 0), ("mười tám", 10_000), ("tháng", 20_000), ("&", 30_000), ("nay", 45_000), ("nay", 50_000)]
    found = word_times(told, sentence)
    assert [(sentence[word.at : word.at + word.count], word.starts) for word in found] == [
        ("Ngày", 0),
        ("tháng", 2),
        ("&", 3),
        ("nay", 4),
    ]


def test_signs_of_markup_reach_the_service_as_words(server):
    engine(server).synthesise("Công ty A & B báo <khẩn>.", "edge-hoaimy")
    assert server.asked[0][1] == "Công ty A & B báo <khẩn>."


@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        (403, "mã 403"),
        (404, "mã 404"),
        (429, "mã 429"),
        (503, "mã 503"),
        ("half", "thiếu phần cuối"),
        ("no audio", "không gửi âm thanh"),
        ("other path", "đổi dạng"),
        ("silence", "chờ quá lâu"),
    ],
)
def test_a_fault_of_the_service_is_named(server, fault, reason):
    server.fault = fault
    hasty = Manners(timeout=DurationMs(200 if fault == "silence" else 10_000))
    with pytest.raises(OnlineVoiceUnreachable, match=reason) as caught:
        engine(server, manners=hasty).synthesise(SENTENCE, "edge-hoaimy")
    assert "--engine espeak" in str(caught.value)


def test_half_an_answer_is_asked_for_again(server):
    server.faults = ["half", 429]
    slept = []
    assert engine(server, slept).synthesise(SENTENCE, "edge-hoaimy").duration > 9 * SYLLABLE_MS
    assert slept == [pytest.approx(1, abs=0.6), pytest.approx(2, abs=0.6)]


def test_a_service_that_says_how_long_to_wait_is_obeyed(server):
    server.faults, server.headers = [429], {"Retry-After": "9"}
    slept = []
    engine(server, slept).synthesise(SENTENCE, "edge-hoaimy")
    assert slept == [pytest.approx(9, abs=0.6)]


def test_a_machine_without_network_is_told_so(server):
    edge = EdgeEngine(address="ws://127.0.0.1:9/edge/v1")
    with pytest.raises(OnlineVoiceUnreachable, match="không nối được"):
        edge.synthesise(SENTENCE, "edge-hoaimy")


def test_the_address_comes_from_the_environment(server, monkeypatch, tmp_path):
    monkeypatch.setenv(ADDRESS_VARIABLE, server.address)
    place = VoicePlace(folder=tmp_path, secret=str)
    assert EdgeEngine.for_station(place).synthesise(SENTENCE, "edge-hoaimy").count


def test_without_the_library_the_engine_says_what_to_install(monkeypatch):
    def missing(name):
        raise PackageNotFoundError(name)

    monkeypatch.setattr("broadcaster.speech.edge.distribution_version", missing)
    with pytest.raises(EngineUnavailable, match=r"broadcaster\[edge\]"):
        EdgeEngine().synthesise(SENTENCE, "edge-hoaimy")


def test_the_library_is_loaded_when_the_engine_is_first_asked(monkeypatch):
    for name in [name for name in sys.modules if name.split(".")[0] == "edge_tts"]:
        monkeypatch.delitem(sys.modules, name)
    real = builtins.__import__

    def no_edge(name, *rest):
        assert not name.startswith("edge_tts")
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", no_edge)
    assert EdgeEngine().version()
    assert len(EdgeEngine().voices()) == 2
