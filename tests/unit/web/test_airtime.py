"""Pages of airtime: figures, why, reconciliation, targets, heads, reports to take away; and who sees what of them."""

import html
import io
import re
import zipfile

import pytest
from airtime_made import AFTER, LONG, fill_airtime
from makers import COMMUNE, DAY, NOW, STATION
from small_station import SETTINGS
from web_made import CHEAP, PASSWORD, Crew, crew_in

from broadcaster.domain.accounts import Role
from broadcaster.errors import ReportsBusy
from broadcaster.services import give_reports
from broadcaster.services.audit import Actor
from broadcaster.services.keep_accounts import add_account, grant, set_password, take_back
from broadcaster.station import Station

PAGES = ("/thoi-luong", "/thoi-luong/chi-tieu", "/thoi-luong/vi-sao", "/thoi-luong/doi-soat", "/thoi-luong/dau-chuoi")
MARCH = "ky=2023-03"
FOREIGN = ("Đài huyện", "Đài Truyền thanh huyện Nghĩa Hưng", STATION)
LABELS = ("Kế hoạch", "Đã giao", "Người trực xác nhận", "Máy phát ghi", "Đo ngoài sóng", "Diễn tập")


@pytest.fixture(scope="module")
def aired(tmp_path_factory, peopled_folder):
    made = crew_in(tmp_path_factory.mktemp("thời lượng"), peopled_folder)
    fill_airtime(made.station)
    made.clock.now = AFTER
    yield made
    made.close()


def read(client, path, status=200):
    answer = client.get(path)
    assert answer.status_code == status, answer.text
    return html.unescape(answer.text)


def cells(text, row):
    """Give the numbers of a row of a table, in the order of its columns."""
    found = re.search(rf'<tr><th scope="row" class="title">(?:(?!</th>).)*{row}.*?</tr>', text, re.DOTALL)
    assert found, row
    told = re.sub(r"<small>.*?</small>", "", found[0])
    return [re.sub(r"<[^>]+>|\s", "", each) for each in re.findall(r"<td.*?</td>", told, re.DOTALL)]


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("role", [Role.REPORTER, Role.AUDITOR, Role.TECHNICIAN, Role.OPERATOR])
def test_whoever_may_see_airtime_does_and_no_data_becomes_markup(aired, path, role):
    answer = aired.as_(role).get(path)
    assert answer.status_code == 200
    assert "<script>alert" not in answer.text
    assert " style=" not in answer.text


def test_strangers_are_led_to_the_door(aired):
    assert aired.anybody().get("/thoi-luong").headers["location"] == "/vao?tiep=%2Fthoi-luong"


def test_every_grade_stands_in_its_own_column_and_its_own_bar(aired):
    text = read(aired.as_(Role.EDITOR), f"/thoi-luong?{MARCH}")
    assert cells(text, "Một cửa") == ["1,6", "0,8", "0,4", "0,8", "0", "0"]
    assert cells(text, "Đài Truyền thanh xã Nghĩa Sơn") == ["0,8", "0,8", "0,4", "0", "0", "0"]
    assert [text.count(label) > 0 for label in LABELS] == [True] * 6
    drawn = re.findall(r'<rect class="bar (\w+)" x="1" y="(\d+)" width="([\d.]+)%"', text)
    assert [(key, float(width)) for key, _, width in drawn[:4]] == [
        ("planned", 100.0),
        ("sent", 50.0),
        ("operator", 25.0),
        ("player", 50.0),
    ]
    assert len({top for _, top, _ in drawn[:4]}) == 4, "no bar stands on another"


def test_a_figure_leads_to_the_entries_that_make_it_up(aired):
    text = read(aired.as_(Role.EDITOR), f"/thoi-luong?{MARCH}&noi={COMMUNE}")
    link = re.search(r'<a href="(/thoi-luong/vi-sao\?[^"]*chu_de=3[^"]*)">0,4</a>', text)
    assert link
    told = read(aired.as_(Role.EDITOR), link[1])
    assert told.count(LONG) == 2, "the corrected entry and the one that corrects it"
    assert "người trực ghi nhầm giờ" in told
    assert "đã có bằng chứng mạnh hơn hoặc mới hơn về cùng mục" in told
    with aired.station.store.reading() as tx:
        mine = [each for each in _chain(tx) if each.airing and each.airing.topic is not None]
    assert all(each.link.link in told for each in mine if each.link)


