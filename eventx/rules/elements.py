"""The elements of patterns as functions: each tries to fit from a unit on, then asks what comes after it.

Every choice costs a step of `scan.steps`; with none left everything fails, so that no pattern runs for ever.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from eventx.rules.matcher import Captures, Continue, Hit, Matcher, Scan
from eventx.text.units import Unit

Result = tuple[int, Captures] | None
Filters = tuple[tuple[str, tuple[str, ...]], ...]
_NO_FEATURES: dict[str, object] = {}
# Repeated elements inside one another, one a level: what an element takes at most, and what the stack can bear.
MOST_REPEATS = 60


def nothing(scan: Scan, at: int, captures: Captures, then: Continue) -> Result:
    """Never fits: stands in for an element with a mistake."""
    return None


def sentence_start(scan: Scan, at: int, captures: Captures, then: Continue) -> Result:
    """`^`"""
    return then(at, captures) if at == 0 else None


def sentence_end(scan: Scan, at: int, captures: Captures, then: Continue) -> Result:
    """`$`"""
    return then(at, captures) if at == len(scan.sentence.units) else None


Literal = tuple[bool, bool, str]
"""How a word must stand there: definite, exact, suffix."""


def one_of(words: Mapping[str, tuple[Literal, ...]]) -> Matcher:
    """One of many words, found by its form: a list of words costs no more than one."""

    def match(scan: Scan, at: int, captures: Captures, then: Continue) -> Result:
        units = scan.sentence.units
        if at >= len(units):
            return None
        unit = units[at]
        for definite, exact, suffix in words.get(unit.form, ()):
            if (
                (unit.definite or not definite)
                and not (exact and (unit.definite or unit.suffix))
                and (not suffix or unit.suffix == suffix)
            ):
                return then(at + 1, captures)
        return None

    return match


def one_unit(test: Callable[[Unit], bool]) -> Matcher:
    """One unit that passes `test`."""

    def match(scan: Scan, at: int, captures: Captures, then: Continue) -> Result:
        units = scan.sentence.units
        return then(at + 1, captures) if at < len(units) and test(units[at]) else None

    return match


def known(name: str, filters: Filters, capture: str | None) -> Matcher:
    """A lexicon entry or mention under `name`, the longest first."""

    def match(scan: Scan, at: int, captures: Captures, then: Continue) -> Result:
        for hit in scan.at(name, at):
            scan.steps -= 1
            if scan.steps <= 0:
                return None
            if all(_fits(hit.features.get(key), values) for key, values in filters):
                found = then(hit.end, captures if capture is None else (capture, hit, captures))
                if found is not None:
                    return found
        return None

    return match


def _fits(value: object, allowed: tuple[str, ...]) -> bool:
    if isinstance(value, tuple):
        return any(str(v) in allowed for v in value)
    return value is not None and str(value) in allowed


def sequence(parts: list[Matcher]) -> Matcher:
    """One after another."""
    if len(parts) == 1:
        return parts[0]
    first, rest = parts[0], sequence(parts[1:])

    def match(scan: Scan, at: int, captures: Captures, then: Continue) -> Result:
        return first(scan, at, captures, lambda end, found: rest(scan, end, found, then))

    return match


def alternatives(parts: list[Matcher]) -> Matcher:
    """The first that fits, and the next where what follows does not."""

    def match(scan: Scan, at: int, captures: Captures, then: Continue) -> Result:
        for part in parts:
            scan.steps -= 1
            if scan.steps <= 0:
                return None
            found = part(scan, at, captures, then)
            if found is not None:
                return found
        return None

    return match


def repeat(part: Matcher, least: int, most: int | None) -> Matcher:
    """As often as possible, then less often; `most` None: up to MOST_REPEATS."""

    def match(scan: Scan, at: int, captures: Captures, then: Continue) -> Result:
        def again(count: int, where: int, so_far: Captures) -> Result:
            scan.steps -= 1
            if scan.steps <= 0:
                return None

            def after(end: int, found: Captures) -> Result:
                if end > where:
                    return again(count + 1, end, found)
                return then(end, found) if count + 1 >= least else None

            if (most is None or count < most) and scan.repeats < MOST_REPEATS:
                scan.repeats += 1
                found = part(scan, where, so_far, after)
                scan.repeats -= 1
                if found is not None:
                    return found
            return then(where, so_far) if count >= least else None

        return again(0, at, captures)

    return match


def capture(name: str, part: Matcher) -> Matcher:
    """What `part` takes, under `name`."""

    def match(scan: Scan, at: int, captures: Captures, then: Continue) -> Result:
        return part(scan, at, captures, lambda end, found: then(end, (name, Hit(at, end, None, _NO_FEATURES), found)))

    return match


def gap(most: int, commas: bool) -> Matcher:
    """Any units, as few as possible, never across punctuation other than, if `commas`, commas."""

    def match(scan: Scan, at: int, captures: Captures, then: Continue) -> Result:
        units = scan.sentence.units
        for skipped in range(most + 1):
            scan.steps -= 1
            if scan.steps <= 0:
                return None
            found = then(at + skipped, captures)
            if found is not None:
                return found
            where = at + skipped
            if where >= len(units) or (units[where].kind == "punct" and not (commas and units[where].form == ",")):
                return None
        return None

    return match


def absent(part: Matcher) -> Matcher:
    """Fits where `part` does not, and takes nothing."""

    def match(scan: Scan, at: int, captures: Captures, then: Continue) -> Result:
        return None if part(scan, at, captures, lambda end, c: (end, c)) is not None else then(at, captures)

    return match


def ahead(part: Matcher) -> Matcher:
    """Fits where `part` does, takes nothing and keeps what it captures."""

    def match(scan: Scan, at: int, captures: Captures, then: Continue) -> Result:
        found = part(scan, at, captures, lambda end, c: (end, c))
        return None if found is None else then(at, found[1])

    return match
