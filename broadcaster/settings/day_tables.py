"""What the tables of ``schedules/*.toml`` about other programmes and other days may hold, key by key."""

from __future__ import annotations

from pydantic import Field

from broadcaster.domain.timetables import HolidayRule
from broadcaster.settings.row_values import EVERYWHERE, Length, SmallName, Weekdays
from broadcaster.settings.shapes import AirDay, Hour, Table, Words


class RelayRow(Table):
    """``[[relay]]``: when outlets pass on another station's programme."""

    id: SmallName = Field(description="Mã tiếp âm, để 'follows', 'precedes' và [[exception]] gọi tên.")
    source: Words = Field(description="Tiếp âm của đài nào, chương trình nào.")
    starts: Hour = Field(description="Giờ bắt đầu; không bao giờ bị dời theo mục khác.")
    length: Length = Field(description="Dài bao lâu, phút:giây.")
    weekdays: Weekdays = Field(description="Các ngày trong tuần, ghi như ở [[slot]].")
    outlets: tuple[Words, ...] = Field(min_length=1, description="Nơi tiếp âm, ghi như ở [[slot]].")
    first: AirDay | None = Field(default=None, description="Ngày đầu có hiệu lực.")
    last: AirDay | None = Field(default=None, description="Ngày cuối có hiệu lực.")
    holidays: HolidayRule = Field(
        default=HolidayRule.ANY, description="Ngày lễ, tết: any (như ngày thường), only (chỉ ngày lễ), never (nghỉ)."
    )


class ExceptionRow(Table):
    """``[[exception]]``: what is otherwise on some days."""

    name: Words = Field(description="Lý do, để mọi người hiểu.")
    first: AirDay = Field(description="Ngày đầu.")
    last: AirDay | None = Field(default=None, description="Ngày cuối; để trống thì chỉ một ngày.")
    outlets: tuple[Words, ...] = Field(
        default=(EVERYWHERE,), min_length=1, description="Nơi áp dụng, ghi như ở [[slot]]."
    )
    sessions: tuple[Words, ...] = Field(
        default=(), description="Mã các buổi phát, tiếp âm nghỉ hay dời; để trống là tất cả."
    )
    starts: Hour | None = Field(default=None, description="Dời tới giờ này; để trống là nghỉ.")


class CampaignRow(Table):
    """``[[campaign]]``: some days of more publicity."""

    id: SmallName = Field(description="Mã đợt tuyên truyền.")
    name: Words = Field(description="Tên đợt tuyên truyền.")
    first: AirDay = Field(description="Ngày đầu.")
    last: AirDay = Field(description="Ngày cuối.")
    topics: tuple[int, ...] = Field(default=(), description="Mã các chủ đề của đợt.")
    least_runs: int = Field(
        default=0, ge=0, le=99, description="Mỗi tin thuộc các chủ đề ấy phát ít nhất mấy lượt ở mỗi nơi."
    )
    document: str = Field(default="", description="Văn bản giao đợt tuyên truyền.")


class HolidayRow(Table):
    """``[[holiday]]``: days off that are added to the public holidays or taken from them."""

    name: Words = Field(description="Tên ngày nghỉ, hoặc lý do vẫn làm việc.")
    first: AirDay = Field(description="Ngày đầu.")
    last: AirDay | None = Field(default=None, description="Ngày cuối; để trống thì chỉ một ngày.")
    working: bool = Field(default=False, description="true: vẫn làm việc, bỏ khỏi các ngày lễ có sẵn của phần mềm.")
