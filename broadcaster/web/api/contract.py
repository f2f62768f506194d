"""What programs may rely on: the prefix, the shape of refusals, and the schema that tells all of it."""

from __future__ import annotations

from functools import cache
from typing import Annotated, Any

from fastapi import APIRouter, Depends, FastAPI, Path, Request, Response
from fastapi.openapi.utils import get_openapi
from fastapi.responses import JSONResponse
from fastapi.security import HTTPBearer
from pydantic import BaseModel, ConfigDict, Field

PREFIX = "/api/v1"
PROBLEM = "application/problem+json"


class Shape(BaseModel):
    """What goes over the line; a field that nobody knows is refused."""

    model_config = ConfigDict(extra="forbid")


class Problem(BaseModel):
    """Why something was refused (RFC 9457)."""

    type: str = Field(description="about:blank")
    title: str = Field(description="What kind of refusal, in Vietnamese")
    status: int = Field(description="The HTTP status")
    detail: str = Field(description="What is wrong and what to do, in Vietnamese")


_TOLD = {
    400: "The request is wrong",
    401: "No token, or one that does not hold",
    403: "The token has not this scope",
    404: "Not there, or not for this token",
    409: "It stands against what is there",
    413: "Too much was sent",
    422: "A field is missing or wrong",
    503: "The store is busy; try again",
}


def refusals(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """Say which refusals a route has beside those that all have."""
    shape = {PROBLEM: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {each: {"description": _TOLD[each], "content": shape} for each in (400, 401, 403, 422, 503, *statuses)}


OutletPart = Annotated[str, Path(description="Id of the outlet", max_length=64, pattern=r"^[A-Za-z0-9_-]+$")]
"""An outlet in an address."""

_bearer = HTTPBearer(auto_error=False, description="A token of the station: `broadcaster token issue`")


def api_router(tag: str) -> APIRouter:
    """Make the router of one kind of thing."""
    return APIRouter(prefix=PREFIX, tags=[tag], dependencies=[Depends(_bearer)])


router = APIRouter(prefix=PREFIX)


@router.get("/openapi.json", include_in_schema=False)
async def schema(request: Request) -> Response:
    """Give the schema of all this, to anybody: it tells of the door, not of the station."""
    return JSONResponse(_schema(request.app), headers={"Cache-Control": "public, max-age=300"})


@cache
def _schema(app: FastAPI) -> dict[str, Any]:
    made = get_openapi(
        title="broadcaster",
        version="1",
        description="Players, portals and other systems ask here; people use the pages.",
        routes=app.routes,
    )
    shapes = made.setdefault("components", {}).setdefault("schemas", {})
    shapes["Problem"] = Problem.model_json_schema()
    for gone in ("HTTPValidationError", "ValidationError"):
        shapes.pop(gone, None)
    return made
