"""An administrative document is read into its parts however its file lays the lines out; news is none."""

from collections import Counter
from datetime import date
from pathlib import Path

import legal_papers_other
import legal_papers_state
import pytest
from hypothesis import given
from hypothesis import strategies as st
from legal_papers import LAYOUTS, NATION, expected_recipients, right_first, side_by_side, stacked

from broadcaster.feeds.markdown import MarkdownSource
from broadcaster.newsroom.legal_layout import read_document

PAPERS = (*legal_papers_state.PAPERS, *legal_papers_other.PAPERS)
PROFILES = Path(__file__).parents[3] / "broadcaster" / "profiles"
FOUNDING_PLAN = PROFILES / "huyen-2023" / "sources" / "ke-hoach-tuyen-truyen-cchc-2023.txt"

FIELDS = (
    "agency", "parent_agency", "number", "place", "issued_on", "kind", "abstract", "grounds", "articles",
    "recipients", "signer_title", "signer", "takes_effect_on", "concerns",
)  # fmt: skip


def truth(paper):
    return {
        "agency": paper.agency,
        "parent_agency": paper.parent,
        "number": paper.number,
        "place": paper.place,
        "issued_on": paper.issued_on,
        "kind": paper.kind,
        "abstract": paper.abstract,
        "grounds": paper.grounds,
        "articles": paper.articles,
        "recipients": expected_recipients(paper),
        "signer_title": paper.office,
        "signer": paper.signer,
        "takes_effect_on": paper.effect,
        "concerns": paper.concerns,
    }


def agrees(name, wanted, found):
    if found is None:
        return False
    if name != "articles":
        return getattr(found, name) == wanted
    if [(each.number, each.heading) for each in found.articles] != [(number, heading) for number, heading, _ in wanted]:
        return False
    return all(each.text.startswith(first) for each, (_, _, first) in zip(found.articles, wanted, strict=True))


def faults(paper, layout):
    found = read_document(layout(paper))
    return {
        name: (wanted, found and getattr(found, name))
        for name, wanted in truth(paper).items()
        if not agrees(name, wanted, found)
    }


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda each: each.__name__)
def test_every_part_of_every_paper_is_found(layout):
    wrong = {paper.number: found for paper in PAPERS if (found := faults(paper, layout))}
    assert wrong == {}


def test_the_papers_are_of_many_kinds():
    assert len(PAPERS) >= 30
    assert len({paper.kind for paper in PAPERS}) >= 12


@pytest.mark.parametrize("text", legal_papers_other.PARTY_PAPERS)
def test_papers_of_the_party_have_another_layout(text):
    assert read_document(text.split("\n")) is None


@pytest.mark.parametrize("text", legal_papers_other.NEWS_WITH_DOCUMENTS)
def test_news_that_quotes_a_document_is_none(text):
    assert read_document(text.split("\n\n")) is None
    assert read_document(text.split("\n")) is None


def test_no_sample_news_is_a_document():
    files = sorted(PROFILES.glob("*/news/*"))
    texts = [path.read_text(encoding="utf-8") for path in files]
    bodies = [draft.body for path in files if path.suffix == ".md" for draft in MarkdownSource().read(path)]
    assert len(bodies) > 40
    assert [text[:80] for text in texts + bodies if read_document(text.split("\n\n"))] == []


def test_the_founding_plan_is_read_whole():
    found = read_document(FOUNDING_PLAN.read_text(encoding="utf-8").split("\n\n"))
    assert found is not None
    assert (found.agency, found.parent_agency) == ("Ủy ban nhân dân huyện Nghĩa Hưng", "")
    assert (found.number, found.place, found.issued_on) == ("/KH-UBND", "Nghĩa Hưng", None)
    assert found.kind == "Kế hoạch"
    assert found.abstract == "Tuyên truyền về cải cách hành chính huyện Nghĩa Hưng năm 2023"
    assert found.grounds == (
        "Kế hoạch số 92/KH-UBND ngày 19/10/2021 của UBND huyện về Cải cách hành chính huyện Nghĩa Hưng giai đoạn 2021-2025",
        "Kế hoạch số 127/KH-UBND ngày 27/12/2022 của UBND huyện Nghĩa Hưng về cải cách hành chính năm 2023",
    )
    assert [(each.number, each.heading) for each in found.articles] == [
        ("I", "MỤC ĐÍCH, YÊU CẦU"),
        ("1", "Mục đích"),
        ("2", "Yêu cầu"),
        ("II", "NỘI DUNG VÀ HÌNH THỨC TUYÊN TRUYỀN"),
        ("1", "Nội dung tuyên truyền"),
        ("2", "Hình thức tuyên truyền"),
        ("III", "TỔ CHỨC THỰC HIỆN"),
        ("1", "Văn phòng HĐND và UBND huyện"),
        ("2", "Phòng Nội vụ huyện"),
        ("3", "Phòng Văn hoá và Thông tin huyện"),
        ("4", "Phòng Tài chính – Kế hoạch"),
        ("5", "Trung tâm Văn hoá, Thông tin và Thể thao"),
        ("6", "Các cơ quan, đơn vị, các xã, thị trấn"),
        ("IV", "MỘT SỐ HOẠT ĐỘNG TUYÊN TRUYỀN CCHC TRỌNG TÂM NĂM 2023 (có Phụ lục kèm theo)"),
    ]
    assert [each.text.count("\n\n") for each in found.articles[1:3]] == [2, 1]
    assert found.articles[11].text.endswith("tin, bài cung cấp thông tin về Cải cách hành chính.")
    assert found.recipients == (
        "Lãnh đạo UBND huyện",
        "Các cơ quan, đơn vị",
        "UBND các xã, thị trấn",
        "Cổng thông tin điện tử huyện",
    )
    assert (found.signer_title, found.signer) == ("TM. UỶ BAN NHÂN DÂN, KT. CHỦ TỊCH, PHÓ CHỦ TỊCH", "Nguyễn Văn Thắng")
    assert found.takes_effect_on is None
    assert found.concerns == "; ".join(each.heading for each in found.articles[7:13])


