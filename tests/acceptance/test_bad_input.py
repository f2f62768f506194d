"""Bad input, named: one clear Vietnamese sentence with the file, line or key, exit code 1, and everything as it was before."""

import contextlib
import hashlib
import shutil
import sqlite3
import subprocess
import sys

import pytest
from day_made import broadcaster


@pytest.fixture(scope="module")
def fresh(tmp_path_factory):
    folder = tmp_path_factory.mktemp("moi") / "dai"
    assert broadcaster("init", folder).returncode == 0
    assert broadcaster("news", "import", folder / "news", folder=folder).returncode == 0
    return folder


@pytest.fixture
def station(fresh, tmp_path):
    return shutil.copytree(fresh, tmp_path / "dai")


def _state(folder):
    """All files by content, and all rows of the store."""
    files = {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file() and not path.name.startswith("broadcaster.db")
    }
    with contextlib.closing(sqlite3.connect(folder / "broadcaster.db")) as store:
        return files, list(store.iterdump())


def _refused(folder, *arguments, words):
    before = _state(folder)
    done = broadcaster(*arguments, folder=folder)
    assert done.returncode == 1, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    said = done.stderr + done.stdout
    for word in words:
        assert word in said, said
    assert _state(folder) == before
    return said


ITEM = "title,topic,genre,source,author,headline,body\n"
BAD_NEWS = {
    "rong.txt": (b"", ["rong.txt", "rỗng"]),
    "anh.txt": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", ["anh.txt", "không phải tệp văn bản"]),
    "cu.txt": (
        "Tiêu đề\n\nNội dung".encode("utf-16-be")[1::2] + "Huyện".encode("cp1258", "ignore") + b"\xf4\xec",
        ["cu.txt"],
    ),
    "bang.csv": (b"topic,body\n2,B\n", ["bang.csv", "thiếu cột", "title"]),
    "nguon.xml": (
        b"<!doctype html><html><head><title>404</title></head><body>x</body></html>",
        ["nguon.xml", "không phải RSS"],
    ),
    "trong.md": (
        "---\ntitle: Tin trống\ntopic: 2\ngenre: tin\nsource: s\n---\n\n".encode(),
        ["trong.md", "không có nội dung"],
    ),
    "la.md": (
        "---\ntitle: Tin lạ\ntopic: 42\ngenre: tin\nsource: s\n---\n\nNội dung.\n".encode(),
        ["la.md", '"42"', "chủ đề"],
    ),
    "noi.md": (
        "---\ntitle: Tin nơi\ntopic: 2\ngenre: tin\nsource: s\noutlets: [NGHIA-XON]\n---\n\nNội dung.\n".encode(),
        ["NGHIA-XON", "NGHIA-SON"],
    ),
    "the-loai.md": (
        "---\ntitle: T\ntopic: 2\ngenre: kịch\nsource: s\n---\n\nNội dung.\n".encode(),
        ["kịch", "thể loại"],
    ),
    "dau.md": ("---\ntitle: [hở\ntopic: 2\n---\n\nNội dung.\n".encode(), ["dau.md", "dòng"]),
    "van-ban.docx": (b"PK\x03\x04", ["van-ban.docx", "hỏng"]),
    "anh.psd": (b"8BPS", ["anh.psd", "chỉ nhận"]),
}


@pytest.mark.parametrize("name", BAD_NEWS)
def test_bad_news_is_refused_by_name_and_the_good_files_beside_it_come_in(station, tmp_path, name):
    content, words = BAD_NEWS[name]
    bad, good = tmp_path / name, tmp_path / "a-tot.csv"
    bad.write_bytes(content)
    good.write_text(ITEM + "Tin tốt,2,tin,s,a,Đầu đề,Nội dung tốt.\n", encoding="utf-8")
    done = broadcaster("news", "import", good, bad, folder=station)
    assert done.returncode == 1
    assert all(word in done.stderr for word in words), done.stderr
    assert "1 tin mới" in done.stdout
    assert "Tin tốt" in broadcaster("news", "list", folder=station).stdout


def test_a_file_that_is_not_there_is_named(station, tmp_path):
    _refused(station, "news", "import", tmp_path / "khong-co.txt", words=["khong-co.txt"])


