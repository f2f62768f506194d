"""Secrets (accounts' keys of online voices): from the environment, or from one private file outside the station."""

from __future__ import annotations

import os
import stat
import tomllib
from collections.abc import Mapping
from pathlib import Path

from broadcaster.errors import SecretsRefused
from broadcaster.files import decoded, translated

VARIABLE = "BROADCASTER_SECRETS"
"""Environment variable that names another file."""

_FOLDER, _FILE = "broadcaster", "secrets.toml"
_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def secrets_path(environ: Mapping[str, str], *, windows: bool = os.name == "nt") -> Path:
    """Give where the file lies: where the environment says, else the user's own place for settings."""
    named = environ.get(VARIABLE)
    if named:
        return Path(named).expanduser()
    if windows:
        roaming = environ.get("APPDATA")
        return (Path(roaming) if roaming else _home(environ) / "AppData" / "Roaming") / _FOLDER / _FILE
    config = environ.get("XDG_CONFIG_HOME")
    return (Path(config) if config else _home(environ) / ".config") / _FOLDER / _FILE


def read_secrets(
    path: Path, *, station: Path, environ: Mapping[str, str], windows: bool = os.name == "nt"
) -> Mapping[str, str]:
    """Read the file; nothing when there is none.

    It must lie outside the station, whose folder is copied to sticks and other people. Elsewhere than on Windows its
    mode must shut out group and others (600). Windows has no such modes, so that there the file must lie in the
    user's own profile, which Windows itself shuts to other users; anything beyond that cannot be checked.

    Raises:
        SecretsRefused: one of these is not so, or the file is not a list of names with texts. No value is quoted.
    """
    if not path.is_file():
        return {}
    if path.resolve().is_relative_to(station.resolve()):
        raise SecretsRefused(path=path, reason="tệp nằm trong thư mục đài, sẽ bị chép theo; chuyển ra ngoài")
    if windows and not path.resolve().is_relative_to(_home(environ).resolve()):
        raise SecretsRefused(path=path, reason="trên Windows phải đặt trong thư mục riêng của người dùng (Users)")
    with translated(path), path.open("rb") as stream:
        mode = stat.S_IMODE(os.fstat(stream.fileno()).st_mode)
        content = stream.read()
    if not windows and mode & _OTHERS:
        reason = f"người khác đọc được (quyền {mode:03o}); chạy `chmod 600 {path}`"
        raise SecretsRefused(path=path, reason=reason)
    return _named(decoded(content, path), path)


def _home(environ: Mapping[str, str]) -> Path:
    home = environ.get("USERPROFILE") or environ.get("HOME")
    return Path(home) if home else Path.home()


def _named(text: str, path: Path) -> Mapping[str, str]:
    table = _table(text)
    if table is None:
        raise SecretsRefused(path=path, reason='không đúng cú pháp; mỗi dòng một khóa: TÊN = "giá trị"')
    wrong = [name for name, value in table.items() if not isinstance(value, str) or not _sendable(value)]
    if wrong:
        reason = f'{", ".join(wrong)} phải là một dòng chữ trong dấu nháy kép, không dấu tiếng Việt: TÊN = "giá trị"'
        raise SecretsRefused(path=path, reason=reason)
    return {name: str(value) for name, value in table.items()}


def _table(text: str) -> Mapping[str, object] | None:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return None  # and its message with it: newer Pythons hang the whole text on that error


def _sendable(value: str) -> bool:
    return bool(value) and value.isascii() and value.isprintable() and value == value.strip()
