"""Accounts, signing in, tokens, and what the pages refuse."""

from __future__ import annotations

from broadcaster.errors.root import BroadcasterError

__all__ = [
    "AccountError",
    "AccountNameRefused",
    "AccountStands",
    "CertificateRefused",
    "CodeWrong",
    "FactorKeyUnusable",
    "FormOutdated",
    "GrantRefused",
    "LastAdministrator",
    "LinkOver",
    "NotAllowed",
    "NotSignedIn",
    "NotThere",
    "PasswordRefused",
    "ServingRefused",
    "SignInRefused",
    "SignInTooSoon",
    "TokenRefused",
    "UnknownAccount",
    "UnknownToken",
    "WebError",
]


class AccountError(BroadcasterError):
    """Chưa làm được việc với tài khoản: {reason}."""


class UnknownAccount(AccountError):
    """Không có tài khoản "{name}"{nearest}. Xem danh sách: `broadcaster user list`."""


class AccountStands(AccountError):
    """Đã có tài khoản "{name}". Chọn tên đăng nhập khác."""


class AccountNameRefused(AccountError):
    """Tên đăng nhập "{name}" không dùng được. Viết 2-32 chữ thường không dấu, chữ số, chấm, gạch nối: lan.nguyen."""


class PasswordRefused(AccountError):
    """Mật khẩu chưa dùng được: {reason}."""


class GrantRefused(AccountError):
    """Không giao được vai trò {role}: {reason}."""


class LastAdministrator(AccountError):
    """{name} là người quản trị cuối cùng còn vào được. Giao quyền quản trị cho người khác trước."""


class LinkOver(AccountError):
    """Đường dẫn đặt mật khẩu này đã dùng hoặc đã hết hạn. Xin người quản trị đường dẫn mới."""


class SignInRefused(AccountError):
    """Tên đăng nhập hoặc mật khẩu không đúng."""


class SignInTooSoon(AccountError):
    """Đã thử sai nhiều lần. Đợi {wait} rồi thử lại."""


class CodeWrong(AccountError):
    """Mã xác thực không đúng hoặc đã dùng. Nhập mã đang hiện trong ứng dụng, hoặc một mã dự phòng."""


class FactorKeyUnusable(AccountError):
    """Chưa dùng được mã của ứng dụng xác thực: {reason}.

    Nhập một mã dự phòng, hoặc nhờ quản trị bỏ xác thực hai lớp: `broadcaster user reset-factor TÊN`.
    """


class UnknownToken(AccountError):
    """Không có mã truy cập "{token}". Xem danh sách: `broadcaster token list`."""


class TokenRefused(AccountError):
    """Mã truy cập {reason}."""


class WebError(BroadcasterError):
    """Trang web của đài không làm được việc này: {reason}."""


class NotSignedIn(WebError):
    """Chưa đăng nhập. Mời đăng nhập rồi làm tiếp."""


class NotAllowed(WebError):
    """Tài khoản của bạn chưa được giao việc này ({right}). Cần làm thì nhờ người quản trị giao vai trò phù hợp."""


class NotThere(WebError):
    """Không có trang này, hoặc nó thuộc nơi khác."""


class FormOutdated(WebError):
    """Trang đã cũ hoặc gửi từ nơi khác nên chưa ghi gì. Tải lại trang rồi làm lại."""


class ServingRefused(WebError):
    """Chưa mở trang web của đài: {reason}."""


class CertificateRefused(WebError):
    """Chứng thư {path} không dùng được: {reason}."""