def test_a_figure_by_genre_leads_to_the_entries_that_make_it_up(aired):
    client = aired.as_(Role.EDITOR)
    text = read(client, f"/thoi-luong?{MARCH}")
    links = set(re.findall(r'href="(/thoi-luong/vi-sao\?[^"]*the_loai=[^"]*)"', text))
    assert len(links) == 1
    told = read(client, links.pop())
    assert "thể loại" in told
    assert told.count(LONG) == 2
    assert "the_loai=" in re.search(r'href="(/thoi-luong/vi-sao.pdf[^"]*)"', told)[1]
    for genre, count in (("khong-ro", 0), ("khau-hieu", 0)):
        assert read(client, f"/thoi-luong/vi-sao?{MARCH}&the_loai={genre}").count(LONG) == count
    for path in ("/thoi-luong/vi-sao", "/thoi-luong/vi-sao.pdf"):
        assert "không có thể loại" in read(client, f"{path}?{MARCH}&the_loai=tho", 400)
    assert client.get(f"/thoi-luong/vi-sao.pdf?{MARCH}&the_loai=khong-ro").content.startswith(b"%PDF")


@pytest.mark.parametrize("kind", ["pdf", "csv"])
def test_a_station_whose_unit_the_timetable_lacks_is_told_what_to_do(aired, kind):
    settings = aired.folder / "station.toml"
    before = settings.read_text(encoding="utf-8")
    settings.write_text(re.sub(r"(?m)^unit = .*$", 'unit = "don-vi-cu"', before), encoding="utf-8")
    try:
        told = read(aired.as_(Role.EDITOR), f"/thoi-luong/bao-cao.{kind}?{MARCH}", 409)
    finally:
        settings.write_text(before, encoding="utf-8")
    assert 'không có đơn vị "don-vi-cu"' in told
    assert "schedules/units.toml" in told


def _chain(tx):
    return list(tx.chain.of(COMMUNE))


def test_the_address_tells_all_of_the_choice(aired):
    client = aired.as_(Role.EDITOR)
    assert "Chưa có gì trong kỳ này" in read(client, "/thoi-luong?ky=2022-H2")
    assert "từ 15/03/2023 đến 15/03/2023" in read(client, "/thoi-luong?tu=2023-03-15&den=2023-03-15").lower()
    assert cells(read(client, f"/thoi-luong?{MARCH}&bang_chung=player"), "Một cửa")[2:4] == ["0", "0,8"]
    narrowed = read(client, f"/thoi-luong?{MARCH}&chu_de=3&noi={COMMUNE}")
    assert f"/thoi-luong/bao-cao.docx?ky=2023-03&noi={COMMUNE}&chu_de=3" in narrowed
    assert f"/thoi-luong?ky=2023-02&noi={COMMUNE}&chu_de=3" in narrowed


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("ky=h%C3%B4m-qua", "Không hiểu kỳ báo cáo"),
        ("ky=2023-13", "Không hiểu kỳ báo cáo"),
        ("tu=2023-03-15", "Không hiểu kỳ báo cáo"),
        ("tu=2023-03-15&den=2023-03-01", "Không hiểu kỳ báo cáo"),
        ("tu=0001-01-01&den=9999-12-31", "Không hiểu kỳ báo cáo"),
        ("ky=0001", "Không hiểu kỳ báo cáo"),
        ("chu_de=99", "Không có chủ đề"),
        ("nhom=khong-co", "Không có nhóm"),
        ("bang_chung=rehearsal", "không có loại bằng chứng"),
    ],
)
@pytest.mark.parametrize("path", ["/thoi-luong", "/thoi-luong/vi-sao", "/thoi-luong/bao-cao.csv"])
def test_a_wrong_address_gets_a_clear_sentence(aired, path, query, sentence):
    text = read(aired.as_(Role.EDITOR), f"{path}?{query}", 400)
    assert sentence in text


@pytest.mark.parametrize("path", [*PAGES[:4], "/thoi-luong/bao-cao.csv", "/thoi-luong/vi-sao.pdf"])
@pytest.mark.parametrize("outlet", [STATION, "KHONG-CO"])
def test_a_foreign_outlet_is_as_if_it_were_not_there(aired, path, outlet):
    read(aired.as_(Role.OPERATOR), f"{path}?noi={outlet}", 404)


