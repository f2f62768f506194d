"""Valid domain values for tests; every field can be given by keyword, all others hold together by themselves.

``a_news_item(title="...")`` changes one field. Values that follow from others (an edition's id, a playlist's items)
follow what was given, unless they are given too.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from broadcaster.asrun.entries import sent_items
from broadcaster.domain.airings import Airing, Evidence, Handover
from broadcaster.domain.airtime import AirtimeReport, AirtimeRow, Tally, TargetResult
from broadcaster.domain.approvals import Approval, ApprovalStage, ScriptStep, StepKind
from broadcaster.domain.carts import CartKind, OwnCart, SegmentKind
from broadcaster.domain.chains import ChainHead
from broadcaster.domain.editions import Edition, Segment, SpokenLine, Utterance
from broadcaster.domain.emergencies import (
    AfterEmergency,
    Emergency,
    EmergencyEvent,
    EmergencyEventKind,
    UrgentSound,
)
from broadcaster.domain.fingerprints import fingerprint, sha256_of
from broadcaster.domain.ids import (
    AiringId,
    CartId,
    CutHash,
    DurationMs,
    EditionId,
    EmergencyId,
    NewsItemId,
    OutletId,
    PlaylistId,
    ScriptId,
    SessionId,
    Sha256,
    TopicCode,
    UnitId,
    minutes,
)
from broadcaster.domain.news import NewsDraft, NewsItem
from broadcaster.domain.periods import Period
from broadcaster.domain.playlists import Playlist, PlaylistItem, QueueEntry
from broadcaster.domain.readings import LexiconEntry
from broadcaster.domain.scripts import LinePart, Presenter, ReadLine, Script, SoundCue
from broadcaster.domain.sound import Cut, Pcm, Programme, Voice, Voicing
from broadcaster.domain.sound_facts import KeptBlock, SoundFacts
from broadcaster.domain.timetables import (
    DEFAULT_QUIET,
    Clock,
    ClockEvent,
    ClockEventKind,
    Daypart,
    Measure,
    OutletPolicy,
    Slot,
    Target,
    Timetable,
)
from broadcaster.domain.topics import Genre, Topic
from broadcaster.domain.units import OfficialCode, Outlet, Transmission, Unit, UnitKind

DAY = date(2023, 3, 15)
"""The Wednesday on which everything here airs."""
NOW = datetime(2023, 3, 14, 1, 30, 0, 250_000, tzinfo=UTC)
"""The morning before, 08:30 local time; not a whole second."""
STARTS_AT = datetime(2023, 3, 14, 22, 30, tzinfo=UTC)
"""05:30 local time on DAY."""
MORNING = SessionId("morning")
EVENING = SessionId("evening")
STATION = OutletId("NGHIA-HUNG")
COMMUNE = OutletId("NGHIA-SON")


# --- organisation --------------------------------------------------------------------------------------------------


def an_official_code(**over: Any) -> OfficialCode:
    return OfficialCode(**{"code": "13936", "valid_from": date(2004, 1, 1), "valid_to": date(2025, 6, 30)} | over)


def a_unit(**over: Any) -> Unit:
    values: dict[str, Any] = {
        "id": UnitId("nghia-son-2023"),
        "kind": UnitKind.COMMUNE,
        "name": "Nghĩa Sơn",
        "codes": (an_official_code(),),
        "parent": UnitId("nghia-hung-2023"),
        "aliases": ("Nghia Son",),
        "heading": ("ỦY BAN NHÂN DÂN HUYỆN NGHĨA HƯNG", "ỦY BAN NHÂN DÂN XÃ NGHĨA SƠN"),
        "signer_title": "CHỦ TỊCH",
        "signer": "Trần Văn Sơn",
    }
    return Unit(**values | over)


def a_district(**over: Any) -> Unit:
    values: dict[str, Any] = {
        "id": UnitId("nghia-hung-2023"),
        "kind": UnitKind.DISTRICT,
        "name": "Nghĩa Hưng",
        "codes": (OfficialCode(code="365"),),
        "parent": None,
        "aliases": (),
    }
    return a_unit(**values | over)


def an_outlet(**over: Any) -> Outlet:
    values: dict[str, Any] = {
        "id": COMMUNE,
        "unit_id": UnitId("nghia-son-2023"),
        "name": "Đài Truyền thanh xã Nghĩa Sơn",
        "transmission": Transmission.FM,
        "aliases": ("Nghĩa Sơn",),
        "groups": ("xa-ven-bien",),
    }
    return Outlet(**values | over)


def a_station_outlet(**over: Any) -> Outlet:
    values: dict[str, Any] = {
        "id": STATION,
        "unit_id": UnitId("nghia-hung-2023"),
        "name": "Đài Truyền thanh huyện Nghĩa Hưng",
        "transmission": Transmission.WIRED,
        "aliases": (),
        "groups": (),
    }
    return an_outlet(**values | over)


def a_topic(**over: Any) -> Topic:
    values: dict[str, Any] = {
        "code": TopicCode(3),
        "name": "Cải cách thủ tục hành chính, cơ chế một cửa, một cửa liên thông",
        "short": "Một cửa",
    }
    return Topic(**values | over)


# --- news and copy -------------------------------------------------------------------------------------------------


def a_news_draft(**over: Any) -> NewsDraft:
    values: dict[str, Any] = {
        "title": "Một cửa liên thông tại xã Nghĩa Sơn",
        "body": "Bộ phận một cửa giải quyết 1.250 hồ sơ trong quý I.\n\nTỷ lệ đúng hạn đạt 99,2 %.",
        "topic": "3",
        "genre": "tin",
        "headline": "Xã Nghĩa Sơn giải quyết đúng hạn 99,2 % hồ sơ.",
        "source": "Báo cáo số 45/BC-UBND",
        "author": "Nguyễn Thị Hoa",
        "question": "",
        "outlets": (),
        "key": "",
        "origin": "tin.md",
    }
    return NewsDraft(**values | over)


def a_news_item(**over: Any) -> NewsItem:
    values: dict[str, Any] = {
        "id": NewsItemId("tin-mot-cua-lien-thong-3f2a"),
        "title": "Một cửa liên thông tại xã Nghĩa Sơn",
        "body": "Bộ phận một cửa giải quyết 1.250 hồ sơ trong quý I.\n\nTỷ lệ đúng hạn đạt 99,2 %.",
        "topic": TopicCode(3),
        "genre": Genre.NEWS,
        "headline": "Xã Nghĩa Sơn giải quyết đúng hạn 99,2 % hồ sơ.",
        "source": "Báo cáo số 45/BC-UBND",
        "author": "Nguyễn Thị Hoa",
        "question": "",
        "outlets": (),
        "origin": "tin.md",
        "received_at": NOW,
    }
    return NewsItem(**values | over)


def a_word(**over: Any) -> LexiconEntry:
    """Give a word of the station's lexicon: it holds everywhere."""
    return LexiconEntry(**{"written": "VNeID", "spoken": "vi en e ai đi"} | over)


