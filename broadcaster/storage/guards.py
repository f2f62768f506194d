"""What has the database itself refuse to change or drop a fact, for the migrations that make tables of facts."""

from __future__ import annotations

from alembic import op


def only_ever_added(table: str) -> None:
    """Let rows be added to a table and nothing else; restoring a backup knows the guards by these names."""
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
