"""News that is fetched from the network."""

from __future__ import annotations

from broadcaster.errors.root import BroadcasterError

__all__ = [
    "AddressRefused",
    "FetchError",
    "MailboxUnreachable",
    "PageTooLarge",
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
