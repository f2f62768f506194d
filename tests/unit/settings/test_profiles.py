"""The shipped profiles, and making a station folder of one."""

import errno
from datetime import date, time
from pathlib import Path

import pytest

from broadcaster.domain.directory import find_outlet
from broadcaster.domain.units import Transmission
from broadcaster.errors import DiskFull, FolderInUse, UnknownProfile
from broadcaster.settings.folder import load_folder
from broadcaster.settings.profiles import copy_profile, is_station, profiles

DISTRICT, COMMUNE = "huyen-2023", "xa-2025"


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    place = tmp_path_factory.mktemp("đài")
    for name in profiles():
        copy_profile(name, place / name)
    return place


@pytest.fixture(scope="module")
def district(made):
    return load_folder(made / DISTRICT, {})


@pytest.fixture(scope="module")
def commune(made):
    return load_folder(made / COMMUNE, {})


def contents(folder):
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_two_profiles_are_shipped():
    assert profiles() == (DISTRICT, COMMUNE)


@pytest.mark.parametrize("name", [DISTRICT, COMMUNE])
def test_a_made_folder_is_a_whole_station(made, name):
    folder = made / name
    assert is_station(folder)
    assert {"station.toml", "schedules/grid.toml", "schedules/lexicon.toml", "audio_out/README.md"} <= contents(folder)
    assert any(path.startswith("scripts/templates/") for path in contents(folder))
    assert any(path.startswith("news/") for path in contents(folder))
    assert (folder / "sources").is_dir()
    assert not list(made.rglob("*.part"))


@pytest.mark.parametrize("name", [DISTRICT, COMMUNE])
def test_a_profile_names_itself(made, name):
    assert load_folder(made / name, {}).station.profile == name


def test_the_district_has_its_station_first_and_all_24_communes_with_their_codes(district):
    timetable = district.timetable
    assert timetable.outlets[0].id == district.station.station.producing_outlet == "HUYEN-NGHIA-HUNG"
    codes = {timetable.unit_of(outlet).code_on(date(2023, 3, 15)) for outlet in timetable.outlets[1:]}
    assert codes == {str(code) for code in range(13891, 13964, 3) if code != 13960}
    assert {outlet.transmission for outlet in timetable.outlets} == set(Transmission)


def test_the_successor_communes_can_be_named(district):
    day = date(2025, 7, 1)
    named = {unit.code_on(day): unit.full_name for unit in district.timetable.units if unit.code_on(day)}
    assert named == {
        "37": "tỉnh Ninh Bình",
        "13891": "xã Nghĩa Hưng",
        "13894": "xã Rạng Đông",
        "13900": "xã Đồng Thịnh",
        "13918": "xã Nghĩa Sơn",
        "13927": "xã Hồng Phong",
        "13939": "xã Quỹ Nhất",
        "13957": "xã Nghĩa Lâm",
    }


def test_every_outlet_airs_morning_and_evening_every_day_of_exactly_15_minutes(district):
    timetable = district.timetable
    slots = timetable.slots_on(date(2023, 3, 15))
    assert len(slots) == 2 * len(timetable.outlets) == 50
    assert timetable.clock("ban-tin-15").length == 900_000
    hours = {(slot.session, slot.starts) for slot in slots if slot.outlet_id != "RANG-DONG"}
    assert hours == {("morning", time(6)), ("evening", time(17, 15))}


def examples(grid):
    """Give the blocks that the comments of a grid offer, without their comment signs."""
    block = ""
    for line in [*grid.splitlines(), ""]:
        if line.startswith("#   "):
            block += line.removeprefix("#   ") + "\n"
        elif block:
            yield block
            block = ""


@pytest.mark.parametrize(("name", "outlet"), [(DISTRICT, "HUYEN-NGHIA-HUNG"), (COMMUNE, "QUY-NHAT")])
def test_every_example_in_the_comments_of_a_grid_can_be_used(made, tmp_path, name, outlet):
    grid = (made / name / "schedules" / "grid.toml").read_text(encoding="utf-8")
    noon = '\n[[daypart]]\nid = "noon"\nname = "buổi trưa"\nstarts = "05:00"\nstops = "20:00"\n'
    slot = '\n[[slot]]\nsession = "noon"\nclock = "ban-tin-15"\nweekdays = "mon-sun"\n' + f'outlets = ["{outlet}"]\n'
    offered = list(examples(grid))
    assert len(offered) == 6
    for number, block in enumerate(offered):
        folder = tmp_path / str(number)
        copy_profile(name, folder)
        starts = "" if "starts" in block else 'starts = "11:00"\n'
        text = block if block.startswith("[[") else f"{slot}{starts}{block}"
        (folder / "schedules" / "more.toml").write_text(noon + text, encoding="utf-8")
        assert load_folder(folder, {}).timetable


def test_the_example_of_limits_can_be_used(made, tmp_path):
    folder = tmp_path / "đài"
    copy_profile(DISTRICT, folder)
    example = Path(__file__).parents[3] / "docs" / "vi-du" / "ha-noi.toml"
    text = example.read_text(encoding="utf-8").replace("group:quan", "RANG-DONG")
    (folder / "schedules" / "ha-noi.toml").write_text(text, encoding="utf-8")
    limits = {policy.outlet_id: policy for policy in load_folder(folder, {}).timetable.policies}
    assert limits["RANG-DONG"].daily_most == 30 * 60_000
    assert limits["NGHIA-SON"].daily_most is None


def test_sample_relays_and_exceptions_say_that_they_are_samples(made):
    for name in (DISTRICT, COMMUNE):
        lines = (made / name / "schedules" / "grid.toml").read_text(encoding="utf-8").splitlines()
        for number, line in enumerate(lines):
            if line in {"[[relay]]", "[[exception]]"}:
                assert "số liệu mẫu" in lines[number - 1]


