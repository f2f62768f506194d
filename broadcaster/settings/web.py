"""What ``station.toml`` says of the pages: where they are served, and for how long somebody stays signed in."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import BeforeValidator, Field, field_validator

from broadcaster.settings.shapes import Table, Words, wrong

_HOST = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?|\[[0-9A-Fa-f:]+\]", re.ASCII)


def _listed(value: object) -> object:
    return [part.strip() for part in value.split(",") if part.strip()] if isinstance(value, str) else value


class WebSettings(Table):
    """How the pages are served."""

    host: Words = Field(default="127.0.0.1", description="Địa chỉ mạng mà trang web nghe; 0.0.0.0 là cả mạng nội bộ.")
    port: int = Field(default=8080, ge=1, le=65535, description="Cổng của trang web.")
    hosts: Annotated[tuple[Words, ...], BeforeValidator(_listed)] = Field(
        default=(),
        description="Tên máy, tên miền người dùng gõ để vào trang, ngoài tên và địa chỉ của chính máy này.",
    )
    certificate: str = Field(default="", description="Tệp chứng thư TLS (PEM) của đài; để trống là tự làm khi cần.")
    key: str = Field(default="", description="Tệp khóa riêng của chứng thư (PEM).")
    proxies: Annotated[tuple[Words, ...], BeforeValidator(_listed)] = Field(
        default=(), description="Địa chỉ máy chủ trung gian (nginx) đứng trước, được tin khi nói ai đang gọi."
    )
    idle_minutes: int = Field(
        default=240, ge=5, le=1440, description="Bao nhiêu phút không làm gì thì phải đăng nhập lại."
    )
    session_hours: int = Field(
        default=12, ge=1, le=168, description="Bao nhiêu giờ sau khi đăng nhập thì phải đăng nhập lại."
    )
    upload_mb: int = Field(default=200, ge=1, le=4096, description="Tệp gửi lên lớn nhất, MB.")

    @field_validator("hosts")
    @classmethod
    def _bare_names(cls, hosts: tuple[str, ...]) -> tuple[str, ...]:
        for name in hosts:
            if not _HOST.fullmatch(name):
                raise wrong(f'có "{name}": chỉ ghi tên máy, không ghi https:// và số cổng, ví dụ "dai.xaquynhat.vn"')
        return hosts
