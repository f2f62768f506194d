"""What every command needs at the edge: the wall clock, the station, dates, ids, bars and tables."""

from __future__ import annotations

import contextlib
import logging
import os
import re
import shutil
import sys
import textwrap
from collections.abc import Callable, Generator, Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.core import ParameterSource

from broadcaster.domain.zone import ZONE
from broadcaster.errors import BadDate

if TYPE_CHECKING:
    from broadcaster.domain.ids import OutletId, SessionId
    from broadcaster.station import Station


_FILE_WIDTH = 160
"""Letters in a line of a table that goes to a file or another program."""
_DAY_ALONE = len("2023-03-15")


def wall_clock() -> datetime:
    """Read the wall clock: the one place of the command line that does."""
    return datetime.now(UTC)  # noqa: TID251 - this is the edge where time comes in


def start_logging(*, verbose: bool, scheduler: bool = False) -> None:
    """Send the debug stream to standard error, one line an event; the scheduling library speaks only if `scheduler`."""
    form = "%(asctime)s %(levelname)s action=%(action)s %(message)s"
    shown = logging.StreamHandler(sys.stderr)
    shown.setFormatter(logging.Formatter(form, defaults={"action": "-"}))
    logging.basicConfig(level=logging.INFO if verbose else logging.ERROR, handlers=[shown], force=True)
    logging.getLogger("apscheduler").setLevel(logging.NOTSET if scheduler else logging.ERROR)


@contextlib.contextmanager
def opened() -> Generator[Station]:
    """Open the station folder that the command line names."""
    from broadcaster.station import Station

    with Station.open(station_folder(), os.environ) as station:
        yield station


def station_folder() -> Path:
    """Give the station folder that the command line names."""
    folder: Path = click.get_current_context().find_root().obj or Path()
    return folder


def in_a_station() -> bool:
    """Say whether the command line names a station folder, or the current folder is one."""
    root = click.get_current_context().find_root()
    named = root.get_parameter_source("folder") is not ParameterSource.DEFAULT
    return named or Path("station.toml").is_file()  # named here, since the settings take long to load


def at_a_terminal() -> bool:
    """Say whether somebody sits there who can answer."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def outlets_named(station: Station, names: Iterable[str]) -> tuple[OutletId, ...]:
    """Give the ids of typed outlets, each once; raises NoTimetable, UnknownOutlet or AmbiguousOutlet."""
    from broadcaster.domain.directory import find_outlet

    typed = tuple(names)
    if not typed:
        return ()
    timetable = station.timetable()
    return tuple(dict.fromkeys(find_outlet(timetable, name).id for name in typed))


class Day(click.ParamType):
    """A local calendar day typed as ``YYYY-MM-DD``."""

    name = "ngày"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Read the day; raises BadDate."""
        del param, ctx
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(str(value))
        except ValueError as error:
            raise BadDate(text=value) from error


class Moment(click.ParamType):
    """A local time typed as ``YYYY-MM-DD`` or ``YYYY-MM-DDTHH:MM``, given in UTC; a day alone is its start or end."""

    name = "lúc"

    def __init__(self, *, end: bool = False) -> None:
        self._end = end

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """Read the time; raises BadDate."""
        del param, ctx
        if isinstance(value, datetime):
            return value
        text = str(value).strip()
        try:
            moment = datetime.fromisoformat(text)
        except ValueError as error:
            raise BadDate(text=value) from error
        if len(text) == _DAY_ALONE and self._end:
            moment += timedelta(days=1)
        return (moment if moment.tzinfo else moment.replace(tzinfo=ZONE)).astimezone(UTC)


DAY = Day()
DAY_ARGUMENT = click.argument("day", metavar="NGÀY", type=DAY)
BY_OPTION = click.option("--by", default="", metavar="TÊN", help="Họ tên người thực hiện (ghi là chưa xác thực).")


def session_names(station: Station) -> dict[SessionId, str]:
    """Give the Vietnamese name of every session of the applied timetable; raises NoTimetable."""
    return {daypart.id: daypart.name for daypart in station.timetable().dayparts}


def quoted(path: Path) -> str:
    """Write a path as typed in a command: in double quotes, which every shell knows, when it has a blank or a sign."""
    return f'"{path}"' if re.search(r"[^\w./\\:+-]", str(path)) else str(path)


def found_id(text: str, known: Iterable[str]) -> str:
    """Find the full id that a typed beginning stands for; raises UnknownItem or AmbiguousItem."""
    from broadcaster.newsroom.find import find_by_prefix

    return find_by_prefix(tuple(known), text)


@contextlib.contextmanager
def bar(label: str) -> Generator[Callable[[int, int], None]]:
    """Show a progress bar on standard error while a service works."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description:<28}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True)) as progress:
        task = progress.add_task(label, total=None)

        def tell(done: int, total: int) -> None:
            progress.update(task, completed=done, total=total)

        yield tell
        shown = progress.tasks[0]
        if shown.total is None:
            progress.update(task, completed=0, total=0)


def table(title: str, columns: Sequence[str], rows: Iterable[Sequence[object]], *, numbers: Sequence[int] = ()) -> None:
    """Print a table as the words stand, square brackets too; columns whose index is in `numbers` are set right.

    Where the terminal is too narrow for the longest word of every column, each row is told in lines of its own.
    """
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    cells = [[str(cell) for cell in row] for row in rows]
    if _narrowest([columns, *cells], numbers) > room():
        _list_rows(title, columns, cells)
        return
    shown = Table(title=Text(title) if title else None, box=SIMPLE_HEAD, title_justify="left", title_style="bold")
    for index, column in enumerate(columns):
        right = index in numbers
        shown.add_column(Text(column), justify="right" if right else "left", overflow="fold", no_wrap=right)
    for row in cells:
        shown.add_row(*map(Text, row))
    Console(width=room()).print(shown)


def _narrowest(lines: Sequence[Sequence[str]], numbers: Sequence[int]) -> int:
    """Give the letters of a line of a table that breaks no word, nor a figure and its heading.

    Three more for each column, and one at the end.
    """
    longest = (
        max(
            (len(part) for cell in cells for part in (cell.splitlines() if index in numbers else cell.split())),
            default=0,
        )
        for index, cells in enumerate(zip(*lines, strict=False))
    )
    return 1 + sum(3 + each for each in longest)


def _list_rows(title: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    heads = [" ".join(column.split()) for column in columns]
    lines = [
        "; ".join(f"{h}: {cell}" if h else cell for h, cell in zip(heads, row, strict=False) if cell) for row in rows
    ]
    wrapper = textwrap.TextWrapper(
        width=room(), initial_indent="  ", subsequent_indent="      ", break_long_words=False, break_on_hyphens=False
    )
    click.echo("\n".join([*([title, ""] if title else []), *map(wrapper.fill, lines), ""]))


def room() -> int:
    """Give how many letters a line of a table may have."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else _FILE_WIDTH


def clock_length(length: int) -> str:
    """Write milliseconds as minutes and seconds: ``15:00``."""
    minutes, rest = divmod(round(length / 1000), 60)
    return f"{minutes}:{rest:02d}"


def minutes_of(length: int) -> str:
    """Write milliseconds as minutes with one decimal and a Vietnamese comma."""
    return f"{length / 60_000:.1f}".replace(".", ",")
