"""The shipped templates: one golden script for each genre, and the manners of each."""

from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from makers import NOW, a_news_item

from broadcaster.copydesk.script_format import unparse
from broadcaster.copydesk.write import TEMPLATES, StationWords, unread, write_frame, write_item, write_sample
from broadcaster.domain.ids import ScriptId, SessionId
from broadcaster.domain.scripts import LinePart, Presenter
from broadcaster.domain.topics import Genre

ROOT = Path(__file__).parents[3]
SHIPPED = ROOT / "broadcaster" / "profiles" / "templates"
GOLDEN = ROOT / "tests" / "golden" / "scripts"

STATION = StationWords(
    name="Đài Phát thanh huyện Nghĩa Hưng",
    call="Đây là Đài Phát thanh huyện Nghĩa Hưng",
    programme="Bản tin cải cách hành chính",
    place="Nghĩa Hưng",
)

ITEMS = {
    Genre.NEWS: {
        "title": "Tăng thời lượng phát sóng tin, bài về cải cách hành chính",
        "headline": "Huyện Nghĩa Hưng yêu cầu tăng thời lượng phát sóng tin, bài về cải cách hành chính",
        "body": "Đài phát thanh huyện và đài truyền thanh các xã, thị trấn là hình thức đầu tiên.\n\n"
        "Tin, bài cần ngắn gọn, dễ hiểu, sát với việc của dân.",
    },
    Genre.FEATURE: {
        "title": "Làm thủ tục hành chính trên môi trường mạng",
        "headline": "Chuyên mục nói về làm thủ tục hành chính trên môi trường mạng.",
        "body": "Chuyển đổi số không phải là chuyện máy móc cao xa.\n\nTrọng tâm là dịch vụ công mức độ 3, mức độ 4.\n\n"
        "Người trẻ trong gia đình có thể là người hướng dẫn đầu tiên.",
        "author": "Nguyễn Thị Hoa",
    },
    Genre.QUESTION_AND_ANSWER: {
        "title": "Nộp hồ sơ qua bưu chính công ích",
        "headline": "Giải đáp câu hỏi về nộp hồ sơ qua bưu chính công ích.",
        "question": "Nhà tôi ở xa trụ sở. Tôi có thể nộp hồ sơ qua bưu chính hay không?",
        "body": "Việc này đã có Quyết định số 45/2016/QĐ-TTg ngày 19/10/2016.\n\nBà con nên làm theo ba bước.",
    },
    Genre.LEGAL_DOCUMENT: {
        "title": "Tìm hiểu Quyết định số 45/2016/QĐ-TTg về dịch vụ bưu chính công ích",
        "headline": "Quyết định số 45/2016/QĐ-TTg: nhận hồ sơ, trả kết quả qua bưu chính công ích.",
        "body": "Ngày 19/10/2016, Thủ tướng Chính phủ ban hành một quyết định có lợi cho người ở xa.\n\n"
        "Bưu chính trở thành cầu nối giữa người dân và cơ quan giải quyết thủ tục.",
    },
    Genre.MODEL_CASE: {
        "title": "Cách làm hay: một đầu mối cho nhiều loại cụm loa",
        "headline": "Cách làm hay: một đầu mối phát thanh cho nhiều loại cụm loa.",
        "body": "Sau khi sắp xếp, nhiều xã có cùng lúc loa IP, loa FM và loa có dây.\n\n"
        "Mỗi xã có một đài, các cụm loa được nối với nhau.",
    },
    Genre.SLOGAN: {
        "title": "Khẩu hiệu: Toàn dân chung tay cải cách hành chính",
        "headline": "Toàn dân chung tay thực hiện cải cách hành chính.",
        "body": "Chính quyền hành động, nhân dân đồng hành!\n\nMỗi góp ý chân thành giúp bộ máy gần dân hơn!\n\n"
        "Phát hiện cách làm hay, nhân rộng gương điển hình!",
    },
}


def shipped(name):
    return (SHIPPED / name).read_text(encoding="utf-8"), f"scripts/templates/{name}"


def script_of(genre, *, reader=Presenter.FEMALE, **over):
    item = a_news_item(**{"genre": genre, "author": "Ban Biên tập"} | ITEMS[genre] | over)
    return write_item(item, reader=reader, station=STATION, source=shipped, read=unread, writer="", now=NOW)


def frame(**over):
    values = {
        "script_id": ScriptId("khung"),
        "programme": STATION.programme,
        "session": SessionId("morning"),
        "session_name": "buổi sáng",
        "air_date": date(2023, 3, 15),
        "station": STATION,
        "source": shipped,
        "read": unread,
        "writer": STATION.name,
        "now": NOW,
    }
    return write_frame(**values | over)


def told(script):
    return " ".join(line.written for line in script.read_lines if line.part is LinePart.BODY)


def voices(script):
    return [line.presenter for line in script.read_lines if line.part is LinePart.BODY]


@pytest.mark.parametrize("genre", Genre)
def test_a_genre_is_told_as_the_golden_script_tells_it(genre):
    golden = (GOLDEN / f"{genre.value}.txt").read_text(encoding="utf-8")
    assert unparse(script_of(genre)) == golden


