"""Voices and mixing."""

from __future__ import annotations

from broadcaster.errors.root import BroadcasterError

__all__ = [
    "CartDamaged",
    "CutMissing",
    "DownloadFailed",
    "EditionIncomplete",
    "EngineUnavailable",
    "MixError",
    "NotMixed",
    "OnlineVoiceUnreachable",
    "SecretMissing",
    "SecretsRefused",
    "SoundDamaged",
    "SoundRefused",
    "SpeechError",
    "SpeechFailed",
    "TakeAlone",
    "TakeError",
    "TakeNotSplit",
    "TakePlaceUnknown",
    "TakeRefused",
    "TakeSilent",
    "TakeStands",
    "TakeUnreadable",
    "UnknownEngine",
    "UnknownVoice",
    "VoiceInUse",
    "VoiceRefused",
    "VoiceStands",
]


class SpeechError(BroadcasterError):
    """Không đọc được thành tiếng: {reason}."""


class UnknownVoice(SpeechError):
    """Bộ đọc {engine} không có giọng "{voice}"{nearest}. Xem các giọng: `broadcaster engines`."""


class UnknownEngine(SpeechError):
    """Không có bộ đọc "{engine}". Các bộ đọc có sẵn: {known}."""


class EngineUnavailable(SpeechError):
    """Bộ đọc {engine} không chạy được: {reason}."""


class OnlineVoiceUnreachable(SpeechError):
    """Giọng trực tuyến {engine} không dùng được ({reason}).

    Kiểm tra mạng, hoặc dùng giọng ngoại tuyến: --engine espeak.
    """


class SpeechFailed(SpeechError):
    """Bộ đọc {engine} không đọc được câu "{text}": {reason}."""


class SecretMissing(SpeechError):
    """Thiếu khóa bí mật {name} cho giọng đọc.

    Đặt biến môi trường {name}, hoặc ghi {name} = "giá trị" vào tệp {path} (quyền 600), rồi chạy lại.
    """


class SecretsRefused(SpeechError):
    """Không dùng tệp khóa bí mật {path}: {reason}."""


class VoiceRefused(SpeechError):
    """Không nhận giọng {voice}: {reason}."""


class VoiceStands(SpeechError):
    """Đã có giọng {voice} với nội dung khác. Thêm --force để thay, hoặc --name để đặt mã khác."""


class VoiceInUse(SpeechError):
    """Giọng {voice} đang được dùng trong station.toml ({named}). Đổi giọng ở đó trước, hoặc thêm --force."""


class DownloadFailed(SpeechError):
    """Không tải được {url}: {reason}."""


class MixError(BroadcasterError):
    """Không dựng được chương trình: {reason}."""


class CutMissing(MixError):
    """Thiếu bản thu {cut} của "{script}". Thu lại: `broadcaster voice make`."""


class SoundDamaged(MixError):
    """Tệp âm thanh {path} hỏng ({reason}). Chạy `broadcaster voice make`, rồi `broadcaster mix` để làm lại tệp."""


class EditionIncomplete(MixError):
    """Số phát {edition} dài {actual} ms, kế hoạch là {planned} ms. Lập lại kế hoạch: `broadcaster plan {date}`."""


class NotMixed(MixError):
    """Ngày {date} chưa dựng chương trình {edition}. Dựng trước: `broadcaster mix {date}`."""


class TakeError(BroadcasterError):
    """Không nhận được bản đọc: {reason}."""


class TakeUnreadable(TakeError):
    """Không mở được bản đọc {file}: {reason}."""


class TakeSilent(TakeError):
    """Bản đọc {file} không có tiếng nói nào. Kiểm tra micrô, rồi đọc lại."""


class TakeRefused(TakeError):
    """Chưa nhận bản đọc {file}: {faults}. Đọc lại, hoặc đã nghe và vẫn dùng: thêm --accept "LÝ DO"."""


class TakeNotSplit(TakeError):
    """Không chia được bản đọc {file} thành từng dòng: {reason}.

    Các khoảng lặng: {pauses}. Ghi giờ bắt đầu từng dòng: --split 0:00,0:12.5,… hoặc thu riêng từng dòng: --line N.
    """


class TakePlaceUnknown(TakeError):
    """Kịch bản "{script}" không có {place}. Xem lời từng dòng: `broadcaster voice lines {script}`."""


class TakeAlone(TakeError):
    """Kịch bản "{script}" còn {missing} chưa có tiếng, nên chưa thay riêng được chỗ này.

    Thu cả dòng, cả bài, hoặc thu máy trước rồi thay từng chỗ: `broadcaster voice make {script}`.
    """


class TakeStands(TakeError):
    """Kịch bản "{script}" đang có {count} bản đọc của người, không thay bằng giọng máy.

    Nếu đúng là muốn bỏ bản đọc ấy: `broadcaster voice make {script} --replace-takes`.
    """


class CartDamaged(MixError):
    """Băng nhạc {path} {reason}. Chép lại đúng tệp cũ, hoặc đổi băng khác trong cài đặt ([carts])."""


class SoundRefused(MixError):
    """Chương trình {edition} không đạt kiểm tra âm thanh, chưa giao gói nào.

    {findings} Sửa xong, dựng lại bằng `broadcaster mix {date}`, rồi giao lại.
    """
