import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadcaster.domain.breaths import PauseKind
from broadcaster.domain.ids import DurationMs
from broadcaster.domain.sound import Pcm, WordTime
from broadcaster.speech.espeak import EspeakEngine
from broadcaster.speech.parts import cut, joined, trimmed

RATE_HZ = 24_000
WORDS = st.text(alphabet="aăâbcdđeêghiklmnoôơpqrstuưvxyÂĐ1290", min_size=1, max_size=9)
SENTENCES = st.lists(
    st.tuples(WORDS, st.sampled_from(["", "", "", "", ",", ";", ":", ".", " –", " và", " để", " của"])), min_size=1
).map(lambda pairs: " ".join(word + mark for word, mark in pairs))


def texts(sentence, longest=100):
    return [part.text for part in cut(sentence, longest)]


def tone(ms, *, lead=0, trail=0, level=8_000):
    time = np.arange(RATE_HZ * ms // 1000) / RATE_HZ
    silence = [np.zeros(RATE_HZ * edge // 1000) for edge in (lead, trail)]
    samples = np.concatenate([silence[0], level * np.sin(2 * np.pi * 300 * time), silence[1]])
    return Pcm(rate_hz=RATE_HZ, samples=samples.astype("<i2").tobytes())


def gaps(pcm, *, level=100):
    """Give the stretches of silence inside a sound, in milliseconds."""
    loud = np.flatnonzero(np.abs(np.frombuffer(pcm.samples, dtype="<i2").astype(int)) > level)
    steps = np.diff(loud)
    return [int(step) * 1000 // pcm.rate_hz for step in steps if step > pcm.rate_hz // 100]


@given(SENTENCES, st.integers(min_value=12, max_value=120))
def test_the_parts_say_the_whole_sentence_and_each_fits(sentence, longest):
    parts = cut(sentence, longest)
    assert " ".join(part.text for part in parts) == sentence
    assert all(0 < len(part.text) <= longest for part in parts)
    assert parts[-1].pause == 0


@given(SENTENCES)
def test_a_part_ends_with_a_pause_only_where_the_reader_has_one(sentence):
    allowed = {0, *(kind.length for kind in PauseKind)}
    for part in cut(sentence, 60)[:-1]:
        assert part.pause in allowed
        if part.text.endswith(","):
            assert part.pause == PauseKind.COMMA.length


def test_a_sentence_that_fits_is_not_cut():
    assert texts("Một câu ngắn, có dấu phẩy.") == ["Một câu ngắn, có dấu phẩy."]


def test_the_end_of_a_sentence_is_a_better_place_than_a_comma():
    first = "Ủy ban nhân dân xã mời bà con, các cô, các chú đến dự họp."
    second = "Cuộc họp bắt đầu lúc tám giờ sáng mai, tại nhà văn hóa thôn."
    assert texts(f"{first} {second}") == [first, second]


def test_a_comma_is_a_better_place_than_a_joining_word():
    first = "Người dân nộp hồ sơ trực tuyến trên Cổng dịch vụ công được giảm một nửa lệ phí,"
    second = "không phải nộp lại giấy tờ đã có và nhận kết quả tại nhà."
    assert texts(f"{first} {second}") == [first, second]


def test_a_clause_without_comma_is_cut_before_a_joining_word_and_keeps_its_breath():
    parts = cut(
        "Ủy ban nhân dân xã đề nghị các hộ gia đình đến bộ phận tiếp nhận và trả kết quả để được hướng dẫn nộp hồ sơ",
        100,
    )
    assert [part.text.split()[0] for part in parts] == ["Ủy", "đến"]
    assert parts[0].pause == PauseKind.BREATH.length


def test_a_name_is_not_torn_apart():
    names = "Nguyễn Văn An Trần Thị Bình Lê Văn Cường họp cùng các hộ dân Phạm Thị Dung Hoàng Văn Em Vũ Thị Giang"
    for part in texts(names, 60)[1:]:
        assert not part.split()[0].istitle() or part.startswith(("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ"))


def test_a_number_is_not_torn_apart_where_another_blank_will_do():
    sentence = "Toàn xã hiện có một nghìn hai trăm ba mươi tư hộ dân sinh sống ổn định lâu dài ở đây rồi"
    first, second = texts(sentence, 60)
    assert first.split()[-1] not in {"nghìn", "trăm", "mươi", "hai", "ba"} or second.startswith("hộ")


def test_a_word_longer_than_a_part_is_the_only_thing_ever_cut():
    assert [len(text) for text in texts("x" * 250)] == [100, 100, 50]


def test_numbers_with_commas_and_points_stay_whole():
    text = "Tổng số hồ sơ là 1.234,5 nghìn, " + "trong đó phần lớn được giải quyết đúng hạn " * 3
    assert "1.234,5 nghìn," in texts(text.strip())[0]


def test_a_cut_in_mid_phrase_leaves_no_gap_that_can_be_heard():
    parts = [tone(300, lead=60, trail=240), tone(300, lead=60, trail=240)]
    assert all(gap < 35 for gap in gaps(joined(parts, [DurationMs(0), DurationMs(0)])))


@pytest.mark.parametrize("kind", [PauseKind.COMMA, PauseKind.SEMICOLON, PauseKind.SENTENCE])
def test_a_mark_gets_its_pause_whatever_silence_the_service_left(kind):
    for lead, trail in ((0, 0), (60, 240), (300, 500)):
        whole = joined([tone(300, lead=lead, trail=trail)] * 2, [kind.length, DurationMs(0)])
        assert gaps(whole) == [pytest.approx(kind.length, abs=15)]


def test_speech_keeps_every_sound_when_its_silence_goes():
    sentence = "Phường xã hướng dẫn thủ tục hành chính khi người dân hỏi."
    for voice in ("nu-phat-thanh", "nam-phat-thanh"):
        said = EspeakEngine().synthesise(sentence, voice)
        samples = np.frombuffer(said.samples, dtype="<i2")
        padding = bytes(2 * said.rate_hz // 5)
        bare = trimmed(Pcm(rate_hz=said.rate_hz, samples=padding + said.samples + padding))
        kept = np.frombuffer(bare.samples, dtype="<i2").astype(float)
        assert abs(bare.duration - said.duration) < 40
        assert np.sum(kept**2) > 0.999 * np.sum(samples.astype(float) ** 2)


def test_word_times_move_with_the_sound():
    sound = tone(300, lead=100)
    words = (WordTime(starts=DurationMs(100), at=0, count=3), WordTime(starts=DurationMs(250), at=4, count=2))
    moved = trimmed(Pcm(rate_hz=sound.rate_hz, samples=sound.samples, words=words)).words
    assert [word.starts for word in moved] == [pytest.approx(15, abs=6), pytest.approx(165, abs=6)]


def test_silence_stays_silence():
    silence = Pcm(rate_hz=RATE_HZ, samples=bytes(2 * RATE_HZ))
    assert trimmed(silence) == silence
