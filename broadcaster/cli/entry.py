"""The ``broadcaster`` command: finds the asked command, and says every error in one Vietnamese sentence."""

from __future__ import annotations

import contextlib
import importlib
import io
import os
import sys
from pathlib import Path
from typing import Any

import click

from broadcaster import __version__
from broadcaster.cli.usage import in_vietnamese
from broadcaster.cli.wording import WORDS, speak_vietnamese
from broadcaster.errors import BroadcasterError, DiskFull, FileFailed

speak_vietnamese()

COMMANDS: dict[str, tuple[str, str]] = {
    "demo": ("demo:demo", "Dựng một đài mẫu và chạy trọn một ngày phát."),
    "init": ("init:init", "Tạo thư mục đài mới từ hồ sơ mẫu."),
    "check": ("check:check", "Kiểm tra cấu hình, lịch, mẫu, bộ đọc, ổ đĩa, đồng hồ."),
    "engines": ("engines:engines", "Xem bộ đọc, nguồn tin, cách giao gói và tình trạng."),
    "schedule": ("schedule:schedule", "Xem, đề nghị, xác nhận và áp dụng lịch; đổi giờ phát phải có hai người."),
    "board": ("board:board", "Xem trước 24 giờ tới: buổi nào, ở đâu, mấy giờ, có gì bất thường."),
    "news": ("news:news", "Nhập và xem tin."),
    "script": ("script:script", "Viết, sửa, xem và duyệt kịch bản."),
    "read": ("read:read", "Đọc văn bản viết thành lời nói."),
    "lexicon": ("lexicon:lexicon", "Từ điển của đài: thêm, bỏ, xem, thử cách đọc từng từ."),
    "voice": ("voice:voice", "Thu tiếng kịch bản đã duyệt và nghe duyệt."),
    "voices": ("voices:voices", "Các giọng đọc của đài: xem, thêm, đọc thử, bỏ."),
    "cart": ("cart:cart", "Băng nhạc có sẵn và riêng của đài, tiếng báo giờ, âm chuẩn."),
    "queue": ("queue:queue", "Xếp tay tin vào buổi phát."),
    "plan": ("plan:plan", "Lập kế hoạch phát cho một hay nhiều ngày."),
    "mix": ("mix:mix", "Dựng chương trình MP3 của một ngày."),
    "qc": ("qc:qc", "Kiểm tra tệp âm thanh: độ to, đỉnh, im lặng, cắt ngọn, tệp hỏng."),
    "playlist": ("playlist:playlist", "Xem và ghi danh sách phát của các đài."),
    "bundle": ("bundle:bundle", "Đóng gói, giao và kiểm tra gói phát."),
    "emergency": ("emergency:emergency", "Bản tin khẩn cấp: phát ngay, hủy, diễn tập; cảnh báo CAP."),
    "log": ("log:log", "Nhật ký phát sóng: diễn tập, xác nhận, nhập, đính chính, đối chiếu, khóa sổ."),
    "report": ("report:report", "Báo cáo thời lượng phát so với chỉ tiêu; sổ nhật ký phát sóng, sổ tin bài."),
    "cache": ("cache:cache", "Kho âm thanh đã làm: dung lượng, kiểm tra, dọn bớt."),
    "run": ("run:run", "Dịch vụ của đài: hằng ngày tự chuẩn bị, lập kế hoạch, giao gói ngày mai."),
    "serve": ("serve:serve", "Mở trang web của đài cho người trong đài và các xã."),
    "user": ("user:user", "Người dùng trang web: thêm, xem, giao vai trò, mật khẩu, khóa."),
    "token": ("token:token", "Mã truy cập cho máy phát, phần mềm khác: cấp, xem, thu hồi."),
    "jobs": ("jobs:jobs", "Các việc của dịch vụ: lần chạy gần nhất, lần tới, việc nào hỏng và vì sao."),
    "alarms": ("alarms:alarms", "Báo động của đài: xem, ghi nhận."),
    "backup": ("backup:backup", "Sao lưu đài vào một tệp; kiểm tra tệp sao lưu."),
    "restore": ("restore:restore", "Khôi phục đài từ tệp sao lưu."),
    "upgrade": ("upgrade:upgrade", "Đưa dữ liệu đài lên phiên bản phần mềm mới, hỏng thì trở lại như trước."),
    "page": ("page:page", "Ghi trang index.html tổng quan một ngày."),
}

