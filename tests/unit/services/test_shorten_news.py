"""An item is shortened sentence by sentence, as an editor accepts; every earlier version stays."""

from dataclasses import replace

import pytest
from click.testing import CliRunner
from makers import a_news_item
from small_station import opened_station

from broadcaster.cli.entry import broadcaster
from broadcaster.errors import NewsChanged, NothingAccepted, UnknownItem, UnknownLength, UnknownSentence
from broadcaster.services.shorten_news import accept_sentences, shorten_news
from broadcaster.station import Station

BODY = (
    "Sáng 15/3/2023, xã Nghĩa Sơn mở bộ phận một cửa mới. Không khí rất vui.\n\n"
    "Trong quý I, xã tiếp nhận 1.250 hồ sơ. Ông này cho biết sẽ cố gắng hơn."
)


@pytest.fixture
def station(tmp_path):
    with opened_station(tmp_path) as opened:
        with opened.store.writing() as tx:
            tx.news.save(a_news_item(id="mot-cua", body=BODY, author="Người viết"))
        yield opened


def kept(station):
    with station.store.reading() as tx:
        return tx.news.get("mot-cua"), tx.news.history("mot-cua")


def test_a_suggestion_changes_nothing_and_fits(station):
    found = shorten_news(station, "mot-cua", 12_000)
    assert 0 < found.fitted.length <= 12_000 < found.fitted.whole
    assert [each.number for each in found.fitted.sentences] == [1, 2, 3, 4]
    assert kept(station)[0].body == BODY
    assert found.seen == kept(station)[0].content_hash


def test_accepted_sentences_become_a_new_version_and_the_full_text_stays_in_the_history(station):
    changed, _ = accept_sentences(station, "mot-cua", [3, 1], by="Biên")
    assert changed.body == (
        "Sáng 15/3/2023, xã Nghĩa Sơn mở bộ phận một cửa mới.\n\nTrong quý I, xã tiếp nhận 1.250 hồ sơ."
    )
    assert changed.author == "Người viết, Biên"
    standing, history = kept(station)
    assert standing.body == changed.body
    assert BODY in [each.body for each in history]


def test_accepting_every_sentence_changes_nothing(station):
    changed, _ = accept_sentences(station, "mot-cua", [1, 2, 3, 4], by="Biên")
    assert (changed.body, changed.author) == (BODY, "Người viết")


@pytest.mark.parametrize(
    ("numbers", "error"), [([], NothingAccepted), ([0], UnknownSentence), ([1, 5], UnknownSentence)]
)
def test_a_wrong_choice_keeps_the_item(station, numbers, error):
    with pytest.raises(error):
        accept_sentences(station, "mot-cua", numbers, by="Biên")
    assert kept(station)[0].body == BODY


def test_an_item_that_changed_meanwhile_is_left_alone(station):
    seen = shorten_news(station, "mot-cua", 12_000).seen
    with station.store.writing() as tx:
        tx.news.save(replace(kept(station)[0], body="Câu khác."))
    with pytest.raises(NewsChanged):
        accept_sentences(station, "mot-cua", [1], by="Biên", seen=seen)
    assert kept(station)[0].body == "Câu khác."


def test_an_unknown_item_is_told(station):
    with pytest.raises(UnknownItem):
        shorten_news(station, "khong-co", 1000)


def run(folder, *arguments):
    return CliRunner(mix_stderr=False).invoke(broadcaster, ["-C", str(folder), "news", "shorten", *arguments])


def body_in(folder):
    with Station.open(folder, {}) as opened:
        return kept(opened)[0].body


def test_the_command_shows_marks_and_writes_only_what_is_accepted(station, tmp_path):
    shown = run(tmp_path, "mot-cua", "--to", "13s")
    assert shown.exit_code == 0, shown.exception
    assert "✓  1. [" in shown.stdout
    assert "·  4. [" in shown.stdout
    assert "bỏ: ít thông tin hơn các câu khác" in shown.stdout
    assert body_in(tmp_path) == BODY
    done = run(tmp_path, "mot-cua", "--to", "1m", "--accept", "1,3", "--by", "Biên")
    assert "giữ 2/4 câu" in done.stdout
    assert body_in(tmp_path).count(".") < BODY.count(".")


def test_the_command_takes_the_whole_suggestion(station, tmp_path):
    done = run(tmp_path, "mot-cua", "--to", "13s", "--accept-all", "--by", "Biên")
    assert done.exit_code == 0, done.exception
    assert "Không khí rất vui" not in body_in(tmp_path)
    assert "Sáng 15/3/2023" in body_in(tmp_path)


@pytest.mark.parametrize("typed", ["mau", "0", "", "-5", "1x"])
def test_a_length_that_nobody_understands_is_told(station, tmp_path, typed):
    assert isinstance(run(tmp_path, "mot-cua", "--to", typed).exception, UnknownLength)


def test_numbers_that_are_none_are_told(station, tmp_path):
    done = run(tmp_path, "mot-cua", "--to", "45s", "--accept", "một")
    assert done.exit_code == 2
    assert "1,3,4" in done.stderr
    assert body_in(tmp_path) == BODY
