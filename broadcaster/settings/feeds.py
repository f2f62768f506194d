"""What ``station.toml`` says of news that the station fetches by itself: feeds, and a mailbox."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, field_validator, model_validator

from broadcaster.domain.news_feeds import MAILBOX
from broadcaster.settings.shapes import Table, Words, wrong


def _listed(value: object) -> object:
    return [part.strip() for part in value.split(",") if part.strip()] if isinstance(value, str) else value


class FeedSettings(Table):
    """One feed that is followed."""

    address: Words = Field(description="Địa chỉ RSS, Atom hoặc JSON Feed (https://…).")
    source: str = Field(default="", description="Nguồn ghi vào tin khi nguồn tin không tự ghi.")
    rights: str = Field(default="", description="Quyền sử dụng ghi vào tin khi nguồn tin không tự ghi.")
    topic: str = Field(default="", description="Chủ đề của mọi tin; để trống thì máy gợi ý, biên tập chọn.")
    genre: str = Field(default="", description="Thể loại của mọi tin; để trống là tin.")
    minutes: int = Field(default=30, ge=5, le=1440, description="Bao nhiêu phút hỏi một lần.")
    pages: bool = Field(
        default=False,
        description="Mở trang của từng mục mới (20 trang một lần) để lấy cả bài thay phần tóm tắt.",
    )

    @field_validator("address")
    @classmethod
    def _by_http(cls, address: str) -> str:
        if not address.startswith(("http://", "https://")):
            raise wrong('phải mở đầu bằng "https://" hoặc "http://"')
        return address


class FeedsSettings(Table):
    """How sites are asked, and by which names feeds are followed: ``[feeds.NAME]``."""

    model_config = ConfigDict(extra="allow")
    others: ClassVar[type[BaseModel] | None] = FeedSettings
    __pydantic_extra__: dict[str, FeedSettings] = Field(init=False)  # pyright: ignore[reportIncompatibleVariableOverride] - pydantic's own form

    contact: str = Field(
        default="", description="Thư điện tử hoặc trang của đài, để chủ các trang biết ai đang lấy tin."
    )
    inside: Annotated[tuple[Words, ...], BeforeValidator(_listed)] = Field(
        default=(),
        description="Máy trong mạng nội bộ mà đài được lấy tin: tên, hoặc tên:cổng. Máy khác trong mạng bị từ chối.",
    )

    @model_validator(mode="after")
    def _no_feed_is_the_mailbox(self) -> FeedsSettings:
        if MAILBOX in self.followed:
            raise wrong(f'có nguồn tin tên "{MAILBOX}", tên ấy dành cho hòm thư; đặt tên khác')
        return self

    @property
    def followed(self) -> dict[str, FeedSettings]:
        """Give the feeds by their names."""
        return dict(self.__pydantic_extra__)


class MailboxSettings(Table):
    """A mailbox that offices send news to; its password is the secret ``MAILBOX_PASSWORD``."""

    host: str = Field(default="", description="Máy chủ IMAP; để trống là không nhận tin qua thư.")
    port: int = Field(default=993, ge=1, le=65535, description="Cổng của máy chủ IMAP.")
    tls: bool = Field(default=True, description="Mã hóa đường truyền (TLS); chỉ tắt khi máy chủ thư ở ngay máy này.")
    user: str = Field(default="", description="Tên đăng nhập hòm thư.")
    folder: str = Field(default="INBOX", description="Ngăn thư được đọc.")
    senders: Annotated[tuple[Words, ...], BeforeValidator(_listed)] = Field(
        default=(), description="Chỉ nhận thư của các địa chỉ hoặc @tên-miền này; để trống là nhận của mọi người."
    )
    minutes: int = Field(default=10, ge=1, le=1440, description="Bao nhiêu phút xem thư một lần.")
