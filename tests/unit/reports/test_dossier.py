"""The dossier of evidence: whole, the same each time, and checked by a stranger with Python alone."""

import io
import json
import os
import shutil
import subprocess
import sys
import zipfile
from dataclasses import replace
from datetime import date

import openpyxl
import pypdf
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from makers import COMMUNE, a_chain_head, a_period, a_script, a_timetable, an_airing, an_approval
from report_facts_made import a_scored_standing

from broadcaster.asrun.airtime import AirtimeRequest
from broadcaster.asrun.chain import extended, head_subject, start
from broadcaster.asrun.why import why
from broadcaster.domain.airings import Evidence
from broadcaster.domain.chains import ChainedAiring, key_fingerprint
from broadcaster.domain.fingerprints import sha256_of
from broadcaster.domain.ids import AiringId, TopicCode
from broadcaster.reports.dossier import Dossier, DossierItem, dossier_zip


def entries():
    one = an_airing(id=AiringId("a"), evidence=Evidence.OPERATOR, title='=Tin; "một cửa"')
    return [
        replace(one, id=AiringId("nơi khác"), position=1, topic=None, title="Nhạc hiệu"),
        one,
        replace(one, id=AiringId("c"), position=9, evidence=Evidence.PLAYER, run=2),
    ]


KEY, OTHER_KEY = (Ed25519PrivateKey.from_private_bytes(bytes([n]) * 32) for n in (1, 2))


def signed(key=KEY, **over):
    head = a_chain_head(**over, key=key.public_key().public_bytes_raw().hex())
    return replace(head, signature=key.sign(head_subject(head)).hex())


def made(**over):
    airings = entries()
    links = extended(COMMUNE, None, airings, arrival_day=airings[0].air_date)
    log = [ChainedAiring(airing=airing, link=link) for airing, link in zip(airings, links, strict=True)]
    request = AirtimeRequest(
        period=a_period(),
        timetable=a_timetable(),
        playlists=(),
        handovers=(),
        airings=tuple(airings),
        topics=frozenset({TopicCode(3)}),
    )
    values = {
        "station": "Đài thử",
        "span": "tháng 3 năm 2023",
        "as_of": date(2023, 3, 31),
        "timetable": a_timetable(),
        "standing": a_scored_standing(),
        "why": why(request, log),
        "items": (
            DossierItem(
                item=airings[1].item_id, title="Tin", script=a_script(), approvals=(an_approval(),), sound=b"RIFF"
            ),
        ),
        "logs": {COMMUNE: tuple(log)},
        "heads": (signed(link=log[-1].link.link, sequence=3),),
    }
    return dossier_zip(Dossier(**values | over))


@pytest.fixture
def unpacked(tmp_path):
    with zipfile.ZipFile(io.BytesIO(made())) as zipped:
        zipped.extractall(tmp_path)
    return tmp_path


WAYS = {
    "cryptography": (("-I",), "", "gói cryptography"),
    "openssl": (("-I", "-S"), os.environ.get("PATH", ""), "chương trình openssl"),
    "neither": (("-I", "-S"), "", ""),
}
"""A stranger's Python with the package, without it but with the program, and with neither."""
SIGNED = [
    "cryptography",
    pytest.param(
        "openssl", marks=pytest.mark.skipif(shutil.which("openssl") is None, reason="OpenSSL is not installed")
    ),
]


def checked(folder, way="cryptography", *typed):
    options, path, _ = WAYS[way]
    told = subprocess.run(
        [sys.executable, *options, folder / "kiem-tra.py", *typed],
        capture_output=True,
        encoding="utf-8",
        check=False,
        env={"PATH": path},
    )
    assert not told.stderr
    return told.returncode, told.stdout


def change(folder, edit, *, summed=False):
    """Change an outlet's log; ``summed``: by somebody who also corrects the file's sum."""
    path = folder / "nhat-ky" / f"{COMMUNE}.json"
    log = json.loads(path.read_text(encoding="utf-8"))
    edit(log)
    before = sha256_of(path.read_bytes())
    path.write_text(json.dumps(log, ensure_ascii=False), encoding="utf-8")
    if summed:
        sums = folder / "SHA256SUMS"
        sums.write_text(
            sums.read_text(encoding="utf-8").replace(before, sha256_of(path.read_bytes())), encoding="utf-8"
        )


def test_the_same_facts_give_the_same_bytes():
    assert made() == made()


@pytest.mark.parametrize("way", SIGNED)
def test_a_stranger_checks_it_with_the_signatures(unpacked, way):
    code, words = checked(unpacked, way)
    assert code == 0
    assert words.endswith(f"Đã kiểm tra 3 mắt xích, 1 chữ ký (bằng {WAYS[way][2]}): không sai chỗ nào.\n")
    assert key_fingerprint(KEY.public_key().public_bytes_raw().hex()) in words
    assert "NGOÀI hồ sơ" in words


