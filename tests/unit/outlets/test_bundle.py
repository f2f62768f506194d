"""Bundles are built, checked, and every fault on the way is named."""

import json
import tracemalloc
import zipfile
from dataclasses import replace
from datetime import timedelta

import pytest
from makers import DAY, EVENING, STARTS_AT, a_playlist, a_segment, an_edition, an_outlet

from broadcaster.domain.fingerprints import sha256_of
from broadcaster.domain.ids import PlaylistId
from broadcaster.errors import (
    BundleDamaged,
    BundleError,
    BundleUnreadable,
    FileFailed,
    FileMissing,
    SoundDamaged,
)
from broadcaster.outlets.bundle import BundleContent, SessionFile, build_bundle, holds, read_session, verify_bundle
from broadcaster.outlets.folder import FolderDelivery
from broadcaster.ports import Delivery

MORNING_EDITION = an_edition()
EVENING_EDITION = an_edition(session=EVENING, segments=(a_segment(),))
PLAYLISTS = (a_playlist(MORNING_EDITION), a_playlist(EVENING_EDITION))
NAMES = [
    "0530-morning.mp3",
    "1730-evening.mp3",
    "DOC-TRUOC.txt",
    "kich-ban/0530-morning.html",
    "kich-ban/0530-morning.txt",
    "kich-ban/1730-evening.html",
    "kich-ban/1730-evening.txt",
    "lich-phat.csv",
    "lich-phat.ics",
    "lich-phat.json",
    "lich-phat.m3u8",
    "lich-phat.pls",
    "lich-phat.xspf",
    "manifest.json",
]


def a_session(folder, edition, sound):
    path = folder / f"{edition.id}.mp3"
    path.write_bytes(sound)
    return SessionFile(
        edition_id=edition.id,
        sound=path,
        audio=sha256_of(sound),
        bytes_count=len(sound),
        sheet_text="NỮ: Đây là Đài Truyền thanh.\nNAM: Kính chào.\n",
        sheet_html="<p>NỮ: Đây là Đài Truyền thanh.</p>",
    )


def a_content(folder, playlists=PLAYLISTS):
    folder.mkdir(exist_ok=True)
    sessions = (
        a_session(folder, MORNING_EDITION, b"\xff\xfb sang"),
        a_session(folder, EVENING_EDITION, b"\xff\xfb chieu"),
    )
    return BundleContent(station="Đài Truyền thanh huyện Nghĩa Hưng", playlists=playlists, sessions=sessions)


@pytest.fixture
def bundle(tmp_path):
    path = tmp_path / "outbox" / "NGHIA-SON.zip"
    build_bundle(path, a_content(tmp_path / "sound"))
    return path


def members_of(path):
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def rewritten(path, members):
    """Put other members in the same kind of archive."""
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name, (2023, 3, 15, 0, 0, 0)), content)


# --- built


def test_a_bundle_holds_sound_lists_sheets_note_and_manifest(bundle):
    assert list(members_of(bundle)) == NAMES


def test_the_same_content_gives_the_same_bytes_wherever_it_is_built(bundle, tmp_path):
    again = tmp_path / "elsewhere" / "other-name.zip"
    swapped = a_content(tmp_path / "other-sound", PLAYLISTS[::-1])
    assert build_bundle(again, swapped) == sha256_of(bundle.read_bytes())
    assert again.read_bytes() == bundle.read_bytes()


def test_the_bundle_is_named_by_its_own_bytes(tmp_path):
    path = tmp_path / "a.zip"
    assert build_bundle(path, a_content(tmp_path / "sound")) == sha256_of(path.read_bytes())


def test_another_start_makes_another_bundle(bundle, tmp_path):
    later = tuple(
        a_playlist(e, starts_at=STARTS_AT + timedelta(minutes=n))
        for n, e in ((1, MORNING_EDITION), (60, EVENING_EDITION))
    )
    assert build_bundle(tmp_path / "b.zip", a_content(tmp_path / "s", later)) != sha256_of(bundle.read_bytes())


def test_nothing_is_left_beside_a_finished_bundle(bundle):
    assert [path.name for path in bundle.parent.iterdir()] == [bundle.name]


