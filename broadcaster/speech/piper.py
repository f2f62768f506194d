"""The offline neural voice: Piper (piper-tts), with models that the station keeps in ``voices/piper``.

Piper draws random numbers, for the tune and for the length of each sound, and so says a sentence otherwise each time.
Both draws are turned off here, and each sentence is computed by one thread: with two, the sums come in another order
and the bytes differ (measured, docs/bo-doc/piper.md). Sentences side by side use the other cores instead.
"""

from __future__ import annotations

import importlib
import os
import threading
from collections.abc import Mapping, Sequence
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as distribution_version
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self, cast

import numpy as np

from broadcaster.domain.sound import Pcm, Voice
from broadcaster.errors import EngineUnavailable, SpeechFailed
from broadcaster.ports import VoicePlace
from broadcaster.speech.piper_files import PiperFile, for_both, piper_folder
from broadcaster.speech.sentences import readable, voice_named

if TYPE_CHECKING:
    from piper import PiperVoice

_FORM = 1  # raise it when the same files would sound otherwise: other settings, another rounding
_AT_MOST = 4
_FULL_SCALE = 32_767
_INPUTS = {"input", "input_lengths", "scales"}
_INSTALL = 'pip install "broadcaster[piper]"'
_phonemiser = threading.Lock()
"""One espeak serves all voices of the process, and keeps the language that it was told last."""


class PiperEngine:
    """Every model of a folder is a voice; a model is loaded when it is first asked to speak."""

    name = "piper"
    online = False
    at_once = max(1, min(os.cpu_count() or 1, _AT_MOST))

    def __init__(self, folder: Path | None = None) -> None:
        """Take the folder of the models; without one there is no voice."""
        self._folder = folder
        self._loading = threading.Lock()
        self._loaded: dict[str, PiperVoice] = {}

    def __reduce__(self) -> tuple[type[Self], tuple[Path | None]]:
        """Go to another process as what it was made of; models are loaded there anew."""
        return type(self), (self._folder,)

    @classmethod
    def for_station(cls, place: VoicePlace) -> Self:
        """Speak with the station's own models."""
        return cls(place.folder)

    def version(self) -> str:
        """Give the versions of Piper and of what computes it; raises EngineUnavailable without library or voice."""
        said = _library_version()
        self._found()
        return said

    def voices(self) -> Sequence[Voice]:
        """Give the station's voices; where none reads for a presenter, the first also stands for that one."""
        return _offered(piper_folder(self._folder).files) if self._folder else ()

    def faults(self) -> Mapping[str, str]:
        """Say why the other models of the folder are no voices, by the id that they would have."""
        return piper_folder(self._folder).faults if self._folder else {}

    def synthesise(self, spoken: str, voice: str) -> Pcm:
        """Say one sentence; raises EngineUnavailable, UnknownVoice or SpeechFailed."""
        _library_version()
        files = self._found()
        asked = voice_named(voice, _offered(files), engine=self.name)
        sentence = readable(spoken, engine=self.name).replace("[[", "[")  # double brackets hold raw phonemes
        file = next(each for each in files if each.voice.revision == asked.revision)
        return _said(self._voice(file), file, sentence)

    def _found(self) -> tuple[PiperFile, ...]:
        if self._folder is None:
            raise self._off("chỉ dùng được trong thư mục đài, nơi có voices/piper")
        found = piper_folder(self._folder)
        if not found.files:
            broken = "; ".join(found.faults.values())
            raise self._off(
                broken or "chưa có giọng nào trong voices/piper; thêm bằng `broadcaster voices add TỆP.onnx`"
            )
        return found.files

    def _voice(self, file: PiperFile) -> PiperVoice:
        key = f"{file.model} {file.voice.revision}"
        with self._loading:
            if key not in self._loaded:
                self._loaded[key] = _load(file)
            return self._loaded[key]

    def _off(self, reason: str) -> EngineUnavailable:
        return EngineUnavailable(engine=self.name, reason=reason)


def _offered(files: Sequence[PiperFile]) -> tuple[Voice, ...]:
    return for_both(tuple(file.voice for file in files))


def _library_version() -> str:
    try:
        importlib.import_module("piper")  # an extra: it may not be there, or its compiled part may not load
    except ImportError as error:
        reason = f"chưa cài được gói piper-tts ({error}). Cài bằng: {_INSTALL}"
        raise EngineUnavailable(engine=PiperEngine.name, reason=reason) from error
    try:
        parts = [f"{name} {distribution_version(name)}" for name in ("piper-tts", "onnxruntime")]
    except PackageNotFoundError as error:
        raise EngineUnavailable(
            engine=PiperEngine.name, reason=f"gói {error.name} cài dở. Cài lại: {_INSTALL}"
        ) from error
    return f"{' '.join(parts)} form {_FORM}"


def _load(file: PiperFile) -> PiperVoice:
    """Load a model on one thread; Piper's own loader does not let threads be counted."""
    import onnxruntime  # noqa: PLC0415 - heavy
    from piper import PiperVoice  # noqa: PLC0415 - heavy
    from piper.config import PiperConfig  # noqa: PLC0415 - heavy

    runtime: Any = onnxruntime
    options = runtime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 4
    try:
        config = PiperConfig.from_dict(dict(file.config))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise _broken(file, f"tệp cấu hình có giá trị không dùng được ({error})") from error
    try:
        session = runtime.InferenceSession(str(file.model), sess_options=options, providers=["CPUExecutionProvider"])
    except _refusals() as error:
        raise _broken(file, "tệp hỏng, tải dở hoặc không phải mô hình ONNX") from error
    if not {each.name for each in session.get_inputs()} >= _INPUTS:
        raise _broken(file, "mô hình ONNX này không phải giọng Piper")
    return PiperVoice(session=session, config=config)


def _said(loaded: PiperVoice, file: PiperFile, sentence: str) -> Pcm:
    from piper import SynthesisConfig  # noqa: PLC0415 - heavy

    pace = loaded.config.length_scale * file.pace_percent / 100
    steady = SynthesisConfig(speaker_id=file.speaker, length_scale=pace, noise_scale=0.0, noise_w_scale=0.0)
    try:
        with _phonemiser:
            groups = loaded.phonemize(sentence)
        parts = [loaded.phoneme_ids_to_audio(loaded.phonemes_to_ids(group), steady) for group in groups if group]
    except (*_refusals(), RuntimeError, ValueError, ImportError) as error:
        raise SpeechFailed(engine=PiperEngine.name, text=sentence, reason=f"giọng {file.voice.id}: {error}") from error
    samples = np.concatenate([np.zeros(0, np.float32), *(np.atleast_1d(cast("Any", part)) for part in parts)])
    if not samples.any():
        reason = f"giọng {file.voice.id} (tiếng {file.language}) không có âm nào để đọc câu này"
        raise SpeechFailed(engine=PiperEngine.name, text=sentence, reason=reason)
    whole = np.rint(np.clip(samples, -1.0, 1.0) * _FULL_SCALE).astype("<i2")
    return Pcm(rate_hz=loaded.config.sample_rate, samples=whole.tobytes())


def _refusals() -> tuple[type[Exception], ...]:
    """Give every error that the runtime knows: they have no root of their own."""
    state = importlib.import_module("onnxruntime.capi.onnxruntime_pybind11_state")
    return tuple(kind for kind in vars(state).values() if isinstance(kind, type) and issubclass(kind, Exception))


def _broken(file: PiperFile, reason: str) -> EngineUnavailable:
    return EngineUnavailable(engine=PiperEngine.name, reason=f"không nạp được giọng {file.model.name}: {reason}")