def test_without_a_tool_for_signatures_it_says_plainly_that_they_were_not_checked_and_how_to(unpacked):
    code, words = checked(unpacked, "neither")
    assert code == 2
    assert "CHƯA KIỂM TRA CHỮ KÝ của 1 đầu chuỗi" in words
    assert "pip install cryptography" in words
    assert words.endswith("Đã kiểm tra 3 mắt xích, chưa kiểm tra chữ ký: không sai chỗ nào.\n")
    change(unpacked, lambda log: log["links"].pop(1))
    assert checked(unpacked, "neither")[0] == 1


def test_a_tool_that_accepts_anything_or_nothing_is_not_believed(unpacked, tmp_path_factory, monkeypatch):
    for answer in ("0", "1"):
        folder = tmp_path_factory.mktemp("bin")
        (folder / "openssl").write_text(f"#!/bin/sh\nexit {answer}\n", encoding="ascii")
        (folder / "openssl").chmod(0o755)
        monkeypatch.setitem(WAYS, "fake", (("-I", "-S"), f"{folder}:/bin", ""))
        code, words = checked(unpacked, "fake")
        assert (code, "CHƯA KIỂM TRA CHỮ KÝ" in words) == (2, True)


@pytest.mark.parametrize("way", SIGNED)
@pytest.mark.parametrize("name", ["signature", "at", "key", "arrival_day"])
def test_a_head_or_signature_that_was_changed_is_found(unpacked, way, name):
    def edit(log):
        head = log["heads"][0]
        kept = head[name]
        head[name] = kept[:-1] + ("0" if kept[-1] != "0" else "1")

    change(unpacked, edit, summed=True)
    code, words = checked(unpacked, way)
    assert code == 1
    assert "có chữ ký sai" in words


def test_a_head_that_another_key_signed_is_found_even_when_all_else_agrees(unpacked):
    def edit(log):
        end = log["links"][-1]
        told = signed(OTHER_KEY, link=end["link"], sequence=3)
        log["heads"][0].update(key=told.key, signature=told.signature)

    change(unpacked, edit, summed=True)
    code, words = checked(unpacked)
    assert code == 1
    assert "ký bằng khóa khác" in words
    assert "có chữ ký sai" not in words


def test_a_dossier_made_anew_with_another_key_is_found_by_the_fingerprint_from_outside(tmp_path):
    end = extended(COMMUNE, None, entries(), arrival_day=entries()[0].air_date)
    forged = signed(OTHER_KEY, link=[*end][-1].link, sequence=3)
    with zipfile.ZipFile(io.BytesIO(made(heads=(forged,)))) as zipped:
        zipped.extractall(tmp_path)
    ours, theirs = (key_fingerprint(key.public_key().public_bytes_raw().hex()) for key in (KEY, OTHER_KEY))
    assert checked(tmp_path)[0] == 0
    code, words = checked(tmp_path, "cryptography", "--khoa", ours)
    assert (code, "không phải khóa đã cho" in words) == (1, True)
    assert checked(tmp_path, "cryptography", "--khoa", *theirs.split())[0] == 0
    assert checked(tmp_path, "cryptography", "--khoa", forged.key.upper())[0] == 0


def test_a_log_whose_end_was_cut_off_is_found_by_its_heads(unpacked):
    change(unpacked, lambda log: log["links"].pop(), summed=True)
    code, words = checked(unpacked)
    assert code == 1
    assert "mất các mục cuối, đầu chuỗi khóa ngày 2023-03-15 ghi 3 mục" in words


def test_heads_of_days_on_which_nothing_came_are_checked_too(tmp_path):
    end = [*extended(COMMUNE, None, entries(), arrival_day=entries()[0].air_date)][-1].link
    quiet = [signed(link=end, sequence=3, arrival_day=date(2023, 3, day)) for day in (16, 17)]
    before = signed(link=start(COMMUNE), sequence=0, arrival_day=date(2023, 3, 1))
    with zipfile.ZipFile(io.BytesIO(made(heads=(before, *quiet)))) as zipped:
        zipped.extractall(tmp_path)
    code, words = checked(tmp_path)
    assert (code, "3 chữ ký" in words) == (0, True)
    change(tmp_path, lambda log: log["heads"][1].update(link="0" * 64))
    assert "không khớp đầu chuỗi đã khóa ngày 2023-03-16" in checked(tmp_path)[1]


