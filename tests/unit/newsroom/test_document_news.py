"""A document becomes news of its own words: who issued what, for whom, from when, and the first tasks."""

import re
from dataclasses import replace
from datetime import date

import legal_papers_other
import legal_papers_state
import pytest
from legal_papers import stacked
from makers import a_news_draft

from broadcaster.domain.legal_documents import Article, LegalDocument
from broadcaster.newsroom.document_news import as_news, document_news
from broadcaster.newsroom.legal_layout import read_document

PAPERS = (*legal_papers_state.PAPERS, *legal_papers_other.PAPERS)
FIXED = {
    "ban",
    "hành",
    "có",
    "số",
    "về",
    "việc",
    "với",
    "nội",
    "dung",
    "ngày",
    "hiệu",
    "lực",
    "từ",
    "đối",
    "tượng",
    "liên",
    "quan",
}


def words(text):
    return set(re.findall(r"[^\W\d_]+", text.casefold()))


def a_document(**over):
    values = {
        "agency": "Ủy ban nhân dân xã Nghĩa Sơn",
        "number": "12/QĐ-UBND",
        "kind": "Quyết định",
        "abstract": "Về việc kiện toàn Bộ phận một cửa",
        "issued_on": date(2023, 1, 5),
    }
    return LegalDocument(**values | over)


@pytest.mark.parametrize("paper", PAPERS, ids=lambda each: each.number)
def test_every_word_is_the_documents_or_a_fixed_one(paper):
    document = read_document(stacked(paper))
    news = document_news(document)
    own = words("\n".join(stacked(paper))) | words(f"{document.agency} {document.parent_agency} {document.kind}")
    assert words("\n".join([news.title, news.headline, *news.paragraphs])) - own <= FIXED


@pytest.mark.parametrize("paper", PAPERS, ids=lambda each: each.number)
def test_every_number_is_the_documents(paper):
    text = "\n".join(stacked(paper))
    news = document_news(read_document(stacked(paper)))
    days = {paper.issued_on, paper.effect} - {None}
    own = set(re.findall(r"\d+", text)) | {str(part) for day in days for part in (day.day, day.month, day.year)}
    assert set(re.findall(r"\d+", "\n".join([news.title, news.headline, *news.paragraphs]))) <= own


def test_a_decision_is_told_with_its_day_and_its_effect():
    news = document_news(read_document(stacked(legal_papers_state.PAPERS[0])))
    subject = "Quyết định số 12/QĐ-UBND về việc kiện toàn Bộ phận Tiếp nhận và Trả kết quả xã Nghĩa Sơn"
    assert news.title == subject
    assert news.headline == f"Ủy ban nhân dân xã Nghĩa Sơn ban hành {subject}."
    assert news.paragraphs[0] == f"Ngày 5/1/2023, Ủy ban nhân dân xã Nghĩa Sơn ban hành {subject}."
    assert news.paragraphs[1].startswith("Quyết định có hiệu lực từ ngày 5/1/2023. Đối tượng liên quan: Công chức")
    assert news.paragraphs[2].startswith("Kiện toàn Bộ phận")
    assert not any("chịu trách nhiệm thi hành" in each for each in news.paragraphs)


def test_an_agency_below_another_is_told_with_its_place():
    news = document_news(read_document(stacked(legal_papers_state.PAPERS[2])))
    assert news.headline.startswith("Phòng Nội vụ huyện Nghĩa Hưng có Công văn số 45/NV-CCHC về việc đẩy mạnh")


def test_a_draft_without_number_and_day_invents_none():
    news = document_news(a_document(number="/QĐ-UBND", issued_on=None))
    assert news.title == "Quyết định về việc kiện toàn Bộ phận một cửa"
    assert news.paragraphs == ("Ủy ban nhân dân xã Nghĩa Sơn ban hành Quyết định về việc kiện toàn Bộ phận một cửa.",)


def test_a_document_of_nobody_about_nothing_still_has_a_name():
    news = document_news(a_document(agency="", abstract=""))
    assert (news.title, news.headline) == ("Quyết định số 12/QĐ-UBND", "Quyết định số 12/QĐ-UBND.")


def test_a_long_document_is_cut_at_a_paragraph():
    tasks = tuple(
        Article(number=str(place), heading="", text=f"Nhiệm vụ {place} " + "việc " * 60) for place in range(1, 20)
    )
    told = document_news(a_document(articles=tasks)).paragraphs
    assert 2 < len(told) < 8
    assert all(each.endswith("việc.") for each in told[1:])


def test_only_a_draft_that_is_a_document_is_told_anew():
    plain = a_news_draft()
    assert as_news(plain) == plain
    draft = as_news(replace(plain, document=a_document()))
    assert draft.title == "Quyết định số 12/QĐ-UBND về việc kiện toàn Bộ phận một cửa"
    assert draft.body.startswith("Ngày 5/1/2023, Ủy ban nhân dân xã Nghĩa Sơn ban hành")
    assert draft.source == plain.source
