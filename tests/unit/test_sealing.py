"""Secrets of second factors: sealed for one account, opened by one key, which nobody else can read."""

import os

import pytest

from broadcaster.errors import FactorKeyUnusable
from broadcaster.sealing import FactorKey, factor_key_path, is_sealed

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@pytest.fixture
def path(tmp_path):
    return tmp_path / "khoa" / "hai-lop.key"


def test_a_secret_opens_for_its_account_with_its_key_alone(path, tmp_path):
    key = FactorKey.open(path, make=True)
    sealed = key.seal(SECRET, about="lan")
    assert is_sealed(sealed)
    assert not is_sealed(SECRET)
    assert SECRET not in sealed
    assert key.seal(SECRET, about="lan") != sealed
    assert FactorKey.open(path).unseal(sealed, about="lan") == SECRET
    with pytest.raises(FactorKeyUnusable, match="đã bị sửa"):
        key.unseal(sealed, about="nam")
    with pytest.raises(FactorKeyUnusable, match="không phải khóa đã cất mã"):
        FactorKey.open(tmp_path / "khac.key", make=True).unseal(sealed, about="lan")


@pytest.mark.parametrize("spoiled", ["v1:{name}:", "v1:{name}:%%%", "v1:{name}:AAAA", "v1::", "v2:{name}:AAAA", "v1"])
def test_what_was_changed_in_the_store_does_not_open(path, spoiled):
    key = FactorKey.open(path, make=True)
    name = key.seal(SECRET, about="lan").split(":")[1]
    with pytest.raises(FactorKeyUnusable, match="Nhập một mã dự phòng"):
        key.unseal(spoiled.format(name=name), about="lan")


def test_a_key_is_made_once_only_where_that_is_meant_and_for_its_owner_alone(path):
    with pytest.raises(FactorKeyUnusable, match="không có khóa hai lớp"):
        FactorKey.open(path)
    assert not path.exists()
    FactorKey.open(path, make=True)
    content = path.read_bytes()
    FactorKey.open(path, make=True)
    assert path.read_bytes() == content
    if os.name != "nt":
        assert path.stat().st_mode & 0o777 == 0o600


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_a_key_that_others_can_read_is_refused(path):
    FactorKey.open(path, make=True)
    path.chmod(0o640)
    with pytest.raises(FactorKeyUnusable, match="chmod 600"):
        FactorKey.open(path)


@pytest.mark.parametrize("content", [b"", b"\x00\xff", b"AAAA", "khóa".encode()])
def test_another_file_is_no_key(path, content):
    FactorKey.open(path, make=True)
    path.write_bytes(content)
    with pytest.raises(FactorKeyUnusable, match="đã hỏng"):
        FactorKey.open(path)


def test_what_strangers_read_does_not_say_where_the_key_lies(path, caplog):
    caplog.set_level("WARNING")
    with pytest.raises(FactorKeyUnusable) as told:
        FactorKey.open(path)
    assert str(path) not in str(told.value)
    assert caplog.records[0].key == str(path)


def test_the_key_lies_beside_the_secrets_or_where_the_environment_says(tmp_path):
    secrets = tmp_path / "cau-hinh" / "secrets.toml"
    assert factor_key_path({}, secrets, "xa") == tmp_path / "cau-hinh" / "second-factor" / "xa.key"
    named = {"BROADCASTER_FACTOR_KEY": str(tmp_path / "a.key")}
    assert factor_key_path(named, secrets, "xa") == tmp_path / "a.key"
