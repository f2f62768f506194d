"""The file of a topic model: JSON that a person can read, never code."""

from __future__ import annotations

import json
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any, cast

from broadcaster.classifier.model import TopicModel
from broadcaster.domain.ids import TopicCode
from broadcaster.errors import TopicModelBroken
from broadcaster.files import read_bytes

FORM = "broadcaster-topics-1"
_NUMBERS = ("slope", "offset", "sure_from", "also_from", "macro_f1")


@cache
def shipped_model() -> TopicModel:
    """Give the model that comes with the program."""
    return model_from(resources.files("broadcaster.classifier").joinpath("model.json").read_bytes(), path="model.json")


def load_model(path: Path) -> TopicModel:
    """Read a model; raises FileMissing, FileFailed or TopicModelBroken."""
    return model_from(read_bytes(path), path=path)


def model_to_bytes(model: TopicModel) -> bytes:
    """Write a model: the same model always gives the same bytes, one gram a line."""
    head = {
        "form": FORM,
        **{name: getattr(model, name) for name in _NUMBERS},
        "items": model.items,
        "corrections": model.corrections,
        "codes": list(model.codes),
        "bias": list(model.bias),
    }
    lines = ",\n".join(f"{_json(gram)}:{_json(list(model.grams[gram]))}" for gram in sorted(model.grams))
    return f'{_json(head)[:-1]},"grams":{{\n{lines}\n}}}}\n'.encode()


def model_from(content: bytes, *, path: object) -> TopicModel:
    """Read a model from its bytes; raises TopicModelBroken, naming the place and the reason."""
    try:
        told = json.loads(content)
        model = _model(told)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise TopicModelBroken(path=path, reason=str(error) or type(error).__name__) from error
    width = len(model.codes) + 1
    if not model.codes or len(model.bias) != width - 1 or any(len(each) != width for each in model.grams.values()):
        raise TopicModelBroken(path=path, reason="số cột không khớp với số chủ đề")
    return model


def _model(told: dict[str, Any]) -> TopicModel:
    if told["form"] != FORM:
        raise ValueError(told["form"])
    known = cast("dict[str, list[int]]", told["grams"])
    if not all(type(number) is int for numbers in known.values() for number in numbers):
        raise TypeError(_NOT_WHOLE)
    numbers = {name: float(told[name]) for name in _NUMBERS}
    return TopicModel(
        codes=tuple(TopicCode(int(code)) for code in told["codes"]),
        bias=tuple(float(each) for each in told["bias"]),
        grams=known,
        items=int(told["items"]),
        corrections=int(told["corrections"]),
        **numbers,
    )


_NOT_WHOLE = "trọng số phải là số nguyên"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
