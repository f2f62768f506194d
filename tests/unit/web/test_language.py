"""English of the pages: whole, nothing left over, and each string keeps its places."""

import re
import tomllib
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from broadcaster.errors import AccountError, CertificateRefused, PasswordRefused, ServingRefused, WebError
from broadcaster.web.look.language import LOCALE, Language, catalogue
from broadcaster.web.look.refusals import every_kind, fields_of, said, template_of

ROOT = Path(__file__).parents[3]
KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2), "marked": None}


def _said():
    """Give every string that pages say, as the settings of `pybabel` find it."""
    told = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["babel"]["mappings"]
    methods = [(each["pattern"], each["method"]) for each in told]
    options = {each["pattern"]: {k: v for k, v in each.items() if k not in {"pattern", "method"}} for each in told}
    found = extract_from_dir(ROOT / "broadcaster" / "web", [(p.removeprefix("broadcaster/web/"), m) for p, m in methods],
        {p.removeprefix("broadcaster/web/"): o for p, o in options.items()}, KEYWORDS)  # fmt: skip
    return {(text if isinstance(text, str) else text[0]): path for path, _, text, _, _ in found}


SAID = _said()
ENGLISH = catalogue(Language.ENGLISH)
ERRORS = {template_of(kind) for kind in every_kind()}
COMMANDS_ONLY = {ServingRefused, CertificateRefused}
"""Only the terminal tells these."""


def _places(text):
    return sorted(re.findall(r"%\((\w+)\)", text))


def test_strings_of_templates_and_of_code_are_found():
    assert {"Đăng xuất", "thứ Hai", "đã duyệt bài", "%(count)d phút trước"} <= set(SAID)


@pytest.mark.parametrize("text", sorted(SAID))
def test_every_string_has_an_english_twin_with_the_same_places(text):
    assert text in ENGLISH.words, SAID[text]
    told = ENGLISH.words[text]
    for form in (told,) if isinstance(told, str) else told:
        assert form.strip()
        assert _places(form) == _places(text)


def test_the_catalogue_holds_nothing_that_no_page_says():
    assert set(ENGLISH.words) - set(SAID) - ERRORS == set()


@pytest.mark.parametrize("kind", list(every_kind()), ids=lambda kind: kind.__name__)
def test_an_error_keeps_its_fields_in_english_and_is_known_again_by_its_sentence(kind):
    template = template_of(kind)
    if template not in ENGLISH.words:
        return
    told = ENGLISH.words[template]
    assert set(fields_of(told)) == set(fields_of(template))
    fields = {name: f"<{name}> 1" for name in fields_of(template)}
    assert said(template.format(**fields), Language.ENGLISH) == told.format(**fields)


@pytest.mark.parametrize("kind", [*every_kind(AccountError), *every_kind(WebError)], ids=lambda kind: kind.__name__)
def test_what_keeps_people_out_is_told_in_english(kind):
    assert kind in COMMANDS_ONLY or template_of(kind) in ENGLISH.words


def test_a_reason_inside_a_refusal_is_told_in_english_too():
    told = str(PasswordRefused(reason="hai lần nhập không giống nhau"))
    assert said(told, Language.ENGLISH) == "The password cannot be used: the two entries differ."
    assert said(told, Language.VIETNAMESE) == told
    assert said("câu không ai biết", Language.ENGLISH) == "câu không ai biết"


def test_no_string_is_told_twice_in_different_ways():
    seen = {}
    for path in sorted(LOCALE.glob("*/LC_MESSAGES/*.po")):
        with path.open("rb") as file:
            for message in read_po(file):
                name = message.id if isinstance(message.id, str) else message.id[0] if message.id else ""
                assert not message.fuzzy or not name, name
                if name:
                    assert seen.setdefault(name, message.string) == message.string, f"{path.name}: {name}"


def test_counts_choose_their_form_in_english_alone():
    one, many = "%(count)d phút trước", "%(count)d phút trước"
    assert [ENGLISH.ngettext(one, many, n) % {"count": n} for n in (1, 2)] == ["1 minute ago", "2 minutes ago"]
    assert catalogue(Language.VIETNAMESE).ngettext(one, many, 1) == one
    assert catalogue(Language.VIETNAMESE).gettext("Đăng xuất") == "Đăng xuất"
