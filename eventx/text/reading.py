"""A stretch of document text to sentences of units."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from unicodedata import category, combining, name

from eventx.text.clitics import Clitics, Splitter
from eventx.text.fold import Folded, fold, fold_word
from eventx.text.sentences import paragraphs, sentences
from eventx.text.tokens import SILENT, Token, tokenise
from eventx.text.units import Kind, Sentence, Unit, Zone

Stretch = tuple[int, int, Zone]
"""Start and end in the document, in code points, and what stands there."""

_DIGITS = frozenset("0123456789")
_OBLIQUE = ("ARABIC LETTER YEH", "ARABIC LETTER NOON")
_AFTER_ARTICLE = _DIGITS | SILENT
# "15,000", but not the list "15,16" nor the decimal comma of "12,50".
_THOUSANDS = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?")


def read(text: str, stretches: Iterable[Stretch], splitter: Splitter) -> tuple[Sentence, ...]:
    """The sentences of `stretches` of `text`, in order, with offsets into `text`."""
    found: list[Sentence] = []
    paragraph = 0
    for begin, finish, zone in stretches:
        folded = fold(text[begin:finish])
        for start, end in paragraphs(folded.text, 0, len(folded.text)):
            for first, last in sentences(folded.text, start, end):
                tokens = tokenise(folded.text[first:last], first)
                sentence = _sentence(text, tokens, folded, begin, splitter, zone, len(found), paragraph)
                if sentence.units:
                    found.append(sentence)
            paragraph += 1
    return tuple(found)


def _sentence(
    document: str,
    tokens: list[Token],
    folded: Folded,
    offset: int,
    splitter: Splitter,
    zone: Zone,
    index: int,
    paragraph: int,
) -> Sentence:
    units: list[Unit] = []
    starts: list[int] = []
    ends: list[int] = []
    definite = -1  # where an article stands that belongs to what comes next, a number or a name in quotes

    breaks = folded.breaks

    def add(unit: Unit, start: int, end: int) -> None:
        units.append(unit)
        at = bisect_right(breaks, start) if breaks else 0
        if at == len(breaks) or end < breaks[at]:  # letter by letter as in the document
            moved = offset + (folded.origins[at - 1] - breaks[at - 1] if at else 0)
            starts.append(start + moved)
            ends.append(end + moved)
            return
        first, last = offset + folded.to_original(start), offset + folded.end_to_original(end)
        if unit.kind == "word" and _vowelled_dual(document[first:last]):
            units[-1] = unit._replace(dual=True)
        starts.append(first)
        ends.append(_without_invisible(document, first, last))

    for number, (text, start, end) in enumerate(tokens):
        if text[0] in _DIGITS:
            if _THOUSANDS.fullmatch(text):
                text = text.replace(",", "")
            add(Unit(text, "number", definite >= 0), definite if definite >= 0 else start, end)
            definite = -1
        elif text[0].isalnum() or text[0] == "_":
            attached = number + 1 < len(tokens) and tokens[number + 1].start == end
            particles = _before_article(text, splitter.clitics) if attached else None
            if particles is not None and tokens[number + 1].text[0] in _AFTER_ARTICLE:
                for at, particle in enumerate(text[:particles]):
                    kind: Kind = "prep" if particle in splitter.clitics.prepositions else "conj"
                    add(Unit(particle, kind, attached=at > 0), start + at, start + at + 1)
                definite = start + particles
                continue
            for unit, begin, finish in splitter.split(text):
                if definite >= 0 and unit.kind == "word":
                    unit, definite = unit._replace(definite=True), -1
                add(unit, start + begin, start + finish)
        elif text[0] not in SILENT:
            add(Unit(text[0], "punct"), start, end)
            definite = -1
    return Sentence(tuple(units), tuple(starts), tuple(ends), zone, index, paragraph)


def _vowelled_dual(word: str) -> bool:
    """Does the word end in the oblique ending -ayn of the dual, told from the plural's -in by its vowel sign?"""
    letters = [place for place, letter in enumerate(word) if not combining(letter)]
    if len(letters) < 4 or tuple(name(word[place], "") for place in letters[-2:]) != _OBLIQUE:
        return False
    return any(name(sign, "") == "ARABIC FATHA" for sign in word[letters[-3] + 1 : letters[-2]])


def _before_article(text: str, clitics: Clitics) -> int | None:
    """The number of particle letters before the article that `text` ends with; None where it is anything else."""
    if text.endswith(clitics.article):
        particles = len(text) - len(clitics.article)
    elif text.endswith(clitics.article_after * 2):
        particles = len(text) - len(clitics.article_after)
    else:
        return None
    known = clitics.conjunctions | clitics.prepositions
    return particles if particles <= 2 and known.issuperset(text[:particles]) else None


def _without_invisible(document: str, start: int, end: int) -> int:
    """The end of a word less the marks of direction and joining behind it; vowel signs and tatweel are part of it."""
    while end - start > 1 and category(last := document[end - 1]) in ("Cf", "Cc") and not fold_word(last):
        end -= 1
    return end
