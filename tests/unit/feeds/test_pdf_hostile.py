"""PDF files that hide text, are scans, are locked or broken, or would do harm."""

import contextlib
import functools
import io

import pytest
from hostile_pdf_made import (
    SENTENCE,
    bomb,
    changed,
    drawn,
    hidden,
    lines,
    many_pages,
    pages_in_a_circle,
    picture,
    rename_fonts,
    tell_letters_wrongly,
)
from papers_made import samples
from pdf_files_made import by_reportlab, by_typst
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

from broadcaster.domain.reading_limits import ReadingLimits
from broadcaster.errors import (
    DocumentDamaged,
    DocumentGarbled,
    DocumentLocked,
    DocumentOfAnotherKind,
    DocumentScanned,
    DocumentTooLarge,
    DocumentUnsafe,
    DocumentWithoutText,
    EmptyFile,
)
from broadcaster.feeds.pdf.dangers import FILES_NOTE, PROGRAMS_NOTE
from broadcaster.feeds.pdf.source import PdfSource
from broadcaster.newsroom.old_letters import TCVN3
from broadcaster.testing.recognition import SameWords

PAPER = samples()["bon-chi-so-danh-gia"]
PLAIN = functools.cache(lambda: drawn(lines("Tin cải cách hành chính", SENTENCE)))


def read(content, folder, source=None):
    path = folder / "tin.pdf"
    path.write_bytes(content)
    (draft,) = (source or PdfSource()).read(path)
    return draft


def refused(content, folder, kind, source=None):
    with pytest.raises(kind) as caught:
        read(content, folder, source)
    return str(caught.value)


def test_what_nobody_sees_on_the_page_is_left_out_and_told(tmp_path):
    def page(canvas):
        lines("Tin cải cách hành chính", SENTENCE)(canvas)
        hidden(canvas, text="Chữ ẩn để đánh lừa người biên tập")

    draft = read(drawn(page), tmp_path)
    assert draft.body == SENTENCE
    said = " ".join(draft.notes)
    for reason in ("chữ ẩn", "chữ nằm ngoài trang", "chữ xoay, chữ chìm"):
        assert reason in said


def test_white_letters_on_a_dark_ground_are_read(tmp_path):
    def page(canvas):
        canvas.setFillColorRGB(0.1, 0.2, 0.6)
        canvas.rect(50, 680, 500, 40, fill=1, stroke=0)
        canvas.setFillColorRGB(1, 1, 1)
        canvas.drawString(60, 695, "Tin cải cách hành chính")
        canvas.setFillColorRGB(0, 0, 0)
        canvas.drawString(60, 600, SENTENCE)

    assert read(drawn(page), tmp_path).title == "Tin cải cách hành chính"


@pytest.mark.parametrize("quarter", [90, 180, 270])
def test_a_page_that_lies_on_its_side_is_turned(quarter, tmp_path):
    def turn(writer):
        for page in writer.pages:
            page.rotate(quarter)

    draft = read(changed(by_typst(PAPER), change=turn), tmp_path)
    assert draft.body.split("\n\n") == list(PAPER.body)


def test_text_printed_across_the_paper_is_read_upright(tmp_path):
    def page(canvas):
        canvas.rotate(90)
        lines("Tin cải cách hành chính", SENTENCE, top=-100)(canvas)

    assert read(drawn(page), tmp_path).body == SENTENCE


def test_pictures_of_pages_are_refused_with_advice(tmp_path):
    said = refused(drawn(picture, picture), tmp_path, DocumentScanned)
    assert "2/2 trang" in said
    assert "bản Word" in said


def test_a_hidden_layer_of_recognised_letters_is_not_trusted(tmp_path):
    def page(canvas):
        picture(canvas)
        hidden(canvas, text=SENTENCE)

    assert "lớp chữ nhận dạng" in refused(drawn(page), tmp_path, DocumentScanned)


def test_one_picture_among_pages_of_text_is_only_told(tmp_path):
    draft = read(drawn(lines("Tin cải cách hành chính", SENTENCE), lines(SENTENCE), picture), tmp_path)
    assert "Trang 3 là ảnh chụp, chưa đọc được chữ; hãy xem tệp gốc." in draft.notes


