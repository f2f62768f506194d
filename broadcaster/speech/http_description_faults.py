"""Reads descriptions of online voices and says in Vietnamese all that is wrong with them: file, key, what to write."""

from __future__ import annotations

import difflib
import ipaddress
import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import get_args
from urllib.parse import urlsplit

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from broadcaster.errors import BroadcasterError
from broadcaster.files import read_text
from broadcaster.speech.decoding import SoundForm
from broadcaster.speech.description import fault_words
from broadcaster.speech.filling import PLACE, is_secret, strings
from broadcaster.speech.http_description import Description, Poll, description_files

_KEY_NAMES = re.compile(r"auth|key$|token|secret|password", re.IGNORECASE)
_PATH = re.compile(r"[^.\s{}]+(\.[^.\s{}]+)*")
_BRACED = re.compile(r"\{[^{}\s\"]*\}")
_HEADER_NAME = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]+")
_LINE = re.compile(r"at line (\d+)")


def load_descriptions(folder: Path, shown_as: str) -> tuple[dict[str, Description], tuple[str, ...]]:
    """Read every description of a folder.

    Gives the good ones by file name, and every fault of every file as a sentence that names file and key.
    """
    good: dict[str, Description] = {}
    faults: list[str] = []
    for path in description_files(folder):
        found = _read(path)
        if isinstance(found, Description):
            good[path.name] = found
        else:
            faults += [f"{shown_as}/{path.name}: {fault}" for fault in found]
    owners = Counter(row.id for description in good.values() for row in description.voices)
    faults += [
        f"{shown_as}/{name}: voices.id '{row.id}' đã có ở tệp hoặc mục khác; mỗi giọng một tên"
        for name, description in good.items()
        for row in description.voices
        if owners[row.id] > 1
    ]
    return good, tuple(dict.fromkeys(faults))


def _read(path: Path) -> Description | list[str]:
    try:
        table = tomllib.loads(read_text(path))
    except BroadcasterError as error:
        return [str(error)]
    except tomllib.TOMLDecodeError as error:
        line = _LINE.search(str(error))
        return [f"không đúng cú pháp TOML{f', dòng {line[1]}' if line else ''}; xem lại dấu nháy, dấu = và ngoặc"]
    found, faults = _shaped(table)
    if found is not None:
        faults += dict.fromkeys(_crossed(found))
    return faults if faults or found is None else found


def _shaped(table: dict[str, object]) -> tuple[Description | None, list[str]]:
    """Give the description, also one with keys too many, so that the rest of it is still checked; and its faults."""
    try:
        return Description.model_validate(table), []
    except ValidationError as error:
        details = error.errors(include_url=False)
    try:
        found = Description.model_validate(table, extra="ignore")
    except ValidationError:
        found = None
    return found, [_sentence(each) for each in details]


def _sentence(details: ErrorDetails) -> str:
    path = _without_kinds(details["loc"])
    kind, key = details["type"], _dotted(path)
    if kind == "extra_forbidden":
        return f"không có khóa '{key}'{_suggestion(str(path[-1]), _fields(path[:-1]))}"
    if kind == "missing":
        return f"thiếu khóa '{key}'"
    if kind in {"enum", "literal_error"}:
        allowed = re.findall(r"'([^']*)'", str(details.get("ctx", {}).get("expected", "")))
        return f"'{key}' chỉ nhận {', '.join(allowed)}"
    return f"'{key}' {fault_words(details)}"


def _without_kinds(path: tuple[int | str, ...]) -> tuple[int | str, ...]:
    """Leave out what pydantic adds to the place of a value that may be of several kinds."""
    return tuple(part for part in path if part not in {"str", "int", "float", "bool"})


def _dotted(path: Iterable[int | str]) -> str:
    text = ""
    for part in path:
        text += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if text else part
    return text


def _fields(path: tuple[int | str, ...]) -> list[str]:
    model: type[BaseModel] = Description
    for part in path:
        if isinstance(part, str) and part in model.model_fields:
            model = _model_in(model.model_fields[part].annotation) or model
    return [field.alias or name for name, field in model.model_fields.items()]


def _model_in(annotation: object) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for part in get_args(annotation) if (found := _model_in(part))), None)


def _suggestion(word: str, known: list[str]) -> str:
    near = difflib.get_close_matches(word, known, n=1)
    return f"; ý bạn là '{near[0]}'?" if near else f"; các khóa dùng được: {', '.join(sorted(known))}"


def _crossed(it: Description) -> Iterator[str]:
    """Give what is wrong between keys that are each right by themselves."""
    yield from _body_faults(it)
    yield from _address_faults("request.url", it.request.url, with_secret=_asks_with_secret(it))
    yield from _answer_faults(it)
    yield from _place_faults(it)
    if it.poll is not None:
        yield from _poll_faults(it, it.poll)


def _asks_with_secret(it: Description) -> bool:
    return any(is_secret(text) for _, text in _templates(it))