def test_the_page_for_strangers_and_the_index_say_that_the_key_comes_from_outside(unpacked):
    key = KEY.public_key().public_bytes_raw().hex()
    page = (unpacked / "KIEM-TRA.txt").read_text(encoding="utf-8-sig")
    assert "khóa nằm trong" in page
    assert "--khoa" in page
    assert (unpacked / "khoa-cong-khai.txt").read_text(encoding="utf-8-sig").split()[0] == key
    index = pypdf.PdfReader(unpacked / "MUC-LUC.pdf")
    text = " ".join(" ".join(page.extract_text() for page in index.pages).split())
    assert key_fingerprint(key) in text
    assert "lấy từ ngoài hồ sơ" in text
    sheet = openpyxl.load_workbook(unpacked / "MUC-LUC.xlsx")["Mục lục"]
    assert any(key_fingerprint(key) in str(cell.value) for row in sheet.iter_rows() for cell in row)


def test_where_no_day_was_closed_the_file_of_keys_says_so_and_the_check_goes_on(tmp_path):
    with zipfile.ZipFile(io.BytesIO(made(heads=()))) as zipped:
        zipped.extractall(tmp_path)
    assert "chưa khóa sổ ngày nào" in (tmp_path / "khoa-cong-khai.txt").read_text(encoding="utf-8-sig")
    code, words = checked(tmp_path)
    assert (code, "chưa có đầu chuỗi nào" in words, "dấu vân tay" in words) == (0, True, False)


def test_a_strange_file_is_named_and_never_run(unpacked):
    (unpacked / "cryptography.py").write_text("raise SystemExit('chạy mã lạ')", encoding="utf-8")
    told = subprocess.run(
        [sys.executable, unpacked / "kiem-tra.py"], capture_output=True, encoding="utf-8", check=False, env={"PATH": ""}
    )
    assert "tệp cryptography.py không có trong hồ sơ khi lập" in told.stdout
    assert "chạy mã lạ" not in told.stdout + told.stderr


@pytest.mark.parametrize(
    ("edit", "said"),
    [
        (lambda log: log["links"][1]["entry"].update(played=1), "mục 2: nội dung không khớp mã băm"),
        (lambda log: log["links"].pop(1), "mục 3: chuỗi bị đứt trước mục này"),
        (lambda log: log["links"][0].update(entry_hash="0" * 64), "mục 1: mắt xích không khớp"),
        (lambda log: log["links"][2].update(arrival_day="2023-04-01"), "mục 3: mắt xích không khớp"),
        (lambda log: log["heads"][0].update(link="0" * 64), "mục 3: không khớp đầu chuỗi đã khóa"),
        (lambda log: log["heads"][0].update(link="0" * 64), "có chữ ký sai"),
    ],
)
def test_what_was_changed_is_found(unpacked, edit, said):
    change(unpacked, edit)
    code, words = checked(unpacked)
    assert code == 1
    assert said in words
    assert "không còn như khi lập hồ sơ" in words


def test_a_file_that_is_gone_or_changed_is_named(unpacked):
    (unpacked / "nhat-ky.csv").unlink()
    next((unpacked / "bai").iterdir()).write_text("khác", encoding="utf-8")
    code, words = checked(unpacked)
    assert code == 1
    assert "thiếu tệp nhat-ky.csv" in words
    assert "tệp bai/" in words


def test_entries_of_other_topics_are_there_by_their_hash_alone(unpacked):
    log = json.loads((unpacked / "nhat-ky" / f"{COMMUNE}.json").read_text(encoding="utf-8"))
    assert ["entry" in link for link in log["links"]] == [False, True, True]


def test_the_script_is_there_as_approved_with_who_approved_it(unpacked):
    (path,) = (unpacked / "bai").iterdir()
    words = path.read_text(encoding="utf-8-sig")
    script = a_script()
    assert all(line.written in words and line.spoken in words for line in script.read_lines)
    assert "duyệt bài: Lê Văn Trưởng (chưa xác thực)" in words
    assert script.text_hash in words


def test_a_title_is_no_formula_in_the_table_and_breaks_no_column(unpacked):
    lines = (unpacked / "nhat-ky.csv").read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) == 3
    assert """"'=Tin; ""một cửa\"""" in lines[1]


def test_what_is_kept_no_more_is_said_and_not_made_up():
    item = DossierItem(item=entries()[1].item_id, title="Tin", script=None, approvals=(), sound=None)
    with zipfile.ZipFile(io.BytesIO(made(items=(item,)))) as zipped:
        names = zipped.namelist()
    assert not [name for name in names if name.startswith(("bai/", "tieng/"))]
    assert {"MUC-LUC.pdf", "MUC-LUC.xlsx", "KIEM-TRA.txt", "SHA256SUMS"} <= set(names)
