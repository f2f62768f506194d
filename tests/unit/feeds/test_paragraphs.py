"""Plain paragraphs out of plain text and out of HTML."""

import unicodedata

import pytest

from broadcaster.feeds.paragraphs import html_paragraphs, plain_paragraphs


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        ("Một.\n\nHai.", "Một.\n\nHai."),
        ("Một\ndòng gãy.\n\n\n\n  Hai.  \n", "Một dòng gãy.\n\nHai."),
        ("Một.\n \t \nHai.", "Một.\n\nHai."),
        ("Một\u00a0hai\u200b ba\ufeff", "Một hai ba"),
        (unicodedata.normalize("NFD", "Nghĩa Hưng"), "Nghĩa Hưng"),
        ("", ""),
        (" \n\n ", ""),
    ],
)
def test_plain_text_is_tidied_and_composed(text, paragraphs):
    assert plain_paragraphs(text) == paragraphs


def test_lines_that_are_all_sentences_are_paragraphs_as_in_a_notepad():
    assert plain_paragraphs("Câu một.\nCâu hai?\n“Câu ba.”") == "Câu một.\n\nCâu hai?\n\n“Câu ba.”"


def test_lines_broken_inside_a_sentence_stay_one_paragraph():
    assert plain_paragraphs("Một câu bị gãy\nở giữa.\nCâu hai.") == "Một câu bị gãy ở giữa. Câu hai."


@pytest.mark.parametrize(
    ("markup", "paragraphs"),
    [
        ("<p>Một &amp; hai</p>\n<p>Ba</p>", "Một & hai\n\nBa"),
        ("Không thẻ.\n\nĐoạn hai.", "Không thẻ.\n\nĐoạn hai."),
        ("Một<br>hai<br/><br/>ba", "Một hai\n\nba"),
        ("<p>Đậm <b>nhạt</b>, <a href='https://vi.example/x'>đường dẫn</a>.</p>", "Đậm nhạt, đường dẫn."),
        ("<h2>Đầu mục</h2>Lời<div>Khối</div>", "Đầu mục\n\nLời\n\nKhối"),
        ("<p>Trước</p><script>alert('x')</script><style>p{}</style><p>Sau</p>", "Trước\n\nSau"),
        ("<ul><li>Một</li><li>Hai</li></ul>", "Một\n\nHai"),
        ("<ol start='2'><li><p>Hai</p></li><li>Ba</li></ol><p>Hết</p>", "2. Hai\n\n3. Ba\n\nHết"),
        (
            "<table><tr><th>Việc</th><th>Ngày</th></tr><tr><td>Nộp</td><td>15/3</td></tr></table>",
            "Việc, Ngày\n\nNộp, 15/3",
        ),
        ("<p>Ảnh: <img src='a.jpg' alt='cảnh'></p>", "Ảnh:"),
        ("Chưa <b>đóng", "Chưa đóng"),
        ("&lt;p&gt;", "<p>"),
    ],
)
def test_markup_becomes_words_in_paragraphs(markup, paragraphs):
    assert html_paragraphs(markup) == paragraphs


def test_tidied_text_stays_as_it_is():
    once = plain_paragraphs("Một\ngãy.\n\nHai.\nBa.")
    assert plain_paragraphs(once) == once
