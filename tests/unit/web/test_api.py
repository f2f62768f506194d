"""What programs ask, and what they are refused."""

import io
import json
import zipfile
from datetime import timedelta
from hashlib import sha256

import pytest
from api_made import AIRED, BY, Program, api_crew, hand_over
from makers import COMMUNE, DAY, NOW, STATION, a_target, a_timetable, an_outlet

from broadcaster.domain.airings import Evidence
from broadcaster.domain.tokens import Scope
from broadcaster.errors import DiskFull
from broadcaster.services.audit import trail
from broadcaster.services.keep_tokens import revoke_token


@pytest.fixture(scope="module")
def crew(tmp_path_factory, peopled_folder):
    made = api_crew(tmp_path_factory.mktemp("đài"), peopled_folder)
    yield made
    made.close()


@pytest.fixture
def own(tmp_path, peopled_folder):
    made = api_crew(tmp_path, peopled_folder)
    yield made
    made.close()


@pytest.fixture(scope="module")
def player(crew):
    return Program(crew, Scope.BUNDLES, Scope.PLAYLISTS, Scope.OUTLETS, Scope.AS_RUN, outlet=COMMUNE)


def test_a_token_sees_the_outlets_that_it_is_for(crew, player):
    assert [each["id"] for each in player.get("/outlets").json()["outlets"]] == [COMMUNE]
    everywhere = Program(crew, Scope.OUTLETS)
    assert {each["id"] for each in everywhere.get("/outlets").json()["outlets"]} == {STATION, COMMUNE}
    assert everywhere.get(f"/outlets/{STATION}").json()["transmission"] == "wired"


@pytest.mark.parametrize("path", ["", "/manifest", f"/playlists/{DAY}", f"/bundles/{DAY}"])
@pytest.mark.parametrize("outlet", [STATION, "KHONG-CO"])
def test_a_foreign_outlet_and_none_at_all_are_one_answer(player, path, outlet):
    answer = player.get(f"/outlets/{outlet}{path}")
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["title"] == "Không có trang này"


def test_a_day_is_told_with_the_same_plan_as_the_bundle_has(player):
    told = player.get(f"/outlets/{COMMUNE}/playlists/{DAY}").json()
    (session,) = told["sessions"]
    assert (session["session"], session["sha256"]) == ("morning", None)
    assert session["start"].endswith("+07:00")
    assert session["items"][0]["position"] == 1
    assert player.get(f"/outlets/{COMMUNE}/playlists/2023-03-16").json()["sessions"] == []
    assert player.get(f"/outlets/{COMMUNE}/playlists/hom-nay").status_code == 422


def test_a_manifest_is_sent_once_and_then_only_named(player):
    path = f"/outlets/{COMMUNE}/manifest"
    first = player.get(path, **{"Accept-Encoding": "identity"})
    packed = player.get(path, **{"Accept-Encoding": "gzip"})
    assert (first.status_code, packed.headers["content-encoding"]) == (200, "gzip")
    assert first.headers["etag"] != packed.headers["etag"]
    assert packed.json() == first.json()
    for etag in (first.headers["etag"], f'"cũ", W/{packed.headers["etag"]}'.encode()):
        again = player.get(path, **{"If-None-Match": etag})
        assert (again.status_code, again.content) == (304, b"")
    assert player.get(path, **{"If-None-Match": '"cu"'}).status_code == 200


def test_a_manifest_changes_as_soon_as_something_else_is_handed_over(own):
    player = Program(own, Scope.BUNDLES, outlet=COMMUNE)
    path = f"/outlets/{COMMUNE}/manifest"
    before = player.get(path)
    old = before.json()["days"][0]["bundle"]
    hand_over(own.station, COMMUNE, version=2)
    after = player.get(path, **{"If-None-Match": before.headers["etag"]})
    (day,) = after.json()["days"]
    assert day["bundle"]["sha256"] != old["sha256"]
    assert player.get(old["url"].removeprefix("/api/v1")).status_code == 200, "who is half way through it goes on"
    own.clock.move(days=4)
    assert player.get(path).json()["days"] == []


