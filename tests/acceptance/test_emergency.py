"""An emergency by the real command, in a real station that speaks with its own voice."""

import json
import re
import subprocess
import sys
import zipfile
from datetime import timedelta

import pytest
import soundfile
from cap_messages import Signer, a_message, an_area, an_info
from day_made import broadcaster

from broadcaster.cli.edge import wall_clock
from broadcaster.outlets.verify import verify_bundle

TEXT = "Đê sông Ninh Cơ đoạn qua xã Nghĩa Sơn bị sạt lở. Bà con ở thôn ven đê khẩn trương lên nhà văn hóa thôn."
TWO = ("--by", "Trần Văn Sơn", "--confirm-by", "Lê Thị Hà", "--reason", "sạt lở đê")


@pytest.fixture(scope="module")
def station(tmp_path_factory):
    folder = tmp_path_factory.mktemp("khan-cap") / "đài mẫu"
    assert broadcaster("init", folder, "--profile", "huyen-2023").returncode == 0
    return folder


def heads(folder):
    return sorted(path for path in (folder / "audio_out").glob("*/*/000[01]-*.mp3"))


def the_id(said):
    return re.search(r"(khan-cap|dien-tap)-\d{8}-\d{6}(-\d)?", said)[0]


def test_a_bulletin_is_sent_seen_called_off_and_stays_on_record(station):
    sent = broadcaster("emergency", "send", TEXT, "--all", "--until", "2h", *TWO, folder=station)
    assert sent.returncode == 0, sent.stderr
    name = the_id(sent.stdout)
    assert "25/25 nơi" in sent.stdout
    found = [path for path in heads(station) if name in path.name]
    assert len(found) == 25
    assert soundfile.info(found[0]).duration > 15
    for head in found:
        assert min(head.parent.iterdir()).name.startswith("0000-khan-cap-"), "only another bulletin may stand before it"
        bundle = head.parent / "khan-cap" / f"{name}.zip"
        assert verify_bundle(bundle).outlet_id == head.parent.name
        with zipfile.ZipFile(bundle) as archive:
            assert archive.read("khan-cap.mp3") == head.read_bytes()
            assert json.loads(archive.read("khan-cap.json"))["priority"] == "emergency"
    listed = broadcaster("emergency", "list", folder=station).stdout
    assert name in listed
    assert "đang hiệu lực" in listed
    shown = broadcaster("emergency", "show", name, folder=station).stdout
    assert "Trần Văn Sơn (chưa xác thực)" in shown
    assert "Lê Thị Hà (chưa xác thực)" in shown
    cancelled = broadcaster(
        "emergency", "cancel", name, "--by", "Lê Thị Hà", "--reason", "đã gia cố xong", folder=station
    )
    assert cancelled.returncode == 0, cancelled.stderr
    assert not [path for path in heads(station) if name in path.name]
    assert "đã gia cố xong" in broadcaster("emergency", "show", name, folder=station).stdout
    again = broadcaster("emergency", "cancel", name, "--by", "Hà", "--reason", "x", folder=station)
    assert again.returncode == 1
    assert "đã hủy" in again.stderr


