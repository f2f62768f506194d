"""An emergency bulletin from the words to the heads of the outlets."""

import json
import threading
import zipfile
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from makers import (
    COMMUNE,
    STATION,
    a_playlist,
    a_timetable,
    an_edition,
    an_outlet,
    an_outlet_policy,
)
from small_station import IN_DOUBT

from broadcaster import engines
from broadcaster.copydesk.urgent import URGENT_TEMPLATE, UrgentWords, words_of_text
from broadcaster.domain.emergencies import AfterEmergency, EmergencyEventKind, EmergencyState
from broadcaster.domain.ids import EmergencyId, OutletId
from broadcaster.errors import (
    EmergencyError,
    EmergencyNeedsTwo,
    EmergencyNowhere,
    EmergencyOver,
    EmergencyQuestions,
    EmergencyUnknown,
    NameNeeded,
    ReadOnlyPlace,
    SpeechFailed,
)
from broadcaster.mixdown import lossless, mp3
from broadcaster.mixdown.alarm import ALARM_LENGTH
from broadcaster.mixdown.loudness import measure
from broadcaster.outlets.verify import verify_bundle
from broadcaster.services import hand_over_emergency, mix_urgent
from broadcaster.services.end_emergency import all_emergencies, cancel_emergency, emergency_named, expire_emergencies
from broadcaster.services.send_emergency import EmergencyOrder, send_emergency, write_emergency
from broadcaster.settings.profiles import shipped_template
from broadcaster.station import SOUND_SUFFIX, Station
from broadcaster.testing.engines import ToneEngine

NOW = datetime(2026, 11, 25, 16, 30, tzinfo=UTC)  # 23:30 in Vietnam, inside any quiet hours
LATER = NOW + timedelta(hours=2)
TEXT = "Đê sông Ninh Cơ sạt lở. Bà con lên nhà văn hóa thôn."

SETTINGS = """
[station]
name = "Đài thử"
unit = "xa"
producing_outlet = "XA"
[voice]
engines = [{engines}]
[emergency]
voice_seconds = {seconds}
{more}
"""


class Slow(ToneEngine):
    """Never comes to an end until it is let go."""

    name = "slow"
    let_go = threading.Event()

    def synthesise(self, spoken, voice):
        self.let_go.wait(60)
        raise SpeechFailed(engine=self.name, text=spoken, reason="đã thôi")


class Hoarse(ToneEngine):
    """Answers at once, with next to nothing."""

    name = "hoarse"

    def synthesise(self, spoken, voice):
        sound = super().synthesise("một", voice)
        return replace(sound, samples=bytes(len(sound.samples)))


class Point:
    def __init__(self, name, load):
        self.name, self.load = name, load


@pytest.fixture
def voices(monkeypatch):
    """Engines of these tests; espeak, the last resort, speaks in tones too."""
    real = engines.entry_points
    made = {"tone": ToneEngine, "slow": Slow, "hoarse": Hoarse, "espeak": ToneEngine}
    points = [Point(name, lambda kind=kind: kind) for name, kind in made.items()]
    monkeypatch.setattr(engines, "entry_points", lambda group: points if group == engines.SPEECH else real(group=group))
    Slow.let_go.clear()
    yield made
    Slow.let_go.set()


@pytest.fixture
def opened(tmp_path, voices):
    stations = []

    def make(*names, seconds=5, more="", timetable=None):
        listed = ", ".join(f'"{name}"' for name in names or ("tone",))
        (tmp_path / "schedules").mkdir(exist_ok=True)
        (tmp_path / "schedules" / "lexicon.toml").write_text(IN_DOUBT, encoding="utf-8")
        text = SETTINGS.format(engines=listed, seconds=seconds, more=more)
        (tmp_path / "station.toml").write_text(text, encoding="utf-8")
        template = tmp_path / "scripts" / "templates" / URGENT_TEMPLATE
        template.parent.mkdir(parents=True, exist_ok=True)
        template.write_text(shipped_template(URGENT_TEMPLATE)[0], encoding="utf-8")
        station = Station.open(tmp_path, {})
        stations.append(station)
        with station.store.writing() as tx:
            tx.timetables.apply(timetable or a_timetable(), by="Nam", at=NOW, source="một")
        return station

    yield make
    for station in stations:
        station.store.close()


