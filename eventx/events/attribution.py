"""Attribution of a cluster: who did it, how firmly that is said, and by whom."""

from __future__ import annotations

from dataclasses import dataclass

from eventx.events.frame import Frame, is_plural
from eventx.events.merge import Cluster
from eventx.mentions.find import Reading, span_text
from eventx.model import Actor, Attribution, Evidence
from eventx.rules.matcher import Hit

# The order in which statements win over one another when a text makes several.
_ORDER = ("claimed", "denied", "suspected", "blamed", "stated", "unclaimed")


@dataclass(frozen=True, slots=True)
class _Said:
    status: str
    actors: tuple[tuple[Reading, Hit], ...]
    rule: str
    span: tuple[int, int]


def attribute(cluster: Cluster, document: str) -> tuple[Attribution, list[Evidence]]:
    """The attribution of a cluster, with evidence for every actor and for the status."""
    said: list[_Said] = []
    for frame in cluster.frames:
        sentence = frame.reading.sentence
        for mention in frame.mentions.get("attribution", ()):
            hits = tuple((frame.reading, h) for h in mention.captures.get("actor", ()))
            said.append(
                _Said(str(mention.features["status"]), hits, mention.rule, sentence.span(mention.start, mention.end))
            )
        for trigger in frame.triggers:
            if trigger.definite and is_plural(frame.reading, trigger):
                continue  # "the attacks of the group" tell of others too
            hits = tuple((frame.reading, h) for h in trigger.arguments.get("actor", ()))
            if hits:
                status = "claimed" if any(_speaks(frame, h) for _, h in hits) else "stated"
                said.append(_Said(status, hits, trigger.rule.id, sentence.span(trigger.start, trigger.end)))
        for mention in frame.casualties:
            hits = tuple((frame.reading, h) for h in mention.captures.get("actor", ()))
            if hits:
                status = "claimed" if any(_speaks(frame, h) for _, h in hits) else "stated"
                said.append(_Said(status, hits, mention.rule, sentence.span(mention.start, mention.end)))
    if not said:
        return Attribution(), []
    status = min((s.status for s in said), key=_ORDER.index)
    actors: list[Actor] = []
    evidence: list[Evidence] = []
    chosen = [s for s in said if s.status == status]
    if not any(s.actors for s in chosen):
        chosen = [s for s in said if s.actors] or chosen
        if status == "unclaimed" and any(s.actors for s in chosen):
            status = min((s.status for s in chosen), key=_ORDER.index)
            chosen = [s for s in chosen if s.status == status]
    for one in chosen:
        start, end = one.span
        evidence.append(Evidence("attribution", document[start:end], one.span, one.rule))
        for reading, hit in one.actors:
            text, span = span_text(document, reading.sentence, hit)
            actor = Actor(text, _text(hit, "name"), _text(hit, "entry"), span)
            if not any(_same(actor, other) for other in actors):
                actors.append(actor)
                evidence.append(Evidence("attribution.actors", text, span, one.rule))
    if status == "unclaimed":
        actors = []
    return Attribution(status, tuple(actors), None), evidence  # type: ignore[arg-type]


def _speaks(frame: Frame, doer: Hit) -> bool:
    """Is the doer, or its own side, whom the sentence quotes?"""
    for mention in frame.reading.mentions.get("speaker", ()):
        for speaker in mention.captures.get("actor", ()):
            if (speaker.start, speaker.end) == (doer.start, doer.end):
                continue
            mine, theirs = (h.features.get("entry") for h in (speaker, doer))
            if mine is not None and mine == theirs:
                return True
            lands = [h.features.get("country") for h in (speaker, doer) if h.features.get("sort") in ("force", "state")]
            if len(lands) == 2 and lands[0] is not None and lands[0] == lands[1]:
                return True
    return False


def _text(hit: Hit, key: str) -> str | None:
    value = hit.features.get(key)
    return str(value) if value else None


def _same(one: Actor, other: Actor) -> bool:
    if one.id is not None and one.id == other.id:
        return True
    return one.text == other.text or one.text in other.text or other.text in one.text
