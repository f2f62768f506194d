"""Pictures of pages, shown to whatever the station has that reads letters out of pictures."""

from __future__ import annotations

import io

from broadcaster.feeds.pdf.library import Opened
from broadcaster.feeds.pdf.pieces import Page
from broadcaster.ports import TextRecognition

_DOTS_PER_INCH = 200
_POINTS_PER_INCH = 72
_MOST_DOTS = 5_000


def recognised(document: Opened, page: Page, recognition: TextRecognition) -> str:
    """Draw a page and have its letters read."""
    drawn = document[page.number - 1]
    try:
        longest = max(page.width, page.height, 1.0)
        scale = min(_DOTS_PER_INCH / _POINTS_PER_INCH, _MOST_DOTS / longest)
        picture = io.BytesIO()
        drawn.render(scale=scale, grayscale=True).to_pil().save(picture, "PNG")
    finally:
        drawn.close()
    return recognition.read(picture.getvalue())
