"""Names of as-run entries: the same event told twice by the same witness has the same name."""

from __future__ import annotations

from collections.abc import Iterable

from broadcaster.domain.airings import Evidence, SentItem
from broadcaster.domain.fingerprints import fingerprint
from broadcaster.domain.ids import AiringId, Sha256
from broadcaster.domain.playlists import Playlist


def airing_id(*, evidence: Evidence, playlist: Playlist, programme: Sha256, position: int, said_by: str) -> AiringId:
    """Name one part of a playlist as one witness reports it.

    The programme is in the name, because one mixed anew with other settings is another event.
    """
    return AiringId(fingerprint([evidence.value, playlist.id, programme, position, said_by]))


def sent_items(playlists: Iterable[Playlist]) -> tuple[SentItem, ...]:
    """Copy what counts as airtime out of the plans that a bundle carries."""
    return tuple(
        SentItem(
            session=each.session,
            item_id=item.item_id,
            topic=item.topic,
            run=item.run,
            duration=item.duration,
            genre=item.genre,
        )
        for each in playlists
        for item in each.items
        if item.topic is not None
    )
