"""Templates in, text out; every fault of a template is told with its file and line."""

import pytest
from makers import a_news_item

from broadcaster.copydesk.render import render
from broadcaster.errors import TemplateBroken, TemplateMissing, TemplateUndefined


def shelf(**templates):
    """A template source; double underscores in names stand for the dots of file names."""
    named = {name.replace("__", "."): text for name, text in templates.items()}
    return lambda name: (named[name], f"scripts/templates/{name}")


def sentence_of(error, source, **values):
    with pytest.raises(error) as raised:
        render("tin.j2", values, source=source)
    return str(raised.value)


def test_values_are_filled_in_and_tags_leave_no_blank_lines():
    source = shelf(tin__j2="{% if item %}\n  {% set who = 'NỮ' %}\n{{ who }}: {{ item.title }}\n{% endif %}\n")
    assert render("tin.j2", {"item": a_news_item()}, source=source) == "NỮ: Một cửa liên thông tại xã Nghĩa Sơn\n"


def test_filters_speak_vietnamese():
    source = shelf(tin__j2="{{ 65000 | thoi_luong }} {{ 99.2 | so }} {{ 'Đầu đề' | cau }} {{ 'a b' is nhac_lai('b') }}")
    assert render("tin.j2", {}, source=source) == "1'05\" 99,2 Đầu đề. True"


def test_only_pages_escape_what_they_print():
    values = {"title": "<b>Một & hai</b>"}
    source = shelf(tin__j2="{{ title }}", trang__html__j2="{{ title }}")
    assert render("tin.j2", values, source=source) == "<b>Một & hai</b>"
    assert render("trang.html.j2", values, source=source) == "&lt;b&gt;Một &amp; hai&lt;/b&gt;"


def test_a_missing_template_is_named():
    with pytest.raises(TemplateMissing, match=r"bai\.j2"):
        render("bai.j2", {}, source=shelf())


def test_a_missing_included_template_is_named_itself():
    assert "dau.j2" in sentence_of(TemplateMissing, shelf(tin__j2="{% include 'dau.j2' %}"))


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("a\n{% if x %}\nb", 3, "thiếu thẻ đóng của 'if'"),
        ("a\nb\n{{ x ", 3, "mẫu kết thúc giữa chừng"),
        ("a\n{% lap x %}", 2, "không có thẻ 'lap'"),
        ("a\n\n{{ x | viet_hoa }}", 3, "không có bộ lọc 'viet_hoa'"),
        ("{% if x is la %}{% endif %}", 1, "không có phép thử 'la'"),
        ("a\n{{ x y }}", 2, "cần 'end of print statement' nhưng lại gặp 'y'"),
        ("a\n{{ x ? }}", 2, "ký tự lạ"),
        ("a\n{{ } }}", 2, "thừa '}'"),
    ],
)
def test_wrong_syntax_is_told_with_file_and_line(text, line, reason):
    said = sentence_of(TemplateBroken, shelf(tin__j2=text))
    assert f"scripts/templates/tin.j2, dòng {line} " in said
    assert reason in said


def test_wrong_syntax_in_an_included_template_is_told_there():
    said = sentence_of(TemplateBroken, shelf(tin__j2="a\n{% include 'dau.j2' %}", dau__j2="\n\n{% for %}"))
    assert "scripts/templates/dau.j2, dòng 3 " in said


@pytest.mark.parametrize(
    ("text", "line", "name"),
    [
        ("a\n{{ tieu_de }}", 2, "tieu_de"),
        ("a\nb\n{{ item.tieu_de }}", 3, "tieu_de"),
        ("{% for p in doan %}{% endfor %}", 1, "doan"),
        ("a\n{% if co %}b{% endif %}", 2, "co"),
        ("a\n\n{{ ngay_phat | ngay }}", 3, "ngay_phat"),
        ("{# một\nhai\n#}\n{{ tieu_de }}", 4, "tieu_de"),
    ],
)
def test_an_undefined_name_is_told_with_file_and_line(text, line, name):
    said = sentence_of(TemplateUndefined, shelf(tin__j2=text), item=a_news_item())
    assert f"scripts/templates/tin.j2, dòng {line} " in said
    assert f'"{name}"' in said


@pytest.mark.parametrize(
    "how", ["{% include 'dau.j2' %}", "{% extends 'dau.j2' %}", "{% import 'dau.j2' as d %}{{ d.m() }}"]
)
def test_an_undefined_name_in_another_template_is_told_there(how):
    other = "một\n{% macro m() %}{{ khong_co }}{% endmacro %}\n{{ m() }}"
    said = sentence_of(TemplateUndefined, shelf(tin__j2=f"a\n\n\n{how}", dau__j2=other))
    assert "scripts/templates/dau.j2, dòng 2 " in said


def test_an_undefined_name_in_a_block_is_told_where_the_block_is_written():
    child = "{% extends 'dau.j2' %}\n{% block noi_dung %}\n{{ khong_co }}\n{% endblock %}"
    source = shelf(tin__j2=child, dau__j2="đầu\n{% block noi_dung %}{% endblock %}")
    assert "scripts/templates/tin.j2, dòng 3 " in sentence_of(TemplateUndefined, source)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a\n{{ 1 + 'a' }}", 2),
        ("a\nb\n{{ 1 / 0 }}", 3),
        ("{{ 'chữ' | ngay }}", 1),
        ("{{ item.title(1) }}", 1),
        ("a\n{{ range(1000000) }}", 2),
        ("a\n{{ item.__class__.__mro__ }}", 2),
    ],
)
def test_a_wrong_use_of_a_value_is_told_with_file_and_line(text, line):
    with pytest.raises((TemplateBroken, TemplateUndefined)) as raised:
        render("tin.j2", {"item": a_news_item()}, source=shelf(tin__j2=text))
    assert f"scripts/templates/tin.j2, dòng {line} " in str(raised.value)


def test_a_template_that_includes_itself_ends_with_a_sentence():
    assert "gọi vòng" in sentence_of(TemplateBroken, shelf(tin__j2="a\n{% include 'tin.j2' %}"))


def test_a_template_cannot_change_what_it_is_given():
    values = ["một"]
    with pytest.raises(TemplateBroken):
        render("tin.j2", {"values": values}, source=shelf(tin__j2="{{ values.append('hai') }}"))
    assert values == ["một"]
