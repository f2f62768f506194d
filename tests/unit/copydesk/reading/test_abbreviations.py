"""Administrative abbreviations and acronyms."""

import unicodedata

import pytest

from broadcaster.copydesk.reading import DEFAULT_LEXICON, read
from broadcaster.copydesk.reading.abbreviated_bodies import BODIES
from broadcaster.copydesk.reading.abbreviated_terms import TERMS
from broadcaster.copydesk.reading.abbreviations import IN_CONTEXT


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
    for entry in DEFAULT_LEXICON.entries:
        assert not any(word.isupper() and len(word) > 1 for word in entry.spoken.split()), entry
        assert not any(character.isdigit() for character in entry.spoken), entry
        assert unicodedata.normalize("NFC", entry.spoken) == entry.spoken


def test_the_built_in_lists_are_sorted():
    for lines in (BODIES, TERMS, IN_CONTEXT):
        rows = lines.strip().splitlines()
        assert [row.partition(" = ")[0] for row in rows] == sorted(row.partition(" = ")[0] for row in rows)
