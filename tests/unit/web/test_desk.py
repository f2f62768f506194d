"""The script desk on the web: who may what, nothing lost, nothing half done."""

import io
import re

import numpy as np
import pytest
import soundfile
from makers import COMMUNE, NOW
from readings import packed, read_aloud
from small_station import told_script
from web_made import BAD

from broadcaster.copydesk.reading.breaths import voice_sentences
from broadcaster.domain.accounts import Role
from broadcaster.domain.approvals import ScriptState
from broadcaster.domain.ids import OutletId, ScriptId
from broadcaster.services.approve_script import approve_text, standings
from broadcaster.services.audit import trail

WRITERS = {Role.REPORTER, Role.EDITOR}
READERS = {*WRITERS, Role.APPROVER, Role.TECHNICIAN, Role.AUDITOR, Role.ADMIN}
WORDS = "NỮ: Ngày 15/3/2023, UBND xã họp. Có 25 người.\nNHẠC: nhạc cắt\nNAM: ĐTT xã đưa tin.\n"


def base(client, name="tin-001"):
    return re.search(r'name="goc" value="(\w+)"', client.get(f"/kich-ban/{name}").text)[1]


def save(client, text, name="tin-001", **over):
    return client.fill(f"/kich-ban/{name}/luu", **{"loi": text, "goc": base(client, name)} | over)


def state(crew, name="tin-001"):
    return next(each.state for each in standings(crew.station) if each.script.id == name)


def written(crew, name="tin-001"):
    with crew.station.store.reading() as tx:
        return [line.written for line in tx.scripts.get(ScriptId(name)).read_lines]


# --- who may what ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["", "/tin-001", "/tin-001/to-in", "/tin-001/nhac-chu", "/tin-001/cac-ban"])
@pytest.mark.parametrize("role", list(Role))
def test_scripts_are_shown_to_who_sees_news(crew, role, path):
    answer = crew.as_(role).get(f"/kich-ban{path}")
    assert answer.status_code == (200 if role in READERS else 403)


@pytest.mark.parametrize(
    ("path", "roles"),
    [
        ("giu", WRITERS),
        ("sua-thay", WRITERS),
        ("luu", WRITERS),
        ("nhap", WRITERS),
        ("doc-thu", WRITERS),
        ("bien-tap", {Role.EDITOR}),
        ("trinh", WRITERS),
        ("them-tu", {Role.EDITOR, Role.TECHNICIAN}),
    ],
)
@pytest.mark.parametrize("role", list(Role))
def test_each_step_takes_its_right(crew, role, path, roles):
    answer = crew.as_(role).fill(f"/kich-ban/khong-co/{path}", loi="NỮ: a", viet="a", doc_la="b")
    assert answer.status_code == (404 if role in roles else 403)


@pytest.mark.parametrize("path", ["", "/to-in", "/nhac-chu", "/cac-ban", "/nghe", "/thu-tieng"])
def test_what_is_not_there_is_not_found(crew, path):
    assert crew.as_(Role.EDITOR).get(f"/kich-ban/khong-co{path}").status_code == 404


def test_nobody_changes_anything_from_another_page(crew):
    client = crew.as_(Role.EDITOR)
    for path in ("giu", "luu", "nhap", "doc-thu", "trinh", "thu-tieng", "them-tu", "bo-nhap", "roi"):
        assert client.post(f"/kich-ban/tin-001/{path}", data={"loi": "NỮ: a"}).status_code == 403


def test_a_script_of_foreign_outlets_is_not_there(own_crew):
    told_script(own_crew.station, "cua-dai", "Tin của đài.", outlets=(OutletId("XA"),))
    told_script(own_crew.station, "cua-xa", "Tin của xã.", outlets=(COMMUNE,))
    client = own_crew.at_outlet("phong-vien-xa", Role.REPORTER, COMMUNE)
    assert "/kich-ban/cua-dai" not in client.get("/kich-ban").text
    for path in ("", "/to-in", "/nhac-chu", "/cac-ban", "/nghe?cau=1", "/thu-tieng"):
        assert client.get(f"/kich-ban/cua-dai{path}").status_code == 404, path
    for path in ("giu", "luu", "nhap", "doc-thu", "trinh", "sua-thay"):
        assert client.fill(f"/kich-ban/cua-dai/{path}", loi="NỮ: a").status_code == 404, path
    assert client.fill("/kich-ban/cua-xa/giu").status_code == 303
    assert client.get("/kich-ban/tin-001").status_code == 200  # airs there too
    assert client.fill("/kich-ban/tin-001/giu").status_code == 403  # and elsewhere


# --- writing --------------------------------------------------------------------------------------------------------


