"""No start time by one person alone: apply, propose, confirm, reject, revert, export."""

from datetime import time, timedelta

import pytest
from makers import a_playlist, an_edition
from schedule_files import (
    LATER,
    MONDAY_NOON,
    ONE_PERSON,
    TWO,
    add,
    evening,
    in_force,
    new_station,
    rewrite,
    setting,
    starts_of,
)

from broadcaster.domain.airings import Handover
from broadcaster.domain.ids import OutletId
from broadcaster.errors import (
    FilesNotKept,
    FileStands,
    MovesUnseen,
    NameNeeded,
    NothingChanged,
    OwnConfirmation,
    ProposalDecided,
    ProposalOutdated,
    SecondPersonNeeded,
    SettingsError,
    UnknownProposal,
    UnknownVersion,
)
from broadcaster.services.apply_schedule import FIRST_POLICY, SILENT_POLICY, apply_schedule
from broadcaster.services.keep_schedules import (
    export_schedule,
    propose_revert,
    revert_schedule,
    schedule_versions,
    see_revert,
)
from broadcaster.services.propose_schedule import (
    confirm_schedule,
    propose_schedule,
    reject_schedule,
    see_proposal,
    waiting_proposals,
)
from broadcaster.settings.schedules import load_timetable
from broadcaster.station import Station

NAM = "Nguyễn Văn Nam"
LAN = "Trần Thị Lan"


@pytest.fixture
def station(tmp_path):
    with new_station(tmp_path / "dai") as opened:
        yield opened


def test_the_first_timetable_needs_one_person_and_says_so(station):
    (first,) = schedule_versions(station)
    assert (first.version, first.policy, first.confirmed_by) == (1, FIRST_POLICY, "")
    assert first.by == "hồ sơ mẫu xa-2025"


def test_a_start_time_is_not_moved_by_one_person(station):
    folder = evening(station, "17:30")
    with pytest.raises(SecondPersonNeeded, match="--confirm-by"):
        apply_schedule(station, folder, by=NAM, now=LATER)
    assert in_force(station)[0] == 1
    done = apply_schedule(station, folder, **TWO, now=LATER)
    assert (done.version, done.changed) == (2, True)
    assert starts_of(in_force(station)[1]) == {time(17, 30)}
    last = schedule_versions(station)[-1]
    assert (last.by, last.confirmed_by, last.policy) == (NAM, LAN, "")
    assert "từ 5 giờ chiều (17:00) sang 5 giờ 30 chiều (17:30)" in last.summary


@pytest.mark.parametrize("name", [NAM, "nguyen van nam", "  NGUYỄN   VĂN NAM ", "Nguyễn Văn Nám"])
def test_the_same_person_under_another_spelling_is_no_second_one(station, name):
    with pytest.raises(OwnConfirmation):
        apply_schedule(station, evening(station, "17:30"), by=NAM, confirm_by=name, now=LATER)
    assert in_force(station)[0] == 1


def test_one_of_two_who_asked_together_does_not_confirm(station):
    with pytest.raises(OwnConfirmation):
        apply_schedule(station, evening(station, "17:30"), by=f"{NAM} và {LAN}", confirm_by=LAN, now=LATER)


def test_nobody_is_no_name(station):
    with pytest.raises(NameNeeded):
        apply_schedule(station, evening(station, "17:30"), by=" ", confirm_by=LAN, now=LATER)


def test_a_change_that_nobody_hears_takes_one_name_and_is_marked(station):
    folder = rewrite(station, ("Cụm loa xã Nghĩa Tân cũ", "Cụm loa Nghĩa Tân"), file="outlets.toml")
    assert apply_schedule(station, folder, by=NAM, now=LATER).version == 2
    last = schedule_versions(station)[-1]
    assert (last.policy, last.confirmed_by, last.summary) == (SILENT_POLICY, "", "không đổi gì trên sóng")


