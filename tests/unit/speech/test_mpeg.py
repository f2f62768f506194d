import pytest
from local_web_voice import speech

from broadcaster.speech.mpeg import is_whole

SOUND = speech("xin chào quý vị")


@pytest.mark.parametrize("rate_hz", [16_000, 22_050, 24_000, 44_100, 48_000])
def test_an_encoders_own_output_is_whole(rate_hz):
    assert is_whole(speech("xin chào quý vị", rate_hz=rate_hz))


def test_a_leading_tag_is_stepped_over():
    assert is_whole(b"ID3\x04\x00\x00\x00\x00\x01\x00" + bytes(128) + SOUND)


@pytest.mark.parametrize("missing", [1, 100, 191])
def test_a_file_that_ends_inside_a_frame_is_not_whole(missing):
    assert not is_whole(SOUND[:-missing])


@pytest.mark.parametrize(
    "content", [b"", b"ID3", b"\xff\xfb", bytes(5_000), b"\xff\xff\xff\xff" * 100, b"<html></html>"]
)
def test_what_is_no_mp3_is_not_whole(content):
    assert not is_whole(content)