def a_read_line(**over: Any) -> ReadLine:
    values: dict[str, Any] = {
        "presenter": Presenter.FEMALE,
        "written": "Tỷ lệ đúng hạn đạt 99,2 %.",
        "spoken": "Tỷ lệ đúng hạn đạt chín mươi chín phẩy hai phần trăm.",
        "part": LinePart.BODY,
    }
    return ReadLine(**values | over)


def a_sound_cue(**over: Any) -> SoundCue:
    return SoundCue(**{"cart": CartKind.STING} | over)


def an_own_cart(**over: Any) -> OwnCart:
    values: dict[str, Any] = {
        "id": CartId("nhac-hieu-2026"),
        "kind": CartKind.IDENT,
        "file": "nhac-hieu-2026.wav",
        "audio": sha256_of(b"nhac"),
        "length": DurationMs(8_000),
        "source": "Nhạc sĩ Nguyễn Văn A, đài thu năm 2026",
        "licence": "Tác giả cho phép bằng văn bản",
        "by": "Cô Lan",
        "at": NOW,
    }
    return OwnCart(**values | over)


def a_script(**over: Any) -> Script:
    """Give the copy of a_news_item(): a headline, a sting, two lines of body."""
    item = a_news_item()
    values: dict[str, Any] = {
        "id": ScriptId(item.id),
        "title": item.title,
        "lines": (
            a_read_line(
                written=item.headline,
                spoken="Xã Nghĩa Sơn giải quyết đúng hạn chín mươi chín phẩy hai phần trăm hồ sơ.",
                part=LinePart.HEADLINE,
            ),
            a_sound_cue(),
            a_read_line(
                presenter=Presenter.MALE,
                written="Bộ phận một cửa giải quyết 1.250 hồ sơ trong quý I.",
                spoken="Bộ phận một cửa giải quyết một nghìn hai trăm năm mươi hồ sơ trong quý một.",
            ),
            a_read_line(),
        ),
        "writer": item.author,
        "written_at": NOW,
        "item_id": item.id,
        "genre": item.genre,
        "topic": item.topic,
        "item_hash": item.content_hash,
    }
    return Script(**values | over)


