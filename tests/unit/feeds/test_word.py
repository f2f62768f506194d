"""Word documents: what a reader of the printed page sees, and nothing that does harm."""

import docx
import pytest
from documents_made import ENTITIES, MAIN_TYPE, p, run, table, word_file
from docx.enum.text import WD_ALIGN_PARAGRAPH

from broadcaster.domain.legal_documents import LegalDocument
from broadcaster.errors import (
    DocumentDamaged,
    DocumentHasMacros,
    DocumentLocked,
    DocumentOfAnotherKind,
    DocumentTooLarge,
    DocumentUnsafe,
    DocumentWithoutText,
    EmptyFile,
    FileMissing,
    NewsWithoutBody,
)
from broadcaster.feeds import composed, document_draft
from broadcaster.feeds.limits import Limits
from broadcaster.feeds.word import WordSource
from broadcaster.newsroom.letters import Letters
from broadcaster.ports import NewsSource

TITLE = p("Đầu đề", properties='<w:jc w:val="center"/>').replace("<w:rPr>", "<w:rPr><w:b/>")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def read(path, **limits):
    (draft,) = WordSource(Limits(**limits)).read(path)
    return draft


def body_of(tmp_path, *inner, **parts):
    draft = read(word_file(tmp_path / "tin.docx", TITLE + "".join(inner), **parts))
    assert draft.title == "Đầu đề"
    return draft.body.split("\n\n")


def test_it_is_a_news_source():
    assert isinstance(WordSource(), NewsSource)
    assert ".docx" in WordSource.suffixes


def test_a_document_of_headings_lists_and_tables_is_read_as_it_is_printed(tmp_path):
    document = docx.Document()
    document.add_heading("Một cửa ở xã", 0)
    document.add_paragraph("Đoạn mở đầu.")
    document.add_heading("Việc đã làm", 2)
    for text in ("Việc một", "Việc hai"):
        document.add_paragraph(text, style="List Number")
    document.add_paragraph("Ý", style="List Bullet")
    grid = document.add_table(2, 2, style="Table Grid")
    for cell, text in zip(grid._cells, ("Thủ tục", "Ngày", "Khai sinh", ""), strict=True):
        cell.text = text
    document.sections[0].header.paragraphs[0].text = "ĐẦU TRANG"
    document.sections[0].footer.paragraphs[0].text = "Trang 1"
    document.save(tmp_path / "tin.docx")
    draft = read(tmp_path / "tin.docx")
    assert draft.title == draft.headline == "Một cửa ở xã"
    said = ["Đoạn mở đầu.", "Việc đã làm", "1. Việc một", "2. Việc hai", "- Ý", "Thủ tục, Ngày", "Khai sinh"]
    assert draft.body.split("\n\n") == said
    assert (draft.topic, draft.genre, draft.original, draft.document, draft.notes) == ("", "", "", None, ())


def test_the_bold_line_in_the_middle_is_the_title_though_it_goes_over_two_paragraphs(tmp_path):
    document = docx.Document()
    document.add_paragraph("Đài Truyền thanh huyện")
    for text in ("Nghĩa Hưng đẩy mạnh", "cải cách hành chính"):
        line = document.add_paragraph()
        line.alignment = WD_ALIGN_PARAGRAPH.CENTER
        line.add_run(text).bold = True
    document.add_paragraph("Nguồn: Phòng Nội vụ")
    document.add_paragraph("Nội dung.")
    document.save(tmp_path / "tin.docx")
    draft = read(tmp_path / "tin.docx")
    assert draft.title == "Nghĩa Hưng đẩy mạnh cải cách hành chính"
    assert draft.body == "Đài Truyền thanh huyện\n\nNguồn: Phòng Nội vụ\n\nNội dung."


def test_lines_that_name_source_and_topic_after_the_title_are_fields(tmp_path):
    draft = read(word_file(tmp_path / "t.docx", TITLE + p("Chủ đề: 2") + p("Nguồn: KH 152") + p("Giờ làm việc: sáng.")))
    assert (draft.topic, draft.source, draft.body) == ("2", "KH 152", "Giờ làm việc: sáng.")


