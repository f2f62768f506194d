"""Pages on how news comes in: suggested topics, converted letters, documents, files one by one, feeds."""

import html
import io
import re
import shutil
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from makers import COMMUNE, NOW, STATION
from news_in_made import DOCUMENT, OLD_LETTERS, TOPICLESS, bring, hostile, with_areas
from web_made import BAD, crew_in

import broadcaster
from broadcaster.domain.accounts import Role
from broadcaster.domain.news_feeds import MAILBOX, FeedState
from broadcaster.domain.orders import OrderKind, OrderOutcome
from broadcaster.domain.topics import TopicOrigin
from broadcaster.errors import LettersNotCompared
from broadcaster.services.approve_script import approve_text
from broadcaster.services.order_work import carry_out, order, orders
from broadcaster.services.write_script import write_scripts
from broadcaster.station import Station

TEMPLATES = Path(broadcaster.__file__).parent / "profiles" / "templates"
ADDERS = {Role.REPORTER, Role.EDITOR}
READERS = {*ADDERS, Role.APPROVER, Role.TECHNICIAN, Role.AUDITOR, Role.ADMIN}
GOOD = "Tiêu đề: Tin từ tệp\nChủ đề: 3\nThể loại: tin\n\nNội dung của tệp.\n"
FEEDS = """
[feeds.cong]
address = "https://cong.example.vn/rss"
source = "Cổng huyện"
"""


@pytest.fixture(scope="module")
def looked(tmp_path_factory, peopled_folder):
    """A station with news that waits for an editor, for tests that only look; with the ids of the news."""
    made = crew_in(tmp_path_factory.mktemp("đài"), peopled_folder)
    with_areas(made.station)
    made.items = [each.id for each in bring(made.station, TOPICLESS, OLD_LETTERS, DOCUMENT)]
    yield made
    made.close()


@pytest.fixture
def waiting(own_crew):
    with_areas(own_crew.station)
    own_crew.items = [each.id for each in bring(own_crew.station, TOPICLESS, OLD_LETTERS)]
    return own_crew


@pytest.fixture
def following(own_crew):
    settings = own_crew.folder / "station.toml"
    settings.write_text(settings.read_text(encoding="utf-8") + FEEDS, encoding="utf-8")
    return own_crew


def kept(crew, item_id):
    with crew.station.store.reading() as tx:
        return tx.news.get(item_id)


def trail(crew, action):
    with crew.station.store.reading() as tx:
        return [(each.who, each.subject, each.detail) for _, each in tx.audit.newest(most=50, action=action)]


# --- topics


def test_a_suggested_topic_is_shown_with_its_reasons_and_marked_in_the_text(looked):
    text = looked.as_(Role.EDITOR).get(f"/tin/{looked.items[0]}").text
    assert "Chủ đề máy gợi ý" in text
    assert re.search(r"<b>99\s%</b>", text)
    assert "<mark>Thủ tục</mark> bớt <mark>giấy tờ</mark>" in text
    assert "Viết kịch bản</button>" not in text
    assert "Chọn chủ đề này" not in looked.as_(Role.AUDITOR).get(f"/tin/{looked.items[0]}").text
    assert "Chủ đề máy gợi ý" not in looked.as_(Role.EDITOR).get(f"/tin/{looked.items[1]}").text


def test_the_inbox_lists_what_waits_for_a_topic(looked):
    client = looked.as_(Role.EDITOR)
    listed = client.get("/tin").text
    assert "Chờ chọn chủ đề <span>(1)</span>" in listed
    assert listed.count("máy gợi ý</span>") == 1
    assert listed.count("chữ chưa xem lại</span>") == 1
    only = client.get("/tin", params={"loc": "cho-chu-de"}).text
    assert re.findall(r'<a href="/tin/([\w-]+)">', only) == [looked.items[0]]
    assert "Không có tin nào như vậy" in client.get("/tin", params={"loc": "cho-chu-de", "chu_de": "5"}).text


def test_one_click_chooses_a_topic_and_others_beside_it(waiting):
    item_id = waiting.items[0]
    client = waiting.as_(Role.REPORTER)
    stopped = client.fill(f"/tin/{item_id}/viet")
    assert stopped.headers["location"] == f"/tin/{item_id}?xong=chon-truoc#chu-de"
    assert "Chọn chủ đề rồi viết" in client.get(f"/tin/{item_id}?xong=chon-truoc").text
    done = client.fill(f"/tin/{item_id}/chu-de", chu_de="2", them=["6", "2", "4"])
    assert done.headers["location"] == f"/tin/{item_id}?xong=chu-de"
    item = kept(waiting, item_id)
    assert (item.topic, item.other_topics, item.topic_origin) == (2, (6, 4), TopicOrigin.CHOSEN)
    assert trail(waiting, "news_topic_chosen")[0][:2] == ("reporter", item_id)
    assert "Không có tin nào chờ chọn chủ đề" in client.get("/tin?loc=cho-chu-de").text


