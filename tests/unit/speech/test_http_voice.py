import base64
import logging
import re
import traceback
from pathlib import Path

import numpy as np
import pytest
from local_vendor import VOICES, Reply, mp3, ogg, running_vendor, wav
from local_web_voice import silent_ends, tones

import broadcaster
from broadcaster.errors import (
    EngineUnavailable,
    OnlineVoiceUnreachable,
    SecretMissing,
    SpeechFailed,
    UnknownVoice,
)
from broadcaster.ports import VoicePlace
from broadcaster.speech.http_voice import HttpEngine
from broadcaster.testing.engines import SYLLABLE_MS

SENTENCE = "Người dân nộp hồ sơ trực tuyến được giảm lệ phí."
EXAMPLES = Path(broadcaster.__file__).parent / "profiles" / "voices" / "http"
SECRET = "sk-Zx93+/Qw==77ab"

BASIC = (
    """
name = "Thử"
longest = 100
per_minute = 6000
timeout_ms = 30000
rate = 1.5
[request]
url = "{at}/say"
headers = {{ X-Key = "{{secret:KEY}}" }}
json = {{ text = "{{text}}", voice = "{{voice}}", speed = "{{rate}}" }}
[answer]
format = "wav"
message = "error.message"
"""
    + VOICES
    + "rate = 0.9\n"
)


@pytest.fixture
def vendor():
    with running_vendor() as server:
        server.paths["/say"] = lambda asked: Reply(wav(asked.json["text"]))
        yield server


@pytest.fixture
def folder(tmp_path):
    place = tmp_path / "voices" / "http"
    place.mkdir(parents=True)
    return place


def secrets(name):
    if name.startswith("NO_"):
        raise SecretMissing(name=name, path="secrets.toml")
    return SECRET


def engine(folder, text=None, *, slept=None, secret=secrets):
    if text is not None:
        (folder / "thu.toml").write_text(text, encoding="utf-8")
    return HttpEngine(VoicePlace(folder=folder, secret=secret), sleep=(slept if slept is not None else []).append)


def basic(vendor, *changes):
    text = BASIC.format(at=vendor.address)
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return text


def said_whole(pcm, sentence=SENTENCE):
    return -80 < pcm.duration - SYLLABLE_MS * len(sentence.split()) < 60


# --- what is asked


def test_the_request_carries_words_voice_rate_and_key(vendor, folder):
    http = engine(folder, basic(vendor))
    assert said_whole(http.synthesise(SENTENCE, "thu-nu"))
    http.synthesise(SENTENCE, "thu-nam")
    first, second = vendor.asked
    assert first.json == {"text": SENTENCE, "voice": "v1", "speed": 1.5}
    assert second.json == {"text": SENTENCE, "voice": "v2", "speed": 0.9}
    assert first.headers["x-key"] == SECRET
    assert first.headers["content-type"] == "application/json"


def test_a_form_is_sent_as_a_browser_would(vendor, folder):
    vendor.paths["/say"] = lambda asked: Reply(wav(asked.form["input"]))
    form = 'form = { input = "{text}", id = "{voice}", speed = "{rate}" }'
    http = engine(folder, basic(vendor, ('json = { text = "{text}", voice = "{voice}", speed = "{rate}" }', form)))
    assert said_whole(http.synthesise(SENTENCE, "thu-nu"))
    assert vendor.asked[0].form == {"input": SENTENCE, "id": "v1", "speed": "1.5"}


def test_a_question_by_get_is_percent_encoded(vendor, folder):
    vendor.paths["/say"] = lambda asked: Reply(wav(asked.query["q"]))
    asked = 'method = "GET"\nquery = { q = "{text}", v = "{voice}", key = "{secret:KEY}" }'
    http = engine(folder, basic(vendor, ('json = { text = "{text}", voice = "{voice}", speed = "{rate}" }', asked)))
    assert said_whole(http.synthesise(SENTENCE, "thu-nu"))
    assert vendor.asked[0].query == {"q": SENTENCE, "v": "v1", "key": SECRET}


