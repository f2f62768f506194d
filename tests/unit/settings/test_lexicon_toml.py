"""What is exported is read back as it was."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st
from makers import COMMUNE, a_word

from broadcaster.domain.readings import Lexicon, LexiconEntry
from broadcaster.domain.words import joined
from broadcaster.settings.lexicon_toml import lexicon_toml
from broadcaster.settings.schedules import load_lexicon

texts = (
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1)
    .map(lambda text: unicodedata.normalize("NFC", text).strip())
    .filter(bool)
)
words = st.builds(
    LexiconEntry,
    written=texts,
    spoken=texts,
    context=st.lists(texts, max_size=2).map(tuple),
    voice=st.sampled_from(["", "espeak", "espeak:nu-phat-thanh"]),
    outlets=st.sampled_from([(), (COMMUNE,)]),
)


def read_back(folder, lexicon):
    (folder / "lexicon.toml").write_text(lexicon_toml(lexicon), encoding="utf-8", newline="\n")
    return load_lexicon(folder)


@given(entries=st.lists(words, max_size=4))
def test_any_lexicon_is_read_back_equal(tmp_path_factory, entries):
    lexicon = joined([], entries)
    assert read_back(tmp_path_factory.mktemp("tu"), lexicon) == lexicon


def test_signs_that_mean_something_in_toml_are_only_signs(tmp_path):
    odd = a_word(
        written='a "b" \\ # [[word]] \t\x7f\x01', spoken="'''", context=('"""',), voice="espeak", outlets=("X",)
    )
    lexicon = Lexicon(entries=(odd, a_word()))
    assert read_back(tmp_path, lexicon) == lexicon


def test_an_empty_lexicon_is_a_file_too(tmp_path):
    assert read_back(tmp_path, Lexicon(entries=())) == Lexicon(entries=())
