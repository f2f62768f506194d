"""The door for programs, ``/api/v1``: one module for each kind of thing; each gives its routes as ``router``."""

from __future__ import annotations

from fastapi import APIRouter

from broadcaster.web.api import as_run, contract, files, manifests, news, outlets, playlists, targets

PREFIX = contract.PREFIX

ROUTERS: tuple[APIRouter, ...] = (
    contract.router,
    outlets.router,
    playlists.router,
    manifests.router,
    files.router,
    as_run.router,
    targets.router,
    news.router,
)
"""Every route for programs."""
