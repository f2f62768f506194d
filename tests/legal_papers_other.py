"""Papers with parts missing, blank or printed otherwise, papers of other layouts, and news that quotes documents."""

from __future__ import annotations

from datetime import date

from legal_papers import Paper

PAPERS: tuple[Paper, ...] = (
    Paper(
        left=("UBND XÃ QUỸ NHẤT",),
        number_line="Số:       /TB-UBND",
        date_line="Quỹ Nhất, ngày      tháng 8 năm 2025",
        title=("THÔNG BÁO", "Về việc tạm ngừng tiếp nhận hồ sơ để nâng cấp hệ thống"),
        body="""Để nâng cấp hệ thống thông tin giải quyết thủ tục hành chính, UBND xã Quỹ Nhất thông báo:
Trung tâm Phục vụ hành chính công xã tạm ngừng tiếp nhận hồ sơ trực tiếp từ 13 giờ 30 phút ngày 22/8/2025 đến 17 giờ cùng ngày.
Người dân có thể nộp hồ sơ trực tuyến trên Cổng Dịch vụ công quốc gia./.""",
        recipients=("Đảng ủy, HĐND xã", "Các thôn, xóm", "Lưu: VT"),
        signed=("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Ngô Thị Bích"),
        before=("DỰ THẢO",),
        agency="Ủy ban nhân dân xã Quỹ Nhất",
        number="/TB-UBND",
        place="Quỹ Nhất",
        kind="Thông báo",
        abstract="Về việc tạm ngừng tiếp nhận hồ sơ để nâng cấp hệ thống",
        articles=(("", "", "Trung tâm Phục vụ hành chính công"),),
        office="KT. CHỦ TỊCH, PHÓ CHỦ TỊCH",
        signer="Ngô Thị Bích",
    ),
    Paper(
        left=("ỦY BAN NHÂN DÂN", "XÃ QUỸ NHẤT"),
        number_line="Số: 214/UBND-VHXH",
        date_line="Quỹ Nhất, ngày 03 tháng 9 năm 2025",
        title=("V/v phát thanh tuyên truyền", "chính quyền địa phương hai cấp"),
        body="""Kính gửi:
- Trung tâm Văn hóa, Thông tin và Thể thao xã;
- Các ông, bà trưởng thôn;
- Các trường học trên địa bàn.
UBND xã yêu cầu các đơn vị thực hiện tốt các nội dung sau:
- Phát tin, bài về thủ tục hành chính ngày 02 lần, sáng từ 5 giờ 30 phút, chiều từ 17 giờ.
- Thời gian thực hiện từ ngày 05/9/2025 đến hết ngày 31/12/2025.
Nhận được công văn này, các đơn vị nghiêm túc triển khai./.""",
        recipients=("Như trên", "Lưu: VT, VHXH"),
        signed=("TUQ. CHỦ TỊCH", "TRƯỞNG PHÒNG VĂN HÓA - XÃ HỘI", "Trịnh Quốc Bảo"),
        agency="Ủy ban nhân dân xã Quỹ Nhất",
        number="214/UBND-VHXH",
        place="Quỹ Nhất",
        issued_on=date(2025, 9, 3),
        kind="Công văn",
        abstract="phát thanh tuyên truyền chính quyền địa phương hai cấp",
        articles=(("", "", "- Phát tin, bài"),),
        office="TUQ. CHỦ TỊCH, TRƯỞNG PHÒNG VĂN HÓA - XÃ HỘI",
        signer="Trịnh Quốc Bảo",
        concerns="Trung tâm Văn hóa, Thông tin và Thể thao xã; Các ông, bà trưởng thôn; Các trường học trên địa bàn",
    ),
    Paper(
        left=("ỦY BAN NHÂN DÂN", "TỈNH NINH BÌNH"),
        number_line="Số: 1108/QĐ-UBND",
        date_line="Ninh Bình, ngày 30 tháng 7 năm 2025",
        title=(
            "QUYẾT ĐỊNH",
            "Về việc công bố danh mục thủ tục hành chính thực hiện không phụ thuộc địa giới hành chính",
        ),
        body="""CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH NINH BÌNH
Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;
Căn cứ Nghị định số 118/2025/NĐ-CP ngày 09 tháng 6 năm 2025 của Chính phủ;
Theo đề nghị của Giám đốc Sở Nội vụ tại Tờ trình số 402/TTr-SNV ngày 24 tháng 7 năm 2025.
QUYẾT ĐỊNH:
Điều 1. Công bố 1.042 thủ tục hành chính thực hiện không phụ thuộc địa giới hành chính trên địa bàn tỉnh.
Điều 2. Quyết định này có hiệu lực từ ngày 15 tháng 8 năm 2025.
Điều 3. Chánh Văn phòng UBND tỉnh, Giám đốc Sở Nội vụ, Chủ tịch UBND các xã, phường và các tổ chức, cá nhân có liên quan chịu trách nhiệm thi hành Quyết định này./.""",
        recipients=("Như Điều 3", "Cục Kiểm soát thủ tục hành chính", "Lưu: VT, VP7"),
        signed=("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "TS. Tống Quang Thìn"),
        agency="Ủy ban nhân dân tỉnh Ninh Bình",
        number="1108/QĐ-UBND",
        place="Ninh Bình",
        issued_on=date(2025, 7, 30),
        kind="Quyết định",
        abstract="Về việc công bố danh mục thủ tục hành chính thực hiện không phụ thuộc địa giới hành chính",
        grounds=(
            "Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025",
            "Nghị định số 118/2025/NĐ-CP ngày 09 tháng 6 năm 2025 của Chính phủ",
            "Theo đề nghị của Giám đốc Sở Nội vụ tại Tờ trình số 402/TTr-SNV ngày 24 tháng 7 năm 2025",
        ),
        articles=(("Điều 1", "", "Công bố 1.042"), ("Điều 2", "", "Quyết định này"), ("Điều 3", "", "Chánh Văn phòng")),
        office="KT. CHỦ TỊCH, PHÓ CHỦ TỊCH",
        signer="Tống Quang Thìn",
        effect=date(2025, 8, 15),
        concerns="Chánh Văn phòng UBND tỉnh, Giám đốc Sở Nội vụ, Chủ tịch UBND các xã, phường và các tổ chức, cá nhân có liên quan",
    ),
    Paper(
        left=("ỦY BAN NHÂN DÂN", "HUYỆN NGHĨA HƯNG"),
        number_line="Số: 09/CTr-UBND",
        date_line="Nghĩa Hưng, ngày 06 tháng 02 năm 2023",
        title=("CHƯƠNG TRÌNH", "Công tác trọng tâm tháng 02 năm 2023"),
        body="""1. Ngày 08/02/2023: họp giao ban công tác cải cách hành chính.
2. Ngày 15/02/2023: kiểm tra Bộ phận một cửa các xã Nghĩa Trung, Nghĩa Thái.
3. Ngày 24/02/2023: tiếp công dân định kỳ.""",
        recipients=(),
        signed=("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Đỗ Văn Sáng"),
        agency="Ủy ban nhân dân huyện Nghĩa Hưng",
        number="09/CTr-UBND",
        place="Nghĩa Hưng",
        issued_on=date(2023, 2, 6),
        kind="Chương trình",
        abstract="Công tác trọng tâm tháng 02 năm 2023",
        articles=(("1", "", "Ngày 08/02/2023"), ("2", "", "Ngày 15/02/2023"), ("3", "", "Ngày 24/02/2023")),
        office="TM. ỦY BAN NHÂN DÂN, CHỦ TỊCH",
        signer="Đỗ Văn Sáng",
    ),
    Paper(
        left=("CÔNG AN TỈNH NAM ĐỊNH", "CÔNG AN HUYỆN NGHĨA HƯNG"),
        number_line="Số: 66/KH-CAH",
        date_line="Nghĩa Hưng, ngày 10 tháng 01 năm 2023",
        title=("KẾ HOẠCH", "Cao điểm cấp tài khoản định danh điện tử"),
        body="""Thực hiện Đề án 06 của Chính phủ, Công an huyện xây dựng kế hoạch cao điểm như sau:
I. MỤC ĐÍCH
Cấp 45.000 tài khoản định danh điện tử mức độ 2 trong năm 2023.
II. PHÂN CÔNG NHIỆM VỤ
1. Đội Quản lý hành chính về trật tự xã hội
Lập 03 tổ lưu động, làm việc cả thứ Bảy, Chủ nhật.
2. Công an các xã, thị trấn
Rà soát công dân đủ điều kiện, báo cáo trước ngày 05 hằng tháng./.""",
        recipients=("Ban Giám đốc Công an tỉnh", "Công an các xã, thị trấn", "Lưu: CAH"),
        signed=("TRƯỞNG CÔNG AN HUYỆN", "Thượng tá Vũ Văn Hùng"),
        agency="Công an huyện Nghĩa Hưng",
        parent="Công an tỉnh Nam Định",
        number="66/KH-CAH",
        place="Nghĩa Hưng",
        issued_on=date(2023, 1, 10),
        kind="Kế hoạch",
        abstract="Cao điểm cấp tài khoản định danh điện tử",
        grounds=("Đề án 06 của Chính phủ",),
        articles=(
            ("I", "MỤC ĐÍCH", "Cấp 45.000"),
            ("II", "PHÂN CÔNG NHIỆM VỤ", ""),
            ("1", "Đội Quản lý hành chính về trật tự xã hội", "Lập 03 tổ"),
            ("2", "Công an các xã, thị trấn", "Rà soát"),
        ),
        office="TRƯỞNG CÔNG AN HUYỆN",
        signer="Vũ Văn Hùng",
        concerns="Đội Quản lý hành chính về trật tự xã hội; Công an các xã, thị trấn",
    ),
    Paper(
        left=("TỔNG CỤC THUẾ", "CHI CỤC THUẾ KHU VỰC NGHĨA HƯNG"),
        number_line="Số: 330/TB-CCT",
        date_line="Nghĩa Hưng, ngày 19 tháng 4 năm 2023",
        title=("THÔNG BÁO", "Về việc nộp thuế sử dụng đất phi nông nghiệp năm 2023"),
        body="""Chi cục Thuế khu vực Nghĩa Hưng thông báo đến các hộ gia đình, cá nhân:
1. Thời hạn nộp thuế chậm nhất là ngày 31/10/2023.
2. Nộp qua Cổng Dịch vụ công quốc gia tại địa chỉ https://dichvucong.gov.vn hoặc tại ngân hàng.
3. Quá hạn, tiền chậm nộp tính 0,03%/ngày./.""",
        recipients=("UBND các xã, thị trấn", "Đài Phát thanh huyện", "Lưu: VT"),
        signed=("CHI CỤC TRƯỞNG", "Phạm Văn Lộc"),
        agency="Chi cục Thuế khu vực Nghĩa Hưng",
        parent="Tổng cục Thuế",
        number="330/TB-CCT",
        place="Nghĩa Hưng",
        issued_on=date(2023, 4, 19),
        kind="Thông báo",
        abstract="Về việc nộp thuế sử dụng đất phi nông nghiệp năm 2023",
        articles=(("1", "", "Thời hạn"), ("2", "", "Nộp qua"), ("3", "", "Quá hạn")),
        office="CHI CỤC TRƯỞNG",
        signer="Phạm Văn Lộc",
    ),
    Paper(
        left=("UBND HUYỆN NGHĨA HƯNG", "TRUNG TÂM VĂN HÓA,", "THÔNG TIN VÀ THỂ THAO"),
        number_line="Số: 21/BC-TTVHTTTT",
        date_line="Nghĩa Hưng, ngày 18 tháng 9 năm 2023",
        title=("BÁO CÁO", "Kết quả tuyên truyền cải cách hành chính quý III năm 2023"),
        body="""Kính gửi: Phòng Văn hóa và Thông tin huyện
1. Kết quả
Trong quý, đài đã phát 64 tin, bài với 415 phút phát sóng.
2. Hạn chế
Thiết bị thu thanh đã cũ, thiếu 02 micro.
3. Kiến nghị
Đề nghị cấp kinh phí 35 triệu đồng./.""",
        recipients=("Như kính gửi", "Lưu: TTVH"),
        signed=("GIÁM ĐỐC", "Lương Thị Hải Yến"),
        agency="Trung tâm Văn hóa, Thông tin và Thể thao",
        parent="Ủy ban nhân dân huyện Nghĩa Hưng",
        number="21/BC-TTVHTTTT",
        place="Nghĩa Hưng",
        issued_on=date(2023, 9, 18),
        kind="Báo cáo",
        abstract="Kết quả tuyên truyền cải cách hành chính quý III năm 2023",
        articles=(("1", "Kết quả", "Trong quý"), ("2", "Hạn chế", "Thiết bị"), ("3", "Kiến nghị", "Đề nghị")),
        office="GIÁM ĐỐC",
        signer="Lương Thị Hải Yến",
        concerns="Phòng Văn hóa và Thông tin huyện",
    ),
    Paper(
        left=("ỦY BAN NHÂN DÂN", "XÃ NGHĨA THÁI"),
        number_line="Số: 33/2023/QĐ-UBND",
        date_line="Nghĩa Thái, ngày 22 tháng 11 năm 2023",
        title=("QUYẾT ĐỊNH", "Ban hành Quy chế hoạt động của đài truyền thanh xã"),
        body="""ỦY BAN NHÂN DÂN XÃ NGHĨA THÁI
Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015;
Xét đề nghị của công chức Văn hóa - Xã hội.
QUYẾT ĐỊNH
Điều 1. Ban hành kèm theo Quyết định này Quy chế hoạt động của đài truyền thanh xã Nghĩa Thái.
Điều 2. Hiệu lực thi hành
Quyết định này có hiệu lực thi hành kể từ ngày 05 tháng 12 năm 2023.
Điều 3. Văn phòng UBND xã, công chức Văn hóa - Xã hội, các trưởng xóm chịu trách nhiệm thi hành Quyết định này./.""",
        recipients=("Như Điều 3", "Phòng Tư pháp huyện", "Lưu: VT"),
        signed=("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Ninh Văn Quyết"),
        agency="Ủy ban nhân dân xã Nghĩa Thái",
        number="33/2023/QĐ-UBND",
        place="Nghĩa Thái",
        issued_on=date(2023, 11, 22),
        kind="Quyết định",
        abstract="Ban hành Quy chế hoạt động của đài truyền thanh xã",
        grounds=(
            "Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015",
            "Xét đề nghị của công chức Văn hóa - Xã hội",
        ),
        articles=(
            ("Điều 1", "", "Ban hành kèm theo"),
            ("Điều 2", "Hiệu lực thi hành", "Quyết định này"),
            ("Điều 3", "", "Văn phòng UBND xã"),
        ),
        office="TM. ỦY BAN NHÂN DÂN, CHỦ TỊCH",
        signer="Ninh Văn Quyết",
        effect=date(2023, 12, 5),
        concerns="Văn phòng UBND xã, công chức Văn hóa - Xã hội, các trưởng xóm",
    ),
    Paper(
        left=("UBND TỈNH NAM ĐỊNH", "SỞ NÔNG NGHIỆP VÀ", "PHÁT TRIỂN NÔNG THÔN"),
        number_line="Số: 905/SNN-TTBVTV",
        date_line="Nam Định, ngày 07 tháng 3 năm 2023",
        title=("V/v phòng trừ sâu bệnh", "hại lúa vụ xuân 2023"),
        body="""Kính gửi: UBND các huyện, thành phố
Theo kết quả điều tra, rầy nâu đã xuất hiện với mật độ 1.500 con/m2 tại 4 huyện.
Sở Nông nghiệp và Phát triển nông thôn đề nghị UBND các huyện, thành phố:
1. Chỉ đạo phun trừ xong trước ngày 15/3/2023.
2. Thông báo trên đài truyền thanh ngày 02 lần./.""",
        recipients=("Như trên", "Giám đốc Sở (để báo cáo)", "Lưu: VT, TTBVTV"),
        signed=("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Hoàng Thị Tố Nga"),
        agency="Sở Nông nghiệp và Phát triển nông thôn",
        parent="Ủy ban nhân dân tỉnh Nam Định",
        number="905/SNN-TTBVTV",
        place="Nam Định",
        issued_on=date(2023, 3, 7),
        kind="Công văn",
        abstract="phòng trừ sâu bệnh hại lúa vụ xuân 2023",
        articles=(("", "", "Theo kết quả"), ("1", "", "Chỉ đạo"), ("2", "", "Thông báo")),
        office="KT. GIÁM ĐỐC, PHÓ GIÁM ĐỐC",
        signer="Hoàng Thị Tố Nga",
        concerns="UBND các huyện, thành phố",
    ),
    Paper(
        left=("HỘI ĐỒNG NHÂN DÂN", "XÃ NGHĨA HẢI"),
        number_line="Số: 11/NQ-HĐND",
        date_line="Nghĩa Hải, ngày 28 tháng 12 năm 2022",
        title=("NGHỊ QUYẾT", "Về dự toán thu, chi ngân sách năm 2023"),
        body="""HỘI ĐỒNG NHÂN DÂN XÃ NGHĨA HẢI
KHÓA XX, KỲ HỌP THỨ TÁM
Căn cứ Luật Ngân sách nhà nước ngày 25 tháng 6 năm 2015;
Xét Báo cáo số 150/BC-UBND ngày 20/12/2022 của UBND xã.
QUYẾT NGHỊ:
Điều 1. Dự toán thu ngân sách xã năm 2023 là 8.450.000.000 đồng.
Điều 2. Dự toán chi ngân sách xã năm 2023 là 8.450.000.000 đồng, trong đó chi cho cải cách hành chính 60.000.000 đồng.
Điều 3. UBND xã chịu trách nhiệm tổ chức thực hiện Nghị quyết này./.""",
        recipients=("HĐND, UBND huyện", "Các đại biểu HĐND xã", "Lưu: VT"),
        signed=("CHỦ TỊCH", "Phan Đức Toàn"),
        agency="Hội đồng nhân dân xã Nghĩa Hải",
        number="11/NQ-HĐND",
        place="Nghĩa Hải",
        issued_on=date(2022, 12, 28),
        kind="Nghị quyết",
        abstract="Về dự toán thu, chi ngân sách năm 2023",
        grounds=(
            "Luật Ngân sách nhà nước ngày 25 tháng 6 năm 2015",
            "Xét Báo cáo số 150/BC-UBND ngày 20/12/2022 của UBND xã",
        ),
        articles=(("Điều 1", "", "Dự toán thu"), ("Điều 2", "", "Dự toán chi"), ("Điều 3", "", "UBND xã")),
        office="CHỦ TỊCH",
        signer="Phan Đức Toàn",
        concerns="UBND xã",
    ),
    Paper(
        left=("ỦY BAN NHÂN DÂN", "XÃ NGHĨA PHÚ"),
        number_line="Số: 40/GM-UBND",
        date_line="Nghĩa Phú, ngày 16 tháng 5 năm 2023",
        title=("GIẤY MỜI", "Họp trưởng xóm về thu thập dữ liệu dân cư"),
        body="""Kính gửi: Các ông, bà trưởng xóm
UBND xã Nghĩa Phú trân trọng kính mời ông, bà dự họp.
- Thời gian: 14 giờ ngày 18/5/2023.
- Địa điểm: Phòng họp số 2.""",
        recipients=("Như trên", "Lưu: VT"),
        signed=("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "NGUYỄN VĂN PHONG"),
        agency="Ủy ban nhân dân xã Nghĩa Phú",
        number="40/GM-UBND",
        place="Nghĩa Phú",
        issued_on=date(2023, 5, 16),
        kind="Giấy mời",
        abstract="Họp trưởng xóm về thu thập dữ liệu dân cư",
        articles=(("", "", "UBND xã Nghĩa Phú trân trọng"),),
        office="TM. ỦY BAN NHÂN DÂN, CHỦ TỊCH",
        signer="Nguyễn Văn Phong",
        concerns="Các ông, bà trưởng xóm",
    ),
    Paper(
        left=("ỦY BAN NHÂN DÂN", "HUYỆN NGHĨA HƯNG"),
        number_line="Số: 05/PA-UBND",
        date_line="Nghĩa Hưng, ngày 30 tháng 3 năm 2023",
        title=("PHƯƠNG ÁN", "Sắp xếp các cụm loa truyền thanh không dây"),
        body="""PHẦN THỨ NHẤT
HIỆN TRẠNG
Toàn huyện có 412 cụm loa, trong đó 96 cụm không còn hoạt động.
PHẦN THỨ HAI
NỘI DUNG SẮP XẾP
Thay 96 cụm loa bằng thiết bị ứng dụng công nghệ thông tin, kinh phí 1,2 tỷ đồng.
Hoàn thành trong tháng 10 năm 2023./.""",
        recipients=("Thường trực Huyện ủy", "UBND các xã, thị trấn", "Lưu: VT, VHTT"),
        signed=("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Nguyễn Văn Thắng"),
        agency="Ủy ban nhân dân huyện Nghĩa Hưng",
        number="05/PA-UBND",
        place="Nghĩa Hưng",
        issued_on=date(2023, 3, 30),
        kind="Phương án",
        abstract="Sắp xếp các cụm loa truyền thanh không dây",
        articles=(("PHẦN THỨ NHẤT", "HIỆN TRẠNG", "Toàn huyện"), ("PHẦN THỨ HAI", "NỘI DUNG SẮP XẾP", "Thay 96")),
        office="TM. ỦY BAN NHÂN DÂN, KT. CHỦ TỊCH, PHÓ CHỦ TỊCH",
        signer="Nguyễn Văn Thắng",
    ),
    Paper(
        left=("VĂN PHÒNG CHÍNH PHỦ",),
        number_line="Số: 201/TB-VPCP",
        date_line="Hà Nội, ngày 26 tháng 5 năm 2023",
        title=("THÔNG BÁO", "Kết luận của Phó Thủ tướng tại cuộc họp về cải cách thủ tục hành chính"),
        body="""Ngày 22 tháng 5 năm 2023, Phó Thủ tướng Chính phủ đã chủ trì cuộc họp về cải cách thủ tục hành chính. Sau khi nghe các bộ báo cáo, Phó Thủ tướng kết luận như sau:
1. Các bộ công khai 100% thủ tục nội bộ trước ngày 01/7/2023.
2. Các địa phương bố trí đủ cán bộ tại Bộ phận một cửa.
Văn phòng Chính phủ thông báo để các cơ quan biết, thực hiện./.""",
        recipients=("Thủ tướng Chính phủ", "Các bộ, ngành", "Lưu: VT, KSTT (3)"),
        signed=("KT. BỘ TRƯỞNG, CHỦ NHIỆM", "PHÓ CHỦ NHIỆM", "Đỗ Ngọc Huỳnh"),
        agency="Văn phòng Chính phủ",
        number="201/TB-VPCP",
        place="Hà Nội",
        issued_on=date(2023, 5, 26),
        kind="Thông báo",
        abstract="Kết luận của Phó Thủ tướng tại cuộc họp về cải cách thủ tục hành chính",
        articles=(("1", "", "Các bộ công khai"), ("2", "", "Các địa phương")),
        office="KT. BỘ TRƯỞNG, CHỦ NHIỆM, PHÓ CHỦ NHIỆM",
        signer="Đỗ Ngọc Huỳnh",
    ),
    Paper(
        left=("ỦY BAN NHÂN DÂN", "XÃ NGHĨA TRUNG"),
        number_line="Số: 27/QĐ-UBND",
        date_line="Nghĩa Trung, ngày 01 tháng 02 năm 2023",
        title=("QUYẾT ĐỊNH", "Về việc khen thưởng tập thể, cá nhân có thành tích trong cải cách hành chính"),
        body="""CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ
Căn cứ Luật Thi đua, khen thưởng;
Theo đề nghị của Hội đồng Thi đua - Khen thưởng xã.
QUYẾT ĐỊNH:
Điều 1. Tặng Giấy khen cho 03 tập thể và 12 cá nhân.
Điều 2. Mức thưởng theo quy định hiện hành.
Điều 3. Quyết định này có hiệu lực kể từ ngày ký ban hành. Kế toán ngân sách và các tập thể, cá nhân có tên tại Điều 1 căn cứ thi hành Quyết định này./.""",
        recipients=("Như Điều 1, 3", "Lưu: VT"),
        signed=("CHỦ TỊCH", "Cao Thị Thúy"),
        agency="Ủy ban nhân dân xã Nghĩa Trung",
        number="27/QĐ-UBND",
        place="Nghĩa Trung",
        issued_on=date(2023, 2, 1),
        kind="Quyết định",
        abstract="Về việc khen thưởng tập thể, cá nhân có thành tích trong cải cách hành chính",
        grounds=("Luật Thi đua, khen thưởng", "Theo đề nghị của Hội đồng Thi đua - Khen thưởng xã"),
        articles=(("Điều 1", "", "Tặng Giấy khen"), ("Điều 2", "", "Mức thưởng"), ("Điều 3", "", "Quyết định này")),
        office="CHỦ TỊCH",
        signer="Cao Thị Thúy",
        effect=date(2023, 2, 1),
        concerns="Kế toán ngân sách và các tập thể, cá nhân có tên tại Điều 1",
    ),
    Paper(
        left=("BẢO HIỂM XÃ HỘI TỈNH NAM ĐỊNH", "BẢO HIỂM XÃ HỘI HUYỆN NGHĨA HƯNG"),
        number_line="Số: 88/HD-BHXH",
        date_line="Nghĩa Hưng, ngày 25 tháng 10 năm 2023",
        title=("HƯỚNG DẪN", "Cài đặt và sử dụng ứng dụng bảo hiểm xã hội số"),
        body="""1. Điều kiện
Người dùng có mã số bảo hiểm xã hội và số điện thoại chính chủ.
2. Các bước thực hiện
Bước 1: tải ứng dụng VssID. Bước 2: đăng ký tài khoản. Bước 3: xác thực.
3. Hỗ trợ
Gọi tổng đài 1900 9068 hoặc số 0228 3871 567 trong giờ hành chính./.""",
        recipients=("UBND các xã, thị trấn", "Lưu: VT"),
        signed=("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Triệu Thị Hương Giang"),
        agency="Bảo hiểm xã hội huyện Nghĩa Hưng",
        parent="Bảo hiểm xã hội tỉnh Nam Định",
        number="88/HD-BHXH",
        place="Nghĩa Hưng",
        issued_on=date(2023, 10, 25),
        kind="Hướng dẫn",
        abstract="Cài đặt và sử dụng ứng dụng bảo hiểm xã hội số",
        articles=(
            ("1", "Điều kiện", "Người dùng"),
            ("2", "Các bước thực hiện", "Bước 1"),
            ("3", "Hỗ trợ", "Gọi tổng đài"),
        ),
        office="KT. GIÁM ĐỐC, PHÓ GIÁM ĐỐC",
        signer="Triệu Thị Hương Giang",
    ),
    Paper(
        left=("ỦY BAN NHÂN DÂN", "HUYỆN NGHĨA HƯNG"),
        number_line="Số: 660/UBND-NV",
        date_line="Nghĩa Hưng, ngày 5 tháng 6 năm 2023",
        title=("V/v xin lỗi người dân khi giải quyết hồ sơ quá hạn",),
        body="""Kính gửi: Các phòng, ban chuyên môn; UBND các xã, thị trấn
Qua kiểm tra, còn 37 hồ sơ quá hạn chưa có văn bản xin lỗi.
Chủ tịch UBND huyện yêu cầu hoàn thành việc xin lỗi trước ngày 12/6/2023./.""",
        recipients=("Như kính gửi", "Lưu: VT, NV"),
        signed=("CHỦ TỊCH", "Đỗ Văn Sáng"),
        agency="Ủy ban nhân dân huyện Nghĩa Hưng",
        number="660/UBND-NV",
        place="Nghĩa Hưng",
        issued_on=date(2023, 6, 5),
        kind="Công văn",
        abstract="xin lỗi người dân khi giải quyết hồ sơ quá hạn",
        articles=(("", "", "Qua kiểm tra"),),
        office="CHỦ TỊCH",
        signer="Đỗ Văn Sáng",
        concerns="Các phòng, ban chuyên môn; UBND các xã, thị trấn",
    ),
)

PARTY_PAPERS: tuple[str, ...] = (
    """ĐẢNG BỘ TỈNH NAM ĐỊNH
HUYỆN ỦY NGHĨA HƯNG
*
Số 45-CT/HU
ĐẢNG CỘNG SẢN VIỆT NAM
Nghĩa Hưng, ngày 12 tháng 4 năm 2023
CHỈ THỊ
về tăng cường sự lãnh đạo của Đảng đối với công tác cải cách hành chính
Thời gian qua, các cấp ủy đảng đã quan tâm lãnh đạo.
Nơi nhận:
- Các chi, đảng bộ trực thuộc,
- Lưu Văn phòng Huyện ủy.
T/M BAN THƯỜNG VỤ
BÍ THƯ
Nguyễn Văn Hạnh""",
    """ĐẢNG ỦY XÃ NGHĨA SƠN        ĐẢNG CỘNG SẢN VIỆT NAM
Số 07-NQ/ĐU        Nghĩa Sơn, ngày 03 tháng 02 năm 2023
NGHỊ QUYẾT
lãnh đạo nhiệm vụ tháng 02 năm 2023
I. KẾT QUẢ THÁNG 01
Đã giải quyết 210 hồ sơ.""",
)

NEWS_WITH_DOCUMENTS: tuple[str, ...] = (
    "Ngày 05/01/2023, Chủ tịch UBND xã Nghĩa Sơn ký Quyết định số 12/QĐ-UBND về việc kiện toàn Bộ phận một cửa.\n\nQuyết định có hiệu lực kể từ ngày ký.",
    "UBND huyện ban hành Kế hoạch số 152/KH-UBND\n\nUBND huyện Nghĩa Hưng vừa ban hành Kế hoạch số 152/KH-UBND ngày 27/12/2022.\n\nCăn cứ Kế hoạch này, các xã xây dựng kế hoạch của mình.",
    "Theo Điều 2 của Nghị quyết, huyện bố trí 500 triệu đồng.\n\nĐiều 1. Nhất trí thông qua một số giải pháp.\n\nĐiều 2. Giao UBND huyện tổ chức thực hiện.",
    "THÔNG BÁO\n\nVề việc cắt điện\n\nĐiện lực Nghĩa Hưng thông báo cắt điện từ 7 giờ đến 11 giờ ngày 20/5/2023 để sửa đường dây.",
    "Căn cứ Nghị định số 61/2018/NĐ-CP của Chính phủ, xã Hoàng Nam niêm yết công khai 132 thủ tục.\n\nNơi nhận: hồ sơ nộp tại Bộ phận một cửa.",
    "Toàn văn Chỉ thị số 04/CT-UBND của Chủ tịch UBND tỉnh được đăng trên Cổng thông tin điện tử tỉnh.\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\nSố: 04/CT-UBND\n\nCHỈ THỊ\n\nVề tăng cường kỷ luật",
    "Kính gửi bạn nghe đài!\n\nThực hiện Công văn số 45/NV-CCHC, đài phát loạt bài hỏi đáp về thủ tục đất đai.",
    "Nghị quyết số 76/NQ-CP và các nội dung cơ bản của cải cách hành chính\n\nNghị quyết có hiệu lực từ ngày 15 tháng 7 năm 2021.\n\n1. Cải cách thể chế\n\n2. Cải cách thủ tục hành chính",
    "Hội nghị triển khai Quyết định số 45/2016/QĐ-TTg\n\nI. KẾT QUẢ\n\nHội nghị có 120 đại biểu dự.\n\nII. NHIỆM VỤ\n\nTM. Ban tổ chức, ông Trần Văn Hòa phát biểu.",
    "Khẩu hiệu: Nước Cộng hòa xã hội chủ nghĩa Việt Nam muôn năm!\n\nĐộc lập - Tự do - Hạnh phúc là khát vọng của dân tộc.",
    "Độc lập - Tự do - Hạnh phúc\n\nĐó là tiêu đề của triển lãm khai mạc sáng 02/9 tại huyện Nghĩa Hưng, trưng bày 80 bức ảnh.",
    "Số: 5 hộ nghèo được xóa nhà tạm\n\nXã Nghĩa Lâm, ngày 12 tháng 3 năm 2023 - Sáng nay, xã bàn giao 5 nhà.",
    "Nghĩa Hưng, ngày 15 tháng 6 năm 2023. Sáng nay, huyện tổ chức hội nghị sơ kết 6 tháng.\n\nBÁO CÁO tại hội nghị nêu 5 kết quả.",
    "QUYẾT ĐỊNH ĐÚNG ĐẮN CỦA MỘT NÔNG DÂN\n\nNăm 2019, ông Mai Văn Tuấn ở xóm 5 quyết định chuyển 2 ha lúa sang nuôi tôm.",
    "KẾ HOẠCH NHỎ, Ý NGHĨA LỚN\n\nHọc sinh Trường Tiểu học Nghĩa Bình thu gom 350 kg giấy vụn.",
    "Hỏi: Tôi muốn hỏi về Thông tư số 39/2020/TT-BTTTT?\n\nTrả lời: Thông tư quy định về quản lý đài truyền thanh cấp xã.",
    "V/v mất sóng tại cụm loa xóm 7, đài xin trả lời như sau: thiết bị đã được thay ngày 10/4/2023.",
    "UBND xã Quỹ Nhất\n\nThông tin về lịch tiếp công dân\n\nSố điện thoại: 0228.3871.234\n\nNgày 12 tháng 8 năm 2025, xã tiếp công dân định kỳ.",
    "BẢN TIN CẢI CÁCH HÀNH CHÍNH\n\nSố: 03/2023\n\nNghĩa Hưng, ngày 10 tháng 3 năm 2023\n\nTrong tháng, huyện giải quyết 5.120 hồ sơ.",
    "PHÒNG NỘI VỤ HUYỆN NGHĨA HƯNG trả lời kiến nghị của cử tri xã Nghĩa Phú về việc chậm trả kết quả.\n\nTheo Công văn số 660/UBND-NV, việc xin lỗi hoàn thành trước ngày 12/6/2023.",
    "Chủ tịch UBND tỉnh ký ban hành Công điện số 03/CĐ-UBND\n\nCHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH yêu cầu các huyện trực 24/24 giờ.\n\nKT. CHỦ TỊCH, PHÓ CHỦ TỊCH Trần Anh Dũng đã ký công điện.",
    "Mẫu đơn đề nghị cấp bản sao\n\nCông dân ghi rõ họ tên. Nơi nhận: UBND xã. Đơn có dòng chữ Cộng hòa xã hội chủ nghĩa Việt Nam ở trên cùng.",
    "Nghị định 30/2020/NĐ-CP quy định Quốc hiệu là CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM, in hoa, cỡ chữ 12 đến 13.\n\nTiêu ngữ là Độc lập - Tự do - Hạnh phúc.",
    "ĐƠN XIN XÁC NHẬN\n\nTôi là Nguyễn Văn Nam, sinh ngày 12 tháng 3 năm 1985, ở xóm 3, xã Nghĩa Trung.",
)
