"""The dossier of evidence (hồ sơ minh chứng) as a ZIP that a stranger can check with Python alone."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from openpyxl import Workbook

from broadcaster.asrun.chain import entry_content, entry_hash
from broadcaster.asrun.why import Why, WhyEntry
from broadcaster.domain.airtime import TargetStanding
from broadcaster.domain.approvals import Approval
from broadcaster.domain.chains import ChainedAiring, ChainHead, key_fingerprint
from broadcaster.domain.fingerprints import sha256_of
from broadcaster.domain.ids import AiringId, OutletId
from broadcaster.domain.scripts import Script
from broadcaster.domain.timetables import Timetable
from broadcaster.domain.zone import ZONE
from broadcaster.reports.figures import decimal, minutes
from broadcaster.reports.fixed_zip import fixed_entry, with_fixed_times
from broadcaster.reports.naming import hash_groups, outlet_name, target_name
from broadcaster.reports.packaged import package_source
from broadcaster.reports.sheets import COUNT, MINUTES, TEXT, Column, add_sheet
from broadcaster.reports.target_blocks import forecast_note, measure_name, standing_amounts
from broadcaster.reports.typeset import typeset

TEMPLATE = "ho-so.typ"
_CSV_HEAD = (
    "Mục;Đài;Ngày;Giờ phát;Giờ hết;Thời lượng (giây);Nội dung;Lượt;Bằng chứng;Người, máy xác nhận;Nguyên nhân;Mã băm"
)

_UNSIGNED = "# Đài chưa khóa sổ ngày nào nên hồ sơ chưa có đầu chuỗi, chưa có chữ ký.\r\n"


@dataclass(frozen=True, kw_only=True, slots=True)
class DossierItem:
    """One news item of the dossier, with what is kept of it."""

    item: str
    """Its id."""
    title: str
    """As it aired."""
    script: Script | None
    """The copy as it was approved; none when no approved version is in the store."""
    approvals: tuple[Approval, ...]
    """Who approved that copy and its sound."""
    sound: bytes | None
    """Its sound as WAV; none when it is kept no more."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Dossier:
    """Everything that goes into the file."""

    station: str
    """Whose."""
    span: str
    """Which days, in words."""
    as_of: date
    """Evidence that arrived by the end of this day counts."""
    timetable: Timetable
    """Names."""
    standing: TargetStanding
    """The target."""
    why: Why
    """The entries that count for it, and those that do not."""
    items: Sequence[DossierItem]
    """Every item that aired."""
    logs: Mapping[OutletId, Sequence[ChainedAiring]]
    """Each outlet's whole chain up to the day."""
    heads: Sequence[ChainHead]
    """Every head of those outlets up to the day."""


def dossier_zip(dossier: Dossier) -> bytes:
    """Pack the dossier; the same facts give the same bytes. Raises NotTypeset."""
    parts = dict(_parts(dossier))
    sums = "".join(f"{sha256_of(content)}  {name}\n" for name, content in sorted(parts.items()))
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as zipped:
        for name, content in sorted({**parts, "SHA256SUMS": sums.encode()}.items()):
            zipped.writestr(fixed_entry(name), content)
    return packed.getvalue()


