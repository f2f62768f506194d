"""``broadcaster cache``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from broadcaster.cli.edge import bar, opened, table, wall_clock

if TYPE_CHECKING:
    from broadcaster.services.keep_sound import Outdated

_MB = 1_000_000


@click.group()
def cache() -> None:
    """Kho âm thanh đã làm: dung lượng, kiểm tra, dọn bớt."""


@cache.command()
def show() -> None:
    """Xem kho âm thanh chiếm bao nhiêu, bao nhiêu phải giữ, giới hạn là bao nhiêu."""
    from broadcaster.services.keep_cache import cache_sizes

    with opened() as station:
        sizes = cache_sizes(station, now=wall_clock())
        limit = station.settings.cache.limit_mb
    rows = [(s.kind.value, s.files, _mb(s.size), _mb(s.needed), str(s.unknown)) for s in sizes]
    total = sum(s.size for s in sizes)
    rows.append(("cộng", sum(s.files for s in sizes), _mb(total), _mb(sum(s.needed for s in sizes)), ""))
    table("", ["Loại", "Số tệp", "MB", "Phải giữ, MB", "Không ai dùng"], rows, numbers=(1, 2, 3, 4))
    click.echo(f"Giới hạn ([cache] limit_mb): {limit} MB." if limit else "Không đặt giới hạn ([cache] limit_mb = 0).")
    if limit and total > limit * _MB:
        click.secho("Kho đã quá giới hạn. Dọn: broadcaster cache prune", err=True, fg="yellow")


@cache.command()
@click.pass_context
def verify(ctx: click.Context) -> None:
    """Đọc lại từng tệp trong kho; tệp hỏng được cất riêng và báo của bài nào, làm lại thế nào (mã thoát 1)."""
    from broadcaster.services.verify_cache import verify_cache

    with opened() as station, bar("Kiểm tra kho") as progress:
        verified = verify_cache(station, now=wall_clock(), progress=progress)
    for fault in verified.faults:
        of = f" ({', '.join(fault.affects)})" if fault.affects else ""
        click.secho(f"{fault.path}: {fault.what}{of}. Cần làm: {fault.advice}.", err=True, fg="red")
    click.echo(f"Đã kiểm tra {verified.files} tệp, {len(verified.faults)} tệp hỏng hoặc mất.")
    if verified.faults:
        ctx.exit(1)


@cache.command()
@click.option("--to", "to_mb", type=click.IntRange(min=0), metavar="MB", help="Dọn tới mức này thay cho giới hạn.")
@click.option("--dry-run", is_flag=True, help="Chỉ xem sẽ dọn gì, không xóa.")
def prune(to_mb: int | None, dry_run: bool) -> None:
    """Xóa âm thanh quá hạn giữ, rồi những gì làm lại được và lâu không dùng, tới khi vừa giới hạn.

    Không xóa: tiếng đã duyệt, bản đọc của người, gói phát chưa có nhật ký, những gì sắp phát.
    """
    from broadcaster.services.keep_cache import prune_cache
    from broadcaster.services.keep_sound import drop_outdated

    with opened() as station:
        dropped = drop_outdated(station, now=wall_clock(), dry_run=dry_run)
        pruned = prune_cache(station, now=wall_clock(), to_mb=to_mb, dry_run=dry_run)
    _show_outdated(dropped, dry_run=dry_run)
    if dry_run:
        for file in pruned.removed:
            click.echo(f"{file.path} ({file.size} byte)")
    done = "Sẽ xóa" if dry_run else "Đã xóa"
    click.echo(f"{done} {len(pruned.removed)} tệp, {_mb(pruned.freed)} MB; kho còn {_mb(pruned.after)} MB.")
    if pruned.limit is not None and pruned.after > pruned.limit:
        told = f"Vẫn trên mức {_mb(pruned.limit)} MB: phần còn lại phải giữ hoặc vừa dùng trong 6 giờ qua."
        click.secho(f"{told} Tăng limit_mb trong [cache], hoặc dùng ổ đĩa lớn hơn.", err=True, fg="yellow")


def _show_outdated(dropped: Outdated, *, dry_run: bool) -> None:
    for file in dropped.removed if dry_run else ():
        click.echo(f"{file.path} ({file.size} byte, quá hạn giữ)")
    if dropped.removed:
        done = "Sẽ xóa" if dry_run else "Đã xóa"
        click.echo(f"{done} {len(dropped.removed)} tệp quá hạn giữ, {_mb(dropped.freed)} MB.")
    if dropped.waiting:
        click.echo(f"Giữ {len(dropped.waiting)} gói phát quá hạn vì chưa có nhật ký phát sóng.")


def _mb(size: int) -> str:
    return f"{size / _MB:.1f}".replace(".", ",")
