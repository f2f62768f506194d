"""The outlets: every one with what it took and told last; tokens issued once, shown once, revoked at once."""

import html
import io
import re

import pytest
from makers import COMMUNE, DAY, NOW, STATION, a_timetable, an_outlet
from openpyxl import load_workbook
from portal_made import EVENING_OF, given_day, moved
from sqlalchemy import event
from web_made import CHEAP, PASSWORD, crew_in

from broadcaster.domain.accounts import Role
from broadcaster.domain.ids import OutletId, UnitId
from broadcaster.domain.rights import RIGHTS, Right
from broadcaster.domain.tokens import Scope
from broadcaster.services.audit import Actor, trail
from broadcaster.services.keep_accounts import add_account, grant, set_password
from broadcaster.services.keep_tokens import TokenWanted, all_tokens, holder_of, issue_token
from broadcaster.services.show_outlets import show_outlets

AT = f"/noi-phat/{COMMUNE}"
BY = Actor(who="thử", now=NOW)
FORM = {"ten": "Máy thu thôn 3", "quyen": ["bundles", "playlists"]}


@pytest.fixture(scope="module")
def given(tmp_path_factory, peopled_folder):
    made = moved(given_day(crew_in(tmp_path_factory.mktemp("nơi"), peopled_folder)), EVENING_OF)
    yield made
    made.close()


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize(
    ("path", "right", "post"),
    [
        ("/noi-phat", Right.SEE_OUTLETS, False),
        (AT, Right.SEE_OUTLETS, False),
        ("/noi-phat/danh-ba.xlsx", Right.SEE_OUTLETS, False),
        (f"{AT}/lien-he", Right.MANAGE_OUTLETS, True),
        (f"{AT}/ma", Right.MANAGE_TOKENS, True),
        (f"{AT}/ma/ma-1/thu", Right.MANAGE_TOKENS, True),
    ],
)
def test_each_page_is_open_to_holders_of_its_right_alone(given, role, path, right, post):
    client = given.as_(role)
    answer = client.fill(path) if post else client.get(path)
    assert (answer.status_code == 403) is (right not in RIGHTS[role])


def test_an_outlet_that_is_not_there_is_not_found(given):
    for path in ("/noi-phat/KHONG-CO", "/noi-phat/..%2fx", "/noi-phat/nghia-son"):
        assert given.as_(Role.TECHNICIAN).get(path).status_code == 404
    assert given.as_(Role.TECHNICIAN).fill("/noi-phat/KHONG-CO/ma", **FORM).status_code == 404


def test_the_list_tells_who_took_and_told_what_last(tmp_path, peopled_folder):
    made = moved(given_day(crew_in(tmp_path, peopled_folder)), EVENING_OF)
    reader, operator = made.as_(Role.TECHNICIAN), made.as_(Role.OPERATOR)
    before = reader.get("/noi-phat").text
    assert before.count("chưa xác nhận") == 2
    assert "Người người vận hành xã" in before
    operator.get(f"/xa/{COMMUNE}/ngay/{DAY}/goi")
    operator.fill(f"/xa/{COMMUNE}/da-phat/{made.playlists[COMMUNE][0].id}/du")
    (row,) = show_outlets(made.station, made.station.timetable(), now=EVENING_OF, only=[COMMUNE])
    assert (row.fetched_at, row.said_at) == (EVENING_OF, EVENING_OF)
    told = reader.get("/noi-phat").text
    assert told.count("chưa xác nhận") == 1
    assert told.count("vừa xong") == 2
    one = reader.get(AT).text
    assert "20:00 15/03/2023" in one
    assert "FM không dây" in one
    made.close()


CONTACT = {"nguoi": "Chị  Nguyễn Thị Hòa", "dien_thoai": "0912 345 678", "thu": "hoa@nghiason.gov.vn"}


def contact(crew):
    with crew.station.store.reading() as tx:
        return tx.contacts.all().get(COMMUNE)


