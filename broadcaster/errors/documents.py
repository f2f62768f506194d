"""A document, a letter or a packed file that cannot be taken in."""

from __future__ import annotations

from broadcaster.errors.given import InputError

__all__ = [
    "ConversionFailed",
    "ConverterMissing",
    "DocumentDamaged",
    "DocumentGarbled",
    "DocumentHasMacros",
    "DocumentLocked",
    "DocumentOfAnotherKind",
    "DocumentScanned",
    "DocumentTooLarge",
    "DocumentUnsafe",
    "DocumentWithoutText",
    "LettersUnread",
    "PageWithoutArticle",
    "UnknownColumn",
    "UnknownMeaning",
]


class UnknownColumn(InputError):
    """Bảng {path} không có cột "{column}"{nearest}. Các cột đang có: {found}."""


class UnknownMeaning(InputError):
    """Cột của bảng tin không thể là "{meaning}". Chọn trong: {known}."""


class DocumentDamaged(InputError):
    """Tệp {path} hỏng hoặc không phải {kind}. Mở bằng chương trình đã làm ra tệp, lưu lại rồi nhập lại."""


class DocumentOfAnotherKind(InputError):
    """Tệp {path} thật ra là {kind}. Đổi đuôi tệp thành {suffix} rồi nhập lại."""


class DocumentLocked(InputError):
    """Tệp {path} đặt mật khẩu nên không đọc được. Xin bên gửi bản không đặt mật khẩu rồi nhập lại."""


class DocumentHasMacros(InputError):
    """Tệp {path} có macro, không nhận. Đừng mở tệp; xin bên gửi bản .docx, .xlsx không có macro rồi nhập lại."""


class DocumentTooLarge(InputError):
    """Tệp {path} vượt giới hạn: {reason}. Chia nhỏ tệp, hoặc bỏ bớt hình rồi nhập lại."""


class DocumentUnsafe(InputError):
    """Không nhận tệp {path}: {reason}. Xin bên gửi tệp khác rồi nhập lại."""


class DocumentWithoutText(InputError):
    """Tệp {path} không có chữ nào đọc được{hint}. Xin bên gửi bản gõ chữ rồi nhập lại."""


class DocumentScanned(InputError):
    """Tệp {path} là bản chụp: {scanned}/{pages} trang chỉ có ảnh{more}, không có chữ để lấy.

    Xin bên gửi bản Word hoặc PDF lưu từ Word, hoặc gõ lại nội dung ở trang Tin bài.
    """


class DocumentGarbled(InputError):
    """Tệp {path} ghi sai bảng chữ nên lấy chữ ra không đọc được. Xin bên gửi bản Word hoặc PDF lưu từ Word."""


class ConverterMissing(InputError):
    """Máy này chưa có LibreOffice để đọc tệp {path}. Cài LibreOffice, hoặc mở tệp rồi lưu thành .docx và nhập lại."""


class ConversionFailed(InputError):
    """LibreOffice không đọc được tệp {path}: {reason}. Mở tệp bằng Word, lưu thành .docx rồi nhập lại."""


class PageWithoutArticle(InputError):
    """Trang {address} không có bài viết nào đọc được: có thể là trang danh sách, hoặc bài do mã lệnh hiện ra.

    Mở đúng trang của bài rồi thử lại, hoặc chép nội dung vào trang Tin bài.
    """


class LettersUnread(InputError):
    """Bộ nhận dạng chữ {engine} không đọc được bản chụp: {reason}.

    Xem `broadcaster engines`; xin bản Word, hoặc gõ nội dung vào trang Tin bài.
    """
