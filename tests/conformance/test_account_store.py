"""Accounts, sign-ins, links, tokens and the trail, on SQLite and on PostgreSQL."""

from dataclasses import replace
from datetime import timedelta

import pytest
from makers import COMMUNE, NOW
from stores import run_raw

from broadcaster.domain.accounts import Account, Grant, Role, SetupLink, Tries, Visit
from broadcaster.domain.audit import AuditEntry, AuditOutcome
from broadcaster.domain.ids import AccountId, TokenId
from broadcaster.domain.tokens import Scope, Token
from broadcaster.errors import BroadcasterError

LAN, HOA = AccountId("lan"), AccountId("hoa")
ACCOUNT = Account(id=LAN, full_name="Nguyễn Thị Lan", made_at=NOW, made_by="Nam")
HOUR = timedelta(hours=1)


def _visit(key, account_id=LAN, **over):
    values = {"made_at": NOW, "seen_at": NOW, "ends_at": NOW + HOUR, "address": "10.0.0.2", "agent": "Firefox"}
    return Visit(key=key, account_id=account_id, **values | over)


def test_an_account_is_made_once_and_kept_as_it_is_now(store):
    with store.writing() as tx:
        assert tx.accounts.add(ACCOUNT)
        assert not tx.accounts.add(replace(ACCOUNT, full_name="Người khác"))
        changed = replace(ACCOUNT, password="$argon2", password_at=NOW, totp="ABC", totp_used=56_000_000_000)
        tx.accounts.keep(changed)
        assert tx.accounts.get(LAN) == changed
        assert tx.accounts.get(HOA) is None
        assert tx.accounts.all() == (changed,)


def test_a_role_is_held_once_at_each_place_and_taken_back_there_alone(store):
    everywhere = Grant(account_id=LAN, role=Role.EDITOR)
    there = Grant(account_id=LAN, role=Role.EDITOR, outlet_id=COMMUNE)
    with store.writing() as tx:
        assert tx.accounts.grant(everywhere)
        assert not tx.accounts.grant(everywhere)
        assert tx.accounts.grant(there)
        assert set(tx.accounts.grants(LAN)) == {everywhere, there}
        assert tx.accounts.take_back(everywhere)
        assert not tx.accounts.take_back(everywhere)
        assert tx.accounts.grants() == (there,)
        assert tx.accounts.grants(HOA) == ()


def test_a_recovery_code_serves_once_and_new_ones_replace_the_old(store):
    with store.writing() as tx:
        tx.accounts.replace_recovery_codes(LAN, ["a", "b"])
        tx.accounts.replace_recovery_codes(HOA, ["a"])
        assert tx.accounts.use_recovery_code(LAN, "a")
        assert not tx.accounts.use_recovery_code(LAN, "a")
        tx.accounts.replace_recovery_codes(LAN, ["c"])
        assert not tx.accounts.use_recovery_code(LAN, "b")
        assert (tx.accounts.recovery_codes_left(LAN), tx.accounts.recovery_codes_left(HOA)) == (1, 1)


def test_visits_end_one_by_one_all_but_one_or_when_they_are_over(store):
    with store.writing() as tx:
        for key in ("a", "b", "c"):
            tx.visits.add(_visit(key))
        tx.visits.add(_visit("x", HOA, ends_at=NOW + 3 * HOUR))
        tx.visits.see("b", NOW + HOUR / 2)
        assert [each.key for each in tx.visits.of(LAN)] == ["b", "a", "c"]
        assert tx.visits.end("a")
        assert not tx.visits.end("a")
        assert tx.visits.end_all(LAN, but="b") == 1
        assert tx.visits.get("b") == _visit("b", seen_at=NOW + HOUR / 2)
        tx.visits.forget(ended_before=NOW + HOUR, unused_since=NOW - HOUR)
        assert (tx.visits.get("b"), tx.visits.get("x").account_id) == (None, HOA)
        tx.visits.forget(ended_before=NOW, unused_since=NOW)
        assert tx.visits.get("x") is None


