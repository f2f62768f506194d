"""Abbreviations of places and regions, sorted."""

from __future__ import annotations

from typing import Final

PLACES: Final = """
BR-VT = Bà Rịa, Vũng Tàu
BRVT = Bà Rịa, Vũng Tàu
BTB = Bắc Trung Bộ
BTB&DHMT = Bắc Trung Bộ và duyên hải miền Trung
CHDCND = Cộng hòa dân chủ nhân dân
DHMT = duyên hải miền Trung
DHNTB = duyên hải Nam Trung Bộ
KTTĐ = kinh tế trọng điểm
NTB = Nam Trung Bộ
T.P HCM = Thành phố Hồ Chí Minh
T.T. Huế = Thừa Thiên Huế
T.T.Huế = Thừa Thiên Huế
TDMN = trung du và miền núi
TDMNBB = trung du và miền núi Bắc Bộ
TDMNPB = trung du và miền núi phía Bắc
TGLX = tứ giác Long Xuyên
TNB = Tây Nam Bộ
TP HCM = Thành phố Hồ Chí Minh
TP HN = Thành phố Hà Nội
TPHN = Thành phố Hà Nội
TT Huế = Thừa Thiên Huế
TT-Huế = Thừa Thiên Huế
TTHuế = Thừa Thiên Huế
Thừa Thiên - Huế = Thừa Thiên Huế
Thừa Thiên-Huế = Thừa Thiên Huế
Tp = thành phố
Tp HCM = Thành phố Hồ Chí Minh
Tp.HCM = Thành phố Hồ Chí Minh
Tt = thị trấn
Tx = thị xã
VKTTĐ = vùng kinh tế trọng điểm
tp HCM = thành phố Hồ Chí Minh
tp. HCM = thành phố Hồ Chí Minh
tp.HCM = thành phố Hồ Chí Minh
xã và TT = xã và thị trấn
xã, TT = xã, thị trấn
xã/TT = xã, thị trấn
ĐBBB = đồng bằng Bắc Bộ
ĐNB = Đông Nam Bộ
"""
"""One a line: written form, equals sign, what is said."""
