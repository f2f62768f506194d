"""A file or a word that somebody gave us."""

from __future__ import annotations

from broadcaster.errors.root import BroadcasterError


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


class NotSound(InputError):
    """Không kiểm tra được âm thanh của tệp {path}: {reason}. Kiểm tra lại tệp, hoặc chép lại từ nơi gửi."""


class FileTooLarge(InputError):
    """Tệp {path} lớn {size} MB, quá mức {most} MB. Gửi riêng phần chữ, hoặc nâng `file_mb` ở [news], station.toml."""


class FileTooSlow(InputError):
    """Tệp {path} đọc quá {seconds} giây chưa xong nên đã dừng. Lưu lại thành DOCX hoặc TXT rồi nhập lại."""


class FileTooGreedy(InputError):
    """Tệp {path} đòi quá {most} MB bộ nhớ nên đã dừng. Lưu lại thành DOCX hoặc TXT rồi nhập lại."""


class FileTooLong(InputError):
    """Tệp {path} có quá {most} ký tự chữ. Tách thành nhiều tệp rồi nhập lại."""


class FileBroken(InputError):
    """Không đọc được tệp {path}: tệp hỏng hoặc không đúng loại ({reason}). Mở tệp, lưu lại rồi nhập lại."""


class FilesRefused(InputError):
    """Không nhận {count} tệp, các tệp khác đã xong:{listing}."""


class UnknownFileKind(InputError):
    """Không nhập được tệp {path}: chỉ nhận Word, ODT, PDF, TXT, Excel, CSV, HTML, RSS, thư EML, ZIP. Lưu thành DOCX."""


class MissingColumns(InputError):
    """Bảng {path} thiếu cột {columns}; các cột đang có: {found}.

    Sửa tên cột, hoặc khai một lần: `broadcaster news columns TỆP --is "TÊN CỘT=Tiêu đề"`.
    """


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


class MergeRefused(InputError):
    """Chưa gộp tin {item} vào {into}: {reason}."""


class NotMerged(InputError):
    """Tin {item} không nằm trong tin nào, nên không có gì để tách ra. Xem: `broadcaster news history {item}`."""


class ContactRefused(InputError):
    """Chưa lưu được người liên hệ: {reason}."""


class AnnouncementRefused(InputError):
    """Chưa nhận thông báo: {reason}."""


class UnknownTopic(InputError):
    """Không có chủ đề "{topic}" ({where}). Các mã chủ đề đang dùng: {known}."""


class UnknownGenre(InputError):
    """Không có thể loại "{genre}" ({where}). Các thể loại: {known}."""


class UnknownOutlet(InputError):
    """Không có đài, cụm loa nào tên "{outlet}"{nearest}. Xem danh sách: `broadcaster schedule show`."""


class AmbiguousOutlet(InputError):
    """Tên "{outlet}" chỉ tới nhiều nơi: {candidates}. Hãy gõ tên đầy đủ có dấu hoặc mã."""


class UnknownGroup(InputError):
    """Không có nhóm đài, cụm loa nào tên "{group}". Các nhóm đang dùng: {known}."""


class PeriodApart(InputError):
    """Kỳ {period} không có ngày nào thuộc kỳ {whole} của chỉ tiêu. Chọn kỳ khác rồi chạy lại."""


class UnknownTarget(InputError):
    """Không có chỉ tiêu số {target}. Các chỉ tiêu đang áp dụng:{known}."""


class UnknownReportKind(InputError):
    """Không lập được báo cáo ra tệp {path}: chỉ ghi được tệp {known}. Đổi đuôi tệp rồi chạy lại."""


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


class BadMonth(InputError):
    """Không hiểu tháng "{text}". Viết năm-tháng, ví dụ 2023-09."""


class EmptyBook(InputError):
    """Chưa lập được sổ: {month} ở {scope} chưa có kế hoạch, cũng chưa có nhật ký. Xem lại tháng và nơi phát."""


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


class CartRefused(InputError):
    """Không nhận băng nhạc {path}: {reason}."""


class UnknownCart(InputError):
    """Đài không có băng nhạc "{cart}"{nearest}. Xem danh sách: `broadcaster cart list`."""


class CartStands(InputError):
    """Đã có băng nhạc "{cart}", tệp ấy không bị thay.

    Chọn --name khác, hoặc bỏ băng cũ trước: `broadcaster cart remove {cart}`.
    """


class CartInUse(InputError):
    """Băng nhạc "{cart}" đang dùng ('carts.{key}' trong cài đặt), chưa bỏ. Đổi cài đặt trước rồi chạy lại."""


class TopicModelBroken(InputError):
    """Tệp mô hình chủ đề {path} hỏng: {reason}. Xóa tệp để dùng bản có sẵn, hoặc chạy `broadcaster news train`."""


class TopicNotChosen(InputError):
    """Chủ đề {topic} của tin {item} là máy gợi ý. Chọn bằng `broadcaster news topic {item} SỐ` rồi viết lại."""


class TopicModelWorse(InputError):
    """Học thêm tin đài đã chọn thì kém hơn (macro-F1 {new}, không học {old}): giữ nguyên. Thêm --force để vẫn thay."""
