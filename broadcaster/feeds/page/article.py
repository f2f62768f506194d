"""The article among the blocks of a page: menus, neighbours, comments and the foot of the page away."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from broadcaster.domain.aliases import fold
from broadcaster.feeds.page.blocks import HEADINGS, Block
from broadcaster.feeds.page.node import Node, name_of

_ASIDE_TAGS = frozenset({"nav", "aside", "footer", "figcaption", "marquee"})
_ASIDE = frozenset(
    [
        "ads",
        "adv",
        "advert",
        "banner",
        "binhluan",
        "breadcrumb",
        "breadcrumbs",
        "captcha",
        "comment",
        "comments",
        "cookie",
        "cookies",
        "cotphai",
        "cottrai",
        "dangnhap",
        "disqus",
        "footer",
        "khac",
        "khaosat",
        "lienquan",
        "login",
        "marquee",
        "menu",
        "menubar",
        "modal",
        "nav",
        "navbar",
        "navigation",
        "newsletter",
        "othernews",
        "pagination",
        "paging",
        "popup",
        "quangcao",
        "rating",
        "relate",
        "related",
        "share",
        "sharedaddy",
        "sharing",
        "sidebar",
        "social",
        "socials",
        "subscribe",
        "tag",
        "tags",
        "thamdo",
        "tinkhac",
        "tinlienquan",
        "tinmoi",
        "tukhoa",
        "widget",
    ]
)
_PAIRS = frozenset(
    {"binh-luan", "lien-quan", "tin-khac", "tin-moi", "other-news", "news-other", "tu-khoa", "quang-cao"}
)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_LINKED = 0.5
_STOP = re.compile(
    r"(?:(?:các )?(?:tin|bài)(?: viết)? "
    r"(?:liên quan|khác|cùng chuyên mục|mới nhất|mới hơn|cũ hơn|đã đưa|đọc nhiều|xem nhiều|nổi bật)"
    r"|xem thêm|có thể bạn quan tâm|ý kiến bạn đọc|bình luận|gửi bình luận|từ khóa|tags?|chia sẻ(?: bài viết)?"
    r"|đánh giá(?: bài viết)?|(?:số )?(?:lượt|lần) (?:xem|đọc)|tổng (?:số )?lượt truy cập|đang truy cập"
    r"|(?:về )?đầu trang|(?:về )?trang trước|quay lại|trở lại|in (?:bài viết|trang)|bản in"
    r"|gửi (?:email|thư|cho bạn bè))\s*(?:$|[:(\d].*|(?:facebook|zalo|twitter)\b.*)"
    r"|bản quyền (?:thuộc|©)",
    re.IGNORECASE,
)
_LONGEST_STOP = 80
_DATED = re.compile(
    r"^(?:(?:cập nhật|ngày đăng|đăng lúc|thời gian|ngày)\s*:?\s*)?(?:(?:thứ|chủ) \w+,?\s*)?(?:ngày\s*)?"
    r"(?:\d{1,2}[:h]\d{2}(?::\d{2})?\s*[,|-]?\s*(?:ngày\s*)?)?\d{1,2}[/.-]\d{1,2}[/.-]\d{4}"
    r"(?:\s*[|,-]?\s*\d{1,2}[:h]\d{2}(?::\d{2})?)?\s*(?:\(?GMT\s*\+7\)?|AM|PM|SA|CH)?\s*\|?\s*$",
    re.IGNORECASE,
)
_BYLINE = re.compile(
    r"^(?:tác giả|bài,? ?(?:và )?ảnh|bài viết|tin,? (?:bài,? )?ảnh|nguồn|theo|ảnh)\s*:?\s+\S.{0,80}$", re.IGNORECASE
)
_SENTENCE = re.compile(r"[.!?…:;][\"”’)\]]*$")
_WORDS_OF_PARAGRAPH = 8
_LONGEST_NAME = 6
_LONGEST_DATELINE = 16
_OPENING = 3
_DAY = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{4}")


@dataclass(frozen=True, kw_only=True, slots=True)
class Found:
    """An article."""

    title: str
    """Its title; empty where no block is it."""
    body: tuple[Block, ...]
    """Its paragraphs."""
    dated: str
    """The line that tells when it was published; empty where none does."""
    signed: str
    """The line that tells who wrote it, or whence it is; empty where none does."""


def article_of(blocks: Sequence[Block], *, title: str) -> Found | None:
    """Find the article; `title` is what the page's head calls it. None where no block reads like one."""
    asides = Asides()
    shown = [block for block in blocks if not asides.holds(block.element)]
    container = _container(shown)
    if container is None:
        return None
    inside = _inside(shown, container)
    heading = _heading(shown, title, before=inside[-1])
    if heading is not None:
        inside = _inside(shown, _grown(shown, container, shown[heading].element))
    start = heading + 1 if heading is not None else inside[0]
    taken = _until_stop(shown[start : inside[-1] + 1])
    opening = [block for block in taken[:_OPENING] if _is_dateline(block)]
    body = [block for block in taken if not _DATED.match(block.text) and block not in opening]
    dated = next((block.text for block in [*shown[max(0, start - 3) : start], *opening] if _is_dateline(block)), "")
    body, signed = _unsigned(body)
    return Found(
        title=shown[heading].text if heading is not None else "",
        body=tuple(block for block in body if not _same(block.text, title)),
        dated=dated,
        signed=signed,
    )