OUTPUT = Path("đầu ra của lệnh")
"""What people call the place where a command shows what it found."""

_FULL = "ổ đĩa đã đầy; việc lệnh đã ghi vào đài vẫn còn, hãy giải phóng dung lượng rồi chạy lại để xem"
"""What the command kept is kept: this is no file of the station that stayed as it was."""


class LazyGroup(click.Group):
    """A group that imports a command's module only when that command is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Give the commands in the order of the way of a news item."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and give a command."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        module, _, attribute = COMMANDS[cmd_name][0].partition(":")
        return getattr(importlib.import_module(f"broadcaster.cli.{module}"), attribute)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing them."""
        del ctx
        with formatter.section(WORDS["Commands"]):
            formatter.write_dl([(name, text) for name, (_, text) in COMMANDS.items()])


@click.command(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "-C",
    "--folder",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path(),
    envvar="BROADCASTER_FOLDER",
    metavar="THƯ_MỤC",
    help="Thư mục đài (mặc định: thư mục hiện tại).",
)
@click.option("-v", "--verbose", is_flag=True, help="Ghi chi tiết từng việc ra màn hình.")
@click.version_option(__version__, message="broadcaster %(version)s", help=WORDS["Show the version and exit."])
@click.pass_context
def broadcaster(ctx: click.Context, folder: Path, verbose: bool) -> None:
    """Hệ thống phát thanh địa phương: từ tin cải cách hành chính tới giờ phát được chứng minh."""
    from broadcaster.cli.edge import start_logging

    ctx.obj = folder
    start_logging(verbose=verbose)


def main(arguments: list[str] | None = None) -> None:
    """Run the command line; leaves with 0, 1 (our error) or 2 (a command typed wrongly)."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a Windows console is not UTF-8 by itself
            stream.reconfigure(encoding="utf-8")
    sys.exit(_run(arguments))


def _run(arguments: list[str] | None) -> Any:  # noqa: ANN401 - click gives back whatever a command returned
    try:
        return broadcaster.main(arguments, prog_name="broadcaster", standalone_mode=False)
    except BroadcasterError as error:
        return _refused(error)
    except OSError as error:
        if error.filename is not None:
            raise  # a file of ours, which its adapter should have translated: a bug, to be seen whole
        return _unwritten(error)
    except click.Abort:
        click.echo("Đã dừng theo yêu cầu.", err=True)
        return 130
    except click.ClickException as error:
        click.secho(f"Lỗi: {in_vietnamese(error)}", err=True, fg="red")
        return error.exit_code


def _refused(error: BroadcasterError) -> int:
    with contextlib.suppress(OSError):  # standard error may lead to the same full disk
        click.secho(f"Lỗi: {error}", err=True, fg="red")
    return 1


def _unwritten(error: OSError) -> int:
    """Say that what a command shows cannot be written, and let Python not try again when it leaves."""
    from broadcaster.files import translated

    try:
        with translated(OUTPUT):
            raise error
    except DiskFull:
        code = _refused(FileFailed(path=OUTPUT, reason=_FULL))
    except BroadcasterError as ours:
        code = _refused(ours)
    for stream in filter(None, (sys.stdout, sys.stderr)):
        with contextlib.suppress(OSError):
            stream.flush()
            continue
        with contextlib.suppress(OSError), Path(os.devnull).open("wb") as nowhere:
            os.dup2(nowhere.fileno(), stream.fileno())
    return code