def test_a_second_name_is_recorded_even_where_one_is_enough(station):
    folder = rewrite(station, ("Cụm loa xã Nghĩa Tân cũ", "Cụm loa Nghĩa Tân"), file="outlets.toml")
    apply_schedule(station, folder, **TWO, now=LATER)
    last = schedule_versions(station)[-1]
    assert (last.policy, last.confirmed_by) == ("", LAN)


def test_what_is_over_today_is_not_named_as_still_to_be_sent(station):
    playlist = _planned(MONDAY_NOON.date(), "QUY-NHAT")
    with station.store.writing() as tx:
        tx.editions.add(an_edition(air_date=MONDAY_NOON.date(), session="evening"))
        tx.playlists.replace_day(MONDAY_NOON.date(), [playlist])
    folder = rewrite(station, ('starts = "06:15"', 'starts = "06:45"'))
    assert apply_schedule(station, folder, **TWO, now=LATER).preview.old_times == ()


def test_the_same_files_again_change_nothing_and_need_nobody(station):
    done = apply_schedule(station, station.folder / "schedules", by="", now=LATER)
    assert (done.version, done.changed) == (1, False)
    assert len(schedule_versions(station)) == 1


def test_all_mistakes_are_told_at_once_and_before_any_name(station):
    folder = rewrite(station, ('starts = "17:00"', 'starts = "5 giờ"'), ('starts = "06:15"', 'starts = "25:00"'))
    with pytest.raises(SettingsError) as refused:
        apply_schedule(station, folder, by="", now=LATER)
    assert sum("grid.toml, dòng" in each for each in refused.value.findings) == 2


def test_a_far_move_is_asked_about_even_when_two_agree(station):
    folder = evening(station, "05:00")
    with pytest.raises(MovesUnseen, match="LỆCH ĐÚNG 12 GIỜ"):
        apply_schedule(station, folder, **TWO, now=LATER)
    assert in_force(station)[0] == 1
    assert apply_schedule(station, folder, **TWO, moves_seen=True, now=LATER).version == 2


def test_a_station_of_one_person_may_record_a_policy(station):
    folder = evening(station, "17:30")
    with setting(station.folder, ONE_PERSON) as lone:
        apply_schedule(lone, folder, by=NAM, now=LATER)
        last = schedule_versions(lone)[-1]
    assert last.policy == "Đài chỉ có một người (Chủ tịch xã, 05/01/2026)"
    assert last.confirmed_by == ""


def test_where_one_is_enough_two_are_still_recorded_as_two(station):
    folder = evening(station, "17:30")
    with setting(station.folder, ONE_PERSON) as lone:
        apply_schedule(lone, folder, **TWO, now=LATER)
        last = schedule_versions(lone)[-1]
    assert (last.policy, last.confirmed_by) == ("", LAN)


@pytest.mark.parametrize("left_out", ["one_person_reason", "decided_by"])
def test_a_policy_without_reason_or_name_is_none(station, left_out):
    lines = [line for line in ONE_PERSON.splitlines() if not line.startswith(left_out)]
    with pytest.raises(SettingsError, match=left_out if left_out == "decided_by" else "one_person"):
        setting(station.folder, "\n".join(lines))


def test_a_proposal_changes_nothing_until_another_confirms(station):
    made = propose_schedule(station, evening(station, "17:30"), by=NAM, now=MONDAY_NOON)
    assert made.preview.changes.alters_air
    assert in_force(station)[0] == 1
    assert [(each.id, stands) for each, stands in waiting_proposals(station)] == [(made.proposal.id, True)]
    with pytest.raises(OwnConfirmation):
        confirm_schedule(station, made.proposal.id, by="nguyễn văn nam", now=LATER)
    seen = see_proposal(station, made.proposal.id, now=LATER)
    assert seen.preview.changes == made.preview.changes
    done = confirm_schedule(station, made.proposal.id, by=LAN, now=LATER)
    assert done.version == 2
    assert waiting_proposals(station) == ()
    last = schedule_versions(station)[-1]
    assert (last.by, last.confirmed_by, last.at) == (NAM, LAN, LATER)
    with pytest.raises(ProposalDecided, match="xác nhận"):
        confirm_schedule(station, made.proposal.id, by=LAN, now=LATER)


