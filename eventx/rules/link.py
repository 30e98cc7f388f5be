"""Syntax trees to matchers: names looked up, macros opened, the words a pattern can begin with worked out."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from eventx.rules.errors import Problem, RuleError, did_you_mean
from eventx.rules.matcher import Captures, CompiledPattern, Continue, Hit, Matcher, Scan
from eventx.rules.model import PatternText, RulePack
from eventx.rules.pattern import (
    BUILT_IN, Alt, Capture, Edge, Gap, Not, Pattern, PatternError, Punct, Ref, Repeat, Seq, Word, parse_pattern,
)  # fmt: skip
from eventx.text.clitics import Clitics

Result = tuple[int, Captures] | None
_NO_FEATURES: dict[str, object] = {}


class Linker:
    """Compiles the patterns of one pack; gathers problems, the words of literals, and who refers to what."""

    def __init__(self, pack: RulePack, clitics: Clitics, provided: Iterable[str]) -> None:
        self.pack = pack
        self.clitics = clitics
        self.slots = {r.yields for r in pack.rules if r.kind == "slot"} | set(provided)
        self.problems: list[Problem] = []
        self.words: set[str] = set()
        self._macros: dict[str, Pattern | None] = {}

    def tree(self, source: PatternText) -> Pattern | None:
        """The syntax tree of a pattern, or None (with a problem) where it can't be read."""
        try:
            return parse_pattern(source.text)
        except PatternError as error:
            self.problems.append(
                Problem(
                    source.place.path,
                    source.place.line,
                    source.place.column + 1 + error.column,
                    f"pattern: {error}: {source.text}",
                )
            )
            return None

    def macro(self, name: str) -> Pattern | None:
        """The tree of a macro."""
        if name not in self._macros:
            self._macros[name] = None  # a macro that names itself finds nothing here
            self._macros[name] = self.tree(self.pack.macros[name])
        return self._macros[name]

    def references(self, tree: Pattern | None) -> set[str]:
        """The lexicons and slots that a pattern names, macros opened."""
        if isinstance(tree, Ref):
            if tree.name in self.pack.macros:
                return self.references(self.macro(tree.name))
            return {tree.name}
        if isinstance(tree, Seq):
            return set().union(*map(self.references, tree.items))
        if isinstance(tree, Alt):
            return set().union(*map(self.references, tree.options))
        if isinstance(tree, Repeat | Capture | Not):
            return self.references(tree.item)
        return set()

    def compile(self, source: PatternText) -> CompiledPattern | None:
        """A pattern ready to run; None where it has a problem (which is kept)."""
        tree = self.tree(source)
        if tree is None:
            return None
        before = len(self.problems)
        matcher = self._matcher(tree, source, 0)
        if len(self.problems) > before:
            return None
        keys, empty = self._first(tree)
        return CompiledPattern(matcher, None if keys is None or empty else frozenset(keys))

    def _problem(self, source: PatternText, message: str, column: int = 0) -> None:
        place = source.place
        self.problems.append(Problem(place.path, place.line, place.column + 1 + column, message))

    def _matcher(self, tree: Pattern, source: PatternText, depth: int) -> Matcher:
        if depth > 60:
            self._problem(source, "pattern is nested too deep (does a macro name itself?)")
            return _nothing
        if isinstance(tree, Word):
            return self._word(tree)
        if isinstance(tree, Punct):
            return _unit(lambda u, text=tree.text: u.kind == "punct" and u.form == text)
        if isinstance(tree, Ref):
            return self._reference(tree, None, source, depth)
        if isinstance(tree, Seq):
            return _sequence([self._matcher(t, source, depth + 1) for t in tree.items])
        if isinstance(tree, Alt):
            return _alternatives([self._matcher(t, source, depth + 1) for t in tree.options])
        if isinstance(tree, Repeat):
            return _repeat(self._matcher(tree.item, source, depth + 1), tree.least, tree.most)
        if isinstance(tree, Capture):
            if (
                isinstance(tree.item, Ref)
                and tree.item.name not in self.pack.macros
                and tree.item.name not in ("word", "article", "bare")
            ):
                return self._reference(tree.item, tree.name, source, depth)
            return _capture(tree.name, self._matcher(tree.item, source, depth + 1))
        if isinstance(tree, Gap):
            return _gap(tree.most, tree.commas)
        if isinstance(tree, Not):
            return _not(self._matcher(tree.item, source, depth + 1))
        return _start if tree.side == "start" else _end

    def _word(self, tree: Word) -> Matcher:
        from eventx.rules.compile import written_words

        parts: list[Matcher] = []
        for word in written_words(tree.text, self.clitics):
            self.words.add(word.form)
            parts.append(_literal(word.form, word.definite, word.exact))
        return parts[0] if len(parts) == 1 else _sequence(parts)

    def _reference(self, tree: Ref, capture: str | None, source: PatternText, depth: int) -> Matcher:
        name = tree.name
        if name in BUILT_IN:
            if name == "num":
                return _class("num", (), capture)
            if name == "word":
                return _unit(lambda u: u.kind == "word")
            if name == "article":
                return _unit(lambda u: u.kind == "word" and u.definite)
            return _unit(lambda u: u.kind == "word" and not u.definite)
        if name in self.pack.macros:
            if tree.filters:
                self._problem(source, f"macro '{name}' takes no restrictions", tree.column)
            inner = self.macro(name)
            return _nothing if inner is None else self._matcher(inner, source, depth + 1)
        if name not in self.pack.lexicons and name not in self.slots:
            known = (*self.pack.lexicons, *self.slots, *self.pack.macros, *BUILT_IN)
            self._problem(source, f"'<{name}>' is no lexicon, slot or macro{did_you_mean(name, known)}", tree.column)
            return _nothing
        return _class(name, tree.filters, capture)

    def _first(self, tree: Pattern) -> tuple[set[str] | None, bool]:
        """The keys a pattern can begin with (None: anything) and whether it can be empty."""
        if isinstance(tree, Word):
            from eventx.rules.compile import written_words

            word = next(written_words(tree.text, self.clitics))
            return {"=" + word.form}, False
        if isinstance(tree, Punct):
            return {"=" + tree.text}, False
        if isinstance(tree, Ref):
            if tree.name in BUILT_IN:
                return ({"<num"} if tree.name == "num" else None), False
            if tree.name in self.pack.macros:
                inner = self.macro(tree.name)
                return (set(), False) if inner is None else self._first(inner)
            return {"<" + tree.name}, False
        if isinstance(tree, Alt):
            return self._either([self._first(t) for t in tree.options])
        if isinstance(tree, Capture):
            return self._first(tree.item)
        if isinstance(tree, Repeat):
            keys, empty = self._first(tree.item)
            return keys, empty or tree.least == 0
        if isinstance(tree, Seq):
            total: set[str] = set()
            for item in tree.items:
                keys, empty = self._first(item)
                if keys is None:
                    return None, False
                total |= keys
                if not empty:
                    return total, False
            return total, True
        if isinstance(tree, Gap):
            return None, True
        return set(), True

    @staticmethod
    def _either(parts: list[tuple[set[str] | None, bool]]) -> tuple[set[str] | None, bool]:
        total: set[str] = set()
        for keys, _ in parts:
            if keys is None:
                return None, any(e for _, e in parts)
            total |= keys
        return total, any(e for _, e in parts)


