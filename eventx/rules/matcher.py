"""Patterns at work: compiled patterns over one sentence, and what is known of the sentence."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import chain
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
Starts = dict[int, list[Hit]]
"""Hits by their first unit, the longest first."""


class LexiconForm(NamedTuple):
    """One surface form of an entry: what must follow its first word, and what the form tells."""

    entry: Entry
    definite: bool
    exact: bool
    rest: tuple[tuple[frozenset[str], bool], ...]
    features: Mapping[str, object]


class Unread(Exception):
    """A pattern came upon a slot that has not been read in this sentence."""


class Hits(dict[str, Starts]):
    """What is known of one sentence, by name; each name is worked out when it is first asked for."""

    def __init__(self, learn: Callable[[str], Starts], names: Callable[[], Iterable[str]]) -> None:
        self._learn = learn
        self._names = names

    def __missing__(self, name: str) -> Starts:
        return self._learn(name)

    def get(self, name: str, default: object = None) -> Starts:
        """Never the default: where nothing stands, an empty mapping."""
        return self[name]

    def all(self) -> Iterable[Starts]:
        """The lexicon entries of every lexicon, and the mentions of the slots that have been read."""
        for name in self._names():
            self[name]
        return self.values()


class Scan:
    """One sentence while it is matched: its units, the lexicon entries in it and the mentions found so far.

    `slots` are the names that `read(name)` can still make known, by `add`.
    """

    __slots__ = (
        "_lexicon", "firsts", "forms", "hits", "keys", "read", "repeats", "sentence", "slots", "steps", "trying",
        "units", "words",
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
        for at, form in enumerate(self.words):
            self.forms.setdefault(form, []).append(at)
        self.words.append("")
        self.firsts = self.forms
        """Where each word stands that an entry may begin with: the forms, and the words under pronouns."""
        if any(unit.stem for unit in self.units):
            self.firsts = {form: list(there) for form, there in self.forms.items()}
            for at, unit in enumerate(self.units):
                if unit.stem:
                    self.firsts.setdefault(unit.stem, []).append(at)
        self.keys = lexicon.keys(self.firsts)
        """The forms of the sentence, and as "<name" the lexicons that have a form which begins with one of them."""
        if any(unit.kind == "number" for unit in self.units):
            self.keys.add("<num")
        self.slots = slots
        self.read = read
        self.hits = Hits(self._learn, self._lexicons)
        self.steps = 0
        """Choices left to the pattern that is tried."""
        self.repeats = 0
        """Repeated elements that the pattern stands in."""
        self.trying = False
        """Is a pattern being tried?"""
        self._lexicon = lexicon

    def add(self, name: str, hit: Hit) -> None:
        """Make a lexicon entry or mention known under `name`; longer ones are tried first."""
        there = self.hits[name].setdefault(hit.start, [])
        there.append(hit)
        if len(there) > 1:
            there.sort(key=_length)

    def _lexicons(self) -> list[str]:
        return sorted(key[1:] for key in self.keys if key[0] == "<")

    def _learn(self, name: str) -> Starts:
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
            found = self._lexicon.find(name, self) if "<" + name in self.keys else {}
        self.hits[name] = found
        if reads and self.read is not None:
            self.read(name)
        return found


def _length(hit: Hit) -> int:
    return hit.start - hit.end


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
    keys: frozenset[str] | None
    needs: tuple[frozenset[str], ...] = ()

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


class _Forms:
    """The forms of one lexicon that begin with the same word."""

    __slots__ = ("long", "short")

    def __init__(self) -> None:
        self.short: list[LexiconForm] = []
        """Single words."""
        self.long: dict[str, list[LexiconForm]] = {}
        """By the second word: an entry such as "rocket" has hundreds of forms, of which hardly any stands there."""

    def add(self, form: LexiconForm) -> None:
        if not form.rest:
            self.short.append(form)
        for second in sorted(form.rest[0][0]) if form.rest else ():
            self.long.setdefault(second, []).append(form)

    def at(self, scan: Scan, at: int) -> list[Hit]:
        """The hits that begin with unit `at`, the longest first."""
        unit = scan.units[at]
        found: list[Hit] = []
        if unit.kind == "punct":
            return found
        for form in self.long.get(scan.words[at + 1], ()) if self.long else ():
            end = _end(form, scan.units, at)
            if end:
                found.append(Hit(at, end, form.entry, form.features))
        if len(found) > 1:
            found.sort(key=_length)
        for form in self.short:
            if _begins(form, unit):
                features = form.features
                if unit.dual and features.get("number") == "plural":
                    features = {**features, "number": "dual"}
                found.append(Hit(at, at + 1, form.entry, features))
        return found if len(found) < 2 else _once(found)


def _begins(form: LexiconForm, unit: Unit) -> bool:
    """May a form begin with that unit, whose form or stem is its first word?"""
    if form.definite and not unit.definite:
        return False
    return not (form.exact and (unit.definite or unit.suffix or unit.stem))


def _end(form: LexiconForm, units: tuple[Unit, ...], at: int) -> int:
    """Where a form that begins at `at` ends; 0 where it does not stand there."""
    if not _begins(form, units[at]):
        return 0
    end = at + 1
    for options, definite in form.rest:
        if end >= len(units) or units[end].form not in options or (definite and not units[end].definite):
            return 0
        end += 1
    return end


def _once(hits: Iterable[Hit]) -> list[Hit]:
    """Each hit once: a form may be made in two ways."""
    kept: list[Hit] = []
    for hit in hits:
        if hit not in kept:
            kept.append(hit)
    return kept


class LexiconIndex:
    """Finds the lexicon entries that stand in a sentence."""

    def __init__(
        self, forms: Mapping[str, tuple[LexiconForm, ...]], names: Mapping[str, frozenset[str]] | None = None
    ) -> None:
        self.forms = forms
        """Surface forms by first word, each looked at only when that word stands in a sentence."""
        self.names = _names(forms) if names is None else names
        """By first word, as "<name": the lexicons of those forms."""
        self._firsts: dict[str, set[str]] = {}
        for first, found in self.names.items():
            for name in found:
                self._firsts.setdefault(name, set()).add(first)
        self._made: dict[str, dict[str, _Forms]] = {}

    def keys(self, forms: Iterable[str]) -> set[str]:
        """`forms`, and as "<name" the lexicons that may have an entry among them."""
        names = self.names
        return set(forms).union(*[names[form] for form in forms if form in names])

    def find(self, name: str, scan: Scan) -> Starts:
        """The entries of one lexicon in the sentence."""
        starts: Starts = {}
        for first in self._firsts["<" + name] & scan.firsts.keys():
            own = (self._made.get(first) or self._make(first))[name]
            for at in scan.firsts[first]:
                hits = own.at(scan, at)
                if at in starts:  # the word and the stem in it both begin entries: first those of the word
                    both = (hits, starts[at]) if scan.words[at] == first else (starts[at], hits)
                    starts[at] = sorted(_once(chain(*both)), key=_length)
                elif hits:
                    starts[at] = hits
        return dict(sorted(starts.items())) if len(starts) > 1 else starts

    def _make(self, first: str) -> dict[str, _Forms]:
        """The forms that begin with a word, by lexicon."""
        made: dict[str, _Forms] = {}
        for form in self.forms[first]:
            made.setdefault(form.entry.lexicon, _Forms()).add(form)
        self._made[first] = made
        return made


def _names(forms: Mapping[str, tuple[LexiconForm, ...]]) -> dict[str, frozenset[str]]:
    shared: dict[frozenset[str], frozenset[str]] = {}
    names = {first: frozenset("<" + form.entry.lexicon for form in found) for first, found in forms.items()}
    return {first: shared.setdefault(found, found) for first, found in names.items()}


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