def test_a_bundle_that_is_gone_is_not_offered(own):
    given = hand_over(own.station, COMMUNE, version=2)
    (own.folder / given.path).unlink()
    (day,) = Program(own, Scope.BUNDLES, outlet=COMMUNE).get(f"/outlets/{COMMUNE}/manifest").json()["days"]
    assert day["bundle"]["sha256"] != given.bundle


def test_every_file_that_a_manifest_names_comes_with_the_bytes_that_it_names(player):
    (day,) = player.get(f"/outlets/{COMMUNE}/manifest").json()["days"]
    whole = player.get(f"/files/{day['bundle']['sha256']}").content
    assert sha256(whole).hexdigest() == day["bundle"]["sha256"]
    names = {each["name"] for each in day["files"]} | {"manifest.json"}
    assert set(zipfile.ZipFile(io.BytesIO(whole)).namelist()) == names
    for each in day["files"]:
        answer = player.get(f"/files/{each['sha256']}")
        assert sha256(answer.content).hexdigest() == each["sha256"]
        assert int(answer.headers["content-length"]) == each["bytes"]
        assert "immutable" in answer.headers["cache-control"]
        assert answer.headers["content-disposition"].startswith("attachment")
    assert player.get(f"/outlets/{COMMUNE}/bundles/{DAY}").content == whole
    assert player.get(f"/outlets/{COMMUNE}/bundles/2023-03-16").status_code == 404


def test_a_file_of_another_outlet_is_not_there(crew, player):
    (day,) = Program(crew, Scope.BUNDLES).get(f"/outlets/{STATION}/manifest").json()["days"]
    sound = next(each for each in day["files"] if each["name"].endswith(".mp3"))
    assert Program(crew, Scope.BUNDLES).get(f"/files/{sound['sha256']}").status_code == 200
    for wanted in (day["bundle"]["sha256"], sound["sha256"], "0" * 64):
        assert player.get(f"/files/{wanted}").status_code == 404
    assert player.get("/files/..%2f..%2fstation.toml").status_code in {404, 422}


@pytest.mark.parametrize(
    ("asked", "status", "part"),
    [
        ("bytes=0-9", 206, (0, 10)),
        ("bytes=10-", 206, (10, None)),
        ("bytes=-7", 206, (-7, None)),
        ("bytes=5-999999999", 206, (5, None)),
        ("bytes=-999999999", 206, (0, None)),
        ("bytes=0-1,5-6", 200, (0, None)),
        ("bytes=9-5", 200, (0, None)),
        ("bytes=-", 200, (0, None)),
        ("byte=0-1", 200, (0, None)),
        ("bytes=999999999-", 416, None),
        ("bytes=-0", 416, None),
    ],
)
def test_half_a_file_goes_on_where_it_broke(player, asked, status, part):
    (day,) = player.get(f"/outlets/{COMMUNE}/manifest").json()["days"]
    for path in (f"/files/{day['bundle']['sha256']}", f"/files/{_sound(day)}"):
        whole = player.get(path).content
        answer = player.get(path, Range=asked)
        assert answer.status_code == status
        if part is None:
            assert answer.headers["content-range"] == f"bytes */{len(whole)}"
            continue
        assert answer.content == whole[slice(part[0], part[1])]
        if status == 206:
            first = part[0] % len(whole)
            last = first + len(answer.content) - 1
            assert answer.headers["content-range"] == f"bytes {first}-{last}/{len(whole)}"


def test_a_part_of_another_version_is_never_mixed_in(player):
    path = f"/outlets/{COMMUNE}/bundles/{DAY}"
    etag = player.get(path).headers["etag"]
    assert player.get(path, Range="bytes=0-9", **{"If-Range": etag}).status_code == 206
    assert player.get(path, Range="bytes=0-9", **{"If-Range": '"khac"'}).status_code == 200
    assert player.get(path, **{"If-None-Match": etag}).status_code == 304
    head = player.ask("HEAD", path)
    assert (head.status_code, head.content, int(head.headers["content-length"]) > 0) == (200, b"", True)


def _sound(day):
    return next(each["sha256"] for each in day["files"] if each["name"].endswith(".mp3"))


# --- who may come in


@pytest.mark.parametrize("shown", ["", "Bearer ", "Bearer btk_sai", "Basic YTpi", "bearer", "Bearer \u00e1"])
def test_no_token_or_a_wrong_one_is_told_how_to_come_in(crew, shown):
    answer = crew.anybody().get("/api/v1/outlets", headers={"Authorization": shown.encode("latin-1")} if shown else {})
    assert (answer.status_code, answer.headers["www-authenticate"]) == (401, "Bearer")
    assert answer.json()["status"] == 401


