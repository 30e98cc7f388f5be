"""Which act of a sentence a date or place hangs on: the attack, the report of it, or something else that happened.

There is no parse. In news Arabic a date or place follows the verb or noun of its act, so the last act told before it in
the same clause governs it, and where none is, the first one after it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

from eventx.events.frame import Frame, breaks
from eventx.mentions.find import Reading
from eventx.rules.matcher import Hit

Act = Literal["attack", "report", "other"]

# Lexicons whose words tell of something else than an attack or the report of one.
_OTHER = ("other-act", "other-occasion", "claim-verb", "deny-verb", "blame-verb")
# Kinds of reporting verbs that answer an event instead of telling it.
_ANSWERS = ("react", "threat")
# A relative clause about something else holds what stands at most this many units behind its pronoun.
RELATIVE_REACH = 5
# Verbs of attacks and their victims, triggers or not: "the soldier who fell on Thursday in the attack".
_VIOLENT = (
    "break-out-verb", "blast-verb", "kill-verb", "wound-verb", "die-verb", "assault-verb", "shell-verb", "raid-verb",
    "clash-verb", "arson-verb", "abduct-verb", "assassinate-verb", "execute-verb",
)  # fmt: skip
_GOES_ON = ("trigger", "carry-out-verb", "target-verb", "fall-verb", "result-verb", "fire-verb", *_VIOLENT)


def governor(frame: Frame, at: int) -> tuple[Act | None, int]:
    """What the date or place at unit `at` hangs on, and the unit where that stands; None where no act is near it."""
    heads = _heads(frame)
    walls = breaks(frame.reading, frame.start, frame.end)
    since = max((w for w in walls if w < at), default=frame.start - 1)
    until = min((w for w in walls if w > at), default=frame.end)
    relative = frame.reading.scan.hits.get("relative", {})
    before = [h for h in heads if since <= h[0] < at and (h[0] not in relative or at - h[0] <= RELATIVE_REACH)]
    position, act = _governing(before, frame, at) if before else (at, None)
    said = act == "report" and any(position < unit < at for unit in frame.reading.scan.hits.get("that-word", {}))
    if act is not None and not said:
        return act, position
    after = [h for h in heads if at < h[0] < until]
    following, ahead = min(after) if after else (at, None)
    return ahead, following


def _governing(before: Sequence[tuple[int, Act]], frame: Frame, at: int) -> tuple[int, Act]:
    """The last act, or where that only refers back ("condemned the attack on Tuesday") the other one that does so."""
    last = max(before)
    relative = frame.reading.scan.hits.get("relative", {})
    earlier = max((h for h in before if h[0] < last[0]), default=last)
    if earlier[1] != "other" or earlier[0] in relative or any(last[0] <= unit < at for unit in relative):
        return last
    refers = last[1] == "attack" and frame.reading.sentence.units[last[0]].definite
    linked = last[0] - 1 in frame.reading.scan.hits.get("background-link", {})
    return earlier if refers and not linked else last


def linked_away(frame: Frame, act: int, at: int) -> bool:
    """Does a link ("since", "after") between the act at unit `act` and the date at `at` tie the date elsewhere?"""
    return link_away(frame, act, at) is not None


def other_between(frame: Frame, report: int) -> bool:
    """Does the report at unit `report` tell of something else first, of which the attack is only a part?"""
    first = min((start for start in act_starts(frame) if start > report), default=report)
    relative = frame.reading.scan.hits.get("relative", {})
    return any(act == "other" and report < at < first and at not in relative for at, act in _heads(frame))


def link_away(frame: Frame, act: int, at: int) -> Hit | None:
    """The link that does so."""
    links = frame.reading.scan.hits.get("background-link", {})
    behind = max((unit for unit in links if act < unit < at), default=None)
    if behind is None or not links[behind] or links[behind][0].end >= at:
        # "shortly before noon on Monday" is itself a date
        return _link_before(frame, act, at)
    walls = [u for u in range(behind, at) if frame.reading.sentence.units[u].kind == "punct"]
    if walls or any(behind < start < at for start in act_starts(frame)):
        return None
    return links[behind][0]


def _link_before(frame: Frame, act: int, at: int) -> Hit | None:
    """ "On the day after the attack, on Friday, ...": a link before a known attack leads to another act."""
    units, hits = frame.reading.sentence.units, frame.reading.scan.hits
    leads = hits.get("background-link", {}).get(act - 1, [])
    if not leads or leads[0].features.get("about") or not units[act].definite:
        return None
    return None if any(act <= unit < at for unit in hits.get("relative", {})) else leads[0]


def act_starts(frame: Frame) -> list[int]:
    """The first units of the words that say that the attack happened, and of its tolls."""
    return [t.start for t in frame.triggers] + [c.start for c in frame.casualties]


def _heads(frame: Frame) -> tuple[tuple[int, Act], ...]:
    """Where the acts of a frame stand. A word inside a name is none, nor is "the dead", who are told of elsewhere."""
    reading = frame.reading
    units = reading.sentence.units
    attacks = {t.start for t in frame.triggers} | {c.start for c in frame.casualties if not units[c.start].definite}
    taken = {u for t in frame.triggers for u in range(t.start, t.end)}
    taken |= {u for c in frame.casualties for u in range(c.start, c.end)}
    taken |= {u for t in frame.triggers for h in t.arguments.get("target", ()) for u in range(h.start, h.end)}
    taken |= {u for m in reading.mentions.get("place", ()) for u in range(m.start, m.end)}
    found: dict[int, Act] = dict.fromkeys(sorted(attacks), "attack")
    for hit in _hits(reading, _VIOLENT, frame):
        found.setdefault(hit.start, "attack")
    for hit in _hits(reading, _OTHER, frame):
        if hit.start not in taken and not _circumstance(hit, attacks):
            found.setdefault(hit.start, "other")
    for hit in _hits(reading, ("report-verb",), frame):
        if hit.start not in taken:
            found.setdefault(hit.start, "other" if hit.features.get("kind") in _ANSWERS else "report")
    for hit in _hits(reading, ("source-prep",), frame):
        if hit.start not in taken:
            found.setdefault(hit.start, "report")
    for mention in reading.mentions.get("source", ()):
        statement = mention.features.get("kind") == "statement" or any(
            h.features.get("kind") == "statement" for h in mention.captures.get("source", ())
        )
        if statement and frame.start <= mention.start < frame.end and mention.start not in taken:
            found.setdefault(mention.start, "report")
    for hit in _hits(reading, ("relative",), frame):
        verb = hit.end
        if verb < frame.end and verb not in taken and hit.start not in taken and not _goes_on(reading, verb):
            found.setdefault(hit.start, "other")
    return tuple(sorted(found.items()))


def _circumstance(hit: Hit, attacks: set[int]) -> bool:
    """A verb in the imperfect after the attack tells what went on when it struck ("as they were leaving")."""
    return hit.features.get("tense") == "imperfect" and any(start < hit.start for start in attacks)


def _hits(reading: Reading, names: Iterable[str], frame: Frame) -> Iterable[Hit]:
    for name in names:
        starts = reading.scan.hits.get(name, {})
        for start in sorted(starts):
            noun = reading.sentence.units[start].definite and not name.endswith(("-noun", "-occasion"))
            if frame.start <= start < frame.end and starts[start] and not noun:  # no verb has the article
                yield starts[start][0]


def _goes_on(reading: Reading, at: int) -> bool:
    return any(at in reading.scan.hits.get(name, {}) for name in _GOES_ON)