def test_only_rang_dong_airs_at_an_hour_that_warns(district):
    hours = {slot.starts for slot in district.timetable.slots if slot.outlet_id == "RANG-DONG"}
    assert hours == {time(5, 15), time(18)}
    (warning,) = district.warnings
    assert warning.startswith("schedules/grid.toml, dòng ")
    assert "RANG-DONG" in warning


def test_the_eleven_areas_of_the_plan_are_topics_of_both(district, commune):
    assert [topic.code for topic in district.timetable.topics] == list(range(11))
    assert commune.timetable.topics == district.timetable.topics


def test_every_sample_figure_says_that_it_is_one(district, commune):
    for target in (*district.timetable.targets, *commune.timetable.targets):
        assert "số liệu mẫu" in target.document.lower()
        assert target.baseline is None or target.baseline_source.startswith(
            "Số liệu mẫu, chưa phải số thật; thay bằng sổ"
        )


def test_the_plans_rise_is_twenty_percent_over_all_reform_topics(district):
    first = district.timetable.targets[0]
    assert (first.topic, first.outlets, first.period, first.rise_percent) == (None, (), "2023", 20)


def test_the_commune_runs_its_station_and_five_inherited_clusters_of_three_kinds(commune):
    timetable = commune.timetable
    assert " ".join(outlet.id for outlet in timetable.outlets) == (
        "QUY-NHAT CUM-QUY-NHAT CUM-NGHIA-BINH CUM-NGHIA-TAN CUM-NGHIA-THANH CUM-NGHIA-LOI"
    )
    assert {timetable.unit_of(outlet).code_on(date(2025, 7, 1)) for outlet in timetable.outlets} == {"13939"}
    assert {outlet.transmission for outlet in timetable.outlets} == set(Transmission)
    assert commune.warnings == ()


def test_the_commune_records_why_one_person_may_write_and_approve(commune):
    approval = commune.station.approval
    assert approval.one_person
    assert approval.one_person_reason
    assert approval.decided_by
    assert approval.decided_on == date(2025, 7, 1)


@pytest.mark.parametrize(
    ("typed", "outlet_id"),
    [
        ("Nghĩa Bình", "CUM-NGHIA-BINH"),
        ("nghia tan", "CUM-NGHIA-TAN"),
        ("Quỹ Nhất", "QUY-NHAT"),
        ("xã Quỹ Nhất", "QUY-NHAT"),
        ("thị trấn Quỹ Nhất", "CUM-QUY-NHAT"),
    ],
)
def test_the_commune_finds_its_clusters_by_their_old_names(commune, typed, outlet_id):
    assert find_outlet(commune.timetable, typed).id == outlet_id


def test_the_lexicon_holds_about_thirty_words_and_none_twice(district, commune):
    for lexicon in (district.lexicon, commune.lexicon):
        assert 25 <= len(lexicon.entries) <= 45
        assert all(not any(letter.isdigit() for letter in entry.spoken) for entry in lexicon.entries)


def test_units_of_the_profile_agree_with_each_other_on_the_merged_communes(district, commune):
    ids = {unit.id: unit for unit in district.timetable.units}
    for unit in commune.timetable.units:
        assert (unit.name, unit.codes) == (ids[unit.id].name, ids[unit.id].codes)


def test_an_empty_folder_becomes_the_station_itself(tmp_path):
    folder = tmp_path / "trống"
    folder.mkdir()
    copy_profile(DISTRICT, folder)
    assert is_station(folder)
    assert not list(folder.glob(".*"))


def test_folders_above_are_made_too(tmp_path):
    copy_profile(COMMUNE, tmp_path / "một" / "hai")
    assert is_station(tmp_path / "một" / "hai")


def test_a_folder_with_other_data_is_refused_and_left_alone(tmp_path):
    (tmp_path / "ảnh.txt").write_text("x", encoding="utf-8")
    with pytest.raises(FolderInUse, match="thư mục trống"):
        copy_profile(DISTRICT, tmp_path)
    assert contents(tmp_path) == {"ảnh.txt"}


def test_a_file_is_no_place_for_a_station(tmp_path):
    (tmp_path / "đài").write_text("x", encoding="utf-8")
    with pytest.raises(FolderInUse):
        copy_profile(DISTRICT, tmp_path / "đài")


def test_an_unknown_profile_is_told_with_the_known_ones(tmp_path):
    with pytest.raises(UnknownProfile, match="huyen-2023, xa-2025"):
        copy_profile("huyen-2024", tmp_path / "đài")
    assert not (tmp_path / "đài").exists()


@pytest.mark.parametrize("there", [True, False])
def test_a_full_disk_leaves_nothing_behind(tmp_path, monkeypatch, there):
    folder = tmp_path / "đài"
    if there:
        folder.mkdir()
    write = Path.write_bytes

    def full(path, content):
        if path.name == "targets.toml":
            raise OSError(errno.ENOSPC, "full")
        return write(path, content)

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(DiskFull):
        copy_profile(DISTRICT, folder)
    assert list(tmp_path.rglob("*")) == ([folder] if there else [])


def test_a_failure_while_moving_in_takes_everything_out_again(tmp_path, monkeypatch):
    replace = Path.replace

    def broken(path, target):
        if path.name == "station.toml":
            raise OSError(errno.ENOSPC, "full")
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", broken)
    with pytest.raises(DiskFull):
        copy_profile(DISTRICT, tmp_path)
    assert list(tmp_path.iterdir()) == []
