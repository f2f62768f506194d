"""What finds sound that was made already: cuts, voicings, encoded blocks, finished programmes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sqlalchemy import Connection, delete, func, insert, select

from broadcaster.domain.ids import CutHash, EditionId, ScriptId, Sha256
from broadcaster.domain.quality import QualityFacts
from broadcaster.domain.sound import Cut, Programme, Voicing
from broadcaster.domain.sound_facts import KeptBlock
from broadcaster.storage.rows import add_new, columns_of, in_parts, row_of, value, values
from broadcaster.storage.tables import block, block_quality, cut, programme, voicing


class Cuts:
    """Voiced sentences by what made them; a sentence that was made again counts with its newest sound."""

    def __init__(self, connection: Connection) -> None:
        """Work within an open transaction."""
        self.connection = connection

    def get(self, wanted: CutHash) -> Cut | None:
        """Give a cut."""
        return self.many([wanted]).get(wanted)

    def many(self, wanted: Iterable[CutHash]) -> Mapping[CutHash, Cut]:
        """Give those of some cuts that are there."""
        found: dict[CutHash, Cut] = {}
        for part in in_parts(wanted):
            asked = select(*columns_of(cut, Cut)).where(cut.c.hash.in_(part))
            found |= {each.hash: each for each in values(self.connection, Cut, asked)}
        return found

    def by_engine(self) -> Mapping[Sha256, str]:
        """Give the engine that made each sound that is known."""
        return {row.audio: row.engine for row in self.connection.execute(select(cut.c.audio, cut.c.engine))}

    def add(self, made: Cut) -> None:
        """Keep a cut; nothing happens when the same is there."""
        self.add_many([made])

    def add_many(self, made: Iterable[Cut]) -> None:
        """Keep cuts; nothing happens to those that are there already."""
        wanted = {each.hash: each for each in made}
        known = self.many(wanted)
        fresh = {key: each for key, each in wanted.items() if known.get(key) != each}
        for part in in_parts(fresh):
            self.connection.execute(delete(cut).where(cut.c.hash.in_(part)))
            self.connection.execute(insert(cut), [row_of(fresh[key]) for key in part])


class Voicings:
    """The sound of whole scripts, each with its own copy of its cuts."""

    def __init__(self, connection: Connection) -> None:
        """Work within an open transaction."""
        self.connection = connection

    def save(self, made: Voicing) -> None:
        """Keep a voicing as the latest of its script; nothing happens when the latest has the same words and sound."""
        latest = self.get(made.script_id)
        if latest is None or (latest.text_hash, latest.lines) != (made.text_hash, made.lines):
            self.connection.execute(insert(voicing).values(row_of(made, sound_hash=made.sound_hash)))

    def get(self, script_id: ScriptId) -> Voicing | None:
        """Give a script's latest voicing."""
        found = select(*columns_of(voicing, Voicing)).where(voicing.c.script_id == script_id)
        return value(self.connection, Voicing, found.order_by(voicing.c.arrived.desc()))

    def all(self) -> Mapping[ScriptId, Voicing]:
        """Give the latest voicing of each script."""
        latest = select(func.max(voicing.c.arrived)).group_by(voicing.c.script_id)
        found = select(*columns_of(voicing, Voicing)).where(voicing.c.arrived.in_(latest)).order_by(voicing.c.arrived)
        return {each.script_id: each for each in values(self.connection, Voicing, found)}

    def of(self, scripts: Iterable[ScriptId]) -> Mapping[ScriptId, Voicing]:
        """Give the latest voicing of each of some scripts."""
        found: dict[ScriptId, Voicing] = {}
        for part in in_parts(scripts):
            latest = select(func.max(voicing.c.arrived)).where(voicing.c.script_id.in_(part))
            asked = select(*columns_of(voicing, Voicing)).where(
                voicing.c.arrived.in_(latest.group_by(voicing.c.script_id))
            )
            found |= {each.script_id: each for each in values(self.connection, Voicing, asked)}
        return found

    def every(self) -> tuple[Voicing, ...]:
        """Give all voicings that ever were, in order of arrival."""
        return values(self.connection, Voicing, select(*columns_of(voicing, Voicing)).order_by(voicing.c.arrived))


