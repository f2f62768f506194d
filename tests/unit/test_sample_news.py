"""The sample news of both station profiles is fit to be imported, approved and read aloud."""

import csv
import hashlib
import html
import re
import unicodedata
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import frontmatter
import pytest

PROFILES = Path(__file__).parents[2] / "broadcaster" / "profiles"
DISTRICT = PROFILES / "huyen-2023"
COMMUNE = PROFILES / "xa-2025"
PLAN = DISTRICT / "sources" / "ke-hoach-tuyen-truyen-cchc-2023.txt"
PLAN_SHA256 = "3bb34f75f8750fb9b5bd2bd6957561ddb4fc4e1e43df37f1360ba1c0bf9f7791"

GENRES = {"tin", "bai", "hoi-dap", "pho-bien", "guong", "khau-hieu"}
WORDS = {"bai": (170, 195), "khau-hieu": (60, 100)}
TXT_FIELDS = {
    "Chủ đề": "topic",
    "Thể loại": "genre",
    "Nguồn": "source",
    "Tác giả": "author",
    "Điểm tin": "headline",
}
RSS = {"dc": "http://purl.org/dc/elements/1.1/", "content": "http://purl.org/rss/1.0/modules/content/"}
ATOM = {"a": "http://www.w3.org/2005/Atom"}

OLD_TONE_PLACEMENT = re.compile(r"(?<![qQ])(?:o[àáảãạèéẻẽẹ]|u[ỳýỷỹỵ])\b")
DOCUMENT_NUMBER = re.compile(r"\b\d+/(?:\d{4}/)?[A-ZĐ]+-[A-Za-zĐ]+")
DATE = re.compile(r"\b\d{1,2}/\d{1,2}/\d{4}\b")


@dataclass(frozen=True, kw_only=True, slots=True)
class Sample:
    """One sample item as its file gives it."""

    file: str
    """Name of the file the item stands in."""
    fields: dict[str, str]
    """Every field but the body and the outlets."""
    body: str
    """Paragraphs separated by blank lines."""
    outlets: tuple[str, ...] = ()
    """Aliases of the outlets a local item is meant for."""

    def __str__(self) -> str:
        return f"{self.file}: {self.fields['title']}"

    def text(self) -> str:
        return "\n".join([*self.fields.values(), self.body])

    def sentences(self) -> list[str]:
        return re.split(r"(?<=[.!?])\s+", self.body)


def paragraphs(markup: str) -> str:
    return "\n\n".join(html.unescape(part) for part in re.findall(r"<p>(.*?)</p>", markup, re.DOTALL))


def read_markdown(path: Path) -> Iterator[Sample]:
    post = frontmatter.loads(path.read_text(encoding="utf-8"))
    fields = {key: str(value) for key, value in post.metadata.items() if key != "outlets"}
    outlets = tuple(cast("list[str]", post.metadata.get("outlets", [])))
    yield Sample(file=path.name, fields=fields, body=post.content, outlets=outlets)


def read_plain_text(path: Path) -> Iterator[Sample]:
    header, body = path.read_text(encoding="utf-8").split("\n\n", 1)
    title, *lines = header.split("\n")
    named = dict(line.split(": ", 1) for line in lines)
    fields = {"title": title} | {TXT_FIELDS[label]: value for label, value in named.items()}
    yield Sample(file=path.name, fields=fields, body=body.strip())


def read_csv(path: Path) -> Iterator[Sample]:
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            body = row.pop("body")
            yield Sample(file=path.name, fields=row, body=body)


def read_rss(path: Path) -> Iterator[Sample]:
    for item in ET.parse(path).getroot().iterfind("channel/item"):
        fields = {str(c.get("domain")): str(c.text) for c in item.iterfind("category")}
        fields |= {
            "title": item.findtext("title", ""),
            "source": item.findtext("dc:source", "", RSS),
            "author": item.findtext("dc:creator", "", RSS),
            "headline": item.findtext("description", ""),
        }
        yield Sample(file=path.name, fields=fields, body=paragraphs(item.findtext("content:encoded", "", RSS)))


