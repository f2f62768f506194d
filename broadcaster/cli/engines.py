"""``broadcaster engines``."""

from __future__ import annotations

import os

import click

from broadcaster.cli.edge import in_a_station, station_folder, table


@click.command()
def engines() -> None:
    """Xem bộ đọc, nguồn tin, cách giao gói, bộ nhận dạng chữ và tình trạng từng thứ."""
    from broadcaster.engines import GROUPS, survey
    from broadcaster.station import voice_places

    records = survey(voice_places(station_folder(), os.environ) if in_a_station() else None)
    rows = [(GROUPS[r.group], r.name, r.status.value, r.version, ", ".join(r.voices) or r.reason) for r in records]
    table("", ["Loại", "Tên", "Tình trạng", "Phiên bản", "Giọng hoặc lý do"], rows)
