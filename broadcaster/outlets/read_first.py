"""The note that a commune operator opens first: what to play, when, and how."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from broadcaster.copydesk.filters import weekday_name
from broadcaster.domain.ids import EditionId
from broadcaster.domain.playlists import Playlist
from broadcaster.outlets.names import PLAYLIST, SHEETS
from broadcaster.outlets.times import length_in_words, time_of_day

_HOW = f"""\
CÁCH PHÁT
  1. Giải nén cả gói vào máy hoặc USB, giữ nguyên tên tệp.
  2. Chỉnh đồng hồ máy cho đúng. Trước giờ phát 5 phút, mở tệp của buổi đó bằng VLC hoặc Winamp
     rồi bấm tạm dừng ở giây đầu tiên.
  3. Đúng giờ thì bấm phát. Mỗi tệp là trọn một buổi, đã có nhạc: không ghép, không chèn thêm.
  4. {PLAYLIST} gồm mọi buổi trong ngày và máy sẽ phát nối tiếp: hết một buổi thì bấm dừng.
  5. Không phát ngoài giờ ghi ở trên. Lỡ giờ thì gọi về đài, đừng tự phát bù.
  6. Phát xong, ghi lại giờ bắt đầu, giờ kết thúc và sự cố (nếu có) rồi báo về đài.

Bản đọc của từng buổi nằm trong thư mục {SHEETS}.
"""


def read_first(station: str, playlists: Sequence[Playlist], *, files: Mapping[EditionId, str]) -> str:
    """Write the note for one outlet's day (at least one playlist)."""
    ordered = sorted(playlists, key=lambda each: (each.starts_at, each.id))
    day = ordered[0].air_date
    head = [
        ordered[0].outlet_name.upper(),
        f"Gói phát ngày {weekday_name(day)}, {day:%d/%m/%Y}, do {station} làm.",
        "",
        "PHÁT GÌ, LÚC NÀO",
        *(_line(each, files[each.edition_id]) for each in ordered),
        "",
    ]
    return "\n".join(head) + "\n" + _HOW


def _line(playlist: Playlist, file: str) -> str:
    start, stop = time_of_day(playlist.starts_at), time_of_day(playlist.stops_at)
    return f"  {start}   {file}   dài {length_in_words(playlist.duration)}, hết lúc {stop}"
