"""Why what somebody typed over a script was not saved; the text itself is kept in every case."""

from __future__ import annotations

from broadcaster.errors.root import BroadcasterError

__all__ = ["DeskError", "LineUnreadable", "ScriptChanged", "ScriptHeld", "SentenceMissing", "TrialsBusy"]


class DeskError(BroadcasterError):
    """Chưa lưu được kịch bản: {reason}."""


class ScriptHeld(DeskError):
    """{name} đang sửa kịch bản này. Lời của bạn đã được giữ thành bản nháp riêng; bấm "Sửa thay" nếu cần nhận lại."""


class ScriptChanged(DeskError):
    """Kịch bản đã đổi từ khi bạn bắt đầu sửa. Lời của bạn đã được giữ thành bản nháp; so hai bản rồi lưu lại."""


class LineUnreadable(DeskError):
    """Dòng {line} không hiểu được: "{text}". Mỗi dòng phải mở đầu bằng NỮ:, NAM: hoặc NHẠC:. Lời đã giữ thành nháp."""


class SentenceMissing(DeskError):
    """Câu này không còn trong kịch bản. Bấm "Đọc thử" rồi nghe lại."""


class TrialsBusy(DeskError):
    """Máy đang đọc thử nhiều câu khác. Chờ vài giây rồi bấm nghe lại."""
