"""The way round: every part of the newsroom, and the right that it takes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from broadcaster.web.look.language import marked


@dataclass(frozen=True, kw_only=True, slots=True)
class MenuEntry:
    """One way to go."""

    group: str
    """Heading that it stands under; empty at the top."""
    label: str
    """What it is called (source string)."""
    href: str
    """Path of the page."""
    icon: str
    """Symbol of ``static/icons.svg``."""
    right: str = ""
    """Right that an account needs to see it; empty for every account."""


_DESK, _AIR, _BOOKS, _KEEPING = marked("Tin bài"), marked("Lên sóng"), marked("Sổ sách"), marked("Quản trị")

MENU: tuple[MenuEntry, ...] = (
    MenuEntry(group="", label=marked("Hôm nay"), href="/", icon="today", right="see-board"),
    MenuEntry(group=_DESK, label=marked("Tin"), href="/tin", icon="news", right="see-news"),
    MenuEntry(group=_DESK, label=marked("Bàn biên tập"), href="/kich-ban", icon="script", right="see-news"),
    MenuEntry(group=_DESK, label=marked("Duyệt"), href="/duyet", icon="approve", right="approve"),
    MenuEntry(group=_AIR, label=marked("Lưới giờ và kế hoạch"), href="/ke-hoach", icon="plan", right="see-plan"),
    MenuEntry(group=_AIR, label=marked("Đài xã"), href="/xa", icon="portal", right="download"),
    MenuEntry(group=_AIR, label=marked("Nơi phát"), href="/noi-phat", icon="outlet", right="see-outlets"),
    MenuEntry(group=_BOOKS, label=marked("Thời lượng"), href="/thoi-luong", icon="airtime", right="see-airtime"),
    MenuEntry(group=_BOOKS, label=marked("Từ điển"), href="/tu-dien", icon="lexicon", right="see-lexicon"),
    MenuEntry(group=_BOOKS, label=marked("Nhật ký việc"), href="/nhat-ky-viec", icon="audit", right="see-audit"),
    MenuEntry(group=_KEEPING, label=marked("Việc đang chạy"), href="/viec", icon="jobs", right="see-jobs"),
    MenuEntry(group=_KEEPING, label=marked("Người dùng"), href="/nguoi-dung", icon="users", right="manage-users"),
    MenuEntry(group=_KEEPING, label=marked("Cài đặt"), href="/cai-dat", icon="settings", right="settings"),
)
"""In the order of the way of a piece of news. An entry is shown once the application has its page."""


def menu_for(rights: Iterable[str] | None, paths: Iterable[str]) -> Iterator[tuple[str, tuple[MenuEntry, ...]]]:
    """Give the entries that these rights may see and that have a page, by heading.

    Args:
        rights: Rights of the account; none when nobody has signed in, who sees nothing.
        paths: Paths of the pages that there are.
    """
    if rights is None:
        return
    held, there = frozenset(rights), frozenset(paths)
    seen = [each for each in MENU if each.href in there and (not each.right or each.right in held)]
    for group, entries in groupby(seen, key=lambda each: each.group):
        yield group, tuple(entries)


def is_at(entry: MenuEntry, path: str) -> bool:
    """Say whether a path is the entry's page or below it."""
    return path == entry.href or (entry.href != "/" and path.startswith(f"{entry.href}/"))
