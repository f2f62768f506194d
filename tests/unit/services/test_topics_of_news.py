"""What an item is about: a machine suggests, an editor chooses, and nothing is written before."""

import logging
from dataclasses import replace

import pytest
from makers import NOW, a_news_draft
from schedule_files import new_station

from broadcaster.classifier.items import LabelledItem
from broadcaster.classifier.model import TopicModel
from broadcaster.classifier.training import train
from broadcaster.classifier.weights import model_to_bytes, shipped_model
from broadcaster.domain.directory import find_outlet
from broadcaster.domain.ids import NewsItemId, TopicCode
from broadcaster.domain.topics import TopicOrigin
from broadcaster.errors import TopicModelWorse, TopicNotChosen, UnknownItem, UnknownTopic
from broadcaster.newsroom.accept import accept
from broadcaster.services import train_topics as training_service
from broadcaster.services.audit import Actor
from broadcaster.services.check_station import check_station
from broadcaster.services.choose_topic import choose_topic
from broadcaster.services.keep_news import Typed, change_news
from broadcaster.services.suggest_topic import (
    MODEL_FILE,
    model_in_use,
    suggest,
    suggest_for,
    suggester,
    waiting_for_topic,
)
from broadcaster.services.train_topics import chosen_items, train_topics
from broadcaster.services.write_script import write_scripts
from broadcaster.storage.saved import Saved

TWO, SIX = TopicCode(2), TopicCode(6)
TITLE = "Rút ngắn thời gian giải quyết thủ tục hành chính"
BODY = "Bộ phận một cửa của xã trả hồ sơ sớm hẹn. Thủ tục bớt giấy tờ, người dân nộp hồ sơ qua bưu chính công ích."
BY = Actor(who="Lan", now=NOW)


@pytest.fixture
def station(tmp_path):
    with new_station(tmp_path / "dai", "huyen-2023", NOW) as opened:
        yield opened


@pytest.fixture
def unseen(station):
    """An item that came without a topic."""
    timetable = station.timetable()
    item = accept(
        a_news_draft(title=TITLE, body=BODY, topic=""),
        topics=timetable.topics,
        find_outlet=lambda text: find_outlet(timetable, text).id,
        now=NOW,
        suggest=suggester(station),
    )
    with station.store.writing() as tx:
        assert tx.news.save(item) is Saved.ADDED
    return item


def standing(station, item_id):
    with station.store.reading() as tx:
        return tx.news.get(item_id)


def own_model(**over):
    values = {"codes": (TWO, TopicCode(77)), "grams": {"hồ sơ": (10**7, 0, 10**8)}, "bias": (0.0, 0.0)}
    return TopicModel(**values | over)


def test_an_item_without_a_topic_gets_the_likeliest_and_waits_for_an_editor(station, unseen):
    assert (unseen.topic, unseen.topic_origin) == (TWO, TopicOrigin.SUGGESTED)
    assert [item.id for item in waiting_for_topic(station)] == [unseen.id]
    assert standing(station, unseen.id) == unseen


def test_a_topic_that_the_source_gives_is_never_suggested_over(station):
    item = accept(
        a_news_draft(topic="9"), topics=station.timetable().topics, find_outlet=str, now=NOW, suggest=suggester(station)
    )
    assert (item.topic, item.topic_origin, item.other_topics) == (TopicCode(9), TopicOrigin.GIVEN, ())


def test_no_copy_is_written_from_a_topic_that_nobody_looked_at(station, unseen):
    assert write_scripts(station, now=NOW) == ()
    with pytest.raises(TopicNotChosen, match=f"broadcaster news topic {unseen.id} SỐ"):
        write_scripts(station, now=NOW, item_ids=[unseen.id])
    choose_topic(station, unseen.id, [TWO], by=BY)
    assert [each.script.item_id for each in write_scripts(station, now=NOW)] == [unseen.id]


def test_an_editor_who_agrees_with_the_machine_has_chosen(station, unseen):
    chosen = choose_topic(station, unseen.id, [TWO], by=BY)
    assert chosen.content_hash == unseen.content_hash  # nothing that a listener hears has changed
    assert standing(station, unseen.id).topic_origin is TopicOrigin.CHOSEN
    assert waiting_for_topic(station) == ()


def test_several_topics_are_kept_the_main_one_first_with_who_chose_them(station, unseen):
    choose_topic(station, unseen.id, [SIX, TWO, SIX], by=BY)
    kept = standing(station, unseen.id)
    assert (kept.topic, kept.other_topics) == (SIX, (TWO,))
    with station.store.reading() as tx:
        (entry,) = tx.audit.about(unseen.id)
    assert (entry.who, entry.action, entry.detail) == ("Lan", "news_topic_chosen", "Chính phủ số, Thủ tục hành chính")


