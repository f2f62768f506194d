"""Secrets of second factors, sealed: who has the store, or a backup of it, has none of them without the key.

One AES-256-GCM key, outside the station's folder like the key that signs, and in no backup. A sealed secret reads
``v1:KEY:BYTES``: the first letters of the key's SHA-256, and nonce with cipher text in base64; it opens for the account
alone that it was sealed for.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import logging
import os
import secrets
from collections.abc import Mapping
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from broadcaster.errors import FactorKeyUnusable
from broadcaster.files import make_private, read_bytes

logger = logging.getLogger(__name__)

_VERSION = "v1"
_NONCE, _KEY = 12, 32
_OTHERS = 0o077


class FactorKey:
    """The key, opened."""

    def __init__(self, key: bytes, path: Path) -> None:
        """Take a key of 32 bytes; use :meth:`open`."""
        self._cipher = AESGCM(key)
        self._name = hashlib.sha256(key).hexdigest()[:12]
        self._path = path

    @classmethod
    def open(cls, path: Path, *, make: bool = False) -> FactorKey:
        """Read the key, or make one when there is none and `make` says so.

        Raises:
            FactorKeyUnusable: there is none, it is no such key, or others may read it.
            FileFailed, ReadOnlyPlace, DiskFull: it cannot be read or made.
        """
        if not path.exists():
            if not make:
                raise _unusable(path, "máy này không có khóa hai lớp của đài; còn khóa ở máy cũ thì chép về")
            make_private(path, base64.b64encode(secrets.token_bytes(_KEY)) + b"\n")
        if os.name != "nt" and path.stat().st_mode & _OTHERS:
            raise _unusable(path, "người khác đọc được tệp khóa hai lớp; chạy chmod 600 cho tệp ấy")
        try:
            key = base64.b64decode(read_bytes(path).strip(), validate=True)
        except binascii.Error:
            key = b""
        if len(key) != _KEY:
            raise _unusable(path, "tệp khóa hai lớp đã hỏng; chép lại khóa cũ")
        return cls(key, path)

    def seal(self, secret: str, *, about: str) -> str:
        """Seal a secret for an account."""
        nonce = secrets.token_bytes(_NONCE)
        sealed = nonce + self._cipher.encrypt(nonce, secret.encode(), about.encode())
        return f"{_VERSION}:{self._name}:{base64.b64encode(sealed).decode()}"

    def unseal(self, sealed: str, *, about: str) -> str:
        """Open what was sealed for an account; raises FactorKeyUnusable."""
        version, _, rest = sealed.partition(":")
        name, _, content = rest.partition(":")
        if (version, name) != (_VERSION, self._name):
            raise _unusable(self._path, "khóa hai lớp của máy này không phải khóa đã cất mã; chép lại khóa cũ")
        try:
            given = base64.b64decode(content, validate=True)
            return self._cipher.decrypt(given[:_NONCE], given[_NONCE:], about.encode()).decode()
        except (InvalidTag, ValueError) as error:
            raise _unusable(self._path, "mã cất trong cơ sở dữ liệu đã bị sửa") from error


def _unusable(path: Path, reason: str) -> FactorKeyUnusable:
    """Say what is the matter; where the key should lie is for the log alone, since strangers read the sentence."""
    logger.warning("%s", reason, extra={"action": "factor_key_unusable", "key": str(path)})
    return FactorKeyUnusable(reason=reason)


def is_sealed(kept: str) -> bool:
    """Say whether a secret is sealed; older stores hold it as it is."""
    return kept.startswith(f"{_VERSION}:")


def factor_key_path(environ: Mapping[str, str], secrets_file: Path, station: str) -> Path:
    """Give where a station's key lies: where the environment says, else beside the secrets, named by the station."""
    named = environ.get("BROADCASTER_FACTOR_KEY")
    return Path(named).expanduser() if named else secrets_file.parent / "second-factor" / f"{station}.key"
