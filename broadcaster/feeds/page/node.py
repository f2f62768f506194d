"""An element of a parsed page; the library that parses tells no types."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from typing import Any, Protocol, cast


class Node(Protocol):
    """What is asked of an element."""

    tag: object
    """Its name; no text for comments and the like."""
    text: str | None
    """Text before its first child."""
    tail: str | None
    """Text after it."""

    def get(self, key: str, /) -> str | None:
        """Give an attribute."""
        ...

    def getparent(self) -> Node | None:
        """Give the element that holds it."""
        ...

    def iterancestors(self) -> Iterator[Node]:
        """Give all that hold it, the nearest first."""
        ...

    def iter(self, tag: str, /) -> Iterator[Node]:
        """Give it and all within by their name, in the order of the page."""
        ...

    def itertext(self) -> Iterator[str]:
        """Give its text, piece by piece."""
        ...

    def find(self, path: str, /) -> Node | None:
        """Give the first within by a path."""
        ...

    def drop_tree(self) -> None:
        """Take it out, leaving the text after it."""
        ...

    def __iter__(self) -> Iterator[Node]:
        """Give its children."""
        ...


def walked(root: Node) -> Iterator[tuple[str, Node]]:
    """Go through a page once: ``start`` and ``end`` of each element, in order, however deep it is."""
    etree: Any = import_module("lxml.etree")
    return cast("Iterator[tuple[str, Node]]", etree.iterwalk(root, events=("start", "end")))


def parsed(content: bytes) -> Node | None:
    """Parse UTF-8, however broken it is; none where nothing can be made of it."""
    html: Any = import_module("lxml.html")
    parser = html.HTMLParser(recover=True, no_network=True, remove_comments=True, remove_pis=True, encoding="utf-8")
    try:
        return cast("Node", html.document_fromstring(content, parser=parser))
    except (import_module("lxml.etree").LxmlError, ValueError, AssertionError):
        return None


def name_of(node: Node) -> str:
    """Give an element's name; empty for comments and the like."""
    return node.tag if isinstance(node.tag, str) else ""


def words_of(node: Node) -> str:
    """Give an element's text on one line."""
    return " ".join("".join(node.itertext()).split())
