"""The long lists of the desk: the database derives states as ``newsroom.approval`` does, and cuts the same pages."""

import random
from dataclasses import replace
from datetime import timedelta

import pytest
from makers import COMMUNE, DAY, NOW, STATION, a_cut, a_news_item, a_script, a_step, a_voicing, an_approval

from broadcaster.domain.aliases import fold
from broadcaster.domain.approvals import ApprovalStage, ScriptState, StepKind
from broadcaster.domain.desk_lists import Sought
from broadcaster.domain.ids import NewsItemId, ScriptId, TopicCode
from broadcaster.newsroom.approval import script_state

COUNT = 60
ALL = Sought()


def words(number, version):
    (first, *rest) = a_script().lines
    return (replace(first, written=f"Tin số {number}, bản {version}"), *rest)


def histories(tx, dice):
    """Keep scripts that people and voices did all sorts of things with, in any order."""
    for number in range(COUNT):
        frame = number % 7 == 0
        item = a_news_item(
            id=NewsItemId(f"tin-{number}"),
            title=f"Tin {number}",
            topic=TopicCode(1 + number % 3),
            author=("Nguyễn Hoà", "Trần Nam")[number % 2],
            outlets=((), (COMMUNE,), (COMMUNE, STATION))[number % 3],
            received_at=NOW + timedelta(minutes=number % 5),
        )
        if not frame:
            tx.news.save(item)
        if number % 11 == 1:
            continue
        script = a_script(
            id=ScriptId(f"khung-{DAY + timedelta(days=number % 3 - 1)}-{number}" if frame else item.id),
            item_id=None if frame else item.id,
            topic=None if frame else item.topic,
            item_hash=None if frame else item.content_hash,
            writer=("Nguyễn Hoà", "Nguyễn Hòa", "Lê An và Trần Nam")[number % 3],
            written_at=NOW + timedelta(minutes=number % 4),
            lines=words(number, 0),
        )
        tx.scripts.save(script)
        lived(tx, script, dice)
        if number % 13 == 5:
            tx.news.remove(item.id)


def lived(tx, script, dice):
    """Let something happen to a script a few times, often after its words were approved and voiced."""
    voicing, at = a_voicing(script), NOW
    if dice.random() < 0.6:
        tx.approvals.add(an_approval(script_id=script.id, subject=script.text_hash))
        tx.voicings.save(voicing)
    for turn in range(dice.randint(0, 5)):
        at += timedelta(minutes=dice.randint(1, 60))
        stage = dice.choice(list(ApprovalStage))
        subject = script.text_hash if stage is ApprovalStage.TEXT else voicing.sound_hash
        match dice.randint(0, 6):
            case 0 | 1:
                tx.approvals.add(an_approval(script_id=script.id, stage=stage, subject=subject, at=at))
            case 2 | 3 | 4:
                told = {"script_id": script.id, "stage": stage, "subject": subject, "at": at, "reason": "vì thế"}
                tx.script_steps.add(a_step(dice.choice(list(StepKind)), **told))
            case 5:
                takes = dice.choice(["một", "hai"])
                voicing = a_voicing(script, lines=((a_cut(spoken=takes),),), at=at)
                tx.voicings.save(voicing)
            case _:
                if dice.random() < 0.5:
                    script = replace(script, lines=words(script.id, turn))
                    tx.scripts.save(script)


@pytest.fixture
def lived_store(store):
    with store.writing() as tx:
        histories(tx, random.Random(1))
    return store


def standing(tx):
    """Give every script of standing news with its state as it is derived from whole values."""
    kept = {each.id for each in tx.news.all()}
    approvals, voicings, steps = tx.approvals.all(), tx.voicings.all(), tx.script_steps.all()
    return {
        each: script_state(each, approvals.get(each.id, ()), voicings.get(each.id), steps.get(each.id, ()))
        for each in tx.scripts.all()
        if each.item_id is None or each.item_id in kept
    }


def test_the_database_derives_the_same_states_as_the_pure_verb(lived_store):
    with lived_store.reading() as tx:
        states = {each.id: state for each, state in standing(tx).items()}
        shown = tx.desk_lists.scripts(ALL, only=None, start=0, most=COUNT)
        assert {each.id: each.state for each in shown} == states
        assert set(states.values()) == set(ScriptState)
        found = tx.desk_lists.script_counts(ALL)
        assert found == {state: list(states.values()).count(state) for state in set(states.values())}


def test_a_page_of_scripts_is_the_one_that_sorting_all_of_them_gives(lived_store):
    with lived_store.reading() as tx:
        every = sorted(standing(tx).items(), key=lambda each: (each[0].written_at, each[0].id), reverse=True)
        assert [each.id for each in tx.desk_lists.scripts(ALL, only=None, start=5, most=10)] == [
            script.id for script, _ in every[5:15]
        ]
        for state in ScriptState:
            found = tx.desk_lists.scripts(ALL, only=state, start=0, most=COUNT)
            assert [each.id for each in found] == [script.id for script, its in every if its is state]


