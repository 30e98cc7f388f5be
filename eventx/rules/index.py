"""The rules of one slot, found by the rarest words that they can't do without."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from eventx.rules.matcher import CompiledPattern, CompiledRule, Match, Scan, match_at


class RuleIndex:
    """The patterns of rules in file order, and for each form and class those that need it and that begin with it.

    `slots` are the names of all mention slots.
    """

    def __init__(self, rules: Iterable[CompiledRule], slots: Collection[str] = ()) -> None:
        self.patterns: list[tuple[CompiledRule, CompiledPattern]] = [(r, p) for r in rules for p in r.patterns]
        self.by_key: dict[str, list[int]] = {}
        self.anywhere: list[int] = []
        self.anchored: dict[str, list[int]] = {}
        """By each word of the rarest need of a pattern."""
        self.free: list[int] = []
        """Patterns that need nothing."""
        for number, (_, pattern) in enumerate(self.patterns):
            if pattern.keys is None:
                self.anywhere.append(number)
            else:
                for key in sorted(pattern.keys):
                    self.by_key.setdefault(key, []).append(number)
            if not pattern.needs:
                self.free.append(number)
            for key in sorted(pattern.needs[0]) if pattern.needs else ():
                self.anchored.setdefault(key, []).append(number)
        self.classes = tuple(key for key in self.by_key if key[0] == "<")
        self.slots = frozenset(key for key in self.classes if key[1:] in slots)
        self._others = [pattern.needs[1:] for _, pattern in self.patterns]
        """What each needs besides."""
        self._begins = [_begins(pattern) for _, pattern in self.patterns]

    def find(self, scan: Scan) -> Iterator[tuple[CompiledRule, Match]]:
        """Every rule that fits somewhere, one match per rule and start: the longest, of equals the first."""
        best: dict[int, tuple[CompiledRule, Match]] = {}
        here = tried = -1
        for start, number in sorted(self._wanted(scan)):
            if start != here:
                for order in sorted(best):
                    yield best[order]
                best.clear()
                here, tried = start, -1
            elif number == tried:
                continue
            tried = number
            rule, pattern = self.patterns[number]
            found = match_at(pattern, scan, start)
            if found is None or found[0] <= start:
                continue
            there = best.get(rule.order)
            if there is None or found[0] > there[1].end:
                best[rule.order] = rule, Match(rule.rule, start, found[0], found[1])
        for order in sorted(best):
            yield best[order]

    def possible(self, scan: Scan) -> list[int]:
        """The patterns all of whose needs the sentence holds."""
        keys, anchored = scan.keys, self.anchored
        numbers = set(self.free).union(*[anchored[key] for key in anchored.keys() & keys])
        kept: list[int] = []
        for number in sorted(numbers):
            for need in self._others[number]:
                if need.isdisjoint(keys):
                    break
            else:
                kept.append(number)
        return kept

    def _wanted(self, scan: Scan) -> Iterator[tuple[int, int]]:
        """The patterns worth trying: from which unit on, and their number."""
        forms, keys, slots, hits = scan.forms, scan.keys, self.slots, scan.hits
        for number in self.possible(scan):
            literals, classes, others = self._begins[number]
            for form in literals.intersection(forms):
                for start in forms[form]:
                    yield start, number
            for key in classes:
                if key in keys or key in slots:
                    for start in hits[key[1:]]:
                        yield start, number
            if others:
                for start in range(len(scan.units) if others == "anywhere" else 1):
                    yield start, number


def _begins(pattern: CompiledPattern) -> tuple[frozenset[str], list[str], str]:
    """The forms and the classes that a pattern can begin with, and where it can begin with any word."""
    if pattern.keys is None:
        return frozenset(), [], "anywhere"
    classes = sorted(key for key in pattern.keys if key[:1] == "<")
    forms = frozenset(key for key in pattern.keys if key[:1] not in ("<", "^", ""))
    return forms, classes, "first" if "^" in pattern.keys else ""
