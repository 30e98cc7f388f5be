"""What a sentence must hold for a pattern to fit anywhere in it, worked out from the pattern alone.

A need is a set of forms and lexicons ("<name"), one of which must stand in the sentence. Most patterns ask for words
that most sentences lack, and are not tried there at all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property

from eventx.rules.entries import LexiconForm
from eventx.rules.model import PatternText, RulePack
from eventx.rules.pattern import Ahead, Alt, Capture, Not, Pattern, Punct, Ref, Repeat, Seq, Word

Need = frozenset[str]

# Particles and marks stand in nearly every sentence: to need one is to need next to nothing.
_COMMON = 1000
# Macros and slots that name each other deeper than this are not looked into.
_NESTED = 30


class Needs:
    """The needs of the patterns of one pack.

    `forms` are the surface forms of its lexicons by first word; `literals(word)` are the forms that a literal word
    stands for.
    """

    def __init__(
        self,
        pack: RulePack,
        forms: Mapping[str, Iterable[LexiconForm]],
        tree: Callable[[PatternText], Pattern | None],
        literals: Callable[[Word], Iterable[str]],
    ) -> None:
        self._pack = pack
        self._tree = tree
        self._literals = literals
        self._depth = 0
        self._weights: dict[str, int] = {}
        self._macros: dict[str, tuple[Need, ...]] = {}
        self._slots: dict[str, Need | None] = {}
        self._forms: dict[str, list[tuple[str, LexiconForm]]] = {}
        for first, found in forms.items():
            for form in found:
                self._forms.setdefault(form.entry.lexicon, []).append((first, form))
        self._rules: dict[str, list[PatternText]] = {}
        for rule in pack.rules:
            if rule.kind == "slot":
                self._rules.setdefault(rule.yields, []).extend(rule.patterns)

    def of(self, tree: Pattern | None) -> tuple[Need, ...]:
        """The needs of a pattern, the rarest first."""
        return tuple(sorted(dict.fromkeys(self._of(tree)), key=self._commonness))

    def forms(self, patterns: Iterable[PatternText]) -> Need | None:
        """Forms, one of which must stand where one of the patterns fits; None where there are no such forms."""
        needed = self._either(map(self._tree, patterns))
        if needed is None or "<num" in needed:
            return None
        return frozenset(f for key in needed for f in (self._first_words(key[1:]) if key[0] == "<" else (key,)))

    def _first_words(self, lexicon: str) -> Iterable[str]:
        return (first for first, _ in self._forms.get(lexicon, ()))

    def _of(self, tree: Pattern | None) -> tuple[Need, ...]:
        if isinstance(tree, Word):
            return tuple(frozenset([form]) for form in self._literals(tree))
        if isinstance(tree, Punct):
            return (frozenset([tree.text]),)
        if isinstance(tree, Ref):
            if self._depth > _NESTED:
                return ()
            self._depth += 1
            needs = self._reference(tree)
            self._depth -= 1
            return needs
        if isinstance(tree, Seq):
            return tuple(need for item in tree.items for need in self._of(item))
        if isinstance(tree, Alt):
            one = self._either(tree.options)
            return () if one is None else (one,)
        if isinstance(tree, Repeat):
            return self._of(tree.item) if tree.least > 0 else ()
        return self._of(tree.item) if isinstance(tree, Capture | Ahead) else ()

    def _either(self, options: Iterable[Pattern | None]) -> Need | None:
        """What one of several patterns needs: of each its rarest need. None where one of them needs nothing."""
        total: Need = frozenset()
        for option in options:
            needs = self._of(option)
            if not needs:
                return None
            rarest, *_ = sorted(needs, key=self._commonness)
            total |= rarest
        return total

    def _reference(self, tree: Ref) -> tuple[Need, ...]:
        name = tree.name
        if name == "num":
            return (frozenset(["<num"]),)
        if name in self._pack.macros:
            if name not in self._macros:
                self._macros[name] = ()  # for a macro that names itself
                self._macros[name] = self.of(self._tree(self._pack.macros[name]))
            return self._macros[name]
        slot = self._slot(name) if name in self._rules else frozenset()
        if slot is None or (name not in self._rules and name not in self._forms):
            return ()
        return (slot | self._entries(tree),)

    def _slot(self, name: str) -> Need | None:
        if name not in self._slots:
            self._slots[name] = None  # for slots that name each other
            self._slots[name] = self._either(self._tree(pattern) for pattern in self._rules[name])
        return self._slots[name]

    def _entries(self, tree: Ref) -> Need:
        """A lexicon, or of each of its forms a word where not all of them will do."""
        if tree.name not in self._forms:
            return frozenset()
        if not tree.filters:
            return frozenset(["<" + tree.name])
        words: set[str] = set()
        for first, form in self._forms[tree.name]:
            if all(allows(form.features.get(key), values) for key, values in tree.filters):
                each: list[Need] = [*(options for options, _ in form.rest), frozenset([first])]
                words |= min(each, key=self._commonness)
        return frozenset(words)

    def _commonness(self, need: Iterable[str]) -> int:
        return sum(self._weight(key) for key in need)

    def _weight(self, key: str) -> int:
        if key[0] == "<":
            if key not in self._weights:
                self._weights[key] = sum(map(self._weight, self._first_words(key[1:]))) or _COMMON
            return self._weights[key]
        return _COMMON if len(key) < 2 else 1 + self._uses[key]

    @cached_property
    def _uses(self) -> Counter[str]:
        """How often each word is spelled out in the patterns: those that many name are the common ones."""
        patterns = [*self._pack.macros.values(), *(pattern for rule in self._pack.rules for pattern in rule.patterns)]
        return Counter(form for p in patterns for word in _words(self._tree(p)) for form in self._literals(word))


def _words(tree: Pattern | None) -> Iterator[Word]:
    """The words that a pattern spells out."""
    if isinstance(tree, Word):
        yield tree
    elif isinstance(tree, Seq | Alt):
        for part in tree.items if isinstance(tree, Seq) else tree.options:
            yield from _words(part)
    elif isinstance(tree, Repeat | Capture | Not | Ahead):
        yield from _words(tree.item)


def allows(value: object, allowed: tuple[str, ...]) -> bool:
    """Is the value of a feature, or one of its values, among those allowed?"""
    if isinstance(value, tuple):
        return any(str(v) in allowed for v in value)
    return value is not None and str(value) in allowed
