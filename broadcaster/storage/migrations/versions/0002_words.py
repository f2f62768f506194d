"""Words that staff add by command, and whether an approver was shown open questions."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

NAME = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
SERIAL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "word_change",
        sa.Column("arrived", SERIAL, nullable=False, autoincrement=True),
        sa.Column("key", NAME, nullable=False),
        sa.Column("written", sa.Text, nullable=False),
        sa.Column("spoken", sa.Text, nullable=False),
        sa.Column("context", sa.Text, nullable=False),
        sa.Column("voice", sa.Text, nullable=False),
        sa.Column("outlets", sa.Text, nullable=False),
        sa.Column("change", sa.Text, nullable=False),
        sa.Column("by", sa.Text, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("arrived", name="pk_word_change"),
    )
    op.create_index("ix_word_change_key_arrived", "word_change", ["key", "arrived"])
    only_ever_added("word_change")
    op.add_column("approval", sa.Column("questions_seen", sa.Boolean, nullable=False, server_default=sa.false()))


def only_ever_added(table: str) -> None:
    """Have the database itself refuse to change or drop a fact."""
    message = f"Bảng {table} chỉ được ghi thêm, không được sửa hay xóa"
    if op.get_bind().dialect.name == "sqlite":
        for change in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{change.lower()} BEFORE {change} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{message}'); END"
            )
        return
    op.execute(
        f"CREATE FUNCTION {table}_only_ever_added() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{message}'; END $$"
    )
    for change, each in (("UPDATE", "ROW"), ("DELETE", "ROW"), ("TRUNCATE", "STATEMENT")):
        op.execute(
            f"CREATE TRIGGER {table}_no_{change.lower()} BEFORE {change} ON {table} "
            f"FOR EACH {each} EXECUTE FUNCTION {table}_only_ever_added()"
        )
