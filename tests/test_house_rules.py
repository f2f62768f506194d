"""The house: sizes, names, and nothing that a Windows PC at a station could not run."""

import ast
import re
import statistics
import subprocess
import sys
from pathlib import Path

import pytest

import broadcaster

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "broadcaster"
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if "profiles" not in path.parts)
HEAVY = {
    "numpy",
    "scipy",
    "sqlalchemy",
    "alembic",
    "pydantic",
    "jinja2",
    "matplotlib",
    "rich",
    "feedparser",
    "gtts",
    "pydub",
    "ortools",
    "pandas",
    "fastapi",
    "starlette",
    "uvicorn",
    "pwdlib",
    "cryptography",
}
POSIX_ONLY = {"fcntl", "pwd", "grp", "resource", "termios", "tty", "pty", "syslog", "crypt", "posix"}
POSIX_CALLS = {
    "fork",
    "forkpty",
    "getuid",
    "geteuid",
    "setuid",
    "chown",
    "mkfifo",
    "killpg",
    "getpgid",
    "setsid",
    "wait4",
}


def _names(path):
    return path.relative_to(ROOT).as_posix()


def _functions(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


@pytest.mark.parametrize("path", MODULES, ids=_names)
def test_a_module_fits_in_one_head(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400


@pytest.mark.parametrize("path", MODULES, ids=_names)
def test_a_function_fits_on_one_screen(path):
    long = {f.name: f.end_lineno - f.lineno + 1 for f in _functions(path) if f.end_lineno - f.lineno + 1 > 50}
    assert not long


def test_most_modules_and_functions_are_small():
    modules = [len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES if path.name != "__init__.py"]
    functions = [f.end_lineno - f.lineno + 1 for path in MODULES for f in _functions(path)]
    assert statistics.median(modules) <= 130
    assert statistics.median(functions) <= 10


@pytest.mark.parametrize(
    "path", sorted([*(PACKAGE / "cli").glob("*.py"), *(PACKAGE / "web" / "pages").glob("*.py")]), ids=_names
)
def test_a_command_or_a_route_only_parses_calls_and_shows(path):
    long = {f.name: f.end_lineno - f.lineno + 1 for f in _functions(path) if f.end_lineno - f.lineno + 1 > 25}
    assert not long


def test_no_module_is_a_drawer_for_odds_and_ends():
    assert not {p.stem for p in MODULES} & {"utils", "util", "helpers", "helper", "common", "misc", "base", "tools"}


def test_or_tools_is_known_to_one_module_alone():
    asked = [
        _names(path)
        for path in MODULES
        if re.search(r"^ *(from|import) ortools", path.read_text(encoding="utf-8"), re.MULTILINE)
    ]
    assert asked == ["broadcaster/scheduling/fill.py"]


@pytest.mark.parametrize("path", MODULES, ids=_names)
def test_nothing_is_posix_only(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            assert not {alias.name.split(".")[0] for alias in node.names} & POSIX_ONLY
        if isinstance(node, ast.ImportFrom):
            assert (node.module or "").split(".")[0] not in POSIX_ONLY
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "os":
            assert node.attr not in POSIX_CALLS
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            assert not re.match(r"/(tmp|usr|var|etc|dev)(/|$)", node.value), node.value
            assert not re.search(r"%-[dmHMI]", node.value), "strftime flags with a dash do not exist on Windows"


@pytest.mark.parametrize("path", MODULES, ids=_names)
def test_text_files_are_opened_as_utf_8(path):
    calls = [node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)]
    for call in calls:
        if isinstance(call.func, ast.Attribute) and call.func.attr in {"read_text", "write_text"}:
            named = {keyword.arg for keyword in call.keywords}
            assert "encoding" in named or ast.unparse(call.func).startswith("files."), call.lineno


def _tracked():
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode != 0:
        pytest.skip("not a git checkout")
    return [Path(line) for line in listed.stdout.splitlines()]


def test_file_names_are_legal_on_windows():
    reserved = {"con", "prn", "aux", "nul", *(f"com{n}" for n in range(1, 10)), *(f"lpt{n}" for n in range(1, 10))}
    for path in _tracked():
        for part in path.parts:
            assert not re.search(r'[<>:"|?*\\]', part), path
            assert not part.endswith((".", " ")), path
            assert part.split(".")[0].lower() not in reserved, path
    folded = [path.as_posix().lower() for path in _tracked()]
    assert len(folded) == len(set(folded))


def test_help_is_shown_without_loading_heavy_libraries():
    program = (
        "import sys\n"
        "from broadcaster.cli import main\n"
        "try:\n    main(['--help'])\nexcept SystemExit:\n    pass\n"
        f"print(sorted(set(sys.modules) & {HEAVY!r}), file=sys.stderr)\n"
    )
    shown = subprocess.run([sys.executable, "-c", program], capture_output=True, encoding="utf-8", check=True, cwd=ROOT)
    assert shown.stderr.strip() == "[]"


def test_constraints_pin_names_and_versions_only():
    for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines():
        assert re.fullmatch(r"#.*|[A-Za-z0-9._-]+==[A-Za-z0-9.!+-]+( ; [a-z_]+ [<>=]+ '[^']+')?", line), line


def test_the_chores_name_the_version_that_is_here():
    assert f'version := "{broadcaster.__version__}"' in (ROOT / "justfile").read_text(encoding="utf-8")
