"""Filling a session to the exact length of its clock with items; the closing music takes what is left."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from broadcaster.domain.scripts import Presenter
from broadcaster.domain.sound import FRAME_MS
from broadcaster.domain.timetables import ClockEventKind
from broadcaster.errors import DoesNotFit, PlanError, QueueConflict
from broadcaster.scheduling.choice import Choice, choose, ranked
from broadcaster.scheduling.events import COUNTED_EVENTS, EVENT_NAMES, ITEM_EVENTS, spread
from broadcaster.scheduling.filling import Filling, FillItem, FillRequest, LeftOut
from broadcaster.scheduling.lengths import in_words
from broadcaster.scheduling.order import running_order
from broadcaster.scheduling.room import NOTHING, Room

_MOST_LOST = 60_000 // FRAME_MS
"""How many frames of closing music it may cost that the readers take turns."""

Events = tuple[tuple[FillItem, ...], ...]
"""Per event of a clock the items that it airs or names."""


def fill_session(request: FillRequest) -> Filling:
    """Choose and order the items of a session so that it lasts exactly as long as its clock.

    Queued items come first and in their order; then each event gets the fewest items that the clock asks for; then
    whatever makes the closing music short, fewer runs first. Approved speech is never stretched or cut. Too few items
    is no error but a shortage. Raises QueueConflict when no event may take a queued item, DoesNotFit when the queued
    items or the frame are too long, PlanError when the clock itself cannot be met.
    """
    here = tuple(item for item in request.items if item.meant_for(request.outlet_id))
    room = Room.of(request, here)
    wanted, queued, choice = choose_items(room, here)
    events = _placed(room, choice, len(queued.items), wanted)
    chosen = [
        item for items, event in zip(events, room.events, strict=True) if event.kind in ITEM_EVENTS for item in items
    ]
    left = [item for item in request.items if item not in chosen]
    return Filling(
        events=tuple(tuple(item.item_id for item in event) for event in events),
        items=tuple(item.item_id for item in chosen),
        closing=room.closing(events),
        left_out=tuple(_left_out(room, choice, item) for item in left),
        shortages=tuple(shortages(room, events)),
    )


def choose_items(room: Room, here: Sequence[FillItem]) -> tuple[tuple[FillItem, ...], Choice, Choice]:
    """Choose items for a session without ordering them: all of them ranked, the queued ones, the whole choice.

    Raises QueueConflict, DoesNotFit or PlanError as ``fill_session`` does.
    """
    request = room.request
    _check(request)
    if room.frame(NOTHING) > room.limit:
        raise DoesNotFit(
            what="Phần lời dẫn và nhạc hiệu",
            length=in_words(room.frame(NOTHING) * FRAME_MS),
            where=f'mẫu giờ "{request.clock.name}"',
            room=in_words(_whole_seconds(room.limit * FRAME_MS)),
        )
    wanted = ranked(request, here)
    queued = _queued(room, here)
    return wanted, queued, _alternating(room, wanted, queued, choose(room, wanted, queued))


def _alternating(room: Room, wanted: Sequence[FillItem], queued: Choice, choice: Choice) -> Choice:
    """Choose again where one reader leads so many news items that the two cannot take turns.

    The most wanted half of that reader's items stays, the others make room for the partner's; unless that would only
    bring repeats, or the closing music would grow by more than a minute.
    """
    news = [item for item, kind in choice.items if kind is ClockEventKind.NEWS]
    by_hand = {item.item_id for item, _ in queued.items}
    for reader in Presenter:
        led = sorted((item for item in news if item.reader is reader), key=wanted.index)
        if 2 * len(led) <= len(news) + 1:
            continue
        kept = by_hand | {item.item_id for item in led[: (len(news) + 1) // 2]}
        fewer = [
            item
            for item in wanted
            if item.item_id in kept or item.reader is not reader or room.kinds(item)[0] is not ClockEventKind.NEWS
        ]
        other = choose(room, fewer, queued)
        more = _led(other, reader.other) > _led(choice, reader.other)
        fresh = sum(item.runs for item, _ in other.items) <= sum(item.runs for item, _ in choice.items)
        return other if more and fresh and choice.total(room) - other.total(room) <= _MOST_LOST else choice
    return choice


def _led(choice: Choice, reader: Presenter) -> int:
    """Count the news items that a presenter leads."""
    return sum(1 for item, kind in choice.items if kind is ClockEventKind.NEWS and item.reader is reader)


def _check(request: FillRequest) -> None:
    """Raise PlanError when no edition of that clock could be exact."""
    clock = request.clock
    if sum(event.kind is ClockEventKind.CLOSING for event in clock.events) != 1:
        raise PlanError(reason=f'mẫu giờ "{clock.name}" phải có đúng một nhạc kết (closing). Sửa lại trong schedules/')
    if clock.length % FRAME_MS:
        raise PlanError(
            reason=f'mẫu giờ "{clock.name}" dài {clock.length} ms, không chia hết cho khung âm thanh {FRAME_MS} ms. '
            "Đặt độ dài tròn phút trong schedules/"
        )


def _queued(room: Room, here: Sequence[FillItem]) -> Choice:
    """Choose every queued item; raises QueueConflict or DoesNotFit."""
    request = room.request
    by_id = {item.item_id: item for item in here}
    choice = Choice()
    for item_id in dict.fromkeys(request.queued):
        item = by_id.get(item_id)
        if item is None:
            raise _conflict(room, item_id, "tin chưa sẵn sàng để phát, hoặc không dành cho nơi phát này")
        kinds = [kind for kind in room.kinds(item) if choice.counts.of(kind) < room.most.of(kind)]
        if not kinds:
            raise _conflict(room, item.title, no_event(room, item))
        choice = choice.plus(item, kinds[0], room)
    if choice.total(room) > room.limit:
        items = [item for item, _ in choice.items]
        frame = (choice.total(room) - sum(item.length // FRAME_MS for item in items)) * FRAME_MS
        raise DoesNotFit(
            what=", ".join(f'"{item.title}" ({in_words(item.length)})' for item in items),
            length=in_words(sum(item.length for item in items)),
            where=f"buổi {request.session} ngày {request.day.isoformat()}",
            room=in_words(_whole_seconds(room.limit * FRAME_MS - frame)),
        )
    return choice


def _conflict(room: Room, item: str, reason: str) -> QueueConflict:
    return QueueConflict(item=item, session=room.request.session, date=room.request.day.isoformat(), reason=reason)


def no_event(room: Room, item: FillItem) -> str:
    """Say why no event of the clock can take an item."""
    kind = room.kinds(item)[-1]
    most = room.most.of(kind)
    if not most:
        return f'mẫu giờ "{room.request.clock.name}" không có mục cho {item.genre.label}'
    return f"mỗi số phát chỉ nhận nhiều nhất {most} {EVENT_NAMES[kind]}"


def _placed(room: Room, choice: Choice, queued: int, wanted: Sequence[FillItem]) -> Events:
    """Put the chosen items into the events of the clock and name them in the headlines, in order of airing."""
    waiting = {kind: _ordered(choice, kind, queued, wanted) for kind in ITEM_EVENTS}
    shares = {kind: spread(room.events, kind, len(items)) for kind, items in waiting.items()}
    placed: list[tuple[FillItem, ...]] = []
    for number, event in enumerate(room.events):
        share = shares[event.kind][number] if event.kind in ITEM_EVENTS else 0
        items = waiting.get(event.kind, ())
        placed.append(items[:share])
        waiting[event.kind] = items[share:]
    airing = list(chain.from_iterable(placed))
    nameable = [item for item, kind in choice.items if kind is not ClockEventKind.SPOT]
    for number, event in enumerate(room.events):
        if event.kind is ClockEventKind.HEADLINES:
            named = (item for item in nameable[: event.most] if item.headline)
            placed[number] = tuple(sorted(named, key=airing.index))
    return tuple(placed)


def _ordered(choice: Choice, kind: ClockEventKind, queued: int, wanted: Sequence[FillItem]) -> tuple[FillItem, ...]:
    """Give the items of one kind of event in order of airing: queued ones as queued, the others well mixed."""
    by_hand = [item for item, event in choice.items[:queued] if event is kind]
    others = [item for item, event in choice.items[queued:] if event is kind]
    others.sort(key=wanted.index)
    return (*by_hand, *running_order(others, after=by_hand[-1] if by_hand else None))


def _left_out(room: Room, choice: Choice, item: FillItem) -> LeftOut:
    """Say why an item found no place."""
    return LeftOut(item_id=item.item_id, title=item.title, reason=_why_not(room, choice, item))


def _why_not(room: Room, choice: Choice, item: FillItem) -> str:
    if not item.meant_for(room.request.outlet_id):
        return f"chỉ phát ở {', '.join(item.outlets)}"
    if all(choice.counts.of(kind) >= room.most.of(kind) for kind in room.kinds(item)):
        return no_event(room, item)
    free = _whole_seconds((room.limit - choice.total(room)) * FRAME_MS)
    return f"dài {in_words(item.length)}, buổi phát chỉ còn trống {in_words(free)}"


def shortages(room: Room, events: Events) -> Iterator[str]:
    """Name the kinds of events that got fewer items than the clock asks for."""
    for kind in COUNTED_EVENTS:
        asked = [(event, items) for event, items in zip(room.events, events, strict=True) if event.kind is kind]
        least = sum(event.least for event, _ in asked)
        got = sum(len(items) for _, items in asked)
        if got < least:
            yield f"chỉ có {got} {EVENT_NAMES[kind]}, mẫu giờ cần ít nhất {least}"


def _whole_seconds(free: int) -> int:
    """Round free time down, so that what does not fit is never shown as fitting."""
    return max(0, free // 1000 * 1000)
