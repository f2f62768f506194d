"""``broadcaster log``."""

from __future__ import annotations

from datetime import date

import click

from broadcaster.cli.edge import DAY_ARGUMENT, bar, clock_length, opened, session_names, table, wall_clock

LOG_COLUMNS = ("Đài", "Buổi", "Giờ kế hoạch", "Giờ phát", "Dài", "Kết quả", "Bằng chứng", "Nguyên nhân", "Nội dung")


@click.group()
def log() -> None:
    """Diễn tập và xem nhật ký phát sóng."""


@log.command()
@DAY_ARGUMENT
def rehearse(day: date) -> None:
    """Diễn tập cả ngày từ các gói đã giao, trên đồng hồ mô phỏng; không bao giờ tính là đã phát."""
    from broadcaster.services.rehearse_day import rehearse_day

    with opened() as station, bar("Diễn tập phát") as progress:
        fresh, entries = rehearse_day(station, day, now=wall_clock(), progress=progress)
    known = len(entries) - fresh
    click.echo(f"DIỄN TẬP ngày {day}: {fresh} mục mới, {known} mục đã có. Không mục nào tính là đã phát.")


@log.command("list")
@DAY_ARGUMENT
@click.option("--outlet", metavar="ĐÀI", help="Chỉ nơi này.")
def list_airings(day: date, outlet: str | None) -> None:
    """Xem nhật ký một ngày: giờ thật, kết quả, bằng chứng, nguyên nhân."""
    from broadcaster.asrun.outcomes import outcome
    from broadcaster.services.close_log import airings_of

    with opened() as station:
        names = session_names(station)
        rows = [
            (
                a.outlet_name,
                names.get(a.session, a.session),
                f"{a.planned_at.astimezone(station.zone):%H:%M:%S}",
                f"{a.observed_start.astimezone(station.zone):%H:%M:%S}" if a.observed_start else "-",
                clock_length(a.played),
                outcome(a).label,
                a.evidence.label,
                a.cause,
                a.title,
            )
            for a in airings_of(station, day, outlet)
        ]
    table(f"Nhật ký ngày {day}", LOG_COLUMNS, rows)
