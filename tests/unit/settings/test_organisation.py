"""Findings about units, outlets and topics."""

from datetime import date

import pytest

from broadcaster.domain.units import Transmission, UnitKind


def test_a_valid_folder_becomes_units_and_outlets_in_the_order_of_the_files(schedules):
    timetable = schedules.timetable
    assert [outlet.id for outlet in timetable.outlets] == ["HUYEN-NGHIA-HUNG", "NGHIA-SON", "XA-NGHIA-HUNG"]
    assert timetable.outlets[1].transmission is Transmission.IP
    assert timetable.outlets[1].groups == ("xa",)
    assert timetable.units[0].kind is UnitKind.DISTRICT
    assert timetable.units[0].codes[0].valid_to == date(2025, 6, 30)
    assert [topic.short for topic in timetable.topics] == ["Chung", "Thủ tục hành chính"]


def test_one_code_may_mean_two_communes_one_after_the_other(schedules):
    meaning = {
        day: [unit.id for unit in schedules.timetable.units if unit.code_on(day) == "13918"]
        for day in (date(2025, 6, 30), date(2025, 7, 1))
    }
    assert meaning == {date(2025, 6, 30): ["nghia-son-2023"], date(2025, 7, 1): ["nghia-son-2025"]}


def test_two_units_with_one_code_on_one_day_are_refused(schedules):
    schedules.change("units.toml", "valid_from = 2025-07-01", "valid_from = 2025-06-30")
    place = schedules.line("units.toml", "2025-06-30", 4)
    assert schedules.finding == (
        f"{place}: mã '13918' trùng ngày hiệu lực với đơn vị 'nghia-son-2023' (schedules/units.toml, dòng 7); "
        "sửa valid_from, valid_to"
    )


def test_a_code_that_ends_before_it_starts_is_refused(schedules):
    schedules.change("units.toml", "valid_from = 2025-07-01", "valid_from = 2025-07-01, valid_to = 2025-06-01")
    place = schedules.line("units.toml", "2025-06-01")
    assert schedules.finding == f"{place}: mã '13918' hết hiệu lực 2025-06-01 trước ngày bắt đầu 2025-07-01"


@pytest.mark.parametrize(
    ("file", "old", "new", "text"),
    [
        (
            "units.toml",
            'id = "nghia-son-2025"',
            'id = "nghia-son-2023"',
            "'id' = 'nghia-son-2023' đã khai báo ở schedules/units.toml, dòng 7",
        ),
        (
            "outlets.toml",
            'id = "XA-NGHIA-HUNG"',
            'id = "NGHIA-SON"',
            "'id' = 'NGHIA-SON' đã khai báo ở schedules/outlets.toml, dòng 7",
        ),
        ("topics.toml", "code = 2", "code = 0", "'code' = '0' đã khai báo ở schedules/topics.toml, dòng 1"),
        ("grid.toml", 'id = "evening"', 'id = "morning"', "'id' = 'morning' đã khai báo ở schedules/grid.toml, dòng 1"),
    ],
)
def test_an_id_is_given_once(schedules, file, old, new, text):
    schedules.change(file, old, new)
    place = schedules.line(file, new, 2)
    assert f"{place}: {text}" in schedules.findings


def test_an_unknown_parent_is_named_with_the_nearest_unit(schedules):
    schedules.change("units.toml", 'parent = "huyen-nghia-hung"', 'parent = "huyen-nghia-hunh"')
    place = schedules.line("units.toml", "hunh")
    assert schedules.finding == f"{place}: 'parent' chỉ tới 'huyen-nghia-hunh' không có; ý bạn là 'huyen-nghia-hung'?"


def test_units_cannot_stand_above_themselves(schedules):
    schedules.change("units.toml", 'name = "Nghĩa Hưng"', 'name = "Nghĩa Hưng"\nparent = "nghia-son-2023"')
    place = schedules.line("units.toml", "parent", 1)
    assert f"{place}: 'parent' của 'huyen-nghia-hung' đi vòng về chính nó" in schedules.findings


def test_an_unknown_unit_of_an_outlet_is_named_with_the_nearest(schedules):
    schedules.change("outlets.toml", '"nghia-son-2023"', '"nghia-son-2022"')
    place = schedules.line("outlets.toml", "nghia-son-2022")
    assert schedules.finding.startswith(f"{place}: 'unit' chỉ tới 'nghia-son-2022' không có; ý bạn là 'nghia-son-202")


def test_an_alias_that_folds_to_another_outlets_name_is_refused(schedules):
    schedules.change("outlets.toml", 'groups = ["xa"]', 'groups = ["xa"]\naliases = ["Xã Nghĩa Hưng"]')
    place = schedules.line("outlets.toml", "aliases")
    assert schedules.finding == (
        f"{place}: tên gọi 'Xã Nghĩa Hưng' bỏ dấu thành XA-NGHIA-HUNG, "
        "trùng với đài, cụm loa XA-NGHIA-HUNG; dùng tên khác"
    )


