"""Who comes in, who does not, and for how long."""

import zipfile
from dataclasses import replace
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from makers import NOW
from pyotp.totp import TOTP
from web_made import CHEAP, PASSWORD, crew_in

from broadcaster.domain.accounts import Role
from broadcaster.sealing import FactorKey
from broadcaster.services.audit import Actor, trail
from broadcaster.services.keep_accounts import LINK_HOURS, block, first_link, make_link
from broadcaster.services.keep_backups import make_backup
from broadcaster.services.passwords import key_of
from broadcaster.web.app import make_app

BY = Actor(who="thử", now=NOW)


def _cookie(client, name="phien"):
    return next((each.value for each in client.cookies.jar if each.name == name and each.value), None)


def _tries(client, name, *passwords):
    csrf = client.csrf()
    return [client.post("/vao", data={"csrf": csrf, "ten": name, "mat_khau": each}).status_code for each in passwords]


def test_a_stranger_is_led_to_the_door_and_back(own_crew):
    client = own_crew.anybody()
    led = client.get("/tai-khoan?a=1")
    assert (led.status_code, led.headers["location"]) == (303, "/vao?tiep=%2Ftai-khoan%3Fa%3D1")
    came = client.sign_in("editor", tiep="/tai-khoan?a=1")
    assert (came.status_code, came.headers["location"]) == (303, "/tai-khoan?a=1")
    assert "Người biên tập viên" in client.get("/tai-khoan").text


@pytest.mark.parametrize(
    "wanted",
    ["https://evil.example/", "//evil.example", "/\\evil.example", "\\\\evil", "javascript:alert(1)", "/a\nb", ""],
)
def test_nobody_is_sent_to_another_site_after_signing_in(crew, wanted):
    came = crew.anybody().sign_in("editor", tiep=wanted)
    assert (came.status_code, came.headers["location"]) == (303, "/")


def test_one_answer_for_an_unknown_name_a_wrong_password_and_a_shut_account(own_crew):
    block(own_crew.station, "auditor", by=BY)
    answers = []
    for name, password in (("khong-co", PASSWORD), ("editor", "sai hẳn rồi mà"), ("auditor", PASSWORD)):
        client = own_crew.anybody()
        answer = client.sign_in(name, password)
        answers.append((answer.status_code, answer.text.replace(name, "").replace(client.csrf(), "")))
        assert _cookie(client) is None
    assert answers[0][0] == 401
    assert len({status for status, _ in answers}) == 1
    assert all("Tên đăng nhập hoặc mật khẩu không đúng." in text for _, text in answers)


def test_guessing_has_to_wait_longer_and_longer_and_a_restart_forgets_nothing(own_crew):
    client = own_crew.anybody()
    assert _tries(client, "editor", *("sai số 1 rồi", "sai số 2 rồi", "sai số 3 rồi", "sai số 4 rồi")) == [401] * 4
    assert _tries(client, "editor", PASSWORD) == [429]
    own_crew.clock.move(seconds=3)
    assert _tries(client, "editor", "sai số 5 rồi", PASSWORD) == [401, 429]
    own_crew.app = make_app(own_crew.folder, {}, clock=own_crew.clock, passwords=CHEAP, served=own_crew.served)
    again = own_crew.anybody()
    assert _tries(again, "editor", PASSWORD) == [429]
    assert _tries(again, "khong-co", *["đoán mò thôi"] * 5) == [401] * 4 + [429]
    own_crew.clock.move(seconds=5)
    assert again.sign_in("editor").status_code == 303
    assert _tries(own_crew.anybody(), "editor", "sai lại rồi") == [401]


@pytest.mark.parametrize("back", [{"seconds": 90}, {"hours": 5}, {"days": 4_000}])
def test_a_clock_that_was_set_back_locks_nobody_out_and_lets_nobody_guess_freely(own_crew, back):
    client = own_crew.anybody()
    _tries(client, "admin", *["đoán mò thôi"] * 3)
    for _ in range(9):
        own_crew.clock.move(minutes=15)
        _tries(client, "admin", "đoán mò nữa")
    assert _tries(client, "admin", PASSWORD) == [429]
    own_crew.clock.move(**{unit: -count for unit, count in back.items()})
    assert _tries(client, "admin", "đoán mò nữa", PASSWORD) == [401, 429]
    own_crew.clock.move(minutes=15, seconds=-1)
    assert _tries(client, "admin", PASSWORD) == [429]
    own_crew.clock.move(seconds=1)
    assert _tries(client, "admin", PASSWORD) == [303]


