"""A stretch of document text to sentences of units."""

from __future__ import annotations

import re
from collections.abc import Iterable

from eventx.text.clitics import Splitter
from eventx.text.fold import Folded, fold
from eventx.text.sentences import paragraphs, sentences
from eventx.text.tokens import Token, tokenise
from eventx.text.units import Sentence, Unit, Zone

Stretch = tuple[int, int, Zone]
"""Start and end in the document, in code points, and what stands there."""

# Quotes and brackets are not read: a name is the same name in quotes.
_SILENT = frozenset("\"'`«»“”„‟‘’‚‹›()[]{}<>*_|")
_WORD = re.compile(r"\w")


def read(text: str, stretches: Iterable[Stretch], splitter: Splitter) -> tuple[Sentence, ...]:
    """The sentences of `stretches` of `text`, in order, with offsets into `text`."""
    found: list[Sentence] = []
    paragraph = 0
    for begin, finish, zone in stretches:
        folded = fold(text[begin:finish])
        for start, end in paragraphs(folded.text, 0, len(folded.text)):
            for first, last in sentences(folded.text, start, end):
                tokens = tokenise(folded.text[first:last], first)
                sentence = _sentence(tokens, folded, begin, splitter, zone, len(found), paragraph)
                if sentence.units:
                    found.append(sentence)
            paragraph += 1
    return tuple(found)


def _sentence(
    tokens: list[Token], folded: Folded, offset: int, splitter: Splitter, zone: Zone, index: int, paragraph: int
) -> Sentence:
    units: list[Unit] = []
    starts: list[int] = []
    ends: list[int] = []
    article = splitter.clitics.article
    definite = False

    def add(unit: Unit, start: int, end: int) -> None:
        units.append(unit)
        starts.append(offset + folded.to_original(start))
        ends.append(offset + folded.end_to_original(end))

    for text, start, end in tokens:
        if text[0] in "0123456789":
            if len(text) > 4 and "," in text:
                text = text.replace(",", "")
            add(Unit(text, "number", definite), start, end)
            definite = False
        elif text == article:  # the article before a number or a quoted name
            definite = True
        elif _WORD.match(text):
            for unit, begin, finish in splitter.split(text):
                if definite and unit.kind == "word":
                    unit, definite = unit._replace(definite=True), False
                add(unit, start + begin, start + finish)
        elif text[0] not in _SILENT:
            add(Unit(text[0], "punct"), start, end)
    return Sentence(tuple(units), tuple(starts), tuple(ends), zone, index, paragraph)
