"""Whatever is done to the stored log past the station's rules is found by `log verify`, and its entry named."""

from __future__ import annotations

import contextlib
import json
import sqlite3
import unicodedata
from datetime import date, datetime, timedelta

import pytest
from makers import COMMUNE, DAY, NOW, STATION, a_timetable, an_airing
from small_station import SETTINGS
from sqlalchemy.exc import DBAPIError
from stores import (  # noqa: F401 - fixtures are found by name
    postgresql_store_url,
    raw,
    ready_postgresql,
    ready_sqlite,
    sqlite_store_url,
    store_url,
)

from broadcaster.asrun.outside import outside_heads
from broadcaster.domain.ids import DurationMs
from broadcaster.errors import HeadElsewhere
from broadcaster.services.close_log import close_log, heads_of, verify_log
from broadcaster.station import Station
from broadcaster.storage.store import Transaction
from broadcaster.storage.tables import airing, airing_link, chain_head

EACH = 4
"""Entries an outlet."""
WORDS = {
    "outlet_name": "Đài xã Nghĩa Sơn",
    "cause": "mất điện",
    "sink": "loa xóm Bắc",
    "correction_reason": "xem lại sổ",
    "source": "sổ trực của ông Trần",
    "cuts": ("a" * 64,),
    "resolution": DurationMs(1_000),
}


def entry(outlet_id, number):
    """Every other entry has nothing in the fields that may be empty."""
    told = WORDS | {"corrects": "mục nào đó"} if number % 2 else {"item_id": None, "topic": None, "genre": None}
    when = NOW + timedelta(days=number)
    return an_airing(
        id=f"{outlet_id}-{number}",
        outlet_id=outlet_id,
        position=number,
        title=f"Tin Đổi mới {number}",
        recorded_at=when,
        **told,
    )


@pytest.fixture
def station(tmp_path, store_url):  # noqa: F811
    (tmp_path / "schedules").mkdir()
    (tmp_path / "station.toml").write_text(f'{SETTINGS}[store]\nurl = "{store_url}"\n', encoding="utf-8")
    with Station.open(tmp_path, {"BROADCASTER_SIGNING_KEY": str(tmp_path / "khoa.pem")}) as station:
        with station.store.writing() as tx:
            tx.timetables.apply(a_timetable(), by="Nam", at=NOW, source="một")
            tx.airings.add_many([entry(outlet, n) for n in range(EACH) for outlet in (COMMUNE, STATION)])
        for days in (0, 1, 3):
            close_log(station, DAY + timedelta(days=days), now=NOW + timedelta(days=9))
        assert verify_log(station).faults == ()
        yield station


