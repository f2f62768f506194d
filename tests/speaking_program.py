"""A real program that speaks in tones, for the engine that runs programs; its first argument names what goes wrong."""

import io
import sys
import time
import wave
from pathlib import Path

from broadcaster.testing.engines import ToneEngine


def main(fault, voice, text, out):
    if text.startswith("@"):
        text = Path(text[1:]).read_text(encoding="utf-8")
    elif text == "-":
        text = sys.stdin.buffer.read().decode("utf-8")
    if fault == "hang":
        sys.stderr.write("dang nghi\n")
        sys.stderr.flush()
        time.sleep(60)
    if fault == "exit":
        sys.stderr.buffer.write("dòng đầu\nhết giấy phép, khóa s3cr3t-khoa\n\n".encode())
        sys.exit(3)
    if fault == "nothing":
        return
    sound = spoken(voice, text)
    sound = {"empty": b"", "half": sound[: len(sound) // 2], "text": b"<html>khong</html>", "head": sound[:30]}.get(
        fault, sound
    )
    if fault == "unsized":
        sound = sound[:40] + b"\xff\xff\xff\xff" + sound[44:]
    if out == "-":
        sys.stdout.buffer.write(sound)
    else:
        Path(out).write_bytes(sound)


def spoken(voice, text):
    pcm = ToneEngine().synthesise(text, voice)
    kept = io.BytesIO()
    with wave.open(kept, "wb") as wav:
        wav.setnchannels(1)
        wav.setsampwidth(2)
        wav.setframerate(pcm.rate_hz)
        wav.writeframes(pcm.samples)
    return kept.getvalue()


if __name__ == "__main__":
    main(*sys.argv[1:])
