"""The one place that joins a station folder's settings, store, sound files and engines."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache, cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self
from zoneinfo import ZoneInfo

from broadcaster import engines
from broadcaster.copydesk.reading import read
from broadcaster.copydesk.write import StationWords
from broadcaster.domain.editions import Edition
from broadcaster.domain.ids import OutletId, SessionId
from broadcaster.domain.readings import Lexicon, LexiconEntry, Reading, ReadingContext
from broadcaster.domain.scripts import Presenter
from broadcaster.domain.sound import Voice
from broadcaster.domain.timetables import QuietHours, Timetable
from broadcaster.domain.voice_choices import VoiceChoice
from broadcaster.domain.words import joined
from broadcaster.domain.zone import ZONE
from broadcaster.errors import EngineUnavailable, NoTimetable, SecretMissing, UnknownVoice
from broadcaster.files import read_text
from broadcaster.ports import SpeechEngine, VoicePlace
from broadcaster.settings.carts import CARTS_FOLDER, chosen_carts
from broadcaster.settings.emergency import EmergencySettings
from broadcaster.settings.schedules import load_lexicon
from broadcaster.settings.secrets import read_secrets, secrets_path
from broadcaster.settings.station import ApprovalSettings, MixSettings, StationSettings, load_station
from broadcaster.storage.media import MediaStore
from broadcaster.storage.store import Store

if TYPE_CHECKING:
    from broadcaster.mixdown.shelf import Shelf
    from broadcaster.sealing import FactorKey
    from broadcaster.signing import StationKey

SAMPLE_MARKER = ".dai-mau"
"""The file that says that a folder was made by the demo: it approves and plans by itself, so it must never do so in a
real station."""

SOUND_SUFFIX = ".flac"
"""Voiced cuts are kept without loss."""

WAVE_SUFFIX = ".wav"
"""What a programme's broadcast WAV is called beside its MP3."""


def voice_places(folder: Path, environ: Mapping[str, str]) -> engines.Places:
    """Give what a station folder has for each speech engine: a folder of its own, and the secrets."""

    @cache
    def filed() -> Mapping[str, str]:  # read when the environment first lacks one
        return read_secrets(secrets_path(environ), station=folder, environ=environ)

    def secret(name: str) -> str:
        found = environ.get(name) or filed().get(name)
        if not found:
            raise SecretMissing(name=name, path=secrets_path(environ))
        return found

    return lambda engine: VoicePlace(folder=folder / "voices" / engine, secret=secret)


def store_url(folder: Path, settings: StationSettings) -> str:
    """Give the address of a station folder's store."""
    return settings.store.url or f"sqlite:///{(folder / 'broadcaster.db').as_posix()}"


