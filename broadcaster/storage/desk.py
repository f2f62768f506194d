"""What is typed over scripts and not saved yet, and who sits at which desk."""

from __future__ import annotations

from sqlalchemy import Connection, delete, insert, select, update

from broadcaster.domain.drafts import ScriptDraft, ScriptLock
from broadcaster.domain.ids import ScriptId
from broadcaster.storage.rows import columns_of, row_of, value, values
from broadcaster.storage.tables import script_draft, script_lock

_DRAFT = columns_of(script_draft, ScriptDraft)
_LOCK = columns_of(script_lock, ScriptLock)


class ScriptDrafts:
    """Drafts by script and account."""

    def __init__(self, connection: Connection) -> None:
        """Work within an open transaction."""
        self.connection = connection

    def of(self, script_id: ScriptId) -> tuple[ScriptDraft, ...]:
        """Give everybody's drafts of a script, the latest first."""
        found = select(*_DRAFT).where(script_draft.c.script_id == script_id)
        return values(self.connection, ScriptDraft, found.order_by(script_draft.c.at.desc(), script_draft.c.account_id))

    def save(self, draft: ScriptDraft) -> None:
        """Keep a draft in the place of the same person's earlier one."""
        self.remove(draft.script_id, draft.account_id)
        self.connection.execute(insert(script_draft).values(row_of(draft)))

    def remove(self, script_id: ScriptId, account_id: str) -> bool:
        """Throw a draft away and say whether it was there."""
        mine = (script_draft.c.script_id == script_id, script_draft.c.account_id == account_id)
        return self.connection.execute(delete(script_draft).where(*mine)).rowcount > 0


class ScriptLocks:
    """Who sits at the desk of which script; one at each."""

    def __init__(self, connection: Connection) -> None:
        """Work within an open transaction."""
        self.connection = connection

    def get(self, script_id: ScriptId) -> ScriptLock | None:
        """Give who sits there, however long ago they did anything."""
        return value(self.connection, ScriptLock, select(*_LOCK).where(script_lock.c.script_id == script_id))

    def all(self) -> tuple[ScriptLock, ...]:
        """Give everybody who sits anywhere, by script."""
        return values(self.connection, ScriptLock, select(*_LOCK).order_by(script_lock.c.script_id))

    def put(self, lock: ScriptLock) -> None:
        """Let somebody sit there, whoever sat there before."""
        row = row_of(lock)
        changed = update(script_lock).where(script_lock.c.script_id == lock.script_id).values(row)
        if not self.connection.execute(changed).rowcount:
            self.connection.execute(insert(script_lock).values(row))

    def remove(self, script_id: ScriptId, account_id: str) -> bool:
        """Let somebody get up and say whether they sat there."""
        mine = (script_lock.c.script_id == script_id, script_lock.c.account_id == account_id)
        return self.connection.execute(delete(script_lock).where(*mine)).rowcount > 0