def a_frame_script(**over: Any) -> Script:
    """Give the copy of a bulletin frame: no news item."""
    lines = (
        a_read_line(
            written="Đây là Đài Truyền thanh huyện Nghĩa Hưng.",
            spoken="Đây là Đài Truyền thanh huyện Nghĩa Hưng.",
            part=LinePart.CALL,
        ),
        a_read_line(
            presenter=Presenter.MALE,
            written="Chương trình đến đây là hết.",
            spoken="Chương trình đến đây là hết.",
            part=LinePart.SIGN_OFF,
        ),
    )
    values: dict[str, Any] = {
        "id": ScriptId("khung-ban-tin"),
        "title": "Lời dẫn bản tin",
        "lines": lines,
        "writer": "Phạm Văn Nam",
        "written_at": NOW,
    }
    return Script(**values | over)


def a_step(kind=StepKind.SUBMITTED, **changes):
    values = {
        "script_id": a_script().id,
        "kind": kind,
        "stage": ApprovalStage.TEXT,
        "subject": a_script().text_hash,
        "by": "Trần Thị Biên",
        "at": NOW,
    }
    return ScriptStep(**{**values, **changes})


def an_approval(**over: Any) -> Approval:
    values: dict[str, Any] = {
        "script_id": a_script().id,
        "stage": ApprovalStage.TEXT,
        "subject": a_script().text_hash,
        "by": "Lê Văn Trưởng",
        "at": NOW,
        "authenticated": False,
        "policy": "",
    }
    return Approval(**values | over)


# --- sound ---------------------------------------------------------------------------------------------------------


def a_voice(**over: Any) -> Voice:
    return Voice(**{"id": "nu-phat-thanh", "label": "Nữ phát thanh viên", "presenter": Presenter.FEMALE} | over)


def a_pcm(**over: Any) -> Pcm:
    """Give a tenth of a second of silence."""
    return Pcm(**{"rate_hz": 48_000, "samples": bytes(2 * 4_800)} | over)


def a_cut(**over: Any) -> Cut:
    """Give one sentence; hash and sound follow from engine, version, voice and words."""
    values: dict[str, Any] = {
        "duration": DurationMs(2_345),
        "engine": "espeak",
        "engine_version": "1.52",
        "voice": "nu-phat-thanh",
        "spoken": "Tỷ lệ đúng hạn đạt chín mươi chín phẩy hai phần trăm.",
    } | over
    made_of = fingerprint([values["spoken"], values["engine"], values["engine_version"], values["voice"]])
    return Cut(**{"hash": CutHash(made_of), "audio": sha256_of(made_of.encode())} | values)


def a_voicing(script: Script | None = None, **over: Any) -> Voicing:
    """Give the sound of a script (a_script() unless told): one cut a line."""
    script = script or a_script()
    values: dict[str, Any] = {
        "script_id": script.id,
        "text_hash": script.text_hash,
        "lines": tuple((a_cut(spoken=line.spoken),) for line in script.read_lines),
        "at": NOW,
    }
    return Voicing(**values | over)


