"""``broadcaster log confirm``, ``correct`` and ``reconcile``: evidence, and what it comes to."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from typing import TYPE_CHECKING

import click

from broadcaster.cli.edge import DAY, DAY_ARGUMENT, clock_length, opened, session_names, table, wall_clock
from broadcaster.domain.ids import DurationMs, SessionId
from broadcaster.domain.outcomes import Outcome
from broadcaster.domain.zone import ZONE

if TYPE_CHECKING:
    from broadcaster.domain.playlists import Playlist
    from broadcaster.domain.reconciliations import Reconciled, Reconciliation

_LENGTH = re.compile(r"(?P<sign>[+-]?)(?:(?P<hours>\d+)h)?(?:(?P<minutes>\d+)m)?(?:(?P<seconds>\d+)s)?", re.ASCII)
_DAY_MS = 86_400_000
_COLUMNS = ("Đài", "Buổi", "Kế hoạch", "Phát lúc", "Lệch", "Đã nghe", "Kết quả", "Bằng chứng", "Nội dung", "Ghi chú")


class Length(click.ParamType):
    """A length: ``5m``, ``90s``, ``1m30s``, ``-2m``."""

    name = "thời lượng"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> DurationMs:
        """Read the length; told as a wrongly typed command when it is none."""
        found = _LENGTH.fullmatch(str(value).strip())
        if found is None or not any(found[part] for part in ("hours", "minutes", "seconds")):
            self.fail(f'"{value}" không phải thời lượng. Viết 5m, 90s, 1m30s hoặc -2m.', param, ctx)
        hours, minutes, seconds = (int(found[part] or 0) for part in ("hours", "minutes", "seconds"))
        length = ((hours * 60 + minutes) * 60 + seconds) * 1000
        if length > _DAY_MS:
            self.fail(f'"{value}" dài hơn một ngày.', param, ctx)
        return DurationMs(-length if found["sign"] == "-" else length)


class TimeOfDay(click.ParamType):
    """A time of day: ``17:20`` or ``17:20:05``."""

    name = "giờ"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> time:
        """Read the time; told as a wrongly typed command when it is none."""
        try:
            return time.fromisoformat(str(value).strip().zfill(5))
        except ValueError:
            self.fail(f'"{value}" không phải giờ trong ngày. Viết 17:20 hoặc 17:20:05.', param, ctx)


OUTLET = click.option("--outlet", metavar="ĐÀI", help="Nơi phát (mã, tên có dấu hay không dấu).")
BY = click.option("--by", required=True, metavar="TÊN", help="Họ tên người nói (ghi là chưa xác thực).")
REPLACE = click.option("--replace", is_flag=True, help="Thay lời đã xác nhận khác trước đây; bản cũ vẫn được giữ.")


@click.command()
@click.argument("playlist_id", metavar="[MÃ_LỊCH_PHÁT]", required=False)
@OUTLET
@click.option("--date", "day", type=DAY, metavar="NGÀY", help="Ngày phát.")
@click.option("--session", metavar="BUỔI", help="Chỉ buổi này.")
@click.option("--late", type=Length(), metavar="5m", help="Phát trễ bao lâu (-5m là sớm).")
@click.option("--at", type=TimeOfDay(), metavar="GIỜ", help="Phát lúc mấy giờ, ví dụ 17:20.")
@click.option("--partial", type=Length(), metavar="10m", help="Chỉ phát được bấy lâu kể từ đầu buổi.")
@click.option("--lost", is_flag=True, help="Không phát.")
@click.option("--reason", default="", metavar="LÝ_DO", help="Vì sao trễ, thiếu hoặc không phát.")
@BY
@REPLACE
def confirm(
    *,
    playlist_id: str | None,
    outlet: str | None,
    day: date | None,
    session: str | None,
    late: DurationMs | None,
    at: time | None,
    partial: DurationMs | None,
    lost: bool,
    reason: str,
    by: str,
    replace: bool,
) -> None:
    """Xác nhận một buổi đã phát: không thêm gì là đúng giờ và đủ; hoặc trễ, một phần, không phát."""
    from broadcaster.services import confirm_airings as confirming

    with opened() as station:
        found = confirming.playlists_meant(station, playlist_id, outlet=outlet, day=day, session=session)
        begun = None if at is None else datetime.combine(found[0].air_date, at, tzinfo=ZONE)
        word = confirming.SessionWord(late=late or DurationMs(0), at=begun, partial=partial, lost=lost, reason=reason)
        fresh = confirming.confirm(station, found, word, by=by, replace=replace, now=wall_clock())
        unsent = confirming.never_sent(station, found)
    click.echo(f"Đã ghi xác nhận của {by} cho {len(found)} buổi: {fresh} mục mới.")
    _tell_of_unsent(unsent)


def _tell_of_unsent(plans: Sequence[Playlist]) -> None:
    if plans:
        told = f"{len(plans)} buổi chưa từng được giao gói phát cho {plans[0].outlet_name}"
        click.echo(f"Lưu ý: {told}; nếu nhầm, đính chính bằng `broadcaster log correct`.")


@click.command()
@click.argument("entry", metavar="MÃ_MỤC")
@click.option("--at", type=TimeOfDay(), metavar="GIỜ", help="Thật ra phát lúc này.")
@click.option("--played", type=Length(), metavar="48s", help="Thật ra phát được bấy lâu.")
@click.option("--lost", is_flag=True, help="Thật ra không phát.")
@click.option("--cause", metavar="NGUYÊN_NHÂN", help="Vì sao trễ, thiếu hoặc không phát.")
@BY
@click.option("--reason", required=True, metavar="LÝ_DO", help="Vì sao đính chính.")
def correct(
    entry: str, at: time | None, played: DurationMs | None, lost: bool, cause: str | None, by: str, reason: str
) -> None:
    """Đính chính một mục nhật ký: thêm mục mới nêu tên mục cũ; mục cũ giữ nguyên nhưng không còn được tính."""
    from broadcaster.services.correct_airing import Change, correct_airing, entry_named

    with opened() as station:
        wrong = entry_named(station, entry)
        begun = None if at is None else datetime.combine(wrong.air_date, at, tzinfo=ZONE)
        change = Change(start=begun, played=played, lost=lost, cause=cause)
        made = correct_airing(station, entry, change, by=by, reason=reason, now=wall_clock())
    click.echo(f"Đã đính chính mục {wrong.id[:12]} bằng mục {made.id[:12]} ({made.evidence.label}).")


@click.command()
@DAY_ARGUMENT
@OUTLET
@click.option(
    "--only",
    multiple=True,
    type=click.Choice([each.value for each in Outcome]),
    help="Chỉ kết quả này; dùng nhiều lần.",
)
@click.option("--topic", type=int, metavar="MÃ", help="Chỉ chủ đề này.")
@click.option("--clock", type=Length(), metavar="90s", help="Đồng hồ các máy phát của --outlet nhanh bấy nhiêu.")
@click.option("--items", is_flag=True, help="Chỉ tin, bài; bỏ nhạc và lời dẫn.")
def reconcile(
    day: date, outlet: str | None, only: tuple[str, ...], topic: int | None, clock: DurationMs | None, items: bool
) -> None:
    """Đối chiếu kế hoạch một ngày với nhật ký: từng mục đúng giờ, trễ, thiếu, bị thay, không phát hay chưa rõ."""
    from broadcaster.services.reconcile_day import clocks_of, reconcile_day

    if clock is not None and outlet is None:
        raise click.UsageError("--clock chỉ dùng cùng --outlet.")
    with opened() as station:
        names = session_names(station)
        answers = reconcile_day(station, day, outlet=outlet, clock=clock, now=wall_clock())
        judged = clocks_of(station, day, answers[0].outlet_id) if outlet and clock is None else {}
    every = [each for answer in answers for each in answer.items]
    shown = [
        each
        for each in every
        if (not only or each.outcome.value in only)
        and topic in (None, each.topic)
        and not (items and each.item_id is None)
    ]
    table(f"Đối chiếu ngày {day}", _COLUMNS, [_row(each, names) for each in shown])
    _sums(every, answers)
    for said_by, found in judged.items():
        if found.wrong:
            click.echo(f"Đồng hồ của {said_by} lệch khoảng {found.ahead / 1000:+.0f} giây; xem lại với --clock.")


def _row(each: Reconciled, names: Mapping[SessionId, str]) -> tuple[object, ...]:
    off = each.off_by // 1000
    return (
        each.outlet_id,
        names.get(each.session, each.session),
        f"{each.planned_at.astimezone(ZONE):%H:%M:%S}",
        f"{each.started_at.astimezone(ZONE):%H:%M:%S}" if each.started_at else "-",
        f"{'-' if off < 0 else '+'}{clock_length(abs(each.off_by))}" if off else "",
        f"{clock_length(each.heard)}/{clock_length(each.planned)}",
        each.outcome.label,
        each.evidence.label if each.evidence else "-",
        each.title,
        f"thay bằng: {each.instead}" if each.instead else each.cause,
    )


def _sums(every: list[Reconciled], answers: tuple[Reconciliation, ...]) -> None:
    counted = {outcome: sum(each.outcome is outcome for each in every) for outcome in Outcome}
    told = ", ".join(f"{outcome.label} {number}" for outcome, number in counted.items() if number)
    click.echo(f"{len(every)} mục kế hoạch: {told or 'không có'}.")
    for answer in answers:
        for each in answer.unplanned:
            at = f"{each.started_at.astimezone(ZONE):%H:%M:%S}" if each.started_at else "không rõ giờ"
            said = f"{each.evidence.label}, {each.said_by}"
            click.echo(f"Ngoài kế hoạch: {each.outlet_id} {at} {clock_length(each.heard)} {each.title} ({said}).")
