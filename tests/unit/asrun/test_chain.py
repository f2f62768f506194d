"""The hash chain: whatever is done to a log afterwards is found, and the entry named."""

import random
from dataclasses import fields, replace
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum

import pytest
from makers import COMMUNE, NOW, STATION, an_airing

from broadcaster.asrun.chain import _DEFAULTS, entry_hash, extended, faults, head_subject, start
from broadcaster.asrun.outside import outside_heads
from broadcaster.domain.airings import Airing
from broadcaster.domain.chains import ChainedAiring, ChainHead, OutsideHead
from broadcaster.domain.zone import ZONE
from broadcaster.errors import HeadUnreadable

DAY = date(2023, 3, 15)
ENTRIES = tuple(
    an_airing(id=f"muc-{n}", position=n, title=f"Tin {n}", recorded_at=NOW + timedelta(days=n)) for n in range(12)
)


def chained(entries=ENTRIES, outlet_id=COMMUNE):
    links, tail = [], None
    for entry in entries:
        (tail,) = extended(outlet_id, tail, [entry], arrival_day=entry.recorded_at.astimezone(ZONE).date())
        links.append(ChainedAiring(airing=entry, link=tail))
    return links


def a_head(log, sequence, day=None):
    link = log[sequence - 1].link
    return ChainHead(
        outlet_id=COMMUNE,
        arrival_day=day or link.arrival_day,
        sequence=sequence,
        link=link.link,
        at=NOW,
        key="a" * 64,
        signature="b" * 128,
    )


def found(log, *, heads=(), outside=(), signed=True):
    return [*faults(COMMUNE, log, heads=heads, outside=outside, signed=lambda _: signed)]


def test_a_log_as_it_was_recorded_has_no_fault():
    log = chained()
    kept = OutsideHead(outlet_id=COMMUNE, sequence=7, link=log[6].link.link)
    assert found(log, heads=[a_head(log, 5), a_head(log, 12)], outside=[kept]) == []
    assert found([]) == []


def test_many_entries_at_once_make_the_same_chain_as_one_by_one():
    same_day = [replace(entry, recorded_at=NOW) for entry in ENTRIES]
    together = [*extended(COMMUNE, None, same_day, arrival_day=NOW.astimezone(ZONE).date())]
    assert together == [each.link for each in chained(same_day)]


def test_outlets_have_chains_of_their_own():
    assert start(COMMUNE) != start(STATION)
    assert chained()[0].link.link != chained(outlet_id=STATION)[0].link.link


def _changed(value, dice):  # noqa: PLR0911 - one kind a line
    """Give another value of the same kind."""
    if isinstance(value, StrEnum):
        return dice.choice([other for other in type(value) if other is not value])
    if isinstance(value, datetime):
        return value + timedelta(microseconds=dice.choice([-1, 1, 1_000, 3_600_000_000]))
    if isinstance(value, date):
        return value + timedelta(days=dice.choice([-1, 1]))
    if isinstance(value, int):
        return value + dice.choice([-1, 1, 1_000])
    if value is None:
        return "muc-khac"
    if isinstance(value, tuple):
        return (*value, "b" * 64)
    at = dice.randrange(len(value) + 1)
    return value[:at] + dice.choice("xàỹ0 -") + value[at:]


def test_each_of_ten_thousand_random_changes_is_found_and_names_its_entry():
    dice = random.Random(20230315)
    log = chained()
    names = [field.name for field in fields(Airing)]
    tried = 0
    while tried < 10_000:
        place, name = dice.randrange(len(log)), dice.choice(names)
        before = log[place].airing
        after = replace(before, **{name: _changed(getattr(before, name), dice)})
        if after == before:
            continue
        tried += 1
        spoiled = [*log[:place], replace(log[place], airing=after), *log[place + 1 :]]
        assert place + 1 in [fault.sequence for fault in found(spoiled)], (name, after)


