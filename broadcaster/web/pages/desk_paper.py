"""A script on paper and before a presenter's eyes, and what it was before."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from starlette.responses import Response

from broadcaster.domain.approvals import ApprovalStage
from broadcaster.domain.ids import ScriptId
from broadcaster.domain.rights import Right
from broadcaster.services.keep_desk import Desk, diff, open_desk, versions
from broadcaster.services.move_script import history
from broadcaster.services.preview_script import preview
from broadcaster.web.asked import Asked, asked_by
from broadcaster.web.desk_paces import paces_now
from broadcaster.web.desk_rights import editor, found, require_known
from broadcaster.web.look.render import page

router = APIRouter(include_in_schema=False)

_Reader = Annotated[Asked, Depends(asked_by(Right.SEE_NEWS))]
_Number = Annotated[int, Query(ge=0, le=1_000_000)]


@router.get("/kich-ban/{name}/to-in")
def sheet(request: Request, asked: _Reader, name: str) -> Response:
    """Show a script as it is printed: written and spoken words side by side, and who answers for them."""
    desk = _desk(asked, name)
    approvers = [
        given.by
        for given in desk.standing.approvals
        if given.stage is ApprovalStage.TEXT and given.subject == desk.standing.script.text_hash
    ]
    read = preview(asked.station, ScriptId(name), paces=paces_now(request, asked))
    return page(request, "script_sheet.html", desk=desk, read=read, approvers=approvers)


@router.get("/kich-ban/{name}/nhac-chu")
def prompter(
    request: Request,
    asked: _Reader,
    name: str,
    co: Annotated[int, Query(ge=1, le=8)] = 4,
    toc: Annotated[int, Query(ge=1, le=9)] = 4,
    lat: Annotated[int, Query(ge=0, le=1)] = 0,
    loi: Annotated[int, Query(ge=0, le=1)] = 0,
) -> Response:
    """Show a script in large letters; `loi` shows the spoken words, else the written ones."""
    title = _desk(asked, name).standing.script.title
    read = preview(asked.station, ScriptId(name), paces=paces_now(request, asked))
    chosen = {"size": co, "speed": toc, "mirrored": lat, "spoken": loi}
    return page(request, "prompter.html", script_id=name, title=title, read=read, **chosen)


@router.get("/kich-ban/{name}/cac-ban")
def earlier(request: Request, asked: _Reader, name: str, cu: _Number = 0, moi: _Number = 0) -> Response:
    """Show every version of a script, and what changed between two."""
    desk = _desk(asked, name)
    ever = versions(asked.station, ScriptId(name))
    new = moi or ever[0].number
    old = cu or max(new - 1, 1)
    spans = found(lambda: diff(asked.station, ScriptId(name), old, new))
    told = history(asked.station, ScriptId(name))
    return page(request, "script_versions.html", desk=desk, versions=ever, old=old, new=new, spans=spans, told=told)


def _desk(asked: Asked, name: str) -> Desk:
    desk = found(lambda: open_desk(asked.station, ScriptId(name), by=editor(asked)))
    require_known(asked, desk.outlets)
    return desk
