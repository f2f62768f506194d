"""A rehearsal follows the file as it is, and never looks like an airing."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from makers import COMMUNE, NOW, a_playlist, a_sha

from broadcaster.asrun.outcomes import Outcome, outcome
from broadcaster.asrun.rehearsal import NO_MISHAP, Mishap, rehearse
from broadcaster.domain.airings import Evidence
from broadcaster.domain.ids import DurationMs

PLAYLIST = a_playlist()
"""Ident 12 s, item 48 s, closing 60 s."""
PROGRAMME = a_sha("chương trình")


def entries(*, length=PLAYLIST.duration, mishap=NO_MISHAP, playlist=PLAYLIST, programme=PROGRAMME):
    return rehearse(
        playlist,
        programme=programme,
        unit_code="13936",
        programme_length=DurationMs(length),
        mishap=mishap,
        recorded_at=NOW,
    )


def test_every_item_of_the_playlist_gets_one_entry_that_copies_all_it_needs():
    (_, item, _) = entries()
    planned = PLAYLIST.items[1]
    assert (item.outlet_id, item.outlet_name, item.unit_code) == (COMMUNE, PLAYLIST.outlet_name, "13936")
    assert (item.playlist_id, item.edition_id, item.position) == (PLAYLIST.id, PLAYLIST.edition_id, 2)
    assert (item.kind, item.title, item.item_id) == (planned.kind, planned.title, planned.item_id)
    assert (item.topic, item.genre, item.run) == (planned.topic, planned.genre, 1)
    assert (item.planned_at, item.planned) == (planned.starts_at, planned.duration)
    assert (item.programme, item.recorded_at) == (PROGRAMME, NOW)
    assert (item.air_date, item.session) == (PLAYLIST.air_date, PLAYLIST.session)


@pytest.mark.parametrize("mishap", [NO_MISHAP, Mishap(late=DurationMs(5_000)), Mishap(lost=True)])
def test_whatever_happens_the_evidence_is_a_rehearsal(mishap):
    assert {(e.evidence, e.said_by) for e in entries(mishap=mishap)} == {(Evidence.REHEARSAL, "diễn tập")}


def test_without_mishap_everything_is_on_time_and_without_cause():
    assert {(outcome(entry), entry.cause) for entry in entries()} == {(Outcome.ON_TIME, "")}


def test_a_late_session_is_late_in_every_part():
    found = entries(mishap=Mishap(late=DurationMs(95_000), cause="người trực mở máy muộn"))
    assert {entry.observed_start - entry.planned_at for entry in found} == {timedelta(seconds=95)}
    assert {(outcome(entry), entry.cause) for entry in found} == {(Outcome.LATE, "người trực mở máy muộn")}


def test_a_lost_session_leaves_entries_that_say_so():
    found = entries(mishap=Mishap(lost=True))
    assert len(found) == 3
    for entry in found:
        assert (entry.observed_start, entry.observed_stop, entry.played, entry.cause) == (None, None, 0, "mất điện")
        assert outcome(entry) is Outcome.NOT_AIRED


@pytest.mark.parametrize(("late", "cause"), [(5_000, "phát trễ"), (-5_000, "phát sớm")])
def test_a_mishap_without_a_cause_gets_a_plain_word(late, cause):
    assert {entry.cause for entry in entries(mishap=Mishap(late=DurationMs(late)))} == {cause}


def test_a_file_that_ends_early_cuts_what_lies_beyond_its_end():
    ident, item, closing = entries(length=30_000)
    assert outcome(ident) is Outcome.ON_TIME
    assert (outcome(item), item.played, item.cause) == (Outcome.PARTIAL, 18_000, "tệp chương trình ngắn hơn kế hoạch")
    assert item.observed_stop == PLAYLIST.starts_at + timedelta(seconds=30)
    assert (outcome(closing), closing.observed_start, closing.played) == (Outcome.NOT_AIRED, None, 0)
    assert closing.cause


def test_a_file_that_runs_long_plays_to_its_end():
    *_, closing = entries(length=123_456)
    assert closing.played == 63_456
    assert closing.observed_stop == PLAYLIST.starts_at + timedelta(milliseconds=123_456)


@given(length=st.integers(0, 200_000), late=st.integers(-60_000, 600_000))
def test_what_is_played_adds_up_to_the_file_and_never_to_the_plan(length, late):
    found = entries(length=length, mishap=Mishap(late=DurationMs(late)))
    assert sum(entry.played for entry in found) == length
    for entry in found:
        if entry.observed_start is not None and entry.observed_stop is not None:
            assert entry.observed_stop - entry.observed_start == timedelta(milliseconds=entry.played)


def test_the_same_rehearsal_twice_has_the_same_names():
    assert [e.id for e in entries()] == [e.id for e in entries(mishap=Mishap(lost=True))]


def test_parts_playlists_and_programmes_have_names_of_their_own():
    other = replace(PLAYLIST, id=a_playlist(run=2).id)
    found = [*entries(), *entries(playlist=other), *entries(programme=a_sha("dựng lại"))]
    assert len({entry.id for entry in found}) == 9