def test_nothing_of_others_reaches_an_operator(aired):
    client = aired.as_(Role.OPERATOR)
    for path in (f"/thoi-luong?{MARCH}", f"/thoi-luong/vi-sao?{MARCH}", f"/thoi-luong/chi-tieu?{MARCH}",
                 f"/thoi-luong/doi-soat?ngay={DAY}", "/thoi-luong/dau-chuoi"):  # fmt: skip
        text = read(client, path)
        assert not [name for name in FOREIGN if name in text], path
    assert cells(read(client, f"/thoi-luong?{MARCH}"), "Một cửa") == ["0,8", "0,8", "0,4", "0", "0", "0"]
    targets = read(client, f"/thoi-luong/chi-tieu?{MARCH}")
    assert "Bảng chấm điểm của xã" in targets
    assert "Kế hoạch tuyên truyền cải cách hành chính năm 2023" not in targets
    read(client, "/thoi-luong/ho-so/1?ky=2023", 404)
    read(client, "/thoi-luong/dau-chuoi?kiem=*", 404)
    read(client, f"/thoi-luong/dau-chuoi?kiem={STATION}", 404)


@pytest.mark.parametrize("kind", ["csv", "xlsx", "docx"])
def test_nothing_of_others_is_in_what_an_operator_takes_away(aired, kind):
    own, everything = (
        aired.as_(role).get(f"/thoi-luong/bao-cao.{kind}?{MARCH}") for role in (Role.OPERATOR, Role.EDITOR)
    )
    assert [name for name in FOREIGN if name in words_of(everything.content, kind)], "the looking glass works"
    assert not [name for name in FOREIGN if name in words_of(own.content, kind)]
    assert "Đài Truyền thanh xã Nghĩa Sơn" in words_of(own.content, kind)


def words_of(content, kind):
    """Give all text of a file."""
    if kind == "csv":
        return content.decode("utf-8")
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        inside = [packed.read(name).decode("utf-8", "replace") for name in packed.namelist() if name.endswith(".xml")]
    return html.unescape(re.sub(r"<[^>]+>", "", "".join(inside)))


def test_whoever_holds_the_right_nowhere_is_refused(own_crew):
    by = Actor(who="thử", now=AFTER)
    fill_airtime(own_crew.station)
    own_crew.clock.now = AFTER
    take_back(own_crew.station, "operator", Role.OPERATOR, by=by, outlet=COMMUNE)
    assert own_crew.as_(Role.OPERATOR).get("/thoi-luong").status_code == 403
    grant(own_crew.station, "operator", Role.AUDITOR, by=by, outlet=COMMUNE)
    assert own_crew.as_(Role.OPERATOR).get("/thoi-luong").status_code == 200


def test_targets_tell_progress_forecast_and_what_must_be_made_good(aired):
    text = read(aired.as_(Role.EDITOR), f"/thoi-luong/chi-tieu?{MARCH}")
    assert re.search(r"Còn phải bù</dt><dd><b>574,8 phút</b>", text)
    assert re.search(r"Dự báo cuối kỳ</dt><dd>1,2 phút", text)
    assert "Thang điểm: từ 4: 5 điểm; từ 1: 2 điểm" in text
    assert "còn thiếu 3 lượt phát" in text


def test_reconciliation_is_filtered_and_keeps_earlier_answers(aired):
    client = aired.as_(Role.EDITOR)
    text = read(client, f"/thoi-luong/doi-soat?ngay={DAY}&noi={COMMUNE}&ket_qua=partial")
    assert "mất điện" in text
    assert "muộn 9 phút" in text
    assert re.search(r"Câu trả lời trước.*?phát muộn", text, re.DOTALL)
    assert "Nhạc hiệu" not in text
    assert "Không có mục nào như vậy" in read(client, f"/thoi-luong/doi-soat?ngay={DAY}&ket_qua=replaced")
    assert "chưa được đối soát" in read(client, "/thoi-luong/doi-soat?ngay=2023-03-10")
    read(client, "/thoi-luong/doi-soat?ngay=mai", 400)
    read(client, "/thoi-luong/doi-soat?ngay=9999-12-31", 400)
    read(client, f"/thoi-luong/doi-soat?ngay={DAY}&ket_qua=tốt", 400)


def test_a_day_is_reconciled_anew_by_those_who_may_and_noted(aired):
    assert aired.as_(Role.EDITOR).fill("/thoi-luong/doi-soat", ngay=str(DAY)).status_code == 403
    assert aired.as_(Role.TECHNICIAN).post("/thoi-luong/doi-soat", data={"ngay": str(DAY)}).status_code == 403
    done = aired.as_(Role.TECHNICIAN).fill("/thoi-luong/doi-soat", ngay=str(DAY))
    assert (done.status_code, done.headers["location"]) == (303, f"/thoi-luong/doi-soat?ngay={DAY}")
    assert "đối soát một ngày" in read(aired.as_(Role.AUDITOR), "/nhat-ky-viec?viec=day_reconciled")
    assert aired.as_(Role.TECHNICIAN).fill("/thoi-luong/doi-soat", ngay="2023-01-01").status_code == 409


