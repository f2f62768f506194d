"""What is wrong with the station folder."""

from __future__ import annotations

from broadcaster.errors.root import BroadcasterError


class SettingsError(BroadcasterError):
    """Cấu hình có {count} lỗi, chưa áp dụng gì; sửa hết rồi chạy lại."""

    def __init__(self, *, findings: tuple[str, ...]) -> None:
        """Take every finding at once, one sentence each with file and key."""
        self.findings = findings
        super().__init__(count=len(findings))

    def sentence(self) -> str:
        """Give the sentence and the list, a line each."""
        return super().sentence() + "".join(f"\n  - {finding}" for finding in self.findings)


class NotAStation(BroadcasterError):
    """Thư mục {folder} chưa phải thư mục đài (không có station.toml). Tạo bằng: `broadcaster init {folder}`."""
