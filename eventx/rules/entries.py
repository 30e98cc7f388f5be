"""The lexicon entries that stand in a sentence, found by the words that they begin with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from eventx.rules.hits import Hit, Starts, longest_first
from eventx.rules.model import Entry
from eventx.text.units import Unit

if TYPE_CHECKING:
    from eventx.rules.matcher import Scan


class LexiconForm(NamedTuple):
    """One surface form of an entry: what must follow its first word, and what the form tells."""

    entry: Entry
    definite: bool
    exact: bool
    rest: tuple[tuple[frozenset[str], bool], ...]
    features: Mapping[str, object]


Told = tuple[Entry, Mapping[str, object]]
"""An entry and what its form tells."""


class _Forms:
    """The forms of one lexicon that begin with the same word."""

    __slots__ = ("_single", "long", "short")

    def __init__(self) -> None:
        self.short: list[LexiconForm] = []
        """Single words."""
        self.long: dict[str, list[LexiconForm]] = {}
        """By the second word: an entry such as "rocket" has hundreds of forms, of which hardly any stands there."""
        self._single: dict[tuple[bool, bool, bool], tuple[Told, ...]] = {}

    def add(self, form: LexiconForm) -> None:
        if not form.rest:
            self.short.append(form)
        for second in sorted(form.rest[0][0]) if form.rest else ():
            self.long.setdefault(second, []).append(form)

    def at(self, scan: Scan, at: int) -> list[Hit]:
        """The hits that begin with unit `at`, the longest first."""
        unit = scan.units[at]
        if unit.kind == "punct":
            return []
        after = at + 1
        found: list[Hit] = []
        if self.long:
            for form in self.long.get(scan.words[after], ()):
                end = _end(form, scan.units, at)
                if end:
                    found.append(Hit(at, end, form.entry, form.features))
            if len(found) > 1:
                found = _once(sorted(found, key=longest_first))
        if self.short:
            found += [Hit(at, after, entry, features) for entry, features in self.single(unit)]
        return found

    def single(self, unit: Unit) -> tuple[Told, ...]:
        """What the word is by itself, which only its article, its pronoun and its vowel signs bear upon."""
        kind = unit.definite, bool(unit.suffix or unit.stem), unit.dual
        found = self._single.get(kind)
        if found is None:
            told: list[Told] = []
            for form in self.short:
                if _begins(form, unit):
                    features = form.features
                    if unit.dual and features.get("number") == "plural":
                        features = {**features, "number": "dual"}
                    if (form.entry, features) not in told:  # a form may be made in two ways
                        told.append((form.entry, features))
            found = self._single[kind] = tuple(told)
        return found


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
        self,
        forms: Mapping[str, tuple[LexiconForm, ...]],
        names: Mapping[str, frozenset[str]] | None = None,
        seconds: Mapping[str, Mapping[str, frozenset[str]]] | None = None,
    ) -> None:
        self.forms = forms
        """Surface forms by first word, each looked at only when that word stands in a sentence."""
        self.names = _names(forms) if names is None else names
        """By first word, as "<name": the lexicons of those forms."""
        self.seconds = _seconds(forms) if seconds is None else seconds
        """By first word, as "<name": the second words that those lexicons ask for which have no form of one word."""
        self._made: dict[str, dict[str, _Forms]] = {}

    def begun(self, firsts: Mapping[str, list[int]], words: Sequence[str]) -> dict[str, list[str]]:
        """As "<name" the lexicons that have forms which may stand in a sentence, each with their first words.

        `firsts` tells where a word stands that a form may begin with, `words` the words of the sentence and an empty
        one.
        """
        names, seconds = self.names, self.seconds
        begun: dict[str, list[str]] = {}
        for word, there_at in firsts.items():
            asked = seconds.get(word)
            for name in names.get(word, ()):
                if asked is not None and name in asked:
                    second = asked[name]
                    for at in there_at:
                        if words[at + 1] in second:
                            break
                    else:
                        continue
                there = begun.get(name)
                if there is None:
                    begun[name] = [word]
                else:
                    there.append(word)
        return begun

    def find(self, name: str, scan: Scan) -> Starts:
        """The entries of one lexicon in the sentence."""
        starts: Starts = {}
        made, firsts = self._made, scan.firsts
        for first in scan.begun["<" + name]:
            own = (made.get(first) or self._make(first))[name]
            for at in firsts[first]:
                hits = own.at(scan, at)
                if at in starts:  # the word and the stem in it both begin entries: first those of the word
                    both = (hits, starts[at]) if scan.words[at] == first else (starts[at], hits)
                    starts[at] = sorted(_once(chain(*both)), key=longest_first)
                elif hits:
                    starts[at] = hits
        return dict(sorted(starts.items())) if len(starts) > 1 else starts

    def at(self, scan: Scan, at: int) -> list[Hit]:
        """The entries of all lexicons that begin with one unit."""
        unit = scan.units[at]
        firsts = [word for word in (unit.form, unit.stem) if word and word in self.names]
        return [
            hit
            for first in firsts
            for own in (self._made.get(first) or self._make(first)).values()
            for hit in own.at(scan, at)
        ]

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


def _seconds(forms: Mapping[str, tuple[LexiconForm, ...]]) -> dict[str, dict[str, frozenset[str]]]:
    shared: dict[frozenset[str], frozenset[str]] = {}
    seconds: dict[str, dict[str, frozenset[str]]] = {}
    for first, found in forms.items():
        words: dict[str, set[str]] = {}
        for form in found:
            words.setdefault("<" + form.entry.lexicon, set()).update(form.rest[0][0] if form.rest else [""])
        asked = {name: frozenset(some) for name, some in words.items() if "" not in some}
        if asked:
            seconds[first] = {name: shared.setdefault(some, some) for name, some in asked.items()}
    return seconds
