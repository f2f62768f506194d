"""Office files with the same bytes for the same content: ZIPs that libraries would stamp with the wall clock."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date

_FIRST = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a ZIP can say."""
_MOMENTS = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(</dcterms:)")


def with_fixed_times(content: bytes, *, made_on: date) -> bytes:
    """Pack an office file anew: its parts in their order, no clock in it but the day given."""
    stamp = rb"\g<1>" + f"{made_on.isoformat()}T00:00:00Z".encode() + rb"\g<2>"
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as new,
    ):
        for part in old.infolist():
            inside = old.read(part)
            if part.filename == "docProps/core.xml":
                inside = _MOMENTS.sub(stamp, inside)
            new.writestr(fixed_entry(part.filename), inside)
    return packed.getvalue()


def fixed_entry(name: str) -> zipfile.ZipInfo:
    """Give an entry of a ZIP without a clock and without traces of the machine."""
    entry = zipfile.ZipInfo(name, _FIRST)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system = 0
    entry.external_attr = 0
    return entry
