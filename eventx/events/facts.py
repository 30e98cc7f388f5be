"""What frames say, made comparable for coreference."""

from __future__ import annotations

from datetime import date

from eventx.events.frame import Frame
from eventx.events.merge import Facts
from eventx.events.sides import POINTERS, side_of
from eventx.events.where import place_key
from eventx.mentions.find import span_text
from eventx.mentions.people import Casualty
from eventx.mentions.place_resolution import ResolvedPlace
from eventx.text.fold import fold_word


def facts(frame: Frame, located: list[ResolvedPlace], time: tuple[date, date] | None, document: str) -> Facts:
    """The facts of a frame; `located` its places, `time` the days that its act falls on."""
    killed: set[int] = set()
    wounded: set[int] = set()
    for mention in frame.casualties:
        value = mention.value
        if isinstance(value, Casualty) and value.total is not None and not value.part:
            if value.outcome == "killed":
                killed.add(value.total[0])
            elif value.outcome == "wounded":
                wounded.add(value.total[0])
    if len(killed) > 1:
        killed.add(sum(killed))  # groups of one toll: "seven gunmen ... and five others"
    targets: set[str] = set()
    actors: set[str] = set()
    for trigger in frame.triggers:
        for hit in trigger.arguments.get("target", ()):
            if hit.features.get("what") == "area":
                continue  # "areas in the town" are in every town
            units = frame.reading.sentence.units[hit.start : hit.end]
            targets.update(u.form for u in units[:1])
        for hit in trigger.arguments.get("actor", ()):
            if hit.features.get("sort") in POINTERS:
                continue  # whom it points to is not known here
            entry = hit.features.get("entry")
            actors.add(str(entry) if entry else fold_word(span_text(document, frame.reading.sentence, hit)[0]))
            if entry:
                actors.add(side_of(hit) or str(entry))
    below = _innermost([p for p in located if p.precision in ("site", "city")])
    return Facts(
        types=frozenset(t.type for t in frame.triggers),
        places=frozenset(place_key(p) for p in below),
        wider=frozenset(x for p in located for x in ((p.admin1,) if p in below else (place_key(p), p.admin1)) if x),
        seats=frozenset(p.admin1 for p in below if p.admin1 and p.place is not None and p.place.name == p.admin1),
        quarters=frozenset(place_key(p) for p in below if p.place is not None and p.place.kind == "neighbourhood"),
        countries=frozenset(p.country for p in located if p.country),
        provinces=frozenset(p.admin1 for p in located if p.admin1),
        points=tuple((p.latitude, p.longitude) for p in below if p.latitude is not None and p.longitude is not None),
        time=time,
        killed=frozenset(killed),
        wounded=frozenset(wounded),
        targets=frozenset(targets),
        actors=frozenset(actors),
    )


def _innermost(places: list[ResolvedPlace]) -> list[ResolvedPlace]:
    """The places less the town that only says where another lies, being the capital of its province."""
    inner = [p for p in places if not any(q is not p and q.admin1 == p.name for q in places)]
    return inner or places