class Station:
    """A station folder, opened."""

    def __init__(
        self, folder: Path, settings: StationSettings, store: Store, environ: Mapping[str, str] | None = None
    ) -> None:
        """Join the parts; use :meth:`open`."""
        self.folder = folder
        self.settings = settings
        self.store = store
        self._environ = environ or {}
        self._timetable: tuple[int, Timetable] | None = None
        self.media = MediaStore(folder / "audio_out" / "store")

    @classmethod
    def open(cls, folder: Path, environ: Mapping[str, str]) -> Station:
        """Open a station folder.

        Raises:
            NotAStation, SettingsError, StoreFailed, StoreBusy, StoreTooNew, ReadOnlyPlace.
        """
        folder = folder.resolve()
        settings = load_station(folder, environ)
        return cls(folder, settings, Store.open(store_url(folder, settings)), environ)

    def __enter__(self) -> Self:
        """Use the station in a with block."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let go of the store."""
        self.close()

    def close(self) -> None:
        """Let go of the store."""
        self.store.close()

    # --- words

    @cached_property
    def words(self) -> StationWords:
        """Give the words that templates say of the station."""
        said = self.settings.station
        return StationWords(name=said.name, call=said.call, programme=said.programme, place=said.place)

    @property
    def lexicon(self) -> Lexicon:
        """Give the station's own words as they stand at this moment: those of the store, then those of the files."""
        with self.store.reading() as tx:
            return self.lexicon_with(tx.words.all())

    def lexicon_with(self, stored: Iterable[LexiconEntry]) -> Lexicon:
        """Give the station's own words with these in the place of the store's."""
        return joined(stored, self.filed_words.entries)

    @cached_property
    def filed_words(self) -> Lexicon:
        """Give the words of ``schedules/lexicon*.toml``, as they were when first asked."""
        return load_lexicon(self.folder / "schedules")

    def read(
        self,
        written: str,
        *,
        outlets: Iterable[OutletId] = (),
        about: str = "",
        voice: str | None = None,
        lexicon: Lexicon | None = None,
    ) -> Reading:
        """Read a written text aloud, by the words that stand now unless others are given.

        Where no voice is named, it is read for whatever voice the station's first engine has.
        """
        spoken_by = self.settings.voice.engines[0] if voice is None else voice
        context = ReadingContext(about=about, voice=spoken_by, outlets=tuple(outlets))
        return read(written, lexicon=self.lexicon if lexicon is None else lexicon, context=context)

    def templates(self, name: str) -> tuple[str, str]:
        """Give a template's text and its path for messages; raises KeyError when there is none."""
        path = self.folder / "scripts" / "templates" / name
        if not path.is_file():
            raise KeyError(name)
        return read_text(path), f"scripts/templates/{name}"

    # --- voices

    def speech_engines(self) -> engines.SpeechEngines:
        """Give the speech engines, each made with what this station has for it when it is first asked for."""
        return engines.SpeechEngines(voice_places(self.folder, self._environ))

    def voice_place(self, engine: str) -> VoicePlace:
        """Give what the station has for an engine: its folder and the secrets."""
        return voice_places(self.folder, self._environ)(engine)

    def secret(self, name: str) -> str:
        """Give a secret from the environment or the secrets file; raises SecretMissing, SecretsRefused."""
        return self.voice_place("").secret(name)

    def voice_chain(self, presenter: Presenter, preferred: VoiceChoice | None = None) -> tuple[VoiceChoice, ...]:
        """Give who may speak for a presenter, in the order of trying: the preferred one, then the station's."""
        wanted = self.settings.voice.chain(presenter)
        return wanted if preferred is None else tuple(dict.fromkeys((preferred, *wanted)))

    def voice_named(self, presenter: Presenter) -> str:
        """Name who stands for a presenter, ``engine:voice``, from the settings alone; no engine is made for it."""
        return str(self.settings.voice.chain(presenter)[0])

    def voice_of(self, engine: SpeechEngine, presenter: Presenter, wanted: str = "") -> Voice:
        """Give the voice that stands for a presenter: the wanted one, the one that settings name, or the first fitting.

        Raises:
            UnknownVoice: the engine does not have the one that was named.
            EngineUnavailable: the engine has none for this presenter.
        """
        offered = engine.voices()
        chosen = wanted or self.settings.voice.voice_for(engine.name, presenter)
        fitting = [voice for voice in offered if (voice.id == chosen if chosen else voice.presenter is presenter)]
        if fitting:
            return fitting[0]
        if not chosen:
            raise EngineUnavailable(engine=engine.name, reason=f"không có giọng {presenter.value.lower()}")
        near = difflib.get_close_matches(chosen, [voice.id for voice in offered], n=1)
        raise UnknownVoice(engine=engine.name, voice=chosen, nearest=f', có phải "{near[0]}"' if near else "")

    # --- signature

    @cached_property
    def signing_key(self) -> StationKey:
        """Give the station's key, which lies outside its folder; it is made when first asked for.

        Raises:
            KeyRefused: the file is no such key, or others may read it.
        """
        from broadcaster.signing import StationKey, key_path  # noqa: PLC0415 - only closing and verifying a log ask

        return StationKey.open(key_path(self._environ, secrets_path(self._environ), self.settings.station.unit))

    def factor_key(self, *, make: bool = False) -> FactorKey:
        """Give the key that seals second factors, which lies outside the folder; made only where `make` says so.

        Raises:
            FactorKeyUnusable.
        """
        from broadcaster.sealing import FactorKey, factor_key_path  # noqa: PLC0415 - only second factors ask

        where = factor_key_path(self._environ, secrets_path(self._environ), self.settings.station.unit)
        return FactorKey.open(where, make=make)

    # --- music

    @cached_property
    def shelf(self) -> Shelf:
        """Give the station's music, as settings and ``carts`` stood when first asked.

        Raises:
            SettingsError: the settings name a cart that is not there or is of another kind.
        """
        from broadcaster.mixdown.shelf import Shelf  # noqa: PLC0415 - brings the numeric libraries, only mixing asks

        own = chosen_carts(self.folder, self.settings.carts.own)
        return Shelf(style=self.settings.carts.style, own=own, folder=self.carts_folder)

    @property
    def carts_folder(self) -> Path:
        """Give the place of the music that the station brought itself."""
        return self.folder / CARTS_FOLDER

    # --- policies

    @property
    def one_person_policy(self) -> str:
        """Give the recorded policy that lets one person write and approve, or an empty string."""
        approval = self.settings.approval
        return _decided(approval.one_person_reason, approval) if approval.one_person else ""

    @property
    def sound_waiver(self) -> str:
        """Give the recorded policy that waives hearing before air, or an empty string."""
        approval = self.settings.approval
        return _decided(approval.sound_reason, approval) if approval.sound == "waived" else ""

    @property
    def is_sample(self) -> bool:
        """Say whether the demo made this folder: what it says airs nowhere."""
        return (self.folder / SAMPLE_MARKER).is_file()

    @property
    def one_person_emergency(self) -> str:
        """Give the recorded policy that lets one person send an emergency bulletin, or an empty string."""
        emergency = self.settings.emergency
        return _decided(emergency.one_person_reason, emergency) if emergency.one_person else ""

    @property
    def automatic_alerts(self) -> str:
        """Give the recorded policy that lets signed alerts go on air by themselves, or an empty string."""
        emergency = self.settings.emergency
        return _decided(emergency.cap_reason, emergency) if emergency.cap_automatic else ""

    @property
    def mix(self) -> MixSettings:
        """Give the mixing settings."""
        return self.settings.mix

    @property
    def quiet(self) -> QuietHours:
        """Give the station's default quiet hours."""
        return QuietHours(starts=self.settings.quiet_hours.starts, stops=self.settings.quiet_hours.stops)

    # --- timetable and places

    @property
    def zone(self) -> ZoneInfo:
        """Give the zone in which times are shown."""
        return ZONE

    def timetable(self) -> Timetable:
        """Give the applied timetable, read anew for each version; raises NoTimetable."""
        with self.store.reading() as tx:
            version = tx.timetables.version()
            if self._timetable is not None and self._timetable[0] == version:
                return self._timetable[1]
            timetable = tx.timetables.current()
        if timetable is None:
            raise NoTimetable(folder=self.folder)
        self._timetable = version, timetable
        return timetable

    def session_name(self, session: SessionId) -> str:
        """Give a session's Vietnamese name."""
        return self.session_names[session]

    @cached_property
    def session_names(self) -> Mapping[SessionId, str]:
        """Give every session's Vietnamese name by its id, as the timetable had it when first asked."""
        return {daypart.id: daypart.name for daypart in self.timetable().dayparts}

    def day_folder(self, day: date) -> Path:
        """Give the folder of all that is made for one day."""
        return self.folder / "audio_out" / day.isoformat()

    def programme_path(self, edition: Edition, offset_lu: int = 0) -> Path:
        """Give the place of an edition's programme file, for outlets that are mixed so much louder than usual."""
        level = f"{offset_lu:+}lu" if offset_lu else ""
        return self.day_folder(edition.air_date) / "chuong-trinh" / f"{edition.id}{level}.mp3"

    def outlet_folder(self, day: date, outlet_id: OutletId) -> Path:
        """Give an outlet's outbox for one day."""
        return self.day_folder(day) / outlet_id


def _decided(reason: str, policies: ApprovalSettings | EmergencySettings) -> str:
    """Write a policy as records keep it: why, who decided, when."""
    day = f", {policies.decided_on:%d/%m/%Y}" if policies.decided_on else ""
    return f"{reason} ({policies.decided_by}{day})"
