"""The inbox on the web."""

import re
import shutil
from pathlib import Path

import pytest
from makers import COMMUNE, STATION
from web_made import BAD

import broadcaster
from broadcaster.domain.accounts import Role
from broadcaster.domain.ids import NewsItemId, OutletId
from broadcaster.services.write_script import write_scripts

ADDERS = {Role.REPORTER, Role.EDITOR}
READERS = {*ADDERS, Role.APPROVER, Role.TECHNICIAN, Role.AUDITOR, Role.ADMIN}
TYPED = {
    "tieu_de": "Trạm y tế xã đổi giờ",
    "noi_dung": "Mở cửa từ 7h.\r\n\r\nĐóng cửa lúc 17h.",
    "chu_de": "3",
    "the_loai": "tin",
}
GOOD = "Tiêu đề: Tin từ tệp\nChủ đề: 3\nThể loại: tin\n\nNội dung của tệp.\n"


def news(crew):
    with crew.station.store.reading() as tx:
        return {item.title: item for item in tx.news.all()}


def add(client, **over):
    """Type an item and give its address."""
    done = client.fill("/tin/moi", **TYPED | over)
    assert done.status_code == 303, done.text
    return done.headers["location"].partition("?")[0]


@pytest.mark.parametrize(
    ("path", "roles"),
    [
        ("/tin", READERS),
        ("/tin/tin-001", READERS),
        ("/tin/moi", ADDERS),
        ("/tin/tin-001/sua", ADDERS),
        ("/tin/tin-001/bo", {Role.EDITOR}),
    ],
)
@pytest.mark.parametrize("role", list(Role))
def test_pages_of_news_take_their_right(crew, role, path, roles):
    assert crew.as_(role).get(path).status_code == (200 if role in roles else 403)


@pytest.mark.parametrize(
    ("path", "roles"),
    [("/tin/khong-co/sua", ADDERS), ("/tin/khong-co/bo", {Role.EDITOR}), ("/tin/khong-co/viet", ADDERS)],
)
@pytest.mark.parametrize("role", list(Role))
def test_changes_of_news_take_their_right(crew, role, path, roles):
    assert crew.as_(role).fill(path, **TYPED).status_code == (404 if role in roles else 403)


def test_nothing_is_changed_from_another_page(crew):
    client = crew.as_(Role.EDITOR)
    for path in ("/tin/moi", "/tin/nhap", "/tin/tin-001/sua", "/tin/tin-001/bo", "/tin/tin-001/viet"):
        assert client.post(path, data=TYPED).status_code == 403
    assert set(news(crew)) == {"Tin số 1", "Tin số 2", "Tin số 3"}


def test_an_item_is_typed_changed_and_taken_out(own_crew):
    client = own_crew.as_(Role.EDITOR)
    address = add(client, tac_gia="Phạm Thị Lan")
    item = news(own_crew)[TYPED["tieu_de"]]
    assert item.body == "Mở cửa từ 7h.\n\nĐóng cửa lúc 17h."
    assert (item.author, item.headline, item.outlets) == ("Phạm Thị Lan", item.title, ())
    form = client.get(f"{address}/sua").text
    seen = re.search(r'name="thay" value="(\w+)"', form)[1]
    changed = client.fill(
        f"{address}/sua", **TYPED | {"noi_dung": "Mở cửa từ 8h.", "tac_gia": "Phạm Thị Lan"}, thay=seen
    )
    assert changed.headers["location"] == f"{address}?xong=luu"
    item = news(own_crew)[TYPED["tieu_de"]]
    assert item.body == "Mở cửa từ 8h."
    assert item.author == "Phạm Thị Lan, Người biên tập viên"  # who changed it cannot approve it
    late = client.fill(f"{address}/sua", **TYPED, thay=seen)
    assert (late.status_code, "người khác lưu" in late.text) == (400, True)
    assert news(own_crew)[TYPED["tieu_de"]] == item
    assert "Bỏ tin này?" in client.get(f"{address}/bo").text
    assert client.fill(f"{address}/bo").headers["location"] == "/tin?xong=bo"
    assert TYPED["tieu_de"] not in news(own_crew)
    assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    ("over", "told"),
    [
        ({"tieu_de": " \u200b "}, "không có tiêu đề"),
        ({"noi_dung": "<script>x</script>"}, "không có nội dung"),
        ({"chu_de": ""}, "Không có chủ đề"),
        ({"chu_de": "99"}, "Không có chủ đề"),
        ({"the_loai": "kịch"}, "Không có thể loại"),
        ({"noi_phat": "KHONG-CO"}, "Không có đài, cụm loa nào"),
    ],
)
def test_a_bad_item_is_refused_with_its_reason_and_stays_in_the_form(crew, over, told):
    before = news(crew)
    refused = crew.as_(Role.EDITOR).fill("/tin/moi", **TYPED | {"nguon": "Công văn số 5"} | over)
    assert refused.status_code == 400
    assert told in refused.text
    assert "Công văn số 5" in refused.text
    assert news(crew) == before


