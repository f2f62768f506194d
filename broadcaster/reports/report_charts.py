"""Charts for printed reports: bars that a grey print tells apart by their hatching.

Letters are drawn as outlines with the font that comes with Matplotlib: the same picture on every PC.
"""

# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# Matplotlib's own annotations leave keyword arguments open.

from __future__ import annotations

import io
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from matplotlib import rc_context
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator

from broadcaster.reports.figures import decimal
from broadcaster.reports.official import Picture

_SETTINGS: Any = {
    "svg.fonttype": "path",
    "svg.hashsalt": "broadcaster",
    "font.family": ["DejaVu Sans"],
    "font.size": 9,
    "hatch.linewidth": 0.6,
}
_LOOKS = (("#ffffff", ""), ("#ffffff", "////"), ("#8a8a8a", ""), ("#ffffff", "...."), ("#d0d0d0", "xxxx"))
_DPI = 200
_WIDTH_IN = 6.5
_HIGHEST_IN = 7.5
_FINE = 10
"""Below this a bar has one decimal."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Bars:
    """One series of bars, one for each name."""

    label: str
    """In the legend."""
    values: Sequence[float]
    """In the order of the names."""


def bar_chart(names: Sequence[str], series: Sequence[Bars], *, caption: str) -> Picture:
    """Draw bars lying beside one another, a group for each name, each with its figure."""
    height = min(0.9 + max(len(names), 1) * (0.1 + 0.105 * len(series)), _HIGHEST_IN)
    with rc_context(_SETTINGS):
        figure = Figure(figsize=(_WIDTH_IN, height), layout="constrained")
        axes = figure.add_subplot()
        thickness = 0.82 / max(len(series), 1)
        for number, (bars, (fill, hatch)) in enumerate(zip(series, _LOOKS, strict=False)):
            shift = (number - (len(series) - 1) / 2) * thickness
            drawn = axes.barh(
                [place + shift for place in range(len(names))],
                list(bars.values),
                thickness * 0.92,
                color=fill,
                hatch=hatch,
                edgecolor="#000000",
                linewidth=0.7,
                label=bars.label,
            )
            labels = [decimal(value, 1 if value < _FINE else 0) if value else "" for value in bars.values]
            axes.bar_label(drawn, labels, padding=3, fontsize=6.5)
        axes.set_yticks(range(len(names)), [textwrap.fill(name, 28) for name in names])
        axes.set_ylim(len(names) - 0.45, -0.55)
        axes.margins(x=0.1)
        axes.xaxis.set_major_locator(MaxNLocator(nbins=7, steps=[1, 2, 5, 10]))
        axes.xaxis.set_major_formatter(FuncFormatter(_tick))
        axes.grid(axis="x", color="#000000", alpha=0.15, linewidth=0.6)
        axes.set_axisbelow(True)
        axes.spines[["top", "right"]].set_visible(False)
        axes.tick_params(axis="y", length=0)
        if len(series) > 1:
            figure.legend(loc="outside lower center", ncols=len(series), frameon=False)
        svg, png = io.StringIO(), io.BytesIO()
        figure.savefig(svg, format="svg", metadata=dict.fromkeys(("Date", "Creator", "Format", "Type")))
        figure.savefig(png, format="png", dpi=_DPI, metadata={"Software": None})
    return Picture(png=png.getvalue(), svg=svg.getvalue(), caption=caption, height_share=height / _WIDTH_IN)


def _tick(value: float, _: object) -> str:
    return decimal(value, 0 if value == int(value) else 1)
