"""Written Vietnamese to spoken Vietnamese, as a presenter of the northern standard reads administrative news aloud.

A text goes through a tuple of small steps. Each reads one kind of writing (a date, a document number, an abbreviation)
in what is still unread, so what one step has said no other touches, and every change keeps its place in the text.
"""

from broadcaster.copydesk.reading.abbreviations import default_lexicon
from broadcaster.copydesk.reading.chain import STEPS, read
from broadcaster.copydesk.reading.sentences import count_tieng, split_sentences

__all__ = [
    "STEPS",
    "count_tieng",
    "default_lexicon",
    "read",
    "split_sentences",
]
