"""An emergency bulletin for one outlet in one file that can be checked like any bundle, and the notice that ends it.

``khan-cap.json`` is for players, a stable shape named by ``schema``; a field may be added under the same schema::

    {
      "schema": "broadcaster.emergency/1",
      "action": "play", "priority": "emergency", "id": "khan-cap-20261125-143005", "drill": false,
      "station": "…", "outlet": {"id": "NGHIA-SON", "name": "…"}, "timezone": "Asia/Ho_Chi_Minh",
      "plays_at": "2026-11-25T14:30:05.000+07:00", "until": "2026-11-25T16:30:05.000+07:00",
      "file": "khan-cap.mp3", "sha256": "…", "duration_ms": 42000, "repeat": 2, "after": "resume",
      "title": "…", "approved_by": "…", "confirmed_by": "…", "reason": "…", "replaces": [],
      "interrupts": [{
        "playlist_id": "…", "edition_id": "…", "offset_ms": 61000, "position": 4, "title": "…",
        "resumes_at": "2026-11-25T14:30:47.000+07:00", "from_offset_ms": 61000, "airs_ms": 797000, "again_ms": 0,
        "pushed_out": [{"position": 9, "title": "Nhạc kết", "offset_ms": 858000, "duration_ms": 42000}]
      }]
    }

``plays_at`` is the moment of sending: play it at once, over whatever is on air, in quiet hours too. The text is said
``repeat`` times inside the file, which is played once; not at all when it arrives after ``until``. ``interrupts`` is
reckoned from ``plays_at``: whoever begins later breaks off later, and goes on by the rule that ``after`` names. A
notice has ``"action": "cancel"`` with id, by whom and why: stop and forget that bulletin.
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from broadcaster.domain.emergencies import Emergency, Interruption
from broadcaster.domain.fingerprints import sha256_of
from broadcaster.domain.ids import Sha256
from broadcaster.domain.units import Outlet
from broadcaster.domain.zone import ZONE
from broadcaster.files import translated, written_whole
from broadcaster.outlets.archive import digest, entry_header
from broadcaster.outlets.manifest import VERSION, Manifest, ManifestEntry
from broadcaster.outlets.names import MANIFEST, READ_FIRST
from broadcaster.outlets.times import absolute, length_in_words

SCHEMA = "broadcaster.emergency/1"
SOUND = "khan-cap.mp3"
ORDER = "khan-cap.json"
LIST = "khan-cap.m3u8"
SHEET = "kich-ban.txt"

FOLDER = "khan-cap"
"""Where an outlet's urgent bundles lie within its outbox of a day."""

HEAD, DRILL_HEAD = "0000-", "0001-"
"""What stands before the name of the sound at the head of an outbox; a drill stands after the real."""


@dataclass(frozen=True, kw_only=True, slots=True)
class UrgentBundle:
    """All that goes into one outlet's bundle."""

    station: str
    """Name of the producing station."""
    outlet: Outlet
    """For whom."""
    emergency: Emergency
    """The bulletin."""
    sound: bytes
    """Its MP3, at the outlet's level."""
    interrupts: tuple[Interruption, ...]
    """The sessions that it breaks into."""


@dataclass(frozen=True, kw_only=True, slots=True)
class CancelNotice:
    """Word to one outlet that a bulletin is over."""

    station: str
    """Name of the producing station."""
    outlet: Outlet
    """For whom."""
    emergency: Emergency
    """What is over."""
    by: str
    """Who called it off."""
    reason: str
    """Why."""
    at: datetime
    """When (aware)."""


def build_urgent(path: Path, bundle: UrgentBundle) -> Sha256:
    """Write a bundle whole or not at all and give its SHA-256; raises DiskFull, ReadOnlyPlace, FileFailed."""
    files = {
        SOUND: bundle.sound,
        ORDER: _json(_order(bundle)),
        LIST: _list(bundle).encode(),
        SHEET: _windows_text(sheet(bundle)),
        READ_FIRST: _windows_text(_how(bundle)),
    }
    return _written(path, bundle.station, bundle.outlet, bundle.emergency.at, files)


def build_notice(path: Path, notice: CancelNotice) -> Sha256:
    """Write a notice whole or not at all and give its SHA-256; raises DiskFull, ReadOnlyPlace, FileFailed."""
    told = {
        "schema": SCHEMA,
        "action": "cancel",
        "priority": "emergency",
        "id": notice.emergency.id,
        "station": notice.station,
        "outlet": {"id": notice.outlet.id, "name": notice.outlet.name},
        "timezone": ZONE.key,
        "at": absolute(notice.at),
        "by": notice.by,
        "reason": notice.reason,
    }
    text = [
        notice.outlet.name.upper(),
        f'DỪNG bản tin khẩn cấp {notice.emergency.id}: "{notice.emergency.title}".',
        "Đang phát thì dừng ngay, chưa phát thì thôi; bỏ tệp của bản tin ấy rồi phát tiếp chương trình.",
        f"Lý do: {notice.reason}. Người quyết định: {notice.by}, lúc {_moment(notice.at)}.",
    ]
    files = {ORDER: _json(told), READ_FIRST: _windows_text("\n".join(text) + "\n")}
    return _written(path, notice.station, notice.outlet, notice.at, files)


