import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from makers import NOW, a_news_item, a_programme, a_script, a_voicing, a_word, an_approval, an_edition
from sqlalchemy import MetaData, TypeDecorator, insert, inspect, select
from stores import raw, run_raw

from broadcaster.domain.aliases import fold
from broadcaster.domain.approvals import ScriptState
from broadcaster.domain.desk_lists import Sought
from broadcaster.errors import StoreFailed, StoreTooNew
from broadcaster.storage.rows import row_of
from broadcaster.storage.store import Store
from broadcaster.storage.tables import metadata, playlist
from broadcaster.storage.upgrade import MIGRATIONS, NEWEST


def _tables(url):
    return set(inspect(raw(url)).get_table_names())


def test_an_empty_database_gets_every_table(empty_url):
    Store.open(empty_url).close()
    assert _tables(empty_url) == {*metadata.tables, "alembic_version"}


def test_the_migrations_lead_to_exactly_the_tables_that_the_code_uses(store_url):
    with raw(store_url).connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(context, metadata) == []


def test_the_newest_revision_is_the_one_that_opening_looks_for():
    scripts = ScriptDirectory(str(MIGRATIONS))
    assert scripts.get_heads() == [NEWEST]
    assert Config().config_file_name is None


def test_opening_again_keeps_everything(store_url):
    for _ in range(2):
        store = Store.open(store_url)
        with store.writing() as tx:
            tx.news.save(a_news_item())
        store.close()
    assert run_raw(store_url, "SELECT count(*) FROM news_version") == [(1,)]


def _brought_to(url, revision):
    with raw(url).begin() as connection:
        config = Config(attributes={"connection": connection})
        config.set_main_option("script_location", str(MIGRATIONS))
        command.upgrade(config, revision)


def test_approvals_given_before_questions_were_asked_are_kept_and_words_can_be_added(empty_url):
    _brought_to(empty_url, "0001")
    columns = "script_id, stage, subject, by, at, authenticated, policy"
    told = an_approval()
    values = f"'{told.script_id}', 'text', '{told.subject}', '{told.by}', '2023-03-14 01:30:00.250000', false, ''"
    run_raw(empty_url, f"INSERT INTO approval ({columns}) VALUES ({values})")
    store = Store.open(empty_url)
    with store.writing() as tx:
        (kept,) = tx.approvals.of(told.script_id)
        assert (kept.by, kept.questions_seen) == (told.by, False)
        tx.words.save(a_word(), by="Lan", at=NOW)
        assert tx.words.all() == (a_word(),)
    store.close()


def test_a_programme_made_before_outlets_had_levels_is_at_the_stations_level(empty_url):
    _brought_to(empty_url, "0002")
    columns = "edition_id, recipe, audio, path, bytes_count, duration, loudness_lufs, peak_dbtp"
    edition = an_edition()
    made = a_programme(edition)
    run_raw(
        empty_url,
        "INSERT INTO edition (id, programme, air_date, session, segments, rundown_hash) "
        f"VALUES ('{edition.id}', 'x', '{edition.air_date}', '{edition.session}', '[]', 'x')",
    )
    values = f"'{made.edition_id}', '{made.recipe}', '{made.audio}', '{made.path}', {made.bytes_count}"
    values += f", {made.duration}, {made.loudness_lufs}, {made.peak_dbtp}"
    run_raw(empty_url, f"INSERT INTO programme ({columns}) VALUES ({values})")
    store = Store.open(empty_url)
    with store.writing() as tx:
        assert tx.programmes.many([edition.id]) == {(edition.id, 0): made}
        tx.programmes.save(replace(made, offset_lu=-7))
        assert len(tx.programmes.many([edition.id])) == 2
    store.close()


def test_threads_may_open_empty_stores_at_once(tmp_path):
    urls = [f"sqlite:///{(tmp_path / f'{n % 2}.db').as_posix()}" for n in range(4)]
    with ThreadPoolExecutor(4) as pool:
        for store in pool.map(Store.open, urls):
            store.close()
    assert all(_tables(url) >= {"airing"} for url in urls)


