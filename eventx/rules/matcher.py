"""Patterns at work: compiled patterns over one sentence, rules found by the words they begin with."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from eventx.rules.model import Entry, Rule
from eventx.text.units import Sentence, Unit

# A pattern that has looked this often at one start gives up: no pattern may run for ever.
MAX_STEPS = 20_000


class Hit(NamedTuple):
    """What one pattern element took: a lexicon entry, an earlier mention, or plain units `[start, end)`."""

    start: int
    end: int
    entry: Entry | None
    features: Mapping[str, object]
    value: object = None


Captures = tuple[str, Hit, "Captures"] | None
Continue = Callable[[int, Captures], "tuple[int, Captures] | None"]


class LexiconForm(NamedTuple):
    """One surface form of an entry: what must follow its first word, and what the form tells."""

    entry: Entry
    definite: bool
    exact: bool
    rest: tuple[tuple[frozenset[str], bool], ...]
    features: Mapping[str, object]


@dataclass(slots=True)
class Scan:
    """One sentence while it is matched: its units, the lexicon entries in it and the mentions found so far."""

    sentence: Sentence
    hits: dict[str, dict[int, list[Hit]]] = field(default_factory=dict)
    steps: int = 0
    """Choices left to the pattern that is tried."""
    repeats: int = 0
    """Repeated elements that the pattern stands in."""

    @property
    def units(self) -> tuple[Unit, ...]:
        """The units of the sentence."""
        return self.sentence.units

    def add(self, name: str, hit: Hit) -> None:
        """Make a lexicon entry or mention known under `name`; longer ones are tried first."""
        there = self.hits.setdefault(name, {}).setdefault(hit.start, [])
        there.append(hit)
        there.sort(key=lambda h: h.start - h.end)

    def at(self, name: str, start: int) -> list[Hit]:
        """What is known under `name` from unit `start` on, longest first."""
        known = self.hits.get(name)
        return known.get(start, []) if known is not None else []


Matcher = Callable[[Scan, int, Captures, Continue], "tuple[int, Captures] | None"]


@dataclass(frozen=True, slots=True)
class Match:
    """A rule that fits units `[start, end)`; `captures` by name, in text order."""

    rule: Rule
    start: int
    end: int
    captures: Mapping[str, tuple[Hit, ...]]


@dataclass(frozen=True, slots=True)
class CompiledPattern:
    """A pattern ready to run; `keys` are the forms ('=x') and class names ('<x') it can begin with, None: anything."""

    match: Matcher
    keys: frozenset[str] | None


@dataclass(frozen=True, slots=True)
class CompiledRule:
    """A rule with its patterns, and its place in the pack for ties."""

    rule: Rule
    patterns: tuple[CompiledPattern, ...]
    order: int


def _accept(end: int, captures: Captures) -> tuple[int, Captures]:
    return end, captures


def _by_name(captures: Captures) -> dict[str, tuple[Hit, ...]]:
    found: dict[str, tuple[Hit, ...]] = {}
    while captures is not None:
        name, hit, captures = captures
        found[name] = (hit, *found.get(name, ()))
    return found


def match_at(
    pattern: CompiledPattern, scan: Scan, start: int, accept: Continue = _accept
) -> tuple[int, dict[str, tuple[Hit, ...]]] | None:
    """Where `pattern` ends if it fits from `start` on, and its captures; others are tried if `accept` refuses a fit."""
    scan.steps, scan.repeats = MAX_STEPS, 0
    try:
        found = pattern.match(scan, start, None, accept)
    except RecursionError:  # long elements repeated inside one another
        return None
    return None if found is None else (found[0], _by_name(found[1]))


class LexiconIndex:
    """Finds the lexicon entries that stand in a sentence."""

    def __init__(self, forms: Mapping[str, tuple[LexiconForm, ...]]) -> None:
        self.forms = forms

    def mark(self, scan: Scan) -> None:
        """Add every lexicon entry of the sentence to `scan`."""
        units = scan.units
        count = len(units)
        forms = self.forms
        for i, unit in enumerate(units):
            if unit.kind == "number":
                scan.add("num", Hit(i, i + 1, None, {}))
            found = forms.get(unit.form, ()) + (forms.get(unit.stem, ()) if unit.stem else ())
            if not found or unit.kind == "punct":
                continue
            for form in found:
                if (form.definite and not unit.definite) or (
                    form.exact and (unit.definite or unit.suffix or unit.stem)
                ):
                    continue
                end = i + 1
                for options, definite in form.rest:
                    if end >= count or units[end].form not in options or (definite and not units[end].definite):
                        break
                    end += 1
                else:
                    hit = Hit(i, end, form.entry, form.features)
                    if hit not in scan.at(form.entry.lexicon, i):  # a form may be made in two ways
                        scan.add(form.entry.lexicon, hit)


class RuleIndex:
    """The rules of one slot by the words and classes they can begin with."""

    def __init__(self, rules: Iterable[CompiledRule]) -> None:
        self.by_key: dict[str, list[tuple[CompiledRule, CompiledPattern]]] = {}
        self.anywhere: list[tuple[CompiledRule, CompiledPattern]] = []
        for rule in rules:
            for pattern in rule.patterns:
                if pattern.keys is None:
                    self.anywhere.append((rule, pattern))
                else:
                    for key in sorted(pattern.keys):
                        self.by_key.setdefault(key, []).append((rule, pattern))
        self.classes = tuple(key[1:] for key in self.by_key if key[0] == "<")

    def find(self, scan: Scan) -> Iterator[tuple[CompiledRule, Match]]:
        """Every rule that fits somewhere, one match per rule and start (the longest of its patterns)."""
        units = scan.units
        present = [(name, scan.hits[name]) for name in self.classes if name in scan.hits]
        for i, unit in enumerate(units):
            candidates = list(self.by_key.get("=" + unit.form, ()))
            for name, starts in present:
                if i in starts:
                    candidates += self.by_key["<" + name]
            candidates += self.anywhere
            if not candidates:
                continue
            best: dict[int, tuple[CompiledRule, Match]] = {}
            for rule, pattern in candidates:
                found = match_at(pattern, scan, i)
                if found is None or found[0] <= i:
                    continue
                there = best.get(rule.order)
                if there is None or found[0] > there[1].end:
                    best[rule.order] = rule, Match(rule.rule, i, found[0], found[1])
            for order in sorted(best):
                yield best[order]


def choose(found: Iterable[tuple[CompiledRule, Match]]) -> list[Match]:
    """The matches that stand where several overlap: higher priority, then longer, then earlier, then file order."""
    ranked = sorted(found, key=lambda p: (-p[1].rule.priority, p[1].start - p[1].end, p[1].start, p[0].order))
    taken: set[int] = set()
    chosen: list[Match] = []
    for _, match in ranked:
        cover = range(match.start, match.end)
        if taken.isdisjoint(cover):
            taken.update(cover)
            chosen.append(match)
    return sorted(chosen, key=lambda m: m.start)
