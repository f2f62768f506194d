"""What each role may do, and where somebody holds which role."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from broadcaster.domain.accounts import Account, Grant, Role
from broadcaster.domain.ids import OutletId, UnitId
from broadcaster.domain.timetables import Timetable


class Right(StrEnum):
    """One thing that somebody may be allowed to do."""

    SEE_BOARD = "see-board"
    SEE_NEWS = "see-news"
    ADD_NEWS = "add-news"
    WRITE = "write"
    EDIT = "edit"
    VOICE = "voice"
    APPROVE = "approve"
    SEE_PLAN = "see-plan"
    PLAN = "plan"
    CONFIRM_PLAN = "confirm-plan"
    DOWNLOAD = "download"
    OPERATE_OUTLET = "operate-outlet"
    CONFIRM_AIRED = "confirm-aired"
    CORRECT_LOG = "correct-log"
    SEND_LOCAL = "send-local"
    SEND_EMERGENCY = "send-emergency"
    SEE_AIRTIME = "see-airtime"
    SEE_OUTLETS = "see-outlets"
    MANAGE_OUTLETS = "manage-outlets"
    SEE_LEXICON = "see-lexicon"
    MANAGE_LEXICON = "manage-lexicon"
    SEE_JOBS = "see-jobs"
    RUN_JOBS = "run-jobs"
    SETTINGS = "settings"
    MANAGE_USERS = "manage-users"
    MANAGE_TOKENS = "manage-tokens"
    SEE_AUDIT = "see-audit"

    @property
    def label(self) -> str:
        """Give what people read when they lack it."""
        return _LABELS[self]


_LABELS = {
    Right.SEE_BOARD: "xem bảng hôm nay",
    Right.SEE_NEWS: "xem tin",
    Right.ADD_NEWS: "nhập tin",
    Right.WRITE: "viết kịch bản",
    Right.EDIT: "biên tập kịch bản",
    Right.VOICE: "thu tiếng",
    Right.APPROVE: "duyệt bài, nghe duyệt",
    Right.SEE_PLAN: "xem lịch và kế hoạch phát",
    Right.PLAN: "lập kế hoạch phát",
    Right.CONFIRM_PLAN: "xác nhận kế hoạch, lịch",
    Right.DOWNLOAD: "tải gói phát",
    Right.OPERATE_OUTLET: "vận hành nơi phát",
    Right.CONFIRM_AIRED: "xác nhận đã phát",
    Right.CORRECT_LOG: "đính chính điều máy phát ghi",
    Right.SEND_LOCAL: "làm thông báo của xã",
    Right.SEND_EMERGENCY: "gửi bản tin khẩn cấp",
    Right.SEE_AIRTIME: "xem thời lượng phát",
    Right.SEE_OUTLETS: "xem nơi phát",
    Right.MANAGE_OUTLETS: "quản lý nơi phát",
    Right.SEE_LEXICON: "xem từ điển",
    Right.MANAGE_LEXICON: "sửa từ điển",
    Right.SEE_JOBS: "xem việc tự động",
    Right.RUN_JOBS: "chạy việc tự động",
    Right.SETTINGS: "sửa cấu hình",
    Right.MANAGE_USERS: "quản lý người dùng",
    Right.MANAGE_TOKENS: "quản lý mã truy cập",
    Right.SEE_AUDIT: "xem nhật ký việc",
}

_SEE = frozenset(
    {Right.SEE_BOARD, Right.SEE_NEWS, Right.SEE_PLAN, Right.SEE_AIRTIME, Right.SEE_OUTLETS, Right.SEE_LEXICON}
)
_WRITE = _SEE | {Right.ADD_NEWS, Right.WRITE, Right.VOICE, Right.DOWNLOAD}

RIGHTS: Mapping[Role, frozenset[Right]] = {
    Role.REPORTER: _WRITE,
    Role.EDITOR: _WRITE | {Right.EDIT, Right.MANAGE_LEXICON},
    Role.APPROVER: _SEE | {Right.APPROVE, Right.CONFIRM_PLAN, Right.SEND_EMERGENCY, Right.DOWNLOAD, Right.SEE_JOBS},
    Role.TECHNICIAN: _SEE
    | {Right.VOICE, Right.PLAN, Right.CONFIRM_PLAN, Right.DOWNLOAD, Right.OPERATE_OUTLET, Right.CONFIRM_AIRED}
    | {Right.CORRECT_LOG, Right.MANAGE_OUTLETS, Right.MANAGE_LEXICON, Right.MANAGE_TOKENS}
    | {Right.SEE_JOBS, Right.RUN_JOBS},
    Role.OPERATOR: frozenset({Right.DOWNLOAD, Right.OPERATE_OUTLET, Right.CONFIRM_AIRED, Right.SEND_LOCAL})
    | {Right.SEE_AIRTIME, Right.SEE_PLAN},
    Role.AUDITOR: _SEE | {Right.SEE_AUDIT, Right.SEE_JOBS},
    Role.ADMIN: _SEE
    | {Right.MANAGE_USERS, Right.MANAGE_TOKENS, Right.MANAGE_OUTLETS, Right.SETTINGS, Right.SEE_AUDIT, Right.SEE_JOBS},
}
"""What each role may do: an administrator keeps the station and its people, and approves nothing."""


@dataclass(frozen=True, kw_only=True, slots=True)
class HeldRole:
    """A role with the outlets in which it is held."""

    role: Role
    """Which."""
    outlets: frozenset[OutletId] | None
    """Where; none for everywhere, also in outlets to come."""


@dataclass(frozen=True, kw_only=True, slots=True)
class SignedIn:
    """Somebody who has signed in, with all that is entrusted to them."""

    account: Account
    """Who."""
    held: tuple[HeldRole, ...]
    """As what, and where."""

    @property
    def name(self) -> str:
        """Give the name that records show."""
        return self.account.full_name

    @property
    def roles(self) -> frozenset[Role]:
        """Give the roles held anywhere."""
        return frozenset(each.role for each in self.held)

    @property
    def rights(self) -> frozenset[Right]:
        """Give the rights held anywhere."""
        return frozenset[Right]().union(*(RIGHTS[each.role] for each in self.held))

    def may(self, right: Right) -> bool:
        """Say whether a right is held anywhere."""
        return any(right in RIGHTS[each.role] for each in self.held)

    def may_at(self, right: Right, outlet_id: OutletId) -> bool:
        """Say whether a right is held in an outlet."""
        where = self.outlets_with(right)
        return where is None or outlet_id in where

    def may_everywhere(self, right: Right) -> bool:
        """Say whether a right is held for the whole station."""
        return self.outlets_with(right) is None

    def sees(self, outlet_id: OutletId) -> bool:
        """Say whether an outlet may be known at all."""
        where = self.outlets
        return where is None or outlet_id in where

    @property
    def outlets(self) -> frozenset[OutletId] | None:
        """Give the outlets that may be known, none for all."""
        return _joined(each.outlets for each in self.held)

    def outlets_with(self, right: Right) -> frozenset[OutletId] | None:
        """Give the outlets in which a right is held, none for all."""
        return _joined(each.outlets for each in self.held if right in RIGHTS[each.role])


def signed_in(account: Account, grants: Iterable[Grant], timetable: Timetable | None) -> SignedIn:
    """Join an account with its grants, units taken as the outlets that they and the units below them run."""
    held = tuple(HeldRole(role=each.role, outlets=_outlets_of(each, timetable)) for each in grants)
    return SignedIn(account=account, held=held)


def outlets_under(unit_id: UnitId, timetable: Timetable | None) -> frozenset[OutletId]:
    """Give the outlets that a unit and the units below it run."""
    if timetable is None:
        return frozenset()
    below = {unit_id}
    while more := {unit.id for unit in timetable.units if unit.parent in below} - below:
        below |= more
    return frozenset(outlet.id for outlet in timetable.outlets if outlet.unit_id in below)


def _outlets_of(grant: Grant, timetable: Timetable | None) -> frozenset[OutletId] | None:
    if grant.outlet_id is not None:
        return frozenset({grant.outlet_id})
    return None if grant.unit_id is None else outlets_under(grant.unit_id, timetable)


def _joined(places: Iterable[frozenset[OutletId] | None]) -> frozenset[OutletId] | None:
    joined: frozenset[OutletId] = frozenset()
    for each in places:
        if each is None:
            return None
        joined |= each
    return joined
