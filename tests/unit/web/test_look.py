"""Pages as they are answered: language, colours, menu, parts, and no way in for foreign markup."""

import re
from html.parser import HTMLParser

import pytest
from gallery_made import SOMEBODY, gallery_app
from starlette.testclient import TestClient

from broadcaster.domain.airings import Evidence
from broadcaster.domain.approvals import ScriptState
from broadcaster.domain.outcomes import Outcome
from broadcaster.scheduling.next_hours import Reached
from broadcaster.web.look.assets import assets
from broadcaster.web.look.badges import BADGES, badge_of
from broadcaster.web.look.language import Language
from broadcaster.web.look.menu import MENU, is_at, menu_for
from broadcaster.web.look.render import TEMPLATES, environment, with_query
from broadcaster.web.look.theme import own_path


@pytest.fixture
def client():
    return TestClient(gallery_app(), follow_redirects=False)


def test_a_page_speaks_vietnamese_until_somebody_chooses_english(client):
    page = client.get("/kieu-dang")
    assert page.headers["content-language"] == "vi"
    assert '<html lang="vi" data-theme="may">' in page.text
    assert "Đăng xuất" in page.text
    chosen = client.get("/giao-dien", params={"tieng": "en", "ve": "/kieu-dang?loc=moi"})
    assert (chosen.status_code, chosen.headers["location"]) == (303, "/kieu-dang?loc=moi")
    page = client.get("/kieu-dang")
    assert '<html lang="en"' in page.text
    assert "Sign out" in page.text
    assert "1,234.5" in page.text


def test_an_account_s_own_language_goes_before_the_cookie():
    english = type(SOMEBODY)(**vars(SOMEBODY) | {"language": "en"})
    assert "Sign out" in TestClient(gallery_app(who=english)).get("/kieu-dang").text


def test_colours_are_chosen_without_a_script_and_kept(client):
    chosen = client.get("/giao-dien", params={"mau": "toi"})
    assert "HttpOnly" in chosen.headers["set-cookie"]
    assert "samesite=lax" in chosen.headers["set-cookie"].lower()
    page = client.get("/kieu-dang").text
    assert 'data-theme="toi"' in page
    assert '<meta name="color-scheme" content="dark">' in page
    client.cookies.clear()
    client.cookies.set("mau", "hong")
    assert 'data-theme="may"' in client.get("/kieu-dang").text


def test_a_choice_that_does_not_exist_is_refused(client):
    assert client.get("/giao-dien", params={"mau": "hong"}).status_code == 422


@pytest.mark.parametrize(
    "address",
    ["https://la.vn/", "//la.vn", "/\\la.vn", "javascript:alert(1)", "tin", "", "/a\r\nSet-Cookie: x=1", "/\t/la.vn"],
)
def test_a_choice_never_leads_to_another_site(address):
    assert own_path(address) == "/"


def test_a_choice_leads_back_to_where_it_was_made():
    assert own_path("/tin?loc=moi&trang=2") == "/tin?loc=moi&trang=2"


def test_the_menu_shows_what_there_is_and_what_one_may():
    paths = ["/", "/tin", "/thoi-luong", "/nguoi-dung"]
    shown = dict(menu_for({"see-board", "see-airtime"}, paths))
    assert [entry.href for entries in shown.values() for entry in entries] == ["/", "/thoi-luong"]
    assert list(menu_for(frozenset(), paths)) == []
    assert list(menu_for(None, ["/", "/tin"])) == []
    assert len({entry.href for entry in MENU}) == len(MENU)


def test_a_page_stands_under_its_part_of_the_menu():
    first, news = MENU[0], MENU[1]
    assert is_at(first, "/")
    assert not is_at(first, "/tin")
    assert is_at(news, "/tin")
    assert is_at(news, "/tin/tin-001")
    assert not is_at(news, "/tin-tuc")


def test_nobody_who_has_not_signed_in_sees_the_menu():
    page = TestClient(gallery_app(who=None)).get("/kieu-dang/loi")
    assert page.status_code == 404
    assert "/tin" not in page.text
    assert 'class="bare"' in page.text


@pytest.mark.parametrize("kind", [ScriptState, Evidence, Outcome, Reached])
def test_every_state_has_a_badge_with_a_symbol_and_its_word(kind):
    for state in kind:
        assert state in BADGES
        assert badge_of(state).icon
        assert badge_of(state).label == getattr(state, "label", state.value) or kind is Outcome


def test_states_of_one_kind_are_told_apart_without_colour():
    for kind in (ScriptState, Evidence, Outcome, Reached):
        labels = [badge_of(state).label for state in kind]
        assert len(set(labels)) == len(labels)
    assert badge_of("lạ").label == "lạ"


class Walked(HTMLParser):
    """What a strict content policy forbids, doubled ids, and fields without a label."""

    def __init__(self):
        super().__init__()
        self.inline, self.ids, self.labels, self.fields = [], [], set(), set()

    def handle_starttag(self, tag, attrs):
        told = dict(attrs)
        if "style" in told or any(name.startswith("on") for name in told) or tag == "style":
            self.inline.append((tag, attrs))
        if tag == "script" and "src" not in told:
            self.inline.append((tag, attrs))
        if "id" in told:
            self.ids.append(told["id"])
        if tag == "label" and "for" in told:
            self.labels.add(told["for"])
        if tag in {"input", "select", "textarea"} and told.get("type") not in {"hidden", "checkbox", "radio"}:
            self.fields.add(told["id"])


