"""One look at a station folder: a fault in one place hides nothing that is elsewhere."""

import pytest
from makers import NOW, a_word

from broadcaster.services.check_station import check_station
from broadcaster.services.init_station import init_station
from broadcaster.station import Station


@pytest.fixture
def folder(tmp_path):
    place = tmp_path / "dai"
    init_station(place, "xa-2025", now=NOW, environ={})
    return place


def _found(folder):
    return {each.what: each for each in check_station(folder, now=NOW, environ={})}


def _change(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_new_station_has_no_fault(folder):
    assert [each for each in check_station(folder, now=NOW, environ={}) if each.fault and not each.warning] == []


def test_engines_are_named_by_kind(folder):
    found = _found(folder)
    assert {"bộ đọc espeak", "nguồn tin csv", "cách giao gói folder", "giọng đọc espeak"} <= set(found)


def test_a_fault_in_schedules_hides_no_other_finding(folder):
    (folder / "schedules" / "them.toml").write_text("= hỏng", encoding="utf-8")
    before = _found(folder)
    assert "schedules/them.toml" in before["station.toml, schedules/"].fault
    assert {"bộ đọc espeak", "cơ sở dữ liệu", "ổ đĩa"} <= set(before)
    assert any(what.startswith("scripts/templates/") for what in before)


def test_a_word_for_an_unknown_outlet_or_engine_is_a_fault_with_the_nearest_name(folder):
    word = '\n[[word]]\nwritten = "TT"\nspoken = "thị trấn"\nvoice = "espaek"\noutlets = ["QUY-NHATT"]\n'
    path = folder / "schedules" / "lexicon.toml"
    path.write_text(path.read_text(encoding="utf-8") + word, encoding="utf-8")
    faults = [each.fault for each in check_station(folder, now=NOW, environ={}) if "lexicon.toml" in each.fault]
    assert [fault.partition("; ")[2] for fault in faults] == ["ý bạn là 'espeak'?", "ý bạn là 'QUY-NHAT'?"]


def test_a_reading_that_would_be_read_otherwise_is_a_fault_with_its_line(folder):
    path = folder / "schedules" / "lexicon-them.toml"
    path.write_text('[[word]]\nwritten = "AB"\nspoken = "a 5 UBND"\n', encoding="utf-8")
    (fault,) = [each.fault for each in check_station(folder, now=NOW, environ={}) if "lexicon" in each.fault]
    assert fault.startswith('schedules/lexicon-them.toml, dòng 3: Cách đọc "a 5 UBND" sẽ bị đọc thành')


@pytest.mark.parametrize("over", [{"outlets": ("XA-CU",)}, {"voice": "piperr:vais"}])
def test_a_word_kept_for_what_is_no_longer_there_is_warned_of(folder, over):
    with Station.open(folder, {}) as station, station.store.writing() as tx:
        tx.words.save(a_word(written="Zalo", outlets=("QUY-NHAT",), voice="espeak"), by="Lan", at=NOW)
    assert _found(folder)["từ điển trong kho"].fault == ""
    with Station.open(folder, {}) as station, station.store.writing() as tx:
        tx.words.save(a_word(**over), by="Lan", at=NOW)
    found = _found(folder)["từ điển trong kho"]
    assert "VNeID" in found.fault
    assert "Zalo" not in found.fault
    assert found.warning


def test_a_fault_in_station_toml_is_told_once(folder):
    _change(folder / "station.toml", "bitrate_kbps = 64", "bitrate_kbps = 65")
    faults = [each.fault for each in check_station(folder, now=NOW, environ={}) if "bitrate_kbps" in each.fault]
    assert len(faults) == 1


def test_a_folder_that_is_no_station_is_told_once(tmp_path):
    faults = [each.fault for each in check_station(tmp_path, now=NOW, environ={}) if "station.toml" in each.fault]
    assert len(faults) == 1


def test_an_unreadable_database_hides_neither_engines_nor_disk(folder):
    (folder / "broadcaster.db").write_bytes(b"khong phai co so du lieu" * 100)
    found = _found(folder)
    assert found["cơ sở dữ liệu"].fault
    assert {"bộ đọc espeak", "ổ đĩa"} <= set(found)


def test_an_unknown_engine_and_an_unknown_delivery_are_faults_with_the_nearest_name(folder):
    _change(folder / "station.toml", 'engines = ["espeak"]', 'engines = ["espaek", "espeak"]')
    _change(folder / "station.toml", 'kind = "folder"', 'kind = "foldr"')
    found = _found(folder)
    assert found["bộ đọc espaek"].fault.endswith("ý bạn là 'espeak'?")
    assert found["cách giao gói foldr"].fault.endswith("ý bạn là 'folder'?")
    assert not found["bộ đọc espaek"].warning
    assert not found["cách giao gói foldr"].warning


def test_schedules_that_are_not_in_force_are_warned_of(folder):
    assert _found(folder)["lịch đang áp dụng"].fault == ""
    changed = next(path for path in (folder / "schedules").glob("*.toml") if "short = " in path.read_text("utf-8"))
    _change(changed, 'short = "', 'short = "Mới ')
    found = _found(folder)["lịch đang áp dụng"]
    assert "broadcaster schedule apply" in found.fault
    assert found.warning
