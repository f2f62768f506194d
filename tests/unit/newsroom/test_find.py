"""A few letters of an id are enough when they are one item's alone."""

import pytest

from broadcaster.domain.ids import NewsItemId
from broadcaster.errors import AmbiguousItem, UnknownItem
from broadcaster.newsroom.find import find_by_prefix

IDS = [
    NewsItemId(each)
    for each in ("mot-cua-1a2b", "mot-cua-lien-thong-3f2a", "khau-hieu-chung-tay-0c0d", "nghia-hung-cchc-2023-001-a7de")
]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("khau", "khau-hieu-chung-tay-0c0d"),
        ("mot-cua-1a2b", "mot-cua-1a2b"),
        ("mot-cua-l", "mot-cua-lien-thong-3f2a"),
        ("Khẩu hiệu", "khau-hieu-chung-tay-0c0d"),
        ("NGHIA-HUNG", "nghia-hung-cchc-2023-001-a7de"),
    ],
)
def test_a_beginning_that_is_one_items_alone_finds_it(typed, found):
    assert find_by_prefix(IDS, typed) == found


def test_an_id_that_is_also_the_beginning_of_another_finds_itself():
    assert find_by_prefix(["tin-1", "tin-12"], "tin-1") == "tin-1"


def test_an_id_given_twice_is_one():
    assert find_by_prefix(["tin-1", "tin-1"], "tin") == "tin-1"


def test_a_beginning_of_several_names_them():
    with pytest.raises(AmbiguousItem) as raised:
        find_by_prefix(IDS, "mot")
    assert '"mot"' in str(raised.value)
    assert "mot-cua-1a2b, mot-cua-lien-thong-3f2a" in str(raised.value)


def test_a_beginning_of_very_many_names_only_some():
    with pytest.raises(AmbiguousItem, match="tin-4 và 15 mã khác"):
        find_by_prefix([f"tin-{n}" for n in range(20)], "tin")


@pytest.mark.parametrize(
    ("typed", "nearest"),
    [("khua-hieu", "khau-hieu-chung-tay-0c0d"), ("nghia-hugn-cchc", "nghia-hung-cchc-2023-001-a7de")],
)
def test_a_slip_is_answered_with_the_nearest(typed, nearest):
    with pytest.raises(UnknownItem) as raised:
        find_by_prefix(IDS, typed)
    assert f'"{typed}" (ý bạn là {nearest}?)' in str(raised.value)


@pytest.mark.parametrize("typed", ["", "???", "zzzzzz"])
def test_what_is_like_nothing_is_unknown(typed):
    with pytest.raises(UnknownItem) as raised:
        find_by_prefix(IDS, typed)
    assert "ý bạn là" not in str(raised.value)


def test_nothing_is_found_among_nothing():
    with pytest.raises(UnknownItem):
        find_by_prefix([], "tin")
