"""Puts the pages of one station folder together."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncGenerator, Callable, Mapping
from datetime import datetime
from pathlib import Path

from anyio.to_thread import current_default_thread_limiter
from fastapi import Depends, FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from broadcaster import __version__
from broadcaster.errors import BroadcasterError
from broadcaster.services.passwords import Passwords
from broadcaster.web.answers import refusal
from broadcaster.web.api import ROUTERS as API
from broadcaster.web.asked import guarded
from broadcaster.web.counting import Counting
from broadcaster.web.gate import Gate
from broadcaster.web.look.assets import assets, static_files
from broadcaster.web.look.language import Language
from broadcaster.web.look.render import environment
from broadcaster.web.metrics import Metrics
from broadcaster.web.office import Office, Served
from broadcaster.web.order_desk import OrderDesk
from broadcaster.web.packing import Packing
from broadcaster.web.pages import ROUTERS
from broadcaster.web.polling import Polling
from broadcaster.web.watch import Watch

THREADS = 16
"""How many pages are made at once: more would only wait for one another, and each thread keeps some megabytes."""

BATCH_S = 60
"""How often it is written down when tokens were used last."""


def make_app(
    folder: Path,
    environ: Mapping[str, str],
    *,
    clock: Callable[[], datetime],
    passwords: Passwords | None = None,
    served: Served | None = None,
) -> FastAPI:
    """Make the application of a station folder, which stays open until it is shut down.

    Args:
        folder: The station folder.
        environ: The process's environment.
        clock: Gives the time (aware, UTC) of each request.
        passwords: How passwords are hashed; tests give a cheap one.
        served: How the pages come to the reader; plain on loopback unless said.

    Raises:
        NotAStation, SettingsError, StoreFailed, StoreBusy, StoreTooNew, ReadOnlyPlace.
    """
    office = Office(folder, environ, clock=clock, passwords=passwords or Passwords(), served=served or Served())
    app = FastAPI(
        title="broadcaster",
        version=__version__,
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        lifespan=_lifespan,
        dependencies=[Depends(guarded)],
    )
    app.state.office = office
    app.state.metrics = Metrics()
    app.state.counting = Counting()
    app.state.station_name = office.now()[0].settings.station.name
    app.add_middleware(Polling, office=office)
    app.add_middleware(Gate, office=office)
    app.add_middleware(Packing)
    app.add_middleware(Watch, office=office, metrics=app.state.metrics)
    for kind in (BroadcasterError, HTTPException, RequestValidationError):
        app.add_exception_handler(kind, _refused)
    for router in (*ROUTERS, *API):
        app.include_router(router)
    app.state.paths = frozenset(str(vars(each)["path"]) for router in ROUTERS for each in router.routes)
    app.mount("/static", static_files, name="static")
    return app


async def _refused(request: Request, error: Exception) -> Response:
    return refusal(request, error)


@contextlib.asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncGenerator[None]:
    """Carry out orders, write down in batches what was only remembered, and at the end all of it."""
    current_default_thread_limiter().total_tokens = THREADS
    office: Office = app.state.office
    batches = asyncio.create_task(_keep_seen(office))
    warming = asyncio.create_task(run_in_threadpool(_warm, app))
    desk = OrderDesk(office)
    desk.start()
    try:
        yield
    finally:
        await warming
        await run_in_threadpool(desk.stop)
        batches.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await batches
        await run_in_threadpool(office.close)


def _warm(app: FastAPI) -> None:
    """Do beforehand what the first reader would wait for: styles, templates, the count of targets."""
    assets()
    templates = environment(Language.VIETNAMESE)
    for name in templates.list_templates(filter_func=lambda each: "/" not in each):
        templates.get_template(name)
    office: Office = app.state.office
    counting: Counting = app.state.counting
    with contextlib.suppress(BroadcasterError):
        counting.last(office.look().station, now=office.clock())


async def _keep_seen(office: Office) -> None:
    while True:
        await asyncio.sleep(BATCH_S)
        await run_in_threadpool(office.keep_seen)
