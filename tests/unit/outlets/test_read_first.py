from makers import EVENING, a_playlist, an_edition

from broadcaster.domain.ids import DurationMs
from broadcaster.outlets.names import PLAYLIST
from broadcaster.outlets.read_first import read_first

MORNING_EDITION, EVENING_EDITION = an_edition(), an_edition(session=EVENING)
FILES = {MORNING_EDITION.id: "0530-morning.mp3", EVENING_EDITION.id: "1730-evening.mp3"}


def note(*playlists):
    return read_first("Đài Truyền thanh huyện Nghĩa Hưng", playlists, files=FILES)


def test_the_note_says_whose_day_it_is_and_who_made_it():
    lines = note(a_playlist(MORNING_EDITION)).splitlines()
    assert lines[0] == "ĐÀI TRUYỀN THANH XÃ NGHĨA SƠN"
    assert lines[1] == "Gói phát ngày thứ Tư, 15/03/2023, do Đài Truyền thanh huyện Nghĩa Hưng làm."


def test_each_session_has_its_line_in_order_of_time():
    text = note(a_playlist(EVENING_EDITION), a_playlist(MORNING_EDITION, duration=DurationMs(904_500)))
    morning = "  05:30:00   0530-morning.mp3   dài 15 phút 04 giây, hết lúc 05:45:04\n"
    evening = "  17:30:00   1730-evening.mp3   dài 2 phút 00 giây, hết lúc 17:32:00\n"
    assert morning + evening in text


def test_the_note_warns_that_the_list_plays_on_into_the_next_session():
    assert f"{PLAYLIST} gồm mọi buổi" in note(a_playlist(MORNING_EDITION))


def test_the_note_fits_on_one_screen():
    lines = note(a_playlist(MORNING_EDITION), a_playlist(EVENING_EDITION)).splitlines()
    assert len(lines) <= 20
    assert max(len(line) for line in lines) <= 100
