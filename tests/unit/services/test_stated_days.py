from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from makers import NOW, a_news_draft

from broadcaster.domain.ids import NewsItemId
from broadcaster.domain.zone import ZONE
from broadcaster.services.stated_days import stated_rule

ITEM = NewsItemId("tin")


def _rule(body, **over):
    return stated_rule(ITEM, a_news_draft(body=body, **over), by="Lan", now=NOW)


def _at(*day):
    return datetime(*day, tzinfo=ZONE)


def test_an_item_about_a_deadline_is_not_aired_after_it_and_the_rule_names_the_words():
    rule = _rule("Bà con nộp hồ sơ đến hết ngày 20/3/2023 tại bộ phận một cửa.")
    assert rule is not None
    assert (rule.not_before, rule.not_after) == (None, _at(2023, 3, 21))
    assert "đến hết ngày 20/3/2023" in rule.by


def test_an_item_under_embargo_is_not_aired_before():
    rule = _rule("Không phổ biến trước ngày 18/3/2023. Huyện công bố chỉ số cải cách hành chính.")
    assert rule is not None
    assert (rule.not_before, rule.not_after) == (_at(2023, 3, 18), None)


@pytest.mark.parametrize(
    "body",
    [
        "Xã mở thêm một bộ phận một cửa.",
        "Hạn nộp hồ sơ là ngày 20/2/2023.",
        "Tính đến hết ngày 20/3/2023, xã giải quyết 120 hồ sơ.",
    ],
)
def test_an_item_without_a_day_to_come_has_no_rule(body):
    assert _rule(body) is None


def test_what_the_source_says_in_its_own_fields_comes_first():
    until = NOW + timedelta(days=2)
    rule = _rule("Bà con nộp hồ sơ đến hết ngày 20/3/2023.", not_after=until)
    assert rule is not None
    assert (rule.not_after, rule.by) == (until, "Lan")


def test_days_that_contradict_each_other_leave_the_deadline():
    rule = _rule("Đăng ký đến hết ngày 16/3/2023. Không phổ biến trước ngày 20/3/2023.")
    assert rule is not None
    assert (rule.not_before, rule.not_after) == (None, _at(2023, 3, 17))
