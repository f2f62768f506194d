"""Every source of news that the package ships, and the fake, under the suite that authors of sources run."""

from __future__ import annotations

import dataclasses
import shutil
import tomllib
from importlib import import_module
from pathlib import Path

import pytest
from makers import a_news_draft
from news_files_made import news_folder

from broadcaster.errors import InputError
from broadcaster.feeds import office_files
from broadcaster.feeds.office_files import convert_all
from broadcaster.feeds.old_word import OldWordSource
from broadcaster.testing.source_suite import CHECKS, check_draft, check_source, keeps_to_itself
from broadcaster.testing.sources import CardSource

PYPROJECT = Path(__file__).parents[2] / "pyproject.toml"
SOURCES = tomllib.loads(PYPROJECT.read_text(encoding="utf-8"))["project"]["entry-points"]["broadcaster.news"]
CARDS = (
    "Một cửa đổi giờ\nTừ thứ hai, bộ phận một cửa mở cửa lúc bảy giờ.\nMời bà con đến.\n%\nTin hai\nChữ của tin hai.\n"
)
COUNTS = {
    "docx": 3,
    "old fonts": 2,
    "odt": 1,
    "rtf": 1,
    "doc": 1,
    "pdf typst": 1,
    "pdf reportlab": 1,
    "xlsx": 2,
    "csv": 2,
    "html": 3,
    "markdown": 1,
    "rss": 1,
    "json": 1,
    "eml": 2,
    "txt UTF-8": 1,
    "txt UTF-16": 1,
    "txt TCVN3 (ABC)": 1,
}
NEEDS_OFFICE = {"odt", "rtf", "doc"}


@pytest.fixture(scope="module")
def examples(tmp_path_factory):
    """Give real files by their endings."""
    counts = {name: count for name, count in COUNTS.items() if name not in NEEDS_OFFICE or shutil.which("soffice")}
    folder, found = tmp_path_factory.mktemp("tin"), {}
    for made in news_folder(folder, counts=counts):
        found.setdefault(made.path.suffix, []).append(made.path)
    (folder / "tin.the").write_text(CARDS, encoding="utf-8")
    return {**found, ".the": [folder / "tin.the"]}


@pytest.fixture(scope="module")
def converted(examples, tmp_path_factory):
    """Give what LibreOffice makes of the old documents, which happens before they are read."""
    old = [path for suffix in OldWordSource.suffixes for path in examples.get(suffix, [])]
    return convert_all(old, tmp_path_factory.mktemp("doi"))


@pytest.fixture
def source(request, examples, converted, monkeypatch):
    """Give a source with its examples."""
    module, _, name = request.param.partition(":")
    kind = getattr(import_module(module), name)
    if kind is OldWordSource:
        if not converted:
            pytest.skip("LibreOffice is not installed")
        monkeypatch.setattr(office_files, "converter", lambda: None)  # it is no part of what reads
        return kind(converted=converted), list(converted)
    return kind(), [path for suffix in kind.suffixes for path in examples.get(suffix, [])]


FAKE = "broadcaster.testing.sources:CardSource"


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
@pytest.mark.parametrize("source", [*SOURCES.values(), FAKE], ids=[*SOURCES, "fake"], indirect=True)
def test_every_source_meets_every_demand(source, check):
    check(*source)


def test_authors_run_the_whole_suite_by_one_call(examples):
    check_source(CardSource(), examples[".the"])


# --- the suite sees what is wrong


class Spoilt(CardSource):
    """A source that changes what the fake gives."""

    def __init__(self, **changes):
        self._changes = changes

    def read(self, path):
        return [dataclasses.replace(draft, **self._changes) for draft in super().read(path)]


@pytest.mark.parametrize(
    ("changes", "demand"),
    [
        ({"title": ""}, "title is one line"),
        ({"title": "Hai\ndòng"}, "title is one line"),
        ({"body": ""}, "has a text"),
        ({"body": "Một.\n\n\n\nHai."}, "parted by one blank line"),
        ({"body": "Chữ\u200b ẩn."}, "invisible"),
        ({"body": "Chu\u031b tổ hợp."}, "is NFC"),
        ({"body": "Chữ \udcff lẻ."}, "invisible"),
        ({"notes": ("\udcff",)}, "written to a disk"),
        ({"origin": "đâu đó"}, "names the file"),
    ],
)
def test_a_draft_that_is_not_clean_fails(examples, changes, demand):
    with pytest.raises(AssertionError, match=demand):
        check_source(Spoilt(**changes), examples[".the"])


class Loose(CardSource):
    """A source that does something else before it reads."""

    def __init__(self, deed):
        self._deed = deed

    def read(self, path):
        self._deed(path)
        return super().read(path)


def _raise(error):
    def deed(path):
        if not path.name.startswith(("tin", "khong-co", "rong")):
            raise error

    return deed


def _write(path):
    path.with_suffix(".tam").write_bytes(b"x")


def _connect(path):
    import socket  # noqa: PLC0415 - only this source does so

    with socket.socket() as door:
        door.settimeout(0.01)
        door.connect_ex(("127.0.0.1", 9))


def test_other_errors_and_refusals_without_the_name_fail(examples):
    with pytest.raises(AssertionError, match="raises KeyError"):
        check_source(Loose(_raise(KeyError("x"))), examples[".the"])
    with pytest.raises(AssertionError, match="names the file"):
        check_source(Loose(_raise(InputError(reason="hỏng"))), examples[".the"])


@pytest.mark.parametrize(("deed", "seen"), [(_write, "writes"), (_connect, "socket.connect")])
def test_a_source_that_reaches_out_fails(examples, deed, seen):
    with pytest.raises(AssertionError, match=seen):
        keeps_to_itself(Loose(deed), examples[".the"])


def test_a_source_of_two_readings_or_wrong_endings_fails(examples):
    numbers = iter(range(100))
    changing = Loose(lambda path: None)
    changing.read = lambda path: [a_news_draft(title=f"Tin {next(numbers)}", body="Chữ.", origin=str(path))]
    with pytest.raises(AssertionError, match="reading twice"):
        check_source(changing, examples[".the"])
    shouting = CardSource()
    shouting.suffixes = (".THE",)
    with pytest.raises(AssertionError, match="lower case"):
        check_source(shouting, examples[".the"])


def test_a_clean_draft_passes():
    check_draft(a_news_draft(origin="tin.the"), Path("tin.the"))
