"""What as-run entries tell beside their times, corrections of them, and the answers of reconciliation."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

NAME = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
SERIAL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.add_column("airing", sa.Column("cuts", sa.Text, nullable=False, server_default="[]"))
    op.add_column("airing", sa.Column("sink", sa.Text, nullable=False, server_default=sa.text("''")))
    op.add_column("airing", sa.Column("corrects", NAME))
    op.add_column("airing", sa.Column("correction_reason", sa.Text, nullable=False, server_default=sa.text("''")))
    op.add_column("airing", sa.Column("source", sa.Text, nullable=False, server_default=sa.text("''")))
    op.add_column("airing", sa.Column("resolution", sa.BigInteger, nullable=False, server_default="0"))
    op.create_table(
        "reconciliation",
        sa.Column("arrived", SERIAL, nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("outlet_id", NAME, nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("inputs", NAME, nullable=False),
        sa.Column("items", sa.Text, nullable=False),
        sa.Column("unplanned", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("arrived", name="pk_reconciliation"),
    )
    op.create_index("ix_reconciliation_day_outlet_id_arrived", "reconciliation", ["day", "outlet_id", "arrived"])
    _only_ever_added("reconciliation")


def _only_ever_added(table: str) -> None:
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
