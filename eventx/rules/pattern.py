"""The pattern language: text to a syntax tree.

word  a|b  (a b | c)  <name key=value>  x? x* x+  cap=x  ..3  ...3  !x  &x  ^  $  , ; : - / .
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal as OneOf

BUILT_IN = ("num", "word", "article", "bare")


@dataclass(frozen=True, slots=True)
class Word:
    """A literal word as written by the author."""

    text: str


@dataclass(frozen=True, slots=True)
class Punct:
    """A punctuation mark."""

    text: str


@dataclass(frozen=True, slots=True)
class Ref:
    """A lexicon, slot, macro or built-in class by name, with restrictions on attributes and features."""

    name: str
    filters: tuple[tuple[str, tuple[str, ...]], ...]
    column: int


@dataclass(frozen=True, slots=True)
class Seq:
    """Elements one after another."""

    items: tuple[Pattern, ...]


@dataclass(frozen=True, slots=True)
class Alt:
    """One of several, the first that fits."""

    options: tuple[Pattern, ...]


@dataclass(frozen=True, slots=True)
class Repeat:
    """An element several times, as often as possible; `most` None: no limit."""

    item: Pattern
    least: int
    most: int | None


@dataclass(frozen=True, slots=True)
class Capture:
    """A named element."""

    name: str
    item: Pattern


@dataclass(frozen=True, slots=True)
class Gap:
    """Any units, as few as possible, up to `most`; crossing commas only if `commas`."""

    most: int
    commas: bool


@dataclass(frozen=True, slots=True)
class Not:
    """Something that must not follow here."""

    item: Pattern


@dataclass(frozen=True, slots=True)
class Ahead:
    """Something that must follow here, and is not taken; what it captures is kept."""

    item: Pattern


@dataclass(frozen=True, slots=True)
class Edge:
    """The start or end of the sentence."""

    side: OneOf["start", "end"]


Pattern = Word | Punct | Ref | Seq | Alt | Repeat | Capture | Gap | Not | Ahead | Edge


class PatternError(ValueError):
    """A pattern that can't be read; `column` counts from 0 within the pattern."""

    def __init__(self, message: str, column: int) -> None:
        self.column = column
        super().__init__(message)


_TOKEN = re.compile(
    r"(?P<space>\s+)|(?P<gap>\.\.\.?[0-9]+)|(?P<ref><[^<>]*>)|(?P<cap>[a-z_][a-z0-9_]*=)"
    r"|(?P<op>[()|?*+!&^$])|(?P<word>=?[\w\u0610-\u061a\u0640\u064b-\u065f\u0670]+)|(?P<punct>[,;:./\-])"
)
# Far beyond what anybody writes; a pattern must neither exhaust the stack nor look through a whole article.
_NESTED = 30
_ELEMENTS = 60
_GAP = 99
_REPEATS = ("?", "*", "+")
_FILTER = re.compile(r"([a-z_]+)=(\S+)\Z")


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    at: int


def parse_pattern(text: str) -> Pattern:
    """The tree of a pattern; raises PatternError with the column of the mistake."""
    tokens: list[_Token] = []
    at = 0
    while at < len(text):
        found = _TOKEN.match(text, at)
        if found is None:
            raise PatternError(f"unexpected character {text[at]!r}", at)
        tokens.append(_Token(str(found.lastgroup), found[0], at))
        at = found.end()
    reader = _Reader(tokens, len(text))
    tree = reader.alternatives(0)
    if reader.at < len(tokens):
        raise PatternError(f"unexpected '{tokens[reader.at].text}'", tokens[reader.at].at)
    return tree


