"""Every error an operator can meet, in one tree.

The docstring is the message (Vietnamese, with named fields): what happened, to which thing, what to do next.

    BroadcasterError
    ├── InputError               a file or a word that somebody gave us
    │   ├── FileMissing, EmptyFile, BinaryFile, WrongEncoding, UnknownFileKind, NotSound
    │   ├── MissingColumns, NotAFeed, BadFrontMatter, NewsWithoutBody, NewsWithoutTitle
    │   ├── UnknownTopic, UnknownGenre, UnknownOutlet, AmbiguousOutlet, UnknownItem, AmbiguousItem
    │   ├── UnknownSession, UnknownProfile, BadPeriod, BadDate, FolderInUse, NotADemo, DuplicateItem, FileStands
    │   ├── CartRefused, UnknownCart, CartStands, CartInUse
    │   └── WordRefused          NotSpoken, UnknownWord, AmbiguousWord
    ├── SettingsError            station.toml, schedules/*.toml: all findings at once
    ├── NotAStation
    ├── TemplateError            TemplateBroken, TemplateUndefined, TemplateMissing, CopyUnreadable
    ├── ApprovalError            NotApproved, OwnApproval, NothingToApprove, NameNeeded, OpenQuestions
    ├── SpeechError              UnknownVoice, UnknownEngine, EngineUnavailable, OnlineVoiceUnreachable, SpeechFailed,
    │                            SecretMissing, SecretsRefused
    │                            SecretMissing, VoiceRefused, VoiceStands, VoiceInUse, DownloadFailed
    │                            SecretMissing
    ├── TakeError                TakeUnreadable, TakeSilent, TakeRefused, TakeNotSplit, TakePlaceUnknown, TakeAlone,
    │                            TakeStands
    ├── MixError                 CutMissing, SoundDamaged, EditionIncomplete, NotMixed
    ├── MixError                 CutMissing, SoundDamaged, CartDamaged, EditionIncomplete, NotMixed
    ├── MixError                 CutMissing, SoundDamaged, EditionIncomplete, NotMixed, SoundRefused
    ├── PlanError                InQuietHours, NothingToPlan, NotPlanned, DoesNotFit, QueueConflict, FrameNotReady,
    │                            PlanLocked, NoTimetable, NoLongerCleared
    ├── BundleError              BundleUnreadable, BundleDamaged
    ├── RecordError              NotHandedOver
    └── PlaceError               DiskFull, ReadOnlyPlace, FileFailed, StoreFailed, StoreBusy, StoreTooNew,
                                 StoreDamaged
"""

from __future__ import annotations

from broadcaster.errors.approval import (
    ApprovalError,
    NameNeeded,
    NotApproved,
    NothingToApprove,
    OpenQuestions,
    OwnApproval,
)
from broadcaster.errors.copy import (
    CopyUnreadable,
    TemplateBroken,
    TemplateError,
    TemplateMissing,
    TemplateUndefined,
)
from broadcaster.errors.folder import (
    NotAStation,
    SettingsError,
)
from broadcaster.errors.given import (
    AmbiguousItem,
    AmbiguousOutlet,
    AmbiguousWord,
    BadDate,
    BadFrontMatter,
    BadPeriod,
    BinaryFile,
    CartInUse,
    CartRefused,
    CartStands,
    DuplicateItem,
    EmptyFile,
    FileMissing,
    FileStands,
    FolderInUse,
    InputError,
    MissingColumns,
    NewsWithoutBody,
    NewsWithoutTitle,
    NotADemo,
    NotAFeed,
    NotSound,
    NotSpoken,
    UnknownCart,
    UnknownFileKind,
    UnknownGenre,
    UnknownItem,
    UnknownOutlet,
    UnknownProfile,
    UnknownSession,
    UnknownTopic,
    UnknownWord,
    WordRefused,
    WrongEncoding,
)
from broadcaster.errors.places import (
    BundleDamaged,
    BundleError,
    BundleUnreadable,
    DiskFull,
    FileFailed,
    NotHandedOver,
    PlaceError,
    ReadOnlyPlace,
    RecordError,
    StoreBusy,
    StoreDamaged,
    StoreFailed,
    StoreTooNew,
)
from broadcaster.errors.plan import (
    DoesNotFit,
    FrameNotReady,
    InQuietHours,
    NoLongerCleared,
    NothingToPlan,
    NoTimetable,
    NotPlanned,
    PlanError,
    PlanLocked,
    QueueConflict,
)
from broadcaster.errors.root import (
    BroadcasterError,
)
from broadcaster.errors.sound import (
    CartDamaged,
    CutMissing,
    DownloadFailed,
    EditionIncomplete,
    EngineUnavailable,
    MixError,
    NotMixed,
    OnlineVoiceUnreachable,
    SecretMissing,
    SecretsRefused,
    SoundDamaged,
    SoundRefused,
    SpeechError,
    SpeechFailed,
    TakeAlone,
    TakeError,
    TakeNotSplit,
    TakePlaceUnknown,
    TakeRefused,
    TakeSilent,
    TakeStands,
    TakeUnreadable,
    UnknownEngine,
    UnknownVoice,
    VoiceInUse,
    VoiceRefused,
    VoiceStands,
)

