"""OpenDocument texts: what a reader of the printed page sees, and nothing that does harm."""

import pytest
from documents_made import ENTITIES, odt_file, odt_xml

from broadcaster.errors import (
    DocumentDamaged,
    DocumentHasMacros,
    DocumentLocked,
    DocumentOfAnotherKind,
    DocumentTooLarge,
    DocumentUnsafe,
    DocumentWithoutText,
    EmptyFile,
)
from broadcaster.feeds.limits import Limits
from broadcaster.feeds.odt import OdtSource
from broadcaster.ports import NewsSource

HEADING = '<text:h text:outline-level="1">Đầu đề</text:h>'
LIST = """<text:list-style style:name="L1">
<text:list-level-style-number text:level="1" style:num-format="1" style:num-prefix="Điều " style:num-suffix="."/>
<text:list-level-style-number text:level="2" style:num-format="a" style:num-suffix=")"/>
<text:list-level-style-number text:level="3" style:num-format="1" text:display-levels="3" text:start-value="5"/>
<text:list-level-style-bullet text:level="4" text:bullet-char="•"/></text:list-style>"""


def read(path, **limits):
    (draft,) = OdtSource(Limits(**limits)).read(path)
    return draft


def body_of(tmp_path, inner, **more):
    draft = read(odt_file(tmp_path / "tin.odt", HEADING + inner, **more))
    assert draft.title == "Đầu đề"
    return draft.body.split("\n\n")


def p(text, style=""):
    return f'<text:p text:style-name="{style}">{text}</text:p>'


def items(*inner, style="L1", more=""):
    return (
        f'<text:list text:style-name="{style}"{more}>'
        + "".join(f"<text:list-item>{x}</text:list-item>" for x in inner)
        + "</text:list>"
    )


def style(name, family, properties, parent=""):
    rests = f' style:parent-style-name="{parent}"' if parent else ""
    return f'<style:style style:name="{name}" style:family="{family}"{rests}>{properties}</style:style>'


def test_it_is_a_news_source():
    assert isinstance(OdtSource(), NewsSource)
    assert ".odt" in OdtSource.suffixes


def test_paragraphs_spaces_links_and_breaks_are_plain_text(tmp_path):
    inner = p('Một<text:s text:c="3"/>hai<text:tab/>ba <text:a xlink:href="http://x/">cổng</text:a>\n  dịch vụ.')
    inner += p("Dòng<text:line-break/>nối.<text:line-break/>Câu sau.<text:soft-page-break/>") + p(" ")
    assert body_of(tmp_path, inner) == ["Một hai ba cổng dịch vụ.", "Dòng nối.", "Câu sau."]


def test_lists_count_as_the_reader_sees_them(tmp_path):
    deep = items(p("b1") + items(p("c1"), p("c2") + items(p("d"))), p("b2"))
    first = items(p("a1") + p("thêm"), p("a2") + deep, p("a3"))
    goes_on = items(p("a4"), more=' text:continue-numbering="true"')
    anew = items(p("mới"))
    said = body_of(tmp_path, first + goes_on + anew, automatic=LIST)
    want = ["Điều 1. a1", "thêm", "Điều 2. a2", "a) b1", "2.a.5 c1", "2.a.6 c2", "- d", "b) b2", "Điều 3. a3"]
    assert said == [*want, "Điều 4. a4", "Điều 1. mới"]


def test_numbered_headings_have_their_numbers(tmp_path):
    outline = '<text:outline-style style:name="Outline"><text:outline-level-style text:level="2" style:num-format="I" style:num-suffix="."/></text:outline-style>'
    more = {"styles.xml": odt_xml("document-styles", f"<office:styles>{outline}</office:styles>")}
    headings = "".join(f'<text:h text:outline-level="2">{text}</text:h>{p("n")}' for text in "AB")
    assert body_of(tmp_path, headings, more=more) == ["I. A", "n", "II. B", "n"]


def cell(inner, name):
    return f'<table:table-cell table:style-name="{name}">{inner}</table:table-cell>'


def test_rows_of_a_table_are_sentences_and_a_layout_only_sets_paragraphs_beside_each_other(tmp_path):
    drawn = style("K", "table-cell", '<style:table-cell-properties fo:border="0.5pt solid #000000"/>')
    bare = style("T", "table-cell", '<style:table-cell-properties fo:border="none" fo:border-left="0pt"/>')
    rows = [
        f"<table:table-row>{cell(p(a), name)}{cell(p(b), name)}</table:table-row>"
        for a, b, name in (("Thủ tục", "Ngày", "K"), ("UBND<text:line-break/>HUYỆN", "CỘNG HÒA", "T"))
    ]
    tables = [f"<table:table><table:table-header-rows>{row}</table:table-header-rows></table:table>" for row in rows]
    assert body_of(tmp_path, "".join(tables), automatic=drawn + bare) == ["Thủ tục, Ngày", "UBND", "HUYỆN", "CỘNG HÒA"]


