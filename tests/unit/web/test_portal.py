"""A commune's portal: its own programme and files, whole or from where they broke off, and nothing of anybody else's."""

import hashlib
import http.client
import io
import json
import re
import zipfile
from dataclasses import replace
from datetime import timedelta

import pytest
from browser_made import served
from makers import COMMUNE, DAY, EVENING, MORNING, NOW, STATION
from portal_made import EVENING_OF, MORNING_OF, SOUND, airings, fetched, given_day, handed_over, moved, planned
from pypdf import PdfReader
from web_made import crew_in

from broadcaster.domain.accounts import Role
from broadcaster.domain.rights import RIGHTS, Right
from broadcaster.services.audit import Actor, trail
from broadcaster.services.keep_accounts import grant
from broadcaster.services.outlet_files import newest, note_fetched
from broadcaster.web.fetches import Fetches
from broadcaster.web.pages import portal, portal_aired, portal_notices
from broadcaster.web.resumable import disposition

AT = f"/xa/{COMMUNE}"
BUNDLE = f"{AT}/ngay/{DAY}/goi"
SOUND_AT = f"{AT}/ngay/{DAY}/tep/0600-morning.mp3"


@pytest.fixture(scope="module")
def given(tmp_path_factory, peopled_folder):
    """A station whose outlets have their day, for tests that do not disturb each other."""
    made = given_day(crew_in(tmp_path_factory.mktemp("xã"), peopled_folder))
    yield made
    made.close()


@pytest.fixture(scope="module")
def evening(tmp_path_factory, peopled_folder):
    """The same in the evening, when both sessions are over."""
    made = moved(given_day(crew_in(tmp_path_factory.mktemp("tối"), peopled_folder)), EVENING_OF)
    yield made
    made.close()


@pytest.fixture
def own_given(tmp_path, peopled_folder):
    made = given_day(crew_in(tmp_path, peopled_folder))
    yield made
    made.close()


def bundle_of(crew, outlet=COMMUNE):
    return crew.handed[outlet][1].read_bytes()


# --- what is shown


def test_the_first_page_of_a_commune_is_its_portal(given):
    assert given.as_(Role.OPERATOR).get("/").headers["location"] == "/xa"
    assert given.as_(Role.TECHNICIAN).get("/").status_code == 200


def test_who_has_one_outlet_is_led_to_it_and_who_has_several_chooses(given):
    assert given.as_(Role.OPERATOR).get("/xa").headers["location"] == AT
    told = given.as_(Role.TECHNICIAN).get("/xa").text
    assert f'href="{AT}"' in told
    assert f'href="/xa/{STATION}"' in told


def test_today_has_its_sessions_items_player_and_files(given):
    told = given.as_(Role.OPERATOR).get(AT).text
    assert "Hôm nay, thứ Tư 15/03/2023" in told
    for playlist in given.playlists[COMMUNE]:
        for each in playlist.items:
            assert each.title in told
    assert f'<source src="{SOUND_AT}" type="audio/mpeg">' in told
    assert f'href="{BUNDLE}" download' in told
    assert given.handed[COMMUNE][0].bundle in told
    assert hashlib.sha256(SOUND).hexdigest() in told
    for name in ("m3u8", "xspf", "pls", "csv", "ics"):
        assert f"{AT}/ngay/{DAY}/tep/lich-phat.{name}" in told


def test_a_day_that_was_not_handed_over_says_so(own_crew):
    planned(own_crew.station)
    moved(own_crew, MORNING_OF)
    told = own_crew.as_(Role.OPERATOR).get(AT).text
    assert "Đài chưa giao chương trình ngày này" in told
    assert "<audio" not in told


def test_an_empty_day_says_so(given):
    told = given.as_(Role.OPERATOR).get(f"{AT}/ngay/2031-01-01").text
    assert "Chưa lập kế hoạch" in told or "Không có buổi phát nào" in told


def test_the_printed_day_names_hours_items_and_the_sum(given):
    told = given.as_(Role.OPERATOR).get(f"{AT}/ngay/{DAY}").text
    assert "06:00" in told
    assert "17:30" in told
    assert given.handed[COMMUNE][0].bundle in told


