"""One module for each page or family of pages; each gives its routes as ``router``."""

from __future__ import annotations

from fastapi import APIRouter

from broadcaster.web.look import theme
from broadcaster.web.pages import (
    account,
    audit,
    health,
    outlets,
    people,
    portal,
    portal_aired,
    portal_notices,
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
    portal.router,
    portal_aired.router,
    portal_notices.router,
    outlets.router,
    setup_link.router,
    account.router,
    people.router,
    settings.router,
    audit.router,
)
"""Every page, in the order in which addresses are looked at."""
