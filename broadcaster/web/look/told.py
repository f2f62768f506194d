"""Words that services and domain give pages to show, named here so that the catalogue has them."""

from __future__ import annotations

from broadcaster.web.look.language import marked

WORDS = (
    # services.show_today: who something waits for, and what
    marked("biên tập viên"),
    marked("người duyệt"),
    marked("kỹ thuật viên"),
    marked("người trực đài xã"),
    marked("tin chưa viết thành kịch bản"),
    marked("kịch bản chờ duyệt bài"),
    marked("kịch bản chờ thu tiếng"),
    marked("bản thu chờ nghe duyệt"),
    marked("buổi phát trong 24 giờ tới chưa giao"),
    marked("buổi đã qua chưa ai xác nhận"),
    # measures of targets
    marked("phút"),
    marked("lượt phát"),
    marked("tin, bài"),
    # orders and jobs: what, and how it ended
    marked("thu tiếng"),
    marked("lập kế hoạch"),
    marked("dựng chương trình"),
    marked("giao gói phát"),
    marked("xong"),
    marked("hỏng"),
    marked("bị ngắt"),
    marked("đã hủy"),
    marked("lỡ giờ"),
    marked("gộp vào lần sau"),
    # the lexicon: where a word stands, what was done to it
    marked("kho"),
    marked("tệp"),
    marked("có sẵn"),
    marked("thêm"),
    marked("thay"),
    marked("bỏ"),
)
"""A page shows such a word through ``said(value)``; whoever adds one to an enum adds it here."""
