"""Words that services give pages, in English: roles, what people did, how a script went, why something is refused."""

import html

import pytest
from web_made import PASSWORD

from broadcaster.domain.accounts import Role
from broadcaster.services.audit import Actor
from broadcaster.services.keep_accounts import add_account


def english(crew, role):
    client = crew.anybody()
    client.sign_in(role.value)
    client.get("/giao-dien?tieng=en&ve=/")
    return client


def read(client, path):
    return html.unescape(client.get(path).text)


def test_roles_and_their_places_are_told_in_english(crew):
    told = read(english(crew, Role.ADMIN), "/nguoi-dung")
    for words in ("editor, the whole station", "commune operator, outlet NGHIA-SON", "auditor (read only)"):
        assert words in told
    one = read(english(crew, Role.ADMIN), "/nguoi-dung/editor")
    assert "Take back editor, the whole station" in one
    assert "and those below" in one
    for label in (role.label for role in Role):
        assert f">{label}<" not in told + one
    assert "Role: editor" in read(english(crew, Role.EDITOR), "/tai-khoan")


def test_a_role_is_still_given_and_taken_back(own_crew):
    client = own_crew.as_(Role.ADMIN)
    add_account(own_crew.station, "moi", full_name="Người mới", by=Actor(who="thử", now=own_crew.clock.now))
    given = client.fill("/nguoi-dung/moi/vai-tro", vai_tro="operator", noi="outlet:NGHIA-SON")
    assert given.status_code == 303
    assert "người vận hành xã, nơi phát NGHIA-SON" in read(client, "/nguoi-dung/moi")
    assert client.fill("/nguoi-dung/moi/bo-vai-tro", vai_tro="operator", noi="outlet:NGHIA-SON").status_code == 303
    assert "Chưa được giao vai trò nào" in read(client, "/nguoi-dung/moi")


def test_what_people_did_is_told_in_english(crew):
    client = english(crew, Role.AUDITOR)
    told = read(client, "/nhat-ky-viec")
    assert "signed in" in told
    assert "đăng nhập" not in told
    assert "signed in" in read(client, "/nhat-ky-viec?viec=sign_in")


@pytest.mark.parametrize(
    ("path", "sentence"),
    [
        ("/khong-co", "There is no such page, or it belongs elsewhere."),
        ("/nguoi-dung", "Your account is not entrusted with this"),
    ],
)
def test_what_is_refused_is_told_in_english(crew, path, sentence):
    told = read(english(crew, Role.EDITOR), path)
    assert sentence in told
    assert "Chưa được làm việc này" not in told


def test_the_door_tells_in_english_that_it_stays_shut(crew):
    client = crew.anybody()
    client.get("/giao-dien?tieng=en&ve=/vao")
    assert "Name or password is wrong." in client.sign_in("editor", "sai hẳn rồi mà").text
    assert client.sign_in("editor", PASSWORD).status_code == 303


def test_a_scripts_story_is_told_in_english(crew):
    told = read(english(crew, Role.APPROVER), "/duyet/tin-001/lich-su")
    for words in ("Version 1", "Text approved", "Sound approved"):
        assert words in told
    takes = read(english(crew, Role.EDITOR), "/kich-ban/tin-001/thu-tieng")
    assert "Line 1 sentence 1" in takes
