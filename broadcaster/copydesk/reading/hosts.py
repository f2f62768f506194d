"""Words that make up Vietnamese web addresses, as they are said."""

from __future__ import annotations

from typing import Final

LABELS: Final = {
    "biz": "bi dét",
    "chinhphu": "chính phủ",
    "com": "com",
    "edu": "e đu",
    "facebook": "facebook",
    "fanpage": "fanpage",
    "fb": "ép bê",
    "gmail": "gmail",
    "google": "gu gồ",
    "gov": "gov",
    "hotmail": "hotmail",
    "home": "home",
    "html": "hát tê mờ lờ",
    "htm": "hát tê mờ",
    "index": "index",
    "info": "in phô",
    "io": "i ô",
    "mail": "mail",
    "me": "me",
    "mobi": "mô bi",
    "net": "nét",
    "online": "online",
    "org": "o rờ gờ",
    "outlook": "outlook",
    "pdf": "pê đê ép",
    "portal": "portal",
    "post": "post",
    "tiktok": "tiktok",
    "tv": "ti vi",
    "vn": "vê nờ",
    "vneid": "vê nờ e i đê",
    "vssid": "vê ét ét i đê",
    "web": "web",
    "yahoo": "yahoo",
    "youtube": "youtube",
    "zalo": "zalo",
}
"""Whole labels."""

_TOP_LEVEL: Final = "vn com net org gov edu info io me tv biz mobi app dev asia int eu us uk jp cn kr fr de"
TOP_LEVEL: Final = frozenset(_TOP_LEVEL.split())
"""Last labels by which a bare address is known."""

CODES: Final = """
bca bhxh bnnmt bnv bqp btc btp bvdk byt ca cchc cntt dkkd dttg dvc egov gddt gdt hcc hcm hdnd hkd ioc kbnn khcn mpi
mttq nhcsxh nnmt pccc pvhcc qlvb sct sgddt sgtvt skhcn sldtbxh snn snnmt snv stc stp stttt svhttdl sxd syt tand th
thcs thpt tphcm ttcp ttdt tthc ttpvhcc ttyt ubmttq ubnd vbpl vhtt vhttdl vhxh vksnd vp vpdt vpubnd xnc
"""
"""Abbreviations inside labels, spelt letter by letter."""

