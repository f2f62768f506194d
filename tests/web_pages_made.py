"""Pages as Vietnamese portals lay them out, each with the article that is truly on it."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from html import escape

from papers_made import samples

VIETNAM = timezone(timedelta(hours=7))
SITE = "Cổng thông tin điện tử huyện Nghĩa Hưng"
ADDRESS = "https://nghiahung.namdinh.gov.vn/tin-tuc/cai-cach-hanh-chinh-123"
FURNITURE = (
    "Trang chủ",
    "Giới thiệu",
    "Thủ tục hành chính",
    "Tin liên quan",
    "Tin mới nhất",
    "Ý kiến bạn đọc",
    "Bài rất hay",
    "Chia sẻ",
    "Bản quyền",
    "Đang truy cập",
    "cookie",
    "Số lượt xem",
    "Quay lại",
    "Đăng nhập",
    "Nhiệt liệt chào mừng",
)
_MENU = ("Trang chủ", "Giới thiệu", "Tin tức - Sự kiện", "Văn bản", "Thủ tục hành chính", "Liên hệ")
_RELATED = (
    "Hội nghị triển khai nhiệm vụ cải cách hành chính sáu tháng cuối năm",
    "Xã Nghĩa Sơn tập huấn dịch vụ công trực tuyến cho cán bộ thôn, xóm",
    "Thị trấn Liễu Đề đưa vào hoạt động bộ phận một cửa hiện đại",
    "Phát động thi đua chuyển đổi số trong toàn huyện năm 2023",
)


@dataclass(frozen=True, kw_only=True)
class Article:
    """What is on the page for people to read."""

    title: str
    body: tuple[str, ...]
    author: str = "Nguyễn Thị Hoa"
    at: datetime = datetime(2023, 8, 14, 9, 30, tzinfo=VIETNAM)
    points: tuple[str, ...] = field(default=())

    @property
    def truth(self):
        """The paragraphs after the title."""
        return (*self.body, *(f"- {point}" for point in self.points))


def article(name="bon-chi-so-danh-gia", *, points=()):
    """Give a sample item as an article."""
    paper = samples()[name]
    return Article(title=paper.titles[0], body=paper.body, points=points)


def _p(texts, tag="p", css=""):
    return "".join(f"<{tag}{css}>{escape(text)}</{tag}>\n" for text in texts)


def _points(of):
    return f"<ul>{''.join(f'<li>{escape(point)}</li>' for point in of.points)}</ul>" if of.points else ""


def _links(texts, css="menu"):
    return (
        f"<ul class='{css}'>" + "".join(f"<li><a href='/bai/{at}'>{t}</a></li>" for at, t in enumerate(texts)) + "</ul>"
    )


def _comments():
    return (
        "<div class='comments' id='binh-luan'><h3>Ý kiến bạn đọc (2)</h3><div class='comment'><b>Trần Văn Nam</b>"
        "<p>Bài rất hay, cảm ơn tòa soạn đã đăng tải những thông tin bổ ích cho người dân.</p></div>"
        "<form><textarea></textarea><button>Gửi bình luận</button></form></div>"
    )


def _share():
    return "<div class='social-share'><span>Chia sẻ:</span><a href='#'>Facebook</a><a href='#'>Zalo</a></div>"


def _foot():
    return (
        "<div id='footer' class='footer'><p>Bản quyền thuộc về UBND huyện Nghĩa Hưng. Địa chỉ: thị trấn Liễu Đề, huyện "
        "Nghĩa Hưng, tỉnh Nam Định. Điện thoại: 0228.3871.123. Ghi rõ nguồn khi phát hành lại thông tin.</p>"
        "<p>Đang truy cập: 12. Tổng lượt truy cập: 1.234.567</p></div>"
    )


def _page(of, inner, *, head="", body_css=""):
    return (
        f"<!DOCTYPE html><html lang='vi'><head><meta charset='utf-8'><title>{escape(of.title)} - {SITE}</title>{head}"
        f"</head><body{body_css}>{inner}</body></html>"
    )


def _meta(of):
    return (
        f"<meta property='og:title' content='{escape(of.title)}'><meta property='og:site_name' content='{SITE}'>"
        f"<meta property='article:published_time' content='{of.at.isoformat()}'>"
        f"<meta name='author' content='{of.author}'><link rel='canonical' href='{ADDRESS}'>"
    )


def _stamp(of):
    return f"Thứ Hai, {of.at:%d/%m/%Y} | {of.at:%H:%M} GMT+7"


def old_tables(of):
    """A portal of 2008: tables in tables, fonts, no classes that mean anything."""
    rows = "".join(f"<p align='justify'><font face='Arial' size='2'>{escape(t)}</font></p>" for t in of.body)
    menu = "".join(f"<tr><td class='m'><a href='/muc/{at}'>{m}</a></td></tr>" for at, m in enumerate(_MENU))
    related = "".join(f"<tr><td>• <a href='/tin/{at}'>{r}</a> (12/08/2023)</td></tr>" for at, r in enumerate(_RELATED))
    return _page(
        of,
        f"<table width='980' align='center'><tr><td colspan='3'><img src='banner.jpg'><marquee>Nhiệt liệt chào mừng các "
        f"ngày lễ lớn trong năm 2023</marquee></td></tr><tr><td width='180' valign='top'><table>{menu}</table></td>"
        f"<td valign='top'><table><tr><td class='t'><b><font size='4'>{escape(of.title)}</font></b></td></tr>"
        f"<tr><td><i>{_stamp(of)}</i></td></tr><tr><td>{rows}{_points(of)}<p align='right'><b>{of.author}</b></p></td></tr>"
        f"<tr><td>Số lượt xem: 145</td></tr><tr><td><b>Tin liên quan</b></td></tr>{related}</table></td>"
        f"<td width='180' valign='top'><table><tr><td>Đăng nhập</td></tr><tr><td>Tin mới nhất</td></tr>{related}</table>"
        f"</td></tr><tr><td colspan='3'>{_foot()}</td></tr></table>",
    )


def modern(of):
    """A news portal of today: article, header, aside, footer, cookie banner."""
    return _page(
        of,
        f"<header class='site-header'><nav>{_links(_MENU)}</nav></header><div class='cookie-banner'>Trang này dùng cookie để "
        f"phục vụ bạn tốt hơn. <button>Đồng ý</button></div><main><article class='article-detail'><h1>{escape(of.title)}</h1>"
        f"<div class='meta'><span class='author'>{of.author}</span><time datetime='{of.at.isoformat()}'>{_stamp(of)}</time>"
        f"</div><div class='article-content'>{_p(of.body)}{_points(of)}</div>{_share()}</article><aside class='sidebar'>"
        f"<h3>Tin mới nhất</h3>{_links(_RELATED)}</aside><section class='related'><h3>Tin liên quan</h3>{_links(_RELATED)}"
        f"</section>{_comments()}</main>{_foot()}",
        head=_meta(of),
    )


def divs(of):
    """A portal by a Vietnamese maker: divs with Vietnamese class names, sapo, inner related box."""
    first, *rest = of.body
    return _page(
        of,
        f"<div id='top'>{_links(_MENU)}</div><div class='breadcrumb'><a href='/'>Trang chủ</a> » <a href='/tin'>Tin tức</a>"
        f"</div><div class='chitiet'><div class='tieude'><h1>{escape(of.title)}</h1></div><div class='ngaydang'>{_stamp(of)}"
        f"</div><div class='sapo'><strong>{escape(first)}</strong></div><div class='noidung'>{_p(rest)}{_points(of)}"
        f"<p style='text-align:right'><strong>{of.author}</strong></p></div>{_share()}<div class='tinlienquan'>"
        f"<h4>Tin liên quan</h4>{_links(_RELATED)}</div></div><div class='cotphai'><h4>Tin mới nhất</h4>{_links(_RELATED)}"
        f"</div>{_foot()}",
    )


def breaks(of):
    """A page whose paragraphs are parted by line breaks alone."""
    text = "<br><br>".join(map(escape, of.body)) + "<br><br>".join(["", *(f"- {escape(p)}" for p in of.points)])
    return _page(
        of,
        f"<div class='menu'>{_links(_MENU)}</div><div id='content'><h2 class='title'>{escape(of.title)}</h2>"
        f"<p class='date'>Ngày đăng: {of.at:%d/%m/%Y %H:%M}</p><div class='body-text'>{text}</div>"
        f"<a href='javascript:history.back()'>Quay lại</a></div>{_foot()}",
    )


def spans(of):
    """What Word left on a page: spans, styles, empty paragraphs, soft spaces."""
    rows = "".join(
        f"<p class='MsoNormal' style='text-indent:36pt'><span style='font-size:14pt;font-family:\"Times New Roman\"'>"
        f"{escape(t).replace(', ', ',&nbsp;', 1)}<o:p></o:p></span></p><p>&nbsp;</p>"
        for t in of.body
    )
    return _page(
        of,
        f"<div class='header'>{_links(_MENU)}</div><div class='news-detail'><h1 class='news-title'>{escape(of.title)}</h1>"
        f"<span class='time'>{of.at:%d/%m/%Y %H:%M:%S}</span><div class='news-content'>{rows}{_points(of)}</div></div>"
        f"<div class='other-news'><h2>Tin liên quan</h2>{_links(_RELATED)}</div>{_foot()}",
        head=_meta(of),
    )


def sharepoint(of):
    """A portal on SharePoint: deep divs, web parts, layers of tables."""
    inner = f"<div class='ms-rtestate-field' style='display:inline'>{_p(of.body, 'div')}{_points(of)}</div>"
    return _page(
        of,
        f"<form><div id='s4-workspace'><div class='ms-webpart-zone'><div class='left-menu'>{_links(_MENU)}</div></div>"
        f"<div class='ms-webpart-zone'><div class='newsDetail'><h1 class='ArticleTitle'>{escape(of.title)}</h1>"
        f"<span class='publishDate'>{_stamp(of)}</span><table><tr><td><div class='ArticleContent'>{inner}</div></td></tr>"
        f"</table><div class='rating'>Đánh giá: 0 <span>Số lượt xem: 20</span></div><div class='otherNews'>"
        f"<div>Tin liên quan</div>{_links(_RELATED)}</div></div></div></div></form>{_foot()}",
    )


def liferay(of):
    """A portal on Liferay: portlets, journal content, a printed banner of links."""
    return _page(
        of,
        f"<div class='portlet-boundary'><div class='portlet-body'><ul class='nav'>{_links(_MENU)}</ul></div></div>"
        f"<div class='portlet-boundary'><section class='portlet-journal-content'><div class='journal-content-article'>"
        f"<h3 class='title-news'>{escape(of.title)}</h3><div class='date'>{_stamp(of)}</div>{_p(of.body)}{_points(of)}</div>"
        f"<div class='taglib-social-bookmarks'>Chia sẻ: Facebook Twitter</div></section></div>"
        f"<div class='portlet-boundary'><h4>Tin liên quan</h4>{_links(_RELATED)}</div>{_foot()}",
        head=f"<meta property='article:published_time' content='{of.at.isoformat()}'>",
    )


def figures(of):
    """An article with pictures, captions, a quote, and a box of related news in the middle of it."""
    first, *rest = of.body
    box = f"<div class='box-related inner-related'><p>Tin liên quan</p>{_links(_RELATED[:2])}</div>"
    return _page(
        of,
        f"<nav>{_links(_MENU)}</nav><article><h1>{escape(of.title)}</h1><p class='dateline'>{_stamp(of)}</p>"
        f"<div class='content'><p>{escape(first)}</p><figure><img src='a.jpg' alt='Hội nghị'></figure>{box}{_p(rest)}"
        f"{_points(of)}</div></article>{_comments()}{_foot()}",
        head=_meta(of),
    )


def blog(of):
    """A commune's page on WordPress."""
    return _page(
        of,
        f"<div id='masthead'><div class='main-navigation'>{_links(_MENU)}</div></div><div id='primary'><main id='main'>"
        f"<article class='post hentry'><header class='entry-header'><h1 class='entry-title'>{escape(of.title)}</h1>"
        f"<div class='entry-meta'><time class='entry-date published' datetime='{of.at.isoformat()}'>{of.at:%d/%m/%Y}</time> "
        f"bởi <span class='author vcard'>{of.author}</span></div></header><div class='entry-content'>{_p(of.body)}"
        f"{_points(of)}<div class='sharedaddy'><h3>Chia sẻ:</h3><ul><li>Facebook</li></ul></div></div>"
        f"<footer class='entry-footer'>Chuyên mục: Tin tức</footer></article>{_comments()}</main></div><div id='secondary'>"
        f"<aside class='widget'><h2>Tin mới nhất</h2>{_links(_RELATED)}</aside></div>{_foot()}",
        head=_meta(of),
    )


