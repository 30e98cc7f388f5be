"""The rules of one slot, found by the words and classes they can begin with."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from eventx.rules.matcher import CompiledPattern, CompiledRule, Match, Scan, match_at


class RuleIndex:
    """The patterns of rules in file order, and for each form and class those that can begin with it.

    `slots` are the names of all mention slots.
    """

    def __init__(self, rules: Iterable[CompiledRule], slots: Collection[str] = ()) -> None:
        self.patterns: list[tuple[CompiledRule, CompiledPattern]] = [(r, p) for r in rules for p in r.patterns]
        self.by_key: dict[str, list[int]] = {}
        self.anywhere: list[int] = []
        for number, (_, pattern) in enumerate(self.patterns):
            if pattern.keys is None:
                self.anywhere.append(number)
            else:
                for key in sorted(pattern.keys):
                    self.by_key.setdefault(key, []).append(number)
        self.classes = tuple(key for key in self.by_key if key[0] == "<")
        self.slots = frozenset(key for key in self.classes if key[1:] in slots)

    def find(self, scan: Scan) -> Iterator[tuple[CompiledRule, Match]]:
        """Every rule that fits somewhere, one match per rule and start: the longest, of equals the first.

        First are patterns that begin with a word, then those that begin with a class, then all others.
        """
        wanted = self._wanted(scan)
        for start in sorted(wanted):
            best: dict[int, tuple[CompiledRule, Match]] = {}
            for number in wanted[start]:
                rule, pattern = self.patterns[number]
                found = match_at(pattern, scan, start)
                if found is None or found[0] <= start:
                    continue
                there = best.get(rule.order)
                if there is None or found[0] > there[1].end:
                    best[rule.order] = rule, Match(rule.rule, start, found[0], found[1])
            for order in sorted(best):
                yield best[order]

    def _wanted(self, scan: Scan) -> dict[int, dict[int, None]]:
        """The patterns worth trying, by unit and in the order in which they are tried."""
        wanted: dict[int, dict[int, None]] = {}
        possible: dict[int, bool] = {}

        def add(numbers: list[int], starts: Iterable[int]) -> None:
            some = dict.fromkeys(numbers)
            for start in starts:
                there = wanted.get(start)
                if there is None:
                    wanted[start] = some.copy()
                else:
                    there.update(some)

        def left(numbers: list[int]) -> list[int]:
            kept = []
            for number in numbers:
                if number not in possible:
                    possible[number] = self.patterns[number][1].possible(scan)
                if possible[number]:
                    kept.append(number)
            return kept

        for form in self.by_key.keys() & scan.forms.keys():
            if numbers := left(self.by_key[form]):
                add(numbers, scan.forms[form])
        for key in self.classes:
            if (key in scan.keys or key in self.slots) and (numbers := left(self.by_key[key])):
                add(numbers, scan.hits[key[1:]])
        if "^" in self.by_key and (numbers := left(sorted({*self.by_key["^"], *self.anywhere}))):
            add(numbers, range(1))
        if self.anywhere and (numbers := left(self.anywhere)):
            add(numbers, range(len(scan.units)))
        return wanted
