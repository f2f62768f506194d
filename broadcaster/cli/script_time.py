"""``broadcaster script time``."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median
from typing import TYPE_CHECKING

import click

from broadcaster.cli.edge import bar, found_id, opened, table
from broadcaster.domain.ids import ScriptId

if TYPE_CHECKING:
    from broadcaster.domain.ids import DurationMs
    from broadcaster.services.time_scripts import TimedScript, VoicePace


@click.command("time")
@click.argument("script_ids", metavar="[MÃ]...", nargs=-1)
def script_time(script_ids: tuple[str, ...]) -> None:
    """Ước thời lượng đọc của kịch bản (mặc định: mọi bản), so với bản thu nếu đã thu."""
    from broadcaster.services.approve_script import standings
    from broadcaster.services.time_scripts import time_scripts

    with opened() as station, bar("Ước thời lượng") as progress:
        known = [str(each.script.id) for each in standings(station)] if script_ids else []
        wanted = list(dict.fromkeys(ScriptId(found_id(each, known)) for each in script_ids))
        times = time_scripts(station, script_ids=wanted, progress=progress)
    columns = ["Mã", "Tiếng", "Thời lượng đọc ước", "Thời lượng thật", "Lệch %"]
    table(f"{len(times.scripts)} kịch bản", columns, map(_row, times.scripts), numbers=(1, 2, 3, 4))
    for voice in times.voices:
        click.echo(_voice_line(voice))
    click.echo(f"Cả bài: {_errors(times.off_percents)}. Không bài nào được ước bằng bản thu của chính nó.")


def _row(timed: TimedScript) -> tuple[str, int, str, str, str]:
    off = timed.off_percent
    shown = "chưa thu" if timed.actual is None else _length(timed.actual)
    return timed.script.id, timed.tieng, _length(timed.told), shown, "" if off is None else _comma(f"{off:+.1f}")


def _voice_line(voice: VoicePace) -> str:
    pace, (engine, _, name) = voice.pace, voice.voice
    measured = f"{pace.per_minute:.0f} tiếng/phút, đo trên {pace.cuts} câu"
    costs = f"mỗi tiếng {pace.tieng:.0f} ms, mỗi dấu phẩy {pace.comma:.0f} ms"
    return f"Giọng {name} ({engine}): {measured}; {costs}; {_errors(voice.off_percents)}."


def _errors(off_percents: Sequence[float]) -> str:
    if not off_percents:
        return "chưa có bài đã thu để so"
    middle, most = _comma(f"{median(off_percents):.1f}"), _comma(f"{max(off_percents):.1f}")
    return f"trên {len(off_percents)} bài đã thu, một nửa lệch không quá {middle} %, bài lệch nhất {most} %"


def _length(length: DurationMs) -> str:
    """Write milliseconds as minutes, seconds and tenths: ``1:05,3``."""
    minutes, tenths = divmod(round(length / 100), 600)
    return f"{minutes}:{tenths // 10:02d},{tenths % 10}"


def _comma(figure: str) -> str:
    return figure.replace(".", ",")
