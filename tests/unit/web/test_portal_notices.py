"""A commune's own announcement: tried, handed in once, approved by others, queued where it belongs and nowhere else."""

import io
import re
import shutil
from pathlib import Path

import pytest
import soundfile
from makers import COMMUNE, DAY, NOW, STATION, a_cut, a_voicing, an_approval
from portal_made import given_day, moved, planned
from web_made import crew_in

from broadcaster.domain.accounts import Role
from broadcaster.domain.approvals import ApprovalStage, ScriptState
from broadcaster.domain.ids import ScriptId
from broadcaster.services.announce_locally import LONGEST
from broadcaster.services.approve_script import standings
from broadcaster.services.audit import Actor
from broadcaster.services.keep_accounts import grant
from broadcaster.services.queue_segment import queue_on

AT = f"/xa/{COMMUNE}/thong-bao"
WORDS = {"ten": "Lịch cắt điện", "noi_dung": "Ngày 16/3, thôn 5 mất điện từ 7 giờ đến 11 giờ.", "chu_de": "3"}
POLICY = """
[approval]
one_person = true
one_person_reason = "xã chỉ có một người phụ trách"
decided_by = "Ủy ban nhân dân xã"
decided_on = 2023-01-05
"""


@pytest.fixture
def crew(tmp_path, peopled_folder):
    made = crew_in(tmp_path, peopled_folder)
    templates = Path(__file__).parents[3] / "broadcaster" / "profiles" / "templates"
    shutil.copytree(templates, tmp_path / "scripts" / "templates", dirs_exist_ok=True)
    yield made
    made.close()


def local(crew):
    with crew.station.store.reading() as tx:
        return [each for each in tx.news.all() if each.outlets == (COMMUNE,)]


def state(crew):
    (item,) = local(crew)
    return next(each for each in standings(crew.station) if each.script.id == item.id)


def cleared(crew):
    """Let others approve the words, voice them, and hear them."""
    script = state(crew).script
    lines = tuple((a_cut(spoken=f"{script.id} {n}"),) for n, _ in enumerate(script.read_lines))
    voicing = a_voicing(script, lines=lines)
    with crew.station.store.writing() as tx:
        tx.voicings.save(voicing)
        tx.approvals.add(an_approval(script_id=script.id, subject=script.text_hash))
        tx.approvals.add(an_approval(script_id=script.id, subject=voicing.sound_hash, stage=ApprovalStage.SOUND))
    return script


def test_how_it_is_read_is_shown_and_nothing_kept(crew):
    answer = crew.as_(Role.OPERATOR).fill(AT, **WORDS)
    assert answer.status_code == 200
    assert "mười sáu tháng ba" in answer.text
    assert "khoảng " in answer.text
    assert "Gửi đài duyệt" in answer.text
    assert "Gửi và duyệt luôn" not in answer.text
    assert local(crew) == []


def players(told):
    return re.findall(r'<source src="([^"]+)" type="audio/mpeg"', told)


def test_it_is_heard_before_it_is_sent_and_counts_as_nothing(crew):
    client = crew.as_(Role.OPERATOR)
    (player,) = players(client.fill(AT, **WORDS).text)
    whole = client.get(player)
    assert (whole.status_code, whole.headers["content-type"]) == (200, "audio/mpeg")
    sound, rate = soundfile.read(io.BytesIO(whole.content))
    assert 3 < len(sound) / rate < 30
    assert abs(sound).max() > 0.05
    part = client.get(player, headers={"Range": "bytes=0-99"})
    assert (part.status_code, len(part.content)) == (206, 100)
    assert local(crew) == []


def test_what_was_sent_is_heard_while_it_waits(crew):
    client = crew.as_(Role.OPERATOR)
    client.fill(AT, **WORDS, gui="gui")
    (player,) = players(client.get(AT).text)
    assert soundfile.info(io.BytesIO(client.get(player).content)).duration > 3
    assert state(crew).state is ScriptState.SUBMITTED
    assert state(crew).voicing is None


def test_nobody_hears_what_another_outlet_tries(crew):
    mine = crew.as_(Role.OPERATOR)
    (player,) = players(mine.fill(AT, **WORDS).text)
    mine.fill(AT, **WORDS, gui="gui")
    (sent,) = players(mine.get(AT).text)
    other = crew.at_outlet("dai.huyen", Role.OPERATOR, STATION)
    for address in (player, sent):
        assert other.get(address).status_code == 404
        assert other.get(address.replace(COMMUNE, STATION)).status_code == 404
    assert mine.get(f"{AT}/nghe/{'0' * 32}.mp3").status_code == 404
    assert mine.get(f"{AT}/tin-001/nghe.mp3").status_code == 404


def test_words_without_a_sound_have_no_player(crew):
    assert players(crew.as_(Role.OPERATOR).fill(AT, **WORDS | {"noi_dung": "…"}).text) == []


