"""The ffmpeg of this machine, for formats that no library of ours reads; nothing on the usual way needs it."""

from __future__ import annotations

import io
import shutil
import warnings
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any, cast

from broadcaster.errors import CartRefused

_PACKAGE = "imageio_ffmpeg"
_NEEDED = "cần ffmpeg và ffprobe để mở loại tệp này; lưu lại thành WAV, FLAC, OGG hoặc MP3 rồi chạy lại"


def ffmpeg_path() -> str | None:
    """Give the ffmpeg of this machine, or that of the imageio-ffmpeg package, or nothing."""
    found = shutil.which("ffmpeg")
    if found is None and find_spec(_PACKAGE) is not None:
        found = str(cast("Any", import_module(_PACKAGE)).get_ffmpeg_exe())
    return found


def as_wav(content: bytes, name: Path) -> bytes:
    """Give music of any kind that ffmpeg knows (M4A, WMA, a video's sound) as a WAV file's bytes, by pydub.

    Raises:
        CartRefused: ffmpeg or ffprobe is not here, or cannot read it.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # pydub speaks to standard error of what it misses; we say it ourselves
        pydub = cast("Any", import_module("pydub"))
    if shutil.which("ffmpeg") is None or shutil.which("ffprobe") is None:
        raise CartRefused(path=name, reason=_NEEDED)
    wav = io.BytesIO()
    try:  # from memory: pydub leaves a file open that ffmpeg refused
        pydub.AudioSegment.from_file(io.BytesIO(content), format=name.suffix[1:].lower() or None).export(wav, "wav")
    except (pydub.exceptions.PydubException, IndexError, KeyError, OSError) as error:
        raise CartRefused(path=name, reason="không phải tệp âm thanh, hoặc tệp hỏng") from error
    return wav.getvalue()
