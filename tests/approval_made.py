"""A station that speaks in tones, on the web, with one script that has an open question."""

from __future__ import annotations

import html
import re

from makers import NOW
from small_station import TONE_SETTINGS, opened_station, told_script
from web_made import Crew, people

from broadcaster.domain.accounts import Role
from broadcaster.services.approve_script import standing_of
from broadcaster.services.move_script import submit
from broadcaster.services.order_work import carry_out
from broadcaster.station import Station

TITLE = "Một cửa liên thông"
DOUBT = "ĐTT họp ngày 15/3."


def speaking_folder(folder):
    """Make the folder: a script with a question, submitted, and one without."""
    opened_station(folder).close()
    (folder / "station.toml").write_text(TONE_SETTINGS, encoding="utf-8")
    with Station.open(folder, {}) as station:
        told_script(station, "mot-cua", "Ngày 14/3 xã mở một cửa.", DOUBT, title=TITLE)
        told_script(station, "le-hoi", "Lễ hội mở lúc 7 giờ.", title="Lễ hội đình làng")
        submit(station, ["mot-cua", "le-hoi"], by="Người viết", now=NOW)
        people(station)
    return folder


def speaking_crew(folder, **served):
    """Give that station on the web."""
    return Crew(speaking_folder(folder), **served)


def standing(crew, script_id="mot-cua"):
    """Give a script with its state."""
    with crew.station.store.reading() as tx:
        return standing_of(tx, script_id)


def approved(crew, script_id="mot-cua"):
    """Approve a script's words on the page, every question ticked."""
    approver = crew.as_(Role.APPROVER)
    form = {"bai": standing(crew, script_id).script.text_hash, "cau": keys(approver, script_id)}
    return approver.fill(f"/duyet/{script_id}/bai", **form)


def voiced(crew, script_id="mot-cua"):
    """Approve a script's words, order its voice on the page and let the order be carried out; gives its sound hash."""
    assert approved(crew, script_id).status_code == 303
    crew.as_(Role.APPROVER).fill(f"/duyet/{script_id}/thu")
    (done,) = carry_out(crew.station, clock=crew.clock)
    assert done.outcome == "done", done.message
    return standing(crew, script_id).voicing.sound_hash


def keys(client, script_id="mot-cua"):
    """Give what the page names its questions by."""
    found = re.findall(r'name="cau" value="([^"]*)"', client.get(f"/duyet/{script_id}").text)
    return [html.unescape(each) for each in found]
