"""Every error an operator can meet, in one tree.

The docstring is the message (Vietnamese, with named fields): what happened, to which thing, what to do next.

    BroadcasterError
    ├── InputError               a file or a word that somebody gave us
    │   ├── FileMissing, EmptyFile, BinaryFile, WrongEncoding, UnknownFileKind
    │   ├── MissingColumns, NotAFeed, BadFrontMatter, NewsWithoutBody, NewsWithoutTitle
    │   ├── UnknownTopic, UnknownGenre, UnknownOutlet, AmbiguousOutlet, UnknownItem, AmbiguousItem
    │   ├── UnknownSession, UnknownProfile, BadPeriod, BadDate, FolderInUse, NotADemo, DuplicateItem, FileStands
    │   └── WordRefused          NotSpoken, UnknownWord, AmbiguousWord
    ├── SettingsError            station.toml, schedules/*.toml: all findings at once
    ├── NotAStation
    ├── TemplateError            TemplateBroken, TemplateUndefined, TemplateMissing, CopyUnreadable
    ├── ApprovalError            NotApproved, OwnApproval, NothingToApprove, NameNeeded, OpenQuestions
    ├── SpeechError              UnknownVoice, UnknownEngine, EngineUnavailable, OnlineVoiceUnreachable, SpeechFailed
    ├── MixError                 CutMissing, SoundDamaged, EditionIncomplete, NotMixed
    ├── PlanError                InQuietHours, NothingToPlan, NotPlanned, DoesNotFit, QueueConflict, FrameNotReady,
    │                            PlanLocked, NoTimetable, NoLongerCleared
    ├── BundleError              BundleUnreadable, BundleDamaged
    ├── RecordError              NotHandedOver
    └── PlaceError               DiskFull, ReadOnlyPlace, FileFailed, StoreFailed, StoreBusy, StoreTooNew,
                                 StoreDamaged
"""

from __future__ import annotations


class BroadcasterError(Exception):
    """Có lỗi trong hệ thống phát thanh."""

    def __init__(self, **fields: object) -> None:
        """Keep the named fields and fill them into the class docstring."""
        self.fields = fields
        super().__init__(self.sentence())

    def sentence(self) -> str:
        """Give the Vietnamese sentence for the operator."""
        return " ".join((self.__doc__ or "").split()).format(**self.fields)


# --- what somebody gave us ----------------------------------------------------------------------------------------


class InputError(BroadcasterError):
    """Dữ liệu đưa vào không dùng được: {reason}."""


class FileMissing(InputError):
    """Không tìm thấy tệp {path}. Kiểm tra lại đường dẫn."""


class EmptyFile(InputError):
    """Tệp {path} rỗng, không có gì để nhập. Kiểm tra lại tệp rồi chạy lại."""


class BinaryFile(InputError):
    """Tệp {path} không phải tệp văn bản. Hãy lưu thành TXT, Markdown, CSV hoặc RSS rồi nhập lại."""


class WrongEncoding(InputError):
    """Tệp {path} không phải UTF-8 (hỏng ở byte thứ {position}). Mở tệp, chọn lưu lại với bảng mã UTF-8 rồi nhập lại."""


class UnknownFileKind(InputError):
    """Không nhập được tệp {path}: chỉ nhận .txt, .md, .csv, .xml, .rss, .atom. Đổi đuôi tệp cho đúng loại."""


class MissingColumns(InputError):
    """Tệp CSV {path} thiếu cột {columns}. Thêm cột vào dòng đầu rồi nhập lại."""


class NotAFeed(InputError):
    """Tệp {path} không phải RSS hay Atom ({found}). Tải lại đúng địa chỉ nguồn tin rồi nhập lại."""


class BadFrontMatter(InputError):
    """Phần khai báo đầu tệp {path}, dòng {line} không đọc được: {reason}. Sửa lại rồi nhập lại."""


class NewsWithoutBody(InputError):
    """Tin "{title}" trong {path} không có nội dung. Bổ sung nội dung rồi nhập lại."""


class NewsWithoutTitle(InputError):
    """Có tin trong {path} (mục thứ {position}) không có tiêu đề. Bổ sung tiêu đề rồi nhập lại."""


class DuplicateItem(InputError):
    """Hai tin khác nhau cùng mã {item}: {first} và {second}. Đổi tiêu đề hoặc mã của một tin rồi nhập lại."""


class UnknownTopic(InputError):
    """Không có chủ đề "{topic}" ({where}). Các mã chủ đề đang dùng: {known}."""


class UnknownGenre(InputError):
    """Không có thể loại "{genre}" ({where}). Các thể loại: {known}."""


class UnknownOutlet(InputError):
    """Không có đài, cụm loa nào tên "{outlet}"{nearest}. Xem danh sách: `broadcaster schedule show`."""


class AmbiguousOutlet(InputError):
    """Tên "{outlet}" chỉ tới nhiều nơi: {candidates}. Hãy gõ tên đầy đủ có dấu hoặc mã."""


