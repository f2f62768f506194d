"""News as a Markdown file with YAML front matter."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import cast

import yaml
from frontmatter.default_handlers import YAMLHandler
from markdown_it import MarkdownIt

from broadcaster.domain.news import NewsDraft
from broadcaster.errors import BadFrontMatter
from broadcaster.feeds.fields import draft_of, field_named
from broadcaster.feeds.news_text import read_news_text
from broadcaster.feeds.paragraphs import html_paragraphs, lines_apart

_FENCE = YAMLHandler()


class MarkdownSource:
    """Reads one item out of a ``.md`` file."""

    suffixes: Sequence[str] = (".md", ".markdown")
    """File endings it answers for."""

    def read(self, path: Path) -> Sequence[NewsDraft]:
        """Give the file's one item; a title that stands only as the text's first heading is taken from there.

        Raises:
            FileMissing, EmptyFile, BinaryFile, WrongEncoding: of the file.
            BadFrontMatter: the front matter is not closed, not YAML or no list of keys; with its line.
            NewsWithoutTitle, NewsWithoutBody: what the item lacks.
        """
        letters = read_news_text(path)
        text = letters.text
        front, markup = _split(text, path)
        values = _values(front, path, lines_before=text[: text.index(front)].count("\n"))
        heading, body = _plain(markup)
        title = values.get("title", "").strip() or heading
        whole = body if heading in {"", title} else f"{heading}\n\n{body}"
        return (draft_of({**values, "title": title, "body": whole}, path=path, letters=letters),)


def _split(text: str, path: Path) -> tuple[str, str]:
    """Part the front matter from the text; raises BadFrontMatter when it is opened and never closed."""
    opening = text.lstrip()
    if not opening.startswith("---"):
        return "", text
    try:
        return _FENCE.split(opening)
    except ValueError as error:
        raise BadFrontMatter(path=path, line=1, reason="không có dòng --- kết thúc phần khai báo") from error


def _values(front: str, path: Path, *, lines_before: int) -> dict[str, str]:
    """Give the known fields of the front matter; keys that mean nothing here are other programs' matter."""
    values: dict[str, str] = {}
    for key, value in _loaded(front, path, lines_before).items():
        field, text = field_named(str(key)), _text(value)
        if field and text is None:
            at = next((n for n, row in enumerate(front.split("\n"), start=1) if row.startswith(str(key))), 1)
            reason = f'"{key}" phải là chữ, hãy đặt trong ngoặc kép'
            raise BadFrontMatter(path=path, line=lines_before + at, reason=reason)
        if field and text is not None:
            values[field] = text
    return values


def _loaded(front: str, path: Path, lines_before: int) -> dict[object, object]:
    # Every scalar stays as it is typed: ``topic: 02`` is no number and ``title: Có`` no truth value.
    try:
        loaded: object = _FENCE.load(front, Loader=yaml.BaseLoader)
    except yaml.MarkedYAMLError as error:
        at = error.problem_mark.line + 1 if error.problem_mark else 1
        reason = f"sai dạng YAML, hãy đặt giá trị trong ngoặc kép ({error.problem or error.context})"
        raise BadFrontMatter(path=path, line=lines_before + at, reason=reason) from error
    except yaml.YAMLError as error:
        raise BadFrontMatter(path=path, line=lines_before + 1, reason=str(error)) from error
    if not isinstance(loaded, dict | None):
        raise BadFrontMatter(path=path, line=lines_before + 2, reason='mỗi dòng phải là "tên: giá trị"')
    return cast("dict[object, object]", loaded or {})


def _text(value: object) -> str | None:
    """Write a value, or a list of values, on one line; give none for anything deeper."""
    if isinstance(value, str):
        return value
    parts = cast("list[object]", value) if isinstance(value, list) else [value]
    return ", ".join(map(str, parts)) if all(isinstance(part, str) for part in parts) else None


def _plain(markup: str) -> tuple[str, str]:
    """Give the first heading, where the text opens with one, and the text as plain paragraphs."""
    # Lines that begin with spaces are indented paragraphs, as typists set them, not program code.
    parser = MarkdownIt("commonmark").enable("table").disable("code")
    tokens = parser.parse(lines_apart(markup))
    heading = ""
    if tokens and tokens[0].type == "heading_open" and tokens[0].tag == "h1":
        heading = html_paragraphs(parser.renderer.render(tokens[:3], parser.options, {}))
        tokens = tokens[3:]
    return heading, html_paragraphs(parser.renderer.render(tokens, parser.options, {}))
