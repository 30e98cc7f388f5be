"""Counts in digits and words: "15", "3,5 million", compounds of number words, bounds, ranges and vague numbers.

The words and their values are the lexicons `number-word`, `number-bound` and `number-vague`; this module adds them up.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from eventx.rules.matcher import Hit, Match
from eventx.text.units import Sentence

LARGEST = 10**12
"""No count of an article is larger; what is larger is an identifier or a slip."""

_WHOLE = re.compile(r"[0-9]{1,12}\Z")
_DECIMAL = re.compile(r"([0-9]{1,9})\.([0-9]{1,6})\Z")
_RANGE = re.compile(r"([0-9]{1,9})-([0-9]{1,9})\Z")
_SCALES = {"thousand": 1000, "million": 1_000_000}


@dataclass(frozen=True, slots=True)
class Number:
    """What a number phrase says: `max` None for "at least", `min` None for "less than", both None where it is vague.

    `start` and `end` are the units of the phrase in its sentence.
    """

    min: int | None
    max: int | None
    start: int
    end: int

    @property
    def vague(self) -> bool:
        """True for "dozens", "a number of": some, but no telling how many."""
        return self.min is None and self.max is None


@dataclass(frozen=True, slots=True)
class Part:
    """One element of a number: "digits", or a number word of a kind (unit, teen, ten, hundred, thousand, ...)."""

    kind: str
    value: Fraction


def digits(form: str) -> Fraction | None:
    """The value of a folded number in digits, None for dates, times, ranges and other marks."""
    if _WHOLE.match(form):
        return Fraction(int(form))
    found = _DECIMAL.match(form)
    return Fraction(form) if found else None


def total(parts: Iterable[Part]) -> int | None:
    """The sum that number parts in text order make; None where they are not one number."""
    whole = Fraction(0)
    below = Fraction(0)  # what has been read since the last thousand or million
    empty = True
    scale = 0
    for part in parts:
        value = part.value
        if part.kind in _SCALES:
            step = _SCALES[part.kind]
            if scale and step >= scale:
                return None
            if value >= 2 * step and not empty:
                return None  # a dual takes no number before it
            whole += value if empty else below * step
            below, empty, scale = Fraction(0), True, step
        elif part.kind == "fraction":
            if empty and not scale:
                below, empty = value / 100, False  # half a million
            elif empty:
                whole += scale * value / 100  # a million and a half
            else:
                return None
        elif empty:
            below, empty = value, False
        elif not _follows(below, part):
            return None
        elif part.kind == "hundred" and below < 10:
            below *= 100
        else:
            below += value
    whole += below
    return int(whole) if whole.denominator == 1 and whole <= LARGEST else None


def _follows(below: Fraction, part: Part) -> bool:
    """May `part` stand after a number `below` a thousand? Units stand before tens, both after hundreds."""
    if below.denominator != 1 or part.kind == "digits":
        return below.denominator == 1 and below % 100 == 0 and below >= 100 and 0 < part.value < 100
    low = below % 100
    if part.kind == "hundred":
        return 3 <= below <= 9 and part.value == 100
    if part.kind == "ten":
        return 0 <= low < 10
    return low == 0


def _part(hit: Hit, sentence: Sentence) -> Part | None:
    if hit.entry is not None:
        kind, value = hit.entry.attributes.get("kind"), hit.entry.attributes.get("value")
        return Part(str(kind), Fraction(value)) if isinstance(value, int) else None
    value_in_digits = digits(sentence.units[hit.start].form)
    return None if value_in_digits is None else Part("digits", value_in_digits)


def value_of(hits: Iterable[Hit], sentence: Sentence) -> int | None:
    """The value of number words and digits taken by a pattern, in text order."""
    parts = [_part(hit, sentence) for hit in hits]
    known = [p for p in parts if p is not None]
    return total(known) if known and len(known) == len(parts) else None


def count(match: Match, sentence: Sentence) -> Number | None:
    """A number with the bounds around it: captures `n` (its parts) and `bound` (at least, about, less than ...)."""
    hits = match.captures.get("n", ())
    if len(hits) == 1 and hits[0].entry is None:
        joined = _RANGE.match(sentence.units[hits[0].start].form)
        if joined is not None:
            return _between(int(joined[1]), int(joined[2]), match)
    value = value_of(hits, sentence)
    if value is None:
        return None
    low: int | None = value
    high: int | None = value
    for hit in match.captures.get("bound", ()):
        bound = hit.entry.attributes.get("bound") if hit.entry is not None else None
        if bound in ("at-least", "more-than"):
            high = None
        elif bound == "at-most":
            low = None
        elif bound == "less-than":
            low, high = None, max(value - 1, 0)
    return Number(low, high, match.start, match.end)


def between(match: Match, sentence: Sentence) -> Number | None:
    """A range: the parts `n` before and after the capture `to`."""
    split = match.captures["to"][0].start
    hits = match.captures.get("n", ())
    low = value_of([h for h in hits if h.start < split], sentence)
    high = value_of([h for h in hits if h.start > split], sentence)
    return None if low is None or high is None else _between(low, high, match)


def vague(match: Match, sentence: Sentence) -> Number:
    """Dozens, hundreds, a number of: a mention without a value."""
    return Number(None, None, match.start, match.end)


def _between(low: int, high: int, match: Match) -> Number | None:
    return Number(low, high, match.start, match.end) if 0 <= low < high <= LARGEST else None


Normaliser = Callable[[Match, Sentence], object]
NORMALISERS: Mapping[str, Normaliser] = {"count": count, "between": between, "vague-count": vague}
"""By the name a rule gives in `value:`; a normaliser gives None to refuse a match."""