def test_the_title_among_the_properties_counts_where_none_stands_out(tmp_path):
    document = docx.Document()
    document.core_properties.title = "Tên trong thuộc tính"
    document.add_paragraph("Nội dung một.")
    document.save(tmp_path / "tin.docx")
    assert read(tmp_path / "tin.docx").title == "Tên trong thuộc tính"


@pytest.mark.parametrize(
    ("paragraphs", "title", "body"),
    [
        (["Dòng đầu không dấu chấm", "Nội dung."], "Dòng đầu không dấu chấm", "Nội dung."),
        (["Một câu.", "Hai câu."], "Tin so 2 thang 3", "Một câu.\n\nHai câu."),
    ],
)
def test_the_first_line_or_at_last_the_file_name_is_the_title_and_the_editor_is_told(tmp_path, paragraphs, title, body):
    draft = read(word_file(tmp_path / "tin_so-2  thang_3.docx", "".join(p(text) for text in paragraphs)))
    assert (draft.title, draft.body) == (title, body)
    assert len(draft.notes) == 1
    assert draft.notes[0].startswith("Tiêu đề lấy từ ")


def test_inserted_words_are_taken_and_deleted_ones_left_out(tmp_path):
    deleted = '<w:del w:id="1"><w:r><w:delText>bốn</w:delText></w:r></w:del>'
    moved = f'<w:moveFrom w:id="2">{run("cũ")}</w:moveFrom><w:moveTo w:id="3">{run("mới")}</w:moveTo>'
    draft = read(
        word_file(
            tmp_path / "t.docx",
            TITLE
            + p("Có ", deleted, f'<w:ins w:id="4">{run("năm")}</w:ins>', " việc ", moved)
            + p("Đoạn nối", properties='<w:rPr><w:del w:id="5"/></w:rPr>')
            + p(" liền."),
        )
    )
    assert draft.body == "Có năm việc mới\n\nĐoạn nối liền."
    assert draft.notes == ("Đã bỏ phần bị xóa trong chế độ theo dõi thay đổi, nhận phần được thêm.",)


def test_a_deleted_row_of_a_table_is_left_out(tmp_path):
    grid = table([p("giữ"), p("lại")], [p("bỏ"), p("đi")], lines=True)
    grid = grid.replace("</w:tr><w:tr>", '</w:tr><w:tr><w:trPr><w:del w:id="1"/></w:trPr>')
    assert body_of(tmp_path, grid) == ["giữ, lại"]


def test_hidden_text_is_left_out_by_the_run_or_its_style(tmp_path):
    styles = (
        '<w:style w:type="character" w:styleId="An"><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="Con"><w:basedOn w:val="An"/></w:style>'
    )
    shown = run(" hiện", '<w:rStyle w:val="Con"/><w:vanish w:val="0"/>')
    inner = p("Thấy", run(" ẩn", "<w:vanish/>"), run(" ẩn", '<w:rStyle w:val="Con"/>'), shown)
    draft = read(word_file(tmp_path / "t.docx", TITLE + inner, styles=styles))
    assert draft.body == "Thấy hiện"
    assert draft.notes == ("Đã bỏ chữ ẩn trong tài liệu.",)


def test_text_boxes_are_furniture_and_the_editor_is_told(tmp_path):
    box = f"<w:pict><v:shape><v:textbox><w:txbxContent>{p('KHẨN')}</w:txbxContent></v:textbox></v:shape></w:pict>"
    either = f"<mc:AlternateContent><mc:Choice><w:drawing/></mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
    draft = read(word_file(tmp_path / "t.docx", TITLE + p("Nội dung", f"<w:r>{either}</w:r>", ".")))
    assert draft.body == "Nội dung."
    assert draft.notes == ("Đã bỏ chữ trong khung rời (text box) của trang.",)


