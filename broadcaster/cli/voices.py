"""``broadcaster voices``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from broadcaster.cli.edge import bar, opened, quoted, table

if TYPE_CHECKING:
    from broadcaster.domain.scripts import Presenter
    from broadcaster.services.keep_voices import Added

_FILE = click.Path(path_type=Path, dir_okay=False)


@click.group()
def voices() -> None:
    """Các giọng đọc của đài: xem, thêm, đọc thử, bỏ."""


@voices.command("list")
def list_voices() -> None:
    """Xem giọng của mọi bộ đọc: mã để gõ vào station.toml, đọc thay ai, dùng được hay không và vì sao."""
    from broadcaster.services.try_voices import listed_voices

    with opened() as station:
        rows = [(row.name, row.label, row.presenter, row.state) for row in listed_voices(station)]
    table("", ["Mã", "Tên", "Đọc lời", "Tình trạng"], rows)


@voices.command()
@click.argument("file", metavar="[TỆP.onnx]", required=False, type=_FILE)
@click.option("--json", "config", type=_FILE, metavar="TỆP", help="Tệp cấu hình (mặc định: tên mô hình + .json).")
@click.option("--presenter", metavar="nữ|nam", help="Đọc lời nữ hay lời nam (mặc định: theo tên tệp).")
@click.option("--name", default="", metavar="MÃ", help="Mã của giọng (mặc định: theo tên tệp).")
@click.option("--url", default="", metavar="ĐỊA_CHỈ", help="Tải mô hình từ địa chỉ này; đứt giữa chừng thì tải tiếp.")
@click.option("--sha256", default="", metavar="MÃ", help="Mã SHA-256 của mô hình, bắt buộc khi tải.")
@click.option("--json-sha256", default="", metavar="MÃ", help="Mã SHA-256 của tệp cấu hình.")
@click.option("--force", is_flag=True, help="Thay giọng cùng mã đã có.")
def add(
    file: Path | None,
    config: Path | None,
    presenter: str | None,
    name: str,
    url: str,
    sha256: str,
    json_sha256: str,
    force: bool,
) -> None:
    """Kiểm tra, đọc thử rồi chép một giọng Piper vào voices/piper; hoặc chép trọn, hoặc không chép gì."""
    from broadcaster.services.keep_voices import Address, NewVoice, add_voice, fetch_voice

    if bool(file) == bool(url) or (url and not sha256):
        raise click.UsageError("Gõ tên tệp .onnx, hoặc --url kèm --sha256.", click.get_current_context())
    wanted = NewVoice(name=name, presenter=_presenter(presenter), force=force)
    with opened() as station:
        if file:
            _tell_added(add_voice(station, file, config=config, wanted=wanted))
            return
        address = Address(url=url, sha256=sha256, config_sha256=json_sha256)
        with bar("Tải giọng") as progress:
            added = fetch_voice(station, address, config=config, wanted=wanted, progress=progress)
        _tell_added(added)


@voices.command("try")
@click.argument("voice", metavar="GIỌNG")
@click.option("--text", default="", metavar="LỜI", help="Lời để đọc (mặc định: một câu thử).")
@click.option("--out", type=_FILE, metavar="TỆP", help="Tệp WAV (mặc định: thu-GIỌNG.wav).")
@click.option("--force", is_flag=True, help="Ghi đè tệp đã có.")
def try_one(voice: str, text: str, out: Path | None, force: bool) -> None:
    """Đọc thử một giọng ra tệp WAV, ví dụ: broadcaster voices try piper:vais."""
    from broadcaster.errors import FileStands
    from broadcaster.files import write_bytes
    from broadcaster.services.try_voices import TRIED, try_voice

    path = out or Path(f"thu-{voice.replace(':', '-')}.wav")
    if path.exists() and not force:
        raise FileStands(path=path)
    with opened() as station:
        heard = try_voice(station, voice, text or TRIED)
    write_bytes(path, heard.wav)
    seconds = f"{heard.duration / 1000:.1f}".replace(".", ",")
    click.echo(f"{heard.name} đọc: {heard.spoken}\nĐã ghi {quoted(path)}, dài {seconds} giây.")


@voices.command()
@click.argument("voice", metavar="MÃ")
@click.option("--force", is_flag=True, help="Bỏ cả khi station.toml đang dùng giọng này.")
def remove(voice: str, force: bool) -> None:
    """Bỏ một giọng Piper khỏi đài; những câu nó đã thu vẫn còn."""
    from broadcaster.services.keep_voices import remove_voice

    with opened() as station:
        gone = remove_voice(station, voice, force=force)
    click.echo(f"Đã bỏ giọng piper:{gone.id}.")


def _presenter(typed: str | None) -> Presenter | None:
    from broadcaster.speech.description import presenter_called

    found = presenter_called(typed) if typed else None
    if typed and found is None:
        context = click.get_current_context()
        raise click.BadParameter('chỉ nhận "nữ" hoặc "nam".', context, param_hint="--presenter")
    return found


def _tell_added(added: Added) -> None:
    voice = added.voice
    done = "Đã thêm" if added.new else "Đã có sẵn"
    seconds = f"{added.tried / 1000:.1f}".replace(".", ",")
    click.echo(f"{done} giọng piper:{voice.id} ({voice.label}), đọc lời {voice.presenter.value.lower()}.")
    click.echo(f"Câu thử dài {seconds} giây. Nghe: broadcaster voices try piper:{voice.id}")
    if not added.language.startswith("vi"):
        click.secho(f"Lưu ý: đây là giọng tiếng {added.language}, không phải tiếng Việt.", err=True, fg="yellow")