__all__ = [
    "AmbiguousItem",
    "AmbiguousOutlet",
    "AmbiguousWord",
    "ApprovalError",
    "BadDate",
    "BadFrontMatter",
    "BadPeriod",
    "BinaryFile",
    "BroadcasterError",
    "BundleDamaged",
    "BundleError",
    "BundleUnreadable",
    "CartDamaged",
    "CartInUse",
    "CartRefused",
    "CartStands",
    "CopyUnreadable",
    "CutMissing",
    "DiskFull",
    "DoesNotFit",
    "DownloadFailed",
    "DuplicateItem",
    "EditionIncomplete",
    "EmptyFile",
    "EngineUnavailable",
    "FileFailed",
    "FileMissing",
    "FileStands",
    "FolderInUse",
    "FrameNotReady",
    "InQuietHours",
    "InputError",
    "MissingColumns",
    "MixError",
    "NameNeeded",
    "NewsWithoutBody",
    "NewsWithoutTitle",
    "NoLongerCleared",
    "NoTimetable",
    "NotADemo",
    "NotAFeed",
    "NotAStation",
    "NotApproved",
    "NotHandedOver",
    "NotMixed",
    "NotPlanned",
    "NotSound",
    "NotSpoken",
    "NothingToApprove",
    "NothingToPlan",
    "OnlineVoiceUnreachable",
    "OpenQuestions",
    "OwnApproval",
    "PlaceError",
    "PlanError",
    "PlanLocked",
    "QueueConflict",
    "ReadOnlyPlace",
    "RecordError",
    "SecretMissing",
    "SecretsRefused",
    "SettingsError",
    "SoundDamaged",
    "SoundRefused",
    "SpeechError",
    "SpeechFailed",
    "StoreBusy",
    "StoreDamaged",
    "StoreFailed",
    "StoreTooNew",
    "TakeAlone",
    "TakeError",
    "TakeNotSplit",
    "TakePlaceUnknown",
    "TakeRefused",
    "TakeSilent",
    "TakeStands",
    "TakeUnreadable",
    "TemplateBroken",
    "TemplateError",
    "TemplateMissing",
    "TemplateUndefined",
    "UnknownCart",
    "UnknownEngine",
    "UnknownFileKind",
    "UnknownGenre",
    "UnknownItem",
    "UnknownOutlet",
    "UnknownProfile",
    "UnknownSession",
    "UnknownTopic",
    "UnknownVoice",
    "UnknownWord",
    "VoiceInUse",
    "VoiceRefused",
    "VoiceStands",
    "WordRefused",
    "WrongEncoding",
]
