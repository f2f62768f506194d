"""``broadcaster user``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from broadcaster.cli.edge import BY_OPTION, opened, table, wall_clock
from broadcaster.domain.accounts import Role

if TYPE_CHECKING:
    from broadcaster.services.audit import Actor

ROLE = click.Choice([role.value for role in Role])
NAME = click.argument("name", metavar="TÊN_ĐĂNG_NHẬP")


@click.group()
def user() -> None:
    """Người dùng trang web: thêm, xem, giao vai trò, mật khẩu, khóa, đường dẫn đặt mật khẩu."""


@user.command()
@NAME
@click.option("--full-name", required=True, metavar="HỌ_TÊN", help="Họ tên, hiện trong các sổ ghi.")
@click.option("--role", "roles", multiple=True, type=ROLE, metavar="VAI_TRÒ", help="Vai trò toàn đài, lặp lại được.")
@BY_OPTION
def add(name: str, full_name: str, roles: tuple[str, ...], by: str) -> None:
    """Thêm người dùng và in đường dẫn đặt mật khẩu (dùng một lần)."""
    from broadcaster.services import keep_accounts

    with opened() as station:
        actor = _actor(by)
        made = keep_accounts.add_account(station, name, full_name=full_name, by=actor)
        for role in roles:
            keep_accounts.grant(station, made.id, Role(role), by=actor)
        secret = keep_accounts.make_link(station, made.id, by=actor)
    click.echo(f"Đã thêm {made.id} ({made.full_name}).")
    _say_link(secret)


@user.command("list")
def list_users() -> None:
    """Xem mọi người dùng, vai trò, tình trạng."""
    from broadcaster.services.keep_accounts import described, people

    with opened() as station:
        rows = [
            (
                each.account.id,
                each.account.full_name,
                "; ".join(described(held) for held in each.grants) or "chưa giao",
                "đã khóa" if each.account.blocked_at else "đang dùng" if each.account.password else "chưa đặt mật khẩu",
                "có" if each.account.totp else "không",
            )
            for each in people(station)
        ]
    table(f"{len(rows)} người dùng", ["Tên đăng nhập", "Họ tên", "Vai trò", "Tình trạng", "Hai lớp"], rows)


@user.command("role")
@NAME
@click.argument("role", metavar="VAI_TRÒ", type=ROLE)
@click.option("--outlet", default="", metavar="NƠI_PHÁT", help="Chỉ ở nơi phát này.")
@click.option("--unit", default="", metavar="ĐƠN_VỊ", help="Chỉ ở các nơi phát của đơn vị này và cấp dưới.")
@click.option("--remove", is_flag=True, help="Thu vai trò lại thay vì giao.")
@BY_OPTION
def change_role(name: str, role: str, outlet: str, unit: str, remove: bool, by: str) -> None:
    """Giao vai trò: reporter, editor, approver, technician, operator, auditor, admin; hoặc thu lại."""
    from broadcaster.services.keep_accounts import described, grant, take_back

    with opened() as station:
        change = take_back if remove else grant
        done = change(station, name, Role(role), by=_actor(by), unit=unit, outlet=outlet)
    click.echo(f"Đã {'thu' if remove else 'giao'}: {done.account_id}, {described(done)}.")


@user.command()
@NAME
@BY_OPTION
def password(name: str, by: str) -> None:
    """Đặt mật khẩu (gõ tại màn hình, không hiện); mọi nơi đang đăng nhập bị đăng xuất."""
    from broadcaster.services.keep_accounts import person_named, set_password
    from broadcaster.services.passwords import Passwords

    with opened() as station:
        person_named(station, name)
        typed: str = click.prompt("Mật khẩu mới", hide_input=True, confirmation_prompt="Nhập lại")
        done = set_password(station, name, typed, passwords=Passwords(), by=_actor(by))
    click.echo(f"Đã đặt mật khẩu cho {done.id}.")


@user.command()
@NAME
@click.option("--undo", is_flag=True, help="Mở khóa lại.")
@BY_OPTION
def block(name: str, undo: bool, by: str) -> None:
    """Khóa tài khoản: đăng xuất mọi nơi, không vào được nữa; hoặc mở khóa."""
    from broadcaster.services import keep_accounts

    with opened() as station:
        done = (keep_accounts.unblock if undo else keep_accounts.block)(station, name, by=_actor(by))
    click.echo(f"Đã {'mở khóa' if undo else 'khóa'} {done.id}.")


@user.command()
@NAME
@BY_OPTION
def link(name: str, by: str) -> None:
    """In đường dẫn đặt mật khẩu mới (dùng một lần, trong 48 giờ); đường dẫn cũ thôi dùng được."""
    from broadcaster.services.keep_accounts import make_link

    with opened() as station:
        secret = make_link(station, name, by=_actor(by))
    _say_link(secret)


@user.command("reset-factor")
@NAME
@BY_OPTION
def reset_factor(name: str, by: str) -> None:
    """Bỏ xác thực hai lớp của người mất điện thoại hoặc đài mất khóa hai lớp; người ấy bật lại sau khi đăng nhập."""
    from broadcaster.services import second_factor
    from broadcaster.services.keep_accounts import person_named

    with opened() as station:
        account = person_named(station, name).account
        second_factor.reset_factor(station, account.id, by=_actor(by))
    click.echo(f"Đã bỏ xác thực hai lớp của {account.id}; chỉ còn mật khẩu cho tới khi người ấy bật lại.")


def _actor(by: str) -> Actor:
    from broadcaster.services.audit import Actor

    return Actor(who=by.strip() or "dòng lệnh", now=wall_clock())


def _say_link(secret: str) -> None:
    click.echo("Đặt mật khẩu tại (dùng một lần, trong 48 giờ), ghép sau địa chỉ trang web của đài:")
    click.echo(f"  /lap-mat-khau/{secret}")
