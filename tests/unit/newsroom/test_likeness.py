from __future__ import annotations

import unicodedata
from collections import Counter

import pytest
from retellings_made import Told, halves, pairs, stories

from broadcaster.domain.aliases import fold
from broadcaster.domain.news_twins import TwinKind
from broadcaster.newsroom.likeness import likeness, marks, with_merges
from broadcaster.newsroom.nearest import WordIndex
from broadcaster.newsroom.told_facts import EventFact, told_facts

REPORT = Told(
    "Một cửa xã Hải Vân tháng 5",
    "Trong tháng 5, bộ phận một cửa xã Hải Vân nhận 412 hồ sơ, trả đúng hạn 98,5 phần trăm.\n\n"
    "Hồ sơ hộ tịch có 120, hồ sơ đất đai có 86. Xã đề nghị bà con mang theo căn cước công dân.",
)


def _of(one, other):
    return likeness(marks(*one), marks(*other))


@pytest.fixture(scope="module")
def said():
    return [[(pair, _of(pair.one, pair.other)) for pair in half] for half in halves()]


def test_the_made_set_is_as_large_as_it_says():
    kinds = Counter(pair.same for pair in pairs())
    assert len(stories()) >= 40
    assert kinds[True] >= 120
    assert kinds[False] >= 200


@pytest.mark.parametrize("half", [0, 1])
def test_made_pairs_are_told_apart(said, half):
    right = sum(pair.same for pair, found in said[half] if found.kind)
    alike = sum(found.kind is not None for _, found in said[half])
    there = sum(pair.same for pair, _ in said[half])
    assert right / alike >= 0.98
    assert right / there >= 0.97


def test_each_kind_of_pair_is_called_what_it_is(said):
    kinds = Counter((pair.kind, found.kind) for half in said for pair, found in half if pair.same)
    assert kinds["letters", TwinKind.SAME] == 94
    assert kinds["rewrite", TwinKind.REWRITE] >= 88
    assert kinds["rewrite, cut", TwinKind.CUT] >= 45
    assert kinds["merge", TwinKind.CUT] >= 45


@pytest.mark.parametrize(
    ("old", "new", "against"),
    [
        ("Hải Vân", "Hải Đông", "xã: HAI VAN · HAI DONG"),
        ("tháng 5", "tháng 6", "tháng: 5 · 6"),
    ],
)
def test_the_next_commune_and_the_next_month_are_news_of_their_own(old, new, against):
    other = Told(*(text.replace(old, new) for text in REPORT))
    found = _of(REPORT, other)
    assert found.kind is None
    assert found.share > 0.8
    assert against in found.against


def test_other_figures_are_news_of_their_own_and_one_corrected_figure_is_not():
    other = REPORT.body.replace("412", "377").replace("98,5", "97,1").replace("120", "131")
    assert _of(REPORT, Told(REPORT.title, other)).kind is None
    assert _of(REPORT, Told(REPORT.title, REPORT.body.replace("412", "421"))).kind is TwinKind.SAME


def test_a_document_with_another_number_is_another_document():
    one = Told("Quyết định về quy chế", "Quyết định số 45/QĐ-UBND ban hành quy chế làm việc của Ủy ban nhân dân xã.")
    other = Told(one.title, one.body.replace("45/", "46/"))
    assert _of(one, other).against == ("số văn bản: 45/QD-UBND · 46/QD-UBND",)


def test_a_dateline_of_each_office_parts_nothing_where_all_figures_agree():
    mine, yours = (Told(REPORT.title, f"Ngày {day}/6: {REPORT.body}") for day in (2, 3))
    assert _of(mine, yours).kind is TwinKind.SAME
    assert _of(mine, Told(REPORT.title, "Ngày 3/6: xã Hải Vân họp về một cửa tháng 5 và bàn việc")).kind is None


def test_which_text_comes_first_changes_nothing():
    for pair in pairs()[::7]:
        there, back = _of(pair.one, pair.other), _of(pair.other, pair.one)
        assert (there.kind, there.share) == (back.kind, back.share)


def test_two_or_three_words_are_never_held_for_news_that_tells_the_same():
    assert _of(Told("Tin", "Xã họp."), Told("Tin", "Xã họp.")).kind is None


def test_a_text_that_holds_two_strangers_merges_them():
    one, other = (story.tellings[0] for story in stories()[:2])
    both = marks("Tin trong ngày", f"{one.body}\n\n{other.body}")
    found = {name: (marks(*told), likeness(both, marks(*told))) for name, told in (("một", one), ("hai", other))}
    assert {each.kind for each in with_merges(both, found).values()} == {TwinKind.MERGE}
    alone = {"một": found["một"], "lại": found["một"]}
    assert {each.kind for each in with_merges(both, alone).values()} == {TwinKind.CUT}


def test_facts_have_one_form_however_they_are_written():
    one = told_facts("CÔNG BỐ", "Ngày 5/6/2023, xã Hải Vân có 1.250 hồ sơ, đạt 99,20 %, chậm mười hai việc.")
    other = told_facts("", unicodedata.normalize("NFD", "Ngày 05 tháng 6 năm 2023: xã  Hải Vân 1250 hồ sơ, 99,2%"))
    assert one.told[EventFact.NUMBER] == other.told[EventFact.NUMBER] == {"1250", "99.2"}
    assert one.told[EventFact.DAY] == other.told[EventFact.DAY] == {"5-6"}
    assert one.told[EventFact.COMMUNE] == other.told[EventFact.COMMUNE] == {"HAI VAN"}
    assert "12" in one.in_words


def test_every_retelling_is_among_the_nearest():
    known = {story.name: story for story in stories()}
    index = WordIndex((name, fold(" ".join(story.tellings[0]))) for name, story in known.items())
    for name, story in known.items():
        assert name in index.nearest(fold(" ".join(story.tellings[1])), most=3)


def test_an_index_knows_a_text_by_its_newest_words_and_never_gives_it_to_itself():
    index = WordIndex([("tin-1", "KHOI-CONG-CAU"), ("tin-2", "CAU-MOI")])
    index.add("tin-1", "HOP-XA")
    assert len(index) == 2
    assert index.nearest("KHOI-CONG-CAU") == ("tin-2",)
    assert index.nearest("HOP-XA", without="tin-1") == ()
