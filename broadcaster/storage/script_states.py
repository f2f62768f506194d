"""How far scripts have come, derived by the database from the same hashes as ``newsroom.approval`` does it.

It is for long lists: of thousands of scripts only those that a page shows are read whole. A test holds both against
each other.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Exists,
    Join,
    ScalarSelect,
    Select,
    and_,
    case,
    func,
    literal,
    not_,
    or_,
    select,
)

from broadcaster.domain.approvals import ApprovalStage, ScriptState, StepKind
from broadcaster.storage import tables
from broadcaster.storage.columns import Word

_version = tables.script_version.c
_voiced = tables.voicing.alias("voiced")
_step = tables.script_step.c
_given = tables.approval.c

_VERDICTS = (StepKind.RETURNED, StepKind.WITHDRAWN)


class _Verdict(NamedTuple):
    """The last that somebody said against exactly these words or this sound."""

    kind: ScalarSelect[Any]
    at: ScalarSelect[Any]


def with_voicing(scripts: Join) -> Join:
    """Join scripts (their standing versions) with the latest voicing of each, if there is one."""
    other = tables.voicing.alias("other").c
    newest = select(func.max(other.arrived)).where(other.script_id == _version.id).correlate(tables.script_version)
    return scripts.outerjoin(_voiced, _voiced.c.arrived == newest.scalar_subquery())


def state() -> ColumnElement[Any]:
    """Give the state of a script that :func:`with_voicing` has joined."""
    approved = _approved(ApprovalStage.TEXT, _version.text_hash)
    unvoiced = or_(_voiced.c.text_hash.is_(None), _voiced.c.text_hash != _version.text_hash)
    return case(
        (_text_verdict().kind == StepKind.RETURNED, _word(ScriptState.RETURNED)),
        (and_(not_(approved), _said(StepKind.SUBMITTED)), _word(ScriptState.SUBMITTED)),
        (and_(not_(approved), _said(StepKind.EDITED)), _word(ScriptState.EDITED)),
        (not_(approved), _word(ScriptState.DRAFT)),
        (unvoiced, _word(ScriptState.APPROVED)),
        (_sound_verdict().kind == StepKind.RETURNED, _word(ScriptState.SOUND_RETURNED)),
        (_approved(ApprovalStage.SOUND, _voiced.c.sound_hash), _word(ScriptState.CLEARED)),
        else_=_word(ScriptState.VOICED),
    )


def since(standing: ColumnElement[Any]) -> ColumnElement[Any]:
    """Give since when a script is in the state that it is in."""
    given = _alone(select(func.max(_given.at)).where(_given.script_id == _version.id))
    stepped = _alone(
        select(func.max(_step.at)).where(_step.script_id == _version.id, _step.subject == _version.text_hash)
    )
    return case(
        (standing == ScriptState.RETURNED, _text_verdict().at),
        (standing == ScriptState.SOUND_RETURNED, _sound_verdict().at),
        (standing == ScriptState.VOICED, _voiced.c.at),
        (standing == ScriptState.APPROVED, func.coalesce(given, _version.written_at)),
        else_=func.coalesce(stepped, _version.written_at),
    )


def _text_verdict() -> _Verdict:
    return _verdict(ApprovalStage.TEXT, _version.text_hash)


def _sound_verdict() -> _Verdict:
    return _verdict(ApprovalStage.SOUND, _voiced.c.sound_hash)


def _verdict(stage: ApprovalStage, subject: ColumnElement[str]) -> _Verdict:
    here = (_step.script_id == _version.id, _step.stage == stage, _step.subject == subject, _step.kind.in_(_VERDICTS))
    kind, at = (
        _alone(select(column).where(*here).order_by(_step.arrived.desc()).limit(1)) for column in (_step.kind, _step.at)
    )
    return _Verdict(kind, at)


def _said(kind: StepKind) -> Exists:
    words = (_step.stage == ApprovalStage.TEXT, _step.subject == _version.text_hash)
    return _there(select(_step.arrived).where(_step.script_id == _version.id, _step.kind == kind, *words))


def _approved(stage: ApprovalStage, subject: ColumnElement[str]) -> Exists:
    here = (_given.script_id == _version.id, _given.stage == stage, _given.subject == subject)
    return _there(select(_given.arrived).where(*here))


def _alone(asked: Select[Any]) -> ScalarSelect[Any]:
    return asked.correlate(tables.script_version, _voiced).scalar_subquery()


def _there(asked: Select[Any]) -> Exists:
    return asked.correlate(tables.script_version, _voiced).exists()


def _word(standing: ScriptState) -> ColumnElement[Any]:
    return literal(standing, Word(ScriptState))
