"""The station's own settings: ``station.toml``, with the environment laid over it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import time
from pathlib import Path
from typing import Annotated, ClassVar, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    ValidationInfo,
    field_validator,
)

from broadcaster.domain.carts import CartKind, MusicStyle
from broadcaster.domain.ids import CartId
from broadcaster.domain.scripts import Presenter
from broadcaster.domain.timetables import QuietHours
from broadcaster.domain.voice_choices import VOICE_NAME, VoiceChoice
from broadcaster.errors import NotAStation, SettingsError
from broadcaster.settings.emergency import EmergencySettings
from broadcaster.settings.environment import from_environment, overlaid, variable_name
from broadcaster.settings.feeds import FeedsSettings, MailboxSettings
from broadcaster.settings.findings import Finding, sentences
from broadcaster.settings.news import NewsSettings
from broadcaster.settings.service import AlarmsSettings, BackupSettings, RetentionSettings, TimersSettings
from broadcaster.settings.shapes import Day, Hour, Table, Words, shape_findings, wrong
from broadcaster.settings.toml_files import TomlFile, read_toml
from broadcaster.settings.toml_lines import KeyPath
from broadcaster.settings.web import WebSettings

STATION_FILE = "station.toml"

BITRATES_KBPS = (48, 64, 96, 128)


class StationNames(Table):
    """Who is speaking."""

    name: Words = Field(description="Tên đài, in trên kịch bản và báo cáo.")
    call: str = Field(default="", description='Lời xướng đầu chương trình; để trống thì đọc "Đây là" và tên đài.')
    unit: Words = Field(description="Mã đơn vị quản lý đài, khai báo trong schedules/units.toml.")
    producing_outlet: Words = Field(description="Mã đài sản xuất chương trình, khai báo trong schedules/outlets.toml.")
    programme: Words = Field(default="Bản tin cải cách hành chính", description="Tên chương trình, đọc trong lời chào.")
    place: str = Field(default="", description="Địa danh ghi trước ngày tháng trong văn bản.")

    @field_validator("call")
    @classmethod
    def _call_from_name(cls, call: str, info: ValidationInfo) -> str:
        return call or f"Đây là {info.data.get('name', '')}"


class StoreSettings(Table):
    """Where the data lies."""

    url: str = Field(
        default="", description="Địa chỉ cơ sở dữ liệu; để trống là tệp broadcaster.db (SQLite) trong thư mục đài."
    )


class EngineVoices(Table):
    """The voices of one speech engine."""

    female: str = Field(default="", description="Mã giọng nữ; để trống là giọng nữ đầu tiên của bộ đọc.")
    male: str = Field(default="", description="Mã giọng nam; để trống là giọng nam đầu tiên của bộ đọc.")


def _listed(value: object) -> object:
    return [part.strip() for part in value.split(",") if part.strip()] if isinstance(value, str) else value


def _named(names: tuple[str, ...]) -> tuple[str, ...]:
    for name in names:
        if not VOICE_NAME.fullmatch(name):
            raise wrong(f'có "{name}": viết tên bộ đọc, hay bộ_đọc:giọng, ví dụ "espeak:nu-phat-thanh"')
    return names


VoiceNames = Annotated[tuple[Words, ...], BeforeValidator(_listed), AfterValidator(_named)]
"""Engines, or voices of them, in the order of trying: ``piper`` or ``piper:vais``."""


class VoiceSettings(Table):
    """Which speech engines read, in order, and with which voices; ``[voice.NAME]`` names an engine's voices."""

    model_config = ConfigDict(extra="allow")
    others: ClassVar[type[BaseModel] | None] = EngineVoices
    __pydantic_extra__: dict[str, EngineVoices] = Field(init=False)  # pyright: ignore[reportIncompatibleVariableOverride] - pydantic's own form

    engines: VoiceNames = Field(
        default=("espeak",),
        min_length=1,
        description="Các bộ đọc, hay giọng (bộ_đọc:giọng), theo thứ tự dùng: cái đầu hỏng thì dùng cái kế tiếp.",
    )
    female: VoiceNames = Field(
        default=(), description="Thứ tự dùng riêng cho phát thanh viên nữ; để trống thì theo engines."
    )
    male: VoiceNames = Field(
        default=(), description="Thứ tự dùng riêng cho phát thanh viên nam; để trống thì theo engines."
    )

    def chain(self, presenter: Presenter) -> tuple[VoiceChoice, ...]:
        """Give what may speak for a presenter, in the order of trying; a voice is named for each where settings do."""
        own = self.female if presenter is Presenter.FEMALE else self.male
        named = [VoiceChoice.of(name) for name in own or self.engines]
        return tuple(
            choice if choice.voice else replace(choice, voice=self.voice_for(choice.engine, presenter) or "")
            for choice in named
        )

    @property
    def engine_names(self) -> tuple[str, ...]:
        """Give the engines of the station's own choice, each once."""
        listed = (*self.engines, *self.female, *self.male)
        return tuple(dict.fromkeys(VoiceChoice.of(name).engine for name in listed))

    def voice_for(self, engine: str, presenter: Presenter) -> str | None:
        """Give the voice id chosen for a presenter, or none to take the engine's first one for that presenter."""
        voices = self.__pydantic_extra__.get(engine, EngineVoices())
        return (voices.female if presenter is Presenter.FEMALE else voices.male) or None


