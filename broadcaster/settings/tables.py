"""What each table of ``schedules/*.toml`` may hold, key by key."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from broadcaster.domain.timetables import ClockEventKind, HolidayRule, Measure, Runs, StartKind
from broadcaster.domain.units import Transmission, UnitKind
from broadcaster.settings.day_tables import CampaignRow, ExceptionRow, HolidayRow, RelayRow
from broadcaster.settings.letterheads import LetterheadRow
from broadcaster.settings.row_values import (
    EVERYWHERE,
    Length,
    OutletName,
    SmallName,
    TopicChoice,
    VoiceName,
    Weekdays,
)
from broadcaster.settings.shapes import AirDay, Day, Hour, Table, Words, as_table, wrong

_MOST_ITEMS = 99


def _event(value: object) -> object:
    return {"kind": value} if isinstance(value, str) else value


def _quiet(value: object) -> object:
    table = as_table(value)
    if table is not None and table.get("starts") == table.get("stops") is not None:
        raise wrong("có 'starts' trùng 'stops', giờ yên tĩnh dài 0 phút")
    return value


class CodeRow(Table):
    """An official code with its days."""

    code: Words = Field(description="Mã trong danh mục đơn vị hành chính.")
    valid_from: Day | None = Field(default=None, description="Ngày đầu mã chỉ đơn vị này.")
    valid_to: Day | None = Field(default=None, description="Ngày cuối mã chỉ đơn vị này.")


class UnitRow(Table):
    """``[[unit]]``: an administrative unit."""

    id: SmallName = Field(description="Mã riêng của đơn vị trong đài, không đổi, không dùng lại: chữ thường không dấu.")
    kind: UnitKind = Field(description="Loại: tỉnh, huyện, xã, phường, thị trấn.")
    name: Words = Field(description="Tên riêng, không kèm loại.")
    codes: tuple[CodeRow, ...] = Field(default=(), description="Các mã chính thức, mỗi mã kèm ngày có hiệu lực.")
    parent: str | None = Field(default=None, description="Mã đơn vị cấp trên.")
    aliases: tuple[Words, ...] = Field(default=(), description="Tên khác mà người dùng hay gõ.")
    heading: tuple[Words, ...] = Field(
        default=(), description="Các dòng đầu văn bản: cơ quan chủ quản, cơ quan ban hành."
    )
    signer_title: str = Field(default="", description="Quyền hạn, chức vụ người ký.")
    signer: str = Field(default="", description="Họ tên người ký.")
    letterheads: tuple[LetterheadRow, ...] = Field(
        default=(), description="Thể thức văn bản của đơn vị, mỗi thể thức kèm ngày có hiệu lực."
    )


class OutletRow(Table):
    """``[[outlet]]``: a station or one commune's loudspeakers."""

    id: OutletName = Field(description="Mã đài, cụm loa: chữ hoa không dấu, chữ số, gạch nối.")
    unit: Words = Field(description="Mã đơn vị quản lý.")
    name: Words = Field(description="Tên hiển thị.")
    transmission: Transmission = Field(description="Cách truyền tiếng: ip, fm hoặc wired (có dây).")
    aliases: tuple[Words, ...] = Field(
        default=(), description="Tên khác mà người dùng hay gõ; không trùng tên nơi khác."
    )
    groups: tuple[Words, ...] = Field(default=(), description="Các nhóm, để giờ phát và chỉ tiêu gọi chung.")
    offset_lu: int = Field(
        default=0, ge=-12, le=6, description="Dựng to hơn (hay nhỏ hơn, số âm) mức chung của đài bao nhiêu LU."
    )


class TopicRow(Table):
    """``[[topic]]``: a content area."""

    code: int = Field(ge=0, description="Mã số, dùng trong nhật ký và báo cáo; không dùng lại.")
    name: Words = Field(description="Tên đầy đủ theo kế hoạch.")
    short: str = Field(default="", description="Tên ngắn cho bảng hẹp; để trống thì dùng tên đầy đủ.")


