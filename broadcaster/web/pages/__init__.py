"""One module for each page or family of pages; each gives its routes as ``router``."""

from __future__ import annotations

from fastapi import APIRouter

from broadcaster.web.look import theme
from broadcaster.web.pages import (
    account,
    approval,
    approval_history,
    approval_sound,
    approval_together,
    audit,
    health,
    jobs,
    lexicon,
    people,
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
    approval.router,
    approval_together.router,
    approval_sound.router,
    approval_history.router,
    jobs.router,
    lexicon.router,
)
"""Every page, in the order in which addresses are looked at."""
