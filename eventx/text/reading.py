"""A stretch of document text to sentences of units."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from unicodedata import category, combining, name

from eventx.text.clitics import MOST_KEPT, Clitics, Piece, Pieces, Splitter
from eventx.text.fold import Folded, fold, fold_word
from eventx.text.sentences import paragraphs, sentences
from eventx.text.tokens import CHUNK, SILENT, Token, chunk_tokens, tokenise
from eventx.text.units import Kind, Sentence, Unit, Zone

Stretch = tuple[int, int, Zone]
"""Start and end in the document, in code points, and what stands there."""

_DIGITS = frozenset("0123456789")
_OBLIQUE = ("ARABIC LETTER YEH", "ARABIC LETTER NOON")
_AFTER_ARTICLE = _DIGITS | SILENT
_WORDS = re.compile(r"[0-9]+|[^\W0-9]+|\w+")
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
                units = _Units(text, folded, begin)
                for number, piece in _pieces(folded.text, first, last, splitter):
                    units.add(number, piece)
                if units.units:
                    found.append(units.sentence(zone, len(found), paragraph))
            paragraph += 1
    return tuple(found)


def _pieces(folded: str, first: int, last: int, splitter: Splitter) -> Iterator[tuple[int, Pieces]]:
    """The units of a sentence, chunk by chunk; each with where their chunk begins."""
    chunks = [(chunk.start(), chunk[0]) for chunk in CHUNK.finditer(folded, first, last)]
    kept = splitter.chunks
    pieces = [kept.get(text) or chunk_pieces(text, splitter) for _, text in chunks]
    if any(not found.closed for found in pieces):  # an article waits for what a later chunk holds
        yield first, cut(tokenise(folded[first:last]), splitter)
        return
    for (start, _), found in zip(chunks, pieces, strict=True):
        yield start, found


def chunk_pieces(chunk: str, splitter: Splitter) -> Pieces:
    """The units of a stretch of folded text without blanks; kept, so that a word costs its analysis once."""
    found = splitter.chunks.get(chunk)
    if found is None:
        if len(splitter.chunks) >= MOST_KEPT:
            splitter.chunks.clear()
        found = splitter.chunks[chunk] = cut(chunk_tokens(chunk), splitter)
    return found


def cut(tokens: list[Token], splitter: Splitter) -> Pieces:
    """The units of tokens; not closed where an article at the end belongs to what comes next."""
    found: list[Piece] = []
    definite = -1  # where an article stands that belongs to what comes next, a number or a name in quotes
    for number, (text, start, end) in enumerate(tokens):
        if text[0] in _DIGITS:
            if _THOUSANDS.fullmatch(text):
                text = text.replace(",", "")
            found.append((Unit(text, "number", definite >= 0), definite if definite >= 0 else start, end))
            definite = -1
        elif text[0].isalnum() or text[0] == "_":
            attached = number + 1 < len(tokens) and tokens[number + 1].start == end
            particles = _before_article(text, splitter.clitics) if attached else None
            if particles is not None and tokens[number + 1].text[0] in _AFTER_ARTICLE:
                for at, particle in enumerate(text[:particles]):
                    kind: Kind = "prep" if particle in splitter.clitics.prepositions else "conj"
                    found.append((Unit(particle, kind, attached=at > 0), start + at, start + at + 1))
                definite = start + particles
                continue
            for unit, begin, finish in splitter.split(text):
                if definite >= 0 and unit.kind == "word":
                    unit, definite = unit._replace(definite=True), -1
                found.append((unit, start + begin, start + finish))
        elif text[0] not in SILENT:
            found.append((Unit(text[0], "punct"), start, end))
            definite = -1
    return Pieces(tuple(found), definite < 0)


def forms_of(chunk: str, splitter: Splitter) -> Iterator[str]:
    """Every form and stem that any unit can have which is read from a stretch of text without blanks.

    Also from a part of it: furniture of the page may be cut off in its middle.
    """
    for folded in fold(chunk).text.split():
        tokens = chunk_tokens(folded)
        for unit, _, _ in cut(tokens, splitter).pieces:
            yield from (unit.form, unit.stem)
        for token in tokens:
            for part in (token.text, *_WORDS.findall(token.text)):
                yield part
                if part[0] not in _DIGITS:
                    yield from (form for unit, _, _ in splitter.split(part) for form in (unit.form, unit.stem))


class _Units:
    """The units of one sentence, gathered, with where they stand in the document."""

    __slots__ = ("document", "ends", "folded", "offset", "starts", "units")

    def __init__(self, document: str, folded: Folded, offset: int) -> None:
        self.document = document
        self.folded = folded
        self.offset = offset
        """Where the folded stretch begins."""
        self.units: list[Unit] = []
        self.starts: list[int] = []
        self.ends: list[int] = []

    def add(self, begin: int, pieces: Pieces) -> None:
        """Add units with offsets from `begin` on in the folded text."""
        found = pieces.pieces
        if not found:
            return
        breaks = self.folded.breaks
        moved = self.offset + begin
        if breaks:
            at = bisect_right(breaks, begin)
            if at < len(breaks) and begin + found[-1][2] >= breaks[at]:
                for unit, start, end in found:
                    self._add_apart(unit, begin + start, begin + end)
                return
            if at:
                moved += self.folded.origins[at - 1] - breaks[at - 1]
        for unit, start, end in found:  # letter by letter as in the document
            self.units.append(unit)
            self.starts.append(start + moved)
            self.ends.append(end + moved)

    def _add_apart(self, unit: Unit, start: int, end: int) -> None:
        """Add one unit that may be spelled otherwise in the document, with vowel signs for example."""
        folded = self.folded
        at = bisect_right(folded.breaks, start)
        if at == len(folded.breaks) or end < folded.breaks[at]:
            moved = self.offset + (folded.origins[at - 1] - folded.breaks[at - 1] if at else 0)
            first, last = start + moved, end + moved
        else:
            first, last = self.offset + folded.to_original(start), self.offset + folded.end_to_original(end)
            if unit.kind == "word" and _vowelled_dual(self.document[first:last]):
                unit = unit._replace(dual=True)
            last = _without_invisible(self.document, first, last)
        self.units.append(unit)
        self.starts.append(first)
        self.ends.append(last)

    def sentence(self, zone: Zone, index: int, paragraph: int) -> Sentence:
        """The sentence of all units."""
        return Sentence(tuple(self.units), tuple(self.starts), tuple(self.ends), zone, index, paragraph)


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