def test_footnotes_stand_in_brackets_after_their_paragraph(tmp_path):
    notes = f'<w:footnote w:id="0" w:type="separator">{p("kẻ")}</w:footnote><w:footnote w:id="2">{p(" Theo Sở")}</w:footnote>'
    draft = read(
        word_file(
            tmp_path / "t.docx",
            TITLE + p("Đạt 90%", '<w:r><w:footnoteReference w:id="2"/></w:r>', " hồ sơ.") + p("Hết."),
            footnotes=notes,
        )
    )
    assert draft.body == "Đạt 90% hồ sơ. (Theo Sở)\n\nHết."
    assert draft.notes == ("Chú thích của tài liệu được đặt trong ngoặc ở cuối đoạn có chú thích.",)


def field(instruction, shown):
    steps = [f'<w:r><w:fldChar w:fldCharType="{step}"/></w:r>' for step in ("begin", "separate", "end")]
    return f"{steps[0]}<w:r><w:instrText>{instruction}</w:instrText></w:r>{steps[1]}{run(shown)}{steps[2]}"


def test_fields_show_their_result_but_for_pages_and_contents(tmp_path):
    link = f'<w:hyperlink r:id="r9">{run("cổng dịch vụ")}</w:hyperlink>'
    inner = p("Xem ", link, field(" REF a ", ", mục 2"), field(" PAGE ", "7"))
    contents = p(field(' TOC \\o "1-3" ', "Mục lục ....... 3"))
    form = f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{p('Gõ vào đây')}</w:sdtContent></w:sdt>"
    filled = f"<w:sdt><w:sdtPr/><w:sdtContent>{p('Đã điền')}</w:sdtContent></w:sdt>"
    tagged = p(f"<w:smartTag>{run('Nam Định')}</w:smartTag>")
    said = body_of(tmp_path, inner, contents, form, filled, tagged)
    assert said == ["Xem cổng dịch vụ, mục 2", "Đã điền", "Nam Định"]


def test_a_field_that_never_ends_takes_no_text_away(tmp_path):
    opened = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF x</w:instrText></w:r>'
    assert body_of(tmp_path, p("Một", opened), p("Hai")) == ["Một", "Hai"]


def test_soft_breaks_join_a_sentence_and_part_two(tmp_path):
    inner = "<w:r><w:t>Câu này</w:t><w:br/><w:t>xuống dòng.</w:t><w:br/><w:t>Câu sau.</w:t><w:tab/><w:t>Hết</w:t></w:r>"
    assert body_of(tmp_path, p(inner)) == ["Câu này xuống dòng.", "Câu sau. Hết"]


NUMBERING = """<w:abstractNum w:abstractNumId="1">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="Điều %1."/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%2)"/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1.%3"/></w:lvl>
<w:lvl w:ilvl="3"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="\uf0b7"/></w:lvl></w:abstractNum>
<w:num w:numId="5"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="6"><w:abstractNumId w:val="1"/>
<w:lvlOverride w:ilvl="0"><w:startOverride w:val="4"/></w:lvlOverride></w:num>"""


