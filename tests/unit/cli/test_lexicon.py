"""What staff type to change and to look at the station's words, and what they are told."""

import pytest
from click.testing import CliRunner
from makers import NOW
from small_station import opened_station, told_script

from broadcaster.cli.entry import broadcaster
from broadcaster.errors import FileStands, NameNeeded, NotSpoken, UnknownEngine, UnknownOutlet, UnknownWord, WordRefused
from broadcaster.services.voice_script import voice_scripts
from broadcaster.settings.schedules import load_lexicon
from broadcaster.station import Station

FILED = """
[[word]]
written = "Zalo"
spoken = "da lô"

[[word]]
written = "TT"
spoken = "thị trấn"
context = ["tổ dân phố"]
outlets = ["NGHIA-SON"]
"""
LAN = ("--by", "Cô Lan")


@pytest.fixture
def folder(tmp_path):
    with opened_station(tmp_path, FILED) as station:
        told_script(station, "dung", "Chào bà con. Hãy mở iPhone. Xin hết.", approved=True, title="Mở máy")
        told_script(station, "khac", "Bà con đi họp.", approved=True)
        voice_scripts(station, now=NOW)
    return tmp_path


def run(folder, *arguments):
    return CliRunner(mix_stderr=False).invoke(broadcaster, ["-C", str(folder), "lexicon", *arguments])


def said(folder, *arguments):
    done = run(folder, *arguments)
    assert done.exit_code == 0, done.exception or done.stderr
    return done.stdout


def refused(folder, *arguments):
    done = run(folder, *arguments)
    assert done.exit_code != 0
    with Station.open(folder, {}) as station, station.store.reading() as tx:
        assert tx.words.all() == ()
    return done.exception


def lines_of(table):
    return [line.split() for line in table.splitlines()]


def test_a_new_word_names_scripts_sentences_approvals_and_cuts(folder):
    told = said(folder, "add", "iPhone", "ai phôn", *LAN)
    assert told.splitlines() == [
        'Đã thêm từ: "iPhone" đọc là "ai phôn".',
        "1 kịch bản đổi lời nói.",
        "  dung: Mở máy, lần duyệt bài hết hiệu lực: phải duyệt lại",
        f"    trước: {told.splitlines()[3].removeprefix('    trước: ')}",
        "    nay:   Hãy mở ai phôn.",
        "Phải thu lại 1 câu, giữ nguyên 2 câu đã thu.",
    ]
    assert "ai phôn" not in told.splitlines()[3]
    assert "Từ đã có trong kho, không đổi" in said(folder, "add", "iPhone", "ai phôn", *LAN)


def test_a_dry_run_says_so_and_leaves_everything(folder):
    told = said(folder, "add", "iPhone", "ai phôn", "--dry-run")
    assert told.startswith("Thử, chưa ghi gì: sẽ thêm từ")
    assert "Phải thu lại 1 câu, giữ nguyên 2 câu đã thu." in told
    with Station.open(folder, {}) as station, station.store.reading() as tx:
        assert tx.words.all() == ()


def test_limits_are_told_as_they_are_typed(folder):
    limits = ("--context", "máy", "--voice", "espeak", "--outlet", "nghia-son")
    told = said(folder, "add", "iPhone", "ai phôn", *limits, *LAN)
    assert '(--context "máy" --voice "espeak" --outlet "NGHIA-SON")' in told
    assert "Không kịch bản nào đổi lời nói." in told
    assert "Đã bỏ từ" in said(folder, "remove", "iPhone", *limits, *LAN)


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        (("add", "iPhone", "ai phôn"), NameNeeded),
        (("add", "iPhone", "4.0", *LAN), NotSpoken),
        (("add", "i" * 201, "ai phôn", *LAN), WordRefused),
        (("add", "iPhone", "ai phôn " * 126, *LAN), WordRefused),
        (("add", "iPhone", "ai phôn", "--by", "L" * 201), WordRefused),
        (("add", "iPhone", "ai phôn", "--outlet", "KHONG-CO", *LAN), UnknownOutlet),
        (("add", "iPhone", "ai phôn", "--voice", "piperr", *LAN), UnknownEngine),
        (("remove", "iPhone", *LAN), UnknownWord),
        (("remove", "Zalo", *LAN), UnknownWord),
    ],
)
def test_what_cannot_be_done_is_refused_and_nothing_is_written(folder, typed, error):
    assert isinstance(refused(folder, *typed), error)


def test_words_are_listed_with_where_they_stand_and_who_changed_them(folder):
    said(folder, "add", "iPhone", "ai phôn", *LAN)
    said(folder, "add", "Zalo", "gia lô", *LAN)
    rows = lines_of(said(folder, "list"))
    assert rows[0] == ["3", "từ"]
    assert [row[0] for row in rows if {"kho", "tệp"} & set(row)] == ["Zalo", "iPhone", "TT"]
    zalo = next(row for row in rows if row[:1] == ["Zalo"])
    assert {"gia", "kho", "Lan,"} <= set(zalo)
    assert "da" not in zalo, "the file's reading does not hold"


