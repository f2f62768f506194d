"""Letters: subject and own text, whatever program wrote them and in whatever letters."""

import email.policy
from datetime import UTC, datetime
from email.message import EmailMessage

import pytest

from broadcaster.errors import DocumentDamaged, DocumentTooLarge, EmptyFile, NewsWithoutBody
from broadcaster.feeds.limits import Limits
from broadcaster.feeds.mail import MailSource
from broadcaster.ports import NewsSource

HEAD = (
    b"From: =?utf-8?B?UGjDsm5nIE7hu5lpIHbhu6U=?= <noivu@huyen.example>\r\nDate: Mon, 06 Mar 2023 08:00:00 +0700\r\n"
    b"Message-ID: <a1@huyen.example>\r\n"
)


def letter(path, text="Nội dung.", *, subject="Tin cải cách", page="", **headers):
    message = EmailMessage(policy=email.policy.SMTP)
    message["From"] = "Phòng Nội vụ <noivu@huyen.example>"
    message["Subject"] = subject
    message["Date"] = "Mon, 06 Mar 2023 08:00:00 +0700"
    for name, value in headers.items():
        message[name] = value
    message.set_content(text)
    if page:
        message.add_alternative(page, subtype="html")
    path.write_bytes(message.as_bytes())
    return path


def read(path):
    (draft,) = MailSource().read(path)
    return draft


def raw(tmp_path, content):
    (tmp_path / "t.eml").write_bytes(content)
    return read(tmp_path / "t.eml")


def test_it_is_a_news_source():
    assert isinstance(MailSource(), NewsSource)
    assert MailSource.suffixes == (".eml",)


def test_subject_sender_and_time_come_from_the_head(tmp_path):
    draft = read(letter(tmp_path / "t.eml", "Đoạn một\nnối tiếp.\n\nĐoạn hai.\n- ý một\n- ý hai\n"))
    assert (draft.title, draft.source, draft.author) == ("Tin cải cách", "Phòng Nội vụ", "")
    assert draft.published_at == datetime(2023, 3, 6, 1, tzinfo=UTC)
    assert draft.body == "Đoạn một nối tiếp.\n\nĐoạn hai.\n\n- ý một\n\n- ý hai"
    assert (draft.notes, draft.topic, draft.genre) == ((), "", "")


def test_two_letters_of_one_subject_are_two_items_and_one_letter_is_always_one(tmp_path):
    keys = [
        read(letter(tmp_path / f"{n}.eml", subject="Tin tuần", **{"Message-ID": f"<{mark}@x>"})).key
        for n, mark in enumerate("aab")
    ]
    assert keys[0] == keys[1] != keys[2]
    assert keys[0].startswith("Tin tuần ")


def test_the_page_is_read_where_there_is_no_plain_text(tmp_path):
    page = "<p>Đoạn <b>một</b>.</p><script>x()</script><ul><li>ý</li></ul>"
    assert read(letter(tmp_path / "t.eml", " \n", page=page)).body == "Đoạn một.\n\ný"
    assert read(letter(tmp_path / "t.eml", "Chữ thường.", page=page)).body == "Chữ thường."


@pytest.mark.parametrize(
    ("charset", "content"),
    [
        ("utf-8", "Việc của xã".encode()),
        ("us-ascii", "Việc của xã".encode()),
        ("iso-8859-1", "Việc của xã".encode()),
        ("windows-1258", "Viê\u0323c cu\u0309a xa\u0303".encode("cp1258")),
        ("utf-8", "Viê\u0323c cu\u0309a xa\u0303".encode("cp1258")),
        ("no-such-thing", "Việc của xã".encode()),
        ("utf-16", "Việc của xã".encode("utf-16")),
    ],
)
def test_the_text_is_read_though_its_charset_is_rare_missing_or_wrong(tmp_path, charset, content):
    head = HEAD + f"Subject: Tin\r\nContent-Type: text/plain; charset={charset}\r\n".encode()
    draft = raw(tmp_path, head + b"Content-Transfer-Encoding: 8bit\r\n\r\n" + content)
    assert draft.body == "Việc của xã"


@pytest.mark.parametrize(
    "subject",
    [
        b"=?UTF-8?Q?Fwd:_M=E1=BB=99t_c=E1=BB=ADa?=",
        b"Re: =?utf-8?b?TeG7mXQgY+G7?= =?utf-8?b?rWE=?=",
        "TR: Một cửa".encode(),
        b"=?windows-1258?Q?Fw:_M=F4=F2t_c=FD=D2a?=",
    ],
)
def test_a_subject_is_read_in_whatever_way_it_is_written(tmp_path, subject):
    draft = raw(tmp_path, HEAD + b"Subject: " + subject + b"\r\n\r\nN.")
    assert draft.title == "Một cửa"
    assert draft.source == "Phòng Nội vụ"


def test_a_quoted_printable_text_is_whole(tmp_path):
    body = b"M=E1=BB=99t c=E1=BB=\r\n=ADa.\r\n"
    head = (
        HEAD
        + b"Subject: T\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n"
    )
    assert raw(tmp_path, head + b"\r\n" + body).body == "Một cửa."


