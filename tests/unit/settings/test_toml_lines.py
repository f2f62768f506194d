"""Where keys stand in a TOML text."""

import tomllib

import tomlkit
from hypothesis import given
from hypothesis import strategies as st

from broadcaster.settings.toml_lines import key_lines

HARD = '''\
# a comment with = and [brackets]
top = "a # no comment"
"quoted key" = 1
dotted.inner = 2

[table] # a comment
text = """
not = "a key"
[not a table]
ends with quotes"""""
raw = \'\'\'
also = 'not'
\'\'\'
day = 2025-07-01
at = 06:15:00
few = [
  1, # one
  { x = "}", y = [2, 3] },
  "]",
]

[[row]]
id = "first"
inline = { a = 1, b.c = "," }

[row.below]
deep = true

[[row]]
id = "second"

[[row.list]]
n = -1.5e+3

[row."a.b"]
z = 0
'''


def paths(value, above=()):
    if isinstance(value, dict):
        inner = value.items()
    elif isinstance(value, list):
        inner = enumerate(value)
    else:
        return set()
    return {path for key, below in inner for path in {(*above, key), *paths(below, (*above, key))}}


def line_of(wanted):
    return next(number for number, line in enumerate(HARD.splitlines(), 1) if wanted in line)


def test_every_key_table_and_element_of_a_hard_text_has_a_line():
    assert set(key_lines(HARD)) == paths(tomllib.loads(HARD))


def test_a_line_is_the_one_where_the_key_is_written():
    lines = key_lines(HARD)
    assert lines["quoted key",] == 3
    assert lines["dotted", "inner"] == 4
    assert lines["table",] == line_of("[table]")
    assert lines["table", "raw"] == line_of("raw =")
    assert lines["table", "few", 1, "y", 1] == line_of("y = [2")
    assert lines["row", 0, "inline", "b", "c"] == line_of("inline")
    assert lines["row", 0, "below", "deep"] == line_of("deep")
    assert lines["row", 1] == line_of('"second"') - 1
    assert lines["row", 1, "list", 0, "n"] == line_of("n = -1.5")
    assert lines["row", 1, "a.b", "z"] == line_of("z = 0")


SCALARS = (
    st.booleans() | st.integers(-9, 9) | st.dates() | st.times() | st.text(alphabet="aĐ \"'\\#=[]{},.\n", max_size=8)
)
KEYS = st.text(alphabet="abc-_ .\"'#=[]", min_size=1, max_size=4)
VALUES = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3), max_leaves=12
)


@given(st.dictionaries(KEYS, VALUES, max_size=4))
def test_whatever_a_toml_writer_writes_every_path_has_a_line_inside_the_text(table):
    text = tomlkit.dumps(table)
    lines = key_lines(text)
    assert set(lines) == paths(tomllib.loads(text))
    assert all(1 <= line <= text.count("\n") + 1 for line in lines.values())
