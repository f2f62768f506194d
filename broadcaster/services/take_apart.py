"""Makes files ready to be read: archives and letters are taken apart, old Word documents converted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from broadcaster.domain.news import NewsDraft
from broadcaster.errors import BroadcasterError, InputError
from broadcaster.feeds.limits import Limits
from broadcaster.feeds.members import Member
from broadcaster.feeds.office_files import convert_all
from broadcaster.feeds.old_word import OldWordSource, drafts_told_of, told_of
from broadcaster.feeds.unpack import CONTAINERS
from broadcaster.services.read_apart import FileRead, ReadingRoom


@dataclass(frozen=True, kw_only=True, slots=True)
class MemberRead:
    """What came of one file, or of one file in another."""

    name: str
    """What people know it by: ``thu.eml › tin.docx``."""
    path: Path
    """Where it lies for now."""
    drafts: tuple[NewsDraft, ...] = ()
    """What stands in it."""
    refusal: str = ""
    """Why nothing of it was taken, in Vietnamese."""


def members_of(room: ReadingRoom, files: Sequence[Member], into: Path) -> Iterator[Member | MemberRead]:
    """Give the files to be read: themselves, or what is in them; a file that cannot be opened is told with its reason.

    `into` is a folder that is there, for what is in them.
    """
    for number, file in enumerate(files, start=1):
        if file.path.suffix.lower() not in CONTAINERS:
            yield file
            continue
        place = into / f"goi-{number:04}"
        place.mkdir()
        try:
            found = room.members(file.path, place)
        except BroadcasterError as error:
            yield _refused(file, error)
            continue
        for each in found.members:
            inside = each.name.removeprefix(file.path.name)
            yield replace(each, name=f"{file.name}{inside}")
        for refused in found.refused:
            inside = refused.name.removeprefix(file.path.name)
            yield MemberRead(name=f"{file.name}{inside}", path=file.path, refusal=refused.reason)


def read_members(room: ReadingRoom, members: Sequence[Member | MemberRead], into: Path) -> Iterator[MemberRead]:
    """Read files, some at a time, and give what came of each in their order, told by the names that people know."""
    waiting = [each for each in members if isinstance(each, Member)]
    old = [each.path for each in waiting if each.path.suffix.lower() in OldWordSource.suffixes]
    made = convert_all(old, into, limits=Limits.of(room.limits)) if old else dict[Path, Path | InputError]()
    readable = [each for each in waiting if not isinstance(made.get(each.path), InputError)]
    places = [_place(made.get(each.path), each.path) for each in readable]
    read = room.read_all(places)
    for each in members:
        if isinstance(each, MemberRead):
            yield each
            continue
        outcome = made.get(each.path)
        if isinstance(outcome, InputError):
            yield _refused(each, outcome)
        else:
            yield _named(each, next(read))


def _place(made: Path | InputError | None, path: Path) -> Path:
    return made if isinstance(made, Path) else path


def _named(member: Member, read: FileRead) -> MemberRead:
    """Tell what was read by the name that people know the file by, whatever it was made into."""
    if read.refusal is not None:
        return _refused(member, read.refusal, read.path)
    converted = read.path != member.path
    drafts = drafts_told_of(read.drafts, member.path, read.path) if converted else read.drafts
    told = tuple(
        replace(
            draft,
            origin=draft.origin.replace(str(member.path), member.name),
            notes=(*draft.notes, *member.notes),
        )
        for draft in drafts
    )
    return MemberRead(name=member.name, path=member.path, drafts=told)


def _refused(member: Member, error: BroadcasterError, made: Path | None = None) -> MemberRead:
    told = told_of(error, member.name) if isinstance(error, InputError) else error
    sentence = str(told).replace(str(member.path), member.name)
    return MemberRead(
        name=member.name, path=member.path, refusal=sentence.replace(str(made), member.name) if made else sentence
    )