def test_words_are_escaped_inside_xml(vendor, folder):
    vendor.paths["/say"] = lambda asked: Reply(wav(SENTENCE))
    xml = "text = '<speak><voice name=\"{voice}\">{text}</voice></speak>'"
    http = engine(folder, basic(vendor, ('json = { text = "{text}", voice = "{voice}", speed = "{rate}" }', xml)))
    http.synthesise("Công ty A & B <mới>", "thu-nu")
    assert vendor.asked[0].body.decode() == ('<speak><voice name="v1">Công ty A &amp; B &lt;mới&gt;</voice></speak>')
    assert vendor.asked[0].headers["content-type"].startswith("application/xml")


def test_braces_in_the_words_are_not_places_to_fill(vendor, folder):
    engine(folder, basic(vendor)).synthesise("Điều {secret:KEY} và {voice} ghi ở đây", "thu-nu")
    assert vendor.asked[0].json["text"] == "Điều {secret:KEY} và {voice} ghi ở đây"


def test_a_long_sentence_is_asked_for_in_parts(vendor, folder):
    long = f"{SENTENCE[:-1]}, {SENTENCE[:-1].lower()}, {SENTENCE.lower()}"
    pcm = engine(folder, basic(vendor)).synthesise(long, "thu-nu")
    texts = [asked.json["text"] for asked in vendor.asked]
    assert len(texts) == 2
    assert " ".join(texts) == long
    assert pcm.duration > SYLLABLE_MS * len(long.split())


def test_requests_keep_to_the_limit_of_a_minute(vendor, folder):
    slept = []
    http = engine(folder, basic(vendor, ("per_minute = 6000", "per_minute = 20")), slept=slept)
    for _ in range(3):
        http.synthesise(SENTENCE, "thu-nu")
    assert [round(wait) for wait in slept] == [3, 6]  # nobody really sleeps here, so that the row grows


def test_the_service_that_bears_least_says_how_many_sentences_go_at_once(vendor, folder):
    (folder / "b.toml").write_text(basic(vendor, ("thu-", "khac-")).replace("longest", "at_once = 2\nlongest"))
    assert engine(folder, basic(vendor, ("longest", "at_once = 4\nlongest"))).at_once == 2


# --- where the sound is


def test_sound_comes_as_base64_inside_json(vendor, folder):
    coded = base64.b64encode(wav(SENTENCE)).decode()
    answer = ('format = "wav"', 'sound = "base64"\npath = "result.0.audio"\nformat = "wav"')
    http = engine(folder, basic(vendor, answer))
    for text in (coded, "data:audio/wav;base64," + coded):
        vendor.paths["/say"] = lambda _, text=text: Reply({"result": [{"audio": text}]})
        assert said_whole(http.synthesise(SENTENCE, "thu-nu"))
    vendor.paths["/say"] = lambda _: Reply({"result": [{"audio": "không phải"}]})
    with pytest.raises(OnlineVoiceUnreachable, match="Base64"):
        http.synthesise(SENTENCE, "thu-nu")


def test_sound_comes_by_an_address_which_is_asked_without_the_key(vendor, folder):
    vendor.paths["/say"] = lambda _: Reply({"data": {"url": f"{vendor.other_host}/sound"}})
    vendor.paths["/sound"] = lambda _: Reply(wav(SENTENCE))
    answer = ('format = "wav"', 'sound = "url"\npath = "data.url"\nformat = "wav"')
    assert said_whole(engine(folder, basic(vendor, answer)).synthesise(SENTENCE, "thu-nu"))
    assert "x-key" not in vendor.asked[1].headers


@pytest.mark.parametrize(("form", "make"), [("mp3", mp3), ("ogg", ogg), ("wav", wav)])
def test_every_sound_file_is_understood(vendor, folder, form, make):
    vendor.paths["/say"] = lambda asked: Reply(make(asked.json["text"]))
    pcm = engine(folder, basic(vendor, ('"wav"', f'"{form}"'))).synthesise(SENTENCE, "thu-nu")
    assert said_whole(pcm)
    assert max(silent_ends(pcm)) < 80