def test_pictures_are_read_where_the_station_has_who_reads_them(tmp_path):
    reader = SameWords("Tin cải cách hành chính\n\n" + SENTENCE)
    draft = read(drawn(picture), tmp_path, PdfSource(recognition=reader))
    assert (draft.title, draft.body) == ("Tin cải cách hành chính", SENTENCE)
    assert reader.images[0].startswith(b"\x89PNG")
    assert any("do máy nhận dạng từ ảnh" in note for note in draft.notes)


def test_letters_that_the_file_tells_wrongly_are_refused(tmp_path):
    refused(changed(by_reportlab(PAPER), change=tell_letters_wrongly), tmp_path, DocumentGarbled)


def test_letters_of_a_font_older_than_unicode_are_converted_and_kept_beside(tmp_path):
    old = {TCVN3.read(chr(code)): chr(code) for code in range(0xA1, 0x100)}
    typed = ["".join(old.get(letter, letter) for letter in text) for text in ("Tin cải cách", SENTENCE[4:])]
    content = changed(drawn(lines(*typed)), change=functools.partial(rename_fonts, name=".VnTime"))
    draft = read(content, tmp_path)
    assert draft.body == SENTENCE[4:]
    assert draft.original
    assert any("TCVN3" in note for note in draft.notes)


def test_a_paper_that_only_its_owner_may_change_is_read(tmp_path):
    content = changed(PLAIN(), change=lambda _: None, user_password="", owner_password="chu-so-huu")
    assert read(content, tmp_path).body == SENTENCE


def test_a_paper_with_a_password_is_refused(tmp_path):
    content = changed(PLAIN(), change=lambda _: None, user_password="mat-khau", owner_password="chu-so-huu")
    assert "mật khẩu" in refused(content, tmp_path, DocumentLocked)


def test_programs_and_files_inside_are_told_and_left_alone(tmp_path):
    def arm(writer):
        writer.root_object[NameObject("/OpenAction")] = DictionaryObject(
            {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("app.alert(1)")}
        )
        writer.add_attachment("may.exe", b"MZ")

    draft = read(changed(PLAIN(), change=arm), tmp_path)
    assert draft.body == SENTENCE
    assert {PROGRAMS_NOTE, FILES_NOTE} <= set(draft.notes)


def test_more_pages_than_the_station_takes_are_refused_with_the_number(tmp_path):
    assert "10000 trang, đài nhận nhiều nhất 300 trang" in refused(many_pages(10_000), tmp_path, DocumentTooLarge)


def test_a_page_with_endless_letters_is_refused(tmp_path):
    source = PdfSource(ReadingLimits(letters=50))
    assert "trang 1 có quá nhiều ký tự" in refused(PLAIN(), tmp_path, DocumentTooLarge, source)


@pytest.mark.parametrize("layers", [1, 2])
def test_a_bomb_is_refused_before_it_is_unpacked(layers, tmp_path):
    refused(bomb(60, layers=layers), tmp_path, DocumentUnsafe, PdfSource(ReadingLimits(unpacked_mb=50)))


@pytest.mark.parametrize("content", [b"%PDF-1.7\nhong", PLAIN()[:900], b"Khong phai PDF"], ids=["head", "cut", "text"])
def test_a_broken_file_is_refused(content, tmp_path):
    refused(content, tmp_path, DocumentDamaged)


def test_an_empty_file_and_a_word_file_under_another_name_are_told(tmp_path):
    refused(b"", tmp_path, EmptyFile)
    assert ".docx" in refused(b"PK\x03\x04...", tmp_path, DocumentOfAnotherKind)


def test_pages_that_lead_back_to_themselves_come_to_an_end(tmp_path):
    refused(pages_in_a_circle(), tmp_path, (DocumentDamaged, DocumentWithoutText))


def test_an_empty_page_is_told(tmp_path):
    refused(many_pages(1), tmp_path, DocumentWithoutText)


def test_every_cut_of_a_file_is_read_or_refused(tmp_path):
    whole = io.BytesIO(by_typst(PAPER)).getvalue()
    for share in range(1, 20):
        with contextlib.suppress(DocumentDamaged, DocumentWithoutText, DocumentGarbled):
            read(whole[: len(whole) * share // 20], tmp_path)
