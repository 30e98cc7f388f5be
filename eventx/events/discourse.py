"""Who speaks where in a document, and whom "the organisation" or "the movement" means."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from eventx.events.sides import entry_of
from eventx.mentions.find import Reading
from eventx.mentions.mention import Mention
from eventx.rules.matcher import Hit
from eventx.text.fold import fold_word

_LANDS = ("state", "state-capital", "state-byname")
# "He added" goes on with a speaker named at most so many sentences before; "the group" with a name at most so far back.
SPEAKER_REACH = 3
NAME_REACH = 12


@dataclass(frozen=True, slots=True)
class Speech:
    """The units `[start, end)` of a sentence are the words of a speaker; `side` is what tells whose side that is."""

    start: int
    end: int
    rule: str
    by: tuple[Reading, Hit] | None
    """Where the speaker is named, which may be an earlier sentence."""
    entries: frozenset[str]
    countries: frozenset[str]
    official: bool
    """Does the speaker speak for somebody, as armies and ministries do, and media and witnesses do not?"""
    group: bool = False
    """Is it an armed group or a party that speaks?"""


@dataclass(frozen=True, slots=True)
class Discourse:
    """What a document's sentences say about one another."""

    readings: Sequence[Reading]
    speeches: Mapping[int, tuple[Speech, ...]]
    """By sentence."""

    def of_all(self, sentence: int) -> tuple[tuple[Reading, Mention], ...]:
        """What sentences from this one on say of all the attacks told ("nobody has claimed the attacks")."""
        later = (r for r in self.readings if r.sentence.index >= sentence)
        return tuple((r, m) for r in later for m in r.mentions.get("attribution", ()) if m.features.get("of") == "all")

    def named(self, reading: Reading, hit: Hit) -> Named | None:
        """The doer itself, or for words that point to another ("the organisation", "it said that it") that one.

        None where none fits.
        """
        sort = hit.features.get("sort")
        if sort == "speaker":
            return self.speaker(reading, hit.start)
        if sort != "anaphor":
            return reading, hit
        at = next(n for n, r in enumerate(self.readings) if r is reading)
        arm = hit.features.get("arm")
        head = None if arm else _head(reading, hit)
        for number in range(at, max(-1, at - NAME_REACH - 1), -1):
            other = self.readings[number]
            for mention in reversed(other.mentions.get("actor", ())):
                if number == at and mention.start >= hit.start:
                    continue
                fits = _is_arm(mention, arm) if head is None else _is_called(other, mention, head)
                if fits:
                    return other, mention.hit()
        return None

    def pointed(self, speech: Speech) -> set[str]:
        """The entries of the sides that a speaker's name points back to ("in a recording of the organisation")."""
        if speech.by is None:
            return set()
        reading, by = speech.by
        back = (m.hit() for m in reading.mentions.get("actor", ()) if by.start <= m.start and m.end <= by.end)
        found = (self.named(reading, h) for h in back if h.features.get("sort") == "anaphor")
        return {entry for one in found if one is not None and (entry := entry_of(one[1]))}

    def speaker(self, reading: Reading, unit: int) -> Named | None:
        """Who speaks the words that a unit stands in, where it is a side."""
        for speech in reversed(self.speech(reading, unit)):
            if speech.by is not None and speech.official:
                where, by = speech.by
                sides = (m.hit() for m in where.mentions.get("actor", ()) if by.start <= m.start and m.end <= by.end)
                return next(((where, h) for h in sides if h.features.get("sort") not in ("anaphor", "none")), None)
        return None

    def speech(self, reading: Reading, unit: int) -> tuple[Speech, ...]:
        """The speeches that a unit stands in."""
        return tuple(s for s in self.speeches.get(reading.sentence.index, ()) if s.start <= unit < s.end)


Named = tuple[Reading, Hit]


