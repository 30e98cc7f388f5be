"""Patterns at work: compiled patterns over one sentence, and what is known of the sentence."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from eventx.rules.entries import LexiconIndex
from eventx.rules.hits import Hit, Hits, Starts, longest_first
from eventx.rules.model import Rule
from eventx.text.units import Sentence

__all__ = ["Captures", "CompiledPattern", "CompiledRule", "Continue", "Hit", "Match", "Scan", "choose", "match_at"]

# A pattern that has looked this often at one start gives up: no pattern may run for ever.
MAX_STEPS = 20_000


Captures = tuple[str, Hit, "Captures"] | None
Continue = Callable[[int, Captures], "tuple[int, Captures] | None"]
Keys = frozenset[str]
"""Forms ('x') and class names ('<x')."""


class Unread(Exception):
    """A pattern came upon a slot that has not been read in this sentence."""


class Scan:
    """One sentence while it is matched: its units, the lexicon entries in it and the mentions found so far.

    `slots` are the names that `read(name)` can still make known, by `add`.
    """

    __slots__ = (
        "__weakref__", "_edges", "_lexicon", "_masked", "_masks", "begun", "firsts", "forms", "hits", "keys", "read",
        "repeats", "sentence", "slots", "steps", "trying", "units", "words",
    )  # fmt: skip

    def __init__(
        self,
        sentence: Sentence,
        lexicon: LexiconIndex,
        slots: Collection[str] = (),
        read: Callable[[str], None] | None = None,
    ) -> None:
        self.sentence = sentence
        self.units = sentence.units
        self.words = [unit.form for unit in self.units]
        """The form of each unit, and an empty one behind the last."""
        self.forms: dict[str, list[int]] = {}
        """Where each form stands."""
        stems: list[int] = []
        for at, form in enumerate(self.words):
            there = self.forms.get(form)
            if there is None:
                self.forms[form] = [at]
            else:
                there.append(at)
            if self.units[at].stem:
                stems.append(at)
        self.words.append("")
        self.firsts = self.forms
        """Where each word stands that an entry may begin with: the forms, and the words under pronouns."""
        if stems:
            self.firsts = {form: list(there) for form, there in self.forms.items()}
            for at in stems:
                self.firsts.setdefault(self.units[at].stem, []).append(at)
        self.begun = lexicon.begun(self.firsts, self.words)
        """As "<name" the lexicons that have a form which may stand in the sentence, with the words it begins with."""
        self.keys = {*self.firsts, *self.begun}
        """The forms of the sentence, and those lexicons."""
        if any(unit.kind == "number" for unit in self.units):
            self.keys.add("<num")
        self.slots = slots
        self.read = read
        self.hits = Hits(self)
        self.steps = 0
        """Choices left to the pattern that is tried."""
        self.repeats = 0
        """Repeated elements that the pattern stands in."""
        self.trying = False
        """Is a pattern being tried?"""
        self._lexicon = lexicon
        self._masks: dict[Keys, int] = {}
        self._masked: set[str] = set()
        self._edges: dict[bool, list[int]] = {}

    def add(self, name: str, hit: Hit) -> None:
        """Make a lexicon entry or mention known under `name`; longer ones are tried first."""
        there = self.hits[name].setdefault(hit.start, [])
        there.append(hit)
        if len(there) > 1:
            there.sort(key=longest_first)
        if name in self._masked:
            self._masks.clear()
            self._masked.clear()

    def entries_at(self, at: int) -> list[Hit]:
        """The entries of all lexicons that begin with one unit."""
        return self._lexicon.at(self, at)

    def mask(self, keys: Keys) -> int:
        """The units at which one of `keys` stands, as bits."""
        found = self._masks.get(keys)
        if found is None:
            found = 0
            for key in _classes(keys):
                name = key[1:]
                if key in self.keys or name in self.slots:
                    self._masked.add(name)
                    for at in self.hits[name]:
                        found |= 1 << at
            for form in keys.intersection(self.forms):
                for at in self.forms[form]:
                    found |= 1 << at
            self._masks[keys] = found
        return found

    def edge(self, at: int, commas: bool) -> int:
        """Where the next mark stands from `at` on that nothing may cross, or with `commas` nothing but a comma may."""
        edges = self._edges.get(commas)
        if edges is None:
            edge = len(self.units)
            edges = [edge]
            for number in range(edge - 1, -1, -1):
                unit = self.units[number]
                if unit.kind == "punct" and not (commas and unit.form == ","):
                    edge = number
                edges.append(edge)
            edges.reverse()
            self._edges[commas] = edges
        return edges[at]

    def learn(self, name: str) -> Starts:
        """Find the lexicon entries under `name`; where a slot has that name too, have it read.

        Not while a pattern is tried: it stands deep in the stack, and reading a slot means trying patterns.
        """
        reads = self.read is not None and name in self.slots
        if reads and self.trying:
            raise Unread(name)
        if name == "num":
            found = {i: [Hit(i, i + 1, None, {})] for i, unit in enumerate(self.units) if unit.kind == "number"}
        elif name == "future":
            found = {i: [Hit(i, i + 1, None, {})] for i, unit in enumerate(self.units) if unit.future}
        else:
            found = self._lexicon.find(name, self) if "<" + name in self.begun else {}
        self.hits[name] = found
        if reads and self.read is not None:
            self.read(name)
        return found


@lru_cache(maxsize=1 << 12)
def _classes(keys: Keys) -> tuple[str, ...]:
    """The classes among keys, in an order that is always the same."""
    return tuple(sorted(key for key in keys if key[0] == "<"))


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
    """A pattern ready to run.

    `keys` are the forms ('x') and class names ('<x') it can begin with ('^': the first unit), None: anything. It can
    only fit a sentence that holds one of each of `needs`.
    """

    match: Matcher
    keys: Keys | None
    needs: tuple[Keys, ...] = ()

    def possible(self, scan: Scan) -> bool:
        """Does the sentence hold the words that the pattern can't do without?"""
        keys = scan.keys
        for need in self.needs:  # noqa: SIM110 (called too often for a generator)
            if need.isdisjoint(keys):
                return False
        return True


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
    while True:
        scan.steps, scan.repeats, scan.trying = MAX_STEPS, 0, True
        try:
            found = pattern.match(scan, start, None, accept)
        except RecursionError:  # long elements repeated inside one another
            return None
        except Unread as unread:
            scan.trying = False
            _ = scan.hits[unread.args[0]]  # read it now, then try again
            continue
        finally:
            scan.trying = False
        return None if found is None else (found[0], _by_name(found[1]))


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
