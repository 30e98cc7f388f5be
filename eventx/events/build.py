"""A read document to its events: clusters of frames, each made an Event."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from eventx.events.article import Article, Places
from eventx.events.attribution import attribute
from eventx.events.casualties import casualties
from eventx.events.dated import own_time
from eventx.events.days import by_day
from eventx.events.discourse import Discourse, discourse
from eventx.events.facts import facts
from eventx.events.frame import Frame, frames
from eventx.events.merge import Cluster, cluster
from eventx.events.select import is_general, is_series, is_told
from eventx.events.targets import Names, targets
from eventx.events.tolls import deadly, violent, without_sums, without_wars
from eventx.events.trigger import SentenceTriggers
from eventx.events.types import ARMS, RANK, compatible
from eventx.events.weapons import TYPE_BY_WEAPON, weapons
from eventx.events.when import event_date
from eventx.events.where import frame_places, location
from eventx.mentions.find import Reading, span_text
from eventx.mentions.people import Casualty
from eventx.model import Document, Event, Evidence, Source, Weapon
from eventx.model import Trigger as EventTrigger
from eventx.rules.matcher import Hit


def build(
    document: Document,
    readings: Sequence[Reading],
    found: Sequence[SentenceTriggers],
    places: Places,
) -> list[Event]:
    """The events of a document in text order. `places` are resolved place mentions by sentence and first unit."""
    told = without_sums(list(_told(readings, found)))
    said = discourse(readings)
    published = document.published
    known = [facts(f, frame_places(f, places), own_time(f, published, told), document.text) for f in told]
    article = Article(document, readings, told, places)
    events: list[Event] = []
    names = Names(readings)
    for group in cluster(told, known):
        event = _event(article, group, said, names) if is_told(group, places) else None
        if event is not None:
            events += by_day(event, group, _identity)
    return events


def _told(readings: Sequence[Reading], found: Sequence[SentenceTriggers]) -> Iterator[Frame]:
    """The frames that tell of an incident. "The explosion" tells of none where a guard took out what it speaks of."""
    last: dict[str, bool] = {}
    for reading, triggers in zip(readings, found, strict=True):
        for kind in triggers.vetoed:
            last[kind] = False
        for frame in frames(reading, triggers):
            kinds = [t.type for t in frame.triggers]
            denied = [known for known, real in last.items() if not real and all(compatible(known, k) for k in kinds)]
            real = any(real and all(compatible(known, k) for k in kinds) for known, real in last.items())
            if frame.definite and denied and not real:
                continue
            for kind in kinds:
                last[kind] = True
            plain = without_wars(frame)
            if _tells(plain) and not is_general(plain):
                yield plain


def _tells(frame: Frame) -> bool:
    return bool(frame.triggers or frame.casualties or frame.mentions.get("attribution"))


def _event(article: Article, group: Cluster, said: Discourse, names: Names) -> Event | None:
    """The event of a cluster; None where it holds nothing that says that an attack happened."""
    document, text = article.document, article.document.text
    triggers = [(f, t) for f in group.frames for t in f.triggers]
    named_weapons, evidence = weapons(group, text)
    kind = _type(group, named_weapons)
    trigger = _trigger(group, text)
    if kind is None or trigger is None:
        return None
    when, dated = event_date(group, article)
    where, placed = location(group, article)
    hurt, counted = casualties(group, text)
    aims, aimed = targets(group, text, names)
    who, ascribed = attribute(group, said, text)
    sources, said_by = _sources(group, text)
    foiled = bool(triggers) and all("foiled" in t.effects for _, t in triggers)
    aggregate = any("aggregate" in t.effects for _, t in triggers) or is_series(group)
    evidence = [
        Evidence("type", trigger.text, trigger.span, trigger.rule),
        *dated,
        *placed,
        *evidence,
        *counted,
        *aimed,
        *ascribed,
        *said_by,
    ]
    confidence = _confidence(group, bool(when), bool(where), bool(hurt.killed or hurt.wounded), bool(aims))
    event = Event(
        "", document, kind, "foiled" if foiled else "occurred",
        aggregate, when, where, named_weapons, hurt, aims, who, sources, trigger, tuple(evidence), confidence,
    )  # fmt: skip
    return replace(event, id=_identity(event))


def _type(group: Cluster, named: tuple[Weapon, ...]) -> str | None:
    kinds = {t.type for f in group.frames for t in f.triggers}
    if not kinds:
        if not violent(group):
            return None
        kinds = {"kidnapping" if all(t.outcome == "abducted" for t in deadly(group)) else "attack"}
    chosen = _chief(group, kinds)
    if chosen in ("attack", "armed_assault", "bombing", "shelling") and _prominent(group):
        return "assassination"
    if chosen == "bombing" and any(w.type == "suicide_belt" for w in named):
        return "suicide_bombing"
    if chosen == "shelling" and any(w.type in ("air_bomb", "drone") for w in named):
        chosen = "airstrike" if any(w.type == "air_bomb" for w in named) else "drone_attack"
    if chosen == "airstrike" and named and all(w.type == "drone" for w in named):
        return "drone_attack"
    if chosen == "attack" and named:
        return min((TYPE_BY_WEAPON[w.type] for w in named), key=RANK.index)
    return chosen


def _chief(group: Cluster, kinds: set[str]) -> str:
    """The type that tells most; of a fight and an attack by one side, the one that the article speaks of more."""
    if kinds - {"attack"} != set(ARMS):
        return min(kinds, key=RANK.index)
    weight: Counter[str] = Counter()
    for frame in group.frames:
        told = 2 if frame.casualties else 1
        weight.update({t.type: told for t in frame.triggers if t.type in ARMS and not frame.background})
    return max(ARMS, key=lambda kind: weight[kind])


def _prominent(group: Cluster) -> bool:
    """Is a particular prominent person the victim, and nobody else killed?"""
    named = any(f.start <= m.start < f.end for f in group.frames for m in f.reading.mentions.get("prominent", ()))
    tolls = [
        m.value.total
        for f in group.frames
        for m in f.casualties
        if isinstance(m.value, Casualty) and m.value.outcome == "killed"
    ]
    return named and all(t is None or t[0] <= 2 for t in tolls)


def _trigger(group: Cluster, text: str) -> EventTrigger | None:
    """The words that say that the attack happened: from the body where it tells it, the most telling type first."""
    frames_ = sorted(group.frames, key=lambda f: f.reading.sentence.zone == "title")
    found = [(RANK.index(t.type), n, f, t) for n, f in enumerate(frames_) for t in f.triggers]
    if found:
        _, _, frame, trigger = min(found, key=lambda x: (frames_[x[1]].reading.sentence.zone == "title", x[0], x[1]))
        words, span = span_text(text, frame.reading.sentence, Hit(trigger.start, trigger.end, None, {}))
        return EventTrigger(words, span, trigger.rule.id)
    for frame in frames_:
        for mention in frame.casualties:
            words, span = span_text(text, frame.reading.sentence, mention)
            return EventTrigger(words, span, mention.rule)
    return None


def _sources(group: Cluster, text: str) -> tuple[tuple[Source, ...], list[Evidence]]:
    found: dict[str, tuple[Source, str]] = {}
    for frame in group.frames:
        for mention in frame.reading.mentions.get("source", ()):
            words, span = span_text(text, frame.reading.sentence, mention)
            found.setdefault(words, (Source(words, span), mention.rule))
    evidence = [Evidence("sources", source.text, source.span, rule) for source, rule in found.values()]
    return tuple(source for source, _ in found.values()), evidence


def _identity(event: Event) -> str:
    """The same document and rules give the same id on every machine."""
    day = event.date.value if event.date is not None and event.date.value is not None else ""
    told = "\x1f".join((event.document.id, str(event.trigger.span), event.trigger.text, event.type, day))
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _confidence(group: Cluster, dated: bool, placed: bool, hurt: bool, aimed: bool) -> float:
    """A plain score: what an analyst would want told, and how often the article tells it."""
    score = 0.35 + 0.15 * placed + 0.1 * dated + 0.15 * hurt + 0.1 * aimed + 0.05 * min(len(group.frames), 3)
    if all(f.background for f in group.frames):
        score -= 0.15
    return round(max(0.05, min(0.99, score)), 2)
