"""Abbreviations of digital government, one-stop offices and post, sorted."""

from __future__ import annotations

from typing import Final

DIGITAL: Final = """
ATTTM = an toàn thông tin mạng
BCVT = bưu chính, viễn thông
BDHVS = bình dân học vụ số
BPTN&TKQ = bộ phận tiếp nhận và trả kết quả
BPTNTKQ = bộ phận tiếp nhận và trả kết quả
BĐ-VHX = bưu điện văn hóa xã
BĐVHX = bưu điện văn hóa xã
CKS = chữ ký số
CNS = công nghệ số
CNSCĐ = công nghệ số cộng đồng
CPS = chính phủ số
CQS = chính quyền số
CSDL QG = cơ sở dữ liệu quốc gia
CSDL QG về DC = cơ sở dữ liệu quốc gia về dân cư
CSDLDC = cơ sở dữ liệu dân cư
CSDLQG về DC = cơ sở dữ liệu quốc gia về dân cư
CSDLQGDC = cơ sở dữ liệu quốc gia về dân cư
CSDLQGVDC = cơ sở dữ liệu quốc gia về dân cư
CSDLQGvDC = cơ sở dữ liệu quốc gia về dân cư
CTS = chứng thư số
CTTĐT = cổng thông tin điện tử
DVCLT = dịch vụ công liên thông
GQHS = giải quyết hồ sơ
HSCV = hồ sơ công việc
HTTTGQTTHC = hệ thống thông tin giải quyết thủ tục hành chính
HTTTQG = hệ thống thông tin quốc gia
KH,CN,ĐMST&CĐS = khoa học, công nghệ, đổi mới sáng tạo và chuyển đổi số
KNĐMST = khởi nghiệp đổi mới sáng tạo
MCLT = một cửa liên thông
MCĐT = một cửa điện tử
QLVB&ĐH = quản lý văn bản và điều hành
QLVBĐH = quản lý văn bản và điều hành
SHTT = sở hữu trí tuệ
TCNSCĐ = tổ công nghệ số cộng đồng
TCĐLCL = Tiêu chuẩn Đo lường Chất lượng
TKQ = trả kết quả
TN-TKQ = tiếp nhận và trả kết quả
TSLCD = truyền số liệu chuyên dùng
TT HCC = trung tâm hành chính công
TT PVHCC = trung tâm phục vụ hành chính công
TTNT = trí tuệ nhân tạo
VBĐT = văn bản điện tử
XHS = xã hội số
ĐDXTĐT = định danh và xác thực điện tử
ĐTTM = đô thị thông minh
"""
"""One a line: written form, equals sign, what is said."""
