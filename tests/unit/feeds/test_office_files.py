"""Old documents by way of LibreOffice: many at once, and nothing that it would fetch or run."""

import contextlib
import http.server
import os
import shutil
import subprocess
import threading
import time

import docx
import psutil
import pytest
from documents_made import odt_file, p, word_file

from broadcaster.errors import (
    ConversionFailed,
    ConverterMissing,
    DocumentOfAnotherKind,
    DocumentTooLarge,
    DocumentWithoutText,
    EmptyFile,
    FileMissing,
)
from broadcaster.feeds import office_files
from broadcaster.feeds.limits import Limits
from broadcaster.feeds.office_files import convert_all
from broadcaster.feeds.old_word import OldWordSource
from broadcaster.ports import NewsSource

needs_office = pytest.mark.skipif(office_files.converter() is None, reason="LibreOffice is not installed")

RTF = r"{\rtf1\ansi\ansicpg1258 {\fonttbl{\f0 Times New Roman;}}\f0 \qc\b Tin v\u7855?n\b0\par\pard N\u7897?i dung m\u7897?t.\par}"


def rtf(path):
    path.write_text(RTF, encoding="ascii")
    return path


def test_it_is_a_news_source():
    assert isinstance(OldWordSource(), NewsSource)
    assert {".doc", ".rtf"} <= set(OldWordSource.suffixes)


class _Door(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.server.asked.append(self.path)
        self.send_error(404)

    def log_message(self, *args):
        pass


@contextlib.contextmanager
def door():
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Door) as server:
        server.asked = []
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


@pytest.fixture(scope="module")
def old_files(tmp_path_factory):
    """A folder with an old Word file, an RTF file, one of each that is none, converted in one call."""
    folder = tmp_path_factory.mktemp("cu")
    document = docx.Document()
    document.add_heading("Một cửa liên thông", 1)
    document.add_paragraph("Đoạn một, có số 1.234.")
    document.add_paragraph("Việc", style="List Number")
    document.save(folder / "tin cũ.docx")
    with door() as server:
        odt_file(folder / "xa.odt", "<text:p>Nội dung</text:p>", linked=f"http://127.0.0.1:{server.server_port}/a.png")
        program = [office_files.converter(), f"-env:UserInstallation={(folder / 'p').as_uri()}", "--headless"]
        given = [folder / "tin cũ.docx", folder / "xa.odt"]
        line = [*program, "--convert-to", "doc", "--outdir", folder, *given]
        subprocess.run(line, check=True, capture_output=True, timeout=120)
        by_itself = list(server.asked)
        server.asked.clear()
        assert (folder / "tin cũ.doc").read_bytes().startswith(b"\xd0\xcf\x11\xe0")
        yield _converted(folder), server.asked, by_itself


