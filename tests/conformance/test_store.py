"""What every store does, on SQLite and on PostgreSQL."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from makers import (
    COMMUNE,
    DAY,
    EVENING,
    MORNING,
    NOW,
    STARTS_AT,
    STATION,
    a_chain_head,
    a_cut,
    a_frame_script,
    a_handover,
    a_kept_block,
    a_music_segment,
    a_news_item,
    a_playlist,
    a_playlist_item,
    a_programme,
    a_queue_entry,
    a_read_line,
    a_script,
    a_segment,
    a_sha,
    a_step,
    a_target,
    a_timetable,
    a_voicing,
    a_word,
    airings_of,
    an_airing,
    an_approval,
    an_edition,
)
from sqlalchemy import insert
from sqlalchemy.exc import StatementError
from stores import run_raw

from broadcaster.asrun.chain import faults
from broadcaster.asrun.reconcile import reconcile
from broadcaster.domain.airings import Evidence
from broadcaster.domain.approvals import ApprovalStage, StepKind
from broadcaster.domain.carts import CartKind, SegmentKind
from broadcaster.domain.contacts import Contact
from broadcaster.domain.drafts import ScriptDraft, ScriptLock
from broadcaster.domain.ids import DurationMs
from broadcaster.domain.schedule_changes import (
    Decision,
    ScheduleDecision,
    ScheduleDraft,
    ScheduleFile,
    ScheduleProposal,
)
from broadcaster.domain.sound_facts import SoundFacts
from broadcaster.domain.timetables import Measure
from broadcaster.domain.topics import Genre
from broadcaster.domain.trust import Trust, TrustKind
from broadcaster.domain.words import WordChange, WordVersion, word_key
from broadcaster.errors import BroadcasterError, PlanError, QueueConflict, StoreFailed
from broadcaster.storage.saved import Saved
from broadcaster.storage.tables import block as table

NEXT_DAY = DAY + timedelta(days=1)


# --- transactions ---------------------------------------------------------------------------------------------------


def test_an_exception_undoes_everything_that_was_written(store):
    def break_off():
        with store.writing() as tx:
            tx.news.save(a_news_item())
            tx.airings.add_many([an_airing()])
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        break_off()
    with store.reading() as tx:
        assert tx.news.all() == ()
        assert tx.airings.between(DAY, DAY) == ()


def test_a_reader_sees_one_moment_while_a_writer_works(store):
    with store.writing() as tx:
        tx.news.save(a_news_item())
    with store.reading() as reader:
        assert len(reader.news.all()) == 1
        with store.writing() as writer:
            writer.news.save(a_news_item(id="tin-hai"))
        assert len(reader.news.all()) == 1
    with store.reading() as tx:
        assert len(tx.news.all()) == 2


def test_a_writer_sees_what_it_has_written(store):
    with store.writing() as tx:
        tx.news.save(a_news_item())
        assert tx.news.get(a_news_item().id) == a_news_item()


def test_nothing_can_be_written_while_only_reading(store):
    with pytest.raises(BroadcasterError), store.reading() as tx:
        tx.handovers.add(a_handover())
    with store.writing() as tx:
        tx.handovers.add(a_handover())


def test_text_that_no_database_can_hold_is_refused_in_our_own_words(store):
    with pytest.raises(StoreFailed) as refused, store.writing() as tx:
        tx.approvals.add(an_approval(by="\udc80"))
    assert isinstance(refused.value.__cause__, UnicodeEncodeError)


def test_a_naive_time_is_never_stored(store):
    with pytest.raises(StatementError, match="naive"), store.writing() as tx:
        tx.news.save(a_news_item(received_at=datetime(2023, 3, 14, 8, 30)))  # noqa: DTZ001 - that is the mistake
    with store.reading() as tx:
        assert tx.news.all() == ()


def test_times_come_back_aware_in_utc_to_the_millisecond(store):
    hanoi = timezone(timedelta(hours=7))
    with store.writing() as tx:
        tx.news.save(a_news_item(received_at=datetime(2023, 3, 15, 0, 0, 0, 7_000, tzinfo=hanoi)))
    with store.reading() as tx:
        received = tx.news.all()[0].received_at
    assert received == datetime(2023, 3, 14, 17, 0, 0, 7_000, tzinfo=UTC)
    assert received.tzinfo is UTC


# --- news and scripts -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "item",
    [
        a_news_item(),
        a_news_item(
            genre=Genre.QUESTION_AND_ANSWER, question="Nộp hồ sơ ở đâu?", outlets=(COMMUNE, STATION), origin=""
        ),
        a_news_item(title="", body="a\n\nb\r\n\tc 'd' \"đ\" %s :x \\", topic=0),
    ],
    ids=["full", "question", "odd characters"],
)
def test_a_news_item_comes_back_as_it_went_in(store, item):
    with store.writing() as tx:
        assert tx.news.save(item) is Saved.ADDED
    with store.reading() as tx:
        assert tx.news.get(item.id) == item


def test_the_same_content_again_changes_nothing(store):
    with store.writing() as tx:
        tx.news.save(a_news_item())
        assert tx.news.save(a_news_item(origin="tệp khác.md", received_at=NOW + timedelta(1))) is Saved.UNCHANGED
        assert tx.news.all() == (a_news_item(),)


def test_an_edited_item_keeps_its_place_and_its_earlier_versions(store):
    first, second = a_news_item(id="b"), a_news_item(id="a")
    edited = replace(first, body="Số mới: 1.251 hồ sơ.")
    with store.writing() as tx:
        tx.news.save(first)
        tx.news.save(second)
        assert tx.news.save(edited) is Saved.CHANGED
        assert tx.news.all() == (edited, second)
        assert tx.news.history(first.id) == (first, edited)


def test_going_back_to_earlier_words_is_a_change_too(store):
    item = a_news_item()
    with store.writing() as tx:
        saved = [tx.news.save(each) for each in (item, replace(item, title="Khác"), item)]
        assert saved == [Saved.ADDED, Saved.CHANGED, Saved.CHANGED]
        assert tx.news.get(item.id) == item


def test_a_removed_item_is_gone_but_its_words_are_not_lost(store):
    item = a_news_item()
    with store.writing() as tx:
        tx.news.save(item)
        assert tx.news.remove(item.id)
        assert not tx.news.remove(item.id)
        assert tx.news.get(item.id) is None
        assert tx.news.all() == ()
        assert tx.news.history(item.id) == (item,)
        assert tx.news.save(item) is Saved.ADDED
        assert tx.news.get(item.id) == item


@pytest.mark.parametrize("script", [a_script(), a_frame_script(), a_script(lines=())], ids=["news", "frame", "empty"])
def test_a_script_comes_back_as_it_went_in(store, script):
    with store.writing() as tx:
        assert tx.scripts.save(script) is Saved.ADDED
    with store.reading() as tx:
        kept = tx.scripts.get(script.id)
    assert kept == script
    assert kept.text_hash == script.text_hash


def test_a_script_is_unchanged_only_when_both_text_and_item_are(store):
    script = a_script()
    other_words = replace(script, lines=(a_read_line(spoken="Khác."),))
    other_item = replace(script, item_hash=a_sha("tin đã sửa"))
    with store.writing() as tx:
        tx.scripts.save(script)
        assert tx.scripts.save(replace(script, writer="Người khác")) is Saved.UNCHANGED
        assert tx.scripts.save(other_words) is Saved.CHANGED
        assert tx.scripts.save(other_item) is Saved.CHANGED
        assert tx.scripts.history(script.id) == (script, other_words, other_item)
        assert tx.scripts.all() == (other_item,)
        assert tx.scripts.remove(script.id)
        assert tx.scripts.get(script.id) is None


def test_a_script_outlives_its_news_item(store):
    with store.writing() as tx:
        tx.news.save(a_news_item())
        tx.scripts.save(a_script())
        tx.news.remove(a_news_item().id)
        assert tx.scripts.get(a_script().id) == a_script()


# --- approvals ------------------------------------------------------------------------------------------------------


def test_an_approval_stands_once_for_each_script_stage_and_subject(store):
    text = an_approval()
    sound = an_approval(stage=ApprovalStage.SOUND, subject=a_sha("tiếng"), policy="miễn nghe duyệt", authenticated=True)
    with store.writing() as tx:
        assert tx.approvals.add(text)
        assert tx.approvals.add(sound)
        assert not tx.approvals.add(replace(text, by="Người khác"))
        assert tx.approvals.of(text.script_id) == (text, sound)
        assert tx.approvals.of("khong-co") == ()


def test_all_approvals_are_given_by_script(store):
    first, second = an_approval(script_id="b"), an_approval(script_id="a")
    again = an_approval(script_id="b", subject=a_sha("lời mới"))
    with store.writing() as tx:
        for approval in (first, second, again):
            tx.approvals.add(approval)
        assert tx.approvals.all() == {"a": (second,), "b": (first, again)}


def test_an_approval_outlives_its_script(store):
    with store.writing() as tx:
        tx.scripts.save(a_script())
        tx.approvals.add(an_approval())
        tx.scripts.remove(a_script().id)
        assert tx.approvals.of(a_script().id) == (an_approval(),)


def test_steps_are_kept_in_order_of_arrival_however_often_they_are_alike(store):
    first, other = a_step(), a_step(script_id="a", at=NOW + timedelta(hours=1))
    last = a_step(StepKind.RETURNED, at=NOW - timedelta(hours=1), reason="sai số", authenticated=True)
    with store.writing() as tx:
        for step in (first, other, last, first):
            tx.script_steps.add(step)
    with store.reading() as tx:
        assert tx.script_steps.of(first.script_id) == (first, last, first)
        assert tx.script_steps.of("khong-co") == ()
        assert tx.script_steps.all() == {"a": (other,), first.script_id: (first, last, first)}


def test_an_approval_remembers_that_open_questions_were_seen(store):
    seen, unasked = an_approval(questions_seen=True), an_approval(subject=a_sha("lời khác"))
    with store.writing() as tx:
        tx.approvals.add(seen)
        tx.approvals.add(unasked)
    with store.reading() as tx:
        assert tx.approvals.of(seen.script_id) == (seen, unasked)


# --- words ----------------------------------------------------------------------------------------------------------

BOUND = a_word(
    written="TT", spoken="thị trấn", context=("xã", "tổ dân phố"), voice="espeak:nu", outlets=(COMMUNE, STATION)
)


@pytest.mark.parametrize(
    "word", [a_word(), BOUND, a_word(written="4.0 'x' \\ %s", spoken="bốn chấm không")], ids=["plain", "bound", "odd"]
)
def test_a_word_comes_back_as_it_went_in(store, word):
    with store.writing() as tx:
        assert tx.words.get(word_key(word)) is None
        assert tx.words.save(word, by="Lan", at=NOW) is Saved.ADDED
    with store.reading() as tx:
        assert tx.words.get(word_key(word)) == word
        assert tx.words.all() == (word,)
        assert tx.words.standing() == (WordVersion(entry=word, change=WordChange.ADDED, by="Lan", at=NOW),)


def test_the_same_word_again_writes_nothing_whatever_the_order_of_its_lists(store):
    turned = replace(BOUND, context=("Tổ dân phố", "xã"), outlets=(STATION, COMMUNE))
    with store.writing() as tx:
        tx.words.save(BOUND, by="Lan", at=NOW)
        assert tx.words.save(turned, by="Hoa", at=NOW + timedelta(hours=1)) is Saved.UNCHANGED
        assert tx.words.history(word_key(BOUND)) == (
            WordVersion(entry=BOUND, change=WordChange.ADDED, by="Lan", at=NOW),
        )


@pytest.mark.parametrize(
    "other", [{"written": "VNEID"}, {"context": ("ví",)}, {"voice": "espeak"}, {"outlets": (COMMUNE,)}]
)
def test_words_that_hold_elsewhere_are_other_words(store, other):
    word, elsewhere = a_word(), a_word(**other | {"spoken": "đọc khác"})
    with store.writing() as tx:
        assert [tx.words.save(each, by="Lan", at=NOW) for each in (word, elsewhere)] == [Saved.ADDED] * 2
        assert tx.words.all() == (elsewhere, word), "the last one first"


def test_every_change_of_a_word_is_kept_with_who_and_when(store):
    first, second = a_word(), a_word(spoken="vi nét")
    hours = [NOW + timedelta(hours=n) for n in range(4)]
    with store.writing() as tx:
        assert tx.words.save(first, by="Lan", at=hours[0]) is Saved.ADDED
        assert tx.words.save(second, by="Hoa", at=hours[1]) is Saved.CHANGED
        assert tx.words.remove(word_key(first), by="Nam", at=hours[2])
        assert tx.words.get(word_key(first)) is None
        assert tx.words.all() == ()
        assert tx.words.save(second, by="Lan", at=hours[3]) is Saved.ADDED
        assert tx.words.all() == (second,)
        assert tx.words.history(word_key(first)) == (
            WordVersion(entry=first, change=WordChange.ADDED, by="Lan", at=hours[0]),
            WordVersion(entry=second, change=WordChange.REPLACED, by="Hoa", at=hours[1]),
            WordVersion(entry=second, change=WordChange.REMOVED, by="Nam", at=hours[2]),
            WordVersion(entry=second, change=WordChange.ADDED, by="Lan", at=hours[3]),
        )


def test_a_word_that_does_not_stand_cannot_be_removed(store):
    with store.writing() as tx:
        assert not tx.words.remove(word_key(a_word()), by="Nam", at=NOW)
        tx.words.save(a_word(), by="Lan", at=NOW)
        tx.words.remove(word_key(a_word()), by="Nam", at=NOW)
        assert not tx.words.remove(word_key(a_word()), by="Nam", at=NOW)
        assert len(tx.words.history(word_key(a_word()))) == 2


# --- sound ----------------------------------------------------------------------------------------------------------


def test_cuts_are_found_by_what_made_them(store):
    cuts = [a_cut(spoken=f"Câu {n}.") for n in range(3)]
    with store.writing() as tx:
        for cut in [*cuts, cuts[0]]:
            tx.cuts.add(cut)
        assert tx.cuts.get(cuts[1].hash) == cuts[1]
        assert tx.cuts.get("khong-co") is None
        assert tx.cuts.many([cuts[0].hash, cuts[2].hash, "khong-co"]) == {cut.hash: cut for cut in (cuts[0], cuts[2])}
        assert tx.cuts.many([]) == {}


def test_the_engine_of_every_sound_is_told(store):
    person, machine = a_cut(engine="recorded"), a_cut(spoken="Câu hai.")
    with store.writing() as tx:
        for cut in (person, machine):
            tx.cuts.add(cut)
        assert tx.cuts.by_engine() == {person.audio: "recorded", machine.audio: "espeak"}


def test_every_voicing_that_ever_was_is_given_in_order(store):
    first, second = a_voicing(), a_voicing(lines=((a_cut(audio=a_sha("mới")),),))
    with store.writing() as tx:
        for each in (first, second, second):
            tx.voicings.save(each)
        assert tx.voicings.every() == (first, second)


def test_every_block_and_every_programme_is_given(store):
    edition = an_edition()
    programmes = tuple(a_programme(edition, offset_lu=level) for level in (0, 3))
    block = a_kept_block()
    with store.writing() as tx:
        tx.editions.add(edition)
        for each in programmes:
            tx.programmes.save(each)
        tx.blocks.add(block)
        assert tx.programmes.all() == programmes
        assert tx.blocks.all() == {block.key: block.audio}


def test_the_editions_from_a_day_on_are_given_whether_a_playlist_carries_them_or_not(store):
    editions = [an_edition(air_date=DAY + timedelta(days=days)) for days in (-1, 0, 1)]
    with store.writing() as tx:
        for each in reversed(editions):
            tx.editions.add(each)
        assert tx.editions.since(DAY) == tuple(editions[1:])


def test_more_cuts_than_one_statement_can_name_are_found(store):
    cuts = {cut.hash: cut for cut in (a_cut(spoken=f"Câu {n}.") for n in range(501))}
    with store.writing() as tx:
        for cut in cuts.values():
            tx.cuts.add(cut)
        assert tx.cuts.many(cuts) == cuts


def test_a_sentence_that_was_made_again_counts_with_its_new_sound_while_voicings_keep_theirs(store):
    cut = a_cut()
    voicing = a_voicing(lines=((cut,),))
    with store.writing() as tx:
        tx.cuts.add(cut)
        tx.voicings.save(voicing)
        tx.cuts.add(replace(cut, audio=a_sha("tiếng mới")))
        assert tx.cuts.get(cut.hash).audio == a_sha("tiếng mới")
        assert tx.voicings.get(voicing.script_id).sound_hash == voicing.sound_hash


def test_the_latest_voicing_of_a_script_counts(store):
    frame = a_voicing(a_frame_script())
    first, second = a_voicing(), a_voicing(lines=((a_cut(voice="giong-khac"),), ()), at=NOW + timedelta(hours=1))
    with store.writing() as tx:
        for voicing in (frame, first, second):
            tx.voicings.save(voicing)
        assert tx.voicings.get(first.script_id) == second
        assert tx.voicings.get("khong-co") is None
        assert tx.voicings.all() == {first.script_id: second, frame.script_id: frame}
        tx.voicings.save(replace(second, at=NOW + timedelta(hours=2)))
        assert tx.voicings.get(first.script_id) == second, "the same words and sound are the same voicing"
        tx.voicings.save(first)
        assert tx.voicings.get(first.script_id) == first


def test_an_encoded_block_is_found_by_its_key(store):
    first = a_kept_block()
    silent = a_kept_block(key=a_sha("im lặng"), facts=SoundFacts(duration=DurationMs(24), windows=(), peak_dbtp=None))
    with store.writing() as tx:
        assert tx.blocks.get(first.key) is None
        for block in (first, first, replace(first, audio=a_sha("mp3 làm lại")), silent):
            tx.blocks.add(block)
            assert tx.blocks.get(block.key) == block
        wanted = [first.key, silent.key, a_sha("khác"), *(a_sha(f"khối {n}") for n in range(600))]
        assert tx.blocks.many(wanted) == {first.key: tx.blocks.get(first.key), silent.key: silent}


def test_a_block_that_was_kept_before_blocks_were_measured_counts_as_missing(store):
    block = a_kept_block()
    with store.writing() as tx:
        tx.blocks.connection.execute(insert(table).values(key=block.key, audio=block.audio))
        assert tx.blocks.get(block.key) is None
        tx.blocks.add(block)
        assert tx.blocks.get(block.key) == block


def test_many_cuts_are_kept_at_once_and_a_new_sound_takes_the_place_of_the_old(store):
    first, second = a_cut(hash="1"), a_cut(hash="2")
    again = replace(first, audio=a_sha("lại"))
    with store.writing() as tx:
        tx.cuts.add_many([first, second])
        tx.cuts.add_many([again, second, again])
        tx.cuts.add_many([])
        assert tx.cuts.many(["1", "2"]) == {"1": again, "2": second}


def test_a_programme_takes_the_place_of_an_earlier_one(store):
    edition = an_edition()
    programme = a_programme(edition)
    silent = replace(programme, loudness_lufs=float("-inf"), bytes_count=5_000_000_000)
    with store.writing() as tx:
        tx.editions.add(edition)
        tx.programmes.save(programme)
        assert tx.programmes.get(edition.id) == programme
        tx.programmes.save(silent)
        assert tx.programmes.get(edition.id) == silent
        assert tx.programmes.get("khong-co") is None
        assert tx.programmes.many([edition.id, "khong-co"]) == {(edition.id, 0): silent}


def test_an_edition_has_a_programme_for_each_level(store):
    edition = an_edition()
    usual, softer = a_programme(edition), replace(a_programme(edition), offset_lu=-7, audio=a_sha("nhỏ hơn"))
    with store.writing() as tx:
        tx.editions.add(edition)
        tx.programmes.save(usual)
        tx.programmes.save(softer)
        assert (tx.programmes.get(edition.id), tx.programmes.get(edition.id, -7)) == (usual, softer)
        assert tx.programmes.many([edition.id]) == {(edition.id, 0): usual, (edition.id, -7): softer}


def test_a_programme_of_an_unknown_edition_is_refused(store):
    with pytest.raises(StoreFailed, match="thiếu liên kết"), store.writing() as tx:
        tx.programmes.save(a_programme())


# --- queue ----------------------------------------------------------------------------------------------------------


def _queued(tx, *names, **over):
    for name in names:
        tx.news.save(a_news_item(id=name))
    return [tx.queue.add(a_queue_entry(item_id=name, position=99, **over)) for name in names]


def _order(tx, outlet_id=None, session=MORNING):
    entries = [each for each in tx.queue.on(DAY) if each.outlet_id == outlet_id and each.session == session]
    assert [each.position for each in entries] == list(range(1, len(entries) + 1))
    return "".join(each.item_id for each in entries)


def test_a_queue_entry_comes_back_as_it_went_in(store):
    with store.writing() as tx:
        tx.news.save(a_news_item())
        entries = (a_queue_entry(), a_queue_entry(outlet_id=COMMUNE))
        assert tuple(tx.queue.add(entry) for entry in reversed(entries)) == tuple(reversed(entries))
        assert tx.queue.on(DAY) == entries
        assert tx.queue.on(NEXT_DAY) == ()


def test_entries_are_given_by_session_outlet_and_position(store):
    with store.writing() as tx:
        _queued(tx, "a", session=MORNING)
        _queued(tx, "b", "c", session=EVENING, outlet_id=COMMUNE)
        _queued(tx, "d", session=EVENING)
        assert [each.item_id for each in tx.queue.on(DAY)] == ["d", "b", "c", "a"]


@pytest.mark.parametrize(("position", "order"), [(-5, "xabc"), (1, "xabc"), (3, "abxc"), (4, "abcx"), (99, "abcx")])
def test_a_new_entry_pushes_later_ones_back(store, position, order):
    with store.writing() as tx:
        _queued(tx, "a", "b", "c")
        tx.news.save(a_news_item(id="x"))
        kept = tx.queue.add(a_queue_entry(item_id="x", position=position))
        assert _order(tx) == order
        assert kept.position == order.index("x") + 1


@pytest.mark.parametrize(
    ("item", "position", "order"),
    [("a", 3, "bca"), ("c", 1, "cab"), ("b", 2, "abc"), ("a", 99, "bca"), ("c", 0, "cab")],
)
def test_an_entry_moves_within_its_own_list(store, item, position, order):
    with store.writing() as tx:
        _queued(tx, "a", "b", "c")
        _queued(tx, "a", "b", "c", outlet_id=COMMUNE)
        assert tx.queue.move(DAY, MORNING, item, None, position)
        assert _order(tx) == order
        assert _order(tx, COMMUNE) == "abc"
        assert not tx.queue.move(DAY, MORNING, "khong-co", None, 1)
        assert not tx.queue.move(DAY, EVENING, item, None, 1)


def test_removing_an_entry_closes_the_gap(store):
    with store.writing() as tx:
        _queued(tx, "a", "b", "c")
        _queued(tx, "a", outlet_id=COMMUNE)
        assert tx.queue.remove(DAY, MORNING, "a", None)
        assert not tx.queue.remove(DAY, MORNING, "a", None)
        assert _order(tx) == "bc"
        assert _order(tx, COMMUNE) == "a"


def test_an_item_stands_only_once_in_a_list(store):
    with store.writing() as tx:
        _queued(tx, "a", "b")
        with pytest.raises(QueueConflict, match="đã có trong hàng chờ"):
            tx.queue.add(a_queue_entry(item_id="a", position=2))
        assert _order(tx) == "ab"


def test_an_item_that_is_not_kept_cannot_be_queued(store):
    with pytest.raises(QueueConflict, match="không còn"), store.writing() as tx:
        tx.queue.add(a_queue_entry())


def test_a_removed_item_leaves_every_queue(store):
    with store.writing() as tx:
        _queued(tx, "a", "b", "c")
        _queued(tx, "b", "a", outlet_id=COMMUNE)
        tx.news.remove("b")
        assert _order(tx) == "ac"
        assert _order(tx, COMMUNE) == "a"


# --- editions and playlists -----------------------------------------------------------------------------------------


def test_an_edition_comes_back_as_it_went_in(store):
    segments = tuple(
        a_segment(kind=kind, genre=Genre.FEATURE, topic=10)
        if kind is SegmentKind.FEATURE
        else a_music_segment(kind=kind)
        for kind in SegmentKind
    )
    edition = an_edition(segments=(*segments, *(a_music_segment(music=cart) for cart in CartKind), a_segment()))
    with store.writing() as tx:
        tx.editions.add(edition)
        tx.editions.add(edition)
    with store.reading() as tx:
        kept = tx.editions.get(edition.id)
        assert tx.editions.get("khong-co") is None
    assert kept == edition
    assert kept.rundown_hash == edition.rundown_hash


def test_newer_titles_over_the_same_sound_take_the_place_of_the_old(store):
    edition = an_edition()
    retitled = replace(edition, segments=tuple(replace(each, title="Tên mới") for each in edition.segments))
    with store.writing() as tx:
        tx.editions.add(edition)
        tx.editions.add(retitled)
        assert tx.editions.get(edition.id) == retitled


def test_an_edition_id_never_names_two_sounds(store):
    edition = an_edition()
    with store.writing() as tx:
        tx.editions.add(edition)
    with pytest.raises(PlanError, match="nội dung khác"), store.writing() as tx:
        tx.editions.add(an_edition(id=edition.id, segments=(a_music_segment(),)))


def test_the_editions_of_a_day_are_those_that_its_playlists_carry(store):
    morning, evening = an_edition(), an_edition(session=EVENING)
    tomorrow, dropped = an_edition(air_date=NEXT_DAY), an_edition(segments=(a_music_segment(),))
    with store.writing() as tx:
        for edition in (morning, evening, tomorrow, dropped):
            tx.editions.add(edition)
        plan = [
            a_playlist(edition, outlet_id=outlet) for edition in (morning, evening) for outlet in (STATION, COMMUNE)
        ]
        tx.playlists.replace_day(DAY, plan)
        tx.playlists.replace_day(NEXT_DAY, [a_playlist(tomorrow)])
        assert tx.editions.on(DAY) == (evening, morning)


def _planned(tx, *plan):
    for edition in {each.edition_id: each for each in plan}.values():
        tx.editions.add(an_edition(id=edition.edition_id, air_date=edition.air_date, session=edition.session))
    return tx.playlists.replace_day(plan[0].air_date, plan)


def test_a_playlist_comes_back_as_it_went_in(store):
    start = STARTS_AT + timedelta(milliseconds=7)
    playlist = a_playlist(starts_at=start)
    empty = a_playlist(outlet_id=STATION, items=())
    with store.writing() as tx:
        assert _planned(tx, playlist, empty) == 2
    with store.reading() as tx:
        assert tx.playlists.on(DAY) == (empty, playlist)


def test_a_new_plan_takes_the_place_of_the_days_old_one_only(store):
    old, other_day = a_playlist(), a_playlist(air_date=NEXT_DAY)
    new = a_playlist(outlet_id=STATION)
    with store.writing() as tx:
        _planned(tx, old)
        _planned(tx, other_day)
        assert tx.playlists.replace_day(DAY, [new]) == 1
        assert tx.playlists.between(DAY, NEXT_DAY) == (new, other_day)
        assert tx.playlists.replace_day(DAY, []) == 0
        assert tx.playlists.between(DAY, NEXT_DAY) == (other_day,)
        assert tx.editions.get(old.edition_id) == an_edition(), "an edition outlives its plan"


def test_playlists_are_given_in_order_of_time_then_outlet(store):
    late = a_playlist(outlet_id="A", starts_at=STARTS_AT + timedelta(minutes=1))
    plan = [late, a_playlist(outlet_id="C"), a_playlist(outlet_id="B")]
    with store.writing() as tx:
        _planned(tx, *plan)
        assert [each.outlet_id for each in tx.playlists.on(DAY)] == ["B", "C", "A"]


def test_an_outlet_never_gets_the_same_run_of_an_edition_twice(store):
    later = STARTS_AT + timedelta(hours=3)
    twice = [a_playlist(), a_playlist(id="ten-khac", starts_at=later)]
    with pytest.raises(StoreFailed, match="trùng"), store.writing() as tx:
        _planned(tx, *twice)
    with store.writing() as tx:
        assert _planned(tx, a_playlist(), a_playlist(run=2, starts_at=later)) == 2


def test_a_playlist_of_another_day_is_a_mistake(store):
    with pytest.raises(ValueError, match="another day"), store.writing() as tx:
        tx.playlists.replace_day(NEXT_DAY, [a_playlist()])


def test_runs_are_counted_for_each_outlet_on_earlier_days(store):
    items = (
        a_playlist_item(position=1, item_id="a", run=1),
        a_playlist_item(position=2, item_id="b", run=1),
        a_playlist_item(position=3, item_id="a", run=2),
        a_playlist_item(position=4, kind=SegmentKind.HEADLINES, item_id="c", run=0),
        a_playlist_item(position=5, kind=SegmentKind.STING, item_id=None, topic=None, genre=None, run=0),
    )
    with store.writing() as tx:
        _planned(tx, a_playlist(items=items), a_playlist(outlet_id=STATION, items=items[:1]))
        _planned(tx, a_playlist(air_date=NEXT_DAY, items=items[:1]))
        first_day = {(COMMUNE, "a"): 2, (COMMUNE, "b"): 1, (STATION, "a"): 1}
        assert tx.playlists.runs_before(DAY) == {}
        assert tx.playlists.runs_before(NEXT_DAY) == first_day
        assert tx.playlists.runs_before(NEXT_DAY + timedelta(1)) == first_day | {(COMMUNE, "a"): 3}


# --- facts ----------------------------------------------------------------------------------------------------------


def test_a_handover_comes_back_as_it_went_in(store):
    first, second = a_handover(), a_handover(at=NOW + timedelta(hours=9), playlists=(), bytes_count=5_000_000_000)
    with store.writing() as tx:
        for handover in (first, second, a_handover(air_date=NEXT_DAY)):
            tx.handovers.add(handover)
        assert tx.handovers.between(DAY, DAY) == (first, second)
        assert len(tx.handovers.between(DAY, NEXT_DAY)) == 3


@pytest.mark.parametrize(
    "airing",
    [
        an_airing(),
        an_airing(evidence=Evidence.OPERATOR, observed_start=None, observed_stop=None, played=0, cause="mất điện"),
        an_airing(evidence=Evidence.REHEARSAL, kind=SegmentKind.STING, item_id=None, topic=None, genre=None, run=0),
        an_airing(observed_start=STARTS_AT + timedelta(milliseconds=1), played=86_400_000 * 40),
        an_airing(
            cuts=("a" * 64,), sink="loa 3", corrects="mục cũ", correction_reason="sai", source="s", resolution=60
        ),
    ],
    ids=["player", "lost", "music", "long", "correction"],
)
def test_an_airing_comes_back_as_it_went_in(store, airing):
    with store.writing() as tx:
        assert tx.airings.add_many([airing]) == 1
    with store.reading() as tx:
        assert tx.airings.between(DAY, DAY) == (airing,)


def test_an_airing_that_is_there_already_is_left_as_it_is(store):
    first, second = an_airing(), an_airing(position=3)
    with store.writing() as tx:
        assert tx.airings.add_many([]) == 0
        assert tx.airings.add_many([first, first]) == 1
    with store.writing() as tx:
        assert tx.airings.add_many([replace(first, cause="sửa sau", played=0), second]) == 1
        assert tx.airings.add_many([first, second]) == 0
        assert tx.airings.between(DAY, DAY) == (first, second)


def test_thousands_of_airings_are_added_and_counted_at_once(store):
    entries = [an_airing(id=f"dong-{n}", position=n) for n in range(2_500)]
    with store.writing() as tx:
        assert tx.airings.add_many(entries[:2_000]) == 2_000
        assert tx.airings.add_many(entries) == 500
        assert tx.airings.between(DAY, DAY) == tuple(entries)


def test_airings_are_given_by_day_outlet_and_planned_time(store):
    early, late = an_airing(id="1"), an_airing(id="2", planned_at=an_airing().planned_at + timedelta(seconds=1))
    elsewhere, before = an_airing(id="3", outlet_id="A"), an_airing(id="4", air_date=date(2023, 3, 14))
    with store.writing() as tx:
        tx.airings.add_many([late, elsewhere, early, before])
        assert [each.id for each in tx.airings.between(date(2023, 3, 14), DAY)] == ["4", "3", "1", "2"]
        assert [each.id for each in tx.airings.between(DAY, DAY)] == ["3", "1", "2"]


def test_no_deletion_of_news_editions_or_playlists_deletes_an_airing(store, store_url):
    playlist = a_playlist()
    airings = airings_of(playlist)
    with store.writing() as tx:
        tx.news.save(a_news_item())
        tx.scripts.save(a_script())
        _planned(tx, playlist)
        tx.programmes.save(a_programme())
        tx.handovers.add(a_handover())
        tx.airings.add_many(airings)
    with store.writing() as tx:
        tx.news.remove(a_news_item().id)
        tx.scripts.remove(a_script().id)
        tx.playlists.replace_day(DAY, [])
    tables = ("programme", "edition", "news_version", "script_version", "cut", "voicing", "block")
    run_raw(store_url, *(f"DELETE FROM {table}" for table in tables))
    with store.reading() as tx:
        assert tx.airings.between(DAY, DAY) == airings
        assert tx.handovers.between(DAY, DAY) == (a_handover(),)


@pytest.mark.parametrize(
    ("table", "column"),
    [
        ("airing", "outlet_id"),
        ("airing_link", "link"),
        ("approval", "script_id"),
        ("script_step", "reason"),
        ("chain_head", "link"),
        ("handover", "outlet_id"),
        ("reconciliation", "outlet_id"),
        ("word_change", "spoken"),
        ("timetable", "source"),
        ("schedule_proposal", "source"),
        ("schedule_decision", "reason"),
        ("trust", "by"),
    ],
)
@pytest.mark.parametrize("change", ["UPDATE {} SET {} = 'X'", "DELETE FROM {}"])
def test_the_database_itself_refuses_to_change_a_fact(store, store_url, table, column, change):
    with store.writing() as tx:
        tx.airings.add_many([an_airing()])
        tx.approvals.add(an_approval())
        tx.script_steps.add(a_step())
        tx.handovers.add(a_handover())
        tx.words.save(a_word(), by="Lan", at=NOW)
        tx.chain.add_heads([a_chain_head()])
        tx.timetables.apply(a_timetable(), by="Lan", at=NOW, source=a_sha("một"))
        tx.proposals.decide(a_decision(tx.proposals.add(a_proposal())))
        tx.trusts.add(a_trust())
        tx.reconciliations.add_new([reconcile(COMMUNE, DAY, [a_playlist()], [an_airing()], made_at=NOW)])
    with pytest.raises(Exception, match="chỉ được ghi thêm"):
        run_raw(store_url, change.format(table, column))
    with store.reading() as tx:
        assert tx.airings.between(DAY, DAY) == (an_airing(),)
        assert tx.approvals.of(an_approval().script_id) == (an_approval(),)
        assert tx.script_steps.of(a_step().script_id) == (a_step(),)
        assert tx.handovers.between(DAY, DAY) == (a_handover(),)
        assert tx.words.all() == (a_word(),)


# --- the chain over the log -----------------------------------------------------------------------------------------


def _links(tx):
    return [each.link for each in tx.chain.of(an_airing().outlet_id)]


def test_entries_are_chained_in_order_of_arrival_whatever_day_they_speak_of(store):
    late = an_airing(id="muộn", air_date=date(2023, 1, 2), recorded_at=NOW + timedelta(days=30))
    with store.writing() as tx:
        tx.airings.add_many([an_airing(id="một"), an_airing(id="nơi khác", outlet_id="A"), an_airing(id="hai")])
        tx.airings.add_many([late])
    with store.reading() as tx:
        chained = [*tx.chain.of(late.outlet_id)]
        assert [each.airing.id for each in chained] == ["một", "hai", "muộn"]
        assert [each.link.sequence for each in chained] == [1, 2, 3]
        assert [each.link.sequence for each in tx.chain.of("A")] == [1]
        assert [*faults(late.outlet_id, chained, signed=lambda _: True)] == []
        assert tx.chain.outlets() == ("A", late.outlet_id)


def test_an_entry_that_is_there_already_is_not_chained_again(store):
    with store.writing() as tx:
        tx.airings.add_many([an_airing(), an_airing()])
    with store.writing() as tx:
        tx.airings.add_many([an_airing(), an_airing(id="mới")])
        assert [link.sequence for link in _links(tx)] == [1, 2]


def test_what_arrives_after_a_day_was_closed_goes_into_the_next(store):
    closed = a_chain_head(arrival_day=date(2030, 1, 1))
    with store.writing() as tx:
        tx.airings.add_many([an_airing(id="trước")])
        tx.chain.add_heads([closed])
    with store.writing() as tx:
        tx.airings.add_many([an_airing(id="sau")])
        assert [link.arrival_day for link in _links(tx)] == [DAY, date(2030, 1, 2)]
        assert tx.chain.closed_days([closed.outlet_id, "A"]) == {closed.outlet_id: date(2030, 1, 1)}


def test_the_last_link_can_be_asked_for_by_the_end_of_a_day(store):
    with store.writing() as tx:
        tx.airings.add_many([an_airing(id="một"), an_airing(id="hai", recorded_at=NOW + timedelta(days=5))])
        first, second = _links(tx)
        assert tx.chain.tails(["A", first.outlet_id]) == {first.outlet_id: second}
        assert tx.chain.tails([first.outlet_id], until=first.arrival_day) == {first.outlet_id: first}
        assert tx.chain.tails([first.outlet_id], until=date(2000, 1, 1)) == {}


def test_a_head_comes_back_as_it_went_in_and_is_never_issued_again(store):
    head = a_chain_head()
    with store.writing() as tx:
        tx.chain.add_heads([head, a_chain_head(outlet_id="A"), a_chain_head(arrival_day=NEXT_DAY)])
    with pytest.raises(StoreFailed), store.writing() as tx:
        tx.chain.add_heads([a_chain_head(link=a_sha("khác"))])
    with store.reading() as tx:
        assert tx.chain.heads(head.outlet_id, head.arrival_day) == (head,)
        assert len(tx.chain.heads()) == 3
        assert [each.outlet_id for each in tx.chain.heads(day=head.arrival_day)] == ["A", head.outlet_id]


def test_what_somebody_does_past_the_triggers_is_still_seen(store, store_url):
    with store.writing() as tx:
        tx.airings.add_many([an_airing(id=f"mục {n}", position=n) for n in range(5)])
    drop = _triggers_off(store_url)
    run_raw(
        store_url, *drop, "DELETE FROM airing WHERE position = 2", "UPDATE airing SET played = 1 WHERE position = 4"
    )
    with store.reading() as tx:
        found = [*faults(an_airing().outlet_id, tx.chain.of(an_airing().outlet_id), signed=lambda _: True)]
    assert [fault.sequence for fault in found] == [3, 5]


def _triggers_off(store_url):
    if store_url.startswith("sqlite"):
        return ["DROP TRIGGER airing_no_update", "DROP TRIGGER airing_no_delete"]
    return ["ALTER TABLE airing DISABLE TRIGGER ALL"]


# --- timetables -----------------------------------------------------------------------------------------------------


def test_a_timetable_comes_back_as_it_was_applied(store):
    targets = (
        a_target(),
        a_target(
            topic=None, outlets=(COMMUNE,), measure=Measure.AIRINGS, amount=12.5, baseline=None, rise_percent=None
        ),
    )
    timetable = a_timetable(targets=targets)
    with store.writing() as tx:
        assert tx.timetables.current() is None
        assert tx.timetables.version() == 0
        assert tx.timetables.apply(timetable, by="Phạm Văn Nam", at=NOW, source=a_sha("một")) == 1
    with store.reading() as tx:
        assert tx.timetables.current() == timetable
        assert tx.timetables.version() == 1


def test_the_same_source_applied_again_writes_nothing_but_an_earlier_one_does(store):
    first, second = a_timetable(), a_timetable(targets=())
    with store.writing() as tx:
        versions = [
            tx.timetables.apply(timetable, by="Nam", at=NOW, source=a_sha(source))
            for timetable, source in ((first, "một"), (first, "một"), (second, "hai"), (first, "một"))
        ]
        assert versions == [1, 1, 2, 3]
        assert tx.timetables.current() == first


def test_a_version_tells_how_it_came_to_be(store):
    files = (ScheduleFile(name="grid.toml", text='[[slot]]\nstarts = "05:15"\n'),)
    with store.writing() as tx:
        tx.timetables.apply(a_timetable(), by="Nam", at=NOW, source=a_sha("một"))
        how = {"confirmed_by": "Lan", "policy": "", "summary": "dời buổi sáng", "files": files}
        tx.timetables.apply(a_timetable(targets=()), by="Nam", at=NOW, source=a_sha("hai"), **how)
    with store.reading() as tx:
        first, second = tx.timetables.history()
        assert (first.version, first.confirmed_by, first.summary) == (1, "", "")
        assert (second.by, second.confirmed_by, second.at, second.summary) == ("Nam", "Lan", NOW, "dời buổi sáng")
        assert tx.timetables.get(1).files == ()
        assert tx.timetables.get(2) == ScheduleDraft(
            timetable=a_timetable(targets=()), source=a_sha("hai"), files=files
        )
        assert tx.timetables.get(3) is None


# --- proposals ------------------------------------------------------------------------------------------------------


def a_proposal(**over):
    draft = ScheduleDraft(timetable=a_timetable(), source=a_sha("hai"), files=(ScheduleFile(name="a.toml", text="x"),))
    return ScheduleProposal(**{"id": 0, "draft": draft, "base": 1, "by": "Nam", "at": NOW, "note": "lễ"} | over)


def a_decision(number, **over):
    values = {"proposal": number, "decision": Decision.REJECTED, "by": "Lan", "at": NOW, "reason": "trùng giờ"}
    return ScheduleDecision(**values | over)


def a_trust(**over):
    return Trust(**{"kind": TrustKind.CLOCK, "by": "Lan", "at": NOW, "newest": NOW} | over)


def test_proposals_wait_until_somebody_decides_once(store):
    with store.writing() as tx:
        one, two = (tx.proposals.add(a_proposal(by=name)) for name in ("Nam", "Hoa"))
        assert one < two
        assert tx.proposals.get(one) == a_proposal(id=one)
        assert [each.id for each in tx.proposals.waiting()] == [one, two]
        assert tx.proposals.decision(one) is None
        assert tx.proposals.decide(a_decision(one))
        assert not tx.proposals.decide(a_decision(one, decision=Decision.CONFIRMED))
        assert tx.proposals.decision(one) == a_decision(one)
    with store.reading() as tx:
        assert [each.by for each in tx.proposals.waiting()] == ["Hoa"]
        assert tx.proposals.decisions() == (a_decision(one),)
        assert tx.proposals.get(99) is None


def test_the_newest_record_of_each_kind_tells_the_time(store):
    later = NOW + timedelta(hours=1)
    with store.writing() as tx:
        assert tx.trusts.stamps() == ()
        assert tx.trusts.handed_over() == 0
        tx.handovers.add(a_handover(at=later))
        tx.handovers.add(a_handover(at=NOW))
        tx.proposals.add(a_proposal(at=later))
    with store.reading() as tx:
        assert {each.what: each.at for each in tx.trusts.stamps()} == {
            "đề nghị đổi lịch": later,
            "lần giao gói phát": NOW,  # the one that came last, though its clock was behind
        }
        assert tx.trusts.handed_over() == 2


def test_the_last_word_on_clock_and_store_stands(store):
    with store.writing() as tx:
        assert tx.trusts.last(TrustKind.CLOCK) is None
        tx.trusts.add(a_trust())
        tx.trusts.add(a_trust(by="Hoa"))
        tx.trusts.add(a_trust(kind=TrustKind.STORE))
    with store.reading() as tx:
        assert tx.trusts.last(TrustKind.CLOCK) == a_trust(by="Hoa")
        assert tx.trusts.last(TrustKind.STORE) == a_trust(kind=TrustKind.STORE)


def test_every_answer_of_reconciliation_that_differs_from_the_last_is_kept(store):
    first = reconcile(COMMUNE, DAY, [a_playlist()], [], made_at=NOW)
    second = reconcile(COMMUNE, DAY, [a_playlist()], [an_airing(), an_airing(id="x", playlist_id="")], made_at=NOW)
    elsewhere = reconcile(STATION, DAY, [], [], made_at=NOW)
    with store.writing() as tx:
        assert tx.reconciliations.add_new([first, elsewhere]) == 2
        assert tx.reconciliations.add_new([replace(first, made_at=NOW + timedelta(hours=1)), second]) == 1
        assert tx.reconciliations.add_new([first]) == 1
        assert tx.reconciliations.add_new([]) == 0
        assert tx.reconciliations.history(COMMUNE, DAY) == (first, second, first)


def test_entries_are_found_by_the_beginning_of_their_id(store):
    with store.writing() as tx:
        tx.airings.add_many([an_airing(id="abc1"), an_airing(id="abc2", position=3), an_airing(id="a%c", position=4)])
        assert [each.id for each in tx.airings.beginning("abc1")] == ["abc1"]
        assert len(tx.airings.beginning("ab")) == 2
        assert [each.id for each in tx.airings.beginning("a%")] == ["a%c"]


# --- contacts -------------------------------------------------------------------------------------------------------


def test_an_outlet_has_one_contact_and_may_have_none(store):
    def contact(**over):
        known = {"outlet_id": "A", "name": "Hòa", "phone": "0912", "email": "", "changed_by": "Nam", "changed_at": NOW}
        return Contact(**known | over)

    with store.writing() as tx:
        for each in (contact(), contact(name="Lan"), contact(outlet_id="B")):
            tx.contacts.keep(each)
    with store.writing() as tx:
        assert tx.contacts.all() == {"A": contact(name="Lan"), "B": contact(outlet_id="B")}
        assert tx.contacts.drop("A")
        assert not tx.contacts.drop("A")
    with store.reading() as tx:
        assert list(tx.contacts.all()) == ["B"]


# --- the desk -------------------------------------------------------------------------------------------------------


def _draft(**over):
    known = {
        "script_id": "tin",
        "account_id": "lan",
        "name": "Lan",
        "text": "NỮ: a\n",
        "based_on": a_sha("a"),
        "at": NOW,
    }
    return ScriptDraft(**known | over)


def _lock(**over):
    return ScriptLock(
        **{"script_id": "tin", "account_id": "lan", "name": "Lan", "taken_at": NOW, "seen_at": NOW} | over
    )


def test_everybody_has_a_draft_of_their_own(store):
    mine, newer, other = _draft(), _draft(text="b"), _draft(account_id="nam", at=NOW + timedelta(minutes=1))
    with store.writing() as tx:
        for draft in (mine, newer, other, _draft(script_id="khác")):
            tx.drafts.save(draft)
    with store.writing() as tx:
        assert tx.drafts.of("tin") == (other, newer)
        assert tx.drafts.remove("tin", "nam")
        assert not tx.drafts.remove("tin", "nam")
    with store.reading() as tx:
        assert tx.drafts.of("tin") == (newer,)


def test_one_sits_at_a_desk_and_only_they_get_up(store):
    with store.writing() as tx:
        tx.locks.put(_lock())
        tx.locks.put(_lock(account_id="nam", name="Nam"))
        tx.locks.put(_lock(script_id="khác"))
        assert tx.locks.get("tin") == _lock(account_id="nam", name="Nam")
        assert not tx.locks.remove("tin", "lan")
        assert tx.locks.remove("tin", "nam")
    with store.reading() as tx:
        assert tx.locks.get("tin") is None
        assert tx.locks.all() == (_lock(script_id="khác"),)
