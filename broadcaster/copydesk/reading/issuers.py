"""Codes of official documents: what kind of document, and who issued it."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from broadcaster.copydesk.reading.numbers import cardinal
from broadcaster.copydesk.reading.patterns import Pattern

KINDS: Final = {
    "BB": "biên bản",
    "BC": "báo cáo",
    "CT": "chỉ thị",
    "CTHĐ": "chương trình hành động",
    "CTPH": "chương trình phối hợp",
    "CTr": "chương trình",
    "CTR": "chương trình",
    "CV": "công văn",
    "CĐ": "công điện",
    "DT": "dự thảo",
    "GM": "giấy mời",
    "GP": "giấy phép",
    "GUQ": "giấy ủy quyền",
    "HD": "hướng dẫn",
    "HDLN": "hướng dẫn liên ngành",
    "HDLT": "hướng dẫn liên tịch",
    "HĐ": "hợp đồng",
    "KH": "kế hoạch",
    "KHLT": "kế hoạch liên tịch",
    "KHPH": "kế hoạch phối hợp",
    "KL": "kết luận",
    "L": "lệnh",
    "LT": "liên tịch",
    "NQ": "nghị quyết",
    "NQLT": "nghị quyết liên tịch",
    "NĐ": "nghị định",
    "PA": "phương án",
    "PL": "pháp lệnh",
    "QC": "quy chế",
    "QCPH": "quy chế phối hợp",
    "QyĐ": "quy định",
    "QĐ": "quyết định",
    "QĐi": "quy định",
    "SL": "sắc lệnh",
    "TB": "thông báo",
    "TBKL": "thông báo kết luận",
    "TT": "thông tư",
    "TTLT": "thông tư liên tịch",
    "TTr": "tờ trình",
    "TTR": "tờ trình",
    "VB": "văn bản",
    "VBHN": "văn bản hợp nhất",
    "ĐA": "đề án",
    "ĐƯ": "điều ước",
}
"""Code of a kind of document to its name."""

SUBJECTS: Final = frozenset({"XPHC", "XPVPHC", "XLVPHC", "KNTC", "CCHC"})
"""Codes in the issuer's place that tell what a document is about."""

