"""Where: places of a document resolved, and the location of a cluster."""

from __future__ import annotations

from eventx.events.article import Article, Places
from eventx.events.frame import Frame
from eventx.events.merge import Cluster
from eventx.mentions.place_resolution import ResolvedPlace
from eventx.model import Evidence, Location, PlaceMention

_FINE = ("site", "city")




def frame_places(frame: Frame, places: Places) -> list[ResolvedPlace]:
    """The places of a frame in text order, less those that only name a force or a source."""
    index = frame.reading.sentence.index
    names = [m for slot in ("actor", "source") for m in frame.reading.mentions.get(slot, ())]
    return [
        places[index, m.start]
        for m in frame.mentions.get("place", ())
        if (index, m.start) in places and not any(n.start < m.start and m.end <= n.end for n in names)
    ]


def place_key(place: ResolvedPlace) -> str:
    """What makes two mentions the same place: the gazetteer's entry, else the name."""
    known = place.place
    return f"{known.name}/{known.country}/{known.kind}" if known is not None else place.mention.key


def location(cluster: Cluster, article: Article) -> tuple[Location | None, list[Evidence]]:
    """The location of a cluster: the places of its frames, most specific first; the first of them resolved for the event."""
    places, document = article.places, article.document.text
    found: dict[str, ResolvedPlace] = {}
    frames = sorted(cluster.frames, key=lambda f: (f.background, f.reading.sentence.zone == "title"))
    for frame in frames:
        here = frame_places(frame, places)
        if any(p.precision in _FINE for p in found.values()):
            # a later sentence adds what the first left out, but brings no other town
            here = [p for p in here if p.precision not in _FINE or place_key(p) in found]
        for place in here:
            found.setdefault(place_key(place), place)
    if not found:
        return None, []
    ordered = sorted(found.values(), key=lambda p: p.rank)
    best = ordered[0]
    country = best.country or next((p.country for p in ordered if p.country), None)
    spans = [p.mention.span for p in ordered]
    mentions = tuple(PlaceMention(document[a:b], (a, b)) for a, b in spans)
    where = Location(
        mentions[0].text, best.name, best.admin1 or next((p.admin1 for p in ordered if p.admin1), None), country,
        best.latitude, best.longitude, best.geonameid, best.precision, mentions,
    )  # fmt: skip
    evidence = [Evidence("location", m.text, m.span, p.mention.rule) for m, p in zip(mentions, ordered, strict=True)]
    return where, evidence