class UnknownItem(InputError):
    """Không có tin, kịch bản nào mang mã "{item}"{nearest}. Xem danh sách: `broadcaster news list`."""


class AmbiguousItem(InputError):
    """Mã "{item}" trùng phần đầu của nhiều tin: {candidates}. Hãy gõ thêm vài chữ."""


class UnknownSession(InputError):
    """Không có buổi phát "{session}". Các buổi đang dùng: {known}."""


class UnknownProfile(InputError):
    """Không có hồ sơ mẫu "{profile}". Các hồ sơ có sẵn: {known}."""


class BadPeriod(InputError):
    """Không hiểu kỳ báo cáo "{text}". Viết 2023, 2023-03, 2023-Q1, 2023-H1 hoặc 2023-03-01..2023-03-15."""


class BadDate(InputError):
    """Không hiểu ngày "{text}". Viết năm-tháng-ngày, ví dụ 2023-03-15."""


class NotADemo(InputError):
    """Không chạy demo trong {folder}: {reason}.

    Chạy demo ở thư mục khác: `broadcaster demo --into THƯ_MỤC`.
    """


class FolderInUse(InputError):
    """Thư mục {folder} đã có dữ liệu khác, không tạo đài mới ở đó. Hãy chọn một thư mục trống."""


class FileStands(InputError):
    """Tệp {path} đã có, không ghi đè. Chọn tên khác, hoặc thêm --force để ghi đè."""


class WordRefused(InputError):
    """Không nhận {what} "{text}": {reason}."""


class NotSpoken(WordRefused):
    """Cách đọc "{spoken}" sẽ bị đọc thành "{read}". Gõ từng tiếng như người nói, không chữ số, không viết tắt."""


class UnknownWord(WordRefused):
    """Kho từ điển của đài không có từ "{word}"{nearest}. Xem danh sách: `broadcaster lexicon list`."""


class AmbiguousWord(WordRefused):
    """Từ "{word}" có nhiều cách đọc: {candidates}. Gõ thêm --context, --voice, --outlet của cách đọc cần bỏ."""


# --- the station folder --------------------------------------------------------------------------------------------


class SettingsError(BroadcasterError):
    """Cấu hình có {count} lỗi, chưa áp dụng gì; sửa hết rồi chạy lại."""

    def __init__(self, *, findings: tuple[str, ...]) -> None:
        """Take every finding at once, one sentence each with file and key."""
        self.findings = findings
        super().__init__(count=len(findings))

    def sentence(self) -> str:
        """Give the sentence and the list, a line each."""
        return super().sentence() + "".join(f"\n  - {finding}" for finding in self.findings)


class NotAStation(BroadcasterError):
    """Thư mục {folder} chưa phải thư mục đài (không có station.toml). Tạo bằng: `broadcaster init {folder}`."""


# --- copy ----------------------------------------------------------------------------------------------------------


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


# --- approval ------------------------------------------------------------------------------------------------------


class ApprovalError(BroadcasterError):
    """Chưa duyệt được: {reason}."""


class NotApproved(ApprovalError):
    """Kịch bản "{script}" chưa được duyệt {stage}. Duyệt trước: {command}."""


class OwnApproval(ApprovalError):
    """{name} đã viết hoặc sửa kịch bản "{script}" nên không được tự duyệt.

    Nhờ người khác duyệt, hoặc ghi chính sách một người (one_person) trong station.toml.
    """


class NothingToApprove(ApprovalError):
    """Kịch bản "{script}" {reason}. {advice}."""


class NameNeeded(ApprovalError):
    """Thiếu tên người thực hiện. Thêm --by "Họ và tên"."""


class OpenQuestions(ApprovalError):
    """Chưa duyệt bài nào: còn {count} chỗ chưa chắc cách đọc: {questions}.

    Thêm cách đọc: `broadcaster lexicon add "VIẾT" "ĐỌC" --by "TÊN"`. Hoặc đã xem và vẫn duyệt: thêm --questions-seen.
    """


# --- speech and sound ----------------------------------------------------------------------------------------------


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


# --- plan ----------------------------------------------------------------------------------------------------------


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


class NotPlanned(PlanError):
    """Ngày {date} chưa có kế hoạch phát. Lập trước: `broadcaster plan {date}`."""


class DoesNotFit(PlanError):
    """{what} dài {length}, không vừa {where} ({room} còn trống). Rút ngắn tin hoặc chuyển sang buổi khác."""


class QueueConflict(PlanError):
    """Không đưa "{item}" vào buổi {session} ngày {date}: {reason}."""


class FrameNotReady(PlanError):
    """Lời dẫn bản tin {edition} {reason}. {advice}."""


class PlanLocked(PlanError):
    """Ngày {date} đã giao gói phát cho các đài nên không tự đổi kế hoạch.

    Muốn lập lại, thêm --replace rồi giao gói mới.
    """


class NoTimetable(PlanError):
    """Đài chưa áp dụng lịch nào. Chạy: `broadcaster schedule apply {folder}`."""


# --- bundles, records, places --------------------------------------------------------------------------------------


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
