"""What staff put into sessions by hand, slot by slot."""

from __future__ import annotations

from collections.abc import Sequence

from broadcaster.domain.ids import NewsItemId, OutletId, SessionId
from broadcaster.domain.playlists import QueueEntry
from broadcaster.domain.timetables import Slot
from broadcaster.errors import QueueConflict
from broadcaster.scheduling.day_plan import DayRequest


class HandQueue:
    """The queue of one day; every entry can air somewhere, or is refused at once."""

    def __init__(self, request: DayRequest, slots: Sequence[Slot], frozen: Sequence[Slot] = ()) -> None:
        """Take the day's entries for slots that are open; raises QueueConflict for one that can air nowhere.

        An entry that speaks of frozen sessions alone has aired, or is on its way: it is let be.
        """
        entries = [
            entry
            for entry in request.queue
            if entry.air_date == request.day
            and (any(_speaks_of(entry, slot) for slot in slots) or not any(_speaks_of(entry, s) for s in frozen))
        ]
        self._entries = sorted(entries, key=lambda entry: (entry.position, entry.at, entry.item_id))
        self._special = {(entry.session, entry.outlet_id) for entry in entries if entry.outlet_id is not None}
        self._known: dict[tuple[SessionId, OutletId | None], tuple[NewsItemId, ...]] = {}
        self._only = {candidate.item.id: candidate.item.outlets for candidate in request.candidates}
        for entry in self._entries:
            self._refuse_if_lost(entry, slots)

    def of(self, slot: Slot) -> tuple[NewsItemId, ...]:
        """Give the items queued for a slot, in their order, each once; local items only where they belong."""
        special = (slot.session, slot.outlet_id) in self._special
        key = (slot.session, slot.outlet_id if special else None)
        if key not in self._known:
            mine = [e for e in self._entries if e.session == slot.session and e.outlet_id in (None, key[1])]
            self._known[key] = tuple(dict.fromkeys(entry.item_id for entry in mine))
        queued = self._known[key]
        if any(self._only[item_id] for item_id in queued):
            return tuple(each for each in queued if not self._only[each] or slot.outlet_id in self._only[each])
        return queued

    def _refuse_if_lost(self, entry: QueueEntry, slots: Sequence[Slot]) -> None:
        reason = ""
        if entry.item_id not in self._only:
            reason = "tin chưa duyệt hoặc chưa thu xong. Duyệt và thu tin rồi lập lại kế hoạch, hoặc bỏ khỏi hàng chờ"
        elif not any(self._airs(entry, slot) for slot in slots):
            reason = "buổi ấy không có nơi nào được phát tin này. Chọn buổi hoặc nơi phát khác"
        if reason:
            raise QueueConflict(
                item=entry.item_id, session=entry.session, date=entry.air_date.isoformat(), reason=reason
            )

    def _airs(self, entry: QueueEntry, slot: Slot) -> bool:
        """Say whether an entry airs in a slot."""
        only = self._only[entry.item_id]
        return _speaks_of(entry, slot) and (not only or slot.outlet_id in only)


def _speaks_of(entry: QueueEntry, slot: Slot) -> bool:
    return slot.session == entry.session and entry.outlet_id in (None, slot.outlet_id)
