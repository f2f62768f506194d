"""A person's word: what it adds, what it never adds twice, what takes its place."""

from datetime import datetime, timedelta

import pytest
from makers import COMMUNE, DAY, EVENING, MORNING, NOW, STARTS_AT, a_period, a_playlist, an_edition
from small_station import opened_station

from broadcaster.asrun.outcomes import outcome
from broadcaster.cli import main
from broadcaster.domain.airings import Evidence
from broadcaster.domain.outcomes import Outcome
from broadcaster.domain.zone import ZONE
from broadcaster.errors import (
    ConfirmationRefused,
    ConfirmedOtherwise,
    CorrectionRefused,
    NameNeeded,
    NotPlanned,
    UnknownEntry,
)
from broadcaster.services.confirm_airings import SessionWord, confirm, playlists_meant
from broadcaster.services.correct_airing import Change, correct_airing
from broadcaster.services.reconcile_day import reconcile_day
from broadcaster.services.report_airtime import report_airtime

LATER = STARTS_AT + timedelta(days=1)
BY = "Trần Văn Sơn"


@pytest.fixture
def station(tmp_path):
    with opened_station(tmp_path) as station:
        with station.store.writing() as tx:
            for session in (MORNING, EVENING):
                tx.editions.add(an_edition(session=session))
            tx.playlists.replace_day(DAY, [a_playlist(), a_playlist(session=EVENING)])
        yield station


def morning(station):
    return playlists_meant(station, outlet="Nghĩa Sơn", day=DAY, session="sáng")


def say(station, *, by=BY, replace=False, now=LATER, **word):
    return confirm(station, morning(station), SessionWord(**word), by=by, replace=replace, now=now)


def log(station):
    with station.store.reading() as tx:
        return tx.airings.between(DAY, DAY)


def judged(station):
    (answer,) = reconcile_day(station, DAY, outlet=COMMUNE, now=LATER)
    return [each.outcome for each in answer.items]


def test_a_session_that_went_well_is_confirmed_in_one_word(station):
    assert say(station) == 3
    assert {(entry.evidence, entry.said_by, outcome(entry)) for entry in log(station)} == {
        (Evidence.OPERATOR, BY, Outcome.ON_TIME)
    }
    assert [entry.position for entry in log(station)] == [1, 2, 3]
    assert judged(station) == [Outcome.ON_TIME] * 3 + [Outcome.UNKNOWN] * 3


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ({"late": 300_000}, [Outcome.LATE] * 3),
        ({"at": STARTS_AT - timedelta(minutes=3)}, [Outcome.EARLY] * 3),
        ({"partial": 30_000, "reason": "mất điện"}, [Outcome.ON_TIME, Outcome.PARTIAL, Outcome.NOT_AIRED]),
        ({"lost": True, "reason": "mất điện"}, [Outcome.NOT_AIRED] * 3),
    ],
)
def test_what_went_otherwise_is_written_item_by_item(station, word, expected):
    say(station, **word)
    assert judged(station)[:3] == expected


def test_the_same_word_twice_adds_nothing(station):
    assert say(station, late=60_000) == 3
    assert say(station, late=60_000, now=LATER + timedelta(hours=1)) == 0
    assert len(log(station)) == 3


def test_another_word_is_refused_until_it_is_to_replace_the_first_and_both_are_kept(station):
    say(station)
    with pytest.raises(ConfirmedOtherwise, match=BY):
        say(station, lost=True, reason="nhầm buổi")
    assert len(log(station)) == 3
    assert say(station, lost=True, reason="nhầm buổi", by="Lê Thị Hoa", replace=True) == 3
    assert judged(station)[:3] == [Outcome.NOT_AIRED] * 3
    assert {entry.correction_reason for entry in log(station)} == {"", "nhầm buổi"}
    assert report_airtime(station, a_period()).total.aired_first.airings == 0
    assert say(station, lost=True, reason="nhầm buổi", by="Lê Thị Hoa") == 0
    assert say(station) == 0  # the first word, said again, is the same old entry
    assert judged(station)[:3] == [Outcome.NOT_AIRED] * 3


@pytest.mark.parametrize(
    ("word", "told"),
    [
        ({"lost": True}, "lý do"),
        ({"lost": True, "reason": "x", "late": 1}, "không có giờ phát"),
        ({"late": 1, "at": STARTS_AT}, "một trong hai"),
        ({"partial": 0}, "lớn hơn 0"),
        ({"partial": 121_000}, "không dài hơn"),
        ({"at": datetime(2023, 3, 14, 23, 0, tzinfo=ZONE)}, "không thuộc ngày"),
        ({"now": STARTS_AT + timedelta(seconds=119)}, "chưa xong"),
        ({"lost": True, "reason": "x", "now": NOW}, "chưa tới giờ"),
    ],
)
def test_a_word_that_cannot_be_so_is_refused(station, word, told):
    with pytest.raises(ConfirmationRefused, match=told):
        say(station, **word)
    assert log(station) == ()


