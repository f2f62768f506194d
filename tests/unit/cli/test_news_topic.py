"""Topics by the command line."""

import pytest
from click.testing import CliRunner
from makers import NOW, a_news_item
from schedule_files import new_station

from broadcaster.cli.entry import broadcaster
from broadcaster.domain.ids import NewsItemId, TopicCode
from broadcaster.domain.topics import TopicOrigin
from broadcaster.errors import TopicNotChosen, UnknownTopic
from broadcaster.services import train_topics as training_service
from broadcaster.services.suggest_topic import MODEL_FILE
from broadcaster.station import Station

SEEN = a_news_item(
    id=NewsItemId("chuyen-doi-so"),
    title="Tổ công nghệ số cộng đồng giúp dân nộp hồ sơ trực tuyến",
    body="Dịch vụ công trực tuyến, định danh điện tử, chữ ký số và dữ liệu được tổ công nghệ số hướng dẫn tận nhà.",
    topic=TopicCode(2),
    topic_origin=TopicOrigin.SUGGESTED,
)
ODD = a_news_item(id=NewsItemId("troi-mua"), title="Trời mưa", body="Gió nhẹ, biển động.", topic=TopicCode(0))


@pytest.fixture
def folder(tmp_path):
    with new_station(tmp_path / "dai", "huyen-2023", NOW) as station, station.store.writing() as tx:
        tx.news.save(SEEN)
        tx.news.save(ODD)
    return tmp_path / "dai"


def run(folder, *arguments):
    return CliRunner(mix_stderr=False).invoke(broadcaster, ["-C", str(folder), *arguments])


def standing(folder):
    with Station.open(folder, {}) as station, station.store.reading() as tx:
        return tx.news.get(SEEN.id)


def test_the_suggestions_are_shown_with_the_words_that_decided(folder):
    shown = run(folder, "news", "topic", "chuyen")
    assert shown.exit_code == 0
    assert "Đang xếp: Thủ tục hành chính (máy gợi ý)" in shown.stdout
    first = next(line for line in shown.stdout.splitlines() if line.strip().startswith("6 "))
    assert "Chính phủ số" in first
    assert "%" in first
    assert "công nghệ số" in shown.stdout
    assert "không rõ" not in shown.stdout


def test_a_text_about_something_else_is_said_to_be_unclear(folder):
    assert "Máy không rõ tin nói về mảng nào" in run(folder, "news", "topic", "troi").stdout


def test_topics_are_chosen_by_their_numbers(folder):
    done = run(folder, "news", "topic", "chuyen", "6", "2", "--by", "Lan")
    assert "Tin chuyen-doi-so: Chính phủ số; Thủ tục hành chính." in done.stdout
    kept = standing(folder)
    assert (kept.topic, kept.other_topics, kept.topic_origin) == (TopicCode(6), (TopicCode(2),), TopicOrigin.CHOSEN)


def test_a_number_that_is_no_topic_is_refused(folder):
    refused = run(folder, "news", "topic", "chuyen", "77")
    assert isinstance(refused.exception, UnknownTopic)
    assert standing(folder) == SEEN


def test_items_that_wait_for_a_topic_are_named_when_copy_is_written(folder):
    written = run(folder, "script", "write")
    assert written.exit_code == 0
    assert "1 tin chờ biên tập viên chọn chủ đề, chưa viết: chuyen-doi-so. Chọn bằng" in written.stdout
    assert isinstance(run(folder, "script", "write", "chuyen").exception, TopicNotChosen)


def test_training_tells_how_right_it_is_and_where_the_model_lies(folder, monkeypatch):
    items = training_service.shipped_items()[::4]
    monkeypatch.setattr(training_service, "shipped_items", lambda: items)
    run(folder, "news", "topic", "chuyen", "6")
    tried = run(folder, "news", "train", "--dry-run")
    assert tried.exit_code == 0
    assert f"Đã học {len(items) + 1} tin, trong đó 1 tin do biên tập viên" in tried.stdout
    for told in ("đếm từ khóa", "không học tin của đài", "Từng chủ đề", "Hay nhầm nhất", "giữ nguyên"):
        assert told in tried.stdout
    assert not (folder / MODEL_FILE).exists()
    done = run(folder, "news", "train", "--force")
    assert "Đã ghi" in done.stdout
    assert (folder / MODEL_FILE).exists()
