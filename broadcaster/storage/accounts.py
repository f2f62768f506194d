"""Accounts with their roles, and the ways in: sign-ins, set-up links, failed tries."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select, update

from broadcaster.domain.accounts import Account, Grant, SetupLink, Tries, Visit
from broadcaster.domain.ids import AccountId
from broadcaster.storage.rows import add_new, columns_of, row_of, value, values
from broadcaster.storage.tables.accounts import (
    account,
    account_grant,
    recovery_code,
    setup_link,
    sign_in_tries,
    visit,
)


class Accounts:
    """People by the name they sign in with."""

    def __init__(self, connection: Connection) -> None:
        """Work within an open transaction."""
        self.connection = connection

    def add(self, new: Account) -> bool:
        """Keep an account, and say whether it is new; one of that name stays as it is."""
        return bool(add_new(self.connection, account, [row_of(new)]))

    def get(self, account_id: AccountId) -> Account | None:
        """Give an account."""
        return value(self.connection, Account, select(*columns_of(account, Account)).where(account.c.id == account_id))

    def all(self) -> tuple[Account, ...]:
        """Give every account by name."""
        return values(self.connection, Account, select(*columns_of(account, Account)).order_by(account.c.id))

    def keep(self, changed: Account) -> None:
        """Keep an account as it is now."""
        self.connection.execute(update(account).where(account.c.id == changed.id).values(row_of(changed, "id")))

    def grants(self, account_id: AccountId | None = None) -> tuple[Grant, ...]:
        """Give the roles of an account, or of all."""
        found = select(*columns_of(account_grant, Grant))
        if account_id is not None:
            found = found.where(account_grant.c.account_id == account_id)
        return values(self.connection, Grant, found.order_by(*account_grant.primary_key.columns))

    def grant(self, given: Grant) -> bool:
        """Give a role, and say whether it is new."""
        return bool(add_new(self.connection, account_grant, [row_of(given)]))

    def take_back(self, held: Grant) -> bool:
        """Take a role away, and say whether it was held."""
        wanted = [account_grant.c[name] == part for name, part in row_of(held).items()]
        return bool(self.connection.execute(delete(account_grant).where(*wanted)).rowcount)

    def replace_recovery_codes(self, account_id: AccountId, keys: Iterable[str]) -> None:
        """Let these codes serve instead of those that did."""
        self.connection.execute(delete(recovery_code).where(recovery_code.c.account_id == account_id))
        add_new(self.connection, recovery_code, [{"account_id": account_id, "key": key} for key in keys])

    def use_recovery_code(self, account_id: AccountId, key: str) -> bool:
        """Use up a code, and say whether it was there."""
        wanted = (recovery_code.c.account_id == account_id, recovery_code.c.key == key)
        return bool(self.connection.execute(delete(recovery_code).where(*wanted)).rowcount)

    def recovery_codes_left(self, account_id: AccountId) -> int:
        """Count the codes that still serve."""
        found = select(recovery_code.c.key).where(recovery_code.c.account_id == account_id)
        return len(self.connection.execute(found).all())


class Visits:
    """Sign-ins that are not over."""

    def __init__(self, connection: Connection) -> None:
        """Work within an open transaction."""
        self.connection = connection

    def add(self, new: Visit) -> None:
        """Keep a sign-in."""
        self.connection.execute(insert(visit).values(row_of(new)))

    def get(self, key: str) -> Visit | None:
        """Give a sign-in, over or not."""
        return value(self.connection, Visit, select(*columns_of(visit, Visit)).where(visit.c.key == key))

    def of(self, account_id: AccountId) -> tuple[Visit, ...]:
        """Give an account's sign-ins, the last used first."""
        found = select(*columns_of(visit, Visit)).where(visit.c.account_id == account_id)
        return values(self.connection, Visit, found.order_by(visit.c.seen_at.desc(), visit.c.key))

    def see(self, key: str, now: datetime) -> None:
        """Record that a sign-in was used."""
        self.connection.execute(update(visit).where(visit.c.key == key).values(seen_at=now))

    def end(self, key: str) -> bool:
        """End a sign-in, and say whether it was there."""
        return bool(self.connection.execute(delete(visit).where(visit.c.key == key)).rowcount)

    def end_all(self, account_id: AccountId, *, but: str = "") -> int:
        """End an account's sign-ins, one excepted, and count them."""
        wanted = (visit.c.account_id == account_id, visit.c.key != but)
        return self.connection.execute(delete(visit).where(*wanted)).rowcount

    def forget(self, *, ended_before: datetime, unused_since: datetime) -> None:
        """Drop sign-ins that are over."""
        over = (visit.c.ends_at <= ended_before) | (visit.c.seen_at <= unused_since)
        self.connection.execute(delete(visit).where(over))


class SetupLinks:
    """Ways to set a password once."""

    def __init__(self, connection: Connection) -> None:
        """Work within an open transaction."""
        self.connection = connection

    def add(self, new: SetupLink) -> None:
        """Keep a link."""
        self.connection.execute(insert(setup_link).values(row_of(new)))

    def get(self, key: str) -> SetupLink | None:
        """Give a link, used or not."""
        found = select(*columns_of(setup_link, SetupLink)).where(setup_link.c.key == key)
        return value(self.connection, SetupLink, found)

    def use(self, account_id: AccountId, now: datetime) -> int:
        """Use up all links of an account that were not, and count them."""
        wanted = (setup_link.c.account_id == account_id, setup_link.c.used_at.is_(None))
        return self.connection.execute(update(setup_link).where(*wanted).values(used_at=now)).rowcount


class SignInTries:
    """Failed sign-ins, by account name and by address."""

    def __init__(self, connection: Connection) -> None:
        """Work within an open transaction."""
        self.connection = connection

    def get(self, key: str) -> Tries | None:
        """Give what is counted under a key."""
        found = select(*columns_of(sign_in_tries, Tries)).where(sign_in_tries.c.key == key)
        return value(self.connection, Tries, found)

    def keep(self, counted: Tries) -> None:
        """Keep a count."""
        self.forget(counted.key)
        self.connection.execute(insert(sign_in_tries).values(row_of(counted)))

    def forget(self, key: str) -> None:
        """Begin anew under a key."""
        self.connection.execute(delete(sign_in_tries).where(sign_in_tries.c.key == key))

    def forget_old(self, *, before: datetime) -> None:
        """Drop the counts whose last failure is long over."""
        self.connection.execute(delete(sign_in_tries).where(sign_in_tries.c.last_at < before))