def slot_order(pack: RulePack, linker: Linker, provided: Iterable[str]) -> tuple[str, ...]:
    """Slots in an order in which each finds those it names already there. Raises RuleError where they name each other."""
    needs: dict[str, set[str]] = {}
    for rule in pack.rules:
        if rule.kind == "slot":
            named = needs.setdefault(rule.yields, set())
            for source in rule.patterns:
                try:
                    named |= linker.references(parse_pattern(source.text))
                except PatternError:
                    continue  # reported when the pattern is compiled
    done: list[str] = []
    left = {slot: {n for n in named if n in needs and n != slot} for slot, named in needs.items()}
    for rule in pack.rules:
        if (
            rule.kind == "slot"
            and rule.yields not in pack.lexicons
            and rule.yields in {n for s in rule.patterns for n in _named(linker, s)}
        ):
            linker.problems.append(rule.place.problem(f"rule '{rule.id}' yields '{rule.yields}' and names it too"))
    while left:
        ready = [slot for slot, named in left.items() if named <= set(done)]
        if not ready:
            first = next(r for r in pack.rules if r.kind == "slot" and r.yields in left)
            raise RuleError([first.place.problem(f"slots name each other in a circle: {', '.join(sorted(left))}")])
        done += ready
        for slot in ready:
            del left[slot]
    return tuple([s for s in provided if s not in done] + done)


