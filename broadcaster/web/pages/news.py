"""The inbox: all news that the station holds, typed, pasted or sent as files, on its way to a script."""

from __future__ import annotations

import contextlib
from dataclasses import replace
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Form, Query, Request
from starlette.responses import RedirectResponse, Response

from broadcaster.domain.ids import NewsItemId, OutletId, ScriptId
from broadcaster.domain.news import NewsItem
from broadcaster.domain.rights import Right
from broadcaster.domain.topics import Genre, TopicSuggestion
from broadcaster.errors import InputError, ScriptHeld, TopicNotChosen
from broadcaster.feeds.pasted import cleaned, cleaned_line
from broadcaster.services import keep_news
from broadcaster.services.gather_news import suffixes
from broadcaster.services.keep_desk import sit_down
from broadcaster.services.keep_news import Typed, readable
from broadcaster.services.list_scripts import Search, list_news
from broadcaster.services.show_news import NewsPage, news_page, worth_showing
from broadcaster.services.suggest_topic import suggest
from broadcaster.services.write_script import write_scripts
from broadcaster.web.asked import Asked, asked_by
from broadcaster.web.desk_rights import editor, found, may_change, require_change, require_known
from broadcaster.web.look.language import marked
from broadcaster.web.look.render import page, say_done
from broadcaster.web.pages.news_upload import MOST_FILES, most_megabytes
from broadcaster.web.pages.scripts import STATES, topic_of

router = APIRouter(include_in_schema=False)

_Reader = Annotated[Asked, Depends(asked_by(Right.SEE_NEWS))]
_Adder = Annotated[Asked, Depends(asked_by(Right.ADD_NEWS))]
_Writer = Annotated[Asked, Depends(asked_by(Right.WRITE))]
_Remover = Annotated[Asked, Depends(asked_by(Right.EDIT))]
_Query = Annotated[str, Query(max_length=200)]
_Line = Annotated[str, Form(max_length=500)]
_Body = Annotated[str, Form(max_length=200_000)]
_Outlets = Annotated[list[str], Form(max_length=500)]

DONE = {
    "luu": marked("Đã lưu tin."),
    "them": marked("Đã thêm tin."),
    "chu": marked("Đã lưu tin. Chữ theo bảng mã cũ đã được chuyển sang Unicode; hãy đọc lại, sai thì bấm Sửa."),
    "chu-de": marked("Đã chọn chủ đề. Máy sẽ học theo lần chọn này."),
    "dung-chu": marked("Đã ghi: bạn đã so chữ với bản gốc và thấy đúng."),
    "chon-truoc": marked("Chưa viết kịch bản: chủ đề mới là máy gợi ý. Chọn chủ đề rồi viết."),
    "gop": marked("Đã gộp. Tin kia rời danh sách; nguồn của nó được ghi ở tin này."),
    "rut": marked("Đã lưu bản rút gọn; các bản trước vẫn còn."),
    "bo": marked("Đã bỏ tin khỏi danh sách. Những lần đã phát vẫn còn trong nhật ký."),
}
"""What is said after something was done."""

WAYS = (
    marked("tệp"),
    marked("thư mục theo dõi"),
    marked("nguồn tin"),
    marked("trang web"),
    marked("thư"),
    marked("chương trình"),
)
"""By which way an item may have come in, as its page shows it."""


async def _typed(
    *,
    tieu_de: _Line = "",
    noi_dung: _Body = "",
    chu_de: _Line = "",
    the_loai: _Line = Genre.NEWS.value,
    tac_gia: _Line = "",
    nguon: _Line = "",
    diem_tin: _Line = "",
    cau_hoi: _Line = "",
    noi_phat: _Outlets = [],  # noqa: B006 - FastAPI gives each request its own
) -> Typed:
    """Give the form of an item."""
    return Typed(
        title=tieu_de,
        body=noi_dung.replace("\r\n", "\n"),
        topic=chu_de,
        genre=the_loai,
        source=nguon,
        author=tac_gia,
        headline=diem_tin,
        question=cau_hoi,
        outlets=tuple(OutletId(each) for each in noi_phat),
    )


_TypedNow = Annotated[Typed, Depends(_typed)]


