"""Why nothing was planned."""

from __future__ import annotations

from broadcaster.errors.root import BroadcasterError


class PlanError(BroadcasterError):
    """Không lập được kế hoạch phát: {reason}."""


class InQuietHours(PlanError):
    """Từ chối xếp {what} lúc {start}–{stop} cho {outlet}: trong giờ yên tĩnh {quiet}.

    Chọn giờ khác trong schedules/.
    """


class NothingToPlan(PlanError):
    """Ngày {date} không có gì để xếp: {reason}."""


class NoLongerCleared(PlanError):
    """Kế hoạch ngày {date} có {what} không còn được phép phát: {reason}.

    Duyệt, thu lại nếu cần, rồi lập lại kế hoạch: `broadcaster plan {date} --replace`.
    """


class ItemWithdrawn(PlanError):
    """Tin "{title}" ({item}) đã bị rút, không được phát ngày {date}: {reason}.

    Lập lại không có tin ấy: `broadcaster plan {date} --replace`; cho phát lại: `broadcaster plan allow {item}`.
    """


class SessionBegun(PlanError):
    """Không đổi {session} ngày {date}: {reason}. Chỉ đổi được buổi chưa phát."""


class ReasonNeeded(PlanError):
    """Chưa ghi lý do {what}. Thêm --reason "LÝ DO": lý do đi vào hồ sơ của đài."""


class PlanMoved(PlanError):
    """Kế hoạch ngày {date} vừa có người khác đổi trong lúc lập. Chạy lại lệnh."""


class MoveNeedsSecond(PlanError):
    """Chưa chuyển tin: gói phát ngày {date} đã giao cho {outlets} nơi nên cần người thứ hai xác nhận.

    Cùng ngồi một máy thì thêm --confirm-by "TÊN NGƯỜI THỨ HAI"; nếu không, đề nghị trên trang kế hoạch.
    """


class MoveChanged(PlanError):
    """Chưa chuyển tin: kế hoạch đã khác lúc xem. Xem lại hệ quả rồi xác nhận."""


class UnknownMove(PlanError):
    """Không có lần chuyển tin số {move}. Xem danh sách: `broadcaster plan moves`."""


class MoveDecided(PlanError):
    """Lần chuyển tin số {move} đã được {by} {decision} rồi. Xem: `broadcaster plan moves`."""


class NotPlanned(PlanError):
    """Ngày {date} chưa có kế hoạch phát. Lập trước: `broadcaster plan {date}`."""


class DoesNotFit(PlanError):
    """{what} dài {length}, không vừa {where} ({room} còn trống). Rút ngắn tin hoặc chuyển sang buổi khác."""


class QueueConflict(PlanError):
    """Không đưa "{item}" vào buổi {session} ngày {date}: {reason}."""


class NoPlan(PlanError):
    """Không lập được kế hoạch cho {outlet}, vì những điều sau không thể cùng đúng: {rules}.

    Cách gỡ: {advice}.
    """


class FrameNotReady(PlanError):
    """Lời dẫn bản tin {edition} {reason}. {advice}."""


class PlanLocked(PlanError):
    """Ngày {date} đã giao gói phát cho các đài nên không tự đổi kế hoạch.

    Muốn lập lại, thêm --replace rồi giao gói mới.
    """


class StationUnitUnknown(PlanError):
    """Lịch đang áp dụng không có đơn vị "{unit}" của đài, chưa biết cơ quan nào lập báo cáo.

    Sửa dòng unit trong station.toml, hoặc thêm đơn vị vào schedules/units.toml rồi áp dụng lại lịch.
    """


class NoTimetable(PlanError):
    """Đài chưa áp dụng lịch nào. Chạy: `broadcaster schedule apply {folder} --by "TÊN"`."""