def item(text, level, number=5):
    return p(text, properties=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def test_numbers_of_lists_count_as_the_reader_sees_them(tmp_path):
    inner = [item(str(n), level) for n, level in enumerate([0, 1, 1, 3, 0, 1, 2])]
    said = body_of(tmp_path, *inner, item("7", 0, 6), item("8", 0), item("9", 0, 0), numbering=NUMBERING)
    assert said == ["Điều 1. 0", "a) 1", "b) 2", "- 3", "Điều 2. 4", "a) 5", "2.I 6", "Điều 4. 7", "Điều 5. 8", "9"]


def test_an_empty_paragraph_of_a_list_counts_since_its_number_is_printed(tmp_path):
    assert body_of(tmp_path, item("A", 0), item(" ", 0), item("B", 0), numbering=NUMBERING)[1] == "Điều 3. B"


def test_the_heading_of_an_act_comes_left_cell_first_a_line_a_paragraph(tmp_path):
    left = p("UBND HUYỆN") + p("<w:r><w:t>NGHĨA HƯNG</w:t><w:br/><w:t>Số: 152/KH-UBND</w:t></w:r>")
    heading = table([left, p("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM") + p("Độc lập")], lines=False)
    said = body_of(tmp_path, heading, p("Nội dung."))
    want = ["UBND HUYỆN", "NGHĨA HƯNG", "Số: 152/KH-UBND", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập", "Nội dung."]
    assert said == want


def test_an_act_brings_its_parts_title_and_genre(tmp_path, monkeypatch):
    seen = []
    act = LegalDocument(agency="UBND huyện", number="152/KH-UBND", kind="Kế hoạch", abstract="tuyên truyền năm 2023")
    monkeypatch.setattr(document_draft, "read_document", lambda paragraphs: (seen.append(list(paragraphs)), act)[1])
    draft = read(word_file(tmp_path / "t.docx", TITLE + p("Điều 1. Nội dung.")))
    assert seen == [["Đầu đề", "Điều 1. Nội dung."]]
    assert draft.title == "Kế hoạch số 152/KH-UBND: Tuyên truyền năm 2023"
    assert (draft.genre, draft.source, draft.document) == ("pho-bien", "UBND huyện", act)


FONT_STYLES = """<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi"/></w:rPr>
</w:rPrDefault></w:docDefaults><w:style w:type="paragraph" w:styleId="Cu"><w:rPr><w:rFonts w:ascii=".VnTime" w:hAnsi=".VnTime"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Con"><w:basedOn w:val="Cu"/></w:style>"""


@pytest.mark.parametrize("properties", ['<w:pStyle w:val="Con"/>', ""])
def test_letters_of_an_old_font_are_converted_run_by_run(tmp_path, properties, monkeypatch):
    asked = {}

    def read_letters(text, *, font=""):
        asked[font] = text
        made = text.replace("®", "đ").replace("æi", "ổi") if font == ".VnTime" else text
        return Letters(text=made, original=text if made != text else "", notes=("Đã đổi.",) if made != text else ())

    monkeypatch.setattr(composed, "read_letters", read_letters)
    old = "" if properties else '<w:rFonts w:ascii=".VnTime" w:hAnsi=".VnTime"/>'
    new = '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman"/>'
    inner = p(run("®", old), run("æi míi", old), run(" ® là ký hiệu", new), properties=properties)
    draft = read(word_file(tmp_path / "t.docx", TITLE + inner, styles=FONT_STYLES))
    assert draft.body == "đổi míi ® là ký hiệu"
    assert draft.original == "®æi míi ® là ký hiệu"
    assert draft.notes == ("Đã đổi.",)
    assert asked[".VnTime"] == "®æi míi"


def test_a_strict_document_is_read_as_well(tmp_path):
    path = word_file(tmp_path / "t.docx", TITLE + p("Nội dung."))
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    body = TITLE + p("Nội dung chặt.")
    word_file(
        path, "", more={"word/document.xml": f'<w:document xmlns:w="{strict}"><w:body>{body}</w:body></w:document>'}
    )
    assert read(path).body == "Nội dung chặt."


# What does harm, and what is no document.


def test_macros_are_refused_under_whatever_name(tmp_path):
    for name, more, kind in (
        ("a.docx", {"word/vbaProject.bin": b"x"}, MAIN_TYPE),
        ("a.docm", {}, "application/vnd.ms-word.document.macroEnabled.main+xml"),
    ):
        with pytest.raises(DocumentHasMacros) as raised:
            read(word_file(tmp_path / name, TITLE + p("N."), more=more, main_type=kind))
        assert name in str(raised.value)


def test_embedded_files_and_far_templates_are_left_alone_and_named(tmp_path):
    more = {"word/embeddings/oleObject1.bin": b"MZ"}
    draft = read(word_file(tmp_path / "t.docx", TITLE + p("N."), more=more, outside="http://127.0.0.1:9/mau.dotm"))
    assert [note.split(" ")[:3] for note in draft.notes] == [["Đã", "bỏ", "tệp"], ["Tài", "liệu", "trỏ"]]


@pytest.mark.parametrize("part", ["document", "styles", "footnotes"])
def test_entities_are_refused_in_every_part(tmp_path, part):
    more = {f"word/{part}.xml": f'{ENTITIES}<w:{part} xmlns:w="u">&b;&c;</w:{part}>'}
    with pytest.raises(DocumentUnsafe):
        read(word_file(tmp_path / "t.docx", TITLE + p("N."), more=more))


def test_a_bomb_is_refused_by_its_ratio_its_size_or_its_parts(tmp_path):
    bomb = word_file(tmp_path / "a.docx", TITLE + p("N."), more={"word/x.bin": b"0" * 3_000_000})
    with pytest.raises(DocumentUnsafe):
        read(bomb)
    plain = word_file(tmp_path / "b.docx", TITLE + p("N." * 500))
    for limits in ({"file_bytes": 100}, {"unpacked_bytes": 1500}, {"part_bytes": 900}, {"members": 0}):
        with pytest.raises(DocumentTooLarge):
            read(plain, **limits)
    with pytest.raises(DocumentTooLarge, match="2 đoạn"):
        read(word_file(tmp_path / "c.docx", TITLE + p("1") + p("2")), paragraphs=2)


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"", EmptyFile),
        (b"PK\x03\x04 broken", DocumentDamaged),
        (b"<html>", DocumentDamaged),
        (OLE + b"\0" * 600, DocumentOfAnotherKind),
        (OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), DocumentLocked),
    ],
)
def test_what_is_no_document_is_named(tmp_path, content, error):
    (tmp_path / "t.docx").write_bytes(content)
    with pytest.raises(error) as raised:
        read(tmp_path / "t.docx")
    assert "t.docx" in str(raised.value)


