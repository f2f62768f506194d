"""Texts to read: the sample news, the plan and the presenters' cases; damaged copies of them; every kind of writing."""

from __future__ import annotations

import json
import random
import unicodedata
from collections.abc import Callable
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[1]
PROFILES = ROOT / "broadcaster" / "profiles"
CASES = ROOT / "tests" / "unit" / "copydesk" / "reading"

Mutation = Callable[[str, int, int], str]
"""Damage to a text at a place, in one of many ways: text, place, way."""

ODD = (
    *"0123456789.,;:!?-–—/\\()[]{}<>%&+=×÷±≥≤≈~@#$€₫°'\"“”‘’…•*_^|`§©®™№",
    *"aăâđêôơưáàảãạAĐƯXIVIxkmhgtđ",
    *" \n\t\r\v\f\u00a0\u2003\u3000\u200b\u200d\ufeff\u00ad\u2028\u2029\u0085\x00\x1b",
    *"²³½¼¾⅓⅕①⑳Ⅳ٣१一十萬０９Ａａ，．％\u0301\u0323\u0302\ue000\ue001\ue123\U0001f600\U0001d7d8\U0001f101",
    *("./.", "...", "1.", "a)", "- ", "((", "//", "://", "&&", "UBND", "km/h", "\r\n", "\n\n", "v.v.", "TP.", "số "),
)
SPACES = (
    "",
    "  ",
    "\u00a0",
    "\n",
    "\n\n",
    "\t",
    "\u3000",
    "\u200b",
    "\r\n",
    " \n ",
    "-",
    "/",
    ".",
    ",",
    "\u2009",
    " - ",
)


def _insert(text: str, at: int, way: int) -> str:
    return text[:at] + ODD[way % len(ODD)] + text[at:]


def _delete(text: str, at: int, way: int) -> str:
    return text[:at] + text[at + 1 + way % 3 :]


def _duplicate(text: str, at: int, way: int) -> str:
    length = 1 + way % 8
    return text[: at + length] + text[at : at + length] * (1 + way % 3) + text[at + length :]


def _swap(text: str, at: int, way: int) -> str:
    return text[:at] + text[at + 1 : at + 2] + text[at : at + 1] + text[at + 2 :]


def _space(text: str, at: int, way: int) -> str:
    """Put something else in the place of the next space."""
    place = text.find(" ", at)
    return text if place < 0 else text[:place] + SPACES[way % len(SPACES)] + text[place + 1 :]


def _decompose(text: str, at: int, way: int) -> str:
    return text[:at] + unicodedata.normalize(("NFD", "NFKC", "NFKD")[way % 3], text[at:])


def _widen(text: str, at: int, way: int) -> str:
    piece = text[at : at + 1 + way % 30]
    wide = (chr(ord(each) + 0xFEE0) if "!" <= each <= "~" else each for each in piece)
    return text[:at] + "".join(wide) + text[at + len(piece) :]


def _change_case(text: str, at: int, way: int) -> str:
    change = (str.upper, str.lower, str.title, str.swapcase)[way % 4]
    return text[:at] + change(text[at : at + way % 40]) + text[at + way % 40 :]


def _cut_after(text: str, at: int, way: int) -> str:
    return text[:at]


def _cut_before(text: str, at: int, way: int) -> str:
    return text[at:]


def _join(text: str, at: int, way: int) -> str:
    other = lines()[way % len(lines())]
    return text[:at] + ("", " ", "\n", ". ")[way % 4] + other + text[at:]


def _other_digit(text: str, at: int, way: int) -> str:
    place = next((each for each in range(at, len(text)) if text[each].isdecimal()), None)
    return text if place is None else text[:place] + str(way % 10) * (1 + way % 3) + text[place + 1 :]


MUTATIONS: tuple[Mutation, ...] = (
    _insert, _delete, _duplicate, _swap, _space, _decompose, _widen, _change_case, _cut_after, _cut_before, _join,
    _other_digit,
)  # fmt: skip


