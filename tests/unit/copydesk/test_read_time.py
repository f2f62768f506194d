"""How long a text lasts on air: by an assumed pace, and by one learned from a voice's own cuts."""

import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from makers import a_cut

from broadcaster.copydesk.read_time import ASSUMED, LOUDSPEAKER_PACE, cut_time, measured_pace, read_time
from broadcaster.copydesk.reading import count_tieng
from broadcaster.copydesk.reading.breaths import voice_sentences
from broadcaster.domain.breaths import PauseKind
from broadcaster.domain.ids import DurationMs
from broadcaster.speech.espeak import EspeakEngine
from broadcaster.testing.engines import SYLLABLE_MS, ToneEngine

SENTENCES = (
    "Thưa quý vị và bà con!",
    "Hoạt động của cơ quan hành chính nhà nước được đánh giá qua nhiều chỉ số.",
    "Thứ ba là xi pát, đo sự hài lòng của người dân, tổ chức đối với sự phục vụ của cơ quan hành chính nhà nước.",
    "Nội dung và kết quả của các chỉ số này đều nằm trong phạm vi tuyên truyền.",
    "Hiểu được chỉ số, người dân thêm một căn cứ để theo dõi chất lượng phục vụ của chính quyền.",
    "Hộ kinh doanh và doanh nghiệp là những người thường xuyên làm thủ tục.",
    "Bớt một giấy tờ không cần thiết, rút ngắn một ngày chờ đợi đều có ý nghĩa với họ.",
    "Cách làm hay: đưa cải cách hành chính lên da lô, phây búc.",
    "Kế hoạch yêu cầu thông tin về cơ chế, chính sách và giải pháp cải thiện môi trường đầu tư kinh doanh trên địa bàn.",
    "Chủ cơ sở sản xuất, kinh doanh nên theo dõi để nắm đúng quy định.",
    "Thanh toán trực tuyến, không dùng tiền mặt: an toàn, thuận tiện, minh bạch!",
    "Người nói có thể chọn một thủ tục mà bà con đang quan tâm, trình bày ngắn, rồi dành thời gian nghe hỏi.",
)
SLOW = replace(ASSUMED, tieng=400.0, comma=500.0, colon=600.0, edges=80.0)


def _cuts(pace, sentences=SENTENCES):
    return [a_cut(spoken=spoken, duration=cut_time(spoken, pace)) for spoken in sentences]


def test_a_voice_that_nobody_has_heard_reads_190_tieng_a_minute():
    text = ", ".join(["công việc của huyện và của xã trong năm nay cần được làm"] * 20) + "."
    minutes = read_time(text, ASSUMED) / 60_000
    assert count_tieng(text) / minutes == pytest.approx(LOUDSPEAKER_PACE, rel=0.02)


def test_sentences_list_items_and_paragraphs_add_the_pauses_of_the_mix():
    one, two, three = "Công việc của huyện.", "Có ba việc:", "rà soát."
    alone = sum(read_time(text, ASSUMED) for text in (one, two, three))
    assert read_time(f"{one} {two}\n{three}\n{three}", ASSUMED) == (
        alone
        + read_time(three, ASSUMED)
        + PauseKind.SENTENCE.length
        + PauseKind.LIST_ITEM.length
        + PauseKind.PARAGRAPH.length
    )


def test_a_breath_that_the_voice_is_handed_as_a_comma_counts_as_one():
    long = "Văn bản thứ nhất là Kế hoạch số chín mươi hai của Ủy ban nhân dân"
    date = "ngày mười chín tháng mười năm hai nghìn không trăm hai mươi mốt."
    assert read_time(f"{long} {date}", ASSUMED) == read_time(f"{long}, {date}", ASSUMED)


def test_a_text_without_words_takes_no_time():
    assert read_time("", ASSUMED) == 0
    assert read_time(" \n…\n", ASSUMED) >= 0


def test_a_foreign_word_counts_by_its_vowels():
    assert read_time("Internet", ASSUMED) == read_time("in tơ nét", ASSUMED)


def test_a_voice_without_cuts_keeps_the_assumed_pace():
    assert measured_pace([]) == ASSUMED
    assert measured_pace([a_cut(spoken="…", duration=DurationMs(900))]) == ASSUMED


def test_a_few_cuts_move_the_pace_part_of_the_way_and_more_move_it_further():
    paces = [measured_pace(_cuts(SLOW, SENTENCES[:count])).comma for count in (0, 1, 3, 12)]
    assert paces == sorted(paces)
    assert paces[0] == ASSUMED.comma
    assert paces[-1] < SLOW.comma


def test_a_dozen_cuts_tell_a_voice_that_reads_a_third_slower_than_assumed():
    pace = measured_pace(_cuts(SLOW))
    text = "Kế hoạch năm nay của huyện, như mọi năm, có ba việc: rà soát, cắt giảm, đơn giản hóa thủ tục hành chính."
    assert read_time(text, pace) == pytest.approx(read_time(text, SLOW), rel=0.04)
    assert read_time(text, ASSUMED) < 0.8 * read_time(text, SLOW)
    assert pace.cuts == len(SENTENCES)
    assert pace.per_minute == pytest.approx(
        60_000 * sum(map(count_tieng, SENTENCES)) / sum(cut_time(each, SLOW) for each in SENTENCES)
    )


@given(st.randoms(use_true_random=False))
def test_the_order_in_which_cuts_are_found_changes_nothing(chance: random.Random):
    cuts = _cuts(SLOW) * 2
    chance.shuffle(cuts)
    assert measured_pace(cuts) == measured_pace(_cuts(SLOW))


@pytest.mark.parametrize("duration", [10, 1_000, 6_000, 90_000])
def test_a_damaged_cut_does_not_change_the_pace(duration):
    stray = a_cut(spoken="Đại hội của xã họp vào buổi sáng.", duration=DurationMs(duration))
    assert measured_pace([*_cuts(SLOW), stray]) == measured_pace(_cuts(SLOW))


def test_one_damaged_cut_alone_is_not_believed():
    assert measured_pace([a_cut(duration=DurationMs(90_000))]) == ASSUMED


def test_a_voice_that_gives_every_tieng_the_same_time_is_told_within_1_percent():
    engine = ToneEngine()
    cuts = [a_cut(spoken=each, duration=engine.synthesise(each, "tone-nu").duration) for each in SENTENCES]
    text = "Mỗi gia đình hãy có người biết sử dụng dịch vụ công mức độ ba, mức độ bốn!"
    assert read_time(text, measured_pace(cuts)) == pytest.approx(count_tieng(text) * SYLLABLE_MS, rel=0.01)


@pytest.mark.parametrize("voice", ["nu-phat-thanh", "nam-phat-thanh"])
def test_the_offline_voice_is_told_better_by_its_own_cuts_than_by_the_assumed_pace(voice):
    engine = EspeakEngine()
    text = "Cán bộ, công chức, viên chức huyện Nghĩa Hưng nêu cao tinh thần phục vụ nhân dân! Đoàn kết, trách nhiệm."
    cuts = [a_cut(spoken=each, duration=engine.synthesise(each, voice).duration) for each in SENTENCES]
    handed = voice_sentences(text)
    actual = sum(engine.synthesise(each, voice).duration for each in handed) + PauseKind.SENTENCE.length
    pace = measured_pace(cuts)
    assert abs(read_time(text, pace) - actual) < abs(read_time(text, ASSUMED) - actual)
