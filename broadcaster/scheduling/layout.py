"""Voiced lines laid out in time: where each sentence starts, how long each part of an edition is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from broadcaster.domain.breaths import PauseKind, line_end
from broadcaster.domain.carts import CartKind, SegmentKind
from broadcaster.domain.editions import Segment, SpokenLine, Utterance
from broadcaster.domain.ids import DurationMs, ScriptId
from broadcaster.domain.news import NewsItem
from broadcaster.domain.scripts import LinePart, Presenter, ReadLine, Script
from broadcaster.domain.sound import Cut, Voicing, framed
from broadcaster.errors import CutMissing, PlanError

LEAST_TAIL = DurationMs(48)
"""Silence that every spoken segment ends with (two MP3 frames), so that encoded blocks join without a trace."""

VoicedScript = tuple[Script, Voicing]
"""A script with the sound of exactly its words."""

_LEAD, _TAIL = DurationMs(240), DurationMs(300)


@dataclass(frozen=True, kw_only=True, slots=True)
class Pauses:
    """Silences around and between voiced sentences."""

    lead: DurationMs = _LEAD
    """Before the first word of a segment."""
    sentence: DurationMs = PauseKind.SENTENCE.length
    """Between two sentences of a line."""
    line: DurationMs = PauseKind.PARAGRAPH.length
    """Between two lines."""
    item: DurationMs = PauseKind.LIST_ITEM.length
    """After a line of an item that ends no sentence: between the items of a list."""
    tail: DurationMs = _TAIL
    """After the last word of a segment; never less than two MP3 frames."""

    @property
    def around(self) -> int:
        """Give the silence before and after the words of a segment, in milliseconds."""
        return self.lead + max(self.tail, LEAST_TAIL)

    def after(self, line: ReadLine) -> DurationMs:
        """Give the silence between a line and the next."""
        listed = line.part is LinePart.BODY and line_end(line.spoken) is PauseKind.LIST_ITEM
        return self.item if listed else self.line


@dataclass(frozen=True, kw_only=True, slots=True)
class VoicedLine:
    """A line with its cuts, sentence by sentence."""

    script_id: ScriptId
    """The script it comes from."""
    line: ReadLine
    """Who says what."""
    cuts: tuple[Cut, ...]
    """Its sound."""

    def length(self, pauses: Pauses) -> int:
        """Give the milliseconds from its first word to its last."""
        return sum(cut.duration for cut in self.cuts) + pauses.sentence * (len(self.cuts) - 1)


@dataclass(frozen=True, kw_only=True, slots=True)
class Layout:
    """Lines at their places and the length that holds them."""

    lines: tuple[SpokenLine, ...]
    """In order."""
    duration: DurationMs
    """Whole MP3 frames, ending in silence."""


def voiced_lines(voiced: VoicedScript, *parts: LinePart) -> tuple[VoicedLine, ...]:
    """Give a script's lines of the named parts with their cuts; sound cues are the clock's matter and left out.

    Raises CutMissing when the voicing is of other words, a line has no cut, or a cut has no length.
    """
    script, voicing = voiced
    if voicing.text_hash != script.text_hash or len(voicing.lines) != len(script.read_lines):
        raise CutMissing(cut="khớp với lời hiện nay", script=script.title)
    for number, cuts in enumerate(voicing.lines, start=1):
        if not cuts or min(cut.duration for cut in cuts) <= 0:
            raise CutMissing(cut=f"nghe được của dòng {number}", script=script.title)
    return tuple(
        VoicedLine(script_id=script.id, line=line, cuts=cuts)
        for line, cuts in zip(script.read_lines, voicing.lines, strict=True)
        if line.part in parts
    )


def lay_out(lines: Iterable[VoicedLine], pauses: Pauses, *, title: str) -> Layout:
    """Put lines one after another: exact starts in milliseconds, the whole in MP3 frames with silence at the end.

    Raises PlanError, with the title of the part, when there is no line at all.
    """
    laid: list[SpokenLine] = []
    at = words_end = int(pauses.lead)
    for voiced in lines:
        laid.append(_spoken(voiced, at, pauses))
        words_end = at + voiced.length(pauses)
        at = words_end + pauses.after(voiced.line)
    if not laid:
        raise PlanError(reason=f'"{title}" không có lời đọc nào. Soạn lại kịch bản rồi lập lại kế hoạch')
    return Layout(lines=tuple(laid), duration=framed(words_end + max(pauses.tail, LEAST_TAIL)))


def reader(script: Script) -> Presenter:
    """Say who leads an item: the presenter of its first body line, or of its first line."""
    leads = [line.presenter for line in script.read_lines if line.part is LinePart.BODY]
    return leads[0] if leads else script.read_lines[0].presenter


def item_segment(kind: SegmentKind, item: NewsItem, voiced: VoicedScript, pauses: Pauses) -> Segment:
    """Make the segment of an item, feature or spot from its body lines; raises CutMissing or PlanError."""
    layout = lay_out(voiced_lines(voiced, LinePart.BODY), pauses, title=item.title)
    return Segment(
        kind=kind,
        title=item.title,
        duration=layout.duration,
        lines=layout.lines,
        item_id=item.id,
        topic=item.topic,
        genre=item.genre,
    )


def headlines_segment(frame: VoicedScript, items: Sequence[VoicedScript], pauses: Pauses) -> Segment:
    """Make the headlines: the frame's introduction, then each script's headline, over a bed."""
    lines = [*voiced_lines(frame, LinePart.INTRODUCTION)]
    for item in items:
        lines.extend(voiced_lines(item, LinePart.HEADLINE))
    return _over_bed(SegmentKind.HEADLINES, lines, pauses)


def headlines_base(frame: VoicedScript, pauses: Pauses) -> DurationMs:
    """Give what the headlines take before any item is named, so that each ``headline_addition`` adds up exactly."""
    introduction = sum(line.length(pauses) + pauses.line for line in voiced_lines(frame, LinePart.INTRODUCTION))
    return DurationMs(pauses.around + introduction - pauses.line)


def headline_addition(voiced: VoicedScript, pauses: Pauses) -> DurationMs:
    """Give the milliseconds that an item's headline adds to the headlines; none when its script has no headline."""
    return DurationMs(sum(line.length(pauses) + pauses.line for line in voiced_lines(voiced, LinePart.HEADLINE)))


