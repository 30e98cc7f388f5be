"""Frames: triggers and casualties of one sentence that tell of one incident, and the mentions that belong to them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from eventx.events.trigger import SentenceTriggers, Trigger
from eventx.events.types import compatible
from eventx.mentions.expressions import DateExpression
from eventx.mentions.find import Reading
from eventx.mentions.mention import Mention
from eventx.mentions.numbers import Number
from eventx.mentions.people import Casualty
from eventx.rules.matcher import Hit

# A temporal link ("after", "in reply to") stands at most this many units before the trigger it makes background.
LINK_REACH = 3
# "Three days after" stands at most so many units before the attack.
COUNTED_REACH = 4
# What is listed before an act ("hostages taken in an attack") ends at most this many units before it.
LIST_REACH = 4
# From this number on, attacks told together are a series and no single event.
SERIES = 5
# Words that ascribe an act have it at most so many units behind them ("claimed [responsibility] for the attack").
ACT_REACH = 2
ATTACHED_SLOTS = ("date", "place", "weapon", "target", "actor", "attribution", "source")


@dataclass(frozen=True, slots=True)
class Frame:
    """One incident as one sentence tells it. `[start, end)` are the units it covers."""

    reading: Reading
    start: int
    end: int
    triggers: tuple[Trigger, ...]
    casualties: tuple[Mention, ...]
    mentions: Mapping[str, tuple[Mention, ...]]
    background: bool

    @property
    def apart(self) -> bool:
        """True where the sentence says that this is another incident ("in a separate attack")."""
        marks = self.reading.scan.hits.get("separation", {})
        starts = [t.start for t in self.triggers] + [c.start for c in self.casualties]
        first = min(starts, default=self.end)
        return any(self.start <= start <= first for start in marks)

    @property
    def definite(self) -> bool:
        """True where the first trigger refers back ("the attack", "the attack that hit ...")."""
        return bool(self.triggers) and self.triggers[0].definite

    @property
    def possessed(self) -> bool:
        """True where the first trigger points back by a pronoun only ("his abduction")."""
        return bool(self.triggers) and bool(self.reading.sentence.units[self.triggers[0].start].suffix)


Anchor = Trigger | Mention


def is_plural(reading: Reading, trigger: Trigger) -> bool:
    """Is the trigger's noun a plural?"""
    hits = reading.scan.entries_at(trigger.start)
    return any(h.features.get("number") == "plural" and h.features.get("tense") is None for h in hits)


def is_counted_series(frame: Frame) -> bool:
    """A large number of attacks told as one ("some thirty attacks")."""
    return any(_counted(frame.reading, t) >= SERIES for t in frame.triggers)


def _counted(reading: Reading, trigger: Trigger) -> int:
    """The number in or right before a trigger, 0 where none stands there."""
    things = {m.start for slot in ("weapon", "target") for m in reading.mentions.get(slot, ())}
    dated = {unit for m in reading.mentions.get("date", ()) for unit in range(m.start, m.end)}
    for mention in reading.mentions.get("number", ()):
        if mention.start in dated:
            continue
        if mention.end < trigger.end and not things.isdisjoint((mention.start, mention.end)):
            continue  # "five rockets fell"
        beside = mention.end == trigger.start or trigger.start <= mention.start < trigger.end
        if beside and isinstance(mention.value, Number) and mention.value.min is not None:
            return mention.value.min
    return 0


