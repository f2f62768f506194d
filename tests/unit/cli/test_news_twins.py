"""Items that tell the same, by the command line."""

import pytest
from click.testing import CliRunner
from makers import NOW
from retellings_made import stories
from schedule_files import new_station

from broadcaster.cli.entry import broadcaster
from broadcaster.errors import MergeRefused, NameNeeded, NotMerged, UnknownItem

STORY = next(each for each in stories() if each.name == "mot-cua-tan-khe")


def _file(folder, name, told, source):
    folder.mkdir(exist_ok=True)
    written = f"{told.title}\nChủ đề: 3\nThể loại: tin\nNguồn: {source}\n\n{told.body}\n"
    (folder / name).write_text(written, encoding="utf-8")


@pytest.fixture
def folder(tmp_path):
    new_station(tmp_path / "dai", "huyen-2023", NOW).close()
    first, second = STORY.tellings
    _file(tmp_path / "den", "mot.txt", first, "Văn phòng huyện")
    _file(tmp_path / "den", "nam.txt", second, "Phòng Nội vụ")
    _file(tmp_path / "den", "ba.txt", STORY.others[0], "Huyện An Lạc")
    return tmp_path / "dai"


def run(folder, *arguments):
    return CliRunner(mix_stderr=False).invoke(broadcaster, ["-C", str(folder), *arguments])


ONE, TWO = "mot-cua-tan-khe-98-phan-tram-ho-so-dung-han-cef4", "bo-phan-mot-cua-huyen-tan-khe-giai-quyet-hon-8eda"


def test_two_tellings_are_found_shown_merged_parted_and_kept(folder):
    taken = run(folder, "news", "import", str(folder.parent / "den"))
    assert "1 cặp tin có vẻ nói cùng một việc" in taken.stdout
    shown = run(folder, "news", "twins").stdout
    assert TWO in shown
    assert ONE in shown
    assert "viết lại, giống 5" in shown
    assert "{+Hễ+} chậm" in shown
    assert "[-Mỗi hồ sơ-]" in shown
    assert TWO in run(folder, "news", "twins", ONE).stdout
    merged = run(folder, "news", "merge", TWO[:12], ONE[:15], "--by", "Lan")
    assert "Nguồn: Văn phòng huyện; Phòng Nội vụ" in merged.stdout
    assert TWO not in run(folder, "news", "list").stdout
    assert "Nguồn: Văn phòng huyện; Phòng Nội vụ" in run(folder, "news", "show", ONE).stdout
    assert f"Đã gộp vào tin {ONE}" in run(folder, "news", "history", TWO).stdout
    assert "Không có cặp tin nào chờ" in run(folder, "news", "twins").stdout
    assert "tin không đổi" in run(folder, "news", "import", str(folder.parent / "den")).stdout
    assert run(folder, "news", "unmerge", TWO, "--by", "Hoa").exit_code == 0
    assert TWO in run(folder, "news", "twins").stdout
    assert "không hỏi lại" in run(folder, "news", "keep", TWO, ONE, "--by", "Hoa").stdout
    assert "Không có cặp tin nào chờ" in run(folder, "news", "twins").stdout


def test_a_history_shows_what_each_version_changed(folder):
    run(folder, "news", "import", str(folder.parent / "den"))
    told = STORY.others[0]
    _file(folder.parent / "sua", "ba.txt", told._replace(body=told.body.replace("8.905", "8.950")), "Huyện An Lạc")
    assert "1 tin đã sửa" in run(folder, "news", "import", str(folder.parent / "sua")).stdout
    shown = run(folder, "news", "history", "mot-cua-an-lac").stdout
    assert "[-8.905-]{+8.950+}" in shown
    assert "nhận vào, theo tệp" in shown


@pytest.mark.parametrize(
    ("asked", "error"),
    [
        (("merge", ONE, ONE, "--by", "Lan"), MergeRefused),
        (("merge", "mot-cua-an", ONE), NameNeeded),
        (("unmerge", ONE, "--by", "Lan"), NotMerged),
        (("keep", ONE, "khong-co", "--by", "Lan"), UnknownItem),
        (("history", "khong-co"), UnknownItem),
        (("twins", "khong-co"), UnknownItem),
    ],
)
def test_wrong_asking_is_refused(folder, asked, error):
    run(folder, "news", "import", str(folder.parent / "den"))
    done = run(folder, "news", *asked)
    assert isinstance(done.exception, error), done.output
