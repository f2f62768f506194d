"""Reads an administrative document into its parts by the layout that Nghị định 30/2020/NĐ-CP gives it.

Only the layout is read: nothing here says that a document keeps to the decree. Papers of the Party have another layout
and are not read; news that quotes a document is none.
"""

from __future__ import annotations

from collections.abc import Sequence

from broadcaster.domain.legal_documents import LegalDocument
from broadcaster.newsroom.agency_names import agencies, in_a_sentence
from broadcaster.newsroom.legal_body import read_articles, read_grounds
from broadcaster.newsroom.legal_ending import read_ending
from broadcaster.newsroom.legal_heading import Heading, read_heading, read_title
from broadcaster.newsroom.legal_lines import joined, raw_lines
from broadcaster.newsroom.legal_values import addressees, concerns, takes_effect_on

_OFFICE_BEFORE = ("CHỦ TỊCH ", "TRƯỞNG ", "GIÁM ĐỐC ", "BỘ TRƯỞNG ")


def read_document(paragraphs: Sequence[str]) -> LegalDocument | None:
    """Give the parts of the document that these paragraphs or lines are; none for any other text.

    Copes with a head and an end whose columns stand one below the other, either first, or side by side with a wide gap,
    a tab or a ``|`` between; with lines that a page broke; with parts that are missing, which are left empty.
    """
    lines = raw_lines(paragraphs)
    head = read_heading(lines)
    if head is None or not head.is_whole:
        return None
    ending = read_ending(lines, after=head.end)
    text = read_title(head, joined(lines[head.end : ending.start]))
    to, text = addressees(text)
    grounds, text = read_grounds(text)
    articles = read_articles(text)
    above = agencies(head.agency_lines) or _speaking(head)
    return LegalDocument(
        agency=above[-1] if above else "",
        parent_agency=above[-2] if len(above) > 1 else "",
        number=head.number,
        place=head.place,
        issued_on=head.issued_on,
        kind=head.kind,
        abstract=head.abstract,
        grounds=grounds,
        articles=articles,
        recipients=ending.recipients,
        signer_title=ending.title,
        signer=ending.signer,
        takes_effect_on=takes_effect_on("\n".join(text), head.issued_on),
        concerns="; ".join(to) or concerns(articles),
    )


def _speaking(head: Heading) -> tuple[str, ...]:
    """Give the agency that speaks above the grounds, where the head names none."""
    name = head.authority
    for office in _OFFICE_BEFORE:
        name = name.removeprefix(office)
    return (in_a_sentence(name),) if name else ()
