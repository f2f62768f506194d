"""Abbreviations with more than one meaning: the words around decide, and where none does the editor is asked."""

import re

import pytest

from broadcaster.copydesk.reading import read
from broadcaster.copydesk.reading.abbreviations import default_lexicon


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("các BS điều trị tại khoa nhi", "các bác sĩ điều trị tại khoa nhi"),
        ("sửa đổi, BS Luật Đất đai", "sửa đổi, bổ sung Luật Đất đai"),
        ("đề nghị BS kinh phí", "đề nghị bổ sung kinh phí"),
        ("các GS, TS của viện", "các giáo sư, tiến sĩ của viện"),
        ("diện tích nuôi TS", "diện tích nuôi thủy sản"),
        ("thông báo TS lớp 10", "thông báo tuyển sinh lớp mười"),
        ("trộm cắp TS của người dân", "trộm cắp tài sản của người dân"),
        ("ngành GD và đào tạo", "ngành giáo dục và đào tạo"),
        ("điểm GD của ngân hàng", "điểm giao dịch của ngân hàng"),
        ("GĐ công ty", "Giám đốc công ty"),
        ("GĐ chính sách", "Gia đình chính sách"),
        ("GĐ 2026-2030", "Giai đoạn hai nghìn không trăm hai mươi sáu đến hai nghìn không trăm ba mươi"),
        ("KH tuyên truyền năm 2025", "Kế hoạch tuyên truyền năm hai nghìn không trăm hai mươi lăm"),
        ("nghiên cứu KH", "nghiên cứu khoa học"),
        ("chăm sóc KH dùng dịch vụ", "chăm sóc khách hàng dùng dịch vụ"),
        ("HS lớp 5", "Học sinh lớp năm"),
        ("HS trễ hạn giải quyết", "Hồ sơ trễ hạn giải quyết"),
        ("NV bán hàng", "Nhân viên bán hàng"),
        ("NV, giải pháp", "Nhiệm vụ, giải pháp"),
        ("tập huấn NV chuyên môn", "tập huấn nghiệp vụ chuyên môn"),
        ("TT số 01 của Bộ, hướng dẫn nghị định", "Thông tư số một của Bộ, hướng dẫn nghị định"),
        ("TT Phục vụ hành chính công", "Trung tâm Phục vụ hành chính công"),
        ("vận động, TT pháp luật", "vận động, tuyên truyền pháp luật"),
        ("giữ gìn an ninh, TT", "giữ gìn an ninh, trật tự"),
        ("xã, TT", "Xã, thị trấn"),
        ("CT, xã hội ổn định", "Chính trị, xã hội ổn định"),
        ("CT UBND xã", "Chủ tịch Ủy ban nhân dân xã"),
        ("CT số 05 của Thủ tướng", "Chỉ thị số năm của Thủ tướng"),
        ("CT TNHH Hoàng Anh", "Công ty trách nhiệm hữu hạn Hoàng Anh"),
        ("sáng CN hằng tuần", "sáng chủ nhật hằng tuần"),
        ("khu CN, cụm CN", "khu công nghiệp, cụm công nghiệp"),
        ("khoa học, CN và chuyển đổi số", "khoa học, công nghệ và chuyển đổi số"),
        ("tổ chức, CN vi phạm", "tổ chức, cá nhân vi phạm"),
        ("nghị định của CP", "nghị định của Chính phủ"),
        ("công ty CP may", "công ty cổ phần may"),
        ("CC, viên chức", "Công chức, viên chức"),
        ("CC lý luận chính trị", "Cao cấp lý luận chính trị"),
        ("cấp thẻ CC", "cấp thẻ căn cước"),
        ("phục vụ QĐ, công an", "phục vụ quân đội, công an"),
        ("QĐ phê duyệt", "Quyết định phê duyệt"),
        ("đúng QĐ", "đúng quy định"),
        ("gọi ĐT đường dây nóng", "gọi điện thoại đường dây nóng"),
        ("vốn ĐT công", "vốn đầu tư công"),
        ("ĐT nghề cho lao động nữ", "Đào tạo nghề cho lao động nữ"),
        ("quản lý ĐT văn minh", "quản lý đô thị văn minh"),
        ("cải cách HC", "cải cách hành chính"),
        ("HC kháng chiến hạng Nhì", "Huân chương kháng chiến hạng Nhì"),
        ("HT nhà trường và giáo viên", "Hiệu trưởng nhà trường và giáo viên"),
        ("HT UBND xã", "Hội trường Ủy ban nhân dân xã"),
        ("bồi thường, HT", "bồi thường, hỗ trợ"),
        ("TC nông thôn mới", "Tiêu chí nông thôn mới"),
        ("khiếu nại, TC", "khiếu nại, tố cáo"),
        ("phòng TC, kế hoạch", "phòng tài chính, kế hoạch"),
        ("TC cán bộ", "Tổ chức cán bộ"),
        ("UBND TP và các xã", "Ủy ban nhân dân thành phố và các xã"),
        ("vệ sinh an toàn TP", "vệ sinh an toàn thực phẩm"),
        ("PC tội phạm, TP ma túy", "Phòng, chống tội phạm, tội phạm ma túy"),
        ("phó TP và chuyên viên", "phó trưởng phòng và chuyên viên"),
        ("trung tâm TM, dịch vụ", "trung tâm thương mại, dịch vụ"),
        ("TM Ủy ban nhân dân xã", "Thay mặt Ủy ban nhân dân xã"),
        ("DT lúa đạt 100 ha", "Diện tích lúa đạt một trăm héc ta"),
        ("đồng bào DT thiểu số", "đồng bào dân tộc thiểu số"),
        ("thu chi theo DT ngân sách", "thu chi theo dự toán ngân sách"),
        ("DL, khách sạn", "Du lịch, khách sạn"),
        ("tết DL", "tết dương lịch"),
        ("ĐL cắt điện", "Điện lực cắt điện"),
        ("ĐL thuế", "Đại lý thuế"),
        ("đài PT, truyền hình", "đài phát thanh, truyền hình"),
        ("PT kinh tế bền vững", "Phát triển kinh tế bền vững"),
        ("PT cơ giới, xe quá tải", "Phương tiện cơ giới, xe quá tải"),
        ("QL, tỉnh lộ", "Quốc lộ, tỉnh lộ"),
        ("QL nhà nước", "Quản lý nhà nước"),
        ("TB, liệt sĩ", "Thương binh, liệt sĩ"),
        ("TB kết luận", "Thông báo kết luận"),
        ("điểm TB", "điểm trung bình"),
        ("vật tư, TB y tế", "vật tư, thiết bị y tế"),
        ("TK ngân hàng", "Tài khoản ngân hàng"),
        ("TK XX", "Thế kỷ hai mươi"),
        ("hội nghị TK", "hội nghị tổng kết"),
        ("TK bản vẽ thi công", "Thiết kế bản vẽ thi công"),
        ("TH và THCS", "Tiểu học và trung học cơ sở"),
        ("ngoại ngữ, TH", "ngoại ngữ, tin học"),
        ("đài phát thanh, TH", "đài phát thanh, truyền hình"),
        ("TH dương tính", "Trường hợp dương tính"),
        ("văn phòng TH báo cáo", "văn phòng tổng hợp báo cáo"),
        ("LĐ, việc làm", "Lao động, việc làm"),
        ("tập thể LĐ UBND", "tập thể lãnh đạo Ủy ban nhân dân"),
        ("mộ LS, nghĩa trang", "mộ liệt sĩ, nghĩa trang"),
        ("mộ LS Nguyễn Văn An", "mộ liệt sĩ Nguyễn Văn An"),
        ("LS bào chữa cho bị cáo", "Luật sư bào chữa cho bị cáo"),
        ("di tích LS", "di tích lịch sử"),
        ("tài nguyên, MT", "tài nguyên, môi trường"),
        ("MT tổ quốc và đoàn thể", "Mặt trận tổ quốc và đoàn thể"),
        ("tội phạm MT", "tội phạm ma túy"),
        ("SX NN, nông thôn", "Sản xuất nông nghiệp, nông thôn"),
        ("cơ quan NN", "cơ quan nhà nước"),
        ("ngoại khóa NN, tin học", "ngoại khóa ngoại ngữ, tin học"),
        ("PC lụt bão", "Phòng, chống lụt bão"),
        ("PC thâm niên", "Phụ cấp thâm niên"),
        ("máy PC để bàn", "máy pê xê để bàn"),
        ("lãi suất NH", "lãi suất ngân hàng"),
        ("NK 2025-2030", "Nhiệm kỳ hai nghìn không trăm hai mươi lăm đến hai nghìn không trăm ba mươi"),
        ("hộ có 4 NK thường trú", "hộ có bốn nhân khẩu thường trú"),
        ("VP UBND xã", "Văn phòng Ủy ban nhân dân xã"),
        ("VP trật tự giao thông", "Vi phạm trật tự giao thông"),
        ("ĐH cổ đông", "Đại hội cổ đông"),
        ("trường ĐH", "trường đại học"),
        ("ĐB Quốc hội", "Đại biểu Quốc hội"),
        ("vùng ĐB sông Hồng", "vùng đồng bằng sông Hồng"),
        ("giao thông ĐB, đường sắt", "giao thông đường bộ, đường sắt"),
        ("VT, lưu", "Văn thư, lưu"),
        ("bưu chính, VT", "bưu chính, viễn thông"),
        ("VT hành khách", "Vận tải hành khách"),
        ("SN 12 đường Lê Lợi", "Số nhà mười hai đường Lê Lợi"),
        ("Trần Văn Bình (SN 1990)", "Trần Văn Bình, sinh năm một nghìn chín trăm chín mươi"),
        ("CĐ, đại học", "Cao đẳng, đại học"),
        ("CĐ cơ sở, đoàn viên", "Công đoàn cơ sở, đoàn viên"),
        ("CĐ hỏa tốc của Thủ tướng", "Công điện hỏa tốc của Thủ tướng"),
        ("BV môi trường", "Bảo vệ môi trường"),
        ("BV huyện khám bệnh", "Bệnh viện huyện khám bệnh"),
        ("hộ thoát nghèo, HN", "hộ thoát nghèo, hộ nghèo"),
        ("TP HCM và HN", "Thành phố Hồ Chí Minh và Hà Nội"),
        ("dự HN trực tuyến", "dự hội nghị trực tuyến"),
        ("PGD NHCSXH", "Phòng giao dịch Ngân hàng Chính sách xã hội"),
        ("PGD và các trường tiểu học", "Phòng giáo dục và các trường tiểu học"),
        ("trường PTTH", "trường phổ thông trung học"),
        ("đài PTTH", "đài phát thanh truyền hình"),
    ],
)
def test_the_words_around_decide_surely(written, spoken):
    reading = read(written)
    assert reading.spoken == spoken
    assert not reading.questions


