"""Tables of sums that are made of facts and plans, and may be dropped and made anew at any time."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Date, Index, Integer, PrimaryKeyConstraint, Table, Text

from broadcaster.storage.columns import Instant, Name
from broadcaster.storage.tables.schema import metadata

SUMS = tuple(
    f"{kind}_{run}_{what}"
    for kind in ("planned", "sent", "operator", "player", "measured", "rehearsed", "noted")
    for run in ("first", "repeat")
    for what in (("airings",) if kind == "noted" else ("airings", "length"))
)
"""Columns of a month: what counts as what, first runs or repeats, airings or milliseconds."""

airtime_day = Table(
    "airtime_day",
    metadata,
    Column("outlet_id", Name, nullable=False),  # empty for all together
    Column("air_day", Date, nullable=False),
    Column("newest", Instant),
    Column("cells", Text, nullable=False),
    PrimaryKeyConstraint("outlet_id", "air_day"),
    Index(None, "air_day", "outlet_id"),
    sqlite_with_rowid=False,
)

airtime_month = Table(
    "airtime_month",
    metadata,
    Column("month", Date, nullable=False),
    Column("topic", Integer, nullable=False),  # -1 for all together
    Column("outlet_id", Name, nullable=False),  # empty for all together
    Column("genre", Name, nullable=False),  # empty where nobody knows it, and where topic is -1
    *(Column(name, BigInteger, nullable=False) for name in SUMS),
    PrimaryKeyConstraint("month", "topic", "outlet_id", "genre"),
    Index(None, "outlet_id", "month"),
    sqlite_with_rowid=False,
)

airtime_item = Table(
    "airtime_item",
    metadata,
    Column("month", Date, nullable=False),
    Column("item_id", Name, nullable=False),
    Column("topic", Integer, nullable=False),
    Column("operator_first", BigInteger, nullable=False),
    Column("operator_repeat", BigInteger, nullable=False),
    Column("player_first", BigInteger, nullable=False),
    Column("player_repeat", BigInteger, nullable=False),
    Column("measured_first", BigInteger, nullable=False),
    Column("measured_repeat", BigInteger, nullable=False),
    PrimaryKeyConstraint("month", "item_id", "topic"),
    sqlite_with_rowid=False,
)

airtime_stale = Table(
    "airtime_stale",
    metadata,
    Column("air_day", Date, nullable=False),
    Column("outlet_id", Name, nullable=False),
    PrimaryKeyConstraint("air_day", "outlet_id"),
    sqlite_with_rowid=False,
)
