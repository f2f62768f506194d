"""Let somebody in who proves who they are, and nobody by trying often."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from ipaddress import IPv6Address, ip_address, ip_network

from broadcaster.domain.accounts import Account, Tries, Visit
from broadcaster.domain.audit import AuditOutcome
from broadcaster.domain.ids import AccountId
from broadcaster.domain.rights import SignedIn, signed_in
from broadcaster.domain.timetables import Timetable
from broadcaster.errors import AccountError, CodeWrong, FactorKeyUnusable, SignInRefused, SignInTooSoon
from broadcaster.services.audit import Actor, record
from broadcaster.services.keep_accounts import account_named
from broadcaster.services.passwords import Passwords, check_password, key_of, new_secret
from broadcaster.services.second_factor import use_code
from broadcaster.station import Station
from broadcaster.storage.store import Transaction

FREE_TRIES, FREE_FROM_ADDRESS = 3, 20
"""How many failures cost no waiting: by an account's name, and from one address (many may share it)."""

LONGEST_WAIT = timedelta(minutes=15)
"""A lock-out: nobody can lock a colleague out for longer."""

REST = timedelta(hours=24)
"""After so long without a failure the count begins anew."""

WAITING = timedelta(minutes=5)
"""How long the second factor may take."""

SEEN_EVERY = timedelta(minutes=1)
"""How exactly it is kept when somebody was last there."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Stay:
    """How long somebody stays signed in."""

    idle: timedelta
    """Without doing anything."""
    longest: timedelta
    """At all."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Opened:
    """A new sign-in."""

    secret: str
    """What the browser's cookie holds."""
    visit: Visit
    """What the store knows of it."""


def sign_in(
    station: Station, name: str, password: str, *, passwords: Passwords, stay: Stay, by: Actor, agent: str = ""
) -> Opened:
    """Check a password and open a visit, which waits for the second factor where there is one.

    An unknown name, a shut account and a wrong password get one answer after the same time.

    Raises:
        SignInTooSoon: too many failures by this name or from this address; the password was not looked at.
        SignInRefused.
    """
    typed = AccountId(name.strip().lower()[:64])
    with station.store.writing() as tx:
        _count_try(tx, typed, by)  # before the password is looked at, so that many at once are counted too
        account = tx.accounts.get(typed)
    right = passwords.fits(password, account.password if account else "")
    if account is None or not right or not account.may_enter:
        with station.store.writing() as tx:
            record(tx, by, "sign_in", typed, outcome=AuditOutcome.REFUSED)
        raise SignInRefused
    with station.store.writing() as tx:
        if not account.totp:
            _forget_tries(tx, typed, by)
        return _open(tx, account, stay, by, agent=agent, waiting=bool(account.totp))


def give_code(station: Station, secret: str, code: str, *, stay: Stay, by: Actor, agent: str = "") -> Opened:
    """Check the second factor and open a visit with a new secret in the place of the waiting one.

    Raises:
        SignInRefused: nobody waits under this secret, or no longer.
        SignInTooSoon, CodeWrong.
        FactorKeyUnusable: codes of the authenticator cannot be looked at here; recovery codes can.
    """
    fault: AccountError = CodeWrong()
    with station.store.writing() as tx:
        waiting = tx.visits.get(key_of(secret))
        if waiting is None or not waiting.waiting or waiting.ends_at <= by.now:
            raise SignInRefused
        account = account_named(tx, waiting.account_id)
        _count_try(tx, account.id, by)
        try:
            good = account.may_enter and use_code(station, tx, account, code, by)
        except FactorKeyUnusable as error:
            good, fault = False, error
        if good:
            tx.visits.end(waiting.key)
            _forget_tries(tx, account.id, by)
            return _open(tx, account, stay, by, agent=agent, waiting=False)
        record(tx, by, "sign_in", account.id, outcome=AuditOutcome.REFUSED, detail="mã xác thực")
    raise fault


def who_is(
    station: Station, secret: str, *, timetable: Timetable | None, stay: Stay, now: datetime
) -> tuple[SignedIn, Visit] | None:
    """Give who holds a secret and has signed in wholly; nothing when that is over or the account is shut."""
    with station.store.reading() as tx:
        visit = tx.visits.get(key_of(secret))
        if visit is None or visit.waiting or visit.ends_at <= now or visit.seen_at + stay.idle <= now:
            return None
        account = tx.accounts.get(visit.account_id)
        if account is None or not account.may_enter:
            return None
        held = tx.accounts.grants(account.id)
    if now - visit.seen_at >= SEEN_EVERY:
        with station.store.writing() as tx:
            tx.visits.see(visit.key, now)
    return signed_in(account, held, timetable), visit


def sign_out(station: Station, secret: str, *, by: Actor) -> None:
    """End a sign-in."""
    with station.store.writing() as tx:
        if tx.visits.end(key_of(secret)):
            record(tx, by, "sign_out", by.who)


