"""The trail of what people did."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from starlette.responses import Response

from broadcaster.domain.rights import Right
from broadcaster.services.audit import ON_A_PAGE, trail
from broadcaster.web.asked import Asked, asked_by
from broadcaster.web.look.render import page

router = APIRouter(include_in_schema=False)

_Reader = Annotated[Asked, Depends(asked_by(Right.SEE_AUDIT))]
_Text = Annotated[str, Query(max_length=100)]

LAST = 2**63 - 1
"""The largest number that the store can have given."""

ACTIONS = {
    "account_added": "tạo tài khoản",
    "account_blocked": "khóa tài khoản",
    "account_unblocked": "mở khóa tài khoản",
    "as_run_received": "nhận nhật ký phát",
    "day_reconciled": "đối soát một ngày",
    "news_added": "nhập tin",
    "news_changed": "sửa tin",
    "news_received": "nhận tin gửi đến",
    "news_removed": "bỏ tin",
    "news_topic_chosen": "chọn chủ đề tin",
    "order_cancelled": "hủy việc đã đặt",
    "order_made": "đặt việc",
    "page": "việc trên trang",
    "password_changed": "đổi mật khẩu",
    "password_set": "đặt mật khẩu",
    "queue_add": "xếp tay một tin",
    "queue_remove": "bỏ tin xếp tay",
    "queue_up": "đổi thứ tự xếp tay",
    "return_withdrawn": "rút lại việc trả",
    "role_granted": "giao vai trò",
    "role_taken_back": "thu vai trò",
    "schedule_confirmed": "xác nhận đổi lịch",
    "schedule_proposed": "đề nghị đổi lịch",
    "schedule_rejected": "bác đề nghị đổi lịch",
    "script_approved": "duyệt bài",
    "script_draft_dropped": "bỏ bản nháp kịch bản",
    "script_edited": "ghi đã biên tập",
    "script_opened": "bắt đầu sửa kịch bản",
    "script_saved": "lưu kịch bản",
    "script_submitted": "trình duyệt kịch bản",
    "script_taken_over": "sửa thay người khác",
    "script_written": "viết kịch bản từ tin",
    "second_factor_off": "tắt xác thực hai lớp",
    "second_factor_on": "bật xác thực hai lớp",
    "setup_link_made": "cấp đường dẫn đặt mật khẩu",
    "sign_in": "đăng nhập",
    "sign_out": "đăng xuất",
    "signed_out_everywhere": "đăng xuất mọi nơi",
    "sound_approved": "nghe duyệt",
    "sound_fetched": "được gửi bản thu để nghe",
    "sound_returned": "trả lại tiếng",
    "take_received": "nhận bản đọc",
    "text_returned": "trả lại bài",
    "token_issued": "cấp mã truy cập",
    "token_revoked": "thu hồi mã truy cập",
    "word_added": "thêm cách đọc",
    "word_removed": "bỏ cách đọc",
}
"""What people read for a stable key; a key that is not here is shown as it is."""


@router.get("/nhat-ky-viec")
def show(
    request: Request,
    asked: _Reader,
    ai: _Text = "",
    viec: _Text = "",
    truoc: Annotated[int | None, Query(ge=1, le=LAST)] = None,
) -> Response:
    """Show the newest entries, of one person or one kind if asked."""
    found = trail(asked.station, before=truoc, who=ai.strip(), action=viec.strip())
    older = found[-1][0] if len(found) == ON_A_PAGE else None
    entries = [(entry, ACTIONS.get(entry.action, entry.action)) for _, entry in found]
    return page(request, "audit.html", entries=entries, older=older, who_wanted=ai, action=viec, actions=ACTIONS)