def test_the_right_password_comes_in_at_once_after_the_clock_was_set_back(own_crew):
    client = own_crew.anybody()
    _tries(client, "admin", *["đoán mò thôi"] * 5)
    own_crew.clock.move(days=-2)
    assert _tries(client, "admin", PASSWORD) == [303]
    assert _tries(own_crew.anybody(), "admin", "gõ nhầm thôi", PASSWORD) == [401, 303]


def test_one_address_cannot_try_every_name_and_nobody_is_locked_out_for_longer_than_a_quarter_of_an_hour(own_crew):
    client = own_crew.anybody()
    csrf = client.csrf()
    codes = [
        client.post("/vao", data={"csrf": csrf, "ten": f"ten-{n}", "mat_khau": "mật khẩu chung"}).status_code
        for n in range(22)
    ]
    assert codes == [401] * 21 + [429]
    for _ in range(15):
        own_crew.clock.move(minutes=15)
        _tries(client, "editor", "sai mãi sai mãi")
    assert _tries(client, "editor", PASSWORD) == [429]
    own_crew.clock.move(minutes=15)
    assert _tries(client, "editor", PASSWORD) == [303]


def test_signing_in_gives_a_new_secret_whatever_cookie_was_brought(own_crew):
    client = own_crew.anybody()
    client.cookies.set("phien", "do-ke-xau-dat", domain="localhost.local", path="/")
    client.sign_in("editor")
    first = _cookie(client)
    assert first not in {None, "do-ke-xau-dat"}
    csrf = client.csrf("/tai-khoan")
    client.fill("/ra")
    client.sign_in("editor")
    assert (_cookie(client) != first, client.csrf("/tai-khoan") != csrf) == (True, True)
    stolen = own_crew.anybody()
    stolen.cookies.set("phien", first)
    assert stolen.get("/tai-khoan").status_code == 303


def test_the_store_never_holds_what_a_browser_holds(own_crew):
    client = own_crew.as_(Role.EDITOR)
    with own_crew.station.store.reading() as tx:
        assert tx.visits.get(_cookie(client)) is None
        assert tx.visits.get(key_of(_cookie(client))).account_id == "editor"
        assert tx.accounts.get("editor").password.startswith("$argon2id$")


