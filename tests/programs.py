"""Descriptions of the speaking program, as a technician would write them."""

import json
import sys
from pathlib import Path

PROGRAM = str(Path(__file__).with_name("speaking_program.py"))

VOICES = """
[[voice]]
id = "co-lan"
label = "Cô Lan"
presenter = "nữ"
name = "tone-nu"

[[voice]]
id = "chu-nam"
label = "Chú Nam"
presenter = "NAM"
name = "tone-nam"
"""


def describe(folder, *, fault="none", text="@{text_file}", out="{wav}", name="thu.toml", voices=VOICES, **more):
    """Write a description; `more` are its other keys."""
    folder.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, PROGRAM, fault, "{voice}", text, out]
    keys = {"command": command} | more
    lines = [f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in keys.items()]
    path = folder / name
    path.write_text("\n".join(lines) + "\n" + voices, encoding="utf-8")
    return path
