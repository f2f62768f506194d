"""Text is sent packed to whoever unpacks it, and packing tells nobody a secret."""

import gzip

import pytest
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.testclient import TestClient

from broadcaster.domain.accounts import Role
from broadcaster.web.cookies import csrf_of, is_csrf_of
from broadcaster.web.look.assets import assets
from broadcaster.web.packing import FROM_BYTES, Packing

LONG = "Bản tin sáng của xã. " * 100


def _answered(answer, **headers):
    client = TestClient(Packing(answer))
    with client.stream("GET", "/", headers=headers) as got:
        return got, b"".join(got.iter_raw())


def test_a_long_text_comes_packed(crew):
    got, raw = _answered(PlainTextResponse(LONG), **{"Accept-Encoding": "br, gzip;q=0.8"})
    assert gzip.decompress(raw).decode() == LONG
    assert (got.headers["content-encoding"], int(got.headers["content-length"])) == ("gzip", len(raw))
    assert got.headers["vary"] == "Accept-Encoding"


@pytest.mark.parametrize(
    ("answer", "asked"),
    [
        (PlainTextResponse(LONG), ""),
        (PlainTextResponse(LONG), "gzip;q=0"),
        (PlainTextResponse("x" * (FROM_BYTES - 1)), "gzip"),
        (Response(b"\0" * 9_000, media_type="audio/mpeg"), "gzip"),
        (PlainTextResponse(LONG, headers={"ETag": '"a"'}), "gzip"),
        (PlainTextResponse(LONG, headers={"Content-Range": "bytes 0-9/90"}), "gzip"),
        (StreamingResponse(iter([LONG, LONG]), media_type="text/plain"), "gzip"),
    ],
)
def test_all_else_comes_as_it_is(answer, asked):
    got, raw = _answered(answer, **{"Accept-Encoding": asked})
    assert "content-encoding" not in got.headers
    assert raw


def test_the_first_page_with_its_style_fits_a_bad_line(crew):
    client = crew.as_(Role.EDITOR)
    with client.stream("GET", "/", headers={"Accept-Encoding": "gzip"}) as page:
        size = len(b"".join(page.iter_raw()))
    style = assets()["app.css"].packed
    assert style is not None
    assert size + len(style) <= 30_000


def test_a_forms_mark_is_another_in_every_answer_and_all_of_them_hold(crew):
    client = crew.as_(Role.EDITOR)
    seen = {client.csrf("/tai-khoan") for _ in range(3)}
    assert len(seen) == 3
    for each in seen:
        assert client.post("/tai-khoan/hai-lop", data={"csrf": each}).status_code == 200


@pytest.mark.parametrize("given", ["", "0" * 64, "0" * 128, "á" * 64, "z" * 64])
def test_what_was_not_given_out_is_no_mark(given):
    assert not is_csrf_of("bí mật", given)
    assert not is_csrf_of("", given)
    assert not is_csrf_of("bí mật khác", csrf_of("bí mật"))
    assert is_csrf_of("bí mật", csrf_of("bí mật"))
