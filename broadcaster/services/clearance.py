"""What must still hold when a plan becomes sound, bundles and air: approvals, the news itself, quiet hours."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from broadcaster.domain.approvals import ApprovalStage, ScriptState
from broadcaster.domain.editions import Edition
from broadcaster.domain.ids import NO_TIME, DurationMs, ScriptId, Sha256
from broadcaster.domain.playlists import Playlist
from broadcaster.errors import InQuietHours, ItemWithdrawn, NoLongerCleared
from broadcaster.scheduling.quiet_hours import refuse_if_quiet
from broadcaster.services.approve_script import ScriptStanding, standings
from broadcaster.services.read_script import script_reader
from broadcaster.station import Station
from broadcaster.storage.store import Transaction


def refuse_unless_cleared(station: Station, editions: Iterable[Edition]) -> None:
    """Check that every word and every sound of some editions is approved as it stands now, and no item was removed.

    Raises:
        NoLongerCleared: naming the first script or item; the plan has to be made anew.
        ItemWithdrawn: one that was still to air then holds an item that was taken off the air.
    """
    cleared = _cleared_sounds(station)
    with station.store.reading() as tx:
        kept = {item.id for item in tx.news.all()}
        withdrawn = tx.withdrawals.standing()
        planned = [(edition, segment) for edition in editions for segment in edition.segments]
        latest = tx.playlists.latest_starts({edition.id for edition, _ in planned if withdrawn})
    for edition, segment in planned:  # before any words: the headlines of such an item stand in another segment
        said = withdrawn.get(segment.item_id) if segment.item_id else None
        if said is not None and latest.get(edition.id, said.at) >= said.at:
            raise ItemWithdrawn(item=segment.item_id, title=said.title, reason=said.reason, date=edition.air_date)
        if segment.item_id is not None and segment.item_id not in kept:
            raise NoLongerCleared(date=edition.air_date, what=f'tin "{segment.title}"', reason="tin đã bị bỏ")
    for edition, segment in planned:
        for line in segment.lines:
            sounds = cleared.get(line.script_id, set())
            if not {utterance.audio for utterance in line.utterances} <= sounds:
                reason = "lời hoặc tiếng đã đổi sau khi duyệt, hoặc chưa duyệt lại"
                raise NoLongerCleared(date=edition.air_date, what=f'kịch bản "{line.script_id}"', reason=reason)


def unanswered(station: Station, tx: Transaction, scripts: Iterable[ScriptStanding]) -> frozenset[ScriptId]:
    """Give the approved scripts with a reading that no rule is sure of and that no approver of their words was shown.

    Such a question can come up after the approval, when a word was added or a rule changed.
    """
    reader = script_reader(station, tx)
    return frozenset(
        each.script.id
        for each in scripts
        if each.state.text_stands and not _questions_seen(each) and reader.questions(each.script)
    )


def _questions_seen(standing: ScriptStanding) -> bool:
    return any(
        approval.questions_seen
        and approval.stage is ApprovalStage.TEXT
        and approval.subject == standing.script.text_hash
        for approval in standing.approvals
    )


def _cleared_sounds(station: Station) -> dict[ScriptId, set[Sha256]]:
    return {
        each.script.id: {cut.audio for line in each.voicing.lines for cut in line}
        for each in standings(station)
        if each.state is ScriptState.CLEARED and each.voicing is not None
    }


def refuse_in_quiet_hours(station: Station, playlists: Iterable[Playlist], *, late: DurationMs = NO_TIME) -> None:
    """Check real starts and stops against the quiet hours in force now, whatever was in force when it was planned.

    Raises:
        InQuietHours: naming the outlet and the times.
    """
    timetable = station.timetable()
    for playlist in playlists:
        shift = timedelta(milliseconds=late)
        refuse_if_quiet(
            what=station.session_name(playlist.session),
            outlet=playlist.outlet_name,
            starts=(playlist.starts_at + shift).astimezone(station.zone),
            stops=(playlist.stops_at + shift).astimezone(station.zone),
            quiet=timetable.quiet_hours(playlist.outlet_id),
        )


def in_quiet_hours(station: Station, playlist: Playlist, late: DurationMs) -> bool:
    """Say whether a session that starts that late would touch the quiet hours."""
    try:
        refuse_in_quiet_hours(station, [playlist], late=late)
    except InQuietHours:
        return True
    return False
