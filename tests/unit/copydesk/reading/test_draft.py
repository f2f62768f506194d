"""Steps made from patterns."""

import pytest

from broadcaster.copydesk.reading.draft import Draft, Found, Said, recogniser


@pytest.mark.parametrize(("text", "place"), [("ab", (0, 1)), ("x cd", (2, 3)), ("bc", ())])
def test_the_named_part_is_read_or_else_the_whole_match(text, place):
    step = recogniser("thử", r"(?P<w>a)b|(?<!b)c(?=d)", lambda _: Said("nói"))
    draft = Draft(text=text, station_words=None, about="")
    assert list(step.find(draft)) == ([Found(*place, Said("nói"))] if place else [])
