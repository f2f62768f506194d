"""All that happened to a script: its versions, what was said of them, what still holds."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from broadcaster.services.script_story import script_story
from broadcaster.web.look.render import page
from broadcaster.web.pages.approval import Looker, seen
from broadcaster.web.pages.audit import ACTIONS

router = APIRouter(include_in_schema=False)


@router.get("/duyet/{script_id}/lich-su")
def story(request: Request, asked: Looker, script_id: str) -> Response:
    """Show a script's time-line, its versions against one another, and its trail; raises NotThere."""
    found = seen(asked, script_id)
    told = script_story(asked.station, found.script.id)
    return page(request, "approval_history.html", review=found, story=told, actions=ACTIONS)
