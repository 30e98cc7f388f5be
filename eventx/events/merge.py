"""Event coreference inside one document: frames of one incident become one cluster.

Frames are taken in text order; each joins the cluster it agrees with best, or begins a new one. Agreement is a sum of
evidence (type, place, date, toll, target, reference by a definite noun) against contradictions.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from eventx.events.frame import Frame, is_counted_series, is_plural
from eventx.events.types import compatible
from eventx.gazetteer.place import kilometres

THRESHOLD = 0.8
# "The attack", with no target and no day of its own, was told before, whatever places its sentence names besides.
BACKWARDS = -4.0
# "The raid", with more told of it, was told before unless something contradicts it.
DEFINITE = -1.0
# Types whose plural may tell of one incident ("raids on the town", "clashes").
ONE = ("airstrike", "shelling", "drone_attack", "armed_clash")
# What a bare "attack" turns out to be ("a bomber blew himself up before gunmen stormed the place").
MEANS = frozenset(("suicide_bombing", "bombing", "armed_assault"))
# "Since the bombing" may speak of another one, which was not told at all.
PASSING = 0.0
NEAR_KM = 30.0
# A toll without an act goes on with what was told at most so many sentences before.
TOLL_REACH = 2


@dataclass(frozen=True, slots=True)
class Facts:
    """What a frame says, in a form that can be compared."""

    types: frozenset[str]
    places: frozenset[str]
    """Canonical names of places below a country."""
    wider: frozenset[str]
    """Provinces and countries of those places, or named alone."""
    seats: frozenset[str]
    """Provinces that share their name with one of those places: "in Kirkuk" may mean either."""
    quarters: frozenset[str]
    """Those of the places that are quarters of a town: two are two."""
    countries: frozenset[str]
    provinces: frozenset[str]
    points: tuple[tuple[float, float], ...]
    """Coordinates of the places below a province."""
    time: tuple[date, date] | None
    """The first and the last day that the act can have been on."""
    killed: frozenset[int]
    wounded: frozenset[int]
    targets: frozenset[str]
    actors: frozenset[str]


@dataclass(slots=True)
class Cluster:
    """Frames that tell of one incident, in text order."""

    frames: list[Frame] = field(default_factory=list)
    facts: list[Facts] = field(default_factory=list)

    def every(self, name: str) -> frozenset[str]:
        """The union of one kind of fact over the frames."""
        return frozenset().union(*(getattr(f, name) for f in self.facts))


def cluster(frames: list[Frame], facts: list[Facts]) -> list[Cluster]:
    """Clusters in the order of their first frames."""
    clusters: list[Cluster] = []
    last: Cluster | None = None
    for frame, fact in zip(frames, facts, strict=True):
        best: Cluster | None = None
        top = _least(frame, fact)
        goes_on = _is_toll(frame) or _is_claim(frame)
        for candidate in reversed(clusters):
            latest = candidate is last and _follows(frame, candidate) if goes_on else candidate is clusters[-1]
            score = _agreement(frame, fact, candidate, latest)
            if score > top or (score == top and best is None):
                best, top = candidate, score
        if best is None and clusters and not fact.types and not fact.places:
            continue  # a toll that fits nothing told, and does not say where, is no event by itself
        if best is None:
            best = Cluster()
            clusters.append(best)
        best.frames.append(frame)
        best.facts.append(fact)
        last = best
    return clusters


def _on_one_day(fact: Facts) -> bool:
    return fact.time is not None and fact.time[0] == fact.time[1]


def _times(fact: Facts, other: Cluster) -> float:
    """Evidence from dates: the same day speaks for, times that do not meet against."""
    if fact.time is None:
        return 0.0
    if _on_one_day(fact):
        days = [f.time for f in other.facts if _on_one_day(f)]
        if days:
            return 1.0 if fact.time in days else -2.5
    first, last = fact.time
    return -2.5 if any(f.time is not None and (last < f.time[0] or f.time[1] < first) for f in other.facts) else 0.0


def _is_claim(frame: Frame) -> bool:
    """Does somebody claim or deny "the attack"?"""
    said = (m.features.get("status") for m in frame.mentions.get("attribution", ()))
    return frame.definite and any(status in ("claimed", "denied", "unclaimed") for status in said)


def _is_toll(frame: Frame) -> bool:
    """Does the frame tell of people hurt without an act?"""
    return bool(frame.casualties) and not frame.triggers


def _follows(frame: Frame, told: Cluster) -> bool:
    """Does a toll stand near enough to what was told just before to go on with it?"""
    here, before = frame.reading.sentence, told.frames[-1].reading.sentence
    return here.index - before.index <= TOLL_REACH or before.zone != here.zone


def _right_behind(frame: Frame, told: Cluster) -> bool:
    """Does the frame stand in the sentence after the last one that tells of the cluster?"""
    return frame.reading.sentence.index - told.frames[-1].reading.sentence.index == 1


def _is_sum(*frames: Frame) -> bool:
    """Is any frame told of several attacks at once?"""
    return any("aggregate" in t.effects for f in frames for t in f.triggers)


def _least(frame: Frame, fact: Facts) -> float:
    """The agreement that a frame must have with a cluster to join it."""
    if not frame.definite:
        return THRESHOLD
    if frame.background:
        return PASSING
    return BACKWARDS if _refers_back(frame, fact) else DEFINITE


def _is_many(cluster: Cluster) -> bool:
    """Are all the triggers plurals, or told as a large number?"""
    triggers = [(f, t) for f in cluster.frames for t in f.triggers]
    return bool(triggers) and all(is_plural(f.reading, t) or is_counted_series(f) for f, t in triggers)


def _is_series(frame: Frame) -> bool:
    """Are all the triggers plurals, of acts whose plural is more than one incident?"""
    return bool(frame.triggers) and all(t.type not in ONE and is_plural(frame.reading, t) for t in frame.triggers)


def _refers_back(frame: Frame, fact: Facts) -> bool:
    return frame.definite and not fact.targets and not _on_one_day(fact) and not fact.killed


def _places(fact: Facts, other: Cluster) -> float:
    """Evidence from places: the same or one in the other speaks for, two apart against."""
    places = other.every("places")
    provinces = other.every("provinces")
    if fact.places and places:
        if fact.places & places:
            return 1.5
        if fact.quarters and other.every("quarters"):
            return -2.0
        if (
            fact.places & other.every("wider")
            or fact.wider & places
            or fact.seats & other.every("provinces")
            or fact.provinces & other.every("seats")
            or _near(fact, other)
        ):
            return 0.5
        # names that the gazetteer does not have contradict less: one may lie in the other
        return -3.0 if fact.points and any(f.points for f in other.facts) else -1.0
    if fact.provinces and provinces and not fact.provinces & provinces:
        return -2.0
    if fact.countries and other.every("countries"):
        return 0.3 if fact.countries & other.every("countries") else -3.0
    return 0.0


def _tells_means(frame: Frame, fact: Facts, other: Cluster) -> bool:
    """ "The attack ... a bomber blew himself up": right behind a bare "attack" comes what it was, if nowhere else."""
    bare = not (fact.places or fact.wider or fact.time or frame.apart or frame.background)
    behind = frame.reading.sentence.index - other.frames[-1].reading.sentence.index
    return bare and behind in (0, 1) and bool(fact.types) and fact.types <= MEANS and other.every("types") == {"attack"}


def _near(fact: Facts, other: Cluster) -> bool:
    """Do the two name places so close that one may be a part of the other (a town and its airport)?"""
    return any(kilometres(*a, *b) <= NEAR_KM for a in fact.points for f in other.facts for b in f.points)


def _agreement(frame: Frame, fact: Facts, other: Cluster, latest: bool) -> float:
    """Evidence that a frame tells of the cluster's incident; far below zero where that can't be."""
    if fact.types and not all(compatible(a, b) for a in fact.types for b in other.every("types")):
        return -9.0
    here = frame.reading.sentence
    if (
        not frame.definite
        and fact.types
        and here.zone == "body"
        and any(f.reading.sentence.index == here.index and not f.definite for f in other.frames)
    ):
        return -9.0  # told apart inside one sentence
    counted = any(is_counted_series(f) for f in other.frames)
    if not frame.definite and fact.types and is_counted_series(frame) != counted:
        return -9.0  # thirty attacks are not the one told before
    if fact.types and not frame.definite and _is_sum(frame) != _is_sum(*other.frames):
        return -9.0  # the sum of what several attacks did is told of none of them
    score = 0.0
    types = other.every("types")
    if fact.types & types:
        score += 1.0
    elif fact.types and types and not frame.definite:
        score -= 0.7 if "attack" in fact.types else 0.3  # told anew, and by another name
    if latest and _tells_means(frame, fact, other):
        score += 1.2
    score += _places(fact, other) * (0.3 if _refers_back(frame, fact) else 1.0)
    score += _times(fact, other)
    for name, weight in (("killed", 2.0), ("wounded", 1.0)):
        mine, theirs = getattr(fact, name), other.every(name)
        if mine and theirs:
            small = mine & theirs and max(mine & theirs) <= 3  # ones and twos are no fingerprint
            score += (weight / 2 if small else weight) if mine & theirs else -1.0
    if fact.targets and other.every("targets"):
        score += 1.5 if fact.targets & other.every("targets") else -0.3
    if fact.actors and other.every("actors"):
        score += 0.5 if fact.actors & other.every("actors") else -1.0
    zones = {f.reading.sentence.zone for f in other.frames}
    if zones == {"title"} and frame.reading.sentence.zone == "body" and not frame.background:
        score += 1.0
    if frame.definite and not frame.background:
        score += 1.5
    if not fact.types and latest:
        # a toll without an act belongs to what was told just before
        score += 1.5 if fact.places or _on_one_day(fact) else 2.5
    if latest:
        score += 1.3 if frame.definite and frame.mentions.get("attribution") else 0.3  # whose deed "the attack" was
    if frame.background:
        score -= 1.0
    if frame.definite and _is_many(other) != _is_many(Cluster([frame], [fact])):
        score -= 1.0  # "the attack" is not "attacks"
    if frame.definite and all(f.background for f in other.frames) and not _right_behind(frame, other):
        score -= 1.5  # what is told in passing is seldom spoken of again later
    if frame.apart and (not frame.definite or frame.possessed):
        score -= 2.0
    if not frame.definite and _is_series(frame) and not _is_many(other):
        score -= 2.0  # "attacks on the villages"
    return score
