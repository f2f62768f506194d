"""The settings page: what holds and why, no secret told, and the check by one button."""

import re
from datetime import date, time
from types import SimpleNamespace

import pytest
from small_station import opened_station

from broadcaster.domain.accounts import Role
from broadcaster.domain.scripts import Presenter
from broadcaster.services.show_settings import said, show_settings


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (True, "có"),
        (False, "không"),
        (None, ""),
        ("", ""),
        (time(21, 30), "21:30"),
        (date(2023, 3, 15), "15/03/2023"),
        (Presenter.FEMALE, "NỮ"),
        (("espeak", "gtts"), "espeak, gtts"),
        ({"nữ": ("a", "b")}, "nữ: a, b"),
        (-16.5, "-16.5"),
        ("postgresql+psycopg://dai:bi-mat@10.0.0.5:5432/dai?sslkey=x", "postgresql+psycopg://10.0.0.5:5432/…"),
        ("https://chat.vn/webhook/abc123?token=x", "https://chat.vn/…"),
        ("gửi https://u:p@chat.vn", "gửi https://chat.vn/…"),
        (("https://a.vn/k1", "https://b.vn/k2"), "https://a.vn/…, https://b.vn/…"),
        ("sqlite:///C:/dai/kho.db", "sqlite:///…"),
    ],
)
def test_values_are_told_as_people_write_them_and_addresses_without_what_opens_them(value, told):
    assert said(value) == told


def test_every_table_and_key_is_told_with_its_meaning_and_whether_the_station_chose_it(tmp_path):
    with opened_station(tmp_path) as station:
        groups = {group.name: group for group in show_settings(station)}
        rows = {row.key: row for group in groups.values() for row in group.rows}
        assert set(groups) == set(type(station.settings).model_fields) - {"profile"}
    assert rows["station.name"].value == "Đài thử"
    assert rows["station.name"].chosen
    assert (rows["quiet_hours.starts"].value, rows["quiet_hours.starts"].chosen) == ("21:30", False)
    assert all(row.meaning for row in rows.values())


def test_the_page_shows_settings_and_the_button_checks_the_station(crew):
    client = crew.as_(Role.ADMIN)
    shown = client.get("/cai-dat")
    assert shown.status_code == 200
    assert "mix.bitrate_kbps" in shown.text
    assert "việc đã xem" not in shown.text
    checked = client.fill("/cai-dat/kiem-tra", page="/cai-dat")
    assert checked.status_code == 200
    assert re.search(r"việc đã xem, không có lỗi|role=\"alert\"", checked.text)


def test_a_fault_that_the_check_finds_is_told_on_the_page(own_crew, monkeypatch):
    fault = SimpleNamespace(what="ổ đĩa", fault="Ổ đĩa <đầy>. Dọn ổ đĩa.", warning=False)
    monkeypatch.setattr("broadcaster.web.pages.settings.check_station", lambda *_, **__: (fault,))
    told = own_crew.as_(Role.ADMIN).fill("/cai-dat/kiem-tra", page="/cai-dat").text
    assert "Ổ đĩa &lt;đầy&gt;. Dọn ổ đĩa." in told
    assert "không có lỗi" not in told


@pytest.mark.parametrize("role", [each for each in Role if each is not Role.ADMIN])
def test_only_whoever_keeps_the_settings_sees_them(crew, role):
    client = crew.as_(role)
    assert client.get("/cai-dat").status_code == 403
    assert client.fill("/cai-dat/kiem-tra").status_code == 403