def test_somebody_must_say_so_and_something_must_be_planned(station):
    with pytest.raises(NameNeeded):
        say(station, by="  ")
    with pytest.raises(NotPlanned):
        playlists_meant(station, outlet=COMMUNE, day=DAY + timedelta(days=1))
    with pytest.raises(ConfirmationRefused):
        playlists_meant(station, outlet=COMMUNE)
    with pytest.raises(ConfirmationRefused):
        playlists_meant(station, "linh tinh")


# --- corrections ---------------------------------------------------------------------------------------------------


def correct(station, change, *, entry=None, by=BY, reason="xem lại sổ"):
    entry = entry or log(station)[1].id[:10]
    return correct_airing(station, entry, change, by=by, reason=reason, now=LATER)


def test_a_corrected_entry_stays_and_counts_no_more(station):
    say(station)
    made = correct(station, Change(played=20_000, cause="mất điện"))
    assert len(log(station)) == 4
    assert made.corrects == log(station)[1].id
    assert judged(station)[:3] == [Outcome.ON_TIME, Outcome.PARTIAL, Outcome.ON_TIME]
    assert report_airtime(station, a_period()).total.aired_first.length == 20_000
    correct(station, Change(lost=True), entry=made.id)
    assert judged(station)[1] is Outcome.NOT_AIRED


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (Change(), "không khác"),
        (Change(played=0), "lớn hơn 0"),
        (Change(played=10**9), "không dài hơn"),
        (Change(start=LATER + timedelta(days=1)), "tương lai"),
    ],
)
def test_a_correction_that_cannot_be_so_is_refused(station, change, told):
    say(station)
    with pytest.raises(CorrectionRefused, match=told):
        correct(station, change)
    assert len(log(station)) == 3


def test_an_entry_is_corrected_once_with_a_name_and_a_reason(station):
    say(station)
    wrong = log(station)[1].id
    for by, reason, error in [("", "x", NameNeeded), (BY, " ", CorrectionRefused)]:
        with pytest.raises(error):
            correct(station, Change(lost=True), by=by, reason=reason)
    correct(station, Change(lost=True))
    with pytest.raises(CorrectionRefused, match="đã được đính chính"):
        correct(station, Change(played=1_000), entry=wrong)
    for entry in ("", "không có", "%"):
        with pytest.raises(UnknownEntry):
            correct(station, Change(lost=True), entry=entry or " ")


# --- answers kept --------------------------------------------------------------------------------------------------


def test_late_evidence_makes_another_answer_and_the_first_is_kept(station):
    reconcile_day(station, DAY, outlet=COMMUNE, now=LATER)
    reconcile_day(station, DAY, outlet=COMMUNE, now=LATER + timedelta(hours=1))
    say(station)
    reconcile_day(station, DAY, outlet=COMMUNE, now=LATER + timedelta(hours=2))
    with station.store.reading() as tx:
        first, second = tx.reconciliations.history(COMMUNE, DAY)
    assert {each.outcome for each in first.items} == {Outcome.UNKNOWN}
    assert second.items[0].outcome is Outcome.ON_TIME
    assert second.made_at == LATER + timedelta(hours=2)


def test_a_day_without_plan_or_entry_is_not_reconciled(station):
    with pytest.raises(NotPlanned):
        reconcile_day(station, DAY + timedelta(days=1), now=LATER)


def test_the_commands(station, capsys):
    def said(*words, code=0):
        with pytest.raises(SystemExit) as left:
            main(["-C", str(station.folder), "log", *words])
        told = capsys.readouterr()
        assert (left.value.code or 0) == code, told.err
        return told.out + told.err

    asked = ("confirm", "--outlet", COMMUNE, "--date", str(DAY), "--session", "sáng", "--by", BY)
    assert "3 mục mới" in said(*asked, "--late", "1m30s", "--reason", "chờ tiếp âm")
    assert "Người trực đã xác nhận khác" in said(*asked, "--at", "05:35", code=1)
    assert "3 mục mới" in said(*asked, "--at", "5:35", "--replace")
    assert "3 mục mới" in said("confirm", a_playlist(session=EVENING).id, "--lost", "--reason", "mưa bão", "--by", BY)
    shown = said("reconcile", str(DAY), "--only", "late")
    assert "+5:00" in shown
    assert "không phát" not in shown.split("mục kế hoạch")[0]
    assert "6 mục kế hoạch: phát trễ 3, không phát 3." in shown
    entry = next(each.id for each in log(station) if each.corrects)
    assert "Đã đính chính" in said("correct", entry[:14], "--lost", "--cause", "cháy loa", "--by", BY, "--reason", "sổ")
    assert "đính" in said("list", str(DAY))
    assert "không phải thời lượng" in said(*asked, "--late", "năm phút", code=2)
    assert "không phải giờ" in said(*asked, "--at", "25:00", code=2)
