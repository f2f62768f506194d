"""``broadcaster news shorten``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import click

from broadcaster.cli.edge import BY_OPTION, found_id, opened
from broadcaster.domain.ids import DurationMs, NewsItemId
from broadcaster.errors import UnknownLength

if TYPE_CHECKING:
    from broadcaster.services.shorten_news import Shortening

_LENGTH = re.compile(r"(?:(?P<minutes>\d{1,3})\s*(?:m|ph|phút))?\s*(?:(?P<seconds>\d{1,4})\s*(?:s|giây)?)?")


class Length(click.ParamType):
    """A length on air typed as ``45s``, ``2m`` or ``1m30s``, given in milliseconds."""

    name = "thời lượng"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> DurationMs:
        """Read the length; raises UnknownLength."""
        del param, ctx
        found = _LENGTH.fullmatch(str(value).strip().lower())
        seconds = int(found["minutes"] or 0) * 60 + int(found["seconds"] or 0) if found else 0
        if not seconds:
            raise UnknownLength(text=value)
        return DurationMs(seconds * 1000)


class Numbers(click.ParamType):
    """Numbers of sentences typed as ``1,3,4``."""

    name = "số"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> tuple[int, ...]:
        """Read the numbers; a word that is none is left to the command's own complaint."""
        parts = [part.strip() for part in re.split(r"[,;\s]+", str(value)) if part.strip()]
        if not all(part.isdecimal() for part in parts):
            self.fail("Ghi số các câu cách nhau bằng dấu phẩy, ví dụ 1,3,4.", param, ctx)
        return tuple(int(part) for part in parts)


@click.command()
@click.argument("item", metavar="MÃ")
@click.option("--to", "target", type=Length(), required=True, metavar="THỜI-LƯỢNG", help="Ví dụ 45s, 2m, 1m30s.")
@click.option("--accept", "accepted", type=Numbers(), metavar="SỐ,SỐ", help="Giữ các câu này và lưu thành bản mới.")
@click.option("--accept-all", "everything", is_flag=True, help="Giữ mọi câu được đề nghị và lưu thành bản mới.")
@BY_OPTION
def shorten(item: str, target: DurationMs, accepted: tuple[int, ...] | None, everything: bool, by: str) -> None:
    """Rút tin cho vừa thời lượng bằng cách bỏ bớt câu; chỉ xem, trừ khi chọn câu để giữ."""
    from broadcaster.services.shorten_news import accept_sentences, shorten_news

    with opened() as station:
        with station.store.reading() as tx:
            item_id = NewsItemId(found_id(item, [each.id for each in tx.news.all()]))
        found = shorten_news(station, item_id, target)
        tell(found)
        if accepted is None and not everything:
            return
        numbers = accepted if accepted is not None else tuple(each.number for each in found.fitted.kept)
        changed, saved = accept_sentences(station, item_id, numbers, by=by, seen=found.seen)
    click.echo(f"{changed.id}: {saved.value}, giữ {len(set(numbers))}/{len(found.fitted.sentences)} câu.")


def tell(found: Shortening) -> None:
    """Show every sentence with its mark, length and reason, then the sums."""
    fitted = found.fitted
    for each in fitted.sentences:
        mark = "✓" if each.kept else "·"
        click.echo(f"{mark} {each.number:>2}. [{each.length / 1000:.1f}s] {each.text}")
        click.secho(f"       {'giữ' if each.kept else 'bỏ'}: {each.reason}", dim=True)
    kept = f"giữ {len(fitted.kept)}/{len(fitted.sentences)} câu, {fitted.length / 1000:.1f} giây"
    click.echo(f"Cả tin {fitted.whole / 1000:.1f} giây; {kept} (mức {fitted.target / 1000:g} giây).")