def test_bare_samples_are_taken_at_the_rate_that_is_described(vendor, folder):
    vendor.paths["/say"] = lambda asked: Reply(tones(asked.json["text"]).samples)
    http = engine(folder, basic(vendor, ('"wav"', '"pcm"\nrate_hz = 24000')))
    pcm = http.synthesise(SENTENCE, "thu-nu")
    assert pcm.rate_hz == 24_000
    assert said_whole(pcm)


POLLED = """sound = "url"
path = "link"
format = "wav"
[poll]
url = "{at}/jobs/{{id}}"
id = "job"
headers = {{ X-Key = "{{secret:KEY}}" }}
state = "state"
done = ["DONE"]
failed = ["FAILED"]
interval_ms = 500
patience_ms = 2000
"""


def polled(vendor):
    # the complaint's key belongs to [answer], which [poll] would otherwise end
    return basic(
        vendor,
        ('message = "error.message"\n', ""),
        ("[answer]\n", '[answer]\nmessage = "error.message"\n'),
        ('format = "wav"', POLLED.format(at=vendor.address)),
    )


def test_a_job_is_asked_after_until_it_is_done(vendor, folder):
    states = ["QUEUED", "QUEUED", "DONE"]
    vendor.paths["/say"] = lambda _: Reply({"job": "a/b 1"})
    vendor.paths["/jobs/a%2Fb%201"] = lambda _: Reply({"state": states.pop(0), "link": f"{vendor.address}/sound"})
    vendor.paths["/sound"] = lambda _: Reply(wav(SENTENCE))
    slept = []
    http = engine(folder, polled(vendor), slept=slept)
    assert said_whole(http.synthesise(SENTENCE, "thu-nu"))
    assert slept.count(0.5) == 2
    assert [asked.headers.get("x-key") for asked in vendor.asked[1:]] == [SECRET] * 3 + [None]


@pytest.mark.parametrize(
    ("state", "reason"), [("QUEUED", "chưa làm xong"), ("FAILED", "không làm được; máy chủ nói: hết hạn mức")]
)
def test_a_job_that_never_ends_or_fails_is_given_up(vendor, folder, state, reason):
    vendor.paths["/say"] = lambda _: Reply({"job": 7})
    vendor.paths["/jobs/7"] = lambda _: Reply({"state": state, "error": {"message": "hết hạn mức"}})
    with pytest.raises(OnlineVoiceUnreachable, match=reason):
        engine(folder, polled(vendor)).synthesise(SENTENCE, "thu-nu")
    assert [asked.method for asked in vendor.asked].count("POST") == 1


# --- faults


@pytest.mark.parametrize(
    ("reply", "reason"),
    [
        (Reply(status=429), "mã 429"),
        (Reply({"error": {"message": "Hết hạn mức tháng này"}}, status=429), "máy chủ nói: Hết hạn mức tháng này"),
        (Reply(status=500), "mã 500"),
        (Reply(status=401), "mã 401; kiểm tra khóa"),
        (Reply(status=400), "mã 400"),
        (Reply(wav("một hai")[:-4000]), "cắt ngang"),
        (Reply(wav(SENTENCE), missing=500), "đứt mạng"),
        (Reply("<html>Đăng nhập</html>".encode()), "trang web"),
        (Reply(b"OK"), "trang web"),
        (Reply({"error": {"message": "giọng không có"}}), "máy chủ nói: giọng không có"),
        (Reply(b""), "rỗng"),
        (Reply(wav(SENTENCE)[:44]), "cắt ngang"),
        (Reply(mp3(SENTENCE)), "âm thanh mp3, không phải wav"),
        (Reply(wav("một")), "thiếu tiếng"),
        (Reply(status=302, headers={"Location": "http://localhost:9/x"}), "chuyển hướng sang localhost"),
        (None, "chờ quá lâu"),
    ],
    ids=str,
)
def test_a_fault_of_the_service_is_named(vendor, folder, reply, reason):
    vendor.paths["/say"] = lambda _: reply
    patience = [] if reply else [("timeout_ms = 30000", "timeout_ms = 300")]
    with pytest.raises(OnlineVoiceUnreachable, match=reason):
        engine(folder, basic(vendor, *patience)).synthesise(SENTENCE, "thu-nu")