def test_furniture_hidden_text_and_deleted_text_are_left_out_and_the_editor_is_told(tmp_path):
    hidden = style("An", "text", '<style:text-properties text:display="none"/>')
    deleted = f"<text:tracked-changes><text:changed-region><text:deletion>{p('đã xóa')}</text:deletion></text:changed-region></text:tracked-changes>"
    box = f"<draw:frame><draw:text-box>{p('KHẨN')}</draw:text-box></draw:frame>"
    inner = (
        deleted
        + p(
            f'Còn<text:span text:style-name="An"> ẩn</text:span> lại{box}<office:annotation>{p("ghi chú")}</office:annotation>.'
        )
        + f'<text:section text:display="none">{p("mục ẩn")}</text:section><text:table-of-content>{p("Mục lục")}</text:table-of-content>'
        + p(
            "Trang <text:page-number>3</text:page-number><text:note><text:note-citation>1</text:note-citation><text:note-body>"
            + p("Theo Sở")
            + "</text:note-body></text:note> hết."
        )
    )
    draft = read(odt_file(tmp_path / "t.odt", HEADING + inner, automatic=hidden))
    assert draft.body == "Còn lại.\n\nTrang hết. (Theo Sở)"
    assert [note.split(" ")[2] for note in draft.notes] == ["chữ", "chữ", "của"]


def test_title_by_style_and_bold_line_in_the_middle(tmp_path):
    automatic = (
        style("P1", "paragraph", "", parent="Title")
        + style("Title", "paragraph", "")
        + style(
            "P2",
            "paragraph",
            '<style:paragraph-properties fo:text-align="center"/><style:text-properties fo:font-weight="bold"/>',
        )
    )
    assert read(odt_file(tmp_path / "a.odt", p("Tên") + p("N."), automatic=automatic)).title == "Tên"
    assert read(odt_file(tmp_path / "b.odt", p("mở") + p("Tên", "P1") + p("N."), automatic=automatic)).title == "Tên"
    assert read(odt_file(tmp_path / "c.odt", p("mở.") + p("Tên", "P2") + p("N."), automatic=automatic)).title == "Tên"
    meta = {"meta.xml": '<x xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Trong thuộc tính</dc:title></x>'}
    assert read(odt_file(tmp_path / "d.odt", p("Một.") + p("N."), more=meta)).title == "Trong thuộc tính"


def test_letters_of_an_old_font_are_converted_by_the_font_of_the_style(tmp_path):
    face = '<style:font-face style:name="F1" svg:font-family="&apos;.VnTime&apos;"/>'
    automatic = face + style("P1", "paragraph", '<style:text-properties style:font-name="F1"/>')
    draft = read(odt_file(tmp_path / "t.odt", HEADING + p("C¶i c¸ch hµnh chÝnh", "P1"), automatic=automatic))
    assert draft.body == "Cải cách hành chính"
    assert draft.original == "C¶i c¸ch hµnh chÝnh"


def test_what_does_harm_is_refused(tmp_path):
    for more, error in (
        ({"Basic/Standard/Module1.xml": "<x/>"}, DocumentHasMacros),
        ({"Scripts/python/a.py": "x"}, DocumentHasMacros),
        ({"styles.xml": f"{ENTITIES}<x>&b;</x>"}, DocumentUnsafe),
        ({"META-INF/manifest.xml": '<m xmlns="u"><encryption-data/></m>'}, DocumentLocked),
        ({"content.xml": "<broken"}, DocumentDamaged),
        ({"content.xml": "<x/>"}, DocumentDamaged),
    ):
        with pytest.raises(error, match=r"t\.odt"):
            read(odt_file(tmp_path / "t.odt", HEADING + p("N."), more=more))
    with pytest.raises(DocumentTooLarge):
        read(odt_file(tmp_path / "t.odt", HEADING + p("N.") + p("N.")), paragraphs=2)
    assert read(odt_file(tmp_path / "t.odt", HEADING + p("N."), more={"Basic/script-lc.xml": "<x/>"})).body == "N."


@pytest.mark.parametrize(
    ("content", "error"),
    [(b"", EmptyFile), (b"no zip", DocumentDamaged), (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", DocumentOfAnotherKind)],
)
def test_what_is_no_document_is_named(tmp_path, content, error):
    (tmp_path / "t.odt").write_bytes(content)
    with pytest.raises(error, match=r"t\.odt"):
        read(tmp_path / "t.odt")


def test_pictures_alone_are_no_text(tmp_path):
    with pytest.raises(DocumentWithoutText, match="chỉ có hình"):
        read(odt_file(tmp_path / "t.odt", "", linked="http://127.0.0.1:9/a.png"))
