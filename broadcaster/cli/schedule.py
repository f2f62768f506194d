"""``broadcaster schedule``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from broadcaster.cli.edge import BY_OPTION, opened, table, wall_clock
from broadcaster.cli.schedule_calendar import calendar
from broadcaster.cli.schedule_words import asked_again, local_time, tell_applied, tell_preview, tell_warnings

if TYPE_CHECKING:
    from broadcaster.domain.ids import ProposalId

FOLDER = click.argument("folder", metavar="[THƯ_MỤC]", required=False, type=click.Path(path_type=Path))
CONFIRM_BY = click.option("--confirm-by", default="", metavar="TÊN", help="Người thứ hai, cùng ngồi đây và đồng ý.")
MOVES_SEEN = click.option("--moves-seen", is_flag=True, help="Đã xem kỹ các giờ bị dời xa, giờ đêm, và vẫn đổi.")
NUMBER = click.argument("number", metavar="SỐ", type=click.IntRange(min=1))


@click.group()
def schedule() -> None:
    """Xem, đề nghị, xác nhận và áp dụng lịch; đổi giờ phát phải có hai người."""


schedule.add_command(calendar)


@schedule.command()
@FOLDER
@BY_OPTION
@CONFIRM_BY
@MOVES_SEEN
def apply(folder: Path | None, by: str, confirm_by: str, moves_seen: bool) -> None:
    """Kiểm tra và áp dụng lịch (mặc định: thư mục schedules của đài); có lỗi thì giữ lịch đang dùng."""
    from broadcaster.services.apply_schedule import Consent, apply_draft
    from broadcaster.services.draft_schedule import preview, read_draft, schedules_folder

    with opened() as station:
        now = wall_clock()
        draft, warnings = read_draft(station, schedules_folder(station, folder))
        with station.store.reading() as tx:
            seen = preview(station, tx, draft, now=now)
        tell_preview(seen)
        tell_warnings(warnings)
        consent = Consent(by=by, confirmed_by=confirm_by, moves_seen=moves_seen or asked_again(seen))
        tell_applied(apply_draft(station, draft, consent, now=now))


@schedule.command()
@FOLDER
def diff(folder: Path | None) -> None:
    """Xem lịch trong thư mục sẽ đổi gì trên sóng trong 14 ngày tới, so với lịch đang dùng."""
    from broadcaster.services.draft_schedule import preview, read_draft, schedules_folder

    with opened() as station:
        draft, warnings = read_draft(station, schedules_folder(station, folder))
        with station.store.reading() as tx:
            seen = preview(station, tx, draft, now=wall_clock())
    tell_preview(seen)
    tell_warnings(warnings)


@schedule.command()
@FOLDER
@BY_OPTION
def propose(folder: Path | None, by: str) -> None:
    """Đề nghị đổi lịch theo thư mục; chưa đổi gì cho tới khi người thứ hai xác nhận."""
    from broadcaster.services.draft_schedule import schedules_folder
    from broadcaster.services.propose_schedule import propose_schedule

    with opened() as station:
        done = propose_schedule(station, schedules_folder(station, folder), by=by, now=wall_clock())
    tell_preview(done.preview)
    tell_warnings(done.warnings)
    _tell_waiting(done.proposal.id, done.proposal.by)


@schedule.command()
@NUMBER
@BY_OPTION
@MOVES_SEEN
def confirm(number: ProposalId, by: str, moves_seen: bool) -> None:
    """Xác nhận và áp dụng đề nghị SỐ; người xác nhận phải khác người đề nghị."""
    from broadcaster.services.propose_schedule import confirm_schedule, see_proposal

    with opened() as station:
        now = wall_clock()
        seen = see_proposal(station, number, now=now)
        click.echo(f"Đề nghị số {number} của {seen.proposal.by}, {local_time(seen.proposal.at)}:")
        tell_preview(seen.preview)
        seen_moves = moves_seen or asked_again(seen.preview)
        tell_applied(confirm_schedule(station, number, by=by, moves_seen=seen_moves, now=now))


@schedule.command()
@NUMBER
@BY_OPTION
@click.option("--reason", required=True, metavar="LÝ_DO", help="Vì sao không đồng ý.")
def reject(number: ProposalId, by: str, reason: str) -> None:
    """Bác đề nghị SỐ; đề nghị vẫn được lưu cùng tên người bác và lý do."""
    from broadcaster.services.propose_schedule import reject_schedule

    with opened() as station:
        reject_schedule(station, number, by=by, reason=reason, now=wall_clock())
    click.echo(f"Đã bác đề nghị số {number}; lịch đang dùng giữ nguyên.")


@schedule.command("list")
def list_proposals() -> None:
    """Xem các đề nghị đổi lịch đang chờ người thứ hai."""
    from broadcaster.services.propose_schedule import waiting_proposals

    with opened() as station:
        waiting = waiting_proposals(station)
    rows = [
        (each.id, each.by, local_time(each.at), each.note, "chờ xác nhận" if stands else "lịch đã đổi, đề nghị lại")
        for each, stands in waiting
    ]
    table(f"{len(rows)} đề nghị đang chờ", ["Số", "Người đề nghị", "Lúc", "Ghi chú", "Tình trạng"], rows)


@schedule.command()
def history() -> None:
    """Xem mọi phiên bản lịch: khi nào, ai, ai xác nhận, theo chính sách nào, đổi gì."""
    from broadcaster.services.keep_schedules import schedule_versions

    with opened() as station:
        versions = schedule_versions(station)
    rows = [
        (each.version, local_time(each.at), each.by, each.confirmed_by or f"({each.policy or _UNKNOWN})", each.summary)
        for each in versions
    ]
    columns = ["Bản", "Áp dụng lúc", "Người đổi", "Người xác nhận (hoặc lý do miễn)", "Đổi gì"]
    table(f"{len(rows)} phiên bản lịch", columns, rows, numbers=(0,))


@schedule.command()
@click.option("--version", type=click.IntRange(min=1), metavar="SỐ", help="Phiên bản (mặc định: đang dùng).")
@click.option("--out", required=True, metavar="THƯ_MỤC", type=click.Path(path_type=Path), help="Nơi ghi tệp.")
def export(version: int | None, out: Path) -> None:
    """Ghi lại các tệp TOML của một phiên bản lịch."""
    from broadcaster.services.keep_schedules import export_schedule

    with opened() as station:
        number, paths = export_schedule(station, out, version=version)
    click.echo(f"Lịch phiên bản {number}: đã ghi {len(paths)} tệp vào {out}.")


@schedule.command()
@click.argument("version", metavar="PHIÊN_BẢN", type=click.IntRange(min=1))
@BY_OPTION
@CONFIRM_BY
@MOVES_SEEN
@click.option("--propose", "later", is_flag=True, help="Chỉ đề nghị; người thứ hai xác nhận sau.")
def revert(version: int, by: str, confirm_by: str, moves_seen: bool, later: bool) -> None:
    """Quay lại một phiên bản lịch cũ, thành phiên bản mới; vẫn phải có hai người."""
    from broadcaster.services.keep_schedules import propose_revert, revert_schedule, see_revert

    with opened() as station:
        now = wall_clock()
        seen = see_revert(station, version, now=now)
        tell_preview(seen)
        if later:
            proposed = propose_revert(station, version, by=by, now=now).proposal
            _tell_waiting(proposed.id, proposed.by)
            return
        seen_moves = moves_seen or asked_again(seen)
        done = revert_schedule(station, version, by=by, confirm_by=confirm_by, moves_seen=seen_moves, now=now)
        tell_applied(done)
    click.echo(f"Tệp của lịch này: broadcaster schedule export --version {done.version} --out THƯ_MỤC")


@schedule.command()
def show() -> None:
    """Xem lịch đang dùng."""
    with opened() as station:
        timetable = station.timetable()
    names = {daypart.id: daypart.name for daypart in timetable.dayparts}
    rows = [
        (
            outlet.id,
            outlet.name,
            outlet.transmission.label,
            ", ".join(
                f"{names[s.session]} ({s.session}) {s.starts:%H:%M}"
                for s in timetable.slots
                if s.outlet_id == outlet.id
            ),
            str(timetable.quiet_hours(outlet.id)),
        )
        for outlet in timetable.outlets
    ]
    table("Nơi phát", ["Mã", "Tên", "Truyền dẫn", "Buổi phát", "Giờ yên tĩnh"], rows)


def _tell_waiting(number: ProposalId, by: str) -> None:
    click.echo(f"Đã ghi đề nghị số {number} của {by}; lịch đang dùng chưa đổi.")
    click.echo(f'Người thứ hai xác nhận: broadcaster schedule confirm {number} --by "TÊN"')


_UNKNOWN = "từ trước khi có quy định hai người"
