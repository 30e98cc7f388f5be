"""Where: which of the places that a cluster's sentences name are its event's, the most specific first.

A place counts where it hangs on the attack, stands in its target, or in the same clause. Origins, destinations,
neighbours, parties and the places of statements don't. Where an event names no place, `ground` looks around it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from eventx.events.article import Article, Places
from eventx.events.clause import act_starts, governor, linked_away
from eventx.events.frame import Frame, breaks
from eventx.events.ground import Around, around
from eventx.events.merge import Cluster
from eventx.gazetteer.place import kilometres
from eventx.mentions.place_resolution import ResolvedPlace
from eventx.model import Evidence, Location, PlaceMention
from eventx.rules.matcher import Hit

_FINE = ("site", "city")
_LEVEL = {"site": 0, "city": 1, "admin1": 2, "country": 3, "unknown": 4}
# Slots whose names of places are names of a force, a source or an office.
_NAMING = ("actor", "source", "in-office", "speaker")
# A town this near to the first one may be told for the same event.
NEAR_KM = 40.0
# From this rank on a place is a stretch of land, which holds the towns told beside it.
LAND = 5
# Units between two places of which the second holds the first ("the village of A in the district of B").
HELD_WITHIN = 5

# Sentences after an attack in which its scene may still be told.
SCENE_WITHIN = 3

OWN, BESIDE, APART = 0, 1, 2
"""How surely a place is the attack's: it hangs on it, stands in its clause, or only in its sentence."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A place of a frame and how surely it is the attack's."""

    place: ResolvedPlace
    tier: int


def frame_places(frame: Frame, places: Places) -> list[ResolvedPlace]:
    """The places of a frame that can be its event's, in text order: its own, else those that stand in its sentence."""
    found = placed(frame, places)
    own = [p.place for p in found if p.tier < APART]
    return own or [p.place for p in found]


def placed(frame: Frame, places: Places) -> list[Placed]:
    """The places of a frame in text order with how surely they are its event's."""
    index = frame.reading.sentence.index
    roles = _roles(frame)
    aims = [h for t in frame.triggers for h in t.arguments.get("target", ())]
    doers = [h for t in frame.triggers for h in t.arguments.get("actor", ())]
    names = [m for slot in _NAMING for m in frame.reading.mentions.get(slot, ())]
    weapons = frame.reading.mentions.get("weapon", ())
    found: list[Placed] = []
    for mention in frame.mentions.get("place", ()):
        place = places.get((index, mention.start))
        if place is None:
            continue
        if any(a.start <= mention.start and mention.end <= a.end for a in aims):
            found.append(Placed(place, OWN))
            continue
        role = roles.get(mention.start)
        inside = any(n.start < mention.start and mention.end <= n.end for n in names)
        armed = any(w.start <= mention.start and mention.end <= w.end for w in weapons)  # a make or a vest, not a town
        if inside or armed or role in ("party", "origin", "destination", "dateline") or _acts(frame, place, doers):
            continue
        tier = _tier(frame, place)
        if tier != OWN and place.mention.context == "bare" and _capital(frame, place):
            continue  # "Washington" for its government
        if role == "border" or (role == "bearing" and place.rank < LAND):
            tier = max(tier, BESIDE if place.rank < 6 else APART)
        found.append(Placed(place, tier))
    return found


def _roles(frame: Frame) -> dict[int, str]:
    """What places are for, by first unit: origin, destination, party, border or bearing."""
    return {
        hit.start: str(mention.features.get("role"))
        for mention in frame.reading.mentions.get("place-aside", ())
        for hit in mention.captures.get("place", ())
    }


def _acts(frame: Frame, place: ResolvedPlace, doers: Iterable[Hit]) -> bool:
    """A country named without any word of place does something; in a title it tells where the news is from."""
    at = place.mention.start
    if any(d.start <= at < d.end for d in doers):
        return True
    if place.kind != "country" or place.mention.context != "bare" or frame.reading.sentence.zone == "title":
        return False
    sees = frame.reading.scan.hits.get("break-out-verb", {})
    return at - 1 not in sees


def _tier(frame: Frame, place: ResolvedPlace) -> int:
    at = place.mention.start
    act, head = governor(frame, at)
    if act == "attack":
        return BESIDE if linked_away(frame, head, at) else OWN
    if act == "report":
        # the police chief of a province speaks of his province; a capital speaks for its state
        local = place.precision != "country" and not _capital(frame, place)
        return BESIDE if local else APART
    first = min(act_starts(frame), default=at)
    between = breaks(frame.reading, min(first, at) + 1, max(first, at))
    return APART if between or (act == "other" and place.precision == "country") else BESIDE


def _capital(frame: Frame, place: ResolvedPlace) -> bool:
    return place.mention.start in frame.reading.scan.hits.get("state-capital", {})


def place_key(place: ResolvedPlace) -> str:
    """What makes two mentions the same place: the gazetteer's entry, else the name."""
    known = place.place
    return f"{known.name}/{known.country}/{known.kind}" if known is not None else place.mention.key


