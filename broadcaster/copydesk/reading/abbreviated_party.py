"""Abbreviations of the Party, the Front, mass organisations and emulation, sorted."""

from __future__ import annotations

from typing import Final

PARTY: Final = """
BCH TƯ ĐẢNG = Ban Chấp hành Trung ương Đảng
BCHTW = Ban Chấp hành Trung ương
BCHĐB = Ban Chấp hành Đảng bộ
BCSĐ = ban cán sự đảng
BCTMT = ban công tác mặt trận
BTCB = bí thư chi bộ
BTG&DV = Ban Tuyên giáo và Dân vận
BTGDV = Ban Tuyên giáo và Dân vận
BTVHU = Ban Thường vụ Huyện ủy
BTVTU = Ban Thường vụ Tỉnh ủy
BTVĐU = Ban Thường vụ Đảng ủy
BXDĐ = Ban Xây dựng Đảng
BĐG = bình đẳng giới
CCBVN = Cựu chiến binh Việt Nam
CSTĐ = chiến sĩ thi đua
CSTĐCS = chiến sĩ thi đua cơ sở
CTĐ = chữ thập đỏ
DVK = dân vận khéo
HCCB = Hội Cựu chiến binh
HCKK = hoàn cảnh khó khăn
HCTNXP = Hội Cựu thanh niên xung phong
HCTĐ = Hội Chữ thập đỏ
HLHPNVN = Hội Liên hiệp Phụ nữ Việt Nam
HLHTN = Hội Liên hiệp Thanh niên
HLHTNVN = Hội Liên hiệp Thanh niên Việt Nam
HNCT = Hội Người cao tuổi
HNDVN = Hội Nông dân Việt Nam
HTNV = hoàn thành nhiệm vụ
HTTNV = hoàn thành tốt nhiệm vụ
HTXSNV = hoàn thành xuất sắc nhiệm vụ
HUV = huyện ủy viên
HVCTQG = Học viện Chính trị quốc gia
HVCTQGHCM = Học viện Chính trị quốc gia Hồ Chí Minh
HVPN = hội viên phụ nữ
KT,GS = kiểm tra, giám sát
KT-GS = kiểm tra, giám sát
KTGS = kiểm tra, giám sát
KĐĐKTDT = khối đại đoàn kết toàn dân tộc
LHPNVN = Liên hiệp Phụ nữ Việt Nam
LHTN = Liên hiệp Thanh niên
LHTNVN = Liên hiệp Thanh niên Việt Nam
LĐTT = lao động tiên tiến
NCCCM = người có công với cách mạng
NCCVCM = người có công với cách mạng
PBT = phó bí thư
PBTTT = phó bí thư thường trực
PBXH = phản biện xã hội
PCTTT = phó chủ tịch thường trực
SHCB = sinh hoạt chi bộ
TBB = thương, bệnh binh
TCCSĐ = tổ chức cơ sở đảng
TCCT-XH = tổ chức chính trị xã hội
TCĐ = tổ chức đảng
TNCS HCM = Thanh niên Cộng sản Hồ Chí Minh
TTHU = Thường trực Huyện ủy
TTHĐND = Thường trực Hội đồng nhân dân
TTTU = Thường trực Tỉnh ủy
TTĐU = Thường trực Đảng ủy
TUV = tỉnh ủy viên
TXCT = tiếp xúc cử tri
TƯ ĐOÀN = Trung ương Đoàn
TƯ ĐẢNG = Trung ương Đảng
UBKTHU = Ủy ban Kiểm tra Huyện ủy
UBKTTU = Ủy ban Kiểm tra Tỉnh ủy
UBKTĐU = Ủy ban Kiểm tra Đảng ủy
UBMT = Ủy ban Mặt trận
VPHU = Văn phòng Huyện ủy
VPTU = Văn phòng Tỉnh ủy
VPĐU = Văn phòng Đảng ủy
VSTBCPN = vì sự tiến bộ của phụ nữ
VSTBPN = vì sự tiến bộ phụ nữ
ĐTNCS = Đoàn Thanh niên Cộng sản
ĐTNCSHCM = Đoàn Thanh niên Cộng sản Hồ Chí Minh
ĐĐKTDT = đại đoàn kết toàn dân tộc
"""
"""One a line: written form, equals sign, what is said."""
