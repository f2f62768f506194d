import os
from pathlib import Path

import pytest
from small_station import SETTINGS

from broadcaster.errors import SecretMissing, SecretsRefused
from broadcaster.settings.secrets import read_secrets, secrets_path
from broadcaster.station import Station

POSIX = pytest.mark.skipif(os.name == "nt", reason="Windows has no modes")
VALUE = "gia-tri-bi-mat-01"


@pytest.fixture
def home(tmp_path):
    return tmp_path / "home"


@pytest.fixture
def kept(home):
    """Give a function that writes a file of secrets, private unless said otherwise."""

    def write(text=f'FPT_API_KEY = "{VALUE}"\n', mode=0o600, path=None):
        path = path or home / ".config" / "broadcaster" / "secrets.toml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        path.chmod(mode)
        return path

    return write


def read(path, home, **others):
    return read_secrets(path, station=home.parent / "dai", environ={"HOME": str(home)}, **others)


def test_the_file_lies_in_the_users_own_place(home):
    assert secrets_path({"HOME": "/h"}, windows=False) == Path("/h/.config/broadcaster/secrets.toml")
    assert secrets_path({"HOME": "/h", "XDG_CONFIG_HOME": "/c"}, windows=False) == Path("/c/broadcaster/secrets.toml")
    assert secrets_path({"APPDATA": "/a"}, windows=True) == Path("/a/broadcaster/secrets.toml")
    profile = Path("/u/AppData/Roaming/broadcaster/secrets.toml")
    assert secrets_path({"USERPROFILE": "/u"}, windows=True) == profile
    assert secrets_path({"BROADCASTER_SECRETS": "/x/k.toml", "HOME": "/h"}) == Path("/x/k.toml")


def test_no_file_is_no_secret(home):
    assert read(home / "none.toml", home) == {}


@POSIX
def test_a_private_file_is_read(kept, home):
    assert read(kept(), home) == {"FPT_API_KEY": VALUE}
    assert read(kept(mode=0o400), home) == {"FPT_API_KEY": VALUE}


@POSIX
@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o644, 0o620, 0o601])
def test_a_file_that_others_can_reach_is_refused_with_the_way_to_close_it(kept, home, mode):
    path = kept(mode=mode)
    with pytest.raises(SecretsRefused, match=f"quyền {mode:03o}") as caught:
        read(path, home)
    assert f"chmod 600 {path}" in str(caught.value)
    assert VALUE not in str(caught.value)


def test_a_file_inside_the_station_is_refused(kept, home):
    path = kept(path=home.parent / "dai" / "khoa.toml")
    with pytest.raises(SecretsRefused, match="trong thư mục đài"):
        read(path, home)


def test_on_windows_the_file_must_lie_in_the_users_profile(kept, home):
    assert read(kept(mode=0o644), home, windows=True) == {"FPT_API_KEY": VALUE}
    with pytest.raises(SecretsRefused, match="thư mục riêng của người dùng"):
        read(kept(path=home.parent / "chung" / "khoa.toml"), home, windows=True)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (f'KEY = "{VALUE}', "không đúng cú pháp"),
        (f"KEY = {VALUE}", "không đúng cú pháp"),
        (f'[fpt]\nKEY = "{VALUE}"', "fpt phải là một dòng chữ"),
        ("KEY = 12345678", "KEY phải là một dòng chữ"),
        ('KEY = ""', "KEY phải là một dòng chữ"),
        (f'KEY = "{VALUE}\\nX: y"', "KEY phải là một dòng chữ"),
        ('KEY = "khóa bí mật"', "không dấu tiếng Việt"),
    ],
)
def test_a_bad_file_is_refused_without_a_word_of_its_content(kept, home, text, reason):
    with pytest.raises(SecretsRefused, match=reason) as caught:
        read(kept(text), home)
    links, error = [], caught.value
    while error is not None:
        links += [str(error), repr(error.args)]
        error = error.__cause__ or error.__context__
    for value in (VALUE, "12345678", "khóa bí mật"):
        assert value not in "".join(links).replace("Không dùng tệp khóa bí mật", "")


@pytest.fixture
def opened(tmp_path, home):
    """Give a function that opens a station with an environment."""
    folder = tmp_path / "dai"
    folder.mkdir()
    (folder / "station.toml").write_text(SETTINGS, encoding="utf-8")

    def open_with(**environ):
        return Station.open(folder, {"HOME": str(home), "USERPROFILE": str(home), **environ})

    return open_with


def test_the_environment_wins_over_the_file(kept, opened):
    path = kept()
    with opened(BROADCASTER_SECRETS=str(path)) as station:
        assert station.voice_place("http").secret("FPT_API_KEY") == VALUE
    with opened(BROADCASTER_SECRETS=str(path), FPT_API_KEY="khac") as station:
        assert station.voice_place("http").secret("FPT_API_KEY") == "khac"


def test_a_missing_secret_names_the_file_where_it_could_stand(kept, opened):
    path = kept()
    with (
        opened(BROADCASTER_SECRETS=str(path)) as station,
        pytest.raises(SecretMissing, match="ZALO_API_KEY") as caught,
    ):
        station.voice_place("http").secret("ZALO_API_KEY")
    assert str(path) in str(caught.value)
