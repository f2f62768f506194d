"""News that tells the same, side by side: merged into one, or both kept."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Query, Request
from starlette.responses import RedirectResponse, Response

from broadcaster.domain.ids import NewsItemId
from broadcaster.domain.rights import Right
from broadcaster.errors import MergeRefused, NotThere
from broadcaster.services.judge_twins import keep_twins, merge_twins
from broadcaster.services.show_twins import ShownTwin, shown_twins
from broadcaster.web.asked import Asked, asked_by
from broadcaster.web.desk_rights import found, may_change, require_change, require_known
from broadcaster.web.look.language import marked
from broadcaster.web.look.render import page, say_done

router = APIRouter(include_in_schema=False)

_Reader = Annotated[Asked, Depends(asked_by(Right.SEE_NEWS))]
_Editor = Annotated[Asked, Depends(asked_by(Right.EDIT))]
_Name = Annotated[str, Form(max_length=200)]
_Reason = Annotated[str, Form(max_length=400)]

DONE = {"giu": marked("Đã giữ cả hai tin; máy không hỏi lại về cặp này.")}
"""What is said after something was done."""

KINDS = (marked("giống nhau"), marked("viết lại"), marked("rút gọn"), marked("gộp tin"))
"""How two items may be alike, as it is shown."""


@router.get("/tin/{name}/trung")
def twins(request: Request, asked: _Reader, name: str, xong: Annotated[str, Query(max_length=20)] = "") -> Response:
    """Show an item beside those that tell the same."""
    say_done(request, DONE.get(xong, ""))
    return _shown(request, asked, name)


@router.post("/tin/{name}/trung/gop")
def merge(
    request: Request, asked: _Editor, name: str, kia: _Name = "", vao: _Name = "", ly_do: _Reason = ""
) -> Response:
    """Let one of the two stand for both; `vao` names the one that stays."""
    twin = _judged(asked, name, kia)
    kept, gone = (name, twin.other.id) if vao == name else (twin.other.id, name)
    try:
        merge_twins(asked.station, NewsItemId(gone), NewsItemId(kept), by=asked.who.name, now=asked.now)
    except MergeRefused as error:
        return _shown(request, asked, name, fault=str(error))
    asked.note("news_merged", gone, detail=f"{kept} {ly_do}".strip())
    return RedirectResponse(f"/tin/{kept}?xong=gop", status_code=303)


@router.post("/tin/{name}/trung/giu")
def keep(asked: _Editor, name: str, kia: _Name = "", ly_do: _Reason = "") -> Response:
    """Say that both stay; nobody is asked about them again."""
    twin = _judged(asked, name, kia)
    keep_twins(asked.station, NewsItemId(name), twin.other.id, by=asked.who.name, now=asked.now)
    asked.note("news_kept_apart", name, detail=f"{twin.other.id} {ly_do}".strip())
    return RedirectResponse(f"/tin/{name}/trung?xong=giu", status_code=303)


def _judged(asked: Asked, name: str, other: str) -> ShownTwin:
    """Give the pair that somebody judges, both within what they edit; raises NotThere for what does not wait."""
    item, every = found(lambda: shown_twins(asked.station, NewsItemId(name)))
    twin = next((each for each in every if each.other.id == other), None)
    require_change(asked, Right.EDIT, item.outlets)
    if twin is None:
        raise NotThere
    require_change(asked, Right.EDIT, twin.other.outlets)
    return twin


def _shown(request: Request, asked: Asked, name: str, *, fault: str = "") -> Response:
    item, every = found(lambda: shown_twins(asked.station, NewsItemId(name)))
    require_known(asked, item.outlets)
    may = may_change(asked, Right.EDIT, item.outlets)
    pairs = [
        (each, may and may_change(asked, Right.EDIT, each.other.outlets))
        for each in every
        if not each.other.outlets or any(asked.may_see(outlet) for outlet in each.other.outlets)
    ]
    return page(request, "news_twins.html", status=400 if fault else 200, item=item, pairs=pairs, fault=fault)