def sheet(bundle: UrgentBundle) -> str:
    """Write the bulletin's script sheet: who answers for it, and every word."""
    told = bundle.emergency
    people = f"{told.by} duyệt" + (f", {told.confirmed_by} xác nhận" if told.confirmed_by else "")
    head = [
        bundle.station.upper(),
        "BẢN TIN KHẨN CẤP" + (" (DIỄN TẬP)" if told.drill else ""),
        f"Mã {told.id}, gửi lúc {_moment(told.at)}, hiệu lực đến {_moment(told.until)}",
        f"{people} (chưa xác thực). Lý do: {told.reason}",
        *([f"Chính sách: {told.policy}"] if told.policy else []),
        f"Giọng {told.voice}, dài {length_in_words(told.duration)}, lời báo đọc {told.repeat} lần",
    ]
    return "\n".join([*head, "", told.written, "", "ĐỌC LÀ", told.spoken]) + "\n"


def _order(bundle: UrgentBundle) -> dict[str, object]:
    told = bundle.emergency
    return {
        "schema": SCHEMA,
        "action": "play",
        "priority": "emergency",
        "id": told.id,
        "drill": told.drill,
        "station": bundle.station,
        "outlet": {"id": bundle.outlet.id, "name": bundle.outlet.name},
        "timezone": ZONE.key,
        "plays_at": absolute(told.at),
        "until": absolute(told.until),
        "file": SOUND,
        "sha256": sha256_of(bundle.sound),
        "duration_ms": told.duration,
        "repeat": told.repeat,
        "after": told.after.value,
        "title": told.title,
        "approved_by": told.by,
        "confirmed_by": told.confirmed_by,
        "reason": told.reason,
        "replaces": list(told.replaces),
        "interrupts": [_interrupt(each) for each in bundle.interrupts],
    }


def _interrupt(each: Interruption) -> dict[str, object]:
    return {
        "playlist_id": each.playlist_id,
        "edition_id": each.edition_id,
        "offset_ms": each.offset,
        "position": each.position,
        "title": each.title,
        "resumes_at": absolute(each.resumes_at),
        "from_offset_ms": each.from_offset,
        "airs_ms": each.airs,
        "again_ms": each.again,
        "pushed_out": [
            {"position": part.position, "title": part.title, "offset_ms": part.offset, "duration_ms": part.duration}
            for part in each.pushed_out
        ],
    }


def _list(bundle: UrgentBundle) -> str:
    told = bundle.emergency
    title = " ".join(f"{bundle.outlet.name} - {told.title}".split())
    length = f"{told.duration // 1000}.{told.duration % 1000:03d}"
    return f"#EXTM3U\n#EXTENC:UTF-8\n#EXTINF:{length},{title}\n{SOUND}\n"


def _how(bundle: UrgentBundle) -> str:
    told = bundle.emergency
    lines = [
        bundle.outlet.name.upper(),
        f"BẢN TIN KHẨN CẤP{' (DIỄN TẬP)' if told.drill else ''}, gửi lúc {_moment(told.at)}.",
        "",
        f"  1. PHÁT NGAY tệp {SOUND} ({length_in_words(told.duration)}), dù đang có chương trình, dù là giờ yên tĩnh.",
        f"     Tệp đã đọc lời báo {told.repeat} lần: chỉ phát một lượt.",
        f"  2. Nhận được sau {_moment(told.until)} thì không phát nữa.",
        f"  3. Phát xong: {told.after.label}; buổi phát vẫn kết thúc đúng giờ cũ.",
        *_broken_off(bundle.interrupts),
        "  4. Ghi lại giờ phát rồi báo về đài.",
    ]
    return "\n".join(lines) + "\n"


def _broken_off(interrupts: Sequence[Interruption]) -> list[str]:
    """Say what is broken off, and what no longer fits."""
    lines: list[str] = []
    for each in interrupts:
        lines.append(f'     Ngắt ở "{each.title}" (mục {each.position}); phát tiếp lúc {_moment(each.resumes_at)}.')
        lines += [
            f'     Không kịp phát: mục {part.position} "{part.title}", {length_in_words(part.duration)}.'
            for part in each.pushed_out
        ]
    return lines


def _moment(moment: datetime) -> str:
    return f"{moment.astimezone(ZONE):%H:%M:%S ngày %d/%m/%Y}"


def _json(value: Mapping[str, object]) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()


def _windows_text(text: str) -> bytes:
    """Write plain text as the Notepad of an old Windows reads it."""
    return text.replace("\n", "\r\n").encode("utf-8-sig")


def _written(path: Path, station: str, outlet: Outlet, at: datetime, files: Mapping[str, bytes]) -> Sha256:
    day = at.astimezone(ZONE).date()
    entries = tuple(
        ManifestEntry(name=name, bytes_count=len(content), sha256=sha256_of(content))
        for name, content in sorted(files.items())
    )
    manifest = Manifest(
        version=VERSION,
        station=station,
        outlet_id=outlet.id,
        outlet_name=outlet.name,
        air_date=day,
        playlists=(),
        entries=entries,
    )
    _store(path, {**files, MANIFEST: manifest.to_bytes()}, day)
    with translated(path), path.open("rb") as stream:
        return digest(stream)


def _store(path: Path, files: Mapping[str, bytes], day: date) -> None:
    with written_whole(path) as stream, zipfile.ZipFile(stream, "w") as archive:
        for name, content in sorted(files.items()):
            with archive.open(entry_header(name, len(content), day), "w") as target:
                target.write(content)
