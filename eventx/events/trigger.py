"""Triggers: the words that say that an attack happened, with their arguments, less those that a guard vetoes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from eventx.mentions.find import Reading
from eventx.mentions.mention import Mention
from eventx.rules.compile import Argument, CompiledPack
from eventx.rules.matcher import Captures, Hit, Match, Scan, choose, match_at
from eventx.rules.model import Rule

# How far before a trigger an argument may begin, in units.
REACH = 20


@dataclass(frozen=True, slots=True)
class Guarded:
    """What a guard says of a stretch of a sentence."""

    effect: str
    """veto, foiled, background, hypothetical, aggregate or evidence."""
    rule: str
    start: int
    end: int
    behind: int = 0
    """The end of its words: where it speaks of the sentence at large, they are fewer."""


@dataclass(frozen=True, slots=True)
class Trigger:
    """Units `[start, end)` that tell of an attack of `type`; `arguments` by slot, each a hit in the same sentence."""

    rule: Rule
    start: int
    end: int
    type: str
    arguments: Mapping[str, tuple[Hit, ...]]
    definite: bool
    effects: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class SentenceTriggers:
    """Triggers and casualties of one sentence that stand, and what guards said."""

    triggers: tuple[Trigger, ...]
    casualties: tuple[Mention, ...]
    guarded: tuple[Guarded, ...]
    vetoed: tuple[str, ...] = ()
    """The types of what guards took out, in text order."""


def find_triggers(reading: Reading, pack: CompiledPack) -> SentenceTriggers:
    """The triggers of a sentence with their arguments, and its casualties, after guards."""
    if pack.telling is not None and not _may_tell(reading, pack.telling):
        return SentenceTriggers((), (), ())
    scan = reading.scan
    matches = choose(pack.events.find(scan))
    for match in matches:
        features = {"type": match.rule.yields, "rule": match.rule.id, **match.rule.set}
        scan.add("trigger", Hit(match.start, match.end, None, features))
    told = reading.mentions.get("casualty", ())
    if not matches and not told and pack.shortcuts:
        return SentenceTriggers((), (), ())  # nothing to guard
    guarded = tuple(_guards(scan, pack))
    triggers: list[Trigger] = []
    vetoed: list[str] = []
    for match in matches:
        effects = _effects(match.start, match.end, match.rule.yields, guarded, pack)
        if "effect" in match.rule.set:
            effects |= {match.rule.set["effect"]}
        if "veto" in effects:
            vetoed.append(match.rule.yields)
        else:
            found = _arguments(match, scan, pack.arguments[match.rule.id])
            if not _satisfied(match.rule, found):
                continue
            definite = _points_back(match, scan)
            triggers.append(Trigger(match.rule, match.start, match.end, match.rule.yields, found, definite, effects))
    acts = [t.start for t in triggers]
    casualties = tuple(m for m in told if _stands(m, min(acts, default=m.end), guarded, pack))
    return SentenceTriggers(tuple(triggers), casualties, guarded, tuple(vetoed))


def _stands(toll: Mention, act: int, guarded: Sequence[Guarded], pack: CompiledPack) -> bool:
    """Does no guard take the toll out? One whose words stand before an `act` says nothing of the toll behind that."""
    near = [g for g in guarded if not g.behind <= act < toll.start]
    return "veto" not in _effects(toll.start, toll.end, "casualty", near, pack)


def _may_tell(reading: Reading, telling: frozenset[str]) -> bool:
    return any(unit.form in telling or unit.stem in telling for unit in reading.sentence.units)


def document_vetoes(readings: Sequence[Reading], pack: CompiledPack) -> tuple[Rule, ...]:
    """The document-wide guards that fired often enough to speak for the whole article."""
    often = Counter(match.rule.id for reading in readings for _, match in pack.document_guards.find(reading.scan))
    rules = (pack.guard_rules[rule] for rule in sorted(often))
    return tuple(r for r in rules if often[r.id] >= int(r.set.get("at_least", "1")))


def spared(found: SentenceTriggers, vetoes: Sequence[Rule]) -> SentenceTriggers:
    """What document-wide guards leave of a sentence; a toll that stands beside an attack is always left."""
    if not vetoes or any("types" not in r.set for r in vetoes):
        return SentenceTriggers((), (), ()) if vetoes else found
    kinds = {kind for r in vetoes for kind in r.set["types"].split()}
    triggers = tuple(t for t in found.triggers if t.type not in kinds)
    casualties = found.casualties if triggers or "casualty" not in kinds else ()
    return replace(found, triggers=triggers, casualties=casualties)


def _guards(scan: Scan, pack: CompiledPack) -> Iterable[Guarded]:
    """What guards say of a sentence, less those that name another one (`set: {unless: ID}`) which speaks up as well."""
    matches = [match for _, match in pack.guards.find(scan)]
    speaking = {match.rule.id for match in matches}
    for match in matches:
        rule = match.rule
        if rule.set.get("unless") in speaking:
            continue
        whole = rule.set.get("scope") == "sentence"
        yield Guarded(
            rule.yields, rule.id, 0 if whole else match.start, len(scan.units) if whole else match.end, match.end
        )


def _effects(start: int, end: int, kind: str, guarded: Sequence[Guarded], pack: CompiledPack) -> frozenset[str]:
    """What guards say of a trigger or casualty: those whose match covers its first unit."""
    if not guarded:
        return frozenset()
    rules = pack.guard_rules
    return frozenset(
        g.effect
        for g in guarded
        if g.start <= start < g.end and kind in (rules[g.rule].set.get("types") or kind).split()
    )


def _speaks_for(noun: Trigger, verb: Trigger) -> bool:
    """ "The attack that targeted a mosque": the noun has the verb's target, and the verb is no act of its own."""
    reach = max((hit.end for hit in noun.arguments.get("target", ())), default=noun.end)
    return verb.type == "attack" and noun.end <= verb.start < reach