def read_atom(path: Path) -> Iterator[Sample]:
    for entry in ET.parse(path).getroot().iterfind("a:entry", ATOM):
        fields = {str(c.get("scheme")): str(c.get("term")) for c in entry.iterfind("a:category", ATOM)}
        fields |= {
            "title": entry.findtext("a:title", "", ATOM),
            "source": entry.findtext("a:source/a:title", "", ATOM),
            "author": entry.findtext("a:author/a:name", "", ATOM),
            "headline": entry.findtext("a:summary", "", ATOM),
        }
        yield Sample(file=path.name, fields=fields, body=paragraphs(entry.findtext("a:content", "", ATOM)))


READERS = {".md": read_markdown, ".txt": read_plain_text, ".csv": read_csv, ".xml": read_rss, ".atom": read_atom}


def news_of(profile: Path) -> list[Sample]:
    return [item for path in sorted((profile / "news").iterdir()) for item in READERS[path.suffix](path)]


ALL = [*news_of(DISTRICT), *news_of(COMMUNE)]
every_item = pytest.mark.parametrize("item", ALL, ids=str)
every_profile = pytest.mark.parametrize("profile", [DISTRICT, COMMUNE], ids=lambda profile: profile.name)


@pytest.mark.parametrize(("profile", "least"), [(DISTRICT, 26), (COMMUNE, 14)])
def test_a_profile_has_enough_to_fill_its_day(profile: Path, least: int) -> None:
    assert len(news_of(profile)) >= least


@every_profile
def test_a_profile_speaks_of_every_topic_in_every_genre(profile: Path) -> None:
    news = news_of(profile)
    assert {item.fields["topic"] for item in news} == {str(code) for code in range(11)}
    assert {item.fields["genre"] for item in news} == GENRES
    assert min(Counter(item.fields["genre"] for item in news).values()) >= 2


def test_the_district_shows_every_format_that_can_be_imported() -> None:
    formats = Counter(Path(item.file).suffix for item in news_of(DISTRICT))
    least = {".md": 20, ".txt": 2, ".csv": 4, ".xml": 3, ".atom": 1}
    assert formats.keys() == least.keys()
    assert formats >= Counter(least)


@every_profile
def test_each_profile_has_one_item_for_one_outlet_alone(profile: Path) -> None:
    local = {"huyen-2023": ("NGHIA-SON",), "xa-2025": ("CUM-NGHIA-BINH",)}[profile.name]
    assert [item.outlets for item in news_of(profile) if item.outlets] == [local]


@every_item
def test_an_item_names_its_title_source_author_and_headline(item: Sample) -> None:
    assert all(item.fields[name].strip() for name in ("title", "source", "author", "headline"))
    assert len(item.fields["headline"].split()) <= 22


@every_item
def test_only_a_question_and_answer_item_has_a_question(item: Sample) -> None:
    assert bool(item.fields.get("question")) == (item.fields["genre"] == "hoi-dap")


@every_item
def test_a_body_is_as_long_as_its_genre_asks(item: Sample) -> None:
    shortest, longest = WORDS.get(item.fields["genre"], (90, 195))
    assert shortest <= len(item.body.split()) <= longest


@every_item
def test_a_sentence_can_be_said_in_one_breath(item: Sample) -> None:
    assert [sentence for sentence in item.sentences() if len(sentence.split()) > 30] == []


@every_item
def test_a_text_holds_only_letters_figures_and_plain_marks(item: Sample) -> None:
    text = item.text()
    assert unicodedata.is_normalized("NFC", text)
    assert re.sub(r"[^\W_]|[ \n.,:;?!/()-]", "", text) == ""
    assert "  " not in text


@every_item
def test_a_text_uses_the_newer_tone_placement(item: Sample) -> None:
    assert OLD_TONE_PLACEMENT.findall(item.text()) == []


def test_titles_are_unique_and_no_sentence_is_said_twice() -> None:
    titles = Counter(item.fields["title"] for item in ALL)
    sentences = Counter(sentence for item in ALL for sentence in item.sentences())
    assert [text for text, count in (titles + sentences).items() if count > 1] == []


def test_the_founding_plan_is_kept_byte_for_byte() -> None:
    assert hashlib.sha256(PLAN.read_bytes()).hexdigest() == PLAN_SHA256


@pytest.mark.parametrize("item", news_of(DISTRICT), ids=str)
def test_district_news_quotes_no_document_or_date_outside_the_plan(item: Sample) -> None:
    plan = re.sub(r"\s", "", PLAN.read_text(encoding="utf-8"))
    quoted = [*DOCUMENT_NUMBER.findall(item.text()), *DATE.findall(item.text())]
    assert [number for number in quoted if number not in plan] == []