def test_the_founding_plan_is_the_same_whichever_way_its_lines_come():
    lines = FOUNDING_PLAN.read_text(encoding="utf-8").split("\n")
    assert (
        read_document(lines)
        == read_document(["\n".join(lines)])
        == read_document([each for each in lines if each.strip()])
    )


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("Quyết định này có hiệu lực kể từ ngày ký.", date(2023, 1, 5)),
        ("Quyết định này có hiệu lực thi hành từ ngày 1/3/2023.", date(2023, 3, 1)),
        ("Quyết định này có hiệu lực từ ngày 01 tháng 03 năm 2023.", date(2023, 3, 1)),
        ("Quyết định này có hiệu lực từ ngày 31/2/2023.", None),
        ("Nghị định số 61/2018/NĐ-CP có hiệu lực từ ngày 01/6/2018.", None),
        ("Quyết định này có hiệu lực sau 10 ngày kể từ ngày ký.", None),
    ],
)
def test_a_document_holds_from_the_day_that_it_gives_itself(said, day):
    text = [
        "UBND XÃ NGHĨA SƠN",
        "Số: 12/QĐ-UBND",
        *NATION,
        "Nghĩa Sơn, ngày 05 tháng 01 năm 2023",
        "QUYẾT ĐỊNH",
        f"Điều 1. {said}",
    ]
    found = read_document(text)
    assert found is not None
    assert found.takes_effect_on == day


def test_a_head_alone_is_a_document_without_text():
    found = read_document(
        ["UBND XÃ NGHĨA SƠN", "Số: 12/QĐ-UBND", *NATION, "Nghĩa Sơn, ngày 05 tháng 01 năm 2023", "QUYẾT ĐỊNH"]
    )
    assert found is not None
    assert (found.number, found.abstract, found.articles, found.recipients) == ("12/QĐ-UBND", "", (), ())


def test_an_appendix_does_not_sign():
    paper = legal_papers_state.PAPERS[0]
    found = read_document([*stacked(paper), "PHỤ LỤC", "DANH SÁCH", "TRƯỞNG BAN", "Lý Văn Khác"])
    assert found is not None
    assert found.signer == paper.signer


@given(st.sampled_from(PAPERS), st.sampled_from(LAYOUTS), st.lists(st.integers(0, 80), max_size=12))
def test_empty_lines_and_rules_mean_nothing(paper, layout, places):
    lines = layout(paper)
    spread = list(lines)
    for place in places:
        spread.insert(min(place, len(spread)), "" if place % 2 else "_______")
    assert read_document(spread) == read_document(lines)


@given(st.sampled_from(PAPERS), st.sampled_from((stacked, right_first, side_by_side)), st.data())
def test_a_paper_with_lines_missing_is_read_without_fault_or_not_at_all(paper, layout, data):
    lines = layout(paper)
    kept = [line for line in lines if data.draw(st.booleans()) or data.draw(st.booleans())]
    found = read_document(kept)
    text = "".join("".join(kept).split())
    if found is not None and paper.signer in " ".join(kept) and found.signer:
        assert "".join(found.signer.split()).casefold() in text.casefold()


@given(st.lists(st.text(max_size=60), max_size=30))
def test_any_text_is_read_without_fault(lines):
    assert read_document(lines) is None


if __name__ == "__main__":
    wrong = Counter(name for layout in LAYOUTS for paper in PAPERS for name in faults(paper, layout))
    count = len(PAPERS) * len(LAYOUTS)
    for name in FIELDS:
        print(f"{name:16} {1 - wrong[name] / count:.3f}")  # noqa: T201 - run by hand, it prints the accuracy of each part
