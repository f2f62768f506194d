"""Packed files and letters: every good member comes out, every bad one is named, nothing lands elsewhere."""

import email.policy
import io
import mailbox
import stat
import struct
import zipfile
from email.message import EmailMessage

import pytest

from broadcaster.errors import DocumentDamaged, DocumentTooLarge, EmptyFile, FileMissing
from broadcaster.feeds.limits import Limits
from broadcaster.feeds.mail import MailSource
from broadcaster.feeds.members import safe_name, shown_name
from broadcaster.feeds.unpack import CONTAINERS, unpack


def zipped(*members):
    """Give the bytes of a ZIP; each member is a name or ZipInfo, and its content."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in members:
            packed.writestr(name, content)
    return stream.getvalue()


def opened(tmp_path, content, name="goi.zip", **limits):
    (tmp_path / name).write_bytes(content)
    (tmp_path / "ra").mkdir(exist_ok=True)
    found = unpack(tmp_path / name, tmp_path / "ra", limits=Limits(**limits))
    inside = (tmp_path / "ra").resolve()
    for member in found.members:
        assert member.path == tmp_path / name or inside in member.path.resolve().parents
    return found


def names(found):
    return [member.name.replace("goi.zip › ", "") for member in found.members]


def reasons(found):
    return {each.name.replace("goi.zip › ", ""): each.reason for each in found.refused}


def test_members_come_out_in_order_under_the_names_that_people_know(tmp_path):
    content = zipped(("tin/Một cửa.txt", "Một"), ("__MACOSX/._x", ""), ("tin/", ""), ("b.docx", "x"), ("Thumbs.db", ""))
    found = opened(tmp_path, content)
    assert names(found) == ["tin/Một cửa.txt", "b.docx"]
    assert found.members[0].path.read_text(encoding="utf-8") == "Một"
    assert found.members[0].path.name == "Một cửa.txt"
    assert found.refused == ()


def test_a_file_of_another_kind_is_its_own_member(tmp_path):
    found = opened(tmp_path, b"x", name="a.txt")
    assert [(member.path, member.name) for member in found.members] == [(tmp_path / "a.txt", "a.txt")]
    assert ".zip" in CONTAINERS


def link(name):
    info = zipfile.ZipInfo(name)
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    return info


def test_each_bad_member_is_refused_by_name_and_the_others_come_out(tmp_path):
    content = zipped(
        ("tot.txt", "t"),
        ("../ra-ngoai.txt", "x"),
        ("a/../../b.txt", "x"),
        ("/etc/tuyet-doi.txt", "x"),
        ("C:\\o-dia.txt", "x"),
        ("..\\nguoc.txt", "x"),
        (link("loi-tat.txt"), "/etc/passwd"),
        ("TOT.txt", "hai"),
        ("virus.exe", "MZ"),
        ("bom.txt", "0" * 3_000_000),
        ("cuoi.txt", "c"),
    )
    found = opened(tmp_path, content)
    assert names(found) == ["tot.txt", "cuoi.txt"]
    outside = "Tên tệp trỏ ra ngoài gói."
    assert reasons(found) == {
        "../ra-ngoai.txt": outside,
        "a/../../b.txt": outside,
        "/etc/tuyet-doi.txt": outside,
        "C:/o-dia.txt": outside,
        "../nguoc.txt": outside,
        "loi-tat.txt": "Là lối tắt tới tệp khác, không phải tệp.",
        "TOT.txt": "Trùng tên với một tệp khác trong gói.",
        "virus.exe": "Là tệp chương trình; đừng mở.",
        "bom.txt": "Nén quá chặt, như tệp làm để phá máy.",
    }
    assert {path.name for path in tmp_path.iterdir()} == {"goi.zip", "ra"}


def test_an_encrypted_or_broken_member_is_refused(tmp_path):
    content = bytearray(zipped(("khoa.txt", "x" * 50), ("hong.txt", "y" * 50), ("tot.txt", "t")))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(signature) + offset] |= 1
    with zipfile.ZipFile(io.BytesIO(bytes(content))) as packed:
        start = packed.getinfo("hong.txt").header_offset
    content[start + 30 + len("hong.txt")] ^= 0xFF
    found = opened(tmp_path, bytes(content))
    assert names(found) == ["tot.txt"]
    assert set(reasons(found)) == {"khoa.txt", "hong.txt"}
    assert "đặt mật khẩu" in reasons(found)["khoa.txt"].lower()


def test_members_that_overlap_are_refused(tmp_path):
    content = bytearray(zipped(("a.txt", "x" * 100), ("b.txt", "y" * 100), ("c.txt", "z")))
    second = content.index(b"PK\x01\x02", content.index(b"PK\x01\x02") + 4)
    content[second + 42 : second + 46] = struct.pack("<I", 0)
    found = opened(tmp_path, bytes(content))
    assert names(found) == ["c.txt"]
    assert all("chồng lên nhau" in reason for reason in reasons(found).values())


def test_a_member_that_lies_about_its_size_fills_no_disk(tmp_path):
    content = bytearray(zipped(("a.txt", bytes(range(256)) * 100)))
    at = content.index(b"PK\x01\x02") + 24
    content[at : at + 4] = struct.pack("<I", 10)
    found = opened(tmp_path, bytes(content), unpacked_bytes=5_000)
    assert len(found.refused) == 1
    assert sum(path.stat().st_size for path in (tmp_path / "ra").rglob("*") if path.is_file()) <= 5_000


def test_limits_of_number_and_bytes_hold_over_all_levels(tmp_path):
    inner = zipped(*[(f"{n}.txt", "x" * 100) for n in range(3)])
    content = zipped(("a.zip", inner), ("b.zip", inner), ("c.txt", "x"))
    found = opened(tmp_path, content, members=6)
    assert len(found.members) == 4
    assert all("hơn 6 tệp" in reason for reason in reasons(found).values())
    (tmp_path / "hai").mkdir()
    found = opened(tmp_path / "hai", content, unpacked_bytes=len(inner) * 2 + 350)
    assert len(found.members) + len(found.refused) == 7
    assert all("quá lớn" in reason for reason in reasons(found).values())
    for limits in ({"file_bytes": 50}, {"members": 1}):
        with pytest.raises(DocumentTooLarge):
            opened(tmp_path, content, **limits)


def test_a_list_of_a_million_members_is_refused_before_it_is_read(tmp_path):
    end = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, 0xFFFF, 0xFFFF, 50_000_000, 0, 0)
    with pytest.raises(DocumentTooLarge, match="chứa hơn"):
        opened(tmp_path, b"PK" + b"\0" * 100 + end)


def test_packed_files_inside_one_another_end_at_the_depth(tmp_path):
    content = zipped(("tin.txt", "sâu"))
    for _ in range(3):
        content = zipped(("trong.zip", content), ("ben.txt", "x"))
    found = opened(tmp_path, content)
    assert names(found)[:1] == ["trong.zip › trong.zip › ben.txt"]
    assert len(found.members) == 3
    assert reasons(found) == {"trong.zip › trong.zip › trong.zip": "Gói, thư lồng nhau quá 3 lớp."}


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("Một cửa.txt".encode(), "Một cửa.txt"),
        ("Một cửa.txt".encode("cp1258", "ignore"), None),
        ("Ba\u0309n tin.txt".encode("cp1258"), "Bản tin.txt"),
        (b"plain.txt", "plain.txt"),
    ],
)
def test_names_that_are_not_marked_as_unicode_are_read_as_people_wrote_them(tmp_path, raw, shown):
    stand_in = "x" * len(raw)
    content = zipped((stand_in, "n")).replace(stand_in.encode(), raw)
    found = opened(tmp_path, content)
    assert len(found.members) == 1
    if shown:
        assert names(found) == [shown]


def test_a_name_that_turns_the_reading_round_is_shown_and_stored_as_it_is():
    assert shown_name("tin\u202exslx.exe") == "tinxslx.exe"
    assert safe_name("a/b\\c: d?.docx") == "c_ d_.docx"
    assert safe_name("NUL.txt") == "_NUL.txt"
    assert safe_name("...") == "_"
    assert safe_name("x" * 300 + ".docx") == "x" * 80 + ".docx"


@pytest.mark.parametrize(("content", "error"), [(b"PK\x03\x04nothing", DocumentDamaged), (b"", DocumentDamaged)])
def test_a_packed_file_that_cannot_be_opened_is_named(tmp_path, content, error):
    with pytest.raises(error, match=r"goi\.zip"):
        opened(tmp_path, content)
    with pytest.raises(FileMissing):
        unpack(tmp_path / "none.zip", tmp_path)


# Letters


def letter(*attached, text="Nhờ Đài phát giúp.", subject="Tin tháng 3", inside=None):
    message = EmailMessage(policy=email.policy.SMTP)
    message["From"], message["Subject"] = "Phòng Nội vụ <nv@huyen.example>", subject
    message.set_content(text)
    for name, content in attached:
        message.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    if inside is not None:
        message.add_attachment(inside)
    return message


def test_documents_of_a_letter_come_out_and_a_short_text_only_goes_with_them(tmp_path):
    message = letter(("Bản tin số 1.docx", b"x"), ("../../chay.exe", b"MZ"), ("b.txt", b"Tin"))
    message.add_attachment(b"png", "image", "png", cid="<logo>", disposition="inline", filename="logo.png")
    found = opened(tmp_path, message.as_bytes(), name="t.eml")
    assert [member.name for member in found.members] == ["t.eml › Bản tin số 1.docx", "t.eml › b.txt"]
    assert found.members[0].notes == ('Kèm theo thư "Tin tháng 3" của Phòng Nội vụ.',)
    assert [(each.name, each.reason) for each in found.refused] == [
        ("t.eml › ../../chay.exe", "Là tệp chương trình; đừng mở.")
    ]


def test_a_letter_is_an_item_where_it_brings_no_document_or_says_much_itself(tmp_path):
    for message in (letter(), letter(("anh.png", b"x")), letter(("a.docx", b"x"), text="Nội dung dài. " * 30)):
        found = opened(tmp_path, message.as_bytes(), name="t.eml")
        assert found.members[0].path == tmp_path / "t.eml"
        assert MailSource().read(found.members[0].path)[0].title == "Tin tháng 3"


def test_letters_and_packed_files_inside_letters_are_taken_apart_too(tmp_path):
    inner = letter(("goi.zip", zipped(("tin.txt", "x"), ("../x", "x"))), subject="Thư trong")
    found = opened(tmp_path, letter(inside=inner).as_bytes(), name="t.eml")
    assert [member.name for member in found.members] == ["t.eml › tep-1.eml › goi.zip › tin.txt"]
    assert found.members[0].notes[-1] == 'Kèm theo thư "Thư trong" của Phòng Nội vụ.'
    assert [each.name for each in found.refused] == ["t.eml › tep-1.eml › goi.zip › ../x"]


def test_a_damaged_packed_file_in_a_letter_is_named_and_the_rest_comes_out(tmp_path):
    found = opened(tmp_path, letter(("a.zip", b"PK\x03\x04"), ("b.txt", b"x")).as_bytes(), name="t.eml")
    assert [member.name for member in found.members] == ["t.eml › b.txt"]
    assert found.refused[0].reason.startswith("Tệp t.eml › a.zip hỏng")


def test_every_letter_of_a_mailbox_comes_out(tmp_path):
    box = mailbox.mbox(tmp_path / "thu.mbox")
    for number in range(3):
        box.add(letter(subject=f"Tin {number}"))
    box.close()
    found = opened(tmp_path, (tmp_path / "thu.mbox").read_bytes(), name="thu.mbox", members=2)
    assert [MailSource().read(member.path)[0].title for member in found.members] == ["Tin 0", "Tin 1"]
    assert [each.name for each in found.refused] == ["thu.mbox › thư 3"]
    with pytest.raises(DocumentDamaged):
        opened(tmp_path, b"not a mailbox", name="thu.mbox")
    with pytest.raises(EmptyFile):
        opened(tmp_path, b"", name="t.eml")
