"""Which clusters are events: what is told of them must say that one attack happened, not that attacks exist."""

from __future__ import annotations

from eventx.events.article import Places
from eventx.events.dated import told_dates
from eventx.events.frame import Frame, is_counted_series, is_plural
from eventx.events.merge import Cluster
from eventx.events.tolls import by_somebody, violent
from eventx.events.trigger import Trigger
from eventx.events.where import frame_places
from eventx.mentions.people import Casualty


def is_told(cluster: Cluster, places: Places) -> bool:
    """True for a cluster that tells of an incident: with details enough for how definitely its words speak."""
    triggers = [(f, t) for f in cluster.frames for t in f.triggers]
    if not triggers:
        return _is_killing(cluster, places)
    if all("hypothetical" in t.effects for _, t in triggers):
        return False
    if not _toll(cluster, but="abducted") and not any(_says_enough(f, t) for f, t in triggers):
        return False
    if is_series(cluster) and not _toll(cluster) and not any(told_dates(f) for f in cluster.frames):
        return False  # "attacks" without a day or a toll are a kind of thing
    firm, loose = _details(cluster, places)
    generic = all(t.type == "attack" or t.definite or is_plural(f.reading, t) for f, t in triggers)
    if generic:
        fresh = any(not t.definite and not is_plural(f.reading, t) for f, t in triggers)
        return firm + loose >= 2 if firm else loose == 3 and fresh
    return firm >= 1 or loose >= 2 or any(_is_news(f, t) for f, t in triggers)


def _is_news(frame: Frame, trigger: Trigger) -> bool:
    """Is a particular act told as new, by a verb that says that it happened ("a blast occurred at the station")?"""
    aimed = any(hit.features.get("what") == "site" for hit in trigger.arguments.get("target", ()))
    fresh = not (trigger.definite or trigger.effects or frame.background or is_plural(frame.reading, trigger))
    happened = frame.reading.scan.hits.get("break-out-verb", {}).get(trigger.start - 1, ())
    return aimed and fresh and any(hit.features.get("tense") == "perfect" for hit in happened)


def _says_enough(frame: Frame, trigger: Trigger) -> bool:
    """Do the words tell of an attack without a toll? Some need one (`with: toll`), or a doer or weapon (`sign`)."""
    with_ = trigger.rule.set.get("with")
    return with_ is None or (with_ == "sign" and bool(trigger.arguments.get("actor") or frame.mentions.get("weapon")))


def is_general(frame: Frame) -> bool:
    """Attacks spoken of at large ("their attacks"): a plural that refers back, without day, place or toll."""
    return (
        bool(frame.triggers)
        and all(
            t.type in ("attack", "bombing", "suicide_bombing", "shelling")
            and t.definite
            and is_plural(frame.reading, t)
            for t in frame.triggers
        )
        and not frame.casualties
        and not told_dates(frame)
        and not frame.mentions.get("place")
    )


def _details(cluster: Cluster, places: Places) -> tuple[int, int]:
    """How much is told: of place, day and toll, which tie an attack down, and of target and doer."""
    named = [p for f in cluster.frames for p in frame_places(f, places)]
    place = any(p.precision not in ("country", "unknown") for p in named)
    date = any(told_dates(f) for f in cluster.frames)
    toll = _toll(cluster)
    target = any(t.arguments.get("target") for f in cluster.frames for t in f.triggers)
    actor = any(t.arguments.get("actor") for f in cluster.frames for t in f.triggers)
    return sum((place, date, toll)), sum((target, actor, bool(named) and not place))


def _toll(cluster: Cluster, but: str | None = None) -> bool:
    """Is there a number of people to whom something happened, other than `but`?"""
    return any(
        isinstance(m.value, Casualty) and m.value.total is not None and m.value.outcome != but
        for f in cluster.frames
        for m in f.casualties
    )


def is_series(cluster: Cluster) -> bool:
    """Several attacks told as one: a plural over a stretch of time, or a large number of attacks."""
    plural = [t for f in cluster.frames for t in f.triggers if is_plural(f.reading, t)]
    if any(is_counted_series(f) for f in cluster.frames):
        return True
    several = plural and len(plural) == sum(len(f.triggers) for f in cluster.frames)
    return bool(several) and all(
        t.type in ("attack", "bombing", "suicide_bombing", "kidnapping", "assassination") for t in plural
    )


def _is_killing(cluster: Cluster, places: Places) -> bool:
    """A toll without an act is an event where people were killed or taken by violence, and where or by whom."""
    tolls = [told.total for told in violent(cluster) if told.total is not None]
    if not any(low > 0 for low, _ in tolls):
        return False
    somewhere = any(p.precision not in ("country", "unknown") for f in cluster.frames for p in frame_places(f, places))
    by_hand = [m for f in cluster.frames for m in f.mentions.get("attribution", ()) if m.features["status"] == "told"]
    return somewhere or by_somebody(cluster) or any(m.captures.get("actor") for m in by_hand)