# --- editions ------------------------------------------------------------------------------------------------------


def an_utterance(**over: Any) -> Utterance:
    cut = a_cut()
    values: dict[str, Any] = {
        "cut": cut.hash,
        "audio": cut.audio,
        "starts": DurationMs(240),
        "duration": cut.duration,
    }
    return Utterance(**values | over)


def a_spoken_line(**over: Any) -> SpokenLine:
    line = a_read_line()
    values: dict[str, Any] = {
        "script_id": a_script().id,
        "presenter": line.presenter,
        "written": line.written,
        "spoken": line.spoken,
        "utterances": (an_utterance(),),
    }
    return SpokenLine(**values | over)


def a_segment(**over: Any) -> Segment:
    """Give the segment of a_news_item(): 48 seconds, whole MP3 frames."""
    item = a_news_item()
    values: dict[str, Any] = {
        "kind": SegmentKind.ITEM,
        "title": item.title,
        "duration": DurationMs(48_000),
        "lines": (a_spoken_line(),),
        "music": None,
        "item_id": item.id,
        "topic": item.topic,
        "genre": item.genre,
    }
    return Segment(**values | over)


def a_music_segment(**over: Any) -> Segment:
    """Give pure music: an ident of twelve seconds unless told."""
    values: dict[str, Any] = {
        "kind": SegmentKind.IDENT,
        "title": SegmentKind.IDENT.label,
        "duration": DurationMs(12_000),
        "lines": (),
        "music": CartKind.IDENT,
        "item_id": None,
        "topic": None,
        "genre": None,
    }
    return a_segment(**values | over)


def an_edition(**over: Any) -> Edition:
    """Give an ident, one item and closing music, two minutes in all; the id follows from day, session and content."""
    values: dict[str, Any] = {
        "programme": "Bản tin cải cách hành chính",
        "air_date": DAY,
        "session": MORNING,
        "segments": (
            a_music_segment(),
            a_segment(),
            a_music_segment(
                kind=SegmentKind.CLOSING,
                title=SegmentKind.CLOSING.label,
                duration=DurationMs(60_000),
                music=CartKind.CLOSING,
            ),
        ),
    } | over
    if "id" not in values:
        content = Edition(**values, id=EditionId("")).rundown_hash
        values["id"] = EditionId(f"{values['air_date']}-{values['session']}-{content[:8]}")
    return Edition(**values)


def a_kept_block(**over: Any) -> KeptBlock:
    facts = SoundFacts(duration=DurationMs(2_400), windows=(-16.12, -15.9), peak_dbtp=-1.25)
    return KeptBlock(**{"key": sha256_of("khối".encode()), "audio": sha256_of(b"mp3"), "facts": facts} | over)


def a_programme(edition: Edition | None = None, **over: Any) -> Programme:
    """Give the finished file of an edition (an_edition() unless told)."""
    edition = edition or an_edition()
    values: dict[str, Any] = {
        "edition_id": edition.id,
        "recipe": sha256_of(b"recipe"),
        "audio": sha256_of(edition.id.encode()),
        "path": f"audio_out/{edition.air_date}/{edition.id}.mp3",
        "bytes_count": 960_000,
        "duration": edition.duration,
        "loudness_lufs": -16.02,
        "peak_dbtp": -1.31,
    }
    return Programme(**values | over)


# --- plan ----------------------------------------------------------------------------------------------------------


def a_playlist_item(**over: Any) -> PlaylistItem:
    item = a_news_item()
    values: dict[str, Any] = {
        "position": 2,
        "kind": SegmentKind.ITEM,
        "title": item.title,
        "starts_at": STARTS_AT + timedelta(milliseconds=12_000),
        "offset": DurationMs(12_000),
        "duration": DurationMs(48_000),
        "item_id": item.id,
        "topic": item.topic,
        "genre": item.genre,
        "run": 1,
    }
    return PlaylistItem(**values | over)


