"""Items that staff moved between sessions, and what became of each move; facts are only ever added."""

from __future__ import annotations

from sqlalchemy import ColumnElement, Connection, insert, select

from broadcaster.domain.ids import MoveId, NewsItemId
from broadcaster.domain.plan_moves import MoveDecision, PlanMove
from broadcaster.storage.rows import add_new, columns_of, row_of, value, values
from broadcaster.storage.tables import plan_move, plan_move_decision


class PlanMoves:
    """Moves; one waits until somebody has decided on it."""

    def __init__(self, connection: Connection) -> None:
        """Work within an open transaction."""
        self.connection = connection

    def add(self, move: PlanMove) -> MoveId:
        """Keep a move and give the number that it got; the number that it came with does not count."""
        added = insert(plan_move).values(row_of(move, "id")).returning(plan_move.c.id)
        return MoveId(self.connection.execute(added).scalar_one())

    def get(self, wanted: MoveId) -> PlanMove | None:
        """Give a move, whatever became of it."""
        found = select(*columns_of(plan_move, PlanMove)).where(plan_move.c.id == wanted)
        return value(self.connection, PlanMove, found)

    def waiting(self) -> tuple[PlanMove, ...]:
        """Give the moves on which nobody has decided, oldest first."""
        undecided = plan_move.c.id.not_in(select(plan_move_decision.c.move))
        found = select(*columns_of(plan_move, PlanMove)).where(undecided).order_by(plan_move.c.id)
        return values(self.connection, PlanMove, found)

    def newest(self, most: int, item_id: NewsItemId | None = None) -> tuple[PlanMove, ...]:
        """Give the newest moves, of one item or of all, newest first."""
        asked: ColumnElement[bool] = plan_move.c.id > 0 if item_id is None else plan_move.c.item_id == item_id
        found = select(*columns_of(plan_move, PlanMove)).where(asked).order_by(plan_move.c.id.desc()).limit(most)
        return values(self.connection, PlanMove, found)

    def decide(self, decision: MoveDecision) -> bool:
        """Keep a decision; says whether it is the first on its move, else nothing is written."""
        return bool(add_new(self.connection, plan_move_decision, [row_of(decision)]))

    def decision(self, wanted: MoveId) -> MoveDecision | None:
        """Give what became of a move, or nothing while it waits."""
        found = select(*columns_of(plan_move_decision, MoveDecision)).where(plan_move_decision.c.move == wanted)
        return value(self.connection, MoveDecision, found)
