"""Pages on news that tells the same, on shortening an item, and on fetching one from an address."""

import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from local_site import Reply, served
from makers import COMMUNE, NOW, STATION
from news_in_made import BODY, ONE, OTHER, bring
from web_made import BAD, crew_in

import broadcaster
from broadcaster.domain.accounts import Role
from broadcaster.domain.news_receipts import Way
from broadcaster.services.write_script import write_scripts

TEMPLATES = Path(broadcaster.__file__).parent / "profiles" / "templates"
ADDERS = {Role.REPORTER, Role.EDITOR}
READERS = {*ADDERS, Role.APPROVER, Role.TECHNICIAN, Role.AUDITOR, Role.ADMIN}
ARTICLE = """<html><head><title>Huyện tổ chức hội nghị</title><meta property="og:type" content="article"></head><body>
<nav>Trang chủ</nav><article><h1>Huyện tổ chức hội nghị cải cách hành chính</h1>
<p>{text}</p><p>{text}</p></article></body></html>"""
TEXT = (
    "Sáng nay, UBND huyện tổ chức hội nghị sơ kết công tác cải cách hành chính quý I với 24 xã, thị trấn tham dự. " * 4
)


@pytest.fixture(scope="module")
def looked(tmp_path_factory, peopled_folder):
    """A station with two items that tell the same, for tests that only look; with their ids."""
    made = crew_in(tmp_path_factory.mktemp("đài"), peopled_folder)
    made.items = [each.id for draft in (ONE, OTHER) for each in bring(made.station, draft)]
    yield made
    made.close()


@pytest.fixture
def twinned(own_crew):
    own_crew.items = [each.id for draft in (ONE, OTHER) for each in bring(own_crew.station, draft)]
    return own_crew


def standing(crew):
    with crew.station.store.reading() as tx:
        return {each.id: each for each in tx.news.all()}


def trail(crew, action):
    with crew.station.store.reading() as tx:
        return [(each.who, each.subject, each.detail) for _, each in tx.audit.newest(most=50, action=action)]


# --- twins


def test_two_that_tell_the_same_stand_side_by_side_with_the_words_that_differ(looked):
    one, other = looked.items
    client = looked.as_(Role.EDITOR)
    assert client.get("/tin").text.count("có tin giống</span>") == 2
    assert "1 tin khác kể cùng việc này" in client.get(f"/tin/{one}").text
    told = client.get(f"/tin/{one}/trung").text
    assert "<del>khai trương</del>" in told
    assert "<ins>ra mắt</ins>" in told
    assert f'value="{other}"' in told
    assert "Người biên tập viên" in told
    assert "Gộp vào tin này" not in looked.as_(Role.AUDITOR).get(f"/tin/{one}/trung").text
    assert "Không có tin nào giống tin này" in client.get("/tin/tin-001/trung").text


def test_one_is_merged_into_the_other(twinned):
    one, other = twinned.items
    client = twinned.as_(Role.EDITOR)
    done = client.fill(f"/tin/{one}/trung/gop", kia=other, vao=one, ly_do="cùng một việc")
    assert done.headers["location"] == f"/tin/{one}?xong=gop"
    assert one in standing(twinned)
    assert other not in standing(twinned)
    assert trail(twinned, "news_merged") == [("editor", other, f"{one} cùng một việc")]
    assert "có tin giống" not in client.get("/tin").text


def test_the_other_way_round_is_a_button_too(twinned):
    one, other = twinned.items
    assert twinned.as_(Role.EDITOR).fill(f"/tin/{one}/trung/gop", kia=other, vao=other).status_code == 303
    assert one not in standing(twinned)


def test_both_are_kept_and_nobody_is_asked_again(twinned):
    one, other = twinned.items
    client = twinned.as_(Role.EDITOR)
    assert client.fill(f"/tin/{one}/trung/giu", kia=other).headers["location"] == f"/tin/{one}/trung?xong=giu"
    assert "máy không hỏi lại" in client.get(f"/tin/{one}/trung?xong=giu").text
    assert {one, other} <= set(standing(twinned))
    assert trail(twinned, "news_kept_apart") == [("editor", one, other)]
    assert client.fill(f"/tin/{one}/trung/giu", kia=other).status_code == 404  # it waits no longer


def test_what_has_a_script_does_not_leave(twinned):
    one, other = twinned.items
    client = twinned.as_(Role.EDITOR)
    shutil.copytree(TEMPLATES, twinned.folder / "scripts" / "templates", dirs_exist_ok=True)
    write_scripts(twinned.station, now=NOW, item_ids=[other])
    refused = client.fill(f"/tin/{one}/trung/gop", kia=other, vao=one)
    assert (refused.status_code, "tin đã có kịch bản" in refused.text) == (400, True)
    assert {one, other} <= set(standing(twinned))


def test_news_of_another_outlet_is_judged_by_nobody_else(own_crew):
    bring(own_crew.station, replace(ONE, outlets=(COMMUNE,)))
    bring(own_crew.station, replace(OTHER, outlets=(STATION,)))
    mine = next(each.id for each in standing(own_crew).values() if each.outlets == (COMMUNE,))
    foreign = next(each.id for each in standing(own_crew).values() if each.outlets == (STATION,))
    client = own_crew.at_outlet("bien-tap-xa", Role.EDITOR, COMMUNE)
    assert "12 quầy" not in client.get(f"/tin/{mine}/trung").text
    assert client.get(f"/tin/{foreign}/trung").status_code == 404
    for what in ("gop", "giu"):
        assert client.fill(f"/tin/{mine}/trung/{what}", kia=foreign, vao=mine).status_code == 404
    assert {mine, foreign} <= set(standing(own_crew))


