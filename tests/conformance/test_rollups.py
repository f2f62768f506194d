"""Sums of airtime that are kept: equal to the records at all times, made anew alike, and touched only where it matters."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta

import pytest
from makers import (
    COMMUNE,
    DAY,
    EVENING,
    MORNING,
    NOW,
    STATION,
    a_handover,
    a_playlist,
    a_segment,
    a_target,
    a_timetable,
    an_airing,
    an_edition,
)
from stores import run_raw

from broadcaster.asrun.airtime import AirtimeRequest, count_airtime
from broadcaster.asrun.entries import sent_items
from broadcaster.asrun.rollups import EVERY
from broadcaster.domain.airings import Evidence
from broadcaster.domain.ids import AiringId, DurationMs, NewsItemId, OutletId, PlaylistId, SessionId, TopicCode
from broadcaster.domain.periods import Period
from broadcaster.domain.timetables import Measure, Runs
from broadcaster.domain.topics import Genre
from broadcaster.services.roll_up_airtime import compare_rollups, rebuild_rollups, refresh_rollups
from broadcaster.services.rolled_report import rolled_report

GONE = OutletId("DA-GIAI-THE")
OUTLETS = (STATION, COMMUNE, GONE)
DAYS = tuple(date(2023, 1, 30) + timedelta(days=n) for n in range(4))
TABLES = ("airtime_day", "airtime_month", "airtime_item", "airtime_stale")
TIMETABLE = a_timetable(
    targets=(
        a_target(),
        a_target(outlets=(COMMUNE,), measure=Measure.AIRINGS, runs=Runs.REPEAT),
        a_target(topic=None, measure=Measure.ITEMS),
        a_target(topic=None, outlets=(COMMUNE, GONE), measure=Measure.ITEMS, grade=Evidence.PLAYER),
    )
)
SCOPES = (
    {},
    {"grade": Evidence.PLAYER},
    {"topics": frozenset({TopicCode(3)})},
    {"outlets": frozenset({COMMUNE})},
    {
        "outlets": frozenset({COMMUNE, GONE}),
        "topics": frozenset({TopicCode(0), TopicCode(8)}),
        "grade": Evidence.PLAYER,
    },
)
PERIODS = ("2023", "2023-Q1", "2023-01", "2023-01-31..2023-02-01", "2023-01-15..2023-03-01", "2022")


class Station:
    """What the services ask of a station here."""

    def __init__(self, store):
        self.store = store


class Chance:
    """Days as they might go: plans made anew, bundles, three grades of evidence, late and put right."""

    def __init__(self, store, seed):
        self.store, self.random = store, random.Random(seed)
        self.playlists, self.airings, self.number = [], [], 0

    def _now(self):
        self.number += 1
        return NOW + timedelta(minutes=self.number)

    def plan(self):
        day = self.random.choice(DAYS)
        plan = [self._playlist(day, session, outlet) for session in (MORNING, EVENING) for outlet in OUTLETS]
        plan = self.random.sample(plan, self.random.randint(0, len(plan)))
        with self.store.writing() as tx:
            for edition, _ in plan:
                tx.editions.add(edition)
            tx.playlists.replace_day(day, [each for _, each in plan])
        self.playlists += [each for _, each in plan]

    def _playlist(self, day, session, outlet):
        segments = tuple(
            a_segment(
                item_id=NewsItemId(f"tin-{self.random.randint(1, 5)}"),
                topic=self.random.choice((TopicCode(0), TopicCode(3), TopicCode(8), None)),
                genre=self.random.choice((Genre.NEWS, Genre.FEATURE, None)),
                duration=DurationMs(self.random.randint(1, 90) * 1_000),
            )
            for _ in range(self.random.randint(1, 4))
        )
        edition = an_edition(air_date=day, session=session, segments=segments)
        name = f"{day}-{session}-{outlet}-{self._now():%H%M}"
        return edition, a_playlist(edition, outlet_id=outlet, id=PlaylistId(name), run=self.random.randint(1, 2))

    def hand_over(self):
        if self.playlists:
            plan = self.random.choice(self.playlists)
            items = sent_items([plan])
            if self.random.random() < 0.3:
                items = tuple(replace(each, genre=None) for each in items)
            given = a_handover(outlet_id=plan.outlet_id, air_date=plan.air_date, items=items, at=self._now())
            with self.store.writing() as tx:
                tx.handovers.add(given)

    def hear(self):
        if not self.playlists:
            return
        plan = self.random.choice(self.playlists)
        entries = [self._airing(plan, item) for item in plan.items if self.random.random() < 0.8]
        with self.store.writing() as tx:
            tx.airings.add_many(entries)
        self.airings += entries

    def _airing(self, plan, item):
        played = DurationMs(self.random.choice((0, 1, item.duration // 2, item.duration)))
        return an_airing(
            id=AiringId(f"mục-{self.random.random()}"),
            evidence=self.random.choice(list(Evidence)),
            outlet_id=plan.outlet_id,
            air_date=plan.air_date,
            session=plan.session,
            playlist_id=plan.id,
            position=item.position,
            item_id=item.item_id,
            topic=item.topic,
            genre=item.genre,
            run=item.run,
            played=played,
            observed_stop=self.random.choice((None, an_airing().observed_stop)),
            recorded_at=self._now(),
        )

    def correct(self):
        if self.airings:
            wrong = self.random.choice(self.airings)
            right = replace(
                wrong,
                id=AiringId(f"mục-{self.random.random()}"),
                corrects=wrong.id,
                evidence=self.random.choice(list(Evidence)),
                topic=self.random.choice((wrong.topic, TopicCode(0))),
                played=DurationMs(self.random.randint(0, 9) * 1_000),
                recorded_at=self._now(),
            )
            with self.store.writing() as tx:
                tx.airings.add_many([right])
            self.airings.append(right)

    def refresh(self):
        refresh_rollups(self.store)

    def some_days(self, steps):
        doings = (self.plan, self.hand_over, self.hear, self.hear, self.correct, self.refresh)
        for _ in range(steps):
            self.random.choice(doings)()


def kept(url):
    return {table: sorted(map(tuple, run_raw(url, f"SELECT * FROM {table}")), key=str) for table in TABLES}


def asked(tx, text, scope, *, with_records):
    period = Period.parse(text)
    records = {"playlists": (), "handovers": (), "airings": ()}
    if with_records:
        records = {
            name: getattr(tx, name).between(period.first, period.last) for name in ("playlists", "handovers", "airings")
        }
    return AirtimeRequest(period=period, timetable=TIMETABLE, **records, **scope)


@pytest.mark.parametrize("seed", range(4))
def test_sums_kept_up_to_date_are_those_made_anew_and_those_counted(store, store_url, seed):
    chance = Chance(store, seed)
    chance.some_days(40)
    refresh_rollups(store)
    up_to_date = kept(store_url)
    assert up_to_date["airtime_day"]
    assert compare_rollups(Station(store)).difference is None
    with store.reading() as tx:
        for text in PERIODS:
            for scope in SCOPES:
                told = rolled_report(tx, asked(tx, text, scope, with_records=False), before=None)
                assert told == count_airtime(asked(tx, text, scope, with_records=True)), (text, scope)
    rebuild_rollups(Station(store))
    assert kept(store_url) == up_to_date


def a_day_heard(store, day, outlet, *, evidence=Evidence.PLAYER, name="mục"):
    entry = an_airing(id=AiringId(f"{name}-{day}-{outlet}"), air_date=day, outlet_id=outlet, evidence=evidence)
    entry = replace(entry, playlist_id=PlaylistId(f"{day}-{outlet}"))
    with store.writing() as tx:
        tx.airings.add_many([entry])
    return entry


def test_late_evidence_changes_its_air_day_its_month_and_nothing_else(store, store_url):
    for day in (date(2023, 1, 31), date(2023, 2, 1), date(2023, 2, 2)):
        for outlet in OUTLETS:
            a_day_heard(store, day, outlet)
    refresh_rollups(store)
    before = kept(store_url)
    entry = a_day_heard(store, date(2023, 2, 1), COMMUNE, evidence=Evidence.OPERATOR, name="muộn")
    correction = replace(entry, id=AiringId("đính chính"), corrects=AiringId(f"mục-2023-02-01-{COMMUNE}"))
    with store.writing() as tx:
        tx.airings.add_many([replace(correction, played=DurationMs(5_000))])
    assert [row[1] for row in kept(store_url)["airtime_stale"]] == [COMMUNE]
    refresh_rollups(store)
    after = kept(store_url)

    def changed(table, *key):
        rows = {*before[table]} ^ {*after[table]}
        return {tuple(str(row[place]) for place in key) for row in rows}

    assert changed("airtime_day", 1, 0) == {("2023-02-01", COMMUNE), ("2023-02-01", EVERY)}
    assert changed("airtime_month", 0, 2) == {("2023-02-01", COMMUNE), ("2023-02-01", EVERY)}
    assert {key[0] for key in changed("airtime_item", 0)} == {"2023-02-01"}
    assert after["airtime_stale"] == []


def test_what_is_stale_is_known_and_answers_nothing(store):
    a_day_heard(store, DAY, COMMUNE)
    with store.reading() as tx:
        assert tx.rollups.stale(DAY, DAY) == {DAY: (COMMUNE,)}
        assert rolled_report(tx, asked(tx, "2023-03", {}, with_records=False), before=None) is None
        assert rolled_report(tx, asked(tx, "2023-02", {}, with_records=False), before=None) is not None


def test_a_change_that_is_undone_leaves_no_mark(store):
    class Undone(Exception):
        pass

    def add_and_undo():
        with store.writing() as tx:
            tx.airings.add_many([an_airing()])
            raise Undone

    with pytest.raises(Undone):
        add_and_undo()
    with store.reading() as tx:
        assert not tx.rollups.is_stale(DAY, DAY)


def test_a_plan_that_is_dropped_marks_its_day_and_leaves_no_sum(store, store_url):
    edition = an_edition()
    with store.writing() as tx:
        tx.editions.add(edition)
        tx.playlists.replace_day(DAY, [a_playlist(edition)])
    refresh_rollups(store)
    assert kept(store_url)["airtime_month"]
    with store.writing() as tx:
        tx.playlists.replace_day(DAY, [])
    assert len(kept(store_url)["airtime_stale"]) == 1
    refresh_rollups(store)
    assert kept(store_url) == {table: [] for table in TABLES}


def test_a_record_newer_than_the_day_of_the_report_lets_the_records_be_counted(store):
    entry = a_day_heard(store, DAY, COMMUNE)
    refresh_rollups(store)
    with store.reading() as tx:
        request = asked(tx, "2023-03", {}, with_records=False)
        assert rolled_report(tx, request, before=entry.recorded_at) is None
        assert rolled_report(tx, request, before=entry.recorded_at + timedelta(seconds=1)) is not None


WRONG = {
    "a day of an outlet": ("UPDATE airtime_day SET cells = '[]' WHERE outlet_id = 'NGHIA-SON'", "2023-03-15", COMMUNE),
    "a day of all": ("UPDATE airtime_day SET cells = '[]' WHERE outlet_id = ''", "2023-03-15", EVERY),
    "a day that is lost": ("DELETE FROM airtime_day WHERE outlet_id = 'NGHIA-SON'", "2023-03-15", COMMUNE),
    "a month": ("UPDATE airtime_month SET player_first_airings = 2 WHERE outlet_id = 'NGHIA-SON'", "2023-03", COMMUNE),
    "a month of all": ("DELETE FROM airtime_month WHERE outlet_id = '' AND topic = -1", "2023-03", EVERY),
    "items": ("DELETE FROM airtime_item", "2023-03", EVERY),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_a_sum_that_is_not_what_the_records_come_to_is_found(store, store_url, wrong):
    statement, span, outlet = WRONG[wrong]
    a_day_heard(store, DAY, COMMUNE)
    refresh_rollups(store)
    run_raw(store_url, statement)
    found = compare_rollups(Station(store))
    assert (found.difference.span, found.difference.outlet_id) == (span, outlet)
    rebuild_rollups(Station(store))
    assert compare_rollups(Station(store)).difference is None


def test_an_entry_put_in_past_the_marks_is_found(store, store_url):
    a_day_heard(store, DAY, COMMUNE)
    run_raw(store_url, "DELETE FROM airtime_stale")
    found = compare_rollups(Station(store)).difference
    assert (found.span, found.outlet_id, found.counted.airings) == ("2023-03-15", COMMUNE, 1)


def test_a_session_of_another_outlet_does_not_answer_for_a_session_of_this_one(store):
    """Sums are made outlet by outlet, so a correction from elsewhere corrects nothing, as when all is counted at once."""
    wrong = a_day_heard(store, DAY, COMMUNE)
    stray = replace(wrong, id=AiringId("lạc"), outlet_id=STATION, session=SessionId("evening"), corrects=wrong.id)
    with store.writing() as tx:
        tx.airings.add_many([replace(stray, playlist_id=PlaylistId("khác"), played=DurationMs(1))])
    refresh_rollups(store)
    with store.reading() as tx:
        told = rolled_report(tx, asked(tx, "2023", {}, with_records=False), before=None)
        assert told == count_airtime(asked(tx, "2023", {}, with_records=True))
        assert told.total.player_first.airings == 2