def test_the_frame_is_the_golden_one():
    assert unparse(frame()) == (GOLDEN / "khung-ban-tin.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", TEMPLATES)
def test_every_shipped_template_passes_the_stations_own_check(name):
    write_sample(name, station=STATION, source=shipped, air_date=date(2023, 3, 15))


@pytest.mark.parametrize("name", TEMPLATES)
def test_the_repository_is_a_station_with_the_same_templates(name):
    assert (ROOT / "scripts" / "templates" / name).read_bytes() == (SHIPPED / name).read_bytes()


@pytest.mark.parametrize("genre", set(Genre) - {Genre.SLOGAN})
@pytest.mark.parametrize("reader", Presenter)
def test_the_reader_gives_the_headline_and_speaks_first(genre, reader):
    script = script_of(genre, reader=reader)
    headline, first = script.read_lines[:2]
    assert (headline.part, headline.presenter, first.presenter) == (LinePart.HEADLINE, reader, reader)
    assert headline.written.endswith(".")


@pytest.mark.parametrize("genre", Genre)
def test_no_paragraph_of_the_item_is_lost_or_told_twice(genre):
    script = script_of(genre)
    for paragraph in a_news_item(**ITEMS[genre]).paragraphs:
        assert told(script).count(paragraph) == 1


def test_news_is_read_by_one_presenter():
    assert set(voices(script_of(Genre.NEWS, reader=Presenter.MALE))) == {Presenter.MALE}


def test_news_whose_first_words_are_the_title_does_not_say_it_twice():
    body = "Huyện tăng thời lượng phát sóng tin, bài về cải cách hành chính.\n\nĐoạn hai."
    lines = script_of(Genre.NEWS, body=body).read_lines[1:]
    assert lines[0].written.startswith("Thưa quý vị và bà con! Huyện tăng")


def test_news_that_greets_by_itself_is_not_greeted_again():
    body = "Kính thưa quý vị, huyện tăng thời lượng phát sóng tin, bài về cải cách hành chính."
    assert told(script_of(Genre.NEWS, body=body)) == body


@pytest.mark.parametrize("genre", [Genre.FEATURE, Genre.MODEL_CASE, Genre.LEGAL_DOCUMENT])
@pytest.mark.parametrize("count", [1, 2, 5])
def test_two_presenters_take_turns_paragraph_by_paragraph(genre, count):
    body = "\n\n".join(f"Đoạn {n}." for n in range(count))
    script = script_of(genre, body=body)
    turns = [line.presenter for line in script.read_lines if line.written.startswith("Đoạn")]
    assert turns[0] is Presenter.MALE
    assert all(one is other.other for one, other in pairwise(turns))
    assert script.read_lines[-1].presenter is turns[-1].other


def test_a_question_is_asked_by_one_and_answered_by_the_other():
    lines = script_of(Genre.QUESTION_AND_ANSWER).read_lines
    asked = next(line for line in lines if line.written.startswith("Thính giả hỏi: Nhà tôi ở xa"))
    answered = next(line for line in lines if "Quyết định số 45" in line.written)
    assert asked.presenter is answered.presenter.other


def test_a_question_that_nobody_wrote_down_is_the_title():
    assert "Thính giả hỏi: Nộp hồ sơ qua bưu chính công ích." in told(script_of(Genre.QUESTION_AND_ANSWER, question=""))


def test_a_legal_document_sends_people_to_the_one_stop_office_once():
    assert told(script_of(Genre.LEGAL_DOCUMENT)).count("một cửa") == 1
    assert told(script_of(Genre.LEGAL_DOCUMENT, body="Xin hỏi ở bộ phận một cửa.")).count("một cửa") == 1


def test_a_legal_document_that_introduces_itself_is_not_introduced_again():
    body = "Trong chuyên mục hôm nay, mời bà con tìm hiểu Quyết định số 45."
    assert told(script_of(Genre.LEGAL_DOCUMENT, body=body)).startswith(body)


def test_a_slogan_is_crisp_in_both_voices_and_has_no_headline():
    script = script_of(Genre.SLOGAN)
    assert voices(script) == [Presenter.FEMALE, Presenter.MALE, Presenter.FEMALE]
    assert all(line.part is LinePart.BODY for line in script.read_lines)
    assert "Khẩu hiệu:" not in told(script)


def test_a_single_slogan_is_said_by_both():
    script = script_of(Genre.SLOGAN, body="Toàn dân chung tay cải cách hành chính!")
    assert [(line.presenter, line.written) for line in script.read_lines] == [
        (Presenter.FEMALE, "Toàn dân chung tay cải cách hành chính!"),
        (Presenter.MALE, "Toàn dân chung tay cải cách hành chính!"),
    ]


def test_a_frame_calls_greets_introduces_and_signs_off():
    lines = frame(session_name="buổi chiều", air_date=date(2023, 3, 19)).read_lines
    assert [line.part for line in lines] == [
        LinePart.CALL,
        LinePart.GREETING,
        LinePart.INTRODUCTION,
        LinePart.SIGN_OFF,
    ]
    assert lines[0].presenter is Presenter.FEMALE
    assert "buổi chiều Chủ nhật, ngày 19/3/2023" in lines[1].written
