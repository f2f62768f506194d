"""Writes ``docs/tham-khao.md``: every command, setting and error, taken from the code itself."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from datetime import time
from pathlib import Path

import click
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from broadcaster import errors
from broadcaster.cli.entry import broadcaster
from broadcaster.settings.rates import RATE_TABLES
from broadcaster.settings.shapes import model_in
from broadcaster.settings.station import EngineVoices, StationSettings
from broadcaster.settings.tables import TABLES, WORD_TABLES

_HEAD = ["| Khóa | Ý nghĩa | Mặc định |", "|---|---|---|"]

PAGE = Path(__file__).with_name("tham-khao.md")


def reference() -> str:
    """Give the whole page."""
    parts = ["# Tham khảo", "", "Trang này sinh từ mã nguồn (`just docs`); đừng sửa tay.", "", "## Lệnh", ""]
    parts += [block for _, command in _commands("broadcaster", broadcaster) for block in command]
    parts += ["## Cài đặt trong station.toml", "", *_HEAD]
    parts += [f"| `{key}` | {meaning} | {default} |" for key, meaning, default in station_settings()]
    parts += ["", "Biến môi trường cùng tên thắng tệp: `BROADCASTER_MIX__BITRATE_KBPS=96`.", ""]
    parts += ["## Các bảng trong schedules/*.toml", ""]
    for name, model in {**TABLES, **WORD_TABLES, **RATE_TABLES}.items():
        parts += [f"### `[[{name}]]`", "", *_HEAD]
        parts += [f"| `{key}` | {meaning} | {default} |" for key, meaning, default in _fields("", model)]
        parts += [""]
    parts += ["## Lỗi", ""]
    parts += ["| Lỗi | Câu báo |", "|---|---|"]
    parts += [f"| `{name}` | {sentence} |" for name, sentence in error_sentences()]
    return "\n".join(parts) + "\n"


def _commands(path: str, command: click.Command) -> Iterator[tuple[str, list[str]]]:
    context = click.Context(command, info_name=path)
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            child = command.get_command(context, name)
            if child is not None:
                yield from _commands(f"{path} {name}", child)
        if path.count(" ") == 0 or not command.invoke_without_command:
            return
    usage = " ".join(command.collect_usage_pieces(context)).replace("[OPTIONS] ", "").replace("[OPTIONS]", "")
    lines = [f"### `{path}`", "", f"    {path} {usage}".rstrip(), "", " ".join((command.help or "").split()), ""]
    options = [o for o in command.params if isinstance(o, click.Option)]
    lines += [f"- `{', '.join(o.opts)}{' ' + o.metavar if o.metavar else ''}`: {o.help}" for o in options]
    yield path, [*lines, ""] if options else lines


def command_paths() -> list[str]:
    """Give every command as typed."""
    return [path for path, _ in _commands("broadcaster", broadcaster)]


def station_settings() -> Iterator[tuple[str, str, str]]:
    """Give every key of station.toml with its meaning and default."""
    yield from _fields("", StationSettings)
    yield from _fields("voice.NAME.", EngineVoices)


def settings() -> Iterator[tuple[str, str, str]]:
    """Give every key of every TOML file of a station."""
    yield from station_settings()
    for name, model in {**TABLES, **WORD_TABLES, **RATE_TABLES}.items():
        yield from _fields(f"{name}.", model)


def _fields(prefix: str, model: type[BaseModel]) -> Iterator[tuple[str, str, str]]:
    for name, field in model.model_fields.items():
        kind = model_in(field.annotation)
        if kind is not None:
            yield from _fields(f"{prefix}{name}.", kind)
        else:
            yield f"{prefix}{name}", (field.description or "").replace("|", "\\|"), _default(field)


def _default(field: FieldInfo) -> str:
    if field.is_required():
        return "bắt buộc"
    value = field.get_default(call_default_factory=True)
    return f"`{_toml(value)}`" if value not in ("", None, ()) else "trống"


def _toml(value: object) -> str:
    """Write a default as one types it in a TOML file."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, tuple):
        return f"[{', '.join(_toml(each) for each in value)}]"
    if isinstance(value, time):
        return f'"{value:%H:%M}"'
    return f'"{value}"' if isinstance(value, str) else str(value)


def error_sentences() -> Iterator[tuple[str, str]]:
    """Give every error class with its sentence."""
    for name, kind in vars(errors).items():
        if inspect.isclass(kind) and issubclass(kind, errors.BroadcasterError):
            yield name, " ".join((kind.__doc__ or "").split()).replace("|", "\\|")


if __name__ == "__main__":
    PAGE.write_text(reference(), encoding="utf-8", newline="\n")
