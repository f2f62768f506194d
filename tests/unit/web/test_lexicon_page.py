"""The lexicon on the page: nothing is kept before what it changes was shown."""

import pytest
from approval_made import DOUBT, speaking_folder, standing
from makers import COMMUNE, NOW
from small_station import speak_in_tones, told_script
from web_made import Crew

from broadcaster.domain.accounts import Role
from broadcaster.domain.approvals import ScriptState
from broadcaster.services.approve_script import approve_text
from broadcaster.services.audit import Actor
from broadcaster.services.keep_accounts import grant, take_back

WORD = {"viet": "ĐTT", "doc": "đài truyền thanh xã"}


@pytest.fixture
def crew(tmp_path, monkeypatch):
    speak_in_tones(monkeypatch)
    made = Crew(speaking_folder(tmp_path))
    yield made
    made.close()


@pytest.fixture
def editor(crew):
    return crew.as_(Role.EDITOR)


def spoken(crew):
    return standing(crew).script.read_lines[1].spoken


def test_words_are_listed_found_and_tried_on_a_sentence(editor):
    told = editor.get("/tu-dien").text
    assert "đội tự túc" in told
    assert "gần có: loa" in told
    assert "đội tự túc" not in editor.get("/tu-dien?tim=UBND").text
    assert "Ủy ban nhân dân" in editor.get("/tu-dien?tim=uy%20ban&co-san=1").text
    tried = editor.get("/tu-dien", params={"cau": DOUBT}).text
    assert "Đội tự túc họp ngày mười lăm tháng ba." in tried
    assert "trang=2" in editor.get("/tu-dien?co-san=1").text
    assert editor.get("/tu-dien?co-san=1&trang=999").status_code == 200


def test_a_form_is_filled_in_from_the_address(editor):
    told = editor.get("/tu-dien", params={"viet": "HTX", "doc": '"><script>'}).text
    assert 'value="HTX"' in told
    assert "<script>" not in told.split("</head>")[1]


def test_what_changes_is_shown_before_anything_is_kept(crew, editor):
    approve_text(crew.station, "mot-cua", by="Trưởng", now=NOW, questions_seen=True)
    before = spoken(crew)
    seen = editor.fill("/tu-dien/xem", **WORD)
    assert seen.status_code == 200
    assert "phải duyệt lại" in seen.text
    assert "<ins>Đài truyền thanh xã họp ngày mười lăm tháng ba.</ins>" in seen.text
    assert spoken(crew) == before
    kept = editor.fill("/tu-dien/luu", **WORD)
    assert kept.headers["location"] == "/tu-dien?xong=them"
    assert spoken(crew) == "Đài truyền thanh xã họp ngày mười lăm tháng ba."
    assert standing(crew).state is not ScriptState.APPROVED
    with crew.station.store.reading() as tx:
        assert [(each.action, each.who) for each in tx.audit.about("ĐTT")] == [("word_added", "editor")]
    assert editor.fill("/tu-dien/luu", **WORD).headers["location"] == "/tu-dien?xong=nguyen"


def test_a_word_is_removed_after_a_look_and_the_history_keeps_both(crew, editor):
    before = spoken(crew)
    editor.fill("/tu-dien/luu", **WORD)
    seen = editor.fill("/tu-dien/xem-bo", **WORD)
    assert "<del>Đài truyền thanh xã họp" in seen.text
    assert spoken(crew) != before
    assert editor.fill("/tu-dien/bo", **WORD).headers["location"] == "/tu-dien?xong=bo"
    assert spoken(crew) == before
    told = editor.get("/tu-dien/lich-su").text
    assert told.index("bỏ") < told.rindex("thêm")
    assert "Người biên tập viên" in told
    assert editor.fill("/tu-dien/bo", **WORD).status_code == 400


@pytest.mark.parametrize(
    "form",
    [
        {"viet": "", "doc": "x"},
        {"viet": "ĐTT", "doc": ""},
        {"viet": "ĐTT", "doc": "đài số 5"},
        {"viet": "ĐTT", "doc": "đài", "giong": "khong-co"},
        {"viet": "ĐTT", "doc": "đài", "noi": "Nơi Không Có"},
    ],
)
def test_a_word_that_cannot_be_is_refused_with_the_reason_and_stays_typed(crew, editor, form):
    for path in ("/tu-dien/xem", "/tu-dien/luu"):
        answer = editor.fill(path, **form)
        assert answer.status_code in {400, 409}
        assert "Chưa ghi gì" in answer.text
        assert form["viet"] in answer.text
    with crew.station.store.reading() as tx:
        assert tx.words.all() == ()


@pytest.mark.parametrize("role", list(Role))
def test_who_may_look_and_who_may_change(crew, role):
    client = crew.as_(role)
    assert client.get("/tu-dien").status_code == (403 if role is Role.OPERATOR else 200)
    may = role in {Role.EDITOR, Role.TECHNICIAN}
    if role is not Role.OPERATOR:
        assert ("Xem đổi những gì" in client.get("/tu-dien").text) is may
    assert client.fill("/tu-dien/luu", **WORD).status_code == (303 if may else 403)


def test_an_editor_of_one_commune_keeps_the_words_of_that_commune_alone(crew, editor):
    by = Actor(who="thử", now=NOW)
    take_back(crew.station, "editor", Role.EDITOR, by=by)
    grant(crew.station, "editor", Role.EDITOR, by=by, outlet=COMMUNE)
    told_script(crew.station, "cua-xa", DOUBT, outlets=(COMMUNE,))
    before = spoken(crew)
    assert editor.fill("/tu-dien/luu", **WORD).status_code == 403
    assert editor.fill("/tu-dien/luu", **WORD, noi=COMMUNE).status_code == 303
    assert spoken(crew) == before
    assert standing(crew, "cua-xa").script.read_lines[0].spoken.startswith("Đài truyền thanh xã")


def test_a_form_without_our_mark_changes_nothing(crew, editor):
    assert editor.post("/tu-dien/luu", data=WORD).status_code == 403
    with crew.station.store.reading() as tx:
        assert tx.words.all() == ()


def test_the_pages_speak_english_too(editor):
    editor.get("/giao-dien?tieng=en&ve=/tu-dien")
    assert "Add or replace a reading" in editor.get("/tu-dien").text
    assert "Keep this reading?" in editor.fill("/tu-dien/xem", **WORD).text
