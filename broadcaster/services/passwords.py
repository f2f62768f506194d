"""Passwords as argon2 hashes, and random secrets of which only the SHA-256 is kept."""

from __future__ import annotations

import hashlib
import secrets
import threading
import unicodedata

from broadcaster.errors import PasswordRefused

SHORTEST, LONGEST = 10, 200
"""How many signs a password has."""

_AT_ONCE = threading.BoundedSemaphore(2)
"""Each hash takes 19 MiB: many sign-ins at once must not take all memory."""

_GUESSED_FIRST = frozenset(
    {"1234567890", "0123456789", "0987654321", "123456789a", "1234567891", "12345678910", "1111111111", "0000000000"}
    | {"qwertyuiop", "matkhau123", "matkhau1234", "password123", "password1234", "abcd123456", "123456abcd"}
    | {"1q2w3e4r5t", "truyenthanh", "daitruyenthanh", "iloveyou123", "vietnam123", "vietnam1234", "admin12345"}
)


class Passwords:
    """How passwords are hashed; tests make it cheap, a station never does."""

    def __init__(self, *, memory_kib: int = 19_456, rounds: int = 2) -> None:
        """Hash by argon2id; the defaults are OWASP's for one lane."""
        from pwdlib import PasswordHash  # noqa: PLC0415 - only signing in asks
        from pwdlib.hashers.argon2 import Argon2Hasher  # noqa: PLC0415

        self._hasher = PasswordHash((Argon2Hasher(time_cost=rounds, memory_cost=memory_kib, parallelism=1),))
        self._nobody = self._hasher.hash(secrets.token_urlsafe())

    def hash(self, password: str) -> str:
        """Give the hash of a password."""
        with _AT_ONCE:
            return self._hasher.hash(_composed(password))

    def fits(self, password: str, hashed: str) -> bool:
        """Say whether a password is the one; takes as long where there is none."""
        with _AT_ONCE:
            return self._hasher.verify(_composed(password[:LONGEST]), hashed or self._nobody) and bool(hashed)


def check_password(password: str, *, account: str, full_name: str = "") -> None:
    """Refuse a password that is guessed first; raises PasswordRefused."""
    typed = _composed(password)
    if len(typed) < SHORTEST:
        raise PasswordRefused(reason=f"cần ít nhất {SHORTEST} ký tự; nên ghép vài từ dễ nhớ")
    if len(typed) > LONGEST:
        raise PasswordRefused(reason=f"dài quá {LONGEST} ký tự")
    plain = typed.casefold().replace(" ", "")
    if plain in _GUESSED_FIRST or len(set(plain)) < 4:  # noqa: PLR2004 - aaabbbaaab is no password
        raise PasswordRefused(reason="quá dễ đoán; chọn mật khẩu khác")
    if plain in {account.casefold(), full_name.casefold().replace(" ", "")}:
        raise PasswordRefused(reason="trùng với tên; chọn mật khẩu khác")


def new_secret() -> str:
    """Give 256 random bits, as text that may stand in a cookie or an address."""
    return secrets.token_urlsafe(32)


def key_of(secret: str) -> str:
    """Give what the store keeps of a secret."""
    return hashlib.sha256(secret.encode()).hexdigest()


def _composed(password: str) -> str:
    """Take one and the same Vietnamese letter for the same, however a keyboard composed it."""
    return unicodedata.normalize("NFC", password)
