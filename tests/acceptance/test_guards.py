"""What must never happen between the plan and the air, and whose words are whose."""

import re
import shutil

import pytest
import soundfile
from day_made import broadcaster

from broadcaster.domain.approvals import ScriptState
from broadcaster.scheduling.layout import Pauses
from broadcaster.services.approve_script import standings
from broadcaster.station import Station

BY = ("--by", "Người duyệt")


@pytest.fixture
def planned(commune, tmp_path):
    return commune.copied(tmp_path / "dai")


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    folder = tmp_path_factory.mktemp("viet") / "dai"
    for arguments in (["init", folder], ["news", "import", folder / "news"], ["script", "write"]):
        assert broadcaster(*arguments, folder=None if arguments[0] == "init" else folder).returncode == 0
    return folder


@pytest.fixture
def station(written, tmp_path):
    return shutil.copytree(written, tmp_path / "dai")


def _item_on_air(folder, day):
    with Station.open(folder, {}) as opened, opened.store.reading() as tx:
        return next(item.item_id for item in tx.playlists.on(day)[0].items if item.item_id)


def _edit(folder, script_id, tmp_path, by="Biên tập viên"):
    shown = broadcaster("script", "show", script_id, folder=folder).stdout
    (tmp_path / "sua.txt").write_text(
        re.sub(r"\n(NỮ|NAM): ", r"\n\1: Mời bà con nghe. ", shown, count=1), encoding="utf-8"
    )
    done = broadcaster("script", "edit", script_id, tmp_path / "sua.txt", "--by", by, folder=folder)
    assert done.returncode == 0, done.stderr


def _refuses_to_send(folder, day, word):
    for command in (["mix", day], ["bundle", "make", day]):
        done = broadcaster(*command, folder=folder)
        assert done.returncode == 1, done.stdout
        assert word in done.stderr
        assert "--replace" in done.stderr


def test_words_changed_after_the_plan_never_reach_a_programme_or_a_bundle(planned, commune, tmp_path):
    item = _item_on_air(planned, commune.day)
    _edit(planned, item, tmp_path)
    _refuses_to_send(planned, commune.day, item)


def test_news_taken_out_after_the_plan_never_reaches_a_programme_or_a_bundle(planned, commune):
    assert broadcaster("news", "remove", _item_on_air(planned, commune.day), folder=planned).returncode == 0
    _refuses_to_send(planned, commune.day, "đã bị bỏ")


def test_quiet_hours_that_came_after_the_plan_hold_for_bundles_and_for_playing(planned, commune):
    grid = planned / "schedules" / "grid.toml"
    text = grid.read_text(encoding="utf-8")
    moved = text.replace('starts = "06:15"', 'starts = "07:15"').replace('stops = "06:30"', 'stops = "08:00"')
    grid.write_text(re.sub(r'stops = "0[67]:\d\d"', 'stops = "08:00"', moved), encoding="utf-8")
    outlets = planned / "schedules" / "outlets.toml"
    policy = '\n[[policy]]\noutlets = ["QUY-NHAT"]\nquiet_hours = { starts = "21:30", stops = "07:00" }\n'
    outlets.write_text(outlets.read_text(encoding="utf-8") + policy, encoding="utf-8")
    applied = broadcaster("schedule", "apply", "--by", "KTV", "--confirm-by", "Trưởng đài", folder=planned)
    assert applied.returncode == 0, applied.stderr
    done = broadcaster("bundle", "make", commune.day, folder=planned)
    assert done.returncode == 1
    assert "giờ yên tĩnh" in done.stderr


def test_what_was_sent_stays_sent_until_another_bundle_takes_its_place(planned, commune):
    before = broadcaster("report", "airtime", "--period", "2025-09", folder=planned).stdout
    item = _item_on_air(planned, commune.day)
    assert broadcaster("news", "remove", item, folder=planned).returncode == 0
    assert broadcaster("plan", commune.day, folder=planned).returncode == 1, "bundles are out"
    assert broadcaster("plan", commune.day, "--replace", folder=planned).returncode == 0
    with Station.open(planned, {}) as opened, opened.store.reading() as tx:
        sent = sum(item.duration for each in tx.handovers.between(commune.day, commune.day) for item in each.items)
    assert f"{sent / 60_000:.1f}".replace(".", ",") in before
    assert (
        f"{sent / 60_000:.1f}".replace(".", ",")
        in broadcaster("report", "airtime", "--period", "2025-09", folder=planned).stdout
    )
    bundles = {path: path.read_bytes() for path in planned.glob("audio_out/*/*/*.zip")}
    assert broadcaster("mix", commune.day, folder=planned).returncode == 0
    assert broadcaster("bundle", "make", commune.day, folder=planned).returncode == 0
    assert len(list(planned.glob("audio_out/*/*/*.zip"))) > len(bundles)
    assert {path: path.read_bytes() for path in bundles} == bundles, "what was sent is never overwritten"