def test_a_busy_service_is_asked_again(vendor, folder):
    replies = [Reply(status=429, headers={"Retry-After": "5"}), Reply(status=503), Reply(wav(SENTENCE))]
    vendor.paths["/say"] = lambda _: replies.pop(0)
    slept = []
    assert said_whole(engine(folder, basic(vendor), slept=slept).synthesise(SENTENCE, "thu-nu"))
    assert [round(wait) for wait in slept] == [5, 5]  # nobody really sleeps here: the first rest is not over yet


def test_a_redirection_to_another_host_never_gets_the_key(vendor, folder):
    vendor.paths["/sound"] = lambda _: Reply(status=302, headers={"Location": f"{vendor.other_host}/stolen"})
    vendor.paths["/say"] = lambda _: Reply({"u": f"{vendor.address}/sound"})
    answer = 'sound = "url"\npath = "u"\nheaders = { X-Key = "{secret:KEY}" }\nformat = "wav"'
    http = engine(folder, basic(vendor, ('format = "wav"', answer)))
    with pytest.raises(OnlineVoiceUnreachable, match="chuyển hướng"):
        http.synthesise(SENTENCE, "thu-nu")
    assert [asked.path for asked in vendor.asked] == ["/say", "/sound"]


def test_a_redirection_without_a_key_is_followed(vendor, folder):
    vendor.paths["/sound"] = lambda _: Reply(status=302, headers={"Location": f"{vendor.other_host}/moved"})
    vendor.paths["/moved"] = lambda _: Reply(wav(SENTENCE))
    vendor.paths["/say"] = lambda _: Reply({"u": "/sound"})
    http = engine(folder, basic(vendor, ('format = "wav"', 'sound = "url"\npath = "u"\nformat = "wav"')))
    assert said_whole(http.synthesise(SENTENCE, "thu-nu"))


def test_redirections_in_a_circle_end(vendor, folder):
    vendor.paths["/sound"] = lambda _: Reply(status=302, headers={"Location": "/sound"})
    vendor.paths["/say"] = lambda _: Reply({"u": "/sound"})
    http = engine(folder, basic(vendor, ('format = "wav"', 'sound = "url"\npath = "u"\nformat = "wav"')))
    with pytest.raises(OnlineVoiceUnreachable, match="vòng quanh"):
        http.synthesise(SENTENCE, "thu-nu")


@pytest.mark.parametrize("link", ["file:///C:/bi-mat.wav", "ftp://a/b", ""])
def test_an_address_that_is_no_web_address_is_not_opened(vendor, folder, link):
    vendor.paths["/say"] = lambda _: Reply({"u": link})
    http = engine(folder, basic(vendor, ('format = "wav"', 'sound = "url"\npath = "u"\nformat = "wav"')))
    with pytest.raises(OnlineVoiceUnreachable):
        http.synthesise(SENTENCE, "thu-nu")


# --- what the station sees


def test_an_unknown_voice_and_words_that_are_none_are_refused(vendor, folder):
    http = engine(folder, basic(vendor))
    with pytest.raises(UnknownVoice, match='"thu-nu"'):
        http.synthesise(SENTENCE, "thu-nuu")
    with pytest.raises(SpeechFailed):
        http.synthesise("…", "thu-nu")
    assert vendor.asked == []


def test_a_station_without_descriptions_is_told_where_they_go(folder):
    for http in (engine(folder), HttpEngine()):
        with pytest.raises(EngineUnavailable, match="voices/http"):
            http.version()
        assert http.at_once == 1


def test_a_change_of_the_request_makes_another_voice_but_a_change_of_the_limits_does_not(vendor, folder):
    def revision(*changes):
        return engine(folder, basic(vendor, *changes)).voices()[0].revision

    assert revision() == revision(("per_minute = 6000", "per_minute = 5"), ("timeout_ms = 30000", "timeout_ms = 900"))
    assert len({revision(), revision(("rate = 1.5", "rate = 1.4")), revision(('"v1"', '"v9"'))}) == 3
    assert revision() != revision(("/say", "/say2"))


