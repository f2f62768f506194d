"""Every key that people may write is described to them."""

import re

import pytest
from pydantic import BaseModel

from broadcaster.settings.shapes import model_in
from broadcaster.settings.station import EngineVoices, StationSettings
from broadcaster.settings.tables import TABLES, WORD_TABLES

VIETNAMESE = re.compile(r"[àáạảãăâđèéẹẻẽêìíịỉĩòóọỏõôơùúụủũưỳýỵỷỹ]", re.IGNORECASE)


def fields(model: type[BaseModel], prefix=""):
    for name, field in model.model_fields.items():
        yield f"{prefix}{name}", field
        if inner := model_in(field.annotation):
            yield from fields(inner, f"{prefix}{name}.")


EVERY = [
    *fields(StationSettings),
    *fields(EngineVoices, "voice.NAME."),
    *(pair for table, model in {**TABLES, **WORD_TABLES}.items() for pair in fields(model, f"{table}.")),
]


@pytest.mark.parametrize(("key", "field"), EVERY, ids=[key for key, _ in EVERY])
def test_every_key_has_a_meaning_in_vietnamese(key, field):
    assert VIETNAMESE.search(field.description or ""), key
    assert field.description.endswith("."), key