def frames(reading: Reading, found: SentenceTriggers) -> list[Frame]:
    """The frames of a sentence, in text order."""
    anchors: list[Anchor] = sorted([*found.triggers, *found.casualties], key=lambda a: (a.start, a.end))
    groups: list[list[Anchor]] = []
    for number, anchor in enumerate(anchors):
        following = next((a for a in anchors[number + 1 :] if isinstance(a, Trigger)), None)
        if groups and _joins(groups[-1], anchor, following, reading):
            groups[-1].append(anchor)
        else:
            groups.append([anchor])
    edges = _edges(groups, reading)
    made: list[Frame] = []
    firsts = [min(a.start for a in group) for group in groups]
    for number, group in enumerate(groups):
        start, end = edges[number], edges[number + 1]
        mentions = {
            slot: tuple(m for m in reading.mentions.get(slot, ()) if start <= _leads(m, slot, firsts) < end)
            for slot in ATTACHED_SLOTS
        }
        triggers = tuple(a for a in group if isinstance(a, Trigger))
        casualties = tuple(a for a in group if isinstance(a, Mention))
        linked = number > 0 and _linked(group[0], reading)
        background = linked or any("background" in t.effects for t in triggers)
        made.append(Frame(reading, start, end, triggers, casualties, mentions, background))
    if not made and reading.mentions.get("attribution"):
        # "The group claimed the operation" names no act of its own: it tells of what was told before
        whole = {slot: reading.mentions.get(slot, ()) for slot in ATTACHED_SLOTS if slot != "place"}
        made.append(Frame(reading, 0, len(reading.sentence.units), (), (), whole, False))
    return made


def _leads(mention: Mention, slot: str, firsts: list[int]) -> int:
    """Where a mention counts: words that ascribe ("who claimed [the bombing]") with the act right behind them."""
    if slot != "attribution" or mention.features.get("status") == "told":
        return mention.start
    return next((f for f in firsts if mention.end <= f <= mention.end + ACT_REACH), mention.start)


def breaks(reading: Reading, start: int, end: int) -> list[int]:
    """Units in `[start, end)` where a clause about something else begins."""
    starts = reading.scan.hits.get("clause-break", {})
    units = reading.sentence.units
    says = reading.scan.hits.get("report-verb", {})
    return [
        i
        for i in range(start, end)
        if i in starts
        or (units[i].kind == "punct" and units[i].form in ";.")
        or (units[i].kind == "conj" and i + 1 in says and i > 0 and units[i - 1].kind == "punct")
    ]


def _commas(reading: Reading, start: int, end: int) -> list[int]:
    units = reading.sentence.units
    return [i for i in range(start, end) if units[i].kind == "punct" and units[i].form in ",-"]


def _linked(anchor: Anchor, reading: Reading, since: int = 0) -> bool:
    """Does a link ("after") lead up to the anchor, with nothing but a time or a word or two between them?"""
    links = reading.scan.hits.get("background-link", {})
    return counted_from(reading, anchor.start, since) is not None or any(
        h.end <= anchor.start and _brings_in(h, anchor, reading)
        for i in range(max(0, anchor.start - 3 * LINK_REACH), anchor.start)
        for h in links.get(i, ())
    )


def counted_from(reading: Reading, unit: int, since: int = 0) -> int | None:
    """Where, behind `since`, the words begin that bring in what `unit` tells as so long ago ("two days after ...")."""
    for mention in reading.mentions.get("date", ()):
        value = mention.value
        if isinstance(value, DateExpression) and value.counts_back() and 0 <= unit - mention.end < COUNTED_REACH:
            return mention.start if mention.start >= since else None
    return None


def _brings_in(link: Hit, anchor: Anchor, reading: Reading) -> bool:
    """ "Ten days after the attack" leads to it; "after noon" and "ten days ago" are only times."""
    units = reading.sentence.units
    dates = [m for m in reading.mentions.get("date", ()) if m.end <= anchor.start]
    around = next((m for m in dates if m.start <= link.start < m.end), None)
    if around is not None and (around.end >= anchor.start or units[around.end].kind != "prep"):
        return False
    timed = {u for m in dates for u in range(m.start, m.end)}
    between = [u for u in range(link.end, anchor.start) if u not in timed]
    return len(between) < LINK_REACH and not any(units[u].kind == "punct" for u in between)