def _points_back(match: Match, scan: Scan) -> bool:
    """Do the words speak of what was told before ("the attack", "hit it", "fired at him")?"""
    first = scan.units[match.start]
    him = scan.hits.get("at-him", {})
    owned = bool(first.suffix) and match.rule.set.get("pronoun") != "victim"  # "his attack", but "his abduction"
    if first.definite or owned or any(unit in him for unit in range(match.start, match.end + 1)):
        return True
    return _known_doer(match, scan) or _measured(match, scan)


def _known_doer(match: Match, scan: Scan) -> bool:
    """ "The attackers opened fire": whose doers are known was told before."""
    reach = range(max(0, match.start - 3), match.end + 2)
    return any(i in reach and scan.units[i].definite for i in scan.hits.get("gunman-noun", ()))


def _measured(match: Match, scan: Scan) -> bool:
    """ "In the bloodiest attack of the year": what is so measured was told just before."""
    first = match.start - 1
    return first in scan.hits.get("superlative", {}) and first - 1 in scan.hits.get("act-link", {})


def _satisfied(rule: Rule, found: Mapping[str, tuple[Hit, ...]]) -> bool:
    """Has the trigger one of the arguments without which its words say nothing (`set: {needs: actor target}`)?"""
    needs = rule.set.get("needs", "").split()
    return not needs or any(found.get(slot) for slot in needs)


def _arguments(match: Match, scan: Scan, patterns: Mapping[str, tuple[Argument, ...]]) -> dict[str, tuple[Hit, ...]]:
    """Arguments that the match captured itself, then for each other slot the first pattern that fits.

    No words serve twice: the doer of an attack is not its target.
    """
    found: dict[str, tuple[Hit, ...]] = {name: hits for name, hits in match.captures.items() if hits}
    for slot, options in patterns.items():
        if slot in found:
            continue
        taken = {unit for hits in found.values() for hit in hits for unit in range(hit.start, hit.end)}
        for option in options:
            hits = _argument(option, slot, scan, match, taken)
            if hits:
                found[slot] = hits
                break
    return found


def _argument(option: Argument, slot: str, scan: Scan, match: Match, taken: set[int]) -> tuple[Hit, ...]:
    """What one pattern finds for a slot, outside the units already `taken`."""
    if not option.pattern.possible(scan):
        return ()

    def accept(end: int, captures: Captures) -> tuple[int, Captures] | None:
        if option.before and end != match.start:
            return None
        left = captures
        while left is not None:
            name, hit, left = left
            if name == slot and not taken.isdisjoint(range(hit.start, hit.end)):
                return None
        return end, captures

    starts: Iterable[int] = range(match.start - 1, max(-1, match.start - REACH), -1) if option.before else (match.end,)
    keys = option.pattern.keys
    if keys is not None and keys.isdisjoint(("", "^")):
        begins = scan.mask(keys)
        starts = [start for start in starts if begins >> start & 1]
    for start in starts:  # the nearest first
        captures = match_at(option.pattern, scan, start, accept)
        if captures is not None:
            return captures[1].get(slot, ())
    return ()


def with_effects(trigger: Trigger, effects: Iterable[str]) -> Trigger:
    """The trigger with further effects."""
    return replace(trigger, effects=trigger.effects | frozenset(effects))
