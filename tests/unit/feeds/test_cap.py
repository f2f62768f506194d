"""Alerts of others: read when they are what they say, refused with one of our errors whatever they are."""

from datetime import UTC, datetime, timedelta

import lxml.etree
import pytest
from cap_messages import SENT, Signer, a_message, an_area, an_info, local, refer
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from broadcaster.domain.alerts import AlertArea, AlertKind, AlertReference, SignatureState
from broadcaster.errors import (
    AlertError,
    AlertRefused,
    AlertSignatureWrong,
    AlertUnreadable,
    CertificateUnusable,
    FileMissing,
)
from broadcaster.feeds.cap import LARGEST, alert_of, read_alert
from broadcaster.feeds.cap_signature import check_certificate

NOW = SENT + timedelta(minutes=5)


@pytest.fixture(scope="module")
def signer():
    return Signer()


def read(content, certificate=""):
    return alert_of(content, name="x.xml", certificate=certificate, now=NOW)


def test_a_message_is_read_whole():
    found = read(a_message(an_info(areas=[an_area("xã Nghĩa Sơn", "13936"), an_area("xã Nghĩa Lạc")])))
    assert (found.identifier, found.sender, found.sent) == ("KTTV-2026-001", "kttv@ninhbinh.gov.vn", SENT)
    assert found.kind is AlertKind.ALERT
    assert not found.drill
    assert found.headline == "Bão số 5 sắp đổ bộ vào bờ biển Nghĩa Hưng."
    assert found.description == ("Gió giật cấp mười hai từ chiều nay.", "Sóng biển cao năm mét.")
    assert found.instruction == ("Bà con không ra khơi, chằng chống nhà cửa.",)
    assert found.expires == SENT + timedelta(hours=6)
    assert found.areas == (
        AlertArea(description="xã Nghĩa Sơn", codes=("13936",)),
        AlertArea(description="xã Nghĩa Lạc"),
    )
    assert (found.urgency, found.severity, found.certainty) == ("Immediate", "Extreme", "Observed")
    assert found.signature is SignatureState.UNSIGNED
    assert found.key == "kttv@ninhbinh.gov.vn,KTTV-2026-001"


def test_vietnamese_is_taken_before_any_other_language():
    found = read(a_message(an_info(language="en-US", headline="Storm"), an_info(headline="Bão"), an_info(language="")))
    assert (found.language, found.headline) == ("vi-VN", "Bão")
    assert found.languages == ("en-US", "vi-VN")
    assert found.in_vietnamese


def test_without_vietnamese_the_first_language_is_taken_and_said():
    found = read(a_message(an_info(language="", headline="Storm"), an_info(language="fr", headline="Tempête")))
    assert (found.language, found.headline) == ("en-US", "Storm")
    assert not found.in_vietnamese


def test_several_infos_of_one_language_are_all_told():
    early, late = SENT + timedelta(hours=1), SENT + timedelta(hours=2)
    found = read(
        a_message(
            an_info(description="Một.", expires=early, areas=[an_area("xã Nghĩa Sơn")]),
            an_info(description="Hai.", expires=late, areas=[an_area("xã Nghĩa Lạc")]),
        )
    )
    assert found.description == ("Một.", "Hai.")
    assert found.expires == late
    assert [area.description for area in found.areas] == ["xã Nghĩa Sơn", "xã Nghĩa Lạc"]


def test_an_exercise_is_a_drill():
    assert read(a_message(status="Exercise")).drill


def test_a_cancellation_and_an_update_name_what_they_speak_of():
    cancel = read(a_message(kind="Cancel", references=refer() + " " + refer("KTTV-2026-000")))
    assert cancel.references == (
        AlertReference(sender="kttv@ninhbinh.gov.vn", identifier="KTTV-2026-001"),
        AlertReference(sender="kttv@ninhbinh.gov.vn", identifier="KTTV-2026-000"),
    )
    assert read(a_message(kind="Update", references=refer())).kind is AlertKind.UPDATE


@pytest.mark.parametrize(
    ("message", "why"),
    [
        (a_message(status="Test"), "Test"),
        (a_message(status="Draft"), "Draft"),
        (a_message(status="System"), "System"),
        (a_message(kind="Ack", references=refer()), "Ack"),
        (a_message(scope="Restricted"), "Restricted"),
        (a_message(kind="Cancel"), "không nói hủy"),
    ],
)
def test_what_never_goes_on_air_is_refused(message, why):
    with pytest.raises(AlertRefused, match=why):
        read(message)


def without(element):
    root = lxml.etree.fromstring(a_message())
    for found in root.iter(f"{{*}}{element}"):
        found.getparent().remove(found)
        break
    return lxml.etree.tostring(root)


@pytest.mark.parametrize(
    "element",
    [
        *("identifier", "sender", "sent", "status", "msgType", "scope"),
        *("category", "event", "urgency", "severity", "certainty", "areaDesc"),
    ],
)
def test_an_element_that_must_be_there_is_missed(element):
    with pytest.raises(AlertUnreadable, match=element):
        read(without(element))


