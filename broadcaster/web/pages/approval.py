"""What waits for approval, and each script exactly as it would be approved."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Query, Request
from starlette.responses import RedirectResponse, Response

from broadcaster.domain.approvals import ApprovalStage
from broadcaster.domain.ids import OutletId, ScriptId, Sha256
from broadcaster.domain.orders import OrderKind
from broadcaster.domain.rights import Right
from broadcaster.errors import ApprovalError, ChangedMeanwhile
from broadcaster.services.approval_queue import approval_queue
from broadcaster.services.approve_script import approve_sound, approve_text
from broadcaster.services.move_script import return_script, withdraw_return
from broadcaster.services.order_work import order, voicing_orders
from broadcaster.services.review_script import Review, differences, review
from broadcaster.web.answers import status_of
from broadcaster.web.asked import Asked, asked_by
from broadcaster.web.look.language import marked
from broadcaster.web.look.render import page

router = APIRouter(include_in_schema=False)

Looker = Annotated[Asked, Depends(asked_by(Right.APPROVE, Right.SEE_NEWS))]
Approver = Annotated[Asked, Depends(asked_by(Right.APPROVE))]
_Voicer = Annotated[Asked, Depends(asked_by(Right.APPROVE, Right.VOICE))]
_Word = Annotated[str, Query(max_length=20)]
Text = Annotated[str, Form(max_length=1000)]
Texts = Annotated[list[str] | None, Form()]

REFRESH_SECONDS = 3
"""How often who waits for the voice is shown the page again."""

DONE = {
    "bai": marked("Đã duyệt bài."),
    "cung-luc": marked("Đã duyệt các bài đã chọn."),
    "tieng": marked("Đã nghe duyệt. Bài sẵn sàng lên sóng."),
    "tra": marked("Đã trả lại, kèm lý do cho người viết."),
    "rut": marked("Đã rút lại việc trả."),
}
"""What was just done, by the word that the address carries."""

FACTS = (
    marked("con số"),
    marked("ngày tháng"),
    marked("giờ"),
    marked("số văn bản"),
    marked("tên riêng"),
    marked("số điện thoại"),
    marked("địa chỉ mạng"),
)
"""What a fact may be, as the review shows it."""

UNSEEN = marked("Còn chỗ cần xem chưa được đánh dấu đã xem. Xem từng chỗ rồi duyệt lại.")
UNHEARD = marked("Máy chủ chưa gửi bản thu này tới tài khoản của bạn. Bấm nghe, hoặc xác nhận đã nghe bằng cách khác.")
REASONLESS = marked("Thiếu lý do. Ghi ngắn gọn để người sửa biết phải làm gì.")


def within(asked: Asked) -> frozenset[OutletId] | None:
    """Give the outlets that somebody decides for, or looks at when they decide for none; none for all."""
    return asked.who.outlets_with(Right.APPROVE if asked.may(Right.APPROVE) else Right.SEE_NEWS)


def seen(asked: Asked, script_id: str) -> Review:
    """Give a script for review; raises NotThere."""
    by, account = asked.who.name, asked.who.account.id
    return review(asked.station, ScriptId(script_id), by=by, account=account, only=within(asked))


@router.get("/duyet")
def waiting(request: Request, asked: Looker, xong: _Word = "") -> Response:
    """Show what waits for whom."""
    queue = approval_queue(asked.station, by=asked.who.name, now=asked.now, only=within(asked))
    return page(request, "approvals.html", queue=queue, may=asked.may(Right.APPROVE), done=DONE.get(xong, ""))


@router.get("/duyet/{script_id}")
def one(request: Request, asked: Looker, script_id: str, xong: _Word = "", cho: _Word = "") -> Response:
    """Show one script in both forms, with its sound; who waits for the voice is shown it by itself; raises NotThere."""
    answer = shown(request, asked, script_id, done=DONE.get(xong, ""), waits=bool(cho))
    if cho and any(each.is_open for each in voicing_orders(asked.station, ScriptId(script_id))):
        answer.headers["Refresh"] = str(REFRESH_SECONDS)
    return answer


@router.post("/duyet/{script_id}/bai")
def approve(request: Request, asked: Approver, script_id: str, bai: Text = "", cau: Texts = None) -> Response:
    """Approve exactly the words that were shown; raises NotThere."""
    found = seen(asked, script_id)
    if bai == found.script.text_hash and found.to_be_seen - set(cau or ()):
        return shown(request, asked, script_id, status=400, fault=UNSEEN, ticked=cau or ())
    who, now = asked.who.name, asked.now
    try:
        approve_text(
            asked.station,
            found.script.id,
            by=who,
            now=now,
            questions_seen=True,
            authenticated=True,
            shown=Sha256(bai),
        )
    except ApprovalError as error:
        return refused(request, asked, script_id, error, bai)
    asked.note("script_approved", script_id, detail=bai)
    return RedirectResponse(f"/duyet/{script_id}?xong=bai", status_code=303)


@router.post("/duyet/{script_id}/tra-bai")
def send_text_back(request: Request, asked: Approver, script_id: str, bai: Text = "", ly_do: Text = "") -> Response:
    """Return exactly the words that were shown; raises NotThere."""
    return _sent_back(request, asked, script_id, stage=ApprovalStage.TEXT, subject=bai, reason=ly_do)


@router.post("/duyet/{script_id}/tra-tieng")
def send_sound_back(request: Request, asked: Approver, script_id: str, tieng: Text = "", ly_do: Text = "") -> Response:
    """Return exactly the sound that was there; raises NotThere."""
    return _sent_back(request, asked, script_id, stage=ApprovalStage.SOUND, subject=tieng, reason=ly_do)


@router.post("/duyet/{script_id}/rut")
def take_back(request: Request, asked: Approver, script_id: str, ly_do: Text = "") -> Response:
    """Withdraw the return that stands; raises NotThere."""
    found = seen(asked, script_id)
    if not ly_do.strip():
        return shown(request, asked, script_id, status=400, fault=REASONLESS)
    who, now = asked.who.name, asked.now
    try:
        withdraw_return(asked.station, found.script.id, reason=ly_do, by=who, now=now, authenticated=True)
    except ApprovalError as error:
        return refused(request, asked, script_id, error)
    asked.note("return_withdrawn", script_id, detail=ly_do)
    return RedirectResponse(f"/duyet/{script_id}?xong=rut", status_code=303)


@router.post("/duyet/{script_id}/thu")
def voice(asked: _Voicer, script_id: str) -> Response:
    """Order the words to be voiced, and go where the order is seen; raises NotThere, OrderRefused."""
    found = seen(asked, script_id)
    made = order(asked.station, OrderKind.VOICE, [found.script.id], by=asked.who.name, now=asked.now)
    asked.note("order_made", script_id, detail=f"{made.kind} {made.id}")
    return RedirectResponse(f"/duyet/{script_id}?cho=thu", status_code=303)


@router.post("/duyet/{script_id}/tieng")
def approve_heard(request: Request, asked: Approver, script_id: str, tieng: Text = "", da_nghe: Text = "") -> Response:
    """Approve exactly the sound that was there to hear; raises NotThere."""
    found = seen(asked, script_id)
    if tieng == found.sound_hash and not (da_nghe or found.sent_to_reader):
        return shown(request, asked, script_id, status=400, fault=UNHEARD)
    who, now, heard = asked.who.name, asked.now, Sha256(tieng)
    try:
        approve_sound(asked.station, found.script.id, by=who, now=now, authenticated=True, shown=heard)
    except ApprovalError as error:
        return refused(request, asked, script_id, error)
    how = "" if found.sent_to_reader else " (xác nhận nghe cách khác)"
    asked.note("sound_approved", script_id, detail=f"{tieng}{how}")
    return RedirectResponse(f"/duyet/{script_id}?xong=tieng", status_code=303)


def _sent_back(
    request: Request, asked: Asked, script_id: str, *, stage: ApprovalStage, subject: str, reason: str
) -> Response:
    found = seen(asked, script_id).script
    if not reason.strip():
        return shown(request, asked, script_id, status=400, fault=REASONLESS)
    by, now, hash_shown = asked.who.name, asked.now, Sha256(subject)
    try:
        return_script(
            asked.station, found.id, stage=stage, reason=reason, by=by, now=now, authenticated=True, shown=hash_shown
        )
    except ApprovalError as error:
        return refused(request, asked, script_id, error, subject)
    asked.note(f"{stage}_returned", script_id, detail=reason)
    return RedirectResponse(f"/duyet/{script_id}?xong=tra", status_code=303)


def refused(request: Request, asked: Asked, script_id: str, error: ApprovalError, subject: str = "") -> Response:
    """Show a script again with why nothing was recorded, and with what changed meanwhile."""
    before = Sha256(subject) if isinstance(error, ChangedMeanwhile) else None
    return shown(request, asked, script_id, status=status_of(error), fault=str(error), before=before)


def shown(
    request: Request,
    asked: Asked,
    script_id: str,
    *,
    status: int = 200,
    done: str = "",
    fault: str = "",
    ticked: list[str] | tuple[str, ...] = (),
    before: Sha256 | None = None,
    waits: bool = False,
) -> Response:
    """Show a script as it would be approved; raises NotThere."""
    found = seen(asked, script_id)
    changed = differences(asked.station, found.script.id, before) if before else ()
    orders = voicing_orders(asked.station, found.script.id)
    shows = {"review": found, "done": done, "fault": fault, "ticked": ticked, "changed": changed, "orders": orders}
    return page(request, "approval.html", status=status, waits=waits, **_rights(asked, found), **shows)


def _rights(asked: Asked, found: Review) -> dict[str, bool]:
    return {
        "approver": asked.may(Right.APPROVE),
        "may": asked.may(Right.APPROVE) and not found.own,
        "may_voice": asked.may(Right.APPROVE) or asked.may(Right.VOICE),
        "may_words": asked.may(Right.MANAGE_LEXICON),
    }