def playlist_items_of(edition: Edition, *, starts_at: datetime = STARTS_AT, run: int = 1) -> tuple[PlaylistItem, ...]:
    """Give every segment of an edition at its time, gapless; items take the given run number, music and frame 0."""
    return tuple(
        PlaylistItem(
            position=position,
            kind=segment.kind,
            title=segment.title,
            starts_at=starts_at + timedelta(milliseconds=offset),
            offset=offset,
            duration=segment.duration,
            item_id=segment.item_id,
            topic=segment.topic,
            genre=segment.genre,
            run=run if segment.item_id else 0,
        )
        for position, (segment, offset) in enumerate(zip(edition.segments, edition.offsets(), strict=True), start=1)
    )


def a_playlist(edition: Edition | None = None, **over: Any) -> Playlist:
    """Give the plan of an edition (an_edition() unless told) on one outlet; id and items follow from the rest."""
    edition = edition or an_edition(**{key: over[key] for key in ("air_date", "session") if key in over})
    default_start = STARTS_AT + (edition.air_date - DAY)
    if edition.session == EVENING:
        default_start += timedelta(hours=12)
    values: dict[str, Any] = {
        "edition_id": edition.id,
        "outlet_id": COMMUNE,
        "outlet_name": "Đài Truyền thanh xã Nghĩa Sơn",
        "air_date": edition.air_date,
        "session": edition.session,
        "run": 1,
        "starts_at": default_start,
        "duration": edition.duration,
    } | over
    name = f"{values['air_date']}-{values['session']}-{values['outlet_id']}-{values['run']}"
    items = playlist_items_of(edition, starts_at=values["starts_at"], run=values["run"])
    return Playlist(**{"id": PlaylistId(name), "items": items} | values)


def a_queue_entry(**over: Any) -> QueueEntry:
    values: dict[str, Any] = {
        "air_date": DAY,
        "session": MORNING,
        "item_id": a_news_item().id,
        "outlet_id": None,
        "position": 1,
        "by": "Phạm Văn Nam",
        "at": NOW,
    }
    return QueueEntry(**values | over)


# --- facts ---------------------------------------------------------------------------------------------------------


def an_airing(**over: Any) -> Airing:
    """Give a_playlist()'s news item as a player measured it, half a second late; the id follows from place and day."""
    playlist, item = a_playlist(), a_playlist_item()
    heard = item.starts_at + timedelta(milliseconds=512)
    values: dict[str, Any] = {
        "evidence": Evidence.PLAYER,
        "said_by": "may-phat-nghia-son",
        "outlet_id": playlist.outlet_id,
        "outlet_name": playlist.outlet_name,
        "unit_code": "13936",
        "air_date": playlist.air_date,
        "session": playlist.session,
        "playlist_id": playlist.id,
        "edition_id": playlist.edition_id,
        "position": item.position,
        "kind": item.kind,
        "title": item.title,
        "item_id": item.item_id,
        "topic": item.topic,
        "genre": item.genre,
        "run": item.run,
        "programme": a_programme().audio,
        "planned_at": item.starts_at,
        "planned": item.duration,
        "observed_start": heard,
        "observed_stop": heard + timedelta(milliseconds=item.duration),
        "played": item.duration,
        "cause": "",
        "recorded_at": STARTS_AT + timedelta(hours=2),
    } | over
    place = [str(values[key]) for key in ("evidence", "outlet_id", "air_date", "session", "position", "run")]
    return Airing(**{"id": AiringId("-".join(place))} | values)


def a_chain_head(**over: Any) -> ChainHead:
    """Give a head that closes a day on the commune's outlet; nobody signed it."""
    values: dict[str, Any] = {
        "outlet_id": COMMUNE,
        "arrival_day": DAY,
        "sequence": 3,
        "link": a_sha("đầu chuỗi"),
        "at": NOW + timedelta(days=1),
        "key": "0a" * 32,
        "signature": "0b" * 64,
    }
    return ChainHead(**values | over)


