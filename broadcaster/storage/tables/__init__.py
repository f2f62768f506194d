"""The tables, as the newest migration leaves them.

Plans may refer to one another. Facts (what aired, its chain, answers held against plans, handovers, approvals, steps
of scripts, verdicts on news, changes of words, rules, withdrawals, late changes, emergencies, and how timetables
changed) refer to nothing: no deletion can reach them. Sums (``airtime_…``) are made of both and may be made anew at any
time; no backup holds them.
"""

from __future__ import annotations

from broadcaster.storage.tables.accounts import (
    account,
    account_grant,
    audit_entry,
    recovery_code,
    setup_link,
    sign_in_tries,
    token,
    visit,
)
from broadcaster.storage.tables.facts import (
    airing,
    airing_link,
    chain_head,
    emergency,
    emergency_event,
    handover,
    reconciliation,
)
from broadcaster.storage.tables.newsroom import (
    approval,
    news,
    news_feed,
    news_receipt,
    news_twin,
    news_verdict,
    news_version,
    script,
    script_draft,
    script_lock,
    script_step,
    script_version,
    word_change,
)
from broadcaster.storage.tables.plans import (
    air_rule,
    edition,
    plan_change,
    plan_left_out,
    plan_move,
    plan_move_decision,
    plan_reason,
    plan_result,
    playlist,
    playlist_item,
    queue_entry,
    withdrawal,
)
from broadcaster.storage.tables.rollups import airtime_day, airtime_item, airtime_month, airtime_stale
from broadcaster.storage.tables.schema import metadata
from broadcaster.storage.tables.service import (
    alarm,
    job_run,
    notice,
    outlet_contact,
    schedule_decision,
    schedule_proposal,
    timetable,
    trust,
    work_order,
)
from broadcaster.storage.tables.sound import block, block_quality, cut, programme, voicing

__all__ = [
    "account",
    "account_grant",
    "air_rule",
    "airing",
    "airing_link",
    "airtime_day",
    "airtime_item",
    "airtime_month",
    "airtime_stale",
    "alarm",
    "approval",
    "audit_entry",
    "block",
    "block_quality",
    "chain_head",
    "cut",
    "edition",
    "emergency",
    "emergency_event",
    "handover",
    "job_run",
    "metadata",
    "news",
    "news_feed",
    "news_receipt",
    "news_twin",
    "news_verdict",
    "news_version",
    "notice",
    "outlet_contact",
    "plan_change",
    "plan_left_out",
    "plan_move",
    "plan_move_decision",
    "plan_reason",
    "plan_result",
    "playlist",
    "playlist_item",
    "programme",
    "queue_entry",
    "reconciliation",
    "recovery_code",
    "schedule_decision",
    "schedule_proposal",
    "script",
    "script_draft",
    "script_lock",
    "script_step",
    "script_version",
    "setup_link",
    "sign_in_tries",
    "timetable",
    "token",
    "trust",
    "visit",
    "voicing",
    "withdrawal",
    "word_change",
    "work_order",
]
