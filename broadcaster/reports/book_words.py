"""Words that the station's books write the same on paper and in a workbook."""

from __future__ import annotations

from datetime import date, datetime

from broadcaster.asrun.diary import Corrected, DiaryEntry, DiarySession
from broadcaster.domain.airings import Airing
from broadcaster.domain.airtime import Tally
from broadcaster.domain.ids import DurationMs
from broadcaster.domain.outcomes import Outcome
from broadcaster.domain.royalties import RolePay
from broadcaster.domain.zone import ZONE
from broadcaster.reports.figures import decimal, minutes, span

NO_RATE = "chưa có mức"
UNPLANNED = "Ngoài kế hoạch"
_MINUTE = 60_000


def day_text(day: date) -> str:
    """Write a day: ``05/09/2023``."""
    return f"{day:%d/%m/%Y}"


def moment_text(moment: datetime | None, *, resolution: int = 0) -> str:
    """Write a local time of day, to the second or to the minute as the witness told it; empty when nobody did."""
    if moment is None:
        return ""
    return f"{moment.astimezone(ZONE):{'%H:%M' if resolution >= _MINUTE else '%H:%M:%S'}}"


def run_text(run: int) -> str:
    """Say whether an airing is a first run or a repeat."""
    return "" if run < 1 else "lần đầu" if run == 1 else "phát lại"


def heard_text(airing: Airing | None) -> str:
    """Write when an item was heard, start and stop; empty when it was not."""
    if airing is None or airing.observed_start is None:
        return ""
    start = moment_text(airing.observed_start, resolution=airing.resolution)
    return f"{start}–{moment_text(airing.observed_stop, resolution=airing.resolution) or '?'}"


def evidence_text(airing: Airing | None) -> str:
    """Say who confirms an entry and with what grade."""
    if airing is None:
        return "chưa có bằng chứng"
    return ": ".join(dict.fromkeys((airing.evidence.label, airing.said_by)))


def deviation_text(entry: DiaryEntry) -> str:
    """Say how an item differs from its plan and why; empty when all went well."""
    airing = entry.airing
    if airing is None:
        return ""
    if entry.planned_at is None:
        return UNPLANNED.lower() + (f": {airing.cause}" if airing.cause else "")
    if entry.rehearsed:
        return "không tính là đã phát"
    if entry.outcome is Outcome.ON_TIME:
        return airing.cause
    told = entry.outcome.label
    if entry.outcome in {Outcome.LATE, Outcome.EARLY}:
        told += f" {span(DurationMs(abs(entry.off_by)))}"
    elif entry.outcome is Outcome.PARTIAL:
        told += f", thiếu {span(DurationMs(entry.planned - airing.played))}"
    return told + (f": {airing.cause}" if airing.cause else "")


def correction_text(each: Corrected) -> str:
    """Say what an entry took the place of, who put it right, when and why."""
    wrong, right = each.wrong, each.right
    before = f"phát {heard_text(wrong)}, dài {span(wrong.played)}" if wrong.played > 0 else "không phát"
    day = day_text(right.recorded_at.astimezone(ZONE).date())
    reason = f"; lý do: {right.correction_reason}" if right.correction_reason else ""
    return f"Đính chính ngày {day}, {right.said_by}: trước ghi {before} ({wrong.said_by}){reason}"


def session_text(session: DiarySession, name: str) -> str:
    """Name a session with its planned and its true times."""
    if session.planned_at is None:
        return f"{UNPLANNED}, ghi trong nhật ký"
    planned = moment_text(session.planned_at)
    if session.planned:
        planned += f"–{moment_text(_end(session.planned_at, session.planned))}"
    heard = f"{moment_text(session.started)}–{moment_text(session.stopped) or '?'}" if session.started else "…"
    rehearsed = bool(session.witnesses) and all(evidence.strength == 0 for evidence, _ in session.witnesses)
    return f"{name[:1].upper()}{name[1:]}: kế hoạch {planned}; {'diễn tập' if rehearsed else 'phát'} {heard}"


def _end(start: datetime, length: DurationMs) -> datetime:
    return datetime.fromtimestamp(start.timestamp() + length / 1000, tz=ZONE)


def tally_text(tally: Tally) -> str:
    """Write airings and minutes: ``12 lượt, 14,5 phút``."""
    return f"{decimal(tally.airings, 0)} lượt, {minutes(tally.length, 1)} phút"


def dong(amount: int) -> str:
    """Write money: ``1.250.000``."""
    return decimal(amount, 0)


def pay_text(part: RolePay) -> str:
    """Write what one work comes to, or that it has no rate."""
    return NO_RATE if part.amount is None else dong(part.amount)
