"""Tolls that are not those of one event - of a war, of attacks told one by one - and tolls of violence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations

from eventx.events.frame import Frame
from eventx.events.merge import Cluster
from eventx.events.trigger import with_effects
from eventx.mentions.mention import Mention
from eventx.mentions.people import Casualty

# A toll without an act from this number on is that of a war; with one, from the second on.
WAR_TOLL = 1000
WAR_TOLL_OF_ACT = 5000
# A sum of fewer people, or of more parts, or of parts told farther on, may be chance.
SUM_LEAST = 5
SUM_PARTS = 4
SUM_REACH = 6


def violent(cluster: Cluster) -> list[Casualty]:
    """What is told of people killed or taken, by words that say that somebody did it."""
    return [value for _, value in _violent(cluster)]


def deadly(cluster: Cluster) -> list[Casualty]:
    """What is told of people killed or taken, whatever by."""
    told = [m.value for f in cluster.frames for m in f.casualties if isinstance(m.value, Casualty)]
    return [t for t in told if t.outcome in ("killed", "abducted")]


def by_somebody(cluster: Cluster) -> bool:
    """Do the words of a toll of violence name who did it?"""
    return any(mention.captures.get("actor") for mention, _ in _violent(cluster))


def _violent(cluster: Cluster) -> Iterator[tuple[Mention, Casualty]]:
    for frame in cluster.frames:
        for mention in frame.casualties:
            if mention.features.get("act") == "violence" and isinstance(mention.value, Casualty):
                yield mention, mention.value


def without_wars(frame: Frame) -> Frame:
    """The frame less tolls that no single event has."""
    most = WAR_TOLL_OF_ACT if frame.triggers else WAR_TOLL
    kept = tuple(m for m in frame.casualties if _least(m) < most)
    return frame if len(kept) == len(frame.casualties) else replace(frame, casualties=kept)


def without_sums(frames: Sequence[Frame]) -> list[Frame]:
    """The frames less those whose toll is the sum of what the next ones tell one by one.

    "24 civilians were killed ... a bomb killed six ... mortar shells killed 18": without an act the sum is no event,
    with one it is a series.
    """
    kept: list[Frame] = []
    for number, frame in enumerate(frames):
        if not _is_sum(frame, frames[number + 1 :]):
            kept.append(frame)
        elif frame.triggers:
            kept.append(replace(frame, triggers=tuple(with_effects(t, ("aggregate",)) for t in frame.triggers)))
    return kept


def _is_sum(frame: Frame, following: Sequence[Frame]) -> bool:
    total = _killed(frame)
    if total < SUM_LEAST or frame.definite:
        return False
    last = frame.reading.sentence.index + SUM_REACH
    near = [f for f in following if f.reading.sentence.index <= last and (f.triggers or not frame.triggers)]
    parts = [dead for f in near if 0 < (dead := _killed(f)) < total]
    return any(sum(some) == total for size in range(2, SUM_PARTS + 1) for some in combinations(parts, size))


def _killed(frame: Frame) -> int:
    return sum(_least(m) for m in frame.casualties if isinstance(m.value, Casualty) and m.value.outcome == "killed")


def _least(mention: Mention) -> int:
    value = mention.value
    return (value.total or (0, None))[0] if isinstance(value, Casualty) else 0
