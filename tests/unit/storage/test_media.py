import errno
import os
from pathlib import Path

import pytest
from makers import a_sha

from broadcaster.domain.fingerprints import sha256_of
from broadcaster.errors import DiskFull, FileMissing, SoundDamaged
from broadcaster.storage.media import MediaStore

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
    os.utime(path, (1_000_000_000, 1_000_000_000))
    media.put(SOUND, ".flac")
    assert path.stat().st_mtime == 1_000_000_000


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
