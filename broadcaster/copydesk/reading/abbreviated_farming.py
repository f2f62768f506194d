"""Abbreviations of farming, fishing, forestry, animal health, rural programmes and natural disasters, sorted."""

from __future__ import annotations

from typing import Final

FARMING: Final = """
ATDB = an toàn dịch bệnh
ATNĐ = áp thấp nhiệt đới
ATSH = an toàn sinh học
BCH PCLB = Ban Chỉ huy phòng, chống lụt bão
BCH PCTT = Ban Chỉ huy phòng, chống thiên tai
BCH PCTT&TKCN = Ban Chỉ huy phòng, chống thiên tai và tìm kiếm cứu nạn
BVNLTS = bảo vệ nguồn lợi thủy sản
BVR = bảo vệ rừng
CDCC = chuyển dịch cơ cấu
CGC = cúm gia cầm
CN&TY = chăn nuôi và thú y
CNTY = chăn nuôi, thú y
CSĐG = cơ sở đóng gói
CTTL = công trình thủy lợi
CĐL = cánh đồng lớn
CĐML = cánh đồng mẫu lớn
DTLCP = dịch tả lợn châu Phi
DVMTR = dịch vụ môi trường rừng
DVNN = dịch vụ nông nghiệp
DĐĐT = dồn điền, đổi thửa
GNBV = giảm nghèo bền vững
GSGC = gia súc, gia cầm
GSHT = giám sát hành trình
GTNĐ = giao thông nội đồng
GTSX = giá trị sản xuất
GTTL = giao thông, thủy lợi
HTXDV = hợp tác xã dịch vụ
HTXDVNN = hợp tác xã dịch vụ nông nghiệp
KCHKM = kiên cố hóa kênh mương
KDĐV = kiểm dịch động vật
KKL = không khí lạnh
KNQG = khuyến nông quốc gia
KNV = khuyến nông viên
KSGM = kiểm soát giết mổ
KTCTTL = khai thác công trình thủy lợi
KTTV = khí tượng thủy văn
LMLM = lở mồm long móng
LTTP = lương thực, thực phẩm
MSVT = mã số vùng trồng
MTQG XDNTM = mục tiêu quốc gia xây dựng nông thôn mới
NLN = nông, lâm nghiệp
NLTS = nông, lâm, thủy sản
NN CNC = nông nghiệp công nghệ cao
NN,NT = nông nghiệp, nông thôn
NN-NT = nông nghiệp, nông thôn
NNCNC = nông nghiệp công nghệ cao
NNNT = nông nghiệp, nông thôn
NTM KM = nông thôn mới kiểu mẫu
NTM NC = nông thôn mới nâng cao
NTMKM = nông thôn mới kiểu mẫu
NTMNC = nông thôn mới nâng cao
PCDB = phòng, chống dịch bệnh
PTBV = phát triển bền vững
PTNNNT = phát triển nông nghiệp, nông thôn
QLBVR = quản lý, bảo vệ rừng
QLCLNLSTS = quản lý chất lượng nông, lâm sản và thủy sản
RPH = rừng phòng hộ
RRTT = rủi ro thiên tai
RĐD = rừng đặc dụng
SLLT = sản lượng lương thực
SXNN = sản xuất nông nghiệp
TACN = thức ăn chăn nuôi
TBKHKT = tiến bộ khoa học kỹ thuật
TBKT = tiến bộ kỹ thuật
TLNĐ = thủy lợi nội đồng
TT&BVTV = trồng trọt và bảo vệ thực vật
TT-BVTV = trồng trọt và bảo vệ thực vật
TTBVTV = trồng trọt và bảo vệ thực vật
TTDVNN = trung tâm dịch vụ nông nghiệp
TTKN = trung tâm khuyến nông
TXNG = truy xuất nguồn gốc
VDNC = viêm da nổi cục
VPĐP = văn phòng điều phối
VQG = vườn quốc gia
VSTY = vệ sinh thú y
VTNN = vật tư nông nghiệp
XNM = xâm nhập mặn
ƯDCNC = ứng dụng công nghệ cao
"""
"""One a line: written form, equals sign, what is said."""