def location(cluster: Cluster, article: Article) -> tuple[Location | None, list[Evidence]]:
    """The location of a cluster: the places of its frames, else the ground around it; the first is the event's."""
    kept = _with_scene(_kept(cluster, article), cluster, article)
    ordered = _specific_first(kept, article)
    best = ordered[0] if ordered else None
    country = next((p.country for p in ordered if p.country), None)
    if best is None or country is None:
        land = around(cluster, article)
        if best is None:
            return _borrowed(land, article)
        country = land.country if land is not None else None
    document = article.document.text
    mentions = tuple(PlaceMention(document[slice(*p.mention.span)], p.mention.span) for p in ordered)
    where = Location(
        mentions[0].text, best.name, best.admin1 or next((p.admin1 for p in ordered if p.admin1), None),
        best.country or country, best.latitude, best.longitude, best.geonameid, best.precision, mentions,
    )  # fmt: skip
    evidence = [Evidence("location", m.text, m.span, p.mention.rule) for m, p in zip(mentions, ordered, strict=True)]
    return where, evidence


def _borrowed(land: Around | None, article: Article) -> tuple[Location | None, list[Evidence]]:
    """What the words around an event tell of where it was."""
    if land is None:
        return None, []
    told = article.document.text[slice(*land.span)]
    known = land.place
    text = told if known is not None else ""  # "a Turkish post" tells a country, but is no name of a place
    where = Location(
        text,
        known.name if known is not None else None,
        known.admin1 if known is not None else None,
        land.country,
        known.latitude if known is not None else None,
        known.longitude if known is not None else None,
        known.geonameid if known is not None else None,
        known.precision if known is not None else "country",
        (PlaceMention(text, land.span),) if text else (),
    )
    return where, [Evidence("location", told, land.span, land.rule)]


def _kept(cluster: Cluster, article: Article) -> list[ResolvedPlace]:
    """The places of the event: those of the first frame that names its own, and what later frames add to them."""
    frames = sorted(cluster.frames, key=lambda f: (f.background, f.reading.sentence.zone == "title"))
    told = [p for f in frames for p in placed(f, article.places)]
    surest = min((p.tier for p in told), default=OWN)
    kept: list[ResolvedPlace] = []
    for tier in dict.fromkeys((surest, BESIDE)):
        first: int | None = None
        for one in told:
            if one.tier != tier:
                continue
            sentence = one.place.mention.sentence
            if not kept or sentence == first:
                kept.append(one.place)
                first = sentence
                continue
            head = min(kept, key=lambda p: p.rank)
            finer = _LEVEL[one.place.precision] < _LEVEL[head.precision] and head.precision not in _FINE
            if (tier == surest or finer or _holds(one.place, head)) and _fits(head, one.place):
                kept.append(one.place)
    unique: dict[str, ResolvedPlace] = {}
    for place in kept:
        unique.setdefault(place_key(place), place)
    return list(unique.values())


def _with_scene(kept: list[ResolvedPlace], cluster: Cluster, article: Article) -> list[ResolvedPlace]:
    """The places with the finer one of a later sentence that only says where it happened."""
    if not kept:
        return kept
    last = max(f.reading.sentence.index for f in cluster.frames)
    head = min(kept, key=lambda p: p.rank)
    for reading in article.readings:
        here = reading.sentence.index
        if not last < here <= last + SCENE_WITHIN or article.frames_of(here):
            continue
        for mention in reading.mentions.get("place-told", ()):
            for hit in mention.captures.get("place", ()):
                scene = article.places.get((here, hit.start))
                if scene is not None and _fits(head, scene) and scene.rank < head.rank:
                    return [*kept, scene]
    return kept


def _fits(head: ResolvedPlace, place: ResolvedPlace) -> bool:
    """Can a place of a later sentence be the event's whose place so far is `head`?"""
    if place_key(place) == place_key(head):
        return True
    if head.country and place.country and head.country != place.country:
        return False
    if head.admin1 and place.admin1 and head.admin1 != place.admin1:
        return False
    if place.precision not in _FINE:
        return True
    if place.rank >= head.rank and head.precision in _FINE:
        return False  # no other town
    return _near(head, place)


def _holds(land: ResolvedPlace, head: ResolvedPlace) -> bool:
    if land.precision == "country":
        return land.country == head.country
    return land.precision == "admin1" and land.admin1 is not None and land.admin1 == head.admin1


def _near(head: ResolvedPlace, place: ResolvedPlace) -> bool:
    if head.precision not in _FINE or head.latitude is None or head.longitude is None:
        return True
    if place.latitude is None or place.longitude is None:
        return True
    return kilometres(head.latitude, head.longitude, place.latitude, place.longitude) <= NEAR_KM


def _specific_first(places: list[ResolvedPlace], article: Article) -> list[ResolvedPlace]:
    """Places from the most specific to the widest; what is told together ("A and B in C") keeps its order."""
    rank = {id(p): p.rank for p in places}
    for one, other in reversed(list(pairwise(places))):
        if one.mention.sentence != other.mention.sentence or max(rank[id(one)], rank[id(other)]) > LAND:
            continue
        gap = other.mention.start - one.mention.end
        if not 0 <= gap <= HELD_WITHIN:
            continue
        if _joined(one, other, article):
            if max(rank[id(one)], rank[id(other)]) < LAND:
                rank[id(one)] = rank[id(other)] = min(rank[id(one)], rank[id(other)])
        elif one.place is None:
            rank[id(one)] = min(rank[id(one)], rank[id(other)])
    return sorted(places, key=lambda p: rank[id(p)])


def _joined(one: ResolvedPlace, other: ResolvedPlace, article: Article) -> bool:
    """Does only a conjunction or comma, with a word for what the place is, stand between two places?"""
    reading = article.reading_of(one.mention.sentence)
    if reading is None:
        return False
    between = reading.sentence.units[one.mention.end : other.mention.start]
    return (
        bool(between)
        and (between[0].kind == "conj" or between[0].form == ",")
        and all(u.kind != "prep" for u in between)
    )