def _converted(folder):
    rtf(folder / "tin.rtf")
    (folder / "la.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 4096)
    (folder / "trang.doc").write_bytes(b"\xef\xbb\xbf\r\n<HTML><body>Trang</body>")
    (folder / "rong.doc").write_bytes(b"")
    shutil.copy(folder / "tin cũ.docx", folder / "moi.doc")
    names = ["tin cũ.doc", "tin.rtf", "xa.doc", "la.doc", "trang.doc", "rong.doc", "moi.doc", "none.doc"]
    return folder, convert_all([folder / name for name in names], folder / "ra")


@needs_office
def test_many_files_are_converted_in_one_call_and_each_that_fails_is_named(old_files):
    (folder, made), *_ = old_files
    assert made[folder / "tin cũ.doc"].name == "tin cũ.docx"
    assert made[folder / "moi.doc"] == folder / "moi.doc"
    kinds = {
        "la.doc": ConversionFailed,
        "trang.doc": DocumentOfAnotherKind,
        "rong.doc": EmptyFile,
        "none.doc": FileMissing,
    }
    for name, kind in kinds.items():
        assert isinstance(made[folder / name], kind)
        assert name in str(made[folder / name])
    assert not (folder / "ra" / "vao").exists()


@needs_office
def test_what_was_converted_before_is_read_under_its_own_name(old_files):
    (folder, made), *_ = old_files
    source = OldWordSource(
        converted={folder / name: made[folder / name] for name in ("tin cũ.doc", "tin.rtf", "moi.doc")}
    )
    (draft,) = source.read(folder / "tin cũ.doc")
    assert (draft.title, draft.body) == ("Một cửa liên thông", "Đoạn một, có số 1.234.\n\n1. Việc")
    assert draft.origin == str(folder / "tin cũ.doc")
    assert draft.notes == ("Tệp Word kiểu cũ, đọc qua LibreOffice.",)
    (draft,) = source.read(folder / "tin.rtf")
    assert (draft.title, draft.body) == ("Tin vắn", "Nội dung một.")
    (draft,) = source.read(folder / "moi.doc")
    assert (draft.title, draft.notes) == ("Một cửa liên thông", ())


@needs_office
def test_nothing_is_fetched_though_the_program_would_by_itself(old_files):
    (folder, made), asked, by_itself = old_files
    assert "/a.png" in by_itself
    assert made[folder / "xa.doc"].name == "xa.docx"
    assert asked == []


def slow(tmp_path, body):
    """A program that stands in for LibreOffice."""
    program = tmp_path / "soffice"
    program.write_text("#!/bin/sh\n" + body, encoding="ascii")
    program.chmod(0o755)
    return str(program)


def test_a_file_that_holds_the_program_up_is_refused_and_the_others_are_converted(tmp_path, monkeypatch):
    # The stand-in makes one file, then hangs in a child of its own at each that is called 0002.
    body = (
        'while [ "$1" != --outdir ]; do shift; done; out="$2"; shift 2\n'
        'for f in "$@"; do n=$(basename "$f" .rtf); if [ $n = 0002 ]; then (echo $$ > %s; sleep 300); fi; cp "$f" "$out/$n.docx"; done\n'
        % (tmp_path / "pid")
    )
    monkeypatch.setattr(office_files, "converter", lambda: slow(tmp_path, body))
    monkeypatch.setattr(office_files, "_START_S", 0.5)
    files = [rtf(tmp_path / f"{n}.rtf") for n in range(1, 4)]
    made = convert_all(files, tmp_path / "ra", limits=Limits(seconds=1))
    assert isinstance(made[files[1]], ConversionFailed)
    assert [made[each].name for each in (files[0], files[2])] == ["1.docx", "3.docx"]
    group = int((tmp_path / "pid").read_text())
    for _ in range(100):  # a process that was killed takes a moment to go
        left = [each for each in psutil.process_iter() if _runs_in(each, group)]
        if not left:
            break
        time.sleep(0.1)
    assert not left


def _runs_in(process, group):
    try:
        return process.status() != psutil.STATUS_ZOMBIE and os.getpgid(process.pid) == group
    except (psutil.NoSuchProcess, ProcessLookupError):
        return False


def test_where_libreoffice_is_missing_the_sentence_says_what_to_do(tmp_path, monkeypatch):
    monkeypatch.setattr(office_files, "converter", lambda: None)
    with pytest.raises(ConverterMissing, match=r"Cài LibreOffice, hoặc mở tệp rồi lưu thành \.docx"):
        OldWordSource().read(rtf(tmp_path / "t.rtf"))
    with pytest.raises(DocumentTooLarge):
        OldWordSource(Limits(file_bytes=10)).read(rtf(tmp_path / "t.rtf"))
    with pytest.raises(DocumentWithoutText) as raised:
        OldWordSource().read(word_file(tmp_path / "trang.doc", p("")))
    assert "trang.doc" in str(raised.value)


def test_macros_of_an_old_document_are_dropped_and_the_editor_is_told(tmp_path):
    old = tmp_path / "t.doc"
    old.write_bytes(b"\xd0\xcf\x11\xe0" + "_VBA_PROJECT".encode("utf-16-le"))
    made = word_file(tmp_path / "t.docx", p("Đầu đề") + p("Nội dung."))
    (draft,) = OldWordSource(converted={old: made}).read(old)
    assert draft.notes[-1].startswith("Tệp có macro; chỉ lấy chữ")