def test_the_picture_for_a_phone_is_svg_of_the_portals_address(given):
    answer = given.as_(Role.OPERATOR).get(f"{AT}/qr.svg")
    assert answer.headers["content-type"] == "image/svg+xml"
    assert answer.content.lstrip().startswith((b"<?xml", b"<svg"))
    assert b"<script" not in answer.content


def test_what_people_wrote_is_never_markup(own_crew):
    (first, *others) = planned(own_crew.station)[COMMUNE]
    hostile = replace(first, items=tuple(replace(each, title="<script>1</script>") for each in first.items))
    with own_crew.station.store.writing() as tx:
        tx.playlists.replace_day(DAY, [hostile, *others])
    moved(own_crew, EVENING_OF)
    for path in (AT, f"{AT}/ngay/{DAY}", f"{AT}/da-phat/{first.id}/du", f"{AT}/da-phat/{first.id}/khac"):
        told = own_crew.as_(Role.OPERATOR).get(path).text
        assert "<script>1" not in told
        assert "&lt;script&gt;1" in told


def test_the_portal_speaks_english_too(given):
    client = given.as_(Role.OPERATOR)
    client.get("/giao-dien?tieng=en")
    told = client.get(AT).text
    client.get("/giao-dien?tieng=vi")
    assert "Download everything" in told
    assert "Tải trọn ngày" not in told


# --- who may see what


def _addresses(outlet, session):
    values = {"outlet": outlet, "day": str(DAY), "name": "manifest.json", "session": session, "item": "tin-001"}
    for router in (portal.router, portal_aired.router, portal_notices.router):
        for route in router.routes:
            path = route.path.replace(":path", "")
            for name, value in values.items():
                path = path.replace(f"{{{name}}}", value)
            right = (
                Right.CONFIRM_AIRED
                if router is portal_aired.router
                else Right.SEND_LOCAL
                if router is portal_notices.router
                else Right.DOWNLOAD
            )
            for method in sorted(route.methods):
                if path != "/xa":
                    yield method, path, right


def _ask(client, method, path):
    return client.fill(path) if method == "POST" else client.request(method, path)


@pytest.mark.parametrize("role", list(Role))
def test_every_route_of_every_role_at_the_own_and_at_a_foreign_outlet(evening, role):
    client, everywhere = evening.as_(role), role is not Role.OPERATOR
    for outlet in (COMMUNE, STATION, "KHONG-CO", "nghia-son"):
        session = evening.playlists[outlet if outlet in evening.playlists else STATION][0].id
        for method, path, right in _addresses(outlet, session):
            answer = _ask(client, method, path)
            known = outlet in {COMMUNE, STATION} if everywhere else outlet == COMMUNE
            if right not in RIGHTS[role]:
                assert answer.status_code == 403, (method, path)
            elif not known:
                assert answer.status_code == 404, (method, path)
            else:
                assert answer.status_code != 403, (method, path)
            if right not in RIGHTS[role] or not known:
                assert "Tin số" not in answer.text
                assert STATION not in answer.text.replace(path, "") or everywhere


def test_the_week_is_printed_for_ones_own_outlet(given):
    client = given.as_(Role.OPERATOR)
    told = client.get(AT).text
    weeks = re.findall(rf'href="({AT}/tuan/[^"]+)"', told)
    assert weeks == [f"{AT}/tuan/{day}/lich.pdf" for day in (DAY, DAY + timedelta(days=7))]
    for address in weeks:
        answer = client.get(address)
        assert (answer.status_code, answer.headers["content-type"]) == (200, "application/pdf")
        assert answer.content.startswith(b"%PDF")
    assert 'filename="lich-tuan-NGHIA-SON-2023-03-13.pdf"' in client.get(weeks[0]).headers["content-disposition"]
    words = "\n".join(each.extract_text() for each in PdfReader(io.BytesIO(client.get(weeks[0]).content)).pages)
    assert "xã Nghĩa Sơn" in words
    assert "huyện Nghĩa Hưng" not in words
    titles = [each.title for each in given.playlists[COMMUNE][0].items if each.item_id]
    assert titles
    assert all(each in words for each in titles)