def sign_out_everywhere(station: Station, account_id: AccountId, *, but: str = "", by: Actor) -> int:
    """End all sign-ins of an account, except the one with this key, and count them."""
    with station.store.writing() as tx:
        ended = tx.visits.end_all(account_id, but=but)
        record(tx, by, "signed_out_everywhere", account_id, detail=str(ended))
    return ended


def visits_of(station: Station, account_id: AccountId, *, stay: Stay, now: datetime) -> tuple[Visit, ...]:
    """Give where somebody is signed in."""
    with station.store.reading() as tx:
        found = tx.visits.of(account_id)
    return tuple(each for each in found if not each.waiting and each.ends_at > now and each.seen_at + stay.idle > now)


def change_password(
    station: Station, visit: Visit, old: str, new: str, *, passwords: Passwords, stay: Stay, by: Actor
) -> Opened:
    """Change one's own password; every sign-in ends, and a new one is opened for who changed it.

    Raises:
        SignInTooSoon, SignInRefused: the old one is wrong.
        PasswordRefused.
    """
    with station.store.writing() as tx:
        account = account_named(tx, visit.account_id)
        _count_try(tx, account.id, by)
    if not passwords.fits(old, account.password):
        raise SignInRefused
    check_password(new, account=account.id, full_name=account.full_name)
    hashed = passwords.hash(new)
    with station.store.writing() as tx:
        changed = replace(account_named(tx, account.id), password=hashed, password_at=by.now)
        tx.accounts.keep(changed)
        tx.visits.end_all(account.id)
        tx.setup_links.use(account.id, by.now)
        _forget_tries(tx, account.id, by)
        record(tx, by, "password_changed", account.id)
        return _open(tx, changed, stay, by, agent=visit.agent, waiting=False)


def _open(tx: Transaction, account: Account, stay: Stay, by: Actor, *, agent: str, waiting: bool) -> Opened:
    secret = new_secret()
    visit = Visit(
        key=key_of(secret),
        account_id=account.id,
        made_at=by.now,
        seen_at=by.now,
        ends_at=by.now + (WAITING if waiting else stay.longest),
        address=by.address,
        agent=agent[:200],
        waiting=waiting,
    )
    tx.visits.forget(ended_before=by.now, unused_since=by.now - stay.idle)
    tx.visits.add(visit)
    if not waiting:
        record(tx, replace(by, who=account.id), "sign_in", account.id)
    return Opened(secret=secret, visit=visit)


def _count_try(tx: Transaction, account_id: AccountId, by: Actor) -> None:
    """Count a try as failed until it proves good; raises SignInTooSoon without counting while one has to wait.

    A try that lies ahead was counted before the computer's clock was set back: it still counts, but what it would have
    to be waited for cannot be told any more, and might be years.
    """
    counted: list[Tries] = []
    for key, free in _keys(account_id, by):
        before = tx.sign_in_tries.get(key)
        if before is not None and before.last_at <= by.now < before.until:
            raise SignInTooSoon(wait=_in_words(before.until - by.now))
        rested = before is None or by.now - before.last_at >= REST
        failures = 1 if rested or before is None else before.failures + 1
        counted.append(Tries(key=key, failures=failures, last_at=by.now, until=by.now + _wait(failures - free)))
    for each in counted:
        tx.sign_in_tries.keep(each)
    tx.sign_in_tries.forget_old(before=by.now - REST)


def _forget_tries(tx: Transaction, account_id: AccountId, by: Actor) -> None:
    """Begin anew for a name that proved good; of its address, only this one try is taken back."""
    (name, _), *address = _keys(account_id, by)
    tx.sign_in_tries.forget(name)
    for key, free in address:
        counted = tx.sign_in_tries.get(key)
        if counted is not None:
            failures = max(0, counted.failures - 1)
            until = counted.last_at if failures <= free else counted.until
            tx.sign_in_tries.keep(replace(counted, failures=failures, until=until))


def _keys(account_id: AccountId, by: Actor) -> tuple[tuple[str, int], ...]:
    name = (f"account:{account_id}", FREE_TRIES)
    return (name, (f"address:{_network(by.address)}", FREE_FROM_ADDRESS)) if by.address else (name,)


def _network(address: str) -> str:
    """Take all addresses that one line of the new Internet gives for one."""
    try:
        found = ip_address(address)
    except ValueError:
        return address[:64]
    return str(ip_network(f"{found}/64", strict=False)) if isinstance(found, IPv6Address) else str(found)


def _wait(over: int) -> timedelta:
    """Give how long the next try has to wait after so many failures more than are free: 2, 4, 8 … seconds."""
    return timedelta() if over <= 0 else min(timedelta(seconds=2 ** min(over, 20)), LONGEST_WAIT)


def _in_words(wait: timedelta) -> str:
    seconds = int(wait.total_seconds()) + 1
    return f"{seconds} giây" if seconds < 60 else f"{-(-seconds // 60)} phút"  # noqa: PLR2004 - a minute
