"""Alerts of others: what goes on air by itself, what waits for a person, what is refused."""

import os
from datetime import timedelta

import pytest
from cap_messages import SENT, Signer, a_message, an_area, an_info, refer
from makers import a_timetable

from broadcaster import engines
from broadcaster.domain.alerts import SignatureState
from broadcaster.domain.emergencies import EmergencyState
from broadcaster.errors import (
    AlertRefused,
    AlertSignatureWrong,
    AlertUnsigned,
    CertificateUnusable,
    DiskFull,
    EmergencyNeedsTwo,
    EmergencyNowhere,
    EmergencyTimeWrong,
)
from broadcaster.services import send_emergency
from broadcaster.services.end_emergency import all_emergencies
from broadcaster.services.send_alert import AlertAnswer, act_on_alert, receive_alert
from broadcaster.services.watch_alerts import AlertOutcome, put_by, waiting_alerts, watch_alerts
from broadcaster.station import Station
from broadcaster.testing.engines import ToneEngine

NOW = SENT + timedelta(minutes=5)
AUTOMATIC = """
cap_automatic = true
cap_reason = "quy chế phối hợp"
decided_by = "Chủ tịch xã"
"""
TWO = AlertAnswer(by="Trần Văn Sơn", confirmed_by="Lê Thị Hà", unsigned_seen=True)
SETTINGS = """
[station]
name = "Đài thử"
unit = "xa"
producing_outlet = "XA"
[emergency]
{certificate}
{more}
"""


class Point:
    def __init__(self, name, load):
        self.name, self.load = name, load


@pytest.fixture(scope="module")
def signer():
    return Signer()


@pytest.fixture
def opened(tmp_path, monkeypatch):
    real = engines.entry_points
    points = [Point("espeak", lambda: ToneEngine)]
    monkeypatch.setattr(engines, "entry_points", lambda group: points if group == engines.SPEECH else real(group=group))
    stations = []

    def make(signer=None, more=""):
        certificate = 'cap_certificate = "kttv.pem"' if signer else ""
        if signer:
            (tmp_path / "kttv.pem").write_text(signer.certificate, encoding="utf-8")
        text = SETTINGS.format(certificate=certificate, more=more)
        (tmp_path / "station.toml").write_text(text, encoding="utf-8")
        (tmp_path / "khan-cap").mkdir(exist_ok=True)
        station = Station.open(tmp_path, {})
        stations.append(station)
        unit = a_timetable().units
        with station.store.writing() as tx:
            tx.timetables.apply(a_timetable(units=unit), by="Nam", at=SENT, source="một")
        return station

    yield make
    for station in stations:
        station.store.close()


def put(station, content, name="a.xml", age_s=3600):
    path = station.folder / "khan-cap" / name
    path.write_bytes(content)
    stamp = NOW.timestamp() - age_s
    os.utime(path, (stamp, stamp))
    return path


def watched(station, content, name="a.xml", now=NOW):
    put(station, content, name)
    return watch_alerts(station, now)


def lying(station):
    inbox = station.folder / "khan-cap"
    return sorted(path.relative_to(inbox).as_posix() for path in inbox.rglob("*") if path.is_file())


# --- the watched folder


def test_a_signed_alert_goes_on_air_by_itself_where_the_policy_says_so(opened, signer):
    station = opened(signer, AUTOMATIC)
    (found,) = watched(station, signer.signed(a_message()))
    assert found.outcome is AlertOutcome.ACTED_ON, found.told
    (standing,) = all_emergencies(station)
    told = standing.emergency
    assert told.outlets == ("NGHIA-SON",)
    assert (told.by, told.policy) == ("dịch vụ của đài", "quy chế phối hợp (Chủ tịch xã)")
    assert (told.signature, told.alert) == ("CHỮ KÝ ĐÚNG", "kttv@ninhbinh.gov.vn,KTTV-2026-001")
    assert told.until == SENT + timedelta(hours=6)
    assert "Bão số 5 sắp đổ bộ vào bờ biển Nghĩa Hưng." in told.written
    assert "Bà con không ra khơi" in told.written
    assert lying(station) == ["da-doc/a.xml"]


def test_without_the_policy_even_a_signed_alert_waits_with_the_command_that_sends_it(opened, signer):
    station = opened(signer)
    (found,) = watched(station, signer.signed(a_message()))
    assert found.outcome is AlertOutcome.WAITS
    assert all_emergencies(station) == ()
    assert lying(station) == ["cho-duyet/a.xml", "cho-duyet/a.xml.txt"]
    assert waiting_alerts(station) == (station.folder / "khan-cap" / "cho-duyet" / "a.xml",)
    told = (station.folder / "khan-cap" / "cho-duyet" / "a.xml.txt").read_text(encoding="utf-8")
    assert 'broadcaster emergency send --cap "khan-cap/cho-duyet/a.xml"' in told


