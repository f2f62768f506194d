"""News as it comes in, for tests of the pages: without a topic, in old letters, as an administrative document."""

from dataclasses import replace
from datetime import UTC, date, datetime

from makers import NOW, a_news_draft, a_topic

from broadcaster.domain.ids import TopicCode
from broadcaster.domain.legal_documents import Article, LegalDocument
from broadcaster.domain.news_receipts import Way
from broadcaster.services.suggest_topic import suggester
from broadcaster.services.take_in_news import Bringing, arrivals, take_in

TOPICLESS = a_news_draft(
    title="Rút ngắn thời gian giải quyết thủ tục hành chính",
    body="Bộ phận một cửa của xã trả hồ sơ sớm hẹn.\n\nThủ tục bớt giấy tờ, người dân nộp hồ sơ qua bưu chính công ích.",
    topic="",
    genre="",
    origin="mot-cua.docx",
    link="https://xa.example.vn/tin/1",
    rights="Được dùng lại, ghi nguồn",
    published_at=datetime(2026, 11, 28, 1, tzinfo=UTC),
)
OLD_LETTERS = a_news_draft(
    title="Nghị quyết mới về cải cách hành chính",
    body="Hội đồng nhân dân tỉnh đã thông qua nghị quyết về cải cách hành chính.\n\nKhông đổi 2026.",
    origin="nghi-quyet.doc",
    original="Héi ®ång nh©n d©n tØnh ®· th«ng qua nghÞ quyÕt vÒ c¶i c¸ch hµnh chÝnh.\n\nKhông đổi 2026.",
    notes=("Chữ theo bảng mã TCVN3 (ABC) đã được chuyển sang Unicode.",),
)
PAPER = LegalDocument(
    agency="Ủy ban nhân dân huyện Nghĩa Hưng",
    parent_agency="Ủy ban nhân dân tỉnh Nam Định",
    number="152/KH-UBND",
    place="Nghĩa Hưng",
    issued_on=date(2022, 12, 30),
    kind="Kế hoạch",
    abstract="Tuyên truyền cải cách hành chính năm 2023",
    grounds=("Căn cứ Luật Tổ chức chính quyền địa phương;", "Theo đề nghị của Trưởng phòng Nội vụ."),
    articles=(
        Article(number="I", heading="MỤC ĐÍCH, YÊU CẦU", text="Nâng cao nhận thức của cán bộ.\n\nĐúng trọng tâm."),
        Article(number="II", heading="NỘI DUNG", text="Mười nhóm nội dung."),
    ),
    recipients=("Các xã, thị trấn;",),
    signer_title="KT. CHỦ TỊCH, PHÓ CHỦ TỊCH",
    signer="Nguyễn Văn An",
    takes_effect_on=date(2023, 1, 1),
    concerns="các xã, thị trấn trong huyện",
)
DOCUMENT = a_news_draft(
    title="Kế hoạch 152/KH-UBND tuyên truyền cải cách hành chính năm 2023",
    body="Kế hoạch nâng cao nhận thức của cán bộ.",
    topic="3",
    genre="pho-bien",
    origin="ke-hoach.pdf",
    document=PAPER,
)


BODY = (
    "Sáng 15/3/2023, UBND xã Nghĩa Sơn khai trương bộ phận một cửa hiện đại với 12 quầy giao dịch.\n\n"
    "Người dân nộp hồ sơ qua mạng được trả kết quả sớm hơn hai ngày. Ông Trần Văn Bình, Chủ tịch UBND xã, dự lễ.\n\n"
    "Theo đó, mọi thủ tục được niêm yết công khai. Buổi lễ diễn ra vui vẻ."
)
ONE = replace(TOPICLESS, title="Xã Nghĩa Sơn khai trương bộ phận một cửa", body=BODY, topic="3", key="mot")
OTHER = replace(
    ONE,
    title="Nghĩa Sơn khai trương một cửa hiện đại",
    body=BODY.replace("khai trương", "ra mắt"),
    key="hai",
    source="Báo",
)
AREAS = ("Chung", "Thể chế", "Thủ tục hành chính", "Tổ chức bộ máy", "Chế độ công vụ", "Tài chính công", "Chính phủ số")


def with_areas(station):
    """Give a station the content areas that the topic model knows."""
    topics = tuple(a_topic(code=TopicCode(code), name=name, short=name) for code, name in enumerate(AREAS))
    with station.store.writing() as tx:
        tx.timetables.apply(replace(station.timetable(), topics=topics), by="Nam", at=NOW, source="chủ đề")


def bring(station, *drafts, way=Way.FILE, by="Người phóng viên", now=NOW):
    """Take drafts in as the service does, topics suggested; gives the items."""
    coming = arrivals(station.timetable(), drafts, now=now, suggest=suggester(station))
    with station.store.writing() as tx:
        taken = take_in(tx, coming, Bringing(way=way, by=by, now=now))
    return tuple(each.item for each in taken)


def hostile(draft, bad):
    """Give a draft with foreign markup in every field that a page shows."""
    paper = replace(
        PAPER, agency=bad, kind=bad, abstract=bad, signer=bad, concerns=bad, grounds=(bad,), recipients=(bad,)
    )
    return replace(
        draft, title=f"Tin {bad}", body=bad, original=f"{bad} cũ", notes=(bad,), origin=bad, rights=bad, document=paper
    )
