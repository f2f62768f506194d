"""The sheet on which an operator without a player says what aired, week by week."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from broadcaster.domain.ids import DurationMs, OutletId, PlaylistId, SessionId

SHEET_FORM = "broadcaster-log-sheet/1"
"""Stands in a hidden cell of every sheet, so that another workbook is not taken for one."""

SHEET_NAME = "Xác nhận"
"""Name of the one page of the workbook."""

HEADER_ROW = 4
"""Row of the column names; sessions stand below it, the form's name above it."""

PLAN_COLUMNS = ("Ngày", "Buổi", "Giờ kế hoạch", "Dài (phút)")
"""Filled in and locked."""

WORD_COLUMNS = ("Kết quả", "Giờ phát thật", "Đã phát (phút)", "Lý do", "Người trực")
"""To be filled in."""

ID_COLUMNS = ("mã lịch phát", "mã đài", "ngày", "mã buổi")
"""Hidden: what a row speaks of."""

REASONS = ("mất điện", "mất mạng", "hỏng máy phát", "hỏng loa", "chờ tiếp âm", "phát khẩn cấp", "quên", "lý do khác")
"""Offered for why a session was late, cut or lost; another one may be typed."""


class SheetWord(StrEnum):
    """What may be said of a session; the value is what stands in the cell."""

    ON_TIME = "đã phát đúng giờ"
    LATE = "phát trễ"
    PARTIAL = "phát một phần"
    LOST = "không phát"


@dataclass(frozen=True, kw_only=True, slots=True)
class SheetSession:
    """One session of a sheet."""

    playlist_id: PlaylistId | None
    """Its plan; none while it is not planned."""
    outlet_id: OutletId
    """Where."""
    session: SessionId
    """Session of the day."""
    name: str
    """What people call it."""
    starts_at: datetime
    """When it is to start (aware)."""
    length: DurationMs
    """How long it is to be."""
