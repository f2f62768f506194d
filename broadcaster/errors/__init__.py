"""Every error an operator can meet, in one tree.

The docstring is the message (Vietnamese, with named fields): what happened, to which thing, what to do next.

    BroadcasterError
    ├── InputError               a file or a word that somebody gave us
    │   ├── FileMissing, EmptyFile, BinaryFile, WrongEncoding, UnknownFileKind, NotSound,
    │   │   FileTooLarge, FileTooSlow, FileTooGreedy, FileTooLong, FileBroken, FilesRefused
    │   ├── MissingColumns, NotAFeed, BadFrontMatter, NewsWithoutBody, NewsWithoutTitle
    │   ├── DocumentDamaged, DocumentOfAnotherKind, DocumentLocked, DocumentHasMacros, DocumentTooLarge, DocumentUnsafe,
    │   │   DocumentWithoutText, DocumentScanned, DocumentGarbled, LettersUnread,
    │   │   ConverterMissing, ConversionFailed,
    │   │   UnknownColumn, UnknownMeaning
    │   ├── PageWithoutArticle
    │   ├── TopicNotChosen, TopicModelBroken, TopicModelWorse
    │   ├── AnnouncementRefused, ContactRefused, NothingAccepted, UnknownSentence, NewsChanged, UnknownLength
    │   ├── UnknownTopic, UnknownGenre, UnknownOutlet, AmbiguousOutlet, UnknownItem, AmbiguousItem
    │   ├── UnknownSession, UnknownProfile, BadPeriod, BadDate, FolderInUse, NotADemo, DuplicateItem, FileStands
    │   ├── MergeRefused, NotMerged
    │   ├── UnknownGroup, UnknownReportKind, UnknownTarget, PeriodApart, BadMonth, EmptyBook
    │   ├── CartRefused, UnknownCart, CartStands, CartInUse
    │   └── WordRefused          NotSpoken, UnknownWord, AmbiguousWord
    ├── SettingsError            station.toml, schedules/*.toml: all findings at once
    ├── NotAStation
    ├── TemplateError            TemplateBroken, TemplateUndefined, TemplateMissing, CopyUnreadable
    ├── ApprovalError            NotApproved, OwnApproval, NothingToApprove, NameNeeded, OpenQuestions, UntracedFacts,
    │                            LettersNotCompared,
    │                            ReturnedScript, ReturnNeedsReason, StepRefused, ChangedMeanwhile
    ├── DeskError                ScriptHeld, ScriptChanged, LineUnreadable, SentenceMissing, TrialsBusy
    ├── SpeechError              UnknownVoice, UnknownEngine, EngineUnavailable, OnlineVoiceUnreachable, SpeechFailed,
    │                            SecretMissing, SecretsRefused, VoiceRefused, VoiceStands, VoiceInUse, DownloadFailed
    ├── TakeError                TakeUnreadable, TakeSilent, TakeRefused, TakeNotSplit, TakePlaceUnknown, TakeAlone,
    │                            TakeStands
    ├── MixError                 CutMissing, SoundDamaged, CartDamaged, EditionIncomplete, NotMixed, SoundRefused
    ├── PlanError                InQuietHours, NothingToPlan, NotPlanned, DoesNotFit, QueueConflict, FrameNotReady,
    │                            PlanLocked, NoTimetable, NoLongerCleared, NoPlan, ItemWithdrawn, SessionBegun,
    │                            PlanMoved, ReasonNeeded, MoveNeedsSecond, MoveChanged, UnknownMove,
    │                            MoveDecided, StationUnitUnknown
    ├── ScheduleError            SecondPersonNeeded, OwnConfirmation, MovesUnseen, UnknownProposal, ProposalDecided,
    │                            ProposalOutdated, NothingChanged, UnknownVersion, FilesNotKept
    ├── SendingRefused           ClockSetBack, StoreOlderThanSent, DayNotNear
    ├── EmergencyError           EmergencyTimeWrong, EmergencyNeedsTwo, EmergencyQuestions, EmergencyNowhere,
    │                            EmergencyUnknown, EmergencyOver
    ├── AlertError               AlertUnreadable, AlertRefused, AlertSignatureWrong, AlertUnsigned, CertificateUnusable
    ├── BundleError              BundleUnreadable, BundleDamaged, BundleGone
    ├── ServiceError             ServiceRunning, UnknownAlarm, NoticeNotSent, OrderRefused, FeedsFailed
    ├── BackupError              BackupUnreadable, BackupDamaged, BackupTooNew, RestoreRefused, RestorePlaceTaken,
    │                            UpgradeFailed
    ├── RecordError              NotHandedOver, DayNotOver, HeadElsewhere, HeadUnreadable, UnknownEntry,
    │                            CorrectionRefused, ConfirmationRefused, ConfirmedOtherwise, LogFileRefused,
    │                            LogRowsWrong, AsRunRefused
    ├── AccountError             UnknownAccount, AccountStands, AccountNameRefused, PasswordRefused, GrantRefused,
    │                            LastAdministrator, LinkOver, SignInRefused, SignInTooSoon, CodeWrong, UnknownToken,
    │                            TokenRefused, FactorKeyUnusable
    ├── WebError                 NotSignedIn, NotAllowed, NotThere, FormOutdated, ServingRefused, CertificateRefused
    ├── FetchError               AddressRefused, SiteUnreachable, SiteForbids, SiteBusy, PageTooLarge,
    │                            MailboxUnreachable, PageIsList, PageIsFeed, PageOfOtherKind, PagesRefused
    └── PlaceError               DiskFull, ReadOnlyPlace, FileFailed, StoreFailed, StoreBusy, StoreTooNew,
                                 StoreDamaged, NotTypeset, KeyRefused, ReportsBusy
"""

