"""Acronyms that are not Vietnamese abbreviations: said as words, or letter by letter."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from broadcaster.copydesk.reading.letters import spell
from broadcaster.domain.readings import LexiconEntry

SAID_AS_WORDS: Final = {
    "AIDS": "ết",
    "APEC": "a péc",
    "ASEAN": "a xê an",
    "ASEM": "a sem",
    "BRICS": "bờ rích",
    "Covid": "cô vít",
    "COVID": "cô vít",
    "ECMO": "éc mô",
    "FAO": "pha ô",
    "FIFA": "phi pha",
    "INDEX": "in đếch",
    "ISO": "i sô",
    "IoT": "i ô tê",
    "NATO": "na tô",
    "NASA": "na sa",
    "OCOP": "ô cốp",
    "OPEC": "ô péc",
    "PAPI": "pa pi",
    "PAR INDEX": "pa in đếch",
    "PAR Index": "pa in đếch",
    "PAR-INDEX": "pa in đếch",
    "PARINDEX": "pa in đếch",
    "Par Index": "pa in đếch",
    "ParIndex": "pa in đếch",
    "RON": "ron",
    "SARS": "sát",
    "SEA Games": "xi ghêm",
    "SIM": "sim",
    "SIPAS": "xi pát",
    "TV": "ti vi",
    "UEFA": "u ê pha",
    "UNESCO": "u nét cô",
    "UNICEF": "u ni xép",
    "VAR": "va",
    "VIETGAP": "việt gáp",
    "VietGAP": "việt gáp",
    "e-Form": "e phom",
    "eForm": "e phom",
    "iOffice": "ai óp phít",
}
"""Written form to how it is said."""

_SPELT: Final = """
ADB AED AFC AFF AI ANTV API AQI ARV ATM BBC BIDV BIM BMI BOT BRT CCTV CD CDC CEO CNN COPD CPI CPTPP CRM CSR DDCI DDoS
DNA DVD ERP ESG EU EVFTA EVN FAQ FDI FM FPT FSC FTA GDP GIS GMO GMP GNI GPS GRDP GSM HACCP HBV HDI HIV HNX HPV HTML
HTTP HTTPS ICM ICOR ICT ICU ID IELTS IIP ILO IMF IOC IP IPHM IPM IPTV IT IUU IVF KPI KYC LAN LCD LED LGSP MBA MC
MMS MRI NDXP NFC NGO NGSP NPK ODA OTP PCI PCR PDF PGI PII PMI POS PPE PPP PR PVC QR RCEP RFID RNA SEO SJC SME SMS SPS
SRI SSL SSO TCP TOEFL TOEIC TPP UAV UHC UHF UNDP UNFPA UNHCR UPU URL USB VAC VAT VCCI VFF VHF VIP VMS VNI VNPT VOH VOV
VPN VSIP VTC VTV WAN WB WHO WTO XML
"""
SPELT: Final = frozenset(_SPELT.split())
"""Read by the names of their letters."""

_LOAN_WORDS: Final = """
APP BLOG EMAIL FACEBOOK FANPAGE GMAIL GOOGLE HOTLINE INTERNET LIVESTREAM LOGISTICS MARKETING MESSENGER
MOBIFONE OFFLINE ONLINE PANO SMARTPHONE TIKTOK VIBER VIDEO VIETTEL VINAPHONE WEB WEBSITE WIFI YOUTUBE ZALO
"""
LOAN_WORDS: Final = frozenset(_LOAN_WORDS.split())
"""Familiar words that headings put in capitals: said as words, spelling kept."""

MIXED: Final = ("VNeID", "VneID", "VNEID", "eID", "eKYC", "iOS", "VssID", "pH")
"""Codes of small and capital letters, read by the names of their letters."""


def acronym_entries() -> Iterator[LexiconEntry]:
    """Give every acronym with how it is said."""
    for written, spoken in SAID_AS_WORDS.items():
        yield LexiconEntry(written=written, spoken=spoken)
    for written in (*SPELT, *MIXED):
        yield LexiconEntry(written=written, spoken=spell(written))
    for written in LOAN_WORDS:
        yield LexiconEntry(written=written, spoken=written.lower())