@pytest.mark.parametrize(
    ("message", "why"),
    [
        (a_message(an_info(language="en-US")), "tiếng Việt"),
        (a_message(an_info(areas=[an_area("Hà Nội")])), "không khớp"),
        (a_message(an_info(areas=[])), "không khớp"),
        (a_message(an_info(expires=None)), "hết hiệu lực"),
        (a_message(an_info(effective=NOW + timedelta(hours=1))), "giờ hiệu lực"),
        (a_message(kind="Cancel", references=refer()), "không nói tới bản tin nào"),
        (a_message(kind="Update", references=refer(sender="khac@x.vn")), "nơi gửi khác"),
    ],
)
def test_what_a_policy_cannot_answer_for_waits_for_a_person(opened, signer, message, why):
    station = opened(signer, AUTOMATIC)
    (found,) = watched(station, signer.signed(message))
    assert found.outcome is AlertOutcome.WAITS
    assert why in found.told
    assert all_emergencies(station) == ()


def test_an_unsigned_alert_waits_though_others_go_by_themselves(opened, signer):
    (found,) = watched(opened(signer, AUTOMATIC), a_message())
    assert (found.outcome, found.told) == (AlertOutcome.WAITS, "CHƯA KÝ")


def test_what_is_wrong_is_refused_with_a_reason_and_never_keeps_others_waiting(opened, signer):
    station = opened(signer, AUTOMATIC)
    put(station, signer.signed(a_message()).replace("Sơn".encode(), "Lạc".encode()), "0-sai.xml")
    put(station, b"<alert", "1-hong.xml")
    put(station, a_message(an_info(expires=NOW)), "2-het.xml")
    put(station, signer.signed(a_message()), "3-tot.xml")
    put(station, b"x", "ghi-chu.txt")
    outcomes = [each.outcome for each in watch_alerts(station, NOW)]
    assert outcomes == [AlertOutcome.REFUSED] * 3 + [AlertOutcome.ACTED_ON]
    refused = station.folder / "khan-cap" / "tu-choi"
    assert "CHỮ KÝ SAI" in (refused / "0-sai.xml.txt").read_text(encoding="utf-8")
    assert "XML hỏng" in (refused / "1-hong.xml.txt").read_text(encoding="utf-8")
    assert "đã hết hiệu lực lúc 13:05" in (refused / "2-het.xml.txt").read_text(encoding="utf-8")
    assert (station.folder / "khan-cap" / "ghi-chu.txt").is_file()


def test_a_file_that_is_still_being_copied_is_left_for_the_next_time(opened, signer):
    station = opened(signer, AUTOMATIC)
    content = signer.signed(a_message())
    path = put(station, content[:400], age_s=2)
    assert watch_alerts(station, NOW) == ()
    path.write_bytes(content)
    (found,) = watch_alerts(station, NOW)
    assert found.outcome is AlertOutcome.ACTED_ON


def test_an_alert_that_comes_twice_is_told_once(opened, signer):
    station = opened(signer, AUTOMATIC)
    watched(station, signer.signed(a_message()))
    (again,) = watched(station, signer.signed(a_message(an_info(headline="Lời khác."))))
    assert again.outcome is AlertOutcome.KNOWN
    assert len(all_emergencies(station)) == 1
    assert lying(station) == ["da-doc/a-2.xml", "da-doc/a.xml"]


def test_an_update_takes_the_place_of_what_it_updates(opened, signer):
    station = opened(signer, AUTOMATIC)
    watched(station, signer.signed(a_message()))
    later = NOW + timedelta(minutes=1)
    update = a_message(an_info(headline="Bão đổi hướng."), identifier="KTTV-2", kind="Update", references=refer())
    (found,) = watched(station, signer.signed(update), "b.xml", later)
    assert found.outcome is AlertOutcome.ACTED_ON
    new, old = all_emergencies(station)
    assert new.emergency.replaces == (old.emergency.id,)
    assert old.state(later) is EmergencyState.UPDATED
    heads = [p.name for p in (station.folder / "audio_out" / "2026-11-25" / "NGHIA-SON").glob("0000-*")]
    assert heads == [f"0000-{new.emergency.id}.mp3"]


def test_a_signed_cancellation_takes_the_bulletin_away(opened, signer):
    station = opened(signer, AUTOMATIC)
    watched(station, signer.signed(a_message()))
    cancel = a_message(identifier="KTTV-3", kind="Cancel", references=refer())
    (found,) = watched(station, signer.signed(cancel), "b.xml", NOW + timedelta(minutes=1))
    assert found.outcome is AlertOutcome.ENDED
    assert all_emergencies(station)[0].state(NOW + timedelta(minutes=1)) is EmergencyState.CANCELLED


