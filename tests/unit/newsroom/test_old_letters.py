"""The tables of the old encodings are right, byte by byte, and texts in them come out as they were meant."""

from __future__ import annotations

import shutil
import subprocess
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from old_letters_made import WRITERS, misread, right_syllables, sample_texts

from broadcaster.newsroom.letters import decode_bytes, read_letters
from broadcaster.newsroom.old_letters import EVERY, TCVN3, VISCII, VNI, VPS, WINDOWS_1258

OLD = {each.name: each for each in EVERY}
LETTERS = [
    unicodedata.normalize("NFC", base + tone)
    for base in "aâăeêoôơuưiy"
    for tone in ("", "\u0301", "\u0300", "\u0309", "\u0303", "\u0323")
] + ["đ"]
TEXTS = list(sample_texts())
SYLLABLES = sorted({word for _, text in TEXTS for word in text.lower().split() if word.isalpha()})
RIGHT = 0.995
FONTS = {TCVN3.name: ".VnTime", VNI.name: "VNI-Times", VPS.name: "VPS Times"}


@pytest.mark.parametrize("name", WRITERS)
@pytest.mark.parametrize("as_western", [misread, lambda content: content.decode("latin-1")], ids=["1252", "latin-1"])
def test_every_letter_is_read_as_another_table_writes_it(name, as_western):
    for letter in (*LETTERS, *map(str.upper, LETTERS)):
        read = OLD[name].read(as_western(WRITERS[name](letter)))
        assert (read.lower() if name == TCVN3.name else read) == (letter.lower() if name == TCVN3.name else letter)


@pytest.mark.parametrize(("old", "charset"), [(VISCII, "VISCII"), (WINDOWS_1258, "CP1258"), (TCVN3, "TCVN")])
def test_every_code_is_what_iconv_says(old, charset):
    if shutil.which("iconv") is None:
        pytest.skip("iconv is not here")
    checked = 0
    for code in range(0xA1, 0x100):
        told = subprocess.run(
            ["iconv", "-f", charset, "-t", "UTF-8"], input=bytes([code]), capture_output=True, check=False
        )
        true = unicodedata.normalize("NFC", told.stdout.decode())
        if told.returncode or (old is TCVN3 and (unicodedata.combining(true[0]) or true in CAPITALS_OF_5712)):
            continue  # TCVN 5712-1 has capitals and loose marks where the fonts of TCVN3 have nothing
        assert old.read(chr(code)) == true, hex(code)
        checked += 1
    assert checked > 70


CAPITALS_OF_5712 = set("ẰẲẴẮẦẨẪẤỀỂỄẾỒỔỖỐ")


@pytest.mark.parametrize("name", WRITERS)
def test_the_sample_news_is_read_right_in_every_encoding(name):
    right = total = 0
    for _, true in TEXTS:
        content = WRITERS[name](true)
        for read in (decode_bytes(content), read_letters(misread(content))):
            assert name in read.encoding
            found, count = right_syllables(true, read.text, fold=name == TCVN3.name)
            right, total = right + found, total + count
    assert right >= RIGHT * total, f"{right} of {total}"


@pytest.mark.parametrize("name", WRITERS)
def test_each_paragraph_is_read_right_by_itself(name):
    right = total = 0
    for true in (line for _, text in TEXTS for line in text.split("\n") if line.strip()):
        read = read_letters(misread(WRITERS[name](true)))
        found, count = right_syllables(true, read.text, fold=name == TCVN3.name)
        right, total = right + found, total + count
    assert right >= RIGHT * total, f"{right} of {total}"


def test_paragraphs_of_different_fonts_stand_in_one_text():
    lines = [line for line in TEXTS[-1][1].split("\n") if len(line) > 60][:12]
    ways = [None, *WRITERS]
    mixed = [line if way is None else misread(WRITERS[way](line)) for line, way in zip(lines, ways * 2, strict=False)]
    read = read_letters("\n".join(mixed)).text.split("\n")
    for line, way, got in zip(lines, ways * 2, read, strict=False):
        assert got.casefold() == line.casefold(), way


@pytest.mark.parametrize("name", [VNI.name, VPS.name, VISCII.name, WINDOWS_1258.name, TCVN3.name])
@given(words=st.lists(st.sampled_from(SYLLABLES), min_size=12, max_size=40))
def test_writing_and_reading_gives_the_words_back(name, words):
    true = f"nghị quyết của huyện về việc {' '.join(words)}"
    western = misread(WRITERS[name](true))
    read = read_letters(western, font=FONTS[name]).text if name in FONTS else OLD[name].read(western)
    assert read.lower() == true
    assert read_letters(read).text == read
