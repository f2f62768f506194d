"""Pages of portals: the article comes out whole, menus, neighbours and the foot of the page do not."""

import pytest
from papers_made import error_rate
from web_pages_made import ADDRESS, FURNITURE, LAYOUTS, SITE, article, list_page, modern, traps

from broadcaster.errors import DocumentDamaged, EmptyFile, PageWithoutArticle
from broadcaster.feeds.saved_page import SavedPageSource
from broadcaster.feeds.web_page import links_of, read_page
from broadcaster.newsroom.old_letters import TCVN3

ARTICLE = article(points=("Chỉ số năng lực cạnh tranh cấp tỉnh", "Chỉ số cải cách hành chính"))
TOLD = {"modern", "spans", "figures", "blog", "traps", "wrapped"}
"""Layouts whose head names author and site."""


def read(page, **options):
    return read_page(page.encode(), address=ADDRESS, **options)


@pytest.mark.parametrize("name", LAYOUTS)
def test_the_article_of_every_layout_comes_out_whole_and_alone(name):
    draft = read(LAYOUTS[name](ARTICLE))
    true = ARTICLE.body[:2] if name == "short" else ARTICLE.truth
    assert draft.body.split("\n\n") == list(true)
    assert error_rate(draft.body, "\n".join(true)) == 0
    assert draft.title == ARTICLE.title
    assert not [words for words in FURNITURE if words in draft.body]


@pytest.mark.parametrize("name", sorted(set(LAYOUTS) - {"short"}))
def test_a_page_tells_when_it_was_published(name):
    assert read(LAYOUTS[name](ARTICLE)).published_at == ARTICLE.at


@pytest.mark.parametrize("name", sorted(TOLD))
def test_a_page_tells_who_wrote_it_and_where_it_stands(name):
    draft = read(LAYOUTS[name](ARTICLE))
    assert (draft.author, draft.source) == (ARTICLE.author, SITE)


def test_short_items_are_not_dropped():
    for name in ("khau-hieu-phuc-vu-nhan-dan", "hoi-dap-tim-thong-tin-o-dau", "xa-nghia-son-chu-dong-tuyen-truyen"):
        of = article(name, points=("Mang giấy tờ gốc",))
        for layout in LAYOUTS.values():
            if layout.__name__ != "short":
                assert read(layout(of)).body.split("\n\n") == list(of.truth), (name, layout.__name__)


def test_what_nobody_sees_is_left_out_and_told():
    draft = read(traps(ARTICLE))
    assert "Chữ ẩn" not in draft.body
    assert any("ký tự ẩn trong trang" in note for note in draft.notes)


def test_a_page_cannot_pass_itself_off_as_one_of_another_site():
    page = modern(ARTICLE).replace(
        f"<link rel='canonical' href='{ADDRESS}'>", "<link rel='canonical' href='https://x.vn/a'>"
    )
    assert read(page.replace("<head>", "<head><base href='https://xau.example/'>")).link == ADDRESS


@pytest.mark.parametrize("link", ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "https://[::1"])
def test_a_link_that_is_no_address_of_the_web_is_not_taken(link):
    page = modern(ARTICLE).replace(ADDRESS, link)
    assert read_page(page.encode(), address="tin.html").link == ""


def test_a_page_that_lists_articles_is_refused_and_its_articles_named_in_order():
    page, addresses = list_page()
    here = "https://nghiahung.namdinh.gov.vn/tin-tuc"
    assert list(links_of(page.encode(), address=here)) == addresses
    with pytest.raises(PageWithoutArticle):
        read_page(page.encode(), address=here)


@pytest.mark.parametrize(
    "content", [b"", b"\x00\x01\x02", b"<html><body><script>app()</script></body></html>", b"<div>" * 5000]
)
def test_a_page_without_an_article_is_refused(content):
    with pytest.raises(PageWithoutArticle):
        read_page(content, address=ADDRESS)
    assert links_of(content, address=ADDRESS) == ()


@pytest.mark.parametrize(
    ("content", "charset"),
    [
        (modern(ARTICLE).replace("<meta charset='utf-8'>", "").encode("utf-16"), ""),
        (modern(ARTICLE).replace("<meta charset='utf-8'>", "").encode(), ""),
        (modern(ARTICLE).encode("utf-16-le"), "utf-16-le"),
        (modern(ARTICLE).encode(), "khong-co-bang-ma-nay"),
    ],
    ids=["byte order mark", "no word of it", "the server says it", "an unknown name"],
)
def test_letters_are_read_whatever_the_page_claims(content, charset):
    assert read_page(content, address=ADDRESS, charset=charset).body.split("\n\n") == list(ARTICLE.truth)


def test_letters_of_an_old_font_are_converted_and_kept_beside():
    old = {TCVN3.read(chr(code)): chr(code) for code in range(0xA1, 0x100)}
    text = "những thủ tục hành chính được giải quyết trên môi trường mạng trong năm nay đã tăng so với năm trước."
    typed = "".join(old.get(letter, letter) for letter in text)
    page = f"<html><meta charset=utf-8><body><h1>Tin của huyện</h1><p><font face='.VnTime'>{typed}</font></p></body></html>"
    draft = read(page)
    assert draft.body == text
    assert draft.original == typed
    assert any("TCVN3" in note for note in draft.notes)


def test_a_page_saved_as_a_file_is_news(tmp_path):
    path = tmp_path / "tin.html"
    path.write_text(modern(ARTICLE), encoding="utf-8")
    (draft,) = SavedPageSource().read(path)
    assert (draft.title, draft.link, draft.origin) == (ARTICLE.title, ADDRESS, str(path))


MHTML = """From: <Saved by Blink>
Snapshot-Content-Location: {address}
MIME-Version: 1.0
Content-Type: multipart/related; type="text/html"; boundary="--bien"

----bien
Content-Type: text/html
Content-Location: https://quang.cao/khung.html

<p>Quảng cáo không phải bài viết nhưng đứng trước trong tệp lưu lại của trình duyệt.</p>
----bien
Content-Type: text/html; charset=utf-8
Content-Transfer-Encoding: 8bit
Content-Location: {address}

{page}
----bien--
"""


@pytest.mark.parametrize("suffix", [".mht", ".mhtml"])
def test_a_page_in_the_one_file_form_of_browsers_is_news(suffix, tmp_path):
    path = tmp_path / f"tin{suffix}"
    path.write_bytes(MHTML.format(address=ADDRESS, page=modern(ARTICLE)).encode())
    (draft,) = SavedPageSource().read(path)
    assert (draft.title, draft.link) == (ARTICLE.title, ADDRESS)
    assert draft.body.split("\n\n") == list(ARTICLE.truth)


def test_files_that_hold_no_page_are_refused(tmp_path):
    path = tmp_path / "tin.mht"
    path.write_bytes(b"Content-Type: text/plain\n\nkhong phai trang")
    with pytest.raises(DocumentDamaged):
        SavedPageSource().read(path)
    path.write_bytes(b" \n")
    with pytest.raises(EmptyFile):
        SavedPageSource().read(path)
