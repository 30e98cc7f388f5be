"""The elements of patterns as functions: each tries to fit from a unit on, then asks what comes after it.

What follows an element inside its pattern (`rest`) is known when the pattern is compiled; what follows the pattern, or
the macro, group or repetition it stands in, is handed over when it runs (`then`).

Every choice costs a step of `scan.steps`; with none left everything fails, so that no pattern runs for ever.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from eventx.rules.matcher import Captures, Continue, Hit, Matcher, Scan
from eventx.rules.needs import allows
from eventx.text.units import Unit

Result = tuple[int, Captures] | None
Filters = tuple[tuple[str, tuple[str, ...]], ...]
Keys = frozenset[str] | None
"""The forms and classes ("<name") of which the next unit must be or begin one, "^" for the sentence's first unit; None:
any unit. "" among them: nothing need follow."""
_NO_FEATURES: dict[str, object] = {}
# Repeated elements inside one another, one a level: what an element takes at most, and what the stack can bear.
MOST_REPEATS = 60


class Chain(NamedTuple):
    """An element and all that follows it."""

    match: Matcher
    keys: Keys


def _finish(scan: Scan, at: int, captures: Captures, then: Continue) -> Result:
    return then(at, captures)


def _nothing(scan: Scan, at: int, captures: Captures, then: Continue) -> Result:
    return None


END = Chain(_finish, frozenset([""]))
"""The end of a pattern."""
NOTHING = Chain(_nothing, frozenset())
"""Never fits: stands in for an element with a mistake."""


def _followed(first: Keys, rest: Keys) -> Keys:
    if first is None or "" not in first:
        return first
    return None if rest is None else (first - {""}) | rest


def _either(keys: Iterable[Keys]) -> Keys:
    total: frozenset[str] = frozenset()
    for some in keys:
        if some is None:
            return None
        total |= some
    return total


def _told(keys: Keys) -> frozenset[str] | None:
    """Keys one of which must stand where an element begins; None where they tell nothing of that."""
    return keys if keys is not None and keys.isdisjoint(("", "^")) else None


def _is_form(key: str) -> bool:
    return key not in ("", "^") and key[0] != "<"


def sentence_start(rest: Chain) -> Chain:
    """`^`"""
    following = rest.match

    def match(scan: Scan, at: int, captures: Captures, then: Continue) -> Result:
        return following(scan, at, captures, then) if at == 0 else None

    return Chain(match, frozenset("^") if rest.keys is None or "" in rest.keys else rest.keys)


def sentence_end(rest: Chain) -> Chain:
    """`$`"""
    following = rest.match

    def match(scan: Scan, at: int, captures: Captures, then: Continue) -> Result:
        return following(scan, at, captures, then) if at == len(scan.units) else None

    return Chain(match, rest.keys)


Literal = tuple[bool, bool, str]
"""How a word must stand there: definite, exact, suffix."""


def literal(form: str, how: Literal, rest: Chain) -> Chain:
    """A word: with the article if `definite`, bare of article and suffix if `exact`, with `suffix` if there is one."""
    following = rest.match
    definite, exact, suffix = how

    def plain(scan: Scan, at: int, captures: Captures, then: Continue) -> Result:
        return following(scan, at + 1, captures, then) if scan.words[at] == form else None

    def strict(scan: Scan, at: int, captures: Captures, then: Continue) -> Result:
        if scan.words[at] != form:
            return None
        unit = scan.units[at]
        if (definite and not unit.definite) or (exact and (unit.definite or unit.suffix)):
            return None
        return following(scan, at + 1, captures, then) if not suffix or unit.suffix == suffix else None

    return Chain(strict if definite or exact or suffix else plain, frozenset([form]))


def one_unit(test: Callable[[Unit], bool], rest: Chain, form: str | None = None) -> Chain:
    """One unit that passes `test`; `form`: the only form that can."""
    following = rest.match

    def match(scan: Scan, at: int, captures: Captures, then: Continue) -> Result:
        units = scan.units
        return following(scan, at + 1, captures, then) if at < len(units) and test(units[at]) else None

    return Chain(match, None if form is None else frozenset([form]))


def known(name: str, filters: Filters, capture: str | None, rest: Chain) -> Chain:
    """A lexicon entry or mention under `name`, the longest first."""
    following = rest.match

    def match(scan: Scan, at: int, captures: Captures, then: Continue) -> Result:
        for hit in scan.hits[name].get(at, ()):
            scan.steps -= 1
            if scan.steps <= 0:
                return None
            for key, values in filters:
                if not allows(hit.features.get(key), values):
                    break
            else:
                found = following(scan, hit.end, captures if capture is None else (capture, hit, captures), then)
                if found is not None:
                    return found
        return None

    return Chain(match, frozenset(["<" + name]))


def follow(part: Chain, rest: Chain) -> Chain:
    """A part that was compiled by itself, and what follows it."""
    first, following = part.match, rest.match

    def match(scan: Scan, at: int, captures: Captures, then: Continue) -> Result:
        return first(scan, at, captures, lambda end, found: following(scan, end, found, then))

    return Chain(match, _followed(part.keys, rest.keys))


def alternatives(options: list[Chain]) -> Chain:
    """The first that fits, and the next where what follows does not.

    Options that begin with certain words are found by the word, so that a hundred of them cost no more than one.
    """
    by_form: dict[str, list[Matcher]] = {}
    others: list[Matcher] = []
    for option in options:
        if option.keys is not None and all(map(_is_form, option.keys)):
            for form in option.keys:
                by_form.setdefault(form, list(others)).append(option.match)
        else:
            others.append(option.match)
            for there in by_form.values():
                there.append(option.match)
    table = {form: tuple(there) for form, there in by_form.items()}
    default = tuple(others)
    begin = _told(_either(o.keys for o in options if o.keys is None or not all(map(_is_form, o.keys))))

    def match(scan: Scan, at: int, captures: Captures, then: Continue) -> Result:
        parts = table.get(scan.words[at])
        if parts is None:
            if begin is not None and not scan.mask(begin) >> at & 1:
                return None
            parts = default
        for part in parts:
            scan.steps -= 1
            if scan.steps <= 0:
                return None
            found = part(scan, at, captures, then)
            if found is not None:
                return found
        return None

    return Chain(match, _either(option.keys for option in options))


def repeat(part: Chain, least: int, most: int | None, rest: Chain) -> Chain:
    """As often as possible, then less often; `most` None: up to MOST_REPEATS."""
    each, following = part.match, rest.match
    begin = _told(part.keys)

    def again(scan: Scan, count: int, at: int, captures: Captures, then: Continue) -> Result:
        scan.steps -= 1
        if scan.steps <= 0:
            return None
        if begin is not None and not scan.mask(begin) >> at & 1:
            return following(scan, at, captures, then) if count >= least else None

        def after(end: int, found: Captures) -> Result:
            if end > at:
                return again(scan, count + 1, end, found, then)
            return following(scan, end, found, then) if count + 1 >= least else None

        if (most is None or count < most) and scan.repeats < MOST_REPEATS:
            scan.repeats += 1
            found = each(scan, at, captures, after)
            scan.repeats -= 1
            if found is not None:
                return found
        return following(scan, at, captures, then) if count >= least else None

    def match(scan: Scan, at: int, captures: Captures, then: Continue) -> Result:
        return again(scan, 0, at, captures, then)

    return Chain(match, _followed(part.keys if least or part.keys is None else part.keys | {""}, rest.keys))


def capture(name: str, part: Chain, rest: Chain) -> Chain:
    """What `part` takes, under `name`."""
    inner, following = part.match, rest.match

    def match(scan: Scan, at: int, captures: Captures, then: Continue) -> Result:
        def keep(end: int, found: Captures) -> Result:
            return following(scan, end, (name, Hit(at, end, None, _NO_FEATURES), found), then)

        return inner(scan, at, captures, keep)

    return Chain(match, _followed(part.keys, rest.keys))


def gap(most: int, commas: bool, rest: Chain) -> Chain:
    """Any units, as few as possible, never across punctuation other than, if `commas`, commas."""
    following = rest.match
    keys = _told(rest.keys)

    def match(scan: Scan, at: int, captures: Captures, then: Continue) -> Result:
        last = min(at + most, scan.edge(at, commas))
        if keys is None:
            for where in range(at, last + 1):
                scan.steps -= 1
                if scan.steps <= 0:
                    return None
                found = following(scan, where, captures, then)
                if found is not None:
                    return found
            return None
        left = scan.mask(keys) >> at << at & (2 << last) - 1
        while left:
            first = left & -left
            scan.steps -= 1
            if scan.steps <= 0:
                return None
            found = following(scan, first.bit_length() - 1, captures, then)
            if found is not None:
                return found
            left ^= first
        return None

    return Chain(match, None)


def absent(part: Chain, rest: Chain) -> Chain:
    """Fits where `part` does not, and takes nothing."""
    inner, following = part.match, rest.match
    begin = _told(part.keys)

    def match(scan: Scan, at: int, captures: Captures, then: Continue) -> Result:
        if (begin is None or scan.mask(begin) >> at & 1) and inner(scan, at, captures, _there) is not None:
            return None
        return following(scan, at, captures, then)

    return Chain(match, rest.keys)


def ahead(part: Chain, rest: Chain) -> Chain:
    """Fits where `part` does, takes nothing and keeps what it captures."""
    inner, following = part.match, rest.match

    def match(scan: Scan, at: int, captures: Captures, then: Continue) -> Result:
        found = inner(scan, at, captures, _there)
        return None if found is None else following(scan, at, found[1], then)

    return Chain(match, rest.keys)


def _there(end: int, captures: Captures) -> Result:
    return end, captures
