"""``carts/carts.toml`` as it is written, read and refused."""

import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from makers import an_own_cart

from broadcaster.domain.carts import CartKind
from broadcaster.errors import SettingsError
from broadcaster.settings.carts import CARTS_FILE, carts_toml, chosen_carts, is_cart_id, load_carts

ONE = an_own_cart()
WORDS = st.text(st.characters(blacklist_categories=("Cs", "Cc")), min_size=1).map(str.strip).filter(bool)


@pytest.fixture
def folder(tmp_path):
    return tmp_path


def written(folder, text):
    path = folder / CARTS_FILE
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return folder


def refusal(folder, text):
    with pytest.raises(SettingsError) as caught:
        load_carts(written(folder, text))
    return caught.value.findings


def test_a_station_without_the_file_has_no_carts(folder):
    assert load_carts(folder) == ()


def test_what_is_written_is_read_again(folder):
    carts = (ONE, replace(ONE, id="bai-ket", kind=CartKind.CLOSING, source='Bản "thu" \\ tay\n2 dòng'))
    assert load_carts(written(folder, carts_toml(carts))) == carts


@given(source=WORDS, licence=WORDS, by=WORDS)
def test_any_words_survive(tmp_path_factory, source, licence, by):
    said = {"source": source, "licence": licence, "by": by}
    said = {key: unicodedata.normalize("NFC", text).strip() for key, text in said.items()}
    cart = replace(ONE, **said)
    assert load_carts(written(tmp_path_factory.mktemp("đài"), carts_toml([cart]))) == (cart,)


def test_each_fault_is_named_with_its_line(folder):
    bad = carts_toml([ONE]).replace('kind = "ident"', 'kind = "idnet"').replace('file = "', 'file = "../')
    bad = bad.replace(ONE.audio, "abc").replace("licence = ", "license = ")
    found = "\n".join(refusal(folder, bad))
    assert "carts/carts.toml, dòng 5: 'cart[1].kind' không nhận 'idnet'" in found
    assert "dòng 6: 'cart[1].file' phải là tên tệp nằm ngay trong thư mục carts/" in found
    assert "dòng 7: 'cart[1].sha256' phải là SHA-256" in found
    assert "không có khóa 'cart[1].license'; ý bạn là 'licence'?" in found
    assert "thiếu khóa 'cart[1].licence'" in found


def test_a_name_may_stand_once(folder):
    assert refusal(folder, carts_toml([ONE, ONE])) == (
        f"carts/carts.toml, dòng 15: băng '{ONE.id}' đã ghi ở trên, xóa bớt một",
    )


def test_a_file_that_is_no_toml_is_a_finding(folder):
    assert "carts/carts.toml" in refusal(folder, "[[cart")[0]


def test_the_settings_choose_by_kind(folder):
    written(folder, carts_toml([ONE]))
    assert chosen_carts(folder, {CartKind.IDENT: ONE.id}) == {CartKind.IDENT: ONE}


def test_a_choice_that_is_not_there_or_of_another_kind_is_refused(folder):
    written(folder, carts_toml([ONE]))
    with pytest.raises(SettingsError) as caught:
        chosen_carts(folder, {CartKind.STING: ONE.id, CartKind.BED: "nhac-hieu-2062"})
    other_kind, nowhere = caught.value.findings
    assert other_kind == "station.toml: 'carts.sting' chỉ tới băng 'nhac-hieu-2026' là nhạc hiệu, cần nhạc cắt"
    assert nowhere.startswith("station.toml: 'carts.bed' chỉ tới băng 'nhac-hieu-2062' không có trong carts/carts.toml")
    assert nowhere.endswith("; ý bạn là 'nhac-hieu-2026'?")


def test_no_choice_reads_no_file(folder):
    assert chosen_carts(written(folder, "hỏng ["), {}) == {}


@pytest.mark.parametrize("name", ["a", "nhac-hieu-2026", "0"])
def test_names_that_may_be(name):
    assert is_cart_id(name)


@pytest.mark.parametrize(
    "name", ["", "Nhac", "nhạc", "a b", "-a", "a-", "a--b", "../a", "con", "lpt1", "a" * 41, "a\n"]
)
def test_names_that_may_not_be(name):
    assert not is_cart_id(name)
