"""CAP 1.2 messages written for the tests, and a sender who signs them."""

from datetime import UTC, datetime, timedelta

import lxml.etree
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from signxml import XMLSigner, methods

SENT = datetime(2026, 11, 25, 6, 0, tzinfo=UTC)
"""13:00 in Vietnam."""
NAMESPACE = "urn:oasis:names:tc:emergency:cap:1.2"
SENDER = "kttv@ninhbinh.gov.vn"


def local(moment):
    return (moment + timedelta(hours=7)).strftime("%Y-%m-%dT%H:%M:%S") + "+07:00"


def an_area(words="xã Nghĩa Sơn", *codes):
    told = "".join(f"<geocode><valueName>DVHC</valueName><value>{code}</value></geocode>" for code in codes)
    return f"<area><areaDesc>{words}</areaDesc>{told}</area>"


def an_info(
    *,
    language="vi-VN",
    event="Bão",
    headline="Bão số 5 sắp đổ bộ vào bờ biển Nghĩa Hưng.",
    description="Gió giật cấp mười hai từ chiều nay.\n\nSóng biển cao năm mét.",
    instruction="Bà con không ra khơi, chằng chống nhà cửa.",
    expires=SENT + timedelta(hours=6),
    effective=None,
    areas=None,
    urgency="Immediate",
    more="",
):
    return (
        "<info>"
        + (f"<language>{language}</language>" if language else "")
        + f"<category>Met</category><event>{event}</event><urgency>{urgency}</urgency>"
        + "<severity>Extreme</severity><certainty>Observed</certainty>"
        + (f"<effective>{local(effective)}</effective>" if effective else "")
        + (f"<expires>{local(expires)}</expires>" if expires else "")
        + (f"<headline>{headline}</headline>" if headline else "")
        + (f"<description>{description}</description>" if description else "")
        + (f"<instruction>{instruction}</instruction>" if instruction else "")
        + more
        + "".join(areas if areas is not None else [an_area()])
        + "</info>"
    )


def a_message(
    *infos,
    identifier="KTTV-2026-001",
    sender=SENDER,
    sent="2026-11-25T13:00:00+07:00",
    status="Actual",
    kind="Alert",
    scope="Public",
    references="",
    namespace=NAMESPACE,
    head="",
):
    """Give a message as bytes; without infos it has one in Vietnamese, a cancellation none."""
    told = infos or (() if kind == "Cancel" else (an_info(),))
    referred = f"<references>{references}</references>" if references else ""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n{head}<alert xmlns="{namespace}">'
        f"<identifier>{identifier}</identifier><sender>{sender}</sender><sent>{sent}</sent>"
        f"<status>{status}</status><msgType>{kind}</msgType><scope>{scope}</scope>{referred}{''.join(told)}</alert>"
    ).encode()


def refer(identifier="KTTV-2026-001", sender=SENDER):
    return f"{sender},{identifier},{local(SENT)}"


class Signer:
    """Who signs messages: a key, and the certificate that goes with it."""

    def __init__(self, *, valid_to=SENT + timedelta(days=365)):
        self.key = ec.generate_private_key(ec.SECP256R1())
        name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Đài Khí tượng Thủy văn")])
        certificate = (
            x509.CertificateBuilder()
            .subject_name(name)
            .issuer_name(name)
            .public_key(self.key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(SENT - timedelta(days=365))
            .not_valid_after(valid_to)
            .sign(self.key, hashes.SHA256())
        )
        self.certificate = certificate.public_bytes(serialization.Encoding.PEM).decode()

    def signed(self, message):
        signer = XMLSigner(method=methods.enveloped, signature_algorithm="ecdsa-sha256", digest_algorithm="sha256")
        return lxml.etree.tostring(
            signer.sign(lxml.etree.fromstring(message), key=self.key, cert=self.certificate),
            xml_declaration=True,
            encoding="UTF-8",
        )
