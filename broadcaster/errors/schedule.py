"""Why the timetable was not changed, and why nothing may be sent."""

from __future__ import annotations

from broadcaster.errors.root import BroadcasterError

__all__ = [
    "ClockSetBack",
    "DayNotNear",
    "FilesNotKept",
    "MovesUnseen",
    "NothingChanged",
    "OwnConfirmation",
    "ProposalDecided",
    "ProposalOutdated",
    "ScheduleError",
    "SecondPersonNeeded",
    "SendingRefused",
    "StoreOlderThanSent",
    "UnknownProposal",
    "UnknownVersion",
]


class ScheduleError(BroadcasterError):
    """Chưa đổi lịch: {reason}."""


class SecondPersonNeeded(ScheduleError):
    """Chưa đổi lịch: thay đổi này đổi giờ phát hoặc nội dung trên sóng nên cần người thứ hai xác nhận.

    Cùng ngồi một máy thì thêm --confirm-by "TÊN NGƯỜI THỨ HAI"; nếu không, gửi đề nghị:
    `broadcaster schedule propose THƯ_MỤC --by "TÊN"`.
    """


class OwnConfirmation(ScheduleError):
    """Chưa đổi lịch: {name} đã đề nghị thay đổi này nên không được tự xác nhận. Nhờ người khác xác nhận."""


class MovesUnseen(ScheduleError):
    """Chưa đổi lịch: có {count} thay đổi phải xem kỹ: {moves}.

    Đúng là muốn vậy thì chạy lại, thêm --moves-seen.
    """


class UnknownProposal(ScheduleError):
    """Không có đề nghị đổi lịch số {proposal}. Xem danh sách: `broadcaster schedule list`."""


class ProposalDecided(ScheduleError):
    """Đề nghị đổi lịch số {proposal} đã được {by} {decision} rồi. Xem: `broadcaster schedule history`."""


class ProposalOutdated(ScheduleError):
    """Đề nghị đổi lịch số {proposal} dựa trên lịch phiên bản {base}, nhưng lịch đang dùng đã là phiên bản {current}.

    Đề nghị lại từ lịch mới: `broadcaster schedule propose THƯ_MỤC --by "TÊN"`.
    """


class NothingChanged(ScheduleError):
    """Không có gì để đổi: {what} giống hệt lịch đang dùng (phiên bản {version})."""


class UnknownVersion(ScheduleError):
    """Không có lịch phiên bản {version}. Xem danh sách: `broadcaster schedule history`."""


class FilesNotKept(ScheduleError):
    """Lịch phiên bản {version} {reason}, nên không xuất lại được thành tệp."""


class SendingRefused(BroadcasterError):
    """Chưa làm gì: {reason}."""


class ClockSetBack(SendingRefused):
    """Đồng hồ máy đang chỉ {now}, nhưng {what} gần nhất đã ghi lúc {newest}: đồng hồ bị lùi hoặc sai ngày.

    Chỉnh lại ngày giờ của máy rồi chạy lại. Nếu đồng hồ nay đã đúng (trước đó chạy nhanh):
    `broadcaster check --clock-right --by "TÊN"`.
    """


class StoreOlderThanSent(SendingRefused):
    """Dữ liệu của đài cũ hơn những gì đã gửi đi ({reason}): có thể vừa khôi phục từ bản sao lưu cũ.

    Khôi phục bản mới hơn. Nếu phải dùng dữ liệu này, xem `broadcaster board`, `broadcaster schedule show`, rồi chạy:
    `broadcaster check --after-restore --by "TÊN"`.
    """


class DayNotNear(SendingRefused):
    """Chưa giao gói phát: ngày {date} {reason}. Kiểm tra lại ngày. Đúng là ngày đó thì thêm --any-day."""
