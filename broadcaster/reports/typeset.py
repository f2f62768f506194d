"""Documents as PDF: a Typst template of ours, filled with values.

The same template and values give the same bytes on every machine: fonts come from packages, never from the system, and
the time that a PDF carries is given.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from importlib.resources import as_file, files

from broadcaster.errors import NotTypeset

FONT = "Source Sans Pro"
"""Has every Vietnamese letter; SIL Open Font License 1.1, from the package font-source-sans-pro."""


SERIF = "Libertinus Serif"
"""Has every Vietnamese letter in all four styles; SIL Open Font License 1.1, comes inside Typst."""

_KEPT = 10
"""For how many more documents Typst keeps the parts of one."""


def typeset(template: str, values: Mapping[str, object], *, made_at: datetime, font: str = FONT) -> bytes:
    """Fill a template of ``reports/templates`` and give the PDF.

    Args:
        template: File name of the template; it reads the values from ``sys.inputs.values`` as JSON.
        values: Whatever JSON holds.
        made_at: When the document says that it was made (aware).
        font: The family that the template sets its words in.

    Raises:
        NotTypeset: the template and the values do not go together.
    """
    import typst  # noqa: PLC0415 - thirty megabytes that only documents need

    templates, fonts = files("broadcaster.reports") / "templates", files("font_source_sans_pro") / "files"
    with as_file(templates / template) as source, as_file(fonts) as font_folder:
        try:
            return typst.compile(
                source,
                root=source.parent,
                font_paths=[font_folder],
                ignore_system_fonts=True,
                sys_inputs={"values": json.dumps(values, ensure_ascii=False), "font": font},
                timestamp=made_at.astimezone(UTC),
            )
        except typst.TypstError as error:
            raise NotTypeset(template=template, reason=str(error)) from error


def let_go() -> None:
    """Let the layout engine forget what it has set: it keeps every document for the next ten, so ten empty ones pass.

    Twenty-four books of fifty pages take 0.3 GB so, and 1.3 GB without.
    """
    import typst  # noqa: PLC0415 - as above

    for _ in range(_KEPT + 1):
        typst.compile(b"", ignore_system_fonts=True)
