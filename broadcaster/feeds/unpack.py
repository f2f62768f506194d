"""Packed files and letters taken apart into the files that news is read from; a bad member never keeps the others out.

ZIP, EML and MBOX may stand inside one another; depth, number and bytes are counted over all of them together.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from broadcaster.errors import DocumentDamaged, DocumentTooLarge, InputError
from broadcaster.feeds.letter import Attachment, Letter, read_letter
from broadcaster.feeds.limits import Limits
from broadcaster.feeds.mail import bare_subject, letter_text
from broadcaster.feeds.members import INSIDE, Member, Refused, Unpacked, is_program, safe_name
from broadcaster.feeds.zip_members import TOO_MUCH, MemberRefused, ZipMember, ZipMembers
from broadcaster.files import translated

CONTAINERS = (".zip", ".eml", ".mbox")
"""Endings of the files that are taken apart."""
_COVER_WORDS = 80
"""Words up to which the text of a letter with documents is only what goes with them."""
_DOCUMENTS = (".docx", ".doc", ".odt", ".rtf", ".pdf", ".xlsx", ".csv", ".txt", ".md", ".html", ".htm", ".zip", ".eml")
_LETTER_KIND = "message/rfc822"
_MBOX = "hộp thư (MBOX)"


def unpack(path: Path, into: Path, *, limits: Limits | None = None) -> Unpacked:
    """Take a file apart into a folder that is there; a file of another kind comes back as its own only member.

    Raises:
        InputError: the file itself cannot be opened, or is too large.
    """
    work = _Unpacking(into, limits or Limits())
    work.take(Member(path=path, name=path.name), depth=0)
    return Unpacked(members=tuple(work.members), refused=tuple(work.refused))


class _Unpacking:
    """One file being taken apart."""

    def __init__(self, into: Path, limits: Limits) -> None:
        self._into, self._limits = into, limits
        self._bytes = self._count = 0
        self.members: list[Member] = []
        self.refused: list[Refused] = []

    def take(self, member: Member, *, depth: int) -> None:
        """Take a file apart, or as it is; raises InputError where a container cannot be opened at all."""
        apart = {".zip": self._zip, ".eml": self._letter, ".mbox": self._box}.get(member.path.suffix.lower())
        if apart is None:
            self.members.append(member)
        elif depth >= self._limits.depth:
            self._refuse(member.name, f"Gói, thư lồng nhau quá {self._limits.depth} lớp.")
        else:
            apart(member, depth + 1)

    def _inside(self, member: Member, *, depth: int) -> None:
        try:
            self.take(member, depth=depth)
        except InputError as error:
            self._refuse(member.name, str(type(error)(**{**error.fields, "path": member.name})))

    def _refuse(self, name: str, reason: str) -> None:
        self.refused.append(Refused(name=name, reason=reason))

    def _place(self, name: str) -> Path:
        self._count += 1
        return Path(tempfile.mkdtemp(prefix=f"{self._count:04}-", dir=self._into)) / safe_name(name)

    def _full(self, more: int = 0) -> str:
        """Say why nothing more is taken; empty while there is room."""
        if self._count >= self._limits.members:
            return f"Gói có hơn {self._limits.members} tệp; chia nhỏ rồi gửi lại."
        if self._bytes + more > self._limits.unpacked_bytes:
            return f"{TOO_MUCH} (hơn {self._limits.mb(self._limits.unpacked_bytes)}); chia nhỏ rồi gửi lại."
        return ""

    def _zip(self, member: Member, depth: int) -> None:
        with closing(ZipMembers(member.path, limits=self._limits)) as packed:
            for each in packed.members():
                self._of_zip(packed, each, member, depth)

    def _of_zip(self, packed: ZipMembers, each: ZipMember, member: Member, depth: int) -> None:
        name = f"{member.name}{INSIDE}{each.name}"
        refused = f"{each.refused[:1].upper()}{each.refused[1:]}." if each.refused else self._full()
        if refused:
            self._refuse(name, refused)
            return
        place = self._place(each.name)
        try:
            self._bytes += packed.unpack(each, place, most=self._limits.unpacked_bytes - self._bytes)
        except MemberRefused as error:
            self._refuse(name, self._full(more=each.info.file_size) or f"Tệp {error}.")
            return
        self._inside(Member(path=place, name=name, notes=member.notes), depth=depth)

    def _letter(self, member: Member, depth: int) -> None:
        letter = read_letter(member.path, limits=self._limits)
        attached = [each for each in letter.attachments if not each.inline]
        if _is_item(letter, attached):
            self.members.append(member)
        notes = (*member.notes, _came_with(letter))
        for number, each in enumerate(attached, start=1):
            name = each.name or _nameless(each, number)
            shown = f"{member.name}{INSIDE}{name}"
            refused = "Là tệp chương trình; đừng mở." if is_program(name) else self._full(more=len(each.content))
            if refused:
                self._refuse(shown, refused)
                continue
            place = self._place(name)
            place.write_bytes(each.content)
            self._bytes += len(each.content)
            self._inside(Member(path=place, name=shown, notes=notes), depth=depth)

    def _box(self, member: Member, depth: int) -> None:
        with translated(member.path):
            size = member.path.stat().st_size
        if size > self._limits.file_bytes:
            raise DocumentTooLarge(path=member.path, reason=f"nặng hơn {self._limits.mb(self._limits.file_bytes)}")
        letters = _letters_of(member.path)
        found = False
        for number, content in enumerate(letters, start=1):
            found = True
            name = f"{member.name}{INSIDE}thư {number}"
            refused = self._full(more=len(content))
            if refused:
                self._refuse(name, refused)
                return
            place = self._place(f"thu-{number}.eml")
            place.write_bytes(content)
            self._bytes += len(content)
            self._inside(Member(path=place, name=name, notes=member.notes), depth=depth)
        if not found:
            raise DocumentDamaged(path=member.path, kind=_MBOX)


def _is_item(letter: Letter, attached: list[Attachment]) -> bool:
    """Say whether the letter's own text is news: with documents beside it a short one only goes with them."""
    words = len(letter_text(letter).text.split())
    brings = any(each.kind == _LETTER_KIND or each.name.lower().endswith(_DOCUMENTS) for each in attached)
    return words > _COVER_WORDS or not brings


def _came_with(letter: Letter) -> str:
    sender = f" của {letter.sender}" if letter.sender else ""
    return f'Kèm theo thư "{bare_subject(letter)}"{sender}.'


def _nameless(each: Attachment, number: int) -> str:
    endings = {_LETTER_KIND: ".eml", "text/plain": ".txt", "text/html": ".html", "application/pdf": ".pdf"}
    return f"tep-{number}{endings.get(each.kind, '.bin')}"


def _letters_of(path: Path) -> Iterator[bytes]:
    """Give the letters of a mailbox; the library's own reader would open the file for writing."""
    held: list[bytes] = []
    after_blank, begun = True, False
    with path.open("rb") as lines:
        for line in lines:
            if after_blank and line.startswith(b"From "):
                if held:
                    yield b"".join(held)
                held, begun = [], True
            elif begun:
                held.append(line)
            after_blank = not line.strip()
    if held:
        yield b"".join(held)
