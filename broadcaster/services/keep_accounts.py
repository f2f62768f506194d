"""Keep who may come in, and as what."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from broadcaster.domain.accounts import Account, Grant, Role, SetupLink
from broadcaster.domain.ids import AccountId, OutletId, UnitId
from broadcaster.domain.timetables import Timetable
from broadcaster.errors import (
    AccountNameRefused,
    AccountStands,
    GrantRefused,
    LastAdministrator,
    LinkOver,
    NameNeeded,
    UnknownAccount,
)
from broadcaster.services.audit import Actor, record
from broadcaster.services.passwords import Passwords, check_password, key_of, new_secret
from broadcaster.station import Station
from broadcaster.storage.store import Transaction

LINK_HOURS = 48
"""How long a set-up link serves."""

FIRST_ADMIN = AccountId("quan-tri")
"""The account that the first start makes, without a password."""

_NAME = re.compile(r"[a-z0-9](?:[a-z0-9.-]{0,30}[a-z0-9])", re.ASCII)


@dataclass(frozen=True, kw_only=True, slots=True)
class Person:
    """An account with its roles, as lists show it."""

    account: Account
    """Who."""
    grants: tuple[Grant, ...]
    """As what, and where."""


def people(station: Station) -> tuple[Person, ...]:
    """Give every account with its roles, by name."""
    with station.store.reading() as tx:
        held: dict[AccountId, list[Grant]] = {}
        for each in tx.accounts.grants():
            held.setdefault(each.account_id, []).append(each)
        return tuple(Person(account=each, grants=tuple(held.get(each.id, ()))) for each in tx.accounts.all())


def person_named(station: Station, name: str) -> Person:
    """Give one account with its roles; raises UnknownAccount."""
    with station.store.reading() as tx:
        account = account_named(tx, name)
        return Person(account=account, grants=tx.accounts.grants(account.id))


def add_account(station: Station, name: str, *, full_name: str, by: Actor) -> Account:
    """Make an account without roles and without a password.

    Raises:
        AccountNameRefused, NameNeeded, AccountStands.
    """
    typed = name.strip().lower()
    if not _NAME.fullmatch(typed):
        raise AccountNameRefused(name=name.strip())
    if not full_name.strip():
        raise NameNeeded
    new = Account(id=AccountId(typed), full_name=" ".join(full_name.split()), made_at=by.now, made_by=by.who)
    with station.store.writing() as tx:
        if not tx.accounts.add(new):
            raise AccountStands(name=typed)
        record(tx, by, "account_added", typed, detail=new.full_name)
    return new


def make_link(station: Station, name: str, *, by: Actor) -> str:
    """Give the secret of a new set-up link for an account; older ones stop serving. Raises UnknownAccount."""
    secret = new_secret()
    with station.store.writing() as tx:
        account = account_named(tx, name)
        _add_link(tx, account.id, secret, by)
    return secret


def first_link(station: Station, *, by: Actor) -> str | None:
    """Give the secret of a link for the first administrator, made when nobody can administer; else nothing."""
    with station.store.writing() as tx:
        if _administrators(tx):
            return None
        new = Account(id=FIRST_ADMIN, full_name="Quản trị", made_at=by.now, made_by=by.who)
        if tx.accounts.add(new):
            record(tx, by, "account_added", new.id, detail=new.full_name)
        standing = account_named(tx, new.id)
        tx.accounts.keep(replace(standing, blocked_at=None, blocked_by=""))
        tx.accounts.grant(Grant(account_id=new.id, role=Role.ADMIN))
        secret = new_secret()
        _add_link(tx, new.id, secret, by)
    return secret


def account_of_link(station: Station, secret: str, *, now: datetime) -> Account:
    """Give whose password a link sets; raises LinkOver."""
    with station.store.reading() as tx:
        return _linked(tx, secret, now)


def set_password_by_link(station: Station, secret: str, password: str, *, passwords: Passwords, by: Actor) -> Account:
    """Set a password by a link, which is then used up; every sign-in of the account ends.

    Raises:
        LinkOver, PasswordRefused.
    """
    asked = account_of_link(station, secret, now=by.now)
    check_password(password, account=asked.id, full_name=asked.full_name)
    hashed = passwords.hash(password)
    with station.store.writing() as tx:
        account = _linked(tx, secret, by.now)  # of two at once, one comes second
        changed = _with_password(tx, account, hashed, by.now)
        record(tx, replace(by, who=account.id), "password_set", account.id, detail="qua đường dẫn")
    return changed


def set_password(station: Station, name: str, password: str, *, passwords: Passwords, by: Actor) -> Account:
    """Set a password from the command line; every sign-in ends. Raises UnknownAccount, PasswordRefused."""
    account = person_named(station, name).account
    check_password(password, account=account.id, full_name=account.full_name)
    hashed = passwords.hash(password)
    with station.store.writing() as tx:
        changed = _with_password(tx, account_named(tx, account.id), hashed, by.now)
        record(tx, by, "password_set", account.id)
    return changed


def block(station: Station, name: str, *, by: Actor) -> Account:
    """Shut an account and end its sign-ins; raises UnknownAccount, LastAdministrator."""
    with station.store.writing() as tx:
        account = account_named(tx, name)
        _keep_one_administrator(tx, account)
        shut = replace(account, blocked_at=account.blocked_at or by.now, blocked_by=account.blocked_by or by.who)
        tx.accounts.keep(shut)
        tx.visits.end_all(account.id)
        tx.setup_links.use(account.id, by.now)
        record(tx, by, "account_blocked", account.id)
    return shut


def unblock(station: Station, name: str, *, by: Actor) -> Account:
    """Open an account again; raises UnknownAccount."""
    with station.store.writing() as tx:
        opened = replace(account_named(tx, name), blocked_at=None, blocked_by="")
        tx.accounts.keep(opened)
        record(tx, by, "account_unblocked", opened.id)
    return opened


def grant(station: Station, name: str, role: Role, *, by: Actor, unit: str = "", outlet: str = "") -> Grant:
    """Entrust a role, everywhere or in a unit or an outlet.

    Raises:
        UnknownAccount, GrantRefused, NoTimetable.
    """
    with station.store.writing() as tx:
        given = _grant_of(account_named(tx, name), role, unit=unit.strip(), outlet=outlet.strip())
        _refuse_place(tx.timetables.current(), given)
        if tx.accounts.grant(given):
            record(tx, by, "role_granted", given.account_id, detail=described(given))
    return given


def take_back(station: Station, name: str, role: Role, *, by: Actor, unit: str = "", outlet: str = "") -> Grant:
    """Take a role away, as it was given; raises UnknownAccount, GrantRefused, LastAdministrator."""
    with station.store.writing() as tx:
        account = account_named(tx, name)
        held = _grant_of(account, role, unit=unit.strip(), outlet=outlet.strip())
        if held not in tx.accounts.grants(account.id):
            raise GrantRefused(role=role.label, reason=f"{account.id} không giữ vai trò này ở nơi đó")
        if role is Role.ADMIN and not (held.unit_id or held.outlet_id):
            _keep_one_administrator(tx, account)
        tx.accounts.take_back(held)
        record(tx, by, "role_taken_back", account.id, detail=described(held))
    return held


def described(given: Grant) -> str:
    """Say a role and its place in words."""
    place = given.outlet_id or given.unit_id
    kind = "nơi phát" if given.outlet_id else "đơn vị"
    return f"{given.role.label}, {f'{kind} {place}' if place else 'toàn đài'}"


def account_named(tx: Transaction, name: str) -> Account:
    """Give an account by the name that was typed; raises UnknownAccount."""
    typed = AccountId(name.strip().lower())
    found = tx.accounts.get(typed)
    if found is not None:
        return found
    near = difflib.get_close_matches(typed, [each.id for each in tx.accounts.all()], n=1)
    raise UnknownAccount(name=name.strip(), nearest=f', có phải "{near[0]}"' if near else "")


def _add_link(tx: Transaction, account_id: AccountId, secret: str, by: Actor) -> None:
    tx.setup_links.use(account_id, by.now)
    ends = by.now + timedelta(hours=LINK_HOURS)
    tx.setup_links.add(
        SetupLink(key=key_of(secret), account_id=account_id, made_at=by.now, made_by=by.who, ends_at=ends)
    )
    record(tx, by, "setup_link_made", account_id)


def _linked(tx: Transaction, secret: str, now: datetime) -> Account:
    link = tx.setup_links.get(key_of(secret))
    account = tx.accounts.get(link.account_id) if link else None
    if link is None or account is None or link.used_at or link.ends_at <= now or account.blocked_at:
        raise LinkOver
    return account


def _with_password(tx: Transaction, account: Account, hashed: str, now: datetime) -> Account:
    changed = replace(account, password=hashed, password_at=now)
    tx.accounts.keep(changed)
    tx.setup_links.use(account.id, now)
    tx.visits.end_all(account.id)
    tx.sign_in_tries.forget(f"account:{account.id}")
    return changed


def _grant_of(account: Account, role: Role, *, unit: str, outlet: str) -> Grant:
    if unit and outlet:
        raise GrantRefused(role=role.label, reason="chỉ ghi đơn vị hoặc nơi phát, không ghi cả hai")
    return Grant(
        account_id=account.id,
        role=role,
        unit_id=UnitId(unit) if unit else None,
        outlet_id=OutletId(outlet) if outlet else None,
    )


def _refuse_place(timetable: Timetable | None, given: Grant) -> None:
    place = given.outlet_id or given.unit_id
    if place is None:
        if given.role is Role.OPERATOR:
            raise GrantRefused(role=given.role.label, reason="phải ghi rõ nơi phát hoặc đơn vị")
        return
    if given.role is Role.ADMIN:
        raise GrantRefused(role=given.role.label, reason="quản trị là cho toàn đài")
    known = () if timetable is None else [*(o.id for o in timetable.outlets), *(u.id for u in timetable.units)]
    if place not in known:
        raise GrantRefused(role=given.role.label, reason=f'không có đơn vị hay nơi phát mã "{place}" trong lịch')


def _administrators(tx: Transaction) -> set[AccountId]:
    """Give who can administer the whole station now."""
    held = {each.account_id for each in tx.accounts.grants() if each.role is Role.ADMIN}
    return {each.id for each in tx.accounts.all() if each.may_enter and each.id in held}


def _keep_one_administrator(tx: Transaction, account: Account) -> None:
    if _administrators(tx) == {account.id}:
        raise LastAdministrator(name=account.id)
