"""Where the files of a bundle lie in it; what is no bundle, or made to harm, is refused before a byte is sent."""

import zipfile

import pytest
from makers import EVENING, a_playlist, a_segment, an_edition

from broadcaster.domain.fingerprints import sha256_of
from broadcaster.errors import BundleError, BundleUnreadable, FileMissing
from broadcaster.outlets.bundle import BundleContent, SessionFile, build_bundle
from broadcaster.outlets.bundle_files import bundle_files
from broadcaster.outlets.names import MANIFEST
from broadcaster.outlets.sessions import session_files


def a_session(folder, edition, sound):
    path = folder / f"{edition.id}.mp3"
    path.write_bytes(sound)
    return SessionFile(
        edition_id=edition.id,
        sound=path,
        audio=sha256_of(sound),
        bytes_count=len(sound),
        sheet_text="NỮ: Kính chào.",
        sheet_html="<p>NỮ: Kính chào.</p>",
    )


@pytest.fixture
def made(tmp_path):
    editions = (an_edition(), an_edition(session=EVENING, segments=(a_segment(),)))
    playlists = tuple(a_playlist(each) for each in editions)
    sessions = tuple(a_session(tmp_path, each, f"tiếng {each.id}".encode()) for each in editions)
    path = tmp_path / "goi.zip"
    build_bundle(path, BundleContent(station="Đài thử", playlists=playlists, sessions=sessions))
    return path, playlists


def again(path, change, *, packed=zipfile.ZIP_STORED):
    """Write an archive anew with other members."""
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    change(members)
    with zipfile.ZipFile(path, "w", packed) as archive:
        for name, content in members.items():
            archive.writestr(name, content)


def test_every_listed_file_lies_where_it_is_said_to(made):
    path, playlists = made
    whole, files = path.read_bytes(), bundle_files(path)
    with zipfile.ZipFile(path) as archive:
        assert set(files) == set(archive.namelist()) - {MANIFEST}
        for name, file in files.items():
            assert whole[file.offset : file.offset + file.bytes_count] == archive.read(name)
    assert {files[session_files(path)[each.id]].name for each in playlists} == {"0530-morning.mp3", "1730-evening.mp3"}


@pytest.mark.parametrize(
    "change",
    [
        lambda members: members.pop(MANIFEST),
        lambda members: members.pop("0530-morning.mp3"),
        lambda members: members.update({"0530-morning.mp3": b"longer than it was"}),
        lambda members: members.update({"../0530-morning.mp3": b""}),
        lambda members: members.update({"C:\\a.mp3": b""}),
        lambda members: members.update({"con.mp3": b""}),
        lambda members: members.update({MANIFEST: b"{}"}),
        lambda members: members.update(
            {MANIFEST: members[MANIFEST].replace(b"0530-morning.mp3", b"../../../etc/pass")}
        ),
    ],
)
def test_an_archive_that_is_not_what_its_manifest_says_is_refused(made, change):
    again(made[0], change)
    with pytest.raises(BundleError):
        bundle_files(made[0])


def test_a_packed_archive_is_refused(made):
    again(made[0], lambda _: None, packed=zipfile.ZIP_DEFLATED)
    with pytest.raises(BundleUnreadable):
        bundle_files(made[0])


@pytest.mark.parametrize("keep", [0, 3, 100, -1])
def test_what_is_cut_short_is_refused(made, keep):
    whole = made[0].read_bytes()
    made[0].write_bytes(whole[:keep])
    with pytest.raises(BundleUnreadable):
        bundle_files(made[0])


def test_what_is_not_there_is_named(tmp_path):
    with pytest.raises(FileMissing):
        bundle_files(tmp_path / "goi.zip")
