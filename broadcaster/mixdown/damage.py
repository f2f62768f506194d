"""What damaged bytes mean for a technician: one sentence for each kind of damage, with its first places."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from broadcaster.domain.quality import (
    FindingKind,
    PlannedPart,
    QualityFinding,
    Severity,
    StreamFacts,
    StreamFault,
    StreamFaultKind,
)
from broadcaster.mixdown.moments import inside, moment

_SHOWN = 3
_WHAT = {
    StreamFaultKind.GARBAGE: "Có dữ liệu lạ chen giữa các khung âm thanh",
    StreamFaultKind.TRUNCATED: "Tệp bị cụt, phần cuối không có",
    StreamFaultKind.CHECKSUM: "Dữ liệu sai mã kiểm tra",
    StreamFaultKind.FORM: "Tần số lấy mẫu hoặc số kênh đổi giữa chừng",
    StreamFaultKind.MISSING: "Mất một đoạn dữ liệu",
    StreamFaultKind.COUNT: "Độ dài ghi ở đầu tệp khác độ dài thật",
    StreamFaultKind.UNDECODABLE: "Không giải mã được từ đây trở đi",
}
_CURE = "Chép hoặc tải lại tệp từ nơi gửi; tệp của đài thì dựng lại."


def damage_findings(stream: StreamFacts, parts: Sequence[PlannedPart]) -> Iterator[QualityFinding]:
    """Give a finding for each kind of damage; all of them keep the file off the air."""
    for kind in StreamFaultKind:
        places = [fault for fault in stream.faults if fault.kind is kind]
        if places:
            yield QualityFinding(
                kind=FindingKind.DAMAGE,
                severity=Severity.BLOCKS,
                sentence=f"{_WHAT[kind]}{_where(places, parts)}. {_CURE}",
                starts=places[0].at,
            )


def _where(places: Sequence[StreamFault], parts: Sequence[PlannedPart]) -> str:
    first = places[0]
    if first.kind is StreamFaultKind.COUNT:
        return f" ({'thừa' if first.count > 0 else 'thiếu'} {abs(first.count)} khung)"
    told = ", ".join(moment(place.at) + inside(place.at, parts) for place in places[:_SHOWN])
    more = f" và {len(places) - _SHOWN} chỗ nữa" if len(places) > _SHOWN else ""
    return f", lúc {told}{more}"
