import base64
import json
import logging
from urllib.parse import quote, quote_plus

import pytest

from broadcaster.speech.concealment import MARK, conceal, hidden

SECRET = 'pW9 /+"khóa&=%'


@pytest.mark.parametrize(
    "form",
    [
        SECRET,
        quote(SECRET),
        quote(SECRET, safe=""),
        quote_plus(SECRET),
        json.dumps(SECRET)[1:-1],
        base64.b64encode(SECRET.encode()).decode(),
    ],
)
def test_a_secret_is_blotted_out_in_every_form(form):
    conceal(SECRET)
    assert hidden(f"trước {form} sau").startswith(f"trước {MARK}")
    assert form not in hidden(f"trước {form} sau")


def test_a_text_with_a_piece_of_a_secret_goes_whole():
    conceal("sk-abcdefghij")
    assert hidden("Incorrect key sk-abc***hij") == MARK
    assert hidden("Incorrect key *********hij") == "Incorrect key *********hij"


def test_other_words_stay():
    conceal("sk-abcdefghij")
    assert hidden("hết hạn mức") == "hết hạn mức"


def test_the_longer_of_two_secrets_goes_first():
    conceal("qwertz-1")
    conceal("qwertz-1-long")
    assert hidden("khóa: qwertz-1-long.") == f"khóa: {MARK}."


def test_the_librarys_debug_log_is_discreet(caplog):
    caplog.set_level(logging.DEBUG)
    conceal("log-secret-42")
    logging.getLogger("urllib3.connectionpool").debug('"%s %s"', "GET", "/x?key=log-secret-42")
    logging.getLogger("urllib3.connectionpool").debug("plain %s", "words")
    assert [record.getMessage() for record in caplog.records] == [f'"GET /x?key={MARK}"', "plain words"]


def test_no_secret_hides_nothing():
    assert conceal("") == ""
    assert hidden("a b") == "a b"
