"""One entry of the log on its page: who may correct it, what is refused, and that the old one stays."""

import html

import pytest
from airtime_made import AFTER, NASTY, fill_airtime
from makers import COMMUNE, DAY, STATION
from web_made import crew_in

from broadcaster.domain.accounts import Role
from broadcaster.domain.airings import Evidence
from broadcaster.domain.ids import DurationMs
from broadcaster.services.audit import trail
from broadcaster.services.close_log import verify_log

AT = "/thoi-luong/muc"
WORD = {"luc": "06:07:00", "dai": "0:10", "nguyen_nhan": "mất điện", "vi_sao": "người trực xem lại sổ"}


@pytest.fixture
def aired(tmp_path, peopled_folder):
    made = crew_in(tmp_path, peopled_folder)
    fill_airtime(made.station)
    made.clock.now = AFTER
    yield made
    made.close()


def entries(crew, outlet=COMMUNE):
    with crew.station.store.reading() as tx:
        return tx.airings.of_outlets(DAY, [outlet])


def entry(crew, *, evidence=Evidence.OPERATOR, corrected=False, outlet=COMMUNE):
    """Give the entry of a grade; of people's word, the one that stands or the one that was corrected."""
    mine = [each for each in entries(crew, outlet) if each.evidence is evidence]
    replaced = {each.corrects for each in mine}
    return next(each for each in mine if (each.id in replaced) is corrected)


def read(client, path, status=200):
    answer = client.get(path)
    assert answer.status_code == status, answer.text
    return html.unescape(answer.text)


def test_a_correction_takes_the_place_of_an_entry_that_stays_in_the_chain(aired):
    client, before = aired.as_(Role.OPERATOR), entry(aired)
    assert f'href="{AT}/{before.id}"' in read(client, "/thoi-luong/vi-sao?ky=2023-03")
    answer = client.fill(f"{AT}/{before.id}", **WORD)
    made = next(each for each in entries(aired) if each.corrects == before.id)
    assert answer.headers["location"] == f"{AT}/{made.id}"
    assert (made.evidence, made.said_by) == (Evidence.OPERATOR, "Người người vận hành xã")
    assert (made.played, made.cause, made.correction_reason) == (DurationMs(10_000), "mất điện", WORD["vi_sao"])
    assert made.source == "đính chính trên trang của Người người vận hành xã"
    assert before in entries(aired)
    told = read(client, f"{AT}/{made.id}")
    assert told.count(f"{AT}/{before.id}") == 1
    assert "người trực ghi nhầm giờ" not in told.split("Những mục mà nó thay")[0]
    assert f"{AT}/{made.id}" in read(client, f"{AT}/{before.id}")
    assert "Đính chính mục này" not in read(client, f"{AT}/{before.id}")
    assert not verify_log(aired.station, outlet=COMMUNE).faults
    noted = trail(aired.station, action="airing_corrected")[0][1]
    assert (noted.who, noted.subject) == ("operator", made.id)
    assert before.id in noted.detail


def test_what_is_left_as_it_stands_was_right(aired):
    before = entry(aired)
    client = aired.as_(Role.TECHNICIAN)
    form = {"luc": "", "dai": "", "nguyen_nhan": "hỏng máy", "vi_sao": "ghi nhầm nguyên nhân"}
    assert client.fill(f"{AT}/{before.id}", **form).status_code == 303
    made = next(each for each in entries(aired) if each.corrects == before.id)
    assert (made.observed_start, made.played, made.cause) == (before.observed_start, before.played, "hỏng máy")