def test_an_edition_that_airs_twice_is_carried_once(tmp_path):
    repeat = a_playlist(MORNING_EDITION, run=2, starts_at=STARTS_AT + timedelta(hours=6))
    content = a_content(tmp_path / "sound", (*PLAYLISTS, repeat))
    build_bundle(tmp_path / "a.zip", content)
    sounds = [name for name in members_of(tmp_path / "a.zip") if name.endswith(".mp3")]
    assert sounds == ["0530-morning.mp3", "1730-evening.mp3"]
    assert len(json.loads(members_of(tmp_path / "a.zip")["lich-phat.json"])["sessions"]) == 3


def test_plain_text_opens_in_an_old_notepad(bundle):
    for name, content in members_of(bundle).items():
        if name.endswith(".txt"):
            assert content.startswith(b"\xef\xbb\xbf")
            assert content.count(b"\n") == content.count(b"\r\n") > 0


def test_names_are_plain_and_nothing_is_packed(bundle):
    with zipfile.ZipFile(bundle) as archive:
        for header in archive.infolist():
            assert header.filename.isascii()
            assert header.compress_type == zipfile.ZIP_STORED
            assert header.date_time[:3] == (DAY.year, DAY.month, DAY.day)


def test_sound_is_streamed_not_swallowed(tmp_path):
    content = a_content(tmp_path / "sound")
    large = bytes(32 << 20)
    content = BundleContent(
        station=content.station,
        playlists=content.playlists,
        sessions=(a_session(tmp_path / "sound", MORNING_EDITION, large), content.sessions[1]),
    )
    del large
    tracemalloc.start()
    build_bundle(tmp_path / "a.zip", content)
    verify_bundle(tmp_path / "a.zip")
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 4 << 20


def test_a_programme_that_is_not_the_mixed_one_is_refused_and_the_old_bundle_stands(bundle, tmp_path):
    before = bundle.read_bytes()
    content = a_content(tmp_path / "sound")
    content.sessions[0].sound.write_bytes(b"\xff\xfb doan")
    with pytest.raises(SoundDamaged) as caught:
        build_bundle(bundle, content)
    assert content.sessions[0].sound.name in str(caught.value)
    assert bundle.read_bytes() == before
    assert len(list(bundle.parent.iterdir())) == 1


def test_a_programme_that_is_not_there_is_named(bundle, tmp_path):
    content = a_content(tmp_path / "sound")
    content.sessions[1].sound.unlink()
    with pytest.raises(FileMissing) as caught:
        build_bundle(bundle, content)
    assert content.sessions[1].sound.name in str(caught.value)


# --- checked


def test_a_whole_bundle_passes_and_gives_its_manifest(bundle):
    manifest = verify_bundle(bundle)
    assert manifest.outlet_id == "NGHIA-SON"
    assert manifest.outlet_name == "Đài Truyền thanh xã Nghĩa Sơn"
    assert manifest.station == "Đài Truyền thanh huyện Nghĩa Hưng"
    assert manifest.air_date == DAY
    assert manifest.version == 1
    assert set(manifest.playlists) == {each.id for each in PLAYLISTS}
    assert [entry.name for entry in manifest.entries] == NAMES[:-1]
    members = members_of(bundle)
    for entry in manifest.entries:
        assert (entry.bytes_count, entry.sha256) == (len(members[entry.name]), sha256_of(members[entry.name]))


def test_no_byte_can_be_flipped_unseen(bundle):
    whole = bundle.read_bytes()
    directory = whole.index(b"PK\x01\x02")
    for at in [*range(0, directory, 37), *range(directory, len(whole))]:
        bundle.write_bytes(whole[:at] + bytes([whole[at] ^ 0x80]) + whole[at + 1 :])
        with pytest.raises(BundleError):
            verify_bundle(bundle)


def test_a_changed_sound_is_named(bundle):
    whole = bundle.read_bytes()
    bundle.write_bytes(whole.replace(b"\xff\xfb sang", b"\xff\xfb sanG"))
    with pytest.raises(BundleDamaged, match=r"tệp 0530-morning\.mp3 bị đổi"):
        verify_bundle(bundle)


def test_a_sound_exchanged_with_its_checksum_is_still_named(bundle):
    rewritten(bundle, members_of(bundle) | {"0530-morning.mp3": b"\xff\xfb khac!"[:7]})
    with pytest.raises(BundleDamaged, match=r"tệp 0530-morning\.mp3 bị đổi"):
        verify_bundle(bundle)