def an_order(**over):
    values = {
        "words": words_of_text(TEXT),
        "outlets": (STATION, COMMUNE),
        "until": LATER,
        "by": "Trần Văn Sơn",
        "confirmed_by": "Lê Thị Hà",
        "reason": "sạt lở đê",
    }
    return EmergencyOrder(**values | over)


def outbox(station, outlet=COMMUNE, day="2026-11-25"):
    return station.folder / "audio_out" / day / outlet


def names(folder):
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_a_bulletin_lies_at_the_head_of_each_outlet_in_the_middle_of_the_night(opened):
    timetable = a_timetable(policies=(an_outlet_policy(),))
    station = opened(timetable=timetable)
    (outbox(station)).mkdir(parents=True)
    (outbox(station) / "goi-phat-NGHIA-SON-2026-11-25.zip").write_bytes(b"x")
    sent = send_emergency(station, an_order(), now=NOW)
    told = sent.standing.emergency
    assert told.id == "khan-cap-20261125-233000"
    assert sent.new
    assert not sent.handed.failed
    assert names(outbox(station)) == [
        f"0000-{told.id}.mp3",
        "goi-phat-NGHIA-SON-2026-11-25.zip",
        f"khan-cap/{told.id}.zip",
    ]
    manifest = verify_bundle(outbox(station) / "khan-cap" / f"{told.id}.zip")
    assert manifest.outlet_id == COMMUNE
    with zipfile.ZipFile(outbox(station) / "khan-cap" / f"{told.id}.zip") as archive:
        order = json.loads(archive.read("khan-cap.json"))
        sound = archive.read("khan-cap.mp3")
        sheet = archive.read("kich-ban.txt").decode("utf-8-sig")
    assert sound == (outbox(station) / f"0000-{told.id}.mp3").read_bytes()
    assert (order["priority"], order["action"], order["repeat"]) == ("emergency", "play", 2)
    assert (order["plays_at"], order["until"]) == ("2026-11-25T23:30:00.000+07:00", "2026-11-26T01:30:00.000+07:00")
    assert "Trần Văn Sơn duyệt, Lê Thị Hà xác nhận" in sheet
    assert sheet.count("Đê sông Ninh Cơ sạt lở.") == 4, "twice as written, twice as read"


def test_who_when_and_why_are_on_record(opened):
    station = opened()
    send_emergency(station, an_order(repeat=3, after=AfterEmergency.RESTART), now=NOW)
    (standing,) = all_emergencies(station)
    told = standing.emergency
    assert (told.by, told.confirmed_by, told.reason, told.policy) == ("Trần Văn Sơn", "Lê Thị Hà", "sạt lở đê", "")
    assert (told.at, told.until, told.repeat, told.after) == (NOW, LATER, 3, AfterEmergency.RESTART)
    assert standing.handed_over == {STATION, COMMUNE}
    assert all(each.bundle and each.bytes_count for each in standing.events)
    with station.store.reading() as tx:
        assert tx.airings.between(NOW.date(), NOW.date()) == ()
        assert tx.handovers.between(NOW.date(), NOW.date()) == (), "the daily bundles are counted apart"


def test_the_sound_begins_with_silence_and_the_signal_and_is_as_loud_as_a_programme(opened):
    station = opened()
    told = send_emergency(station, an_order(), now=NOW).standing.emergency
    content = station.media.get(told.sounds[0].audio, ".mp3")
    sound = mp3.decode(content)
    assert sound.duration == told.duration
    assert told.duration > ALARM_LENGTH + 10_000
    assert not any(sound.samples[: 48 * 500 * 2 : 2])
    lufs, dbtp = measure(content)
    assert lufs == pytest.approx(-16, abs=1)
    assert dbtp <= -0.9


