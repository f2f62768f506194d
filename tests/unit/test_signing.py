import os
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from broadcaster.errors import KeyRefused
from broadcaster.signing import StationKey, is_signed, key_path


@pytest.fixture
def path(tmp_path):
    return tmp_path / "khóa" / "xa.pem"


def test_a_key_is_made_once_and_stays(path):
    assert StationKey.open(path).public == StationKey.open(path).public
    assert [each.name for each in path.parent.iterdir()] == ["xa.pem"]


def test_two_that_make_it_at_once_have_one_key(path):
    with ThreadPoolExecutor(8) as pool:
        assert len({key.public for key in pool.map(lambda _: StationKey.open(path), range(8))}) == 1


def test_a_signature_holds_for_its_bytes_and_its_key_alone(path, tmp_path):
    key, other = StationKey.open(path), StationKey.open(tmp_path / "khác.pem")
    signature = key.sign(b"x")
    assert is_signed(b"x", key=key.public, signature=signature)
    assert not is_signed(b"y", key=key.public, signature=signature)
    assert not is_signed(b"x", key=other.public, signature=signature)
    assert not is_signed(b"x", key=key.public, signature="zz")
    assert not is_signed(b"x", key="", signature=signature)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_nobody_else_may_read_it(path):
    StationKey.open(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    path.chmod(0o644)
    with pytest.raises(KeyRefused, match="chmod 600"):
        StationKey.open(path)


def test_a_file_that_is_no_such_key_is_refused_and_left_alone(path):
    path.parent.mkdir()
    rsa = generate_private_key(65_537, 2_048).private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    for content in (b"", b"xin chao", rsa):
        path.write_bytes(content)
        path.chmod(0o600)
        with pytest.raises(KeyRefused):
            StationKey.open(path)
        assert path.read_bytes() == content


def test_the_key_lies_beside_the_secrets_or_where_the_environment_says():
    secrets = Path("a") / "broadcaster" / "secrets.toml"
    assert key_path({}, secrets, "xa") == Path("a") / "broadcaster" / "signing" / "xa.pem"
    assert key_path({"BROADCASTER_SIGNING_KEY": "b/c.pem"}, secrets, "xa") == Path("b/c.pem")
