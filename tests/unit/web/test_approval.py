"""Approval on the page: exact words, exact sound, another person, and every step in the trail."""

import io
import re
from datetime import timedelta

import pytest
import soundfile
from approval_made import DOUBT, TITLE, approved, keys, speaking_folder, standing, voiced
from makers import COMMUNE, NOW
from small_station import TONE_SETTINGS, speak_in_tones, told_script
from web_made import Crew

from broadcaster.domain.accounts import Role
from broadcaster.domain.approvals import ScriptState
from broadcaster.services.audit import Actor
from broadcaster.services.keep_accounts import grant, take_back
from broadcaster.services.move_script import submit
from broadcaster.services.write_script import edit_script

ONE_PERSON = '[approval]\none_person = true\none_person_reason = "Đài chỉ có một người"\ndecided_by = "UBND xã"\n'


@pytest.fixture
def crew(tmp_path, monkeypatch):
    speak_in_tones(monkeypatch)
    made = Crew(speaking_folder(tmp_path))
    yield made
    made.close()


@pytest.fixture
def approver(crew):
    return crew.as_(Role.APPROVER)


def changed(crew, text="NỮ: Ngày 14/3 xã mở hai cửa.\nNỮ: ĐTT họp ngày 15/3."):
    edit_script(crew.station, "mot-cua", text, path="x", by="Biên", now=NOW + timedelta(hours=1))


def trail(crew, script_id="mot-cua"):
    with crew.station.store.reading() as tx:
        return [(each.action, each.who) for each in tx.audit.about(script_id)]


def test_the_list_tells_what_waits_how_long_it_lasts_and_who_wrote_it(crew, approver):
    told = approver.get("/duyet").text
    assert told.index("Bài chờ duyệt") < told.index(TITLE)
    for each in ("chờ duyệt", "1 chỗ chưa chắc cách đọc", "giây", "chưa xếp", standing(crew).script.writer):
        assert each in told
    assert "Không có bản thu nào chờ nghe" in told


def test_both_forms_stand_side_by_side_with_questions_marked_and_hashes_short(crew, approver):
    told = approver.get("/duyet/mot-cua").text
    assert re.search(r">14/3</mark>", told)
    assert re.search(r"mười bốn tháng ba</mark>", told)
    assert re.search(r'<mark class="unsure"[^>]*>ĐTT</mark>', told)
    assert standing(crew).script.text_hash[:10] in told
    assert len(keys(approver)) == 1


def test_words_are_approved_once_every_question_is_ticked(crew, approver):
    form = {"bai": standing(crew).script.text_hash}
    refused = approver.fill("/duyet/mot-cua/bai", **form)
    assert (refused.status_code, "chưa được đánh dấu đã xem" in refused.text) == (400, True)
    assert standing(crew).state is ScriptState.SUBMITTED
    assert approved(crew).headers["location"] == "/duyet/mot-cua?xong=bai"
    (given,) = standing(crew).approvals
    assert (given.by, given.authenticated, given.questions_seen) == ("Người người duyệt", True, True)
    assert ("script_approved", "approver") in trail(crew)
    assert "Đã duyệt bài." in approver.get("/duyet/mot-cua?xong=bai").text


def test_words_that_changed_in_between_are_not_approved_and_the_change_is_shown(crew, approver):
    before, ticks = standing(crew).script.text_hash, keys(approver)
    changed(crew)
    answer = approver.fill("/duyet/mot-cua/bai", bai=before, cau=ticks)
    assert answer.status_code == 409
    assert "<del>một</del><ins>hai</ins>" in answer.text
    assert standing(crew).approvals == ()
    assert standing(crew).script.text_hash in answer.text, "the form now carries what is shown"
    assert [action for action, _ in trail(crew)] == []


