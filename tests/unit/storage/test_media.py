import errno
import os
from pathlib import Path

import pytest
from makers import a_sha

from broadcaster.domain.fingerprints import sha256_of
from broadcaster.errors import DiskFull, FileMissing, SoundDamaged
from broadcaster.storage.media import GOING, MediaStore, content_address

SOUND = b"fLaC" + bytes(range(256))


@pytest.fixture
def media(tmp_path):
    return MediaStore(tmp_path / "kho âm thanh")


def _files(media):
    return sorted(path.relative_to(media.root).as_posix() for path in media.root.rglob("*") if path.is_file())


def test_a_sound_is_named_by_its_bytes_in_a_folder_of_its_first_digits(media):
    sha = media.put(SOUND, ".flac")
    assert sha == sha256_of(SOUND)
    assert media.path(sha, ".flac") == media.root / sha[:2] / f"{sha}.flac"
    assert media.get(sha, ".flac") == SOUND
    assert media.has(sha, ".flac")
    assert not media.has(sha, ".mp3")
    assert _files(media) == [f"{sha[:2]}/{sha}.flac"]


def test_a_sound_that_is_there_is_left_untouched(media):
    path = media.path(media.put(SOUND, ".flac"), ".flac")
    before = path.stat()
    media.put(SOUND, ".flac")
    assert path.stat().st_ino == before.st_ino, "no other file has taken its place"


@pytest.mark.parametrize("damage", [b"", SOUND[:-1], SOUND[:-1] + b"\x00", SOUND + b"\x00"])
def test_a_damaged_sound_is_set_aside_and_can_be_made_again(media, damage):
    sha = media.put(SOUND, ".flac")
    path = media.path(sha, ".flac")
    path.write_bytes(damage)
    with pytest.raises(SoundDamaged, match=sha):
        media.get(sha, ".flac")
    assert not media.has(sha, ".flac")
    assert path.with_name(f"{sha}.flac.hong").read_bytes() == damage
    media.put(SOUND, ".flac")
    assert media.get(sha, ".flac") == SOUND


def test_a_damaged_sound_is_mended_when_it_is_made_again_before_anyone_read_it(media):
    sha = media.put(SOUND, ".flac")
    media.path(sha, ".flac").write_bytes(b"fLaC")
    assert media.put(SOUND, ".flac") == sha
    assert media.get(sha, ".flac") == SOUND


def test_a_sound_that_is_not_there_is_missing(media):
    with pytest.raises(FileMissing):
        media.get(a_sha(), ".flac")
    assert not media.has(a_sha(), ".flac")


def test_a_full_disk_leaves_nothing_behind(media, monkeypatch):
    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(DiskFull):
        media.put(SOUND, ".flac")
    assert _files(media) == []


@pytest.mark.parametrize(
    ("sha", "suffix"),
    [("../../etc/passwd", ".flac"), ("", ".flac"), ("A" * 64, ".flac"), ("a" * 64, "flac"), ("a" * 64, "./x")],
)
def test_only_content_addresses_lead_to_files(media, sha, suffix):
    with pytest.raises(ValueError, match="content address"):
        media.path(sha, suffix)


LONG_AGO = 1_000_000_000


def _listed(media, sha):
    return next(file for file in media.files() if file.path.stem == sha)


@pytest.fixture
def unused(media):
    """Give a sound that nobody has used for years."""
    sha = media.put(SOUND, ".flac")
    os.utime(media.path(sha, ".flac"), (LONG_AGO, LONG_AGO))
    return sha


@pytest.mark.parametrize("use", ["has", "get", "put"])
def test_a_sound_that_is_found_read_or_made_again_counts_as_used(media, unused, use):
    before = _listed(media, unused)
    assert before.used_at.timestamp() == LONG_AGO
    {
        "has": lambda: media.has(unused, ".flac"),
        "get": lambda: media.get(unused, ".flac"),
        "put": lambda: media.put(SOUND, ".flac"),
    }[use]()
    assert _listed(media, unused).used_at > before.used_at
    assert not media.remove(before), "it was used since it was listed"
    assert media.get(unused, ".flac") == SOUND


def test_what_is_not_used_since_it_was_listed_can_be_removed(media, unused):
    assert media.remove(_listed(media, unused))
    assert not media.has(unused, ".flac")
    assert _files(media) == []


def test_what_is_gone_or_held_is_not_said_to_be_removed(media, unused, monkeypatch):
    file = _listed(media, unused)
    monkeypatch.setattr(Path, "unlink", lambda *_, **__: (_ for _ in ()).throw(PermissionError("in use")))
    assert not media.remove(file)
    monkeypatch.undo()
    assert _files(media) == [f"{unused[:2]}/{unused}.flac"], "it has its name again"
    file.path.unlink()
    assert not media.remove(file)


def test_a_sound_is_read_even_in_the_moment_of_its_removal(media, unused):
    path = media.path(unused, ".flac")
    path.replace(path.with_name(f"{path.name}{GOING}"))
    assert media.get(unused, ".flac") == SOUND


def test_what_a_killed_process_was_about_to_remove_gets_its_name_back(media, unused):
    path = media.path(unused, ".flac")
    path.replace(path.with_name(f"{path.name}{GOING}"))
    assert [file.path for file in media.files()] == [path]
    path.with_name(f"{path.name}{GOING}").write_bytes(SOUND)
    assert [file.path for file in media.files()] == [path], "made again meanwhile: the other name goes"


def test_a_file_of_no_length_is_not_there(media, unused):
    media.path(unused, ".flac").write_bytes(b"")
    assert not media.has(unused, ".flac")


def test_the_files_come_from_the_one_that_was_not_used_for_longest(media):
    names = [media.put(SOUND + bytes([n]), ".flac") for n in range(3)]
    for age, sha in zip((5, 9, 7), names, strict=True):
        os.utime(media.path(sha, ".flac"), (LONG_AGO - age, LONG_AGO - age))
    assert [content_address(file.path) for file in media.files()] == [names[1], names[2], names[0]]
    assert content_address(media.root / "x.flac.hong") is None
