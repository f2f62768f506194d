"""What a station's TOML files say of online voices: where to ask, in which form, and where the sound is."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from broadcaster.domain.fingerprints import fingerprint
from broadcaster.domain.ids import DurationMs
from broadcaster.domain.scripts import Presenter
from broadcaster.domain.sound import Voice
from broadcaster.speech.decoding import SoundForm
from broadcaster.speech.online import Manners

_Words = Annotated[str, StringConstraints(min_length=1)]
_Milliseconds = Annotated[int, Field(ge=100, le=600_000)]
_Plain = str | int | float | bool

_REVISION = 1  # raise it when sounds are fetched or joined otherwise: they change
_MINUTE = 60_000


class _Table(BaseModel):
    """A table of a description: frozen, and an unknown key is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid", validate_default=True, populate_by_name=True)


class Request(_Table):
    """What is sent."""

    url: _Words
    """Address; may hold {voice}, {rate}, {secret:NAME}."""
    method: Literal["POST", "GET"] = "POST"
    """HTTP method."""
    headers: dict[str, str] = {}
    """Headers."""
    query: dict[str, str] = {}
    """What is added to the address; here {text} may stand too."""
    as_json: dict[str, object] | None = Field(default=None, alias="json")
    """Body as JSON; a text that is nothing but {rate} becomes the rate's own kind, number or text."""
    form: dict[str, str] | None = None
    """Body as a web form."""
    text: str | None = None
    """Body as it is; what begins with < is XML, and {text} is escaped for it."""


class Answer(_Table):
    """Where the sound is in what comes back."""

    sound: Literal["body", "base64", "url"] = "body"
    """The body itself; text in Base64 inside JSON; or an address inside JSON, to be fetched."""
    path: str = ""
    """Where in the JSON: names and numbers with points between (``data.url``, ``result.0.link``)."""
    format: SoundForm
    """What kind of sound."""
    rate_hz: Annotated[int, Field(ge=8_000, le=48_000)] | None = None
    """Sample rate, for bare samples alone."""
    headers: dict[str, str] = {}
    """Headers for fetching the address of the sound."""
    check: str = ""
    """Where in the JSON the service says whether all is well; empty when its status alone says so."""
    good: tuple[str | int | bool, ...] = ()
    """What stands there when all is well."""
    message: str = ""
    """Where in the JSON it says what is wrong."""


class Poll(_Table):
    """How to wait for sound that is not ready at once."""

    url: str = ""
    """What to ask, with {id}; empty when the address of the sound itself is asked until it is there."""
    id: str = ""
    """Where in the first answer's JSON the job's name is."""
    headers: dict[str, str] = {}
    """Headers."""
    state: str = ""
    """Where in the JSON the state is."""
    done: tuple[str | int | bool, ...] = ()
    """States in which the sound is ready."""
    failed: tuple[str | int | bool, ...] = ()
    """States in which it will never be."""
    waiting: tuple[int, ...] = (403, 404)
    """HTTP statuses with which the address of the sound says that it is not there yet."""
    interval_ms: _Milliseconds = 1_000
    """Pause between two questions."""
    patience_ms: _Milliseconds = 120_000
    """How long to wait in all."""


class VoiceRow(_Table):
    """One voice."""

    id: Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
    """What settings call it."""
    label: _Words
    """What people read."""
    presenter: Presenter
    """Whom it can stand for."""
    code: _Words
    """What the service calls it: {voice}."""
    rate: _Plain | None = None
    """Its own {rate}, where it differs from the description's."""


class Description(_Table):
    """One service."""

    name: _Words
    """What people call the service."""
    longest: Annotated[int, Field(ge=40, le=100_000)] = 1_000
    """Most characters in one request; a longer sentence is cut."""
    at_once: Annotated[int, Field(ge=1, le=16)] = 1
    """How many sentences may be asked for at once."""
    per_minute: Annotated[int, Field(ge=1, le=6_000)] = 120
    """Most requests a minute."""
    timeout_ms: _Milliseconds = 20_000
    """How long its silence is borne."""
    rate: _Plain = 1
    """How fast to speak, in the service's own words: {rate}."""
    request: Request
    answer: Answer
    poll: Poll | None = None
    voices: Annotated[tuple[VoiceRow, ...], Field(min_length=1)]

    @property
    def manners(self) -> Manners:
        """Give how politely it is asked."""
        return Manners(timeout=DurationMs(self.timeout_ms), gap=DurationMs(-(-_MINUTE // self.per_minute)))

    def revision(self, row: VoiceRow) -> str:
        """Name what makes a voice sound as it does: all that is sent, but no secret, of which only names stand here."""
        sent = self.request.model_dump(mode="json")
        made = [_REVISION, self.longest, str(self.rate), row.code, str(row.rate), self.answer.format.value]
        return fingerprint([*made, repr(sorted(sent.items()))])[:12]

    def offered(self) -> tuple[Voice, ...]:
        """Give the voices as the station sees them."""
        return tuple(
            Voice(id=row.id, label=row.label, presenter=row.presenter, revision=self.revision(row))
            for row in self.voices
        )


def description_files(folder: Path) -> tuple[Path, ...]:
    """Give the descriptions of a folder, by name; examples end in ``.toml.example`` and are none."""
    return tuple(sorted(folder.glob("*.toml"))) if folder.is_dir() else ()