def _named(linker: Linker, source: PatternText) -> set[str]:
    try:
        return linker.references(parse_pattern(source.text))
    except PatternError:
        return set()


def _nothing(scan: Scan, at: int, captures: Captures, then: Continue) -> Result:
    return None


def _start(scan: Scan, at: int, captures: Captures, then: Continue) -> Result:
    return then(at, captures) if at == 0 else None


def _end(scan: Scan, at: int, captures: Captures, then: Continue) -> Result:
    return then(at, captures) if at == len(scan.sentence.units) else None


def _literal(form: str, definite: bool, exact: bool) -> Matcher:
    def match(scan: Scan, at: int, captures: Captures, then: Continue) -> Result:
        units = scan.sentence.units
        if at >= len(units):
            return None
        unit = units[at]
        if unit.form != form or (definite and not unit.definite) or (exact and (unit.definite or unit.suffix != "")):
            return None
        return then(at + 1, captures)

    return match


def _unit(test: Callable[..., bool]) -> Matcher:
    def match(scan: Scan, at: int, captures: Captures, then: Continue) -> Result:
        units = scan.sentence.units
        return then(at + 1, captures) if at < len(units) and test(units[at]) else None

    return match


def _class(name: str, filters: tuple[tuple[str, tuple[str, ...]], ...], capture: str | None) -> Matcher:
    def match(scan: Scan, at: int, captures: Captures, then: Continue) -> Result:
        for hit in scan.at(name, at):
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


def _sequence(parts: list[Matcher]) -> Matcher:
    if len(parts) == 1:
        return parts[0]
    first, rest = parts[0], _sequence(parts[1:])

    def match(scan: Scan, at: int, captures: Captures, then: Continue) -> Result:
        return first(scan, at, captures, lambda end, found: rest(scan, end, found, then))

    return match


def _alternatives(parts: list[Matcher]) -> Matcher:
    def match(scan: Scan, at: int, captures: Captures, then: Continue) -> Result:
        for part in parts:
            found = part(scan, at, captures, then)
            if found is not None:
                return found
        return None

    return match


def _repeat(part: Matcher, least: int, most: int | None) -> Matcher:
    def match(scan: Scan, at: int, captures: Captures, then: Continue) -> Result:
        def again(count: int, where: int, so_far: Captures) -> Result:
            scan.steps -= 1
            if scan.steps <= 0:
                return None
            if most is None or count < most:
                found = part(scan, where, so_far, lambda end, c: again(count + 1, end, c) if end > where else None)
                if found is not None:
                    return found
            return then(where, so_far) if count >= least else None

        return again(0, at, captures)

    return match


def _capture(name: str, part: Matcher) -> Matcher:
    def match(scan: Scan, at: int, captures: Captures, then: Continue) -> Result:
        return part(scan, at, captures, lambda end, found: then(end, (name, Hit(at, end, None, _NO_FEATURES), found)))

    return match


def _gap(most: int, commas: bool) -> Matcher:
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


def _not(part: Matcher) -> Matcher:
    def match(scan: Scan, at: int, captures: Captures, then: Continue) -> Result:
        return None if part(scan, at, captures, lambda end, c: (end, c)) is not None else then(at, captures)

    return match
