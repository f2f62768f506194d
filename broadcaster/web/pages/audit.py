"""The trail of what people did."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from starlette.responses import Response

from broadcaster.domain.rights import Right
from broadcaster.services.audit import ON_A_PAGE, trail
from broadcaster.web.asked import Asked, asked_by
from broadcaster.web.look.language import marked
from broadcaster.web.look.render import page

router = APIRouter(include_in_schema=False)

_Reader = Annotated[Asked, Depends(asked_by(Right.SEE_AUDIT))]
_Text = Annotated[str, Query(max_length=100)]

LAST = 2**63 - 1
"""The largest number that the store can have given."""

ACTIONS = {
    "account_added": marked("tạo tài khoản"),
    "account_blocked": marked("khóa tài khoản"),
    "account_unblocked": marked("mở khóa tài khoản"),
    "airing.confirm": marked("xác nhận đã phát"),
    "airing.tell": marked("ghi buổi phát khác kế hoạch"),
    "airing_corrected": marked("đính chính nhật ký phát"),
    "announcement.queue": marked("xếp thông báo của xã"),
    "announcement.submit": marked("gửi thông báo của xã"),
    "as_run_received": marked("nhận nhật ký phát"),
    "contact_changed": marked("ghi người liên hệ của nơi phát"),
    "contact_removed": marked("bỏ người liên hệ của nơi phát"),
    "day_reconciled": marked("đối soát một ngày"),
    "frame_written": marked("viết lời dẫn"),
    "news_added": marked("nhập tin"),
    "news_changed": marked("sửa tin"),
    "news_feed_asked": marked("hỏi nguồn tin"),
    "news_fetched": marked("lấy tin từ trang web"),
    "news_kept_apart": marked("giữ riêng hai tin giống nhau"),
    "news_letters_accepted": marked("so chữ với bản gốc"),
    "news_merged": marked("gộp tin"),
    "news_received": marked("nhận tin gửi đến"),
    "news_removed": marked("bỏ tin"),
    "news_shortened": marked("rút gọn tin"),
    "news_topic_chosen": marked("chọn chủ đề tin"),
    "order_cancelled": marked("hủy việc đã đặt"),
    "order_made": marked("đặt việc"),
    "page": marked("việc trên trang"),
    "password_changed": marked("đổi mật khẩu"),
    "password_set": marked("đặt mật khẩu"),
    "plan_move_confirmed": marked("xác nhận chuyển tin"),
    "plan_move_proposed": marked("đề nghị chuyển tin"),
    "plan_move_rejected": marked("bác việc chuyển tin"),
    "plan_moved": marked("chuyển tin"),
    "queue_add": marked("xếp tay một tin"),
    "queue_remove": marked("bỏ tin xếp tay"),
    "queue_up": marked("đổi thứ tự xếp tay"),
    "return_withdrawn": marked("rút lại việc trả"),
    "role_granted": marked("giao vai trò"),
    "role_taken_back": marked("thu vai trò"),
    "schedule_confirmed": marked("xác nhận đổi lịch"),
    "schedule_proposed": marked("đề nghị đổi lịch"),
    "schedule_rejected": marked("bác đề nghị đổi lịch"),
    "script_approved": marked("duyệt bài"),
    "script_draft_dropped": marked("bỏ bản nháp kịch bản"),
    "script_edited": marked("ghi đã biên tập"),
    "script_opened": marked("bắt đầu sửa kịch bản"),
    "script_saved": marked("lưu kịch bản"),
    "script_submitted": marked("trình duyệt kịch bản"),
    "script_taken_over": marked("sửa thay người khác"),
    "script_written": marked("viết kịch bản từ tin"),
    "second_factor_off": marked("tắt xác thực hai lớp"),
    "second_factor_on": marked("bật xác thực hai lớp"),
    "setup_link_made": marked("cấp đường dẫn đặt mật khẩu"),
    "sign_in": marked("đăng nhập"),
    "sign_out": marked("đăng xuất"),
    "signed_out_everywhere": marked("đăng xuất mọi nơi"),
    "sound_approved": marked("nghe duyệt"),
    "sound_fetched": marked("được gửi bản thu để nghe"),
    "sound_returned": marked("trả lại tiếng"),
    "take_received": marked("nhận bản đọc"),
    "text_returned": marked("trả lại bài"),
    "token_issued": marked("cấp mã truy cập"),
    "token_revoked": marked("thu hồi mã truy cập"),
    "word_added": marked("thêm cách đọc"),
    "word_removed": marked("bỏ cách đọc"),
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