def traps(of):
    """An article with words that nobody sees and links that do things."""
    first, *rest = of.body
    unseen = (
        "<div style='display:none'>Chữ ẩn một.</div><p style='font-size:0'>Chữ ẩn hai.</p><p hidden>Chữ ẩn ba.</p>"
        "<p style='position:absolute;left:-9999px'>Chữ ẩn bốn.</p><span class='khong-hien'>Chữ ẩn năm.</span>"
        "<p style='visibility: hidden'>Chữ ẩn sáu.</p><script>document.write('Chữ ẩn bảy.')</script>"
        "<noscript>Chữ ẩn tám.</noscript><iframe srcdoc='Chữ ẩn chín.'></iframe><!-- Chữ ẩn mười. -->"
    )
    return _page(
        of,
        f"<nav>{_links(_MENU)}</nav><article><h1>{escape(of.title)}</h1><div class='content'><p>{escape(first)}</p>{unseen}"
        f"<p><a href='javascript:alert(1)' onclick='x()'>{escape(rest[0])}</a></p>{_p(rest[1:])}{_points(of)}</div></article>"
        f"{_foot()}",
        head="<style>.khong-hien{color:red;display:none}</style><base href='https://xau.example/'>"
        "<meta http-equiv='refresh' content='0;url=https://xau.example/'>" + _meta(of),
    )