_JOINT: Final = frozenset({"QCPH", "HDLN", "KHPH", "CTPH"})
_BODIES: Final = {
    "BCĐTW": "Ban Chỉ đạo Trung ương",
    "BHXH": "Bảo hiểm xã hội",
    "BTGDV": "Ban Tuyên giáo và Dân vận",
    "BTGDVTU": "Ban Tuyên giáo và Dân vận Tỉnh ủy",
    "BTGDVTW": "Ban Tuyên giáo và Dân vận Trung ương",
    "BTGTU": "Ban Tuyên giáo Tỉnh ủy",
    "BTGTW": "Ban Tuyên giáo Trung ương",
    "ĐCTUBTWMTTQVN": "Đoàn Chủ tịch Ủy ban Trung ương Mặt trận Tổ quốc Việt Nam",
    "VHXH": "Phòng Văn hóa, Xã hội",
    "BBT": "Ban Bí thư",
    "BCH": "Ban Chấp hành",
    "BCHQS": "Ban Chỉ huy Quân sự",
    "BCHTW": "Ban Chấp hành Trung ương",
    "BCT": "Bộ Công Thương",
    "BCĐ": "Ban Chỉ đạo",
    "BCĐCCHC": "Ban Chỉ đạo cải cách hành chính",
    "BDV": "Ban Dân vận",
    "BDVTU": "Ban Dân vận Tỉnh ủy",
    "BDVHU": "Ban Dân vận Huyện ủy",
    "BNC": "Ban Nội chính",
    "BTC": "Bộ Tài chính",
    "BTCTU": "Ban Tổ chức Tỉnh ủy",
    "BTCTW": "Ban Tổ chức Trung ương",
    "BTCHU": "Ban Tổ chức Huyện ủy",
    "BTG": "Ban Tuyên giáo",
    "BTGHU": "Ban Tuyên giáo Huyện ủy",
    "BTGĐU": "Ban Tuyên giáo Đảng ủy",
    "BTTUBTW": "Ban Thường trực Ủy ban Trung ương",
    "BTTUB": "Ban Thường trực Ủy ban",
    "BTV": "Ban Thường vụ",
    "BTVHU": "Ban Thường vụ Huyện ủy",
    "BTVTU": "Ban Thường vụ Tỉnh ủy",
    "CA": "Công an",
    "CAH": "Công an huyện",
    "CAT": "Công an tỉnh",
    "CCT": "Chi cục Thuế",
    "CCTHADS": "Chi cục Thi hành án dân sự",
    "CP": "Chính phủ",
    "CT": "Cục Thuế",
    "CTN": "Chủ tịch nước",
    "CTUBND": "Chủ tịch Ủy ban nhân dân",
    "ĐCT": "Đoàn Chủ tịch",
    "ĐTN": "Đoàn Thanh niên",
    "ĐU": "Đảng ủy",
    "ĐUK": "Đảng ủy Khối",
    "HCCB": "Hội Cựu chiến binh",
    "HLHPN": "Hội Liên hiệp Phụ nữ",
    "HND": "Hội Nông dân",
    "HPN": "Hội Phụ nữ",
    "HU": "Huyện ủy",
    "HĐBT": "Hội đồng Bộ trưởng",
    "HĐND": "Hội đồng nhân dân",
    "HĐTP": "Hội đồng Thẩm phán",
    "KBNN": "Kho bạc Nhà nước",
    "KTNN": "Kiểm toán Nhà nước",
    "LĐLĐ": "Liên đoàn Lao động",
    "MTTQ": "Mặt trận Tổ quốc",
    "MTTW": "Mặt trận Trung ương",
    "NHCS": "Ngân hàng Chính sách xã hội",
    "NHCSXH": "Ngân hàng Chính sách xã hội",
    "NHNN": "Ngân hàng Nhà nước",
    "QH": "Quốc hội",
    "QU": "Quận ủy",
    "TAND": "Tòa án nhân dân",
    "TANDTC": "Tòa án nhân dân tối cao",
    "TCT": "Tổng cục Thuế",
    "TCTK": "Tổng cục Thống kê",
    "TLĐ": "Tổng Liên đoàn",
    "TTCP": "Thanh tra Chính phủ",
    "TTHĐND": "Thường trực Hội đồng nhân dân",
    "TTg": "Thủ tướng Chính phủ",
    "TTG": "Thủ tướng Chính phủ",
    "TU": "Tỉnh ủy",
    "TVQH": "Ủy ban Thường vụ Quốc hội",
    "TW": "Trung ương",
    "TWĐTN": "Trung ương Đoàn Thanh niên",
    "TƯ": "Trung ương",
    "TH": "Tổng hợp",
    "UB": "Ủy ban nhân dân",
    "UBBC": "Ủy ban bầu cử",
    "UBDT": "Ủy ban Dân tộc",
    "UBKT": "Ủy ban Kiểm tra",
    "UBKTTW": "Ủy ban Kiểm tra Trung ương",
    "UBMTTQ": "Ủy ban Mặt trận Tổ quốc",
    "UBND": "Ủy ban nhân dân",
    "UBTVQH": "Ủy ban Thường vụ Quốc hội",
    "VKSND": "Viện kiểm sát nhân dân",
    "VKSNDTC": "Viện kiểm sát nhân dân tối cao",
    "VKSTC": "Viện kiểm sát nhân dân tối cao",
    "VP": "Văn phòng",
    "VPCP": "Văn phòng Chính phủ",
    "VPHU": "Văn phòng Huyện ủy",
    "VPQH": "Văn phòng Quốc hội",
    "VPTU": "Văn phòng Tỉnh ủy",
    "VPTW": "Văn phòng Trung ương",
    "VPUBND": "Văn phòng Ủy ban nhân dân",
    "ĐĐBQH": "Đoàn đại biểu Quốc hội",
}
_FIELDS: Final = {
    "CA": "Công an",
    "CT": "Công Thương",
    "DTTG": "Dân tộc và Tôn giáo",
    "GDĐT": "Giáo dục và Đào tạo",
    "GDDT": "Giáo dục và Đào tạo",
    "GTVT": "Giao thông vận tải",
    "KHCN": "Khoa học và Công nghệ",
    "KHĐT": "Kế hoạch và Đầu tư",
    "KTHT": "Kinh tế và Hạ tầng",
    "KTHTĐT": "Kinh tế, Hạ tầng và Đô thị",
    "LĐTBXH": "Lao động, Thương binh và Xã hội",
    "NG": "Ngoại giao",
    "NNMT": "Nông nghiệp và Môi trường",
    "NNPTNT": "Nông nghiệp và Phát triển nông thôn",
    "NV": "Nội vụ",
    "QP": "Quốc phòng",
    "TC": "Tài chính",
    "TCKH": "Tài chính và Kế hoạch",
    "TNMT": "Tài nguyên và Môi trường",
    "TP": "Tư pháp",
    "TTTT": "Thông tin và Truyền thông",
    "VHTT": "Văn hóa và Thông tin",
    "VHTTDL": "Văn hóa, Thể thao và Du lịch",
    "VHXH": "Văn hóa và Xã hội",
    "XD": "Xây dựng",
    "YT": "Y tế",
}
_LEVELS: Final = {"B": "Bộ", "S": "Sở", "P": "Phòng"}
_ASSEMBLY = Pattern(r"(?P<body>UBTVQH|TVQH|QH)(?P<term>\d{1,2})")


def kind(code: str) -> str:
    """Give the name of a kind of document by its code, or an empty string."""
    return KINDS.get(code, "")


def is_joint(code: str) -> bool:
    """Say whether documents of this kind have several issuers, each with its code."""
    return "LT" in code or code in _JOINT


@lru_cache(maxsize=1024)
def issuer(code: str) -> str:
    """Give who issues documents under a code, or an empty string; National Assembly codes carry the term (``QH13``)."""
    bare = code.replace("&", "").replace(".", "").replace(" ", "")
    assembly = _ASSEMBLY.fullmatch(bare)
    if assembly:
        return f"{_BODIES[assembly['body']]} khóa {cardinal(int(assembly['term']))}"
    if bare in _BODIES:
        return _BODIES[bare]
    field = _FIELDS.get(bare[1:])
    return f"{_LEVELS[bare[0]]} {field}" if field and bare[0] in _LEVELS else ""