def test_the_same_title_does_not_overwrite(own_crew):
    client = own_crew.as_(Role.EDITOR)
    add(client)
    again = client.fill("/tin/moi", **TYPED | {"noi_dung": "Lời khác."})
    assert (again.status_code, "cùng mã" in again.text) == (400, True)
    assert news(own_crew)[TYPED["tieu_de"]].body.startswith("Mở cửa")


def test_pasting_is_cleaned_before_it_is_saved(crew):
    before = news(crew)
    pasted = {"noi_dung": "<p>Tuyên tru-\r\nyền về\r\nmột\u200b cửa.</p>", "lam_sach": "1", "tieu_de": ""}
    shown = crew.as_(Role.EDITOR).fill("/tin/moi", **TYPED | pasted)
    assert shown.status_code == 200
    assert "Tuyên truyền về một cửa.</textarea>" in shown.text
    assert news(crew) == before


OLD = {
    "tieu_de": "NghÞ quyÕt míi",
    "noi_dung": "Héi ®ång nh©n d©n tØnh ®· th«ng qua\r\nnghÞ quyÕt vÒ c¶i c¸ch hµnh chÝnh.",
}


def test_text_out_of_an_old_word_is_read_and_the_page_says_so(own_crew):
    client = own_crew.as_(Role.EDITOR)
    shown = client.fill("/tin/moi", **TYPED | OLD | {"lam_sach": "1"})
    assert 'value="Nghị quyết mới"' in shown.text
    assert "Hội đồng nhân dân tỉnh đã thông qua nghị quyết về cải cách hành chính.</textarea>" in shown.text
    assert "TCVN3 (ABC)" in shown.text
    saved = client.fill("/tin/moi", **TYPED | OLD)
    assert "xong=chu" in saved.headers["location"]
    assert news(own_crew)["Nghị quyết mới"].body.startswith("Hội đồng nhân dân")
    assert "hãy đọc lại" in client.get(saved.headers["location"]).text


def test_files_come_in_each_by_itself(own_crew):
    client = own_crew.as_(Role.REPORTER)
    files = [
        ("tep", ("tot.txt", GOOD)),
        ("tep", ("anh.jpg", b"\xff\xd8\xff\xe0")),
        ("tep", ("doi-ten.txt", b"\x00\x01\x02PK")),
        ("tep", ("../../khac.txt", GOOD.replace("Nội dung của tệp", "Nội dung khác"))),
        ("tep", ("sai.md", "---\nchủ đề: 99\ntiêu đề: Sai\n---\nChữ.\n")),
        ("tep", (f"{BAD}.txt", GOOD.replace("Tin từ tệp", f"Tin {BAD}"))),
    ]
    done = client.fill("/tin/nhap", files=files)
    assert done.status_code == 200
    rows = re.findall(r"<tr><th.*?</tr>", done.text, re.DOTALL)
    assert len(rows) == 6
    assert "Tin từ tệp" in rows[0]
    for row, told in zip(
        rows[1:5], ["chỉ nhận Word", "không phải tệp văn bản", "cùng mã", "Không có chủ đề"], strict=True
    ):
        assert told in row
        assert "không nhận gì" in row
    assert "/tmp" not in done.text
    assert "<script>alert" not in done.text
    assert news(own_crew)["Tin từ tệp"].origin == "tot.txt"
    assert news(own_crew)["Tin từ tệp"].body == "Nội dung của tệp."
    assert client.fill("/tin/nhap", files=[("tep", ("", b""))]).status_code in {400, 422}