def test_a_document_cut_short_or_of_another_program_is_damaged(tmp_path):
    whole = word_file(tmp_path / "t.docx", TITLE + p("N.")).read_bytes()
    for content in (whole[: len(whole) // 2], whole.replace(b"word/document.xml", b"word/documenX.xml")):
        (tmp_path / "t.docx").write_bytes(content)
        with pytest.raises(DocumentDamaged):
            read(tmp_path / "t.docx")
    with pytest.raises(DocumentDamaged):
        read(word_file(tmp_path / "t.docx", "<w:p>", more={"word/document.xml": "<broken"}))
    with pytest.raises(FileMissing):
        read(tmp_path / "none.docx")


def test_a_document_of_pictures_alone_says_so(tmp_path):
    with pytest.raises(DocumentWithoutText, match="chỉ có hình"):
        read(word_file(tmp_path / "t.docx", p("<w:r><w:drawing/></w:r>")))
    with pytest.raises(NewsWithoutBody):
        read(word_file(tmp_path / "t.docx", p("Tiêu đề: Một dòng")))


@pytest.mark.parametrize("font", ["Times New Roman", ""])
def test_a_long_text_in_old_letters_without_their_font_is_still_told(tmp_path, font):
    fonts = f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}"/>' if font else ""
    old = "C¶i c¸ch hµnh chÝnh lµ nhiÖm vô cña c¸c cÊp chÝnh quyÒn. " * 60
    new = "Cải cách hành chính là nhiệm vụ của các cấp chính quyền. " * 60
    draft = read(word_file(tmp_path / "t.docx", TITLE.replace("Đầu đề", "Tin") + p(run(old, fonts))))
    assert draft.body == new.strip()
    plain = read(word_file(tmp_path / "t.docx", TITLE + p(run(new, fonts))))
    assert (plain.body, plain.original) == (new.strip(), "")