def test_it_goes_to_approval_for_this_outlet_alone_and_once(crew):
    client = crew.as_(Role.OPERATOR)
    for _ in range(2):
        assert client.fill(AT, **WORDS, gui="gui").headers["location"] == f"{AT}?xong=gui"
    (item,) = local(crew)
    assert (item.author, item.title) == ("Người người vận hành xã", "Lịch cắt điện")
    assert state(crew).state is ScriptState.SUBMITTED
    told = client.get(AT).text
    assert "Lịch cắt điện" in told
    assert "chờ duyệt" in told
    assert "Xếp vào buổi" not in told


def test_open_questions_are_shown(crew):
    (crew.folder / "schedules" / "lexicon.toml").write_text(
        '[[word]]\nwritten = "ĐTT"\nspoken = "đài truyền thanh"\ncontext = ["loa"]\n'
        '[[word]]\nwritten = "ĐTT"\nspoken = "đội tự túc"\n',
        encoding="utf-8",
    )
    told = crew.as_(Role.OPERATOR).fill(AT, **WORDS | {"noi_dung": "Họp ĐTT tối nay."}).text
    assert "<mark>ĐTT</mark>" in told
    assert "chưa chắc cách đọc" in told


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ({"ten": " "}, "cần cả tên thông báo và nội dung"),
        ({"noi_dung": ""}, "cần cả tên thông báo và nội dung"),
        ({"noi_dung": "a" * (LONGEST + 1)}, "rút gọn lại"),
        ({"chu_de": "99", "gui": "gui"}, "99"),
    ],
)
def test_what_cannot_be_told_is_refused_with_what_was_typed(crew, form, sentence):
    answer = crew.as_(Role.OPERATOR).fill(AT, **WORDS | form)
    assert answer.status_code == 400
    assert sentence in answer.text
    assert local(crew) == []


def test_markup_in_it_is_words(crew):
    hostile = WORDS | {"ten": "<script>1</script>", "noi_dung": "Mời <b>họp</b> thôn."}
    client = crew.as_(Role.OPERATOR)
    client.fill(AT, **hostile, gui="gui")
    for told in (client.fill(AT, **hostile).text, client.get(AT).text):
        assert "<script>1" not in told
        assert "<b>họp" not in told


def test_straight_takes_the_policy_and_the_right(crew):
    client = crew.as_(Role.OPERATOR)
    client.fill(AT, **WORDS, gui="duyet")
    assert state(crew).state is ScriptState.SUBMITTED
    settings = crew.folder / "station.toml"
    settings.write_text(settings.read_text(encoding="utf-8") + POLICY, encoding="utf-8")
    client.fill(AT, **WORDS, gui="duyet")
    assert state(crew).state is ScriptState.SUBMITTED
    by = Actor(who="thử", now=NOW)
    grant(crew.station, Role.OPERATOR.value, Role.APPROVER, by=by, outlet=COMMUNE)
    assert "Gửi và duyệt luôn" in client.fill(AT, **WORDS).text
    assert client.fill(AT, **WORDS, gui="duyet").headers["location"] == f"{AT}?xong=duyet"
    assert state(crew).state is ScriptState.APPROVED
    assert "xã chỉ có một người phụ trách" in state(crew).approvals[0].policy


def test_it_is_queued_for_this_outlet_alone_once_it_was_heard(crew):
    client = crew.as_(Role.OPERATOR)
    client.fill(AT, **WORDS, gui="gui")
    item = state(crew).script.id
    early = client.fill(f"{AT}/{item}/xep", buoi=f"{DAY}/morning")
    assert early.status_code == 400
    assert "chưa được nghe duyệt" in early.text
    cleared(crew)
    assert f'<option value="{DAY}/morning">' in client.get(AT).text
    for _ in range(2):
        assert client.fill(f"{AT}/{item}/xep", buoi=f"{DAY}/morning").status_code == 303
    (entry,) = queue_on(crew.station, DAY)
    assert (entry.outlet_id, entry.session, entry.by) == (COMMUNE, "morning", "Người người vận hành xã")
    assert "Đã xếp: buổi sáng" in client.get(AT).text
    playlists = planned(crew.station)
    assert [item in {each.item_id for each in playlists[o][0].items} for o in (COMMUNE, STATION)] == [True, False]


@pytest.mark.parametrize("place", [f"{DAY}/khong-co", "2023-03-01/morning", "", "x/y", "2030-01-01/morning"])
def test_a_session_that_is_not_open_is_refused(crew, place):
    client = crew.as_(Role.OPERATOR)
    client.fill(AT, **WORDS, gui="gui")
    item = cleared(crew).id
    assert client.fill(f"{AT}/{item}/xep", buoi=place).status_code == 400
    assert queue_on(crew.station, DAY) == ()


def test_news_of_others_is_not_queued_from_here(crew):
    assert crew.as_(Role.OPERATOR).fill(f"{AT}/tin-001/xep", buoi=f"{DAY}/morning").status_code == 404
    assert ScriptId("tin-001") in {each.script.id for each in standings(crew.station)}


def test_a_day_that_has_its_bundle_is_not_offered(tmp_path, peopled_folder):
    made = given_day(crew_in(tmp_path, peopled_folder))
    moved(made, NOW.replace(day=14, hour=18))
    assert f'value="{DAY}/' not in made.as_(Role.OPERATOR).get(AT).text
    made.close()