@pytest.mark.parametrize("day", ["hom-nay", "0001-01-01", "9999-12-31", "2023-02-30"])
def test_a_week_that_no_plan_reaches_is_not_there(given, day):
    assert given.as_(Role.OPERATOR).get(f"{AT}/tuan/{day}/lich.pdf").status_code == 404


def test_a_session_of_another_outlet_is_not_there_under_ones_own_address(evening):
    foreign, before = evening.playlists[STATION][0].id, airings(evening, STATION)
    client = evening.as_(Role.OPERATOR)
    for way in ("du", "khac"):
        assert client.get(f"{AT}/da-phat/{foreign}/{way}").status_code == 404
        assert client.fill(f"{AT}/da-phat/{foreign}/{way}").status_code == 404
    assert airings(evening, STATION) == before


def test_two_outlets_of_one_operator_are_both_open_and_a_third_is_not(own_given):
    by = Actor(who="thử", now=NOW)
    grant(own_given.station, Role.OPERATOR.value, Role.OPERATOR, by=by, outlet=STATION)
    client = own_given.as_(Role.OPERATOR)
    assert client.get("/xa").status_code == 200
    assert client.get(f"/xa/{STATION}").status_code == 200


# --- files


def test_the_bundle_comes_as_it_was_published_under_a_lawful_name(given):
    answer = given.as_(Role.OPERATOR).get(BUNDLE)
    assert answer.status_code == 200
    assert hashlib.sha256(answer.content).hexdigest() == given.handed[COMMUNE][0].bundle
    assert answer.headers["etag"] == f'"{given.handed[COMMUNE][0].bundle}"'
    assert answer.headers["content-disposition"] == f'attachment; filename="goi-phat-{COMMUNE}-{DAY}.zip"'
    assert answer.headers["content-type"] == "application/zip"
    assert answer.headers["accept-ranges"] == "bytes"
    assert zipfile.ZipFile(io.BytesIO(answer.content)).testzip() is None


def test_every_file_of_the_manifest_comes_alone_with_its_sum(given):
    client = given.as_(Role.OPERATOR)
    with zipfile.ZipFile(given.handed[COMMUNE][1]) as archive:
        listed = json.loads(archive.read("manifest.json"))["files"]
    assert len(listed) > 8
    for each in listed:
        answer = client.get(f"{AT}/ngay/{DAY}/tep/{each['name']}")
        assert hashlib.sha256(answer.content).hexdigest() == each["sha256"]
        assert answer.headers["etag"] == f'"{each["sha256"]}"'
        assert "html" not in answer.headers["content-type"]
        assert answer.headers["content-disposition"].startswith("attachment")


@pytest.mark.parametrize(
    "name",
    [
        "..%2f..%2f..%2fstation.toml",
        "../../../station.toml",
        "%2e%2e/%2e%2e/broadcaster.db",
        "..\\..\\station.toml",
        "/etc/passwd",
        "//etc/passwd",
        "manifest.json",
        "kich-ban",
        "kich-ban/",
        "0600-MORNING.mp3",
        "0600-morning.mp3%00.txt",
        "goi-phat-NGHIA-SON-2023-03-15.zip",
        "a" * 3000,
    ],
)
def test_a_name_that_the_manifest_has_not_is_not_there(given, name):
    assert given.as_(Role.OPERATOR).get(f"{AT}/ngay/{DAY}/tep/{name}").status_code == 404


@pytest.mark.parametrize("day", ["2023-3-15x", "..", "0", "2023-02-30", "2023-03-14", "9999-12-31"])
def test_a_day_without_a_bundle_is_not_there(given, day):
    assert given.as_(Role.OPERATOR).get(f"{AT}/ngay/{day}/goi").status_code == 404


@pytest.mark.parametrize(
    ("asked", "first", "stop"),
    [
        ("bytes=0-", 0, None),
        ("bytes=0-0", 0, 1),
        ("bytes=100-199", 100, 200),
        ("bytes=-1", -1, None),
        ("bytes=-300", -300, None),
        ("bytes=300000-99999999999", 300_000, None),
        ("bytes=-99999999999", 0, None),
        (" Bytes = 5 - 9 ", 5, 10),
    ],
)
@pytest.mark.parametrize("address", [BUNDLE, SOUND_AT])
def test_one_range_is_answered_exactly(given, asked, first, stop, address):
    whole = bundle_of(given) if address == BUNDLE else SOUND
    answer = given.as_(Role.OPERATOR).get(address, headers={"Range": asked})
    assert answer.status_code == 206
    assert answer.content == whole[first:stop]
    begins = first if first >= 0 else len(whole) + first
    assert answer.headers["content-range"] == f"bytes {begins}-{begins + len(answer.content) - 1}/{len(whole)}"
    assert answer.headers["content-length"] == str(len(answer.content))