def test_another_loudness_makes_the_programmes_anew(planned, commune):
    settings = planned / "station.toml"
    text = settings.read_text(encoding="utf-8").replace("loudness_lufs = -16.0", "loudness_lufs = -20.0")
    settings.write_text(text, encoding="utf-8")
    said = broadcaster("mix", commune.day, folder=planned).stdout
    assert said.count("-20,") == said.count("mới dựng") == len(list(planned.glob("audio_out/*/chuong-trinh/*.mp3")))


def test_an_outlet_with_a_level_of_its_own_gets_programmes_of_its_own(planned, commune):
    outlets = planned / "schedules" / "outlets.toml"
    text = outlets.read_text(encoding="utf-8").replace("[[outlet]]\n", "[[outlet]]\noffset_lu = -7\n", 1)
    outlets.write_text(text, encoding="utf-8")
    two = ("--by", "KTV", "--confirm-by", "Trưởng đài")
    assert broadcaster("schedule", "apply", planned, *two, folder=planned).returncode == 0
    assert broadcaster("bundle", "make", commune.day, folder=planned).returncode == 1, "not mixed at that level yet"
    said = broadcaster("mix", commune.day, "--wav", folder=planned)
    assert said.stdout.count("-7lu.mp3") == said.stdout.count("-7lu.wav") == said.stdout.count("-23,0 LUFS") == 2
    assert broadcaster("bundle", "make", commune.day, folder=planned).returncode == 0


def test_news_that_was_taken_out_stays_out_until_it_is_asked_for(station):
    item = broadcaster("news", "list", folder=station).stdout.splitlines()[4].split()[0]
    assert broadcaster("news", "remove", item, folder=station).returncode == 0
    again = broadcaster("news", "import", station / "news", folder=station)
    assert "mới" not in again.stdout, again.stdout
    asked = broadcaster("news", "import", "--again", station / "news", folder=station)
    assert "1 tin mới" in asked.stdout


def test_files_of_other_kinds_in_a_folder_do_not_stop_the_import(station):
    (station / "news" / "Thumbs.db").write_bytes(b"\x00\x01")
    assert broadcaster("news", "import", station / "news", folder=station).returncode == 0


def test_two_items_of_one_name_are_told_and_neither_is_taken(station, tmp_path):
    head = "title,topic,genre,source,author,headline,body\n"
    (tmp_path / "hai.csv").write_text(head + "Trùng,2,tin,s,a,d,Một.\nTrùng,2,tin,s,a,d,Hai.\n", encoding="utf-8")
    done = broadcaster("news", "import", tmp_path / "hai.csv", folder=station)
    assert done.returncode == 1
    assert "cùng mã" in done.stderr
    assert "Trùng" not in broadcaster("news", "list", folder=station).stdout


@pytest.mark.parametrize("encoding", ["utf-16", "latin-1"])
def test_text_of_notepad_unicode_or_an_old_font_comes_in(station, tmp_path, encoding):
    written = {
        "utf-16": "Tin cũ\nChủ đề: 2\nThể loại: tin\n\nNội dung của tỉnh.",
        "latin-1": "Tin cò\nChñ ®Ò: 2\nThÓ lo¹i: tin\n\nNéi dung cña tØnh.",
    }
    (tmp_path / "tin.txt").write_text(written[encoding], encoding=encoding)
    done = broadcaster("news", "import", tmp_path / "tin.txt", folder=station)
    assert done.returncode == 0, done.stderr
    assert "Tin cũ" in broadcaster("news", "list", folder=station).stdout


def test_an_author_cannot_approve_his_article_because_somebody_else_changed_a_word(station, tmp_path):
    with Station.open(station, {}) as opened:
        script = next(each.script for each in standings(opened) if each.script.writer == "Phòng Nội vụ huyện")
    _edit(station, script.id, tmp_path, by="Cô Lan")
    for name in ("Phòng Nội vụ huyện", "Cô Lan"):
        done = broadcaster("script", "approve", script.id, "--by", name, folder=station)
        assert done.returncode == 1
        assert "không được tự duyệt" in done.stderr
    assert broadcaster("script", "approve", script.id, *BY, folder=station).returncode == 0
    again = broadcaster("script", "approve", script.id, "--by", "Người khác", folder=station)
    assert "Người duyệt" in again.stdout, "the approval that stands is told by its own name"