class MixSettings(Table):
    """How programmes sound."""

    loudness_lufs: float = Field(default=-16.0, ge=-31, le=-9, description="Độ to trung bình của chương trình, LUFS.")
    peak_dbtp: float = Field(default=-1.0, ge=-9, le=0, description="Đỉnh thật cao nhất, dBTP.")
    bitrate_kbps: int = Field(default=64, description="Tốc độ bit của MP3, kbit/s: 48, 64, 96 hoặc 128.")
    bed: bool = Field(default=True, description="Có nhạc nền dưới lời xướng, điểm tin và lời kết hay không.")

    @field_validator("bitrate_kbps")
    @classmethod
    def _offered(cls, bitrate: int) -> int:
        if bitrate not in BITRATES_KBPS:
            raise wrong(f"là {bitrate}, chỉ nhận {', '.join(map(str, BITRATES_KBPS))}")
        return bitrate


class CartSettings(Table):
    """Which music the station has: a style that is computed, and its own in the place of any kind."""

    style: MusicStyle = Field(
        default=MusicStyle.TRANH,
        description="Nhạc có sẵn: tranh (đàn tranh), sao (sáo trúc) hoặc chuong (chuông sáng).",
    )
    ident: str = Field(default="", description="Mã băng nhạc hiệu riêng của đài; để trống là nhạc có sẵn.")
    sting: str = Field(default="", description="Mã băng nhạc cắt riêng của đài; để trống là nhạc có sẵn.")
    bed: str = Field(default="", description="Mã băng nhạc nền riêng của đài; để trống là nhạc có sẵn.")
    closing: str = Field(default="", description="Mã băng nhạc kết riêng của đài; để trống là nhạc có sẵn.")

    @property
    def own(self) -> Mapping[CartKind, CartId]:
        """Give the station's own carts by the kind that each stands for."""
        named = {kind: CartId(getattr(self, kind.value)) for kind in CartKind}
        return {kind: cart for kind, cart in named.items() if cart}


class DeliverySettings(Table):
    """How bundles reach the outlets."""

    kind: Words = Field(default="folder", description="Cách giao gói phát; folder là chép vào thư mục của từng nơi.")


class ApprovalSettings(Table):
    """Who must say yes; any relaxation is a recorded decision."""

    sound: Literal["person", "waived"] = Field(
        default="person",
        description="Nghe duyệt: person là có người nghe từng bản thu, waived là miễn theo chính sách.",
    )
    one_person: bool = Field(
        default=False, description="Cho phép người viết tự duyệt bài của mình (đài chỉ có một người)."
    )
    sound_reason: str = Field(default="", description="Lý do miễn nghe duyệt, ghi vào từng lần duyệt.")
    one_person_reason: str = Field(default="", description="Lý do cho phép một người vừa viết vừa duyệt.")
    decided_by: str = Field(default="", description="Họ tên, chức vụ người quyết định các chính sách duyệt.")
    decided_on: Day | None = Field(default=None, description="Ngày quyết định các chính sách duyệt.")

    @field_validator("sound_reason")
    @classmethod
    def _waiver_has_reason(cls, reason: str, info: ValidationInfo) -> str:
        if info.data.get("sound") == "waived" and not reason:
            raise wrong("còn trống: miễn nghe duyệt (sound = 'waived') phải ghi lý do")
        return reason

    @field_validator("one_person_reason")
    @classmethod
    def _one_person_has_reason(cls, reason: str, info: ValidationInfo) -> str:
        if info.data.get("one_person") and not reason:
            raise wrong("còn trống: chính sách một người (one_person = true) phải ghi lý do")
        return reason

    @field_validator("decided_by")
    @classmethod
    def _somebody_decided(cls, name: str, info: ValidationInfo) -> str:
        if (info.data.get("sound") == "waived" or info.data.get("one_person")) and not name:
            raise wrong("còn trống: miễn nghe duyệt hoặc chính sách một người phải ghi ai quyết định")
        return name


