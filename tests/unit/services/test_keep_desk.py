"""Two people at one desk never overwrite each other, and no typed word is lost."""

from dataclasses import replace
from datetime import timedelta

import pytest
from makers import NOW
from small_station import kept, opened_station, told_script

from broadcaster.copydesk.script_format import unparse, written_hash
from broadcaster.domain.ids import ScriptId, Sha256
from broadcaster.domain.readings import LexiconEntry
from broadcaster.errors import LineUnreadable, ScriptChanged, ScriptHeld, UnknownItem
from broadcaster.services.audit import Actor, trail
from broadcaster.services.change_lexicon import add_word
from broadcaster.services.keep_desk import (
    LOCK_LASTS,
    Editor,
    autosave,
    diff,
    drop_draft,
    leave,
    open_desk,
    save,
    sit_down,
    take_over,
    versions,
)
from broadcaster.services.write_script import edit_script

TIN = ScriptId("tin")
LAN = Editor(actor=Actor(who="lan", now=NOW), name="Phạm Thị Lan")
NAM = Editor(actor=Actor(who="nam", now=NOW), name="Trần Văn Nam")
NEW = "NỮ: Lời của Lan.\n"
OTHER = "NAM: Lời của Nam.\n"


@pytest.fixture
def station(tmp_path):
    with opened_station(tmp_path) as opened:
        told_script(opened, TIN, "Lời đầu tiên.")
        yield opened


def later(editor, **by):
    return replace(editor, actor=replace(editor.actor, now=editor.actor.now + timedelta(**by)))


def words(station):
    return [line.written for line in kept(station, TIN).read_lines]


def base(station):
    return written_hash(kept(station, TIN))


def actions(station):
    return [(entry.who, entry.action) for _, entry in reversed(trail(station))]


def test_looking_takes_no_desk(station):
    desk = open_desk(station, TIN, by=LAN)
    assert (desk.lock, desk.mine, desk.draft) == (None, False, None)
    assert desk.text == unparse(kept(station, TIN))
    assert open_desk(station, TIN, by=NAM).lock is None


def test_only_one_sits_at_a_desk(station):
    assert sit_down(station, TIN, by=LAN).mine
    with pytest.raises(ScriptHeld, match="Phạm Thị Lan đang sửa"):
        sit_down(station, TIN, by=NAM)
    assert open_desk(station, TIN, by=NAM).lock.account_id == "lan"
    leave(station, TIN, by=NAM)  # nobody gets somebody else up
    assert open_desk(station, TIN, by=LAN).mine
    leave(station, TIN, by=LAN)
    assert sit_down(station, TIN, by=NAM).mine


def test_a_desk_is_free_when_nothing_was_done_for_long(station):
    sit_down(station, TIN, by=LAN)
    assert open_desk(station, TIN, by=later(NAM, seconds=LOCK_LASTS.total_seconds())).lock is not None
    idle = later(NAM, seconds=LOCK_LASTS.total_seconds() + 1)
    assert sit_down(station, TIN, by=idle).mine


def test_typing_keeps_the_desk(station):
    sit_down(station, TIN, by=LAN)
    autosave(station, TIN, NEW, based_on=base(station), by=later(LAN, minutes=10))
    assert open_desk(station, TIN, by=later(NAM, minutes=20)).lock is not None


def test_taking_over_is_recorded_and_leaves_the_draft(station):
    sit_down(station, TIN, by=LAN)
    autosave(station, TIN, NEW, based_on=base(station), by=LAN)
    desk = take_over(station, TIN, by=NAM)
    assert desk.mine
    assert [(each.name, each.text) for each in desk.others] == [(LAN.name, NEW)]
    assert desk.text == unparse(kept(station, TIN))
    assert actions(station) == [("lan", "script_opened"), ("nam", "script_taken_over")]
    take_over(station, TIN, by=NAM)  # again by the same person is nothing new
    assert len(actions(station)) == 2


def test_saving_gives_the_script_its_words_and_names_the_hand(station):
    sit_down(station, TIN, by=LAN)
    autosave(station, TIN, NEW, based_on=base(station), by=LAN)
    save(station, TIN, NEW, based_on=base(station), by=LAN)
    assert words(station) == ["Lời của Lan."]
    assert kept(station, TIN).writer.endswith(f", {LAN.name}")
    desk = open_desk(station, TIN, by=LAN)
    assert (desk.draft, desk.mine) == (None, True)


