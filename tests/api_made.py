"""A station on the web that has handed something over, and programs with tokens that ask it for that."""

from __future__ import annotations

from datetime import timedelta

from makers import COMMUNE, DAY, NOW, STATION, a_playlist, an_edition
from web_made import crew_in

from broadcaster.asrun.entries import sent_items
from broadcaster.domain.airings import Handover
from broadcaster.domain.fingerprints import sha256_of
from broadcaster.domain.tokens import Scope
from broadcaster.outlets.bundle import BundleContent, SessionFile, build_bundle
from broadcaster.services.audit import Actor
from broadcaster.services.keep_tokens import TokenWanted, issue_token

BY = Actor(who="thử", now=NOW)
AIRED = NOW + timedelta(days=1)
"""The morning of the day that was handed over, after its session."""


def hand_over(station, outlet_id=COMMUNE, day=DAY, *, sound=b"", version=1, now=NOW):
    """Give an outlet a real bundle of one session, and the plan of it; the sound is bytes that only look like one."""
    edition = an_edition(air_date=day)
    playlist = a_playlist(edition, outlet_id=outlet_id, air_date=day)
    path = station.outlet_folder(day, outlet_id) / f"goi-{version}.zip"
    audio = station.folder / f"{outlet_id}-{version}.mp3"
    audio.write_bytes(sound or f"tiếng của {outlet_id} {day} {version} ".encode() * 500)
    session = SessionFile(
        edition_id=edition.id,
        sound=audio,
        audio=sha256_of(audio.read_bytes()),
        bytes_count=audio.stat().st_size,
        sheet_text="Lời",
        sheet_html="<p>Lời</p>",
    )
    bundle = build_bundle(path, BundleContent(station="Đài", playlists=(playlist,), sessions=(session,)))
    given = Handover(
        outlet_id=outlet_id,
        air_date=day,
        bundle=bundle,
        path=path.relative_to(station.folder).as_posix(),
        bytes_count=path.stat().st_size,
        playlists=(playlist.id,),
        items=sent_items([playlist]),
        how="folder",
        at=now,
    )
    with station.store.writing() as tx:
        if not any(each.id == playlist.id for each in tx.playlists.on(day)):
            tx.editions.add(edition)
            tx.playlists.replace_day(day, [*tx.playlists.on(day), playlist])
        tx.handovers.add(given)
    return given


class Program:
    """Something that shows a token."""

    def __init__(self, crew, *scopes, outlet="", unit="", ends_at=None):
        wanted = TokenWanted(name="máy thử", scopes=scopes, outlet=outlet, unit=unit, ends_at=ends_at)
        self.token, self.secret = issue_token(crew.station, wanted, by=BY)
        self._client = crew.anybody()

    def ask(self, method, path, *, headers=None, **more):
        shown = {"Authorization": f"Bearer {self.secret}", **(headers or {})}
        return self._client.request(method, f"/api/v1{path}", headers=shown, **more)

    def get(self, path, **headers):
        return self.ask("GET", path, headers=headers)

    def post(self, path, json):
        return self.ask("POST", path, json=json)


def api_crew(folder, peopled):
    """Give a station on the web that has handed one bundle to each of its outlets."""
    made = crew_in(folder, peopled)
    for outlet in (STATION, COMMUNE):
        hand_over(made.station, outlet)
    return made


EVERY_SCOPE = tuple(Scope)