def test_a_token_that_was_taken_back_or_has_ended_is_refused_at_once(own):
    player = Program(own, Scope.OUTLETS)
    brief = Program(own, Scope.OUTLETS, ends_at=NOW + timedelta(hours=1))
    assert [player.get("/outlets").status_code, brief.get("/outlets").status_code] == [200, 200]
    own.clock.move(hours=2)
    assert brief.get("/outlets").status_code == 401
    revoke_token(own.station, player.token.id, by=BY)
    assert player.get("/outlets").status_code == 401


def test_a_token_of_a_unit_follows_the_timetable(own):
    program = Program(own, Scope.OUTLETS, unit="nghia-son-2023")
    assert [each["id"] for each in program.get("/outlets").json()["outlets"]] == [COMMUNE]
    with own.station.store.writing() as tx:
        more = an_outlet(id="NGHIA-SON-2", name="Cụm loa xóm 2", aliases=())
        old = tx.timetables.current()
        tx.timetables.apply(
            a_timetable(outlets=(*old.outlets, more), targets=(), slots=old.slots), by="Nam", at=NOW, source="ba"
        )
    assert len(program.get("/outlets").json()["outlets"]) == 2


def test_a_browsers_cookie_opens_nothing_here(crew):
    from broadcaster.domain.accounts import Role  # noqa: PLC0415

    assert crew.as_(Role.ADMIN).get("/api/v1/outlets").status_code == 401


# --- as-run


def _entry(number=1, **over):
    starts = AIRED.replace(hour=22, minute=30, microsecond=0) - timedelta(days=1)
    values = {
        "id": f"e-{number}",
        "playlist_id": f"{DAY}-morning-{COMMUNE}-1",
        "position": number,
        "started_at": starts.isoformat(),
        "stopped_at": (starts + timedelta(seconds=12)).isoformat(),
        "played_ms": 12_000,
    }
    return values | over


def _log(*entries, player="may-1"):
    return {"player": player, "entries": list(entries)}


@pytest.fixture
def heard(own):
    own.clock.now = AIRED
    return own


def test_a_players_word_is_kept_once_however_often_it_is_sent(heard):
    player = Program(heard, Scope.AS_RUN, Scope.AS_RUN_OUT, outlet=COMMUNE)
    path = f"/outlets/{COMMUNE}/as-run"
    log = _log(
        _entry(1, cuts=["a" * 64], sink="loa 1"),
        _entry(2, started_at=None, stopped_at=None, played_ms=0, cause="mất điện"),
    )
    assert player.post(path, log).json() == {"fresh": 2, "known": 0, "evidence": "player"}
    assert player.post(path, log).json() == {"fresh": 0, "known": 2, "evidence": "player"}
    shown = player.get(f"{path}?date={DAY}").json()["entries"]
    assert {(each["evidence"], each["said_by"], each["played_ms"]) for each in shown} == {
        ("player", "may-1", 12_000),
        ("player", "may-1", 0),
    }
    with heard.station.store.reading() as tx:
        kept = next(each for each in tx.airings.between(DAY, DAY) if each.cuts)
    assert (kept.sink, kept.title, kept.evidence) == ("loa 1", kept.title, Evidence.PLAYER)
    assert [each.action for _, each in trail(heard.station)][:2] == ["as_run_received"] * 2


