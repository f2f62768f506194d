"""News that is fetched from the network."""

from __future__ import annotations

from broadcaster.errors.root import BroadcasterError

__all__ = [
    "AddressRefused",
    "FetchError",
    "MailboxUnreachable",
    "PageIsFeed",
    "PageIsList",
    "PageOfOtherKind",
    "PageTooLarge",
    "PagesRefused",
    "SiteBusy",
    "SiteForbids",
    "SiteUnreachable",
]


class FetchError(BroadcasterError):
    """Không lấy được tin từ {address}: {reason}."""


class AddressRefused(FetchError):
    """Không mở địa chỉ {address}: {reason}."""


class SiteUnreachable(FetchError):
    """Chưa lấy được {address}: {reason}. Kiểm tra mạng và địa chỉ rồi thử lại."""


class SiteForbids(FetchError):
    """Trang {address} xin các chương trình đừng tự lấy (robots.txt). Mở bằng trình duyệt rồi dán nội dung vào tin."""


class SiteBusy(FetchError):
    """Trang {address} đang bận (mã {status}). Thử lại sau ít phút."""


class PageTooLarge(FetchError):
    """Trang {address} lớn quá {most} MB nên không lấy. Mở bằng trình duyệt rồi dán nội dung vào tin."""


class MailboxUnreachable(FetchError):
    """Chưa xem được hòm thư ở {host}: {reason}. Kiểm tra mục [mailbox] và mật khẩu MAILBOX_PASSWORD."""


class PageIsList(FetchError):
    """Trang {address} là trang danh sách, có {count} bài. Muốn lấy các bài ấy, thêm `--follow {few}`."""


class PageIsFeed(FetchError):
    """Địa chỉ {address} là nguồn tin RSS, Atom hoặc JSON Feed, không phải một trang.

    Ghi vào station.toml một mục `[feeds.TÊN]` với `address = "{address}"`, rồi chạy `broadcaster news feeds TÊN`.
    """


class PageOfOtherKind(FetchError):
    """Địa chỉ {address} trả về loại tệp không đọc được ({kind}). Tải tệp về, lưu thành DOCX hoặc PDF rồi nhập."""


class PagesRefused(FetchError):
    """Không lấy được {count} trang, các trang khác đã xong:{listing}."""
