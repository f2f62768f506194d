"""A month of two outlets for the pages of airtime: planned, sent, confirmed, measured, rehearsed, corrected."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from makers import (
    COMMUNE,
    DAY,
    EVENING,
    NOW,
    STATION,
    a_district,
    a_handover,
    a_playlist,
    a_playlist_item,
    a_target,
    a_timetable,
    a_topic,
    a_unit,
    an_airing,
    an_edition,
)

from broadcaster.domain.airings import Evidence
from broadcaster.domain.ids import AiringId, DurationMs, TopicCode, UnitId
from broadcaster.domain.timetables import Band, Measure
from broadcaster.services.close_log import close_log
from broadcaster.services.reconcile_day import reconcile_day

LONG = "Kế hoạch thực hiện công tác cải cách hành chính và chuyển đổi số của Ủy ban nhân dân huyện Nghĩa Hưng năm 2023"
NASTY = '<script>alert("x")</script> & <b>tin</b>'
AFTER = NOW + timedelta(days=3)
"""When the pages look: the days are over and closed."""

TARGETS = (
    a_target(),
    a_target(
        topic=None,
        outlets=(COMMUNE,),
        period="2023-Q1",
        measure=Measure.AIRINGS,
        baseline=None,
        rise_percent=None,
        baseline_source="",
        document="Bảng chấm điểm của xã",
        bands=(Band(least=4, points=5), Band(least=1, points=2)),
    ),
)


def fill_airtime(station):
    """Write the records; the commune's log has a correction, the station's outlet a nasty title."""
    topics = (a_topic(code=TopicCode(0), name="Thông tin chung", short="Chung"), a_topic())
    units = (a_district(), a_unit(), a_unit(id=UnitId("xa"), letterheads=()))
    timetable = a_timetable(targets=TARGETS, topics=topics, units=units)
    edition = an_edition()
    here, there = a_playlist(edition), a_playlist(edition, outlet_id=STATION, outlet_name="Đài huyện")
    with station.store.writing() as tx:
        tx.timetables.apply(timetable, by="Nam", at=NOW, source="thời lượng")
        tx.editions.add(edition)
        tx.playlists.replace_day(DAY, [here, there])
        tx.handovers.add(a_handover())
        tx.airings.add_many(list(_entries(here, there)))
    reconcile_day(station, DAY, now=NOW + timedelta(days=2))
    close_log(station, DAY, now=NOW + timedelta(days=2))
    with station.store.writing() as tx:
        tx.airings.add_many([_corrected(here)])
    reconcile_day(station, DAY, now=AFTER)


def _entries(here, there):
    item = a_playlist_item()
    yield an_airing(evidence=Evidence.OPERATOR, said_by="Trần Thị Lý", playlist_id=here.id, title=LONG, observed_start=item.starts_at + timedelta(minutes=9))  # fmt: skip
    yield an_airing(evidence=Evidence.REHEARSAL, said_by="đồng hồ giả", playlist_id=here.id, session=EVENING, run=2)
    yield an_airing(outlet_id=STATION, outlet_name="Đài huyện", playlist_id=there.id, title=NASTY)


def _corrected(here):
    before = next(iter(_entries(here, here)))
    return replace(
        before,
        id=AiringId("dinh-chinh"),
        corrects=before.id,
        correction_reason="người trực ghi nhầm giờ",
        played=DurationMs(before.played // 2),
        cause="mất điện",
        recorded_at=before.recorded_at + timedelta(days=1),
    )