@pytest.mark.parametrize("codes", [{}, {"chu_de": "99"}, {"chu_de": "<b>"}, {"chu_de": "2", "them": "x"}])
def test_a_topic_that_there_is_not_changes_nothing(waiting, codes):
    refused = waiting.as_(Role.EDITOR).fill(f"/tin/{waiting.items[0]}/chu-de", **codes)
    assert (refused.status_code, "Không có chủ đề" in refused.text) == (400, True)
    assert kept(waiting, waiting.items[0]).topic_origin is TopicOrigin.SUGGESTED


def test_the_form_suggests_and_takes_a_topic_without_saving(looked):
    client = looked.as_(Role.EDITOR)
    typed = {"tieu_de": TOPICLESS.title, "noi_dung": TOPICLESS.body, "chu_de": "", "the_loai": "tin"}
    shown = client.fill("/tin/moi", **typed, goi_y="1")
    assert shown.status_code == 200
    assert 'name="chon_chu_de" value="2"' in shown.text
    taken = client.fill("/tin/moi", **typed, chon_chu_de="2").text
    assert '<option value="2" selected>' in taken
    assert (
        "không nhận ra chủ đề nào" in client.fill("/tin/moi", **typed | {"tieu_de": "", "noi_dung": ""}, goi_y="1").text
    )
    with looked.station.store.reading() as tx:
        assert len(tx.news.all()) == 6


# --- letters


def test_the_original_stands_beside_the_cleaned_text_until_somebody_finds_it_right(waiting):
    item_id = waiting.items[1]
    client = waiting.as_(Role.EDITOR)
    text = client.get(f"/tin/{item_id}").text
    assert "TCVN3 (ABC) đã được chuyển" in text
    assert re.search(r"<del>Héi [^<]+</del>", text)
    assert re.search(r"<ins>Hội [^<]+</ins>", text)
    assert "Đã xem, đúng" not in waiting.as_(Role.AUDITOR).get(f"/tin/{item_id}").text
    assert client.fill(f"/tin/{item_id}/dung-chu").headers["location"] == f"/tin/{item_id}?xong=dung-chu"
    told = client.get(f"/tin/{item_id}").text
    assert "Người biên tập viên đã so và thấy đúng" in told
    assert "Đã xem, đúng" not in told
    assert client.fill(f"/tin/{item_id}/dung-chu").status_code == 303  # again is nothing new
    assert trail(waiting, "news_letters_accepted") == [("editor", item_id, "")]
    assert "chữ chưa xem lại" not in client.get("/tin").text


def test_whoever_approves_is_asked_while_nobody_has_compared_the_letters(waiting):
    item_id = waiting.items[1]
    shutil.copytree(TEMPLATES, waiting.folder / "scripts" / "templates", dirs_exist_ok=True)
    (written,) = write_scripts(waiting.station, now=NOW, item_ids=[item_id])
    client, path = waiting.as_(Role.APPROVER), f"/duyet/{item_id}"
    shown = client.get(path).text
    assert "Đã so lời với bản gốc, chữ đúng" in shown
    every = [html.unescape(each) for each in re.findall(r'type="checkbox" name="cau" value="([^"]*)"', shown)]
    ticked = [each for each in every if each != "chu-goc"]
    assert len(ticked) == len(every) - 1
    refused = client.fill(f"{path}/bai", bai=written.script.text_hash, cau=ticked)
    assert (refused.status_code, "chưa được đánh dấu đã xem" in refused.text) == (400, True)
    with pytest.raises(LettersNotCompared, match=item_id):
        approve_text(waiting.station, written.script.id, by="Nam", now=NOW)
    waiting.as_(Role.EDITOR).fill(f"/tin/{item_id}/dung-chu")
    assert "Đã so lời với bản gốc" not in client.get(path).text
    assert client.fill(f"{path}/bai", bai=written.script.text_hash, cau=ticked).status_code == 303


# --- documents and how it came in


def test_a_document_is_shown_in_its_parts(looked):
    text = looked.as_(Role.AUDITOR).get(f"/tin/{looked.items[2]}").text
    for words in ("152/KH-UBND", "30/12/2022", "Nguyễn Văn An", "Căn cứ (2)", "NỘI DUNG", "Nơi nhận (1)", "01/01/2023"):
        assert words in text
    assert text.count("<details") - text.count("<details open") >= 4


