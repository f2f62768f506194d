"""``broadcaster emergency send``."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

import click

from broadcaster.cli.edge import BY_OPTION, at_a_terminal, opened, outlets_named, wall_clock
from broadcaster.domain.emergencies import AfterEmergency

if TYPE_CHECKING:
    from datetime import datetime

    from broadcaster.domain.ids import OutletId
    from broadcaster.domain.readings import ReadSpan
    from broadcaster.services.send_alert import AlertAnswer, ReceivedAlert
    from broadcaster.services.send_emergency import SentEmergency
    from broadcaster.station import Station

_Sent = TypeVar("_Sent")

_FILE = click.Path(path_type=Path, dir_okay=False)
_AFTER = click.Choice([after.value for after in AfterEmergency])


@dataclass(frozen=True, kw_only=True, slots=True)
class _Typed:
    """What was typed, option by option."""

    text: str | None
    file: Path | None
    cap: Path | None
    outlets: tuple[str, ...]
    groups: tuple[str, ...]
    everywhere: bool
    until: str
    reason: str
    by: str
    confirm_by: str
    repeat: int | None
    after: str | None
    drill: bool
    questions_seen: bool
    unsigned_seen: bool

    @property
    def after_it(self) -> AfterEmergency | None:
        return AfterEmergency(self.after) if self.after else None


def _options(command: Callable[..., Any]) -> Callable[..., Any]:
    for option in (
        click.option("--unsigned-seen", is_flag=True, help="Đã biết cảnh báo CAP chưa có chữ ký đúng và vẫn phát."),
        click.option("--questions-seen", is_flag=True, help="Đã xem các chỗ chưa chắc cách đọc và vẫn phát."),
        click.option("--drill", is_flag=True, help="Diễn tập: tự nói là diễn tập ở đầu và cuối, không bao giờ tính."),
        click.option("--after", type=_AFTER, help="Phát xong: phát tiếp, hay phát lại mục bị ngắt."),
        click.option("--repeat", type=click.IntRange(1, 5), metavar="SỐ_LẦN", help="Số lần đọc lời báo."),
        click.option("--confirm-by", default="", metavar="TÊN", help="Họ tên người thứ hai xác nhận (chưa xác thực)."),
        click.option("--reason", default="", metavar="LÝ_DO", help="Vì sao phát."),
        click.option("--until", default="", metavar="GIỜ", help="Hết hiệu lực: 2h, 90m, 22:30, 2026-11-25 06:00."),
        click.option("--all", "everywhere", is_flag=True, help="Phát ở mọi nơi."),
        click.option("--group", "groups", multiple=True, metavar="NHÓM", help="Phát ở một nhóm nơi; lặp lại được."),
        click.option("--outlet", "outlets", multiple=True, metavar="NƠI", help="Phát ở nơi này; lặp lại được."),
        click.option("--cap", type=_FILE, metavar="TỆP", help="Cảnh báo CAP 1.2 (XML)."),
        click.option("--file", type=_FILE, metavar="TỆP", help="Lời báo trong tệp văn bản."),
        click.argument("text", metavar="[LỜI_BÁO]", required=False),
    ):
        command = option(command)
    return command


@click.command()
@_options
@BY_OPTION
def send(**options: Any) -> None:  # noqa: ANN401 - the options above, each checked by its own type
    """Phát ngay một bản tin khẩn cấp, kể cả trong giờ yên tĩnh: hai người cùng chịu trách nhiệm, có giờ hết."""
    typed = _Typed(**options)
    if [typed.text, typed.file, typed.cap].count(None) != 2:  # noqa: PLR2004 - one of the three is given
        told = "Cần đúng một trong ba: lời báo, --file TỆP hoặc --cap TỆP."
        raise click.UsageError(told, click.get_current_context())
    now = wall_clock()
    with opened() as station:
        if typed.cap is None:
            _tell(_send_text(station, typed, now))
        else:
            _send_alert(station, typed, typed.cap, now)


def _send_text(station: Station, typed: _Typed, now: datetime) -> SentEmergency:
    from broadcaster.copydesk.urgent import words_of_text
    from broadcaster.files import read_text
    from broadcaster.scheduling.until import until_when
    from broadcaster.services.send_emergency import EmergencyOrder, send_emergency

    text = read_text(typed.file) if typed.file is not None else typed.text or ""
    order = EmergencyOrder(
        words=words_of_text(text),
        outlets=_places(station, typed),
        until=until_when(typed.until, now),
        by=typed.by,
        confirmed_by=_second(station, typed),
        reason=typed.reason,
        repeat=typed.repeat,
        after=typed.after_it,
        drill=typed.drill,
    )
    # The clock is read again: somebody may have taken time to answer.
    return _asked_first(
        lambda seen: send_emergency(station, replace(order, questions_seen=seen), now=wall_clock()), typed
    )


def _send_alert(station: Station, typed: _Typed, path: Path, now: datetime) -> None:
    from broadcaster.services.send_alert import act_on_alert, receive_alert
    from broadcaster.services.watch_alerts import put_by

    received = receive_alert(station, path, now=now)
    _show_alert(received)
    answer = _answer(station, typed, received, now)
    done = _asked_first(
        lambda seen: act_on_alert(station, received, replace(answer, questions_seen=seen), now=wall_clock()), typed
    )
    put_by(station, path)
    for each in done.ended:
        click.echo(f"Đã rút {each.emergency.id}: {each.emergency.title}")
    if done.sent is not None:
        _tell(done.sent)


def _answer(station: Station, typed: _Typed, received: ReceivedAlert, now: datetime) -> AlertAnswer:
    from broadcaster.domain.alerts import AlertKind, SignatureState
    from broadcaster.scheduling.until import until_when
    from broadcaster.services.send_alert import AlertAnswer

    proved = received.alert.signature is SignatureState.VALID
    unsigned = not proved and (typed.unsigned_seen or _yes(f"{received.alert.signature.value}. Vẫn phát?"))
    ends_only = received.alert.kind is AlertKind.CANCEL
    return AlertAnswer(
        by=typed.by,
        confirmed_by=typed.confirm_by if ends_only else _second(station, typed),
        reason=typed.reason,
        outlets=_places(station, typed),
        until=until_when(typed.until, now) if typed.until else None,
        repeat=typed.repeat,
        after=typed.after_it,
        drill=typed.drill,
        unsigned_seen=unsigned,
    )


def _places(station: Station, typed: _Typed) -> tuple[OutletId, ...]:
    """Give the outlets that were named one by one, by group, or all, in the timetable's order."""
    from broadcaster.errors import EmergencyNowhere

    outlets = station.timetable().outlets
    known = {group for outlet in outlets for group in outlet.groups}
    for group in typed.groups:
        if group not in known:
            raise EmergencyNowhere(reason=f'không có nhóm "{group}", các nhóm: {", ".join(sorted(known)) or "chưa có"}')
    named = set(outlets_named(station, typed.outlets))
    wanted = set(typed.groups)
    return tuple(o.id for o in outlets if typed.everywhere or o.id in named or wanted & set(o.groups))