def head_only(of):
    """A page that says only in its head that it is UTF-8, and has an article of its own in JSON."""
    data = f'{{"@type":"NewsArticle","datePublished":"{of.at.isoformat()}","author":{{"name":"{of.author}"}}}}'
    return _page(
        of,
        f"<div class='nav-top'>{_links(_MENU)}</div><div class='detail-wrap'><h1>{escape(of.title)}</h1><div id='divContent' "
        f"class='detail-content'>{_p(of.body)}{_points(of)}</div><div class='tags'>Từ khóa: <a href='/t'>cải cách</a></div>"
        f"<div class='list-news-other'><b>Tin liên quan</b>{_links(_RELATED)}</div></div>{_foot()}",
        head=f"<script type='application/ld+json'>{data}</script>",
    )


def short(of):
    """A notice of a few lines, with more menu than text."""
    return _page(
        of,
        f"<div class='top-bar'>{_links(_MENU)}</div><div class='row'><div class='col-3'>{_links(_MENU + _RELATED)}</div>"
        f"<div class='col-9'><div class='post-title'><h1>{escape(of.title)}</h1></div><div class='post-content'>"
        f"{_p(of.body[:2])}</div></div></div>{_foot()}",
    )


def wrapped(of):
    """Every paragraph in a box of its own, links within the text, more links between, a table, captions, a source."""
    first, *rest = of.body
    one, two, *more = escape(first).split(" ")
    linked = f"{one} <a href='/tag/x'>{two}</a> {' '.join(more)}"
    boxes = "".join(f"<div class='block-text'><div><p>{escape(text)}</p></div></div>" for text in rest)
    return _page(
        of,
        f"<div class='wrapper has-sidebar'><div class='header-top'><div class='nav-main'>{_links(_MENU)}</div></div>"
        f"<div class='main-content'><div class='detail__header'><h1>{escape(of.title)}</h1><div class='detail__info'><span>"
        f"{of.author}</span> - <span>{of.at:%d/%m/%Y, %H:%M}</span> (GMT+7)</div></div><div class='detail__body'>"
        f"<div class='block-text'><div><p>{linked}</p></div></div><p>&gt;&gt; <a href='/x'>{_RELATED[0]}</a></p>"
        f"<div class='block-image'><img src='a.jpg'><figcaption>Quang cảnh hội nghị. Ảnh: Văn Nam</figcaption></div>{boxes}"
        f"{_points(of)}<p style='text-align:right'><em>Nguồn: Phòng Nội vụ huyện</em></p></div><div class='detail__tags'>"
        f"Từ khóa: <a href='/t'>cải cách</a></div></div><div class='right-col'><p class='title'>Tin mới nhất</p>"
        f"{_links(_RELATED)}</div></div>{_foot()}",
        head=_meta(of),
    )