def test_what_is_said_twice_is_mixed_once(opened, monkeypatch):
    station = opened()
    mixed = []
    real = mix_urgent.blocks.encoded_block
    monkeypatch.setattr(
        mix_urgent.blocks, "encoded_block", lambda segment, *a, **k: mixed.append(segment) or real(segment, *a, **k)
    )
    lines = [
        f"Thôn số {number} đưa người già, trẻ em, người ốm lên nhà văn hóa thôn ngay bây giờ." for number in range(12)
    ]
    told = send_emergency(station, an_order(words=words_of_text("\n".join(lines))), now=NOW).standing.emergency
    said = sum(segment.duration for segment in mixed)
    assert len(mixed) > 3
    assert said < 0.7 * told.duration
    assert told.written.count(lines[0]) == 2


def test_an_outlet_that_is_mixed_softer_gets_it_softer(opened):
    soft = an_outlet(offset_lu=-7)
    station = opened(timetable=a_timetable(outlets=(a_timetable().outlets[0], soft)))
    told = send_emergency(station, an_order(), now=NOW).standing.emergency
    assert [each.offset_lu for each in told.sounds] == [-7, 0]
    loud, quiet = (
        measure((outbox(station, outlet) / f"0000-{told.id}.mp3").read_bytes())[0] for outlet in (STATION, COMMUNE)
    )
    assert loud - quiet == pytest.approx(7, abs=0.5)


def test_a_drill_says_so_at_both_ends_and_in_its_names(opened):
    station = opened()
    told = send_emergency(station, an_order(drill=True), now=NOW).standing.emergency
    lines = told.written.splitlines()
    assert lines[0] == lines[-1] == "Đây là tin diễn tập."
    assert told.drill
    assert (outbox(station) / f"0001-dien-tap-{told.id.removeprefix('dien-tap-')}.mp3").is_file()
    real = send_emergency(station, an_order(), now=NOW + timedelta(minutes=1)).standing.emergency
    assert names(outbox(station))[0] == f"0000-{real.id}.mp3", "the real one stands before a drill"


def test_what_it_breaks_into_and_pushes_out_is_told_to_the_outlet(opened):
    station = opened()
    edition = an_edition()
    start = NOW - timedelta(seconds=20)
    playlist = a_playlist(edition, air_date=(NOW + timedelta(hours=7)).date(), starts_at=start)
    with station.store.writing() as tx:
        tx.editions.add(edition)
        tx.playlists.replace_day(playlist.air_date, [playlist])
    told = send_emergency(station, an_order(), now=NOW).standing.emergency
    with zipfile.ZipFile(outbox(station) / "khan-cap" / f"{told.id}.zip") as archive:
        (broken,) = json.loads(archive.read("khan-cap.json"))["interrupts"]
        how = archive.read("DOC-TRUOC.txt").decode("utf-8-sig")
    assert (broken["playlist_id"], broken["offset_ms"], broken["from_offset_ms"]) == (playlist.id, 20_000, 20_000)
    lost = sum(part["duration_ms"] for part in broken["pushed_out"])
    assert 20_000 + broken["airs_ms"] + lost == playlist.duration
    assert "Không kịp phát" in how


@pytest.mark.parametrize(
    ("over", "error"),
    [
        ({"by": " "}, NameNeeded),
        ({"confirmed_by": ""}, EmergencyNeedsTwo),
        ({"confirmed_by": "trần  văn SƠN"}, EmergencyNeedsTwo),
        ({"reason": ""}, EmergencyError),
        ({"outlets": ()}, EmergencyNowhere),
        ({"words": UrgentWords()}, EmergencyError),
        ({"words": words_of_text("a" * 5001)}, EmergencyError),
    ],
)
def test_nothing_is_sent_that_nobody_answers_for(opened, over, error):
    station = opened()
    with pytest.raises(error):
        send_emergency(station, an_order(**over), now=NOW)
    assert all_emergencies(station) == ()
    assert not outbox(station).exists()


def test_one_person_is_enough_where_the_stations_policy_says_so_and_it_is_on_record(opened):
    station = opened(more='one_person = true\none_person_reason = "một công chức"\ndecided_by = "Chủ tịch xã"')
    told = send_emergency(station, an_order(confirmed_by=""), now=NOW).standing.emergency
    assert (told.confirmed_by, told.policy) == ("", "một công chức (Chủ tịch xã)")