def airings_of(playlist: Playlist, **over: Any) -> tuple[Airing, ...]:
    """Give one airing for each part of a playlist, exactly as planned."""
    return tuple(
        an_airing(
            **{
                "outlet_id": playlist.outlet_id,
                "outlet_name": playlist.outlet_name,
                "air_date": playlist.air_date,
                "session": playlist.session,
                "playlist_id": playlist.id,
                "edition_id": playlist.edition_id,
                "position": item.position,
                "kind": item.kind,
                "title": item.title,
                "item_id": item.item_id,
                "topic": item.topic,
                "genre": item.genre,
                "run": item.run,
                "planned_at": item.starts_at,
                "planned": item.duration,
                "observed_start": item.starts_at,
                "observed_stop": item.starts_at + timedelta(milliseconds=item.duration),
                "played": item.duration,
                "recorded_at": playlist.stops_at,
            }
            | over
        )
        for item in playlist.items
    )


def a_handover(**over: Any) -> Handover:
    values: dict[str, Any] = {
        "outlet_id": COMMUNE,
        "air_date": DAY,
        "bundle": sha256_of(b"bundle"),
        "path": f"audio_out/{DAY}/{COMMUNE}.zip",
        "bytes_count": 14_400_000,
        "playlists": (a_playlist().id,),
        "items": sent_items([a_playlist()]),
        "how": "folder",
        "at": NOW + timedelta(hours=8),
    }
    return Handover(**values | over)


# --- timetable -----------------------------------------------------------------------------------------------------


def a_daypart(**over: Any) -> Daypart:
    return Daypart(**{"id": MORNING, "name": "buổi sáng", "starts": time(5), "stops": time(7)} | over)


def a_clock_event(**over: Any) -> ClockEvent:
    return ClockEvent(**{"kind": ClockEventKind.NEWS, "least": 1, "most": 8} | over)


def a_clock(**over: Any) -> Clock:
    """Give a bulletin of fifteen minutes with every kind of event."""
    events = (
        a_clock_event(kind=ClockEventKind.IDENT, most=1),
        a_clock_event(kind=ClockEventKind.OPENING, most=1),
        a_clock_event(kind=ClockEventKind.HEADLINES, most=5),
        a_clock_event(),
        a_clock_event(kind=ClockEventKind.STING, most=1),
        a_clock_event(kind=ClockEventKind.FEATURE, least=0, most=1),
        a_clock_event(kind=ClockEventKind.SPOT, least=0, most=2),
        a_clock_event(kind=ClockEventKind.SIGN_OFF, most=1),
        a_clock_event(kind=ClockEventKind.CLOSING, most=1),
    )
    values: dict[str, Any] = {
        "id": "ban-tin-15",
        "name": "Bản tin cải cách hành chính",
        "length": minutes(15),
        "events": events,
    }
    return Clock(**values | over)


def a_slot(**over: Any) -> Slot:
    values: dict[str, Any] = {
        "outlet_id": COMMUNE,
        "session": MORNING,
        "clock": "ban-tin-15",
        "starts": time(5, 30),
        "weekdays": (0, 1, 2, 3, 4, 5, 6),
    }
    return Slot(**values | over)


def an_outlet_policy(**over: Any) -> OutletPolicy:
    return OutletPolicy(**{"outlet_id": COMMUNE, "quiet": DEFAULT_QUIET} | over)


def a_target(**over: Any) -> Target:
    values: dict[str, Any] = {
        "topic": TopicCode(3),
        "outlets": (),
        "period": "2023",
        "measure": Measure.MINUTES,
        "amount": None,
        "baseline": 240.0,
        "rise_percent": 20.0,
        "baseline_source": "Sổ phát sóng năm 2022, Nguyễn Thị Hoa",
        "document": "Kế hoạch tuyên truyền cải cách hành chính năm 2023",
    }
    return Target(**values | over)


def a_timetable(**over: Any) -> Timetable:
    """Give one producing station and one commune, two sessions a day on each."""
    outlets = over.get("outlets", (a_station_outlet(), an_outlet()))
    slots = tuple(
        a_slot(outlet_id=outlet.id, session=session, starts=starts)
        for outlet in outlets
        for session, starts in ((MORNING, time(5, 30)), (EVENING, time(17, 30)))
    )
    values: dict[str, Any] = {
        "units": (a_district(), a_unit()),
        "outlets": outlets,
        "topics": (a_topic(code=TopicCode(0), name="Thông tin chung", short="Chung"), a_topic()),
        "dayparts": (a_daypart(), a_daypart(id=EVENING, name="buổi chiều", starts=time(17), stops=time(19))),
        "clocks": (a_clock(),),
        "slots": slots,
        "policies": (an_outlet_policy(),),
        "targets": (a_target(),),
    }
    return Timetable(**values | over)