LAYOUTS = {
    layout.__name__: layout
    for layout in (
        old_tables,
        modern,
        divs,
        breaks,
        spans,
        sharepoint,
        liferay,
        figures,
        blog,
        traps,
        head_only,
        short,
        wrapped,
    )
}


def list_page():
    """Give a page that only lists articles, and their addresses in order."""
    shown = "".join(
        f"<div class='item'><a href='/tin-tuc/bai-{at}.html'><img src='x.jpg'></a><h3><a href='/tin-tuc/bai-{at}.html'>{t}</a>"
        f"</h3><p>Tóm tắt ngắn.</p></div>"
        for at, t in enumerate(_RELATED)
    )
    outside = (
        "<a href='https://baochinhphu.vn/tin-dai-ve-cai-cach-102.html'>Bài của báo khác trên mạng, tiêu đề cũng dài</a>"
    )
    tricks = "<a href='javascript:void(0)'>Một liên kết không đi đâu cả nhưng dài</a><a href='mailto:a@b.vn'>Thư</a>"
    page = (
        f"<html><head><meta charset='utf-8'><title>Tin tức</title><base href='https://xau.example/'></head><body>"
        f"<div class='menu'>{_links(_MENU)}</div><div class='list-news'>{shown}</div>{outside}{tricks}{_foot()}</body></html>"
    )
    return page, [f"https://nghiahung.namdinh.gov.vn/tin-tuc/bai-{at}.html" for at in range(len(_RELATED))]
