"""``broadcaster serve``."""

from __future__ import annotations

import contextlib
import os
import threading
from collections.abc import Generator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from broadcaster.cli.edge import start_logging, station_folder, wall_clock
from broadcaster.errors import BroadcasterError

if TYPE_CHECKING:
    from broadcaster.web.server import WebServer

_FILE = click.Path(path_type=Path, dir_okay=False)


@click.command()
@click.option("--host", default="", metavar="ĐỊA_CHỈ", help="Địa chỉ mạng để nghe; 0.0.0.0 là cả mạng.")
@click.option("--port", type=click.IntRange(0, 65535), metavar="CỔNG", help="Cổng; 0 là cổng trống bất kỳ.")
@click.option("--cert", type=_FILE, metavar="TỆP", help="Chứng thư TLS (PEM) của đài.")
@click.option("--key", type=_FILE, metavar="TỆP", help="Khóa riêng của chứng thư (PEM).")
@click.option("--behind-proxy", is_flag=True, help="Có nginx đứng trước làm TLS; ghi địa chỉ nó ở proxies.")
def serve(host: str, port: int | None, cert: Path | None, key: Path | None, behind_proxy: bool) -> None:
    """Mở trang web của đài. Ra ngoài máy này thì luôn qua TLS; chưa có chứng thư thì tự làm một cái."""
    from broadcaster.web.server import WebServer, Wish

    start_logging(verbose=True)
    wish = Wish(host=host, port=port, certificate=cert, key=key, behind_proxy=behind_proxy)
    server = WebServer(station_folder(), os.environ, clock=wall_clock, wish=wish)
    say_where(server)
    server.serve()


@contextlib.contextmanager
def pages_beside() -> Generator[None]:
    """Serve the pages from a thread while something else goes on, which pages that cannot be served never stop."""
    from broadcaster.web.server import WebServer, Wish

    try:
        server = WebServer(station_folder(), os.environ, clock=wall_clock, wish=Wish())
    except BroadcasterError as error:
        click.secho(f"Trang web chưa mở, dịch vụ vẫn chạy: {error}", err=True, fg="yellow")
        yield
        return
    say_where(server)
    serving = threading.Thread(target=server.serve, name="pages")
    serving.start()
    try:
        yield
    finally:
        server.stop()
        serving.join()


def say_where(server: WebServer) -> None:
    """Tell where the pages are, and how the first administrator comes in."""
    click.echo(f"Trang web của đài: {server.address}")
    if server.fingerprint:
        click.echo("Chứng thư do đài tự làm: lần đầu trình duyệt sẽ hỏi, so vân tay SHA-256 rồi mới chấp nhận:")
        click.echo(f"  {server.fingerprint}")
    link = server.first_link
    if link:
        click.secho("Chưa có người quản trị. Đặt mật khẩu cho tài khoản quan-tri (một lần, trong 48 giờ):", fg="yellow")
        click.echo(f"  {link}")
