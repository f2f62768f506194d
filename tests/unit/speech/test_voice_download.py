import hashlib
import random

import pytest
from local_files import serving

from broadcaster.domain.ids import DurationMs
from broadcaster.errors import DownloadFailed
from broadcaster.speech.voice_download import checked_sum, fetch, fetch_small

CONTENT = random.Random(4).randbytes(700_000)
SUM = hashlib.sha256(CONTENT).hexdigest()


@pytest.fixture
def server():
    with serving() as files:
        files.files["/giong.onnx"] = CONTENT
        yield files


def fetched(server, part, *, sha256=SUM, told=lambda done, total: None, silence_ms=30_000):
    fetch(
        f"{server.address}/giong.onnx?download=1", sha256=sha256, part=part, told=told, silence=DurationMs(silence_ms)
    )
    return part.read_bytes()


def refused(server, part, **more):
    with pytest.raises(DownloadFailed) as failed:
        fetched(server, part, **more)
    return str(failed.value)


def test_the_whole_file_comes_and_progress_is_told(server, tmp_path):
    steps = []
    assert fetched(server, tmp_path / "moi" / "a.part", told=lambda *step: steps.append(step)) == CONTENT
    assert steps[-1] == (len(CONTENT), len(CONTENT))
    assert server.asked == [None]


def test_a_line_that_breaks_is_taken_up_where_it_broke(server, tmp_path):
    server.fault = "drops"
    assert fetched(server, tmp_path / "a.part") == CONTENT
    assert server.asked[0] is None
    assert all(asked.startswith("bytes=") for asked in server.asked[1:])
    assert len(server.asked) <= 5


def test_the_next_run_goes_on_where_the_last_stopped(server, tmp_path):
    part = tmp_path / "a.part"
    part.write_bytes(CONTENT[:300_000])
    assert fetched(server, part) == CONTENT
    assert server.asked == ["bytes=300000-"]


def test_a_server_that_does_not_know_range_starts_anew(server, tmp_path):
    server.fault = "no range"
    part = tmp_path / "a.part"
    part.write_bytes(b"khac" * 250_000)
    assert fetched(server, part) == CONTENT


def test_a_file_that_is_all_there_is_only_checked(server, tmp_path):
    part = tmp_path / "a.part"
    part.write_bytes(CONTENT)
    assert fetched(server, part) == CONTENT


def test_a_server_that_drops_and_starts_anew_each_time_is_given_up_and_the_part_kept(server, tmp_path):
    server.fault = "drops for ever"
    part = tmp_path / "a.part"
    assert "chạy lại lệnh để tải tiếp" in refused(server, part)
    assert CONTENT.startswith(part.read_bytes())
    assert part.stat().st_size > 100_000


@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        (404, "không có tệp này ở máy chủ, mã 404"),
        (403, "không cho tải, mã 403"),
        (500, "mã 500"),
        ("no answer", "chờ quá lâu"),
    ],
)
def test_a_refusal_is_said_and_leaves_nothing(server, tmp_path, fault, reason):
    server.fault = fault
    silence_ms = 500 if fault == "no answer" else 30_000
    assert reason in refused(server, tmp_path / "a.part", silence_ms=silence_ms)
    assert not (tmp_path / "a.part").exists()


def test_a_server_that_falls_silent_is_left_and_asked_for_the_rest(server, tmp_path):
    server.fault = "stops"
    assert fetched(server, tmp_path / "a.part", silence_ms=500) == CONTENT


def test_wrong_bytes_are_thrown_away(server, tmp_path):
    server.fault = "other bytes"
    said = refused(server, tmp_path / "a.part")
    assert f"không phải {SUM}; đã bỏ tệp" in said
    assert not (tmp_path / "a.part").exists()


def test_half_a_file_without_a_length_has_the_wrong_sum(server, tmp_path):
    server.fault = "ends in good order"
    assert "mã SHA-256" in refused(server, tmp_path / "a.part")


@pytest.mark.parametrize("fault", ["wrong place", "nameless place"])
def test_a_part_from_another_place_is_never_joined(server, tmp_path, fault):
    server.fault = fault
    part = tmp_path / "a.part"
    part.write_bytes(CONTENT[:5_000])
    assert "máy chủ gửi" in refused(server, part)
    assert part.read_bytes() == CONTENT[:5_000]


def test_nobody_there_is_said(tmp_path):
    with serving() as gone:
        pass
    assert "không nối được máy chủ" in refused(gone, tmp_path / "a.part")


@pytest.mark.parametrize("url", ["ftp://may/giong.onnx", "giong.onnx", "https://", "http://[may/giong.onnx"])
def test_what_is_no_web_address_is_refused(tmp_path, url):
    with pytest.raises(DownloadFailed, match="địa chỉ"):
        fetch(url, sha256=SUM, part=tmp_path / "a.part", told=lambda *_: None)


def test_a_password_or_key_in_an_address_is_not_shown(tmp_path):
    url = "http://lan:mat-khau@127.0.0.1:1/giong.onnx?key=bi-mat"
    with pytest.raises(DownloadFailed) as failed:
        fetch(url, sha256=SUM, part=tmp_path / "a.part", told=lambda *_: None)
    assert "http://127.0.0.1:1/giong.onnx" in str(failed.value)
    assert "mat" not in str(failed.value).replace("Không tải được", "")


@pytest.mark.parametrize("typed", ["", "abc", SUM[:-1], SUM + "0", "g" * 64])
def test_a_sum_typed_wrongly_is_refused(typed):
    with pytest.raises(DownloadFailed, match="đúng 64"):
        checked_sum(typed, "https://may/giong.onnx")
    assert checked_sum(f" {SUM.upper()}\n", "https://may/giong.onnx") == SUM


def test_a_small_file_is_checked_where_its_sum_is_known(server):
    server.files["/a.json"] = b"{}"
    url = f"{server.address}/a.json"
    assert fetch_small(url, sha256=hashlib.sha256(b"{}").hexdigest()) == fetch_small(url, sha256=None) == b"{}"
    with pytest.raises(DownloadFailed, match="tệp cấu hình là"):
        fetch_small(url, sha256=SUM)


def test_a_small_file_that_is_large_is_refused(server):
    server.files["/a.json"] = bytes(4_100_000)
    with pytest.raises(DownloadFailed, match="lớn bất thường"):
        fetch_small(f"{server.address}/a.json", sha256=None)
