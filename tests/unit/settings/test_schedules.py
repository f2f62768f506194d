"""The folder as a whole: bad files, unknown tables, all findings at once, the hash of the source, the lexicon."""

import unicodedata

import pytest

from broadcaster.domain.readings import LexiconEntry
from broadcaster.errors import SettingsError
from broadcaster.settings.schedules import load_lexicon

from .conftest import FILES


def lexicon_findings(folder):
    with pytest.raises(SettingsError) as caught:
        load_lexicon(folder)
    return caught.value.findings


def test_all_findings_of_all_files_come_at_once_in_the_order_of_files_and_lines(schedules):
    schedules.change("units.toml", 'parent = "huyen-nghia-hung"', 'parrent = "huyen-nghia-hung"')
    schedules.change("outlets.toml", '"ip"', '"lte"')
    schedules.change("grid.toml", 'starts = "06:00"', 'starts = "09:00"')
    schedules.change("grid.toml", '"closing"]', '"sign-off"]')
    schedules.change("targets.toml", 'period = "2023"', 'period = "năm 2023"')
    assert [finding.split(":")[0] for finding in schedules.findings] == [
        schedules.line("grid.toml", "events"),
        schedules.line("grid.toml", "09:00"),
        schedules.line("outlets.toml", "lte"),
        schedules.line("targets.toml", "period"),
        schedules.line("units.toml", "parrent"),
    ]


def test_a_row_with_a_wrong_shape_is_told_once_not_again_by_everything_that_names_it(schedules):
    schedules.change("grid.toml", 'stops = "08:00"', 'stops = "tám giờ"')
    assert len(schedules.findings) == 1


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ('[[topic]]\ncode = 1\nname = "Chung\n', 3, "thiếu dấu nháy đóng, hoặc có ký tự lạ"),
        ("[[topic]]\ncode = 1\nname\n", 3, "thiếu dấu = giữa khóa và giá trị"),
        ("[[topic]]\ncode = 1\ncode = 2\n", 3, "khóa hoặc bảng này đã ghi ở trên, xóa bớt một"),
        ("[[topic]]\ncode = 1\nname = Chung\n", 3, "giá trị không đọc được; chữ phải đặt trong dấu nháy kép"),
        ('[[topic]]\ncode = 1\nname = "Chung" short\n', 3, "sau giá trị còn chữ thừa; mỗi dòng chỉ ghi một khóa"),
        ("[[topic]]\ncode = 1\nname = [1 2]\n", 3, "thiếu dấu phẩy hoặc dấu đóng ] }"),
        ("[[topic]]\ncode = [1,\n\n", 2, "tệp kết thúc giữa chừng, thiếu dấu đóng: nháy, ] hoặc }"),
    ],
)
def test_a_file_that_is_not_toml_is_told_with_its_line(schedules, text, line, reason):
    schedules.write("topics.toml", text)
    assert schedules.finding.startswith(f"schedules/topics.toml, dòng {line}: không đọc được")
    assert schedules.finding.endswith(reason)


def test_what_a_broken_file_may_declare_is_not_called_unknown(schedules):
    schedules.write("units.toml", "[[unit")
    schedules.change("outlets.toml", '"ip"', '"lte"')
    assert len(schedules.findings) == 2


def test_a_file_in_another_encoding_is_one_finding(schedules):
    (schedules.folder / "topics.toml").write_bytes('[[topic]]\nname = "Đài"\n'.encode("utf-16"))
    assert schedules.finding.startswith("schedules/topics.toml: Tệp ")


def test_a_file_with_a_byte_order_mark_and_windows_line_ends_is_read(schedules):
    before = schedules.load()
    for name in FILES:
        content = schedules.read(name).replace("\n", "\r\n").encode("utf-8-sig")
        (schedules.folder / name).write_bytes(content)
    assert schedules.load() == before


def test_decomposed_vietnamese_is_read_as_composed(schedules):
    schedules.write("outlets.toml", unicodedata.normalize("NFD", schedules.read("outlets.toml")))
    assert schedules.timetable.outlets[1].name == "Đài Truyền thanh xã Nghĩa Sơn"


def test_an_empty_file_is_no_finding(schedules):
    schedules.write("ghi-chu.toml", "")
    assert schedules.warnings == ()


def test_an_unknown_table_is_named_with_the_nearest(schedules):
    schedules.change("topics.toml", "[[topic]]\ncode = 2", "[[topics]]\ncode = 2")
    place = schedules.line("topics.toml", "[[topics]]")
    assert schedules.finding == f"{place}: không có bảng 'topics'; ý bạn là 'topic'?"


