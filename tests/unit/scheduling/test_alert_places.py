"""Which outlets an alert is for."""

from datetime import date

import pytest
from makers import DAY, a_station_outlet, a_timetable, a_unit, an_official_code, an_outlet

from broadcaster.domain.alerts import AlertArea
from broadcaster.domain.ids import OutletId, UnitId
from broadcaster.scheduling.alert_places import alert_places

LAC = a_unit(id=UnitId("nghia-lac"), name="Nghĩa Lạc", codes=(an_official_code(code="13999"),), aliases=())
HUNG = a_unit(id=UnitId("nghia-hung-xa"), name="Nghĩa Hùng", codes=(an_official_code(code="13990"),), aliases=())
TIMETABLE = a_timetable(
    units=(*a_timetable().units, LAC, HUNG),
    outlets=(
        a_station_outlet(),
        an_outlet(),
        an_outlet(id=OutletId("NGHIA-LAC"), unit_id=LAC.id, name="Lạc", aliases=()),
        an_outlet(id=OutletId("NGHIA-HUNG-XA"), unit_id=HUNG.id, name="Hùng", aliases=()),
    ),
)


def places(*areas, day=DAY):
    return alert_places(areas, TIMETABLE, day)


def test_an_official_code_decides_before_any_words():
    found = places(AlertArea(description="xã Nghĩa Lạc", codes=("13936",)))
    assert found.outlets == ("NGHIA-SON",)
    assert found.unknown == ()


def test_a_code_counts_only_on_the_days_on_which_it_held():
    found = places(AlertArea(description="nơi khác", codes=("13936",)), day=date(2026, 11, 25))
    assert found.outlets == ()
    assert found.unknown == ("nơi khác",)


@pytest.mark.parametrize(
    ("words", "outlets"),
    [
        ("xã Nghĩa Sơn", ("NGHIA-SON",)),
        ("NGHĨA SƠN", ("NGHIA-SON",)),
        ("Nghia Son", ("NGHIA-SON",)),
        ("xã Nghĩa Sơn, xã Nghĩa Lạc", ("NGHIA-SON", "NGHIA-LAC")),
        ("xã Nghĩa Sơn và xã Nghĩa Lạc", ("NGHIA-SON", "NGHIA-LAC")),
        ("xã Nghĩa Sơn; biển Đông", ("NGHIA-SON",)),
        ("Nghĩa Hùng", ("NGHIA-HUNG-XA",)),
        ("Nghia Hung", ()),
        ("tỉnh Thái Bình", ()),
    ],
)
def test_words_are_held_against_names_and_never_guessed(words, outlets):
    assert places(AlertArea(description=words)).outlets == outlets


def test_a_unit_stands_for_all_units_below_it():
    found = places(AlertArea(description="huyện Nghĩa Hưng"))
    assert found.outlets == tuple(outlet.id for outlet in TIMETABLE.outlets)


def test_areas_that_mean_nothing_here_are_named_beside_those_that_do():
    found = places(AlertArea(description="xã Nghĩa Sơn"), AlertArea(description="Hà Nội"))
    assert (found.outlets, found.unknown) == (("NGHIA-SON",), ("Hà Nội",))
