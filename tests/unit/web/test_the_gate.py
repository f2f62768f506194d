"""What is refused before any page sees it, and what every answer carries."""

import re
from typing import Annotated

import pytest
from fastapi import Depends, Request
from makers import COMMUNE, NOW, STATION, a_timetable
from web_made import crew_in

from broadcaster.domain.accounts import Role
from broadcaster.domain.rights import RIGHTS, Right
from broadcaster.domain.tokens import Scope
from broadcaster.errors import NotAllowed, NotThere
from broadcaster.services.audit import Actor, trail
from broadcaster.services.keep_accounts import grant
from broadcaster.services.keep_tokens import TokenWanted, all_tokens, issue_token, revoke_token
from broadcaster.web.asked import Called, asked, called_by
from broadcaster.web.gate import STRANGER_BYTES
from broadcaster.web.pages import ROUTERS

BY = Actor(who="thử", now=NOW)
OPEN = {"/giao-dien", "/vao", "/vao/ma", "/lap-mat-khau/{secret}", "/healthz", "/readyz", "/metrics"}
ROUTES = sorted(
    {(method, route.path) for router in ROUTERS for route in router.routes for method in route.methods} - {("HEAD", "")}
)


def _address(path):
    return re.sub(r"\{\w+\}", "editor", path)


@pytest.mark.parametrize(("method", "path"), [each for each in ROUTES if each[1] not in OPEN])
def test_nobody_sees_or_does_anything_without_signing_in(crew, method, path):
    client = crew.anybody()
    answer = client.request(method, _address(path), data={"csrf": client.csrf()} if method == "POST" else None)
    assert (answer.status_code, answer.headers["location"].partition("?")[0]) == (303, "/vao")


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize(("path", "right"), [("/nguoi-dung", Right.MANAGE_USERS), ("/nhat-ky-viec", Right.SEE_AUDIT)])
def test_a_page_is_open_to_holders_of_its_right_alone(crew, role, path, right):
    answer = crew.as_(role).get(path)
    assert answer.status_code == (200 if right in RIGHTS[role] else 403)
    if answer.status_code == 403:
        assert right.label in answer.text


@pytest.mark.parametrize(("method", "path"), [each for each in ROUTES if each[0] == "POST"])
def test_nothing_is_done_without_the_forms_own_mark(crew, method, path):
    admin, other = crew.as_(Role.ADMIN), crew.as_(Role.EDITOR)
    for csrf in ("", "0" * 64, "á" * 64, other.csrf("/tai-khoan")):
        answer = admin.request(method, _address(path), data={"csrf": csrf, "vai_tro": "editor"})
        assert answer.status_code == 403
        assert "Trang đã cũ" in answer.text


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://localhost:9"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_a_form_of_another_site_is_refused_even_with_our_mark(crew, headers):
    assert crew.as_(Role.EDITOR).fill("/tai-khoan/hai-lop", headers=headers).status_code == 403


def test_a_form_of_ours_is_taken_as_a_field_or_as_a_heading(crew):
    client = crew.as_(Role.EDITOR)
    own = {"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"}
    assert client.fill("/tai-khoan/hai-lop", headers=own).status_code == 200
    assert client.post("/tai-khoan/hai-lop", headers={"X-CSRF-Token": client.csrf("/tai-khoan")}).status_code == 200


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "localhost@evil.example", "", "[::1"])
def test_another_name_in_host_is_refused_and_never_written_into_a_page(crew, host):
    answer = crew.anybody().get("/vao", headers={"Host": host})
    assert (answer.status_code, "evil" in answer.text) == (400, False)


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:8080", "127.0.0.1:8080", "[::1]:8080"])
def test_this_machine_is_known_by_its_own_names(crew, host):
    assert crew.anybody().get("/vao", headers={"Host": host}).status_code == 200


def test_names_of_the_settings_are_known_as_soon_as_they_are_written(own_crew):
    client = own_crew.anybody()
    assert client.get("/vao", headers={"Host": "dai.xa.vn"}).status_code == 400
    path = own_crew.folder / "station.toml"
    before = path.read_text(encoding="utf-8")
    path.write_text(before + '[web]\nhosts = ["dai.xa.vn"]\n', encoding="utf-8")
    assert client.get("/vao", headers={"Host": "dai.xa.vn"}).status_code == 200
    path.write_text("[web\n", encoding="utf-8")
    assert client.get("/vao", headers={"Host": "dai.xa.vn"}).status_code == 200


