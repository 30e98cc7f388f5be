"""Clitics: a token to the units it is written of, decided by what the rules' vocabulary knows.

A letter is cut off only where the whole is not a known word and the rest is one, so that the first letter of a name
is not taken for a conjunction. The clitic letters come from `rules/orthography/clitics.yaml`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

from eventx.text.units import Kind, Unit

Piece = tuple[Unit, int, int]
"""A unit with its begin and end inside the token."""


class Pieces(NamedTuple):
    """The units of a stretch of text; `closed` is False where its last article belongs to what comes next."""

    pieces: tuple[Piece, ...]
    closed: bool


# Tokens whose analysis is kept; the words of a year's news are some hundreds of thousands.
MOST_KEPT = 100_000


@dataclass(frozen=True, slots=True)
class Clitics:
    """The letters that are written onto words: conjunctions, prepositions, article, future, suffixes, all folded."""

    conjunctions: frozenset[str]
    prepositions: frozenset[str]
    article: str
    article_after: str
    """The preposition that swallows the article's first letter."""
    future: str
    suffixes: tuple[str, ...]
    """Longest first."""
    bound: str
    """The letter that ta marbuta becomes before a suffix."""
    marbuta: str
    verb_plural: str
    """The silent letter that a plural verb drops before a suffix."""
    joined: frozenset[str] = frozenset()
    """Words that are always a conjunction and the rest, though they are written in rules as one."""


@dataclass(slots=True)
class Splitter:
    """Splits tokens into units; `known(form)` tells a word of the vocabulary, `verb(form)` an imperfect verb form.

    Results are kept by token, so that a word costs its analysis once; when there are too many, all are dropped.
    """

    clitics: Clitics
    known: Callable[[str], bool]
    imperfect: Callable[[str], bool]
    entry: Callable[[str], bool] | None = None
    """Tells the words that lexicon entries begin with, from those that are known only as words of patterns."""
    chunks: dict[str, Pieces] = field(default_factory=dict)
    """What has been made of stretches of text between blanks."""
    _cache: dict[str, tuple[Piece, ...]] = field(default_factory=dict)

    def split(self, word: str) -> tuple[Piece, ...]:
        """The units of a folded token that is a word, with their offsets inside it."""
        pieces = self._cache.get(word)
        if pieces is None:
            if len(self._cache) >= MOST_KEPT:
                self._cache.clear()
            pieces = self._cache[word] = tuple(self._analyse(word))
        return pieces

    def _analyse(self, word: str) -> list[Piece]:
        c = self.clitics
        kind: Kind
        if len(word) == 1 and (word in c.prepositions or word in c.conjunctions):
            kind = "prep" if word in c.prepositions else "conj"
            return [(Unit(word, kind), 0, 1)]
        pieces = self._known(word, 0)
        if pieces is not None:
            return pieces
        return self._unknown(word)

    def _known(self, word: str, at: int) -> list[Piece] | None:
        """The reading of `word[at:]` that ends in a known stem, the least cut first; None where there is none."""
        c = self.clitics
        stem = self._stem(word, at)
        if stem is not None:
            return [stem]
        rest = len(word) - at
        if rest >= 3 and at == 0 and word[0] in c.conjunctions:
            inner = self._known(word, 1)
            if inner is not None:
                return [(Unit(word[0], "conj"), 0, 1), *inner]
        if rest >= 3 and at <= 1 and word[at] in c.prepositions:
            prep = (Unit(word[at], "prep", attached=at > 0), at, at + 1)
            if word.startswith(c.article_after, at + 1) and word[at] == c.article_after and rest >= 4:
                # the doubled letter may be the word's own first
                stem = self._bare(word, at + 1, False) if self.known(word[at + 1 :]) else None
                stem = stem or self._bare(word, at + 2, True)
                if stem is not None:
                    return [prep, stem]
            stem = self._stem(word, at + 1)
            if stem is not None:
                return [prep, stem]
        return None

    def _stem(self, word: str, at: int) -> Piece | None:
        """`word[at:]` as a known word, with article, suffix or future mark; None where it is none."""
        c = self.clitics
        if self.known(word[at:]):
            return self._bare(word, at, False)
        # The article before a suffix: a name such as "the air force" makes the articled word known without the rest.
        if word.startswith(c.article, at) and len(word) - at >= 4:
            form = word[at + len(c.article) :]
            if self.known(form):
                return Unit(form, "word", True, attached=at > 0), at, len(word)
        stem = self._bare(word, at, False)
        if stem is not None:
            return stem
        if word.startswith(c.future, at) and len(word) - at >= 4 and self.imperfect(word[at + 1 :]):
            return Unit(word[at + 1 :], "word", future=True, attached=at > 0), at, len(word)
        return None

    def _bare(self, word: str, at: int, definite: bool) -> Piece | None:
        form = word[at:]
        if self.known(form):
            inner = "" if self.entry is None or self.entry(form) else self._cut_suffix(form, self.entry)[0]
            return Unit(form, "word", definite, attached=at > 0, stem=inner), at, len(word)
        stem, suffix = self._cut_suffix(form, self.known)
        return (Unit(stem, "word", definite, suffix, attached=at > 0), at, len(word)) if stem else None

    def _cut_suffix(self, form: str, known: Callable[[str], bool]) -> tuple[str, str]:
        """A known stem and the pronoun after it; empty where there is none."""
        c = self.clitics
        for suffix in c.suffixes:
            if not form.endswith(suffix) or len(form) - len(suffix) < 2:
                continue
            rest = form[: -len(suffix)]
            tries = [rest, rest[:-1] + c.marbuta] if rest.endswith(c.bound) else [rest, rest + c.verb_plural]
            for stem in tries:
                if known(stem) and (stem == rest or len(rest) >= 3):
                    return stem, suffix
        return "", ""

    def _unknown(self, word: str) -> list[Piece]:
        """A word that no rule knows: only what is certain is cut, the article and what stands before it."""
        c = self.clitics
        pieces: list[Piece] = []
        at = 0
        if word[0] in c.conjunctions and len(word) > 5 and self._articled(word, 1):
            pieces.append((Unit(word[0], "conj"), 0, 1))
            at = 1
        if word[at] in c.prepositions and len(word) - at > 4:
            if word.startswith(c.article, at + 1) and len(word) - at > 5:
                pieces.append((Unit(word[at], "prep", attached=at > 0), at, at + 1))
                at += 1
            elif word[at] == c.article_after and word.startswith(c.article_after, at + 1):
                pieces.append((Unit(word[at], "prep", attached=at > 0), at, at + 1))
                pieces.append((Unit(word[at + 2 :], "word", True, attached=True), at + 2, len(word)))
                return pieces
        if word.startswith(c.article, at) and len(word) - at > 4:
            pieces.append((Unit(word[at + len(c.article) :], "word", True, attached=at > 0), at, len(word)))
        else:
            pieces.append((Unit(word[at:], "word", attached=at > 0), at, len(word)))
        return pieces

    def _articled(self, word: str, at: int) -> bool:
        c = self.clitics
        if word.startswith(c.article, at):
            return True
        doubled = c.article_after + c.article_after
        return word.startswith(doubled, at) or (word[at] in c.prepositions and word.startswith(c.article, at + 1))