# --- emergencies ---------------------------------------------------------------------------------------------------


def an_emergency(**over: Any) -> Emergency:
    values: dict[str, Any] = {
        "id": EmergencyId("khan-cap-20230314-083000"),
        "title": "Đê sông Ninh Cơ sạt lở.",
        "written": "Bản tin khẩn cấp.\nĐê sông Ninh Cơ sạt lở lúc 8 giờ.",
        "spoken": "Bản tin khẩn cấp.\nĐê sông Ninh Cơ sạt lở lúc tám giờ.",
        "drill": False,
        "outlets": (STATION, COMMUNE),
        "at": NOW,
        "until": NOW + timedelta(hours=2),
        "by": "Trần Văn Sơn",
        "confirmed_by": "Lê Thị Hà",
        "policy": "",
        "reason": "sạt lở đê",
        "repeat": 2,
        "after": AfterEmergency.RESUME,
        "questions_seen": False,
        "voice": "espeak:nu-phat-thanh",
        "duration": DurationMs(33_000),
        "sounds": (UrgentSound(offset_lu=0, audio=sha256_of(b"loi"), bytes_count=264_000),),
    }
    return Emergency(**values | over)


def an_emergency_event(**over: Any) -> EmergencyEvent:
    values: dict[str, Any] = {
        "emergency_id": an_emergency().id,
        "kind": EmergencyEventKind.HANDED_OVER,
        "outlet_id": COMMUNE,
        "by": "Trần Văn Sơn",
        "reason": "folder",
        "at": NOW,
        "path": "audio_out/2023-03-14/NGHIA-SON/khan-cap/khan-cap-20230314-083000.zip",
        "bundle": sha256_of(b"goi"),
        "bytes_count": 270_000,
    }
    return EmergencyEvent(**values | over)


# --- airtime -------------------------------------------------------------------------------------------------------


def a_period(text: str = "2023-03") -> Period:
    return Period.parse(text)


def a_tally(**over: Any) -> Tally:
    return Tally(**{"airings": 2, "length": DurationMs(96_000)} | over)


def an_airtime_row(**over: Any) -> AirtimeRow:
    """Give a topic's row: all that was planned was sent and aired, nothing rehearsed."""
    values: dict[str, Any] = {
        "topic": TopicCode(3),
        "outlet_id": None,
        "planned_first": a_tally(),
        "planned_repeat": a_tally(airings=1, length=DurationMs(48_000)),
        "sent_first": a_tally(),
        "sent_repeat": a_tally(airings=1, length=DurationMs(48_000)),
        "aired_first": a_tally(),
        "aired_repeat": a_tally(airings=1, length=DurationMs(48_000)),
        "rehearsed_first": Tally(),
        "rehearsed_repeat": Tally(),
    }
    return AirtimeRow(**values | over)


def a_target_result(**over: Any) -> TargetResult:
    values: dict[str, Any] = {
        "target": a_target(),
        "outlets": 2,
        "wanted": 576.0,
        "planned": 2.4,
        "aired": 2.4,
        "rehearsed": 0.0,
    }
    return TargetResult(**values | over)


def an_airtime_report(**over: Any) -> AirtimeReport:
    values: dict[str, Any] = {
        "period": "2023-03",
        "by_topic": (an_airtime_row(),),
        "by_outlet": (an_airtime_row(topic=None, outlet_id=COMMUNE),),
        "total": an_airtime_row(topic=None),
        "targets": (a_target_result(),),
        "rehearsals": 0,
    }
    return AirtimeReport(**values | over)


def a_sha(text: str = "nội dung") -> Sha256:
    """Give a well-formed SHA-256 that differs by text."""
    return sha256_of(text.encode())