@cache
def pages() -> tuple[str, ...]:
    """Give every sample news file and source document whole."""
    files = sorted(path for kind in ("news", "sources") for path in PROFILES.glob(f"*/{kind}/*"))
    return tuple(path.read_text(encoding="utf-8") for path in files)


@cache
def lines() -> tuple[str, ...]:
    """Give the lines of the pages and the presenters' cases, each once."""
    cases = (CASES / "dev.jsonl").read_text(encoding="utf-8").splitlines()
    written = [json.loads(line)["written"] for line in cases]
    return tuple(dict.fromkeys([*written, *(line for page in pages() for line in page.splitlines() if line.strip())]))


@cache
def plan() -> str:
    """Give the founding plan."""
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted(PROFILES.glob("huyen-2023/sources/*.txt")))


_WORDS = """
UBND HĐND huyện Nghĩa Hưng ngày tháng năm quý khóa lần thứ TP. TT. Q. P. số Nghị quyết Quyết định Kế hoạch của Chính phủ
điểm khoản Điều BTV ủy GS.TS. Nguyễn Văn A PCI SIPAS VNeID ABCX v.v. đ/c Covid gọi tổng đài từ đến và sáng giờ phút
triệu tỷ nghìn thắng xếp hạng tiêu chí CHỦ TỊCH TM. KT. mức độ Mã hồ sơ tài khoản đề án học sinh người hộ xã thị trấn
tỷ lệ bản đồ kỳ đợt phiên bản mục phụ lục QL đường dây nóng hotline trang web tại email Zalo TT&TT PAR INDEX thôn
/người /tháng ≥ < > ± = & + - – … ( ) “ ” " ' * • @ # ~ ; : , . ! ?
"""
WORDS = _WORDS.split()
_UNITS = "km m m2 m² ha % đ đồng VNĐ USD kg kWh °C ' h tr tỷ triệu tấn Mbps m3/s km/h k g l V đ/kg %/năm"
UNITS = _UNITS.split()
_CODES = "UBND QĐ-UBND NQ-CP NĐ-CP QĐ-TTg TT-BNV KH-UBND QH13 NQ/TW TTLT-BNV-BTC CV-SNV BC-UBND-VP XYZ HD/BTGTU"
CODES = _CODES.split()
_HOSTS = "dichvucong.gov.vn www.nghiahung.namdinh.gov.vn abc@gmail.com http://a.vn/x1?y=2 vnexpress.net x.y.z t.me/a_b"
HOSTS = _HOSTS.split()
MARKERS = (
    "- ",
    "+ ",
    "• ",
    "1. ",
    "12) ",
    "2.1. ",
    "II. ",
    "IV - ",
    "a) ",
    "đ/ ",
    "A. ",
    "(1) ",
    "* ",
    "1/ ",
    "1.2.3 ",
)


def _grouped(value: int) -> str:
    return f"{value:,}".replace(",", ".")


def _number(chance: random.Random) -> str:
    kind = chance.randrange(7)
    if kind == 0:
        return _grouped(chance.randrange(10 ** chance.randrange(1, 13)))
    if kind == 1:
        return f"{chance.randrange(300)},{chance.randrange(1000)}"
    if kind == 2:
        return f"{chance.randrange(30)}.{chance.randrange(30)}"
    if kind == 3:
        return "0" * chance.randrange(3) + str(chance.randrange(100))
    return str(chance.randrange(10 ** chance.randrange(1, 8)))


def _small(chance: random.Random) -> str:
    return chance.choice(("{}", "{:02}")).format(chance.randrange(40))


def _pair(chance: random.Random) -> str:
    mark = chance.choice(("-", " - ", "/", ":", "x", " đến ", ", ", "–", ".", "-/"))
    return mark.join(chance.choice((_number, _small))(chance) for _ in range(chance.choice((2, 2, 2, 3))))