def test_whom_to_call_is_written_down_shown_and_listed(own_crew):
    client = own_crew.as_(Role.TECHNICIAN)
    assert client.fill(f"{AT}/lien-he", **CONTACT).headers["location"] == f"{AT}#lien-he"
    kept = contact(own_crew)
    assert (kept.name, kept.phone, kept.email) == ("Chị Nguyễn Thị Hòa", "0912 345 678", "hoa@nghiason.gov.vn")
    assert (kept.changed_by, kept.changed_at) == ("Người kỹ thuật viên", NOW)
    for told in (client.get("/noi-phat").text, client.get(AT).text):
        assert 'href="tel:0912345678"' in told
        assert "mailto:hoa@nghiason.gov.vn" in told
    entry = trail(own_crew.station, action="contact_changed")[0][1]
    assert (entry.who, entry.subject, entry.detail) == ("technician", COMMUNE, "Chị Nguyễn Thị Hòa")
    book = load_workbook(io.BytesIO(client.get("/noi-phat/danh-ba.xlsx").content)).active
    rows = [[cell.value or "" for cell in row] for row in book.iter_rows(min_row=5)]
    assert [row[2:5] for row in rows] == [["", "", ""], ["Chị Nguyễn Thị Hòa", "0912 345 678", "hoa@nghiason.gov.vn"]]
    assert client.fill(f"{AT}/lien-he", nguoi="", dien_thoai=" ", thu="").status_code == 303
    assert contact(own_crew) is None
    assert trail(own_crew.station, action="contact_removed")


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ({"dien_thoai": "không rõ"}, "không phải số điện thoại"),
        ({"dien_thoai": "09"}, "không phải số điện thoại"),
        ({"dien_thoai": "=HYPERLINK(1)"}, "không phải số điện thoại"),
        ({"thu": "hoa@"}, "không phải địa chỉ thư điện tử"),
        ({"thu": "a@b.vn?bcc=c@d.vn,x@y.vn"}, "không phải địa chỉ thư điện tử"),
        ({"dien_thoai": "", "thu": ""}, "cần số điện thoại hoặc thư điện tử"),
        ({"nguoi": "a" * 201}, "nhiều nhất 200"),
    ],
)
def test_a_contact_that_cannot_be_is_refused_with_what_was_typed(given, form, sentence):
    answer = given.as_(Role.TECHNICIAN).fill(f"{AT}/lien-he", **CONTACT | form)
    assert answer.status_code == 400
    assert sentence in answer.text
    assert html.escape((CONTACT | form)["nguoi"][:20].split()[-1]) in answer.text
    assert contact(given) is None


def test_a_contact_is_words_on_the_page_and_in_the_list(own_crew):
    client = own_crew.as_(Role.ADMIN)
    client.fill(f"{AT}/lien-he", nguoi='=1+1"><script>1</script>', dien_thoai="+84 912 345 678")
    assert "<script>1" not in client.get("/noi-phat").text + client.get(AT).text
    cell = load_workbook(io.BytesIO(client.get("/noi-phat/danh-ba.xlsx").content)).active["C6"]
    assert (cell.data_type, cell.value[:4]) == ("s", "=1+1")


def test_an_account_of_one_commune_lists_and_writes_that_commune_alone(own_crew):
    own_crew.as_(Role.TECHNICIAN).fill(f"/noi-phat/{STATION}/lien-he", nguoi="Anh Nam", dien_thoai="0350 1234")
    client = own_crew.at_outlet("ktv.xa", Role.TECHNICIAN, COMMUNE)
    book = load_workbook(io.BytesIO(client.get("/noi-phat/danh-ba.xlsx").content)).active
    assert "Anh Nam" not in str([[cell.value for cell in row] for row in book.iter_rows()])
    assert client.fill(f"/noi-phat/{STATION}/lien-he", **CONTACT).status_code == 404
    assert client.fill(f"{AT}/lien-he", **CONTACT).status_code == 303


def test_a_token_is_shown_once_and_serves_for_this_outlet_alone(given):
    client = given.as_(Role.TECHNICIAN)
    answer = client.fill(f"{AT}/ma", **FORM)
    secret = re.search(r"<code>(btk_[^<]+)</code>", answer.text)[1]
    holder = holder_of(given.station, secret, timetable=None, now=EVENING_OF)
    assert (holder.outlets, holder.token.scopes) == (frozenset({COMMUNE}), (Scope.PLAYLISTS, Scope.BUNDLES))
    told = client.get(AT).text
    assert secret not in told
    assert "Máy thu thôn 3" in told
    foreign = client.fill(f"/noi-phat/{STATION}/ma/{holder.token.id}/thu")
    assert foreign.status_code == 404
    assert holder_of(given.station, secret, timetable=None, now=EVENING_OF) is not None
    assert client.fill(f"{AT}/ma/{holder.token.id}/thu").status_code == 303
    assert holder_of(given.station, secret, timetable=None, now=EVENING_OF) is None
    assert "đã thu hồi 15/03/2023" in client.get(AT).text


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ({"ten": " "}, "Ghi tên người hoặc máy giữ mã"),
        ({"quyen": []}, "cần ít nhất một quyền"),
        ({"quyen": ["metrics", "targets"]}, "cần ít nhất một quyền"),
        ({"quyen": ["moi-thu"]}, "chỉ có các quyền"),
        ({"han": "2020-01-01"}, "có hạn đã qua"),
        ({"han": "hôm nào"}, "không phải là ngày"),
    ],
)
def test_a_token_that_cannot_be_is_refused_with_what_was_typed(given, form, sentence):
    before = all_tokens(given.station)
    answer = given.as_(Role.TECHNICIAN).fill(f"{AT}/ma", **FORM | form)
    assert answer.status_code == 400
    assert sentence in answer.text
    assert "btk_" not in answer.text
    assert all_tokens(given.station) == before


