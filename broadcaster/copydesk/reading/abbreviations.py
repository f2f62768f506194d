"""The built-in word list: administrative abbreviations, and those whose meaning hangs on the words around them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from broadcaster.copydesk.reading.abbreviated_bodies import BODIES
from broadcaster.copydesk.reading.abbreviated_terms import TERMS
from broadcaster.copydesk.reading.acronyms import acronym_entries
from broadcaster.copydesk.reading.wordlist import WordList
from broadcaster.domain.readings import Lexicon, LexiconEntry

IN_CONTEXT: Final = """
BCT = Bộ Chính trị
BCT = Bộ Công Thương : thông tư, xăng dầu, công nghiệp, thương mại
BTC = Ban Tổ chức
BTC = Bộ Tài chính : thông tư, bộ trưởng, ngân sách
BTV = Ban Thường vụ
BTV = Ban Thường vụ : huyện ủy, tỉnh ủy, thành ủy, đảng ủy, quận ủy, thị ủy, xã đoàn, huyện đoàn, tỉnh đoàn, đoàn, hội
BTV = biên tập viên : phóng viên, biên tập, bản tin, kỹ thuật viên, đài, PV, KTV, phát thanh viên, thực hiện
CC = công chức : cán bộ, CB, VC, viên chức
CN = chủ nhật : thứ, ngày, sáng, chiều, tối, hằng tuần
CN = công nghiệp : nông nghiệp, dịch vụ, sản xuất, TTCN, khu, cụm
CP = Chính phủ
CP = cổ phần : công ty, CTCP, ngân hàng, TMCP
CT = chính trị : xã hội, XH
CT = chỉ thị
CT = chủ tịch : UBND, HĐND, PCT, hội
CĐ = cao đẳng : đại học, ĐH, trường, sinh viên
CĐ = công điện : thủ tướng, bão, hỏa tốc
CĐ = công đoàn : đoàn viên, công nhân, cơ sở, LĐLĐ
HĐ = hợp đồng
HĐ = hội đồng : thành viên, chủ tịch
KT = kinh tế
KT = ký thay : chủ tịch, giám đốc, trưởng phòng, trưởng ban
KTV = kỹ thuật viên
LS = luật sư : ông, bà, văn phòng
LS = liệt sĩ : thương binh, gia đình, anh hùng, mộ, TB
MT = mặt trận : tổ quốc
MT = môi trường
NV = Nội vụ : phòng, sở, VT, lưu
QH = Quốc hội : đại biểu, đoàn, khóa, ủy ban
QH = quy hoạch
SN = sinh năm
TC = trung cấp : cao đẳng, đại học, ĐH, CĐ
TC = tài chính : phòng, sở, kế hoạch
TM = thay mặt : ủy ban nhân dân, uỷ ban nhân dân, UBND, hội đồng nhân dân, ban chấp hành, ban thường vụ, đảng ủy
TM = thương mại : dịch vụ, sản xuất, công ty, DV
TP = thành phố : UBND, thuộc, trực thuộc, các, huyện, quận, tỉnh
TP = tư pháp : phòng, sở, bộ, hộ tịch
TS = thủy sản : nuôi, khai thác
TS = tiến sĩ : GS, PGS, bác sĩ, giảng viên, viện, trường
TT = trung tâm : y tế, văn hóa, hành chính công, phục vụ, truyền thông, chính trị, thể thao
TT = thông tư : nghị định, hướng dẫn, ban hành, bộ
TT = thị trấn : xã, các, huyện, tổ dân phố
TX = thường xuyên : giáo dục
TX = thị xã : UBND, thuộc, các, huyện
VC = viên chức : cán bộ, CB, CC, công chức, CBCC
"""
"""One a line: written form, equals sign, what is said, and after a colon the words of which one must stand near."""


def _entries(lines: str) -> Iterator[LexiconEntry]:
    for line in lines.strip().splitlines():
        written, _, said = line.partition(" = ")
        spoken, _, context = said.partition(" : ")
        yield LexiconEntry(written=written, spoken=spoken, context=tuple(context.split(", ")) if context else ())


DEFAULT_LEXICON: Final = Lexicon(
    entries=(*_entries(IN_CONTEXT), *_entries(BODIES), *_entries(TERMS), *acronym_entries())
)
"""What every reading knows."""

DEFAULT_WORDS: Final = WordList(DEFAULT_LEXICON)
"""The same, ready for looking up."""
