"""How Vietnamese a word looks: which syllables the language has, and which of them are met most."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

_ONSETS: Final = "ngh ng nh gh gi kh ph qu th tr ch b c d đ g h k l m n p r s t v x"
_RIMES: Final = """
a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây e ec em en eng eo ep et ê êch êm
ên ênh êp êt êu i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu o oa oac oach oai oam oan oang oanh oao oap
oat oay oăc oăm oăn oăng oăt oc oe oem oen oeo oet oi om on ong ooc oong op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt
u ua uân uâng uât uây uc uê uêch uên uênh uêt uêu ui um un ung uơ uôc uôi uôm uôn uông uôt up ut uy uya uych uyên uyêt
uyn uynh uyp uyt uyu ư ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu y yêm yên yêng yêt yêu
"""
_COMMON: Final = frozenset(
    """
biên biến biết biển biểu buổi buộc bà bài bàn bác bán báo bão bê bên bình bí bù bút băm băng bưu bước bạn bản bảng
bảo bảy bấm bất bắc bắt bằng bệnh bị bỏ bốn bồi bổ bộ bớt chiến chiếu chiều chuyên chuyển chuẩn chuỗi chào chép chí
chín chính chú chăm chưa chương chạy chấm chấp chất chắc chế chỉ chỉnh chọn chối chống chỗ chờ chủ chứa chức chứng
chừng chữ cuối cài các cách cái cán cáo câu còn có cô công cùng căn cũ cũng cơ cư cạnh cả cải cảnh cấp cấu cần cầu
cập cắt cố cổ cổng cộng cột cục cụm của cứ cứu cử cửa diễn duyệt dài dành dân dây dòng dõi dùng dưới dưỡng dạng dấu
dẫn dịch dọn dời dở dụ dục dụng dừng dữ dự dựng giá giám giáo giây giả giải giảm giấy giọng giới giờ giữ giữa gì
gói gõ gương gạch gần gọi gốc gồm gửi hiểm hiểu hiện hiệp hiệu hoạch hoạt hoặc huyện huấn huế hà hàng hành hãy hình
hòa hóa hôm hùng hơn hưng hướng hạ hạn hạng hải hằng hết hệ họ học họp hỏi hỏng hồ hồi hồng hỗ hộ hội hợp hủy khoản
khoảng khác khách khám khóa khôi không khẩn khẩu khỏe khỏi khối khớp kiến kiểm kèm kép kê kênh kính ký kế kết kể
kịch kỳ kỷ kỹ liên liền liễu liệt liệu loại luôn luận luật là làm lâm lâu lê lên lô lùi lúc lý lăm lưu lượng lượt
lạ lạc lại lấy lần lập lặng lễ lệ lệch lệnh lịch lọc lỗi lộ lớn lớp lời lỡ lợi lục lực miền muốn muộn mà máy mã mão
mét mình mô môi mươi mười mại mạng mạnh mất mấy mầm mẫu mật mặc mặt mềm mọi mốc mốt mồng mỗi một mới mời mở mục mức
nghiệp nghèo nghìn nghĩa nghề nghệ nghỉ nghị ngoài ngoại ngoặc nguyên nguyễn nguồn ngày ngân người ngắn ngắt nhiêu
nhiều nhiệm nhuận nhà nháp nháy nhân nhóm như nhưng nhạc nhất nhầm nhận nhập nhật nhắc nhỏ nhờ những niên nuôi nào
này nâng nét nên nêu nó nói nông năm năng nơi nước nạn nằm nếu nền nối nội nộp nờ nửa nữ nữa phiên phiếu pháp phát
phân phép phí phòng phó phóng phôn phút phương phường phạm phải phản phần phẩm phẩy phận phố phối phổ phụ phục phủ
pê quyết quyền quá quân quý quả quản quốc quỹ riêng rõ rút rạng rồi rỗng soát soạn suất sách sáng sát sáu sóc sóng
sông sĩ sơ sơn sư sạch sản sắp sẵn sẽ số sổ sớm sở sức sử sửa sự thiên thiết thiếu thoát thoại thuật thuế thuộc
thành tháng thêm thì thôi thôn thông thúc thư thương thường thấy thật thắng thẻ thế thể thị thống thời thủ thủy thứ
thức thừa thử thực tiên tiêu tiến tiếng tiếp tiết tiền tiểu toàn toán triển triệu truyền trách trên trình trí trò
trùng trú trúc trăm trước trường trưởng trạng trả trấn trần trận trật trẻ trễ trị trọn trọng trống trồng trời trở
trợ trực tuyên tuyến tuyển tuần tuổi tài tàu tác tám tâm tân tê tên tìm tình tích tính tôi tăng tĩnh tư tướng tại
tạo tải tất tần tầng tập tắt tế tết tệp tỉ tỉnh tịch tố tốc tối tốt tổ tổng tộc tới tờ tục từ từng tử tự tỷ viên
viết việc viện việt vuông và vài vào vân vê vì ví vùng văn vẫn vận vật vậy về vệ vị vốn với vỡ vụ vừa xuất xác xây
xã xét xê xóa xướng xếp xử yên yêu án ánh áp âm ét ích ít ô ông ý đa đang đi điền điều điểm điển điện đo đoàn đoạn
đài đào đánh đáp đâu đây đã đè đê đêm đình đích đính đó đóng đô đông đúng đăng đĩa đơn đưa đường được đại đạo đạt
đảng đất đầu đầy đặt đếm đến đề đều để địa định đọc đốc đối đồng đổi độ đội động đợi đợt đủ đứng đứt ưu ương ấy ổ ở
ủy ứng
""".split()  # noqa: SIM905 - seven hundred names in quotes are read by nobody
)
"""The 700 commonest syllables with marks in texts of this station (guide, pages, readings; not its news)."""

_TONES: Final = frozenset("\u0300\u0301\u0303\u0309\u0323")
_STOPS: Final = ("c", "ch", "p", "t")
_STOPPED_TONES: Final = frozenset("\u0301\u0323")
_LONGEST: Final = 7

COMMON: Final = 2
"""Worth of one of the commonest syllables."""
LEGAL: Final = 1
"""Worth of another syllable that Vietnamese can have."""


def _either(words: str) -> str:
    return "|".join(sorted(words.split(), key=len, reverse=True))


_SYLLABLE: Final = re.compile(f"(?:{_either(_ONSETS)})?(?:{_either(_RIMES)})")
_BARE: Final = re.compile(
    "".join(each for each in unicodedata.normalize("NFD", _SYLLABLE.pattern) if not unicodedata.combining(each))
)


@lru_cache(maxsize=1 << 14)
def worth(word: str) -> int:
    """Give 2 for a common syllable with its marks, 1 for another that is possible, 0 for anything else.

    Capitals do not matter, nor does where in the rime the tone mark stands (*hoà*, *hòa*); at most one may. The word
    is NFC. One that ends in a stop must have the tone *sắc* or *nặng*.
    """
    small = word.lower()
    if small in _COMMON:
        return COMMON
    if len(small) > _LONGEST:
        return 0
    parts = unicodedata.normalize("NFD", small)
    tones = [each for each in parts if each in _TONES]
    plain = unicodedata.normalize("NFC", "".join(each for each in parts if each not in _TONES))
    if len(tones) > 1 or not _SYLLABLE.fullmatch(plain):
        return 0
    if plain.endswith(_STOPS):
        return LEGAL if tones and tones[0] in _STOPPED_TONES else 0
    return LEGAL


@lru_cache(maxsize=1 << 14)
def is_bare(word: str) -> bool:
    """Say whether ASCII letters can be a Vietnamese syllable whose marks were left out."""
    return len(word) <= _LONGEST and _BARE.fullmatch(word.lower()) is not None
