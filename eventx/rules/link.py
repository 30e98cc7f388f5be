"""Syntax trees to matchers: names looked up, macros opened, the words a pattern can begin with worked out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from eventx.rules import elements
from eventx.rules.elements import Chain
from eventx.rules.entries import LexiconForm
from eventx.rules.errors import Problem, Severity, did_you_mean
from eventx.rules.matcher import CompiledPattern
from eventx.rules.model import PatternText, Rule, RulePack
from eventx.rules.needs import Needs
from eventx.rules.pattern import (
    BUILT_IN,
    Ahead,
    Alt,
    Capture,
    Gap,
    Not,
    Pattern,
    PatternError,
    Punct,
    Ref,
    Repeat,
    Seq,
    Word,
    parse_pattern,
)
from eventx.rules.source import Place, inside
from eventx.rules.words import written_words
from eventx.text.clitics import Clitics
from eventx.text.units import Unit

# What a form tells beside the attributes of its entry, and the values it can have.
FORM_FEATURES: Mapping[str, tuple[str, ...]] = {
    "number": ("singular", "dual", "plural", "any"),
    "voice": ("active", "passive", "any"),
    "tense": ("perfect", "imperfect"),
}

_MACROS_NESTED = 20


class Linker:
    """Compiles the patterns of one pack; gathers problems, the words of literals, and who refers to what.

    Without `shortcuts` every pattern is tried everywhere, element by element.
    """

    def __init__(
        self,
        pack: RulePack,
        clitics: Clitics,
        provided: Iterable[str],
        forms: Mapping[str, Iterable[LexiconForm]],
        shortcuts: bool = True,
    ) -> None:
        self.pack = pack
        self.clitics = clitics
        self.slots = {r.yields for r in pack.rules if r.kind == "slot"} | set(provided)
        self.problems: list[Problem] = []
        self.warnings: list[Problem] = []
        self.words: set[str] = set()
        self.compiled: dict[str, CompiledPattern] = {}
        """Patterns by their texts."""
        self.cut: Mapping[str, tuple[Unit, ...]] = {}
        """Literal words that are read as several units, or as a word with a pronoun."""
        self._trees: dict[PatternText, Pattern | None] = {}
        self._shortcuts = shortcuts
        self._needs = Needs(pack, forms, self.tree, lambda word: [form for form, _ in self._literals(word)])
        self._macros: dict[str, Chain] = {}
        self._open: list[str] = []
        self._references: dict[str, frozenset[str]] = {}
        self._values: dict[str, dict[str, set[str]]] = {}

    def tree(self, source: PatternText) -> Pattern | None:
        """The syntax tree of a pattern, or None (with a problem) where it can't be read."""
        if source not in self._trees:
            try:
                self._trees[source] = parse_pattern(source.text)
            except PatternError as error:
                self._trees[source] = None
                self.problem(source, f"pattern: {error}: {source.text}", error.column)
        return self._trees[source]

    def literals(self, sources: Iterable[PatternText]) -> frozenset[str]:
        """The literal words of patterns and of all macros, in folded spelling, that are neither exact nor articled."""
        found: set[str] = set()
        left: list[Pattern | None] = [self.tree(s) for s in (*sources, *self.pack.macros.values())]
        while left:
            tree = left.pop()
            if isinstance(tree, Word):
                words = written_words(tree.text, self.clitics)
                found.update(w.form for w in words if not (w.exact or w.definite or w.particle))
            elif isinstance(tree, Seq | Alt):
                left += tree.items if isinstance(tree, Seq) else tree.options
            elif isinstance(tree, Repeat | Capture | Not | Ahead):
                left.append(tree.item)
        return frozenset(found)

    def references(self, tree: Pattern | None) -> frozenset[str]:
        """The lexicons and slots that a pattern names, macros opened."""
        if isinstance(tree, Ref):
            return self._references_of_macro(tree.name) if tree.name in self.pack.macros else frozenset([tree.name])
        if isinstance(tree, Seq):
            return frozenset().union(*map(self.references, tree.items))
        if isinstance(tree, Alt):
            return frozenset().union(*map(self.references, tree.options))
        if isinstance(tree, Repeat | Capture | Not | Ahead):
            return self.references(tree.item)
        return frozenset()

    def _references_of_macro(self, name: str) -> frozenset[str]:
        if name not in self._references:
            self._references[name] = frozenset()  # a macro that names itself is reported when it is compiled
            self._references[name] = self.references(self.tree(self.pack.macros[name]))
        return self._references[name]

    def captures(self, tree: Pattern | None) -> frozenset[str]:
        """The names that a pattern captures, macros opened; call it for patterns that compile."""
        if isinstance(tree, Ref):
            macro = self.pack.macros.get(tree.name)
            return frozenset() if macro is None else self.captures(self.tree(macro))
        if isinstance(tree, Seq):
            return frozenset().union(*map(self.captures, tree.items))
        if isinstance(tree, Alt):
            return frozenset().union(*map(self.captures, tree.options))
        if isinstance(tree, Capture):
            return self.captures(tree.item) | {tree.name}
        return self.captures(tree.item) if isinstance(tree, Repeat | Ahead) else frozenset()

    def compile(self, source: PatternText) -> CompiledPattern | None:
        """A pattern ready to run; None where it has a problem (which is kept)."""
        tree = self.tree(source)
        if tree is None:
            return None
        before = len(self.problems)
        whole = self._chain(tree, source, elements.END)
        if len(self.problems) > before:
            return None
        starts = None if whole.keys is None or "" in whole.keys else whole.keys
        compiled = CompiledPattern(whole.match, starts, self._needs.of(tree) if self._shortcuts else ())
        self.compiled[source.text] = compiled
        return compiled

    def gives(self, source: PatternText, name: str) -> bool:
        """Does a pattern capture `name`?"""
        return name in self.captures(self.tree(source))

    def forms_needed(self, rules: Iterable[Rule]) -> frozenset[str] | None:
        """Forms, one of which must stand in a sentence for any of the rules to fit; None: there are none such."""
        return self._needs.forms(p for rule in rules for p in rule.patterns) if self._shortcuts else None

    def compile_macros(self) -> None:
        """Compile every macro, so that mistakes in those that no rule names come to light too."""
        for name in self.pack.macros:
            self._macro(name)

    def problem(self, source: PatternText, message: str, column: int = 0, severity: Severity = "error") -> None:
        """Keep a mistake at `column` of a pattern."""
        found = replace(_where(source, column).problem(message), severity=severity)
        (self.problems if severity == "error" else self.warnings).append(found)

    def _chain(self, tree: Pattern, source: PatternText, rest: Chain) -> Chain:
        """The matcher of `tree` with `rest` behind it."""
        chain = self._element(tree, source, rest)
        return chain if self._shortcuts else chain._replace(keys=None)

    def _element(self, tree: Pattern, source: PatternText, rest: Chain) -> Chain:
        if isinstance(tree, Word):
            return self._word(tree, source, rest)
        if isinstance(tree, Punct):
            mark = tree.text
            return elements.one_unit(lambda u: u.kind == "punct" and u.form == mark, rest, mark)
        if isinstance(tree, Ref):
            return self._reference(tree, None, source, rest)
        if isinstance(tree, Seq):
            for item in reversed(tree.items):
                rest = self._chain(item, source, rest)
            return rest
        if isinstance(tree, Alt):
            return elements.alternatives([self._chain(t, source, rest) for t in tree.options])
        if isinstance(tree, Repeat):
            if (tree.least, tree.most) == (0, 1):
                return elements.alternatives([self._chain(tree.item, source, rest), rest])
            return elements.repeat(self._chain(tree.item, source, elements.END), tree.least, tree.most, rest)
        if isinstance(tree, Capture):
            return self._capture(tree, source, rest)
        if isinstance(tree, Gap):
            return elements.gap(tree.most, tree.commas, rest)
        if isinstance(tree, Not):
            return elements.absent(self._chain(tree.item, source, elements.END), rest)
        if isinstance(tree, Ahead):
            return elements.ahead(self._chain(tree.item, source, elements.END), rest)
        return elements.sentence_start(rest) if tree.side == "start" else elements.sentence_end(rest)

    def _capture(self, tree: Capture, source: PatternText, rest: Chain) -> Chain:
        """A capture of alternatives is one of each, so that it keeps the entry or mention that fits."""
        item = tree.item
        if isinstance(item, Ref):
            if item.name in self.pack.macros and not item.filters and item.name not in self._open:
                inner = self.tree(self.pack.macros[item.name])
                if isinstance(inner, Ref | Alt):
                    self._macro(item.name)
                    return self._capture(Capture(tree.name, inner), self.pack.macros[item.name], rest)
            elif item.name not in (*self.pack.macros, "word", "article", "bare"):
                return self._reference(item, tree.name, source, rest)
        if isinstance(item, Alt):
            return elements.alternatives([self._chain(Capture(tree.name, t), source, rest) for t in item.options])
        return elements.capture(tree.name, self._chain(item, source, elements.END), rest)

    def _word(self, tree: Word, source: PatternText, rest: Chain) -> Chain:
        for form, how in reversed(self._literals(tree)):
            if not form:
                self.problem(source, f"'{tree.text}' holds no letter", max(source.text.find(tree.text), 0))
            self.words.add(form)
            rest = elements.literal(form, how, rest)
        return rest

    def _literals(self, tree: Word) -> list[tuple[str, elements.Literal]]:
        """Every unit that a literal word stands for: its form, and how it must stand there."""
        parts: list[tuple[str, elements.Literal]] = []
        for word in written_words(tree.text, self.clitics):
            cut = () if word.exact or word.definite else self.cut.get(word.form, ())
            parts += [(u.form, (u.definite, False, u.suffix)) for u in cut] or [
                (word.form, (word.definite, word.exact, ""))
            ]
        return parts

    def _reference(self, tree: Ref, capture: str | None, source: PatternText, rest: Chain) -> Chain:
        name = tree.name
        if name in BUILT_IN or name in self.pack.macros:
            if tree.filters:
                self.problem(source, f"'<{name}>' takes no restrictions", tree.column)
            if name in self.pack.macros:
                return elements.follow(self._macro(name), rest)
            if name == "num":
                return elements.known("num", (), capture, rest)
            if name == "word":
                return elements.one_unit(lambda u: u.kind == "word", rest)
            if name == "article":
                return elements.one_unit(lambda u: u.kind == "word" and u.definite, rest)
            return elements.one_unit(lambda u: u.kind == "word" and not u.definite, rest)
        if name not in self.pack.lexicons and name not in self.slots:
            names = (*self.pack.lexicons, *self.slots, *self.pack.macros, *BUILT_IN)
            self.problem(source, f"'<{name}>' is no lexicon, slot or macro{did_you_mean(name, names)}", tree.column)
            return elements.NOTHING
        if name not in self.slots:
            self.check_filters(tree, source)
        return elements.known(name, tree.filters, capture, rest)

    def _macro(self, name: str) -> Chain:
        """The matcher of a macro, made once: macros that name others many times over cost no more than their text."""
        if name in self._open:
            circle = " -> ".join([*self._open[self._open.index(name) :], name])
            self.problem(self.pack.macros[name], f"macro '{name}' names itself: {circle}")
            return elements.NOTHING
        if len(self._open) > _MACROS_NESTED:
            self.problem(self.pack.macros[name], f"macro '{name}': macros name each other too deep")
            self._references[name] = frozenset()
            return elements.NOTHING
        if name not in self._macros:
            source = self.pack.macros[name]
            self._open.append(name)
            tree = self.tree(source)
            self._macros[name] = elements.NOTHING if tree is None else self._chain(tree, source, elements.END)
            self._open.pop()
        return self._macros[name]

    def check_filters(self, tree: Ref, source: PatternText) -> None:
        """A restriction on no attribute of the lexicon is a mistake; one to a value that no entry has may be."""
        possible = self._possible(tree.name)
        for key, values in tree.filters:
            if key not in possible:
                hint = did_you_mean(key, possible)
                self.problem(source, f"lexicon '{tree.name}' has no attribute '{key}'{hint}", tree.column)
                continue
            for value in values:
                if value not in possible[key]:
                    hint = did_you_mean(value, possible[key])
                    message = f"no entry of '{tree.name}' has {key}={value}{hint}"
                    self.problem(source, message, tree.column, "warning")

    def _possible(self, name: str) -> dict[str, set[str]]:
        if name not in self._values:
            lexicon = self.pack.lexicons[name]
            values: dict[str, set[str]] = {key: set(all_of) for key, all_of in FORM_FEATURES.items()}
            values |= {key: set() for key in ("id", *lexicon.attributes)}
            for entry in lexicon.entries:
                values["id"].add(entry.id)
                for key, value in entry.attributes.items():
                    values[key] |= set(map(str, value)) if isinstance(value, tuple) else {str(value)}
            self._values[name] = values
        return self._values[name]


