from datetime import timedelta

from makers import EVENING, STARTS_AT, a_playlist, an_edition

from broadcaster.domain.ids import SessionId
from broadcaster.outlets.names import session_stems

EDITION = an_edition()


def test_a_session_is_named_by_its_local_start_and_its_id():
    assert session_stems([a_playlist(EDITION)]) == {EDITION.id: "0530-morning"}


def test_an_edition_that_airs_twice_is_carried_once_under_its_first_start():
    repeat = a_playlist(EDITION, run=2, starts_at=STARTS_AT + timedelta(hours=12))
    assert session_stems([repeat, a_playlist(EDITION)]) == {EDITION.id: "0530-morning"}


def test_a_session_id_with_diacritics_gives_a_plain_name():
    edition = an_edition(session=SessionId("buổi sáng"))
    assert session_stems([a_playlist(edition)]) == {edition.id: "0530-buoi-sang"}


def test_two_editions_never_share_a_name():
    other = an_edition(segments=EDITION.segments[:1])
    stems = session_stems([a_playlist(EDITION), a_playlist(other, run=2)])
    assert sorted(stems.values()) == ["0530-morning", "0530-morning-2"]


def test_sessions_of_a_day_sort_by_time():
    evening = an_edition(session=EVENING)
    stems = session_stems([a_playlist(evening), a_playlist(EDITION)])
    assert sorted(stems.values()) == ["0530-morning", "1730-evening"]