def test_a_script_goes_from_draft_to_submitted(own_crew):
    client = own_crew.as_(Role.EDITOR)
    assert "readonly" in client.get("/kich-ban/tin-001").text
    assert client.fill("/kich-ban/tin-001/giu").headers["location"] == "/kich-ban/tin-001?xong=giu"
    assert "readonly" not in client.get("/kich-ban/tin-001").text
    assert (
        save(client, WORDS, khung="tin-morning").headers["location"] == "/kich-ban/tin-001?xong=luu&khung=tin-morning"
    )
    assert state(own_crew) is ScriptState.DRAFT
    assert client.fill("/kich-ban/tin-001/bien-tap").status_code == 303
    assert state(own_crew) is ScriptState.EDITED
    assert client.fill("/kich-ban/tin-001/trinh").status_code == 303
    assert state(own_crew) is ScriptState.SUBMITTED
    with own_crew.station.store.reading() as tx:
        assert [each.authenticated for each in tx.script_steps.of(ScriptId("tin-001"))] == [True, True]
    done = [entry.action for _, entry in trail(own_crew.station, who="editor") if entry.action.startswith("script")]
    assert done == ["script_submitted", "script_edited", "script_saved", "script_opened"]


def test_two_people_see_each_other_and_lose_nothing(own_crew):
    editor, reporter = own_crew.as_(Role.EDITOR), own_crew.as_(Role.REPORTER)
    editor.fill("/kich-ban/tin-001/giu")
    assert "Người biên tập viên đang sửa" in reporter.get("/kich-ban/tin-001").text
    assert "Người biên tập viên đang sửa" in reporter.get("/kich-ban").text
    refused = reporter.fill("/kich-ban/tin-001/giu")
    assert (refused.status_code, "Sửa thay" in refused.text) == (409, True)
    refused = save(reporter, "NỮ: Lời của phóng viên.\n")
    assert refused.status_code == 409
    assert "giữ thành bản nháp" in refused.text
    assert "<ins>" in refused.text
    assert written(own_crew) == ["Điểm tin.", "Nội dung tin thứ 1."]
    assert "Lời của phóng viên." in editor.get("/kich-ban/tin-001").text  # the draft of another is shown
    reporter.fill("/kich-ban/tin-001/sua-thay")
    assert save(reporter, "NỮ: Lời của phóng viên.\n").status_code == 303
    late = save(editor, "NỮ: Lời của biên tập viên.\n")
    assert late.status_code == 409
    assert written(own_crew) == ["Lời của phóng viên."]


def test_a_save_from_an_old_page_is_refused_and_kept(own_crew):
    client = own_crew.as_(Role.EDITOR)
    client.fill("/kich-ban/tin-001/giu")
    old = base(client)
    save(client, "NỮ: Một.\n")
    refused = save(client, "NỮ: Hai.\n", goc=old)
    assert (refused.status_code, "đã đổi từ khi bạn bắt đầu" in refused.text) == (409, True)
    assert "NỮ: Hai." in client.get("/kich-ban/tin-001").text
    client.fill("/kich-ban/tin-001/bo-nhap")
    assert "NỮ: Hai." not in client.get("/kich-ban/tin-001").text


def test_a_line_without_a_presenter_is_named(own_crew):
    client = own_crew.as_(Role.EDITOR)
    refused = save(client, f"NỮ: Được.\nkhông ai đọc {BAD}\n")
    assert refused.status_code == 400
    assert "Dòng 2 không hiểu được" in refused.text
    assert "<img src=x" not in refused.text
    assert written(own_crew) == ["Điểm tin.", "Nội dung tin thứ 1."]


def test_steps_that_cannot_be_taken_say_why(own_crew):
    client = own_crew.as_(Role.EDITOR)
    refused = client.fill("/kich-ban/tin-001/bien-tap")  # it was approved already
    assert (refused.status_code, "đã nghe duyệt" in refused.text) == (409, True)


# --- how it will be read --------------------------------------------------------------------------------------------


def test_the_spoken_form_marks_each_change_with_its_rule(own_crew):
    client = own_crew.as_(Role.EDITOR)
    part = client.fill("/kich-ban/tin-001/doc-thu", loi=WORDS, goc=base(client))
    assert part.status_code == 200
    assert "<html" not in part.text
    assert "15/3/2023 → mười lăm tháng ba năm hai nghìn không trăm hai mươi ba · ngày tháng" in part.text
    assert re.search(r'class="said unsure"[^>]*>đê tê tê<', part.text)
    assert "1 chỗ chưa chắc" in part.text
    assert "Nhạc cắt" in part.text
    assert "còn 1 phút" in part.text
    assert state(own_crew) is ScriptState.CLEARED  # only a draft


