import re

import click
import pytest
from click.testing import CliRunner

from broadcaster.cli.entry import broadcaster, main

ENGLISH = re.compile(
    r"Usage|Options|Commands|Show |exit|default|required|env var|COMMAND|ARGS|INTEGER|TEXT|FILE|DIRECTORY|PATH|BOOLEAN"
)


def _commands(command, path=()):
    yield path
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            yield from _commands(command.get_command(context, name), (*path, name))


@pytest.mark.parametrize("path", list(_commands(broadcaster)), ids=" ".join)
def test_the_help_of_every_command_is_vietnamese(path):
    shown = CliRunner().invoke(broadcaster, [*path, "--help"]).output
    assert shown.startswith("Cách dùng: ")
    assert "Tùy chọn:" in shown
    assert "Xem trợ giúp này rồi thoát." in shown
    assert not ENGLISH.search(shown)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("quueue", "Không có lệnh 'quueue'. Ý bạn là 'queue'?"),
        ("plan make", "Thiếu 'NGÀY'."),
        ("plan 2023-03-15 --days abc", "Giá trị của '--days' không dùng được: 'abc' không phải là số."),
        ("log reconcile 2023-03-15 --only abc", "'abc' không có trong các giá trị được dùng: 'on-time', 'early',"),
        ("plan 2023-03-15 --days 99", "99 nằm ngoài khoảng 1<=x<=31."),
        ("plan 2023-03-15 --days", "Tùy chọn '--days' thiếu giá trị."),
        ("plan --replace=3 2023-03-15", "Tùy chọn '--replace' không nhận giá trị."),
        ("engines x y", "Thừa tham số x y."),
        ("--foo", "Không có tùy chọn --foo. Ý bạn là --folder?"),
    ],
)
def test_a_command_typed_wrongly_is_answered_in_vietnamese(capsys, typed, sentence):
    with pytest.raises(SystemExit) as left:
        main(typed.split())
    assert left.value.code == 2
    assert sentence in capsys.readouterr().err