async def _pressed_button(*, lam_sach: _Line = "", goi_y: _Line = "", chon_chu_de: _Line = "") -> str:
    """Give which button of the form was pressed that saves nothing; empty for the one that saves."""
    return "clean" if lam_sach else "suggest" if goi_y else f"topic:{chon_chu_de}" if chon_chu_de else ""


_PressedNow = Annotated[str, Depends(_pressed_button)]


@router.get("/tin")
def inbox(
    request: Request,
    asked: _Reader,
    loc: _Query = "",
    tim: _Query = "",
    chu_de: _Query = "",
    xong: _Query = "",
    trang: Annotated[int, Query(ge=1, le=100_000)] = 1,
) -> Response:
    """Show what came in, the newest first."""
    say_done(request, DONE.get(xong, ""))
    search = Search(state=STATES.get(loc), words=tim, topic=topic_of(chu_de), page=trang)
    left = {"unwritten": loc == "chua-viet", "topicless": loc == "cho-chu-de"}
    listed = list_news(asked.station, search, only=asked.who.outlets, **left)
    wanted = {"tim": tim, "chu_de": chu_de, "loc": loc}
    return page(request, "news.html", listed=listed, wanted=wanted, states=STATES, page_number=trang, **_offered(asked))


@router.get("/tin/moi")
def blank(request: Request, asked: _Adder) -> Response:
    """Show the empty form."""
    typed = Typed(title="", body="", topic="", genre=Genre.NEWS.value, author=asked.who.name)
    return _form(request, asked, typed)


@router.post("/tin/moi")
def add(request: Request, asked: _Adder, typed: _TypedNow, pressed: _PressedNow) -> Response:
    """Take in an item; or only clean what was pasted, or say what it may be about."""
    if pressed:
        return _pressed(request, asked, typed, pressed)
    require_change(asked, Right.ADD_NEWS, typed.outlets)
    try:
        item = keep_news.add_news(asked.station, typed, now=asked.now)
    except InputError as error:
        return _form(request, asked, typed, status=400, fault=str(error))
    asked.note("news_added", item.id)
    done = "chu" if readable(typed)[1].converted else "them"
    return RedirectResponse(f"/tin/{item.id}?xong={done}", status_code=303)


@router.get("/tin/{name}")
def one(request: Request, asked: _Reader, name: str, xong: _Query = "") -> Response:
    """Show one item."""
    say_done(request, DONE.get(xong, ""), tone="wait" if xong == "chon-truoc" else "good")
    return page(request, "news_item.html", **_known(asked, name))


@router.get("/tin/{name}/sua")
def change_form(request: Request, asked: _Adder, name: str) -> Response:
    """Show an item in the form."""
    known = seen_news(asked, name)
    require_change(asked, Right.ADD_NEWS, known.item.outlets)
    return _form(request, asked, _as_typed(known.item), item=known.item)


@router.post("/tin/{name}/sua")
def change(
    request: Request, asked: _Adder, name: str, typed: _TypedNow, pressed: _PressedNow, thay: _Line = ""
) -> Response:
    """Change an item; its script is not touched before it is written again."""
    known = seen_news(asked, name)
    require_change(asked, Right.ADD_NEWS, known.item.outlets)
    require_change(asked, Right.ADD_NEWS, typed.outlets)
    if pressed:
        return _pressed(request, asked, typed, pressed, item=known.item)
    try:
        keep_news.change_news(asked.station, NewsItemId(name), typed, seen=thay, by=asked.who.name, now=asked.now)
    except InputError as error:
        return _form(request, asked, typed, item=known.item, status=400, fault=str(error))
    asked.note("news_changed", name)
    done = "chu" if readable(typed)[1].converted else "luu"
    return RedirectResponse(f"/tin/{name}?xong={done}", status_code=303)


@router.get("/tin/{name}/bo")
def remove_question(request: Request, asked: _Remover, name: str) -> Response:
    """Ask before an item is taken out."""
    return page(request, "news_remove.html", **_known(asked, name))


@router.post("/tin/{name}/bo")
def remove(asked: _Remover, name: str) -> Response:
    """Take an item out."""
    known = seen_news(asked, name)
    require_change(asked, Right.EDIT, known.item.outlets)
    keep_news.remove_news(asked.station, NewsItemId(name))
    asked.note("news_removed", name, detail=known.item.title)
    return RedirectResponse("/tin?xong=bo", status_code=303)


