from datetime import timedelta

from makers import EVENING, STARTS_AT, a_playlist, a_playlist_item, a_segment, an_edition

from broadcaster.domain.ids import DurationMs
from broadcaster.outlets.m3u8 import m3u8

MORNING_EDITION = an_edition()
EVENING_EDITION = an_edition(session=EVENING, segments=(a_segment(),))
FILES = {MORNING_EDITION.id: "0530-morning.mp3", EVENING_EDITION.id: "1730-evening.mp3"}


def lines_of(*playlists):
    return m3u8(playlists, files=FILES).splitlines()


def test_each_session_is_one_entry_in_order_of_time():
    lines = lines_of(a_playlist(EVENING_EDITION), a_playlist(MORNING_EDITION))
    assert [line for line in lines if not line.startswith("#")] == ["0530-morning.mp3", "1730-evening.mp3"]


def test_the_list_says_that_it_is_utf_8_and_begins_without_a_mark():
    text = m3u8([a_playlist()], files=FILES)
    assert text.startswith("#EXTM3U\n#EXTENC:UTF-8\n")
    assert text.endswith("\n")
    assert "\r" not in text


def test_an_entry_tells_length_and_title_with_diacritics():
    entry = next(line for line in lines_of(a_playlist()) if line.startswith("#EXTINF:"))
    assert entry == "#EXTINF:120,Đài Truyền thanh xã Nghĩa Sơn - buổi phát 05:30:00 ngày 15/03/2023"


def test_a_length_that_is_not_whole_seconds_keeps_its_milliseconds():
    playlist = a_playlist(duration=DurationMs(120_024))
    assert any(line.startswith("#EXTINF:120.024,") for line in lines_of(playlist))


def test_the_start_is_absolute_to_the_millisecond_with_the_vietnamese_offset():
    playlist = a_playlist(starts_at=STARTS_AT + timedelta(milliseconds=7))
    assert "#EXT-X-PROGRAM-DATE-TIME:2023-03-15T05:30:00.007+07:00" in lines_of(playlist)


def test_each_item_is_a_comment_that_players_pass_over():
    items = [line for line in lines_of(a_playlist()) if line.startswith("#BROADCASTER-ITEM:")]
    assert len(items) == 3
    assert items[1] == (
        "#BROADCASTER-ITEM:2023-03-15T05:30:12.000+07:00,12000,48000,Một cửa liên thông tại xã Nghĩa Sơn"
    )


def test_a_title_of_two_lines_cannot_become_an_entry():
    item = a_playlist_item(title="Tin một,\n../../tin-la.mp3")
    lines = lines_of(a_playlist(items=(item,)))
    assert lines[-2].endswith(",Tin một, ../../tin-la.mp3")
    assert len([line for line in lines if not line.startswith("#")]) == 1


def test_no_tag_makes_a_player_take_the_list_for_a_stream():
    text = m3u8([a_playlist()], files=FILES)
    for tag in ("TARGETDURATION", "MEDIA-SEQUENCE", "ENDLIST", "STREAM-INF", "VERSION", "KEY", "DISCONTINUITY"):
        assert f"#EXT-X-{tag}" not in text


def test_a_day_without_sessions_is_an_empty_list():
    assert m3u8([], files={}) == "#EXTM3U\n#EXTENC:UTF-8\n"