def test_a_list_may_hold_the_built_in_words_and_be_searched_without_marks(folder):
    assert "UBND" not in said(folder, "list")
    found = said(folder, "list", "--all", "--find", "uy ban nhan dan")
    assert "có sẵn" in found
    assert "Zalo" not in found
    assert "thị trấn" in said(folder, "list", "--find", "THI TRAN")
    assert said(folder, "list", "--find", "&") == 'Không có từ nào có "&".\n'


def test_a_station_without_words_says_so(tmp_path):
    opened_station(tmp_path, "").store.close()
    assert said(tmp_path, "list") == "Từ điển của đài chưa có từ nào.\n"


def test_a_built_in_word_cannot_be_removed_and_how_to_say_it_otherwise_is_told(folder):
    error = refused(folder, "remove", "UBND", *LAN)
    assert isinstance(error, UnknownWord)
    assert "có sẵn, không bỏ được" in str(error)
    assert "`broadcaster lexicon add`" in str(error)


def test_a_sentence_is_tried_with_the_words_it_uses(folder):
    said(folder, "add", "iPhone", "ai phôn", *LAN)
    told = said(folder, "test", "Hôm nay UBND TT có tổ dân phố dùng iPhone và Zalo.", "--outlet", "NGHIA-SON")
    assert told.splitlines()[0].endswith("thị trấn có tổ dân phố dùng ai phôn và da lô.")
    sources = {row[0]: row for row in lines_of(told) if row and row[0] in {"UBND", "TT", "iPhone", "Zalo"}}
    assert "kho" in sources["iPhone"]
    assert "tệp" in sources["Zalo"]
    assert {"có", "sẵn", "không"} <= set(sources["UBND"])
    assert {"tệp", "có:", "tổ"} <= set(sources["TT"])
    assert "thị trấn có" not in said(folder, "test", "UBND TT có tổ").splitlines()[0]


def test_a_sentence_without_any_word_says_so(folder):
    assert said(folder, "test", "Bà con đi họp.").splitlines() == [
        "Bà con đi họp.",
        "Không từ nào của từ điển được dùng.",
    ]
    assert isinstance(run(folder, "test", "Bà con", "--voice", "piperr").exception, UnknownEngine)


def test_the_export_holds_store_and_files_and_is_read_back_equal(folder, tmp_path_factory):
    said(folder, "add", "iPhone", "ai phôn", "--context", "máy", "--voice", "espeak", *LAN)
    said(folder, "add", "Zalo", "gia lô", *LAN)
    place = tmp_path_factory.mktemp("khac")
    assert str(place) in said(folder, "export", str(place / "lexicon.toml"))
    with Station.open(folder, {}) as station:
        assert load_lexicon(place) == station.lexicon
    assert said(folder, "export") == said(folder, "export", "-") == (place / "lexicon.toml").read_text(encoding="utf-8")


def test_an_export_overwrites_only_when_told_to(folder, tmp_path):
    path = tmp_path / "tu-dien.toml"
    path.write_text("cũ", encoding="utf-8")
    assert isinstance(run(folder, "export", str(path)).exception, FileStands)
    assert path.read_text(encoding="utf-8") == "cũ"
    said(folder, "export", "--force", str(path))
    assert "Zalo" in path.read_text(encoding="utf-8")


def test_an_export_can_be_laid_beside_the_words_of_another_station(folder, tmp_path_factory):
    said(folder, "add", "iPhone", "ai phôn", *LAN)
    other = tmp_path_factory.mktemp("khac")
    opened_station(other, FILED).store.close()
    said(folder, "export", str(other / "schedules" / "lexicon-huyen.toml"))
    said(folder, "export", str(other / "schedules" / "lexicon-xa.toml"))
    assert lines_of(said(other, "list"))[0] == ["3", "từ"]
    assert said(other, "test", "Mở iPhone và Zalo").startswith("Mở ai phôn và da lô\n")


def test_a_context_right_after_or_right_before_goes_through_command_file_and_export(folder, tmp_path_factory):
    said(folder, "add", "TT", "trung tâm", "--context", ">y tế", "--context", "<sở", *LAN)
    told = said(folder, "export")
    assert 'context = [">y tế", "<sở"]' in told
    other = tmp_path_factory.mktemp("khac")
    opened_station(other, told).store.close()
    with Station.open(folder, {}) as here, Station.open(other, {}) as there:
        assert here.lexicon.entries[0].context == there.lexicon.entries[0].context == (">y tế", "<sở")
    assert "Đã bỏ từ" in said(folder, "remove", "TT", "--context", ">y tế", "--context", "<sở", *LAN)
