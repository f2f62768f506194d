"""``broadcaster token``."""

from __future__ import annotations

from datetime import datetime

import click

from broadcaster.cli.edge import BY_OPTION, Moment, opened, table, wall_clock


@click.group()
def token() -> None:
    """Mã truy cập cho máy phát, cổng thông tin, phần mềm khác: cấp, xem, thu hồi."""


@token.command()
@click.argument("name", metavar="TÊN")
@click.option(
    "--scope",
    "scopes",
    multiple=True,
    required=True,
    metavar="QUYỀN",
    help="outlets, playlists, bundles, as-run, targets, news-in, metrics; ghi được nhiều lần.",
)
@click.option("--outlet", default="", metavar="NƠI_PHÁT", help="Chỉ cho nơi phát này.")
@click.option("--unit", default="", metavar="ĐƠN_VỊ", help="Chỉ cho nơi phát của đơn vị này và cấp dưới.")
@click.option("--until", type=Moment(end=True), metavar="NGÀY", help="Dùng được tới hết ngày này.")
@BY_OPTION
def issue(name: str, scopes: tuple[str, ...], outlet: str, unit: str, until: datetime | None, by: str) -> None:
    """Cấp mã truy cập và in ra một lần; đài chỉ giữ dấu SHA-256 của nó."""
    from broadcaster.services.audit import Actor
    from broadcaster.services.keep_tokens import TokenWanted, issue_token, scopes_named

    wanted = TokenWanted(name=name, scopes=scopes_named(scopes), outlet=outlet, unit=unit, ends_at=until)
    with opened() as station:
        made, secret = issue_token(station, wanted, by=Actor(who=by.strip() or "dòng lệnh", now=wall_clock()))
    click.echo(f"Đã cấp {made.id} ({made.name}): {', '.join(scope.label for scope in made.scopes)}.")
    click.echo("Chép ngay, không hiện lại được:")
    click.echo(f"  {secret}")


@token.command("list")
def list_tokens() -> None:
    """Xem mọi mã truy cập: của ai, làm được gì, dùng lần cuối lúc nào."""
    from broadcaster.services.keep_tokens import all_tokens

    with opened() as station:
        rows = [
            (
                each.id,
                each.name,
                ", ".join(each.scopes),
                each.outlet_id or each.unit_id or "mọi nơi",
                "đã thu hồi" if each.revoked_at else f"tới {_moment(each.ends_at)}" if each.ends_at else "còn dùng",
                f"{_moment(each.seen_at)} {each.seen_from}".strip() or "chưa",
            )
            for each in all_tokens(station)
        ]
    table(f"{len(rows)} mã truy cập", ["Mã", "Tên", "Quyền", "Nơi phát", "Tình trạng", "Dùng lần cuối"], rows)


@token.command()
@click.argument("token_id", metavar="MÃ")
@BY_OPTION
def revoke(token_id: str, by: str) -> None:
    """Thu hồi mã truy cập; từ lúc này không dùng được nữa."""
    from broadcaster.services.audit import Actor
    from broadcaster.services.keep_tokens import revoke_token

    with opened() as station:
        done = revoke_token(station, token_id, by=Actor(who=by.strip() or "dòng lệnh", now=wall_clock()))
    click.echo(f"Đã thu hồi {done.id} ({done.name}).")


def _moment(moment: datetime | None) -> str:
    from broadcaster.domain.zone import ZONE

    return f"{moment.astimezone(ZONE):%H:%M %d/%m/%Y}" if moment else ""
