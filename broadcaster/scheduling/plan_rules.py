"""The rules that can stand against one another in a week, each with its sentence for a technician."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from broadcaster.domain.ids import NewsItemId
from broadcaster.domain.timetables import ClockEventKind
from broadcaster.scheduling.events import EVENT_NAMES
from broadcaster.scheduling.lengths import in_words
from broadcaster.scheduling.outlet_week import OutletWeek


@dataclass(frozen=True, kw_only=True, slots=True)
class Queued:
    """Staff put an item into a slot."""

    slot: int
    """Number of the slot."""
    item_id: NewsItemId
    """Which item."""

    def sentence(self, week: OutletWeek) -> str:
        """Say what it asks for, without a full stop."""
        return f"{_item(week, self.item_id)} được xếp tay vào {_slot(week, self.slot)}"


@dataclass(frozen=True, kw_only=True, slots=True)
class MustNotAir:
    """An item may not air in a slot whatever else airs."""

    slot: int
    """Number of the slot."""
    item_id: NewsItemId
    """Which item."""

    def sentence(self, week: OutletWeek) -> str:
        """Say what it asks for, without a full stop."""
        against = _against(week, self.slot, self.item_id)
        return f"{_item(week, self.item_id)} không phát được ở {_slot(week, self.slot)}: {against}"


@dataclass(frozen=True, kw_only=True, slots=True)
class SlotLength:
    """A slot lasts as long as its clock."""

    slot: int
    """Number of the slot."""

    def sentence(self, week: OutletWeek) -> str:
        """Say what it asks for, without a full stop."""
        clock = week.slots[self.slot].clock
        return f'{_slot(week, self.slot)} dài {in_words(clock.length)} (mẫu giờ "{clock.name}")'


@dataclass(frozen=True, kw_only=True, slots=True)
class MostItems:
    """A clock takes so many items of a kind."""

    slot: int
    """Number of the slot."""
    kind: ClockEventKind
    """Of which kind."""

    def sentence(self, week: OutletWeek) -> str:
        """Say what it asks for, without a full stop."""
        most = week.rooms[self.slot].most.of(self.kind)
        return f"{_slot(week, self.slot)} chỉ nhận nhiều nhất {most} {EVENT_NAMES[self.kind]}"


@dataclass(frozen=True, kw_only=True, slots=True)
class RepeatGap:
    """An item waits between two airings."""

    item_id: NewsItemId
    """Which item."""
    slot: int
    """Number of the earlier slot."""
    other: int
    """Number of the later slot."""

    def sentence(self, week: OutletWeek) -> str:
        """Say what it asks for, without a full stop."""
        gap = _hours(week.rules.repeat_gap)
        between = f"{_slot(week, self.slot)} và {_slot(week, self.other)}"
        return f"hai lượt phát của {_item(week, self.item_id)} phải cách nhau {gap}, mà {between} gần hơn thế"


@dataclass(frozen=True, kw_only=True, slots=True)
class MostRuns:
    """An item airs at most so often."""

    item_id: NewsItemId
    """Which item."""

    def sentence(self, week: OutletWeek) -> str:
        """Say what it asks for, without a full stop."""
        most = week.items[self.item_id].most_runs
        return f"{_item(week, self.item_id)} chỉ được phát nhiều nhất {most} lượt{_before(week, self.item_id)}"


@dataclass(frozen=True, kw_only=True, slots=True)
class LeastRuns:
    """An item airs at least so often."""

    item_id: NewsItemId
    """Which item."""

    def sentence(self, week: OutletWeek) -> str:
        """Say what it asks for, without a full stop."""
        least = week.items[self.item_id].least_runs
        places = sum(self.item_id in {each.item.item_id for each in offered} for offered in week.offered)
        only = f", mà chỉ có {places} buổi phát được" if places < least - week.runs.get(self.item_id, 0) else ""
        return f"{_item(week, self.item_id)} phải phát ít nhất {least} lượt{_before(week, self.item_id)}{only}"


@dataclass(frozen=True, kw_only=True, slots=True)
class DailyMost:
    """An outlet airs at most so long a day."""

    day: date
    """Which day."""

    def sentence(self, week: OutletWeek) -> str:
        """Say what it asks for, without a full stop."""
        left = in_words(max(0, week.left_of(self.day) or 0))
        return f"ngày {self.day.day}/{self.day.month} các buổi chỉ được phát tổng cộng {left} (giới hạn mỗi ngày)"


Rule = Queued | MustNotAir | SlotLength | MostItems | RepeatGap | MostRuns | LeastRuns | DailyMost


def advice(rules: tuple[Rule, ...]) -> str:
    """Say what a technician can do so that rules no longer conflict."""
    ways: list[str] = []
    if any(isinstance(rule, Queued) for rule in rules):
        ways.append("bỏ bớt tin xếp tay hoặc chuyển sang buổi khác")
    if any(isinstance(rule, LeastRuns) for rule in rules):
        ways.append("giảm số lượt phải phát hoặc kéo dài hạn phát")
    if any(isinstance(rule, MostRuns) for rule in rules):
        ways.append("tăng số lượt được phát")
    if any(isinstance(rule, DailyMost) for rule in rules):
        ways.append("nâng giới hạn mỗi ngày trong schedules/")
    return "; ".join(ways) or "sửa mẫu giờ trong schedules/"


def _hours(gap: timedelta) -> str:
    hours, rest = divmod(gap, timedelta(hours=1))
    return in_words(gap // timedelta(milliseconds=1)) if rest else f"{hours} giờ"


def _item(week: OutletWeek, item_id: NewsItemId) -> str:
    known = week.items.get(item_id)
    return f'"{known.item.title}" ({in_words(known.item.length)})' if known else f'"{item_id}"'


def _slot(week: OutletWeek, number: int) -> str:
    key = week.slots[number].key
    session = week.rules.session_names.get(key.session, f"buổi {key.session}")
    return f"{session} ngày {key.day.day}/{key.day.month}"


def _against(week: OutletWeek, number: int, item_id: NewsItemId) -> str:
    known = week.items.get(item_id)
    if known is None:
        return "tin chưa sẵn sàng để phát"
    return week.why_not(number, known) or "mẫu giờ không có mục cho loại tin này"


def _before(week: OutletWeek, item_id: NewsItemId) -> str:
    runs = week.runs.get(item_id, 0)
    return f" (đã phát {runs})" if runs else ""