class DaypartRow(Table):
    """``[[daypart]]``: a block of the day and the session that airs in it."""

    id: SmallName = Field(description="Mã buổi.")
    name: Words = Field(description="Tên buổi.")
    starts: Hour = Field(description="Giờ sớm nhất được phát của buổi.")
    stops: Hour = Field(description="Giờ mà buổi phải phát xong.")


class EventRow(Table):
    """One event of a clock; a plain word stands for one item of that kind."""

    kind: ClockEventKind = Field(description="Loại mục.")
    least: int = Field(default=1, ge=0, le=_MOST_ITEMS, description="Số mục ít nhất.")
    most: int = Field(default=1, ge=1, le=_MOST_ITEMS, description="Số mục nhiều nhất.")
    length: Length | None = Field(default=None, description="Riêng mục 'music': nhạc dài bao lâu, phút:giây.")


class ClockRow(Table):
    """``[[clock]]``: the model of a session."""

    id: SmallName = Field(description="Mã mẫu giờ.")
    name: Words = Field(description="Tên chương trình.")
    length: Length = Field(description="Thời lượng đúng, phút:giây.")
    events: tuple[Annotated[EventRow, BeforeValidator(_event)], ...] = Field(
        min_length=1, description="Các mục theo thứ tự phát; tên mục, hoặc bảng {kind, least, most, length}."
    )


class SlotRow(Table):
    """``[[slot]]``: when outlets air a session."""

    session: Words = Field(description="Mã buổi.")
    clock: Words = Field(description="Mã mẫu giờ.")
    starts: Hour | None = Field(
        default=None,
        description="Giờ bắt đầu phát. Có 'follows' hay 'precedes' thì chỉ dùng cho ngày không có mốc ấy.",
    )
    weekdays: Weekdays = Field(description='Các ngày trong tuần: "mon-sun" hoặc ["mon", "tue"].')
    outlets: tuple[Words, ...] = Field(
        min_length=1, description='Nơi phát: "*" là mọi nơi, "group:TÊN" là một nhóm, hoặc mã từng nơi.'
    )
    first: AirDay | None = Field(default=None, description="Ngày đầu có hiệu lực.")
    last: AirDay | None = Field(default=None, description="Ngày cuối có hiệu lực.")
    campaign: str = Field(default="", description="Chỉ phát trong những ngày của đợt tuyên truyền này (mã đợt).")
    holidays: HolidayRule = Field(
        default=HolidayRule.ANY, description="Ngày lễ, tết: any (như ngày thường), only (chỉ ngày lễ), never (nghỉ)."
    )
    start: StartKind = Field(
        default=StartKind.HARD, description="hard: đúng giờ; soft: chờ mục trước phát xong, trong khoảng 'window'."
    )
    window: Length | None = Field(default=None, description="Giờ mềm được muộn nhất bao lâu, phút:giây.")
    follows: str = Field(default="", description="Phát ngay sau buổi phát hay tiếp âm này (mã).")
    precedes: str = Field(default="", description="Phát xong ngay trước buổi phát hay tiếp âm này (mã); giờ tính lùi.")
    gap: Length | None = Field(default=None, description="Cách mốc 'follows', 'precedes' bao lâu, phút:giây.")


class QuietRow(Table):
    """Quiet hours of a policy."""

    starts: Hour = Field(description="Giờ bắt đầu yên tĩnh.")
    stops: Hour = Field(description="Giờ được phát trở lại.")


class PolicyRow(Table):
    """``[[policy]]``: limits of some outlets."""

    outlets: tuple[Words, ...] = Field(min_length=1, description="Nơi áp dụng, ghi như ở [[slot]].")
    quiet_hours: Annotated[QuietRow, BeforeValidator(_quiet)] | None = Field(
        default=None, description="Giờ yên tĩnh riêng."
    )
    daily_most: int | None = Field(
        default=None, ge=1, le=1440, description="Mỗi ngày phát nhiều nhất bao nhiêu phút, cả buổi phát và tiếp âm."
    )
    basis: str = Field(default="", description="Giới hạn lấy từ văn bản nào, ai quyết định.")


