"""An engine that reads letters out of pictures, found by its entry point in the process that reads files."""

from __future__ import annotations

import io

import pytest
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from broadcaster import engines
from broadcaster.domain.reading_limits import ReadingLimits
from broadcaster.engines import OCR, EngineStatus, survey
from broadcaster.errors import DocumentScanned, LettersUnread
from broadcaster.services.read_apart import ReadingRoom

TITLE = "Xã Nghĩa Sơn mở thêm bộ phận một cửa"
BODY = "Từ ngày 01/4/2023, người dân ba thôn xa trung tâm nộp hồ sơ ngay tại nhà văn hóa thôn."
GOOD = f"""
class Engine:
    def read(self, image):
        assert image.startswith(b"\\x89PNG")
        return {TITLE!r} + "\\n\\n" + {BODY!r}
"""
DEEDS = {
    "broken": "raise ZeroDivisionError('bên trong')",
    "wordless": "return None",
    "program": "import subprocess; subprocess.run(['true'])",
    "network": "import socket; socket.create_connection(('127.0.0.1', 9))",
}


def _doing(deed):
    return f"class Engine:\n    def read(self, image):\n        {deed}\n"


@pytest.fixture
def installed(tmp_path, monkeypatch):
    """Install an engine where only processes that start from now on see it."""

    def install(code):
        place = tmp_path / "cai-dat"
        about = place / "may_nhan_dang-1.0.dist-info"
        about.mkdir(parents=True)
        (place / "may_nhan_dang.py").write_text(code, encoding="utf-8")
        (about / "METADATA").write_text("Metadata-Version: 2.1\nName: may-nhan-dang\nVersion: 1.0\n", encoding="utf-8")
        (about / "entry_points.txt").write_text(f"[{OCR}]\nmay = may_nhan_dang:Engine\n", encoding="utf-8")
        monkeypatch.setenv("PYTHONPATH", str(place), prepend=":")

    return install


@pytest.fixture
def room():
    made = ReadingRoom(ReadingLimits(memory_mb=600))
    yield made
    made.close()


@pytest.fixture
def scan(tmp_path):
    picture = io.BytesIO()
    Image.new("L", (600, 800), 200).save(picture, "PNG")
    picture.seek(0)
    path = tmp_path / "ban-chup.pdf"
    canvas = Canvas(str(path), pagesize=A4)
    canvas.drawImage(ImageReader(picture), 0, 0, *A4)
    canvas.save()
    return path


def test_without_an_engine_a_scan_is_refused(room, scan):
    with pytest.raises(DocumentScanned):
        room.read(scan)


def test_an_engine_that_is_installed_reads_the_scan_and_the_editor_is_told(installed, room, scan):
    installed(GOOD)
    (draft,) = room.read(scan)
    assert draft.title == TITLE
    assert BODY in draft.body
    assert any("nhận dạng từ ảnh" in note for note in draft.notes)


@pytest.mark.parametrize("deed", list(DEEDS))
def test_an_engine_that_fails_or_reaches_out_is_named_with_the_scan_and_not_the_file_blamed(
    installed, room, scan, deed
):
    installed(_doing(DEEDS[deed]))
    with pytest.raises(LettersUnread, match="may"):
        room.read(scan)


def test_an_engine_that_does_not_load_leaves_scans_refused_as_before(installed, room, scan):
    installed("raise ImportError('thiếu thư viện')")
    with pytest.raises(DocumentScanned):
        room.read(scan)


class _Point:
    def __init__(self, name, kind):
        self.name, self._kind = name, kind

    def load(self):
        return self._kind


def test_the_survey_shows_whether_it_can_be_used(monkeypatch):
    good = type("Engine", (), {"read": lambda self, image: ""})
    points = [_Point("tot", good), _Point("la", dict)]
    monkeypatch.setattr(engines, "entry_points", lambda group: points if group == OCR else [])
    told = {each.name: (engines.GROUPS[each.group], each.status) for each in survey()}
    assert told == {"tot": ("nhận dạng chữ", EngineStatus.READY), "la": ("nhận dạng chữ", EngineStatus.BROKEN)}
