"""Names of as-run entries: the same event told twice by the same witness has the same name."""

from __future__ import annotations

from broadcaster.domain.airings import Evidence
from broadcaster.domain.fingerprints import fingerprint
from broadcaster.domain.ids import AiringId, Sha256
from broadcaster.domain.playlists import Playlist


def airing_id(*, evidence: Evidence, playlist: Playlist, programme: Sha256, position: int, said_by: str) -> AiringId:
    """Name one part of a playlist as one witness reports it.

    The programme is in the name, because a playlist that was planned anew keeps its id but is another event.
    """
    return AiringId(fingerprint([evidence.value, playlist.id, programme, position, said_by]))
