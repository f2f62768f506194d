"""The plan as people see it: why, targets, late stories, rules."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from click.testing import CliRunner
from makers import COMMUNE, DAY, EVENING, MORNING, NOW, a_handover
from planned_station import ready_item, ready_station

from broadcaster.cli import edge, news, plan, plan_late, plan_move
from broadcaster.cli.entry import broadcaster
from broadcaster.domain.timetables import Measure, Target
from broadcaster.errors import NotMixed
from broadcaster.scheduling.day import aired_items
from broadcaster.services import late_story
from broadcaster.station import Station

BY = ("--by", "Lan", "--reason", "tin sai")


@pytest.fixture
def clock(monkeypatch):
    """Let the commands see the morning before DAY, or another time."""
    times = [NOW]
    for module in (edge, news, plan, plan_late, plan_move):
        monkeypatch.setattr(module, "wall_clock", lambda: times[-1])
    return times


@pytest.fixture
def station(tmp_path, monkeypatch, clock):
    monkeypatch.setenv("BROADCASTER_PLANNING__EFFORT", "0")
    monkeypatch.setattr(late_story, "mix_day", lambda *_: None)
    monkeypatch.setattr(late_story, "publish_day", lambda *_, **__: ())
    target = Target(topic=3, outlets=(), period="2023-03", measure=Measure.AIRINGS, amount=2_000)
    with ready_station(tmp_path, targets=(target,)):
        pass
    return tmp_path


def run(folder, *arguments):
    done = CliRunner().invoke(broadcaster, ["-C", str(folder), *map(str, arguments)])
    return done.exit_code, " ".join(done.output.split()), done.exception


def say(folder, *arguments):
    code, output, error = run(folder, *arguments)
    assert code == 0, (output, error)
    return output


def test_a_plan_says_how_the_targets_fare_and_why_an_item_is_where_it_is(station):
    said = say(station, "plan", DAY, "--why", "tin-001")
    assert "4 buổi phát" in said
    assert "Phần chỉ tiêu của 2023-03-15: 0 đạt, 2 còn thiếu" in said
    assert "Được xếp" in said
    assert "(không đổi)" in say(station, "plan", "make", DAY)


def test_why_an_item_is_not_planned(station):

    with Station.open(station, {}) as opened:
        ready_item(opened, 40, sound=False)
    say(station, "plan", DAY)
    assert "mới ở bước đã thu" in say(station, "plan", "why", "tin-040")
    assert say(station, "plan", "--why", "tin-040") == say(station, "plan", "why", "tin-040")


def test_targets_are_shown_with_what_is_missing_and_what_would_help(station):
    say(station, "plan", DAY)
    said = say(station, "plan", "targets", "--period", "2023-03")
    assert "còn thiếu" in said
    assert "4000 lượt" in said
    assert "cần thêm" in said


def test_a_late_story_is_put_in(station, clock):
    say(station, "plan", DAY)

    with Station.open(station, {}) as opened:
        ready_item(opened, 40)
    said = say(station, "plan", "replace", "--date", DAY, "--session", "evening", "--in", "tin-040", *BY)
    assert "Đã đưa tin-040 vào 2 buổi phát" in said
    assert "Chưa giao gói nào" in said
    clock.append(NOW + timedelta(days=2))
    code, _, error = run(station, "plan", "replace", "--date", DAY, "--session", "evening", "--in", "tin-001", *BY)
    assert code == 1
    assert "đã phát xong" in str(error)


def stories(folder):
    with Station.open(folder, {}) as opened, opened.store.reading() as tx:
        return {(each.outlet_id, each.session): aired_items(each) for each in tx.playlists.on(DAY)}


def test_a_story_is_moved_after_its_consequences_were_told(station):
    say(station, "plan", DAY)
    assert "Chưa có gì" in say(station, "plan", "moves") or "0 lần chuyển" in say(station, "plan", "moves")
    before = stories(station)
    first = before[COMMUNE, EVENING][0]
    asked = ("plan", "move", first, "--from-date", DAY, "--from-session", "evening", "--position", 3, *BY)
    said = say(station, *asked, "--dry-run")
    assert "chuyển ở" in said
    assert "kế hoạch chưa đổi" in said
    assert stories(station) == before
    assert "ghi vào sổ số 1" in say(station, *asked)
    assert stories(station)[COMMUNE, EVENING][2] == first
    told = say(station, "plan", "moves")
    assert "Lan: tin sai" in told
    code, _, error = run(station, *asked)
    assert (code, "đúng chỗ" in str(error)) == (1, True)


def test_a_move_of_what_was_handed_over_needs_two_and_is_handed_over_again(station):
    say(station, "plan", DAY)
    with Station.open(station, {}) as opened, opened.store.writing() as tx:
        mine = tuple(each.id for each in tx.playlists.on(DAY) if each.outlet_id == COMMUNE)
        tx.handovers.add(a_handover(outlet_id=COMMUNE, playlists=mine, items=(), at=NOW))
    before = stories(station)
    first = before[COMMUNE, EVENING][0]
    asked = ("plan", "move", first, "--from-date", DAY, "--from-session", "evening", "--position", 3, *BY)
    code, said, error = run(station, *asked)
    assert (code, "người thứ hai" in str(error), "đang giữ gói" in said) == (1, True, True)
    assert stories(station) == before
    assert "giao gói bản kế tiếp" in say(station, *asked, "--confirm-by", "Hòa")


def test_an_item_is_withdrawn_and_allowed_again(station, clock):
    say(station, "plan", DAY)

    with Station.open(station, {}) as opened, opened.store.reading() as tx:
        there = {each.session: aired_items(each)[0] for each in tx.playlists.on(DAY)}
    clock.append(datetime(2023, 3, 14, 23, 5, tzinfo=UTC))
    said = say(station, "plan", "withdraw", there[MORNING], *BY)
    assert "không kế hoạch nào xếp tin này" in said
    assert "giữ nguyên, không đổi được" in said
    assert "Đã rút, không được phát: tin sai" in say(station, "news", "show", there[MORNING])
    say(station, "plan", "withdraw", there[EVENING], *BY)
    assert "được phát lại" in say(station, "plan", "allow", there[EVENING], *BY)


def test_a_withdrawal_that_could_not_be_sent_fails_aloud(station, monkeypatch):

    say(station, "plan", DAY)
    with Station.open(station, {}) as opened, opened.store.reading() as tx:
        item = aired_items(tx.playlists.on(DAY)[0])[0]

    def broken(*_):
        raise NotMixed(date=DAY, edition="x")

    monkeypatch.setattr(late_story, "mix_day", broken)
    code, said, _ = run(station, "plan", "withdraw", item, *BY)
    assert code == 1
    assert "Đã rút tin" in said


def test_a_rule_is_said_back_and_shown(station):
    said = say(
        station,
        *("news", "rule", "tin-001", "--from", "2023-03-15T17:00", "--until", "2023-03-20"),
        *("--priority", "uu-tien", "--at-least", 2, "--by", "Lan"),
    )
    words = "tin ưu tiên, từ 17:00 ngày 15/03/2023, đến 00:00 ngày 21/03/2023, ít nhất 2 lượt mỗi nơi"
    assert words in said
    assert words in say(station, "news", "show", "tin-001")
    said = say(station, "news", "rule", "tin-001", "--at-most", 5, "--by", "Nam")
    assert f"{words}, nhiều nhất 5 lượt mỗi nơi" in said
    assert "tin thông thường, nhiều nhất 1 lượt" in say(
        station, "news", "rule", "tin-001", "--anew", "--at-most", 1, "--by", "Nam"
    )


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--from", "2023-03-20", "--until", "2023-03-15"], "phải sau giờ được phát"),
        (["--at-least", "3", "--at-most", "2"], "nhỏ hơn số lượt ít nhất"),
        (["--from", "20/3/2023"], "20/3/2023"),
    ],
)
def test_a_rule_that_cannot_be_is_refused(station, options, words):
    code, _, error = run(station, "news", "rule", "tin-001", *options, "--by", "Lan")
    assert code == 1
    assert words in str(error)
    assert "Quy định" not in say(station, "news", "show", "tin-001")
