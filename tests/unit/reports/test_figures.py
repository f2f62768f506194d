from decimal import Decimal

import pytest

from broadcaster.domain.ids import DurationMs
from broadcaster.reports.figures import decimal, megabytes, minutes, percent, span


@pytest.mark.parametrize(
    ("value", "places", "written"),
    [
        (0, 2, "0,00"),
        (1234.5, 2, "1.234,50"),
        (0.125, 2, "0,13"),
        (2.675, 2, "2,68"),
        (Decimal("1234567.8"), 0, "1.234.568"),
        (-16.02, 1, "-16,0"),
    ],
)
def test_figures_have_a_decimal_comma_and_dots_between_thousands(value, places, written):
    assert decimal(value, places) == written


def test_figures_for_a_spreadsheet_have_no_dots():
    assert decimal(1234567.5, 2, grouped=False) == "1234567,50"


@pytest.mark.parametrize(("length", "written"), [(0, "0,00"), (300, "0,01"), (299, "0,00"), (90_000, "1,50")])
def test_minutes_are_rounded_once_from_milliseconds(length, written):
    assert minutes(length, 2) == written


def test_a_share_of_nothing_is_a_dash():
    assert percent(5, 0) == "–"
    assert percent(975, 1000) == "97,5 %"


def test_sizes_are_in_megabytes():
    assert megabytes(14_449_999) == "14,4 MB"


@pytest.mark.parametrize(
    ("length", "written"), [(0, "0:00"), (65_000, "1:05"), (3_599_400, "59:59"), (3_725_000, "1:02:05")]
)
def test_a_span_reads_like_a_counter(length, written):
    assert span(DurationMs(length)) == written
