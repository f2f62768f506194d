"""Sound is checked before it is handed over: real days pass, a spoilt programme goes nowhere."""

import pytest
from day_made import broadcaster

from broadcaster.station import Station


@pytest.fixture
def station(commune, tmp_path):
    return commune.copied(tmp_path / "dai")


def _programmes(folder):
    return sorted(folder.glob("audio_out/*/chuong-trinh/*.mp3"))


def _handovers(folder, day):
    with Station.open(folder, {}) as opened, opened.store.reading() as tx:
        return tx.handovers.between(day, day)


def test_every_programme_of_a_real_day_passes_without_a_word(either):
    programmes = _programmes(either.folder)
    done = broadcaster("qc", *programmes, folder=either.folder)
    assert done.returncode == 0, done.stdout
    assert done.stdout.count("Không có lỗi, phát được.") == len(programmes) > 0


def test_a_truncated_programme_is_told_and_not_handed_over(station, commune):
    spoilt = _programmes(station)[0]
    spoilt.write_bytes(spoilt.read_bytes()[:-100_000])
    before = _handovers(station, commune.day), sorted(station.glob("audio_out/*/*/*.zip"))
    done = broadcaster("bundle", "make", commune.day, folder=station)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    for word in (spoilt.stem, "không đạt kiểm tra âm thanh", "cụt", f"broadcaster mix {commune.day}"):
        assert word in done.stderr
    assert (_handovers(station, commune.day), sorted(station.glob("audio_out/*/*/*.zip"))) == before
    assert broadcaster("mix", commune.day, folder=station).returncode == 0
    assert broadcaster("bundle", "make", commune.day, folder=station).returncode == 0