def test_who_speaks_for_a_player_gives_a_persons_word(heard):
    portal = Program(heard, Scope.AS_RUN)
    answer = portal.post(f"/outlets/{COMMUNE}/as-run", _log(_entry(1)))
    assert answer.json() == {"fresh": 1, "known": 0, "evidence": "operator"}
    other = portal.post(f"/outlets/{COMMUNE}/as-run", _log(_entry(1, id="e-9", played_ms=5), player="may-2"))
    assert (other.status_code, "đã xác nhận khác" in other.json()["detail"]) == (409, True)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"playlist_id": "2023-03-15-khong-co"}, "không có lịch phát"),
        ({"playlist_id": f"{DAY}-morning-{STATION}-1"}, "không có lịch phát"),
        ({"position": 99}, "không có mục thứ 99"),
        ({"started_at": None}, "ghi lý do"),
        ({"stopped_at": "2023-03-14T22:29:00Z"}, "kết thúc trước"),
        ({"started_at": "2023-03-16T05:00:00Z", "stopped_at": None}, "tương lai"),
        ({"started_at": "2023-03-01T05:00:00Z", "stopped_at": None}, "hơn một ngày"),
        ({"played_ms": 60_000}, "dài hơn"),
        ({"id": "e-1", "played_ms": 1}, "mã đã dùng"),
    ],
)
def test_a_wrong_row_is_named_and_nothing_is_written(heard, wrong, said):
    player = Program(heard, Scope.AS_RUN, Scope.AS_RUN_OUT, outlet=COMMUNE)
    answer = player.post(f"/outlets/{COMMUNE}/as-run", _log(_entry(1), _entry(2) | wrong))
    assert answer.status_code == 422
    assert "dòng 2" in answer.json()["detail"]
    assert said in answer.json()["detail"]
    assert player.get(f"/outlets/{COMMUNE}/as-run?date={DAY}").json()["entries"] == []


def test_what_was_said_is_never_said_otherwise_under_the_same_name(heard):
    player = Program(heard, Scope.AS_RUN, outlet=COMMUNE)
    path = f"/outlets/{COMMUNE}/as-run"
    assert player.post(path, _log(_entry(1))).status_code == 200
    answer = player.post(path, _log(_entry(1, played_ms=5)))
    assert (answer.status_code, "nội dung khác" in answer.json()["detail"]) == (422, True)


def test_a_log_needs_its_scope_and_its_outlet(heard):
    listener = Program(heard, Scope.AS_RUN_OUT, Scope.BUNDLES, outlet=COMMUNE)
    answer = listener.post(f"/outlets/{COMMUNE}/as-run", _log(_entry(1)))
    assert (answer.status_code, "gửi nhật ký phát" in answer.json()["detail"]) == (403, True)
    assert (
        Program(heard, Scope.AS_RUN, outlet=STATION).post(f"/outlets/{COMMUNE}/as-run", _log(_entry())).status_code
        == 404
    )


def test_a_field_that_is_wrong_is_named(heard):
    player = Program(heard, Scope.AS_RUN, outlet=COMMUNE)
    answer = player.post(f"/outlets/{COMMUNE}/as-run", _log(_entry(1, started_at="2023-03-14T22:30:00")))
    assert answer.status_code == 422
    assert "entries.0.started_at" in answer.json()["detail"]
    assert player.ask("POST", f"/outlets/{COMMUNE}/as-run", content=b"{").status_code == 422


def test_too_much_is_refused_before_it_is_read(heard):
    player = Program(heard, Scope.AS_RUN, outlet=COMMUNE)
    told = {"Content-Length": str(10**12), "Content-Type": "application/json"}
    answer = player.ask("POST", f"/outlets/{COMMUNE}/as-run", content=b"{}", headers=told)
    assert (answer.status_code, answer.json()["status"]) == (413, 413)


# --- targets and news


def test_targets_are_told_for_the_outlets_of_the_token(own):
    with own.station.store.writing() as tx:
        old = tx.timetables.current()
        wanted = a_target(outlets=(STATION, COMMUNE), period="2023-03")
        tx.timetables.apply(a_timetable(slots=old.slots, targets=(wanted,)), by="Nam", at=NOW, source="ba")
    (everywhere,) = Program(own, Scope.TARGETS).get("/targets").json()["targets"]
    (here,) = Program(own, Scope.TARGETS, outlet=COMMUNE).get("/targets").json()["targets"]
    assert (everywhere["outlets"], here["outlets"]) == ([STATION, COMMUNE], [COMMUNE])
    assert everywhere["wanted"] == 2 * here["wanted"]


NEWS = {"title": "Một cửa <script>alert(1)</script>", "body": "Bài\n\nhai đoạn.", "topic": "3", "genre": "tin"}


