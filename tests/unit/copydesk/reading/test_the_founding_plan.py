"""The district's publicity plan of 2023, a text torn by its PDF: all of it reads well, sentence by sentence."""

import re
from pathlib import Path

from broadcaster.copydesk.reading import default_lexicon, read, split_sentences

ROOT = Path(__file__).parents[4]
PLAN = ROOT / "broadcaster/profiles/huyen-2023/sources/ke-hoach-tuyen-truyen-cchc-2023.txt"
GOLDEN = ROOT / "tests/golden/reading/ke-hoach-tuyen-truyen-cchc-2023.txt"


def plan():
    return read(PLAN.read_text(encoding="utf-8"))


def test_the_plan_is_read_as_it_was_reviewed_line_by_line():
    assert plan().spoken + "\n" == GOLDEN.read_text(encoding="utf-8")


def test_no_digit_code_or_abbreviation_is_left():
    written = {entry.written for entry in default_lexicon().entries if entry.written.isupper()}
    for sentence in split_sentences(plan().spoken):
        words = re.findall(r"\w+", sentence)
        assert not any(character.isdigit() for character in sentence), sentence
        assert not written.intersection(words), sentence
        assert not re.search(r"[A-ZĐ]{2,}|[&/()+=%]", sentence), sentence


def test_nothing_in_it_is_a_question():
    assert plan().questions == ()


def test_each_sentence_alone_reads_as_it_stands():
    for sentence in split_sentences(plan().spoken):
        assert read(sentence).spoken == sentence