def _second(station: Station, typed: _Typed) -> str:
    """Give the second person, asked for at the terminal where a policy does not do without."""
    if typed.confirm_by.strip() or station.one_person_emergency or not at_a_terminal():
        return typed.confirm_by
    answer: str = click.prompt("Họ tên người thứ hai xác nhận", default="", show_default=False, err=True)
    return answer


def _asked_first(send: Callable[[bool], _Sent], typed: _Typed) -> _Sent:
    """Send; where readings are open, show them and send once somebody says that they are seen."""
    from broadcaster.errors import EmergencyQuestions

    try:
        return send(typed.questions_seen)
    except EmergencyQuestions as error:
        for span in cast("Sequence[ReadSpan]", error.fields["spans"]):
            note = f" ({span.note})" if span.note else ""
            click.secho(f'  "{span.written.strip()}" đang đọc là "{span.spoken}"{note}', err=True, fg="yellow")
        if not _yes(f"{error.fields['count']} chỗ chưa chắc cách đọc. Vẫn phát?"):
            raise
        return send(True)


def _yes(question: str) -> bool:
    """Ask whoever sits at the terminal; nobody there says nothing."""
    if not at_a_terminal():
        return False
    answer: str = click.prompt(f"{question} Gõ CÓ, hoặc Enter để dừng", default="", show_default=False, err=True)
    return answer.strip().casefold() in {"có", "co", "c"}


def _show_alert(received: ReceivedAlert) -> None:
    alert = received.alert
    drill = ", DIỄN TẬP" if alert.drill else ""
    click.echo(f"Cảnh báo {alert.identifier} của {alert.sender} ({alert.kind.value}{drill}): {alert.signature.value}")
    if alert.event:
        click.echo(f"  {alert.event}: {alert.urgency}, {alert.severity}, {alert.certainty}; đọc bản {alert.language}")
    click.echo(f"  Vùng: {', '.join(area.description for area in alert.areas) or 'không ghi'}")
    click.echo(f"  Nơi phát: {', '.join(received.outlets) or 'chưa khớp nơi nào'}")
    _remark(received.notes)


def _tell(sent: SentEmergency) -> None:
    from broadcaster.domain.zone import ZONE

    told, given = sent.standing.emergency, len(sent.standing.handed_over)
    _remark(sent.notes)
    state = "Đã phát" if sent.new else "Cảnh báo này đã phát từ trước:"
    until = f"{told.until.astimezone(ZONE):%H:%M %d/%m/%Y}"
    click.echo(f"{state} {told.id} tới {given}/{len(told.outlets)} nơi, hết hiệu lực {until}.")
    click.echo(f"  {told.duration / 1000:.1f} giây, giọng {told.voice}. Hủy: broadcaster emergency cancel {told.id}")
    for event in sent.handed.failed:
        click.secho(f"  CHƯA GIAO {event.outlet_id}: {event.reason}", err=True, fg="red")
    if sent.handed.failed:
        click.get_current_context().exit(1)


def _remark(notes: Sequence[str]) -> None:
    for note in notes:
        click.secho(f"Lưu ý: {note}", err=True, fg="yellow")
