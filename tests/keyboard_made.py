"""Somebody at a page with a keyboard and no mouse: every step is a key, and each stop is looked at."""

from __future__ import annotations

import pytest

MOST_STEPS = 250
"""More presses of Tab than any page takes."""

STOP = """() => {
  const each = document.activeElement, style = getComputedStyle(each), box = each.getBoundingClientRect();
  return {
    name: each.tagName + ' ' + (each.id || each.getAttribute('aria-label') || each.textContent.trim().slice(0, 40)),
    page: each === document.body,
    seen: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0 && box.width > 0 && box.height > 0,
    inside: box.bottom > 0 && box.right > 0 && box.top < innerHeight && box.left < innerWidth,
  };
}"""

REACHABLE = """() => {
  const wanted = 'a[href], button, input:not([type=hidden]), select, textarea, summary, audio[controls], [tabindex="0"]';
  const named = each => each.type === 'radio' ? 'radio ' + each.name : null;
  const there = [...document.querySelectorAll(wanted)].filter(each => !each.disabled && each.tabIndex >= 0
    && each.checkVisibility({ visibilityProperty: true }) && !each.closest('[inert]'));
  window.everyStop = there;
  return there.map((each, place) => named(each) || place + ' ' + each.tagName + ' ' + each.textContent.trim().slice(0, 30));
}"""

HERE = """() => {
  const each = document.activeElement, place = window.everyStop.indexOf(each);
  return each.type === 'radio' ? 'radio ' + each.name
    : place < 0 ? '' : place + ' ' + each.tagName + ' ' + each.textContent.trim().slice(0, 30);
}"""


class Hands:
    """Two hands on a keyboard."""

    def __init__(self, page):
        self.page = page
        self.unseen = []

    def press(self, *keys):
        for key in keys:
            self.page.keyboard.press(key)

    def type(self, text):
        self.page.keyboard.type(text)

    def to(self, found):
        """Go on with Tab until an element has the focus; fails when it cannot be reached so."""
        found.first.wait_for()
        for _ in range(MOST_STEPS):
            if found.first.evaluate("each => each === document.activeElement"):
                return self
            self.press("Tab")
            self._look()
        pytest.fail(f"the keyboard does not reach {found}")

    def link(self, name, **more):
        return self.to(self.page.get_by_role("link", name=name, **more))

    def button(self, name, **more):
        return self.to(self.page.get_by_role("button", name=name, **more))

    def field(self, label, **more):
        return self.to(self.page.get_by_label(label, **more))

    def box(self, found):
        return self.to(found)

    def enter(self):
        self.press("Enter")

    def space(self):
        self.press("Space")

    def _look(self):
        stop = self.page.evaluate(STOP)
        if not stop["page"] and not (stop["seen"] and stop["inside"]):
            self.unseen.append((self.page.url.partition("/")[2], stop["name"], stop["seen"], stop["inside"]))


def never_reached(page, key="Tab"):
    """Give what of a page a whole way round with Tab (or Shift+Tab) never reaches: nothing, unless there is a trap."""
    page.evaluate("() => document.activeElement.blur()")
    left = set(page.evaluate(REACHABLE))
    for _ in range(len(left) * 3 + 40):  # a player has several stops of its own
        page.keyboard.press(key)
        left.discard(page.evaluate(HERE))
        if not left:
            return []
    return sorted(left)