def test_each_of_two_thousand_random_drops_swaps_and_insertions_is_found():
    dice = random.Random(76)
    log = chained()
    stranger = an_airing(id="la", title="Tin lạ")
    for _ in range(2_000):
        first, second = sorted(dice.sample(range(len(log)), 2))
        spoiled = list(log)
        match dice.choice(["drop", "swap", "entries", "insert", "unlink"]):
            case "drop" if first < len(log) - 1:
                del spoiled[first : min(second, len(log) - 1)]
            case "swap":
                spoiled[first], spoiled[second] = spoiled[second], spoiled[first]
            case "entries":
                spoiled[first] = replace(log[first], airing=log[second].airing)
                spoiled[second] = replace(log[second], airing=log[first].airing)
            case "insert":
                spoiled.append(ChainedAiring(airing=stranger, link=None))
            case _:
                spoiled[first] = replace(log[first], airing=None)
        assert found(spoiled)


def test_a_chain_made_anew_from_a_changed_entry_is_found_by_its_heads_alone():
    log = chained()
    forged = chained([*ENTRIES[:3], replace(ENTRIES[3], played=1), *ENTRIES[4:]])
    assert found(forged) == []
    (fault,) = found(forged, heads=[a_head(log, 5)])
    assert fault.sequence == 5
    assert "không khớp" in fault.sentence


@pytest.mark.parametrize("left", range(12))
def test_a_tail_that_was_cut_off_is_found_by_a_head_kept_outside(left):
    log = chained()
    kept = OutsideHead(outlet_id=COMMUNE, sequence=12, link=log[11].link.link)
    assert found(log[:left]) == []
    (fault,) = found(log[:left], outside=[kept])
    assert fault.sequence == left + 1
    assert f"mất {12 - left} mục cuối" in fault.sentence


def test_a_missing_entry_is_named_by_its_place():
    log = chained()
    assert [fault.sentence for fault in found([*log[:4], *log[6:]])] == ["mất các mục 5-6 trước mục 7"]
    assert [fault.sentence for fault in found([*log[:4], *log[5:]])] == ["mất mục 5 trước mục 6"]
    assert [fault.sentence for fault in found([*log[:4], replace(log[4], airing=None), *log[5:]])] == [
        "mục 5 đã bị xóa khỏi nhật ký"
    ]


def test_a_head_with_a_false_signature_is_found():
    log = chained()
    (fault,) = found(log, heads=[a_head(log, 2)], signed=False)
    assert "chữ ký" in fault.sentence


def test_a_head_that_was_kept_outside_with_its_day_and_is_gone_is_found():
    log = chained()
    kept = OutsideHead(outlet_id=COMMUNE, sequence=5, link=log[4].link.link, arrival_day=log[4].link.arrival_day)
    assert found(log, heads=[a_head(log, 5), a_head(log, 8)], outside=[kept]) == []
    (fault,) = found(log, heads=[a_head(log, 8)], outside=[kept])
    assert fault.sequence == 5
    assert "không còn trong kho" in fault.sentence


def test_an_entry_that_cannot_be_read_is_named_by_its_field():
    log = chained()
    spoiled = [*log[:4], ChainedAiring(airing=None, link=log[4].link, spoiled="title"), *log[5:]]
    (fault,) = found([*spoiled])
    assert fault.sequence == 5
    assert 'trường "title" không đọc được' in fault.sentence
    (fault,) = found([*log, ChainedAiring(airing=None, link=None, spoiled="cuts")])
    assert "bị chèn thêm" in fault.sentence


def test_an_entry_put_back_into_a_closed_day_is_found():
    log = chained()
    closed = a_head(log, 4, day=log[5].link.arrival_day)
    assert [fault.sequence for fault in found(log, heads=[closed])] == [5, 6]


def test_late_evidence_and_a_clock_set_back_never_go_before_the_link_that_stands():
    first, late = an_airing(id="1"), an_airing(id="2", air_date=date(2023, 1, 1))
    (tail,) = extended(COMMUNE, None, [first], arrival_day=DAY)
    (link,) = extended(COMMUNE, tail, [late], arrival_day=DAY - timedelta(days=9))
    assert (link.sequence, link.arrival_day) == (2, DAY)


def test_every_field_of_an_entry_is_in_its_hash():
    entry = an_airing()
    dice = random.Random(1)
    for field in fields(Airing):
        value = getattr(entry, field.name)
        assert entry_hash(replace(entry, **{field.name: _changed(value, dice)})) != entry_hash(entry), field.name