@pytest.mark.parametrize("path", ["/vao", "/tai-khoan", "/khong-co", "/healthz", "/nguoi-dung", "/static/.gitkeep"])
def test_every_answer_carries_the_headings(crew, path):
    told = crew.as_(Role.EDITOR).get(path).headers
    policy = told["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert (told["x-content-type-options"], told["x-frame-options"]) == ("nosniff", "DENY")
    assert told["referrer-policy"] == "same-origin"
    assert told["cache-control"] == "no-store"
    assert "strict-transport-security" not in told


def test_browsers_are_told_to_insist_on_tls_where_the_certificate_is_the_stations_own(tmp_path, peopled_folder):
    made = crew_in(tmp_path, peopled_folder, secure=True, own_certificate=True)
    assert made.anybody().get("/vao").headers["strict-transport-security"].startswith("max-age=")
    made.close()


def test_a_stranger_may_send_little_and_a_member_as_much_as_the_settings_say(crew):
    much = "x" * STRANGER_BYTES
    client = crew.anybody()
    assert client.post("/vao", data={"csrf": client.csrf(), "ten": much}).status_code == 413
    parts = (b"ten=" + b"x" * 9000 for _ in range(9))
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    assert client.post("/vao", content=parts, headers=form).status_code == 413
    assert crew.as_(Role.EDITOR).fill("/tai-khoan/hai-lop", viec=much).status_code == 200


def test_what_nobody_foresaw_is_told_by_a_number_and_nothing_else(own_crew, monkeypatch, caplog):
    def broken(*_, **__):
        raise RuntimeError("mật khẩu cơ sở dữ liệu là abc")

    monkeypatch.setattr("broadcaster.web.pages.people.people", broken)
    answer = own_crew.as_(Role.ADMIN).get("/nguoi-dung")
    number = re.search(r"số lỗi ([0-9a-f]{8})", answer.text)[1]
    assert answer.status_code == 500
    assert "abc" not in answer.text
    assert "Traceback" not in answer.text
    assert "frame-ancestors" in answer.headers["content-security-policy"]
    logged = next(each for each in caplog.records if getattr(each, "action", "") == "web_request_failed")
    assert (number in logged.getMessage(), "abc" in str(logged.exc_info[1])) == (True, True)


def test_whatever_a_member_changes_leaves_a_trail_even_when_refused(own_crew):
    own_crew.as_(Role.ADMIN).fill("/nguoi-dung/editor/khoa")
    own_crew.as_(Role.REPORTER).fill("/nguoi-dung/admin/khoa")
    told = {(each.who, each.action, each.subject, each.outcome) for _, each in trail(own_crew.station)}
    assert ("admin", "account_blocked", "editor", "done") in told
    assert ("admin", "page", "POST /nguoi-dung/editor/khoa", "done") in told
    assert ("reporter", "page", "POST /nguoi-dung/admin/khoa", "refused") in told


def test_the_last_administrator_cannot_be_shut_out(crew):
    admin = crew.as_(Role.ADMIN)
    for path, form in (("khoa", {}), ("bo-vai-tro", {"vai_tro": "admin"})):
        answer = admin.fill(f"/nguoi-dung/admin/{path}", **form)
        assert (answer.status_code, "người quản trị cuối cùng" in answer.text) == (400, True)


def test_people_are_added_entrusted_and_relieved_by_clicks(own_crew):
    admin = own_crew.as_(Role.ADMIN)
    assert admin.fill("/nguoi-dung", ten="Sai Tên", ho_ten="x").status_code == 400
    assert admin.fill("/nguoi-dung", ten="hoa", ho_ten="Trần <b>Hoa</b>").headers["location"] == "/nguoi-dung/hoa"
    assert admin.fill("/nguoi-dung", ten="hoa", ho_ten="Hoa").status_code == 400
    assert admin.fill("/nguoi-dung/hoa/vai-tro", vai_tro="operator", noi="").status_code == 400
    assert admin.fill("/nguoi-dung/hoa/vai-tro", vai_tro="operator", noi="outlet:KHONG-CO").status_code == 400
    assert admin.fill("/nguoi-dung/hoa/vai-tro", vai_tro="operator", noi=f"outlet:{COMMUNE}").status_code == 303
    shown = admin.get("/nguoi-dung").text
    assert "Trần &lt;b&gt;Hoa&lt;/b&gt;" in shown
    assert f"người vận hành xã, nơi phát {COMMUNE}" in shown
    link = re.search(r"http://localhost(/lap-mat-khau/[\w-]+)", admin.fill("/nguoi-dung/hoa/duong-dan").text)[1]
    assert own_crew.anybody().get(link).status_code == 200
    assert admin.fill("/nguoi-dung/hoa/bo-vai-tro", vai_tro="operator", noi=f"outlet:{COMMUNE}").status_code == 303
    assert admin.get("/nguoi-dung/khong-co").status_code == 404


def _asked(crew, role):
    seen = []

    @crew.app.get(f"/thu-{role}")
    async def look(request: Request):
        seen.append(await asked(request))

    assert crew.as_(role).get(f"/thu-{role}").status_code == 200
    return seen[0]


def test_a_commune_sees_its_own_outlet_and_no_other(own_crew):
    there = _asked(own_crew, Role.OPERATOR)
    assert there.require_outlet(COMMUNE, Right.CONFIRM_AIRED) == COMMUNE
    assert (there.may_see(COMMUNE), there.may_see(STATION)) == (True, False)
    for foreign in (STATION, "KHONG-CO"):
        with pytest.raises(NotThere):
            there.require_outlet(foreign)
    with pytest.raises(NotAllowed):
        there.require_outlet(COMMUNE, Right.PLAN)
    everywhere = _asked(own_crew, Role.REPORTER)
    assert everywhere.require_outlet(STATION) == STATION
    with pytest.raises(NotThere):
        everywhere.require_outlet("KHONG-CO")


def test_a_unit_stands_for_the_outlets_below_it_as_the_timetable_has_them_now(own_crew):
    timetable = a_timetable()
    district = next(each for each in timetable.units if each.parent is None)
    grant(own_crew.station, "operator", Role.AUDITOR, by=BY, unit=district.id)
    assert _asked(own_crew, Role.OPERATOR).who.outlets == {each.id for each in timetable.outlets}
    fewer = a_timetable(outlets=timetable.outlets[:1], slots=(), policies=())
    with own_crew.station.store.writing() as tx:
        tx.timetables.apply(fewer, by="Nam", at=NOW, source="ba")
    found = own_crew.as_(Role.OPERATOR).get("/thu-operator")
    assert found.status_code == 200
    assert [each.id for each in own_crew.app.state.office.now()[1].outlets] == [fewer.outlets[0].id]


def test_a_program_shows_a_token_for_what_it_may_do_and_no_page_of_people(own_crew):
    seen: list[Called] = []

    @own_crew.app.post("/api/thu")
    async def look(called: Annotated[Called, Depends(called_by(Scope.BUNDLES))]):
        seen.append(called)

    wanted = TokenWanted(name="Loa", scopes=(Scope.BUNDLES,), outlet=COMMUNE)
    token, secret = issue_token(own_crew.station, wanted, by=BY)
    _, other = issue_token(own_crew.station, TokenWanted(name="Khác", scopes=(Scope.NEWS_IN,)), by=BY)
    client = own_crew.as_(Role.ADMIN)

    def ask(shown, path="/api/thu"):
        return client.post(path, headers={"Authorization": f"Bearer {shown}"} if shown else {}).status_code

    assert [ask(secret), ask(other), ask("btk_sai"), ask("")] == [200, 403, 401, 401]
    assert seen[0].require_outlet(COMMUNE) == COMMUNE
    with pytest.raises(NotThere):
        seen[0].require_outlet(STATION)
    assert ask(secret, "/tai-khoan/ra-het") == 401
    assert client.get("/tai-khoan").status_code == 200
    own_crew.app.state.office.keep_seen()
    assert {each.id: each.seen_from for each in all_tokens(own_crew.station)}[token.id] == "testclient"
    revoke_token(own_crew.station, token.id, by=BY)
    refused = client.post("/api/thu", headers={"Authorization": f"Bearer {secret}"})
    assert (refused.status_code, refused.headers["content-type"]) == (401, "application/problem+json")
    assert refused.json()["status"] == 401


def test_counts_are_shown_to_a_token_with_that_scope_and_to_no_person(own_crew):
    _, secret = issue_token(own_crew.station, TokenWanted(name="Máy đo", scopes=(Scope.METRICS,)), by=BY)
    assert own_crew.as_(Role.ADMIN).get("/metrics").status_code == 404
    told = own_crew.anybody().get("/metrics", headers={"Authorization": f"Bearer {secret}"})
    assert told.status_code == 200
    assert 'broadcaster_requests_total{method="POST",route="/vao",status="303"} 1.0' in told.text