def test_a_store_of_a_newer_program_is_left_alone(store_url):
    run_raw(store_url, "UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(StoreTooNew) as refused:
        Store.open(store_url)
    assert refused.value.__cause__ is not None
    assert run_raw(store_url, "SELECT version_num FROM alembic_version") == [("9999",)]


def test_a_migration_that_fails_leaves_what_was(empty_url):
    run_raw(empty_url, "CREATE TABLE timetable (of_somebody_else INTEGER)")
    with pytest.raises(StoreFailed, match="timetable"):
        Store.open(empty_url)
    assert _tables(empty_url) == {"timetable"}


def test_opening_a_ready_store_does_not_load_alembic(sqlite_store_url):
    program = (
        "import sys\nfrom broadcaster.storage.store import Store\n"
        f"Store.open({sqlite_store_url!r}).close()\nprint('alembic' in sys.modules)"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, encoding="utf-8", check=True)
    assert ran.stdout.strip() == "False"


def test_playlists_planned_before_ends_were_kept_get_theirs_even_where_they_overlapped(empty_url):
    _brought_to(empty_url, "0003")
    edition = an_edition()
    run_raw(
        empty_url,
        "INSERT INTO edition (id, programme, air_date, session, segments, rundown_hash) "
        f"VALUES ('{edition.id}', 'x', '{edition.air_date}', '{edition.session}', '[]', 'x')",
    )
    for name, outlet, start in (("a", "X", "22:30:00.500"), ("b", "X", "22:40:00"), ("c", "Y", "22:30:00")):
        utc = "" if empty_url.startswith("sqlite") else "+00"
        moment = f"2023-03-14 {start if '.' in start else f'{start}.000'}000{utc}"
        run_raw(
            empty_url,
            "INSERT INTO playlist (id, edition_id, outlet_id, outlet_name, air_date, session, run, starts_at, duration) "
            f"VALUES ('{name}', '{edition.id}', '{outlet}', 'x', '2023-03-15', 'morning', {ord(name)}, '{moment}', 900000)",
        )
    store = Store.open(empty_url)
    with store.reading() as tx:
        assert [(each.id, each.duration) for each in tx.playlists.on(edition.air_date)] == [
            ("c", 900_000),
            ("a", 900_000),
            ("b", 900_000),
        ]
        ends = tx.playlists.connection.execute(select(playlist.c.id, playlist.c.stops_at)).all()
    store.close()
    assert {name: f"{at:%H:%M:%S.%f}" for name, at in ends} == {
        "a": "22:40:00.000000",
        "b": "22:55:00.000000",
        "c": "22:45:00.000000",
    }


def test_what_was_kept_before_lists_were_searched_is_found_and_its_states_are_known(empty_url):
    _brought_to(empty_url, "0017")
    script, item = a_script(), a_news_item()
    voicing = a_voicing(script)
    with raw(empty_url).begin() as connection:
        old = MetaData()
        old.reflect(connection)
        item_row = row_of(item, version=1, content_hash=item.content_hash)
        script_row = row_of(script, version=1, text_hash=script.text_hash, item_hash=item.content_hash)
        for name, row in {"news_version": item_row, "script_version": script_row, "voicing": row_of(voicing)}.items():
            new = metadata.tables[name]
            known = {key: _as_kept(new, key, value) for key, value in row.items() if key in old.tables[name].c}
            connection.execute(insert(old.tables[name]).values(known))
        for name in ("news", "script"):
            connection.execute(insert(old.tables[name]).values(id=item.id, version=1))
    for stage, subject in (("text", script.text_hash), ("sound", voicing.sound_hash)):
        run_raw(
            empty_url,
            "INSERT INTO approval (script_id, stage, subject, by, at, authenticated, policy) "
            f"VALUES ('{script.id}', '{stage}', '{subject}', 'Nam', '2023-03-14 01:30:00.250000', false, '')",
        )
    store = Store.open(empty_url)
    with store.reading() as tx:
        sought = Sought(words=fold("một cửa giải quyết 1.250 hồ sơ"))
        (found,) = tx.desk_lists.scripts(sought, only=None, start=0, most=9)
        assert (found.id, found.state) == (script.id, ScriptState.CLEARED)
        (listed,) = tx.desk_lists.news(Sought(words=fold(item.title)), only=None, unwritten=False, start=0, most=9)
        assert listed.item == item
    store.close()


def _as_kept(table, name, value):
    """Give what an older program wrote into a column."""
    kind = table.c[name].type
    return kind.process_bind_param(value, None) if isinstance(kind, TypeDecorator) else value
