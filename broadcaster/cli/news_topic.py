"""``broadcaster news topic`` and ``broadcaster news train``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from broadcaster.cli.edge import BY_OPTION, bar, found_id, opened, table, wall_clock
from broadcaster.domain.ids import NewsItemId, TopicCode

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from broadcaster.classifier.training import Training
    from broadcaster.domain.topics import DecidingWords, TopicSuggestion

_SHOWN = 3
_MISTAKES = 8
_ELSE = "không rõ"


@click.command("topic")
@click.argument("item", metavar="MÃ")
@click.argument("codes", metavar="[SỐ]...", nargs=-1, type=click.IntRange(min=0))
@BY_OPTION
def topic(item: str, codes: tuple[int, ...], by: str) -> None:
    """Xem máy gợi ý chủ đề nào, vì những chữ nào; ghi SỐ để chọn (số đầu là chủ đề chính)."""
    from broadcaster.services.audit import Actor
    from broadcaster.services.choose_topic import choose_topic
    from broadcaster.services.suggest_topic import suggest_for

    with opened() as station:
        names = {each.code: each.short for each in station.timetable().topics}
        with station.store.reading() as tx:
            item_id = NewsItemId(found_id(item, [each.id for each in tx.news.all()]))
        if codes:
            actor = Actor(who=by.strip() or "dòng lệnh", now=wall_clock())
            chosen = choose_topic(station, item_id, [TopicCode(code) for code in codes], by=actor)
            told = "; ".join(names[code] for code in (chosen.topic, *chosen.other_topics))
            click.echo(f"Tin {item_id}: {told}. Máy sẽ học theo khi chạy broadcaster news train.")
            return
        found, suggestions = suggest_for(station, item_id)
    click.echo(f"{found.title}\nĐang xếp: {names.get(found.topic, found.topic)} ({found.topic_origin.value})")
    _show(suggestions, names)


@click.command("train")
@click.option("--dry-run", is_flag=True, help="Chỉ đo, không thay mô hình đang dùng.")
@click.option("--force", is_flag=True, help="Vẫn thay dù đo thấy kém hơn.")
def train(dry_run: bool, force: bool) -> None:
    """Dạy lại máy gợi ý chủ đề theo những tin biên tập viên đã chọn, và đo xem đúng đến đâu."""
    from broadcaster.services.train_topics import train_topics

    with opened() as station, bar("Dạy và đo") as progress:
        names = {each.code: each.short for each in station.timetable().topics}
        trained = train_topics(station, force=force, dry_run=dry_run, progress=progress)
    training = trained.training
    own = training.model.corrections
    click.echo(f"Đã học {training.model.items} tin, trong đó {own} tin do biên tập viên của đài chọn chủ đề.")
    _show_measures(training, names)
    if trained.path is None:
        click.echo("Mới đo thử, mô hình đang dùng giữ nguyên.")
    else:
        click.echo(f"Đã ghi {trained.path}; bản trước, nếu có, nằm cạnh đó với đuôi .cu.")


def _show(suggestions: Sequence[TopicSuggestion], names: Mapping[TopicCode, str]) -> None:
    if not suggestions or not suggestions[0].sure:
        click.secho("Máy không rõ tin nói về mảng nào; xem kỹ trước khi chọn.", fg="yellow")
    rows = [
        (each.code, names[each.code], _percent(each.score), _words(each.deciding), _words(each.against))
        for place, each in enumerate(suggestions)
        if place < _SHOWN or each.sure
    ]
    table("Máy gợi ý", ["Số", "Chủ đề", "Điểm", "Vì có", "Ngược lại"], rows)
    click.echo("Chọn bằng: broadcaster news topic MÃ SỐ [SỐ]..., số đầu là chủ đề chính.")


def _show_measures(training: Training, names: Mapping[TopicCode, str]) -> None:
    measured = [("mô hình này", training.measure), ("đếm từ khóa", training.keywords)]
    if training.before is not None:
        measured.insert(1, ("không học tin của đài", training.before))
    rows = [(name, _figure(each.main_f1), _figure(each.all_f1)) for name, each in measured]
    table("Đo chéo, không tách tin cùng chuyện", ["Cách xếp", "F1 chủ đề chính", "F1 mọi chủ đề"], rows)
    by_topic = sorted(training.measure.by_topic.items(), key=lambda each: -each[1])
    plain = training.keywords.by_topic
    scores = [(_named(code, names), _figure(f1), _figure(plain.get(code, 0.0))) for code, f1 in by_topic]
    table("Từng chủ đề", ["Chủ đề", "F1", "Đếm từ khóa"], scores)
    mistakes = list(training.measure.confused.items())[:_MISTAKES]
    wrong = [(_named(true, names), _named(said, names), count) for (true, said), count in mistakes]
    table("Hay nhầm nhất", ["Đúng là", "Máy nói", "Số tin"], wrong)


def _named(code: TopicCode | None, names: Mapping[TopicCode, str]) -> str:
    return _ELSE if code is None else names.get(code, str(code))


def _words(words: Sequence[DecidingWords]) -> str:
    return ", ".join(f"{each.words} ({each.weight:+.2f})".replace(".", ",") for each in words)


def _percent(score: float) -> str:
    return f"{score:.0%}".replace("%", " %")


def _figure(value: float) -> str:
    return f"{value:.3f}".replace(".", ",")
