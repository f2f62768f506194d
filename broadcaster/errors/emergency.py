"""Emergency bulletins and the alerts of others."""

from __future__ import annotations

from broadcaster.errors.root import BroadcasterError

__all__ = [
    "AlertError",
    "AlertRefused",
    "AlertSignatureWrong",
    "AlertUnreadable",
    "AlertUnsigned",
    "CertificateUnusable",
    "EmergencyError",
    "EmergencyNeedsTwo",
    "EmergencyNowhere",
    "EmergencyOver",
    "EmergencyQuestions",
    "EmergencyTimeWrong",
    "EmergencyUnknown",
]


class EmergencyError(BroadcasterError):
    """Chưa phát được bản tin khẩn cấp: {reason}."""


class EmergencyTimeWrong(EmergencyError):
    """Không nhận giờ hết hiệu lực "{text}": {reason}."""


class EmergencyNeedsTwo(EmergencyError):
    """Bản tin khẩn cấp cần hai người: {reason}.

    Thêm --by "NGƯỜI DUYỆT" --confirm-by "NGƯỜI THỨ HAI"; hai tên phải khác nhau.
    """


class EmergencyQuestions(EmergencyError):
    """Chưa phát: còn {count} chỗ chưa chắc cách đọc: {questions}.

    Sửa lời cho rõ, hoặc đã xem và vẫn phát: thêm --questions-seen.
    """


class EmergencyNowhere(EmergencyError):
    """Chưa biết phát ở đâu: {reason}. Thêm --outlet NƠI, --group NHÓM hoặc --all."""


class EmergencyUnknown(EmergencyError):
    """Không có bản tin khẩn cấp "{emergency}". Xem danh sách: `broadcaster emergency list`."""


class EmergencyOver(EmergencyError):
    """Bản tin khẩn cấp {emergency} {state}, không còn gì để làm."""


class AlertError(BroadcasterError):
    """Không dùng được cảnh báo {path}: {reason}."""


class AlertUnreadable(AlertError):
    """Không đọc được cảnh báo CAP {path}: {reason}. Không phát gì; hỏi lại nơi gửi."""


class AlertRefused(AlertError):
    """Không phát cảnh báo CAP {path}: {reason}."""


class AlertSignatureWrong(AlertError):
    """Cảnh báo CAP {path} có CHỮ KÝ SAI ({reason}). Không phát; gọi điện hỏi lại nơi gửi."""


class AlertUnsigned(AlertError):
    """Cảnh báo CAP {path} {state}: chưa chứng minh được ai gửi.

    Gọi điện hỏi lại nơi gửi. Đã hỏi và vẫn phát: thêm --unsigned-seen.
    """


class CertificateUnusable(AlertError):
    """Không dùng được chứng thư {path} ('emergency.cap_certificate'): {reason}. Cần tệp PEM của nơi gửi cảnh báo."""
