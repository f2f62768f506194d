"""Finding places, topics and sessions by what people type."""

from datetime import date

import makers
import pytest

from broadcaster.domain.directory import find_outlet, find_session, find_topic
from broadcaster.domain.ids import OutletId, SessionId, TopicCode, UnitId
from broadcaster.domain.timetables import Daypart
from broadcaster.domain.topics import Topic
from broadcaster.domain.units import OfficialCode, Outlet, Transmission, Unit, UnitKind
from broadcaster.errors import AmbiguousOutlet, UnknownOutlet, UnknownSession, UnknownTopic

LAST, FIRST = date(2025, 6, 30), date(2025, 7, 1)


def a_unit(unit_id, kind, name, code, *, aliases=(), after=False):
    held = OfficialCode(code=code, valid_from=FIRST if after else None, valid_to=None if after else LAST)
    return Unit(id=UnitId(unit_id), kind=kind, name=name, codes=(held,), aliases=aliases)


def an_outlet(outlet_id, unit_id, name, *, aliases=()):
    return Outlet(
        id=OutletId(outlet_id), unit_id=UnitId(unit_id), name=name, transmission=Transmission.IP, aliases=aliases
    )


TIMETABLE = makers.a_timetable(
    units=(
        a_unit("huyen-nghia-hung", UnitKind.DISTRICT, "Nghĩa Hưng", "361"),
        a_unit("xa-nghia-hung-2023", UnitKind.COMMUNE, "Nghĩa Hùng", "13942"),
        a_unit("nghia-son-2023", UnitKind.COMMUNE, "Nghĩa Sơn", "13918", aliases=("Sơn Thượng",)),
        a_unit("nghia-son-2025", UnitKind.COMMUNE, "Nghĩa Sơn", "13918", after=True),
        a_unit("nghia-lam-2023", UnitKind.COMMUNE, "Nghĩa Lâm", "13945"),
        a_unit("nghia-lam-2025", UnitKind.COMMUNE, "Nghĩa Lẫm", "13957", after=True),
        a_unit("quy-nhat-2025", UnitKind.COMMUNE, "Quỹ Nhất", "13939", after=True),
    ),
    outlets=(
        an_outlet("HUYEN-NGHIA-HUNG", "huyen-nghia-hung", "Đài Phát thanh huyện Nghĩa Hưng", aliases=("Đài huyện",)),
        an_outlet("XA-NGHIA-HUNG", "xa-nghia-hung-2023", "Đài Truyền thanh xã Nghĩa Hùng"),
        an_outlet("NGHIA-SON", "nghia-son-2023", "Đài Truyền thanh xã Nghĩa Sơn"),
        an_outlet("NGHIA-LAM", "nghia-lam-2023", "Đài Truyền thanh xã Nghĩa Lâm"),
        an_outlet("QUY-NHAT", "quy-nhat-2025", "Đài Truyền thanh xã Quỹ Nhất", aliases=("xã Quỹ Nhất",)),
        an_outlet("CUM-NGHIA-LOI", "quy-nhat-2025", "Cụm loa Nghĩa Lợi"),
    ),
    topics=(
        Topic(code=TopicCode(0), name="Chung: mục tiêu, ý nghĩa", short="Chung"),
        Topic(code=TopicCode(2), name="Cải cách thủ tục hành chính", short="Thủ tục hành chính"),
    ),
    dayparts=(
        Daypart(id=SessionId("morning"), name="buổi sáng", starts=makers.time(5), stops=makers.time(8)),
        Daypart(id=SessionId("evening"), name="buổi chiều", starts=makers.time(17), stops=makers.time(19)),
    ),
)