def test_open_readings_hold_it_up_until_somebody_has_seen_them(opened):
    station = opened()
    order = an_order(words=words_of_text("Nghe ĐTT."))
    with pytest.raises(EmergencyQuestions, match="ĐTT"):
        send_emergency(station, order, now=NOW)
    assert len(write_emergency(station, order).questions) == 1, "said twice, asked once"
    assert send_emergency(station, replace(order, questions_seen=True), now=NOW).standing.emergency.questions_seen


def test_a_voice_that_takes_too_long_is_left_behind(opened):
    station = opened("slow", seconds=0.5)
    sent = send_emergency(station, an_order(), now=NOW)
    assert sent.standing.emergency.voice == "espeak:tone-nu"
    assert "giọng slow: quá 0,5 giây chưa xong" in sent.notes[0]


def test_a_voice_that_says_nothing_is_followed_by_the_last_resort(opened):
    station = opened("hoarse")
    sent = send_emergency(station, an_order(), now=NOW)
    assert sent.standing.emergency.voice == "espeak:tone-nu"
    assert "hoarse" in sent.notes[0]


def test_the_stations_own_order_of_emergency_voices_comes_first(opened):
    station = opened("slow", more='voices = ["tone:tone-nam"]')
    assert send_emergency(station, an_order(), now=NOW).standing.emergency.voice == "tone:tone-nam"


def test_what_was_said_before_is_not_said_again(opened, voices):
    station = opened()
    send_emergency(station, an_order(), now=NOW)
    asked = []
    voices["tone"].synthesise, before = lambda self, spoken, voice: asked.append(spoken), voices["tone"].synthesise
    try:
        send_emergency(station, an_order(), now=NOW + timedelta(minutes=1))
    finally:
        voices["tone"].synthesise = before
    assert asked == []


def test_the_store_can_be_written_while_a_bulletin_is_voiced(opened, voices, monkeypatch):
    station = opened()
    wrote = []

    class Watched(ToneEngine):
        def synthesise(self, spoken, voice):
            with station.store.writing() as tx:
                wrote.append(tx.timetables.version())
            return super().synthesise(spoken, voice)

    monkeypatch.setattr(engines, "speech_engine", lambda name, places=None: engines.FencedEngine("tone", Watched()))
    monkeypatch.setattr("broadcaster.services.voice_urgently.speech_engine", engines.speech_engine)
    send_emergency(station, an_order(), now=NOW)
    assert wrote


def test_a_missing_or_broken_template_does_not_stop_it(opened):
    station = opened()
    template = station.folder / "scripts" / "templates" / URGENT_TEMPLATE
    template.unlink()
    assert "Không có mẫu kịch bản" in send_emergency(station, an_order(), now=NOW).notes[0]
    template.write_text("NỮ: {{ sai", encoding="utf-8")
    sent = send_emergency(station, an_order(), now=NOW + timedelta(minutes=1))
    assert "dùng mẫu gốc" in sent.notes[0]
    template.write_text("NỮ: Lời riêng của đài.", encoding="utf-8")
    assert send_emergency(station, an_order(), now=NOW + timedelta(minutes=2)).standing.emergency.written == (
        "Lời riêng của đài."
    )


def test_an_outlet_that_cannot_be_reached_does_not_stop_the_others_and_is_tried_again(opened, monkeypatch):
    station = opened()
    real = hand_over_emergency.build_urgent

    def failing(path, bundle):
        if bundle.outlet.id == STATION:
            raise ReadOnlyPlace(path=path)
        return real(path, bundle)

    monkeypatch.setattr(hand_over_emergency, "build_urgent", failing)
    sent = send_emergency(station, an_order(), now=NOW)
    assert [each.outlet_id for each in sent.handed.failed] == [STATION]
    assert sent.standing.missing == (STATION,)
    monkeypatch.setattr(hand_over_emergency, "build_urgent", real)
    assert expire_emergencies(station, NOW + timedelta(minutes=1)) == ()
    assert all_emergencies(station)[0].missing == ()
    assert (outbox(station, STATION) / f"0000-{sent.standing.emergency.id}.mp3").is_file()


