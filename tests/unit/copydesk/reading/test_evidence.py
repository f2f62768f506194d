"""Tables of evidence: points add up, what is ruled out stays out, a narrow lead is no certainty."""

import re

import pytest

from broadcaster.copydesk.reading.evidence import NEVER, after, before, shape, weigh

TABLE = (
    before("ngày", 5, r"(?<!\w)ngày "),
    after("phần", 3, r" số phiếu"),
    shape("ngày", NEVER, lambda match: match.group() == "9/99"),
    shape("phần", 1, lambda _: True),
)


def verdict(text):
    return weigh(re.search(r"\d/\d+", text), ("ngày", "phần"), TABLE)


@pytest.mark.parametrize(
    ("text", "meaning", "sure"),
    [
        ("ngày 1/3", "ngày", True),
        ("NGÀY 1/3", "ngày", True),
        ("1/3 số phiếu", "phần", True),
        ("ngày 1/3 số phiếu", "ngày", False),
        ("1/3", "phần", False),
        ("ngày 9/99", "phần", True),
    ],
)
def test_the_meaning_with_the_most_points_is_read(text, meaning, sure):
    assert verdict(text)[:2] == (meaning, sure)


def test_evidence_in_another_sentence_does_not_count():
    assert verdict("Họp ngày. 1/3").meaning == "phần"


def test_the_rival_is_named():
    assert verdict("ngày 1/3").rival == "phần"
