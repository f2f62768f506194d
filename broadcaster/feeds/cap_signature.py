"""Who signed an alert: its enveloped XML signature, held against the certificate that the station knows."""

from __future__ import annotations

from datetime import datetime
from importlib import import_module
from typing import Any, cast

import cryptography.exceptions
from cryptography import x509
from signxml.exceptions import SignXMLException
from signxml.verifier import SignatureConfiguration, XMLVerifier

from broadcaster.errors import AlertSignatureWrong, CertificateUnusable

_etree: Any = import_module("lxml.etree")  # it has no types
_FAULTS: tuple[type[Exception], ...] = (
    SignXMLException,
    cryptography.exceptions.InvalidSignature,
    cryptography.exceptions.UnsupportedAlgorithm,
    cast("type[Exception]", _etree.LxmlError),
    ValueError,
    TypeError,
    AttributeError,
    LookupError,
    NotImplementedError,
)
"""All that the library was seen to raise over signatures that somebody made up."""


def check_certificate(certificate: str, *, name: object) -> None:
    """Refuse what is no certificate (PEM); raises CertificateUnusable."""
    try:
        x509.load_pem_x509_certificate(certificate.encode())
    except ValueError as error:
        raise CertificateUnusable(path=name, reason="không phải chứng thư PEM") from error


def signed_part(root: Any, *, name: object, certificate: str, now: datetime) -> Any:  # noqa: ANN401 - lxml has no types
    """Give what the certificate's owner signed, and nothing else of the message.

    The certificate that may stand in the message itself is not asked: anybody can put one there.

    Raises:
        AlertSignatureWrong: the message was changed, or signed by somebody else, or in a weak way (SHA-1).
    """
    wanted = SignatureConfiguration(location="./", verification_time=now)
    try:
        found = cast("Any", XMLVerifier()).verify(root, x509_cert=certificate, expect_config=wanted)
    except _FAULTS as error:
        raise AlertSignatureWrong(path=name, reason=type(error).__name__) from error
    if found.signed_xml is None:
        raise AlertSignatureWrong(path=name, reason="phần được ký không phải XML")
    return found.signed_xml