PHRASES: Final = """
an giang, an ninh mạng, an toàn, an toàn thực phẩm, ban quản lý, biên phòng, bà rịa, bà rịa vũng tàu, báo, báo chí,
báo nam định, báo ninh bình, bình dân học vụ số, bình dương, bình lục, bình phước, bình thuận, bình định, bưu chính,
bưu điện, bạc liêu, bạn nghe đài, bạn đọc, bản tin, bảo hiểm, bảo hiểm xã hội, bảo hiểm y tế, bảo trợ, bảo vệ, bầu cử,
bắc giang, bắc kạn, bắc ninh, bến tre, bệnh viện, bộ, bộ công an, bộ nội vụ, bộ tư pháp, bộ y tế, cao bằng, cao đẳng,
chuyển đổi số, chính phủ điện tử, chính quyền, chính quyền số, chính quyền điện tử, chính sách, chính sách xã hội,
chăm sóc khách hàng, chăn nuôi, chợ trường, chữ ký số, chữ thập đỏ, cà mau, công an, công báo, công bố bản án,
công chứng, công dân, công dân số, công khai, công nghệ, công nghệ số, công thương, công đoàn, căn cước, cư trú,
cải cách, cải cách hành chính, cải cách tư pháp, cảnh báo, cảnh sát, cảnh sát giao thông, cấp nước, cần thơ, cổ lễ,
cổng thông tin, cứu hỏa, cử tri, cựu chiến binh, doanh nghiệp, du lịch, duy tiên, dân cư, dân số, dân tộc, dân vận,
dịch vụ, dịch vụ công, dịch vụ công quốc gia, dịch vụ công trực tuyến, dịch vụ việc làm, dữ liệu, dữ liệu quốc gia,
dự thảo, gia lai, gia viễn, gia đình, giao hải, giao thông, giao thông vận tải, giao thủy, giám sát, giáo dục,
giáo dục đào tạo, giáo viên, giảm nghèo, góp ý, hoa lư, hoàng nam, huyện, huyện ủy, huế, hà giang, hà nam, hà nội,
hà tĩnh, hài lòng, hàng việt, hành chính, hành chính công, hòa bình, hóa đơn, hóa đơn điện tử, hôn nhân, hưng yên,
hải dương, hải hậu, hải phòng, hải quan, hậu giang, hẹn giờ, học bạ, học liệu, học sinh, học vụ, hỏi đáp, hồ chí minh,
hồ sơ, hồ sơ sức khỏe, hồng phong, hỗ trợ, hộ kinh doanh, hộ tịch, hội nông dân, hội phụ nữ, hội đồng,
hội đồng nhân dân, hợp tác, hợp tác xã, khai sinh, khen thưởng, khiếu nại, kho bạc, khoa học, khuyến học, khuyến nông,
khách hàng, khám bệnh, khánh hòa, khí tượng, khảo sát, khảo sát hài lòng, kim bảng, kim sơn, kinh doanh, kinh tế,
kinh tế số, kiên giang, kiến nghị, kiểm sát, kon tum, kế hoạch, kế toán, lai châu, lao động, liên hiệp phụ nữ, liên hệ,
liễu đề, loa, long an, luật sư, lào cai, lâm đồng, lý nhân, lưu trữ, lạng sơn, lấy ý kiến, lịch hẹn, lừa đảo, minh bạch,
mua sắm công, môi trường, mầm non, mặt trận, mặt trận tổ quốc, một cửa, một cửa liên thông, một cửa điện tử, mỹ lộc,
nam trực, nam điền, nam định, nghĩa bình, nghĩa châu, nghĩa hưng, nghĩa hải, nghĩa hồng, nghĩa lâm, nghĩa lạc,
nghĩa lợi, nghĩa minh, nghĩa phong, nghĩa phú, nghĩa sơn, nghĩa thành, nghĩa thái, nghĩa thịnh, nghĩa trung, nghĩa tân,
nghĩa đồng, nghệ an, nguồn gốc, ngân hàng, ngân hàng chính sách, ngân sách, người cao tuổi, người có công, người dân,
nho quan, nhà trường, nhân dân, ninh bình, ninh cơ, ninh thuận, nông dân, nông nghiệp, nông nghiệp môi trường,
nông thôn, nông thôn mới, nước sạch, nội vụ, pháp luật, phát thanh, phát thanh truyền hình, phát thanh truyền thanh,
phòng, phòng cháy, phòng chống, phòng chống thiên tai, phòng nội vụ, phú thọ, phú yên, phúc thắng, phường, phạt nguội,
phản ánh, phản ánh kiến nghị, phổ thông, phụ nữ, phủ lý, quy hoạch, quân sự, quản lý, quản lý thị trường, quảng bình,
quảng nam, quảng ngãi, quảng ninh, quảng trị, quốc gia, quốc hội, quỹ, quỹ nhất, ruộng đất, rạng đông, sóc trăng,
sơn la, sư phạm, sản phẩm, sở, sở nội vụ, sở tư pháp, sở y tế, sức khỏe, tam điệp, thanh hóa, thanh liêm, thanh niên,
thanh toán, thanh tra, thi hành án, thi tốt nghiệp, thi đua, thiên tai, thuế, thuế điện tử, thành nam, thành phố,
thành ủy, thái bình, thái nguyên, thí sinh, thông tin, thú y, thư ký, thư viện, thương binh, thương mại, thể thao,
thị trường, thị trấn, thống kê, thời tiết, thủ tục hành chính, thủy lợi, thủy sản, thủy văn, thừa thiên huế, thực phẩm,
thực vật, tin tức, tiêm chủng, tiếng nói, tiếng nói việt nam, tiếp công dân, tiếp dân, tiếp nhận, tiền giang, tiền điện,
tiểu học, tra cứu, trung học, trung tâm, truy xuất, truyền hình, truyền thanh, truyền thanh thông minh, truyền thông,
trà vinh, tràng an, trường học, trạm y tế, trẻ em, trồng trọt, trực ninh, trực tuyến, tuyên giáo, tuyên quang,
tuyên truyền, tuyển dụng, tuyển sinh, tuổi trẻ, tài chính, tài nguyên, tây ninh, tín dụng, tín nhiệm mạng, tòa án,
tôn giáo, tư pháp, tư vấn, tạp chí, tỉnh, tỉnh ủy, tố cáo, tốt nghiệp, tổ chức, tổ công nghệ số, tổ quốc, tổng đài,
viễn thông, việc làm, việt nam, văn bản, văn bản pháp luật, văn hóa, văn hóa xã hội, văn phòng, văn phòng số, văn thư,
vĩnh long, vĩnh phúc, vũng tàu, vận tải, vệ sinh, vụ bản, xuân trường, xuất khẩu, xuất nhập cảnh, xây dựng, xã, xã hội,
xúc tiến, xúc tiến thương mại, xử lý vi phạm, y tế, yên bái, yên khánh, yên mô, ý kiến, ý kiến người dân, ý yên,
điện biên, điện lực, điện lực miền bắc, điện nước, điện tử, đoàn thanh niên, đà nẵng, đài, đào tạo, đánh giá, đê điều,
đô thị, đăng kiểm, đăng ký, đăng ký kinh doanh, đăng nhập, đường dây nóng, đại biểu, đại biểu nhân dân, đại học,
đảng bộ, đảng ủy, đất đai, đấu giá, đấu giá tài sản, đấu thầu, đấu tranh, đầu cấp, đầu tư, đầu tư công, đắk lắk,
đắk nông, đặt lịch, định danh, định danh điện tử, đồng nai, đồng tháp, đồng thịnh, ủy ban, ủy ban nhân dân
"""
"""Phrases that are written together without marks, with the marks they are said with."""
