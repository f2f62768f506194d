"""The model that comes with the program weighs a text, says why, and needs no library for it."""

import itertools
import subprocess
import sys
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadcaster.classifier.items import shipped_items
from broadcaster.classifier.model import TopicModel
from broadcaster.classifier.weights import shipped_model
from broadcaster.domain.ids import TopicCode

ONE_STOP = ("Bộ phận một cửa trả hồ sơ đúng hẹn", "Thủ tục cấp giấy khai sinh nay làm trong ngày, giấy tờ bớt một nửa.")


def tiny(**over):
    values = {
        "codes": (TopicCode(2), TopicCode(9)),
        "grams": {"hồ": (10**7, 5 * 10**6, 0), "hồ sơ": (10**7, 10**7, -(10**7)), "vốn": (10**7, -(10**7), 2 * 10**7)},
        "bias": (-0.5, -0.25),
    }
    return TopicModel(**values | over)


def test_a_sum_is_the_bias_and_each_known_gram_by_its_weight():
    one = 0.5**0.5  # two grams, each as often, share a length of one
    assert tiny().sums("", "hồ sơ lạ") == pytest.approx((-0.5 + 0.5 * one + one, -0.25 - one))


def test_a_text_of_words_that_the_model_never_saw_has_the_bias_alone():
    assert tiny().sums("", "xyz 123") == tiny().bias
    assert not any(each.sure or each.deciding for each in tiny().suggest("", ""))


@given(st.lists(st.sampled_from(["hồ", "sơ", "vốn", "lạ", ".", "12"]), max_size=12).map(" ".join))
def test_the_words_with_the_bias_make_the_whole_sum(body):
    model = tiny()
    for code, bias, total in zip(model.codes, model.bias, model.sums("vốn", body), strict=True):
        assert bias + sum(each.weight for each in model.words("vốn", body, code)) == pytest.approx(total, abs=1e-9)


@pytest.mark.parametrize("item", shipped_items()[::60], ids=lambda item: item.story)
def test_the_words_of_whole_items_make_the_whole_sum_too(item):
    model = shipped_model()
    for code, bias, total in zip(model.codes, model.bias, model.sums(item.title, item.body), strict=True):
        words = model.words(item.title, item.body, code)
        assert bias + sum(each.weight for each in words) == pytest.approx(total, abs=1e-9)


def test_an_item_about_procedures_is_said_to_be_so_because_of_its_own_words():
    best, *others = shipped_model().suggest(*ONE_STOP)
    assert (best.code, best.sure) == (TopicCode(2), True)
    shown = [each.words for each in best.deciding]
    text = " ".join(ONE_STOP).lower().replace(",", "").replace(".", "")
    assert shown
    assert all(words in text for words in shown)
    assert any("một cửa" in words for words in shown)
    assert [each.weight for each in best.deciding] == sorted((each.weight for each in best.deciding), reverse=True)
    assert all(each.weight < 0 for each in best.against)
    assert all(left.score >= right.score for left, right in itertools.pairwise([best, *others]))


def test_nothing_is_sure_of_the_weather():
    found = shipped_model().suggest("Thời tiết đêm nay", "Trời nhiều mây, có mưa rào và dông, gió nhẹ, nhiệt độ 22 độ.")
    assert not any(each.sure for each in found)


def test_an_item_with_two_subjects_has_both_called_sure():
    found = shipped_model().suggest(
        "Doanh nghiệp góp ý về môi trường đầu tư",
        "Doanh nghiệp phản ánh, kiến nghị tại hội nghị đối thoại. Ý kiến góp ý của nhà đầu tư được trả lời.",
    )
    assert {each.code for each in found if each.sure} >= {TopicCode(8), TopicCode(9)}


def test_another_content_area_is_sure_only_beside_a_best_one_that_is():
    model = replace(tiny(), sure_from=1.0, also_from=0.0)
    assert not any(each.sure for each in model.suggest("vốn", "hồ sơ"))


@given(st.floats(-900, 900))
def test_a_score_is_between_nought_and_one_and_grows_with_the_sum(total):
    model = shipped_model()
    assert 0 <= model.score(total) <= model.score(total + 1) <= 1


def test_suggesting_needs_no_library_for_learning():
    program = (
        "import sys\nfrom broadcaster.classifier.weights import shipped_model\n"
        "shipped_model().suggest('Một cửa', 'Hồ sơ')\n"
        "sys.exit(any(each in sys.modules for each in ('sklearn', 'scipy', 'numpy')))"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
