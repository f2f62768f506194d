"""Show who approves what waits, and each script exactly as it would be approved: words, spoken form, sound."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from broadcaster.copydesk.word_diff import DiffKind, DiffSpan, word_diff
from broadcaster.domain.approvals import Approval, ApprovalStage, ScriptState, ScriptStep
from broadcaster.domain.audit import AuditEntry
from broadcaster.domain.ids import DurationMs, OutletId, ScriptId, Sha256
from broadcaster.domain.readings import Reading, ReadSpan
from broadcaster.domain.scripts import ReadLine, Script
from broadcaster.domain.takes import TAKE_ENGINE
from broadcaster.errors import NotThere, OwnApproval
from broadcaster.newsroom.approval import check_approver, sound_returned, text_returned, voices
from broadcaster.services.approve_script import ScriptStanding, standing_of
from broadcaster.services.compare_letters import uncompared_in
from broadcaster.services.facts_kept import UntracedFact, untraced_in
from broadcaster.services.read_script import ScriptReader, script_reader
from broadcaster.station import Station
from broadcaster.storage.store import Transaction

FETCHED = "sound_fetched"
"""Key in the trail of who was sent which sound; its detail is the sound's hash."""

LETTERS = "chu-goc"
"""What a form names it by that letters were converted and nobody has compared them."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Piece:
    """Some characters of a line, with the reading that they stand for where they are said otherwise than written."""

    text: str
    """The characters."""
    span: ReadSpan | None = None
    """How they are read; none for what is said as it is written."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Question:
    """A reading that no rule is sure of."""

    key: str
    """What a form names it by; it changes when the question does."""
    line: int
    """In which line, from 1."""
    span: ReadSpan
    """The reading."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ReviewedLine:
    """One line in both forms."""

    line: ReadLine
    """The line."""
    written: tuple[Piece, ...]
    """Its written form."""
    spoken: tuple[Piece, ...]
    """Its spoken form, as it is kept and would be approved."""
    duration: DurationMs | None
    """How long its sound lasts; none without sound."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Review:
    """A script as an approver sees it."""

    standing: ScriptStanding
    """The script with its state."""
    lines: tuple[ReviewedLine, ...]
    """What is read, in order."""
    questions: tuple[Question, ...]
    """What no rule is sure of, in order."""
    untraced: tuple[UntracedFact, ...]
    """Facts that the news item says nowhere, in order; looked up only for words that wait."""
    uncompared: bool
    """Whether letters of its news were converted and nobody has compared them; looked up only for words that wait."""
    own: bool
    """True when the reader has a hand in the words and may not approve them."""
    policy: str
    """The recorded policy by which one person may write and approve; empty for a station of more."""
    returned: ScriptStep | None
    """The return that stands against the words or the sound."""
    text_approval: Approval | None
    """The approval of exactly these words."""
    sound_approval: Approval | None
    """The approval of exactly this sound."""
    sound_hash: Sha256 | None
    """Names the sound; none when these words are not voiced."""
    voices: tuple[str, ...]
    """Who reads, as ``engine:voice``."""
    by_people: bool
    """True when a person has read some of it."""
    sent_to_reader: bool
    """True when the server has sent this very sound to the reader's account before."""

    @property
    def script(self) -> Script:
        """Give the script."""
        return self.standing.script

    @property
    def to_be_seen(self) -> frozenset[str]:
        """Give the keys of all that an approver has to look at before the words are approved."""
        letters = [LETTERS] if self.uncompared else []
        return frozenset([*letters, *(each.key for each in (*self.questions, *self.untraced))])


@dataclass(frozen=True, kw_only=True, slots=True)
class Difference:
    """How one form of a text went from one version to another."""

    form: str
    """``written`` or ``spoken``."""
    spans: tuple[DiffSpan, ...]
    """The words, with what is gone and what is new."""

    @property
    def is_change(self) -> bool:
        """Say whether anything is not the same."""
        return any(each.kind is not DiffKind.SAME for each in self.spans)


def review(
    station: Station, script_id: ScriptId, *, by: str, account: str = "", only: Collection[OutletId] | None = None
) -> Review:
    """Give a script as it would be approved.

    Args:
        station: Whose.
        script_id: Which.
        by: Full name of the reader, held against the writers' and editors'.
        account: Their account, for whom it is looked whether the sound was sent.
        only: Outlets that the reader decides for; none for all.

    Raises:
        NotThere: there is no such script, its news was removed, or it airs elsewhere too.
    """
    with station.store.reading() as tx:
        standing = seen_standing(tx, script_id, only)
        trail = tx.audit.about(script_id)
        reader = script_reader(station, tx)
        waiting = [standing.script] if standing.state.awaits_text else []
        untraced, uncompared = untraced_in(station, tx, waiting), bool(uncompared_in(tx, waiting))
    script, voicing = standing.script, standing.voicing
    readings = [reader.reading(script, line) for line in script.read_lines]
    sound = voicing if voicing is not None and voices(voicing, script) else None
    lengths = [DurationMs(sum(cut.duration for cut in line)) for line in sound.lines] if sound else None
    cuts = [cut for line in sound.lines for cut in line] if sound else []
    return Review(
        standing=standing,
        lines=tuple(
            ReviewedLine(
                line=line,
                written=tuple(_written(reading)),
                spoken=tuple(_spoken(reading, line.spoken)),
                duration=lengths[place] if lengths else None,
            )
            for place, (line, reading) in enumerate(zip(script.read_lines, readings, strict=True))
        ),
        questions=tuple(_questions(readings)),
        untraced=untraced.get(script.id, ()),
        uncompared=uncompared,
        own=is_own(station, standing, by),
        policy=station.one_person_policy,
        returned=returned_of(standing),
        text_approval=_given(standing, ApprovalStage.TEXT, script.text_hash),
        sound_approval=_given(standing, ApprovalStage.SOUND, sound.sound_hash) if sound else None,
        sound_hash=sound.sound_hash if sound else None,
        voices=tuple(dict.fromkeys(f"{cut.engine}:{cut.voice}" for cut in cuts)),
        by_people=any(cut.engine == TAKE_ENGINE for cut in cuts),
        sent_to_reader=sound is not None and was_sent(trail, account, sound.sound_hash),
    )


