"""A small station whose communes have been given their day: planned, and a bundle of each outlet in its outbox."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from makers import DAY, NOW
from planned_station import ready_frames

from broadcaster.asrun.entries import sent_items
from broadcaster.domain.airings import Handover
from broadcaster.domain.fingerprints import sha256_of
from broadcaster.outlets.bundle import BundleContent, SessionFile, build_bundle
from broadcaster.services.plan_week import plan_days

MORNING_OF = NOW.replace(day=14, hour=17, minute=30)
"""00:30 local time on DAY."""
EVENING_OF = NOW.replace(day=15, hour=13, minute=0)
"""20:00 local time on DAY: both sessions are over."""

SOUND = b"\xff\xfb\x90\x00" + bytes(range(256)) * 2_000


def planned(station, day=DAY):
    """Plan a day; gives its playlists by outlet."""
    if day != DAY:
        ready_frames(station, day)
    list(plan_days(station, day, now=NOW))
    with station.store.reading() as tx:
        found = tx.playlists.on(day)
    return {outlet: tuple(p for p in found if p.outlet_id == outlet) for outlet in sorted({p.outlet_id for p in found})}


def handed_over(station, playlists, *, sound=SOUND, at=NOW, version=""):
    """Lay an outlet's bundle into its outbox, and record it; gives the handover and where it lies."""
    first = playlists[0]
    folder = station.outlet_folder(first.air_date, first.outlet_id)
    made = station.day_folder(first.air_date) / "chuong-trinh"
    made.mkdir(parents=True, exist_ok=True)
    folder.mkdir(parents=True, exist_ok=True)
    (made / f"{sha256_of(sound)[:8]}.mp3").write_bytes(sound)
    sessions = tuple(
        SessionFile(
            edition_id=each,
            sound=made / f"{sha256_of(sound)[:8]}.mp3",
            audio=sha256_of(sound),
            bytes_count=len(sound),
            sheet_text="NỮ: Kính chào.\n",
            sheet_html="<p>NỮ: Kính chào.</p>",
        )
        for each in dict.fromkeys(p.edition_id for p in playlists)
    )
    path = folder / f"goi-phat-{first.outlet_id}-{first.air_date.isoformat()}{version}.zip"
    bundle = build_bundle(path, BundleContent(station="Đài thử", playlists=playlists, sessions=sessions))
    handover = Handover(
        outlet_id=first.outlet_id,
        air_date=first.air_date,
        bundle=bundle,
        path=path.relative_to(station.folder).as_posix(),
        bytes_count=path.stat().st_size,
        playlists=tuple(each.id for each in playlists),
        items=sent_items(playlists),
        how="folder",
        at=at,
    )
    with station.store.writing() as tx:
        tx.handovers.add(handover)
    return handover, path


def given_day(crew, *, sound=SOUND, titles=()):
    """Plan DAY and hand every outlet its bundle; the clock stands at half past midnight of DAY.

    The first items take these titles, where there are any.
    """
    crew.playlists = planned(crew.station)
    if titles:
        crew.playlists = {outlet: tuple(_titled(p, titles) for p in some) for outlet, some in crew.playlists.items()}
        with crew.station.store.writing() as tx:
            tx.playlists.replace_day(DAY, [p for some in crew.playlists.values() for p in some])
    crew.handed = {
        outlet: handed_over(crew.station, playlists, sound=sound) for outlet, playlists in crew.playlists.items()
    }
    return moved(crew, MORNING_OF)


def _titled(playlist, titles):
    names = iter(titles)
    items = tuple(replace(each, title=next(names, each.title)) if each.item_id else each for each in playlist.items)
    return replace(playlist, items=items)


def moved(crew, when):
    """Let it be another time; who had signed in does so anew."""
    crew.clock.now = when
    crew._signed_in.clear()
    return crew


def fetched(crew, outlet, day=DAY):
    """Give who took an outlet's bundle, in order."""
    with crew.station.store.reading() as tx:
        return [each.fetched_by for each in tx.handovers.of(outlet, day, day) if each.fetched_by]


def airings(crew, outlet, day=DAY):
    """Give the log of an outlet's day."""
    with crew.station.store.reading() as tx:
        return tx.airings.of(outlet, day - timedelta(days=40), day)
