"""One outlet's day as XSPF 1, for VLC and other players that read a list with its titles and lengths.

XSPF is XML in UTF-8; a location is a relative URI, so that the list may move together with its sound. One track per
session, because a session is one file; what is inside stands in the annotation, for people.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Mapping, Sequence
from urllib.parse import quote

from broadcaster.domain.ids import EditionId
from broadcaster.domain.playlists import Playlist, PlaylistItem
from broadcaster.domain.zone import ZONE
from broadcaster.outlets.times import absolute, one_line, session_title, time_of_day

NAMESPACE = "http://xspf.org/ns/0/"
START = "https://broadcaster.local/xspf/start"
"""Names the ``meta`` that holds a session's absolute start; a name, not an address to be fetched."""


def xspf(playlists: Sequence[Playlist], *, files: Mapping[EditionId, str]) -> bytes:
    """Write one outlet's day.

    Args:
        playlists: The outlet's sessions of one day, at least one, in any order.
        files: Where each edition's sound lies, relative to the list, with forward slashes.
    """
    ordered = sorted(playlists, key=lambda each: (each.starts_at, each.id))
    first = ordered[0]
    root = ET.Element("playlist", {"version": "1", "xmlns": NAMESPACE})
    _text(root, "title", f"{one_line(first.outlet_name)}, ngày {first.air_date:%d/%m/%Y}")
    tracks = ET.SubElement(root, "trackList")
    for playlist in ordered:
        _track(ET.SubElement(tracks, "track"), playlist, files[playlist.edition_id])
    ET.indent(root)
    return ET.tostring(root, encoding="UTF-8", xml_declaration=True) + b"\n"


def _track(track: ET.Element, playlist: Playlist, file: str) -> None:
    """Write one session, its elements in the order that the format asks for."""
    start = playlist.starts_at.astimezone(ZONE)
    _text(track, "location", quote(file))
    _text(track, "title", session_title(playlist))
    _text(track, "creator", one_line(playlist.outlet_name))
    _text(track, "annotation", "\n".join(_line(item) for item in playlist.items))
    _text(track, "duration", str(playlist.duration))
    _text(track, "meta", absolute(start)).set("rel", START)


def _line(item: PlaylistItem) -> str:
    return f"{time_of_day(item.starts_at)} {one_line(item.title)}"


def _text(parent: ET.Element, name: str, text: str) -> ET.Element:
    element = ET.SubElement(parent, name)
    element.text = text
    return element
