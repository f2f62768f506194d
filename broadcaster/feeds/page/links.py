"""The articles that a page lists."""

from __future__ import annotations

import re
from urllib.parse import urldefrag, urlsplit

from broadcaster.feeds.page.article import Asides
from broadcaster.feeds.page.facts import host_of, joined_address
from broadcaster.feeds.page.node import Node, words_of

_FEWEST_WORDS = 5
_FILES = re.compile(r"\.(?:jpe?g|png|gif|webp|pdf|docx?|xlsx?|zip|rar|mp[34]|avi)$", re.IGNORECASE)
_MOST = 500


def article_links(root: Node, *, address: str) -> tuple[str, ...]:
    """Give the addresses of the articles that a page lists: same site, in the order of the page, each once.

    A link is taken for an article's when its words could be a headline and it stands in no menu.
    """
    asides = Asides()
    base = _base(root, address)
    here = urldefrag(address).url
    found: dict[str, None] = {}
    for anchor in root.iter("a"):
        words = words_of(anchor) or anchor.get("title") or ""
        target = joined_address(base, anchor.get("href") or "")
        if len(words.split()) < _FEWEST_WORDS or not target or target == here or asides.holds(anchor):
            continue
        if host_of(target) == host_of(address) and _is_article(target):
            found.setdefault(target)
        if len(found) >= _MOST:
            break
    return tuple(found)


def _base(root: Node, address: str) -> str:
    """Give against what links are read: what the page says is its base, where that is on the same site."""
    for each in root.iter("base"):
        said = joined_address(address, each.get("href") or "")
        return said if said and host_of(said) == host_of(address) else address
    return address


def _is_article(address: str) -> bool:
    path = urlsplit(address).path
    return len(path) > 1 and _FILES.search(path) is None