def _body_faults(it: Description) -> Iterator[str]:
    request = it.request
    bodies = [
        name for name, body in (("json", request.as_json), ("form", request.form), ("text", request.text)) if body
    ]
    if len(bodies) > 1:
        yield f"[request] chỉ dùng một trong {', '.join(bodies)}"
    if bodies and request.method == "GET":
        yield "request.method 'GET' không gửi được nội dung; dùng query, hoặc đổi thành 'POST'"
    places = {found[1] for _, text in _templates(it) for found in PLACE.finditer(text)}
    if "text" not in places:
        yield "[request] chưa chỗ nào có {text}, lời đọc sẽ không được gửi đi"
    if "voice" not in places and len({row.code for row in it.voices}) > 1:
        yield "[request] chưa chỗ nào có {voice}, mọi giọng sẽ đọc như nhau"


def _address_faults(key: str, url: str, *, with_secret: bool) -> Iterator[str]:
    try:
        parts = urlsplit(PLACE.sub("x", url))
        host = parts.hostname
        _ = parts.port
    except ValueError:
        parts, host = urlsplit(""), None
    if parts.scheme not in {"http", "https"} or not host:
        yield f"'{key}' phải bắt đầu bằng https:// hoặc http:// và có tên máy chủ"
        return
    if parts.username is not None or parts.password is not None:
        yield f"'{key}' không được chứa mật khẩu; dùng headers với {{secret:TÊN}}"
    if with_secret and parts.scheme == "http" and not _is_near(host):
        yield f"'{key}' gửi khóa bí mật qua http:// ai cũng đọc được; dùng https://"


def _is_near(host: str) -> bool:
    """Say whether a host is this machine or one of the office's network."""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return "." not in host or host.endswith((".local", ".lan"))
    return address.is_loopback or address.is_private


def _answer_faults(it: Description) -> Iterator[str]:
    answer = it.answer
    if answer.sound == "body" and answer.path:
        yield "answer.path chỉ dùng khi answer.sound là 'base64' hoặc 'url'"
    if answer.sound != "body" and not answer.path:
        yield f"thiếu khóa 'answer.path': chỗ của âm thanh trong JSON, vì answer.sound là '{answer.sound}'"
    if answer.format is SoundForm.PCM and answer.rate_hz is None:
        yield "thiếu khóa 'answer.rate_hz': âm thanh pcm phải khai tần số mẫu"
    if answer.format is not SoundForm.PCM and answer.rate_hz is not None:
        yield "answer.rate_hz chỉ dùng khi answer.format là 'pcm'"
    if bool(answer.check) != bool(answer.good):
        yield "answer.check và answer.good phải đi cùng nhau"
    paths = {"answer.path": answer.path, "answer.check": answer.check, "answer.message": answer.message}
    yield from _path_faults(paths)


def _path_faults(paths: Mapping[str, str]) -> Iterator[str]:
    for key, path in paths.items():
        if path and not _PATH.fullmatch(path):
            yield f"'{key}' phải là các tên nối bằng dấu chấm, ví dụ \"data.url\""


def _poll_faults(it: Description, poll: Poll) -> Iterator[str]:
    if it.answer.sound == "body":
        yield "[poll] cần answer.sound là 'url' hoặc 'base64'"
    if poll.url:
        yield from _address_faults("poll.url", poll.url, with_secret=_asks_with_secret(it))
        if not poll.state or not poll.done:
            yield "[poll] có url thì phải có state và done, để biết khi nào xong"
        if ("{id}" in poll.url) != bool(poll.id):
            yield "poll.id và {id} trong poll.url phải đi cùng nhau"
    elif it.answer.sound == "base64":
        yield "thiếu khóa 'poll.url'"
    yield from _path_faults({"poll.id": poll.id, "poll.state": poll.state})


def _place_faults(it: Description) -> Iterator[str]:
    for key, text in _templates(it):
        for braced in _BRACED.findall(text):
            if not PLACE.fullmatch(braced) or (braced == "{id}" and not key.startswith("poll.")):
                known = "{text}, {voice}, {rate}, {secret:TÊN}"
                yield f"'{key}' có {braced} không dùng được ở đây; được dùng: {known}"
        if "{text}" in text and key.startswith(("request.url", "request.headers", "poll", "answer")):
            yield f"'{key}' không được chứa {{text}}; đặt lời đọc trong query, json, form hoặc text"
        in_header, name = ".headers." in key, key.rsplit(".", 1)[-1]
        if in_header and not (_HEADER_NAME.fullmatch(name) and text.isascii() and text.isprintable()):
            yield f"'{key}' chỉ nhận chữ không dấu trên một dòng"
        if _KEY_NAMES.search(name) and text and not PLACE.search(text) and not key.endswith("request.text"):
            yield f"'{key}' ghi thẳng khóa bí mật trong tệp; thay bằng {{secret:TÊN}} và đặt giá trị ngoài thư mục đài"


def _templates(it: Description) -> Iterator[tuple[str, str]]:
    """Give every text with places to fill, with its key."""
    request = it.request
    yield "request.url", request.url
    if it.poll is not None:
        yield "poll.url", it.poll.url
    tables: dict[str, object] = {
        "request.headers": request.headers,
        "request.query": request.query,
        "request.json": request.as_json,
        "request.form": request.form,
        "request.text": request.text,
        "answer.headers": it.answer.headers,
        "poll.headers": it.poll.headers if it.poll else None,
    }
    for key, value in tables.items():
        yield from strings(value, key)
