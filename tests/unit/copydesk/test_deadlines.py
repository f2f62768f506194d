"""An item about a deadline says itself until when it is of use; words that forbid to air it are heard too."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadcaster.copydesk.deadlines import deadline, embargo

PUBLISHED = date(2023, 3, 14)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Hồ sơ nộp đến hết ngày 20/5/2023.", date(2023, 5, 20)),
        ("Gửi báo cáo trước ngày 25/6/2023.", date(2023, 6, 24)),
        ("Gửi báo cáo về phòng trước ngày 25/6.", date(2023, 6, 24)),
        ("Thời hạn nộp thuế chậm nhất là ngày 31/10/2023.", date(2023, 10, 31)),
        ("Hạn cuối nhận hồ sơ là ngày 15 tháng 4.", date(2023, 4, 15)),
        ("Hạn đăng ký: ngày 30/4/2023.", date(2023, 4, 30)),
        ("Xã tiếp nhận hồ sơ từ ngày 15/4/2023 đến ngày 20/4/2023.", date(2023, 4, 20)),
        ("Đăng ký trước 17 giờ ngày 02/4/2023.", date(2023, 4, 1)),
        ("Nộp hồ sơ trước ngày 10/01.", date(2024, 1, 9)),
        ("Góp ý đến hết ngày 1/4/2023. Nộp phí chậm nhất ngày 5/4/2023.", date(2023, 4, 5)),
    ],
)
def test_a_deadline_ends_an_items_use(text, day):
    found = deadline(text, published=PUBLISHED)
    assert found is not None
    assert found.day == day
    assert text[found.start : found.end] == found.words


@pytest.mark.parametrize(
    "text",
    [
        "Tính đến hết ngày 15/6/2023, xã tiếp nhận 1.245 hồ sơ.",
        "Kế hoạch số 92/KH-UBND ngày 19/10/2021 về cải cách hành chính.",
        "Hồ sơ nộp đến hết ngày 20/5/2022.",
        "Chuyển đổi số đến năm 2025, định hướng đến năm 2030.",
        "Hạn hán kéo dài.",
        "Nộp trước ngày 31/2/2023.",
        "Từ 01/7/2025, xã tổ chức chính quyền hai cấp.",
    ],
)
def test_other_days_end_nothing(text):
    assert deadline(text, published=PUBLISHED) is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Không phổ biến trước ngày 20/3/2023.", date(2023, 3, 20)),
        ("Tin này không được phát trước 5 giờ ngày 20/3.", date(2023, 3, 20)),
        ("Chưa công bố cho đến hết ngày 20/3/2023.", date(2023, 3, 21)),
        ("Chỉ được đăng từ ngày 20/3/2023.", date(2023, 3, 20)),
    ],
)
def test_an_embargo_is_heard_and_is_no_deadline(text, day):
    found = embargo(text, published=PUBLISHED)
    assert found is not None
    assert found.day == day
    assert deadline(text, published=PUBLISHED) is None


def test_a_text_without_such_words_has_no_embargo():
    assert embargo("Phổ biến trước dân.", published=PUBLISHED) is None


@given(st.text(max_size=200), st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_a_deadline_never_lies_before_publication(text, published):
    found = deadline(f"Nộp hồ sơ đến hết ngày 20/5. {text}", published=published)
    assert found is None or found.day >= published