def test_an_item_that_did_not_air_loses_its_time(aired):
    before = entry(aired)
    client = aired.as_(Role.OPERATOR)
    assert client.fill(f"{AT}/{before.id}", **WORD | {"khong_phat": "1"}).status_code == 303
    made = next(each for each in entries(aired) if each.corrects == before.id)
    assert (made.observed_start, made.played) == (None, 0)
    assert "không phát" in read(client, f"{AT}/{made.id}")


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ({"vi_sao": " "}, "chưa nói vì sao"),
        ({"luc": "25:00"}, "không hiểu giờ"),
        ({"luc": "x" * 20}, "không hiểu giờ"),
        ({"dai": "một phút"}, "không hiểu thời lượng"),
        ({"dai": "99:00"}, "không dài hơn mục"),
        ({"luc": "", "dai": "", "nguyen_nhan": "mất điện"}, "nội dung không khác mục cũ"),
        ({"vi_sao": "ẩn\u202e"}, "ký tự ẩn"),
    ],
)
def test_what_cannot_have_been_is_refused_with_what_was_typed(aired, form, sentence):
    before, count = entry(aired), len(entries(aired))
    answer = aired.as_(Role.OPERATOR).fill(f"{AT}/{before.id}", **WORD | form)
    assert 400 <= answer.status_code < 500
    told = html.unescape(answer.text)
    assert sentence in told
    assert f'value="{(WORD | form)["dai"]}"' in told
    assert len(entries(aired)) == count


def test_an_entry_that_was_corrected_or_rehearsed_is_not_corrected(aired):
    client, count = aired.as_(Role.TECHNICIAN), len(entries(aired))
    for wrong, sentence in (
        (entry(aired, corrected=True), "đã được đính chính"),
        (entry(aired, evidence=Evidence.REHEARSAL), "đính chính"),
    ):
        assert "Đính chính mục này" not in read(client, f"{AT}/{wrong.id}")
        answer = client.fill(f"{AT}/{wrong.id}", **WORD)
        assert answer.status_code in {403, 409}
        assert sentence in html.unescape(answer.text)
    assert len(entries(aired)) == count


@pytest.mark.parametrize("role", list(Role))
def test_people_take_back_peoples_word_and_technicians_a_machines(aired, role):
    client = aired.as_(role)
    at_home = role in {Role.OPERATOR, Role.TECHNICIAN}
    mine = entry(aired)
    if role is not Role.OPERATOR:
        machine = entry(aired, evidence=Evidence.PLAYER, outlet=STATION)
        technical = role is Role.TECHNICIAN
        assert ("Đính chính mục này" in read(client, f"{AT}/{machine.id}")) is technical
        assert client.fill(f"{AT}/{machine.id}", **WORD).status_code == (303 if technical else 403)
    assert ("Đính chính mục này" in read(client, f"{AT}/{mine.id}")) is at_home
    assert client.fill(f"{AT}/{mine.id}", **WORD).status_code == (303 if at_home else 403)


def test_a_machines_word_is_not_taken_back_by_the_operator_of_its_outlet(aired):
    machine = entry(aired, evidence=Evidence.PLAYER, outlet=STATION)
    client = aired.at_outlet("truc.dai", Role.OPERATOR, STATION)
    assert "Đính chính mục này" not in read(client, f"{AT}/{machine.id}")
    assert client.fill(f"{AT}/{machine.id}", **WORD).status_code == 403
    assert entry(aired, evidence=Evidence.PLAYER, outlet=STATION) == machine


def test_an_entry_of_a_foreign_outlet_is_as_if_it_were_not_there(aired):
    foreign, client = entry(aired, evidence=Evidence.PLAYER, outlet=STATION), aired.as_(Role.OPERATOR)
    for name in (foreign.id, foreign.id[:8], "khong-co", "%25"):
        assert client.get(f"{AT}/{name}").status_code == 404
        assert client.fill(f"{AT}/{name}", **WORD).status_code == 404


def test_titles_are_words_and_the_page_is_told_in_english_too(aired):
    client = aired.as_(Role.TECHNICIAN)
    nasty = entry(aired, evidence=Evidence.PLAYER, outlet=STATION)
    told = client.get(f"{AT}/{nasty.id}").text
    assert NASTY not in told
    assert html.escape(NASTY, quote=False).replace('"', "&#34;") in told
    client.get("/giao-dien?tieng=en&ve=/")
    assert "Correct this entry" in read(client, f"{AT}/{entry(aired).id}")