@pytest.mark.parametrize(
    "asked", ["bytes=0-1,5-9", "bytes=9-5", "bytes=-", "lines=0-1", "bytes=a-b", "", "bytes=0-1-2"]
)
def test_what_is_no_single_range_is_ignored(given, asked):
    answer = given.as_(Role.OPERATOR).get(SOUND_AT, headers={"Range": asked})
    assert (answer.status_code, answer.content) == (200, SOUND)


@pytest.mark.parametrize("asked", ["bytes=99999999-", "bytes=-0", f"bytes={len(SOUND)}-"])
def test_a_range_beyond_the_end_is_refused_with_the_length(given, asked):
    answer = given.as_(Role.OPERATOR).get(SOUND_AT, headers={"Range": asked})
    assert (answer.status_code, answer.headers["content-range"]) == (416, f"bytes */{len(SOUND)}")


def test_if_range_of_other_bytes_gets_the_whole(given):
    client, tag = given.as_(Role.OPERATOR), given.handed[COMMUNE][0].bundle
    for told in ('"other"', f'W/"{tag}"', "Wed, 15 Mar 2023 00:00:00 GMT"):
        answer = client.get(BUNDLE, headers={"Range": "bytes=5-9", "If-Range": told})
        assert (answer.status_code, len(answer.content)) == (200, len(bundle_of(given)))
    same = client.get(BUNDLE, headers={"Range": "bytes=5-9", "If-Range": f'"{tag}"'})
    assert (same.status_code, same.content) == (206, bundle_of(given)[5:10])


def test_what_is_there_already_is_not_sent_again(given):
    tag = given.handed[COMMUNE][0].bundle
    answer = given.as_(Role.OPERATOR).get(BUNDLE, headers={"If-None-Match": f'"{tag}"'})
    assert (answer.status_code, answer.content) == (304, b"")


def test_a_look_ahead_tells_length_and_name_and_sends_nothing(given):
    answer = given.as_(Role.OPERATOR).head(BUNDLE)
    assert (answer.status_code, answer.content) == (200, b"")
    assert answer.headers["content-length"] == str(len(bundle_of(given)))


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("a.zip", 'attachment; filename="a.zip"'),
        ("a\r\nX: 1.zip", 'attachment; filename="a__X_ 1.zip"'),
        ('a"; filename="b.zip', 'attachment; filename="a_; filename=_b.zip"'),
        ("..", 'attachment; filename="tep"'),
        ("../a\\b.zip", 'attachment; filename="_a_b.zip"'),
        ("CON.zip", 'attachment; filename="_CON.zip"'),
        ("nul", 'attachment; filename="_nul"'),
        ("lịch.txt", "attachment; filename=\"l_ch.txt\"; filename*=UTF-8''l%E1%BB%8Bch.txt"),
        ("a?b*c|d<e>.txt ", 'attachment; filename="a_b_c_d_e_.txt"'),
    ],
)
def test_a_file_is_always_kept_under_a_name_that_windows_takes(name, told):
    assert disposition(name) == told


def test_a_bundle_that_is_gone_cut_or_elsewhere_is_named_and_not_sent(own_given):
    client, (handover, path) = own_given.as_(Role.OPERATOR), own_given.handed[COMMUNE]
    whole = path.read_bytes()
    path.write_bytes(whole[:-1])
    for _ in range(2):
        assert client.get(BUNDLE).status_code == 409
        told = client.get(AT).text
        assert "không còn nguyên trên máy của đài" in told
        assert str(own_given.folder) not in told
        path.unlink(missing_ok=True)
    with own_given.station.store.writing() as tx:
        outside = own_given.folder / "station.toml"
        values = {name: getattr(handover, name) for name in handover.__slots__}
        tx.handovers.add(
            type(handover)(**values | {"path": "station.toml", "bytes_count": outside.stat().st_size, "at": EVENING_OF})
        )
    assert client.get(BUNDLE).status_code == 409