def test_heads_are_held_against_the_log_on_demand(aired):
    client = aired.as_(Role.AUDITOR)
    assert "không sai chỗ nào" not in read(client, "/thoi-luong/dau-chuoi")
    assert "không sai chỗ nào" in read(client, "/thoi-luong/dau-chuoi?kiem=*")
    assert "của 1 nơi" in read(client, f"/thoi-luong/dau-chuoi?kiem={COMMUNE}")


@pytest.mark.parametrize(("kind", "starts"), [("docx", b"PK"), ("xlsx", b"PK"), ("pdf", b"%PDF"), ("csv", b"")])
def test_the_report_is_taken_away_in_every_form(aired, kind, starts):
    answer = aired.as_(Role.EDITOR).get(f"/thoi-luong/bao-cao.{kind}?{MARCH}")
    assert answer.status_code == 200
    assert answer.content.startswith(starts)
    assert answer.headers["content-disposition"] == f'attachment; filename="thoi-luong-2023-03.{kind}"'
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_there_is_no_other_form(aired):
    read(aired.as_(Role.EDITOR), f"/thoi-luong/bao-cao.exe?{MARCH}", 404)


def test_the_dossier_and_the_why_page_are_taken_away(aired):
    client = aired.as_(Role.EDITOR)
    dossier = client.get("/thoi-luong/ho-so/2?ky=2023-Q1")
    assert dossier.headers["content-type"] == "application/zip"
    assert zipfile.ZipFile(io.BytesIO(dossier.content)).testzip() is None
    assert client.get(f"/thoi-luong/vi-sao.pdf?{MARCH}").content.startswith(b"%PDF")
    read(client, "/thoi-luong/ho-so/9?ky=2023-Q1", 400)
    read(client, "/thoi-luong/ho-so/2?ky=2021", 400)


def test_few_reports_are_made_at_once(aired, monkeypatch):
    class Full:
        def acquire(self, *, blocking):
            return blocking

    monkeypatch.setattr(give_reports, "_ROOM", Full())
    assert "đang lập báo cáo khác" in read(aired.as_(Role.EDITOR), f"/thoi-luong/bao-cao.csv?{MARCH}", 503)
    with pytest.raises(ReportsBusy):
        give_reports.give_verified(aired.station, None)


def test_the_pages_are_in_english_too(aired):
    client = aired.anybody()
    client.sign_in("editor")
    client.get("/giao-dien?tieng=en&ve=/")
    text = read(client, f"/thoi-luong?{MARCH}")
    assert "Month 3 of 2023: plan against fact" in text
    assert "Measured off air" in text
    assert "Why this figure" in read(client, f"/thoi-luong/vi-sao?{MARCH}")
    assert "Reconciliation 15/03/2023" in read(client, f"/thoi-luong/doi-soat?ngay={DAY}")
    assert "To be made good" in read(client, f"/thoi-luong/chi-tieu?{MARCH}")


@pytest.fixture(scope="module")
def empty(tmp_path_factory):
    folder = tmp_path_factory.mktemp("trống")
    (folder / "station.toml").write_text(SETTINGS, encoding="utf-8")
    with Station.open(folder, {}) as station:
        by = Actor(who="thử", now=NOW)
        add_account(station, "editor", full_name="Người biên tập", by=by)
        set_password(station, "editor", PASSWORD, passwords=CHEAP, by=by)
        grant(station, "editor", Role.EDITOR, by=by)
    made = Crew(folder)
    yield made
    made.close()


@pytest.mark.parametrize(
    ("path", "sentence"),
    [
        ("/thoi-luong", "Đài chưa có lịch phát"),
        ("/thoi-luong/chi-tieu", "Chưa có chỉ tiêu nào"),
        ("/thoi-luong/doi-soat", "chưa được đối soát"),
        ("/thoi-luong/dau-chuoi", "Chưa khóa ngày nào"),
        ("/ke-hoach", "Chưa có lịch phát nào để xem"),
        ("/ke-hoach/lich", "Không có đề nghị nào đang chờ"),
        ("/ke-hoach/chi-tieu", "Chưa có chỉ tiêu nào"),
    ],
)
def test_a_station_without_a_timetable_says_so(empty, path, sentence):
    assert sentence in read(empty.as_(Role.EDITOR), path)


@pytest.mark.parametrize("path", ["/thoi-luong/vi-sao", "/thoi-luong/bao-cao.csv", "/thoi-luong/vi-sao.pdf"])
def test_a_station_without_a_timetable_has_nothing_to_take_away(empty, path):
    read(empty.as_(Role.EDITOR), path, 409)