def _replace(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def _append(path, text):
    path.write_text(path.read_text(encoding="utf-8") + "\n" + text, encoding="utf-8")


BAD_SCHEDULES = {
    "two outlets of one code": ("outlets.toml", '[[outlet]]\nid = "NGHIA-SON"\nunit = "nghia-son-2023"\nname = "Trùng"\ntransmission = "fm"\n', ["NGHIA-SON"]),
    "a slot that overlaps another": ("grid.toml", '[[slot]]\nsession = "morning"\nclock = "ban-tin-15"\nstarts = "06:05"\nweekdays = "mon-sun"\noutlets = ["NGHIA-SON"]\n[[slot]]\nsession = "morning"\nclock = "ban-tin-15"\nstarts = "06:10"\nweekdays = "mon-sun"\noutlets = ["NGHIA-SON"]\n', ["NGHIA-SON"]),
    "an end before its start": ("grid.toml", '[[daypart]]\nid = "trua"\nname = "buổi trưa"\nstarts = "11:30"\nstops = "10:30"\n', ["10:30", "11:30"]),
    "a clock longer than its daypart": ("grid.toml", '[[daypart]]\nid = "trua"\nname = "buổi trưa"\nstarts = "11:30"\nstops = "11:40"\n[[slot]]\nsession = "trua"\nclock = "ban-tin-15"\nstarts = "11:30"\nweekdays = "mon-sun"\noutlets = ["*"]\n', ["ban-tin-15"]),
    "a slot in quiet hours": ("grid.toml", '[[slot]]\nsession = "morning"\nclock = "ban-tin-15"\nstarts = "03:15"\nweekdays = "mon-sun"\noutlets = ["NGHIA-SON"]\n', ["03:15"]),
    "a target for an unknown topic": ("targets.toml", '[[target]]\ntopic = 77\nperiod = "2023"\nmeasure = "minutes"\namount = 10\ndocument = "d"\n', ["77"]),
    "an unknown outlet": ("grid.toml", '[[slot]]\nsession = "evening"\nclock = "ban-tin-15"\nstarts = "17:15"\nweekdays = "mon-sun"\noutlets = ["NGHIA-XON"]\n', ["NGHIA-XON", "NGHIA-SON"]),
    "a broken file": ("grid.toml", "[[slot]\n", ["grid.toml", "dòng"]),
}  # fmt: skip


@pytest.mark.parametrize("fault", BAD_SCHEDULES)
def test_bad_schedules_are_refused_and_the_one_in_force_stays(station, fault):
    name, text, words = BAD_SCHEDULES[fault]
    _append(station / "schedules" / name, text)
    _refused(station, "schedule", "apply", words=[name, *words])


def test_all_faults_of_the_schedules_are_told_at_once(station):
    for name, text, _ in list(BAD_SCHEDULES.values())[:6]:
        _append(station / "schedules" / name, text)
    said = _refused(station, "schedule", "apply", words=["lỗi"])
    assert said.count("\n  - ") >= 6


def test_a_template_with_a_syntax_error_is_named_with_its_line(station):
    _replace(station / "scripts/templates/tin.j2", "{%", "{% if item %}\n{%")
    _refused(station, "script", "write", "--again", words=["scripts/templates/tin.j2", "dòng"])


def test_a_template_with_an_undefined_variable_is_named_with_its_line(station):
    path = station / "scripts/templates/tin.j2"
    path.write_text("# chú thích\nNỮ: {{ item.tieu_de }}\n", encoding="utf-8")
    _refused(station, "script", "write", "--again", words=["scripts/templates/tin.j2", "dòng 2", "tieu_de"])


def test_a_voice_that_does_not_exist_is_named_with_the_nearest(station):
    assert broadcaster("script", "write", folder=station).returncode == 0
    assert broadcaster("script", "approve", "--all", "--by", "Người duyệt", folder=station).returncode == 0
    _replace(station / "station.toml", "nu-phat-thanh", "nu-phat-thang")
    _refused(station, "voice", "make", words=["nu-phat-thang"])


def test_an_engine_that_does_not_exist_is_named(station):
    assert broadcaster("script", "write", folder=station).returncode == 0
    _refused(station, "voice", "make", "--engine", "espaek", words=["espaek", "espeak"])


def test_a_wrong_key_in_station_toml_is_named_with_its_line_and_the_right_one(station):
    _replace(station / "station.toml", "bitrate_kbps", "bitrate_kpbs")
    _refused(station, "news", "list", words=["station.toml", "dòng", "bitrate_kpbs", "bitrate_kbps"])
    checked = broadcaster("check", folder=station)
    assert checked.returncode == 1
    assert "bitrate_kbps" in checked.stdout


def test_a_writer_cannot_approve_his_own_script(station):
    assert broadcaster("script", "write", folder=station).returncode == 0
    listed = broadcaster("script", "list", folder=station).stdout
    line = next(line for line in listed.splitlines() if "Phòng Nội vụ" in line)
    _refused(station, "script", "approve", line.split()[0], "--by", "Phòng Nội vụ huyện", words=["không được tự duyệt"])


def test_nothing_unapproved_is_voiced_or_planned(station):
    assert broadcaster("script", "write", folder=station).returncode == 0
    listed = broadcaster("script", "list", folder=station).stdout
    item = next(line for line in listed.splitlines() if "nháp" in line).split()[0]
    _refused(station, "voice", "make", item, words=["chưa được duyệt bài"])
    _refused(station, "plan", "2023-03-15", words=["2023-03-15"])


def test_steps_out_of_order_say_which_command_comes_first(station):
    _refused(station, "mix", "2023-03-15", words=["broadcaster plan 2023-03-15"])
    _refused(station, "bundle", "make", "2023-03-15", "--any-day", words=["broadcaster plan 2023-03-15"])
    _refused(station, "log", "rehearse", "2023-03-15", words=["broadcaster plan 2023-03-15"])


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["report", "airtime", "--period", "2023-13"], ["2023-13", "2023-Q1"]),
        (["report", "airtime", "--period", "2023-05-02..2023-05-01"], ["2023-05-02..2023-05-01"]),
        (["plan", "15/3/2023"], ["15/3/2023", "2023-03-15"]),
        (["news", "show", "khong-co-tin-nay"], ["khong-co-tin-nay"]),
        (["queue", "add", "khau", "--date", "2023-03-15", "--session", "morning"], ["khau"]),
    ],
)
def test_words_that_are_not_understood_are_told_with_an_example(station, arguments, words):
    _refused(station, *arguments, words=words)


