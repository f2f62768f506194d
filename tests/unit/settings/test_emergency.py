"""``[emergency]``: what may be relaxed, and what must then be written down."""

import pytest

from broadcaster.domain.emergencies import AfterEmergency
from broadcaster.errors import SettingsError
from broadcaster.settings.station import load_station

STATION = '[station]\nname = "Đài"\nunit = "xa"\nproducing_outlet = "XA"\n[emergency]\n'


def loaded(folder, text=""):
    (folder / "station.toml").write_text(STATION + text, encoding="utf-8")
    return load_station(folder, {}).emergency


def test_unless_told_two_people_send_it_and_no_alert_goes_by_itself(tmp_path):
    found = loaded(tmp_path)
    assert not found.one_person
    assert not found.cap_automatic
    assert (found.after, found.repeat, found.voices) == (AfterEmergency.RESUME, 2, ())


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("one_person = true", "one_person_reason"),
        ('one_person = true\none_person_reason = "một người"', "ai quyết định"),
        ("cap_automatic = true", "cap_reason"),
        ('cap_automatic = true\ncap_reason = "x"\ndecided_by = "y"', "chứng thư"),
        ('cap_automatic = true\ncap_reason = "x"\ncap_certificate = "a.pem"', "ai quyết định"),
        ('after = "skip"', "after"),
        ("repeat = 0", "repeat"),
        ('voices = ["a b"]', "bộ_đọc:giọng"),
        ("voice_seconds = 0", "voice_seconds"),
        ("voice_second = 1", "voice_seconds"),
    ],
)
def test_a_relaxation_without_its_reason_or_a_slip_is_refused(tmp_path, text, why):
    with pytest.raises(SettingsError, match=why):
        loaded(tmp_path, text)


def test_a_relaxation_that_somebody_decided_on_holds(tmp_path):
    found = loaded(tmp_path, 'one_person = true\none_person_reason = "một người"\ndecided_by = "Chủ tịch"')
    assert found.one_person
