"""The page of assets names every sound that is built in, where it is made and its licence."""

import re
import sys
from pathlib import Path

from broadcaster.domain.carts import CartKind, SignalKind
from broadcaster.mixdown import signals
from broadcaster.mixdown.shelf import STYLES
from broadcaster.mixdown.style import LICENCE

ROOT = Path(__file__).parents[2]


def _rows():
    lines = (ROOT / "docs" / "assets.md").read_text(encoding="utf-8").splitlines()
    return [tuple(cell.strip() for cell in line.strip("|").split("|")) for line in lines if line.startswith("| ")][1:]


def _made_by(module):
    return f"synthesised at run time by `{Path(module.__file__).relative_to(ROOT).as_posix()}`"


def test_every_style_stands_there_with_its_pieces_its_module_and_its_licence():
    named = {asset: (source, licence) for asset, source, licence in _rows() if asset.startswith("music ")}
    pieces = ", ".join(kind.value for kind in CartKind)
    assert set(named) == {f"music `{style.name.value}`: {pieces}" for style in STYLES.values()}
    for style in STYLES.values():
        source, licence = named[f"music `{style.name.value}`: {pieces}"]
        assert source.startswith(_made_by(sys.modules[style.closing.__module__]))
        assert licence == LICENCE


def test_every_signal_stands_there():
    ((asset, source, licence),) = [row for row in _rows() if row[0].startswith("signals ")]
    assert re.findall(r"`([^`]+)`", asset) == [kind.value for kind in SignalKind]
    assert source.startswith(_made_by(signals))
    assert licence == LICENCE


def test_the_licence_is_the_projects_own():
    assert f'license = "{LICENCE}"' in (ROOT / "pyproject.toml").read_text(encoding="utf-8")
