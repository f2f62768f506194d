"""Abbreviations of land, building, transport, energy and environment, sorted."""

from __future__ import annotations

from typing import Final

LAND: Final = """
BCKTKT = báo cáo kinh tế kỹ thuật
BCNCKT = báo cáo nghiên cứu khả thi
BQLDA ĐTXD = ban quản lý dự án đầu tư xây dựng
BQLDAĐTXD = ban quản lý dự án đầu tư xây dựng
BT,HT&TĐC = bồi thường, hỗ trợ và tái định cư
BT-GPMB = bồi thường, giải phóng mặt bằng
BT-HT-TĐC = bồi thường, hỗ trợ, tái định cư
BTCT = bê tông cốt thép
BTGPMB = bồi thường giải phóng mặt bằng
BTXM = bê tông xi măng
CMĐ = chuyển mục đích
CMĐSDĐ = chuyển mục đích sử dụng đất
CNVPĐKĐĐ = chi nhánh văn phòng đăng ký đất đai
CTNH = chất thải nguy hại
CTRSH = chất thải rắn sinh hoạt
CTXD = công trình xây dựng
CĐBVN = Cục Đường bộ Việt Nam
CĐT = chủ đầu tư
DAĐT = dự án đầu tư
GCN QSDĐ = giấy chứng nhận quyền sử dụng đất
GPMT = giấy phép môi trường
GPXD = giấy phép xây dựng
HLATGT = hành lang an toàn giao thông
HLATLĐ = hành lang an toàn lưới điện
HLATĐB = hành lang an toàn đường bộ
HSDT = hồ sơ dự thầu
HSMT = hồ sơ mời thầu
HTGT = hạ tầng giao thông
HTKT = hạ tầng kỹ thuật
HTXH = hạ tầng xã hội
KHLCNT = kế hoạch lựa chọn nhà thầu
KHSDĐ = kế hoạch sử dụng đất
KNK = khí nhà kính
KĐTM = khu đô thị mới
LCNT = lựa chọn nhà thầu
MĐSDĐ = mục đích sử dụng đất
NLMT = năng lượng mặt trời
NLTT = năng lượng tái tạo
NOXH = nhà ở xã hội
NƠXH = nhà ở xã hội
ONMT = ô nhiễm môi trường
PTQĐ = phát triển quỹ đất
QHCT = quy hoạch chi tiết
QHPK = quy hoạch phân khu
QHSDĐ = quy hoạch sử dụng đất
QHXD = quy hoạch xây dựng
QLTTXD = quản lý trật tự xây dựng
QLTTĐT = quản lý trật tự đô thị
QLĐB = quản lý đường bộ
QLĐT = quản lý đô thị
QLĐĐ = quản lý đất đai
RTSH = rác thải sinh hoạt
TBA = trạm biến áp
TKBVTC = thiết kế bản vẽ thi công
TKCS = thiết kế cơ sở
TSGLVĐ = tài sản gắn liền với đất
TTPTQĐ = trung tâm phát triển quỹ đất
TTĐK = trung tâm đăng kiểm
VPĐKQSDĐ = văn phòng đăng ký quyền sử dụng đất
VPĐKĐĐ = văn phòng đăng ký đất đai
VTHK = vận tải hành khách
VTHKCC = vận tải hành khách công cộng
XLNT = xử lý nước thải
ĐDSH = đa dạng sinh học
ĐGQSDĐ = đấu giá quyền sử dụng đất
ĐKĐĐ = đăng ký đất đai
ĐMT = điện mặt trời
ĐMTMN = điện mặt trời mái nhà
ĐTNĐ = đường thủy nội địa
"""
"""One a line: written form, equals sign, what is said."""
