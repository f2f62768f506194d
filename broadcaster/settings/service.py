"""What ``station.toml`` says of the service: its hours, its alarms, its backups, and how long sound stays."""

from __future__ import annotations

import re
from datetime import time
from typing import Annotated

from pydantic import BeforeValidator, Field, ValidationInfo, field_validator

from broadcaster.settings.shapes import Hour, Table, Words, wrong

_ADDRESS = re.compile(r"[^\s@<>,]+@[^\s@<>,]+")


def _listed(value: object) -> object:
    return [part.strip() for part in value.split(",") if part.strip()] if isinstance(value, str) else value


class TimersSettings(Table):
    """When the station's service (``broadcaster run``) does its work, most of it for the next day."""

    prepare: Hour = Field(default=time(14), description="Giờ nhập tin trong news/, viết kịch bản, thu bài đã duyệt.")
    plan: Hour = Field(default=time(15), description="Giờ lập kế hoạch ngày mai.")
    mix: Hour = Field(default=time(15, 30), description="Giờ dựng chương trình ngày mai.")
    publish: Hour = Field(default=time(16), description="Giờ giao gói phát ngày mai (dựng nốt nếu còn thiếu).")
    close: Hour = Field(default=time(0, 30), description="Giờ xem lại nhật ký ngày hôm qua đã đủ chưa.")
    backup: Hour = Field(default=time(1, 30), description="Giờ sao lưu hằng đêm.")
    retention: Hour = Field(default=time(2, 30), description="Giờ dọn âm thanh quá hạn giữ.")
    gather_minutes: int = Field(default=15, ge=1, le=1440, description="Bao nhiêu phút nhập tin trong news/ một lần.")
    feeds_minutes: int = Field(default=5, ge=1, le=1440, description="Bao nhiêu phút xem có nguồn tin nào tới giờ hỏi.")
    mail_minutes: int = Field(default=5, ge=1, le=1440, description="Bao nhiêu phút xem đã tới giờ mở hòm thư chưa.")
    voice_minutes: int = Field(default=30, ge=1, le=1440, description="Bao nhiêu phút thu bài đã duyệt một lần.")
    watch_minutes: int = Field(
        default=5, ge=1, le=1440, description="Bao nhiêu phút xem ổ đĩa và các buổi sắp phát một lần."
    )
    engines_minutes: int = Field(default=60, ge=1, le=1440, description="Bao nhiêu phút thử các bộ đọc một lần.")
    catch_up_hours: int = Field(
        default=20,
        ge=1,
        le=23,
        description="Việc hằng ngày lỡ giờ thì còn làm bù trong bao nhiêu giờ; quá thì ghi là lỡ.",
    )
    warn_minutes: int = Field(
        default=60, ge=5, le=1440, description="Trước giờ phát bao nhiêu phút mà còn thiếu gì thì báo động."
    )

    @property
    def hours(self) -> dict[str, time]:
        """Give the local hour of each daily job by its name, in the order of the day's work."""
        names = ("prepare", "plan", "mix", "publish", "close", "backup", "retention")
        return {name: getattr(self, name) for name in names}


class AlarmsSettings(Table):
    """Where alarms go besides the screen; passwords come from the environment or the secrets file alone."""

    smtp_host: str = Field(default="", description="Máy chủ thư để gửi báo động; để trống là không gửi thư.")
    smtp_port: int = Field(default=587, ge=1, le=65535, description="Cổng của máy chủ thư.")
    starttls: bool = Field(default=True, description="Bắt buộc mã hóa đường truyền tới máy chủ thư (STARTTLS).")
    smtp_user: str = Field(
        default="",
        description="Tên đăng nhập máy chủ thư; mật khẩu để ở BROADCASTER_SMTP_PASSWORD (môi trường, tệp khóa).",
    )
    sender: str = Field(default="", description="Địa chỉ người gửi thư báo động.")
    to: Annotated[tuple[Words, ...], BeforeValidator(_listed)] = Field(
        default=(), description="Các địa chỉ nhận thư báo động."
    )
    webhook: str = Field(default="", description="Địa chỉ http(s) nhận báo động dạng JSON; để trống là không gửi.")
    timeout_seconds: int = Field(
        default=10, ge=1, le=60, description="Đợi máy chủ thư hay địa chỉ nhận bao nhiêu giây."
    )

    @field_validator("to")
    @classmethod
    def _a_letter_has_both_ends(cls, to: tuple[str, ...], info: ValidationInfo) -> tuple[str, ...]:
        if info.data.get("smtp_host") and not (to and info.data.get("sender")):
            raise wrong("còn trống: đã khai smtp_host thì phải khai cả sender và to")
        for address in (*to, info.data.get("sender") or "a@b"):
            if not _ADDRESS.fullmatch(address):
                raise wrong(f'có "{address}" không phải địa chỉ thư')
        return to

    @field_validator("webhook")
    @classmethod
    def _an_address(cls, webhook: str) -> str:
        if webhook and not webhook.startswith(("http://", "https://")):
            raise wrong("phải bắt đầu bằng http:// hoặc https://")
        return webhook


class BackupSettings(Table):
    """Where backups go and how long they stay."""

    folder: str = Field(
        default="",
        description="Thư mục để bản sao lưu, nên ở ổ đĩa khác; để trống là sao-luu/ trong thư mục đài.",
    )
    keep_days: int = Field(default=14, ge=1, description="Giữ bản sao lưu của bao nhiêu ngày gần nhất.")
    keep_weeks: int = Field(default=8, ge=0, description="Giữ thêm mỗi tuần một bản trong bao nhiêu tuần.")


class RetentionSettings(Table):
    """How long sound that has aired stays; the airings themselves stay for ever."""

    sound_months: int = Field(
        default=24,
        ge=0,
        description="Số tháng giữ chương trình, gói phát đã phát và tiếng không ai dùng; 0 là giữ mãi. "
        "Nhật ký phát sóng luôn giữ mãi.",
    )
