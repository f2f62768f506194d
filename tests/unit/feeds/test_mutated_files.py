"""Real files changed at random: only refusals of ours come, and drafts that are clean. `benchmarks/fuzz_news.py` reads many more."""

from __future__ import annotations

import contextlib

import pytest
from mutated_files import WRAPPERS, input_number, seed_files
from news_files_made import news_folder

from broadcaster.errors import InputError, NotAFeed, PageWithoutArticle, WrongEncoding
from broadcaster.feeds import office_files
from broadcaster.feeds.mail_text import own_text
from broadcaster.feeds.page.facts import is_web
from broadcaster.feeds.paragraphs import html_paragraphs
from broadcaster.feeds.saved_page import SavedPageSource
from broadcaster.feeds.syndication import SyndicationSource
from broadcaster.feeds.text import TextSource
from broadcaster.newsroom.letters import read_letters
from broadcaster.testing.source_suite import check_draft

SEED = 8
COUNTS = {"pdf": 6, "page": 12, "mhtml": 10, "feed": 15, "mbox": 10}
OTHERS = 25


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    return seed_files(tmp_path_factory.mktemp("that"), list(WRAPPERS), office=False)


@pytest.mark.parametrize("name", WRAPPERS)
@pytest.mark.filterwarnings("ignore::UserWarning")
def test_a_changed_file_is_refused_by_name_or_gives_clean_drafts(files, name, tmp_path, monkeypatch):
    monkeypatch.setattr(office_files, "converter", lambda: None)
    path = tmp_path / f"tep{WRAPPERS[name].suffix}"
    for number in range(COUNTS.get(name, OTHERS)):
        path.write_bytes(input_number(number, name, seed=SEED, files=files))
        into = tmp_path / f"ra-{number}"
        into.mkdir()
        said = path.name
        try:
            WRAPPERS[name].read(path, into)
        except InputError as refusal:
            said = str(refusal)
        except Exception as error:
            raise AssertionError(f"input {number} of {name}, seed {SEED}: {type(error).__name__}: {error}") from error
        assert path.name in said or "›" in said, number


# --- what once broke something


def test_signs_hidden_in_bytes_that_were_read_wrongly_are_taken_out_after_they_are_read_right(tmp_path):
    path = tmp_path / "tin.txt"
    path.write_bytes("Tin của huyện\n\nỦy ban nhân dân \u202ehuyện mời bà con đến họp.".encode() + b"\xff")
    (draft,) = TextSource().read(path)
    assert "\u202e" not in draft.body
    check_draft(draft, path)


@pytest.mark.parametrize("sign", ["\u0600", "\u06dd", "\ufdd0", "\U0010ffff", "\U0001fffe"])
def test_signs_that_are_no_letters_are_taken_out(sign):
    read = read_letters(f"Một{sign} cửa")
    assert read.text == "Một cửa"
    assert read.notes


def test_half_a_sign_in_a_feed_is_refused(tmp_path):
    path = tmp_path / "kenh.xml"
    path.write_text(
        "<rss version='2.0'><channel><item><title>Tin &#55296; & <b></title></item></channel>", encoding="utf-8"
    )
    with pytest.raises(NotAFeed, match=r"kenh\.xml"):
        SyndicationSource().read(path)


def test_a_saved_page_without_an_article_is_told_by_its_file(tmp_path):
    (made,) = news_folder(tmp_path, counts={"mhtml": 1})
    content = made.path.read_text(encoding="utf-8")
    made.path.write_text(
        content[: content.index("<body") + 5] if "<body" in content else content[:700], encoding="utf-8"
    )
    with pytest.raises(PageWithoutArticle, match=r"trang-luu-000\.mhtml"):
        SavedPageSource().read(made.path)


def test_markup_with_unknown_marked_sections_is_text():
    assert html_paragraphs("<p>Một <![CDATAZ[ cửa</p>") == "Một <![CDATAZ[ cửa"


def test_a_list_may_not_begin_at_a_number_of_thousands_of_digits():
    assert html_paragraphs(f"<ol start='{'9' * 5000}'><li>Một</li></ol>") == "1. Một"


@pytest.mark.parametrize("gap", ["\u2028", "\u200b", " ", "\n"])
def test_an_address_with_signs_that_are_not_seen_is_none(gap):
    assert not is_web(f"https://tin.example.vn/bai{gap}1")


LONG = 60_000
"""Letters in one word, or lines in one letter: what takes the square of them takes minutes, not a moment."""


@pytest.mark.parametrize("letters", ["a", "ẫ", "Ãa", "à"])
def test_one_endless_word_is_read_in_a_moment(letters, tmp_path):
    path = tmp_path / "tin.txt"
    word = letters * (LONG // len(letters))
    path.write_bytes(f"Tin cải cách\n\n{word}".encode("cp1252" if letters == "à" else "utf-8", "replace"))
    with contextlib.suppress(WrongEncoding):  # no Vietnamese word is so long
        TextSource().read(path)
    assert read_letters(f"H¶i quan: NghÞ quyÕt vÒ c¶i c¸ch hµnh chÝnh {word}").text.startswith("Hải quan")


def test_a_letter_of_many_lines_is_read_in_a_moment():
    assert own_text("Một dòng\n" * LONG, forwarded=False).text.startswith("Một dòng")
