"""The words of rules, cut as the words of texts are: particles first, then the word with or without its article."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Set
from dataclasses import dataclass
from functools import partial

from eventx.text.clitics import Clitics, Splitter
from eventx.text.fold import fold_word
from eventx.text.tokens import SILENT
from eventx.text.units import Unit

# Numbers, runs of letters, single marks: what the tokeniser makes of a text.
_PIECES = re.compile(r"[0-9]+(?:[.,/:\-][0-9]+)*|[^\W0-9_]+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class WrittenWord:
    """A word of a rule, cut into what it is written of: particles before it, the word itself."""

    form: str
    particle: bool
    definite: bool
    exact: bool


def written_words(text: str, clitics: Clitics) -> Iterator[WrittenWord]:
    """The words of a phrase in a rule; "=word" is taken as it is.

    Attached particles are cut where an article follows them, and off the words that `clitics.joined` lists.
    """
    for raw in text.split():
        exact = raw.startswith("=")
        for word in _pieces(raw.lstrip("=")) or [""]:
            yield from [WrittenWord(word, False, False, True)] if exact or not word else _cut(word, clitics)


def _pieces(raw: str) -> list[str]:
    return [piece for piece in _PIECES.findall(fold_word(raw)) if piece not in SILENT]


def _cut(word: str, clitics: Clitics) -> Iterator[WrittenWord]:
    if word in clitics.conjunctions or word in clitics.prepositions:
        yield WrittenWord(word, True, False, False)
        return
    if word in clitics.joined or (word[0] in clitics.conjunctions and _articled(word[1:], clitics)):
        yield WrittenWord(word[0], True, False, False)
        word = word[1:]
    if word[0] in clitics.prepositions and _articled(word, clitics):
        yield WrittenWord(word[0], True, False, False)
        if word.startswith(clitics.article_after * 2):
            yield WrittenWord(word[2:], False, True, False)
            return
        word = word[1:]
    if word.startswith(clitics.article) and len(word) >= 5:
        yield WrittenWord(word[len(clitics.article) :], False, True, False)
    else:
        yield WrittenWord(word, False, False, False)


def cut_words(
    words: Iterable[str], clitics: Clitics, vocabulary: Set[str], imperfect: Set[str]
) -> dict[str, tuple[Unit, ...]]:
    """Which literal words of patterns are a known word with a preposition before it or a pronoun behind it.

    As words of their own they would hide the shorter word: where one rule spells out "his responsibility", the rule
    that looks for "responsibility" would no longer find it. A final ha may be a feminine ending, and a final ya that of
    an adjective: those stay whole.
    """
    found: dict[str, tuple[Unit, ...]] = {}
    for word in sorted(words, key=lambda w: (len(w), w)):
        known = partial(_known_beside, vocabulary, found, word)
        units = tuple(u for u, _, _ in Splitter(clitics, known, imperfect.__contains__).split(word))
        stem = units[-1]
        if len(word) < 4 or units[0].kind == "conj" or not known(stem.form) or (len(units) == 1 and not stem.suffix):
            continue
        bound = stem.form.endswith(clitics.marbuta) and not word.endswith(stem.form)
        if (len(stem.suffix) != 1 or bound) and not stem.future:
            found[word] = units
    return found


def _known_beside(vocabulary: Set[str], cut: Container[str], word: str, form: str) -> bool:
    return form != word and form in vocabulary and form not in cut


def _articled(word: str, clitics: Clitics) -> bool:
    """Does `word` begin with an article, a preposition before it or not, and is the rest long enough to be a word?"""
    if word.startswith(clitics.article):
        return len(word) >= 5
    if word[:1] not in clitics.prepositions:
        return False
    doubled = clitics.article_after * 2
    return (word.startswith(clitics.article, 1) and len(word) >= 6) or (word.startswith(doubled) and len(word) >= 5)