def test_files_changed_after_the_proposal_are_not_what_is_confirmed(station):
    made = propose_schedule(station, evening(station, "17:30"), by=NAM, now=MONDAY_NOON)
    rewrite(station, ('starts = "17:30"', 'starts = "19:00"'))
    confirm_schedule(station, made.proposal.id, by=LAN, now=LATER)
    assert starts_of(in_force(station)[1]) == {time(17, 30)}


def test_a_proposal_against_an_older_version_must_be_made_again(station):
    made = propose_schedule(station, evening(station, "17:30"), by=NAM, now=MONDAY_NOON)
    apply_schedule(station, rewrite(station, ('starts = "17:30"', 'starts = "17:45"')), **TWO, now=LATER)
    with pytest.raises(ProposalOutdated, match="phiên bản 1"):
        confirm_schedule(station, made.proposal.id, by=LAN, now=LATER)
    assert waiting_proposals(station)[0][1] is False
    assert starts_of(in_force(station)[1]) == {time(17, 45)}


def test_far_moves_of_a_proposal_are_asked_about_by_whoever_confirms(station):
    made = propose_schedule(station, evening(station, "20:00"), by=NAM, now=MONDAY_NOON)
    with pytest.raises(MovesUnseen, match="DỜI XA"):
        confirm_schedule(station, made.proposal.id, by=LAN, now=LATER)
    assert confirm_schedule(station, made.proposal.id, by=LAN, moves_seen=True, now=LATER).version == 2


def test_a_rejected_proposal_stays_on_record(station):
    made = propose_schedule(station, evening(station, "17:30"), by=NAM, now=MONDAY_NOON)
    reject_schedule(station, made.proposal.id, by=LAN, reason="Trùng giờ tiếp âm", now=LATER)
    assert waiting_proposals(station) == ()
    with station.store.reading() as tx:
        (said,) = tx.proposals.decisions()
        assert tx.proposals.get(made.proposal.id) == made.proposal
    assert (said.by, said.reason) == (LAN, "Trùng giờ tiếp âm")
    with pytest.raises(ProposalDecided, match="bác"):
        confirm_schedule(station, made.proposal.id, by=LAN, now=LATER)


def test_what_is_not_there_is_told(station):
    with pytest.raises(UnknownProposal):
        confirm_schedule(station, 7, by=LAN, now=LATER)
    with pytest.raises(UnknownVersion):
        revert_schedule(station, 9, by=NAM, now=LATER)
    with pytest.raises(NothingChanged, match="phiên bản 1"):
        propose_schedule(station, station.folder / "schedules", by=NAM, now=LATER)
    with pytest.raises(NothingChanged):
        revert_schedule(station, 1, by=NAM, now=LATER)


def test_the_way_back_goes_through_the_same_door(station):
    apply_schedule(station, evening(station, "17:30"), **TWO, now=LATER)
    assert see_revert(station, 1, now=LATER).changes.changes
    with pytest.raises(SecondPersonNeeded):
        revert_schedule(station, 1, by=NAM, now=LATER)
    done = revert_schedule(station, 1, **TWO, now=LATER)
    assert done.version == 3
    assert starts_of(in_force(station)[1]) == {time(17)}
    assert schedule_versions(station)[-1].summary.startswith("quay lại phiên bản 1: ")
    proposed = propose_revert(station, 2, by=NAM, now=LATER)
    assert confirm_schedule(station, proposed.proposal.id, by=LAN, now=LATER).version == 4


