"""Findings about coverage targets."""

import pytest

BASE = 'baseline = 100\nrise_percent = 20\nbaseline_source = "Sổ nhật ký năm 2022"\n'


def test_a_rise_over_a_baseline_with_its_source_is_a_target_for_all_outlets(schedules):
    (target,) = schedules.timetable.targets
    assert (target.topic, target.outlets, target.wanted) == (None, (), 120)
    assert target.baseline_source == "Sổ nhật ký năm 2022"


def test_an_amount_for_a_group_and_a_topic_is_a_target(schedules):
    schedules.change("targets.toml", 'topic = "all"', 'topic = 2\noutlets = ["group:xa"]')
    schedules.change("targets.toml", BASE, "amount = 40\n")
    (target,) = schedules.timetable.targets
    assert (target.topic, target.outlets, target.wanted) == (2, ("NGHIA-SON", "XA-NGHIA-HUNG"), 40)


@pytest.mark.parametrize(
    ("old", "new", "at", "text"),
    [
        ('topic = "all"', "topic = 3", "topic", "'topic' chỉ tới '3' không có; các tên dùng được: 0, 2"),
        (
            'topic = "all"',
            'topic = "tất cả"',
            "topic",
            "'topic' phải là mã chủ đề (số), hoặc \"all\" cho mọi chủ đề cải cách hành chính",
        ),
        (BASE, "", "[[target]]", "chỉ tiêu thiếu mức: ghi 'amount', hoặc ghi 'baseline' cùng 'rise_percent'"),
        (
            "rise_percent = 20\n",
            "",
            "[[target]]",
            "chỉ tiêu thiếu mức: ghi 'amount', hoặc ghi 'baseline' cùng 'rise_percent'",
        ),
        (
            "baseline = 100",
            "amount = 5\nbaseline = 100",
            "amount",
            "ghi 'amount', hoặc 'baseline' cùng 'rise_percent', không ghi cả hai",
        ),
        (
            'baseline_source = "Sổ nhật ký năm 2022"\n',
            "",
            "baseline",
            "có 'baseline' mà thiếu 'baseline_source': ghi mức gốc lấy từ sổ nào, ai nhập",
        ),
        (
            'period = "2023"',
            'period = "quý 1"',
            "period",
            "'period': Không hiểu kỳ báo cáo \"quý 1\". Viết 2023, 2023-03, 2023-Q1",
        ),
        (
            'period = "2023"',
            'period = "2023-05-01..2023-04-01"',
            "period",
            "'period': Không hiểu kỳ báo cáo \"2023-05-01..2023-04-01\". Viết 2023",
        ),
        ('"minutes"', '"minute"', "measure", "'measure' không nhận 'minute'; ý bạn là 'minutes'?"),
        ("baseline = 100", "baseline = -1", "baseline", "'baseline' là -1, phải từ 0"),
        ("baseline = 100", 'baseline = "nhiều"', "baseline", "'baseline' phải là số, không đặt trong dấu nháy"),
        ("baseline = 100", "baseline = nan", "baseline", "'baseline' phải là số hữu hạn"),
        (
            'topic = "all"',
            'topic = "all"\noutlets = ["group:huyen"]',
            "outlets",
            "'outlets' chỉ tới 'group:huyen' không có",
        ),
    ],
)
def test_a_target_that_cannot_be_measured_is_refused_at_its_line(schedules, old, new, at, text):
    schedules.change("targets.toml", old, new)
    place = schedules.line("targets.toml", at)
    assert schedules.finding.startswith(f"{place}: {text}")
