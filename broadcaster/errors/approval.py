"""Why nothing was approved."""

from __future__ import annotations

from broadcaster.errors.root import BroadcasterError


class ApprovalError(BroadcasterError):
    """Chưa duyệt được: {reason}."""


class NotApproved(ApprovalError):
    """Kịch bản "{script}" chưa được duyệt {stage}. Duyệt trước: {command}."""


class OwnApproval(ApprovalError):
    """{name} đã viết hoặc sửa kịch bản "{script}" nên không được tự duyệt.

    Nhờ người khác duyệt, hoặc ghi chính sách một người (one_person) trong station.toml.
    """


class NothingToApprove(ApprovalError):
    """Kịch bản "{script}" {reason}. {advice}."""


class ChangedMeanwhile(ApprovalError):
    """{what} của "{script}" đã đổi sau khi trang này được mở, nên chưa ghi nhận gì. Xem lại bản mới rồi làm lại."""


class NameNeeded(ApprovalError):
    """Thiếu tên người thực hiện. Thêm --by "Họ và tên"."""


class ReturnedScript(ApprovalError):
    """{by} đã trả lại {stage} của "{script}": {reason}.

    Sửa rồi trình lại. Trả nhầm thì rút lại việc trả: `broadcaster script return {id} --withdraw --reason "LÝ DO"`.
    """


class ReturnNeedsReason(ApprovalError):
    """Thiếu lý do trả lại (hoặc rút lại việc trả). Ghi ngắn gọn để người sửa biết phải làm gì: --reason "LÝ DO"."""


class StepRefused(ApprovalError):
    """Kịch bản "{script}" đang ở bước "{state}" nên không {what} được. {advice}."""


class UntracedFacts(ApprovalError):
    """Chưa duyệt bài nào: còn {count} chỗ trong lời chưa thấy trong tin gốc: {facts}.

    Sửa lời hoặc sửa tin cho khớp. Hoặc đã đối chiếu và vẫn duyệt: thêm --questions-seen.
    """


class LettersNotCompared(ApprovalError):
    """Chưa duyệt bài nào: chữ của {count} tin đã được chuyển từ bảng mã cũ mà chưa ai xem lại: {scripts}.

    So bản gốc với bản đã làm sạch ở trang tin, bấm "Đã xem, đúng". Hoặc đã xem và vẫn duyệt: thêm --questions-seen.
    """


class OpenQuestions(ApprovalError):
    """Chưa duyệt bài nào: còn {count} chỗ chưa chắc cách đọc: {questions}.

    Thêm cách đọc: `broadcaster lexicon add "VIẾT" "ĐỌC" --by "TÊN"`. Hoặc đã xem và vẫn duyệt: thêm --questions-seen.
    """
