"""``broadcaster mix``."""

from __future__ import annotations

from datetime import date

import click

from broadcaster.cli.edge import DAY_ARGUMENT, bar, clock_length, opened


@click.command()
@DAY_ARGUMENT
@click.option("--wav", is_flag=True, help="Ghi thêm tệp WAV phát thanh (có bext, cart) cạnh mỗi tệp MP3.")
def mix(day: date, wav: bool) -> None:
    """Dựng chương trình MP3 của một ngày; phần đã dựng thì giữ nguyên."""
    from broadcaster.services.mix_programme import mix_day
    from broadcaster.services.write_wave import write_waves

    with opened() as station, bar("Dựng chương trình") as progress:
        mixed = mix_day(station, day, progress=progress)
        waves = write_waves(station, day, progress=progress) if wav else ()
    for each in mixed:
        made = each.programme
        state = "mới dựng" if each.new else "đã có"
        loudness = f"{made.loudness_lufs:.1f} LUFS".replace(".", ",")
        click.echo(f"{made.path}: {clock_length(made.duration)}, {loudness}, {state}")
    for wave in waves:
        click.echo(f"{wave.relative_to(station.folder).as_posix()}: WAV 48 kHz, 16 bit")