def test_a_return_needs_a_reason_holds_for_what_was_shown_and_can_be_withdrawn(crew, approver):
    shown = standing(crew).script.text_hash
    assert approver.fill("/duyet/mot-cua/tra-bai", bai=shown, ly_do=" ").status_code == 400
    assert approver.fill("/duyet/mot-cua/tra-bai", bai="0" * 64, ly_do="sai").status_code == 409
    assert standing(crew).state is ScriptState.SUBMITTED
    assert approver.fill("/duyet/mot-cua/tra-bai", bai=shown, ly_do="thiếu giờ họp").status_code == 303
    assert standing(crew).state is ScriptState.RETURNED
    told = approver.get("/duyet").text
    assert told.index("Đã trả lại") < told.index("thiếu giờ họp")
    assert approver.fill("/duyet/mot-cua/bai", bai=shown, cau=keys(approver)).status_code in {400, 409}
    assert approver.fill("/duyet/mot-cua/rut", ly_do="").status_code == 400
    assert approver.fill("/duyet/mot-cua/rut", ly_do="trả nhầm").status_code == 303
    assert standing(crew).state is ScriptState.SUBMITTED
    assert [step.authenticated for step in standing(crew).steps] == [False, True, True]
    assert [action for action, _ in trail(crew)] == ["text_returned", "return_withdrawn"]


def test_who_wrote_or_edited_cannot_approve(crew, approver):
    edit_script(crew.station, "mot-cua", f"NỮ: {DOUBT}", path="x", by="Người người duyệt", now=NOW)
    assert "không tự duyệt được" in approver.get("/duyet/mot-cua").text
    answer = approver.fill("/duyet/mot-cua/bai", bai=standing(crew).script.text_hash, cau=["1.0.3.đội tự túc"])
    assert answer.status_code in {400, 409}
    assert standing(crew).approvals == ()


def test_a_station_of_one_person_approves_by_its_recorded_policy_and_says_so(crew, approver):
    (crew.folder / "station.toml").write_text(TONE_SETTINGS + ONE_PERSON, encoding="utf-8")
    edit_script(crew.station, "mot-cua", "NỮ: Ngày mai họp.", path="x", by="Người người duyệt", now=NOW)
    assert "Đài chỉ có một người" in approver.get("/duyet/mot-cua").text
    assert approved(crew).status_code == 303
    assert "Đài chỉ có một người" in standing(crew).approvals[0].policy


def test_sound_is_voiced_by_an_order_sent_whole_in_parts_and_by_line(crew, approver):
    sound = voiced(crew)
    whole = approver.get(f"/duyet/mot-cua/tieng/{sound}.wav")
    assert whole.headers["content-type"] == "audio/wav"
    assert soundfile.info(io.BytesIO(whole.content)).duration > 1
    small = approver.get(f"/duyet/mot-cua/tieng/{sound}.mp3")
    assert small.headers["content-type"] == "audio/mpeg"
    assert len(small.content) < len(whole.content) / 4
    part = approver.get(f"/duyet/mot-cua/tieng/{sound}.mp3", headers={"range": "bytes=100-199"})
    assert (part.status_code, part.content) == (206, small.content[100:200])
    assert part.headers["content-range"] == f"bytes 100-199/{len(small.content)}"
    tail = approver.get(f"/duyet/mot-cua/tieng/{sound}.mp3", headers={"range": "bytes=-50"})
    assert tail.content == small.content[-50:]
    assert approver.get(f"/duyet/mot-cua/tieng/{sound}.mp3", headers={"range": "bytes=99999999-"}).status_code == 416
    first = soundfile.info(io.BytesIO(approver.get(f"/duyet/mot-cua/tieng/{sound}/0.wav").content)).duration
    assert 0 < first < soundfile.info(io.BytesIO(whole.content)).duration
    for gone in (f"{sound}/2.mp3", f"{'0' * 64}.mp3", f"{sound}/-1.mp3"):
        assert approver.get(f"/duyet/mot-cua/tieng/{gone}").status_code == 404