class ScheduleSettings(Table):
    """Who must say yes to another timetable; any relaxation is a recorded decision."""

    one_person: bool = Field(
        default=False, description="Cho phép một người tự đổi giờ phát, không cần người thứ hai xác nhận."
    )
    one_person_reason: str = Field(default="", description="Lý do cho phép một người tự đổi giờ phát.")
    decided_by: str = Field(default="", description="Họ tên, chức vụ người quyết định chính sách đổi lịch.")
    decided_on: Day | None = Field(default=None, description="Ngày quyết định chính sách đổi lịch.")

    @field_validator("one_person_reason", "decided_by")
    @classmethod
    def _decided(cls, words: str, info: ValidationInfo) -> str:
        if info.data.get("one_person") and not words:
            raise wrong("còn trống: một người tự đổi lịch (one_person = true) phải ghi lý do và ai quyết định")
        return words

    @property
    def policy(self) -> str:
        """Give the recorded decision, or an empty string while two persons are needed."""
        day = f", {self.decided_on:%d/%m/%Y}" if self.decided_on else ""
        return f"{self.one_person_reason} ({self.decided_by}{day})" if self.one_person else ""


class QuietHoursSettings(Table):
    """The station's own quiet hours, for every outlet that has no policy of its own."""

    starts: Hour = Field(default=time(21, 30), description="Giờ bắt đầu yên tĩnh.")
    stops: Hour = Field(default=time(4, 30), description="Giờ được phát trở lại; trước giờ bắt đầu là qua nửa đêm.")

    @field_validator("stops")
    @classmethod
    def _some_hours(cls, stops: time, info: ValidationInfo) -> time:
        if stops == info.data.get("starts"):
            raise wrong("trùng với 'starts', giờ yên tĩnh dài 0 phút")
        return stops

    @property
    def hours(self) -> QuietHours:
        """Give them as the timetable knows them."""
        return QuietHours(starts=self.starts, stops=self.stops)


class PlanningSettings(Table):
    """How plans are made."""

    repeat_gap_hours: float = Field(
        default=4.0, ge=0, le=168, description="Ít nhất bao nhiêu giờ giữa hai lượt phát của một tin ở một nơi phát."
    )
    closing_least: float = Field(default=6.0, ge=3, le=60, description="Nhạc kết ngắn nhất, giây.")
    closing_most: float = Field(
        default=60.0, ge=6, le=600, description="Nhạc kết dài nhất mà buổi phát chưa tính là còn trống, giây."
    )
    effort: float = Field(
        default=10.0,
        ge=0,
        le=600,
        description="Công tìm kế hoạch tốt hơn, tính bằng giây tất định; 0 là lấy ngay kế hoạch đầu tiên.",
    )
    guard_seconds: float = Field(
        default=60.0, ge=1, le=3600, description="Quá số giây thật này thì dừng tìm, lấy kế hoạch tốt nhất đã có."
    )
    seed: int = Field(default=0, ge=0, description="Số gieo: cùng dữ liệu, cùng số gieo thì kế hoạch giống hệt.")

    @field_validator("closing_most")
    @classmethod
    def _not_below_least(cls, most: float, info: ValidationInfo) -> float:
        if most < info.data.get("closing_least", 0):
            raise wrong(f"là {most:g} giây, ngắn hơn nhạc kết ngắn nhất (closing_least)")
        return most


