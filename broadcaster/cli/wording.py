"""The fixed words of click's help and messages, in Vietnamese."""

from __future__ import annotations

import click
from click import core, decorators, exceptions, formatting, parser, termui, types

WORDS = {
    "Usage:": "Cách dùng:",
    "Options": "Tùy chọn",
    "Commands": "Lệnh",
    "Show this message and exit.": "Xem trợ giúp này rồi thoát.",
    "Show the version and exit.": "Xem phiên bản rồi thoát.",
    "default: {default}": "mặc định: {default}",
    "env var: {var}": "biến môi trường: {var}",
    "required": "bắt buộc",
    "file": "tệp",
    "directory": "thư mục",
    "path": "đường dẫn",
    "Missing command.": "Thiếu lệnh.",
    "No such command {name!r}.": "Không có lệnh {name!r}.",
    "Got unexpected extra argument ({args})": "Thừa tham số {args}.",
    "Got unexpected extra arguments ({args})": "Thừa tham số {args}.",
    "Option {name!r} does not take a value.": "Tùy chọn {name!r} không nhận giá trị.",
    "Option {name!r} requires an argument.": "Tùy chọn {name!r} thiếu giá trị.",
    "Option {name!r} requires {nargs} arguments.": "Tùy chọn {name!r} cần {nargs} giá trị.",
    "Argument {name!r} takes {nargs} values.": "Tham số {name!r} cần {nargs} giá trị.",
    "{value!r} is not a valid {number_type}.": "{value!r} không phải là số.",
    "{value} is not in the range {range}.": "{value} nằm ngoài khoảng {range}.",
    "{value!r} is not one of {choices}.": "{value!r} không có trong các giá trị được dùng: {choices}.",
    "{value!r} is not {choice}.": "{value!r} không dùng được, chỉ dùng {choice}.",
    "{value!r} is not a valid boolean.": "{value!r} không phải là có hoặc không.",
    "{name} {filename!r} does not exist.": "không có {name} {filename!r}.",
    "{name} {filename!r} is a file.": "{filename!r} là một tệp.",
    "{name} {filename!r} is a directory.": "{filename!r} là một thư mục.",
    "{name} {filename!r} is not readable.": "không có quyền đọc {name} {filename!r}.",
    "{name} {filename!r} is not writable.": "không có quyền ghi {name} {filename!r}.",
}
"""What click says, and how the station says it."""

METAVARS = {"[OPTIONS]": "[TÙY_CHỌN]", "COMMAND [ARGS]...": "LỆNH [THAM_SỐ]..."}
"""Words of the usage line, which click does not offer for translation."""


class VietnameseHelp(click.HelpFormatter):
    """Help whose usage line is Vietnamese."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write the usage line."""
        for english, vietnamese in METAVARS.items():
            args = args.replace(english, vietnamese)
        super().write_usage(prog, args, prefix)


def speak_vietnamese() -> None:
    """Have click say its fixed words in Vietnamese, in every locale and without a catalogue file."""
    for module in (core, decorators, exceptions, formatting, parser, termui, types):
        vars(module).update(_=_translated, ngettext=_translated_count)  # click binds both names when it is imported
    click.Context.formatter_class = VietnameseHelp


def _translated(message: str) -> str:
    return WORDS.get(message, message)


def _translated_count(one: str, many: str, count: int) -> str:
    return _translated(one if count == 1 else many)
