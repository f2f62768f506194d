"""Pay is whole đồng, rounded once, halves up; nobody is paid by a rate that nobody typed."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadcaster.asrun.royalties import pay, royalty
from broadcaster.domain.ids import Dong, DurationMs, NewsItemId
from broadcaster.domain.royalties import GradedItem, PayRole, PayUnit, QualityGrade, RateTable, RoyaltyRate
from broadcaster.domain.topics import Genre

ITEM, DAY, LENGTH = NewsItemId("tin-1"), date(2023, 3, 15), DurationMs(90_000)


def a_rate(**over):
    return RoyaltyRate(**{"genre": Genre.NEWS, "amount": Dong(50_000), **over})


def due(*rates, genre=Genre.NEWS, day=DAY, by_people=False, **table):
    return royalty(RateTable(rates=rates, **table), ITEM, genre, LENGTH, day=day, read_by_people=by_people)


@given(st.integers(0, 10**9), st.integers(0, 10**8), st.integers(0, 1000), st.sampled_from(PayUnit))
def test_pay_is_the_exact_product_rounded_once_halves_up(amount, length, percent, unit):
    exact = Fraction(amount) * Fraction(percent, 100)
    if unit is PayUnit.MINUTE:
        exact *= Fraction(length, 60_000)
    whole, rest = divmod(exact.numerator, exact.denominator)
    paid = pay(a_rate(amount=Dong(amount), unit=unit), DurationMs(length), percent)
    assert isinstance(paid, int)
    assert paid == whole + (2 * rest >= exact.denominator)


@pytest.mark.parametrize(("amount", "percent"), [(1, 50), (3, 50), (5, 150), (333, 101)])
def test_half_a_dong_goes_up_as_in_school(amount, percent):
    exact = (Decimal(amount) * percent / 100).quantize(Decimal(1), ROUND_HALF_UP)
    assert pay(a_rate(amount=Dong(amount)), LENGTH, percent) == int(exact)


def test_a_minute_rate_goes_by_the_length_and_an_item_rate_does_not():
    assert due(a_rate(unit=PayUnit.MINUTE)).amount == 75_000
    assert due(a_rate()).amount == 50_000


def test_the_rate_of_the_first_airing_counts():
    old, new = a_rate(valid_to=date(2023, 3, 14)), a_rate(amount=Dong(70_000), valid_from=DAY)
    assert (due(old, new, day=date(2023, 3, 14)).amount, due(old, new).amount) == (50_000, 70_000)


@pytest.mark.parametrize("rates", [(), (a_rate(amount=None),), (a_rate(genre=Genre.FEATURE),)])
def test_without_a_typed_rate_there_is_no_amount_and_never_zero(rates):
    told = due(*rates)
    assert [(part.role, part.amount) for part in told.parts] == [(PayRole.AUTHOR, None)]
    assert told.amount is None


def test_a_typed_zero_is_zero():
    assert due(a_rate(amount=Dong(0))).amount == 0


def test_an_item_of_no_known_genre_has_no_rate():
    assert due(a_rate(), genre=None).amount is None


def test_a_grade_multiplies_every_work():
    editor = a_rate(role=PayRole.EDITOR, amount=Dong(10_001))
    told = due(
        a_rate(),
        editor,
        qualities=(QualityGrade(name="A", percent=150),),
        graded=(GradedItem(item_id=ITEM, grade="A"),),
    )
    assert ([part.amount for part in told.parts], told.amount, told.grade) == ([75_000, 15_002], 90_002, "A")


def test_one_work_without_a_rate_leaves_the_sum_open():
    told = due(a_rate(), a_rate(role=PayRole.EDITOR, amount=None))
    assert (told.of(PayRole.AUTHOR).amount, told.amount) == (50_000, None)


def test_a_reader_is_paid_only_when_a_person_read():
    reader = a_rate(role=PayRole.READER, amount=Dong(20_000))
    assert due(a_rate(), reader).of(PayRole.READER) is None
    assert due(a_rate(), reader, by_people=True).amount == 70_000
