"""``broadcaster log``."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from broadcaster.cli.edge import DAY, DAY_ARGUMENT, bar, clock_length, opened, session_names, table, wall_clock
from broadcaster.cli.log_evidence import confirm, correct, reconcile
from broadcaster.cli.log_files import import_file, sheet
from broadcaster.cli.log_why import log_why
from broadcaster.domain.ids import SessionId
from broadcaster.domain.zone import ZONE

if TYPE_CHECKING:
    from broadcaster.domain.airings import Airing

LOG_COLUMNS = (
    *("Mục", "Đài", "Buổi", "Giờ kế hoạch", "Giờ phát", "Dài", "Kết quả", "Bằng chứng", "Nguyên nhân", "Nội dung"),
)


@click.group()
def log() -> None:
    """Nhật ký phát sóng: diễn tập, xác nhận, nhập, đính chính, đối chiếu, khóa sổ."""


for command in (confirm, import_file, sheet, correct, reconcile):
    log.add_command(command)


log.add_command(log_why)


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
    from broadcaster.asrun.standing import standing
    from broadcaster.services.close_log import airings_of

    with opened() as station:
        names = session_names(station)
        found = airings_of(station, day, outlet)
    valid = {each.id for each in standing(found)}
    table(f"Nhật ký ngày {day}", LOG_COLUMNS, [_row(each, names, corrected=each.id not in valid) for each in found])


def _row(a: Airing, names: Mapping[SessionId, str], *, corrected: bool) -> tuple[object, ...]:
    from broadcaster.asrun.outcomes import outcome

    return (
        a.id[:12],
        a.outlet_name,
        names.get(a.session, a.session),
        f"{a.planned_at.astimezone(ZONE):%H:%M:%S}",
        f"{a.observed_start.astimezone(ZONE):%H:%M:%S}" if a.observed_start else "-",
        clock_length(a.played),
        "đã đính chính" if corrected else outcome(a).label,
        a.evidence.label,
        a.cause,
        a.title,
    )


@log.command()
@click.argument("day", metavar="[NGÀY]", required=False, type=DAY)
def close(day: date | None) -> None:
    """Khóa sổ nhật ký tới hết NGÀY (mặc định: hôm qua): ký đầu chuỗi của từng nơi; đã khóa thì không khóa lại."""
    from broadcaster.services.close_log import close_log

    with opened() as station:
        now = wall_clock()
        chosen = day or now.astimezone(station.zone).date() - timedelta(days=1)
        issued = close_log(station, chosen, now=now)
    click.echo(f"Đã khóa sổ tới hết ngày {chosen}: {len(issued)} đầu chuỗi mới.")


@log.command()
@click.option("--date", "day", type=DAY, metavar="NGÀY", help="Chỉ các đầu chuỗi khóa ngày này.")
@click.option("--outlet", metavar="ĐÀI", help="Chỉ nơi này.")
def heads(day: date | None, outlet: str | None) -> None:
    """In các đầu chuỗi đã khóa, mỗi dòng: mã đài, số mục, mã băm, ngày khóa. Giữ một bản ở ngoài đài để đối chiếu."""
    from broadcaster.services.close_log import heads_of

    with opened() as station:
        for head in heads_of(station, outlet=outlet, day=day):
            click.echo(f"{head.outlet_id} {head.sequence} {head.link} {head.arrival_day}")


@log.command()
def key() -> None:
    """In khóa công khai của đài và dấu vân tay của khóa, để người giữ báo cáo, hồ sơ so với bản họ có."""
    from broadcaster.domain.chains import key_fingerprint

    with opened() as station:
        public = station.signing_key.public
    click.echo(f"Khóa công khai (Ed25519): {public}")
    click.echo(f"Dấu vân tay: {key_fingerprint(public)}")


@log.command()
@click.option("--outlet", metavar="ĐÀI", help="Chỉ nơi này.")
@click.option("--head", "kept", multiple=True, metavar="ĐẦU_CHUỖI", help='Đầu chuỗi giữ bên ngoài: "MÃ SỐ MÃ_BĂM".')
@click.option(
    "--heads", "file", type=click.Path(path_type=Path), metavar="TỆP", help="Tệp đầu chuỗi giữ bên ngoài, mỗi dòng một."
)
@click.pass_context
def verify(ctx: click.Context, outlet: str | None, kept: tuple[str, ...], file: Path | None) -> None:
    """Đối chiếu nhật ký với chuỗi băm, chữ ký và các đầu chuỗi giữ bên ngoài; chỉ ra từng mục bị sửa, xóa, chèn."""
    from broadcaster.asrun.outside import outside_heads
    from broadcaster.files import read_text
    from broadcaster.services.close_log import verify_log

    written = [*kept, *(read_text(file).splitlines() if file else ())]
    with opened() as station:
        found = verify_log(station, outlet=outlet, outside=outside_heads(written))
    for fault in found.faults:
        click.secho(f"{fault.outlet_id}: {fault.sentence}", fg="red", err=True)
    state = "không sai chỗ nào" if not found.faults else f"SAI {len(found.faults)} chỗ"
    click.echo(f"Đã đối chiếu {found.entries} mục của {found.outlets} nơi với {found.heads} đầu chuỗi: {state}.")
    ctx.exit(1 if found.faults else 0)