def test_news_comes_in_once_and_only_its_sender_changes_it(own):
    office = Program(own, Scope.NEWS_IN)
    first = office.post("/news", NEWS | {"key": "cv-45"})
    assert (first.status_code, first.json()["saved"]) == (201, "added")
    assert office.post("/news", NEWS | {"key": "cv-45"}).json() == first.json() | {"saved": "unchanged"}
    assert office.post("/news", NEWS | {"key": "cv-45", "body": "Khác."}).json()["saved"] == "changed"
    with own.station.store.reading() as tx:
        theirs = tx.news.all()[0]
    taken = office.post("/news", NEWS | {"key": "", "title": theirs.title})
    assert taken.status_code in {201, 400}
    with own.station.store.reading() as tx:
        assert tx.news.get(theirs.id) == theirs


def test_news_for_some_outlets_stays_with_these(own):
    commune = Program(own, Scope.NEWS_IN, outlet=COMMUNE)
    made = commune.post("/news", NEWS).json()
    with own.station.store.reading() as tx:
        assert tx.news.get(made["id"]).outlets == (COMMUNE,)
    assert commune.post("/news", NEWS | {"outlets": [STATION]}).status_code == 404


@pytest.mark.parametrize("wrong", [{"topic": "99"}, {"genre": "thơ"}, {"outlets": ["không có"]}])
def test_news_of_an_unknown_kind_is_refused_with_what_is_known(own, wrong):
    answer = Program(own, Scope.NEWS_IN).post("/news", NEWS | wrong)
    assert answer.status_code == 400
    assert answer.json()["detail"]


@pytest.mark.parametrize("wrong", [{"title": " "}, {"body": ""}, {"thua": 1}, {"outlets": "a"}])
def test_news_that_is_not_whole_is_refused(own, wrong):
    assert Program(own, Scope.NEWS_IN).post("/news", NEWS | wrong).status_code == 422


def test_the_schema_is_open_and_tells_each_refusal(crew):
    told = crew.anybody().get("/api/v1/openapi.json").json()
    assert set(told["paths"]) >= {"/api/v1/outlets", "/api/v1/outlets/{outlet_id}/manifest", "/api/v1/news"}
    assert not [path for path in told["paths"] if not path.startswith("/api/v1/")]
    for path in told["paths"].values():
        for operation in path.values():
            assert operation["security"] == [{"HTTPBearer": []}]
            assert "application/problem+json" in operation["responses"]["422"]["content"]
    assert "HTTPValidationError" not in json.dumps(told)


def test_a_bundle_that_a_machine_took_whole_is_recorded_once_and_offers_nothing_new(own):
    own_player = Program(own, Scope.BUNDLES, outlet=COMMUNE)
    before = own_player.get(f"/outlets/{COMMUNE}/manifest")
    told = before.json()["days"][0]["bundle"]
    office, path = own.app.state.office, f"/files/{told['sha256']}"
    own_player.get(path, Range="bytes=0-99")
    office.keep_seen()
    with own.station.store.reading() as tx:
        assert tx.handovers.last_fetched([COMMUNE]) == {}
    own_player.get(path, Range="bytes=100-")
    own_player.ask("HEAD", path)
    own_player.get(f"/files/{before.json()['days'][0]['files'][0]['sha256']}")
    office.keep_seen()
    with own.station.store.reading() as tx:
        given = tx.handovers.of(COMMUNE, DAY, DAY)
        assert [each.bundle for each in given if each.fetched_by] == [told["sha256"]]
        assert list(tx.handovers.last_fetched([COMMUNE])) == [COMMUNE]
    assert [entry.action for _, entry in trail(own.station, action="bundle.fetch")] == ["bundle.fetch"]
    again = own_player.get(f"/outlets/{COMMUNE}/manifest", **{"If-None-Match": before.headers["etag"]})
    assert again.status_code == 304


def test_what_could_not_be_written_down_of_a_fetch_is_written_later(own, monkeypatch):
    own_player = Program(own, Scope.BUNDLES, outlet=COMMUNE)
    own_player.get(f"/outlets/{COMMUNE}/bundles/{DAY}")
    office = own.app.state.office
    with monkeypatch.context() as patched:
        patched.setattr("broadcaster.web.office.note_all_fetched", _full)
        office.keep_seen()
    office.keep_seen()
    with own.station.store.reading() as tx:
        assert list(tx.handovers.last_fetched([COMMUNE])) == [COMMUNE]


def _full(*_):
    raise DiskFull(path="đĩa")
