"""A page of the web as news: its article, and what the page says of it."""

from __future__ import annotations

from broadcaster.domain.news import NewsDraft
from broadcaster.errors import PageWithoutArticle
from broadcaster.feeds.page.article import Found, article_of
from broadcaster.feeds.page.blocks import blocks_of
from broadcaster.feeds.page.facts import Facts, day_and_hour, facts_of, host_of
from broadcaster.feeds.page.links import article_links
from broadcaster.feeds.page.tree import take_out_unseen, text_of_page, tree_of
from broadcaster.newsroom.legal_layout import read_document

_FEWEST_WORDS = 20
_GENRE_OF_ACTS = "pho-bien"
"""The genre of an item that makes a document known."""
_HIDDEN_NOTE = "Đã bỏ {} ký tự ẩn trong trang (chữ không ai nhìn thấy khi mở trang)."


def read_page(content: bytes, *, address: str, charset: str = "") -> NewsDraft:
    """Give the article of a page.

    Args:
        content: The page as it came.
        address: Whence it came, for its link and for messages; a file's path where it was saved.
        charset: What the server said of its letters.

    Raises:
        PageWithoutArticle: it lists articles, or only programs would show one.
    """
    root = tree_of(text_of_page(content, charset=charset))
    if root is None:
        raise PageWithoutArticle(address=address)
    facts = facts_of(root, address=address)
    hidden = take_out_unseen(root)
    read = blocks_of(root)
    found = article_of(read.blocks, title=facts.title)
    if found is None or sum(len(block.text.split()) for block in found.body) < _FEWEST_WORDS:
        raise PageWithoutArticle(address=address)
    notes = (*read.notes, *(_HIDDEN_NOTE.format(hidden),) * (hidden > 0))
    return _draft(found, facts, address=address, notes=notes)


def links_of(content: bytes, *, address: str, charset: str = "") -> tuple[str, ...]:
    """Give the addresses of the articles that a page lists: same site, in the order of the page, each once."""
    root = tree_of(text_of_page(content, charset=charset))
    if root is None:
        return ()
    take_out_unseen(root)
    return article_links(root, address=address)


def _draft(found: Found, facts: Facts, *, address: str, notes: tuple[str, ...]) -> NewsDraft:
    title = facts.title if _is_better(facts.title, found.title) else found.title
    texts = [block.text for block in found.body]
    document = read_document(texts)
    changed = any(block.text != block.original for block in found.body)
    site = facts.site or host_of(facts.link)
    return NewsDraft(
        title=title or texts[0],
        body="\n\n".join(texts),
        topic="",
        genre=_GENRE_OF_ACTS if document else "",
        headline=title or texts[0],
        source=document.agency if document and document.agency else site,
        author=facts.author or _name(found.signed),
        question="",
        outlets=(),
        key=facts.link,
        origin=address,
        link=facts.link,
        published_at=facts.published_at or (day_and_hour(found.dated) if found.dated else None),
        rights=facts.rights,
        original="\n\n".join(block.original for block in found.body) if changed else "",
        notes=notes,
        document=document,
    )


def _is_better(said: str, shown: str) -> bool:
    return not shown or (bool(said) and said in shown and len(said) > len(shown) / 2)


def _name(signed: str) -> str:
    return "" if ":" in signed else signed
