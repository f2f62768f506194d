"""What other processes do with backups in tests; importable by a spawned process."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

from makers import NOW, an_airing

from broadcaster.services import restore_station as service
from broadcaster.services.keep_backups import make_backup
from broadcaster.station import Station
from broadcaster.storage.contents import Contents


def write_while_backed_up(url_environ, folder, barrier, count):
    """Add one airing after another."""
    with Station.open(Path(folder), url_environ) as station:
        barrier.wait(600)
        for number in range(count):
            with station.store.writing() as tx:
                tx.airings.add_many([an_airing(id=f"khi-sao-luu-{number}", position=number + 1)])


def die_while_backing_up(folder, environ):
    """End without a word when half of the tables are written."""
    told = Contents.rows

    def rows(self, name):
        if name == "handover":
            os._exit(9)
        return told(self, name)

    Contents.rows = rows
    with Station.open(Path(folder), environ) as station:
        make_backup(station, now=NOW)


def die_while_restoring(file, folder, environ):
    """End without a word when the old rows are gone and half of the new ones are there."""
    told = Contents.fill

    def fill(self, name, rows):
        if name == "handover" and ".part" not in str(self.connection.engine.url):
            os._exit(9)
        told(self, name, rows)

    Contents.fill = fill
    service.restore_station(Path(file), Path(folder), now=NOW + timedelta(hours=1), environ=environ)
