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
    "tiktok": "tiktok",
    "tv": "ti vi",
    "vn": "vê nờ",
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
bca bhxh bnv bqp btc btp byt ca cchc cntt hdnd kbnn mttq pccc sldtbxh snn snv stc stp stttt syt tand th thcs
thpt ttcp tthc ttpvhcc ubmttq ubnd vhtt vksnd vp vpdt
"""
"""Abbreviations inside labels, spelt letter by letter."""

PHRASES: Final = """
an giang, biên phòng, bà rịa, báo chí, bình dương, bình phước, bình thuận, bình định, bưu điện, bạc liêu,
bạn nghe đài, bạn đọc, bản tin, bảo hiểm, bảo hiểm xã hội, bảo hiểm y tế, bắc giang, bắc kạn, bắc ninh, bến tre,
bệnh viện, bộ, bộ công an, bộ nội vụ, bộ tư pháp, bộ y tế, cao bằng, chuyển đổi số, chính quyền,
chính quyền điện tử, cà mau, công an, công báo, công dân, công khai, công nghệ, công thương, công đoàn, căn cước,
cải cách, cải cách hành chính, cần thơ, cổng thông tin, cựu chiến binh, doanh nghiệp, du lịch, dịch vụ,
dịch vụ công, dịch vụ công trực tuyến, dữ liệu, gia lai, giao thông, giao thủy, giám sát, giáo dục,
giáo dục đào tạo, góp ý, hoàng nam, huyện, huyện ủy, huế, hà giang, hà nam, hà nội, hà tĩnh, hài lòng, hành chính,
hành chính công, hòa bình, hưng yên, hải dương, hải hậu, hải phòng, hải quan, hậu giang, hỏi đáp, hồ chí minh,
hồ sơ, hồng phong, hỗ trợ, hộ tịch, hội đồng nhân dân, hợp tác xã, khen thưởng, khiếu nại, kho bạc, khoa học,
khuyến nông, khánh hòa, khảo sát, kiên giang, kiến nghị, kon tum, kế hoạch, lai châu, lao động, liên hệ, liễu đề,
long an, lào cai, lâm đồng, lạng sơn, minh bạch, môi trường, mặt trận, một cửa, mỹ lộc, nam trực, nam điền,
nam định, nghĩa bình, nghĩa châu, nghĩa hưng, nghĩa hải, nghĩa hồng, nghĩa lâm, nghĩa lạc, nghĩa lợi, nghĩa minh,
nghĩa phong, nghĩa phú, nghĩa sơn, nghĩa thành, nghĩa thái, nghĩa thịnh, nghĩa trung, nghĩa tân, nghĩa đồng,
nghệ an, ngân hàng, nhân dân, ninh bình, ninh thuận, nông dân, nông nghiệp, nông thôn mới, nội vụ, pháp luật,
phát thanh, phát thanh truyền hình, phòng, phòng nội vụ, phú thọ, phú yên, phúc thắng, phường, phản ánh,
phản ánh kiến nghị, phụ nữ, quân sự, quảng bình, quảng nam, quảng ngãi, quảng ninh, quảng trị, quốc gia, quỹ nhất,
rạng đông, sóc trăng, sơn la, sở, sở nội vụ, sở tư pháp, sở y tế, thanh hóa, thanh niên, thanh tra, thi đua, thuế,
thành phố, thành ủy, thái bình, thái nguyên, thông tin, thư viện, thương binh, thể thao, thị trấn,
thủ tục hành chính, thừa thiên huế, tin tức, tiếp dân, tiền giang, tra cứu, trung tâm, truyền hình, truyền thanh,
truyền thông, trà vinh, trường học, trạm y tế, trực ninh, trực tuyến, tuyên giáo, tuyên quang, tuyên truyền,
tài chính, tài nguyên, tây ninh, tư pháp, tư vấn, tỉnh, tỉnh ủy, tố cáo, tổ quốc, tổng đài, việt nam, văn bản,
văn bản pháp luật, văn hóa, văn phòng, vĩnh long, vĩnh phúc, vũng tàu, vận tải, vụ bản, xuân trường, xây dựng, xã,
xã hội, y tế, yên bái, ý yên, điện biên, điện lực, điện tử, đoàn thanh niên, đà nẵng, đài, đào tạo, đánh giá,
đảng bộ, đảng ủy, đất đai, đầu tư, đắk lắk, đắk nông, định danh, đồng nai, đồng tháp, đồng thịnh, ủy ban nhân dân
"""
"""Phrases that are written together without marks, with the marks they are said with."""
