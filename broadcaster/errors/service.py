"""The station's service, its alarms, and what keeps the station's data safe."""

from __future__ import annotations

from broadcaster.errors.root import BroadcasterError

__all__ = [
    "BackupDamaged",
    "BackupError",
    "BackupTooNew",
    "BackupUnreadable",
    "FeedsFailed",
    "NoticeNotSent",
    "OrderRefused",
    "RestorePlaceTaken",
    "RestoreRefused",
    "ServiceError",
    "ServiceRunning",
    "UnknownAlarm",
    "UpgradeFailed",
]


class ServiceError(BroadcasterError):
    """Dịch vụ của đài gặp lỗi: {reason}."""


class OrderRefused(ServiceError):
    """Không đặt được việc này: {reason}."""


class FeedsFailed(ServiceError):
    """Chưa lấy được tin: {reason}."""


class ServiceRunning(ServiceError):
    """Dịch vụ của đài đang chạy trên {store}. Dừng dịch vụ (`broadcaster run`) trước, rồi chạy lại lệnh này."""


class UnknownAlarm(ServiceError):
    """Không có báo động nào đang mở tên "{key}"{nearest}. Xem danh sách: `broadcaster alarms`."""


class NoticeNotSent(ServiceError):
    """Không gửi được báo động qua {channel}: {reason}."""


class BackupError(BroadcasterError):
    """Không sao lưu hoặc khôi phục được: {reason}."""


class BackupUnreadable(BackupError):
    """Không mở được bản sao lưu {path}: {reason}. Chép lại tệp từ nơi cất, hoặc dùng bản khác."""


class BackupDamaged(BackupError):
    """Bản sao lưu {path} hỏng: {reason}. Không dùng bản này; chọn bản khác trong thư mục sao lưu."""


class BackupTooNew(BackupError):
    """Bản sao lưu {path} do phần mềm mới hơn ghi ({found}). Cập nhật phần mềm rồi chạy lại."""


class RestoreRefused(BackupError):
    """Không khôi phục đè lên {place}: sẽ mất dữ liệu mới hơn bản sao lưu ({lost}).

    Khôi phục vào thư mục mới: `--into THƯ_MỤC`; hoặc thêm --keep-newer-facts để giữ lại các dữ liệu đó.
    """


class RestorePlaceTaken(BackupError):
    """Không khôi phục vào {place}: {reason}. Chọn thư mục mới hoặc trống."""


class UpgradeFailed(BackupError):
    """Nâng cấp không thành ({reason}). Cơ sở dữ liệu {state}; bản sao lưu trước khi nâng cấp: {backup}."""