def test_a_drill_from_a_file_for_one_outlet(station, tmp_path):
    (tmp_path / "loi.txt").write_text(TEXT.replace(". ", ".\n"), encoding="utf-8")
    options = ("--file", tmp_path / "loi.txt", "--outlet", "Nghĩa Sơn", "--until", "30m", "--drill", "--repeat", "1")
    sent = broadcaster("emergency", "send", *options, *TWO, folder=station)
    assert sent.returncode == 0, sent.stderr
    (head,) = [path for path in heads(station) if the_id(sent.stdout) in path.name]
    assert head.name.startswith("0001-dien-tap-")
    assert head.parent.name == "NGHIA-SON"
    assert "(diễn tập)" in broadcaster("emergency", "list", folder=station).stdout


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        ((TEXT, "--all", "--until", "2h", "--by", "Sơn", "--reason", "x"), 1, "cần hai người"),
        ((TEXT, "--all", "--until", "2h", "--by", "Sơn", "--confirm-by", "SƠN", "--reason", "x"), 1, "cần hai người"),
        ((TEXT, "--all", *TWO), 1, "giờ hết hiệu lực"),
        ((TEXT, "--until", "2h", *TWO), 1, "Chưa biết phát ở đâu"),
        ((TEXT, "--group", "khong-co", "--until", "2h", *TWO), 1, "không có nhóm"),
        ((TEXT, "--outlet", "Khong Co", "--until", "2h", *TWO), 1, "Không có đài"),
        (("--all", "--until", "2h", *TWO), 2, "Cần đúng một trong ba"),
        ((TEXT, "--cap", "x.xml", "--until", "2h", *TWO), 2, "Cần đúng một trong ba"),
        (("--cap", "khong-co.xml", *TWO), 1, "Không tìm thấy tệp"),
        (("", "--all", "--until", "2h", *TWO), 1, "lời báo trống"),
    ],
)
def test_what_nobody_answers_for_is_refused_and_leaves_nothing(station, arguments, code, said):
    before = heads(station)
    refused = broadcaster("emergency", "send", *arguments, folder=station)
    assert refused.returncode == code
    assert said in refused.stderr
    assert heads(station) == before


def test_an_alert_put_into_the_folder_waits_is_sent_and_is_not_told_twice(station):
    now = wall_clock()
    message = a_message(
        an_info(expires=now + timedelta(hours=3), areas=[an_area("thị trấn Quỹ Nhất")]), identifier="KTTV-9"
    )
    inbox = station / "khan-cap"
    inbox.mkdir(exist_ok=True)
    (inbox / "bao.xml").write_bytes(message)
    watched = broadcaster("emergency", "watch", "--once", folder=station)
    assert watched.returncode == 0, watched.stderr
    assert "chờ người duyệt" in watched.stdout
    waiting = inbox / "cho-duyet" / "bao.xml"
    assert "cho-duyet/bao.xml" in broadcaster("emergency", "list", folder=station).stdout
    unsigned = broadcaster("emergency", "send", "--cap", waiting, *TWO, folder=station)
    assert unsigned.returncode == 1
    assert "CHƯA KÝ" in unsigned.stderr
    sent = broadcaster("emergency", "send", "--cap", waiting, *TWO, "--unsigned-seen", folder=station)
    assert sent.returncode == 0, sent.stderr
    assert "QUY-NHAT" in sent.stdout
    assert (inbox / "da-doc" / "bao.xml").is_file()
    assert not list((inbox / "cho-duyet").iterdir())
    (inbox / "bao.xml").write_bytes(message)
    assert "đã phát từ trước" in broadcaster("emergency", "watch", "--once", folder=station).stdout


def test_a_signed_alert_goes_out_by_itself_where_the_station_has_decided_so(station):
    now, signer = wall_clock(), Signer(valid_to=wall_clock() + timedelta(days=2))
    (station / "kttv.pem").write_text(signer.certificate, encoding="utf-8")
    decided = {
        "BROADCASTER_EMERGENCY__CAP_AUTOMATIC": "true",
        "BROADCASTER_EMERGENCY__CAP_REASON": "quy chế phối hợp",
        "BROADCASTER_EMERGENCY__CAP_CERTIFICATE": "kttv.pem",
        "BROADCASTER_EMERGENCY__DECIDED_BY": "Chủ tịch",
    }
    info = an_info(expires=now + timedelta(hours=3), areas=[an_area("huyện Nghĩa Hưng")])
    (station / "khan-cap").mkdir(exist_ok=True)
    (station / "khan-cap" / "ky.xml").write_bytes(signer.signed(a_message(info, identifier="KTTV-10")))
    watched = broadcaster("emergency", "watch", "--once", folder=station, environ=decided)
    assert "đã phát" in watched.stdout, watched.stdout + watched.stderr
    shown = broadcaster("emergency", "show", the_id(watched.stdout), folder=station).stdout
    assert "CHỮ KÝ ĐÚNG" in shown
    assert "theo chính sách: quy chế phối hợp (Chủ tịch)" in shown


def test_the_commands_start_without_the_heavy_libraries():
    code = (
        "import sys; import broadcaster.cli.emergency; "
        "print([name for name in ('numpy', 'scipy', 'lxml', 'sqlalchemy', 'pydantic') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
