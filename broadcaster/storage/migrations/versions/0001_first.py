"""The first schema."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

NAME = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
SERIAL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INSTANT = sa.DateTime(timezone=True)
Kind = sa.types.TypeEngine[Any] | type[sa.types.TypeEngine[Any]]
FACTS = ("airing", "approval", "handover")


def upgrade() -> None:
    newsroom()
    approvals()
    sound()
    plans()
    facts()
    timetable()
    for fact in FACTS:
        only_ever_added(fact)


def must(name: str, kind: Kind) -> sa.Column[Any]:
    return sa.Column(name, kind, nullable=False)


def key(name: str, kind: Kind = NAME) -> sa.Column[Any]:
    return sa.Column(name, kind, nullable=False, autoincrement=False)


def arrived() -> sa.Column[Any]:
    return sa.Column("arrived", SERIAL, nullable=False, autoincrement=True)


def heads(name: str, versions: str) -> None:
    op.create_table(
        name,
        arrived(),
        must("id", NAME),
        must("version", sa.Integer),
        sa.PrimaryKeyConstraint("arrived", name=f"pk_{name}"),
        sa.UniqueConstraint("id", name=f"uq_{name}_id"),
        sa.ForeignKeyConstraint(["id", "version"], [f"{versions}.id", f"{versions}.version"], name=f"fk_{name}_id"),
    )


def newsroom() -> None:
    op.create_table(
        "news_version",
        key("id"),
        key("version", sa.Integer),
        must("title", sa.Text),
        must("body", sa.Text),
        must("topic", sa.Integer),
        must("genre", sa.Text),
        must("headline", sa.Text),
        must("source", sa.Text),
        must("author", sa.Text),
        must("question", sa.Text),
        must("outlets", sa.Text),
        must("origin", sa.Text),
        must("received_at", INSTANT),
        must("content_hash", NAME),
        sa.PrimaryKeyConstraint("id", "version", name="pk_news_version"),
    )
    heads("news", "news_version")
    op.create_table(
        "script_version",
        key("id"),
        key("version", sa.Integer),
        must("title", sa.Text),
        must("lines", sa.Text),
        must("writer", sa.Text),
        must("written_at", INSTANT),
        sa.Column("item_id", NAME),
        sa.Column("genre", sa.Text),
        sa.Column("topic", sa.Integer),
        sa.Column("item_hash", NAME),
        must("text_hash", NAME),
        sa.PrimaryKeyConstraint("id", "version", name="pk_script_version"),
    )
    heads("script", "script_version")


def approvals() -> None:
    op.create_table(
        "approval",
        arrived(),
        must("script_id", NAME),
        must("stage", sa.Text),
        must("subject", NAME),
        must("by", sa.Text),
        must("at", INSTANT),
        must("authenticated", sa.Boolean),
        must("policy", sa.Text),
        sa.PrimaryKeyConstraint("arrived", name="pk_approval"),
        sa.UniqueConstraint("script_id", "stage", "subject", name="uq_approval_script_id_stage_subject"),
    )


def sound() -> None:
    op.create_table(
        "cut",
        key("hash"),
        must("audio", NAME),
        must("duration", sa.BigInteger),
        must("engine", sa.Text),
        must("engine_version", sa.Text),
        must("voice", sa.Text),
        must("spoken", sa.Text),
        sa.PrimaryKeyConstraint("hash", name="pk_cut"),
    )
    op.create_table(
        "voicing",
        arrived(),
        must("script_id", NAME),
        must("text_hash", NAME),
        must("lines", sa.Text),
        must("at", INSTANT),
        sa.PrimaryKeyConstraint("arrived", name="pk_voicing"),
    )
    op.create_index("ix_voicing_script_id_arrived", "voicing", ["script_id", "arrived"])
    op.create_table("block", key("key"), must("audio", NAME), sa.PrimaryKeyConstraint("key", name="pk_block"))


def plans() -> None:
    op.create_table(
        "queue_entry",
        key("air_date", sa.Date),
        key("session"),
        key("outlet_id"),
        key("item_id"),
        must("position", sa.Integer),
        must("by", sa.Text),
        must("at", INSTANT),
        sa.PrimaryKeyConstraint("air_date", "session", "outlet_id", "item_id", name="pk_queue_entry"),
        sa.ForeignKeyConstraint(["item_id"], ["news.id"], name="fk_queue_entry_item_id"),
    )
    op.create_table(
        "edition",
        key("id"),
        must("programme", sa.Text),
        must("air_date", sa.Date),
        must("session", NAME),
        must("segments", sa.Text),
        must("rundown_hash", NAME),
        sa.PrimaryKeyConstraint("id", name="pk_edition"),
    )
    op.create_table(
        "programme",
        key("edition_id"),
        must("recipe", NAME),
        must("audio", NAME),
        must("path", sa.Text),
        must("bytes_count", sa.BigInteger),
        must("duration", sa.BigInteger),
        must("loudness_lufs", sa.Double),
        must("peak_dbtp", sa.Double),
        sa.PrimaryKeyConstraint("edition_id", name="pk_programme"),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name="fk_programme_edition_id"),
    )
    playlists()


def playlists() -> None:
    op.create_table(
        "playlist",
        key("id"),
        must("edition_id", NAME),
        must("outlet_id", NAME),
        must("outlet_name", sa.Text),
        must("air_date", sa.Date),
        must("session", NAME),
        must("run", sa.Integer),
        must("starts_at", INSTANT),
        must("duration", sa.BigInteger),
        sa.PrimaryKeyConstraint("id", name="pk_playlist"),
        sa.UniqueConstraint("edition_id", "outlet_id", "run", name="uq_playlist_edition_id_outlet_id_run"),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name="fk_playlist_edition_id"),
    )
    op.create_index("ix_playlist_air_date_outlet_id", "playlist", ["air_date", "outlet_id"])
    op.create_table(
        "playlist_item",
        key("playlist_id"),
        key("position", sa.Integer),
        must("air_date", sa.Date),
        must("outlet_id", NAME),
        must("kind", sa.Text),
        must("title", sa.Text),
        must("starts_at", INSTANT),
        must("offset", sa.BigInteger),
        must("duration", sa.BigInteger),
        sa.Column("item_id", NAME),
        sa.Column("topic", sa.Integer),
        sa.Column("genre", sa.Text),
        must("run", sa.Integer),
        sa.PrimaryKeyConstraint("playlist_id", "position", name="pk_playlist_item"),
        sa.ForeignKeyConstraint(
            ["playlist_id"], ["playlist.id"], name="fk_playlist_item_playlist_id", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_playlist_item_air_date_outlet_id", "playlist_item", ["air_date", "outlet_id"])
    op.create_index("ix_playlist_item_topic_air_date", "playlist_item", ["topic", "air_date"])
    runs = ["item_id", "outlet_id", "air_date", "run"]
    op.create_index("ix_playlist_item_item_id_outlet_id_air_date_run", "playlist_item", runs)


def facts() -> None:
    op.create_table(
        "handover",
        arrived(),
        must("outlet_id", NAME),
        must("air_date", sa.Date),
        must("bundle", NAME),
        must("path", sa.Text),
        must("bytes_count", sa.BigInteger),
        must("playlists", sa.Text),
        must("items", sa.Text),
        must("how", sa.Text),
        must("at", INSTANT),
        sa.PrimaryKeyConstraint("arrived", name="pk_handover"),
    )
    op.create_index("ix_handover_air_date_outlet_id", "handover", ["air_date", "outlet_id"])
    op.create_table(
        "airing",
        arrived(),
        must("id", NAME),
        must("evidence", sa.Text),
        must("said_by", sa.Text),
        must("outlet_id", NAME),
        must("outlet_name", sa.Text),
        must("unit_code", NAME),
        must("air_date", sa.Date),
        must("session", NAME),
        must("playlist_id", NAME),
        must("edition_id", NAME),
        must("position", sa.Integer),
        must("kind", sa.Text),
        must("title", sa.Text),
        sa.Column("item_id", NAME),
        sa.Column("topic", sa.Integer),
        sa.Column("genre", sa.Text),
        must("run", sa.Integer),
        must("programme", NAME),
        must("planned_at", INSTANT),
        must("planned", sa.BigInteger),
        sa.Column("observed_start", INSTANT),
        sa.Column("observed_stop", INSTANT),
        must("played", sa.BigInteger),
        must("cause", sa.Text),
        must("recorded_at", INSTANT),
        sa.PrimaryKeyConstraint("arrived", name="pk_airing"),
        sa.UniqueConstraint("id", name="uq_airing_id"),
    )
    op.create_index("ix_airing_air_date_outlet_id", "airing", ["air_date", "outlet_id"])
    op.create_index("ix_airing_topic_air_date", "airing", ["topic", "air_date"])


def timetable() -> None:
    op.create_table(
        "timetable",
        key("version", sa.Integer),
        must("source", NAME),
        must("by", sa.Text),
        must("at", INSTANT),
        must("document", sa.Text),
        sa.PrimaryKeyConstraint("version", name="pk_timetable"),
    )


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
