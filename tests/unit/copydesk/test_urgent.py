"""The words of an emergency bulletin, by the shipped template."""

from datetime import timedelta

import pytest
from cap_messages import SENT, a_message, an_info

from broadcaster.copydesk.urgent import UrgentWords, words_of_alert, words_of_text, write_urgent
from broadcaster.copydesk.write import StationWords
from broadcaster.domain.scripts import LinePart
from broadcaster.feeds.cap import alert_of
from broadcaster.settings.profiles import shipped_template

STATION = StationWords(name="Đài thử", call="Đây là Đài thử", programme="Bản tin", place="Nghĩa Hưng")


def lines(words, *, repeat=2, drill=False):
    return write_urgent(
        words, repeat=repeat, drill=drill, station=STATION, source=shipped_template, read=lambda text: text.lower()
    )


def written(words, **more):
    return [line.written for line in lines(words, **more)]


def alert(*infos):
    return alert_of(a_message(*infos), name="x", certificate="", now=SENT + timedelta(minutes=1))


def test_the_words_stand_between_the_call_and_the_end_as_often_as_wanted():
    assert written(words_of_text("Lũ về.\n\nBà con lên cao\n")) == [
        "Bản tin khẩn cấp.",
        "Đây là Đài thử.",
        "Lũ về.",
        "Bà con lên cao.",
        "Xin nhắc lại.",
        "Lũ về.",
        "Bà con lên cao.",
        "Bản tin khẩn cấp đến đây là hết.",
    ]
    assert written(words_of_text("Lũ về."), repeat=1).count("Lũ về.") == 1


def test_every_line_is_read_and_knows_its_part():
    found = lines(words_of_text("Lũ về."))
    assert [line.spoken for line in found] == [line.written.lower() for line in found]
    assert [line.part for line in found][:3] == [LinePart.CALL, LinePart.CALL, LinePart.BODY]
    assert found[-1].part is LinePart.SIGN_OFF


def test_a_drill_says_so_first_and_last():
    found = written(words_of_text("Lũ về."), drill=True)
    assert found[0] == found[-1] == "Đây là tin diễn tập."


def test_an_alert_is_told_by_headline_description_and_instruction():
    found = written(words_of_alert(alert()), repeat=1)
    assert found[2:-1] == [
        "Bão số 5 sắp đổ bộ vào bờ biển Nghĩa Hưng.",
        "Gió giật cấp mười hai từ chiều nay.",
        "Sóng biển cao năm mét.",
        "Bà con không ra khơi, chằng chống nhà cửa.",
    ]


def test_a_headline_that_the_description_says_again_is_left_out_and_an_event_stands_for_missing_words():
    same = words_of_alert(alert(an_info(headline="Bão số 5 sắp vào", description="Bão số 5 sắp vào bờ lúc chiều.")))
    assert written(same, repeat=1)[2] == "Bão số 5 sắp vào bờ lúc chiều."
    bare = words_of_alert(alert(an_info(headline="", description="", instruction="")))
    assert written(bare, repeat=1)[2:-1] == ["Bão."]


@pytest.mark.parametrize("text", ["NAM: Lời giả", "# Lời giả", "{{ station.name }}", "NHẠC: nhạc cắt"])
def test_words_are_never_taken_for_marks_of_a_script_or_a_template(text):
    assert f"{text}." in written(words_of_text(text), repeat=1)


def test_lists_call_it_by_its_headline_or_its_first_words():
    assert UrgentWords(headline="Bão").title == "Bão"
    long = words_of_text("Đê sông Ninh Cơ đoạn qua xã Nghĩa Sơn bị sạt lở hơn ba mươi mét lúc bốn giờ sáng nay.")
    assert long.title.endswith("…")
    assert len(long.title) <= 81