def test_a_table_written_with_single_brackets_is_told_how(schedules):
    schedules.write("policies.toml", '[policy]\noutlets = ["*"]\n')
    assert schedules.finding == "schedules/policies.toml, dòng 1: bảng 'policy' phải viết [[policy]], mỗi mục một lần"


def test_a_row_that_is_no_table_is_told_so(schedules):
    schedules.write("policies.toml", "policy = [1]\n")
    assert schedules.finding == "schedules/policies.toml, dòng 1: mỗi mục phải là một bảng"


@pytest.mark.parametrize(("table", "what"), [("outlet", "đài, cụm loa"), ("topic", "chủ đề"), ("slot", "giờ phát")])
def test_a_folder_without_the_first_things_is_refused(schedules, table, what):
    for path in schedules.folder.glob("*.toml"):
        path.write_text(path.read_text(encoding="utf-8").replace(f"[[{table}]]", f"[[{table}x]]"), encoding="utf-8")
    assert f"schedules: chưa khai báo {what} nào ([[{table}]]) trong các tệp .toml" in schedules.findings


def test_a_folder_that_is_not_there_is_refused(schedules):
    for path in schedules.folder.glob("*.toml"):
        path.unlink()
    schedules.folder.rmdir()
    assert len(schedules.findings) == 3


def test_the_source_changes_with_any_file_of_the_timetable_and_never_with_the_lexicon(schedules):
    before = schedules.load()[2]
    schedules.write("lexicon.toml", '[[word]]\nwritten = "Zalo"\nspoken = "da lô"\n')
    assert schedules.load()[2] == before
    schedules.add("topics.toml", "\n# một dòng ghi chú\n")
    assert schedules.load()[2] != before


def test_the_lexicon_gives_its_words_in_order(schedules):
    schedules.write(
        "lexicon.toml",
        '[[word]]\nwritten = "TT Liễu Đề"\nspoken = "thị trấn Liễu Đề"\n\n'
        '[[word]]\nwritten = "BTV"\nspoken = "biên tập viên"\ncontext = ["đài", "bản tin"]\n\n'
        '[[word]]\nwritten = "BTV"\nspoken = "ban thường vụ"\n',
    )
    assert load_lexicon(schedules.folder).entries == (
        LexiconEntry(written="TT Liễu Đề", spoken="thị trấn Liễu Đề"),
        LexiconEntry(written="BTV", spoken="biên tập viên", context=("đài", "bản tin")),
        LexiconEntry(written="BTV", spoken="ban thường vụ"),
    )


WORD = '[[word]]\nwritten = "TT"\nspoken = "{spoken}"\n{more}\n\n'


def test_a_word_may_be_for_one_voice_or_some_outlets(schedules):
    schedules.write(
        "lexicon.toml",
        WORD.format(spoken="thị trấn", more='voice = "espeak:nu-phat-thanh"\noutlets = ["NGHIA-SON"]')
        + WORD.format(spoken="trung tâm", more='voice = "espeak"'),
    )
    assert load_lexicon(schedules.folder, outlets=["NGHIA-SON"], engines=["espeak"]).entries == (
        LexiconEntry(written="TT", spoken="thị trấn", voice="espeak:nu-phat-thanh", outlets=("NGHIA-SON",)),
        LexiconEntry(written="TT", spoken="trung tâm", voice="espeak"),
    )


@pytest.mark.parametrize(
    ("first", "second", "name"),
    [
        ('context = ["xã", "Huyện"]', 'context = ["huyện", "xã"]', "TT / huyện / xã"),
        ('voice = "espeak"', 'voice = "espeak"', "TT / giọng espeak"),
        ('outlets = ["NGHIA-SON", "XA"]', 'outlets = ["XA", "NGHIA-SON"]', "TT / ở NGHIA-SON / ở XA"),
    ],
)
def test_a_word_declared_twice_is_found_by_all_that_says_where_it_holds(schedules, first, second, name):
    schedules.write("lexicon.toml", WORD.format(spoken="a", more=first) + WORD.format(spoken="b", more=second))
    assert lexicon_findings(schedules.folder) == (
        f"schedules/lexicon.toml, dòng 7: 'written' = '{name}' đã khai báo ở schedules/lexicon.toml, dòng 1",
    )


@pytest.mark.parametrize("more", ["", 'context = ["xã", "Huyện"]', 'voice = "espeak"', 'outlets = ["NGHIA-SON", "XA"]'])
def test_a_word_with_the_same_reading_in_two_files_is_one_word(schedules, more):
    schedules.write("lexicon.toml", WORD.format(spoken="a", more=more))
    schedules.write("lexicon-huyen.toml", WORD.format(spoken="a", more=more) + WORD.format(spoken="c", more=NEAR))
    assert [entry.spoken for entry in load_lexicon(schedules.folder).entries] == ["a", "c"]


