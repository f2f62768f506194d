"""A vendor's voice from a description to kept cuts, and where the account's key may not turn up on the way."""

import logging

import pytest
from local_vendor import VOICES, Reply, running_vendor, wav
from makers import NOW
from small_station import opened_station, told_script

from broadcaster.services.voice_script import voice_scripts
from broadcaster.station import Station

SECRET = "sk-live-8842"
DESCRIPTION = (
    """
name = "Thử"
per_minute = 6000
[request]
url = "{at}/say"
query = {{ key = "{{secret:THU_KEY}}" }}
json = {{ text = "{{text}}", voice = "{{voice}}" }}
[answer]
format = "wav"
message = "message"
"""
    + VOICES
)


@pytest.fixture
def vendor():
    with running_vendor() as server:
        server.paths["/say"] = lambda asked: Reply(wav(asked.json["text"]))
        yield server


@pytest.fixture
def station(tmp_path, vendor):
    (tmp_path / "voices" / "http").mkdir(parents=True)
    (tmp_path / "voices" / "http" / "thu.toml").write_text(DESCRIPTION.format(at=vendor.address), encoding="utf-8")
    with opened_station(tmp_path) as first:
        told_script(first, "mot", "Người dân nộp hồ sơ trực tuyến.", approved=True)
    return tmp_path


def files_with(folder, word):
    return [
        path
        for path in folder.rglob("*")
        if word in path.name or (path.is_file() and word.encode() in path.read_bytes())
    ]


def test_a_described_voice_says_a_script_and_its_key_is_kept_nowhere(station, vendor, caplog):
    caplog.set_level(logging.DEBUG)
    with Station.open(station, {"THU_KEY": SECRET}) as opened:
        (voiced,) = voice_scripts(opened, now=NOW, engine="http")
    assert voiced.engine == "http"
    assert voiced.made > 0
    assert vendor.asked[0].query["key"] == SECRET
    assert files_with(station, SECRET) == []
    assert SECRET not in "".join(record.getMessage() for record in caplog.records)


def test_a_vendor_that_fails_hands_over_to_the_offline_voice_and_the_reason_hides_the_key(station, vendor, caplog):
    caplog.set_level(logging.DEBUG)
    vendor.paths["/say"] = lambda asked: Reply({"message": f"khóa {asked.query['key']} hết hạn"}, status=403)
    with Station.open(station, {"THU_KEY": SECRET}) as opened:
        (voiced,) = voice_scripts(opened, now=NOW, engine="http")
    assert voiced.engine == "espeak"
    assert "mã 403" in voiced.fallback
    assert SECRET not in voiced.fallback + "".join(record.getMessage() for record in caplog.records)
    assert files_with(station, SECRET) == []


def test_a_missing_key_hands_over_to_the_offline_voice_and_is_named(station, vendor):
    with Station.open(station, {"BROADCASTER_SECRETS": str(station / "none.toml")}) as opened:
        (voiced,) = voice_scripts(opened, now=NOW, engine="http")
    assert voiced.engine == "espeak"
    assert "THU_KEY" in voiced.fallback
    assert vendor.asked == []
