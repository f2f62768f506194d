"""Abbreviations of finance, tax, banking, insurance, trade and jobs, sorted."""

from __future__ import annotations

from typing import Final

MONEY: Final = """
BCTC = báo cáo tài chính
BHNT = bảo hiểm nhân thọ
BHTNDS = bảo hiểm trách nhiệm dân sự
BHXHBB = bảo hiểm xã hội bắt buộc
BHXHTN = bảo hiểm xã hội tự nguyện
BHXHVN = Bảo hiểm xã hội Việt Nam
CN-XD = công nghiệp, xây dựng
CQT = cơ quan thuế
CTCK = công ty chứng khoán
CTHĐQT = chủ tịch hội đồng quản trị
DNN&V = doanh nghiệp nhỏ và vừa
DVVL = dịch vụ việc làm
GCNĐKKD = giấy chứng nhận đăng ký kinh doanh
GNĐC = giảm nghèo đa chiều
GPKD = giấy phép kinh doanh
GQVL = giải quyết việc làm
GTSXCN = giá trị sản xuất công nghiệp
HCN = hộ cận nghèo
HĐĐT = hóa đơn điện tử
KDTM = không dùng tiền mặt
KTKT = kinh tế kỹ thuật
KTTN = kinh tế tư nhân
LPMB = lệ phí môn bài
LPTB = lệ phí trước bạ
MST = mã số thuế
NHCSXHVN = Ngân hàng Chính sách xã hội Việt Nam
NHNNVN = Ngân hàng Nhà nước Việt Nam
NHNo&PTNT = Ngân hàng Nông nghiệp và Phát triển nông thôn
NNT = người nộp thuế
NS&VSMT = nước sạch và vệ sinh môi trường
NS&VSMTNT = nước sạch và vệ sinh môi trường nông thôn
NS-VSMT = nước sạch, vệ sinh môi trường
NĐT = nhà đầu tư
PTGĐ = phó tổng giám đốc
QHNS = quan hệ ngân sách
QLT = quản lý thuế
QTDND = quỹ tín dụng nhân dân
QTT = quyết toán thuế
SDĐNN = sử dụng đất nông nghiệp
SXCN = sản xuất công nghiệp
TCTD = tổ chức tín dụng
TCTN = trợ cấp thất nghiệp
TCXH = trợ cấp xã hội
TDCS = tín dụng chính sách
TGĐ = tổng giám đốc
TK&VV = tiết kiệm và vay vốn
TK-VV = tiết kiệm và vay vốn
TKVV = tiết kiệm và vay vốn
TLĐLĐ = Tổng Liên đoàn Lao động
TM&DV = thương mại và dịch vụ
TM,DV = thương mại, dịch vụ
TM-DV = thương mại, dịch vụ
TNBQ = thu nhập bình quân
TNLĐ,BNN = tai nạn lao động, bệnh nghề nghiệp
TNLĐ-BNN = tai nạn lao động, bệnh nghề nghiệp
TPDN = trái phiếu doanh nghiệp
TSBĐ = tài sản bảo đảm
TSC = tài sản công
TTCK = thị trường chứng khoán
TTDVVL = trung tâm dịch vụ việc làm
TTKDTM = thanh toán không dùng tiền mặt
TTĐB = tiêu thụ đặc biệt
UBCKNN = Ủy ban Chứng khoán Nhà nước
VĐT = vốn đầu tư
XTTM = xúc tiến thương mại
XTĐT = xúc tiến đầu tư
ĐHĐCĐ = đại hội đồng cổ đông
ĐTNN = đầu tư nước ngoài
ĐVT = đơn vị tính
"""
"""One a line: written form, equals sign, what is said."""
