"""``broadcaster log sheet`` and ``import``: evidence that goes out and comes back as files."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from broadcaster.cli.edge import DAY_ARGUMENT, bar, opened, wall_clock
from broadcaster.cli.log_evidence import BY, OUTLET, REPLACE


@click.command()
@DAY_ARGUMENT
@OUTLET
def sheet(day: date, outlet: str | None) -> None:
    """Làm phiếu xác nhận của tuần chứa NGÀY cho từng nơi: PDF để ghi tay, XLSX để điền trên điện thoại."""
    from broadcaster.services.print_log_sheet import print_log_sheets

    with opened() as station, bar("Phiếu xác nhận") as progress:
        paths = print_log_sheets(station, day, outlet=outlet, progress=progress)
        folder = paths[0].parent.relative_to(station.folder).as_posix()
    click.echo(f"Đã ghi {len(paths)} tệp trong {folder}/.")


@click.command("import")
@click.argument("file", metavar="TỆP", type=click.Path(path_type=Path))
@click.option("--mapping", type=click.Path(path_type=Path), metavar="TỆP.toml", help="Tệp nói cột nào của CSV là gì.")
@OUTLET
@BY
@click.option(
    "--vouch", is_flag=True, help="Tôi xác nhận các mục này đã phát như vậy (cho LibreTime: giờ theo kế hoạch)."
)
@REPLACE
def import_file(file: Path, mapping: Path | None, outlet: str | None, by: str, vouch: bool, replace: bool) -> None:
    """Nhập phiếu XLSX đã điền, CSV, hoặc nhật ký LibreTime, AzuraCast, Rivendell; sai một dòng thì không nhập gì."""
    from broadcaster.services.import_log import ImportRequest, import_log

    asked = ImportRequest(path=file, mapping=mapping, outlet=outlet, by=by, vouch=vouch, replace=replace)
    with opened() as station:
        done = import_log(station, asked, now=wall_clock())
    click.echo(
        f"Đã nhập {file.name} ({done.system}): {done.fresh} mục mới, {done.known} mục đã có, "
        f"{done.unplanned} mục ngoài kế hoạch."
    )
