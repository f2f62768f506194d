from broadcaster.reports.fonts import missing_letters, vietnamese_letters


def test_the_chart_font_has_every_vietnamese_letter():
    assert missing_letters() == ""


def test_the_letters_asked_for_are_all_134_with_a_mark():
    marked = {letter for letter in vietnamese_letters() if not letter.isascii()}
    assert len(marked) == 134
