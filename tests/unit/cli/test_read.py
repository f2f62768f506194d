import json
import os
import signal
import subprocess
import sys

import pytest
from click.testing import CliRunner

from broadcaster.cli.entry import broadcaster
from broadcaster.cli.read import given_text, in_one_line
from broadcaster.copydesk.reading import count_tieng, read
from broadcaster.errors import BinaryFile, EmptyFile, FileFailed, NotAStation, WrongEncoding


@pytest.fixture(scope="module")
def station(tmp_path_factory):
    folder = tmp_path_factory.mktemp("doc") / "dai"
    assert CliRunner().invoke(broadcaster, ["init", str(folder), "--profile", "xa-2025"]).exit_code == 0
    with (folder / "schedules" / "lexicon.toml").open("a", encoding="utf-8") as lexicon:
        lexicon.write('\n[[word]]\nwritten = "TTTM"\nspoken = "trung tâm thương mại xã"\noutlets = ["QUY-NHAT"]\n')
        lexicon.write('\n[[word]]\nwritten = "iPhone"\nspoken = "ai phôn"\nvoice = "espeak"\n')
    return folder


@pytest.fixture
def elsewhere(tmp_path, monkeypatch):
    """A folder that is no station's."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("BROADCASTER_FOLDER", raising=False)
    return tmp_path


def run(*arguments, given=b"", folder=None):
    where = ["-C", str(folder)] if folder else []
    return CliRunner(mix_stderr=False).invoke(broadcaster, [*where, "read", *arguments], input=given)


def said(*arguments, given="", folder=None):
    done = run(*arguments, given=given.encode(), folder=folder)
    assert done.exit_code == 0, done.stderr or done.exception
    return done.stdout


# --- what is given --------------------------------------------------------------------------------------------------


def test_text_is_utf_8_with_plain_line_ends(elsewhere):
    (elsewhere / "tin.txt").write_bytes("\ufeffThủ tục\r\nmột cửa".encode())
    assert given_text("tin.txt") == "Thủ tục\nmột cửa"


def test_piped_text_that_is_not_utf_8_is_told_with_its_place(elsewhere):
    error = run(given=b"xin \xe0").exception
    assert isinstance(error, WrongEncoding)
    assert "đầu vào" in str(error)
    assert " 4)" in str(error)


def test_the_line_ends_of_an_old_mac_are_line_ends(elsewhere):
    (elsewhere / "tin.txt").write_bytes("Bà con\rxã 2\r\rHết".encode())
    assert given_text("tin.txt") == "Bà con\nxã 2\n\nHết"


def test_a_folder_is_no_text(elsewhere):
    (elsewhere / "tin").mkdir()
    error = run("tin").exception
    assert isinstance(error, FileFailed)
    assert str(error) == "Không đọc hoặc ghi được tin: đây là thư mục, không phải tệp."


@pytest.mark.parametrize(
    ("content", "error"), [(b"", EmptyFile), (b"\xef\xbb\xbf \r\n", EmptyFile), (b"a\x00b", BinaryFile)]
)
def test_piped_text_passes_the_checks_of_files(elsewhere, content, error):
    assert isinstance(run(given=content).exception, error)


def test_a_pipe_is_read_aloud_even_when_the_console_is_not_utf_8(tmp_path):
    environ = {**os.environ, "PYTHONUTF8": "0", "PYTHONIOENCODING": "cp1252"}
    command = [sys.executable, "-m", "broadcaster", "read", "-"]
    done = subprocess.run(
        command, input="Đúng 15/3".encode(), capture_output=True, check=False, env=environ, cwd=tmp_path
    )
    assert "mười lăm tháng ba" in done.stdout.decode()


# --- where it is read -----------------------------------------------------------------------------------------------


def test_outside_of_a_station_the_built_in_words_read(elsewhere):
    assert said(given="UBND xã họp ngày 15/3") == "Ủy ban nhân dân xã họp ngày mười lăm tháng ba\n"


def test_a_folder_that_is_named_must_be_a_station(elsewhere):
    assert isinstance(run(given=b"UBND", folder=elsewhere).exception, NotAStation)


def test_outside_of_a_station_no_outlet_can_be_meant(elsewhere):
    done = run("--outlet", "QUY-NHAT", given=b"UBND")
    assert done.exit_code == 2
    assert "thư mục đài" in done.stderr


def test_in_a_station_its_own_words_read(station, monkeypatch):
    monkeypatch.chdir(station)
    assert said(given="Mời bà con cài VNeID") == "Mời bà con cài vi en e ai đi\n"


def test_words_of_one_outlet_are_read_only_where_the_text_airs_there_alone(station):
    text = "Mở cửa TTTM"
    assert "thương mại xã" in said("--outlet", "quy-nhat", given=text, folder=station)
    assert "thương mại xã" not in said(given=text, folder=station)
    assert "thương mại xã" not in said("--outlet", "QUY-NHAT", "--outlet", "NGHIA-BINH", given=text, folder=station)


def test_words_of_the_stations_first_engine_are_read(station):
    assert "ai phôn" in said(given="Dùng iPhone", folder=station)


def test_outside_of_a_station_nothing_heavy_is_loaded(tmp_path):
    program = (
        "import sys\nfrom broadcaster.cli import main\n"
        "try:\n    main(['read'])\nexcept SystemExit:\n    pass\n"
        "print(sorted(set(sys.modules) & {'sqlalchemy', 'pydantic', 'rich', 'numpy', 'alembic'}))"
    )
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, input="15/3", capture_output=True, encoding="utf-8", check=True, cwd=tmp_path)
    assert done.stdout.splitlines() == ["Ngày mười lăm tháng ba", "[]"]


# --- line by line ---------------------------------------------------------------------------------------------------


def test_each_line_in_gives_one_line_out(elsewhere):
    given = "Ngày 15/3\r\n\n \nUBND xã\n\nHết."
    assert said("--lines", given=given).split("\n") == [
        "Ngày mười lăm tháng ba",
        "",
        "",
        "Ủy ban nhân dân xã",
        "",
        "Hết.",
        "",
    ]


@pytest.mark.parametrize(("given", "lines"), [("", 0), ("\n", 1), ("\n\n", 2), ("a", 1), ("a\n", 1), ("\ufeff", 0)])
def test_blank_lines_are_lines_too(elsewhere, given, lines):
    assert said("--lines", given=given).count("\n") == lines


@pytest.mark.parametrize("sign", ["\x0b", "\x0c", "\x1c", "\x1d", "\x1e", "\x85", "\u2028", "\u2029", "\r"])
def test_only_a_line_feed_ends_a_line(elsewhere, sign):
    out = said("--lines", given=f"Điều 1.{sign}Điều 2.\nHết.\n")
    assert len(out.splitlines()) == 2
    assert "một" in out.splitlines()[0]
    assert "hai" in out.splitlines()[0]


def test_a_line_end_inside_a_spoken_line_becomes_a_pause():
    assert in_one_line("một\nhai.\nba,\n\nbốn") == "một, hai. ba, bốn"
    assert in_one_line("") == ""


def test_the_line_end_of_an_old_mac_parts_words_within_a_line(elsewhere):
    assert said("--lines", given="tổ\rhai 2\nHết\n") == "tổ hai hai\nHết\n"


def test_tables_are_not_made_line_by_line(elsewhere):
    done = run("--lines", "--questions", given=b"a")
    assert done.exit_code == 2
    assert "--lines" in done.stderr


# --- what is shown --------------------------------------------------------------------------------------------------


def test_a_table_without_rows_is_a_sentence(elsewhere):
    assert said("--questions", given="UBND xã") == "Không có chỗ nào chưa chắc cách đọc.\n"
    assert said("--explain", given="Bà con") == "Không có chỗ nào đọc khác chữ viết.\n"


def test_questions_alone_are_listed(elsewhere):
    table = said("--questions", given="UBND xã đạt mức 4.0")
    assert "4.0" in table
    assert "cần xem" in table
    assert "UBND" not in table


def test_everything_that_is_said_otherwise_is_explained(elsewhere):
    table = said("--explain", given="UBND xã đạt mức 4.0")
    assert "UBND" in table
    assert "chữ viết tắt" in table


def test_json_tells_everything_of_a_reading(elsewhere):
    text = "UBND xã đạt mức 4.0"
    told = json.loads(said("--json", given=text))
    reading = read(text)
    assert (told["written"], told["spoken"]) == (reading.written, reading.spoken)
    assert told["tieng"] == count_tieng(reading.spoken)
    assert [(span["start"], span["end"], span["sure"]) for span in told["spans"]] == [
        (span.start, span.end, span.sure) for span in reading.spans
    ]
    assert set(told["spans"][0]) == {"start", "end", "written", "spoken", "rule", "sure", "note"}
    assert [span["written"] for span in told["questions"]] == [span.written for span in reading.questions]
    assert told["questions"]


def test_json_line_by_line_is_one_object_a_line(elsewhere):
    out = said("--json", "--lines", given="Ngày 15/3\u2028UBND\n\n4.0\n")
    told = [json.loads(line) for line in out.splitlines()]
    assert [each["written"] for each in told] == ["Ngày 15/3\u2028UBND", "", "4.0"]
    assert told[1] == {"written": "", "spoken": "", "tieng": 0, "spans": [], "questions": []}
    assert told[2]["questions"][0]["written"] == "4.0"


# --- leaving --------------------------------------------------------------------------------------------------------


def _started(*arguments, folder):
    command = [sys.executable, "-m", "broadcaster", "read", *arguments]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, cwd=folder)


def test_a_reader_that_went_away_ends_it_quietly(tmp_path):
    (tmp_path / "dai.txt").write_text("Ngày 15/3\n" * 20_000, encoding="utf-8")
    process = _started("--lines", "dai.txt", folder=tmp_path)
    assert process.stdout.readline().decode().strip() == "Ngày mười lăm tháng ba"
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    process.stdin.close()
    assert process.wait(timeout=600) != 0


@pytest.mark.skipif(os.name == "nt", reason="Windows sends no interrupt to a child")
def test_an_interrupt_ends_it_without_a_trace(tmp_path):
    (tmp_path / "dai.txt").write_text("Ngày 15/3\n" * 200_000, encoding="utf-8")
    process = _started("--lines", "dai.txt", folder=tmp_path)
    assert process.stdout.readline()
    process.send_signal(signal.SIGINT)  # it waits for us to read on, with nearly everything still to say
    _, told = process.communicate(timeout=600)
    assert process.returncode == 130
    assert told.decode().strip() == "Đã dừng theo yêu cầu."
