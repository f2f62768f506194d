"""A model learns from items that people labelled, and is measured on items that it has not seen."""

from collections import defaultdict
from dataclasses import replace

import pytest

from broadcaster.classifier.fitting import FEWEST, fit
from broadcaster.classifier.grams import grams, runs
from broadcaster.classifier.items import LabelledItem, shipped_items
from broadcaster.classifier.keywords import shipped_keywords
from broadcaster.classifier.measures import confusion, f1_by_label, macro_f1
from broadcaster.classifier.training import CHANCE, train
from broadcaster.classifier.validation import folds, judge_unseen, set_sureness
from broadcaster.classifier.weights import shipped_model
from broadcaster.domain.ids import TopicCode

ITEMS = shipped_items()
SOME = tuple(item for item in ITEMS if item.main in {TopicCode(2), TopicCode(5), TopicCode(9), None})


@pytest.fixture(scope="module")
def training():
    return train(ITEMS, folds=5)


def test_the_model_that_comes_with_the_program_is_what_its_items_make():
    made, shipped = fit(ITEMS), shipped_model()
    assert (made.codes, made.grams.keys(), made.items) == (shipped.codes, shipped.grams.keys(), shipped.items)
    for item in ITEMS[::25]:
        assert made.sums(item.title, item.body) == pytest.approx(shipped.sums(item.title, item.body), abs=1e-3)


def test_unseen_items_are_sorted_well_above_the_list_of_keywords(training):
    assert training.measure.main_f1 >= 0.90
    assert training.measure.all_f1 >= 0.84
    assert all(f1 >= 0.75 for f1 in training.measure.by_topic.values())
    assert training.measure.main_f1 >= training.keywords.main_f1 + 0.05


def test_sums_are_those_of_scikit_learn():
    text = pytest.importorskip("sklearn.feature_extraction.text")
    linear = pytest.importorskip("sklearn.linear_model")
    documents = [grams(runs(item.title, item.body)) for item in SOME]
    weigher = text.TfidfVectorizer(analyzer=list, sublinear_tf=True, min_df=2)
    table = weigher.fit_transform(documents)
    model = fit(SOME)
    assert set(model.codes) >= {TopicCode(2), TopicCode(5), TopicCode(9)}
    for place, code in enumerate(model.codes):
        line = linear.LogisticRegression(C=10.0, solver="liblinear", class_weight="balanced")
        line.fit(table, [code in item.labels for item in SOME])
        ours = [model.sums(item.title, item.body)[place] for item in SOME]
        assert ours == pytest.approx(line.decision_function(table).tolist(), abs=1e-6)


def test_folds_never_part_the_tellings_of_a_story_and_share_every_area_out():
    dealt = folds(ITEMS)
    by_story = defaultdict(set)
    by_area = defaultdict(set)
    for item, fold in zip(ITEMS, dealt, strict=True):
        by_story[item.story].add(fold)
        by_area[item.main].add(fold)
    assert all(len(each) == 1 for each in by_story.values())
    assert all(each == set(range(10)) for each in by_area.values())
    assert folds(ITEMS) == dealt


def test_each_item_is_judged_once_and_by_items_of_other_folds_alone():
    seen = []

    def learn(item):
        seen.append(item)
        return True

    judged = judge_unseen(SOME, count=2, learn=learn)
    assert sorted(each.item.title for each in judged) == sorted(item.title for item in SOME)
    assert len(seen) == len(SOME)  # two halves, each learned from once


def test_a_content_area_with_hardly_an_item_is_not_learned():
    rare = tuple(
        LabelledItem(story=f"chợ {n}", labels=(TopicCode(42),), title=f"Chợ phiên {n}", body="Chợ họp đông.")
        for n in range(FEWEST)
    )
    assert TopicCode(42) in fit((*SOME, *rare)).codes
    assert TopicCode(42) not in fit((*SOME, *rare[1:])).codes


def test_what_an_editor_chose_counts_for_more():
    told = "Phiên chợ hoa xuân mở ở sân vận động"
    item = LabelledItem(story="chợ hoa", labels=(TopicCode(9),), title=told, body="Chợ hoa xuân mở cửa sớm.")
    place = fit(SOME).codes.index(TopicCode(9))
    light = fit((*SOME, item)).sums(item.title, item.body)[place]
    heavy = fit((*SOME, replace(item, corrected=True))).sums(item.title, item.body)[place]
    assert heavy > light


def test_a_training_with_corrections_is_held_against_one_without():
    chosen = tuple(replace(item, corrected=True) for item in SOME[::4])
    rest = tuple(item for item in SOME if item not in SOME[::4])
    steps = []
    training = train((*rest, *chosen), folds=3, done=lambda now, total: steps.append((now, total)))
    assert training.before is not None
    assert (training.model.corrections, training.model.items) == (len(chosen), len(SOME))
    better = replace(training, before=replace(training.before, main_f1=training.measure.main_f1 + CHANCE + 0.001))
    same = replace(training, before=replace(training.before, main_f1=training.measure.main_f1 + CHANCE / 2))
    assert (better.worse, same.worse, replace(training, before=None).worse) == (True, False, False)
    assert steps == [(step, 6) for step in range(1, 7)]


def test_limits_are_set_by_what_was_said_of_unseen_items():
    unseen = judge_unseen(SOME, count=3)
    model = set_sureness(fit(SOME), unseen)
    assert model.slope > 0
    right = [model.score(dict(each.sums)[each.item.main]) for each in unseen if each.item.main is not None]
    wrong = [max(model.score(total) for _, total in each.sums) for each in unseen if each.item.main is None]
    assert sum(score >= model.sure_from for score in right) / len(right) > 0.9
    assert sum(score >= model.sure_from for score in wrong) / len(wrong) < 0.5


def test_f1_is_twice_the_hits_by_all_that_was_true_and_said():
    true, said = [("a",), ("a", "b"), ()], [("a",), ("b", "c"), ("c",)]
    assert f1_by_label(true, said) == pytest.approx({"a": 2 / 3, "b": 1.0, "c": 0.0})
    assert macro_f1(true, said) == pytest.approx(5 / 9)
    assert macro_f1([], []) == 0.0
    assert confusion(["a", "b", "b", "b"], ["a", "a", "c", "a"]) == {("b", "a"): 2, ("b", "c"): 1}


def test_the_list_of_keywords_names_the_area_with_most_of_its_words():
    plain = shipped_keywords()
    assert plain.judge("Sáp nhập hai xã", "Sắp xếp bộ máy, tinh giản biên chế.")[0] == TopicCode(3)
    assert plain.judge("Mưa to", "Gió lớn ngoài khơi.") == ()
    assert plain.judge("", "vốn vốn, chỉ số")[0] == TopicCode(9)
