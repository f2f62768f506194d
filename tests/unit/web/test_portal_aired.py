"""What aired at a commune: two taps, once; a form for what went otherwise; nothing of the future; corrections kept."""

from datetime import timedelta

import pytest
from makers import COMMUNE, DAY
from portal_made import EVENING_OF, airings, given_day, moved, planned
from web_made import crew_in

from broadcaster.asrun.outcomes import outcome
from broadcaster.asrun.standing import standing
from broadcaster.domain.accounts import Role
from broadcaster.domain.airings import Evidence
from broadcaster.domain.outcomes import Outcome
from broadcaster.domain.zone import ZONE
from broadcaster.services.audit import trail
from broadcaster.services.tell_aired import over_sessions, waiting

AT = f"/xa/{COMMUNE}/da-phat"
WHO = "Người người vận hành xã"


@pytest.fixture
def crew(tmp_path, peopled_folder):
    made = moved(given_day(crew_in(tmp_path, peopled_folder)), EVENING_OF)
    yield made
    made.close()


def sessions(crew):
    return crew.playlists[COMMUNE]


def log(crew):
    return standing(airings(crew, COMMUNE))


def fill(crew, playlist, **form):
    """Send the form as it was planned but for what is given."""
    planned = {
        "bat_dau": f"{playlist.starts_at.astimezone(ZONE):%H:%M}",
        "ket_thuc": f"{playlist.stops_at.astimezone(ZONE):%H:%M}",
        "nghe": [each.position for each in playlist.items],
    }
    return crew.as_(Role.OPERATOR).fill(f"{AT}/{playlist.id}/khac", **planned | form)


def test_a_session_that_went_well_is_told_in_two_taps(crew):
    client, (first, second) = crew.as_(Role.OPERATOR), sessions(crew)
    told = client.get(AT).text
    assert "chưa giao gói nào" not in client.get(f"{AT}/{first.id}/du").text
    assert told.index(f"{first.id}/du") < told.index(f"{second.id}/du")
    assert f'action="{AT}/{first.id}/du"' in client.get(f"{AT}/{first.id}/du").text
    assert log(crew) == ()
    answer = client.fill(f"{AT}/{first.id}/du")
    assert (answer.status_code, answer.headers["location"]) == (303, f"{AT}?xong=moi")
    entries = log(crew)
    assert len(entries) == len(first.items)
    assert {(e.evidence, e.said_by, outcome(e)) for e in entries} == {(Evidence.OPERATOR, WHO, Outcome.ON_TIME)}
    assert {e.source for e in entries} == {"xác nhận trên trang"}
    after = client.get(answer.headers["location"]).text
    assert "Đã ghi vào sổ." in after
    assert f"{first.id}/du" not in after
    assert f"{WHO}, 20:00 15/03/2023" in after
    assert [entry.subject for _, entry in trail(crew.station, action="airing.confirm")] == [first.id]


def test_a_double_tap_adds_nothing(crew):
    client, first = crew.as_(Role.OPERATOR), sessions(crew)[0]
    client.fill(f"{AT}/{first.id}/du")
    before = log(crew)
    again = client.fill(f"{AT}/{first.id}/du")
    assert again.headers["location"] == f"{AT}?xong=cu"
    assert log(crew) == before
    assert "không ghi thêm" in client.get(again.headers["location"]).text


def test_what_is_not_over_cannot_be_told(crew, tmp_path, peopled_folder):
    evening = sessions(crew)[1]
    for when, there in ((evening.starts_at - timedelta(hours=1), False), (evening.stops_at, True)):
        made = moved(given_day(crew_in(tmp_path / f"{there}", peopled_folder)), when)
        client = made.as_(Role.OPERATOR)
        assert (f"{evening.id}/du" in client.get(AT).text) is there
        assert client.get(f"{AT}/{evening.id}/du").status_code == (200 if there else 404)
        assert client.fill(f"{AT}/{evening.id}/du").status_code == (303 if there else 404)
        assert len(log(made)) == (len(evening.items) if there else 0)
        made.close()


def test_several_days_wait_the_oldest_first_and_no_longer_than_a_month(crew):
    def days(later):
        found = over_sessions(crew.station, COMMUNE, now=EVENING_OF + timedelta(days=later))
        return list(waiting(found))

    assert days(0) == [DAY]
    assert days(31) == [DAY]
    assert days(32) == []
    moved(crew, EVENING_OF + timedelta(days=3))
    assert "Chờ ghi: thứ Tư 15/03/2023" in crew.as_(Role.OPERATOR).get(AT).text


