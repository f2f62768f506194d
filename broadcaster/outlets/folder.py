"""Delivery by folder: the outlet's outbox inside the station folder."""

from __future__ import annotations

from pathlib import Path

from broadcaster.domain.units import Outlet
from broadcaster.errors import FileFailed
from broadcaster.files import translated


class FolderDelivery:
    """Leaves the bundle in the outlet's outbox, from where it is fetched or copied to a USB stick.

    *Sent* therefore means: lying whole in the outlet's outbox. It does not mean that anybody has fetched it.
    """

    name = "folder"

    def deliver(self, bundle: Path, outlet: Outlet) -> str:
        """Check that the bundle lies in its place and give that place.

        Raises:
            FileFailed: there is no bundle, or an empty one.
        """
        with translated(bundle):
            there = bundle.is_file() and bundle.stat().st_size > 0
        if not there:
            raise FileFailed(path=bundle, reason=f"chưa có gói phát nào cho {outlet.name}")
        return bundle.as_posix()