def test_sound_that_was_not_sent_is_approved_only_by_who_says_that_they_heard_it(crew, approver):
    sound = voiced(crew)
    refused = approver.fill("/duyet/mot-cua/tieng", tieng=sound)
    assert (refused.status_code, "chưa gửi bản thu" in refused.text) == (400, True)
    assert standing(crew).state is ScriptState.VOICED
    assert approver.fill("/duyet/mot-cua/tieng", tieng=sound, da_nghe="1").status_code == 303
    assert standing(crew).state is ScriptState.CLEARED


def test_sound_that_was_sent_is_approved_and_the_trail_keeps_that_once(crew, approver):
    sound = voiced(crew)
    for _ in range(2):
        approver.get(f"/duyet/mot-cua/tieng/{sound}.mp3")
    assert approver.fill("/duyet/mot-cua/tieng", tieng=sound).status_code == 303
    assert standing(crew).approvals[-1].authenticated
    told = [action for action, _ in trail(crew)]
    assert told == ["script_approved", "order_made", "sound_fetched", "sound_approved"]
    assert "Mã bản thu" in approver.get("/duyet/mot-cua").text


def test_a_sound_that_changed_in_between_is_neither_approved_nor_returned(crew, approver):
    sound = voiced(crew)
    assert approver.fill("/duyet/mot-cua/tieng", tieng="0" * 64, da_nghe="1").status_code == 409
    assert approver.fill("/duyet/mot-cua/tra-tieng", tieng="0" * 64, ly_do="rè").status_code == 409
    assert standing(crew).state is ScriptState.VOICED
    assert approver.fill("/duyet/mot-cua/tra-tieng", tieng=sound, ly_do="rè ở câu hai").status_code == 303
    assert standing(crew).state is ScriptState.SOUND_RETURNED
    assert "rè ở câu hai" in approver.get("/duyet/mot-cua").text


def test_several_are_approved_at_once_only_those_that_were_read_all_or_none(crew, approver):
    told = approver.get("/duyet-cung-luc").text
    marks = {name: f"{name}:{standing(crew, name).script.text_hash}" for name in ("mot-cua", "le-hoi")}
    assert all(each in told for each in marks.values())
    assert approver.fill("/duyet-cung-luc").status_code == 400
    unseen = approver.fill("/duyet-cung-luc", chon=list(marks.values()))
    assert (unseen.status_code, standing(crew, "le-hoi").approvals) == (400, ())
    stale = approver.fill("/duyet-cung-luc", chon=[marks["le-hoi"], f"mot-cua:{'0' * 64}"], xem=["mot-cua"])
    assert (stale.status_code, standing(crew, "le-hoi").approvals) == (409, ())
    assert approver.fill("/duyet-cung-luc", chon=[marks["le-hoi"]]).headers["location"] == "/duyet?xong=cung-luc"
    assert standing(crew, "le-hoi").state is ScriptState.APPROVED
    assert standing(crew).state is ScriptState.SUBMITTED
    assert approver.fill("/duyet-cung-luc", chon=["khong-co:00"]).status_code == 404


def test_the_history_tells_every_step_the_changes_between_versions_and_the_trail(crew, approver):
    approved(crew)
    changed(crew)
    told = approver.get("/duyet/mot-cua/lich-su").text
    assert "<del>một</del><ins>hai</ins>" in told
    assert "về bản cũ, không còn hiệu lực" in told
    assert "duyệt bài" in told
    assert "Việc trên trang" in told


def test_drafts_stand_apart_where_scripts_are_submitted(crew, approver):
    told_script(crew.station, "nhap", "Sáng mai họp.", title="Bài còn nháp")
    told = approver.get("/duyet").text
    assert told.index("Chưa trình duyệt") < told.index("Bài còn nháp")
    submit(crew.station, ["nhap"], by="Nam", now=NOW)
    assert "Chưa trình duyệt" not in approver.get("/duyet").text