def test_how_an_item_came_in_is_told_with_links_that_only_lead_to_sites(own_crew):
    draft = replace(TOPICLESS, link="javascript:alert(1)", topic="3")
    safe, bad = bring(own_crew.station, replace(TOPICLESS, topic="3"), replace(draft, title="Tin khác", key="khac"))
    client = own_crew.as_(Role.AUDITOR)
    text = client.get(f"/tin/{safe.id}").text
    assert '<a href="https://xa.example.vn/tin/1" rel="noopener noreferrer nofollow external">' in text
    for words in ("Người phóng viên đưa vào", "Đăng lúc 08:00 28/11/2026", "Được dùng lại, ghi nguồn", "mot-cua.docx"):
        assert words in text
    assert 'href="javascript' not in client.get(f"/tin/{bad.id}").text


def test_versions_tell_their_words(own_crew):
    (item,) = bring(own_crew.station, replace(TOPICLESS, topic="3"))
    with own_crew.station.store.writing() as tx:
        tx.news.save(replace(item, body=item.body.replace("sớm hẹn", "đúng hẹn")))
    client = own_crew.as_(Role.EDITOR)
    assert f"/tin/{item.id}/cac-ban" in client.get(f"/tin/{item.id}").text
    told = client.get(f"/tin/{item.id}/cac-ban").text
    assert re.search(r"<del>sớm</del>\s*<ins>đúng</ins>", told)
    assert "Bản đầu tiên." in told
    assert "giấy tờ" not in told  # a paragraph that did not change
    assert client.get("/tin/khong-co/cac-ban").status_code == 404


def test_what_files_say_is_never_markup(own_crew):
    with_areas(own_crew.station)
    (item,) = bring(own_crew.station, hostile(replace(TOPICLESS, topic="", link=f"https://x/{BAD}"), BAD))
    with own_crew.station.store.writing() as tx:
        tx.news.save(replace(item, body=f"{BAD} khác"))
    for path in ("/tin", f"/tin/{item.id}", f"/tin/{item.id}/cac-ban"):
        text = own_crew.as_(Role.EDITOR).get(path).text
        assert "<script>alert" not in text, path
        assert "<img src=x" not in text, path


# --- files one by one


def test_one_file_answers_with_its_rows_alone_and_containers_tell_each_member(own_crew):
    client = own_crew.as_(Role.REPORTER)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as made:
        made.writestr("tot.txt", GOOD)
        made.writestr("anh.jpg", b"\xff\xd8\xff\xe0")
        made.writestr(f"{BAD[:8]}.txt", GOOD.replace("Tin từ tệp", "Tin khác"))
    done = client.fill("/tin/nhap/tep", files={"tep": ("goi.zip", packed.getvalue())})
    assert done.status_code == 200
    assert done.text.lstrip().startswith("<tr>")
    rows = re.findall(r"<tr>.*?</tr>", done.text, re.DOTALL)
    assert len(rows) == 3
    assert any("goi.zip › tot.txt" in row and "Tin từ tệp" in row for row in rows)
    assert any("anh.jpg" in row and "không nhận gì" in row for row in rows)
    assert "<script" not in done.text
    assert len(trail(own_crew, "news_received")) == 3


def test_the_limits_are_told_before_anything_is_sent(looked):
    text = looked.as_(Role.EDITOR).get("/tin").text
    assert "Nhiều nhất 50 tệp một lần, mỗi tệp tới 50 MB." in text
    assert 'data-bytes="50000000"' in text
    assert "gui-tep" not in looked.as_(Role.AUDITOR).get("/tin").text


def test_files_for_everywhere_take_the_right_everywhere(own_crew):
    client = own_crew.at_outlet("phong-vien-xa", Role.REPORTER, COMMUNE)
    assert client.fill("/tin/nhap/tep", files={"tep": ("a.txt", GOOD)}).status_code == 403


# --- feeds


def test_feeds_are_shown_as_they_stand(following):
    client = following.as_(Role.AUDITOR)
    fresh = client.get("/tin/nguon").text
    assert "chưa hỏi" in fresh
    assert 'href="https://cong.example.vn/rss" rel="noopener' in fresh
    state = FeedState(name="cong", address="https://cong.example.vn/rss", next_at=NOW)
    failed = state.after_failure(now=NOW, often=NOW - NOW, told=f"Máy chủ từ chối {BAD}")
    with following.station.store.writing() as tx:
        tx.news_feeds.keep(failed)
    told = client.get("/tin/nguon").text
    assert "lỗi 1 lần liền" in told
    assert "<script>alert" not in told
    assert "Hỏi ngay" not in told