def _joins(group: list[Anchor], anchor: Anchor, following: Trigger | None, reading: Reading) -> bool:
    """Does `anchor` tell of the same incident as the anchors before it? `following` is the next trigger."""
    last_end = max(a.end for a in group)
    hard = bool(breaks(reading, last_end, anchor.start))
    triggers = [a for a in group if isinstance(a, Trigger)]
    tolls = {a.value.outcome for a in group if isinstance(a, Mention) and isinstance(a.value, Casualty)}
    if isinstance(anchor, Mention):
        value = anchor.value
        if not isinstance(value, Casualty):
            return False
        if any(t.start <= anchor.start < t.end for t in triggers):
            return True  # "gunmen assassinated the mayor": one verb, act and toll
        if anchor.start - 1 in reading.scan.hits.get("so-word", {}):
            return True  # "stormed the school, and so killed its guard"
        if triggers and _linked(anchor, reading, last_end):
            return False  # "in reply to the killing of ..."
        introduces = (
            following is not None
            and not following.definite
            and (following.rule.set.get("act") != "means" or _listed(anchor, reading))
            and not breaks(reading, anchor.end, following.start)
        )
        if introduces and triggers and (_listed(anchor, reading) or anchor.features.get("form") != "noun"):
            return False  # "... a suicide attack, and 25 were hurt in an attack on a mosque"
        if value.outcome in tolls and value.outcome != "none" and (hard or introduces):
            return False
        return not hard or bool(tolls) or value.outcome in ("none", "wounded")
    if counted_from(reading, anchor.start, last_end) is not None and not anchor.definite:
        return False
    if not triggers:
        if following is not None and _under(following, anchor, reading):
            return True
        return not (_listed(anchor, reading) and not anchor.definite) and (not hard or anchor.start - last_end <= 4)
    if not anchor.definite and all(t.definite and is_plural(reading, t) for t in triggers):
        return False  # "the attacks reached a new level when ... carried out an attack"
    if (
        anchor.rule.set.get("act") == "named"
        and not anchor.definite
        and anchor.start - last_end > 2
        and all(t.type != "attack" for t in triggers)
    ):
        return False  # a bare "attack" after a named act is another one
    if _linked(anchor, reading, last_end):
        return False  # "attacks doubled since the bombing"
    if hard:
        return False
    return all(compatible(anchor.type, t.type) for t in triggers)


def _under(act: Trigger, listed: Trigger, reading: Reading) -> bool:
    """Do words before put what is `listed` under an act ("four dead and hostages taken in an attack")?"""
    links = reading.scan.hits.get("act-link", {})
    return (
        _listed(listed, reading)
        and act.start - listed.end <= LIST_REACH
        and any(h.end == act.start for i in range(listed.end, act.start) for h in links.get(i, ()))
        and compatible(act.type, listed.type)
    )


def _listed(anchor: Anchor, reading: Reading) -> bool:
    """Does a conjunction stand right before the anchor?"""
    return anchor.start > 0 and reading.sentence.units[anchor.start - 1].kind == "conj"


def _dated(reading: Reading, word: int, least: int) -> int:
    """Where a clause that `word` opens begins: at the date right before it, if there is one behind unit `least`."""
    dates = (m.start for m in reading.mentions.get("date", ()) if m.end == word and m.start >= least)
    return next(dates, word)


def _edges(groups: list[list[Anchor]], reading: Reading) -> list[int]:
    """Where each frame begins: at the clause boundary before its first anchor; the last edge is the sentence's end."""
    edges = [0]
    for before, after in pairwise(groups):
        last, first = max(a.end for a in before), min(a.start for a in after)
        hard = breaks(reading, last, first)
        soft = _commas(reading, last, first)
        opens = [i for i in range(last, first) if i in reading.scan.hits.get("when-word", {})]
        counted = counted_from(reading, first, last)
        if counted is not None:
            edges.append(counted)
            continue
        edges.append(hard[-1] if hard else _dated(reading, opens[-1], last) if opens else soft[-1] if soft else first)
    edges.append(len(reading.sentence.units))
    return edges
