"""Administrative abbreviations and acronyms."""

import unicodedata

import pytest

from broadcaster.copydesk.reading import default_lexicon, read
from broadcaster.copydesk.reading.abbreviations import ALSO_WORDS, FIELDS, IN_CONTEXT
from broadcaster.copydesk.reading.syllables import is_syllable


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("UBND huyện", "Ủy ban nhân dân huyện"),
        ("TTHC", "Thủ tục hành chính"),
        ("KT-XH", "Kinh tế xã hội"),
        ("Sở TT&TT", "Sở Thông tin và Truyền thông"),
        ("CBCCVC", "Cán bộ, công chức, viên chức"),
        ("Phòng VH&TT", "Phòng Văn hóa và Thông tin"),
        ("UBND/HĐND", "Ủy ban nhân dân, Hội đồng nhân dân"),
        ("Phòng LĐ-TB&XH", "Phòng Lao động, Thương binh và Xã hội"),
    ],
)
def test_administrative_abbreviations_are_said_in_full(written, spoken):
    assert read(written).spoken == spoken


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("BTV Huyện ủy nghe báo cáo", "Ban Thường vụ Huyện ủy nghe báo cáo"),
        ("BTV, PV của đài", "Biên tập viên, phóng viên của đài"),
        ("Công ty CP May", "Công ty cổ phần May"),
        ("Nghị định của CP", "Nghị định của Chính phủ"),
        ("CB, CC, VC", "Cán bộ, công chức, viên chức"),
    ],
)
def test_the_words_around_decide(written, spoken):
    assert read(written).spoken == spoken


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("PAPI", "Pa pi"),
        ("SIPAS", "Xi pát"),
        ("PAR INDEX", "Pa in đếch"),
        ("PCI", "Pê xê i"),
        ("VNeID", "Vê nờ e i đê"),
        ("WTO", "Vê kép tê ô"),
        ("mã QR", "mã quy rờ"),
        ("Zalo, Facebook", "Zalo, Facebook"),
        ("WEBSITE", "Website"),
    ],
)
def test_acronyms_are_words_or_letters(written, spoken):
    assert read(written).spoken == spoken


def test_every_entry_of_the_built_in_list_is_said_without_codes():
    for entry in default_lexicon().entries:
        assert not any(word.isupper() and len(word) > 1 for word in entry.spoken.split()), entry
        assert not any(character.isdigit() for character in entry.spoken), entry
        assert unicodedata.normalize("NFC", entry.spoken) == entry.spoken


def test_every_spoken_form_is_read_as_it_stands():
    spoken = {entry.spoken for entry in default_lexicon().entries}
    assert [each for each in spoken if read(each).spoken != each] == []


def test_the_built_in_lists_are_sorted():
    for lines in (*FIELDS.values(), *IN_CONTEXT):
        rows = lines.strip().splitlines()
        assert [row.partition(" = ")[0] for row in rows] == sorted(row.partition(" = ")[0] for row in rows)


def test_no_two_entries_have_the_same_written_form_and_context():
    keys = [(entry.written, entry.context) for entry in default_lexicon().entries]
    assert len(keys) == len(set(keys))


def test_every_field_of_local_news_has_its_words():
    for field, lines in FIELDS.items():
        assert len(lines.strip().splitlines()) >= 30, field
    assert sum(len(lines.strip().splitlines()) for lines in FIELDS.values()) >= 400


SYLLABLES_THAT_STAND = {
    "AI": "the acronym; as a word of a heading it is said the same",
    "BIM": "the acronym; no word of official headings",
    "CEO": "the acronym; no Vietnamese word",
    "EU": "the acronym; no Vietnamese word",
    "HU": "Huyện ủy; no word of headings",
    "NGO": "the acronym; the surname has its mark, NGÔ",
    "RON": "the grade of petrol; no word of official headings",
    "SEO": "the acronym; no word of headings",
    "SIM": "said as the word it is",
    "TE": "trẻ em, only beside words of its context",
    "ĐU": "Đảng ủy; no word of headings",
}


def test_no_written_form_is_a_plain_syllable_in_capitals_unless_it_is_listed():
    syllables = {entry.written for entry in default_lexicon().entries if entry.written.isupper()}
    syllables = {written for written in syllables if is_syllable(written)}
    assert syllables == ALSO_WORDS | set(SYLLABLES_THAT_STAND)


@pytest.mark.parametrize(
    ("heading", "spoken"),
    [
        ("BỆNH VIỆN ĐA KHOA HUYỆN", "Bệnh viện đa khoa huyện"),
        ("BỆNH VIỆN DA LIỄU", "Bệnh viện da liễu"),
        ("NẠN NHÂN CHẤT ĐỘC DA CAM", "Nạn nhân chất độc da cam"),
        ("LIÊN HOAN CA TRÙ", "Liên hoan ca trù"),
        ("TU SỬA ĐƯỜNG", "Tu sửa đường"),
        ("BÀ NGUYỄN THỊ LAN", "Bà nguyễn thị lan"),
        ("LÒNG VỊ THA", "Lòng vị tha"),
        ("DỰ ÁN ĐẦU TƯ CÔNG", "Dự án đầu tư công"),
        ("NGHỊ QUYẾT TƯ ĐẢNG", "Nghị quyết Trung ương Đảng"),
        ("TƯ PHÁP, HỘ TỊCH", "Tư pháp, hộ tịch"),
        ("XỬ PHẠT VI PHẠM HÀNH CHÍNH", "Xử phạt vi phạm hành chính"),
        ("CÔNG TY XI MĂNG", "Công ty xi măng"),
        ("CA XÃ NGHĨA SƠN", "Công an xã nghĩa sơn"),
        ("ĐẠI HỘI LẦN THỨ VI", "Đại hội lần thứ sáu"),
    ],
)
def test_words_of_headings_are_no_abbreviations(heading, spoken):
    assert read(heading).spoken == spoken


def test_the_same_letters_in_a_sentence_are_abbreviations():
    assert read("ĐA của CA huyện và TU").spoken == "Đề án của công an huyện và Tỉnh ủy"


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("TT Y tế huyện", "Trung tâm Y tế huyện"),
        ("TT. Văn hóa huyện", "Trung tâm Văn hóa huyện"),
        ("TT Đảng ủy và TT HĐND xã", "Thường trực Đảng ủy và Thường trực Hội đồng nhân dân xã"),
        ("TT Liễu Đề", "Thị trấn Liễu Đề"),
        ("ĐT 490C và QL 21", "Đường tỉnh bốn trăm chín mươi xê và quốc lộ hai mươi mốt"),
        ("ĐT 500 triệu đồng vốn", "Đầu tư năm trăm triệu đồng vốn"),
        ("BSCK2 Lê Nam", "Bác sĩ chuyên khoa hai Lê Nam"),
        ("NQ57 và ĐA06", "Nghị quyết năm mươi bảy và đề án không sáu"),
        ("Quân khu 3, QK3", "Quân khu ba, Quân khu ba"),
        ("LH: 1022", "Liên hệ: một không hai hai"),
    ],
)
def test_abbreviations_before_names_and_numbers(written, spoken):
    assert read(written).spoken == spoken