@pytest.mark.parametrize(("quiet", "minutes", "status"), [(200, 200, 200), (241, 241, 303), (200, 800, 303)])
def test_a_sign_in_ends_when_nothing_is_done_and_at_the_end_of_the_day(own_crew, quiet, minutes, status):
    client = own_crew.as_(Role.EDITOR)
    for _ in range(minutes // quiet):
        own_crew.clock.move(minutes=quiet)
        answer = client.get("/tai-khoan")
    assert answer.status_code == status


def test_cookies_are_kept_from_scripts_and_from_neighbours(tmp_path, peopled_folder):
    crew = crew_in(tmp_path, peopled_folder, secure=True)
    told = crew.anybody().sign_in("editor").headers["set-cookie"]
    crew.close()
    parts = {part.strip().lower() for part in told.split(";")}
    assert told.startswith("__Host-phien=")
    assert {"httponly", "secure", "samesite=lax", "path=/"} <= parts
    assert not any(part.startswith("domain") for part in parts)


def test_a_changed_password_ends_every_other_sign_in(own_crew):
    mine, other = own_crew.as_(Role.EDITOR), own_crew.anybody()
    other.sign_in("editor")
    new = "bốn cái thuyền nan"
    assert mine.fill("/tai-khoan/mat-khau", cu="sai", moi=new, lai=new).status_code == 400
    assert mine.fill("/tai-khoan/mat-khau", cu=PASSWORD, moi="ngắn", lai="ngắn").status_code == 400
    before = _cookie(mine)
    assert mine.fill("/tai-khoan/mat-khau", cu=PASSWORD, moi=new, lai=new).status_code == 303
    assert (mine.get("/tai-khoan").status_code, other.get("/tai-khoan").status_code) == (200, 303)
    assert _cookie(mine) != before
    assert own_crew.anybody().sign_in("editor", new).status_code == 303


def test_signing_out_everywhere_and_being_shut_out_end_every_sign_in(own_crew):
    one, two = own_crew.as_(Role.EDITOR), own_crew.anybody()
    two.sign_in("editor")
    assert one.fill("/tai-khoan/ra-het").status_code == 303
    assert (one.get("/tai-khoan").status_code, two.get("/tai-khoan").status_code) == (303, 303)
    reporter = own_crew.as_(Role.REPORTER)
    assert own_crew.as_(Role.ADMIN).fill("/nguoi-dung/reporter/khoa").status_code == 303
    assert reporter.get("/tai-khoan").status_code == 303


def _with_factor(crew):
    client = crew.as_(Role.EDITOR)
    shown = client.fill("/tai-khoan/hai-lop").text
    secret = shown.split("<code>")[1].split("</code>")[0]
    totp = TOTP(secret)
    assert client.fill("/tai-khoan/hai-lop/bat", khoa=secret, ma="000000").status_code == 400
    codes = client.fill("/tai-khoan/hai-lop/bat", khoa=secret, ma=totp.at(crew.clock.now)).text
    return totp, [part.split("</code>")[0] for part in codes.split("<code>")[1:]]


def test_a_second_factor_is_asked_for_and_each_code_serves_once(own_crew):
    totp, recovery = _with_factor(own_crew)
    used = totp.at(own_crew.clock.now)
    client = own_crew.anybody()
    came = client.sign_in("editor")
    assert came.headers["location"] == "/vao/ma?tiep=%2F"
    assert client.get("/tai-khoan").status_code == 303
    waiting = _cookie(client)
    assert client.fill("/vao/ma", page="/vao/ma", ma=used).status_code == 400
    own_crew.clock.move(seconds=30)
    code = totp.at(own_crew.clock.now)
    assert client.fill("/vao/ma", page="/vao/ma", ma=code).status_code == 303
    assert _cookie(client) != waiting
    assert client.get("/tai-khoan").status_code == 200
    second = own_crew.anybody()
    second.sign_in("editor")
    assert second.fill("/vao/ma", page="/vao/ma", ma=code).status_code == 400
    assert second.fill("/vao/ma", page="/vao/ma", ma=recovery[0].upper()).status_code == 303
    third = own_crew.anybody()
    third.sign_in("editor")
    assert third.fill("/vao/ma", page="/vao/ma", ma=recovery[0]).status_code == 400


def _kept(crew, name="editor"):
    with crew.station.store.reading() as tx:
        return tx.accounts.get(name).totp


def _with_code(crew, code):
    client = crew.anybody()
    client.sign_in("editor")
    return client.fill("/vao/ma", page="/vao/ma", ma=code)


def _key(crew):
    return crew.folder.with_name(f"{crew.folder.name}-khoa") / "hai-lop.key"


def test_the_store_and_its_backups_hold_no_secret_of_a_second_factor(own_crew, tmp_path):
    totp, _ = _with_factor(own_crew)
    assert _kept(own_crew).startswith("v1:")
    own_crew.station.store.doors.writer.dispose()
    for path in own_crew.folder.glob("broadcaster.db*"):
        assert totp.secret.encode() not in path.read_bytes()
    made = make_backup(own_crew.station, now=NOW, to=tmp_path / "sao-luu")
    with zipfile.ZipFile(made.path) as archive:
        inside = {name: archive.read(name) for name in archive.namelist()}
    key = _key(own_crew).read_bytes().strip()
    assert not any(totp.secret.encode() in content or key in content for content in inside.values())


def test_secrets_of_an_older_program_are_sealed_when_a_code_is_first_used(own_crew):
    totp, other = TOTP("A" * 32), "B" * 32
    with own_crew.station.store.writing() as tx:
        for name, secret in (("editor", totp.secret), ("reporter", other)):
            tx.accounts.keep(replace(tx.accounts.get(name), totp=secret))
    assert _with_code(own_crew, totp.at(own_crew.clock.now)).status_code == 303
    assert [_kept(own_crew, name)[:3] for name in ("editor", "reporter")] == ["v1:", "v1:"]
    assert _with_code(own_crew, totp.at(own_crew.clock.now)).status_code == 400
    own_crew.clock.move(seconds=30)
    assert _with_code(own_crew, totp.at(own_crew.clock.now)).status_code == 303


@pytest.mark.parametrize("other", [False, True], ids=["no-key", "another-key"])
def test_a_restored_store_without_its_key_says_what_to_do(own_crew, other):
    totp, recovery = _with_factor(own_crew)
    key = _key(own_crew)
    kept = key.read_bytes()
    key.unlink()
    if other:
        FactorKey.open(key, make=True)
    own_crew.clock.move(seconds=30)
    answer = _with_code(own_crew, totp.at(own_crew.clock.now))
    assert answer.status_code == 400
    assert "Nhập một mã dự phòng" in answer.text
    assert "broadcaster user reset-factor" in answer.text
    assert str(key) not in answer.text
    assert key.exists() is other
    assert _with_code(own_crew, recovery[0]).status_code == 303
    key.write_bytes(kept)
    key.chmod(0o600)
    assert _with_code(own_crew, totp.at(own_crew.clock.now)).status_code == 303


def test_guesses_count_where_the_key_is_missing_too(own_crew):
    _with_factor(own_crew)
    _key(own_crew).unlink()
    client = own_crew.anybody()
    client.sign_in("editor")
    codes = [client.fill("/vao/ma", page="/vao/ma", ma="123456").status_code for _ in range(6)]
    assert codes[-1] == 429


def test_who_takes_too_long_with_the_code_begins_anew(own_crew):
    totp, _ = _with_factor(own_crew)
    client = own_crew.anybody()
    client.sign_in("editor")
    own_crew.clock.move(minutes=6)
    answer = client.fill("/vao/ma", page="/vao/ma", ma=totp.at(own_crew.clock.now))
    assert (answer.status_code, answer.headers["location"]) == (303, "/vao")


def test_a_set_up_link_serves_once_and_ends(own_crew):
    client, new = own_crew.anybody(), "bốn cái thuyền nan"
    path = f"/lap-mat-khau/{make_link(own_crew.station, 'editor', by=BY)}"
    signed_in = own_crew.as_(Role.EDITOR)
    assert client.fill(path, page=path, mat_khau=new, lai="khác").status_code == 400
    set_now = client.fill(path, page=path, mat_khau=new, lai=new)
    assert (set_now.status_code, set_now.headers["location"]) == (303, "/vao?xong=mat-khau")
    assert "Đã đặt mật khẩu." in client.get("/vao?xong=mat-khau").text
    assert signed_in.get("/tai-khoan").status_code == 303
    assert client.get(path).status_code == 410
    assert client.fill(path, page="/vao", mat_khau=new, lai=new).status_code == 410
    assert client.sign_in("editor", new).status_code == 303
    later = f"/lap-mat-khau/{make_link(own_crew.station, 'editor', by=BY)}"
    own_crew.clock.move(hours=LINK_HOURS)
    assert client.get(later).status_code == 410


def test_a_newer_link_takes_the_place_of_an_older_one(crew):
    older, newer = (f"/lap-mat-khau/{make_link(crew.station, 'technician', by=BY)}" for _ in range(2))
    assert [crew.anybody().get(path).status_code for path in (older, newer)] == [410, 200]


def test_the_first_start_gives_a_link_and_no_password(own_crew):
    assert first_link(own_crew.station, by=BY) is None
    with own_crew.station.store.writing() as tx:
        for held in tx.accounts.grants("admin"):
            tx.accounts.take_back(held)
    path = f"/lap-mat-khau/{first_link(own_crew.station, by=BY)}"
    client = own_crew.anybody()
    assert client.fill(path, page=path, mat_khau=PASSWORD, lai=PASSWORD).status_code == 303
    assert client.sign_in("quan-tri").status_code == 303
    assert client.get("/nguoi-dung").status_code == 200
    assert first_link(own_crew.station, by=Actor(who="x", now=NOW + timedelta(days=9))) is None


def test_the_trail_tells_who_came_who_was_refused_and_holds_no_secret(own_crew):
    client = own_crew.anybody()
    client.sign_in("editor", "sai hẳn rồi mà")
    client.sign_in("editor")
    path = f"/lap-mat-khau/{make_link(own_crew.station, 'editor', by=BY)}"
    client.fill(path, page="/tai-khoan", mat_khau="x", lai="y")
    told = [entry for _, entry in trail(own_crew.station)]
    assert ("sign_in", "refused", "testclient") in {(each.action, each.outcome, each.address) for each in told}
    assert ("editor", "sign_in", "done") in {(each.who, each.action, each.outcome) for each in told}
    everything = repr(told)
    assert urlsplit(path).path.rpartition("/")[2] not in everything
    assert PASSWORD not in everything
    assert _cookie(client) not in everything
