"""The music that a station brought itself: ``carts/carts.toml``, read, checked and written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, AwareDatetime, Field, ValidationError

from broadcaster.domain.carts import CartKind, OwnCart
from broadcaster.domain.ids import CartId, DurationMs, Sha256
from broadcaster.errors import SettingsError
from broadcaster.settings.findings import Finding, refuse, suggestion
from broadcaster.settings.lexicon_toml import quoted
from broadcaster.settings.shapes import Table, Words, shape_findings, wrong
from broadcaster.settings.station import STATION_FILE
from broadcaster.settings.toml_files import TomlFile, read_toml

CARTS_FOLDER = "carts"
CARTS_FILE = "carts/carts.toml"

_HEAD = "# Băng nhạc riêng của đài, ghi bằng `broadcaster cart add`. Đừng đổi tệp nhạc: mỗi tệp có SHA-256 ở đây.\n"
_RESERVED = re.compile(r"con|prn|aux|nul|(com|lpt)[1-9]")


def is_cart_id(text: str) -> bool:
    """Say whether a text may name a cart: short, ASCII, a legal file name everywhere."""
    return bool(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", text)) and len(text) <= 40 and not _RESERVED.fullmatch(text)  # noqa: PLR2004


def _cart_id(text: str) -> str:
    if not is_cart_id(text):
        raise wrong("chỉ gồm chữ thường không dấu, chữ số và dấu gạch nối, nhiều nhất 40 ký tự")
    return text


def _file(text: str) -> str:
    if not re.fullmatch(r"[a-z0-9-]+\.[a-z0-9]+", text):
        raise wrong("phải là tên tệp nằm ngay trong thư mục carts/")
    return text


def _sha256(text: str) -> str:
    if not re.fullmatch(r"[0-9a-f]{64}", text):
        raise wrong("phải là SHA-256, 64 chữ số thập lục phân viết thường")
    return text


class CartRow(Table):
    """One ``[[cart]]``."""

    id: Annotated[Words, AfterValidator(_cart_id)] = Field(description="Mã băng, dùng trong [carts] của station.toml.")
    kind: CartKind = Field(description="Loại: ident, sting, bed hoặc closing.")
    file: Annotated[Words, AfterValidator(_file)] = Field(description="Tên tệp trong thư mục carts/.")
    sha256: Annotated[Words, AfterValidator(_sha256)] = Field(description="SHA-256 của tệp lúc thêm vào.")
    length_ms: int = Field(gt=0, description="Độ dài phần có tiếng, mili giây.")
    source: Words = Field(description="Nguồn: tác giả, nhà xuất bản, bản thu.")
    licence: Words = Field(description="Đài được phát bản nhạc này theo giấy phép nào.")
    by: Words = Field(description="Người thêm.")
    at: AwareDatetime = Field(description="Lúc thêm, có múi giờ.")


class CartsFile(Table):
    """The whole file."""

    cart: tuple[CartRow, ...] = Field(default=(), description="Các băng nhạc.")


def load_carts(folder: Path) -> tuple[OwnCart, ...]:
    """Read a station's own carts in the order in which they were added; none when it never added any.

    Raises:
        SettingsError: with every finding at once.
    """
    path = folder / CARTS_FILE
    if not path.is_file():
        return ()
    file = read_toml(path, CARTS_FILE)
    if isinstance(file, Finding):
        raise SettingsError(findings=(str(file),))
    try:
        rows = CartsFile.model_validate(file.table).cart
    except ValidationError as error:
        refuse(shape_findings(error, CartsFile, file.finding))
        raise  # a validation error always has findings
    refuse(_twice(file, rows))
    return tuple(_cart(row) for row in rows)


def carts_toml(carts: Iterable[OwnCart]) -> str:
    """Write carts as :func:`load_carts` reads them."""
    return "\n".join([_HEAD, *(_table(cart) for cart in carts)])


def chosen_carts(folder: Path, chosen: Mapping[CartKind, CartId]) -> Mapping[CartKind, OwnCart]:
    """Give the own carts that the settings choose, by kind.

    Raises:
        SettingsError: one is not there, or is of another kind, or carts.toml has a fault.
    """
    if not chosen:
        return {}
    known = {cart.id: cart for cart in load_carts(folder)}
    found: list[str] = []
    for kind, name in chosen.items():
        points_to = f"{STATION_FILE}: 'carts.{kind.value}' chỉ tới băng '{name}'"
        if name not in known:
            found.append(f"{points_to} không có trong {CARTS_FILE}{suggestion(name, known)}")
        elif known[name].kind is not kind:
            found.append(f"{points_to} là {known[name].kind.label.lower()}, cần {kind.label.lower()}")
    if found:
        raise SettingsError(findings=tuple(found))
    return {kind: known[name] for kind, name in chosen.items()}


def _twice(file: TomlFile, rows: Iterable[CartRow]) -> Iterator[Finding]:
    seen: set[str] = set()
    for place, row in enumerate(rows):
        if row.id in seen:
            yield file.finding(("cart", place, "id"), f"băng '{row.id}' đã ghi ở trên, xóa bớt một")
        seen.add(row.id)


def _cart(row: CartRow) -> OwnCart:
    return OwnCart(
        id=CartId(row.id),
        kind=row.kind,
        file=row.file,
        audio=Sha256(row.sha256),
        length=DurationMs(row.length_ms),
        source=row.source,
        licence=row.licence,
        by=row.by,
        at=row.at,
    )


def _table(cart: OwnCart) -> str:
    texts = {"id": cart.id, "kind": cart.kind.value, "file": cart.file, "sha256": cart.audio}
    said = {"source": cart.source, "licence": cart.licence, "by": cart.by}
    lines = [
        "[[cart]]",
        *(f"{key} = {quoted(value)}" for key, value in texts.items()),
        f"length_ms = {cart.length}",
        *(f"{key} = {quoted(value)}" for key, value in said.items()),
        f"at = {_moment(cart.at)}",
    ]
    return "\n".join(lines) + "\n"


def _moment(at: datetime) -> str:
    return at.isoformat()