def test_a_missing_key_puts_the_engine_off_with_its_name(vendor, folder):
    http = engine(folder, basic(vendor, ("secret:KEY", "secret:NO_KEY")))
    for attempt in (http.version, lambda: http.synthesise(SENTENCE, "thu-nu")):
        with pytest.raises(EngineUnavailable, match="NO_KEY"):
            attempt()
    assert vendor.asked == []


# --- secrets


def everything_shown(error, caplog, folder, http):
    """Collect all that people or files could get to see."""
    chain = "".join(traceback.format_exception(error))
    links = []
    while error is not None:
        links += [str(error), repr(error), repr(error.args), repr(getattr(error, "fields", ""))]
        error = error.__cause__ or error.__context__
    logs = [record.getMessage() + repr(record.args) + repr(record.exc_info) for record in caplog.records]
    files = [f"{path}{path.read_bytes() if path.is_file() else ''}" for path in folder.rglob("*")]
    voices = [repr(voice) for voice in http.voices()] + [http.version()]
    return "\n".join([chain, *links, *logs, *files, *voices])


LEAKY = (
    'json = { text = "{text}", voice = "{voice}", speed = "{rate}" }',
    'query = { key = "{secret:KEY}" }\njson = { text = "{text}", voice = "{voice}", token = "{secret:KEY}" }',
)


@pytest.mark.parametrize(
    "reply",
    [
        Reply({"error": {"message": f"khóa {SECRET} đã hết hạn"}}, status=401),
        Reply({"error": {"message": f"khóa {SECRET[:8]}*** sai"}}, status=403),
        Reply({"error": {"message": "khóa sk-Zx93%2B%2FQw%3D%3D77ab sai"}}, status=429),
        Reply({"error": {"message": f"{SECRET}"}}),
        Reply(status=302, headers={"Location": f"http://{SECRET[:6]}.example/x?key={SECRET}"}),
        Reply(SECRET.encode()),
        Reply(wav(SENTENCE), missing=9),
        None,
    ],
    ids=str,
)
def test_a_secret_is_never_shown(vendor, folder, caplog, reply):
    caplog.set_level(logging.DEBUG)
    vendor.paths["/say"] = lambda _: reply
    http = engine(folder, basic(vendor, LEAKY))
    with pytest.raises(OnlineVoiceUnreachable) as caught:
        http.synthesise(SENTENCE, "thu-nu")
    shown = everything_shown(caught.value, caplog, folder, http)
    assert "POST" in shown or reply is None  # urllib3 did write of the request, at debug level
    for form in (SECRET, SECRET[:8], "sk-Zx93%2B%2FQw%3D%3D77ab", "zx93"):
        assert form not in shown


def test_a_secret_is_not_shown_when_nobody_answers(folder, caplog):
    caplog.set_level(logging.DEBUG)
    text = BASIC.format(at="http://127.0.0.1:9").replace(*LEAKY)
    http = engine(folder, text)
    with pytest.raises(OnlineVoiceUnreachable, match="không nối được") as caught:
        http.synthesise(SENTENCE, "thu-nu")
    assert caught.value.__cause__ is not None
    assert SECRET not in everything_shown(caught.value, caplog, folder, http)


def test_a_secret_that_no_header_can_carry_is_named_without_its_text(vendor, folder, caplog):
    for odd in ("a\nInjected: yes-9876", "khóa-bí-mật-日本"):
        http = engine(folder, basic(vendor), secret=lambda _, odd=odd: odd)
        with pytest.raises(OnlineVoiceUnreachable, match="ký tự") as caught:
            http.synthesise(SENTENCE, "thu-nu")
        shown = everything_shown(caught.value, caplog, folder, http)
        assert odd not in shown
        assert "9876" not in shown
    assert vendor.asked == []


def test_a_password_of_the_users_netrc_does_not_take_the_place_of_the_key(vendor, folder, tmp_path, monkeypatch):
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login người password khác\n", encoding="utf-8")
    netrc.chmod(0o600)
    monkeypatch.setenv("NETRC", str(netrc))
    engine(folder, basic(vendor, ("X-Key", "Authorization"))).synthesise(SENTENCE, "thu-nu")
    assert vendor.asked[0].headers["authorization"] == SECRET


