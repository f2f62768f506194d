"""``broadcaster mix``."""

from __future__ import annotations

from datetime import date

import click

from broadcaster.cli.edge import DAY_ARGUMENT, bar, clock_length, opened


@click.command()
@DAY_ARGUMENT
def mix(day: date) -> None:
    """Dựng chương trình MP3 của một ngày; phần đã dựng thì giữ nguyên."""
    from broadcaster.services.mix_programme import mix_day

    with opened() as station, bar("Dựng chương trình") as progress:
        mixed = mix_day(station, day, progress=progress)
    for each in mixed:
        made = each.programme
        state = "mới dựng" if each.new else "đã có"
        loudness = f"{made.loudness_lufs:.1f} LUFS".replace(".", ",")
        click.echo(f"{made.path}: {clock_length(made.duration)}, {loudness}, {state}")