def test_an_exported_version_loads_back_to_the_same_timetable(station, tmp_path):
    apply_schedule(station, evening(station, "17:30"), **TWO, now=LATER)
    number, paths = export_schedule(station, tmp_path / "v1", version=1)
    assert number == 1
    assert {path.name for path in paths} == {p.name for p in (station.folder / "schedules").glob("[!lr]*.toml")}
    loaded, _, _ = load_timetable(tmp_path / "v1", default_quiet=station.quiet)
    assert starts_of(loaded) == {time(17)}
    with station.store.reading() as tx:
        assert tx.timetables.get(1).timetable == loaded
    with pytest.raises(FileStands):
        export_schedule(station, tmp_path / "v1")


def test_quiet_hours_that_station_toml_no_longer_says_are_exported_too(station, tmp_path):
    before = in_force(station)[1]
    path = station.folder / "station.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('starts = "21:30"', 'starts = "22:00"'), encoding="utf-8")
    with Station.open(station.folder, {}) as other:
        _, paths = export_schedule(other, tmp_path / "v1")
        loaded, _, _ = load_timetable(tmp_path / "v1", default_quiet=other.quiet)
    assert "gio-yen-tinh-chung.toml" in {each.name for each in paths}
    assert loaded.policies == before.policies


def test_a_version_from_before_files_were_kept_cannot_be_exported(station, tmp_path):
    with station.store.writing() as tx:
        tx.timetables.apply(tx.timetables.current(), by="Nam", at=LATER, source="cũ")
    with pytest.raises(FilesNotKept):
        export_schedule(station, tmp_path / "cu")
    assert not (tmp_path / "cu").exists()


def test_plans_and_bundles_that_are_out_stay_and_are_named(station):
    tuesday = MONDAY_NOON.date() + timedelta(days=1)
    sent, planned = (_planned(tuesday, outlet) for outlet in ("QUY-NHAT", "CUM-NGHIA-TAN"))
    playing = _planned(MONDAY_NOON.date(), "QUY-NHAT", starts_at=LATER - timedelta(minutes=1))
    with station.store.writing() as tx:
        for day, playlists in ((tuesday, [sent, planned]), (MONDAY_NOON.date(), [playing])):
            tx.editions.add(an_edition(air_date=day, session="evening"))
            tx.playlists.replace_day(day, playlists)
        tx.handovers.add(_handover(sent))
    done = apply_schedule(station, evening(station, "17:30"), **TWO, now=LATER)
    today, old = done.preview.old_times
    assert (old.day, old.sent, old.planned) == (tuesday, ("QUY-NHAT",), ("CUM-NGHIA-TAN",))
    assert today.on_air == ("QUY-NHAT",)
    with station.store.reading() as tx:
        assert set(tx.playlists.on(tuesday)) == {sent, planned}
        assert tx.playlists.on(MONDAY_NOON.date()) == (playing,)


def _planned(day, outlet, **over):
    edition = an_edition(air_date=day, session="evening")
    return a_playlist(edition, outlet_id=OutletId(outlet), outlet_name=outlet, **over)


def _handover(playlist):
    return Handover(
        outlet_id=playlist.outlet_id,
        air_date=playlist.air_date,
        bundle="0" * 64,
        path="goi.zip",
        bytes_count=1,
        playlists=(playlist.id,),
        items=(),
        how="folder",
        at=MONDAY_NOON,
    )


def test_another_policy_of_quiet_hours_takes_two_persons_and_an_answer(station):
    policy = '\n[[policy]]\noutlets = ["*"]\nquiet_hours = { starts = "23:00", stops = "03:00" }\n'
    folder = add(station, policy, file="outlets.toml")
    with pytest.raises(SecondPersonNeeded):
        apply_schedule(station, folder, by=NAM, now=LATER)
    with pytest.raises(MovesUnseen, match="BỚT GIỜ YÊN TĨNH"):
        apply_schedule(station, folder, **TWO, now=LATER)
    assert apply_schedule(station, folder, **TWO, moves_seen=True, now=LATER).version == 2