NEAR = 'context = ["chợ"]'


def test_of_three_rows_for_one_word_the_other_reading_is_told_with_its_place(schedules):
    schedules.write("lexicon-huyen.toml", WORD.format(spoken="a", more=""))
    schedules.write("lexicon.toml", WORD.format(spoken="b", more="") + WORD.format(spoken="a", more=""))
    assert lexicon_findings(schedules.folder) == (
        "schedules/lexicon.toml, dòng 2: 'written' = 'TT' đã khai báo ở schedules/lexicon-huyen.toml, dòng 1",
    )


@pytest.mark.parametrize("more", ['context = ["xã"]', 'voice = "espeak"', 'outlets = ["NGHIA-SON"]'])
def test_words_that_hold_elsewhere_are_not_declared_twice(schedules, more):
    schedules.write("lexicon.toml", WORD.format(spoken="a", more="") + WORD.format(spoken="b", more=more))
    assert len(load_lexicon(schedules.folder).entries) == 2


def test_outlets_and_engines_that_words_name_are_held_against_those_there_are(schedules):
    schedules.write(
        "lexicon.toml",
        WORD.format(spoken="a", more='voice = "espaek:nu"\noutlets = ["NGHIA-SON", "NGIA-SON"]')
        + WORD.format(spoken="b", more='voice = "hai dấu : cách"\noutlets = [""]'),
    )
    with pytest.raises(SettingsError) as caught:
        load_lexicon(schedules.folder, outlets=["NGHIA-SON", "XA-NGHIA-HUNG"], engines=["espeak", "gtts"])
    assert caught.value.findings == (
        "schedules/lexicon.toml, dòng 4: 'voice' chỉ tới 'espaek' không có; ý bạn là 'espeak'?",
        "schedules/lexicon.toml, dòng 5: 'outlets' chỉ tới 'NGIA-SON' không có; ý bạn là 'NGHIA-SON'?",
        """schedules/lexicon.toml, dòng 10: 'voice' phải là bộ đọc ("espeak") hoặc bộ đọc và giọng ("espeak:nu-phat-thanh")""",
        "schedules/lexicon.toml, dòng 11: 'outlets[1]' không được để trống",
    )


def test_a_folder_without_a_lexicon_has_no_words(schedules):
    assert load_lexicon(schedules.folder).entries == ()


def test_an_unfinished_timetable_never_stops_the_lexicon(schedules):
    schedules.write("grid.toml", "[[slot")
    schedules.write("lexicon.toml", '[[word]]\nwritten = "Zalo"\nspoken = "da lô"\n')
    assert len(load_lexicon(schedules.folder).entries) == 1


def test_all_findings_of_the_lexicon_come_at_once(schedules):
    schedules.write(
        "lexicon.toml",
        '[[word]]\nwritten = "Zalo"\nspokn = "da lô"\n\n[[wrod]]\n\n[[slot]]\n\n'
        '[[word]]\nwritten = "X"\nspoken = "ích"\n\n[[word]]\nwritten = "X"\nspoken = "xờ"\n',
    )
    assert lexicon_findings(schedules.folder) == (
        "schedules/lexicon.toml, dòng 1: thiếu khóa 'spoken'",
        "schedules/lexicon.toml, dòng 3: không có khóa 'spokn'; ý bạn là 'spoken'?",
        "schedules/lexicon.toml, dòng 5: không có bảng 'wrod'; ý bạn là 'word'?",
        "schedules/lexicon.toml, dòng 7: bảng 'slot' ghi sai tệp; tệp lexicon*.toml chỉ ghi [[word]]",
        "schedules/lexicon.toml, dòng 14: 'written' = 'X' đã khai báo ở schedules/lexicon.toml, dòng 9",
    )


def test_words_in_a_timetable_file_are_sent_to_the_lexicon(schedules):
    schedules.add("topics.toml", '\n[[word]]\nwritten = "X"\nspoken = "ích"\n')
    place = schedules.line("topics.toml", "[[word]]")
    assert schedules.finding == f"{place}: bảng 'word' ghi sai tệp; tệp lexicon*.toml chỉ ghi [[word]]"


def test_findings_are_read_by_people_one_a_line(schedules):
    schedules.change("outlets.toml", '"ip"', '"lte"')
    with pytest.raises(SettingsError) as caught:
        schedules.load()
    place = schedules.line("outlets.toml", "lte")
    assert str(caught.value).splitlines()[1].startswith(f"  - {place}: 'transmission' không nhận 'lte'")
