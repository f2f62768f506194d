"""A model's file can be read by a person and never runs code; a broken one is named."""

import json

import pytest

from broadcaster.classifier.weights import load_model, model_from, model_to_bytes, shipped_model
from broadcaster.errors import FileMissing, TopicModelBroken


def changed(**over):
    told = json.loads(model_to_bytes(shipped_model()))
    return json.dumps(told | over).encode()


def test_a_model_is_the_same_after_writing_and_reading():
    written = model_to_bytes(shipped_model())
    again = model_from(written, path="x")
    assert again == shipped_model()
    assert model_to_bytes(again) == written


def test_the_shipped_file_stays_small():
    assert len(model_to_bytes(shipped_model())) < 1_500_000


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"\x80\x04\x95pickle",
        b'"chu"',
        changed(form="khac"),
        changed(codes=[]),
        changed(codes=[1, 2]),
        changed(bias=[0.0]),
        changed(slope="nhanh"),
        changed(grams={"hồ sơ": [1, 2]}),
        changed(grams={"hồ sơ": ["a"] * 12}),
        changed(grams={"hồ sơ": [0.5] * 12}),
        changed(grams=[1]),
    ],
)
def test_a_broken_model_is_named_with_what_to_do(content):
    with pytest.raises(TopicModelBroken, match=r"Tệp mô hình chủ đề x hỏng: .+ Xóa tệp"):
        model_from(content, path="x")


def test_a_missing_file_is_called_missing(tmp_path):
    with pytest.raises(FileMissing):
        load_model(tmp_path / "khong-co.json")
