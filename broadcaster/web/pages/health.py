"""What machines ask: does it live, can it work, how much did it do."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import PlainTextResponse, Response

from broadcaster.domain.tokens import Scope, TokenHolder
from broadcaster.errors import NotThere
from broadcaster.web.metrics import Metrics
from broadcaster.web.office import Office

router = APIRouter(include_in_schema=False)

_TEXT = "text/plain; version=1.0.0; charset=utf-8"
_LOOPBACK = {"127.0.0.1", "::1"}


@router.get("/healthz")
async def lives() -> PlainTextResponse:
    """Say that the process answers; nothing is looked at."""
    return PlainTextResponse("ok\n")


@router.get("/readyz")
async def works() -> PlainTextResponse:
    """Say that the store answers: the gate has just asked it, and a store that does not gives 503 there."""
    return PlainTextResponse("ok\n")


@router.get("/metrics")
async def counts(request: Request) -> Response:
    """Give what was counted, to this machine itself or to a token with that scope; raises NotThere for others."""
    office: Office = request.app.state.office
    metrics: Metrics = request.app.state.metrics
    holder: TokenHolder | None = request.state.holder
    here = request.state.address in _LOOPBACK and not office.served.behind_proxy
    if not (here or (holder is not None and holder.may(Scope.METRICS))):
        raise NotThere
    return Response(metrics.told(), media_type=_TEXT)
