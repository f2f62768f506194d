"""News as an old Word document (DOC, RTF), by way of LibreOffice."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from broadcaster.domain.news import NewsDraft
from broadcaster.domain.reading_limits import ReadingLimits
from broadcaster.errors import InputError
from broadcaster.feeds.limits import Limits
from broadcaster.feeds.office_files import convert_all
from broadcaster.feeds.word import WordSource
from broadcaster.files import read_bytes

_MACROS = "_VBA_PROJECT".encode("utf-16-le")
HAD_MACROS = "Tệp có macro; chỉ lấy chữ, macro không chạy. Đừng mở tệp gốc."
CONVERTED = "Tệp Word kiểu cũ, đọc qua LibreOffice."


class OldWordSource:
    """Reads one item out of a ``.doc`` or ``.rtf`` file."""

    suffixes: Sequence[str] = (".doc", ".dot", ".rtf")
    """File endings it answers for."""

    def __init__(self, limits: Limits | None = None, converted: Mapping[Path, Path] | None = None) -> None:
        """Take how much is read at most, and what :func:`convert_all` has made already of files to come."""
        self._limits, self._converted = limits or Limits(), converted or {}

    @classmethod
    def within(cls, limits: ReadingLimits) -> OldWordSource:
        """Make it with what the station's settings allow."""
        return cls(Limits.of(limits))

    def read(self, path: Path) -> Sequence[NewsDraft]:
        """Give the document as one item; a file that was not converted before is converted now, which takes seconds.

        Raises:
            FileMissing, EmptyFile, DocumentTooLarge: of the file.
            ConverterMissing, ConversionFailed, DocumentOfAnotherKind: it cannot be converted.
            InputError: what :class:`WordSource` raises.
        """
        if path in self._converted:
            return self._read(path, self._converted[path])
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            made = convert_all([path], Path(folder), limits=self._limits)[path]
            if isinstance(made, InputError):
                raise made
            return self._read(path, made)

    def _read(self, path: Path, made: Path) -> Sequence[NewsDraft]:
        try:
            drafts = WordSource(self._limits).read(made)
        except InputError as error:
            raise told_of(error, path) from error
        return drafts_told_of(drafts, path, made)


def drafts_told_of(drafts: Sequence[NewsDraft], path: Path, made: Path) -> list[NewsDraft]:
    """Give drafts that were read out of a converted file as those of the file that somebody sent, with what to know."""
    notes = () if made == path else (CONVERTED,)
    if made != path and _MACROS in read_bytes(path):
        notes = (*notes, HAD_MACROS)
    return [replace(draft, origin=str(path), notes=(*draft.notes, *notes)) for draft in drafts]


def told_of(error: InputError, name: object) -> InputError:
    """Give the same error, told of the file that somebody sent instead of one made from it."""
    return type(error)(**{**error.fields, "path": name}) if "path" in error.fields else error
