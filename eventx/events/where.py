"""Where: places of a document resolved, and the location of a cluster."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from eventx.events.frame import Frame
from eventx.events.merge import Cluster
from eventx.model import Evidence, Location, PlaceMention

_FINE = ("site", "city")


@dataclass(frozen=True, slots=True)
class Located:
    """A place mention resolved: `rank` orders from the most specific (0) to the widest."""

    key: str
    text: str
    span: tuple[int, int]
    rule: str
    name: str | None
    admin1: str | None
    country: str | None
    latitude: float | None
    longitude: float | None
    geonameid: int | None
    precision: Literal["site", "city", "admin1", "country", "unknown"]
    rank: int


Places = Mapping[tuple[int, int], Located]
"""Resolved place mentions by sentence and first unit."""


def frame_places(frame: Frame, places: Places) -> list[Located]:
    """The places of a frame in text order."""
    index = frame.reading.sentence.index
    return [places[index, m.start] for m in frame.mentions.get("place", ()) if (index, m.start) in places]


def location(cluster: Cluster, places: Places) -> tuple[Location | None, list[Evidence]]:
    """The location of a cluster: the places of its frames, most specific first; the first of them resolved for the event."""
    found: dict[str, Located] = {}
    frames = sorted(cluster.frames, key=lambda f: (f.background, f.reading.sentence.zone == "title"))
    for frame in frames:
        here = frame_places(frame, places)
        if any(p.precision in _FINE for p in found.values()):
            # a later sentence adds what the first left out, but brings no other town
            here = [p for p in here if p.precision not in _FINE or p.key in found]
        for place in here:
            found.setdefault(place.key, place)
    if not found:
        return None, []
    ordered = sorted(found.values(), key=lambda p: p.rank)
    best = ordered[0]
    country = best.country or next((p.country for p in ordered if p.country), None)
    mentions = tuple(PlaceMention(p.text, p.span) for p in ordered)
    where = Location(
        best.text, best.name, best.admin1 or next((p.admin1 for p in ordered if p.admin1), None), country,
        best.latitude, best.longitude, best.geonameid, best.precision, mentions,
    )  # fmt: skip
    return where, [Evidence("location", p.text, p.span, p.rule) for p in ordered]
