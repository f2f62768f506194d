"""How a unit's official papers are headed, signed and sent, with the days on which that holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from pydantic import Field

from broadcaster.domain.units import Letterhead
from broadcaster.settings.shapes import Day, Table, Words


class LetterheadRow(Table):
    """One entry of ``letterheads``."""

    valid_from: Day | None = Field(default=None, description="Ngày đầu dùng thể thức này.")
    valid_to: Day | None = Field(default=None, description="Ngày cuối dùng thể thức này.")
    superior: str = Field(default="", description="Cơ quan chủ quản, nếu ghi.")
    issuer: Words = Field(description="Cơ quan ban hành văn bản.")
    name: str = Field(default="", description="Tên cơ quan ban hành viết trong câu, ví dụ Ủy ban nhân dân xã Quỹ Nhất.")
    symbol: str = Field(default="", description="Chữ viết tắt cơ quan trong ký hiệu văn bản, ví dụ UBND.")
    place: Words = Field(description="Địa danh ghi trước ngày tháng.")
    addressees: tuple[Words, ...] = Field(default=(), description="Kính gửi: các cơ quan nhận báo cáo.")
    signer_title: tuple[Words, ...] = Field(min_length=1, description="Quyền hạn, chức vụ người ký, mỗi dòng một mục.")
    signer: str = Field(default="", description="Họ tên người ký.")
    recipients: tuple[Words, ...] = Field(default=(), description="Nơi nhận, không kể dòng Như trên và dòng Lưu.")
    archive: str = Field(default="VT", description="Dòng Lưu: ví dụ VT, VHTT.")


def letterhead(row: LetterheadRow) -> Letterhead:
    """Make the domain's letterhead."""
    return Letterhead(
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        superior=row.superior,
        name=row.name,
        issuer=row.issuer,
        symbol=row.symbol,
        place=row.place,
        addressees=row.addressees,
        signer_title=row.signer_title,
        signer=row.signer,
        recipients=row.recipients,
        archive=row.archive,
    )


def letterhead_faults(rows: Sequence[LetterheadRow]) -> Iterator[str]:
    """Say which letterheads end before they begin, or hold on the same day."""
    heads = [letterhead(row) for row in rows]
    for head in heads:
        if head.valid_from and head.valid_to and head.valid_to < head.valid_from:
            yield f"thể thức '{head.issuer}' hết hiệu lực {head.valid_to} trước ngày bắt đầu {head.valid_from}"
    for one, other in combinations(heads, 2):
        if one.meets(other):
            yield f"thể thức '{one.issuer}' và '{other.issuer}' trùng ngày hiệu lực; sửa valid_from, valid_to"