def test_all_links_of_an_account_are_used_up_together(store):
    link = SetupLink(key="k", account_id=LAN, made_at=NOW, made_by="Nam", ends_at=NOW + HOUR)
    with store.writing() as tx:
        tx.setup_links.add(link)
        tx.setup_links.add(replace(link, key="m"))
        assert tx.setup_links.get("k") == link
        assert tx.setup_links.use(LAN, NOW) == 2
        assert tx.setup_links.use(LAN, NOW + HOUR) == 0
        assert tx.setup_links.get("m").used_at == NOW
        assert tx.setup_links.get("z") is None


def test_failed_tries_are_counted_by_key_and_forgotten_when_old(store):
    tries = Tries(key="account:lan", failures=1, last_at=NOW, until=NOW)
    with store.writing() as tx:
        tx.sign_in_tries.keep(tries)
        tx.sign_in_tries.keep(replace(tries, failures=2))
        tx.sign_in_tries.keep(replace(tries, key="address:10.0.0.2", last_at=NOW + HOUR))
        assert tx.sign_in_tries.get("account:lan").failures == 2
        tx.sign_in_tries.forget_old(before=NOW + HOUR)
        assert tx.sign_in_tries.get("account:lan") is None
        tx.sign_in_tries.forget("address:10.0.0.2")
        assert tx.sign_in_tries.get("address:10.0.0.2") is None


def test_a_token_is_found_by_its_secret_revoked_once_and_seen_in_batches(store):
    token = Token(
        id=TokenId("ma-1"), name="Loa", key="s", scopes=(Scope.BUNDLES,), made_at=NOW, made_by="Nam", outlet_id=COMMUNE
    )
    with store.writing() as tx:
        tx.tokens.add(token)
        tx.tokens.add(replace(token, id=TokenId("ma-2"), key="t", made_at=NOW + HOUR))
        assert tx.tokens.by_key("s") == token
        tx.tokens.see({token.id: (NOW + HOUR, "10.0.0.9"), TokenId("ma-9"): (NOW, "")})
        assert tx.tokens.revoke(token.id, by="Nam", now=NOW + HOUR)
        assert not tx.tokens.revoke(token.id, by="Lan", now=NOW + 2 * HOUR)
        seen = tx.tokens.get(token.id)
        assert (seen.seen_at, seen.seen_from, seen.revoked_by) == (NOW + HOUR, "10.0.0.9", "Nam")
        assert [each.id for each in tx.tokens.all()] == ["ma-2", "ma-1"]


def test_the_trail_is_read_from_its_end_by_person_and_kind(store):
    def entry(who, action):
        return AuditEntry(at=NOW, who=who, address="10.0.0.2", action=action, subject="x", outcome=AuditOutcome.REFUSED)

    with store.writing() as tx:
        for who, action in (("lan", "sign_in"), ("hoa", "sign_in"), ("lan", "page")):
            tx.audit.add(entry(who, action))
        numbered = tx.audit.newest(most=2)
        assert [each for _, each in numbered] == [entry("lan", "page"), entry("hoa", "sign_in")]
        assert [each for _, each in tx.audit.newest(most=9, before=numbered[-1][0])] == [entry("lan", "sign_in")]
        assert [each for _, each in tx.audit.newest(most=9, who="lan", action="page")] == [entry("lan", "page")]


@pytest.mark.parametrize("change", ["UPDATE audit_entry SET who = 'ai đó'", "DELETE FROM audit_entry"])
def test_the_database_itself_keeps_the_trail(store, store_url, change):
    with store.writing() as tx:
        tx.audit.add(AuditEntry(at=NOW, who="lan", address="", action="sign_in", subject="lan"))
    with pytest.raises(Exception, match="chỉ được ghi thêm"):
        run_raw(store_url, change)
    with pytest.raises(BroadcasterError), store.writing() as tx:
        tx.audit.connection.exec_driver_sql(change)