def test_a_missing_and_an_added_file_are_both_named(bundle):
    members = members_of(bundle)
    del members["1730-evening.mp3"]
    rewritten(bundle, members | {"2300-la.mp3": b"la"})
    with pytest.raises(BundleDamaged) as caught:
        verify_bundle(bundle)
    assert "thiếu tệp 1730-evening.mp3" in str(caught.value)
    assert "thừa tệp 2300-la.mp3" in str(caught.value)


def test_a_bundle_without_manifest_is_unreadable(bundle):
    members = members_of(bundle)
    del members["manifest.json"]
    rewritten(bundle, members)
    with pytest.raises(BundleUnreadable, match=r"không có bảng kê manifest\.json"):
        verify_bundle(bundle)


@pytest.mark.parametrize(
    "content",
    [b"", b"[]", b"null", b"{}", b"\xff\xfe", b"[" * 100_000, b'{"format":"broadcaster-bundle","version":1}'],
    ids=["empty", "list", "null", "bare", "bytes", "deep", "half"],
)
def test_a_manifest_that_is_none_is_unreadable(bundle, content):
    rewritten(bundle, members_of(bundle) | {"manifest.json": content})
    with pytest.raises(BundleUnreadable, match=r"bảng kê manifest\.json không đọc được"):
        verify_bundle(bundle)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'"version":1', b'"version":2'),
        (b'"files":[{', b'"files":[1,{'),
        (b'"date":"2023-03-15"', b'"date":"2023-02-30"'),
        (b'"station":"', b'"station":1,"x":"'),
        (b'"bytes":', b'"bytes":-'),
        (b'"sha256":"', b'"sha256":"z'),
        (b'"format"', b'"x":1,"format"'),
    ],
)
def test_a_manifest_of_another_shape_is_unreadable(bundle, old, new):
    members = members_of(bundle)
    assert old in members["manifest.json"]
    rewritten(bundle, members | {"manifest.json": members["manifest.json"].replace(old, new, 1)})
    with pytest.raises(BundleUnreadable):
        verify_bundle(bundle)


def test_a_repacked_bundle_does_not_pass_even_with_the_same_files(bundle):
    rewritten(bundle, members_of(bundle))
    with pytest.raises(BundleDamaged, match="phần đầu mục"):
        verify_bundle(bundle)


def test_files_in_another_order_do_not_pass(bundle):
    members = members_of(bundle)
    rewritten(bundle, dict(reversed(members.items())))
    with pytest.raises(BundleDamaged):
        verify_bundle(bundle)


