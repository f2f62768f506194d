"""A draft becomes a news item only when topic, genre and outlets are known."""

import unicodedata
from dataclasses import replace

import pytest
from makers import NOW, a_news_draft, a_topic

from broadcaster.domain.ids import OutletId, TopicCode
from broadcaster.domain.topics import Genre
from broadcaster.errors import UnknownGenre, UnknownOutlet, UnknownTopic
from broadcaster.newsroom.accept import accept

TOPICS = (
    a_topic(code=TopicCode(0), name="Thông tin chung", short="Chung"),
    a_topic(code=TopicCode(2), name="Cải cách thủ tục hành chính", short="Thủ tục"),
    a_topic(code=TopicCode(10), name="Các chỉ số đánh giá", short="Chỉ số"),
)


def find_outlet(text):
    known = {"NGHIA-SON": OutletId("NGHIA-SON"), "Nghĩa Sơn": OutletId("NGHIA-SON"), "CUM-1": OutletId("CUM-1")}
    if text not in known:
        raise UnknownOutlet(outlet=text, nearest="")
    return known[text]


def accepted(**over):
    return accept(a_news_draft(**{"topic": "2"} | over), topics=TOPICS, find_outlet=find_outlet, now=NOW)


def test_an_item_is_what_its_draft_says():
    draft = a_news_draft(topic="2", genre="hoi-dap", question="Hỏi gì?", outlets=("CUM-1",), origin="tin.csv, dòng 3")
    item = accept(draft, topics=TOPICS, find_outlet=find_outlet, now=NOW)
    for name in ("title", "body", "headline", "source", "author", "question", "outlets", "origin"):
        assert getattr(item, name) == getattr(draft, name)
    assert (item.topic, item.genre, item.received_at) == (TopicCode(2), Genre.QUESTION_AND_ANSWER, NOW)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("2", 2),
        (" 02 ", 2),
        ("0", 0),
        ("10", 10),
        ("Cải cách thủ tục hành chính", 2),
        ("cai cach thu tuc hanh chinh", 2),
        ("Thủ tục", 2),
        ("2. Cải cách thủ tục hành chính", 2),
        ("Chỉ số", 10),
    ],
)
def test_a_topic_is_known_by_code_or_name(typed, code):
    assert accepted(topic=typed).topic == code


@pytest.mark.parametrize("typed", ["42", "1", "", "2,5", "thể thao", "2 3"])
def test_an_unknown_topic_is_told_with_its_place_and_all_that_are_known(typed):
    with pytest.raises(UnknownTopic) as raised:
        accepted(topic=typed, origin="tin.csv, dòng 3")
    assert f'"{typed}" (tin.csv, dòng 3)' in str(raised.value)
    assert "0 (Chung), 2 (Thủ tục), 10 (Chỉ số)" in str(raised.value)


@pytest.mark.parametrize(
    ("typed", "genre"),
    [(genre.value, genre) for genre in Genre]
    + [
        ("Tin", Genre.NEWS),
        ("chuyên mục", Genre.FEATURE),
        ("Hỏi đáp", Genre.QUESTION_AND_ANSWER),
        ("Phổ biến văn bản", Genre.LEGAL_DOCUMENT),
        ("Gương điển hình", Genre.MODEL_CASE),
        ("Khẩu hiệu", Genre.SLOGAN),
    ],
)
def test_a_genre_is_known_by_its_word_or_its_name(typed, genre):
    assert accepted(genre=typed).genre is genre


@pytest.mark.parametrize("typed", ["kịch", "tin tức"])
def test_an_unknown_genre_is_told_with_its_place_and_all_that_are_known(typed):
    with pytest.raises(UnknownGenre) as raised:
        accepted(genre=typed, origin="tin.md")
    assert f'"{typed}" (tin.md)' in str(raised.value)
    assert all(genre.value in str(raised.value) for genre in Genre)


def test_an_outlet_named_twice_counts_once():
    assert accepted(outlets=("Nghĩa Sơn", "CUM-1", "NGHIA-SON")).outlets == ("NGHIA-SON", "CUM-1")


def test_an_unknown_outlet_is_told():
    with pytest.raises(UnknownOutlet, match="NGHIA-XON"):
        accepted(outlets=("NGHIA-XON",))


def test_the_same_source_item_always_has_the_same_id():
    item = accepted(key="nghia-hung-cchc-2023-001")
    assert item.id == accepted(key="nghia-hung-cchc-2023-001", title="Tên đã sửa", body="Khác.").id
    assert item.id.startswith("nghia-hung-cchc-2023-001-")
    assert accepted(key="", body="Nội dung đã sửa.").id == accepted(key="").id
    assert accepted(key="").id.startswith("mot-cua-lien-thong-tai-xa-nghia-son-")


def test_titles_that_fold_alike_still_have_different_ids():
    one, other = accepted(title="Tư pháp Nghĩa Hưng"), accepted(title="Tu pháp Nghĩa Hùng")
    assert one.id[:-5] == other.id[:-5]
    assert one.id != other.id


@pytest.mark.parametrize("title", ["Cải cách " * 40, "???", "Đ"])
def test_an_id_is_a_short_file_name_on_every_system(title):
    item = accepted(title=title)
    assert item.id.isascii()
    assert len(item.id) <= 60
    assert item.id == item.id.lower().strip("-")
    assert len(item.id.rsplit("-", 1)[1]) == 4


def test_a_missing_headline_is_the_title():
    assert accepted(headline=" ").headline == accepted().title


def test_words_are_composed_and_set_on_one_line():
    draft = a_news_draft(topic="2", title="Một cửa\n liên thông", author="Nguyễn  Thị\tHoa", headline="Đầu\nđề")
    loose = replace(
        draft, title=unicodedata.normalize("NFD", draft.title), body=unicodedata.normalize("NFD", draft.body)
    )
    item = accept(loose, topics=TOPICS, find_outlet=find_outlet, now=NOW)
    assert (item.title, item.author, item.headline) == ("Một cửa liên thông", "Nguyễn Thị Hoa", "Đầu đề")
    assert item.body == draft.body
    assert item.id == accept(draft, topics=TOPICS, find_outlet=find_outlet, now=NOW).id