@pytest.mark.parametrize(
    ("typed", "outlet_id"),
    [
        ("NGHIA-SON", "NGHIA-SON"),
        ("nghia-son", "NGHIA-SON"),
        ("  Nghĩa Sơn ", "NGHIA-SON"),
        ("NGHĨA SƠN", "NGHIA-SON"),
        ("xã Nghĩa Sơn", "NGHIA-SON"),
        ("Xã  Nghĩa  Sơn", "NGHIA-SON"),
        ("xa nghia son", "NGHIA-SON"),
        ("Nghi\u0303a So\u031bn", "NGHIA-SON"),
        ("Nghĩa Son", "NGHIA-SON"),
        ("Sơn Thượng", "NGHIA-SON"),
        ("son thuong", "NGHIA-SON"),
        ("13918", "NGHIA-SON"),
        ("Đài Truyền thanh xã Nghĩa Sơn", "NGHIA-SON"),
        ("dai truyen thanh xa nghia son", "NGHIA-SON"),
        ("Đài huyện", "HUYEN-NGHIA-HUNG"),
        ("dai huyen", "HUYEN-NGHIA-HUNG"),
        ("huyện Nghĩa Hưng", "HUYEN-NGHIA-HUNG"),
        ("xa-nghia-hung", "XA-NGHIA-HUNG"),
        ("xã Quỹ Nhất", "QUY-NHAT"),
        ("quy nhat", "QUY-NHAT"),
    ],
)
def test_an_outlet_is_found_by_every_name_people_type(typed, outlet_id):
    assert find_outlet(TIMETABLE, typed).id == outlet_id


def test_marks_tell_nghia_hung_from_nghia_hung():
    assert find_outlet(TIMETABLE, "Nghĩa Hưng").id == "HUYEN-NGHIA-HUNG"
    assert find_outlet(TIMETABLE, "Nghĩa Hùng").id == "XA-NGHIA-HUNG"


def test_without_marks_the_two_are_ambiguous_and_both_are_named():
    with pytest.raises(AmbiguousOutlet, match="HUYEN-NGHIA-HUNG, XA-NGHIA-HUNG"):
        find_outlet(TIMETABLE, "nghia hung")


def test_a_unit_that_runs_several_outlets_is_ambiguous():
    with pytest.raises(AmbiguousOutlet, match="QUY-NHAT, CUM-NGHIA-LOI"):
        find_outlet(TIMETABLE, "13939")


def test_a_code_means_the_unit_that_held_it_on_the_day():
    assert find_outlet(TIMETABLE, "13918", day=LAST).id == "NGHIA-SON"
    with pytest.raises(UnknownOutlet):
        find_outlet(TIMETABLE, "13918", day=FIRST)


def test_a_unit_named_in_full_that_has_no_outlet_is_not_taken_for_one_that_looks_alike():
    with pytest.raises(UnknownOutlet):
        find_outlet(TIMETABLE, "Nghĩa Lẫm")


@pytest.mark.parametrize(
    ("typed", "nearest"), [("Nghĩa Sown", "NGHIA-SON"), ("NGHIA-LOI", "CUM-NGHIA-LOI"), ("Quỹ Nhứt", "QUY-NHAT")]
)
def test_an_unknown_outlet_is_told_with_the_nearest(typed, nearest):
    with pytest.raises(UnknownOutlet) as caught:
        find_outlet(TIMETABLE, typed)
    assert f'"{typed}" (ý bạn là {nearest}?).' in str(caught.value)


@pytest.mark.parametrize("typed", ["", "  ", "?!", "Hà Nội Paris"])
def test_what_names_nothing_finds_nothing(typed):
    with pytest.raises(UnknownOutlet):
        find_outlet(TIMETABLE, typed)


@pytest.mark.parametrize(
    ("typed", "code"),
    [("2", 2), (" 0 ", 0), ("Chung", 0), ("thủ tục hành chính", 2), ("cai cach thu tuc hanh chinh", 2)],
)
def test_a_topic_is_found_by_code_or_name(typed, code):
    assert find_topic(TIMETABLE, typed).code == code


@pytest.mark.parametrize("typed", ["3", "", "Thể thao"])
def test_an_unknown_topic_is_told_with_the_known_ones_and_where(typed):
    with pytest.raises(UnknownTopic) as caught:
        find_topic(TIMETABLE, typed, where="tin.csv, dòng 3")
    assert "0 (Chung), 2 (Thủ tục hành chính)" in str(caught.value)
    assert "tin.csv, dòng 3" in str(caught.value)


@pytest.mark.parametrize(
    ("typed", "session"),
    [
        ("morning", "morning"),
        ("Evening", "evening"),
        ("buổi sáng", "morning"),
        ("sang", "morning"),
        ("Chiều", "evening"),
    ],
)
def test_a_session_is_found_by_id_or_name(typed, session):
    assert find_session(TIMETABLE, typed).id == session


@pytest.mark.parametrize("typed", ["noon", "", "trưa"])
def test_an_unknown_session_is_told_with_the_known_ones(typed):
    with pytest.raises(UnknownSession, match=r"morning \(buổi sáng\), evening \(buổi chiều\)"):
        find_session(TIMETABLE, typed)