def test_nghia_hung_cannot_be_an_alias_of_the_commune_because_the_district_folds_to_it(schedules):
    schedules.change("outlets.toml", 'transmission = "wired"', 'transmission = "wired"\naliases = ["Nghĩa Hùng"]')
    place = schedules.line("outlets.toml", "aliases")
    assert schedules.finding == (
        f"{place}: tên gọi 'Nghĩa Hùng' bỏ dấu thành NGHIA-HUNG, trùng với đơn vị huyện Nghĩa Hưng (huyen-nghia-hung); "
        "dùng tên khác"
    )


def test_an_old_name_is_free_once_its_unit_has_ended(schedules):
    schedules.change(
        "units.toml",
        'name = "Nghĩa Sơn"\ncodes = [{ code = "13918", valid_from',
        'name = "Sơn Mới"\ncodes = [{ code = "13918", valid_from',
    )
    schedules.add(
        "outlets.toml",
        '\n[[outlet]]\nid = "CUM-SON"\nunit = "nghia-son-2025"\nname = "Cụm loa cũ"\ntransmission = "fm"\n'
        'aliases = ["Nghĩa Hùng cũ", "xã Nghĩa Hùng"]\n',
    )
    assert "XA-NGHIA-HUNG" in schedules.finding, "the outlet of that name is still there"
    schedules.change("outlets.toml", '["Nghĩa Hùng cũ", "xã Nghĩa Hùng"]', '["Nghĩa Hùng"]')
    assert schedules.timetable.outlets[-1].aliases == ("Nghĩa Hùng",)


@pytest.mark.parametrize(
    ("file", "old", "new", "text"),
    [
        ("units.toml", "parent =", "parrent =", "không có khóa 'parrent'; ý bạn là 'parent'?"),
        ("units.toml", '"xã"', '"xa"', "'kind' không nhận 'xa'; ý bạn là 'xã'?"),
        (
            "units.toml",
            '"nghia-son-2023"',
            '"Nghĩa Sơn 2023"',
            "'id' là 'Nghĩa Sơn 2023', phải viết thường không dấu: 'nghia-son-2023'",
        ),
        (
            "units.toml",
            "valid_to = 2025-06-30",
            'valid_to = "30/6/2025"',
            "'codes[1].valid_to' phải là ngày có thật, viết năm-tháng-ngày, ví dụ 2025-07-01",
        ),
        (
            "units.toml",
            "valid_to = 2025-06-30",
            "valid_until = 2025-06-30",
            "không có khóa 'codes[1].valid_until'; ý bạn là 'valid_to'?",
        ),
        ("outlets.toml", '"NGHIA-SON"', '"Nghĩa Sơn"', "'id' là 'Nghĩa Sơn', phải viết hoa không dấu: 'NGHIA-SON'"),
        ("outlets.toml", '"ip"', '"4g"', "'transmission' không nhận '4g'; các tên dùng được: fm, ip, wired"),
        (
            "outlets.toml",
            'groups = ["xa"]',
            'groups = "xa"',
            '\'groups\' phải là danh sách trong ngoặc vuông, ví dụ ["a", "b"]',
        ),
        ("outlets.toml", 'name = "Đài Truyền thanh xã Nghĩa Sơn"', 'name = ""', "'name' không được để trống"),
        ("topics.toml", "code = 2", 'code = "hai"', "'code' phải là số nguyên, không đặt trong dấu nháy"),
        ("topics.toml", "code = 2", "code = -2", "'code' là -2, phải từ 0"),
    ],
)
def test_a_wrong_key_or_value_is_told_at_its_line(schedules, file, old, new, text):
    schedules.change(file, old, new)
    assert f"{schedules.line(file, new)}: {text}" in schedules.findings


def test_a_missing_key_is_told_at_its_row(schedules):
    schedules.change("outlets.toml", 'transmission = "ip"\n', "")
    assert schedules.finding == "schedules/outlets.toml, dòng 7: thiếu khóa 'transmission'"


def test_a_unit_with_a_wrong_shape_does_not_make_its_outlets_aliases_wrong_too(schedules):
    schedules.change("outlets.toml", 'groups = ["xa"]', 'groups = ["xa"]\naliases = ["xã Nghĩa Sơn"]')
    schedules.change("units.toml", '13918", valid_to = 2025-06-30', '13918", valid_to = 30')
    assert schedules.finding.startswith(f"{schedules.line('units.toml', '= 30 ')}: 'codes[1].valid_to' phải là ngày")
