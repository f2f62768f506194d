"""The shipped sample news comes through the same door as everybody's."""

from pathlib import Path

import pytest

from broadcaster.feeds.markdown import MarkdownSource
from broadcaster.feeds.syndication import SyndicationSource
from broadcaster.feeds.table import TableSource
from broadcaster.feeds.text import TextSource

PROFILES = Path(__file__).parents[3] / "broadcaster" / "profiles"
FILES = sorted(path for path in PROFILES.glob("*/news/*") if path.is_file())
SOURCES = {
    suffix: source
    for source in (TextSource(), MarkdownSource(), TableSource(), SyndicationSource())
    for suffix in source.suffixes
}


def test_every_kind_of_file_has_one_source():
    assert set(SOURCES) == {".txt", ".md", ".markdown", ".csv", ".xml", ".rss", ".atom"}


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parts[-3]}/{path.name}")
def test_a_sample_file_is_read_whole(path):
    drafts = SOURCES[path.suffix].read(path)
    assert drafts
    for draft in drafts:
        assert all((draft.title, draft.topic, draft.genre, draft.source, draft.author))
        assert draft.headline != draft.title
        assert bool(draft.question) == (draft.genre == "hoi-dap")
        assert draft.body.count("\n\n") >= 1
        assert not [mark for mark in ("<", "**", "](") if mark in draft.body]
