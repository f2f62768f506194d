"""Which entries still stand: corrections within one session of one outlet, rehearsals among themselves."""

import pytest
from makers import DAY, EVENING, MORNING, an_airing

from broadcaster.asrun.standing import standing
from broadcaster.domain.airings import Evidence

WRONG = an_airing(id="sai")


def ids(*entries):
    return [each.id for each in standing(entries)]


def test_a_correction_stands_in_the_place_of_what_it_names_and_of_its_own_corrections():
    first = an_airing(id="sửa", corrects="sai", evidence=Evidence.OPERATOR)
    assert ids(WRONG, first, an_airing(id="khác")) == ["sửa", "khác"]
    assert ids(an_airing(id="sửa nữa", corrects="sửa"), first, WRONG) == ["sửa nữa"]


@pytest.mark.parametrize(
    "over",
    [{"outlet_id": "KHÁC"}, {"air_date": DAY.replace(day=16)}, {"session": EVENING}, {"evidence": Evidence.REHEARSAL}],
)
def test_a_correction_of_another_place_or_kind_takes_nothing_away(over):
    assert WRONG.session == MORNING
    assert ids(WRONG, an_airing(id="sửa", corrects="sai", **over)) == ["sai", "sửa"]


def test_an_entry_that_names_itself_or_nothing_known_stands():
    assert ids(an_airing(id="mình", corrects="mình"), an_airing(id="lạ", corrects="không có")) == ["mình", "lạ"]


def test_a_rehearsal_is_put_right_by_a_rehearsal_and_made_true_by_nothing():
    rehearsed = an_airing(id="thử", evidence=Evidence.REHEARSAL)
    again = an_airing(id="thử lại", evidence=Evidence.REHEARSAL, corrects="thử")
    assert ids(rehearsed, again) == ["thử lại"]
    assert ids(rehearsed, an_airing(id="thật", evidence=Evidence.OPERATOR, corrects="thử")) == ["thử"]
