"""Where an event is that names no place: what the words around it tell.

"In the city" means the city named before. A sentence without a place goes on where the one before it was. Beyond that
only the country is taken: of the target, of what was told before, of the title, of the article at large.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from eventx.events.article import Article
from eventx.events.frame import Frame
from eventx.events.merge import Cluster
from eventx.mentions.place_resolution import ResolvedPlace
from eventx.mentions.places import PlaceMention
from eventx.mentions.whereabouts import EVIDENCE
from eventx.model import Span

# Kinds of places that a word with the article can point back to.
_POINTS = {
    "city": ("city",), "village": ("village", "city"), "admin1": ("admin1",), "district": ("district", "city"),
    "camp": ("camp",), "neighbourhood": ("neighbourhood",), "airport": ("airport",), "base": ("base",),
}  # fmt: skip
# Sentences back in which a place still holds where the next ones name none.
BACK = 2


@dataclass(frozen=True, slots=True)
class Around:
    """Where an event without a place is: a place told elsewhere, or only a country and the words that tell it."""

    place: ResolvedPlace | None
    country: str | None
    span: Span
    rule: str


def around(cluster: Cluster, article: Article) -> Around | None:
    """The nearest words that tell where the cluster's event was."""
    frames = sorted(cluster.frames, key=lambda f: (f.background, f.reading.sentence.zone == "title"))
    for frame in frames:
        found = _pointed(frame, article) or _aimed(frame, article)
        if found is not None:
            return found
    first = frames[0]
    if first.background:
        return None
    return _at_home(first, article) or _before(first, article) or _at_large(article, first) or _filed(article)


def _whole(place: ResolvedPlace) -> Around:
    return Around(place, place.country, place.mention.span, place.mention.rule)


def _country(place: ResolvedPlace) -> Around:
    """Only the country that a place told elsewhere is in."""
    if place.precision == "country":
        return _whole(place)
    return Around(None, place.country, place.mention.span, place.mention.rule)


def _aside(article: Article) -> dict[tuple[int, int], str]:
    """What places that are no ground of an attack are for, by sentence and first unit."""
    return {
        (r.sentence.index, h.start): str(m.features.get("role"))
        for r in article.readings
        for m in r.mentions.get("place-aside", ())
        for h in m.captures.get("place", ())
    }


def _filed(article: Article) -> Around | None:
    """The country from which the report was filed."""
    roles = _aside(article)
    filed = [p for key, p in sorted(article.places.items()) if roles.get(key) == "dateline" and p.country]
    return Around(None, filed[0].country, filed[0].mention.span, filed[0].mention.rule) if filed else None


def _grounds(article: Article, filed: bool = False) -> list[ResolvedPlace]:
    """The places of the article in text order, less what only bounds or owns something; `filed`: with datelines."""
    aside = {key for key, role in _aside(article).items() if not (filed and role == "dateline")}
    found = [p for key, p in sorted(article.places.items()) if key not in aside]
    return [
        p for p in found if not (p.precision == "country" and p.mention.context == "bare" and p.mention.sentence > 0)
    ]


def _pointed(frame: Frame, article: Article) -> Around | None:
    """ "In the city": the city named last before."""
    reading = frame.reading
    here = reading.sentence.index
    earlier = [p for p in _grounds(article, True) if (p.mention.sentence, p.mention.start) < (here, frame.end)]
    for start, hits in sorted(reading.scan.hits.get("place-class", {}).items()):
        if not frame.start <= start < frame.end or not reading.sentence.units[start].definite:
            continue
        kinds = {k for h in hits for k in _POINTS.get(str(h.features.get("kind")), ())}
        before = [p for p in earlier if p.kind in kinds and (p.mention.sentence, p.mention.start) < (here, start)]
        if before:
            return _whole(before[-1])
    return None


def _aimed(frame: Frame, article: Article) -> Around | None:
    """The country of the target ("a post of the Turkish army"), where the article names ground of it too."""
    grounds = {p.country for p in _grounds(article)}
    aims = [h for t in frame.triggers for h in t.arguments.get("target", ())]
    for mention in frame.reading.mentions.get(EVIDENCE, ()):
        value = mention.value
        if not isinstance(value, PlaceMention) or value.country not in grounds:
            continue
        if any(a.start <= mention.start < a.end for a in aims):
            return Around(None, value.country, value.span, value.rule)
    return None


def _at_home(frame: Frame, article: Article) -> Around | None:
    """ "In the east of the country": the one whose people or places the sentence names, else the article's."""
    starts = frame.reading.scan.hits.get("homeland", {})
    if not any(frame.start <= start < frame.end for start in starts):
        return None
    here = frame.reading.sentence.index
    told = [m.value for m in frame.reading.mentions.get(EVIDENCE, ()) if isinstance(m.value, PlaceMention)]
    named = [Around(None, v.country, v.span, v.rule) for v in told if v.country]
    named += [_country(p) for p in _grounds(article) if p.mention.sentence == here and p.country]
    return named[0] if len({n.country for n in named}) == 1 else _at_large(article, frame)


def _before(frame: Frame, article: Article) -> Around | None:
    """Where the sentences before this one were: the town just told, farther back only the country."""
    here = frame.reading.sentence
    earlier = [p for p in _grounds(article) if (p.mention.sentence, p.mention.start) < (here.index, frame.start)]
    body = [p for p in earlier if p.mention.sentence >= article.lead()]
    near = [p for p in body if p.mention.sentence >= here.index - BACK]
    same = [
        p
        for p in near
        if (r := article.reading_of(p.mention.sentence))
        and r.sentence.paragraph == here.paragraph
        and r.sentence.index >= here.index - 1
    ]
    if same:
        last = same[-1].mention.sentence
        return _whole(min((p for p in same if p.mention.sentence == last), key=lambda p: p.rank))
    if near:
        return _country(near[-1])
    return None


def _at_large(article: Article, frame: Frame) -> Around | None:
    """The country that the article speaks of most; the words of the event's own frame count twice."""
    spoken: Counter[str] = Counter()
    first: dict[str, Around] = {}
    for place in _grounds(article):
        if place.country:
            spoken[place.country] += 2
            found = _country(place)
            if place.country not in first or (found.place is not None and first[place.country].place is None):
                first[place.country] = found
    for reading in article.readings:
        for mention in reading.mentions.get(EVIDENCE, ()):
            value = mention.value
            if isinstance(value, PlaceMention) and value.country:
                here = reading.sentence.index == frame.reading.sentence.index
                spoken[value.country] += 2 if here and frame.start <= mention.start < frame.end else 1
                first.setdefault(value.country, Around(None, value.country, value.span, value.rule))
    if not spoken:
        return None
    top = max(spoken.values())
    return first[next(c for c in first if spoken[c] == top)]
