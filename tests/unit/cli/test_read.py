import os
import subprocess
import sys

import pytest
from click.testing import CliRunner

from broadcaster.cli.entry import broadcaster
from broadcaster.cli.read import piped_text
from broadcaster.errors import BinaryFile, EmptyFile, WrongEncoding


def test_piped_text_is_utf_8_whatever_the_console_speaks():
    assert piped_text("\ufeffThủ tục\r\nmột cửa".encode()) == "Thủ tục\nmột cửa"


def test_piped_text_that_is_not_utf_8_is_told_with_its_place():
    with pytest.raises(WrongEncoding, match=r"đầu vào.* 4"):
        piped_text(b"xin \xe0")


@pytest.mark.parametrize(
    ("content", "error"), [(b"", EmptyFile), (b"\xef\xbb\xbf \r\n", EmptyFile), (b"a\x00b", BinaryFile)]
)
def test_piped_text_passes_the_checks_of_files(content, error):
    with pytest.raises(error):
        piped_text(content)


def test_a_pipe_is_read_aloud_even_when_the_console_is_not_utf_8(tmp_path):
    folder = str(tmp_path / "dai")
    assert CliRunner().invoke(broadcaster, ["init", folder]).exit_code == 0
    command = [sys.executable, "-m", "broadcaster", "-C", folder, "read", "-"]
    environ = {**os.environ, "PYTHONUTF8": "0", "PYTHONIOENCODING": "cp1252"}
    done = subprocess.run(command, input="Đúng 15/3".encode(), capture_output=True, check=False, env=environ)
    assert "mười lăm tháng ba" in done.stdout.decode()