def test_scripts_are_narrowed_by_words_topic_writer_and_outlets(lived_store):
    with lived_store.reading() as tx:
        every, news = standing(tx), {each.id: each for each in tx.news.all()}

        def found(**sought):
            return {each.id for each in tx.desk_lists.scripts(Sought(**sought), only=None, start=0, most=COUNT)}

        asked = fold("tin số 1")
        text = {each.id: " ".join([each.title, *(line.written for line in each.read_lines)]) for each in every}
        assert found(words=asked) == {each for each, its in text.items() if asked in fold(its)} != set()
        assert found(words="100%_") == set()
        assert found(topic=TopicCode(2)) == {each.id for each in every if each.topic == 2} != set()
        assert tx.desk_lists.writers() == {each.writer for each in every}
        assert found(names=frozenset({"Nguyễn Hoà"})) == {each.id for each in every if each.writer == "Nguyễn Hoà"}
        assert tx.desk_lists.places() == {each.outlets for each in news.values()}
        here = {each.id for each in every if each.item_id is None or news[each.item_id].outlets == (COMMUNE,)}
        assert found(places=frozenset({(COMMUNE,)})) == here


def test_news_is_listed_with_the_state_of_its_scripts(lived_store):
    with lived_store.reading() as tx:
        states = {each.id: (state, each.item_hash) for each, state in standing(tx).items()}
        every = sorted(tx.news.all(), key=lambda each: (each.received_at, each.id), reverse=True)
        shown = tx.desk_lists.news(ALL, only=None, unwritten=False, start=3, most=20)
        assert [each.item for each in shown] == every[3:23]
        assert [(each.state, each.written_from) for each in shown] == [
            states.get(item.id, (None, None)) for item in every[3:23]
        ]
        unwritten = tx.desk_lists.news(ALL, only=None, unwritten=True, start=0, most=COUNT)
        assert [each.item for each in unwritten] == [each for each in every if each.id not in states] != []
        drafts = tx.desk_lists.news(ALL, only=ScriptState.DRAFT, unwritten=False, start=0, most=COUNT)
        assert [each.item.id for each in drafts] == [
            each.id for each in every if states.get(each.id, ("",))[0] is ScriptState.DRAFT
        ]
        counts = tx.desk_lists.news_counts(ALL)
        assert (sum(counts.values()), counts[None]) == (len(every), len(unwritten))
        theirs = Sought(words=fold("hồ sơ"), topic=TopicCode(1), names=frozenset({"Trần Nam"}))
        narrowed = tx.desk_lists.news(theirs, only=None, unwritten=False, start=0, most=COUNT)
        assert [each.item for each in narrowed] == [
            each for each in every if each.author == "Trần Nam" and each.topic == 1 and "hồ sơ" in each.body
        ]


def since(script, state, tx):
    """Give since when a script stands so, from whole values."""
    steps, voicing = tx.script_steps.of(script.id), tx.voicings.get(script.id)
    if state in (ScriptState.RETURNED, ScriptState.SOUND_RETURNED):
        subject = script.text_hash if state is ScriptState.RETURNED else voicing.sound_hash
        return [each.at for each in steps if each.subject == subject and each.kind is StepKind.RETURNED][-1]
    if state is ScriptState.VOICED:
        return voicing.at
    if state is ScriptState.APPROVED:
        return max(each.at for each in tx.approvals.of(script.id))
    return max((each.at for each in steps if each.subject == script.text_hash), default=script.written_at)


def test_what_is_unfinished_is_told_with_since_when_and_without_frames_of_past_days(lived_store):
    with lived_store.reading() as tx:
        late = f"khung-{DAY - timedelta(days=1)}"
        every = {each: state for each, state in standing(tx).items() if not each.id.startswith(late)}
        open_ones = {each: state for each, state in every.items() if state is not ScriptState.CLEARED}
        found = {each.id: (each.state, each.since) for each in tx.desk_lists.unfinished(DAY, None)}
        assert found == {each.id: (state, since(each, state, tx)) for each, state in open_ones.items()}
        here = {each.id for each in tx.desk_lists.unfinished(DAY, frozenset({(COMMUNE,)}))}
        items = {each.id for each in tx.news.all() if each.outlets == (COMMUNE,)}
        assert here == {each.id for each in open_ones if each.item_id in items} != set()
        assert tx.desk_lists.submits()


def test_nobody_has_submitted_anything_in_an_empty_store(store):
    with store.reading() as tx:
        assert not tx.desk_lists.submits()
        assert tx.desk_lists.script_counts(ALL) == tx.desk_lists.news_counts(ALL) == {}
        assert tx.desk_lists.unfinished(DAY, None) == ()


def test_values_of_some_scripts_are_those_of_all(lived_store):
    with lived_store.reading() as tx:
        some = [each.id for each in tx.scripts.all()][::2]
        for kind in (tx.approvals, tx.script_steps):
            assert kind.of_many(some) == {name: found for name, found in kind.all().items() if name in some}
        assert tx.voicings.of(some) == {name: found for name, found in tx.voicings.all().items() if name in some}
