"""Several scripts approved at once, only those that were opened and read."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from broadcaster.domain.ids import ScriptId, Sha256
from broadcaster.errors import ApprovalError, NotThere
from broadcaster.services.approval_queue import WaitingScript, approval_queue
from broadcaster.services.approve_script import approve_texts
from broadcaster.services.compare_letters import uncompared
from broadcaster.services.facts_kept import untraced_facts
from broadcaster.services.review_script import review
from broadcaster.web.answers import status_of
from broadcaster.web.asked import Asked
from broadcaster.web.look.language import marked
from broadcaster.web.look.render import page
from broadcaster.web.pages.approval import Approver, Texts, within

router = APIRouter(include_in_schema=False)

NOTHING = marked("Chưa chọn bài nào. Mở từng bài, đọc rồi đánh dấu đã đọc.")
UNANSWERED = marked("Chưa duyệt bài nào: có bài đã chọn còn chỗ cần xem chưa được đánh dấu đã xem.")


@router.get("/duyet-cung-luc")
def offered(request: Request, asked: Approver) -> Response:
    """Show every script whose words wait, each to be opened."""
    return _shown(request, asked)


@router.post("/duyet-cung-luc")
def approve_read(request: Request, asked: Approver, chon: Texts = None, xem: Texts = None) -> Response:
    """Approve those that were read, all or none; each comes as ``ID:hash``."""
    chosen = {ScriptId(name): Sha256(told) for name, _, told in (each.rpartition(":") for each in chon or ())}
    answered = set(xem or ())
    if not chosen:
        return _shown(request, asked, status=400, fault=NOTHING)
    open_ones = {each.standing.script.id: each.questions for each in _waiting(asked, named=set(chosen))}
    if set(chosen) - set(open_ones):
        raise NotThere
    asks = {*untraced_facts(asked.station, list(chosen)), *uncompared(asked.station, chosen)}
    if any((open_ones[each] or each in asks) and each not in answered for each in chosen):
        return _shown(request, asked, status=400, fault=UNANSWERED, ticked=chon or ())
    who, now, ids = asked.who.name, asked.now, list(chosen)
    try:
        approve_texts(asked.station, ids, by=who, now=now, questions_seen=True, authenticated=True, shown=chosen)
    except ApprovalError as error:
        return _shown(request, asked, status=status_of(error), fault=str(error), ticked=chon or ())
    for script_id, told in chosen.items():
        asked.note("script_approved", script_id, detail=told)
    return RedirectResponse("/duyet?xong=cung-luc", status_code=303)


def _waiting(asked: Asked, *, named: set[ScriptId] | None = None) -> tuple[WaitingScript, ...]:
    queue = approval_queue(asked.station, by=asked.who.name, now=asked.now, only=within(asked), named=named)
    return (*queue.texts.rows, *queue.drafts.rows)


def _shown(
    request: Request,
    asked: Asked,
    *,
    status: int = 200,
    fault: str = "",
    ticked: list[str] | tuple[str, ...] = (),
) -> Response:
    rows = [
        (each, review(asked.station, each.standing.script.id, by=asked.who.name, only=within(asked)))
        for each in _waiting(asked)
    ]
    return page(request, "approvals_together.html", status=status, rows=rows, fault=fault, ticked=ticked)