class Asides:
    """Tells which elements stand in a menu, a list of neighbours, comments or the like; remembers what it told."""

    def __init__(self) -> None:
        self._told: dict[Node, bool] = {}

    def holds(self, element: Node) -> bool:
        """Say whether an element stands aside."""
        path: list[Node] = []
        known = False
        for each in (element, *element.iterancestors()):
            if each in self._told:
                known = self._told[each]
                break
            path.append(each)
        for each in reversed(path):
            known = known or _is_aside(each)
            self._told[each] = known
        return known


def _is_aside(element: Node) -> bool:
    if name_of(element) in {"body", "html"}:
        return False
    named = name_of(element) in _ASIDE_TAGS or bool(_names(element) & _ASIDE) or _pairs(element)
    return named and not _holds_article(element)


def _names(element: Node) -> set[str]:
    said = f"{element.get('class') or ''} {element.get('id') or ''} {element.get('role') or ''}"
    return {part for part in re.split(r"[\s_-]+", _CAMEL.sub("-", said).lower()) if part}


def _pairs(element: Node) -> bool:
    said = _CAMEL.sub("-", f"{element.get('class') or ''} {element.get('id') or ''}").lower().replace("_", "-")
    return any(pair in said for pair in _PAIRS)


def _holds_article(element: Node) -> bool:
    """Say whether an element with the name of something beside holds the page's article all the same."""
    return element.find(".//h1") is not None and element.find(".//p") is not None


def _container(blocks: Sequence[Block]) -> Node | None:
    """Give the element that holds most running text."""
    scores: dict[Node, float] = defaultdict(float)
    counted: dict[Node, int] = defaultdict(int)
    for block in blocks:
        counted[block.element] += 1
    for block in blocks:
        if block.linked > _LINKED or len(block.text.split()) < _WORDS_OF_PARAGRAPH or block.tag in HEADINGS:
            continue
        worth = float(len(block.text)) * (1 - block.linked)
        element: Node | None = block.element if counted[block.element] > 1 else block.element.getparent()
        for share in (1.0, 0.6, 0.3):
            if element is None or name_of(element) == "html":
                break
            scores[element] += share * worth
            element = element.getparent()
    return max(scores, key=lambda element: scores[element], default=None)


def _inside(blocks: Sequence[Block], container: Node) -> list[int]:
    """Give the places of the blocks that stand in an element."""
    return [at for at, block in enumerate(blocks) if _within(block.element, container)]


def _grown(blocks: Sequence[Block], container: Node, heading: Node) -> Node:
    """Give the largest element around the container, up to the one that holds the title too, that adds running text."""
    above = {heading, *heading.iterancestors()}
    held: Counter[Node] = Counter()
    for block in blocks:
        if block.linked <= _LINKED and _is_paragraph(block):
            held.update((block.element, *block.element.iterancestors()))
    best = container
    for element in container.iterancestors():
        if name_of(element) in {"body", "html"}:
            break
        if held[element] > held[best]:
            best = element
        if element in above:
            break
    return best


def _within(element: Node, container: Node) -> bool:
    return element is container or any(each is container for each in element.iterancestors())


def _heading(blocks: Sequence[Block], title: str, *, before: int) -> int | None:
    """Give the place of the block that is the title: the page's own heading, or what its head says."""
    named = [at for at in range(before) if title and _same(blocks[at].text, title)]
    if named:
        return named[-1]
    firsts = [at for at in range(before) if blocks[at].tag == "h1" and blocks[at].linked < 1]
    return firsts[-1] if firsts else None


def _same(text: str, title: str) -> bool:
    one, other = fold(text), fold(title)
    if not one or not other:
        return False
    return one == other or (len(one) > 20 and len(one) < 300 and SequenceMatcher(None, one, other).ratio() > 0.9)  # noqa: PLR2004 - letters


def _until_stop(blocks: Sequence[Block]) -> list[Block]:
    """Give blocks up to where the page turns to other things; links to other pages are left out."""
    texts = [at for at, block in enumerate(blocks) if block.linked <= _LINKED and _is_paragraph(block)]
    last_text = texts[-1] if texts else -1
    kept: list[Block] = []
    for at, block in enumerate(blocks):
        if len(block.text) <= _LONGEST_STOP and _STOP.match(block.text.lstrip("- ")):
            if at > last_text >= 0:
                break
        elif block.linked <= _LINKED or _is_paragraph(block):
            kept.append(block)
    return kept


def _is_paragraph(block: Block) -> bool:
    return len(block.text.split()) >= _WORDS_OF_PARAGRAPH and _SENTENCE.search(block.text) is not None


def _is_dateline(block: Block) -> bool:
    """Say whether a block only tells when, and perhaps by whom, an article was published."""
    if _DATED.match(block.text):
        return True
    few = len(block.text.split()) <= _LONGEST_DATELINE and not _SENTENCE.search(block.text)
    return few and _DAY.search(block.text) is not None and block.tag not in {"li", "tr"}


def _unsigned(body: list[Block]) -> tuple[list[Block], str]:
    """Part the last line from the text where it is a name or a source."""
    if len(body) < 2:  # noqa: PLR2004 - nothing would be left
        return body, ""
    last = body[-1]
    words = last.text.split()
    name = (
        last.strong and len(words) <= _LONGEST_NAME and all(word[:1].isupper() for word in words if word[:1].isalpha())
    )
    if (name and not _SENTENCE.search(last.text)) or _BYLINE.match(last.text):
        return body[:-1], last.text
    return body, ""