def test_a_token_of_a_unit_above_is_shown_and_not_revoked_here(given):
    token, _ = issue_token(
        given.station, TokenWanted(name="Cả huyện", scopes=(Scope.OUTLETS,), unit="nghia-hung-2023"), by=BY
    )
    client = given.as_(Role.TECHNICIAN)
    told = client.get(AT).text
    assert "cho cả đơn vị cấp trên" in told
    assert f"{token.id}/thu" not in told
    assert client.fill(f"{AT}/ma/{token.id}/thu").status_code == 404


def test_twenty_four_outlets_take_as_many_questions_to_the_store_as_two(own_crew):
    def questions(count):
        outlets = tuple(
            an_outlet(id=OutletId(f"XA-{n}"), unit_id=UnitId("nghia-son-2023"), aliases=(f"Xã {n}",))
            for n in range(count)
        )
        table = a_timetable(outlets=outlets, slots=(), policies=(), targets=())
        asked = []
        with own_crew.station.store.reading() as tx:
            engine = tx.news.connection.engine

        def counted(*_):
            asked.append(1)

        event.listen(engine, "before_cursor_execute", counted)
        try:
            assert len(show_outlets(own_crew.station, table, now=NOW)) == count
        finally:
            event.remove(engine, "before_cursor_execute", counted)
        return len(asked)

    assert questions(24) == questions(2) > 0


def test_an_account_of_one_commune_sees_that_commune_alone(own_crew):
    add_account(own_crew.station, "xem.xa", full_name="Người xem xã", by=BY)
    set_password(own_crew.station, "xem.xa", PASSWORD, passwords=CHEAP, by=BY)
    grant(own_crew.station, "xem.xa", Role.AUDITOR, by=BY, outlet=COMMUNE)
    client = own_crew.anybody()
    client.sign_in("xem.xa")
    told = client.get("/noi-phat").text
    assert "xã Nghĩa Sơn" in told
    assert STATION not in told
    assert client.get(f"/noi-phat/{STATION}").status_code == 404


def many(count):
    """Give a timetable of so many outlets of one unit."""
    outlets = tuple(
        an_outlet(
            id=OutletId(f"XA-{n}"), unit_id=UnitId("nghia-son-2023"), aliases=(f"Xã {n}",), name=f"Cụm loa số {n}"
        )
        for n in range(count)
    )
    return a_timetable(outlets=outlets, slots=(), policies=(), targets=())


def test_a_long_list_of_outlets_comes_in_pages_and_is_searched_without_marks(own_crew):
    with own_crew.station.store.writing() as tx:
        tx.timetables.apply(many(120), by="thử", at=NOW, source="nhiều")
    client = own_crew.as_(Role.TECHNICIAN)
    first, last = client.get("/noi-phat").text, client.get("/noi-phat?trang=3").text
    assert "120 nơi phát" in first
    assert "1–50 trong 120" in first
    assert "101–120 trong 120" in last
    assert 'rel="next"' in first
    assert 'rel="next"' not in last
    assert "Cụm loa số 49<" in first
    assert "Cụm loa số 50<" not in first
    found = client.get("/noi-phat?tim=cum%20loa%20so%20119").text
    assert "Cụm loa số 119<" in found
    assert "Cụm loa số 11<" not in found
    assert "Không có nơi phát nào như vậy" in client.get("/noi-phat?tim=không%20đâu").text


def test_an_outlets_tokens_come_in_pages_and_only_those_that_serve_are_counted(own_crew):
    wanted = TokenWanted(name="máy thu", scopes=(Scope.BUNDLES,), outlet=COMMUNE)
    made = [issue_token(own_crew.station, wanted, by=BY)[0] for _ in range(52)]
    issue_token(own_crew.station, TokenWanted(name="huyện", scopes=(Scope.BUNDLES,), unit="nghia-hung-2023"), by=BY)
    issue_token(own_crew.station, TokenWanted(name="mọi nơi", scopes=(Scope.BUNDLES,)), by=BY)
    issue_token(own_crew.station, TokenWanted(name="nơi khác", scopes=(Scope.BUNDLES,), outlet=STATION), by=BY)
    client = own_crew.as_(Role.TECHNICIAN)
    assert client.fill(f"{AT}/ma/{made[0].id}/thu").status_code == 303
    (row,) = show_outlets(own_crew.station, own_crew.station.timetable(), now=NOW, only=[COMMUNE])
    assert row.tokens == 52
    first, last = client.get(AT).text, client.get(f"{AT}?trang=2").text
    assert "1–50 trong 53" in first
    assert "51–53 trong 53" in last
    shown = [each.id for each in made if each.id in first or each.id in last]
    assert len(shown) == 52
    assert "nơi khác" not in first + last