@pytest.mark.parametrize(
    ("role", "status"),
    [(role, 200 if role in {Role.APPROVER, Role.EDITOR, Role.REPORTER, Role.TECHNICIAN, Role.AUDITOR, Role.ADMIN} else 403)
     for role in Role],
)  # fmt: skip
def test_who_may_look_and_who_may_decide(crew, role, status):
    client, form = crew.as_(role), {"bai": standing(crew).script.text_hash, "ly_do": "x", "tieng": "x"}
    for path in ("/duyet", "/duyet/mot-cua", "/duyet/mot-cua/lich-su"):
        assert client.get(path).status_code == status
    if role is not Role.APPROVER:
        assert 'action="/duyet/mot-cua/bai"' not in client.get("/duyet/mot-cua").text
        for path in ("bai", "tra-bai", "tra-tieng", "rut", "tieng"):
            assert client.fill(f"/duyet/mot-cua/{path}", **form).status_code == 403
        assert client.get("/duyet-cung-luc").status_code == 403
    assert standing(crew).state is ScriptState.SUBMITTED


def test_an_approver_of_one_commune_decides_on_what_airs_there_alone(crew, approver):
    by = Actor(who="thử", now=NOW)
    take_back(crew.station, "approver", Role.APPROVER, by=by)
    grant(crew.station, "approver", Role.APPROVER, by=by, outlet=COMMUNE)
    told_script(crew.station, "cua-xa", "Sáng mai họp.", title="Chuyện của xã", outlets=(COMMUNE,))
    told = approver.get("/duyet").text
    assert "Chuyện của xã" in told
    assert TITLE not in told
    assert approver.get("/duyet/cua-xa").status_code == 200
    for path in ("/duyet/mot-cua", "/duyet/mot-cua/lich-su", "/duyet/khong-co"):
        assert approver.get(path).status_code == 404
    shown = standing(crew).script.text_hash
    assert approver.fill("/duyet/mot-cua/tra-bai", bai=shown, ly_do="x").status_code == 404
    assert approver.fill("/duyet-cung-luc", chon=[f"mot-cua:{shown}"], xem=["mot-cua"]).status_code == 404
    assert standing(crew).state is ScriptState.SUBMITTED


def test_a_form_of_nobody_ours_does_nothing_and_markup_in_a_script_is_text(crew, approver):
    assert approver.post("/duyet/mot-cua/tra-bai", data={"ly_do": "x"}).status_code == 403
    told_script(crew.station, "xau", "<script>alert(1)</script> họp.", title="<img src=x onerror=alert(1)>")
    for path in ("/duyet", "/duyet/xau", "/duyet-cung-luc", "/duyet/xau/lich-su"):
        told = approver.get(path).text
        assert "<script>alert" not in told
        assert "<img src=x" not in told


def test_the_pages_speak_english_too(approver):
    approver.get("/giao-dien?tieng=en&ve=/duyet")
    for path, words in (("/duyet", "Text to approve"), ("/duyet/mot-cua", "Approve text"), ("/viec", "Ordered work")):
        assert words in approver.get(path).text


def test_a_fact_that_the_news_says_nowhere_is_shown_and_has_to_be_ticked(crew, approver):
    changed(crew, "NỮ: Ngày 24/3 xã mở một cửa.")
    told = approver.get("/duyet/mot-cua").text
    assert "Chưa thấy trong tin gốc (1)" in told
    assert "Đã đối chiếu: ngày tháng “24/3”" in told
    form = {"bai": standing(crew).script.text_hash}
    assert approver.fill("/duyet/mot-cua/bai", **form).status_code == 400
    assert approver.fill("/duyet/mot-cua/bai", **form, cau=keys(approver)).status_code == 303


def test_approving_together_asks_for_such_a_fact_too(crew, approver):
    changed(crew, "NỮ: Ngày 24/3 xã mở một cửa.")
    assert "ngày tháng “24/3”" in approver.get("/duyet-cung-luc").text
    chosen = f"mot-cua:{standing(crew).script.text_hash}"
    assert approver.fill("/duyet-cung-luc", chon=chosen).status_code == 400
    assert approver.fill("/duyet-cung-luc", chon=chosen, xem="mot-cua").status_code == 303
