"""Which clusters are events: what is told of them must say that one attack happened, not that attacks exist."""

from __future__ import annotations

from eventx.events.frame import Frame
from eventx.events.merge import Cluster
from eventx.events.trigger import Trigger
from eventx.events.where import Places, frame_places
from eventx.events.when import told_dates
from eventx.mentions.numbers import Number
from eventx.mentions.people import Casualty

# From this number on, attacks told together are a series and no single event.
SERIES = 5

# A toll without an act that is larger than this is that of a war.
WAR_TOLL = 1000

# Rules of killing whose verb or noun says that somebody did it.
_VIOLENT = ("killed.verb", "killed.by", "killed.noun", "killed.after", "abducted")


def is_told(cluster: Cluster, places: Places) -> bool:
    """True for a cluster that tells of an incident: with details enough for how definitely its words speak."""
    triggers = [(f, t) for f in cluster.frames for t in f.triggers]
    if not triggers:
        return _is_killing(cluster, places)
    if all("hypothetical" in t.effects for _, t in triggers):
        return False
    if all(t.rule.set.get("with") == "toll" for _, t in triggers) and not _toll(cluster):
        return False
    firm, loose = _details(cluster, places)
    generic = all(t.type == "attack" or t.definite or is_plural(f, t) for f, t in triggers)
    return firm + loose >= 2 and firm >= 1 if generic else firm >= 1 or loose >= 2


def is_general(frame: Frame) -> bool:
    """Attacks spoken of at large ("their attacks"): a plural that refers back, without day, place or toll of its own."""
    return (
        bool(frame.triggers)
        and all(t.type in ("attack", "bombing", "suicide_bombing", "shelling") and t.definite and is_plural(frame, t) for t in frame.triggers)
        and not frame.casualties
        and not told_dates(frame)
        and not frame.mentions.get("place")
    )


def _details(cluster: Cluster, places: Places) -> tuple[int, int]:
    """How much is told: of place, day and toll, which tie an attack down, and of target and doer, which attacks at large have too."""
    named = [p for f in cluster.frames for p in frame_places(f, places)]
    place = any(p.precision not in ("country", "unknown") for p in named)
    date = any(told_dates(f) for f in cluster.frames)
    toll = _toll(cluster)
    target = any(t.arguments.get("target") for f in cluster.frames for t in f.triggers)
    actor = any(t.arguments.get("actor") for f in cluster.frames for t in f.triggers)
    return sum((place, date, toll)), sum((target, actor, bool(named) and not place))


def _toll(cluster: Cluster) -> bool:
    return any(isinstance(m.value, Casualty) and m.value.total is not None for f in cluster.frames for m in f.casualties)


def is_series(cluster: Cluster) -> bool:
    """Several attacks told as one: a plural over a stretch of time, or a large number of attacks."""
    plural = [t for f in cluster.frames for t in f.triggers if is_plural(f, t)]
    if any(_counted(f, t) >= SERIES for f in cluster.frames for t in f.triggers):
        return True
    several = plural and len(plural) == sum(len(f.triggers) for f in cluster.frames)
    return bool(several) and all(t.type in ("attack", "bombing", "suicide_bombing", "kidnapping", "assassination") for t in plural)


def _counted(frame: Frame, trigger: Trigger) -> int:
    """The number that stands before a trigger ("some thirty attacks"), 0 where none does."""
    for mention in frame.reading.mentions.get("number", ()):
        if mention.end == trigger.start and isinstance(mention.value, Number) and mention.value.min is not None:
            return mention.value.min
    return 0


def is_plural(frame: Frame, trigger: Trigger) -> bool:
    """Is the trigger's noun a plural?"""
    hits = (h for starts in frame.reading.scan.hits.all() for h in starts.get(trigger.start, ()) if h.entry is not None)
    return any(h.features.get("number") == "plural" and h.features.get("tense") is None for h in hits)


def _is_killing(cluster: Cluster, places: Places) -> bool:
    """A toll without an act is an event where its words say that people were killed or taken by violence, and where or by whom."""
    deadly = [
        m
        for f in cluster.frames
        for m in f.casualties
        if m.rule.startswith(_VIOLENT) and isinstance(m.value, Casualty) and m.value.outcome in ("killed", "abducted")
    ]
    tolls = [m.value.total for m in deadly if isinstance(m.value, Casualty) and m.value.total is not None]
    if not any(0 < low < WAR_TOLL for low, _ in tolls):
        return False
    somewhere = any(p.precision not in ("country", "unknown") for f in cluster.frames for p in frame_places(f, places))
    return somewhere or any(m.captures.get("actor") for m in deadly)