def test_what_people_wrote_is_never_markup(own_crew):
    client = own_crew.as_(Role.EDITOR)
    address = add(
        client,
        tieu_de=f"Tin {BAD.replace('<', '< ')}",
        nguon="&lt;img src=x onerror=alert(1)&gt;",
        noi_dung="a & b < c",
    )
    for path in ("/tin", address, f"{address}/sua", f"{address}/bo", "/tin?tim=" + BAD):
        text = client.get(path).text
        assert "<script>alert" not in text, path
        assert "<img src=x" not in text, path


def test_news_is_found_by_words_topic_and_what_is_left_to_do(own_crew):
    client = own_crew.as_(Role.REPORTER)
    address = add(client)

    def found(**query):
        return set(re.findall(r'href="(/tin/[\w-]+)"', client.get("/tin", params=query).text)) - {
            "/tin/moi",
            "/tin/nguon",
        }

    assert len(found()) == 4
    assert found(tim="tram y te") == {address}
    assert found(loc="chua-viet") == {address}
    assert len(found(loc="da-nghe-duyet")) == 3
    assert found(chu_de="9") == set()
    assert "Chưa viết kịch bản <span>(1)</span>" in client.get("/tin").text
    assert "Không có tin nào như vậy" in client.get("/tin?tim=khong-dau-co").text


def test_an_item_becomes_a_script_at_the_desk(own_crew):
    templates = Path(broadcaster.__file__).parent / "profiles" / "templates"
    shutil.copytree(templates, own_crew.folder / "scripts" / "templates", dirs_exist_ok=True)
    client = own_crew.as_(Role.REPORTER)
    address = add(client)
    name = address.rpartition("/")[2]
    assert client.fill(f"{address}/viet").headers["location"] == f"/kich-ban/{name}"
    desk = client.get(f"/kich-ban/{name}").text
    assert "Mở cửa từ" in desk
    assert "readonly" not in desk
    seen = re.search(r'name="thay" value="(\w+)"', client.get(f"{address}/sua").text)[1]
    client.fill(f"{address}/sua", **TYPED | {"noi_dung": "Mở cửa từ 9h."}, thay=seen)
    assert "tin đã đổi sau khi viết" in client.get("/tin").text
    assert "Viết lại từ mẫu" in client.get(address).text
    client.fill(f"{address}/viet", viet_lai="1")
    assert "Mở cửa từ 9h." in client.get(f"/kich-ban/{name}").text
    assert write_scripts(own_crew.station, now=own_crew.clock(), item_ids=[NewsItemId(name)])[0].outdated is False


def test_who_works_for_one_outlet_sees_and_changes_only_its_news(own_crew):
    chief = own_crew.as_(Role.EDITOR)
    foreign, own = add(chief, noi_phat=STATION), add(chief, tieu_de="Tin của xã", noi_phat=COMMUNE)
    client = own_crew.at_outlet("phong-vien-xa", Role.REPORTER, COMMUNE)
    listed = client.get("/tin").text
    assert foreign not in listed
    assert own in listed
    for path in ("", "/sua"):
        assert client.get(foreign + path).status_code == 404
    assert client.fill(f"{foreign}/viet").status_code == 404
    assert client.fill(f"{foreign}/sua", **TYPED).status_code == 404
    assert client.get("/tin/tin-001").status_code == 200  # airs there too
    assert client.get("/tin/tin-001/sua").status_code == 403
    assert client.fill("/tin/moi", **TYPED | {"tieu_de": "Khắp nơi"}).status_code == 403
    assert client.fill("/tin/moi", **TYPED | {"tieu_de": "Nơi khác"}, noi_phat=STATION).status_code == 404
    assert client.fill("/tin/nhap", files={"tep": ("a.txt", GOOD)}).status_code == 403
    add(client, tieu_de="Thông báo của xã", noi_phat=COMMUNE)
    assert news(own_crew)["Thông báo của xã"].outlets == (OutletId(COMMUNE),)


def test_the_inbox_speaks_english_too(crew):
    client = crew.as_(Role.AUDITOR)
    client.get("/giao-dien", params={"tieng": "en", "ve": "/"})
    try:
        assert "All news the station holds" in client.get("/tin").text
        assert "About this item" in client.get("/tin/tin-001").text
    finally:
        client.get("/giao-dien", params={"tieng": "vi", "ve": "/"})