def test_without_a_script_a_button_shows_the_same(own_crew):
    client = own_crew.as_(Role.EDITOR)
    client.fill("/kich-ban/tin-001/giu")
    shown = client.fill("/kich-ban/tin-001/nhap", loi=WORDS, goc=base(client))
    assert "mười lăm tháng ba" in shown.text
    assert "Bản nháp giữ lúc" in shown.text


def test_who_may_not_change_the_lexicon_gets_no_way_to_it(crew):
    assert "Thêm cách đọc" not in crew.as_(Role.REPORTER).get("/kich-ban/tin-001").text
    assert "Thêm cách đọc" in crew.as_(Role.EDITOR).get("/kich-ban/tin-001").text


def test_a_reading_is_added_from_the_desk(own_crew):
    client = own_crew.as_(Role.EDITOR)
    save(client, WORDS)
    assert 'value="ĐTT"' in client.get("/kich-ban/tin-001", params={"viet": "ĐTT"}).text
    refused = client.fill("/kich-ban/tin-001/them-tu", viet="ĐTT", doc_la="đài TT 3")
    assert (refused.status_code, "sẽ bị đọc thành" in refused.text) == (400, True)
    assert client.fill("/kich-ban/tin-001/them-tu", viet="ĐTT", doc_la="đài truyền thanh").status_code == 303
    shown = client.get("/kich-ban/tin-001").text
    assert "ĐTT → đài truyền thanh" in shown
    assert "chỗ chưa chắc" not in shown


def test_what_people_wrote_is_never_markup(own_crew):
    client = own_crew.as_(Role.EDITOR)
    assert save(client, f"NỮ: {BAD}\n").status_code == 303
    for path in ("", "/to-in", "/nhac-chu", "/cac-ban", "/thu-tieng", f"?viet={BAD}"):
        text = client.get(f"/kich-ban/tin-001{path}").text
        assert "<script>alert" not in text, path
        assert "<img src=x" not in text, path


# --- hear -----------------------------------------------------------------------------------------------------------


def test_a_sentence_of_a_draft_is_heard_and_nothing_counts_as_voiced(own_crew):
    client = own_crew.as_(Role.EDITOR)
    save(client, "NỮ: Lời đã lưu.\n")
    part = client.fill("/kich-ban/tin-001/doc-thu", loi=WORDS, goc=base(client)).text
    for voice in ("nu", "nam"):
        address = re.search(rf'href="(/kich-ban/tin-001/nghe\?cau=2&amp;giong={voice}[^"]+)"', part)[1]
        heard = client.get(address.replace("&amp;", "&"))
        assert heard.headers["content-type"] == "audio/wav"
        samples, rate = soundfile.read(io.BytesIO(heard.content))
        assert 0.4 < len(samples) / rate < 6
        assert np.abs(samples).max() > 0.05
    assert state(own_crew) is ScriptState.DRAFT
    with own_crew.station.store.reading() as tx:
        assert tx.voicings.get(ScriptId("tin-001")).text_hash != tx.scripts.get(ScriptId("tin-001")).text_hash
    assert client.get("/kich-ban/tin-001/nghe?cau=1&ma=khong-con").status_code == 409
    assert client.get("/kich-ban/tin-001/nghe?cau=1&giong=robot").status_code == 422


