"""``broadcaster engines``."""

from __future__ import annotations

import click

from broadcaster.cli.edge import table


@click.command()
def engines() -> None:
    """Xem bộ đọc, nguồn tin, cách giao gói và tình trạng từng thứ."""
    from broadcaster.engines import GROUPS, survey

    rows = [(GROUPS[r.group], r.name, r.status.value, r.version, ", ".join(r.voices) or r.reason) for r in survey()]
    table("", ["Loại", "Tên", "Tình trạng", "Phiên bản", "Giọng hoặc lý do"], rows)
