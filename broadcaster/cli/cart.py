"""``broadcaster cart``."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

import click

from broadcaster.cli.edge import BY_OPTION, clock_length, opened, table, wall_clock
from broadcaster.domain.carts import CartKind, MusicStyle, SignalKind

if TYPE_CHECKING:
    from broadcaster.station import Station

KIND = click.Choice([kind.value for kind in CartKind])
SIGNAL = "tin-hieu"
"""What stands in the place of a style for the sounds of technicians."""


@click.group()
def cart() -> None:
    """Nhạc hiệu, nhạc cắt, nhạc nền, nhạc kết: có sẵn và riêng của đài; tiếng báo giờ, âm chuẩn."""


@cart.command("list")
def list_carts() -> None:
    """Xem mọi băng: có sẵn theo phong cách, riêng của đài kèm nguồn và giấy phép, âm thanh kỹ thuật."""
    with opened() as station:
        rows = [*_built_in(station), *_own(station), *_signals()]
    table("", ["Mã", "Loại", "Dài", "Đang dùng", "Nguồn", "Giấy phép", "Người thêm"], rows)


def _built_in(station: Station) -> list[tuple[str, ...]]:
    from broadcaster.mixdown.style import LENGTHS, LICENCE

    chosen = station.settings.carts
    return [
        (
            f"{style.value} {kind.value}",
            f"{kind.label}, {style.label}",
            clock_length(LENGTHS[kind]),
            "có" if style is chosen.style and kind not in chosen.own else "",
            "có sẵn, máy tính ra",
            LICENCE,
            "",
        )
        for style in MusicStyle
        for kind in CartKind
    ]


def _own(station: Station) -> list[tuple[str, ...]]:
    from broadcaster.domain.zone import ZONE
    from broadcaster.settings.carts import load_carts

    used = set(station.settings.carts.own.values())
    return [
        (
            own.id,
            own.kind.label,
            clock_length(own.length),
            "có" if own.id in used else "",
            own.source,
            own.licence,
            f"{own.by}, {own.at.astimezone(ZONE):%d/%m/%Y}",
        )
        for own in load_carts(station.folder)
    ]


def _signals() -> list[tuple[str, ...]]:
    from broadcaster.mixdown.signals import SIGNAL_LENGTHS
    from broadcaster.mixdown.style import LICENCE

    return [
        (f"{SIGNAL} {kind.value}", kind.label, clock_length(length), "", "có sẵn, máy tính ra", LICENCE, "")
        for kind, length in SIGNAL_LENGTHS.items()
    ]


@cart.command()
@click.argument("file", metavar="TỆP", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--kind", type=KIND, required=True, help="Loại băng.")
@click.option("--name", required=True, metavar="MÃ", help="Mã băng, chữ thường không dấu, ví dụ nhac-hieu-2026.")
@click.option("--source", required=True, metavar="NGUỒN", help="Nguồn: tác giả, nhà xuất bản, bản thu.")
@click.option("--licence", required=True, metavar="GIẤY_PHÉP", help="Đài được phát bản này theo giấy phép nào.")
@BY_OPTION
def add(file: Path, kind: str, name: str, source: str, licence: str, by: str) -> None:
    """Kiểm tra một tệp nhạc (WAV, FLAC, OGG, MP3) rồi chép vào thư mục carts/ của đài."""
    from broadcaster.services.keep_carts import add_cart

    with opened() as station:
        added = add_cart(
            station, file, kind=CartKind(kind), name=name, source=source, licence=licence, by=by, now=wall_clock()
        )
    for remark in added.remarks:
        click.secho(f"Lưu ý: {remark}.", err=True, fg="yellow")
    click.echo(f"Đã thêm băng {added.cart.id} ({added.cart.kind.label.lower()}, {added.cart.length / 1000:.1f} giây).")
    click.echo(f"Muốn dùng: broadcaster cart use {added.cart.kind.value} {added.cart.id}")


@cart.command()
@click.argument("name", metavar="MÃ")
def remove(name: str) -> None:
    """Bỏ một băng riêng của đài, cả tệp; băng đang dùng thì không bỏ được."""
    from broadcaster.services.keep_carts import remove_cart

    with opened() as station:
        gone = remove_cart(station, name)
    click.echo(f"Đã bỏ băng {gone.id} ({gone.kind.label.lower()}).")


@cart.command()
@click.argument("kind", metavar="LOẠI", type=KIND)
@click.argument("name", metavar="MÃ")
def use(kind: str, name: str) -> None:
    """Cho biết phải ghi gì vào station.toml để dùng một băng riêng; lệnh này không sửa cài đặt."""
    from broadcaster.services.keep_carts import usable_cart

    with opened() as station:
        own = usable_cart(station, CartKind(kind), name)
    click.echo(f'Trong station.toml, ở mục [carts] (chưa có thì thêm mục này), ghi:\n\n[carts]\n{kind} = "{own.id}"\n')
    click.echo("Ghi xong, chạy: broadcaster check")


@cart.command()
@click.argument("style", metavar="PHONG_CÁCH", type=click.Choice([*(s.value for s in MusicStyle), SIGNAL]))
@click.argument("kind", metavar="LOẠI", type=click.Choice([k.value for k in (*CartKind, *SignalKind)]))
@click.option(
    "--length", type=click.FloatRange(0.1, 900), metavar="GIÂY", help="Độ dài (mặc định: độ dài thường dùng)."
)
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), required=True, metavar="TỆP", help="Tệp WAV.")
@click.option("--force", is_flag=True, help="Ghi đè tệp đã có.")
def make(style: str, kind: str, length: float | None, out: Path, force: bool) -> None:
    """Ghi một băng có sẵn thành tệp WAV để nghe hoặc để đo; tin-hieu là tiếng báo giờ, âm chuẩn, âm quét."""
    from broadcaster.errors import FileStands
    from broadcaster.files import write_bytes

    content = _signal(kind, length) if style == SIGNAL else _music(MusicStyle(style), kind, length)
    if out.exists() and not force:
        raise FileStands(path=out)
    write_bytes(out, content)
    click.echo(f"Đã ghi {out}.")


def _music(style: MusicStyle, kind: str, length: float | None) -> bytes:
    from broadcaster.domain.ids import seconds
    from broadcaster.mixdown.style import LENGTHS
    from broadcaster.services.keep_carts import built_in

    _refuse_unless_one_of(CartKind, kind, f"phong cách {style.value}")
    found = CartKind(kind)
    return built_in(style, found, seconds(length) if length else LENGTHS[found])


def _signal(kind: str, length: float | None) -> bytes:
    from broadcaster.domain.ids import seconds
    from broadcaster.errors import InputError
    from broadcaster.services.keep_carts import technical

    _refuse_unless_one_of(SignalKind, kind, SIGNAL)
    if kind == SignalKind.PIPS and length:
        raise InputError(reason="tiếng báo giờ có độ dài cố định, bỏ --length")
    return technical(SignalKind(kind), seconds(length) if length else None)


def _refuse_unless_one_of(kinds: type[StrEnum], kind: str, where: str) -> None:
    from broadcaster.errors import InputError

    known = [each.value for each in kinds]
    if kind not in known:
        raise InputError(reason=f"{where} không có {kind}, chỉ có {', '.join(known)}")
