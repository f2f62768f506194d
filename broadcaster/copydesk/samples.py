"""Made-up values on which templates are tried before anything depends on them."""

from __future__ import annotations

from datetime import date, datetime

from broadcaster.domain.carts import CartKind, SegmentKind
from broadcaster.domain.editions import Edition, Segment, SpokenLine, Utterance
from broadcaster.domain.fingerprints import sha256_of
from broadcaster.domain.ids import CutHash, DurationMs, EditionId, NewsItemId, ScriptId, SessionId, TopicCode
from broadcaster.domain.legal_documents import LegalDocument
from broadcaster.domain.news import NewsItem
from broadcaster.domain.scripts import Presenter
from broadcaster.domain.topics import Genre

_LINE_MS = DurationMs(4_800)


def news_items(genre: Genre, *, now: datetime) -> tuple[NewsItem, NewsItem]:
    """Give an item with every field filled and one with only what must be there."""
    full = NewsItem(
        id=NewsItemId("tin-thu"),
        title="Tin thử mẫu kịch bản",
        body="Đoạn thứ nhất, ngày 15/3/2023.\n\nĐoạn thứ hai về bộ phận một cửa.\n\nĐoạn thứ ba.",
        topic=TopicCode(2),
        genre=genre,
        headline="Đây là tin thử mẫu kịch bản.",
        source="Kế hoạch thử",
        author="Người viết",
        question="Tôi hỏi thử một câu?",
        received_at=now,
    )
    bare = NewsItem(
        id=NewsItemId("tin-thu-ngan"),
        title="Tin ngắn",
        body="Chỉ một đoạn.",
        topic=TopicCode(0),
        genre=genre,
        headline="Tin ngắn",
        source="",
        author="",
        received_at=now,
    )
    return full, bare


def document(air_date: date) -> LegalDocument:
    """Give a document with what a template may tell of it."""
    return LegalDocument(
        agency="Ủy ban nhân dân xã Thử",
        number="12/QĐ-UBND",
        issued_on=air_date,
        kind="Quyết định",
        abstract="Về việc thử mẫu",
        takes_effect_on=air_date,
        concerns="Người thử mẫu",
    )


def edition(air_date: date) -> Edition:
    """Give an edition with music alone, words over a bed, and an item in two voices."""
    return Edition(
        id=EditionId(f"{air_date.isoformat()}-morning-0000"),
        programme="Chương trình thử",
        air_date=air_date,
        session=SessionId("morning"),
        segments=(
            Segment(kind=SegmentKind.IDENT, title="Nhạc hiệu", duration=DurationMs(12_000), music=CartKind.IDENT),
            Segment(
                kind=SegmentKind.OPENING,
                title="Lời xướng, lời chào",
                duration=DurationMs(6_000),
                lines=(_line(Presenter.FEMALE, 600),),
                music=CartKind.BED,
            ),
            Segment(
                kind=SegmentKind.ITEM,
                title="Tin thử",
                duration=DurationMs(12_000),
                lines=(_line(Presenter.FEMALE, 600), _line(Presenter.MALE, 6_000)),
            ),
        ),
    )


def _line(presenter: Presenter, starts: int) -> SpokenLine:
    words = "Câu thử."
    audio = sha256_of(words.encode())
    utterance = Utterance(cut=CutHash(audio), audio=audio, starts=DurationMs(starts), duration=_LINE_MS)
    return SpokenLine(
        script_id=ScriptId("tin-thu"), presenter=presenter, written=words, spoken=words, utterances=(utterance,)
    )