def test_the_hash_of_an_entry_never_changes_between_versions():
    entry = an_airing(id="muc", recorded_at=datetime(2023, 3, 15, 1, 2, 3, 4, tzinfo=UTC))
    assert entry_hash(entry) == "8f35467e53d1bcd827325792c04b7741fb8d517ef94600ad3820242caeb52b15"
    assert not set(_DEFAULTS) - {field.name for field in fields(Airing)}


def test_an_instant_hashes_alike_in_whatever_zone_it_is_given():
    entry = an_airing()
    assert entry_hash(entry) == entry_hash(replace(entry, planned_at=entry.planned_at.astimezone(ZONE)))


def test_a_head_is_signed_over_all_it_says():
    log = chained()
    head = a_head(log, 3)
    subjects = {head_subject(replace(head, **{name: value})) for name, value in {
        "outlet_id": STATION, "arrival_day": DAY + timedelta(days=99), "sequence": 4, "link": "c" * 64,
        "at": NOW + timedelta(seconds=1), "key": "d" * 64,
    }.items()}  # fmt: skip
    assert len(subjects | {head_subject(head)}) == 7
    assert head_subject(replace(head, signature="0" * 128)) == head_subject(head)


# --- heads as people keep them


def test_heads_are_read_as_they_were_printed():
    link = chained()[0].link.link
    lines = ["", f"  NGHIA-SON 12 {link.upper()} 2023-03-15", f"XA 0 {link}", f"XA 3 {link[:32]} {link[32:]} báo cáo"]
    assert outside_heads(lines) == (
        OutsideHead(outlet_id="NGHIA-SON", sequence=12, link=link, arrival_day=DAY),
        OutsideHead(outlet_id="XA", sequence=0, link=link),
        OutsideHead(outlet_id="XA", sequence=3, link=link),
    )


HASH = "0123456789abcdef" * 4
TYPED = " ".join(HASH[place : place + 8] for place in range(0, 64, 8))


@pytest.mark.parametrize(
    ("lines", "day"),
    [
        ((f"nghia-son 1.234 {TYPED}",), None),
        ((f"NGHIA-SON 31/03/2023 1234 {TYPED[:35]}\n{TYPED[36:]}",), date(2023, 3, 31)),
        ((f"NGHIA-SON 1234 {TYPED[:40]}", "", f"   {TYPED[40:]} 2023-03-31"), date(2023, 3, 31)),
        ((f"Đầu chuỗi khóa ngày 31/03/2023: NGHIA-SON 1234 {TYPED}",), None),
        (("NGHIA-SON 1234", HASH), None),
        ((f"NGHIA-SON 1234 {' '.join(HASH)}",), None),
    ],
)
def test_a_head_may_be_typed_with_the_blanks_dots_and_breaks_of_the_paper(lines, day):
    other = f"ABC 7 {HASH}"
    assert outside_heads([*lines, other]) == (
        OutsideHead(outlet_id="NGHIA-SON", sequence=1234, link=HASH, arrival_day=day),
        OutsideHead(outlet_id="ABC", sequence=7, link=HASH),
    )


@pytest.mark.parametrize("short", [HASH[:-1], HASH[:60], HASH + "0"])
def test_a_hash_that_is_too_short_or_too_long_takes_nothing_from_the_head_after_it(short):
    with pytest.raises(HeadUnreadable, match="NGHIA-SON"):
        outside_heads([f"NGHIA-SON 12 {short} 2023-03-31", f"ABC 7 {HASH}"])
    with pytest.raises(HeadUnreadable, match="NGHIA-SON"):
        outside_heads([f"NGHIA-SON 12 {short}", f"A 7 {HASH}"])


@pytest.mark.parametrize(
    "line",
    [
        "NGHIA-SON 12",
        "NGHIA-SON x " + "a" * 64,
        "NGHIA-SON 1 " + "a" * 63,
        "xã 1 " + "a" * 64,
        f"NGHIA-SON 1 {'a' * 64} 2023-13-01",
    ],
)
def test_a_line_that_is_no_head_is_named(line):
    with pytest.raises(HeadUnreadable, match=r"NGHIA-SON|xã"):
        outside_heads([line])