class BandRow(Table):
    """One step of ``bands``."""

    least: float = Field(gt=0, allow_inf_nan=False, description="Từ mức này trở lên.")
    points: float = Field(ge=0, allow_inf_nan=False, description="Số điểm của mức.")


class TargetRow(Table):
    """``[[target]]``: a coverage target."""

    topic: TopicChoice = Field(description='Mã chủ đề, hoặc "all" cho mọi chủ đề cải cách hành chính.')
    outlets: tuple[Words, ...] = Field(
        default=(EVERYWHERE,), min_length=1, description="Nơi áp dụng, ghi như ở [[slot]]."
    )
    period: Words = Field(description="Kỳ: 2023, 2023-03, 2023-Q1, 2023-H1 hoặc TỪ..ĐẾN.")
    measure: Measure = Field(description="Đếm gì: minutes (phút), airings (lượt phát), items (tin, bài khác nhau).")
    amount: float | None = Field(default=None, gt=0, allow_inf_nan=False, description="Mức phải đạt ở mỗi nơi.")
    baseline: float | None = Field(default=None, ge=0, allow_inf_nan=False, description="Mức của kỳ gốc ở mỗi nơi.")
    rise_percent: float | None = Field(default=None, allow_inf_nan=False, description="Tăng bao nhiêu % so với kỳ gốc.")
    baseline_source: str = Field(default="", description="Mức kỳ gốc lấy từ sổ nào, ai nhập.")
    baseline_period: str = Field(default="", description="Kỳ gốc đếm từ chính nhật ký: ghi thay cho 'baseline'.")
    bands: tuple[BandRow, ...] = Field(
        default=(), description="Thang điểm chấm từng nơi, thay cho 'amount': mỗi mức một bảng {least, points}."
    )
    grade: Literal["operator", "player", "measured"] = Field(
        default="operator",
        description="Bằng chứng ít nhất: operator (người trực xác nhận), player (máy phát ghi) hoặc measured "
        "(đo ngoài sóng).",
    )
    runs: Runs = Field(
        default=Runs.ALL, description="Đếm lượt nào: all (mọi lượt), first (lần đầu), repeat (phát lại)."
    )
    document: str = Field(default="", description="Văn bản giao chỉ tiêu.")
    set_by: str = Field(default="", description="Ai giao chỉ tiêu.")


class WordRow(Table):
    """``[[word]]``: how the station says a written word."""

    written: Words = Field(description="Đúng như viết trong bài, kể cả chữ hoa.")
    spoken: Words = Field(description="Cách đọc, viết thành chữ tiếng Việt.")
    context: tuple[Words, ...] = Field(
        default=(), description="Chỉ đọc thế khi một trong các từ này đứng gần trong câu."
    )
    voice: VoiceName = Field(
        default="", description="Chỉ đọc thế bằng bộ đọc (espeak) hoặc giọng này (espeak:nu-phat-thanh)."
    )
    outlets: tuple[Words, ...] = Field(
        default=(), description="Chỉ đọc thế trong bài phát riêng ở các nơi này: mã từng nơi."
    )


TABLES: Mapping[str, type[Table]] = {
    "unit": UnitRow,
    "outlet": OutletRow,
    "topic": TopicRow,
    "daypart": DaypartRow,
    "clock": ClockRow,
    "slot": SlotRow,
    "relay": RelayRow,
    "exception": ExceptionRow,
    "campaign": CampaignRow,
    "holiday": HolidayRow,
    "policy": PolicyRow,
    "target": TargetRow,
}
"""Every table that a schedule file may hold, each repeated as ``[[name]]``."""

WORD_TABLES: Mapping[str, type[Table]] = {"word": WordRow}
"""Every table that a lexicon file may hold."""