class _Reader:
    """Recursive descent over the tokens of one pattern."""

    def __init__(self, tokens: list[_Token], length: int) -> None:
        self.tokens = tokens
        self.at = 0
        self.length = length
        self.tight = True
        """Do bars without blanks join single elements here, or separate alternatives like any other bar?"""

    def _peek(self, skip_space: bool = True) -> _Token | None:
        while skip_space and self.at < len(self.tokens) and self.tokens[self.at].kind == "space":
            self.at += 1
        return self.tokens[self.at] if self.at < len(self.tokens) else None

    def _column(self) -> int:
        return self.tokens[self.at].at if self.at < len(self.tokens) else self.length

    def _shallow(self, depth: int) -> None:
        if depth > _NESTED:
            raise PatternError("nested too deep", self._column())

    def alternatives(self, depth: int) -> Pattern:
        self._shallow(depth)
        options = [self._sequence(depth)]
        while (token := self._peek()) is not None and token.text == "|":
            self.at += 1
            options.append(self._sequence(depth))
        return options[0] if len(options) == 1 else Alt(tuple(options))

    def _sequence(self, depth: int) -> Pattern:
        items: list[Pattern] = []
        while (token := self._peek()) is not None and token.text not in ("|", ")"):
            items.append(self._tight(depth))
            if len(items) > _ELEMENTS:
                raise PatternError(f"more than {_ELEMENTS} elements one after another", token.at)
        if not items:
            raise PatternError("an element is missing here", self._column())
        return items[0] if len(items) == 1 else Seq(tuple(items))

    def _tight(self, depth: int) -> Pattern:
        """An element, or elements joined by '|' without spaces; each may be a capture of its own (a=x|b=y)."""
        options = [self._element(depth)]
        while self._joined() and self.tokens[self.at + 1].kind == "cap":
            self.at += 1
            options.append(self._element(depth))
        return options[0] if len(options) == 1 else Alt(tuple(options))

    def _joined(self) -> bool:
        """Does a '|' without spaces around it come next?"""
        at = self.at
        return (
            self.tight
            and 0 < at < len(self.tokens) - 1
            and self.tokens[at].text == "|"
            and self.tokens[at - 1].kind != "space"
            and self.tokens[at + 1].kind != "space"
        )

    def _has_spaced_bar(self) -> bool:
        """Has the group that begins here a bar with a blank beside it? Then those without bind tighter."""
        level = 0
        for at in range(self.at, len(self.tokens) - 1):
            text = self.tokens[at].text
            level += (text == "(") - (text == ")")
            if level < 0:
                return False
            if level == 0 and text == "|" and "space" in (self.tokens[at - 1].kind, self.tokens[at + 1].kind):
                return True
        return False

    def _element(self, depth: int) -> Pattern:
        self._shallow(depth)
        token = self._peek()
        if token is None:
            raise PatternError("an element is missing here", self.length)
        if token.kind == "cap":
            self.at += 1
            if self._peek(False) is None or self.tokens[self.at].kind == "space":
                raise PatternError(f"'{token.text}' names nothing", token.at)
            item = self._element(depth + 1)
            if isinstance(item, Repeat) and self.tokens[self.at - 1].text in _REPEATS:
                # x=a? captures a where it is there, never nothing; x=a+ each of them, x=(a+) all of them
                return Repeat(Capture(token.text[:-1], item.item), item.least, item.most)
            return Capture(token.text[:-1], item)
        if token.text == "!":
            self.at += 1
            return Not(self._element(depth + 1))
        if token.text == "&":
            self.at += 1
            return Ahead(self._element(depth + 1))
        options = [self._atom(depth)]
        while self._joined() and self.tokens[self.at + 1].kind != "cap":
            self.at += 1
            options.append(self._atom(depth))
        whole: Pattern = options[0] if len(options) == 1 else Alt(tuple(options))
        follow = self._peek(False)
        if follow is not None and follow.text in _REPEATS:
            self.at += 1
            whole = Repeat(whole, 1 if follow.text == "+" else 0, 1 if follow.text == "?" else None)
        return whole

    def _atom(self, depth: int) -> Pattern:
        token = self._peek()
        if token is None:
            raise PatternError("an element is missing here", self.length)
        self.at += 1
        if token.kind == "word":
            return Word(token.text)
        if token.kind == "punct":
            return Punct(token.text)
        if token.kind == "gap":
            most = token.text.lstrip(".")
            if len(most) > 2:
                raise PatternError(f"a gap spans at most {_GAP} units", token.at)
            return Gap(int(most), token.text.startswith("..."))
        if token.kind == "ref":
            return self._ref(token)
        if token.text == "(":
            outer, self.tight = self.tight, self._has_spaced_bar()
            inner = self.alternatives(depth + 1)
            self.tight = outer
            close = self._peek()
            if close is None or close.text != ")":
                raise PatternError("'(' is never closed", token.at)
            self.at += 1
            return inner
        if token.text in "^$":
            return Edge("start" if token.text == "^" else "end")
        raise PatternError(f"unexpected '{token.text}'", token.at)

    def _ref(self, token: _Token) -> Ref:
        parts = token.text[1:-1].split()
        if not parts:
            raise PatternError("'<>' names nothing", token.at)
        filters: list[tuple[str, tuple[str, ...]]] = []
        for part in parts[1:]:
            found = _FILTER.match(part)
            if found is None:
                raise PatternError(f"'{part}' is no restriction such as type=rocket", token.at)
            filters.append((found[1], tuple(found[2].split("|"))))
        return Ref(parts[0], tuple(filters), token.at)
