"""``[emergency]``: who may send an emergency bulletin, how it sounds, and which alerts of others are believed."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, Field, ValidationInfo, field_validator

from broadcaster.domain.emergencies import AfterEmergency
from broadcaster.domain.voice_choices import VOICE_NAME
from broadcaster.settings.shapes import Day, Table, Words, wrong


def _named(names: tuple[str, ...]) -> tuple[str, ...]:
    for name in names:
        if not VOICE_NAME.fullmatch(name):
            raise wrong(f'có "{name}": viết tên bộ đọc, hay bộ_đọc:giọng, ví dụ "espeak:nu-phat-thanh"')
    return names


class EmergencySettings(Table):
    """Emergency bulletins; any relaxation is a recorded decision."""

    one_person: bool = Field(
        default=False, description="Cho phép một người vừa quyết định vừa phát bản tin khẩn cấp (đài chỉ có một người)."
    )
    cap_automatic: bool = Field(
        default=False, description="Cảnh báo CAP có chữ ký đúng được tự phát, không chờ người duyệt."
    )
    one_person_reason: str = Field(default="", description="Lý do cho phép một người phát bản tin khẩn cấp.")
    cap_reason: str = Field(default="", description="Lý do cho phép cảnh báo CAP tự phát.")
    cap_certificate: str = Field(
        default="",
        description="Tệp chứng thư (PEM) của nơi gửi cảnh báo CAP, trong thư mục đài; trống là không kiểm tra chữ ký.",
    )
    decided_by: str = Field(default="", description="Họ tên, chức vụ người quyết định các chính sách khẩn cấp.")
    decided_on: Day | None = Field(default=None, description="Ngày quyết định các chính sách khẩn cấp.")
    after: AfterEmergency = Field(
        default=AfterEmergency.RESUME,
        description="Sau bản tin: resume là phát tiếp từ chỗ bị ngắt, restart là phát lại từ đầu mục bị ngắt.",
    )
    repeat: int = Field(default=2, ge=1, le=5, description="Số lần đọc lời báo trong một bản tin.")
    voices: Annotated[tuple[Words, ...], AfterValidator(_named)] = Field(
        default=(), description="Thứ tự giọng đọc bản tin khẩn cấp; để trống thì theo giọng nữ của đài."
    )
    voice_seconds: float = Field(
        default=4.0,
        ge=0.5,
        le=60,
        allow_inf_nan=False,
        description="Số giây chờ các giọng ấy; quá thì espeak đọc thay, để bản tin ra kịp.",
    )

    @field_validator("one_person_reason")
    @classmethod
    def _one_person_has_reason(cls, reason: str, info: ValidationInfo) -> str:
        if info.data.get("one_person") and not reason:
            raise wrong("còn trống: chính sách một người (one_person = true) phải ghi lý do")
        return reason

    @field_validator("cap_reason")
    @classmethod
    def _automatic_has_reason(cls, reason: str, info: ValidationInfo) -> str:
        if info.data.get("cap_automatic") and not reason:
            raise wrong("còn trống: cho cảnh báo CAP tự phát (cap_automatic = true) phải ghi lý do")
        return reason

    @field_validator("cap_certificate")
    @classmethod
    def _automatic_is_proved(cls, path: str, info: ValidationInfo) -> str:
        if info.data.get("cap_automatic") and not path:
            raise wrong("còn trống: cảnh báo chỉ được tự phát khi kiểm tra được chữ ký, cần tệp chứng thư")
        return path

    @field_validator("decided_by")
    @classmethod
    def _somebody_decided(cls, name: str, info: ValidationInfo) -> str:
        if (info.data.get("one_person") or info.data.get("cap_automatic")) and not name:
            raise wrong("còn trống: chính sách khẩn cấp phải ghi ai quyết định")
        return name
