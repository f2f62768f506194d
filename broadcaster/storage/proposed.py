"""Changes of the timetable that somebody asked for, and what became of them; facts are only ever added."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import ColumnElement, Connection, insert, select

from broadcaster.domain.ids import ProposalId
from broadcaster.domain.schedule_changes import ScheduleDecision, ScheduleDraft, ScheduleProposal
from broadcaster.storage.rows import add_new, columns_of, row_of, value, values
from broadcaster.storage.tables import schedule_decision, schedule_proposal


class Proposals:
    """Proposed timetables; one waits until somebody has decided on it."""

    def __init__(self, connection: Connection) -> None:
        """Work within an open transaction."""
        self.connection = connection

    def add(self, proposal: ScheduleProposal) -> ProposalId:
        """Keep a proposal and give the number that it got; the number that it came with does not count."""
        draft = proposal.draft
        row = row_of(proposal, "id", "draft", source=draft.source, document=draft.timetable, files=draft.files)
        added = self.connection.execute(insert(schedule_proposal).values(row).returning(schedule_proposal.c.id))
        return ProposalId(added.scalar_one())

    def get(self, wanted: ProposalId) -> ScheduleProposal | None:
        """Give a proposal, whatever became of it."""
        return next(self._found(schedule_proposal.c.id == wanted), None)

    def waiting(self) -> tuple[ScheduleProposal, ...]:
        """Give the proposals on which nobody has decided, oldest first."""
        return tuple(self._found(schedule_proposal.c.id.not_in(select(schedule_decision.c.proposal))))

    def decide(self, decision: ScheduleDecision) -> bool:
        """Keep a decision; says whether it is the first on its proposal, else nothing is written."""
        return bool(add_new(self.connection, schedule_decision, [row_of(decision)]))

    def decision(self, wanted: ProposalId) -> ScheduleDecision | None:
        """Give what became of a proposal, or nothing while it waits."""
        found = select(*columns_of(schedule_decision, ScheduleDecision))
        return value(self.connection, ScheduleDecision, found.where(schedule_decision.c.proposal == wanted))

    def decisions(self) -> tuple[ScheduleDecision, ...]:
        """Give every decision by the number of its proposal."""
        found = select(*columns_of(schedule_decision, ScheduleDecision)).order_by(schedule_decision.c.proposal)
        return values(self.connection, ScheduleDecision, found)

    def _found(self, which: ColumnElement[bool]) -> Iterator[ScheduleProposal]:
        found = select(schedule_proposal).where(which).order_by(schedule_proposal.c.id)
        for row in self.connection.execute(found):
            draft = ScheduleDraft(timetable=row.document, source=row.source, files=row.files)
            yield ScheduleProposal(id=row.id, draft=draft, base=row.base, by=row.by, at=row.at, note=row.note)
