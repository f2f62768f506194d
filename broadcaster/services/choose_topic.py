"""Say, as an editor, what an item is about; the topic model learns from it when it is trained again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from broadcaster.domain.ids import NewsItemId, TopicCode
from broadcaster.domain.news import NewsItem
from broadcaster.domain.topics import Topic, TopicOrigin
from broadcaster.errors import UnknownItem, UnknownTopic
from broadcaster.services.audit import Actor, record
from broadcaster.station import Station


def choose_topic(station: Station, item_id: NewsItemId, codes: Sequence[TopicCode], *, by: Actor) -> NewsItem:
    """Set what an item is about: the first for which its airtime counts, then what it touches too.

    Raises:
        UnknownItem, NoTimetable.
        UnknownTopic: none was named, or one that the station's list lacks; nothing is kept.
    """
    topics = {topic.code: topic for topic in station.timetable().topics}
    main, *others = _known(codes, topics)
    with station.store.writing() as tx:
        item = tx.news.get(item_id)
        if item is None:
            raise UnknownItem(item=item_id, nearest="")
        chosen = replace(item, topic=main, other_topics=tuple(others), topic_origin=TopicOrigin.CHOSEN)
        tx.news.save(chosen)
        record(tx, by, "news_topic_chosen", item_id, detail=", ".join(topics[code].short for code in (main, *others)))
    return chosen


def _known(codes: Sequence[TopicCode], topics: dict[TopicCode, Topic]) -> tuple[TopicCode, ...]:
    wrong = [str(code) for code in codes if code not in topics]
    if wrong or not codes:
        known = ", ".join(f"{topic.code} ({topic.short})" for topic in topics.values())
        raise UnknownTopic(topic=", ".join(wrong), where="lệnh chọn chủ đề", known=known)
    return tuple(dict.fromkeys(codes))