QUOTE = "\n\nVào Th 2, 6 thg 3, 2023 vào lúc 08:00 Nguyễn Văn A\n<a@b.example> đã viết:\n> Câu cũ\n> Câu cũ hai"
OUTLOOK = "\n\nFrom: A <a@b>\nSent: Monday, March 6, 2023 8:00 AM\nTo: Đài\nSubject: Hỏi\n\nCâu cũ"
SIGNED = "\n\nTrân trọng,\nNguyễn Văn A\nPhòng Nội vụ\nĐT: 0350 000 000"


@pytest.mark.parametrize(
    ("text", "notes"),
    [
        ("Nội dung." + QUOTE, 1),
        ("Nội dung." + OUTLOOK, 1),
        ("Nội dung.\n> Câu cũ", 1),
        ("Nội dung.\n\nOn Mon, Mar 6, 2023 at 8:00 AM A <a@b.example> wrote:\nCâu cũ", 1),
        ("Nội dung.\n\n-----Original Message-----\nCâu cũ", 1),
        ("Nội dung." + SIGNED, 1),
        ("Kính gửi Đài Truyền thanh huyện,\n\nNội dung.\n-- \nA", 1),
        ("Nội dung.\n\nĐã gửi từ iPhone của tôi", 1),
        ("Kính gửi: Đài.\nNội dung." + SIGNED + QUOTE, 2),
    ],
)
def test_quotations_signatures_and_greetings_are_left_out_and_the_editor_is_told(tmp_path, text, notes):
    draft = read(letter(tmp_path / "t.eml", text))
    assert draft.body == "Nội dung."
    assert len(draft.notes) == notes


@pytest.mark.parametrize(
    "text",
    [
        "Trân trọng giới thiệu chương trình.\n\nHết.",
        "Ngày 6/3, lãnh đạo huyện nói:\n\nHết.",
        "Từ: hôm nay.\nHết.",
        "Kính gửi lời chào tới bà con đã cùng chính quyền xây dựng quê hương trong suốt những năm tháng khó khăn vừa qua của huyện nhà.",
    ],
)
def test_news_that_only_resembles_a_letter_stays_whole(tmp_path, text):
    draft = read(letter(tmp_path / "t.eml", text))
    assert draft.body.split() == text.split()
    assert draft.notes == ()


@pytest.mark.parametrize(
    "mark",
    [
        "---------- Forwarded message ---------\n",
        "-------- Thư được chuyển tiếp --------\n",
        "Begin forwarded message:\n\n",
        "",
    ],
)
def test_of_a_forwarded_letter_the_inner_one_is_the_news(tmp_path, mark):
    inner = "Từ: Sở Nội vụ <so@tinh.example>\nNgày: 5/3/2023\nTiêu đề: Fwd: Kết quả PAR INDEX\nĐến: <noivu@huyen.example>\n\n\nTỉnh xếp hạng cao."
    draft = read(letter(tmp_path / "t.eml", f"Gửi Đài phát giúp.\n\n{mark}{inner}", subject="Fwd: Kết quả"))
    assert (draft.title, draft.body) == ("Kết quả PAR INDEX", "Tỉnh xếp hạng cao.")
    assert draft.notes == ("Lấy nội dung của thư được chuyển tiếp, bỏ lời người chuyển.",)


def test_letters_of_an_old_font_are_converted_and_the_original_kept(tmp_path):
    old = "C¶i c¸ch hµnh chÝnh lµ nhiÖm vô cña c¸c cÊp chÝnh quyÒn vµ toµn thÓ c¸n bé."
    draft = read(letter(tmp_path / "t.eml", old))
    assert draft.body == "Cải cách hành chính là nhiệm vụ của các cấp chính quyền và toàn thể cán bộ."
    assert draft.original == old


def test_a_letter_without_subject_is_called_after_its_file(tmp_path):
    (tmp_path / "thu_so 1.eml").write_bytes(HEAD + b"\r\nN.")
    draft = read(tmp_path / "thu_so 1.eml")
    assert draft.title == "Thu so 1"
    assert draft.notes == ("Tiêu đề lấy từ tên tệp vì trong tệp không có; hãy đặt lại.",)


@pytest.mark.parametrize(
    ("content", "error"),
    [(b"", EmptyFile), (b"\x00\x01\x02\xff" * 50, DocumentDamaged), (HEAD + b"Subject: T\r\n\r\n", NewsWithoutBody)],
)
def test_what_is_no_letter_or_says_nothing_is_refused(tmp_path, content, error):
    with pytest.raises(error, match=r"t\.eml"):
        raw(tmp_path, content)
    with pytest.raises(DocumentTooLarge):
        MailSource(Limits(file_bytes=20)).read(letter(tmp_path / "t.eml"))


def test_heads_that_are_wrong_in_every_way_do_no_harm(tmp_path):
    for at, line in enumerate(
        [
            b"Date: Mon, 99 Zzz 20233 99:99",
            b"Content-Type: multipart/mixed",
            b"From: =?x?q?=",
            b"Content-Type: ;;;=",
            b"Subject: =?utf-8?b?A?=",
            b"From: =?utf-8?b?AAAAA?= <a@b>",
        ]
    ):
        draft = raw(tmp_path, b"To: a@b\r\nSubject: T\r\n" + line + b"\r\n\r\nN.\r\n")
        assert draft.body == "N.", at
