"""One look at a station folder: a fault in one place hides nothing that is elsewhere."""

import pytest
from makers import NOW, a_word

from broadcaster.domain.carts import CartKind, MusicStyle
from broadcaster.services.check_station import check_station
from broadcaster.services.init_station import init_station
from broadcaster.services.keep_carts import add_cart, built_in
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


def _added(folder, name="nhac-moi"):
    file = folder / "nhac.wav"
    file.write_bytes(built_in(MusicStyle.SAO, CartKind.IDENT, 6_000))
    with Station.open(folder, {}) as station:
        papers = {"source": "Đài thu", "licence": "Của đài", "by": "Lan", "now": NOW}
        return add_cart(station, file, kind=CartKind.IDENT, name=name, **papers).cart


def test_own_music_that_changed_is_a_fault_when_it_is_used_and_a_warning_when_not(folder):
    cart = _added(folder)
    assert _found(folder)["băng nhạc nhac-moi"].fault == ""
    (folder / "carts" / cart.file).write_bytes(b"khac")
    unused = _found(folder)["băng nhạc nhac-moi"]
    assert (unused.warning, "khác SHA-256" in unused.fault) == (True, True)
    _change(folder / "station.toml", "[carts]\n", '[carts]\nident = "nhac-moi"\n')
    assert not _found(folder)["băng nhạc nhac-moi"].warning


def test_a_choice_of_music_that_is_not_there_is_a_fault_with_the_nearest_name(folder):
    _added(folder)
    _change(folder / "station.toml", "[carts]\n", '[carts]\nident = "nhac-mới"\n')
    assert "ý bạn là 'nhac-moi'?" in _found(folder)["băng nhạc"].fault


def test_a_style_that_does_not_exist_is_a_fault(folder):
    _change(folder / "station.toml", 'style = "tranh"', 'style = "trah"')
    assert "'carts.style' không nhận 'trah'; ý bạn là 'tranh'?" in _found(folder)["station.toml, schedules/"].fault


def test_emergency_voices_and_the_certificate_of_alerts_are_looked_at(folder):
    _change(folder / "station.toml", "voices = []", 'voices = ["espaek:nu"]\ncap_certificate = "kttv.pem"')
    found = _found(folder)
    assert "'emergency.voices' chỉ tới bộ đọc 'espaek'" in found["bộ đọc espaek"].fault
    assert "không có tệp này" in found["chứng thư cảnh báo CAP"].fault
    (folder / "kttv.pem").write_text("không phải", encoding="utf-8")
    assert "PEM" in _found(folder)["chứng thư cảnh báo CAP"].fault
