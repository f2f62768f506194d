"""An official paper as PDF, in the same layout as the DOCX; the same paper gives the same bytes.

Letters are Libertinus Serif, which comes with Typst and has every Vietnamese letter: no package has a twin of Times
New Roman. The rules ask for Times New Roman, so that the paper that is signed is the DOCX; this one is for reading.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, time

from broadcaster.domain.zone import ZONE
from broadcaster.reports.official import MOTTO, NATION, Block, Clause, Grid, Layout, OfficialPaper, Words
from broadcaster.reports.typeset import SERIF, typeset

TEMPLATE = "van-ban.typ"


def official_pdf(paper: OfficialPaper) -> bytes:
    """Write the paper; raises NotTypeset."""
    letterhead = paper.letterhead
    values: dict[str, object] = {
        "layout": {name.lower(): value for name, value in vars(Layout).items() if name.isupper()},
        "nation": NATION,
        "motto": MOTTO,
        "superior": letterhead.superior.upper(),
        "issuer": letterhead.issuer.upper(),
        "number": paper.number_line,
        "date": paper.date_line,
        "kind": paper.kind.upper(),
        "subject": paper.subject,
        "author": letterhead.in_words,
        "addressees": list(letterhead.addressees),
        "opening": _blocks(paper.opening),
        "sections": [{"title": each.title.upper(), "blocks": _blocks(each.blocks)} for each in paper.sections],
        "recipients": list(paper.recipients),
        "signer_title": [line.upper() for line in letterhead.signer_title],
        "signer": letterhead.signer,
        "annex_note": paper.annex_note,
        "annexes": [
            {"name": each.name, "title": each.title.upper(), "blocks": _blocks(each.blocks)} for each in paper.annexes
        ],
    }
    return typeset(TEMPLATE, values, made_at=datetime.combine(paper.as_of, time(), tzinfo=ZONE), font=SERIF)


def _blocks(blocks: Iterable[Block]) -> list[Mapping[str, object]]:
    return [_block(block) for block in blocks]


def _block(block: Block) -> Mapping[str, object]:
    if isinstance(block, Words):
        return {"is": "words", "text": block.text, "italic": block.italic}
    if isinstance(block, Clause):
        return {"is": "clause", "text": block.text}
    if isinstance(block, Grid):
        return {
            "is": "grid",
            "columns": list(block.columns),
            "rows": [list(row) for row in block.rows],
            "widths": list(block.widths),
            "left": list(block.left),
            "total": block.total,
            "small": block.small,
        }
    return {"is": "picture", "svg": block.svg, "caption": block.caption}
