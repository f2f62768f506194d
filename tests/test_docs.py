"""What is written is checked: commands, settings, errors, glossary."""

import importlib
import importlib.util
import inspect
import pkgutil
import re
from enum import Enum
from pathlib import Path

import pytest

import broadcaster.domain

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"


def _make_reference():
    spec = importlib.util.spec_from_file_location("make_reference", DOCS / "make_reference.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


REFERENCE = _make_reference()


def _domain_classes():
    for module in pkgutil.iter_modules(broadcaster.domain.__path__):
        loaded = importlib.import_module(f"broadcaster.domain.{module.name}")
        for name, kind in vars(loaded).items():
            if inspect.isclass(kind) and kind.__module__ == loaded.__name__ and not name.startswith("_"):
                yield name, kind


DOMAIN = dict(_domain_classes())


def test_the_reference_page_is_what_the_code_says():
    assert REFERENCE.PAGE.read_text(encoding="utf-8") == REFERENCE.reference(), "run `just docs`"


@pytest.mark.parametrize("path", REFERENCE.command_paths())
def test_every_command_is_in_the_guide(path):
    assert f"`{path}" in (DOCS / "huong-dan.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(("key", "meaning"), [(key, meaning) for key, meaning, _ in REFERENCE.settings()])
def test_every_setting_has_a_meaning_in_vietnamese(key, meaning):
    assert re.search(r"[àáạảãăâđèéẹẻẽêìíịỉĩòóọỏõôơùúụủũưỳýỵỷỹ]", meaning.lower()), key


@pytest.mark.parametrize(("name", "sentence"), list(REFERENCE.error_sentences()))
def test_every_error_says_a_whole_vietnamese_sentence(name, sentence):
    assert sentence.endswith((".", "?")), name


@pytest.mark.parametrize("name", sorted(DOMAIN))
def test_every_domain_class_is_in_the_glossary(name):
    assert f"`{name}`" in (DOCS / "glossary.md").read_text(encoding="utf-8")


def test_every_class_that_the_glossary_names_exists():
    rows = [line for line in (DOCS / "glossary.md").read_text(encoding="utf-8").splitlines() if line.startswith("|")]
    named = {word for row in rows for word in re.findall(r"`([A-Z][A-Za-z]+)`", row.rsplit("|", 2)[1])}
    assert named <= set(DOMAIN)


@pytest.mark.parametrize("name", sorted(name for name, kind in DOMAIN.items() if not issubclass(kind, Enum)))
def test_every_field_of_a_value_has_a_sentence_under_it(name):
    source = inspect.getsource(DOMAIN[name])
    fields = re.findall(r"^    (\w+): [^\n]+\n(?!    \"\"\")", source, flags=re.MULTILINE)
    assert not fields


def test_every_local_link_of_the_docs_leads_somewhere():
    for page in [*DOCS.rglob("*.md"), *ROOT.glob("*.md")]:
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"
