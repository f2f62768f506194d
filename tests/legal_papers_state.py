"""Papers of communes, districts, provinces and ministries, written for tests; places, numbers and people are made up."""

from __future__ import annotations

from datetime import date

from legal_papers import Paper

PAPERS: tuple[Paper, ...] = (
    Paper(
        left=("ỦY BAN NHÂN DÂN", "XÃ NGHĨA SƠN"),
        number_line="Số: 12/QĐ-UBND",
        date_line="Nghĩa Sơn, ngày 05 tháng 01 năm 2023",
        title=("QUYẾT ĐỊNH", "Về việc kiện toàn Bộ phận Tiếp nhận và Trả kết quả xã Nghĩa Sơn"),
        body="""CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ NGHĨA SƠN
Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015;
Căn cứ Nghị định số 61/2018/NĐ-CP ngày 23 tháng 4 năm 2018 của Chính phủ về thực hiện cơ chế một cửa, một cửa liên thông;
Theo đề nghị của công chức Văn phòng - Thống kê xã.
QUYẾT ĐỊNH:
Điều 1. Kiện toàn Bộ phận Tiếp nhận và Trả kết quả xã Nghĩa Sơn gồm 05 thành viên (có danh sách kèm theo).
Điều 2. Bộ phận làm việc từ thứ Hai đến thứ Sáu tại trụ sở Ủy ban nhân dân xã.
Điều 3. Quyết định này có hiệu lực kể từ ngày ký. Công chức Văn phòng - Thống kê, các ngành liên quan và các ông, bà có tên tại Điều 1 chịu trách nhiệm thi hành Quyết định này./.""",
        recipients=("Như Điều 3", "Phòng Nội vụ huyện", "Lưu: VT"),
        signed=("CHỦ TỊCH", "Trần Văn Hòa"),
        agency="Ủy ban nhân dân xã Nghĩa Sơn",
        number="12/QĐ-UBND",
        place="Nghĩa Sơn",
        issued_on=date(2023, 1, 5),
        kind="Quyết định",
        abstract="Về việc kiện toàn Bộ phận Tiếp nhận và Trả kết quả xã Nghĩa Sơn",
        grounds=(
            "Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015",
            "Nghị định số 61/2018/NĐ-CP ngày 23 tháng 4 năm 2018 của Chính phủ về thực hiện cơ chế một cửa, một cửa liên thông",
            "Theo đề nghị của công chức Văn phòng - Thống kê xã",
        ),
        articles=(
            ("Điều 1", "", "Kiện toàn Bộ phận"),
            ("Điều 2", "", "Bộ phận làm việc"),
            ("Điều 3", "", "Quyết định này"),
        ),
        office="CHỦ TỊCH",
        signer="Trần Văn Hòa",
        effect=date(2023, 1, 5),
        concerns="Công chức Văn phòng - Thống kê, các ngành liên quan và các ông, bà có tên tại Điều 1",
    ),
    Paper(
        left=("ỦY BAN NHÂN DÂN", "HUYỆN NGHĨA HƯNG"),
        number_line="Số: 152/KH-UBND",
        date_line="Nghĩa Hưng, ngày 27 tháng 12 năm 2022",
        title=("KẾ HOẠCH", "Cải cách hành chính huyện Nghĩa Hưng năm 2023"),
        body="""Căn cứ Kế hoạch số 92/KH-UBND ngày 19/10/2021 của UBND huyện về cải cách hành chính giai đoạn 2021-2025;
Căn cứ Quyết định số 2380/QĐ-UBND ngày 15/12/2022 của UBND tỉnh về cải cách hành chính năm 2023.
UBND huyện Nghĩa Hưng ban hành Kế hoạch cải cách hành chính năm 2023 như sau:
I. MỤC TIÊU
1. Mục tiêu chung
Nâng cao chất lượng phục vụ người dân, doanh nghiệp trên địa bàn huyện.
2. Mục tiêu cụ thể
- 100% thủ tục hành chính được công khai kịp thời.
- Tỷ lệ hồ sơ giải quyết đúng hạn đạt từ 98% trở lên.
II. NHIỆM VỤ TRỌNG TÂM
1. Cải cách thể chế
Rà soát văn bản quy phạm pháp luật, hoàn thành trước ngày 30/9/2023.
2. Cải cách thủ tục hành chính
Cắt giảm ít nhất 10% thời gian giải quyết của 25 thủ tục.
III. TỔ CHỨC THỰC HIỆN
1. Phòng Nội vụ huyện
Theo dõi, đôn đốc và tổng hợp kết quả, báo cáo UBND huyện.
2. UBND các xã, thị trấn
Xây dựng kế hoạch của địa phương trước ngày 15/01/2023.
Trên đây là Kế hoạch cải cách hành chính năm 2023 của UBND huyện./.""",
        recipients=(
            "UBND tỉnh",
            "Sở Nội vụ",
            "Thường trực Huyện ủy, HĐND huyện",
            "UBND các xã, thị trấn",
            "Lưu: VT, NV",
        ),
        signed=("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Nguyễn Văn Minh"),
        agency="Ủy ban nhân dân huyện Nghĩa Hưng",
        number="152/KH-UBND",
        place="Nghĩa Hưng",
        issued_on=date(2022, 12, 27),
        kind="Kế hoạch",
        abstract="Cải cách hành chính huyện Nghĩa Hưng năm 2023",
        grounds=(
            "Kế hoạch số 92/KH-UBND ngày 19/10/2021 của UBND huyện về cải cách hành chính giai đoạn 2021-2025",
            "Quyết định số 2380/QĐ-UBND ngày 15/12/2022 của UBND tỉnh về cải cách hành chính năm 2023",
        ),
        articles=(
            ("I", "MỤC TIÊU", ""),
            ("1", "Mục tiêu chung", "Nâng cao chất lượng"),
            ("2", "Mục tiêu cụ thể", "- 100%"),
            ("II", "NHIỆM VỤ TRỌNG TÂM", ""),
            ("1", "Cải cách thể chế", "Rà soát"),
            ("2", "Cải cách thủ tục hành chính", "Cắt giảm"),
            ("III", "TỔ CHỨC THỰC HIỆN", ""),
            ("1", "Phòng Nội vụ huyện", "Theo dõi"),
            ("2", "UBND các xã, thị trấn", "Xây dựng kế hoạch"),
        ),
        office="TM. ỦY BAN NHÂN DÂN, KT. CHỦ TỊCH, PHÓ CHỦ TỊCH",
        signer="Nguyễn Văn Minh",
        concerns="Phòng Nội vụ huyện; UBND các xã, thị trấn",
    ),
    Paper(
        left=("UBND HUYỆN NGHĨA HƯNG", "PHÒNG NỘI VỤ"),
        number_line="Số: 45/NV-CCHC",
        date_line="Nghĩa Hưng, ngày 14 tháng 3 năm 2023",
        title=("V/v đẩy mạnh tuyên truyền", "cải cách hành chính quý II năm 2023"),
        body="""Kính gửi: Ủy ban nhân dân các xã, thị trấn
Thực hiện Kế hoạch số 152/KH-UBND ngày 27/12/2022 của UBND huyện về cải cách hành chính năm 2023, Phòng Nội vụ đề nghị UBND các xã, thị trấn thực hiện một số nội dung sau:
1. Phát trên hệ thống truyền thanh ít nhất 04 tin, bài mỗi tháng về cải cách hành chính.
2. Niêm yết công khai số điện thoại tiếp nhận phản ánh tại Bộ phận một cửa.
3. Gửi báo cáo kết quả về Phòng Nội vụ trước ngày 25/6/2023.
Đề nghị UBND các xã, thị trấn quan tâm thực hiện./.""",
        recipients=("Như trên", "UBND huyện (để báo cáo)", "Lưu: NV"),
        signed=("TRƯỞNG PHÒNG", "Phạm Thị Lan"),
        agency="Phòng Nội vụ",
        parent="Ủy ban nhân dân huyện Nghĩa Hưng",
        number="45/NV-CCHC",
        place="Nghĩa Hưng",
        issued_on=date(2023, 3, 14),
        kind="Công văn",
        abstract="đẩy mạnh tuyên truyền cải cách hành chính quý II năm 2023",
        grounds=("Kế hoạch số 152/KH-UBND ngày 27/12/2022 của UBND huyện về cải cách hành chính năm 2023",),
        articles=(
            ("1", "", "Phát trên hệ thống truyền thanh"),
            ("2", "", "Niêm yết công khai"),
            ("3", "", "Gửi báo cáo kết quả"),
        ),
        office="TRƯỞNG PHÒNG",
        signer="Phạm Thị Lan",
        concerns="Ủy ban nhân dân các xã, thị trấn",
    ),
    Paper(
        left=("HỘI ĐỒNG NHÂN DÂN", "HUYỆN NGHĨA HƯNG"),
        number_line="Số: 07/NQ-HĐND",
        date_line="Nghĩa Hưng, ngày 20 tháng 7 năm 2023",
        title=("NGHỊ QUYẾT", "Về một số giải pháp đẩy mạnh cải cách hành chính 6 tháng cuối năm 2023"),
        body="""HỘI ĐỒNG NHÂN DÂN HUYỆN NGHĨA HƯNG
KHÓA XX, KỲ HỌP THỨ CHÍN
Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015;
Xét Tờ trình số 88/TTr-UBND ngày 05 tháng 7 năm 2023 của UBND huyện; báo cáo thẩm tra của Ban Pháp chế.
QUYẾT NGHỊ:
Điều 1. Nhất trí thông qua một số giải pháp đẩy mạnh cải cách hành chính.
1. Tăng cường kiểm tra công vụ tại 24 xã, thị trấn.
2. Bố trí kinh phí 500 triệu đồng cho Bộ phận một cửa.
Điều 2. Giao UBND huyện tổ chức thực hiện Nghị quyết này.
Điều 3. Nghị quyết này được Hội đồng nhân dân huyện Nghĩa Hưng khóa XX, kỳ họp thứ chín thông qua ngày 20 tháng 7 năm 2023 và có hiệu lực từ ngày 01 tháng 8 năm 2023./.""",
        recipients=("Thường trực HĐND tỉnh", "UBND huyện", "Đại biểu HĐND huyện", "Lưu: VT"),
        signed=("CHỦ TỊCH", "Lê Quang Vinh"),
        agency="Hội đồng nhân dân huyện Nghĩa Hưng",
        number="07/NQ-HĐND",
        place="Nghĩa Hưng",
        issued_on=date(2023, 7, 20),
        kind="Nghị quyết",
        abstract="Về một số giải pháp đẩy mạnh cải cách hành chính 6 tháng cuối năm 2023",
        grounds=(
            "Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015",
            "Xét Tờ trình số 88/TTr-UBND ngày 05 tháng 7 năm 2023 của UBND huyện; báo cáo thẩm tra của Ban Pháp chế",
        ),
        articles=(
            ("Điều 1", "", "Nhất trí thông qua"),
            ("Điều 2", "", "Giao UBND huyện"),
            ("Điều 3", "", "Nghị quyết này được"),
        ),
        office="CHỦ TỊCH",
        signer="Lê Quang Vinh",
        effect=date(2023, 8, 1),
    ),
    Paper(
        left=("ỦY BAN NHÂN DÂN", "TỈNH NAM ĐỊNH"),
        number_line="Số: 04/CT-UBND",
        date_line="Nam Định, ngày 17 tháng 02 năm 2023",
        title=("CHỈ THỊ", "Về tăng cường kỷ luật, kỷ cương hành chính"),
        body="""Thời gian qua, kỷ luật, kỷ cương hành chính trên địa bàn tỉnh đã có chuyển biến tích cực. Tuy nhiên, một số nơi còn để hồ sơ quá hạn, gây phiền hà cho người dân.
Để khắc phục tình trạng trên, Chủ tịch UBND tỉnh yêu cầu:
1. Giám đốc các Sở, Thủ trưởng các ban, ngành, Chủ tịch UBND các huyện, thành phố:
a) Xin lỗi người dân bằng văn bản khi hồ sơ quá hạn.
b) Không để cán bộ uống rượu, bia trong giờ làm việc.
2. Sở Nội vụ chủ trì kiểm tra công vụ đột xuất ít nhất 12 cuộc trong năm.
3. Chỉ thị này có hiệu lực kể từ ngày ký. Giám đốc các Sở, Thủ trưởng các ban, ngành và Chủ tịch UBND các huyện, thành phố chịu trách nhiệm thực hiện Chỉ thị này./.""",
        recipients=(
            "Văn phòng Chính phủ",
            "Bộ Nội vụ",
            "Các Sở, ban, ngành",
            "UBND các huyện, thành phố",
            "Lưu: VT, NC",
        ),
        signed=("CHỦ TỊCH", "Phạm Đình Nghị"),
        agency="Ủy ban nhân dân tỉnh Nam Định",
        number="04/CT-UBND",
        place="Nam Định",
        issued_on=date(2023, 2, 17),
        kind="Chỉ thị",
        abstract="Về tăng cường kỷ luật, kỷ cương hành chính",
        articles=(
            ("", "", "Thời gian qua"),
            ("1", "Giám đốc các Sở, Thủ trưởng các ban, ngành, Chủ tịch UBND các huyện, thành phố", "a) Xin lỗi"),
            ("2", "", "Sở Nội vụ chủ trì"),
            ("3", "", "Chỉ thị này"),
        ),
        office="CHỦ TỊCH",
        signer="Phạm Đình Nghị",
        effect=date(2023, 2, 17),
        concerns="Giám đốc các Sở, Thủ trưởng các ban, ngành và Chủ tịch UBND các huyện, thành phố",
    ),
    Paper(
        left=("ỦY BAN NHÂN DÂN", "THỊ TRẤN LIỄU ĐỀ"),
        number_line="Số: 31/TB-UBND",
        date_line="Liễu Đề, ngày 08 tháng 5 năm 2023",
        title=("THÔNG BÁO", "Về lịch tiếp công dân và cấp căn cước công dân lưu động"),
        body="""Ủy ban nhân dân thị trấn Liễu Đề thông báo tới toàn thể nhân dân như sau:
1. Tiếp công dân vào sáng thứ Năm hằng tuần, từ 7 giờ 30 phút đến 11 giờ tại nhà văn hóa trung tâm.
2. Công an thị trấn cấp căn cước công dân lưu động từ ngày 15/5/2023 đến hết ngày 20/5/2023.
3. Khi đi mang theo giấy tờ tùy thân. Điện thoại liên hệ: 0228.3871.234.
Đối tượng: công dân từ đủ 14 tuổi trở lên có hộ khẩu tại thị trấn.
Đề nghị nhân dân biết và thực hiện./.""",
        recipients=("Đài truyền thanh thị trấn", "Các tổ dân phố", "Lưu: VP"),
        signed=("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Vũ Đức Thịnh"),
        agency="Ủy ban nhân dân thị trấn Liễu Đề",
        number="31/TB-UBND",
        place="Liễu Đề",
        issued_on=date(2023, 5, 8),
        kind="Thông báo",
        abstract="Về lịch tiếp công dân và cấp căn cước công dân lưu động",
        articles=(
            ("1", "", "Tiếp công dân"),
            ("2", "", "Công an thị trấn"),
            ("3", "", "Khi đi mang theo"),
        ),
        office="TM. ỦY BAN NHÂN DÂN, CHỦ TỊCH",
        signer="Vũ Đức Thịnh",
        concerns="công dân từ đủ 14 tuổi trở lên có hộ khẩu tại thị trấn",
    ),
    Paper(
        left=("ỦY BAN NHÂN DÂN", "XÃ NGHĨA BÌNH"),
        number_line="Số: 19/TTr-UBND",
        date_line="Nghĩa Bình, ngày 11 tháng 4 năm 2023",
        title=("TỜ TRÌNH", "Về việc đề nghị hỗ trợ kinh phí nâng cấp đài truyền thanh xã"),
        body="""Kính gửi:
- Ủy ban nhân dân huyện Nghĩa Hưng;
- Phòng Văn hóa và Thông tin huyện.
Căn cứ Kế hoạch số 106/KH-UBND ngày 03/12/2021 của UBND huyện về chuyển đổi số huyện Nghĩa Hưng.
Đài truyền thanh xã có 18 cụm loa, trong đó 07 cụm đã hỏng.
UBND xã đề nghị hỗ trợ 120.000.000 đồng để lắp mới 10 cụm loa ứng dụng công nghệ thông tin.
UBND xã Nghĩa Bình kính trình UBND huyện xem xét./.""",
        recipients=("Như trên", "Lưu: VT"),
        signed=("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "(Đã ký)", "Mai Văn Tuấn"),
        agency="Ủy ban nhân dân xã Nghĩa Bình",
        number="19/TTr-UBND",
        place="Nghĩa Bình",
        issued_on=date(2023, 4, 11),
        kind="Tờ trình",
        abstract="Về việc đề nghị hỗ trợ kinh phí nâng cấp đài truyền thanh xã",
        grounds=("Kế hoạch số 106/KH-UBND ngày 03/12/2021 của UBND huyện về chuyển đổi số huyện Nghĩa Hưng",),
        articles=(("", "", "Đài truyền thanh xã có 18 cụm loa"),),
        office="TM. ỦY BAN NHÂN DÂN, CHỦ TỊCH",
        signer="Mai Văn Tuấn",
        concerns="Ủy ban nhân dân huyện Nghĩa Hưng; Phòng Văn hóa và Thông tin huyện",
    ),
    Paper(
        left=("ỦY BAN NHÂN DÂN TỈNH NAM ĐỊNH", "SỞ THÔNG TIN VÀ TRUYỀN THÔNG"),
        number_line="Số: 512/HD-STTTT",
        date_line="Nam Định, ngày 09 tháng 6 năm 2023",
        title=("HƯỚNG DẪN", "Quản lý, vận hành đài truyền thanh cấp xã ứng dụng công nghệ thông tin"),
        body="""Căn cứ Thông tư số 39/2020/TT-BTTTT ngày 24 tháng 11 năm 2020 của Bộ Thông tin và Truyền thông quy định về quản lý đài truyền thanh cấp xã ứng dụng công nghệ thông tin - viễn thông;
Sở Thông tin và Truyền thông hướng dẫn một số nội dung như sau:
I. PHẠM VI, ĐỐI TƯỢNG
Hướng dẫn này áp dụng đối với đài truyền thanh cấp xã ứng dụng công nghệ thông tin trên địa bàn tỉnh.
II. NỘI DUNG
1. Quản lý tài khoản
Mỗi tài khoản giao cho một người; mật khẩu đổi 03 tháng một lần.
2. Kiểm duyệt nội dung
Chỉ phát nội dung đã được người có thẩm quyền duyệt./.""",
        recipients=("UBND các huyện, thành phố", "Phòng VH&TT các huyện, thành phố", "Lưu: VT, TTBCXB"),
        signed=("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Đặng Thị Thu Hà"),
        agency="Sở Thông tin và Truyền thông",
        parent="Ủy ban nhân dân tỉnh Nam Định",
        number="512/HD-STTTT",
        place="Nam Định",
        issued_on=date(2023, 6, 9),
        kind="Hướng dẫn",
        abstract="Quản lý, vận hành đài truyền thanh cấp xã ứng dụng công nghệ thông tin",
        grounds=(
            "Thông tư số 39/2020/TT-BTTTT ngày 24 tháng 11 năm 2020 của Bộ Thông tin và Truyền thông quy định về quản lý đài truyền thanh cấp xã ứng dụng công nghệ thông tin - viễn thông",
        ),
        articles=(
            ("I", "PHẠM VI, ĐỐI TƯỢNG", "Hướng dẫn này"),
            ("II", "NỘI DUNG", ""),
            ("1", "Quản lý tài khoản", "Mỗi tài khoản"),
            ("2", "Kiểm duyệt nội dung", "Chỉ phát"),
        ),
        office="KT. GIÁM ĐỐC, PHÓ GIÁM ĐỐC",
        signer="Đặng Thị Thu Hà",
        concerns="đài truyền thanh cấp xã ứng dụng công nghệ thông tin trên địa bàn tỉnh",
    ),
    Paper(
        left=("ỦY BAN NHÂN DÂN", "XÃ HOÀNG NAM"),
        number_line="Số: 58/BC-UBND",
        date_line="Hoàng Nam, ngày 15 tháng 6 năm 2023",
        title=("BÁO CÁO", "Kết quả công tác cải cách hành chính 6 tháng đầu năm 2023"),
        body="""Kính gửi: Phòng Nội vụ huyện Nghĩa Hưng
Sáu tháng đầu năm 2023, UBND xã Hoàng Nam đã chỉ đạo quyết liệt công tác cải cách hành chính, kết quả cụ thể như sau:
I. CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH
Xã đã ban hành 06 văn bản chỉ đạo, tổ chức 02 hội nghị quán triệt.
II. KẾT QUẢ
1. Thủ tục hành chính
Tiếp nhận 1.245 hồ sơ, giải quyết đúng hạn 1.240 hồ sơ, đạt 99,6%.
2. Tuyên truyền
Đài truyền thanh xã phát 42 tin, bài với tổng thời lượng 310 phút.
III. HẠN CHẾ
Một số cụm loa ở xóm 7 hoạt động chưa ổn định./.""",
        recipients=("Như trên", "Thường trực Đảng ủy", "Lưu: VT"),
        signed=("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Bùi Thị Nga"),
        agency="Ủy ban nhân dân xã Hoàng Nam",
        number="58/BC-UBND",
        place="Hoàng Nam",
        issued_on=date(2023, 6, 15),
        kind="Báo cáo",
        abstract="Kết quả công tác cải cách hành chính 6 tháng đầu năm 2023",
        articles=(
            ("I", "CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH", "Xã đã ban hành"),
            ("II", "KẾT QUẢ", ""),
            ("1", "Thủ tục hành chính", "Tiếp nhận 1.245"),
            ("2", "Tuyên truyền", "Đài truyền thanh xã"),
            ("III", "HẠN CHẾ", "Một số cụm loa"),
        ),
        office="TM. ỦY BAN NHÂN DÂN, KT. CHỦ TỊCH, PHÓ CHỦ TỊCH",
        signer="Bùi Thị Nga",
        concerns="Phòng Nội vụ huyện Nghĩa Hưng",
    ),
    Paper(
        left=("ỦY BAN NHÂN DÂN", "HUYỆN NGHĨA HƯNG"),
        number_line="Số: 77/GM-UBND",
        date_line="Nghĩa Hưng, ngày 02 tháng 3 năm 2023",
        title=("GIẤY MỜI", "Dự hội nghị đối thoại với doanh nghiệp năm 2023"),
        body="""Kính gửi: Các doanh nghiệp, hợp tác xã trên địa bàn huyện
Ủy ban nhân dân huyện trân trọng kính mời đại biểu dự hội nghị đối thoại với doanh nghiệp.
Thời gian: 8 giờ 00, thứ Sáu, ngày 10/3/2023.
Địa điểm: Hội trường tầng 2, trụ sở UBND huyện.
Đề nghị các đại biểu đến dự đúng thành phần, đúng giờ./.""",
        recipients=("Như kính gửi", "Lưu: VT"),
        signed=("TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG", "Hoàng Minh Đức"),
        agency="Ủy ban nhân dân huyện Nghĩa Hưng",
        number="77/GM-UBND",
        place="Nghĩa Hưng",
        issued_on=date(2023, 3, 2),
        kind="Giấy mời",
        abstract="Dự hội nghị đối thoại với doanh nghiệp năm 2023",
        articles=(("", "", "Ủy ban nhân dân huyện trân trọng kính mời"),),
        office="TL. CHỦ TỊCH, CHÁNH VĂN PHÒNG",
        signer="Hoàng Minh Đức",
        concerns="Các doanh nghiệp, hợp tác xã trên địa bàn huyện",
    ),
    Paper(
        left=("BỘ NỘI VỤ",),
        number_line="Số: 1420/BNV-CCHC",
        date_line="Hà Nội, ngày 04 tháng 4 năm 2023",
        title=("V/v báo cáo cải cách hành chính", "quý I năm 2023"),
        body="""Kính gửi: Ủy ban nhân dân các tỉnh, thành phố trực thuộc Trung ương
Thực hiện Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ, Bộ Nội vụ đề nghị Ủy ban nhân dân các tỉnh, thành phố báo cáo kết quả cải cách hành chính quý I năm 2023.
Báo cáo gửi về Bộ Nội vụ trước ngày 20/4/2023 để tổng hợp, báo cáo Chính phủ./.""",
        recipients=("Như trên", "Bộ trưởng (để báo cáo)", "Lưu: VT, CCHC"),
        signed=("KT. BỘ TRƯỞNG", "THỨ TRƯỞNG", "Trương Hải Long"),
        agency="Bộ Nội vụ",
        number="1420/BNV-CCHC",
        place="Hà Nội",
        issued_on=date(2023, 4, 4),
        kind="Công văn",
        abstract="báo cáo cải cách hành chính quý I năm 2023",
        grounds=("Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ",),
        articles=(("", "", "Bộ Nội vụ đề nghị"),),
        office="KT. BỘ TRƯỞNG, THỨ TRƯỞNG",
        signer="Trương Hải Long",
        concerns="Ủy ban nhân dân các tỉnh, thành phố trực thuộc Trung ương",
    ),
    Paper(
        left=("CHÍNH PHỦ",),
        number_line="Số: 18/2023/NĐ-CP",
        date_line="Hà Nội, ngày 28 tháng 4 năm 2023",
        title=("NGHỊ ĐỊNH", "Quy định về tiếp nhận hồ sơ thủ tục hành chính tại nhà"),
        body="""Căn cứ Luật Tổ chức Chính phủ ngày 19 tháng 6 năm 2015;
Theo đề nghị của Bộ trưởng Bộ Nội vụ;
Chính phủ ban hành Nghị định quy định về tiếp nhận hồ sơ thủ tục hành chính tại nhà.
Chương I
QUY ĐỊNH CHUNG
Điều 1. Phạm vi điều chỉnh
Nghị định này quy định việc tiếp nhận hồ sơ tại nhà cho người cao tuổi, người khuyết tật.
Điều 2. Đối tượng áp dụng
Nghị định này áp dụng đối với cơ quan hành chính nhà nước các cấp và cá nhân có yêu cầu.
Chương II
ĐIỀU KHOẢN THI HÀNH
Điều 3. Hiệu lực thi hành
Nghị định này có hiệu lực thi hành từ ngày 15 tháng 6 năm 2023.
Điều 4. Trách nhiệm thi hành
Các Bộ trưởng, Thủ trưởng cơ quan ngang bộ, Chủ tịch Ủy ban nhân dân tỉnh, thành phố chịu trách nhiệm thi hành Nghị định này./.""",
        recipients=(
            "Ban Bí thư Trung ương Đảng",
            "Thủ tướng, các Phó Thủ tướng Chính phủ",
            "Các bộ, cơ quan ngang bộ",
            "Lưu: VT, CCHC (2b)",
        ),
        signed=("TM. CHÍNH PHỦ", "KT. THỦ TƯỚNG", "PHÓ THỦ TƯỚNG", "Trần Lưu Quang"),
        agency="Chính phủ",
        number="18/2023/NĐ-CP",
        place="Hà Nội",
        issued_on=date(2023, 4, 28),
        kind="Nghị định",
        abstract="Quy định về tiếp nhận hồ sơ thủ tục hành chính tại nhà",
        grounds=(
            "Luật Tổ chức Chính phủ ngày 19 tháng 6 năm 2015",
            "Theo đề nghị của Bộ trưởng Bộ Nội vụ",
        ),
        articles=(
            ("Chương I", "QUY ĐỊNH CHUNG", ""),
            ("Điều 1", "Phạm vi điều chỉnh", "Nghị định này quy định"),
            ("Điều 2", "Đối tượng áp dụng", "Nghị định này áp dụng"),
            ("Chương II", "ĐIỀU KHOẢN THI HÀNH", ""),
            ("Điều 3", "Hiệu lực thi hành", "Nghị định này có hiệu lực"),
            ("Điều 4", "Trách nhiệm thi hành", "Các Bộ trưởng"),
        ),
        office="TM. CHÍNH PHỦ, KT. THỦ TƯỚNG, PHÓ THỦ TƯỚNG",
        signer="Trần Lưu Quang",
        effect=date(2023, 6, 15),
        concerns="cơ quan hành chính nhà nước các cấp và cá nhân có yêu cầu",
    ),
    Paper(
        left=("THỦ TƯỚNG CHÍNH PHỦ",),
        number_line="Số: 305/CĐ-TTg",
        date_line="Hà Nội, ngày 11 tháng 8 năm 2023",
        title=("CÔNG ĐIỆN", "Về việc chấn chỉnh tình trạng nhũng nhiễu trong giải quyết thủ tục hành chính"),
        body="""THỦ TƯỚNG CHÍNH PHỦ điện:
1. Bộ trưởng, Thủ trưởng cơ quan ngang bộ rà soát, công bố thủ tục hành chính trước ngày 31/8/2023.
2. Chủ tịch Ủy ban nhân dân các tỉnh, thành phố lập đường dây nóng tiếp nhận phản ánh.
3. Văn phòng Chính phủ theo dõi, đôn đốc việc thực hiện Công điện này./.""",
        recipients=("Các bộ, cơ quan ngang bộ", "UBND các tỉnh, thành phố trực thuộc Trung ương", "Lưu: VT, KSTT"),
        signed=("THỦ TƯỚNG", "Phạm Minh Chính"),
        before=("HỎA TỐC",),
        agency="Thủ tướng Chính phủ",
        number="305/CĐ-TTg",
        place="Hà Nội",
        issued_on=date(2023, 8, 11),
        kind="Công điện",
        abstract="Về việc chấn chỉnh tình trạng nhũng nhiễu trong giải quyết thủ tục hành chính",
        articles=(
            ("1", "", "Bộ trưởng, Thủ trưởng"),
            ("2", "", "Chủ tịch Ủy ban"),
            ("3", "", "Văn phòng Chính phủ"),
        ),
        office="THỦ TƯỚNG",
        signer="Phạm Minh Chính",
    ),
    Paper(
        left=("BỘ THÔNG TIN VÀ TRUYỀN THÔNG",),
        number_line="Số: 06/2023/TT-BTTTT",
        date_line="Hà Nội, ngày 30 tháng 6 năm 2023",
        title=("THÔNG TƯ", "Quy định chế độ báo cáo của đài truyền thanh cơ sở"),
        body="""Căn cứ Nghị định số 48/2022/NĐ-CP ngày 26 tháng 7 năm 2022 của Chính phủ quy định chức năng, nhiệm vụ của Bộ Thông tin và Truyền thông;
Theo đề nghị của Cục trưởng Cục Thông tin cơ sở;
Bộ trưởng Bộ Thông tin và Truyền thông ban hành Thông tư quy định chế độ báo cáo của đài truyền thanh cơ sở.
Điều 1. Chế độ báo cáo
1. Báo cáo định kỳ 06 tháng gửi trước ngày 20 tháng 6.
2. Báo cáo năm gửi trước ngày 20 tháng 12.
Điều 2. Hiệu lực thi hành
Thông tư này có hiệu lực kể từ ngày 15/8/2023.
Điều 3. Tổ chức thực hiện
Cục trưởng Cục Thông tin cơ sở, Giám đốc Sở Thông tin và Truyền thông các tỉnh, thành phố chịu trách nhiệm thi hành Thông tư này./.""",
        recipients=("Văn phòng Quốc hội", "Sở TT&TT các tỉnh, thành phố", "Lưu: VT, TTCS"),
        signed=("BỘ TRƯỞNG", "Nguyễn Mạnh Hùng"),
        agency="Bộ Thông tin và Truyền thông",
        number="06/2023/TT-BTTTT",
        place="Hà Nội",
        issued_on=date(2023, 6, 30),
        kind="Thông tư",
        abstract="Quy định chế độ báo cáo của đài truyền thanh cơ sở",
        grounds=(
            "Nghị định số 48/2022/NĐ-CP ngày 26 tháng 7 năm 2022 của Chính phủ quy định chức năng, nhiệm vụ của Bộ Thông tin và Truyền thông",
            "Theo đề nghị của Cục trưởng Cục Thông tin cơ sở",
        ),
        articles=(
            ("Điều 1", "Chế độ báo cáo", "1. Báo cáo định kỳ"),
            ("Điều 2", "Hiệu lực thi hành", "Thông tư này"),
            ("Điều 3", "Tổ chức thực hiện", "Cục trưởng"),
        ),
        office="BỘ TRƯỞNG",
        signer="Nguyễn Mạnh Hùng",
        effect=date(2023, 8, 15),
        concerns="Cục trưởng Cục Thông tin cơ sở, Giám đốc Sở Thông tin và Truyền thông các tỉnh, thành phố",
    ),
    Paper(
        left=("ỦY BAN NHÂN DÂN", "THÀNH PHỐ NAM ĐỊNH"),
        number_line="Số: 2231/QĐ-UBND",
        date_line="Nam Định, ngày 12 tháng 9 năm 2023",
        title=(
            "QUYẾT ĐỊNH",
            "Ban hành Quy chế hoạt động của Bộ phận Tiếp nhận",
            "và Trả kết quả thành phố Nam Định",
        ),
        body="""CHỦ TỊCH ỦY BAN NHÂN DÂN THÀNH PHỐ
Căn cứ Luật Tổ chức chính quyền địa phương ngày 19/6/2015;
Theo đề nghị của Chánh Văn phòng HĐND và UBND thành phố.
QUYẾT ĐỊNH:
Điều 1. Ban hành kèm theo Quyết định này Quy chế hoạt động của Bộ phận Tiếp nhận và Trả kết quả thành phố Nam Định.
Điều 2. Quyết định này có hiệu lực thi hành kể từ ngày 01/10/2023 và thay thế Quyết định số 900/QĐ-UBND ngày 12/5/2019.
Điều 3. Chánh Văn phòng HĐND và UBND thành phố; Thủ trưởng các phòng, ban; Chủ tịch UBND các phường, xã chịu trách nhiệm thi hành Quyết định này./.""",
        recipients=("Như Điều 3", "UBND tỉnh", "Cổng thông tin điện tử thành phố", "Lưu: VT, VP"),
        signed=("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Trần Thị Minh Nguyệt"),
        agency="Ủy ban nhân dân thành phố Nam Định",
        number="2231/QĐ-UBND",
        place="Nam Định",
        issued_on=date(2023, 9, 12),
        kind="Quyết định",
        abstract="Ban hành Quy chế hoạt động của Bộ phận Tiếp nhận và Trả kết quả thành phố Nam Định",
        grounds=(
            "Luật Tổ chức chính quyền địa phương ngày 19/6/2015",
            "Theo đề nghị của Chánh Văn phòng HĐND và UBND thành phố",
        ),
        articles=(
            ("Điều 1", "", "Ban hành kèm theo"),
            ("Điều 2", "", "Quyết định này"),
            ("Điều 3", "", "Chánh Văn phòng"),
        ),
        office="KT. CHỦ TỊCH, PHÓ CHỦ TỊCH",
        signer="Trần Thị Minh Nguyệt",
        effect=date(2023, 10, 1),
        concerns="Chánh Văn phòng HĐND và UBND thành phố; Thủ trưởng các phòng, ban; Chủ tịch UBND các phường, xã",
    ),
    Paper(
        left=("UBND XÃ NGHĨA LÂM", "BAN CHỈ ĐẠO CHUYỂN ĐỔI SỐ"),
        number_line="Số: 03/KH-BCĐ",
        date_line="Nghĩa Lâm, ngày 20 tháng 02 năm 2023",
        title=("KẾ HOẠCH", "Hoạt động của Tổ công nghệ số cộng đồng năm 2023"),
        body="""Thực hiện Kế hoạch số 106/KH-UBND ngày 03/12/2021 của UBND huyện, Ban Chỉ đạo xây dựng kế hoạch hoạt động như sau:
1. Mỗi xóm thành lập 01 tổ có ít nhất 05 thành viên.
2. Hướng dẫn 80% hộ dân nộp hồ sơ trực tuyến.
3. Thời gian thực hiện: từ tháng 3 đến tháng 11 năm 2023./.""",
        recipients=("UBND huyện", "Các xóm", "Lưu: BCĐ"),
        signed=("TM. BAN CHỈ ĐẠO", "TRƯỞNG BAN", "Đoàn Văn Khải"),
        agency="Ban Chỉ đạo chuyển đổi số",
        parent="Ủy ban nhân dân xã Nghĩa Lâm",
        number="03/KH-BCĐ",
        place="Nghĩa Lâm",
        issued_on=date(2023, 2, 20),
        kind="Kế hoạch",
        abstract="Hoạt động của Tổ công nghệ số cộng đồng năm 2023",
        grounds=("Kế hoạch số 106/KH-UBND ngày 03/12/2021 của UBND huyện",),
        articles=(("1", "", "Mỗi xóm"), ("2", "", "Hướng dẫn 80%"), ("3", "", "Thời gian thực hiện")),
        office="TM. BAN CHỈ ĐẠO, TRƯỞNG BAN",
        signer="Đoàn Văn Khải",
    ),
)