def test_approving_all_is_all_or_nothing(station):
    done = broadcaster("script", "approve", "--all", "--by", "Phòng Nội vụ huyện", folder=station)
    assert done.returncode == 1
    with Station.open(station, {}) as opened:
        assert {each.state for each in standings(opened)} == {ScriptState.DRAFT}


def test_edited_words_are_never_overwritten_unless_asked(station, tmp_path):
    with Station.open(station, {}) as opened, opened.store.reading() as tx:
        item = next(each for each in tx.news.all() if each.origin.endswith(".md") or ".md" in each.origin)
    _edit(station, item.id, tmp_path)
    mine = broadcaster("script", "show", item.id, folder=station).stdout
    source = next(path for path in (station / "news").glob("*.md") if item.title in path.read_text(encoding="utf-8"))
    source.write_text(source.read_text(encoding="utf-8").rstrip() + "\n\nThêm một câu.\n", encoding="utf-8")
    assert "1 tin đã sửa" in broadcaster("news", "import", source, folder=station).stdout
    told = broadcaster("script", "write", folder=station).stdout
    assert item.id in told
    assert broadcaster("script", "show", item.id, folder=station).stdout == mine
    assert broadcaster("script", "write", item.id, "--again", folder=station).returncode == 0
    assert "Thêm một câu." in broadcaster("script", "show", item.id, folder=station).stdout


def test_an_edited_frame_is_kept_when_frames_are_written_again(station, tmp_path):
    assert broadcaster("script", "frame", "2023-03-15", folder=station).returncode == 0
    (tmp_path / "khung.txt").write_text(
        "NỮ [xướng]: Đây là Đài ta.\nNAM [chào]: Chào bà con.\nNỮ [giới thiệu]: Tin hôm nay.\nNAM [kết]: Xin hết.\n",
        encoding="utf-8",
    )
    frame = "khung-2023-03-15-morning"
    assert (
        broadcaster("script", "edit", frame, tmp_path / "khung.txt", "--by", "Cô Lan", folder=station).returncode == 0
    )
    assert broadcaster("script", "frame", "2023-03-15", folder=station).returncode == 0
    assert "Đây là Đài ta." in broadcaster("script", "show", frame, folder=station).stdout


def test_the_demo_never_touches_a_real_station(station):
    done = broadcaster("demo", "--into", station)
    assert done.returncode == 1
    assert "đài thật" in done.stderr
    with Station.open(station, {}) as opened:
        assert {each.state for each in standings(opened)} == {ScriptState.DRAFT}


def test_a_person_hears_exactly_what_is_approved_where_the_station_has_not_waived_it(station, tmp_path):
    settings = station / "station.toml"
    settings.write_text(settings.read_text(encoding="utf-8").replace('"waived"', '"person"'), encoding="utf-8")
    with Station.open(station, {}) as opened:
        script = standings(opened)[0].script
    assert broadcaster("voice", "hear", script.id, folder=station).returncode == 1
    assert broadcaster("script", "approve", script.id, *BY, folder=station).returncode == 0
    assert broadcaster("voice", "make", script.id, folder=station).returncode == 0
    with Station.open(station, {}) as opened:
        assert standings(opened)[0].state is ScriptState.VOICED
        with opened.store.reading() as tx:
            lines = tx.voicings.get(script.id).lines
    heard = broadcaster("voice", "hear", script.id, "--out", tmp_path / "nghe.wav", folder=station)
    assert heard.returncode == 0, heard.stderr
    length = soundfile.info(str(tmp_path / "nghe.wav")).duration * 1000
    pauses = Pauses()  # as the mix has them: the same between sentences and after a line
    silence = sum(
        (len(cuts) - 1) * pauses.sentence + pauses.after(line)
        for line, cuts in zip(script.read_lines, lines, strict=True)
    )
    cuts = [cut for line in lines for cut in line]
    assert length == pytest.approx(sum(cut.duration for cut in cuts) + silence, abs=2 * len(cuts))
    assert broadcaster("voice", "approve", "--all", *BY, folder=station).returncode == 0
    with Station.open(station, {}) as opened:
        assert standings(opened)[0].state is ScriptState.CLEARED