# --- that it was taken


def test_a_part_a_look_ahead_and_a_single_file_are_no_download(own_given):
    client = own_given.as_(Role.OPERATOR)
    client.head(BUNDLE)
    client.get(BUNDLE, headers={"Range": "bytes=0-99"})
    client.get(BUNDLE, headers={"Range": "bytes=200-"})
    client.get(SOUND_AT)
    assert fetched(own_given, COMMUNE) == []
    assert "chưa tải" in client.get(AT).text
    client.get(BUNDLE, headers={"Range": "bytes=100-199"})
    assert fetched(own_given, COMMUNE) == ["Người người vận hành xã"]
    client.get(BUNDLE)
    assert len(fetched(own_given, COMMUNE)) == 2
    assert "Người người vận hành xã đã tải lúc 00:30 15/03/2023" in client.get(AT).text
    assert [entry.subject for _, entry in trail(own_given.station, action="bundle.fetch")] == [COMMUNE, COMMUNE]


def test_parts_that_two_people_took_make_no_whole(own_given):
    length = len(bundle_of(own_given))
    own_given.as_(Role.OPERATOR).get(BUNDLE, headers={"Range": f"bytes=0-{length // 2}"})
    own_given.as_(Role.TECHNICIAN).get(BUNDLE, headers={"Range": f"bytes={length // 2}-"})
    assert fetched(own_given, COMMUNE) == []


def test_an_old_bundle_that_was_taken_does_not_pass_for_the_new_one(own_given):
    old, _ = own_given.handed[COMMUNE]
    new, _ = handed_over(
        own_given.station, own_given.playlists[COMMUNE], sound=SOUND + b"x", at=MORNING_OF, version="-2"
    )
    by = Actor(who="operator", now=EVENING_OF)
    assert not note_fetched(own_given.station, old, name="Sơn", by=by)
    assert note_fetched(own_given.station, new, name="Sơn", by=by)
    with own_given.station.store.reading() as tx:
        assert newest(tx, COMMUNE, DAY).bundle == new.bundle


def test_spans_join_whatever_their_order():
    fetches = Fetches()
    key = ("a", "b", "c")
    assert not fetches.whole(key, (50, 100), 100)
    assert not fetches.whole(key, (0, 20), 100)
    assert fetches.whole(key, (10, 60), 100)
    assert not fetches.whole(key, (10, 100), 100)


def test_a_download_that_broke_off_is_resumed_to_the_same_sum(tmp_path, peopled_folder):
    """Over a real socket, as a phone on a bad line does it."""
    crew = given_day(crew_in(tmp_path, peopled_folder), sound=SOUND * 40)
    cookie = "; ".join(f"{each.name}={each.value}" for each in crew.as_(Role.OPERATOR).cookies.jar)
    length = len(bundle_of(crew))
    with served(crew.app) as address:
        host = address.removeprefix("http://")
        line = http.client.HTTPConnection(host, timeout=10)
        line.request("GET", BUNDLE, headers={"Cookie": cookie})
        answer = line.getresponse()
        tag, got = answer.headers["etag"], answer.read(1_000_000)
        line.sock.close()
        line.close()
        assert fetched(crew, COMMUNE) == []
        line = http.client.HTTPConnection(host, timeout=10)
        line.request("GET", BUNDLE, headers={"Cookie": cookie, "Range": f"bytes={len(got)}-", "If-Range": tag})
        answer = line.getresponse()
        assert answer.status == 206
        got += answer.read()
        line.close()
    assert len(got) == length
    assert hashlib.sha256(got).hexdigest() == crew.handed[COMMUNE][0].bundle
    assert fetched(crew, COMMUNE) == ["Người người vận hành xã"]
    crew.close()


# --- sessions


@pytest.mark.parametrize("session", [MORNING, EVENING])
def test_each_session_has_its_own_sound(given, session):
    told = given.as_(Role.OPERATOR).get(AT).text
    assert f"tep/{'0600' if session == MORNING else '1730'}-{session}.mp3" in told
