"""The station's signature: one Ed25519 key, outside the station's folder, and heads of the log signed by it."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, load_pem_private_key

from broadcaster.errors import KeyRefused
from broadcaster.files import make_private, translated

_OTHERS = 0o077
_DIGITS = re.compile(r"[0-9a-f]*")
"""Python would read capitals and blanks too, and a signature that somebody changed so would pass."""


class StationKey:
    """The station's private key, opened."""

    def __init__(self, private: Ed25519PrivateKey) -> None:
        """Take a key; use :meth:`open`."""
        self._private = private

    @classmethod
    def open(cls, path: Path) -> StationKey:
        """Read the key, or make one when there is none.

        Raises:
            KeyRefused: the file is no Ed25519 key, or others may read it.
            FileFailed, ReadOnlyPlace, DiskFull: it cannot be read or made.
        """
        if not path.exists():
            _make(path)
        with translated(path):
            content = path.read_bytes()
            mode = path.stat().st_mode
        if os.name != "nt" and mode & _OTHERS:
            raise KeyRefused(path=path, reason="người khác đọc được; chạy chmod 600 cho tệp này")
        try:
            private = load_pem_private_key(content, password=None)
        except (ValueError, TypeError) as error:
            raise KeyRefused(path=path, reason="không phải khóa ký, hoặc có đặt mật khẩu") from error
        if not isinstance(private, Ed25519PrivateKey):
            raise KeyRefused(path=path, reason="không phải khóa Ed25519")
        return cls(private)

    @property
    def public(self) -> str:
        """Give the public key, 64 hexadecimal digits: what an auditor keeps."""
        return self._private.public_key().public_bytes_raw().hex()

    def sign(self, content: bytes) -> str:
        """Sign some bytes; gives 128 hexadecimal digits."""
        return self._private.sign(content).hex()


def is_signed(content: bytes, *, key: str, signature: str) -> bool:
    """Say whether a signature over some bytes is by the holder of a public key (both hexadecimal, in small letters)."""
    if not _DIGITS.fullmatch(key + signature):
        return False
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(key)).verify(bytes.fromhex(signature), content)
    except (InvalidSignature, ValueError):
        return False
    return True


def _make(path: Path) -> None:
    make_private(path, Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))


def key_path(environ: Mapping[str, str], secrets: Path, station: str) -> Path:
    """Give where a station's key lies: where the environment says, else beside the secrets, named by the station."""
    named = environ.get("BROADCASTER_SIGNING_KEY")
    return Path(named).expanduser() if named else secrets.parent / "signing" / f"{station}.pem"