# --- the examples that are shipped, against a server that answers in each vendor's shape


def fpt(vendor):
    missing = [Reply(status=404), Reply(status=403)]
    vendor.paths["/hmi/tts/v5"] = lambda asked: Reply(
        {
            "async": f"{vendor.other_host}/{asked.headers['voice']}.mp3",
            "error": 0 if asked.headers["api_key"] == SECRET else 1,
            "message": "The content will be returned after a few seconds under the async link.",
            "request_id": "b1",
        }
    )
    for voice in ("banmai", "leminh"):
        vendor.paths[f"/{voice}.mp3"] = lambda _: missing.pop() if missing else Reply(mp3(SENTENCE))
    return lambda: str(vendor.asked[0].body, "utf-8")


def viettel(vendor):
    vendor.paths["/tts/speech_synthesis"] = lambda asked: Reply(
        wav(asked.json["text"]) if asked.json["token"] == SECRET and asked.json["tts_return_option"] == 2 else {}
    )
    return lambda: vendor.asked[0].json["text"]


def zalo(vendor):
    vendor.paths["/v1/tts/synthesize"] = lambda asked: Reply(
        {"data": {"url": f"{vendor.other_host}/a.wav"}, "error_message": "Successful.", "error_code": 0}
        if asked.headers["apikey"] == SECRET and asked.form["encode_type"] == "0"
        else {"error_message": "Invalid", "error_code": 150}
    )
    vendor.paths["/a.wav"] = lambda _: Reply(wav(SENTENCE))
    return lambda: vendor.asked[0].form["input"]


def vbee(vendor):
    states = ["IN_PROGRESS", "SUCCESS", "IN_PROGRESS", "SUCCESS"]
    vendor.paths["/api/v1/tts"] = lambda asked: Reply(
        {"status": 1, "result": {"request_id": "9bc6", "status": "IN_PROGRESS"}}
        if asked.headers["authorization"] == f"Bearer {SECRET}"
        else {"status": 0, "error_message": "Unauthorized"}
    )
    vendor.paths["/api/v1/tts/9bc6"] = lambda _: Reply(
        {"status": 1, "result": {"status": states.pop(0), "audio_link": f"{vendor.other_host}/v.wav"}}
    )
    vendor.paths["/v.wav"] = lambda _: Reply(wav(SENTENCE))
    return lambda: vendor.asked[0].json["input_text"]


def local_model(vendor):
    vendor.paths["/v1/audio/speech"] = lambda asked: Reply(wav(asked.json["input"]))
    return lambda: vendor.asked[0].json["input"]


VENDORS = {"fpt": fpt, "viettel": viettel, "zalo": zalo, "vbee": vbee, "may-noi-bo": local_model}


def test_every_shipped_example_is_tried():
    assert {path.name.removesuffix(".toml.example") for path in EXAMPLES.iterdir()} == set(VENDORS)


@pytest.mark.parametrize("name", VENDORS)
def test_a_shipped_example_works_with_a_server_of_that_shape(vendor, folder, name):
    sent = VENDORS[name](vendor)
    written = (EXAMPLES / f"{name}.toml.example").read_text(encoding="utf-8")
    http = engine(folder, re.sub(r'(url = )"https?://[^/"]+', rf'\1"{vendor.address}', written))
    voices = http.voices()
    assert {voice.presenter.value for voice in voices} == {"NỮ", "NAM"}
    for voice in voices:
        assert said_whole(http.synthesise(SENTENCE, voice.id))
    assert sent() == SENTENCE


@pytest.mark.parametrize("name", VENDORS)
def test_a_shipped_example_says_that_it_was_not_tried_with_the_real_service(name):
    written = (EXAMPLES / f"{name}.toml.example").read_text(encoding="utf-8")
    assert "Chưa thử với dịch vụ thật" in written or "Sửa địa chỉ" in written


def test_loudness_survives(vendor, folder):
    pcm = engine(folder, basic(vendor)).synthesise(SENTENCE, "thu-nu")
    assert np.abs(np.frombuffer(pcm.samples, dtype="<i2")).max() > 3_000
