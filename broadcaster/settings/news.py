"""What ``station.toml`` says of how news is taken in."""

from __future__ import annotations

from pydantic import Field

from broadcaster.domain.reading_limits import ReadingLimits
from broadcaster.settings.shapes import Table

_USUAL = ReadingLimits()


class NewsSettings(Table):
    """Which folder is watched, and how much of a file that somebody sends is read before it is refused."""

    folder: str = Field(
        default="",
        description="Thư mục tin bài được theo dõi, có thể ở ổ mạng; để trống là news/ trong thư mục đài.",
    )

    file_mb: int = Field(default=_USUAL.file_mb, ge=1, le=2048, description="Tệp tin bài lớn nhất, MB.")
    unpacked_mb: int = Field(
        default=_USUAL.unpacked_mb, ge=1, le=4096, description="Mọi thứ nén trong một tệp khi bung ra, nhiều nhất, MB."
    )
    members: int = Field(
        default=_USUAL.members, ge=1, le=10_000, description="Số tệp nhiều nhất trong một gói ZIP, một thư."
    )
    depth: int = Field(
        default=_USUAL.depth, ge=1, le=10, description="Gói trong gói, thư trong thư: sâu nhất bao nhiêu lớp."
    )
    pages: int = Field(default=_USUAL.pages, ge=1, le=10_000, description="Số trang nhiều nhất của một tệp PDF.")
    letters: int = Field(default=_USUAL.letters, ge=1000, description="Số ký tự nhiều nhất của một tệp.")
    seconds: int = Field(default=_USUAL.seconds, ge=1, le=600, description="Đọc một tệp lâu nhất bao nhiêu giây.")
    memory_mb: int = Field(
        default=_USUAL.memory_mb, ge=100, le=8192, description="Bộ nhớ nhiều nhất để đọc một tệp, MB."
    )

    @property
    def limits(self) -> ReadingLimits:
        """Give the limits as the reading processes take them."""
        return ReadingLimits(
            file_mb=self.file_mb,
            unpacked_mb=self.unpacked_mb,
            members=self.members,
            depth=self.depth,
            pages=self.pages,
            letters=self.letters,
            seconds=self.seconds,
            memory_mb=self.memory_mb,
        )
