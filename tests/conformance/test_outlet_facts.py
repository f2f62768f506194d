"""What a store gives of one outlet alone, and what each outlet did last; on every database."""

from datetime import timedelta

from makers import COMMUNE, DAY, EVENING, NOW, STATION, a_handover, a_playlist, an_airing, an_edition

from broadcaster.domain.airings import Evidence, fetched_how
from broadcaster.domain.ids import AiringId

NEXT_DAY = DAY + timedelta(days=1)
LATER = NOW + timedelta(hours=9)


def test_one_outlets_plans_are_given_without_the_others(store):
    mine, foreign = a_playlist(), a_playlist(outlet_id=STATION)
    evening = a_playlist(session=EVENING)
    with store.writing() as tx:
        tx.editions.add(an_edition())
        tx.editions.add(an_edition(session=EVENING))
        tx.playlists.replace_day(DAY, [foreign, evening, mine])
    with store.reading() as tx:
        assert tx.playlists.of(COMMUNE, DAY, NEXT_DAY) == (mine, evening)
        assert tx.playlists.of(COMMUNE, NEXT_DAY, NEXT_DAY) == ()


def test_one_outlets_handovers_and_when_it_took_one_itself(store):
    laid, foreign = a_handover(), a_handover(outlet_id=STATION)
    taken = a_handover(how=fetched_how("Trần Văn Sơn"), at=LATER)
    with store.writing() as tx:
        for each in (laid, foreign, taken):
            tx.handovers.add(each)
    with store.reading() as tx:
        assert tx.handovers.of(COMMUNE, DAY, DAY) == (laid, taken)
        assert tx.handovers.of(COMMUNE, NEXT_DAY, NEXT_DAY) == ()
        assert tx.handovers.last_fetched([COMMUNE, STATION]) == {COMMUNE: LATER}
    assert (laid.fetched_by, taken.fetched_by) == ("", "Trần Văn Sơn")


def test_one_outlets_entries_and_when_a_person_told_last(store):
    def entry(name, evidence, **over):
        return an_airing(id=AiringId(name), evidence=evidence, **over)

    told = entry("a", Evidence.OPERATOR, recorded_at=NOW)
    again = entry("b", Evidence.OPERATOR, recorded_at=LATER)
    played = entry("c", Evidence.PLAYER, recorded_at=LATER + timedelta(hours=1))
    foreign = entry("d", Evidence.PLAYER, outlet_id=STATION)
    with store.writing() as tx:
        tx.airings.add_many([told, again, played, foreign])
    with store.reading() as tx:
        assert tx.airings.of(COMMUNE, DAY, DAY) == (told, again, played)
        assert tx.airings.last_said([COMMUNE, STATION]) == {COMMUNE: LATER}
