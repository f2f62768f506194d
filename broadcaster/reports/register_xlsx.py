"""The register of news items as a workbook: the items, what authors are due."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from broadcaster.asrun.register import AuthorSum, RegisterLine
from broadcaster.domain.zone import ZONE
from broadcaster.reports.book_sheets import add_signatures, new_book, saved
from broadcaster.reports.book_words import NO_RATE, day_text
from broadcaster.reports.naming import genre_name, outlet_name, topic_name
from broadcaster.reports.register_book import (
    EARLIER,
    NOT_HERE,
    RegisterBook,
    approval_text,
    first_text,
    itemless_text,
    notes,
    pay_sum_text,
    sum_text,
)
from broadcaster.reports.sheets import COUNT, DAY, MINUTES, TEXT, Cell, Column, add_sheet

_ITEMS = (
    Column(name="STT", form=COUNT, width=6),
    Column(name="Ngày nhận", form=DAY, width=12),
    Column(name="Tên tin, bài", form=TEXT, width=44),
    Column(name="Tác giả", form=TEXT, width=20),
    Column(name="Thể loại", form=TEXT, width=16),
    Column(name="Chủ đề", form=TEXT, width=24),
    Column(name="Nguồn", form=TEXT, width=28),
    Column(name="Người duyệt, lúc duyệt", form=TEXT, width=26),
    Column(name="Phát lần đầu trong tháng", form=TEXT, width=17),
    *(
        Column(name=f"{run} ({unit})", form=form, width=10)
        for run in ("Lần đầu", "Phát lại")
        for unit, form in (("lượt", COUNT), ("phút", MINUTES))
    ),
    Column(name="Số nơi phát", form=COUNT, width=9),
    Column(name="Nơi phát", form=TEXT, width=36),
    Column(name="Thời lượng (phút)", form=MINUTES, width=11),
    Column(name="Xếp loại", form=TEXT, width=9),
)
_AUTHORS = (
    Column(name="Tác giả", form=TEXT, width=30),
    Column(name="Số tin, bài", form=COUNT, width=12),
    Column(name="Nhuận bút tác giả (đồng)", form=COUNT, width=18),
    Column(name="Số tin, bài chưa có mức", form=COUNT, width=16),
    Column(name="Ký nhận", form=TEXT, width=24),
)


def register_xlsx(book: RegisterBook) -> bytes:
    """Write the workbook; the same book gives the same bytes."""
    sheets, told = new_book(), book.register
    title = f"Sổ theo dõi tin bài {book.period.spoken}, {book.scope}"
    about = f"{book.station}. Theo bằng chứng có đến hết ngày {day_text(book.as_of)}; diễn tập không tính là đã phát."
    said = [text for text in (sum_text(told), itemless_text(told), pay_sum_text(told), *notes(book)) if text]
    columns = (
        *_ITEMS,
        *(Column(name=f"Nhuận bút: {role.label} (đồng)", form=COUNT, width=16) for role in told.roles),
        Column(name="Cộng nhuận bút (đồng)", form=COUNT, width=18),
    )
    rows = [(*_line(book, number, line), *_pay(book, line)) for number, line in enumerate(told.lines, start=1)]
    sheet, _ = add_sheet(sheets, "Tin bài", (title, about, *said), columns, rows, total=_total(book))
    add_signatures(sheet, len(columns), "Người lập sổ", "Trưởng đài")
    if told.authors:
        add_sheet(sheets, "Theo tác giả", (title, about), _AUTHORS, [_author(each) for each in told.authors])
    return saved(sheets, title, book.station, book.as_of)


def _line(book: RegisterBook, number: int, line: RegisterLine) -> Sequence[Cell]:
    return (
        number,
        "" if line.received_at is None else line.received_at.astimezone(ZONE).date(),
        line.title,
        line.author,
        genre_name(line.genre),
        topic_name(book.timetable, line.topic),
        line.source,
        approval_text(line.approval),
        first_text(line),
        line.first.airings,
        line.first.length / 60_000,
        line.repeat.airings,
        line.repeat.length / 60_000,
        len(line.outlets),
        ", ".join(outlet_name(book.timetable, each) for each in line.outlets),
        line.length / 60_000,
        line.royalty.grade if line.royalty else "",
    )


def _pay(book: RegisterBook, line: RegisterLine) -> Iterator[Cell]:
    """Give a cell for each work and one for their sum: numbers where there is a rate, words where there is none."""
    if line.royalty is None:
        told = "" if line.first_at is None else EARLIER if line.aired_before else NOT_HERE
        yield from ("" for _ in book.register.roles)
        yield told
        return
    for role in book.register.roles:
        part = line.royalty.of(role)
        yield "" if part is None else NO_RATE if part.amount is None else part.amount
    yield NO_RATE if line.royalty.amount is None else line.royalty.amount


def _total(book: RegisterBook) -> Sequence[Cell]:
    told = book.register
    sums = (told.first.airings, told.first.length / 60_000, told.repeat.airings, told.repeat.length / 60_000)
    roles = [_known(book, role) for role in told.roles]
    has_rates = any(isinstance(each, int) for each in roles)
    return ("Cộng", *[""] * 8, *sums, "", "", "", "", *roles, told.amount if has_rates else "")


def _known(book: RegisterBook, role: object) -> Cell:
    """Add up what is known of one work; nothing when no item has a rate for it."""
    parts = [p for line in book.register.lines if line.royalty for p in line.royalty.parts if p.role is role]
    amounts = [part.amount for part in parts if part.amount is not None]
    return sum(amounts) if amounts else ""


def _author(each: AuthorSum) -> Sequence[Cell]:
    amount = each.amount if each.without_rate < each.items else NO_RATE
    return (each.author, each.items, amount, each.without_rate, "")
