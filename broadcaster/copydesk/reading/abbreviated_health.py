"""Abbreviations of health care, population and social care, sorted."""

from __future__ import annotations

from typing import Final

HEALTH: Final = """
BAĐT = bệnh án điện tử
BHYTHGĐ = bảo hiểm y tế hộ gia đình
BKLN = bệnh không lây nhiễm
BMTE = bà mẹ, trẻ em
BPTT = biện pháp tránh thai
BS CKI = bác sĩ chuyên khoa một
BS CKII = bác sĩ chuyên khoa hai
BSCKI = bác sĩ chuyên khoa một
BSCKII = bác sĩ chuyên khoa hai
BSGĐ = bác sĩ gia đình
BVCSSKND = bảo vệ, chăm sóc sức khỏe nhân dân
BVYHCT = bệnh viện y học cổ truyền
BVĐKKV = bệnh viện đa khoa khu vực
CBYT = cán bộ y tế
CKI = chuyên khoa một
CKII = chuyên khoa hai
CSSKBĐ = chăm sóc sức khỏe ban đầu
CSSKND = chăm sóc sức khỏe nhân dân
CSSKSS = chăm sóc sức khỏe sinh sản
CTVDS = cộng tác viên dân số
CĐHA = chẩn đoán hình ảnh
DCTC = dụng cụ tử cung
DSKHHGĐ = dân số, kế hoạch hóa gia đình
HMNĐ = hiến máu nhân đạo
HMTN = hiến máu tình nguyện
HSBA = hồ sơ bệnh án
HSCC = hồi sức cấp cứu
HSSK = hồ sơ sức khỏe
HSSKĐT = hồ sơ sức khỏe điện tử
HSTC = hồi sức tích cực
KBCB = khám bệnh, chữa bệnh
KCBBĐ = khám, chữa bệnh ban đầu
KSBT = kiểm soát bệnh tật
KSK = khám sức khỏe
KSKĐK = khám sức khỏe định kỳ
KSNK = kiểm soát nhiễm khuẩn
MCBGTKS = mất cân bằng giới tính khi sinh
NHS = nữ hộ sinh
NVYT = nhân viên y tế
NVYTTB = nhân viên y tế thôn bản
NĐTP = ngộ độc thực phẩm
PCTHTL = phòng, chống tác hại của thuốc lá
PCTNTT = phòng, chống tai nạn thương tích
PHCN = phục hồi chức năng
PKĐK = phòng khám đa khoa
PKĐKKV = phòng khám đa khoa khu vực
RHM = răng hàm mặt
SDD = suy dinh dưỡng
SKSS-KHHGĐ = sức khỏe sinh sản, kế hoạch hóa gia đình
SKTT = sức khỏe tâm thần
SLSS = sàng lọc sơ sinh
SLTS = sàng lọc trước sinh
SSKĐT = sổ sức khỏe điện tử
SXH = sốt xuất huyết
TCMR = tiêm chủng mở rộng
TMH = tai mũi họng
TNTT = tai nạn thương tích
TSGTKS = tỷ số giới tính khi sinh
TT. Y tế = Trung tâm Y tế
TT.Y tế = Trung tâm Y tế
TTBYT = trang thiết bị y tế
TTGDSK = truyền thông giáo dục sức khỏe
TTKSBT = trung tâm kiểm soát bệnh tật
TTYTDP = trung tâm y tế dự phòng
TTƯT = thầy thuốc ưu tú
YDCT = y dược cổ truyền
YDHCT = y dược học cổ truyền
YHCT = y học cổ truyền
YTCC = y tế công cộng
YTDP = y tế dự phòng
YTTB = y tế thôn bản
ĐTĐ = đái tháo đường
"""
"""One a line: written form, equals sign, what is said."""