from __future__ import annotations

from broadcaster.errors import accounts, desk, documents, emergency, news, schedule, service, shortening, sound
from broadcaster.errors.accounts import *
from broadcaster.errors.approval import (
    ApprovalError,
    ChangedMeanwhile,
    LettersNotCompared,
    NameNeeded,
    NotApproved,
    NothingToApprove,
    OpenQuestions,
    OwnApproval,
    ReturnedScript,
    ReturnNeedsReason,
    StepRefused,
    UntracedFacts,
)
from broadcaster.errors.copy import (
    CopyUnreadable,
    TemplateBroken,
    TemplateError,
    TemplateMissing,
    TemplateUndefined,
)
from broadcaster.errors.desk import *
from broadcaster.errors.documents import *
from broadcaster.errors.emergency import *
from broadcaster.errors.folder import (
    NotAStation,
    SettingsError,
)
from broadcaster.errors.given import (
    AmbiguousItem,
    AmbiguousOutlet,
    AmbiguousWord,
    AnnouncementRefused,
    BadDate,
    BadFrontMatter,
    BadMonth,
    BadPeriod,
    BinaryFile,
    CartInUse,
    CartRefused,
    CartStands,
    ContactRefused,
    DuplicateItem,
    EmptyBook,
    EmptyFile,
    FileBroken,
    FileMissing,
    FilesRefused,
    FileStands,
    FileTooGreedy,
    FileTooLarge,
    FileTooLong,
    FileTooSlow,
    FolderInUse,
    InputError,
    MergeRefused,
    MissingColumns,
    NewsWithoutBody,
    NewsWithoutTitle,
    NotADemo,
    NotAFeed,
    NotMerged,
    NotSound,
    NotSpoken,
    PeriodApart,
    TopicModelBroken,
    TopicModelWorse,
    TopicNotChosen,
    UnknownCart,
    UnknownFileKind,
    UnknownGenre,
    UnknownGroup,
    UnknownItem,
    UnknownOutlet,
    UnknownProfile,
    UnknownReportKind,
    UnknownSession,
    UnknownTarget,
    UnknownTopic,
    UnknownWord,
    WordRefused,
    WrongEncoding,
)
from broadcaster.errors.news import *
from broadcaster.errors.places import (
    AsRunRefused,
    BundleDamaged,
    BundleError,
    BundleGone,
    BundleUnreadable,
    ConfirmationRefused,
    ConfirmedOtherwise,
    CorrectionRefused,
    DayNotOver,
    DiskFull,
    FileFailed,
    HeadElsewhere,
    HeadUnreadable,
    KeyRefused,
    LogFileRefused,
    LogRowsWrong,
    NotHandedOver,
    NotTypeset,
    PlaceError,
    ReadOnlyPlace,
    RecordError,
    ReportsBusy,
    StoreBusy,
    StoreDamaged,
    StoreFailed,
    StoreTooNew,
    UnknownEntry,
)
from broadcaster.errors.plan import (
    DoesNotFit,
    FrameNotReady,
    InQuietHours,
    ItemWithdrawn,
    MoveChanged,
    MoveDecided,
    MoveNeedsSecond,
    NoLongerCleared,
    NoPlan,
    NothingToPlan,
    NoTimetable,
    NotPlanned,
    PlanError,
    PlanLocked,
    PlanMoved,
    QueueConflict,
    ReasonNeeded,
    SessionBegun,
    StationUnitUnknown,
    UnknownMove,
)
from broadcaster.errors.root import (
    BroadcasterError,
)
from broadcaster.errors.schedule import *
from broadcaster.errors.service import *
from broadcaster.errors.shortening import *
from broadcaster.errors.sound import *

