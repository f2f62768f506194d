"""What is wrong with a script template."""

from __future__ import annotations

from broadcaster.errors.root import BroadcasterError


class TemplateError(BroadcasterError):
    """Mẫu kịch bản {path} có lỗi: {reason}."""


class TemplateBroken(TemplateError):
    """Mẫu kịch bản {path}, dòng {line} sai cú pháp: {reason}. Sửa mẫu rồi chạy lại."""


class TemplateUndefined(TemplateError):
    """Mẫu kịch bản {path}, dòng {line} dùng biến không có: {reason}. Sửa tên biến rồi chạy lại."""


class TemplateMissing(TemplateError):
    """Không có mẫu kịch bản {path}. Chép lại mẫu gốc từ một đài mới tạo bằng `broadcaster init`."""


class CopyUnreadable(TemplateError):
    """Mẫu {path} cho ra dòng {line} không hiểu được: "{text}". Mỗi dòng phải mở đầu bằng NỮ:, NAM: hoặc NHẠC:."""
