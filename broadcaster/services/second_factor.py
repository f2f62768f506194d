"""The second factor: codes of an authenticator (TOTP), each good once, and recovery codes for when it is lost.

The secrets lie sealed in the store, and their key outside it; recovery codes need no key.
"""

from __future__ import annotations

import base64
import hmac
import re
import secrets
from dataclasses import dataclass, replace

from broadcaster.domain.accounts import Account
from broadcaster.domain.ids import AccountId
from broadcaster.errors import CodeWrong, SignInRefused
from broadcaster.sealing import FactorKey, is_sealed
from broadcaster.services.audit import Actor, record
from broadcaster.services.keep_accounts import account_named
from broadcaster.services.passwords import Passwords, key_of
from broadcaster.station import Station
from broadcaster.storage.store import Transaction

STEP_S = 30
"""How long a code is shown."""

_SECRET = re.compile(r"[A-Z2-7]{32}", re.ASCII)
_CODES = 10
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without those that look alike on paper."""


@dataclass(frozen=True, kw_only=True, slots=True)
class NewFactor:
    """What an authenticator is set up with."""

    secret: str
    """Base32, to be typed."""
    address: str
    """``otpauth://``, to be shown as a QR code."""


def new_factor(station: Station, account: Account, *, secret: str = "") -> NewFactor:
    """Make a secret, unless one was made that is still to be proved; nothing is kept until a code of it was shown."""
    from pyotp.totp import TOTP  # noqa: PLC0415 - only a second factor asks

    secret = secret or new_factor_secret()
    issuer = station.settings.station.name
    return NewFactor(secret=secret, address=TOTP(secret).provisioning_uri(name=account.id, issuer_name=issuer))


def new_factor_secret() -> str:
    """Give 160 random bits in base32."""
    return base64.b32encode(secrets.token_bytes(20)).decode()


def turn_on(station: Station, account_id: AccountId, secret: str, code: str, *, by: Actor) -> tuple[str, ...]:
    """Let an account ask for codes of a secret from now on, and give its recovery codes.

    Raises:
        CodeWrong.
        FactorKeyUnusable: the secret cannot be sealed, and nothing was kept.
    """
    codes = tuple("-".join(_letters() for _ in range(2)) for _ in range(_CODES))
    if not _SECRET.fullmatch(secret):  # it comes back from a form
        raise CodeWrong
    key = station.factor_key(make=True)
    with station.store.writing() as tx:
        _seal_all(tx, key)
        account = account_named(tx, account_id)
        step = matching_step(secret, code, by)
        if step is None or account.totp:
            raise CodeWrong
        tx.accounts.keep(replace(account, totp=key.seal(secret, about=account_id), totp_used=step))
        tx.accounts.replace_recovery_codes(account_id, [key_of(_plain(each)) for each in codes])
        record(tx, by, "second_factor_on", account_id)
    return codes


def turn_off(station: Station, account_id: AccountId, password: str, *, passwords: Passwords, by: Actor) -> None:
    """Let a password alone do again; raises SignInRefused for a wrong one."""
    with station.store.reading() as tx:
        account = account_named(tx, account_id)
    if not passwords.fits(password, account.password):
        raise SignInRefused
    with station.store.writing() as tx:
        drop_factor(tx, account_id, by)


def reset_factor(station: Station, account_id: AccountId, *, by: Actor) -> None:
    """Take the second factor from somebody who lost it, as an administrator; raises UnknownAccount."""
    with station.store.writing() as tx:
        drop_factor(tx, account_named(tx, account_id).id, by)


def drop_factor(tx: Transaction, account_id: AccountId, by: Actor) -> None:
    """Forget secret and recovery codes."""
    tx.accounts.keep(replace(account_named(tx, account_id), totp="", totp_used=0))
    tx.accounts.replace_recovery_codes(account_id, ())
    record(tx, by, "second_factor_off", account_id)


def use_code(station: Station, tx: Transaction, account: Account, code: str, by: Actor) -> bool:
    """Use up a code of the authenticator or a recovery code, and say whether it was good.

    Raises:
        FactorKeyUnusable: it is no recovery code, and no other can be looked at; nothing was written.
    """
    if _plain(code) and tx.accounts.use_recovery_code(account.id, key_of(_plain(code))):
        return True
    key = station.factor_key(make=not is_sealed(account.totp))
    _seal_all(tx, key)
    account = account_named(tx, account.id)
    step = matching_step(key.unseal(account.totp, about=account.id), code, by)
    if step is None or step <= account.totp_used:
        return False
    tx.accounts.keep(replace(account, totp_used=step))
    return True


def _seal_all(tx: Transaction, key: FactorKey) -> None:
    """Seal what an older program kept as it was."""
    for each in tx.accounts.all():
        if each.totp and not is_sealed(each.totp):
            tx.accounts.keep(replace(each, totp=key.seal(each.totp, about=each.id)))


def matching_step(secret: str, code: str, by: Actor) -> int | None:
    """Give the time step whose code this is, the one before and the one after counted in, or nothing."""
    from pyotp.totp import TOTP  # noqa: PLC0415

    typed = "".join(code.split())
    now = int(by.now.timestamp()) // STEP_S
    maker = TOTP(secret)
    if not (typed.isascii() and typed.isdigit()):
        return None
    fitting = [step for step in (now - 1, now, now + 1) if hmac.compare_digest(maker.generate_otp(step), typed)]
    return max(fitting, default=None)


def _letters() -> str:
    return "".join(secrets.choice(_LETTERS) for _ in range(5))


def _plain(code: str) -> str:
    return "".join(each for each in code.lower() if each.isalnum())
