"""Bundles, records, and the places where things lie."""

from __future__ import annotations

from broadcaster.errors.root import BroadcasterError


class BundleError(BroadcasterError):
    """Gói phát {path} có lỗi: {reason}."""


class BundleUnreadable(BundleError):
    """Không mở được gói phát {path}: {reason}. Tải lại gói."""


class BundleDamaged(BundleError):
    """Gói phát {path} không khớp bảng kê: {reason}. Không phát gói này, hãy tải lại."""


class RecordError(BroadcasterError):
    """Không ghi được nhật ký phát sóng: {reason}."""


class NotHandedOver(RecordError):
    """Ngày {date} chưa giao gói phát cho {outlet}. Giao trước: `broadcaster bundle make {date}`."""


class DayNotOver(RecordError):
    """Ngày {date} chưa hết nên chưa khóa sổ được. Chờ qua 0 giờ rồi chạy lại."""


class HeadUnreadable(RecordError):
    """Không hiểu đầu chuỗi "{text}". Viết: MÃ_ĐÀI SỐ_MỤC MÃ_BĂM, như in trên báo cáo."""


class HeadElsewhere(RecordError):
    """Đầu chuỗi "{head}" không phải của {outlet}. Bỏ --outlet để đối chiếu mọi nơi, hoặc đưa đầu chuỗi của nơi ấy."""


class UnknownEntry(RecordError):
    """Nhật ký không có đúng một mục mang mã "{entry}". Xem mã mục: `broadcaster log list NGÀY`."""


class CorrectionRefused(RecordError):
    """Không đính chính được mục {entry}: {reason}."""


class ConfirmationRefused(RecordError):
    """Không nhận xác nhận: {reason}."""


class ConfirmedOtherwise(RecordError):
    """Người trực đã xác nhận khác: {what}. Nếu lần này mới đúng, chạy lại với --replace; bản cũ vẫn được giữ."""


class LogFileRefused(RecordError):
    """Không nhập được nhật ký {path}: {reason}. Chưa ghi mục nào."""


class LogRowsWrong(RecordError):
    """Tệp {path} có {count} chỗ sai: {rows}. Chưa ghi mục nào, hãy sửa hết rồi nhập lại."""


class AsRunRefused(RecordError):
    """Nhật ký gửi lên có {count} dòng sai: {rows}. Chưa ghi mục nào, hãy sửa rồi gửi lại cả lô."""


class PlaceError(BroadcasterError):
    """Không ghi được dữ liệu: {reason}."""


class DiskFull(PlaceError):
    """Ổ đĩa đã đầy khi ghi {path}. Giải phóng dung lượng rồi chạy lại; dữ liệu cũ vẫn nguyên."""


class ReadOnlyPlace(PlaceError):
    """Không có quyền ghi vào {path}. Kiểm tra quyền của thư mục, ổ USB có bị khóa ghi không, rồi chạy lại."""


class FileFailed(PlaceError):
    """Không đọc hoặc ghi được {path}: {reason}."""


class StoreFailed(PlaceError):
    """Cơ sở dữ liệu {store} báo lỗi: {reason}. Dữ liệu cũ vẫn nguyên; kiểm tra rồi chạy lại."""


class StoreBusy(PlaceError):
    """Cơ sở dữ liệu {store} đang bận quá lâu. Đợi lệnh kia xong rồi chạy lại."""


class StoreTooNew(PlaceError):
    """Cơ sở dữ liệu {store} thuộc phiên bản mới hơn phần mềm này. Cập nhật phần mềm rồi chạy lại."""


class StoreDamaged(PlaceError):
    """Tệp cơ sở dữ liệu {store} hỏng hoặc không phải cơ sở dữ liệu ({reason}).

    Giữ nguyên tệp đó, chép bản sao lưu gần nhất vào chỗ của nó rồi chạy lại.
    """


class NotTypeset(PlaceError):
    """Không làm được tệp PDF từ mẫu {template}: {reason}. Cài lại phần mềm, hoặc báo cho người bảo trì."""


class KeyRefused(PlaceError):
    """Không dùng được khóa ký của đài {path}: {reason}. Không tạo khóa khác khi chưa hỏi người quản trị."""