@pytest.mark.parametrize("codes", [[], [TWO, TopicCode(99)]], ids=["none", "unknown"])
def test_a_topic_that_the_station_lacks_is_refused_and_nothing_changes(station, unseen, codes):
    with pytest.raises(UnknownTopic, match="0 \\(Chung\\)"):
        choose_topic(station, unseen.id, codes, by=BY)
    assert standing(station, unseen.id) == unseen


def test_an_unknown_item_is_said_to_be_so(station):
    with pytest.raises(UnknownItem):
        choose_topic(station, NewsItemId("khong-co"), [TWO], by=BY)
    with pytest.raises(UnknownItem):
        suggest_for(station, NewsItemId("khong-co"))


def test_other_topics_stay_when_the_words_change_and_go_with_the_main_one(station, unseen):
    chosen = choose_topic(station, unseen.id, [TWO, SIX], by=BY)
    typed = Typed(title=TITLE, body="Viết lại.", topic="2", genre="tin")
    changed, _ = change_news(station, unseen.id, typed, seen=chosen.content_hash, by="Lan", now=NOW)
    assert changed.other_topics == (SIX,)
    other = Typed(title=TITLE, body="Viết lại.", topic="9", genre="tin")
    changed, _ = change_news(station, unseen.id, other, seen=changed.content_hash, by="Lan", now=NOW)
    assert changed.other_topics == ()


def test_the_model_of_the_program_suggests_until_the_station_has_its_own(station):
    assert model_in_use(station).model is shipped_model()
    (station.folder / MODEL_FILE).write_bytes(model_to_bytes(own_model()))
    used = model_in_use(station)
    assert (used.own, used.model) == (True, own_model(grams={"hồ sơ": [10**7, 0, 10**8]}))


def test_a_topic_that_the_station_does_not_have_is_not_suggested(station):
    (station.folder / MODEL_FILE).write_bytes(model_to_bytes(own_model()))
    assert [each.code for each in suggest(station, TITLE, BODY)] == [TWO]
    foreign = own_model(codes=(TopicCode(77),), grams={"hồ sơ": (10**7, 10**7)}, bias=(0.0,))
    (station.folder / MODEL_FILE).write_bytes(model_to_bytes(foreign))
    assert suggester(station)(TITLE, BODY) == (station.timetable().topics[0].code, ())


def test_a_broken_model_is_named_and_the_programs_own_takes_its_place(station, caplog):
    (station.folder / MODEL_FILE).write_text("{", encoding="utf-8")
    with caplog.at_level(logging.WARNING):
        used = model_in_use(station)
    assert used.model is shipped_model()
    assert "topics-model.json" in used.fault
    assert "topics-model.json" in caplog.text
    assert suggest(station, TITLE, BODY)[0].code == TWO
    findings = [each for each in check_station(station.folder, now=NOW, environ={}) if each.what == "mô hình chủ đề"]
    assert [(each.fault, each.warning) for each in findings] == [(used.fault, True)]


def few(*, corrected=0):
    """Make a few items of two content areas that are easily told apart, some of them chosen by editors."""
    words = {TWO: "hồ sơ thủ tục một cửa", SIX: "dữ liệu chữ ký số trực tuyến"}
    return tuple(
        LabelledItem(
            story=f"chuyện {code} {number}",
            labels=(code,),
            title=f"Tin về {words[code]}",
            body=f"Xã làm {words[code]} rất đều.",
            corrected=number < corrected,
        )
        for code in words
        for number in range(8)
    )


@pytest.fixture
def quick(monkeypatch):
    """Let the program come with a few items only."""
    monkeypatch.setattr(training_service, "shipped_items", few)


def test_what_editors_chose_is_learned_and_the_model_before_is_kept(station, unseen, quick):
    path = station.folder / MODEL_FILE
    train_topics(station, folds=3)
    first = path.read_bytes()
    choose_topic(station, unseen.id, [TWO, SIX], by=BY)
    assert [(each.labels, each.title, each.corrected) for each in chosen_items(station)] == [((TWO, SIX), TITLE, True)]
    trained = train_topics(station, folds=3, force=True)
    assert trained.path == path
    assert trained.training.model.corrections == 1
    assert path.with_name("topics-model.json.cu").read_bytes() == first
    used = model_in_use(station)
    assert (used.own, used.model.items) == (True, 17)


def test_a_trial_writes_nothing(station, quick):
    trained = train_topics(station, folds=3, dry_run=True)
    assert trained.path is None
    assert trained.training.measure.main_f1 > 0.9
    assert not (station.folder / MODEL_FILE).exists()


def test_a_model_that_is_worse_for_what_it_learned_is_not_put_in_use(station, quick, monkeypatch):
    def worse_than_before(items, **how):
        trained = train(items, **how)
        return replace(trained, before=replace(trained.measure, main_f1=trained.measure.main_f1 + 0.1))

    monkeypatch.setattr(training_service, "train", worse_than_before)
    with pytest.raises(TopicModelWorse, match="--force"):
        train_topics(station, folds=3)
    assert not (station.folder / MODEL_FILE).exists()
    assert train_topics(station, folds=3, force=True).path is not None
