"""An application that has the look and nothing behind it: the gallery, for tests and for whoever draws a page."""

from __future__ import annotations

from datetime import datetime, timedelta
from types import SimpleNamespace

from fastapi import FastAPI, Request

from broadcaster.domain.zone import ZONE
from broadcaster.web.look.assets import static_files
from broadcaster.web.look.badges import BADGES
from broadcaster.web.look.render import page
from broadcaster.web.look.theme import router as theme

NOW = datetime(2023, 3, 15, 16, 45, tzinfo=ZONE)
CSP = (
    "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'; img-src 'self'"
)
TOPICS = [
    (0, "Chung"),
    (1, "Cải cách thể chế"),
    (2, "Thủ tục hành chính"),
    (3, "Tổ chức bộ máy"),
    (4, "Chế độ công vụ"),
    (5, "Tài chính công"),
    (6, "Chính quyền điện tử"),
    (7, "Gương điển hình"),
    (8, "Ý kiến người dân"),
    (9, "Môi trường đầu tư"),
    (10, "Các chỉ số"),
]
ROWS = [
    SimpleNamespace(
        id=f"tin-{number:03}",
        title=title,
        topic=topic,
        topic_name=dict(TOPICS)[topic],
        state=state,
        length=length,
        at=NOW - timedelta(minutes=ago),
    )
    for number, (title, topic, state, length, ago) in enumerate(
        [
            ("Bộ phận một cửa xã Nghĩa Lâm nhận hồ sơ cả sáng thứ Bảy", 2, "chờ duyệt", 68_000, 12),
            ("Hội nghị triển khai kế hoạch tuyên truyền cải cách hành chính năm 2023", 0, "đã nghe duyệt", 54_500, 150),
            ("Tổ công nghệ số cộng đồng hướng dẫn nộp hồ sơ qua mạng", 6, "đã thu", 47_000, 2_000),
            ("Người dân Quỹ Nhất góp ý về thời gian trả kết quả", 8, "trả lại", 39_000, 30_000),
            ("Chỉ số hài lòng năm 2022 của huyện tăng 3 bậc", 10, "nháp", 31_000, 3),
        ],
        1,
    )
]


def _dress(app, who, now):
    app.mount("/static", static_files)
    app.include_router(theme)
    app.state.station_name = "Đài Truyền thanh huyện Nghĩa Hưng"

    @app.middleware("http")
    async def told(request, call_next):
        request.state.who, request.state.csrf, request.state.now = who, "csrf-của-phiên", now
        answer = await call_next(request)
        answer.headers["Content-Security-Policy"] = CSP
        return answer


RIGHTS = frozenset({"see-board", "see-news", "approve", "see-plan", "download", "see-outlets", "see-airtime"})
SOMEBODY = SimpleNamespace(name="Trần Thị Mai", rights=RIGHTS, outlets=None, language="")


def gallery_app(who=SOMEBODY, now=NOW):
    """Make it: `/kieu-dang`, `/kieu-dang/hoi` (asks first), `/kieu-dang/loi` (an error), and the menu's other pages empty."""
    app = FastAPI(openapi_url=None)
    _dress(app, who, now)
    states = list(BADGES)

    @app.get("/kieu-dang")
    def gallery(request: Request):
        hours = [f"{hour:02}:00" for hour in range(4, 23)]
        places = ["Nghĩa Hưng", "TT. Liễu Đề", "Xã Nghĩa Lâm", "Xã Quỹ Nhất"]
        values = {"groups": [states[:7], states[7:10], states[10:17], states[17:]], "rows": ROWS, "topics": TOPICS}
        return page(request, "gallery.html", **values, hours=hours, places=places)

    @app.get("/kieu-dang/hoi")
    def ask(request: Request):
        return page(
            request,
            "confirm.html",
            title="Rút tin này khỏi sóng?",
            consequences=["Tin còn trong 2 danh sách phát của ngày mai.", "Rút rồi phải lập lại kế hoạch."],
            action="/kieu-dang/hoi",
            label="Rút tin",
            back="/kieu-dang",
            fields={"item": "tin-001"},
            danger=True,
        )

    @app.get("/kieu-dang/loi")
    def fault(request: Request):
        return page(
            request,
            "error.html",
            status=404,
            title="Không có trang này",
            sentence="Địa chỉ đã đổi hoặc gõ nhầm.",
        )

    for path in ("/tin", "/kich-ban", "/duyet", "/ke-hoach", "/xa", "/noi-phat", "/thoi-luong", "/tu-dien"):
        app.get(path)(lambda: "")
    return app
