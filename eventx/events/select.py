"""Which clusters are events: what is told of them must say that one attack happened, not that attacks exist."""

from __future__ import annotations

from eventx.events.frame import Frame
from eventx.events.merge import Cluster
from eventx.events.trigger import Trigger
from eventx.events.where import Places, frame_places
from eventx.events.when import told_dates
from eventx.mentions.people import Casualty

# Rules of killing whose verb or noun says that somebody did it.
_VIOLENT = ("killed.verb", "killed.by", "killed.noun", "killed.after", "abducted")


def is_told(cluster: Cluster, places: Places) -> bool:
    """True for a cluster that tells of an incident: with details enough for how definitely its words speak."""
    triggers = [(f, t) for f in cluster.frames for t in f.triggers]
    if not triggers:
        return _is_killing(cluster)
    if all("hypothetical" in t.effects for _, t in triggers):
        return False
    details = _details(cluster, places)
    generic = all(t.definite or _is_plural(f, t) for f, t in triggers)
    return details >= (2 if generic else 1)


def is_general(frame: Frame) -> bool:
    """Attacks spoken of at large ("their attacks"): a plural that refers back, without day, place or toll of its own."""
    return (
        bool(frame.triggers)
        and all(t.type in ("attack", "bombing", "suicide_bombing", "shelling") and t.definite and _is_plural(frame, t) for t in frame.triggers)
        and not frame.casualties
        and not told_dates(frame)
        and not frame.mentions.get("place")
    )


def _details(cluster: Cluster, places: Places) -> int:
    """How many of place, date, toll, target and doer the cluster tells."""
    place = any(p.precision not in ("country", "unknown") for f in cluster.frames for p in frame_places(f, places))
    date = any(told_dates(f) for f in cluster.frames)
    toll = any(isinstance(m.value, Casualty) and m.value.total is not None for f in cluster.frames for m in f.casualties)
    target = any(t.arguments.get("target") for f in cluster.frames for t in f.triggers)
    actor = any(t.arguments.get("actor") for f in cluster.frames for t in f.triggers)
    return sum((place, date, toll, target, actor))


def _is_plural(frame: Frame, trigger: Trigger) -> bool:
    """Is the trigger's noun a plural?"""
    hits = (h for starts in frame.reading.scan.hits.values() for h in starts.get(trigger.start, ()) if h.entry is not None)
    return any(h.features.get("number") == "plural" and h.features.get("tense") is None for h in hits)


def _is_killing(cluster: Cluster) -> bool:
    """A toll without an act is an event where its own words say that people were killed or taken, and by violence."""
    return any(
        m.rule.startswith(_VIOLENT) and isinstance(m.value, Casualty) and m.value.outcome in ("killed", "abducted")
        and m.value.total is not None
        for f in cluster.frames
        for m in f.casualties
    )  # fmt: skip