def differences(station: Station, script_id: ScriptId, shown: Sha256) -> tuple[Difference, ...]:
    """Give what changed since the version that somebody was shown; nothing when that version is not known."""
    with station.store.reading() as tx:
        now = tx.scripts.get(script_id)
        then = next((each for each in tx.scripts.history(script_id) if each.text_hash == shown), None)
    return () if now is None or then is None else between(then, now)


def between(then: Script, now: Script) -> tuple[Difference, ...]:
    """Give what changed from one version to another, in written and in spoken form, what did not left out."""
    forms = (("written", [_text(each, spoken=False) for each in (then, now)]),
             ("spoken", [_text(each, spoken=True) for each in (then, now)]))  # fmt: skip
    found = (Difference(form=form, spans=word_diff(old, new)) for form, (old, new) in forms)
    return tuple(each for each in found if each.is_change)


def note_sent(tx: Transaction, entry: AuditEntry) -> None:
    """Keep once for each account that a sound was sent to it."""
    if not was_sent(tx.audit.about(entry.subject), entry.who, Sha256(entry.detail)):
        tx.audit.add(entry)


def was_sent(trail: Iterable[AuditEntry], account: str, sound: Sha256) -> bool:
    """Say whether a sound was sent to an account."""
    return any(each.action == FETCHED and each.who == account and each.detail == sound for each in trail)


def seen_standing(tx: Transaction, script_id: ScriptId, only: Collection[OutletId] | None) -> ScriptStanding:
    """Give a script that the reader may decide on; raises NotThere for any other, there or not."""
    if tx.scripts.get(script_id) is None:
        raise NotThere
    standing = standing_of(tx, script_id)
    item = None if standing.script.item_id is None else tx.news.get(standing.script.item_id)
    if standing.script.item_id is not None and item is None:
        raise NotThere
    if not airs_within(() if item is None else item.outlets, only):
        raise NotThere
    return standing


def airs_within(outlets: Collection[OutletId], only: Collection[OutletId] | None) -> bool:
    """Say whether copy airs on no other outlets than those somebody decides for; none named means everywhere."""
    return only is None or (bool(outlets) and set(outlets) <= set(only))


def is_own(station: Station, standing: ScriptStanding, by: str) -> bool:
    """Say whether somebody may not approve words because they wrote or edited them."""
    try:
        check_approver(standing.script, by, one_person=bool(station.one_person_policy), steps=standing.steps)
    except OwnApproval:
        return True
    return False


def returned_of(standing: ScriptStanding) -> ScriptStep | None:
    """Give the return that stands against a script, of its words before that of its sound."""
    if standing.state is ScriptState.SOUND_RETURNED and standing.voicing is not None:
        return sound_returned(standing.script, standing.voicing, standing.steps)
    return text_returned(standing.script, standing.steps)


def questions_of(reader: ScriptReader, script: Script) -> tuple[Question, ...]:
    """Give what no rule is sure of in a script."""
    return tuple(_questions([reader.reading(script, line) for line in script.read_lines]))


def _questions(readings: Iterable[Reading]) -> Iterator[Question]:
    for number, reading in enumerate(readings, start=1):
        for span in reading.questions:
            yield Question(key=f"{number}.{span.start}.{span.end}.{span.spoken}", line=number, span=span)


def _given(standing: ScriptStanding, stage: ApprovalStage, subject: Sha256) -> Approval | None:
    """Give an approval that stands, which one of what was returned does not."""
    if returned_of(standing) is not None and (stage is ApprovalStage.SOUND or not standing.state.text_stands):
        return None
    found = (each for each in standing.approvals if (each.stage, each.subject) == (stage, subject))
    return next(found, None)


def _written(reading: Reading) -> Iterator[Piece]:
    at = 0
    for span in reading.spans:
        if span.start > at:
            yield Piece(text=reading.written[at : span.start])
        yield Piece(text=reading.written[span.start : span.end], span=span)
        at = span.end
    if at < len(reading.written):
        yield Piece(text=reading.written[at:])


def _spoken(reading: Reading, kept: str) -> Iterator[Piece]:
    """Mark in the spoken form that is kept what the rules say for a span, as far as it is found there in order."""
    at = 0
    for span in reading.spans:
        said = span.spoken.strip(" .,;:")
        place = kept.lower().find(said.lower(), at) if said else -1
        if place < 0:
            continue
        if place > at:
            yield Piece(text=kept[at:place])
        yield Piece(text=kept[place : place + len(said)], span=span)
        at = place + len(said)
    if at < len(kept):
        yield Piece(text=kept[at:])


def _text(script: Script, *, spoken: bool) -> str:
    return "\n".join(f"{line.presenter.value}: {line.spoken if spoken else line.written}" for line in script.read_lines)
