"""The same day on other ground: no network for the online voice, PostgreSQL as the store, one word changed."""

import os
import re
import uuid
from datetime import date

import pytest
from day_made import broadcaster
from sqlalchemy import create_engine, make_url, text

from broadcaster.domain.approvals import ScriptState
from broadcaster.services.approve_script import standings
from broadcaster.station import Station

BY = ("--by", "Người duyệt")
NO_NETWORK = {"HTTPS_PROXY": "http://127.0.0.1:9", "HTTP_PROXY": "http://127.0.0.1:9", "NO_PROXY": ""}


@pytest.fixture
def station(tmp_path):
    folder = tmp_path / "dai"
    assert broadcaster("init", folder, "--profile", "xa-2025").returncode == 0
    assert broadcaster("news", "import", folder / "news", folder=folder).returncode == 0
    assert broadcaster("script", "write", folder=folder).returncode == 0
    assert broadcaster("script", "approve", "--all", *BY, folder=folder).returncode == 0
    return folder


def _first(folder):
    with Station.open(folder, {}) as opened:
        return standings(opened)[0].script


def test_without_a_network_the_online_voice_says_so_and_the_offline_voice_speaks(station):
    script = _first(station).id
    done = broadcaster("voice", "make", script, "--engine", "gtts", folder=station, environ=NO_NETWORK)
    assert done.returncode == 0, done.stderr
    assert "Giọng trực tuyến gtts không dùng được" in done.stderr
    assert "espeak" in done.stderr
    with Station.open(station, {}) as opened, opened.store.reading() as tx:
        assert {cut.engine for line in tx.voicings.get(script).lines for cut in line} == {"espeak"}


def test_one_changed_word_voices_one_sentence_and_both_approvals_fall(station, tmp_path):
    script = _first(station)
    assert broadcaster("voice", "make", folder=station).returncode == 0
    shown = broadcaster("script", "show", script.id, folder=station).stdout
    changed = re.sub(r"\bbà con\b", "nhân dân", shown, count=1)
    assert changed != shown
    (tmp_path / "sua.txt").write_text(changed, encoding="utf-8")
    edited = broadcaster("script", "edit", script.id, tmp_path / "sua.txt", "--by", "Biên tập viên", folder=station)
    assert edited.returncode == 0, edited.stderr
    with Station.open(station, {}) as opened:
        assert {each.script.id: each.state for each in standings(opened)}[script.id] is ScriptState.DRAFT
    assert broadcaster("voice", "make", script.id, folder=station).returncode == 1, "approval has fallen"
    own = broadcaster("script", "approve", script.id, "--by", "Biên tập viên", folder=station)
    assert own.returncode == 0, "the sample commune works under a recorded one-person policy"
    made = broadcaster("voice", "make", script.id, folder=station)
    assert "1 câu mới" in made.stdout


def test_a_new_word_in_the_lexicon_reaches_only_the_scripts_that_use_it(station):
    assert broadcaster("voice", "make", folder=station).returncode == 0
    with (station / "schedules" / "lexicon.toml").open("a", encoding="utf-8") as lexicon:
        lexicon.write('\n[[word]]\nwritten = "bưu chính công ích"\nspoken = "bưu chính phục vụ chung"\n')
    with Station.open(station, {}) as opened:
        using = {
            s.script.id
            for s in standings(opened)
            if any("bưu chính công ích" in x.written for x in s.script.read_lines)
        }
    assert using
    assert broadcaster("script", "write", folder=station).returncode == 0
    with Station.open(station, {}) as opened:
        drafts = {s.script.id for s in standings(opened) if s.state is ScriptState.DRAFT}
    assert drafts == using


def test_deleting_news_takes_nothing_from_the_log(commune, tmp_path):
    folder = commune.copied(tmp_path / "dai")
    with Station.open(folder, {}) as opened, opened.store.reading() as tx:
        before = tx.airings.between(commune.day, commune.day)
    item = next(entry.item_id for entry in before if entry.item_id)
    report = broadcaster("report", "airtime", "--period", "2025-09", folder=folder).stdout
    assert broadcaster("news", "remove", item, folder=folder).returncode == 0
    with Station.open(folder, {}) as opened, opened.store.reading() as tx:
        assert tx.news.get(item) is None
        assert tx.airings.between(commune.day, commune.day) == before
    assert broadcaster("report", "airtime", "--period", "2025-09", folder=folder).stdout == report


@pytest.mark.postgresql
@pytest.mark.skipif(
    "BROADCASTER_TEST_POSTGRESQL" not in os.environ, reason="BROADCASTER_TEST_POSTGRESQL names no server"
)
def test_the_whole_day_runs_on_postgresql_by_one_setting(tmp_path):
    server = make_url(os.environ["BROADCASTER_TEST_POSTGRESQL"])
    name = f"day_{uuid.uuid4().hex[:8]}"
    admin = create_engine(server, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    url = server.set(database=name).render_as_string(hide_password=False)
    try:
        folder = tmp_path / "dai"
        environ = {"BROADCASTER_STORE__URL": url}
        done = broadcaster("demo", "--into", folder, "--profile", "xa-2025", environ=environ)
        assert done.returncode == 0, done.stderr
        assert not (folder / "broadcaster.db").exists()
        with Station.open(folder, environ) as opened, opened.store.reading() as tx:
            assert len(tx.handovers.between(date(2025, 9, 15), date(2025, 9, 15))) == 6
    finally:
        with admin.connect() as connection:
            connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
        admin.dispose()