class DiskSettings(Table):
    """When the disk counts as too full."""

    least_free_mb: int = Field(default=500, ge=0, description="Dung lượng trống ít nhất, MB; dưới mức này sẽ cảnh báo.")


class CacheSettings(Table):
    """How much sound is kept of what can be made again."""

    limit_mb: int = Field(
        default=20_000,
        ge=0,
        description="Dung lượng tối đa của kho âm thanh và chương trình, MB; 0 là không giới hạn.",
    )
    keep_days: int = Field(
        default=90, ge=1, description="Số ngày giữ tệp chương trình đã phát; quá số ngày này mới được dọn khi kho đầy."
    )


class StationSettings(Table):
    """Everything ``station.toml`` says."""

    profile: str = Field(default="", description="Hồ sơ mẫu mà thư mục đài được tạo từ đó.")
    station: StationNames = Field(description="Đài.")
    store: StoreSettings = Field(default_factory=StoreSettings, description="Nơi lưu dữ liệu.")
    voice: VoiceSettings = Field(default_factory=VoiceSettings, description="Bộ đọc và giọng.")
    mix: MixSettings = Field(default_factory=MixSettings, description="Âm thanh chương trình.")
    carts: CartSettings = Field(default_factory=CartSettings, description="Băng nhạc.")
    delivery: DeliverySettings = Field(default_factory=DeliverySettings, description="Giao gói phát.")
    approval: ApprovalSettings = Field(default_factory=ApprovalSettings, description="Chính sách duyệt.")
    schedule: ScheduleSettings = Field(default_factory=ScheduleSettings, description="Chính sách đổi lịch.")
    emergency: EmergencySettings = Field(default_factory=EmergencySettings, description="Bản tin khẩn cấp.")
    quiet_hours: QuietHoursSettings = Field(
        default_factory=QuietHoursSettings, description="Giờ yên tĩnh chung của đài, không phát gì."
    )
    planning: PlanningSettings = Field(default_factory=PlanningSettings, description="Cách lập kế hoạch phát.")
    timers: TimersSettings = Field(
        default_factory=TimersSettings, description="Giờ làm việc hằng ngày của broadcaster run."
    )
    alarms: AlarmsSettings = Field(default_factory=AlarmsSettings, description="Gửi báo động.")
    backup: BackupSettings = Field(default_factory=BackupSettings, description="Sao lưu.")
    retention: RetentionSettings = Field(default_factory=RetentionSettings, description="Thời hạn giữ âm thanh.")
    disk: DiskSettings = Field(default_factory=DiskSettings, description="Ổ đĩa.")
    cache: CacheSettings = Field(default_factory=CacheSettings, description="Kho âm thanh đã làm.")
    news: NewsSettings = Field(default_factory=NewsSettings, description="Nhận tin bài.")
    feeds: FeedsSettings = Field(default_factory=FeedsSettings, description="Nguồn tin trên mạng.")
    mailbox: MailboxSettings = Field(default_factory=MailboxSettings, description="Hòm thư nhận tin.")
    web: WebSettings = Field(default_factory=WebSettings, description="Trang web của đài.")


def load_station(folder: Path, environ: Mapping[str, str]) -> StationSettings:
    """Read a station folder's settings, the environment's values over the file's.

    Raises:
        NotAStation: there is no station.toml.
        SettingsError: with every finding at once.
    """
    path = folder / STATION_FILE
    if not path.is_file():
        raise NotAStation(folder=folder)
    file = read_toml(path, STATION_FILE)
    if isinstance(file, Finding):
        raise SettingsError(findings=(str(file),))
    values = from_environment(environ, known=StationSettings.model_fields)
    try:
        return StationSettings.model_validate(overlaid(file.table, values))
    except ValidationError as error:
        found = shape_findings(error, StationSettings, lambda where, text: _place(file, values, where, text))
        raise SettingsError(findings=sentences(found)) from error


def _place(file: TomlFile, values: Mapping[KeyPath, str], path: KeyPath, text: str) -> Finding:
    """Name the environment variable that set a key or made its table; else the line of the file."""
    for given in values:
        made = given[: len(path)] == path and path not in file.lines
        if made or path[: len(given)] == given:
            return Finding(file=f"biến môi trường {variable_name(given)}", line=0, text=text)
    return file.finding(path, text)