def test_what_twins_say_is_never_markup(own_crew):
    bring(own_crew.station, replace(ONE, body=f"{BODY} {BAD}", source=BAD))
    (item,) = bring(own_crew.station, replace(OTHER, body=f"{BODY} {BAD} khác", source=BAD))
    for path in ("trung", "rut-gon"):
        text = own_crew.as_(Role.EDITOR).get(f"/tin/{item.id}/{path}").text
        assert "<script>alert" not in text
        assert "<img src=x" not in text


# --- shortening


def test_an_item_is_shortened_by_the_sentences_that_are_accepted(twinned):
    one, _ = twinned.items
    client = twinned.as_(Role.REPORTER)
    shown = client.get(f"/tin/{one}/rut-gon?giay=15").text
    assert shown.count('name="cau"') == 5
    assert "nên giữ" in shown
    assert "nên bỏ" in shown
    assert "checked" in shown
    seen = re.search(r'name="thay" value="(\w+)"', shown)[1]
    done = client.fill(f"/tin/{one}/rut-gon", cau=["1", "3"], thay=seen, giay="15")
    assert done.headers["location"] == f"/tin/{one}?xong=rut"
    item = standing(twinned)[one]
    assert item.body.startswith("Sáng 15/3/2023")
    assert "vui vẻ" not in item.body
    assert item.author.endswith("Người phóng viên")
    assert trail(twinned, "news_shortened") == [("reporter", one, "2 câu")]
    late = client.fill(f"/tin/{one}/rut-gon", cau=["1"], thay=seen, giay="15")
    assert (late.status_code, "người khác sửa" in late.text) == (400, True)
    assert standing(twinned)[one] == item


@pytest.mark.parametrize("wrong", [{}, {"cau": "99"}])
def test_no_sentence_or_a_wrong_one_changes_nothing(twinned, wrong):
    one, _ = twinned.items
    before = standing(twinned)[one]
    refused = twinned.as_(Role.EDITOR).fill(f"/tin/{one}/rut-gon", thay=before.content_hash, **wrong)
    assert (refused.status_code, "như cũ" in refused.text) == (400, True)
    assert standing(twinned)[one] == before


def test_a_length_that_is_none_is_refused(looked):
    for wrong in ("0", "x", "99999"):
        assert looked.as_(Role.EDITOR).get(f"/tin/{looked.items[0]}/rut-gon?giay={wrong}").status_code == 422


# --- from an address


def test_news_is_fetched_from_an_address(own_crew):
    client = own_crew.as_(Role.EDITOR)
    with served() as site:
        site.pages["/bai"] = Reply(
            ARTICLE.format(text=TEXT).encode(), headers={"Content-Type": "text/html; charset=utf-8"}
        )
        settings = own_crew.folder / "station.toml"
        told = f'\n[feeds]\ninside = ["127.0.0.1:{site.port}"]\n'
        settings.write_text(settings.read_text(encoding="utf-8") + told, encoding="utf-8")
        done = client.fill("/tin/lay", dia_chi=site.address("/bai"))
    assert done.status_code == 200
    assert "nhận 1 tin" in done.text
    (item,) = [each for each in standing(own_crew).values() if "hội nghị" in each.title]
    with own_crew.station.store.reading() as tx:
        (receipt,) = tx.news_receipts.of(item.id)
    assert (receipt.way, receipt.by) == (Way.PAGE, "Người biên tập viên")
    assert trail(own_crew, "news_fetched")[0][2] == "1 tin"


@pytest.mark.parametrize("address", ["http://127.0.0.1:1/x", "file:///etc/passwd", "http://169.254.169.254/", "nhầm"])
def test_an_address_that_nobody_may_send_us_to_is_refused_with_a_reason(looked, address):
    before = standing(looked)
    refused = looked.as_(Role.EDITOR).fill("/tin/lay", dia_chi=address)
    assert refused.status_code == 200
    assert "không nhận gì" in refused.text
    assert 'class="fault"' in refused.text
    assert "root:" not in refused.text
    assert standing(looked) == before


def test_no_address_is_told(looked):
    assert looked.as_(Role.EDITOR).fill("/tin/lay", dia_chi=" ").status_code == 400


# --- who may


@pytest.mark.parametrize("role", list(Role))
def test_pages_take_their_right(looked, role):
    client, one = looked.as_(role), looked.items[0]
    assert client.get(f"/tin/{one}/trung").status_code == (200 if role in READERS else 403)
    assert client.get(f"/tin/{one}/rut-gon").status_code == (200 if role in ADDERS else 403)
    assert client.fill("/tin/khong-co/rut-gon", cau="1").status_code == (404 if role in ADDERS else 403)
    for path in ("gop", "giu"):
        assert client.fill(f"/tin/khong-co/trung/{path}").status_code == (404 if role is Role.EDITOR else 403)
    if role not in ADDERS:
        assert client.fill("/tin/lay", dia_chi="nhầm").status_code == 403


def test_nothing_is_changed_from_another_page(looked):
    client, one = looked.as_(Role.EDITOR), looked.items[0]
    for path in (f"/tin/{one}/trung/gop", f"/tin/{one}/trung/giu", f"/tin/{one}/rut-gon", "/tin/lay"):
        assert client.post(path, data={"kia": looked.items[1], "vao": one, "cau": "1"}).status_code == 403
    assert set(looked.items) <= set(standing(looked))


def test_the_pages_speak_english_too(looked):
    client, one = looked.as_(Role.EDITOR), looked.items[0]
    client.get("/giao-dien", params={"tieng": "en", "ve": "/"})
    try:
        assert "Merge into this one" in client.get(f"/tin/{one}/trung").text
        assert "Choose the sentences to keep" in client.get(f"/tin/{one}/rut-gon").text
    finally:
        client.get("/giao-dien", params={"tieng": "vi", "ve": "/"})