def _parts(dossier: Dossier) -> Iterator[tuple[str, bytes]]:
    yield "MUC-LUC.pdf", _index_pdf(dossier)
    yield "MUC-LUC.xlsx", _index_xlsx(dossier)
    yield "KIEM-TRA.txt", ("\ufeff" + package_source("kiem-tra.txt")[0]).encode()
    keys = "".join(f"{key}  dấu vân tay {key_fingerprint(key)}\r\n" for key in _keys(dossier))
    yield "khoa-cong-khai.txt", ("\ufeff" + (keys or _UNSIGNED)).encode()
    yield "kiem-tra.py", package_source("kiem-tra.py.txt")[0].encode()
    yield "nhat-ky.csv", ("\ufeff" + "\r\n".join([_CSV_HEAD, *map(_csv, dossier.why.entries)]) + "\r\n").encode()
    for each in dossier.items:
        if each.script is not None:
            yield f"bai/{each.item}.txt", ("\ufeff" + _script_text(each, each.script)).encode()
        if each.sound is not None:
            yield f"tieng/{each.item}.wav", each.sound
    shown = {each.airing.id for each in dossier.why.entries}
    for outlet_id, log in dossier.logs.items():
        heads = [head for head in dossier.heads if head.outlet_id == outlet_id]
        told = {"outlet": outlet_id, "links": [*_links(log, shown)], "heads": [_head(head) for head in heads]}
        yield f"nhat-ky/{outlet_id}.json", (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()


# --- the log


def _links(log: Iterable[ChainedAiring], shown: set[AiringId]) -> Iterator[dict[str, object]]:
    """Give every link, with the whole entry where it belongs to the dossier, and its hash alone elsewhere."""
    for each in log:
        if each.link is None or each.airing is None:
            continue
        link: dict[str, object] = {
            "sequence": each.link.sequence,
            "arrival_day": each.link.arrival_day.isoformat(),
            "entry_hash": entry_hash(each.airing),
            "link": each.link.link,
        }
        yield {**link, "entry": entry_content(each.airing)} if each.airing.id in shown else link


def _head(head: ChainHead) -> dict[str, object]:
    return {
        "arrival_day": head.arrival_day.isoformat(),
        "sequence": head.sequence,
        "link": head.link,
        "at": head.at.astimezone(UTC).isoformat(timespec="microseconds"),  # as it was signed
        "key": head.key,
        "signature": head.signature,
    }


def _csv(each: WhyEntry) -> str:
    airing, link = each.airing, each.link
    cells = (
        str(link.sequence) if link else "",
        airing.outlet_id,
        f"{airing.air_date:%d/%m/%Y}",
        _clock(airing.observed_start),
        _clock(airing.observed_stop),
        decimal(airing.played / 1000, 1, grouped=False),
        airing.title,
        "lần đầu" if airing.run <= 1 else f"phát lại lần {airing.run - 1}",
        airing.evidence.label,
        airing.said_by,
        airing.cause,
        link.link if link else "",
    )
    return ";".join(_quoted(cell) for cell in cells)


def _quoted(cell: str) -> str:
    """Quote a cell where it must be, and keep Excel from taking words for a formula."""
    safe = f"'{cell}" if cell[:1] in {"=", "+", "-", "@"} else cell
    return '"' + safe.replace('"', '""') + '"' if set(safe) & set(';"\r\n') else safe


def _clock(moment: datetime | None) -> str:
    return f"{moment.astimezone(ZONE):%H:%M:%S}" if moment else ""


# --- scripts


def _script_text(each: DossierItem, script: Script) -> str:
    lines = [script.title.upper(), "", f"Người viết: {script.writer}", f"Mã băm bài: {script.text_hash}", "", "DUYỆT"]
    lines += [_approval(approval) for approval in each.approvals] or ["- không có"]
    lines += ["", "BÀI ĐÚNG BẢN ĐÃ DUYỆT (chữ viết, rồi lời đọc)"]
    for line in script.read_lines:
        lines += ["", f"[{line.presenter.value}] {line.written}", f"  đọc: {line.spoken}"]
    return "\r\n".join(lines) + "\r\n"


def _approval(approval: Approval) -> str:
    known = "đã xác thực" if approval.authenticated else "chưa xác thực"
    policy = f", theo quy định: {approval.policy}" if approval.policy else ""
    moment = f"{approval.at.astimezone(ZONE):%H:%M %d/%m/%Y}"
    return f"- duyệt {approval.stage.label}: {approval.by} ({known}), {moment}{policy}; mã băm {approval.subject}"


# --- the index


def _rows(dossier: Dossier) -> Iterator[tuple[str, str, int, float, str, str]]:
    """Give a line for each item: title, grades, airings, minutes, whether script and sound are there."""
    for each in dossier.items:
        mine = [
            entry.airing for entry in dossier.why.counted if (entry.airing.item_id or entry.airing.title) == each.item
        ]
        grades = ", ".join(sorted({airing.evidence.label for airing in mine}))
        length = sum(airing.played for airing in mine) / 60_000
        has_script = f"bai/{each.item}.txt" if each.script else "không có bản duyệt trong kho"
        has_sound = f"tieng/{each.item}.wav" if each.sound is not None else "không còn giữ tiếng"
        yield each.title, grades, len(mine), round(length, 2), has_script, has_sound


def _index_pdf(dossier: Dossier) -> bytes:
    standing, target = dossier.standing, dossier.standing.target
    places = 1 if target.measure.value == "minutes" else 0
    values: dict[str, object] = {
        "station": dossier.station,
        "target": f"{target_name(dossier.timetable, target)} ({measure_name(target)})",
        "document": "; ".join(filter(None, (target.document, target.set_by and f"người giao: {target.set_by}"))),
        "span": dossier.span,
        "as_of": f"{dossier.as_of:%d/%m/%Y}",
        "standing": [
            ["Cần đạt", standing_amounts(standing)[0]],
            ["Đã phát", decimal(standing.aired, places)],
            ["Dự báo", decimal(standing.forecast, places)],
        ],
        "note": forecast_note([standing]),
        "points": [
            [outlet_name(dossier.timetable, p.outlet_id), decimal(p.amount, places), decimal(p.points, 0)]
            for p in standing.points
        ],
        "items": [
            [str(n), title, grades, str(airings), decimal(length, 1), script, sound]
            for n, (title, grades, airings, length, script, sound) in enumerate(_rows(dossier), start=1)
        ],
        "airings": decimal(len(dossier.why.counted), 0),
        "minutes": minutes(sum(each.airing.played for each in dossier.why.counted), 1),
        "heads": [
            [str(h.outlet_id), f"{h.arrival_day:%d/%m/%Y}", str(h.sequence), hash_groups(h.link)]
            for h in _last(dossier)
        ],
        "keys": [key_fingerprint(key) for key in _keys(dossier)],
    }
    return typeset(TEMPLATE, values, made_at=datetime.combine(dossier.as_of, time(), tzinfo=ZONE))


def _keys(dossier: Dossier) -> list[str]:
    """Give every public key that signed a head."""
    return sorted({head.key for head in dossier.heads})


def _last(dossier: Dossier) -> list[ChainHead]:
    return [
        *{head.outlet_id: head for head in sorted(dossier.heads, key=lambda h: (h.outlet_id, h.arrival_day))}.values()
    ]


def _index_xlsx(dossier: Dossier) -> bytes:
    book = Workbook()
    book.remove(book.worksheets[0])
    target = dossier.standing.target
    head = (
        f"Hồ sơ minh chứng: {target_name(dossier.timetable, target)} ({measure_name(target)}), {dossier.span}",
        f"{dossier.station}. Bằng chứng có đến hết ngày {dossier.as_of:%d/%m/%Y}.",
        *(f"Khóa ký của đài (Ed25519), dấu vân tay: {key_fingerprint(key)}." for key in _keys(dossier)),
    )
    columns = (
        Column(name="Tin, bài", form=TEXT, width=60),
        Column(name="Bằng chứng", form=TEXT, width=30),
        Column(name="Lượt phát", form=COUNT, width=12),
        Column(name="Phút", form=MINUTES, width=12),
        Column(name="Kịch bản", form=TEXT, width=40),
        Column(name="Tiếng", form=TEXT, width=40),
    )
    add_sheet(book, "Mục lục", head, columns, [*_rows(dossier)])
    log_columns = (
        Column(name="Mục", form=COUNT, width=8),
        *(Column(name=each, form=TEXT, width=18) for each in ("Đài", "Ngày", "Giờ phát")),
        Column(name="Nội dung", form=TEXT, width=50),
        Column(name="Phút", form=MINUTES, width=9),
        *(Column(name=each, form=TEXT, width=24) for each in ("Bằng chứng", "Người, máy xác nhận", "Không tính vì")),
        Column(name="Mã băm", form=TEXT, width=68),
    )
    add_sheet(book, "Nhật ký", head, log_columns, [_log_row(each) for each in dossier.why.entries])
    book.properties.created = datetime.combine(dossier.as_of, time())
    written = io.BytesIO()
    book.save(written)
    return with_fixed_times(written.getvalue(), made_on=dossier.as_of)


def _log_row(each: WhyEntry) -> tuple[str | float, ...]:
    airing, link = each.airing, each.link
    when = (airing.outlet_id, f"{airing.air_date:%d/%m/%Y}", _clock(airing.observed_start))
    said = (airing.evidence.label, airing.said_by, each.left_out)
    place = link.sequence if link else 0
    return place, *when, airing.title, round(airing.played / 60_000, 2), *said, link.link if link else ""
