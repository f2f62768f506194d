"""``broadcaster qc``."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from broadcaster.cli.edge import in_a_station, opened, table

if TYPE_CHECKING:
    from broadcaster.domain.quality import QualityFinding, QualityLimits
    from broadcaster.services.check_sound import CheckedSound

_COLOURS = {"blocks": "red", "warns": "yellow"}


@click.command()
@click.argument("files", metavar="TỆP...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--target", type=click.FloatRange(-60, 0), metavar="LUFS", help="Độ to cần có (mặc định: của đài, -16).")
@click.option(
    "--peak", type=click.FloatRange(-20, 0), metavar="dBTP", help="Đỉnh thật cao nhất (mặc định: của đài, -1)."
)
@click.option("--json", "as_json", is_flag=True, help="Ghi JSON, mỗi tệp một dòng.")
@click.pass_context
def qc(ctx: click.Context, files: tuple[Path, ...], target: float | None, peak: float | None, as_json: bool) -> None:
    """Kiểm tra tệp âm thanh (MP3, WAV, FLAC, OGG; M4A nếu có ffmpeg); có lỗi không phát được thì thoát với mã 1."""
    from broadcaster.errors import BroadcasterError
    from broadcaster.services.check_sound import check_file

    limits = _limits(target, peak)
    failed = False
    for path in files:
        try:
            checked = check_file(path, limits)
        except BroadcasterError as error:
            _refuse(path, error, as_json=as_json)
            failed = True
            continue
        failed = failed or checked.blocked
        click.echo(_json(path, checked)) if as_json else _show(path, checked)
    if failed:
        ctx.exit(1)


def _limits(target: float | None, peak: float | None) -> QualityLimits:
    """Give the station's limits, or the usual ones outside of a station, with what was typed laid over them."""
    from broadcaster.domain.quality import QualityLimits
    from broadcaster.services.check_sound import limits_of

    limits = QualityLimits()
    if in_a_station():
        with opened() as station:
            limits = limits_of(station)
    limits = limits if target is None else replace(limits, loudness_lufs=target)
    return limits if peak is None else replace(limits, peak_dbtp=peak)


def _show(path: Path, checked: CheckedSound) -> None:
    from broadcaster.mixdown.measures_table import measures

    table(str(path), ["Đo", "Kết quả"], measures(checked.facts))
    if not checked.findings:
        click.secho("TỐT   Không có lỗi, phát được.", fg="green")
    for finding in checked.findings:
        click.echo(click.style(f"{finding.severity.label:<6}", fg=_COLOURS[finding.severity]) + finding.sentence)
    click.echo()


def _refuse(path: Path, error: Exception, *, as_json: bool) -> None:
    import json

    if as_json:
        click.echo(json.dumps({"file": str(path), "error": str(error)}, ensure_ascii=False))
    else:
        click.secho(f"Lỗi: {error}", err=True, fg="red")


def _json(path: Path, checked: CheckedSound) -> str:
    import json
    from dataclasses import asdict

    from broadcaster.mixdown.judgement import bandwidth_of, loudness_of

    facts = asdict(checked.facts)
    for long in ("levels", "windows"):
        del facts[long]
    told = {"file": str(path), "passed": not checked.blocked, "duration_ms": checked.facts.duration}
    told |= {"loudness_lufs": loudness_of(checked.facts), "bandwidth_hz": bandwidth_of(checked.facts)}
    return json.dumps(told | facts | {"findings": [_finding(each) for each in checked.findings]}, ensure_ascii=False)


def _finding(finding: QualityFinding) -> dict[str, object]:
    from dataclasses import asdict

    return asdict(finding)
