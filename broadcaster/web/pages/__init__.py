"""One module for each page or family of pages; each gives its routes as ``router``."""

from __future__ import annotations

from fastapi import APIRouter

from broadcaster.web.look import theme
from broadcaster.web.pages import (
    account,
    airtime,
    airtime_why,
    audit,
    health,
    people,
    plan,
    plan_queue,
    reconciled,
    schedule_changes,
    settings,
    setup_link,
    sign_in,
    today,
)

ROUTERS: tuple[APIRouter, ...] = (
    health.router,
    theme.router,
    sign_in.router,
    today.router,
    setup_link.router,
    account.router,
    people.router,
    settings.router,
    audit.router,
    airtime.router,
    airtime_why.router,
    reconciled.router,
    plan.router,
    plan_queue.router,
    schedule_changes.router,
)
"""Every page, in the order in which addresses are looked at."""
