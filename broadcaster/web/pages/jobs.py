"""What the service does: orders of people, and its jobs by the clock."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from starlette.responses import RedirectResponse, Response

from broadcaster.domain.ids import OrderId
from broadcaster.domain.rights import Right
from broadcaster.errors import OrderRefused
from broadcaster.services.order_work import cancel, orders
from broadcaster.services.run_jobs import standings
from broadcaster.web.answers import status_of
from broadcaster.web.asked import Asked, asked_by
from broadcaster.web.look.language import marked
from broadcaster.web.look.render import page

router = APIRouter(include_in_schema=False)

_Looker = Annotated[
    Asked, Depends(asked_by(Right.SEE_JOBS, Right.RUN_JOBS, Right.VOICE, Right.PLAN, Right.CONFIRM_PLAN))
]

REFRESH_SECONDS = 3
"""How often the page is asked for again while something runs."""

NAMES = {
    "gather": marked("nhập tin"),
    "feeds": marked("hỏi nguồn tin"),
    "mail": marked("nhận tin qua thư"),
    "voice": marked("thu tiếng bài đã duyệt"),
    "prepare": marked("chuẩn bị ngày mai"),
    "plan": marked("lập kế hoạch ngày mai"),
    "mix": marked("dựng chương trình ngày mai"),
    "publish": marked("giao gói phát ngày mai"),
    "close": marked("khóa nhật ký hôm qua"),
    "backup": marked("sao lưu"),
    "retention": marked("dọn bản thu cũ"),
    "urgent": marked("xem cảnh báo khẩn"),
    "watch": marked("xem ổ đĩa và giờ phát"),
    "engines": marked("thử các giọng đọc"),
}
"""What people call each job."""


@router.get("/viec")
def show(request: Request, asked: _Looker) -> Response:
    """Show orders with their progress, and the jobs by the clock."""
    return _shown(request, asked)


@router.post("/viec/{order_id}/huy")
def take_back(request: Request, asked: _Looker, order_id: int) -> Response:
    """Take an order back that has not been begun."""
    try:
        gone = cancel(asked.station, OrderId(order_id), by=asked.who.name, now=asked.now)
    except OrderRefused as error:
        return _shown(request, asked, status=status_of(error), fault=str(error))
    asked.note("order_cancelled", f"{gone.kind} {gone.id}", detail=", ".join(gone.arguments))
    return RedirectResponse("/viec", status_code=303)


def _shown(request: Request, asked: Asked, *, status: int = 200, fault: str = "") -> Response:
    known = orders(asked.station)
    jobs = [(NAMES.get(each.times.job, each.times.job), each) for each in standings(asked.station, now=asked.now)]
    answer = page(request, "jobs.html", status=status, orders=known, jobs=jobs, fault=fault)
    if any(each.is_open for each in known):
        answer.headers["Refresh"] = f"{REFRESH_SECONDS}; url=/viec"
    return answer