@pytest.mark.parametrize(
    ("written", "guess"),
    [
        ("gửi HS", "Gửi học sinh"),
        ("gửi KH", "gửi kế hoạch"),
        ("theo QĐ", "theo quyết định"),
        ("một số BS", "một số bác sĩ"),
        ("gọi cho GĐ", "gọi cho giám đốc"),
        ("về NS", "về ngân sách"),
        ("các ĐV", "các đảng viên"),
    ],
)
def test_without_a_telling_word_the_commonest_meaning_is_said_and_asked_about(written, guess):
    reading = read(written)
    assert reading.spoken.lower() == guess.lower()
    assert [question.written for question in reading.questions] == [written.split()[-1]]


@pytest.mark.parametrize("code", ["HT", "TS", "NV", "PT", "TC", "TN", "CS", "ĐK", "NT", "BT"])
def test_a_toss_up_without_a_telling_word_is_spelt_and_asked_about(code):
    (question,) = read(f"về {code} nữa").questions
    assert question.written == code
    assert not any(entry.spoken == question.spoken for entry in default_lexicon().entries if entry.written == code)


def test_contexts_are_words_with_single_spaces():
    words = {word for entry in default_lexicon().entries for word in entry.context}
    assert not [word for word in words if not re.fullmatch(r"[<>]?\w+(?: \w+)*", word)]


def test_no_word_speaks_for_two_meanings_of_one_form():
    meanings = {}
    for entry in default_lexicon().entries:
        for word in entry.context:
            meanings.setdefault((entry.written, word.lower()), set()).add(entry.spoken)
    assert {key: spoken for key, spoken in meanings.items() if len(spoken) > 1} == {}


def test_a_form_has_one_meaning_that_needs_no_context():
    plain = [entry.written for entry in default_lexicon().entries if not entry.context]
    assert len(plain) == len(set(plain))
