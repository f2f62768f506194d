"""A page as a tree: bytes decoded whatever they claim to be, what nobody sees taken out."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from broadcaster.feeds.page.node import Node, name_of, parsed, walked, words_of
from broadcaster.newsroom.letters import decode_bytes

_HEAD_BYTES = 4096
_META = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_XML = re.compile(r"^\s*<\?xml[^>]*\?>")
_SILENT = frozenset(
    [
        "applet",
        "audio",
        "button",
        "canvas",
        "dialog",
        "embed",
        "frame",
        "frameset",
        "iframe",
        "input",
        "map",
        "math",
        "noscript",
        "object",
        "script",
        "select",
        "style",
        "svg",
        "template",
        "textarea",
        "video",
    ]
)
_UNSEEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|font-size\s*:\s*0*\.?0*(?:px|pt|em|rem|%)?\s*(?:;|!|$)"
    r"|opacity\s*:\s*0*\.?0*\s*(?:;|!|$)|(?:left|top|right|bottom|text-indent|margin-left|margin-top)\s*:\s*-\d{4,}"
    r"|clip\s*:\s*rect\(\s*0|(?:max-)?height\s*:\s*0(?:px)?\s*(?:;|!|$)|transform\s*:\s*scale\(\s*0\s*\)",
    re.IGNORECASE,
)
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_SIMPLE = re.compile(r"\s*(?:[a-z][a-z0-9]*)?([.#])([\w-]+)\s*$", re.IGNORECASE)
_MOST_STYLE = 300_000
_MOST_DEPTH = 400


def text_of_page(content: bytes, *, charset: str = "") -> str:
    """Decode a page: by its mark, by what the server said, by what its head says, else by its letters themselves."""
    marked = content.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    if not marked:
        said = _META.search(content[:_HEAD_BYTES])
        for name in (charset, said[1].decode("ascii", "ignore") if said else ""):
            decoded = _decoded(content, name)
            if decoded is not None:
                return decoded
    return decode_bytes(content).text


def _decoded(content: bytes, name: str) -> str | None:
    if not name:
        return None
    try:
        return content.decode(name)
    except (LookupError, UnicodeDecodeError, ValueError):
        return None


def tree_of(text: str) -> Node | None:
    """Parse a page, however broken; none where nothing can be made of it."""
    return parsed(_XML.sub("", text).replace("\x00", "").encode("utf-8", "replace"))


def take_out_unseen(root: Node) -> int:
    """Take out programs, forms and whatever style hides; gives how many letters were hidden, programs left aside."""
    names = _hidden_names(root)
    silent, unseen = _to_take_out(root, names)
    hidden = sum(len(words_of(element)) for element in unseen)
    for element in (*silent, *unseen):
        if element.getparent() is not None:
            element.drop_tree()
    return hidden


def _to_take_out(root: Node, names: set[str]) -> tuple[list[Node], list[Node]]:
    """Give the elements that say nothing to readers, and those that nobody sees, outermost only."""
    silent: list[Node] = []
    unseen: list[Node] = []
    depth = 0
    inside: Node | None = None
    for event, element in walked(root):
        if event == "end":
            depth -= 1
            inside = None if element is inside else inside
            continue
        depth += 1
        if inside is not None or element is root:
            continue
        if name_of(element) in _SILENT:
            silent.append(element)
            inside = element
        elif _is_unseen(element, names) or depth > _MOST_DEPTH:
            unseen.append(element)
            inside = element
    return silent, unseen


def _is_unseen(element: Node, names: set[str]) -> bool:
    if element.get("hidden") is not None or element.get("type") == "hidden":
        return True
    if _UNSEEN.search(element.get("style") or "") or element.get("size") == "0":
        return True
    marks = {f".{name}" for name in (element.get("class") or "").split()} | {f"#{element.get('id')}"}
    return bool(names & marks)


def _hidden_names(root: Node) -> set[str]:
    """Give the classes and ids that the page's own styles hide; only plain selectors are understood."""
    return {name for style in root.iter("style") for name in _hidden_by((style.text or "")[:_MOST_STYLE])}


def _hidden_by(style: str) -> Iterator[str]:
    for rule in _RULE.finditer(style):
        if _UNSEEN.search(rule[2]):
            for selector in rule[1].split(","):
                found = _SIMPLE.match(selector)
                if found:
                    yield found[1] + found[2]