def test_an_exercise_is_told_as_a_drill_and_never_ends_the_real_one(opened, signer):
    station = opened(signer, AUTOMATIC)
    watched(station, signer.signed(a_message()))
    exercise = a_message(status="Exercise", identifier="DT-1", kind="Update", references=refer())
    watched(station, signer.signed(exercise), "b.xml", NOW + timedelta(minutes=1))
    drill, real = all_emergencies(station)
    assert drill.emergency.drill
    assert real.state(NOW + timedelta(minutes=1)) is EmergencyState.ACTIVE


def test_a_bulletin_whose_time_has_come_is_taken_away_by_the_way(opened, signer):
    station = opened(signer, AUTOMATIC)
    watched(station, signer.signed(a_message()))
    watch_alerts(station, SENT + timedelta(hours=6))
    assert all_emergencies(station)[0].ended


def test_a_station_without_the_folder_has_nothing_to_watch(opened):
    station = opened()
    (station.folder / "khan-cap").rmdir()
    assert watch_alerts(station, NOW) == ()


def test_what_only_failed_here_is_never_held_against_an_alert(opened, signer, monkeypatch):
    station = opened(signer, AUTOMATIC)
    content = signer.signed(a_message())
    put(station, content)

    def full(*_arguments, **_more):
        raise DiskFull(path="x")

    with monkeypatch.context() as patched:
        patched.setattr(send_emergency, "mix_urgent", full)
        assert watch_alerts(station, NOW) == ()
    assert lying(station) == ["a.xml"]
    (station.folder / "kttv.pem").write_text("không phải", encoding="utf-8")
    (found,) = watch_alerts(station, NOW)
    assert found.outcome is AlertOutcome.WAITS
    assert "chứng thư" in found.told


# --- by a person


def test_a_person_sends_an_unsigned_alert_only_knowing_that_it_is(opened):
    station = opened()
    received = receive_alert(station, put(station, a_message()), now=NOW)
    assert received.alert.signature is SignatureState.UNSIGNED
    assert received.notes[0] == "CHƯA KÝ"
    with pytest.raises(AlertUnsigned):
        act_on_alert(station, received, AlertAnswer(by="Sơn", confirmed_by="Hà"), now=NOW)
    with pytest.raises(EmergencyNeedsTwo):
        act_on_alert(station, received, AlertAnswer(by="Sơn", unsigned_seen=True), now=NOW)
    sent = act_on_alert(station, received, TWO, now=NOW).sent
    assert sent is not None
    assert sent.standing.emergency.reason == "cảnh báo KTTV-2026-001 của kttv@ninhbinh.gov.vn"
    put_by(station, received.path)
    assert lying(station) == ["da-doc/a.xml"]


def test_an_alert_for_nowhere_we_know_asks_for_outlets(opened):
    station = opened()
    received = receive_alert(station, put(station, a_message(an_info(areas=[an_area("Hà Nội")]))), now=NOW)
    with pytest.raises(EmergencyNowhere, match="Hà Nội"):
        act_on_alert(station, received, TWO, now=NOW)


def test_an_alert_without_an_end_asks_for_one_and_the_earlier_end_holds(opened):
    station = opened()
    received = receive_alert(station, put(station, a_message(an_info(expires=None))), now=NOW)
    with pytest.raises(AlertRefused, match="--until"):
        act_on_alert(station, received, TWO, now=NOW)
    with pytest.raises(EmergencyTimeWrong):
        act_on_alert(station, received, AlertAnswer(by="S", confirmed_by="H", unsigned_seen=True, until=NOW), now=NOW)


def test_a_rehearsal_with_a_real_alert_leaves_it_to_be_told_in_earnest(opened):
    station = opened()
    received = receive_alert(station, put(station, a_message()), now=NOW)
    drill = AlertAnswer(by="Sơn", confirmed_by="Hà", unsigned_seen=True, drill=True)
    act_on_alert(station, received, drill, now=NOW)
    again = receive_alert(station, received.path, now=NOW)
    assert again.told is None
    act_on_alert(station, again, TWO, now=NOW + timedelta(minutes=1))
    assert [each.emergency.drill for each in all_emergencies(station)] == [False, True]


def test_a_wrong_signature_or_certificate_stops_a_person_too(opened, signer):
    station = opened(signer)
    path = put(station, Signer().signed(a_message()))
    with pytest.raises(AlertSignatureWrong):
        receive_alert(station, path, now=NOW)
    (station.folder / "kttv.pem").write_text("không phải", encoding="utf-8")
    with pytest.raises(CertificateUnusable):
        receive_alert(station, path, now=NOW)
    (station.folder / "kttv.pem").unlink()
    with pytest.raises(CertificateUnusable, match="không có tệp"):
        receive_alert(station, path, now=NOW)