def test_saving_at_another_s_desk_keeps_both_texts(station):
    sit_down(station, TIN, by=LAN)
    before = base(station)
    with pytest.raises(ScriptHeld, match="giữ thành bản nháp"):
        save(station, TIN, OTHER, based_on=before, by=NAM)
    assert words(station) == ["Lời đầu tiên."]
    assert open_desk(station, TIN, by=NAM).draft.text == OTHER
    save(station, TIN, NEW, based_on=before, by=LAN)
    assert open_desk(station, TIN, by=NAM).outdated
    assert {kind.value for kind, _ in open_desk(station, TIN, by=NAM).changes} >= {"new", "old"}


def test_saving_over_words_that_changed_meanwhile_keeps_both_texts(station):
    sit_down(station, TIN, by=LAN)
    before = base(station)
    edit_script(station, TIN, OTHER, path="-", by="Dòng lệnh", now=NOW)
    with pytest.raises(ScriptChanged):
        save(station, TIN, NEW, based_on=before, by=LAN)
    assert words(station) == ["Lời của Nam."]
    assert open_desk(station, TIN, by=LAN).draft.text == NEW
    save(station, TIN, NEW, based_on=base(station), by=LAN)  # having seen both
    assert words(station) == ["Lời của Lan."]


def test_another_reading_of_the_same_words_disturbs_nobody(station):
    before, sound = base(station), kept(station, TIN).text_hash
    word = LexiconEntry(written="đầu tiên", spoken="thứ nhất")
    add_word(station, word, by="Trần Văn Nam", now=NOW)
    assert kept(station, TIN).text_hash != sound
    save(station, TIN, NEW, based_on=before, by=LAN)
    assert words(station) == ["Lời của Lan."]


def test_a_line_that_is_none_is_named_and_the_text_kept(station):
    sit_down(station, TIN, by=LAN)
    with pytest.raises(LineUnreadable, match='Dòng 2 không hiểu được: "Bà con"'):
        save(station, TIN, "NỮ: Được.\nBà con\n", based_on=base(station), by=LAN)
    assert open_desk(station, TIN, by=LAN).draft.text == "NỮ: Được.\nBà con\n"
    assert words(station) == ["Lời đầu tiên."]


def test_what_is_as_it_stands_is_no_draft(station):
    autosave(station, TIN, NEW, based_on=base(station), by=LAN)
    same = unparse(kept(station, TIN)).replace("\n", "\r\n")  # as browsers send it
    assert autosave(station, TIN, same, based_on=base(station), by=LAN).draft is None


def test_a_draft_is_thrown_away_by_its_owner_alone(station):
    autosave(station, TIN, NEW, based_on=base(station), by=LAN)
    drop_draft(station, TIN, by=NAM)
    assert open_desk(station, TIN, by=LAN).draft is not None
    drop_draft(station, TIN, by=LAN)
    assert open_desk(station, TIN, by=LAN).draft is None


def test_versions_are_told_with_what_changed(station):
    for text in (NEW, OTHER):
        save(station, TIN, text, based_on=base(station), by=LAN)
    assert [(each.number, each.stands) for each in versions(station, TIN)] == [(3, True), (2, False), (1, False)]
    assert [(kind.value, text) for kind, text in diff(station, TIN, 2, 3) if kind.value != "same"] == [
        ("old", "NỮ:"),
        ("new", "NAM:"),
        ("old", "Lan."),
        ("new", "Nam."),
    ]
    with pytest.raises(UnknownItem):
        diff(station, TIN, 1, 4)


@pytest.mark.parametrize("do", [open_desk, sit_down, take_over])
def test_there_is_no_desk_of_what_is_not_there(station, do):
    with pytest.raises(UnknownItem):
        do(station, ScriptId("khong-co"), by=LAN)
    with pytest.raises(UnknownItem):
        save(station, ScriptId("khong-co"), NEW, based_on=Sha256(""), by=LAN)