def _where(source: PatternText, column: int) -> Place:
    whole = source.written or source.text
    return inside(source.place, whole, len(whole) - len(source.text) + column)


def slot_order(pack: RulePack, linker: Linker, provided: Iterable[str]) -> tuple[str, ...]:
    """Slots in an order in which each finds those it names already there; slots that name each other are a problem."""
    needs: dict[str, set[str]] = {}
    for rule in pack.rules:
        if rule.kind != "slot":
            continue
        named = frozenset().union(*(linker.references(linker.tree(source)) for source in rule.patterns))
        if rule.yields in named and rule.yields not in pack.lexicons:
            linker.problems.append(rule.place.problem(f"rule '{rule.id}' yields '{rule.yields}' and names it too"))
        needs.setdefault(rule.yields, set()).update(named)
    done: list[str] = []
    left = {slot: {n for n in named if n in needs and n != slot} for slot, named in needs.items()}
    while left:
        ready = [slot for slot, named in left.items() if named <= set(done)]
        if not ready:
            first = next(r for r in pack.rules if r.kind == "slot" and r.yields in left)
            circle = ", ".join(sorted(left))
            linker.problems.append(first.place.problem(f"slots name each other in a circle: {circle}"))
            break
        done += ready
        for slot in ready:
            del left[slot]
    return tuple([s for s in provided if s not in done] + done)