def test_an_outlet_that_left_the_timetable_is_named(opened):
    station = opened()
    gone = OutletId("KHONG-CO")
    with pytest.raises(EmergencyNowhere):
        send_emergency(station, an_order(outlets=(gone,)), now=NOW)
    sent = send_emergency(station, an_order(outlets=(COMMUNE, gone)), now=NOW)
    assert [(each.outlet_id, each.reason) for each in sent.handed.failed] == [
        (gone, "lịch đang dùng không còn nơi này")
    ]
    for minute in range(3):
        expire_emergencies(station, NOW + timedelta(minutes=minute))
    (standing,) = all_emergencies(station)
    assert len(standing.events) == 2, "the same fault is told once, however often it is met"


def test_an_alert_is_told_once(opened):
    station = opened()
    first = send_emergency(station, an_order(alert="a@b,1"), now=NOW)
    again = send_emergency(station, an_order(alert="a@b,1"), now=NOW + timedelta(minutes=1))
    assert not again.new
    assert again.handed.events == ()
    assert again.standing == replace(first.standing)
    assert len(all_emergencies(station)) == 1


def test_two_bulletins_of_one_second_have_two_names(opened):
    station = opened()
    ids = [send_emergency(station, an_order(), now=NOW).standing.emergency.id for _ in range(2)]
    assert ids == ["khan-cap-20261125-233000", "khan-cap-20261125-233000-2"]


def test_a_bulletin_that_is_called_off_leaves_the_heads_and_every_outlet_is_told(opened):
    station = opened()
    told = send_emergency(station, an_order(), now=NOW).standing.emergency
    with pytest.raises(NameNeeded):
        cancel_emergency(station, told.id, by="", reason="x", now=NOW)
    with pytest.raises(EmergencyError, match="lý do"):
        cancel_emergency(station, told.id, by="Hà", reason=" ", now=NOW)
    done = cancel_emergency(station, told.id, by="Hà", reason="nước rút", now=NOW + timedelta(minutes=5))
    assert done.state(NOW + timedelta(minutes=5)) is EmergencyState.CANCELLED
    assert names(outbox(station)) == [f"khan-cap/{told.id}-huy.zip", f"khan-cap/{told.id}.zip"]
    verify_bundle(outbox(station) / "khan-cap" / f"{told.id}-huy.zip")
    with zipfile.ZipFile(outbox(station) / "khan-cap" / f"{told.id}-huy.zip") as archive:
        notice = json.loads(archive.read("khan-cap.json"))
    assert (notice["action"], notice["id"], notice["reason"]) == ("cancel", told.id, "nước rút")
    kinds = [each.kind for each in done.events]
    assert kinds.count(EmergencyEventKind.NOTIFIED) == 2
    with pytest.raises(EmergencyOver):
        cancel_emergency(station, told.id, by="Hà", reason="nước rút", now=NOW + timedelta(minutes=6))
    with pytest.raises(EmergencyUnknown, match="có phải khan-cap"):
        emergency_named(station, EmergencyId("khan-cap-20261125-23300"))


def test_a_bulletin_whose_time_has_come_is_taken_away_once_and_stays_on_record(opened):
    station = opened()
    told = send_emergency(station, an_order(), now=NOW).standing.emergency
    assert expire_emergencies(station, LATER - timedelta(seconds=1)) == ()
    assert [each.emergency.id for each in expire_emergencies(station, LATER)] == [told.id]
    assert expire_emergencies(station, LATER) == ()
    assert names(outbox(station)) == [f"khan-cap/{told.id}.zip"]
    (standing,) = all_emergencies(station)
    assert [each.kind for each in standing.events][-1] is EmergencyEventKind.EXPIRED


def test_a_head_file_that_a_player_held_open_is_taken_away_later(opened, monkeypatch):
    station = opened()
    told = send_emergency(station, an_order(), now=NOW).standing.emergency
    head = outbox(station) / f"0000-{told.id}.mp3"
    content = head.read_bytes()
    cancel_emergency(station, told.id, by="Hà", reason="nước rút", now=NOW)
    head.write_bytes(content)
    expire_emergencies(station, NOW + timedelta(minutes=1))
    assert not head.exists()


def test_its_cuts_can_be_decoded_from_the_media_store(opened):
    station = opened()
    send_emergency(station, an_order(), now=NOW)
    with station.store.reading() as tx:
        made = tx.cuts.by_engine()
    assert made
    assert all(lossless.decode(station.media.get(audio, SOUND_SUFFIX)).count for audio in made)
