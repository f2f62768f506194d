"""The dossier of evidence: whole, the same each time, and checked by a stranger with Python alone."""

import io
import json
import subprocess
import sys
import zipfile
from dataclasses import replace
from datetime import date

import pytest
from makers import COMMUNE, a_chain_head, a_period, a_script, a_timetable, an_airing, an_approval
from report_facts_made import a_scored_standing

from broadcaster.asrun.airtime import AirtimeRequest
from broadcaster.asrun.chain import extended
from broadcaster.asrun.why import why
from broadcaster.domain.airings import Evidence
from broadcaster.domain.chains import ChainedAiring
from broadcaster.domain.ids import AiringId, TopicCode
from broadcaster.reports.dossier import Dossier, DossierItem, dossier_zip


def entries():
    one = an_airing(id=AiringId("a"), evidence=Evidence.OPERATOR, title='=Tin; "một cửa"')
    return [
        replace(one, id=AiringId("nơi khác"), position=1, topic=None, title="Nhạc hiệu"),
        one,
        replace(one, id=AiringId("c"), position=9, evidence=Evidence.PLAYER, run=2),
    ]


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
        "heads": (a_chain_head(link=log[-1].link.link, sequence=3),),
    }
    return dossier_zip(Dossier(**values | over))


@pytest.fixture
def unpacked(tmp_path):
    with zipfile.ZipFile(io.BytesIO(made())) as zipped:
        zipped.extractall(tmp_path)
    return tmp_path


def checked(folder):
    told = subprocess.run(
        [sys.executable, "-I", folder / "kiem-tra.py"], capture_output=True, encoding="utf-8", check=False
    )
    return told.returncode, told.stdout


def change(folder, edit):
    path = folder / "nhat-ky" / f"{COMMUNE}.json"
    log = json.loads(path.read_text(encoding="utf-8"))
    edit(log)
    path.write_text(json.dumps(log, ensure_ascii=False), encoding="utf-8")


def test_the_same_facts_give_the_same_bytes():
    assert made() == made()


def test_a_stranger_checks_it_with_python_alone(unpacked):
    assert checked(unpacked) == (0, "Đã kiểm tra 3 mắt xích: không sai chỗ nào.\n")


@pytest.mark.parametrize(
    ("edit", "said"),
    [
        (lambda log: log["links"][1]["entry"].update(played=1), "mục 2: nội dung không khớp mã băm"),
        (lambda log: log["links"].pop(1), "mục 3: chuỗi bị đứt trước mục này"),
        (lambda log: log["links"][0].update(entry_hash="0" * 64), "mục 1: mắt xích không khớp"),
        (lambda log: log["links"][2].update(arrival_day="2023-04-01"), "mục 3: mắt xích không khớp"),
        (lambda log: log["heads"][0].update(link="0" * 64), "mục 3: không khớp đầu chuỗi đã khóa"),
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
