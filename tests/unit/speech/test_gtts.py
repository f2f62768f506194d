import socket

import numpy as np
import pytest
from local_web_voice import running, silent_ends

from broadcaster.domain.breaths import PauseKind
from broadcaster.domain.ids import DurationMs
from broadcaster.domain.scripts import Presenter
from broadcaster.errors import OnlineVoiceUnreachable
from broadcaster.ports import VoicePlace
from broadcaster.speech.gtts import ADDRESS_VARIABLE, GttsEngine
from broadcaster.speech.online import KeptParts, Manners
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


@pytest.fixture
def slept():
    return []


def engine(server, slept=None, **others):
    return GttsEngine(address=server.address, sleep=(slept if slept is not None else []).append, **others)


def test_the_sentence_is_said_in_full_without_the_silence_around_it(server):
    pcm = engine(server).synthesise(SENTENCE, "gtts-nu")
    assert server.asked == [SENTENCE]
    assert pcm.rate_hz == 24_000
    assert -80 < pcm.duration - SYLLABLE_MS * len(SENTENCE.split()) < 40
    assert max(silent_ends(pcm)) < 30


def test_both_presenters_get_the_only_voice_and_the_label_says_so(server):
    gtts = engine(server)
    voices = {voice.presenter: voice for voice in gtts.voices()}
    assert "chỉ có giọng nữ" in voices[Presenter.MALE].label
    assert gtts.synthesise(SENTENCE, "gtts-nu") == gtts.synthesise(SENTENCE, "gtts-nam")


def test_the_address_comes_from_the_environment_when_no_one_names_it(server, monkeypatch):
    monkeypatch.setenv(ADDRESS_VARIABLE, server.address + "/")
    assert GttsEngine().synthesise(SENTENCE, "gtts-nu").count


def test_a_long_sentence_is_asked_for_in_parts_and_joined_with_the_pauses_of_a_reader(server):
    pcm = engine(server).synthesise(LONG, "gtts-nu")
    assert len(server.asked) == 3
    assert " ".join(server.asked) == LONG
    pauses = PauseKind.BREATH.length + PauseKind.COMMA.length
    rests = 3 * 60  # each tone ends in a rest, which is trimmed off the parts' ends
    guards = 2 * 15
    assert abs(pcm.duration - (SYLLABLE_MS * len(LONG.split()) + pauses - rests + guards)) < 60


@pytest.mark.parametrize(
    ("fault", "reason", "tries"),
    [
        (429, "quá nhiều", 5),
        (500, "mã 500", 5),
        (503, "mã 503", 5),
        ("dropped", "đứt mạng", 5),
        (403, "mã 403", 1),
        ("redirect", "chuyển hướng sang localhost", 1),
        ("silence", "chờ quá lâu", 1),
        ("half line", "dở dang", 1),
        ("half sound", "cắt ngang", 1),
        ("few frames", "thiếu tiếng", 1),
        ("noise", "cắt ngang", 1),
        ("nothing", "rỗng", 1),
        ("other form", "đổi dạng", 1),
        ("no sound", "không gửi âm thanh", 1),
        ("login page", "không gửi âm thanh", 1),
    ],
)
def test_a_fault_of_the_service_is_named_and_points_to_the_offline_voice(server, fault, reason, tries):
    server.fault = fault
    patience = Manners(timeout=DurationMs(300 if fault == "silence" else 30_000))
    with pytest.raises(OnlineVoiceUnreachable, match=reason) as caught:
        engine(server, manners=patience).synthesise(SENTENCE, "gtts-nu")
    assert "--engine espeak" in str(caught.value)
    assert len(server.asked) == tries


def test_a_machine_without_network_is_told_so_at_once(slept):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{taken.getsockname()[1]}"
        with pytest.raises(OnlineVoiceUnreachable, match="không nối được") as caught:
            GttsEngine(address=address, sleep=slept.append).synthesise(SENTENCE, "gtts-nu")
    assert caught.value.__cause__ is not None
    assert slept == []


def test_a_busy_service_is_asked_again_after_longer_and_longer_waits(server, slept):
    server.faults = [429, 503, 429]
    assert engine(server, slept).synthesise(SENTENCE, "gtts-nu").count
    assert [round(wait, 1) for wait in slept] == pytest.approx([1, 2, 4], abs=0.6)
    assert len(server.asked) == 4


def test_a_service_that_says_how_long_to_wait_is_obeyed(server, slept):
    server.faults, server.retry_after = [429], "7"
    assert engine(server, slept).synthesise(SENTENCE, "gtts-nu").count
    assert slept == [pytest.approx(7, abs=0.6)]


def test_a_wait_longer_than_patience_lets_another_voice_take_over(server, slept):
    server.fault, server.retry_after = 429, "3600"
    with pytest.raises(OnlineVoiceUnreachable, match="429"):
        engine(server, slept).synthesise(SENTENCE, "gtts-nu")
    assert slept == []
    assert len(server.asked) == 1


def test_requests_keep_a_gap_between_them(server, slept):
    engine(server, slept).synthesise(LONG, "gtts-nu")
    assert len(slept) == 2
    assert all(0 < wait <= 1 for wait in slept)


def test_after_a_failure_only_the_missing_parts_are_asked_for(server, tmp_path):
    kept = tmp_path / "voices" / "gtts"
    server.faults = [None, None, 403]
    with pytest.raises(OnlineVoiceUnreachable):
        engine(server, kept=KeptParts(kept / "cache")).synthesise(LONG, "gtts-nu")
    assert len(list((kept / "cache").iterdir())) == 2
    whole = engine(server, kept=KeptParts(kept / "cache")).synthesise(LONG, "gtts-nu")
    assert " ".join(server.asked[:2] + server.asked[3:]) == LONG
    assert len(server.asked) == 4
    assert list((kept / "cache").iterdir()) == []
    server.asked.clear()
    assert engine(server).synthesise(LONG, "gtts-nu") == whole


def test_a_part_that_was_damaged_on_the_disk_is_asked_for_again(server, tmp_path):
    server.faults = [None, None, 403]
    with pytest.raises(OnlineVoiceUnreachable):
        engine(server, kept=KeptParts(tmp_path)).synthesise(LONG, "gtts-nu")
    for part in tmp_path.iterdir():
        part.write_bytes(part.read_bytes()[:100])
    engine(server, kept=KeptParts(tmp_path)).synthesise(LONG, "gtts-nu")
    assert len(server.asked) == 6


def test_the_engine_of_a_station_keeps_parts_in_its_folder(server, tmp_path, monkeypatch):
    monkeypatch.setenv(ADDRESS_VARIABLE, server.address)
    monkeypatch.setattr("broadcaster.speech.online.Pace.turn", lambda *_: None)
    server.faults = [None, 403]
    place = VoicePlace(folder=tmp_path / "voices" / "gtts", secret=str)
    with pytest.raises(OnlineVoiceUnreachable):
        GttsEngine.for_station(place).synthesise(LONG, "gtts-nu")
    assert len(list((place.folder / "cache").iterdir())) == 1


def test_the_sound_is_heard(server):
    pcm = engine(server).synthesise(SENTENCE, "gtts-nu")
    assert np.abs(np.frombuffer(pcm.samples, dtype="<i2")).max() > 3_000
