"""Why a news item was not shortened; the item stays as it was."""

from __future__ import annotations

from broadcaster.errors.given import InputError

__all__ = ["NewsChanged", "NothingAccepted", "UnknownLength", "UnknownSentence"]


class NothingAccepted(InputError):
    """Chưa chọn câu nào để giữ, nên tin vẫn như cũ. Ghi số các câu muốn giữ, ví dụ --accept 1,3,4."""


class UnknownSentence(InputError):
    """Tin {item} chỉ có {count} câu, không có câu số {number}. Xem lại số câu rồi chọn lại; tin vẫn như cũ."""


class NewsChanged(InputError):
    """Tin {item} đã được người khác sửa sau khi bạn xem các câu. Xem lại rồi chọn lại; tin vẫn như cũ."""


class UnknownLength(InputError):
    """Không hiểu thời lượng "{text}". Ghi số giây hoặc số phút, ví dụ 45s, 2m, 1m30s."""
