"""Reconciliation: one outcome for every planned item, whoever says what in whatever order."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from makers import COMMUNE, DAY, EVENING, MORNING, NOW, a_playlist, a_segment, a_sha, an_airing, an_edition

from broadcaster.asrun.reconcile import Rules, reconcile
from broadcaster.domain.airings import Evidence
from broadcaster.domain.ids import DurationMs, NewsItemId
from broadcaster.domain.outcomes import Outcome

LENGTH = 48_000


def a_plan(session=MORNING, count=4):
    segments = tuple(
        a_segment(title=f"Tin số {n} của {session} về cải cách", item_id=NewsItemId(f"tin-{session}-{n}"))
        for n in range(1, count + 1)
    )
    return a_playlist(an_edition(session=session, segments=segments))


PLANS = (a_plan(), a_plan(EVENING, 3))


def told(playlist, position, /, *, late=0, played=LENGTH, direct=True, **over):
    """What a witness says of one item; one that is not direct knows its title and time only."""
    item = playlist.items[position - 1]
    start = item.starts_at + timedelta(milliseconds=late)
    values = {
        "outlet_id": playlist.outlet_id,
        "session": playlist.session if direct else "",
        "playlist_id": playlist.id if direct else "",
        "position": position if direct else 0,
        "title": item.title,
        "item_id": item.item_id if direct else None,
        "planned_at": item.starts_at if direct else start,
        "planned": item.duration if direct else 0,
        "observed_start": start,
        "observed_stop": start + timedelta(milliseconds=played),
        "played": played,
        "programme": "",
    } | over
    if "id" not in values:
        values["id"] = f"{playlist.session}-{position}-{late}-{played}-{direct}-{over}"
    return an_airing(**values)


def lost(playlist, position, /, **over):
    return told(playlist, position, played=0, **{"observed_start": None, "observed_stop": None} | over)


def held(entries, plans=PLANS, **rules):
    return reconcile(COMMUNE, DAY, plans, entries, rules=Rules(**rules), made_at=NOW)


def outcomes(answer, session=MORNING):
    return [each.outcome for each in answer.items if each.session == session]


# --- one thing at a time -------------------------------------------------------------------------------------------


def test_without_evidence_nothing_is_known():
    answer = held([])
    assert {each.outcome for each in answer.items} == {Outcome.UNKNOWN}
    assert len(answer.items) == 7
    assert answer.unplanned == ()


@pytest.mark.parametrize(
    ("entry", "expected", "off_by"),
    [
        (told(PLANS[0], 1), Outcome.ON_TIME, 0),
        (told(PLANS[0], 1, late=1_000), Outcome.ON_TIME, 1_000),
        (told(PLANS[0], 1, late=1_001), Outcome.LATE, 1_001),
        (told(PLANS[0], 1, late=-1_001), Outcome.EARLY, -1_001),
        (told(PLANS[0], 1, late=-30_000, resolution=60_000), Outcome.ON_TIME, 0),
        (told(PLANS[0], 1, late=61_000, resolution=60_000), Outcome.LATE, 61_000),
        (told(PLANS[0], 1, late=-62_000, resolution=60_000), Outcome.EARLY, -2_000),
        (told(PLANS[0], 1, played=47_000), Outcome.ON_TIME, 0),
        (told(PLANS[0], 1, played=46_999), Outcome.PARTIAL, 0),
        (lost(PLANS[0], 1), Outcome.NOT_AIRED, 0),
        (told(PLANS[0], 1, played=0, observed_stop=None), Outcome.UNKNOWN, 0),
    ],
)
def test_what_a_witness_says_settles_an_item(entry, expected, off_by):
    first = held([entry]).items[0]
    assert (first.outcome, first.off_by, first.entry) == (expected, off_by, entry.id)


def test_a_player_outweighs_an_operator_and_the_later_word_of_one_grade_the_earlier():
    player = told(PLANS[0], 1, late=9_000)
    person = lost(PLANS[0], 1, evidence=Evidence.OPERATOR, recorded_at=NOW + timedelta(days=9))
    assert outcomes(held([person, player]))[0] is Outcome.LATE
    assert held([person, player]).items[0].also == (person.id,)
    later = told(PLANS[0], 1, late=20_000, said_by="máy khác", recorded_at=NOW + timedelta(days=3))
    assert held([later, player]).items[0].entry == later.id


def test_an_answer_names_its_witness_and_all_that_it_said():
    entry = told(PLANS[0], 1, late=4_000, played=20_000, said_by="máy xã", cause="mất điện")
    first = held([entry]).items[0]
    assert (first.evidence, first.said_by, first.cause) == (Evidence.PLAYER, "máy xã", "mất điện")
    assert (first.started_at, first.heard) == (entry.observed_start, 20_000)


def test_whoever_says_how_long_it_was_heard_outweighs_one_who_does_not():
    player = told(PLANS[0], 1, played=0, observed_stop=None)
    person = told(PLANS[0], 1, late=5_000, evidence=Evidence.OPERATOR)
    first = held([player, person]).items[0]
    assert (first.outcome, first.entry, first.also) == (Outcome.LATE, person.id, (player.id,))


@pytest.mark.parametrize(("earlier", "later"), [("a", "b"), ("b", "a")])
def test_the_later_word_settles_an_item_whatever_the_entries_are_called(earlier, later):
    entries = [
        told(PLANS[0], 1, id=earlier, said_by="A"),
        told(
            PLANS[0], 1, id=later, said_by="B", late=5_000, recorded_at=an_airing().recorded_at + timedelta(seconds=1)
        ),
    ]
    assert [held(order).items[0].entry for order in (entries, entries[::-1])] == [later, later]


def test_of_two_words_of_one_moment_the_same_one_always_settles():
    entries = [told(PLANS[0], 1, id=name, late=late) for name, late in (("a", 5_000), ("b", 0))]
    assert held(entries) == held(entries[::-1])


def test_plans_may_come_in_any_order():
    entries = [told(plan, n, direct=False, late=3_000) for plan in PLANS for n in (1, 3)]
    assert held(entries, plans=PLANS[::-1]) == held(entries)


def test_without_a_plan_rehearsals_and_what_was_corrected_are_no_unplanned_airings():
    rehearsed = told(PLANS[0], 1, evidence=Evidence.REHEARSAL)
    wrong, right = told(PLANS[0], 2, id="sai"), told(PLANS[0], 2, late=9_000, corrects="sai")
    assert [each.entry for each in held([rehearsed, wrong, right], plans=()).unplanned] == [right.id]


def test_a_correction_takes_the_place_of_what_it_names_even_of_a_stronger_grade_and_an_earlier_clock():
    player = told(PLANS[0], 1)
    person = lost(
        PLANS[0], 1, evidence=Evidence.OPERATOR, corrects=player.id, recorded_at=NOW - timedelta(days=99), id="sửa"
    )
    assert outcomes(held([player, person]))[0] is Outcome.NOT_AIRED
    again = told(PLANS[0], 1, late=5_000, evidence=Evidence.OPERATOR, corrects="sửa", id="sửa lại")
    assert outcomes(held([again, person, player]))[0] is Outcome.LATE


def test_a_correction_reaches_no_other_session_and_no_rehearsal():
    player = told(PLANS[0], 1)
    elsewhere = lost(PLANS[1], 1, corrects=player.id)
    assert outcomes(held([player, elsewhere]))[0] is Outcome.ON_TIME
    rehearsed = told(PLANS[0], 2, evidence=Evidence.REHEARSAL)
    made_true = told(PLANS[0], 2, evidence=Evidence.OPERATOR, corrects=rehearsed.id, id="nâng bậc")
    assert outcomes(held([rehearsed, made_true]))[1] is Outcome.UNKNOWN
    undone = told(PLANS[0], 1, evidence=Evidence.REHEARSAL, corrects=player.id, id="diễn tập xóa")
    assert outcomes(held([player, undone]))[0] is Outcome.ON_TIME


def test_a_foreign_log_is_matched_by_title_and_time():
    entries = [told(PLANS[0], n, direct=False, late=7_000, said_by="Rivendell") for n in (1, 2, 4)]
    answer = held(entries)
    assert outcomes(answer) == [Outcome.LATE, Outcome.LATE, Outcome.UNKNOWN, Outcome.LATE]
    assert answer.unplanned == ()


def test_a_title_cut_short_and_without_marks_still_means_its_item():
    entry = told(PLANS[0], 3, direct=False, title="TIN SO 3 CUA MORNING VE")
    assert outcomes(held([entry]))[2] is Outcome.ON_TIME


def test_the_same_title_twice_goes_to_the_nearest_times():
    segment = a_segment(title="Khẩu hiệu", item_id=None)
    plan = a_playlist(an_edition(segments=(segment, segment, segment)))
    entries = [told(plan, n, direct=False, late=20_000, item_id=None) for n in (1, 3)]
    answer = held(entries, plans=(plan,))
    assert outcomes(answer) == [Outcome.LATE, Outcome.UNKNOWN, Outcome.LATE]


def test_an_entry_of_a_plan_made_anew_is_found_by_its_item():
    old = told(PLANS[0], 2, playlist_id="kế hoạch cũ", position=7, late=3_000)
    assert outcomes(held([old]))[1] is Outcome.LATE


def test_an_entry_of_the_same_programme_file_is_found_by_its_place():
    entry = told(PLANS[0], 2, playlist_id="khác", title="?", item_id=None, position=2, programme=a_sha())
    assert outcomes(held([entry], programmes={PLANS[0].id: frozenset({a_sha()})}))[1] is Outcome.ON_TIME


def test_two_foreign_witnesses_may_tell_of_the_same_item():
    entries = [told(PLANS[0], 1, direct=False, said_by=name, late=late) for name, late in (("A", 0), ("B", 500))]
    first = held(entries).items[0]
    assert first.outcome is Outcome.ON_TIME
    assert len(first.also) == 1
    assert held(entries).unplanned == ()


def test_something_else_in_the_place_of_items_is_named_by_each_and_used_once():
    stranger = told(PLANS[0], 1, direct=False, title="Tiếp âm VOV1", played=2 * LENGTH, late=0)
    answer = held([stranger, lost(PLANS[0], 1)])
    assert outcomes(answer) == [Outcome.REPLACED, Outcome.REPLACED, Outcome.UNKNOWN, Outcome.UNKNOWN]
    assert [each.instead for each in answer.items[:2]] == ["Tiếp âm VOV1"] * 2
    assert [each.entry for each in answer.items[:2]] == [stranger.id, None]
    second = answer.items[1]
    assert (second.evidence, second.said_by, second.started_at) == (
        Evidence.PLAYER,
        stranger.said_by,
        PLANS[0].starts_at,
    )
    assert (second.off_by, second.heard) == (-LENGTH, 0)
    assert answer.unplanned == ()


def test_of_two_that_stand_in_the_place_of_an_item_the_earlier_is_named_in_whatever_order_they_come():
    first, second = (
        told(PLANS[0], 1, direct=False, title=f"Tiếp âm {late}", played=3 * LENGTH, late=late) for late in (0, 10)
    )
    answers = [held(order) for order in ([first, second], [second, first])]
    assert answers[0] == answers[1]
    assert answers[0].items[2].instead == "Tiếp âm 0"


def test_what_is_in_no_plan_stands_apart():
    stranger = told(PLANS[0], 1, direct=False, title="Nhạc lạ", late=-3_600_000)
    answer = held([stranger])
    assert [each.title for each in answer.unplanned] == ["Nhạc lạ"]
    assert {each.outcome for each in answer.items} == {Outcome.UNKNOWN}


def test_another_outlet_and_another_day_say_nothing():
    entries = [told(PLANS[0], 1, outlet_id="KHÁC"), told(PLANS[0], 1, air_date=DAY + timedelta(days=1))]
    answer = held(entries)
    assert {each.outcome for each in answer.items} == {Outcome.UNKNOWN}
    assert answer.unplanned == ()


# --- whatever witnesses say ----------------------------------------------------------------------------------------


@st.composite
def entries(draw, most=14):
    found = []
    for number in range(draw(st.integers(0, most))):
        plan = draw(st.sampled_from(PLANS))
        position = draw(st.integers(1, len(plan.items)))
        direct = draw(st.booleans())
        over = {
            "id": f"mục {number}",
            "said_by": draw(st.sampled_from(["A", "B"])),
            "evidence": draw(st.sampled_from(list(Evidence))),
            "recorded_at": NOW + timedelta(seconds=draw(st.integers(0, 3))),
        }
        if draw(st.booleans()) and not direct:
            over["title"] = draw(st.sampled_from(["Nhạc lạ", "Tin lạ hoắc", plan.items[0].title]))
        if found and draw(st.integers(0, 3)) == 0:
            over["corrects"] = draw(st.sampled_from(found)).id
        late = draw(st.sampled_from([0, 400, -400, 5_000, 47_000, -47_000, 200_000, 3_000_000]))
        played = draw(st.sampled_from([LENGTH, 20_000, 200_000, 0]))
        found.append(told(plan, position, direct=direct, late=late, played=played, **over))
    return found


@given(entries())
def test_every_planned_item_has_exactly_one_outcome_and_every_entry_is_used_at_most_once(told_of):
    answer = held(told_of)
    planned = [(plan.id, item.position) for plan in PLANS for item in plan.items]
    assert [(each.playlist_id, each.position) for each in answer.items] == planned
    used = [each.entry for each in answer.items if each.entry] + [e for each in answer.items for e in each.also]
    used += [each.entry for each in answer.unplanned]
    assert len(used) == len(set(used))
    assert set(used) <= {entry.id for entry in told_of if entry.evidence is not Evidence.REHEARSAL}


@given(entries().flatmap(lambda found: st.tuples(st.just(found), st.permutations(found))))
def test_the_order_of_arrival_does_not_matter(both):
    first, second = both
    assert held(first) == held(second)


@given(entries(), entries(most=1))
def test_an_entry_more_changes_no_other_session(there, more):
    assume(more)
    (new,) = more
    new = replace(new, id="mới", corrects=there[0].id if there else None)
    before, after = held(there), held([*there, new])
    changed = {now.session for was, now in zip(before.items, after.items, strict=True) if was != now}
    assert len(changed) <= 1


@given(entries(), st.integers(-7_200_000, 7_200_000))
def test_a_clock_that_is_wrong_by_a_known_amount_changes_no_outcome(told_of, shift):
    def shifted(entry):
        by = timedelta(milliseconds=shift)
        start, stop = entry.observed_start, entry.observed_stop
        return replace(entry, observed_start=start and start + by, observed_stop=stop and stop + by)

    moved = [shifted(entry) for entry in told_of]
    clocks = {"A": DurationMs(shift), "B": DurationMs(shift)}
    assert held(moved, clocks=clocks).items == held(told_of).items
    assert held(moved, clocks=clocks).unplanned == held(told_of).unplanned


@given(entries())
def test_the_same_inputs_have_the_same_name_and_other_inputs_another(told_of):
    assume(told_of)
    name = held(told_of).inputs
    assert held(told_of[::-1]).inputs == name
    assert held(told_of[1:]).inputs != name
    assert held(told_of, tolerance=DurationMs(2_000)).inputs != name