@pytest.fixture
def hand(station, store_url, monkeypatch):  # noqa: F811
    """A hand in the database past the guards; what it does is undone after each look."""
    engine = raw(store_url)
    if engine.dialect.name == "sqlite":
        engine = engine.execution_options(isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        yield Hand(station, connection, monkeypatch)
        connection.rollback()


class Hand:
    def __init__(self, station, connection, monkeypatch):
        self.station, self.connection, self.patch = station, connection, monkeypatch
        self.lite = connection.dialect.name == "sqlite"
        self._free()

    def _free(self):
        """Take the guards away, in the transaction that is never kept."""
        self.run("BEGIN" if self.lite else "SELECT 1")
        for table in ("airing", "airing_link", "chain_head"):
            if self.lite:
                for change in ("update", "delete"):
                    self.run(f"DROP TRIGGER {table}_no_{change}")
            else:
                self.run(f"ALTER TABLE {table} DISABLE TRIGGER ALL")

    def run(self, statement, *values):
        mark = "?" if self.lite else "%s"
        return self.connection.exec_driver_sql(statement.replace("?", mark), values or None)

    def verify(self, **asked):
        with self.patch.context() as patch:
            there = Transaction.on(self.connection)
            patch.setattr(self.station.store, "reading", lambda: contextlib.nullcontext(there))
            return verify_log(self.station, **asked).faults

    @contextlib.contextmanager
    def undone(self):
        self.run("SAVEPOINT before")
        try:
            yield
        finally:
            self.run("ROLLBACK TO before")

    def changed(self, statement, *values):
        """Do something; gives whether the database let it happen."""
        try:
            self.run(statement, *values)
        except (DBAPIError, sqlite3.Error):
            self.run("ROLLBACK TO before")
            return False
        return True


def others(value, hand):
    """Give what somebody could put in the place of a stored value."""
    yield from (None, "", "x", 0)
    if hand.lite:
        yield from (b"\xff\xfe", 1.5)
        if isinstance(value, str):
            yield value.encode()
    if isinstance(value, int):
        yield from (value + 1, float(value))
    elif isinstance(value, str):
        yield from (value + " ", value.swapcase(), unicodedata.normalize("NFD", value))
        if value.endswith(":00.000000"):
            yield value[:-1] + "1"
    elif isinstance(value, datetime):
        yield value + timedelta(microseconds=1)
    elif isinstance(value, date):
        yield value + timedelta(days=1)


def stored(hand, table, where):
    """Give every column of a row with its type, as the driver has it."""
    names = [column.name for column in table.columns]
    quoted = ", ".join(f'"{name}"' for name in names)
    (row,) = hand.run(f"SELECT {quoted} FROM {table.name} WHERE {where}")
    return dict(zip(names, row, strict=True))


def meant(name, stored_as):
    """Give what a stored form means: a list may be written with blanks, an instant without its fraction."""
    with contextlib.suppress(ValueError, TypeError):
        if name == "cuts":
            return json.loads(stored_as)
        if name in {"planned_at", "observed_start", "observed_stop", "recorded_at", "at"}:
            return datetime.fromisoformat(str(stored_as)).replace(tzinfo=None)
    return stored_as


def column(hand, table, name):
    """Give what one column holds, types included, in no order."""
    found = hand.run(f'SELECT "{name}" FROM {table.name}').scalars()
    return sorted(repr((type(each), meant(name, each))) for each in found)


def spoils(hand, table, where):
    """Put every other value into every column of a row, one after another, and give each that the database took."""
    there = stored(hand, table, where)
    for name, value in there.items():
        before = column(hand, table, name)
        for other in others(value, hand):
            with hand.undone():
                if not hand.changed(f'UPDATE {table.name} SET "{name}" = ? WHERE {where}', other):
                    continue
                if column(hand, table, name) != before:
                    yield name, other


def test_every_column_of_every_table_of_the_log(hand):
    """Two entries: one in which every field says something, one in which those that may be empty are."""
    tried = 0
    for number in (0, 1):
        arrived = hand.run("SELECT arrived FROM airing WHERE id = ?", f"{COMMUNE}-{number}").scalar()
        for table in (airing, airing_link):
            for name, other in spoils(hand, table, f"arrived = {arrived}"):
                tried += 1
                found = {(each.outlet_id, each.sequence) for each in hand.verify(outlet="Nghĩa Sơn")}
                assert (COMMUNE, number + 1) in found, (table.name, name, other, found)
    for name, other in spoils(hand, chain_head, f"outlet_id = '{COMMUNE}' AND arrival_day = '{DAY}'"):
        tried += 1
        assert hand.verify(), (name, other)
    assert tried > 150, tried


MOVED = "outlet_id = CASE outlet_id WHEN 'NGHIA-SON' THEN 'NGHIA-HUNG' ELSE 'NGHIA-SON' END"
AWAY = "UPDATE airing_link SET sequence = sequence + 900 WHERE outlet_id = 'NGHIA-SON'"
BACK = "UPDATE airing_link SET sequence = {} WHERE outlet_id = 'NGHIA-SON' AND sequence > 900"
OF_NEXT_DAY = "outlet_id = 'NGHIA-SON' AND arrival_day = '2023-03-16'"


@pytest.mark.parametrize(
    ("statements", "sequence", "told"),
    [
        (["DELETE FROM airing_link WHERE sequence = 2"], 2, "mất mục 2"),
        (["DELETE FROM airing WHERE id = 'NGHIA-SON-1'"], 2, "đã bị xóa"),
        (["DELETE FROM airing WHERE position = 3", "DELETE FROM airing_link WHERE sequence = 4"], 4, "mất 1 mục cuối"),
        ([AWAY, BACK.format("905 - sequence")], 1, "không còn như khi ghi"),
        ([AWAY, "UPDATE airing_link SET " + MOVED, BACK.format("sequence - 900")], 1, "không còn như khi ghi"),
        ([AWAY, f"UPDATE airing_link SET {MOVED}", f"UPDATE airing SET {MOVED}"], 1, "không còn như khi ghi"),
        (["UPDATE airing SET arrived = arrived + 1000"], 1, "đã bị xóa"),
        ([f"DELETE FROM chain_head WHERE {OF_NEXT_DAY}"], 3, "không còn trong kho"),
        (["DELETE FROM chain_head"], 2, "không còn trong kho"),
        (["DELETE FROM airing", "DELETE FROM airing_link", "DELETE FROM chain_head"], 1, "mất 4 mục cuối"),
    ],
)
def test_what_is_done_to_many_rows_at_once_is_found_by_heads_kept_outside(hand, statements, sequence, told):
    printed = [f"{h.outlet_id} {h.sequence} {h.link} {h.arrival_day}" for h in heads_of(hand.station)]
    kept = outside_heads(printed)
    assert hand.verify(outside=kept) == ()
    with hand.undone():
        for statement in statements:
            hand.run(statement)
        found = hand.verify(outside=kept)
    assert [
        each for each in found if (each.outlet_id, each.sequence) == (COMMUNE, sequence) and told in each.sentence
    ], found


def test_heads_that_do_not_belong_here_are_told_apart(station):
    (head,) = heads_of(station, outlet="Nghĩa Sơn", day=DAY)
    line = f"NGHIA-SON {head.sequence} {head.link}"
    assert verify_log(station, outside=outside_heads([line])).faults == ()
    assert verify_log(station, outside=outside_heads([line])).heads == verify_log(station).heads + 1
    with pytest.raises(HeadElsewhere, match="NGHIA-SON 2"):
        verify_log(station, outlet=STATION, outside=outside_heads([line]))
    stranger, *_ = verify_log(station, outside=outside_heads([line.replace("SON", "TRUNG")])).faults
    assert "gõ nhầm mã" in stranger.sentence
    wrong = line[:-1] + ("0" if line[-1] != "0" else "1")
    (fault,) = verify_log(station, outside=outside_heads([wrong])).faults
    assert (fault.outlet_id, fault.sequence) == (COMMUNE, 2)
    assert "giữ bên ngoài không khớp" in fault.sentence
