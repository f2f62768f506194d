"""What click says about a wrongly typed command, in Vietnamese."""

from __future__ import annotations

import difflib

import click

from broadcaster.cli.wording import WORDS

_NO_COMMAND = WORDS["No such command {name!r}."].partition("{")[0]


def in_vietnamese(error: click.ClickException) -> str:
    """Give the sentence for a click error, with where to look for help."""
    sentence = _sentence(error)
    if isinstance(error, click.UsageError) and error.ctx is not None:
        return f"{sentence} Xem cách dùng: {error.ctx.command_path} --help"
    return sentence


def _sentence(error: click.ClickException) -> str:
    match error:
        case click.NoSuchOption():
            nearest = f" Ý bạn là {error.possibilities[0]}?" if error.possibilities else ""
            said = f"Không có tùy chọn {error.option_name}.{nearest}"
        case click.MissingParameter():
            said = f"Thiếu {_parameter(error)}."
        case click.BadParameter():
            said = f"Giá trị của {_parameter(error)} không dùng được: {error.message}"
        case click.UsageError() if error.message.startswith(_NO_COMMAND):
            said = _no_command(error)
        case _:
            said = error.message
    return said


def _parameter(error: click.BadParameter) -> str:
    return error.param.get_error_hint(error.ctx) if error.param and error.ctx else str(error.param_hint)  # pyright: ignore[reportArgumentType] - click accepts none here


def _no_command(error: click.UsageError) -> str:
    typed = error.message.partition("'")[2].partition("'")[0]
    command = error.ctx.command if error.ctx else None
    known = command.list_commands(error.ctx) if isinstance(command, click.Group) and error.ctx else []
    nearest = difflib.get_close_matches(typed, known, n=1)
    return f"Không có lệnh '{typed}'." + (f" Ý bạn là '{nearest[0]}'?" if nearest else "")