def test_a_session_that_began_late_and_was_cut_is_told_with_its_cause(crew):
    first = sessions(crew)[0]
    begins = first.starts_at + timedelta(minutes=5)
    stops = begins + timedelta(minutes=1)
    hours = {"bat_dau": f"{begins.astimezone(ZONE):%H:%M}", "ket_thuc": f"{stops.astimezone(ZONE):%H:%M}"}
    assert fill(crew, first, **hours, chon="mất điện", nguyen_nhan="cả thôn").status_code == 303
    entries = sorted(log(crew), key=lambda each: each.position)
    assert entries[0].observed_start == begins.replace(second=0, microsecond=0)
    assert max(e.observed_stop for e in entries if e.observed_stop) == stops.replace(second=0, microsecond=0)
    assert {outcome(e) for e in entries} == {Outcome.LATE, Outcome.PARTIAL, Outcome.NOT_AIRED}
    assert {e.cause for e in entries} == {"mất điện; cả thôn"}
    assert {e.resolution for e in entries} == {60_000}
    assert "mất điện; cả thôn" in crew.as_(Role.OPERATOR).get(AT).text


def test_some_items_that_did_not_air_are_told_and_the_others_stay_on_time(crew):
    first = sessions(crew)[0]
    gone = first.items[2].position
    heard = [each.position for each in first.items if each.position != gone]
    assert fill(crew, first, nghe=heard, nguyen_nhan="loa hỏng").status_code == 303
    assert {e.position: (outcome(e), e.cause) for e in log(crew)} == {
        each.position: (Outcome.NOT_AIRED, "loa hỏng") if each.position == gone else (Outcome.ON_TIME, "")
        for each in first.items
    }


def test_a_session_that_did_not_air_is_told_by_no_item(crew):
    first = sessions(crew)[0]
    assert fill(crew, first, nghe=[], bat_dau="", ket_thuc="", chon="mất điện").status_code == 303
    assert {(outcome(e), e.cause) for e in log(crew)} == {(Outcome.NOT_AIRED, "mất điện")}


def test_as_planned_by_the_form_is_the_same_word_as_two_taps(crew):
    first = sessions(crew)[0]
    crew.as_(Role.OPERATOR).fill(f"{AT}/{first.id}/du")
    before = log(crew)
    assert fill(crew, first, vi_sao="xem lại").headers["location"].endswith("cu")
    assert log(crew) == before


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ({"bat_dau": "06:05"}, "khác kế hoạch thì ghi nguyên nhân"),
        ({"nghe": []}, "khác kế hoạch thì ghi nguyên nhân"),
        ({"bat_dau": "25:00", "chon": "mất điện"}, "không hiểu giờ"),
        ({"bat_dau": "<b>", "chon": "mất điện"}, "không hiểu giờ"),
        ({"ket_thuc": "05:00", "chon": "mất điện"}, "đứng trước giờ bắt đầu"),
        ({"bat_dau": "23:00", "ket_thuc": "23:30", "chon": "mất điện"}, "còn chưa xong"),
    ],
)
def test_what_cannot_have_been_so_is_refused_with_a_sentence_and_what_was_typed(crew, form, sentence):
    first = sessions(crew)[0]
    answer = fill(crew, first, **form)
    assert 400 <= answer.status_code < 500
    assert sentence in answer.text
    assert "<b>" not in answer.text.split("<main", 1)[1].split('class="sheet"')[0]
    assert log(crew) == ()


def test_a_word_is_corrected_with_a_reason_and_the_old_one_stays_in_the_log(crew):
    client, first = crew.as_(Role.OPERATOR), sessions(crew)[0]
    client.fill(f"{AT}/{first.id}/du")
    assert "Vì sao đính chính" in client.get(f"{AT}/{first.id}/khac").text
    without = fill(crew, first, nghe=[], chon="mất điện")
    assert without.status_code == 409
    assert "đính chính thì ghi vì sao" in without.text
    assert fill(crew, first, nghe=[], chon="mất điện", vi_sao="bấm nhầm").status_code == 303
    every = airings(crew, COMMUNE)
    assert len(every) == 2 * len(first.items)
    assert {outcome(e) for e in standing(every)} == {Outcome.NOT_AIRED}
    assert {e.correction_reason for e in standing(every)} == {"bấm nhầm"}
    told = client.get(AT).text
    assert "Đính chính: bấm nhầm" in told
    again = client.fill(f"{AT}/{first.id}/du")
    assert again.status_code == 409
    assert "--replace" not in again.text
    assert "đã được xác nhận khác" in again.text
    back = fill(crew, first, vi_sao="loa vẫn phát")
    assert back.status_code == 303
    assert {(outcome(e), e.cause) for e in log(crew)} == {(Outcome.ON_TIME, "")}


def test_whoever_tells_it_is_the_account_and_not_a_name_that_is_sent(crew):
    first = sessions(crew)[0]
    crew.as_(Role.TECHNICIAN).fill(f"{AT}/{first.id}/du", said_by="Ai đó", by="Ai đó")
    assert {e.said_by for e in log(crew)} == {"Người kỹ thuật viên"}


def test_a_session_that_was_never_sent_asks_for_a_second_look(tmp_path, peopled_folder):
    made = crew_in(tmp_path, peopled_folder)
    first = planned(made.station)[COMMUNE][0]
    moved(made, EVENING_OF)
    client = made.as_(Role.OPERATOR)
    assert "chưa giao gói nào" in client.get(f"{AT}/{first.id}/du").text
    assert client.fill(f"{AT}/{first.id}/du").status_code == 303
    made.close()
