"""The pay table of ``schedules/rates*.toml``: no timetable depends on it, so it needs no ``schedule apply``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from pathlib import Path
from typing import Annotated

from pydantic import BeforeValidator, Field

from broadcaster.domain.ids import Dong, NewsItemId
from broadcaster.domain.royalties import GradedItem, PayRole, PayUnit, QualityGrade, RateTable, RoyaltyRate
from broadcaster.domain.topics import Genre
from broadcaster.settings.findings import Finding, refuse
from broadcaster.settings.rows import RATES, Placed, RowReader, read_schedules, repeated, unknown_name, unknown_tables
from broadcaster.settings.shapes import Day, Table, Words, wrong

_MOST = 1_000_000_000


def _dong(value: object) -> int:
    """Refuse what is no whole number: 50.000 is fifty to TOML, and nobody means that."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise wrong("phải là số đồng viết liền, không dấu chấm, không dấu nháy: 50000 hoặc 50_000")
    if not 0 <= value <= _MOST:
        raise wrong(f"phải từ 0 đến {_MOST} đồng")
    return value


def _percent(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= 1000:  # noqa: PLR2004 - ten times
        raise wrong("phải là số phần trăm nguyên từ 0 đến 1000: hệ số 1,2 ghi 120")
    return value


class RoyaltyRow(Table):
    """``[[royalty]]``: what is paid for one work on one genre."""

    genre: Genre = Field(description="Thể loại: tin, bai, hoi-dap, pho-bien, guong, khau-hieu.")
    role: PayRole = Field(
        default=PayRole.AUTHOR,
        description="Phần việc: tac-gia (tác giả), bien-tap (biên tập), doc (người đọc; máy đọc thì không tính).",
    )
    per: PayUnit = Field(default=PayUnit.ITEM, description="Tính theo: item (mỗi tin, bài) hoặc minute (mỗi phút).")
    amount: Annotated[int, BeforeValidator(_dong)] | None = Field(
        default=None, description="Số đồng, số nguyên viết liền; bỏ trống thì sổ ghi 'chưa có mức'."
    )
    valid_from: Day | None = Field(default=None, description="Ngày đầu áp dụng mức này.")
    valid_to: Day | None = Field(default=None, description="Ngày cuối áp dụng mức này.")
    basis: str = Field(default="", description="Mức lấy từ văn bản nào, ai quyết định; có 'amount' thì bắt buộc.")


class QualityRow(Table):
    """``[[quality]]``: the coefficient of a grade of quality."""

    name: Words = Field(description="Tên mức chất lượng, ví dụ A.")
    percent: Annotated[int, BeforeValidator(_percent)] = Field(
        description="Hệ số theo phần trăm, số nguyên: hệ số 1,2 ghi 120. Bài chưa xếp loại tính 100."
    )


class GradedRow(Table):
    """``[[graded]]``: the grade of one item."""

    item: Words = Field(description="Mã tin, như ở `broadcaster news list`.")
    grade: Words = Field(description="Tên mức chất lượng đã khai ở [[quality]].")
    by: str = Field(default="", description="Ai đã xếp loại.")


RATE_TABLES: Mapping[str, type[Table]] = {"royalty": RoyaltyRow, "quality": QualityRow, "graded": GradedRow}
"""Every table that a file of rates may hold."""


def load_rates(folder: Path) -> RateTable:
    """Read the pay table of ``FOLDER/rates*.toml``; a folder without such a file has an empty one.

    Raises:
        SettingsError: with every finding at once, each naming file, line and key.
    """
    files, unreadable = read_schedules(folder, beginning=RATES)
    reader = RowReader(files)
    rates, qualities = reader.rows("royalty", RoyaltyRow), reader.rows("quality", QualityRow)
    graded = reader.rows("graded", GradedRow)
    known = frozenset(placed.row.name for placed in qualities)
    refuse(
        (
            *unreadable,
            *reader.found,
            *unknown_tables(files, RATE_TABLES),
            *_rate_findings(rates),
            *repeated(qualities, "name", lambda row: row.name),
            *repeated(graded, "item", lambda row: row.item),
            *(finding for each in graded for finding in unknown_name(each, "grade", each.row.grade, known)),
        )
    )
    return RateTable(
        rates=tuple(_rate(placed.row) for placed in rates),
        qualities=tuple(QualityGrade(name=each.row.name, percent=each.row.percent) for each in qualities),
        graded=tuple(
            GradedItem(item_id=NewsItemId(each.row.item), grade=each.row.grade, by=each.row.by) for each in graded
        ),
    )


def _rate(row: RoyaltyRow) -> RoyaltyRate:
    return RoyaltyRate(
        genre=row.genre,
        role=row.role,
        unit=row.per,
        amount=None if row.amount is None else Dong(row.amount),
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        basis=row.basis,
    )


def _rate_findings(rates: Sequence[Placed[RoyaltyRow]]) -> Iterator[Finding]:
    for placed in rates:
        row = placed.row
        if row.amount is not None and not row.basis:
            yield placed.finding("amount", "có 'amount' mà thiếu 'basis': ghi mức lấy từ văn bản nào, ai quyết định")
        if row.valid_from and row.valid_to and row.valid_to < row.valid_from:
            told = f"mức hết hiệu lực {row.valid_to} trước ngày bắt đầu {row.valid_from}"
            yield placed.finding("valid_to", told)
    for one, other in combinations(rates, 2):
        if _rate(one.row).meets(_rate(other.row)):
            told = f"mức cho '{other.row.genre}', '{other.row.role}' trùng ngày áp dụng với {one.place}"
            yield other.finding("genre", f"{told}; sửa valid_from, valid_to")