def test_a_technician_orders_that_a_feed_be_asked(following):
    client = following.as_(Role.TECHNICIAN)
    client.get("/tin/nguon")
    assert client.fill("/tin/nguon/khong-co/hoi").status_code == 404
    assert client.fill("/tin/nguon/cong/hoi").headers["location"] == "/tin/nguon?xong=hoi"
    (made,) = orders(following.station)
    assert (made.kind, made.arguments) == (OrderKind.FEED, ("cong",))
    asking = client.get("/tin/nguon")
    assert "đang hỏi" in asking.text
    assert asking.headers["refresh"] == "3; url=/tin/nguon"
    assert trail(following, "news_feed_asked") == [("technician", "cong", "")]
    assert '<a href="/tin/nguon">cong</a>' in client.get("/viec").text


def test_an_order_for_a_feed_that_is_gone_fails_with_a_sentence(own_crew):
    order(own_crew.station, OrderKind.FEED, ["cu"], by="Nam", now=NOW)
    (ended,) = carry_out(own_crew.station, clock=own_crew.clock)
    assert "không còn trong station.toml" in ended.message


def test_the_mailbox_stands_among_the_feeds_and_is_opened_by_order(own_crew):
    settings = own_crew.folder / "station.toml"
    told = '\n[mailbox]\nhost = "127.0.0.1"\nport = 1\nuser = "tin"\n'
    settings.write_text(settings.read_text(encoding="utf-8") + told, encoding="utf-8")
    client = own_crew.as_(Role.TECHNICIAN)
    shown = client.get("/tin/nguon").text
    assert "Hòm thư nhận tin" in shown
    assert 'href="imap' not in shown
    assert client.fill(f"/tin/nguon/{MAILBOX}/hoi").status_code == 303
    with Station.open(own_crew.folder, {}) as station:
        (ended,) = carry_out(station, clock=own_crew.clock)
    assert ended.outcome is OrderOutcome.FAILED  # nobody listens there
    assert "lỗi 1 lần liền" in client.get("/tin/nguon").text


def test_a_station_without_feeds_is_told_how_to_follow_one(crew):
    assert "Đài chưa theo nguồn tin nào" in crew.as_(Role.EDITOR).get("/tin/nguon").text


# --- who may


@pytest.mark.parametrize("role", list(Role))
def test_pages_take_their_right(looked, role):
    client = looked.as_(role)
    for path in ("/tin/nguon", f"/tin/{looked.items[1]}/cac-ban"):
        assert client.get(path).status_code == (200 if role in READERS else 403)
    for path in ("/tin/khong-co/chu-de", "/tin/khong-co/dung-chu"):
        assert client.fill(path, chu_de="2").status_code == (404 if role in ADDERS else 403)


def test_nothing_is_changed_from_another_page(looked):
    client = looked.as_(Role.EDITOR)
    for path in ("chu-de", "dung-chu"):
        assert client.post(f"/tin/{looked.items[0]}/{path}", data={"chu_de": "2"}).status_code == 403
    assert client.post("/tin/nhap/tep", files={"tep": ("a.txt", GOOD)}).status_code == 403
    assert looked.as_(Role.TECHNICIAN).post("/tin/nguon/cong/hoi").status_code == 403
    assert kept(looked, looked.items[0]).topic_origin is TopicOrigin.SUGGESTED


def test_news_of_another_outlet_is_not_there(own_crew):
    (item,) = bring(own_crew.station, replace(OLD_LETTERS, outlets=(STATION,)))
    client = own_crew.at_outlet("phong-vien-xa", Role.REPORTER, COMMUNE)
    assert client.get(f"/tin/{item.id}/cac-ban").status_code == 404
    for path in ("chu-de", "dung-chu"):
        assert client.fill(f"/tin/{item.id}/{path}", chu_de="3").status_code == 404


def test_the_pages_speak_english_too(looked):
    client = looked.as_(Role.AUDITOR)
    client.get("/giao-dien", params={"tieng": "en", "ve": "/"})
    try:
        assert "Suggested topics" in client.get(f"/tin/{looked.items[0]}").text
        assert "Original and cleaned text" in client.get(f"/tin/{looked.items[1]}").text
        assert "Parts of the document" in client.get(f"/tin/{looked.items[2]}").text
        assert "The station follows no feed yet" in client.get("/tin/nguon").text
    finally:
        client.get("/giao-dien", params={"tieng": "vi", "ve": "/"})
