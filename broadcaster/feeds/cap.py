"""Alerts in the Common Alerting Protocol 1.2 (OASIS, urn:oasis:names:tc:emergency:cap:1.2).

A message comes from outside and may be made to harm: its size, depth and encoding are bounded, a document type (and so
every entity) is refused, nothing is ever fetched. Where a certificate is known, only what was signed is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from importlib import import_module
from pathlib import Path
from typing import Any, cast

from broadcaster.domain.alerts import Alert, AlertArea, AlertKind, AlertReference, SignatureState
from broadcaster.errors import AlertRefused, AlertUnreadable
from broadcaster.files import translated

NAMESPACE = "urn:oasis:names:tc:emergency:cap:1.2"
LARGEST = 256 * 1024
"""Bytes of the largest message that is read; real ones have some kilobytes."""

DEEPEST = 32
"""Elements inside one another; CAP itself needs six, a signature some more."""

_Element = Any  # lxml has no types
_etree: Any = import_module("lxml.etree")  # it has no types

_NAME = re.compile(r"[^\s,<&]{1,255}")
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?(Z|[+-]\d\d:\d\d)", re.ASCII)
_WORDS = {
    "urgency": {"Immediate", "Expected", "Future", "Past", "Unknown"},
    "severity": {"Extreme", "Severe", "Moderate", "Minor", "Unknown"},
    "certainty": {"Observed", "Likely", "Possible", "Unlikely", "Unknown"},
}
_STATUSES = {"Actual", "Exercise", "System", "Test", "Draft"}
_ON_AIR = {"Actual", "Exercise"}
_NOT_ON_AIR = {
    "System": "tin kỹ thuật giữa các máy (System)",
    "Test": "tin thử (Test)",
    "Draft": "bản nháp (Draft)",
}
_KINDS = {"Alert", "Update", "Cancel", "Ack", "Error"}
_SCOPES = {"Public", "Restricted", "Private"}
_DEFAULT_LANGUAGE = "en-US"
_MOST_INFOS = 40


def read_alert(path: Path, *, certificate: str, now: datetime) -> Alert:
    """Read a message from a file.

    Args:
        path: the file.
        certificate: the sender's certificate (PEM); empty when none is known, and nothing is checked.
        now: for the days of validity of the certificate.

    Raises:
        FileMissing, FileFailed: there is no such file.
        AlertUnreadable: it is no CAP 1.2 message, lacks something that must be there, or is made to harm.
        AlertSignatureWrong: it was changed after signing, or somebody else signed it.
        AlertRefused: it is one that never goes on air.
        CertificateUnusable: the certificate is none.
    """
    with translated(path), path.open("rb") as stream:
        content = stream.read(LARGEST + 1)
    return alert_of(content, name=path, certificate=certificate, now=now)


def alert_of(content: bytes, *, name: object, certificate: str, now: datetime) -> Alert:
    """Read a message; raises what :func:`read_alert` raises but for the file."""
    root = _root(content, name)
    signature = SignatureState.UNSIGNED
    signed = root.find("{http://www.w3.org/2000/09/xmldsig#}Signature") is not None
    if signed and certificate:
        from broadcaster.feeds.cap_signature import signed_part  # noqa: PLC0415 - half a second that others do not pay

        root = signed_part(root, name=name, certificate=certificate, now=now)
        signature = SignatureState.VALID
    elif signed:
        signature = SignatureState.UNCHECKED
    return _Message(root, name).alert(signature)


def _root(content: bytes, name: object) -> _Element:
    if len(content) > LARGEST:
        raise AlertUnreadable(path=name, reason=f"lớn hơn {LARGEST // 1024} KB")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise AlertUnreadable(path=name, reason="không phải UTF-8") from error
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise AlertUnreadable(path=name, reason="có khai báo DOCTYPE, cảnh báo thật không bao giờ có")
    parser = _etree.XMLParser(
        encoding="utf-8", resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_pis=True
    )
    try:
        root = _etree.fromstring(text.encode(), parser)
    except _etree.XMLSyntaxError as error:
        raise AlertUnreadable(path=name, reason=f"XML hỏng ở dòng {error.lineno}") from error
    if _depth(root) > DEEPEST:
        raise AlertUnreadable(path=name, reason=f"các thẻ lồng nhau quá {DEEPEST} lớp")
    return root


def _depth(root: _Element) -> int:
    depth = deepest = 0
    for event, _ in _etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    return deepest


class _Message:
    """One parsed message, read element by element."""

    def __init__(self, root: _Element, name: object) -> None:
        self._root = root
        self._name = name

    def alert(self, signature: SignatureState) -> Alert:
        """Check the message and give it as a value."""
        if self._root.tag != f"{{{NAMESPACE}}}alert":
            raise self._unreadable(f"gốc là <{self._root.tag}>, không phải <alert> của CAP 1.2")
        identifier, sender = self._name_of("identifier"), self._name_of("sender")
        sent = self._time(self._root, "sent", must=True)
        status = self._word(self._root, "status", _STATUSES)
        kind = self._word(self._root, "msgType", _KINDS)
        scope = self._word(self._root, "scope", _SCOPES)
        infos = self._all(self._root, "info")
        for info in infos:
            self._check_info(info)
        references = tuple(self._references())
        self._refuse_unless_for_air(status, kind, scope, infos=len(infos), references=len(references))
        chosen = self._chosen(infos)
        first = chosen[0] if chosen else None
        return Alert(
            identifier=identifier,
            sender=sender,
            sent=cast("datetime", sent),
            kind=AlertKind(kind),
            drill=status == "Exercise",
            references=references,
            language=self._language(first) if first is not None else "",
            languages=tuple(dict.fromkeys(self._language(info) for info in infos)),
            event=self._text(first, "event"),
            urgency=self._text(first, "urgency"),
            severity=self._text(first, "severity"),
            certainty=self._text(first, "certainty"),
            headline=self._text(first, "headline"),
            description=tuple(part for info in chosen for part in self._paragraphs(info, "description")),
            instruction=tuple(part for info in chosen for part in self._paragraphs(info, "instruction")),
            effective=self._moment(chosen, "effective", latest=False),
            expires=self._moment(chosen, "expires", latest=True),
            areas=tuple(dict.fromkeys(area for info in chosen for area in self._areas(info))),
            signature=signature,
        )

    def _refuse_unless_for_air(self, status: str, kind: str, scope: str, *, infos: int, references: int) -> None:
        reason = ""
        if status not in _ON_AIR:
            reason = f"đây là {_NOT_ON_AIR[status]}, không phải cảnh báo thật (Actual) hay diễn tập (Exercise)"
        elif kind not in set(AlertKind):
            reason = f"đây là tin trả lời giữa các máy ({kind})"
        elif scope != "Public":
            reason = f"cảnh báo không dành cho công chúng (scope {scope})"
        elif kind == AlertKind.CANCEL and not references:
            reason = "tin hủy không nói hủy cảnh báo nào (references)"
        elif kind != AlertKind.CANCEL and not infos:
            reason = "cảnh báo không có nội dung (info)"
        if reason:
            raise AlertRefused(path=self._name, reason=reason)

    def _chosen(self, infos: list[_Element]) -> list[_Element]:
        """Give the infos of one language: Vietnamese where there is any, else that of the first."""
        if not infos:
            return []
        languages = [self._language(info) for info in infos]
        vietnamese = (language for language in languages if language.casefold().split("-")[0] == "vi")
        wanted = next(vietnamese, languages[0])
        return [info for info, language in zip(infos, languages, strict=True) if language == wanted]

    def _check_info(self, info: _Element) -> None:
        if len(self._all(self._root, "info")) > _MOST_INFOS:
            raise self._unreadable(f"quá {_MOST_INFOS} khối info")
        if not self._all(info, "category"):
            raise self._unreadable("thiếu <category>")
        self._required(info, "event")
        for name, known in _WORDS.items():
            self._word(info, name, known)

    def _areas(self, info: _Element) -> Iterator[AlertArea]:
        for area in self._all(info, "area"):
            codes = [self._text(code, "value") for code in self._all(area, "geocode")]
            yield AlertArea(description=self._required(area, "areaDesc"), codes=tuple(filter(None, codes)))

    def _references(self) -> Iterator[AlertReference]:
        for each in self._text(self._root, "references").split():
            sender, _, rest = each.partition(",")
            identifier, _, sent = rest.partition(",")
            if not (_NAME.fullmatch(sender) and _NAME.fullmatch(identifier) and sent):
                raise self._unreadable(f"<references> có '{each[:80]}', phải là nơi_gửi,mã,giờ_gửi")
            yield AlertReference(sender=sender, identifier=identifier)

    def _moment(self, infos: list[_Element], name: str, *, latest: bool) -> datetime | None:
        """Give the latest, or earliest, of the infos' times; none when one of them has none."""
        moments = [self._time(info, name, must=False) for info in infos]
        told = [moment for moment in moments if moment is not None]
        if not told or len(told) < len(moments):
            return None
        return max(told) if latest else min(told)

    def _time(self, parent: _Element, name: str, *, must: bool) -> datetime | None:
        text = self._required(parent, name) if must else self._text(parent, name)
        if not text:
            return None
        if not _TIME.fullmatch(text):
            raise self._unreadable(f"<{name}> là '{text[:80]}', phải là giờ có múi giờ như 2026-11-25T06:00:00+07:00")
        try:
            return datetime.fromisoformat(text)
        except ValueError as error:
            raise self._unreadable(f"<{name}> là '{text[:80]}', không phải giờ có thật") from error

    def _name_of(self, name: str) -> str:
        text = self._required(self._root, name)
        if not _NAME.fullmatch(text):
            raise self._unreadable(f"<{name}> là '{text[:80]}', không được có dấu cách, dấu phẩy, quá 255 ký tự")
        return text

    def _word(self, parent: _Element, name: str, known: set[str]) -> str:
        text = self._required(parent, name)
        if text not in known:
            raise self._unreadable(f"<{name}> là '{text[:80]}', chỉ nhận {', '.join(sorted(known))}")
        return text

    def _required(self, parent: _Element, name: str) -> str:
        text = self._text(parent, name)
        if not text:
            raise self._unreadable(f"thiếu <{name}>")
        return text

    def _language(self, info: _Element) -> str:
        return self._text(info, "language") or _DEFAULT_LANGUAGE

    def _text(self, parent: _Element | None, name: str) -> str:
        """Give the words of an element on one line; empty when there is none."""
        return " ".join(self._raw(parent, name).split())

    def _paragraphs(self, parent: _Element, name: str) -> list[str]:
        parts = re.split(r"\n\s*\n", self._raw(parent, name).replace("\r", "\n"))
        return [" ".join(part.split()) for part in parts if part.strip()]

    def _raw(self, parent: _Element | None, name: str) -> str:
        found = [] if parent is None else self._all(parent, name)
        if len(found) > 1:
            raise self._unreadable(f"<{name}> có {len(found)} lần")
        return "".join(found[0].itertext()) if found else ""

    def _all(self, parent: _Element, name: str) -> list[_Element]:
        return cast("list[_Element]", parent.findall(f"{{{NAMESPACE}}}{name}"))

    def _unreadable(self, reason: str) -> AlertUnreadable:
        return AlertUnreadable(path=self._name, reason=reason)