def test_sound_comes_whole_in_part_or_not_again(own_crew):
    client = own_crew.as_(Role.APPROVER)
    whole = client.get("/kich-ban/tin-001/nghe?cau=1")
    size = len(whole.content)
    assert whole.headers["accept-ranges"] == "bytes"

    def part(asked, **more):
        return client.get("/kich-ban/tin-001/nghe?cau=1", headers={"range": asked, **more})

    first = part("bytes=0-9")
    assert (first.status_code, first.content) == (206, whole.content[:10])
    assert first.headers["content-range"] == f"bytes 0-9/{size}"
    assert part("bytes=-4").content == whole.content[-4:]
    assert part(f"bytes={size - 3}-").content == whole.content[-3:]
    assert part(f"bytes={size}-").status_code == 416
    assert part("bytes=0-1,4-5").content == whole.content
    assert part("bytes=0-9", **{"if-range": '"alt"'}).content == whole.content
    again = client.get("/kich-ban/tin-001/nghe?cau=1", headers={"if-none-match": whole.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


# --- a person's reading ---------------------------------------------------------------------------------------------


@pytest.fixture
def to_read(own_crew):
    """A script with an approved text of one line, ready for a person to read."""
    script = told_script(own_crew.station, "tin-doc", "Mời bà con nghe tin đầu tiên của bản tin hôm nay.")
    approve_text(own_crew.station, script.id, by="Lê Văn Trưởng", now=NOW)
    return own_crew, voice_sentences(script.read_lines[0].spoken)


def test_a_recording_is_taken_in_and_told(to_read):
    crew, spoken = to_read
    client = crew.as_(Role.TECHNICIAN)
    sound = packed(read_aloud(*spoken))
    done = client.fill(
        "/kich-ban/tin-doc/thu-tieng", files={"tep": ("bài.wav", sound)}, nguoi_doc="Nguyễn Thị Hoa", cat="1"
    )
    assert done.status_code == 200, done.text
    assert "LUFS" in done.text
    assert "không có lỗi" in done.text
    assert state(crew, "tin-doc") is ScriptState.VOICED
    assert "người đọc" in client.get("/kich-ban/tin-doc/thu-tieng").text


def test_a_bad_recording_is_refused_with_what_to_do(to_read):
    crew, spoken = to_read
    client = crew.as_(Role.TECHNICIAN)
    soft = packed(read_aloud(*spoken) * np.float32(0.02))
    for name, content, told in [
        ("nho.wav", soft, "quá nhỏ"),
        ("bai.wav", b"RIFF of nothing", "Không mở được"),
        ("../../bai.html", b"<script>alert(1)</script>", "Không mở được"),
        ("rong.mp3", b"", "tệp trống"),
    ]:
        refused = client.fill("/kich-ban/tin-doc/thu-tieng", files={"tep": (name, content)}, nguoi_doc="Hoa")
        assert refused.status_code == 409, name
        assert told in refused.text, name
        assert "<script>alert" not in refused.text
    assert state(crew, "tin-doc") is ScriptState.APPROVED
    assert client.fill("/kich-ban/tin-doc/thu-tieng", nguoi_doc="Hoa").status_code == 422


def test_words_that_are_not_approved_are_not_read_in(own_crew):
    told_script(own_crew.station, "tin-nhap", "Lời nháp.")
    client = own_crew.as_(Role.TECHNICIAN)
    assert "Bài chưa được duyệt" in client.get("/kich-ban/tin-nhap/thu-tieng").text
    refused = client.fill("/kich-ban/tin-nhap/thu-tieng", files={"tep": ("a.wav", packed(read_aloud("Lời nháp.")))})
    assert (refused.status_code, "chưa được duyệt bài" in refused.text) == (409, True)
    assert own_crew.as_(Role.APPROVER).get("/kich-ban/tin-nhap/thu-tieng").status_code == 403


# --- lists, languages -----------------------------------------------------------------------------------------------


def test_scripts_are_found_by_state_words_topic_and_writer(own_crew):
    client = own_crew.as_(Role.REPORTER)
    save(client, "NỮ: Trạm y tế mở cửa.\n", "tin-002")

    def found(**query):
        return set(re.findall(r'href="/kich-ban/(tin-\d+)"', client.get("/kich-ban", params=query).text))

    assert found() == {"tin-001", "tin-002", "tin-003"}
    assert found(buoc="nhap") == {"tin-002"}
    assert found(tim="tram Y TE") == {"tin-002"}
    assert found(cua="toi") == {"tin-002"}
    assert found(chu_de="3") == {"tin-001", "tin-002", "tin-003"}
    assert found(chu_de="9") == set()
    assert found(buoc="khong-co", trang="1") == {"tin-001", "tin-002", "tin-003"}
    assert "Nháp <span>(1)</span>" in client.get("/kich-ban").text
    assert "Không có kịch bản nào như vậy" in client.get("/kich-ban?tim=khong-dau-co").text


def test_the_desk_speaks_english_too(crew):
    client = crew.as_(Role.AUDITOR)
    client.get("/giao-dien", params={"tieng": "en", "ve": "/"})
    try:
        assert "Read time" in client.get("/kich-ban/tin-001").text
        assert "All scripts" in client.get("/kich-ban").text
    finally:
        client.get("/giao-dien", params={"tieng": "vi", "ve": "/"})


def test_the_prompter_is_turned_by_links_and_keeps_within_its_steps(crew):
    client = crew.as_(Role.REPORTER)
    page = client.get("/kich-ban/tin-001/nhac-chu", params={"co": 8, "toc": 1, "lat": 1, "loi": 1}).text
    assert 'class="prompter size-8 mirrored"' in page
    assert "tin thứ nhất" in page
    assert "co=9" not in page
    assert "toc=0" not in page
    assert client.get("/kich-ban/tin-001/nhac-chu?co=99").status_code == 422