@router.post("/tin/{name}/viet")
def write(asked: _Writer, name: str, viet_lai: _Line = "") -> Response:
    """Write an item's script and go on to its desk."""
    known = seen_news(asked, name)
    require_change(asked, Right.WRITE, known.item.outlets)
    try:
        write_scripts(asked.station, now=asked.now, item_ids=[NewsItemId(name)], again=bool(viet_lai))
    except TopicNotChosen:
        return RedirectResponse(f"/tin/{name}?xong=chon-truoc#chu-de", status_code=303)
    asked.note("script_written", name)
    with contextlib.suppress(ScriptHeld):  # the desk says who sits there
        sit_down(asked.station, ScriptId(name), by=editor(asked))
    return RedirectResponse(f"/kich-ban/{name}", status_code=303)


def seen_news(asked: Asked, name: str) -> NewsPage:
    """Give an item that who asks may know of; raises NotThere for any other."""
    news = found(lambda: news_page(asked.station, NewsItemId(name)))
    require_known(asked, news.item.outlets)
    return news


def _known(asked: Asked, name: str) -> dict[str, Any]:
    news = seen_news(asked, name)
    rights = {"change": Right.ADD_NEWS, "write": Right.WRITE, "remove": Right.EDIT}
    held = {key: may_change(asked, right, news.item.outlets) for key, right in rights.items()}
    return {"news": news, "may": held} | _offered(asked)


def _offered(asked: Asked) -> dict[str, Any]:
    topics = asked.timetable.topics
    outlets = [(each.id, each.name) for each in asked.timetable.outlets if asked.may_see(each.id)]
    return {
        "topics": topics,
        "topic_names": {topic.code: topic.short for topic in topics},
        "genres": [(each.value, each.label) for each in Genre],
        "outlets": outlets,
        "outlet_names": dict(outlets),
        "suffixes": suffixes(),
        "may_add": asked.may(Right.ADD_NEWS),
        "most_files": MOST_FILES,
        "most_mb": most_megabytes(asked.station),
    }


def _cleaned(given: Typed) -> Typed:
    typed, _ = readable(given)
    return Typed(
        title=cleaned_line(typed.title),
        body=cleaned(typed.body),
        topic=typed.topic,
        genre=typed.genre,
        source=cleaned_line(typed.source),
        author=cleaned_line(typed.author),
        headline=cleaned_line(typed.headline),
        question=cleaned_line(typed.question),
        outlets=typed.outlets,
    )


def _pressed(request: Request, asked: Asked, typed: Typed, button: str, *, item: NewsItem | None = None) -> Response:
    """Show the form again after a button that saves nothing."""
    if button == "clean":
        return _form(request, asked, _cleaned(typed), item=item, cleaned=readable(typed)[1].notes)
    if button.startswith("topic:"):
        return _form(request, asked, replace(typed, topic=button.partition(":")[2]), item=item)
    read, _ = readable(typed)
    found = worth_showing(suggest(asked.station, read.title, read.body)) if (read.title + read.body).strip() else ()
    return _form(request, asked, typed, item=item, suggestions=found)


def _as_typed(item: NewsItem) -> Typed:
    return Typed(
        title=item.title,
        body=item.body,
        topic=str(item.topic),
        genre=item.genre.value,
        source=item.source,
        author=item.author,
        headline="" if item.headline == item.title else item.headline,
        question=item.question,
        outlets=item.outlets,
    )


def _form(
    request: Request,
    asked: Asked,
    typed: Typed,
    *,
    item: NewsItem | None = None,
    status: int = 200,
    fault: str = "",
    cleaned: tuple[str, ...] | None = None,
    suggestions: tuple[TopicSuggestion, ...] | None = None,
) -> Response:
    whole = asked.who.outlets_with(Right.ADD_NEWS) is None
    values: dict[str, object] = {"typed": typed, "item": item, "fault": fault, "cleaned": cleaned, "everywhere": whole}
    values["suggestions"] = suggestions
    return page(request, "news_form.html", status=status, **values, **_offered(asked))
