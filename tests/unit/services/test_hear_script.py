"""A script heard by itself: every cut with the pauses that it has on air."""

import io

import soundfile
from makers import NOW, a_frame_script, a_read_line, an_approval
from small_station import TONE_SETTINGS

from broadcaster.domain.breaths import PauseKind
from broadcaster.services.hear_script import heard
from broadcaster.services.voice_script import voice_scripts
from broadcaster.station import Station
from broadcaster.testing.engines import SYLLABLE_MS


def test_sentences_items_and_paragraphs_are_parted_as_on_air(tmp_path, monkeypatch):
    class Point:
        name = "tone"

        def load(self):
            from broadcaster.testing.engines import ToneEngine  # noqa: PLC0415 - as an entry point does

            return ToneEngine

    monkeypatch.setattr("broadcaster.engines.entry_points", lambda **_: [Point()])
    (tmp_path / "station.toml").write_text(TONE_SETTINGS, encoding="utf-8")
    script = a_frame_script(lines=tuple(a_read_line(spoken=s) for s in ("Một. Gồm có:", "hai;", "ba.", "Bốn.")))
    with Station.open(tmp_path, {}) as station:
        with station.store.writing() as tx:
            tx.scripts.save(script)
            tx.approvals.add(an_approval(script_id=script.id, subject=script.text_hash))
        voice_scripts(station, now=NOW)
        sound = heard(station, script.id)
    pauses = (PauseKind.SENTENCE, PauseKind.LIST_ITEM, PauseKind.LIST_ITEM, PauseKind.PARAGRAPH, PauseKind.PARAGRAPH)
    told = 6 * SYLLABLE_MS + sum(kind.length for kind in pauses)
    assert round(soundfile.info(io.BytesIO(sound)).duration * 1000) == told
