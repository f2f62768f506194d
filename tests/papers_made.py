"""True texts for PDF files: the founding plan and the sample news, paragraph by paragraph, as an editor would type them."""

import re
from dataclasses import dataclass
from pathlib import Path

import frontmatter
from rapidfuzz.distance import Levenshtein

PROFILES = Path(__file__).parents[1] / "broadcaster" / "profiles"
PLAN = PROFILES / "huyen-2023" / "sources" / "ke-hoach-tuyen-truyen-cchc-2023.txt"
NEWS = PROFILES / "huyen-2023" / "news"

_BEGINS = re.compile(
    r"[-+] |[IVX]+\. |\d\. |(?:Phối hợp với các cơ|Chủ trì, phối hợp với các cơ quan, đơn vị có|Đẩy mạnh công tác tuyên"
    r"|Trên cơ sở|Trên đây|Tuyên truyền các vấn đề|Căn cứ|Tuyên truyền về cải|huyện Nghĩa Hưng năm 2023$)"
)


@dataclass(frozen=True, kw_only=True)
class Paper:
    """One printed paper: two columns of heading, centred titles, paragraphs, two columns of ending."""

    titles: tuple[str, ...]
    body: tuple[str, ...]
    left: tuple[str, ...] = ()
    right: tuple[str, ...] = ()
    end_left: tuple[str, ...] = ()
    end_right: tuple[str, ...] = ()
    table: tuple[tuple[str, ...], ...] = ()

    @property
    def truth(self):
        """Every paragraph in reading order."""
        rows = [", ".join(row) for row in self.table]
        return (*self.left, *self.right, *self.titles, *self.body, *rows, *self.end_left, *self.end_right)


def plan():
    """Give the founding plan as it was typed."""
    lines = [" ".join(line.split()) for line in PLAN.read_text(encoding="utf-8").replace("\f", "\n").split("\n")]
    lines = [line for line in lines if line]
    first, last = lines.index("KẾ HOẠCH"), lines.index("Nơi nhận:")
    head = lines[:first]
    signed = lines.index("TM. UỶ BAN NHÂN DÂN")
    return Paper(
        left=tuple(head[:3]),
        right=tuple(head[3:]),
        titles=("KẾ HOẠCH", "Tuyên truyền về cải cách hành chính huyện Nghĩa Hưng năm 2023"),
        body=_joined(lines[first + 3 : last]),
        end_left=tuple(lines[last:signed]),
        end_right=tuple(lines[signed:]),
    )


def _joined(lines):
    paragraphs = []
    for line in lines:
        follows = paragraphs and not _BEGINS.match(line)
        if follows and paragraphs[-1].endswith("KH-"):
            paragraphs[-1] += line
        elif follows:
            paragraphs[-1] += f" {line}"
        else:
            paragraphs.append(line)
    return tuple(paragraphs)


def samples():
    """Give the sample news by the names of their files."""
    papers = {}
    for path in sorted(NEWS.glob("*.md")):
        post = frontmatter.load(path)
        body = tuple(" ".join(part.split()) for part in post.content.split("\n\n") if part.strip())
        papers[path.stem] = Paper(titles=(post["title"],), body=body)
    return papers


def error_rate(found, true):
    """Give the character error rate of one text against another: edits a letter, spaces folded."""
    found, true = " ".join(found.split()), " ".join(true.split())
    return Levenshtein.distance(found, true) / max(1, len(true))
