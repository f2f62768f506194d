"""Text in old Vietnamese letters or with hidden ones comes out as clean Unicode; anything else is left alone."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from old_letters_made import sample_texts

from broadcaster.newsroom.letters import Letters, decode_bytes, read_letters, read_together

_TRUE = "Nghị quyết về cải cách hành chính của tỉnh"
_FOREIGN = [
    "The council met on 25 November; the café's naïve façade cost €1,200 (£1,050) – “too much”, said José Muñoz.",
    "Où es-tu ? Où vas-tu ? Là-bas, près de la forêt, l’été était très agréable : «\xa0déjà vu\xa0», à Noël.",
    "Les élèves français ont reçu des cadeaux ; même le maître d’hôtel a été ému. Ça va ? Œuvre, cœur, naïveté.",
    "Größe und Gewicht prüfen: Müller fährt über die Straße. »Schön«, sagte er; Fußgänger müssen warten.",
    "Kan inte vara utförlig och tyst på samma gång. Så gå på en gång mer än en gång.",
    "Não há informações suficientes; a situação é difícil em São Paulo. Mañana será otro día, ¿verdad?",
    "Xã Nghĩa Sơn mua 5 µg/m³, 25°C, ±2 %, © 2023, Windows® 11, ½ tạ, 10 m², § 5, № 7, “ngoặc”, ‘kép’ – …",
    "Khong co dau: Nghi quyet ve cai cach hanh chinh cua tinh",
    "Hoà bình và hòa bình, thuỷ lợi và thủy lợi, quý và quí.",
    "UBND TỈNH NAM ĐỊNH, QĐ-UBND, HĐND: số 76/NQ-CP ngày 15/7/2021",
]


@pytest.mark.parametrize(
    ("shown", "name"),
    [
        ("NghÞ quyÕt vÒ c¶i c¸ch hµnh chÝnh cña tØnh", "TCVN3 (ABC)"),
        ("Nghò quyeát veà caûi caùch haønh chính cuûa tænh", "VNI-Windows"),
        ("Nghá»‹ quyáº¿t vá»\x81 cáº£i cÃ¡ch hÃ\xa0nh chÃ\xadnh cá»§a tá»‰nh", "UTF-8 đọc nhầm"),
        ("Nghá»‹ quyáº¿t vá»\x81 cáº£i cÃ¡ch hÃ nh chÃ\xadnh cá»§a tá»‰nh", "UTF-8 đọc nhầm"),
        ("".join(chr(0xF000 + ord(each)) if ord(each) > 127 else each for each in "NghÞ quyÕt vÒ c¶i c¸ch hµnh chÝnh cña tØnh"), "TCVN3 (ABC)"),
        (_TRUE, ""),
    ],
    ids=["tcvn3", "vni", "utf-8", "utf-8 with plain spaces", "private letters", "unicode"],
)  # fmt: skip
def test_old_letters_are_told_by_the_text_itself(shown, name):
    read = read_letters(shown)
    assert (read.text, read.encoding) == (_TRUE, name)
    assert read.original == (shown if name else "")
    assert (bool(read.notes), read.converted) == (bool(name), bool(name))


def test_utf_8_that_was_mistaken_twice_is_read_too():
    twice = _TRUE.encode().decode("latin-1").encode().decode("latin-1")
    assert read_letters(twice).text == _TRUE


def test_words_in_an_old_font_stand_within_a_unicode_line():
    assert read_letters("Kế hoạch c¶i c¸ch hµnh chÝnh năm tới").text == "Kế hoạch cải cách hành chính năm tới"


@pytest.mark.parametrize("text", _FOREIGN)
def test_what_is_no_old_vietnamese_stays_as_it_is(text):
    spaced = unicodedata.normalize("NFC", text).replace("\xa0", " ")
    assert read_letters(text) == Letters(text=spaced)
    assert read_letters("\n".join(_FOREIGN)).text.split("\n")[_FOREIGN.index(text)] == spaced


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_the_sample_news_in_unicode_is_not_touched(form):
    for _, text in sample_texts():
        read = read_letters(unicodedata.normalize(form, text))
        assert (read.text, read.original, read.notes) == (
            unicodedata.normalize("NFC", text).replace("\xa0", " "),
            "",
            (),
        )


def test_a_font_tells_what_a_short_run_alone_does_not():
    assert read_letters("cã").text == "cã"
    assert read_letters("cã", font=".VnTime").text == "có"
    assert read_letters("Céng hßa x· héi", font=".VnTimeH").text == "CỘNG HÒA XÃ HỘI"
    assert read_letters("ñ", font="VNI-Times").text == "đ"
    assert read_letters("Cải cách", font=".VnTime") == Letters(text="Cải cách")
    assert read_letters("Cải cách", font=".VnTimeH") == Letters(text="Cải cách")
    assert read_letters("§", font="Wingdings").text == "•"


def test_capitals_that_tcvn3_lacks_come_back_in_words_of_capitals():
    assert read_letters("UBND TØNH NAM §ÞNH, x· NghÜa S¬n").text == "UBND TỈNH NAM ĐỊNH, xã Nghĩa Sơn"
    assert read_letters("UBND X· TØNH", font=".VnTime").text == "UBND XÃ TỈNH"


def test_short_parts_are_read_as_the_long_ones_are():
    parts, read = read_together(["Tin míi", "NghÞ quyÕt vÒ c¶i c¸ch\nhµnh chÝnh cña tØnh", "", "Lan"])
    assert parts == ["Tin mới", "Nghị quyết về cải cách\nhành chính của tỉnh", "", "Lan"]
    assert read.converted


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_files_are_told_by_their_form(encoding):
    read = decode_bytes(_TRUE.encode(encoding))
    assert read.text == _TRUE
    assert not read.converted


def test_a_file_of_no_known_encoding_is_read_as_western_and_said_so():
    read = decode_bytes("Déjà vu, façade".encode("cp1252"))
    assert (read.text, read.encoding) == ("Déjà vu, façade", "Windows-1252")
    assert "Windows-1252" in read.notes[0]


@given(st.binary(max_size=400))
def test_no_bytes_make_it_fail(content):
    read = decode_bytes(content)
    read.text.encode()
    assert unicodedata.is_normalized("NFC", read.text)


@given(st.text(max_size=200), st.sampled_from(["", ".VnTime", ".VnTimeH", "VNI-Times", "VPS Times", "Arial", "Symbol"]))
def test_no_text_makes_it_fail_and_lines_stay_lines(text, font):
    read = read_letters(text, font=font)
    read.text.encode()
    assert unicodedata.is_normalized("NFC", read.text)
    if font != "Symbol" and not set(text) & {"\u2028", "\u2029"}:
        assert read.text.count("\n") == text.count("\n")


@given(st.text(alphabet="aăâbcdđeêghiklmnoôơpqrstuưvxyàáảãạằắẳẵặầấẩẫậ ìíỉĩị ếềểễệ\n.,", max_size=200))
def test_vietnamese_in_unicode_is_never_changed(text):
    assert read_letters(text) == Letters(text=text)
