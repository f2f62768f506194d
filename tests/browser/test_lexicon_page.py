"""The lexicon in a real browser: a word is added after a look at what it changes."""

import pytest
from approval_made import DOUBT, speaking_folder
from browser_made import CHROMIUM, DESK, PHONE, axe_faults, served, stands_out
from small_station import speak_in_tones
from web_made import Crew, enter

from broadcaster.domain.accounts import Role

pytestmark = [pytest.mark.chromium, pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")]


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        speak_in_tones(patch)
        crew = Crew(speaking_folder(tmp_path_factory.mktemp("tu-dien")))
        with served(crew.app) as address:
            yield address
        crew.station.close()


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [PHONE, DESK])
def test_a_word_is_added_and_taken_back_by_keyboard(site, at, shot, width, dark):
    page = at(width, dark=dark)
    enter(page, site, Role.EDITOR, f"/tu-dien?cau={DOUBT}")
    name = f"{width}-{'dark' if dark else 'light'}"

    def looked_at(what):
        shot(page, f"{what}-{name}")
        assert stands_out(page) == []
        assert axe_faults(page) == []

    looked_at("tu-dien")
    page.get_by_label("Viết", exact=False).first.focus()
    page.keyboard.type("ĐTT")
    page.keyboard.press("Tab")
    page.keyboard.type("đài truyền thanh xã")
    page.keyboard.press("Enter")
    page.get_by_text("Những câu sẽ đổi").wait_for()
    looked_at("tu-dien-doi")
    page.get_by_role("button", name="Ghi cách đọc").press("Enter")
    page.get_by_text("Đã ghi cách đọc").wait_for()
    page.get_by_role("button", name="Bỏ ĐTT").click()
    page.get_by_role("button", name="Bỏ cách đọc").click()
    page.get_by_text("Đã bỏ cách đọc").wait_for()
    page.goto(f"{site}/tu-dien/lich-su")
    looked_at("tu-dien-lich-su")