@pytest.mark.parametrize("path", ["/kieu-dang", "/kieu-dang/hoi", "/kieu-dang/loi"])
def test_a_page_has_nothing_inline_no_id_twice_and_a_label_for_each_field(client, path):
    walked = Walked()
    walked.feed(client.get(path).text)
    assert walked.inline == []
    assert len(set(walked.ids)) == len(walked.ids)
    assert walked.fields <= walked.labels


def test_what_people_wrote_is_never_markup():
    bad = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"
    text = (
        '{% import "parts.html" as ui %}{{ ui.head(bad, lead=bad, crumbs=[(bad, "/")]) }}{{ ui.field(bad, bad, value=bad, help=bad, error=bad) }}'
        "{{ ui.area('a', bad, bad) }}{{ ui.select('s', bad, [(bad, bad)], bad) }}{{ ui.th(bad, href=bad, note=bad) }}{{ ui.td(bad, bad) }}"
        "{{ ui.callout(bad, title=bad, tone=bad) }}{{ ui.empty(bad, bad) }}{{ ui.badge(bad, note=bad) }}{{ ui.topic(bad, bad) }}"
        "{{ ui.button(bad, title=bad) }}{{ ui.link(bad, bad) }}{{ ui.sound(bad, bad, note=bad) }}{{ ui.file(bad, bad, note=bad) }}"
        "{{ ui.diff([('new', bad), ('old', bad), ('same', bad)]) }}{{ ui.figure(bad, bad, unit=bad, note=bad) }}{{ ui.target(bad, 1, 2, 3, bad, note=bad) }}"
    )
    page = environment(Language.VIETNAMESE).from_string(text).render(bad=bad)
    assert not re.search(r"<script|<img|[\"']>\s*<img", page)
    walked = Walked()
    walked.feed(page)
    assert walked.inline == []


def test_only_strings_of_the_template_itself_are_taken_for_markup():
    """Jinja marks what ``_`` gives as safe; a word from elsewhere goes through ``said``."""
    for path in TEMPLATES.rglob("*.html"):
        said = path.read_text(encoding="utf-8")
        assert not re.search(r"(?<![\w.])_\((?![\"'])", said), path.name
        assert not re.search(r"\|\s*safe\b", said), path.name


def test_an_address_is_changed_in_one_place_of_its_query():
    assert with_query("/tin?loc=moi&trang=3", trang=None, xep="-dai") == "/tin?loc=moi&xep=-dai"
    assert with_query("/tin") == "/tin"
    assert with_query("/tin", tim="một cửa & <b>") == "/tin?tim=m%E1%BB%99t+c%E1%BB%ADa+%26+%3Cb%3E"


def _light(code):
    parts = [int(code[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one, other):
    light, dark = sorted((_light(one), _light(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _colours():
    """Give the colours of each mode, as the styles have them."""
    style = assets()["app.css"].content.decode()
    blocks = re.findall(r"(:root[^{]*)\{([^}]*)\}", style.partition("@media print")[0])
    found = [dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6})\b", body)) for _, body in blocks]
    return [{k: "#" + "".join(c * 2 for c in v[1:]) if len(v) == 4 else v for k, v in each.items()} for each in found]


def test_the_two_dark_modes_are_one():
    light, dark, automatic = _colours()
    assert dark == automatic
    assert set(light) == set(dark)


@pytest.mark.parametrize("mode", [0, 1])
@pytest.mark.parametrize(
    ("ink", "ground"),
    [
        *((ink, ground) for ink in ("ink", "soft", "accent", "red") for ground in ("paper", "card", "wash")),
        *((tone, f"{tone}-wash") for tone in ("accent", "amber", "red", "green", "blue")),
        *(("ink", f"{tone}-wash") for tone in ("accent", "amber", "red", "green", "blue")),
        ("accent-ink", "accent"),
        ("accent-ink", "accent-strong"),
        ("red-ink", "red"),
        ("air-ink", "air"),
        ("side-ink", "side"),
        ("side-soft", "side"),
        ("side-ink", "side-wash"),
    ],
)
def test_words_stand_out_from_their_ground(mode, ink, ground):
    colours = _colours()[mode]
    assert _contrast(colours[ink], colours[ground]) >= 4.5


@pytest.mark.parametrize("mode", [0, 1])
def test_edges_of_fields_and_focus_are_seen(mode):
    colours = _colours()[mode]
    for line, ground in (("edge", "card"), ("edge", "wash"), ("accent", "paper"), ("accent", "card"), ("air", "wash")):
        assert _contrast(colours[line], colours[ground]) >= 3


def _topics():
    style = assets()["app.css"].content.decode()
    chips = {0: ("#5f6b68", "#fff")}
    for code, ground, ink in re.findall(r"\.topic-(\d+) > b \{ background: (#\w+);(?: color: (#\w+);)? \}", style):
        chips[int(code)] = (ground, ink or "#fff")
    return {code: (ground, {"#fff": "#ffffff", "#111": "#111111"}[ink]) for code, (ground, ink) in chips.items()}


def test_eleven_topics_have_eleven_colours_that_their_number_stands_out_from():
    topics = _topics()
    assert sorted(topics) == list(range(11))
    assert len({ground for ground, _ in topics.values()}) == 11
    for ground, ink in topics.values():
        assert _contrast(ground, ink) >= 4.5
    marks = dict(re.findall(r"\.mark\.topic-(\d+) \{ fill: (#\w+);", assets()["app.css"].content.decode()))
    assert {int(code): fill for code, fill in marks.items()} == {c: g for c, (g, _) in topics.items() if c}
