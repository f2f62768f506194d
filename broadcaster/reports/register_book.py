"""The register of news items (sổ theo dõi tin bài) of a month as PDF, with what each item comes to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from broadcaster.asrun.register import AuthorSum, Register, RegisterLine
from broadcaster.domain.approvals import Approval
from broadcaster.domain.ids import OutletId
from broadcaster.domain.periods import Period
from broadcaster.domain.timetables import Timetable
from broadcaster.domain.zone import ZONE
from broadcaster.reports.book_words import NO_RATE, day_text, dong, pay_text, tally_text
from broadcaster.reports.figures import decimal, span
from broadcaster.reports.naming import genre_name, outlet_name, topic_name
from broadcaster.reports.typeset import typeset

TEMPLATE = "so-tin-bai.typ"
NOT_HERE = "tính ở sổ chung của đài"
EARLIER = "đã tính ở tháng phát lần đầu"
_NAMED = 2


@dataclass(frozen=True, kw_only=True, slots=True)
class RegisterBook:
    """What a register shows."""

    station: str
    """Whose book."""
    issuer: tuple[str, ...]
    """Lines above the station's name, as on its papers."""
    period: Period
    """Which month."""
    as_of: date
    """Evidence that arrived by the end of this day counts."""
    timetable: Timetable
    """Names of outlets and topics."""
    outlets: tuple[OutletId, ...]
    """Only what aired there; empty for the whole station."""
    register: Register
    """The lines."""
    bases: tuple[str, ...]
    """Documents that the rates rest on."""

    @property
    def scope(self) -> str:
        """Say whose airings are in it."""
        return ", ".join(outlet_name(self.timetable, each) for each in self.outlets) or "toàn đài"


def register_pdf(book: RegisterBook) -> bytes:
    """Write the register, A4 on its side; the same book gives the same bytes. Raises NotTypeset."""
    told = book.register
    values: dict[str, object] = {
        "station": book.station,
        "issuer": list(book.issuer),
        "month": book.period.spoken,
        "scope": book.scope,
        "as_of": day_text(book.as_of),
        "rows": [_row(book, number, line) for number, line in enumerate(told.lines, start=1)],
        "sum": sum_text(told),
        "itemless": itemless_text(told),
        "pay": pay_sum_text(told),
        "notes": notes(book),
        "authors": [_author(each) for each in told.authors],
    }
    return typeset(TEMPLATE, values, made_at=datetime.combine(book.as_of, time(), tzinfo=ZONE))


def approval_text(approval: Approval | None) -> str:
    """Say who approved the text, or by which policy, and when."""
    if approval is None:
        return ""
    when = f"{approval.at.astimezone(ZONE):%d/%m/%Y %H:%M}"
    return f"{approval.by}, {when}" if not approval.policy else f"Theo chính sách: {approval.policy}, {when}"


def received_text(line: RegisterLine) -> str:
    """Say on which day an item came in."""
    return "" if line.received_at is None else day_text(line.received_at.astimezone(ZONE).date())


def first_text(line: RegisterLine) -> str:
    """Say when an item was first heard in the month."""
    if line.first_at is None:
        return "diễn tập" if line.rehearsals else "chưa có bằng chứng phát"
    return f"{line.first_at.astimezone(ZONE):%d/%m/%Y %H:%M}"


def places_text(book: RegisterBook, line: RegisterLine) -> str:
    """Name one or two outlets, or say how many there are."""
    if len(line.outlets) > _NAMED:
        return f"{len(line.outlets)} nơi"
    return ", ".join(outlet_name(book.timetable, each) for each in line.outlets)


def pay_lines(line: RegisterLine) -> list[str]:
    """Say what an item comes to, work by work; nothing while nobody says that it aired."""
    if line.royalty is None:
        return [] if line.first_at is None else [EARLIER if line.aired_before else NOT_HERE]
    parts = line.royalty.parts
    told = [pay_text(p) if len(parts) == 1 else f"{p.role.label}: {pay_text(p)}" for p in parts]
    return [*told, *([f"(loại {line.royalty.grade})"] if line.royalty.grade else [])]


def sum_text(told: Register) -> str:
    """Say what the register adds up to, as the airtime report does."""
    first, repeat = tally_text(told.first), tally_text(told.repeat)
    return f"Cộng tháng: đã phát {told.aired} tin, bài; lần đầu {first}; phát lại {repeat}."


def itemless_text(told: Register) -> str:
    """Say what counts as airtime and names no item, or nothing."""
    first, repeat = told.itemless_first, told.itemless_repeat
    if not first.airings and not repeat.airings:
        return ""
    return f"Trong đó mục nhật ký không ghi mã tin: lần đầu {tally_text(first)}; phát lại {tally_text(repeat)}."


def pay_sum_text(told: Register) -> str:
    """Say what the station has to pay; what has no rate is told apart."""
    due = [line for line in told.lines if line.royalty is not None]
    if not due:
        return ""
    if told.without_rate == len(due) and not told.amount:
        return f"Nhuận bút: {NO_RATE} nào."
    text = f"Nhuận bút tháng: {dong(told.amount)} đồng"
    return f"{text}; {told.without_rate} tin, bài {NO_RATE}." if told.without_rate else f"{text}."


def notes(book: RegisterBook) -> list[str]:
    """Say how pay is counted, and by which documents."""
    rests = f" Căn cứ: {'; '.join(book.bases)}." if book.bases else ""
    if book.outlets:
        return ["Sổ này chỉ gồm lượt phát ở nơi nêu trên nên không tính nhuận bút; nhuận bút tính ở sổ chung của đài."]
    told = (
        f"Nhuận bút tính một lần, ở tháng tin, bài phát lần đầu, theo mức đài ghi trong schedules/rates.toml.{rests} "
        "Mức theo phút nhân với thời lượng của lượt phát dài nhất trong tháng; kết quả làm tròn tới đồng, nửa đồng làm "
        "tròn lên. Tin, bài chưa xếp loại tính hệ số 100 %."
    )
    return [told]


def _row(book: RegisterBook, number: int, line: RegisterLine) -> list[object]:
    return [
        str(number),
        received_text(line),
        line.title,
        line.author,
        genre_name(line.genre),
        topic_name(book.timetable, line.topic),
        line.source,
        approval_text(line.approval),
        first_text(line),
        decimal(line.first.airings, 0),
        decimal(line.repeat.airings, 0),
        places_text(book, line),
        span(line.length) if line.first_at else f"({span(line.length)})",
        pay_lines(line),
    ]


def _author(each: AuthorSum) -> Sequence[str]:
    amount = dong(each.amount) if each.without_rate < each.items else NO_RATE
    return [each.author, str(each.items), amount, str(each.without_rate) if each.without_rate else ""]
