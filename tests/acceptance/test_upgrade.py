"""A live station goes to a new version by one command, and back to what was when anything fails."""

import shutil

import pytest
from alembic import command
from alembic.config import Config
from day_made import broadcaster
from makers import NOW, a_news_item, an_airing
from small_station import opened_station
from stores import (  # noqa: F401 - fixtures are found by name
    EITHER,
    empty_url,
    raw,
    real_migrations,
    run_raw,
    sqlite_url,
)

from broadcaster.errors import ServiceRunning, StoreTooNew, UpgradeFailed
from broadcaster.services import upgrade_station as service
from broadcaster.services.keep_backups import verify_backup
from broadcaster.services.restore_station import restore_station
from broadcaster.services.upgrade_station import fingerprint, upgrade_station
from broadcaster.station import Station
from broadcaster.storage import upgrade
from broadcaster.storage.store import Store
from broadcaster.storage.upgrade import MIGRATIONS, NEWEST

OLD = "0002"
NEXT = """
import sqlalchemy as sa
from alembic import op

revision = "next"
down_revision = "{newest}"


def upgrade():
    op.add_column("news_version", sa.Column("mood", sa.Text))
    op.execute("UPDATE news_version SET title = 'hỏng'")
    {then}
"""


@pytest.fixture
def old(tmp_path, empty_url):  # noqa: F811
    """A station of an older version: a folder, its environment, the address of its store."""
    folder = tmp_path / "đài cũ"
    folder.mkdir()
    opened_station(folder).close()
    (folder / "broadcaster.db").unlink()
    url = sqlite_url(folder / "broadcaster.db") if empty_url.startswith("sqlite") else empty_url
    _brought_to(url, OLD)
    values = "'tin-cu', 'hash', 1, 1, 'tin', 'Tin cũ', 'thân', 'x', '', '', '', '[]', '', '2023-03-14 01:30:00'"
    columns = (
        "id, content_hash, version, topic, genre, title, body, headline, source, author, question, outlets, origin"
    )
    run_raw(url, f"INSERT INTO news_version ({columns}, received_at) VALUES ({values})")
    run_raw(url, "INSERT INTO news (id, version) VALUES ('tin-cu', 1)")
    return folder, {"BROADCASTER_STORE__URL": "" if url.startswith("sqlite") else url}, url


def _brought_to(url, revision):
    with raw(url).begin() as connection:
        config = Config(attributes={"connection": connection})
        config.set_main_option("script_location", str(MIGRATIONS))
        command.upgrade(config, revision)


def told(url):
    store = Store.as_it_is(url)
    found = (store.revision, fingerprint(store))
    store.close()
    return found


@pytest.fixture
def next_version(tmp_path, monkeypatch):
    """A program one version on, whose migration ends as told."""

    def make(then):
        place = tmp_path / "migrations"
        shutil.copytree(MIGRATIONS, place, ignore=shutil.ignore_patterns("__pycache__"))
        (place / "versions" / "next.py").write_text(NEXT.format(newest=NEWEST, then=then), encoding="utf-8")
        monkeypatch.setattr(upgrade, "MIGRATIONS", place)
        for module in (upgrade, service):
            monkeypatch.setattr(module, "NEWEST", "next")

    return make


def test_an_old_station_is_backed_up_brought_up_and_reads_as_before(old):
    folder, environ, url = old
    done = upgrade_station(folder, now=NOW, environ=environ)
    assert (done.before, done.after) == (OLD, NEWEST)
    assert verify_backup(done.backup).revision == OLD
    with Station.open(folder, environ) as station, station.store.writing() as tx:
        assert [item.title for item in tx.news.all()] == ["Tin cũ"]
        tx.airings.add_many([an_airing()])
    assert upgrade_station(folder, now=NOW, environ=environ).backup is None, "again is harmless"
    if url.startswith("sqlite"):
        assert told(sqlite_url(folder / f"broadcaster.db.ban-{OLD}"))[0] == OLD, "the file as it was stands beside it"


def test_the_backup_of_an_old_version_comes_back_in_the_new_one(old, tmp_path):
    folder, environ, _ = old
    done = upgrade_station(folder, now=NOW, environ=environ)
    restored = restore_station(done.backup, tmp_path / "moi", now=NOW, environ={})
    with Station.open(restored.folder, {}) as station, station.store.reading() as tx:
        assert [item.title for item in tx.news.all()] == ["Tin cũ"]


@pytest.mark.parametrize("then", ["raise RuntimeError('mất điện')", "op.execute('DROP TABLE khong_co')"])
def test_a_migration_that_fails_leaves_the_store_as_it_was_and_says_so(old, next_version, then):
    folder, environ, url = old
    before = told(url)
    next_version(then)
    with pytest.raises(UpgradeFailed, match=f"vẫn nguyên như trước \\(cấu trúc {OLD}\\)") as failed:
        upgrade_station(folder, now=NOW, environ=environ)
    assert told(url) == before
    assert verify_backup(failed.value.fields["backup"]).tables["news_version"] == 1


@pytest.mark.parametrize("then", ["op.drop_column('news_version', 'author')"], ids=["unreadable"])
def test_a_migration_that_ends_well_and_is_wrong_is_taken_back(old, next_version, then):
    folder, environ, url = old
    before = told(url)
    next_version(then)
    with pytest.raises(UpgradeFailed, match="đã trở lại như trước"):
        upgrade_station(folder, now=NOW, environ=environ)
    assert told(url) == before


def test_a_migration_that_loses_facts_is_taken_back(old, next_version):
    folder, environ, url = old
    run_raw(
        url,
        "INSERT INTO word_change (key, written, spoken, context, voice, outlets, change, by, at)"
        " VALUES ('k', 'a', 'b', '[]', '', '[]', 'thêm', 'Lan', '2023-03-14 01:30:00')",
    )
    before = told(url)
    table = "op.execute('DROP TRIGGER word_change_no_delete' + ('' if op.get_bind().dialect.name == 'sqlite'"
    next_version(f"{table} else ' ON word_change')); op.execute('DELETE FROM word_change')")
    with pytest.raises(UpgradeFailed, match=r"mất dữ liệu trong word_change.*đã trở lại như trước"):
        upgrade_station(folder, now=NOW, environ=environ)
    assert told(url) == before


def test_a_store_of_a_newer_program_and_a_service_at_work_are_left_alone(old):
    folder, environ, url = old
    store = Store.as_it_is(url)
    lead = store.leadership()
    assert lead.take()
    with pytest.raises(ServiceRunning):
        upgrade_station(folder, now=NOW, environ=environ)
    lead.let_go()
    store.close()
    run_raw(url, "UPDATE alembic_version SET version_num = '9999'")
    before = told(url)
    with pytest.raises(StoreTooNew):
        upgrade_station(folder, now=NOW, environ=environ)
    assert told(url) == before


def test_the_command_says_what_it_did(tmp_path):
    opened_station(tmp_path).close()
    (tmp_path / "broadcaster.db").unlink()
    _brought_to(sqlite_url(tmp_path / "broadcaster.db"), OLD)
    done = broadcaster("upgrade", folder=tmp_path)
    assert f"từ cấu trúc {OLD} lên {NEWEST}" in done.stdout, done.stderr
    assert "không phải làm gì" in broadcaster("upgrade", folder=tmp_path).stdout
    with Station.open(tmp_path, {}) as station, station.store.writing() as tx:
        tx.news.save(a_news_item())
