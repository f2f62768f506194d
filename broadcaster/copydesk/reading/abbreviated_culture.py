"""Abbreviations of culture, sport and broadcasting, sorted."""

from __future__ import annotations

from typing import Final

CULTURE: Final = """
DSVH = di sản văn hóa
DTLS = di tích lịch sử
DTLS-VH = di tích lịch sử, văn hóa
DTLSVH = di tích lịch sử, văn hóa
GĐVH = gia đình văn hóa
HAGL = Hoàng Anh Gia Lai
HCB = huy chương bạc
HCĐ = huy chương đồng
HKPĐ = Hội khỏe Phù Đổng
HLV = huấn luyện viên
KDCVH = khu dân cư văn hóa
LĐBĐ = Liên đoàn Bóng đá
LĐBĐVN = Liên đoàn Bóng đá Việt Nam
NSVM = nếp sống văn minh
SLNA = Sông Lam Nghệ An
SVĐ = sân vận động
TDĐKXDĐSVH = toàn dân đoàn kết xây dựng đời sống văn hóa
THVN = Truyền hình Việt Nam
TNVN = Tiếng nói Việt Nam
TXNĐ = Thép Xanh Nam Định
VHNT = văn học nghệ thuật
VHVN = văn hóa, văn nghệ
VNQC = văn nghệ quần chúng
VĐQG = vô địch quốc gia
VĐV = vận động viên
ĐSVH = đời sống văn hóa
ĐSVHKDC = đời sống văn hóa khu dân cư
ĐTQG = đội tuyển quốc gia
Đài TT = Đài Truyền thanh
Đài TT-TH = Đài Truyền thanh, Truyền hình
Đài TTTH = Đài Truyền thanh, Truyền hình
đài TT = đài truyền thanh
đài TT-TH = đài truyền thanh, truyền hình
"""
"""One a line: written form, equals sign, what is said."""