def test_a_bundle_cut_short_anywhere_is_unreadable(bundle):
    whole = bundle.read_bytes()
    for length in (len(whole) - 1, len(whole) // 2, 10):
        bundle.write_bytes(whole[:length])
        with pytest.raises(BundleUnreadable, match="chưa tải hết"):
            verify_bundle(bundle)


def test_bytes_before_or_after_are_not_let_through(bundle):
    whole = bundle.read_bytes()
    for padded in (b"x" + whole, whole + b"x"):
        bundle.write_bytes(padded)
        with pytest.raises(BundleError):
            verify_bundle(bundle)


@pytest.mark.parametrize("content", [b"", b"khong phai zip", b"<html>404</html>" * 100])
def test_what_is_no_zip_is_unreadable(tmp_path, content):
    path = tmp_path / "a.zip"
    path.write_bytes(content)
    with pytest.raises(BundleUnreadable, match="không phải tệp ZIP"):
        verify_bundle(path)


def test_a_missing_bundle_is_named(tmp_path):
    with pytest.raises(FileMissing, match=r"khong-co\.zip"):
        verify_bundle(tmp_path / "khong-co.zip")


@pytest.mark.parametrize(
    "name",
    ["../a.mp3", "a/../../b.mp3", "/etc/a", "C:/a.mp3", "..\\a.mp3", "a//b", "./a", "NUL.txt", "a.", "a\x01b", "a?b"],
)
def test_a_name_that_climbs_out_or_breaks_windows_is_refused(bundle, name):
    rewritten(bundle, members_of(bundle) | {name: b"x"})
    with pytest.raises(BundleUnreadable, match="tên tệp không hợp lệ"):
        verify_bundle(bundle)


def test_two_names_that_windows_takes_for_one_are_refused(bundle):
    rewritten(bundle, members_of(bundle) | {"Manifest.JSON": b"x"})
    with pytest.raises(BundleUnreadable, match="tên tệp không hợp lệ"):
        verify_bundle(bundle)


def test_a_packed_bomb_is_refused_before_it_is_opened(bundle):
    with zipfile.ZipFile(bundle, "a") as archive:
        archive.writestr("bom.txt", bytes(10 << 20), zipfile.ZIP_DEFLATED)
    with pytest.raises(BundleUnreadable, match="bị nén"):
        verify_bundle(bundle)


def test_a_size_larger_than_the_file_itself_is_refused(bundle):
    whole = bytearray(bundle.read_bytes())
    entry = whole.rindex(b"PK\x01\x02")
    whole[entry + 20 : entry + 28] = (0x7000_0000).to_bytes(4, "little") * 2
    bundle.write_bytes(bytes(whole))
    with pytest.raises(BundleUnreadable, match="lớn hơn chính tệp"):
        verify_bundle(bundle)


def test_a_huge_manifest_is_refused(bundle):
    rewritten(bundle, members_of(bundle) | {"manifest.json": b" " * (2 << 20)})
    with pytest.raises(BundleUnreadable, match="lớn quá mức"):
        verify_bundle(bundle)


# --- held already, played from, handed over


def test_a_bundle_that_lies_there_whole_need_not_be_made_again(bundle, tmp_path):
    assert holds(bundle, a_content(tmp_path / "sound"), bundle.stat().st_size)


def test_another_plan_needs_another_bundle(bundle, tmp_path):
    later = (a_playlist(MORNING_EDITION, starts_at=STARTS_AT + timedelta(minutes=1)), PLAYLISTS[1])
    assert not holds(bundle, a_content(tmp_path / "sound", later), bundle.stat().st_size)


def test_another_sheet_needs_another_bundle(bundle, tmp_path):
    content = a_content(tmp_path / "sound")
    sessions = (replace(content.sessions[0], sheet_text="NỮ: Lời khác.\n"), content.sessions[1])
    assert not holds(bundle, replace(content, sessions=sessions), bundle.stat().st_size)


def test_a_bundle_that_was_damaged_in_its_outbox_is_made_again(bundle, tmp_path):
    content, size = a_content(tmp_path / "sound"), bundle.stat().st_size
    bundle.write_bytes(bundle.read_bytes().replace(b"\xff\xfb sang", b"\xff\xfb sanG"))
    assert not holds(bundle, content, size)
    bundle.unlink()
    assert not holds(bundle, content, size)


def test_a_player_finds_a_sessions_sound_by_its_playlist(bundle):
    programme, content = read_session(bundle, PLAYLISTS[1].id)
    assert content() == b"\xff\xfb chieu"
    assert programme == sha256_of(b"\xff\xfb chieu")


def test_a_playlist_that_the_bundle_does_not_carry_is_named(bundle):
    with pytest.raises(BundleUnreadable, match="2023-03-16-morning-NGHIA-SON-1"):
        read_session(bundle, PlaylistId("2023-03-16-morning-NGHIA-SON-1"))


def test_no_session_is_found_in_what_is_no_bundle(tmp_path):
    path = tmp_path / "a.zip"
    path.write_bytes(b"khong phai zip")
    with pytest.raises(BundleUnreadable):
        read_session(path, PLAYLISTS[0].id)


def test_delivery_by_folder_says_where_the_bundle_lies(bundle):
    delivery = FolderDelivery()
    assert isinstance(delivery, Delivery)
    assert delivery.name == "folder"
    assert delivery.deliver(bundle, an_outlet()) == bundle.as_posix()


@pytest.mark.parametrize("content", [None, b""])
def test_nothing_counts_as_sent_without_a_bundle_in_the_outbox(tmp_path, content):
    path = tmp_path / "NGHIA-SON.zip"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(FileFailed, match="Đài Truyền thanh xã Nghĩa Sơn"):
        FolderDelivery().deliver(path, an_outlet())