class Blocks:
    """Encoded segments by what made them; one that was made again takes the place of the old."""

    def __init__(self, connection: Connection) -> None:
        """Work within an open transaction."""
        self.connection = connection

    def get(self, key: Sha256) -> KeptBlock | None:
        """Give a block; one that was kept before blocks were measured counts as missing."""
        return self.many([key]).get(key)

    def all(self) -> Mapping[Sha256, Sha256]:
        """Give the SHA-256 of every encoded segment by what made it."""
        return {row.key: row.audio for row in self.connection.execute(select(block.c.key, block.c.audio))}

    def many(self, wanted: Iterable[Sha256]) -> Mapping[Sha256, KeptBlock]:
        """Give those of some blocks that are there."""
        found: dict[Sha256, KeptBlock] = {}
        for part in in_parts(wanted):
            asked = select(*columns_of(block, KeptBlock)).where(block.c.key.in_(part), block.c.facts.is_not(None))
            found |= {each.key: each for each in values(self.connection, KeptBlock, asked)}
        return found

    def add(self, made: KeptBlock) -> None:
        """Keep where an encoded segment is found; nothing happens when the same is there."""
        if self.get(made.key) != made:
            self.connection.execute(delete(block).where(block.c.key == made.key))
            self.connection.execute(insert(block).values(row_of(made)))


class BlockQualities:
    """What quality control measured of encoded blocks, by the SHA-256 of their bytes."""

    def __init__(self, connection: Connection) -> None:
        """Work within an open transaction."""
        self.connection = connection

    def many(self, wanted: Iterable[Sha256]) -> Mapping[Sha256, QualityFacts]:
        """Give the facts of those blocks that were measured."""
        found: dict[Sha256, QualityFacts] = {}
        for part in in_parts(wanted):
            asked = select(block_quality.c.audio, block_quality.c.facts).where(block_quality.c.audio.in_(part))
            found |= {row.audio: row.facts for row in self.connection.execute(asked)}
        return found

    def add(self, audio: Sha256, facts: QualityFacts) -> None:
        """Keep what was measured; nothing happens when the block was measured before."""
        add_new(self.connection, block_quality, [{"audio": audio, "facts": facts}])


class Programmes:
    """The finished sound files of each edition."""

    def __init__(self, connection: Connection) -> None:
        """Work within an open transaction."""
        self.connection = connection

    def save(self, made: Programme) -> None:
        """Keep a programme in the place of an earlier one of its level; the edition must be kept already."""
        same = (programme.c.edition_id == made.edition_id) & (programme.c.offset_lu == made.offset_lu)
        self.connection.execute(delete(programme).where(same))
        self.connection.execute(insert(programme).values(row_of(made)))

    def get(self, edition_id: EditionId, offset_lu: int = 0) -> Programme | None:
        """Give an edition's programme at a level."""
        return self.many([edition_id]).get((edition_id, offset_lu))

    def many(self, wanted: Iterable[EditionId]) -> Mapping[tuple[EditionId, int], Programme]:
        """Give those of some editions' programmes that are there, by edition and level."""
        found: dict[tuple[EditionId, int], Programme] = {}
        for part in in_parts(wanted):
            asked = select(*columns_of(programme, Programme)).where(programme.c.edition_id.in_(part))
            found |= {(each.edition_id, each.offset_lu): each for each in values(self.connection, Programme, asked)}
        return found

    def all(self) -> tuple[Programme, ...]:
        """Give every programme of every edition, by edition and level."""
        every = select(*columns_of(programme, Programme))
        return values(self.connection, Programme, every.order_by(programme.c.edition_id, programme.c.offset_lu))