def discourse(readings: Sequence[Reading]) -> Discourse:
    """The discourse of a document's sentences."""
    speeches: dict[int, tuple[Speech, ...]] = {}
    last: tuple[int, Speech] | None = None
    for number, reading in enumerate(readings):
        for mention in reading.mentions.get("speech", ()):
            before = last[1] if last is not None and number - last[0] <= SPEAKER_REACH else None
            said = _speech(reading, mention, before)
            index = reading.sentence.index
            speeches[index] = (*speeches.get(index, ()), said)
            if said.by is not None:
                last = number, said
    return Discourse(readings, speeches)


def _speech(reading: Reading, mention: Mention, before: Speech | None) -> Speech:
    count = len(reading.sentence.units)
    start, end = mention.start, count
    breaks = reading.scan.hits.get("clause-break", {})
    if mention.features.get("scope") == "both" and mention.start > 2:
        start, end = max((i for i in breaks if i < mention.start), default=0), mention.end
    elif mention.features.get("scope") != "both":
        end = min((i for i in breaks if i > mention.end), default=count)
    named = mention.captures.get("by", ())
    if not named:
        if before is None:
            return Speech(start, end, mention.rule, None, frozenset(), frozenset(), False)
        return replace(before, start=start, end=end, rule=mention.rule)
    by = named[0]
    sources = [h for h in _within(reading, "source-noun", by) if h.entry is not None]
    sides = [m.hit() for m in reading.mentions.get("actor", ()) if by.start <= m.start and m.end <= by.end]
    names = [*sides, *sources]
    lands = [h for name in _LANDS for h in _within(reading, name, by)]
    groups = [h for h in sides if h.features.get("sort") == "group"]
    names = [h for h in names if h not in groups]
    # the adjective in a monitor's or agency's own name makes it nobody's voice
    found = [*_within(reading, "state-adjective", by), *lands]
    names += [h for h in found if not any(g.start <= h.start < g.end for g in (*groups, *sources))]
    reporters = [m for m in reading.mentions.get("reporter", ()) if by.start <= m.start and m.end <= by.end]
    entries = {entry_of(h) for h in sides} | {h.features.get("side") for h in sources}
    countries = {h.features.get("country") for h in names}
    voices = {h.features.get("country") or h.features.get("side") for h in sources} - {None}
    told_before = not reporters and reading.sentence.units[by.start].definite
    if before is not None and before.official and told_before and sources and not any((*entries, *countries)):
        # "the statement said", "the ministry added": the one that was told of before
        return replace(before, start=start, end=end, rule=mention.rule)
    return Speech(
        start,
        end,
        mention.rule,
        (reading, by),
        frozenset(str(e) for e in entries if e),
        frozenset(str(c) for c in countries if c),
        bool(voices) or bool((sides or sources or lands) and not reporters),
        bool(groups),
    )


def _within(reading: Reading, name: str, by: Hit) -> list[Hit]:
    known = reading.scan.hits.get(name, {})
    return [h for start, hits in known.items() if by.start <= start < by.end for h in hits if h.end <= by.end]


def _mention(reading: Reading, hit: Hit) -> Mention | None:
    return next((m for m in reading.mentions.get("actor", ()) if (m.start, m.end) == (hit.start, hit.end)), None)


def _head(reading: Reading, hit: Hit) -> str:
    """The noun that points back ("organisation"), behind what stands before it ("members of the organisation")."""
    mention = _mention(reading, hit)
    named = mention.captures.get("actor", ()) if mention is not None else ()
    return reading.sentence.units[named[0].start if named else hit.start].form


def _is_arm(mention: Mention, arm: object) -> bool:
    """Is the actor an arm of that sort ("the aircraft": an air force), by the name of its owner?"""
    return mention.features.get("kind") == arm and mention.features.get("sort") != "anaphor"


def _is_called(reading: Reading, mention: Mention, head: str) -> bool:
    """Is the actor a group whose names hold that noun ("the movement": one with a name in "Movement ...")?"""
    if mention.features.get("sort") != "group":
        return False
    if any(u.form == head for u in reading.sentence.units[mention.start : mention.end]):
        return True
    entries = [h.entry for h in mention.captures.get("actor", ()) if h.entry is not None]
    return any(fold_word(form.split()[0]) == head for entry in entries for form in entry.forms)
