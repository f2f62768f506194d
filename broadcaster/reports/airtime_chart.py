"""The airtime report as a picture: minutes per topic, one bar for each grade.

The grades differ by outline, hatching and fill, so that a grey print tells them apart. Text stays text: it can be
searched, and the reader's PC draws it in the page's own font.
"""

# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# Matplotlib's own annotations leave keyword arguments open.

from __future__ import annotations

import io
import re
import textwrap
from collections.abc import Sequence
from html import escape
from typing import Any

from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator

from broadcaster.domain.airtime import AirtimeReport, AirtimeRow
from broadcaster.domain.timetables import Timetable
from broadcaster.reports.figures import decimal, minutes
from broadcaster.reports.grades import AIRED, PLANNED, REHEARSED, SENT, Grade
from broadcaster.reports.naming import topic_name

_MEASURED = "DejaVu Sans"
"""Comes with Matplotlib, so that text is measured alike on every PC; wider than the fonts below, so that it fits."""
_FAMILIES = "'Be Vietnam Pro', 'Segoe UI', Roboto, 'Noto Sans', 'DejaVu Sans', Arial, sans-serif"
"""What the reader's PC is asked for, first to last; each has all Vietnamese letters."""
_INK = "#0a0a0b"
"""Stands for the reader's text colour; becomes ``currentColor``, so that the chart also lives on a dark page."""
_SETTINGS: Any = {
    "svg.fonttype": "none",
    "svg.hashsalt": "broadcaster",
    "font.family": [_MEASURED],
    "font.size": 9,
    "hatch.linewidth": 0.7,
    "text.color": _INK,
    "axes.edgecolor": _INK,
    "axes.labelcolor": _INK,
    "xtick.color": _INK,
    "ytick.color": _INK,
}
_LOOKS: Sequence[tuple[Grade, str, str]] = (
    (PLANNED, "none", ""),
    (SENT, "none", "////"),
    (AIRED, "#1f7a6d", ""),
    (REHEARSED, "#e0a93b", "||||"),
)
_THICKNESS = 0.19


def airtime_chart(report: AirtimeReport, timetable: Timetable) -> str:
    """Draw minutes planned, sent, aired and rehearsed per topic as one ``<svg>`` element; same report, same bytes."""
    looks = [look for look in _LOOKS if look[0] is not REHEARSED or report.rehearsals]
    title = f"Thời lượng theo chủ đề, kỳ {report.period} (phút)"
    with rc_context(_SETTINGS):
        figure = Figure(figsize=(8.4, 1.3 + 0.56 * max(len(report.by_topic), 1)), layout="constrained")
        axes = figure.add_subplot()
        for place, look in enumerate(looks):
            _bars(axes, report.by_topic, look, (place - (len(looks) - 1) / 2) * _THICKNESS)
        _frame(axes, [topic_name(timetable, row.topic) for row in report.by_topic])
        figure.suptitle(title, fontsize=11, fontweight="bold")
        figure.legend(loc="outside lower center", ncols=len(looks), frameon=False)
        drawn = io.StringIO()
        nothing = dict.fromkeys(("Date", "Creator", "Format", "Type"))
        figure.savefig(drawn, format="svg", metadata=nothing, transparent=True)
    return _element(drawn.getvalue(), title)


def _bars(axes: Axes, rows: Sequence[AirtimeRow], look: tuple[Grade, str, str], shift: float) -> None:
    grade, fill, hatch = look
    lengths = [grade.length(row) for row in rows]
    places = [place + shift for place in range(len(rows))]
    label = f"{grade.label} (không tính là đã phát)" if grade is REHEARSED else grade.label
    bars = axes.barh(
        places,
        [length / 60_000 for length in lengths],
        _THICKNESS * 0.9,
        color=fill,
        hatch=hatch,
        edgecolor=_INK,
        linewidth=0.7,
        label=label,
    )
    axes.bar_label(bars, [minutes(length, 1) if length else "" for length in lengths], padding=3, fontsize=7)


def _frame(axes: Axes, names: Sequence[str]) -> None:
    axes.set_yticks(range(len(names)), [textwrap.fill(name, 30) for name in names])
    axes.set_ylim(len(names) - 0.45, -0.55)
    axes.margins(x=0.08)
    axes.xaxis.set_major_locator(MaxNLocator(nbins=8, steps=[1, 2, 5, 10]))
    axes.xaxis.set_major_formatter(FuncFormatter(_tick))
    axes.grid(axis="x", color=_INK, alpha=0.18, linewidth=0.6)
    axes.set_axisbelow(True)
    axes.spines[["top", "right"]].set_visible(False)
    axes.tick_params(axis="y", length=0)


def _tick(value: float, _: object) -> str:
    return decimal(value, 0 if value == int(value) else 1)


def _element(drawn: str, title: str) -> str:
    """Give the bare ``<svg>``: no prologue, no size of its own, no style that would reach the page around it."""
    start = drawn.index("<svg")
    svg = re.sub(r"\s*<defs>\s*<style[^<]*</style>\s*</defs>", "", drawn[start:], count=1)
    svg = re.sub(r' (?:width|height)="[\d.]+pt"', "", svg, count=2)
    svg = svg.replace("<svg", f'<svg role="img" aria-label="{escape(title)}" stroke-linejoin="round"', 1)
    return svg.replace(f"'{_MEASURED}'", _FAMILIES).replace(_INK, "currentColor")