def _date(chance: random.Random) -> str:
    mark = chance.choice("/-.")
    whole = (_small(chance), _small(chance), str(chance.randrange(1950, 2060)))
    return mark.join(whole[chance.randrange(2) : chance.choice((2, 3, 3))])


def _time(chance: random.Random) -> str:
    return f"{chance.randrange(25)}{chance.choice(('h', ':', ' giờ ', 'g', 'h:'))}{chance.randrange(60):02}"


def _range(chance: random.Random) -> str:
    kind = chance.choice((_date, _time, _measure, _number, _small))
    return f"{kind(chance)}{chance.choice(('-', ' - ', '–', ' đến '))}{kind(chance)}"


def _measure(chance: random.Random) -> str:
    return _number(chance) + chance.choice(("", " ")) + chance.choice(UNITS)


def _document(chance: random.Random) -> str:
    year = f"/{chance.randrange(1990, 2030)}" if chance.random() < 0.4 else ""
    return f"{chance.randrange(5000)}{year}/{chance.choice(CODES)}"


def _phone(chance: random.Random) -> str:
    figures = "0" + "".join(chance.choice("0123456789") for _ in range(chance.randrange(7, 11)))
    mark = chance.choice(("", "", ".", " ", "-"))
    phone = mark.join((figures[:4], figures[4:7], figures[7:]))
    return chance.choice((phone, f"+84{phone[1:]}", f"({phone[:4]}) {phone[4:]}", "1900" + figures[:5]))


def _code(chance: random.Random) -> str:
    alphabet = "ABĐXIVxknm123450-./&"
    return "".join(chance.choice(alphabet) for _ in range(chance.randrange(2, 9)))


def _roman(chance: random.Random) -> str:
    return chance.choice(("", "quý ", "khóa ", "lần thứ ", "Phụ lục ")) + "".join(
        chance.choice("IIVX") for _ in range(chance.randrange(1, 5))
    )


def _odd(chance: random.Random) -> str:
    return chance.choice(ODD)


def _any(chance: random.Random) -> str:
    top = chance.choice((0x250, 0x3000, 0x11000, 0x110000))
    return "".join(chr(chance.randrange(top)) for _ in range(chance.randrange(1, 6)))


_KINDS = (
    _number, _small, _pair, _date, _time, _range, _measure, _document, _phone, _code, _roman, _odd,
    lambda chance: chance.choice(WORDS), lambda chance: chance.choice(WORDS), lambda chance: chance.choice(HOSTS),
    lambda chance: f"\n{chance.choice(MARKERS)}{chance.choice(WORDS)}",
)  # fmt: skip
_GAPS = (*[" "] * 14, "", "", ", ", ". ", ";\n", "\n", " - ", ": ", "/", "-")


def written_kinds(chance: random.Random) -> str:
    """Give fragments of every kind of writing beside one another."""
    kinds = (chance.choice(_KINDS) for _ in range(chance.randrange(1, 9)))
    return "".join(kind(chance) + chance.choice(_GAPS) for kind in kinds)


def any_characters(chance: random.Random) -> str:
    """Give characters from anywhere in Unicode among words."""
    parts = (chance.choice((_any, _any, _odd, _number, _code))(chance) for _ in range(chance.randrange(1, 12)))
    return chance.choice(("", " ")).join(parts)


def damaged(text: str, chance: random.Random) -> str:
    """Damage a text in one to four ways."""
    for _ in range(chance.randrange(1, 5)):
        text = chance.choice(MUTATIONS)(text, chance.randrange(len(text) + 1), chance.randrange(1000))
    return text


def damaged_line(chance: random.Random) -> str:
    """Damage a line of real copy."""
    return damaged(chance.choice(lines()), chance)


def text(chance: random.Random) -> str:
    """Give one text of any of these kinds."""
    return chance.choice((damaged_line, damaged_line, written_kinds, written_kinds, any_characters))(chance)


def text_number(number: int, seed: str) -> str:
    """Give the same text for the same number and seed, anywhere."""
    return text(random.Random(f"{seed}/{number}"))
