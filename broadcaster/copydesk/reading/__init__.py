"""Written Vietnamese to spoken Vietnamese, as a presenter of the northern standard reads administrative news aloud.

A text goes through a tuple of small steps. Each reads one kind of writing (a date, a document number, an abbreviation)
in what is still unread, so what one step has said no other touches, and every change keeps its place in the text.
"""

from broadcaster.copydesk.reading.abbreviations import DEFAULT_LEXICON
from broadcaster.copydesk.reading.breaths import breath_groups, voice_sentences, with_breaths
from broadcaster.copydesk.reading.chain import STEPS, read
from broadcaster.copydesk.reading.sentences import count_tieng, split_sentences

__all__ = [
    "DEFAULT_LEXICON",
    "STEPS",
    "breath_groups",
    "count_tieng",
    "read",
    "split_sentences",
    "voice_sentences",
    "with_breaths",
]