BOMB = "<!DOCTYPE alert [<!ENTITY a 'ha'>" + "".join(
    f"<!ENTITY {name} '{f'&{before};' * 10}'>" for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize(
    ("message", "why"),
    [
        (b"", "XML"),
        (b"<alert", "XML"),
        (b"\xff\xfe\x00<", "UTF-8"),
        (a_message(namespace="urn:oasis:names:tc:emergency:cap:1.1"), "CAP 1.2"),
        (a_message(namespace=""), "CAP 1.2"),
        (b"<rss/>", "rss"),
        (a_message(head='<!DOCTYPE alert [<!ENTITY x SYSTEM "file:///etc/passwd">]>', sender="&x;"), "DOCTYPE"),
        (a_message(head='<!DOCTYPE alert SYSTEM "http://127.0.0.1:9/a.dtd">'), "DOCTYPE"),
        (a_message(head=BOMB + "]>", sender="&i;"), "DOCTYPE"),
        (a_message(an_info(description="x" * (10 << 20))), "lớn hơn"),
        (a_message(an_info(more="<parameter>" * 100 + "</parameter>" * 100)), "lồng nhau"),
        (a_message(an_info(more="<parameter>" * 9000 + "</parameter>" * 9000)), "XML|lồng nhau"),
        (a_message(sent="2026-11-25T06:00:00"), "múi giờ"),
        (a_message(sent="2026-13-45T06:00:00+07:00"), "giờ có thật"),
        (a_message(identifier="a b"), "identifier"),
        (a_message(sender="a,b"), "sender"),
        (a_message(identifier="x" * 300), "identifier"),
        (a_message(kind="Update", references="chỉ-có-mã"), "references"),
        (a_message(an_info(urgency="Ngay")), "urgency"),
        (a_message(an_info(more="<event>Lũ</event>")), "2 lần"),
        (a_message(*[an_info()] * 41), "quá 40"),
    ],
    ids=range(21),
)
def test_what_is_no_message_is_refused(message, why):
    with pytest.raises(AlertUnreadable, match=why):
        read(message)


def test_a_signed_message_is_proved(signer):
    found = read(signer.signed(a_message()), signer.certificate)
    assert found.signature is SignatureState.VALID
    assert found.headline.startswith("Bão số 5")


def test_a_signature_without_a_certificate_of_ours_is_told_as_unchecked(signer):
    assert read(signer.signed(a_message())).signature is SignatureState.UNCHECKED


def test_a_missing_signature_is_told(signer):
    assert read(a_message(), signer.certificate).signature is SignatureState.UNSIGNED


def test_a_message_that_was_changed_after_signing_is_refused(signer):
    changed = signer.signed(a_message()).replace("Nghĩa Sơn".encode(), "Nghĩa Lạc".encode())
    with pytest.raises(AlertSignatureWrong):
        read(changed, signer.certificate)


def test_a_message_that_somebody_else_signed_is_refused_though_it_carries_his_certificate(signer):
    with pytest.raises(AlertSignatureWrong):
        read(Signer().signed(a_message()), signer.certificate)


def test_a_certificate_out_of_its_days_proves_nothing():
    old = Signer(valid_to=SENT - timedelta(days=1))
    with pytest.raises(AlertSignatureWrong):
        read(old.signed(a_message()), old.certificate)


def test_a_signed_message_wrapped_into_another_does_not_prove_the_other(signer):
    inner = signer.signed(a_message()).split(b"?>", 1)[1]
    outer = a_message(an_info(headline="Lời giả", more=inner.decode()))
    assert read(outer, signer.certificate).signature is SignatureState.UNSIGNED
    moved = lxml.etree.fromstring(outer)
    moved.append(next(moved.iter("{http://www.w3.org/2000/09/xmldsig#}Signature")))
    with pytest.raises(AlertSignatureWrong):
        read(lxml.etree.tostring(moved), signer.certificate)


def test_a_certificate_that_is_none_is_told():
    with pytest.raises(CertificateUnusable, match="PEM"):
        check_certificate("chữ", name="chung-thu.pem")


def test_a_file_is_read_and_a_large_one_is_not_held(tmp_path):
    path = tmp_path / "a.xml"
    path.write_bytes(a_message())
    assert read_alert(path, certificate="", now=NOW).identifier == "KTTV-2026-001"
    path.write_bytes(b"<" * (LARGEST + 1))
    with pytest.raises(AlertUnreadable, match="256 KB"):
        read_alert(path, certificate="", now=NOW)
    with pytest.raises(FileMissing):
        read_alert(tmp_path / "b.xml", certificate="", now=NOW)


GOOD = a_message(an_info(areas=[an_area("xã Nghĩa Sơn", "13936")]), kind="Update", references=refer())


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    cut=st.integers(0, len(GOOD)),
    length=st.integers(0, 60),
    new=st.binary(max_size=40) | st.sampled_from([b"<!DOCTYPE x>", b"<info>", b"</alert>", b"&#0;", b"]]>", b"<x:y/>"]),
)
def test_a_message_with_any_part_replaced_gives_an_alert_or_one_of_our_errors(signer, cut, length, new):
    for content in (GOOD[:cut] + new + GOOD[cut + length :], new):
        try:
            found = read(content, signer.certificate)
        except AlertError as error:
            assert str(error)  # noqa: PT017 - either outcome is right
        else:
            assert found.sent.utcoffset() is not None


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_a_signed_message_with_any_byte_changed_never_tells_other_words_as_proved(signer, data):
    content = signer.signed(a_message())
    at = data.draw(st.integers(0, len(content) - 1))
    changed = content[:at] + bytes([content[at] ^ data.draw(st.integers(1, 255))]) + content[at + 1 :]
    try:
        found = read(changed, signer.certificate)
    except AlertError:
        return
    if found.signature is SignatureState.VALID:
        assert (found.headline, found.areas) == (read(a_message()).headline, read(a_message()).areas)


def test_times_of_any_zone_are_understood():
    assert read(a_message(sent="2026-11-25T06:00:00Z")).sent == datetime(2026, 11, 25, 6, tzinfo=UTC)
    assert local(SENT).endswith("+07:00")
