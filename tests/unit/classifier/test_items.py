"""The labelled items are many, differ, and cover every content area of the plan."""

import unicodedata
from collections import Counter, defaultdict

from broadcaster.classifier.grams import runs
from broadcaster.classifier.items import shipped_items
from broadcaster.domain.ids import TopicCode

ITEMS = shipped_items()
AREAS = {TopicCode(code) for code in range(11)}


def _stretches(item, length=6):
    words = [word for run in runs(item.title, item.body) for word in run]
    return {tuple(words[place : place + length]) for place in range(len(words) - length + 1)}


def test_every_content_area_has_its_share_of_at_least_four_hundred_items():
    mains = Counter(item.main for item in ITEMS)
    assert sum(count for area, count in mains.items() if area is not None) >= 400
    assert all(mains[area] >= 35 for area in AREAS)
    assert mains[None] >= 20
    assert sum(len(item.labels) > 1 for item in ITEMS) >= 60
    assert {label for item in ITEMS for label in item.labels} == AREAS


def test_items_are_plain_texts_of_a_length_that_is_read_on_air():
    for item in ITEMS:
        assert 35 <= len(f"{item.title} {item.body}".split()) <= 150, item.title
        assert unicodedata.is_normalized("NFC", item.title + item.body)
        assert len(set(item.labels)) == len(item.labels)
    assert max(Counter(item.title for item in ITEMS).values()) == 1


def test_tellings_of_one_story_are_about_the_same_and_some_stories_are_told_twice():
    stories = defaultdict(list)
    for item in ITEMS:
        stories[item.story].append(item)
    assert sum(len(told) > 1 for told in stories.values()) >= 30
    assert all(len({item.main for item in told}) == 1 for told in stories.values())


def test_no_two_stories_share_a_fifth_of_their_words():
    owners = defaultdict(set)
    stretches = [_stretches(item) for item in ITEMS]
    for place, found in enumerate(stretches):
        for each in found:
            owners[each].add(place)
    shared = Counter()
    for places in owners.values():
        for left in places:
            shared.update((left, right) for right in places if right > left)
    for (left, right), count in shared.items():
        if ITEMS[left].story != ITEMS[right].story:
            least = min(len(stretches[left]), len(stretches[right]))
            assert count < least / 5, (ITEMS[left].story, ITEMS[right].story)