def test_a_damaged_bundle_is_refused(tmp_path):
    (tmp_path / "goi.zip").write_bytes(b"khong phai zip")
    done = broadcaster("bundle", "verify", tmp_path / "goi.zip")
    assert done.returncode == 1
    assert "goi.zip" in done.stderr


def test_a_folder_that_is_no_station_says_how_to_make_one(tmp_path):
    done = broadcaster("news", "list", folder=tmp_path)
    assert done.returncode == 1
    assert "broadcaster init" in done.stderr
    assert not list(tmp_path.iterdir())


def test_a_new_station_never_lands_on_other_peoples_files(tmp_path):
    (tmp_path / "anh-gia-dinh.jpg").write_bytes(b"x")
    done = broadcaster("init", tmp_path)
    assert done.returncode == 1
    assert [path.name for path in tmp_path.iterdir()] == ["anh-gia-dinh.jpg"]


@pytest.fixture
def small_disk(tmp_path):
    """A real file system of 24 MB, writable or not; needs the right to mount."""
    place = tmp_path / "usb"
    place.mkdir()
    if (
        sys.platform != "linux"
        or subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", str(place)], capture_output=True, check=False
        ).returncode
    ):
        pytest.skip("may not mount a small disk here")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


def test_a_disk_that_fills_up_while_voicing_loses_nothing_and_goes_on_when_there_is_room(small_disk):
    folder = small_disk / "dai"
    assert broadcaster("init", folder).returncode == 0
    assert broadcaster("news", "import", folder / "news", folder=folder).returncode == 0
    assert broadcaster("script", "write", folder=folder).returncode == 0
    assert broadcaster("script", "approve", "--all", "--by", "Người duyệt", folder=folder).returncode == 0
    done = broadcaster("voice", "make", folder=folder)
    assert done.returncode == 1, done.stdout
    assert "đầy" in done.stderr
    assert not list(folder.rglob("*.part"))
    subprocess.run(["mount", "-o", "remount,size=200m", str(small_disk)], check=True)
    assert broadcaster("voice", "make", folder=folder).returncode == 0


def test_a_write_protected_stick_is_told(small_disk):
    folder = small_disk / "dai"
    assert broadcaster("init", folder).returncode == 0
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    done = broadcaster("news", "import", folder / "news", folder=folder)
    assert done.returncode == 1
    assert "quyền ghi" in done.stderr or "khóa ghi" in done.stderr