__all__ = [
    "AmbiguousItem",
    "AmbiguousOutlet",
    "AmbiguousWord",
    "AnnouncementRefused",
    "ApprovalError",
    "AsRunRefused",
    "BadDate",
    "BadFrontMatter",
    "BadMonth",
    "BadPeriod",
    "BinaryFile",
    "BroadcasterError",
    "BundleDamaged",
    "BundleError",
    "BundleGone",
    "BundleUnreadable",
    "CartInUse",
    "CartRefused",
    "CartStands",
    "ChangedMeanwhile",
    "ConfirmationRefused",
    "ConfirmedOtherwise",
    "ContactRefused",
    "CopyUnreadable",
    "CorrectionRefused",
    "DayNotOver",
    "DiskFull",
    "DoesNotFit",
    "DuplicateItem",
    "EmptyBook",
    "EmptyFile",
    "FileBroken",
    "FileFailed",
    "FileMissing",
    "FileStands",
    "FileTooGreedy",
    "FileTooLarge",
    "FileTooLong",
    "FileTooSlow",
    "FilesRefused",
    "FolderInUse",
    "FrameNotReady",
    "HeadElsewhere",
    "HeadUnreadable",
    "InQuietHours",
    "InputError",
    "ItemWithdrawn",
    "KeyRefused",
    "LettersNotCompared",
    "LogFileRefused",
    "LogRowsWrong",
    "MergeRefused",
    "MissingColumns",
    "MoveChanged",
    "MoveDecided",
    "MoveNeedsSecond",
    "NameNeeded",
    "NewsWithoutBody",
    "NewsWithoutTitle",
    "NoLongerCleared",
    "NoPlan",
    "NoTimetable",
    "NotADemo",
    "NotAFeed",
    "NotAStation",
    "NotApproved",
    "NotHandedOver",
    "NotMerged",
    "NotPlanned",
    "NotSound",
    "NotSpoken",
    "NotTypeset",
    "NothingToApprove",
    "NothingToPlan",
    "OpenQuestions",
    "OwnApproval",
    "PeriodApart",
    "PlaceError",
    "PlanError",
    "PlanLocked",
    "PlanMoved",
    "QueueConflict",
    "ReadOnlyPlace",
    "ReasonNeeded",
    "RecordError",
    "ReportsBusy",
    "ReturnNeedsReason",
    "ReturnedScript",
    "SessionBegun",
    "SettingsError",
    "StationUnitUnknown",
    "StepRefused",
    "StoreBusy",
    "StoreDamaged",
    "StoreFailed",
    "StoreTooNew",
    "TemplateBroken",
    "TemplateError",
    "TemplateMissing",
    "TemplateUndefined",
    "TopicModelBroken",
    "TopicModelWorse",
    "TopicNotChosen",
    "UnknownCart",
    "UnknownEntry",
    "UnknownFileKind",
    "UnknownGenre",
    "UnknownGroup",
    "UnknownItem",
    "UnknownMove",
    "UnknownOutlet",
    "UnknownProfile",
    "UnknownReportKind",
    "UnknownSession",
    "UnknownTarget",
    "UnknownTopic",
    "UnknownWord",
    "UntracedFacts",
    "WordRefused",
    "WrongEncoding",
]
__all__ += accounts.__all__
__all__ += desk.__all__
__all__ += documents.__all__
__all__ += emergency.__all__
__all__ += news.__all__
__all__ += schedule.__all__
__all__ += service.__all__
__all__ += shortening.__all__
__all__ += sound.__all__
