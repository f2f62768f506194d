"""TLS for a local network: the station's own files, or a certificate that it makes and signs itself."""

from __future__ import annotations

import contextlib
import ipaddress
import os
import socket
import ssl
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from broadcaster.errors import CertificateRefused
from broadcaster.files import translated, write_bytes

HOLDS = timedelta(days=397)
"""For how long browsers take a server's certificate."""

RENEW = timedelta(days=30)
"""How long before its end it is made anew."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Certificate:
    """Two files that a server shows and proves itself with."""

    certificate: Path
    """PEM, with the chain if there is one."""
    key: Path
    """PEM, without a password."""
    made_here: bool
    """Whether it is self-signed, so that every reader has to be told of it once."""


def own_certificate(certificate: Path, key: Path) -> Certificate:
    """Take the station's own files; raises CertificateRefused when they do not belong together or cannot be read."""
    for path in (certificate, key):
        if not path.is_file():
            raise CertificateRefused(path=path, reason="không có tệp này")
    try:
        ssl.create_default_context(ssl.Purpose.CLIENT_AUTH).load_cert_chain(certificate, key, password="")
    except (ssl.SSLError, OSError) as error:
        raise CertificateRefused(
            path=certificate, reason="chứng thư và khóa không khớp, không đọc được, hoặc khóa có đặt mật khẩu"
        ) from error
    return Certificate(certificate=certificate, key=key, made_here=False)


def self_signed(folder: Path, hosts: Iterable[str], *, now: datetime) -> Certificate:
    """Give the certificate of a folder, made or made anew when it lacks a name, or ends soon.

    The folder lies outside the station's, and the key is readable by its owner alone.

    Raises:
        FileFailed, ReadOnlyPlace, DiskFull.
    """
    wanted = frozenset(hosts)
    found = Certificate(certificate=folder / "may-chu.crt", key=folder / "may-chu.key", made_here=True)
    if not _serves(found, wanted, now):
        _make(found, wanted, now)
    return found


def fingerprint_of(certificate: Path) -> str:
    """Give the SHA-256 of a certificate as browsers show it."""
    with translated(certificate):
        read = x509.load_pem_x509_certificate(certificate.read_bytes())
    return read.fingerprint(hashes.SHA256()).hex(":").upper()


def names_here() -> tuple[str, ...]:
    """Give the names and addresses by which this machine may be asked for, as they are at this moment."""
    name = socket.gethostname()
    found = {name.lower(), f"{name.lower().partition('.')[0]}.local"}
    with contextlib.suppress(OSError):
        found |= {str(told[4][0]).partition("%")[0] for told in socket.getaddrinfo(name, None)}
    with contextlib.suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.connect(("192.0.2.1", 9))  # nothing is sent: it only asks which address would be used
        found.add(str(probe.getsockname()[0]))
    return tuple(sorted(found))


def _serves(found: Certificate, wanted: frozenset[str], now: datetime) -> bool:
    if not (found.certificate.is_file() and found.key.is_file()):
        return False
    try:
        own_certificate(found.certificate, found.key)
        read = x509.load_pem_x509_certificate(found.certificate.read_bytes())
        names = read.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except (CertificateRefused, ValueError, OSError, x509.ExtensionNotFound):
        return False
    told = {*names.get_values_for_type(x509.DNSName), *map(str, names.get_values_for_type(x509.IPAddress))}
    return wanted <= told and read.not_valid_before_utc <= now < read.not_valid_after_utc - RENEW


def _make(wanted: Certificate, hosts: frozenset[str], now: datetime) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "broadcaster")])
    usage = x509.KeyUsage(
        digital_signature=True,
        key_cert_sign=True,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        crl_sign=False,
        encipher_only=False,
        decipher_only=False,
    )
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + HOLDS)
        .add_extension(x509.SubjectAlternativeName([_named(host) for host in sorted(hosts)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .sign(key, hashes.SHA256())
    )
    _write_private(wanted.key, key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    write_bytes(wanted.certificate, made.public_bytes(Encoding.PEM))


def _named(host: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(host.strip("[]")))
    except ValueError:
        return x509.DNSName(host)


def _write_private(path: Path, content: bytes) -> None:
    """Write a key that nobody else can read, from its first byte on."""
    with translated(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        number, name = tempfile.mkstemp(dir=path.parent)  # which nobody else may read
        with os.fdopen(number, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        Path(name).replace(path)