def opening_segment(frame: VoicedScript, pauses: Pauses) -> Segment:
    """Make the opening, station call and greeting, over a bed."""
    return _over_bed(SegmentKind.OPENING, voiced_lines(frame, LinePart.CALL, LinePart.GREETING), pauses)


def sign_off_segment(frame: VoicedScript, pauses: Pauses) -> Segment:
    """Make the sign-off, without music; the closing music follows."""
    kind = SegmentKind.SIGN_OFF
    layout = lay_out(voiced_lines(frame, LinePart.SIGN_OFF), pauses, title=kind.label)
    return Segment(kind=kind, title=kind.label, duration=layout.duration, lines=layout.lines)


def music_segment(kind: SegmentKind, cart: CartKind, length: int) -> Segment:
    """Make a segment of music alone; the length is rounded up to whole MP3 frames."""
    return Segment(kind=kind, title=kind.label, duration=framed(length), music=cart)


def _over_bed(kind: SegmentKind, lines: Iterable[VoicedLine], pauses: Pauses) -> Segment:
    layout = lay_out(lines, pauses, title=kind.label)
    return Segment(kind=kind, title=kind.label, duration=layout.duration, lines=layout.lines, music=CartKind.BED)


def _spoken(voiced: VoicedLine, at: int, pauses: Pauses) -> SpokenLine:
    """Give a line with each of its sentences at its place."""
    utterances: list[Utterance] = []
    for cut in voiced.cuts:
        voice = f"{cut.engine}:{cut.voice}"
        placed = Utterance(cut=cut.hash, audio=cut.audio, starts=DurationMs(at), duration=cut.duration, voice=voice)
        utterances.append(placed)
        at += cut.duration + pauses.sentence
    return SpokenLine(
        script_id=voiced.script_id,
        presenter=voiced.line.presenter,
        written=voiced.line.written,
        spoken=voiced.line.spoken,
        utterances=tuple(utterances),
    )
