"""Spelling unified for matching, with a map back to the original text.

Texts and rules pass through the same folding: camel-tools' normalisers (compatibility forms, alef forms, alef maqsura,
ta marbuta), then the table `rules/orthography/letters.tsv` (other hamza carriers, Farsi letters, digits, punctuation,
marks that are dropped).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from camel_tools.utils.normalize import (
    normalize_alef_ar,
    normalize_alef_maksura_ar,
    normalize_teh_marbuta_ar,
    normalize_unicode,
)

from eventx.paths import shipped_rules

_CODE_POINTS = re.compile(r"U\+([0-9A-F]{4,6})(?:-U\+([0-9A-F]{4,6}))?\Z")


@dataclass(frozen=True, slots=True)
class Folded:
    """Folded text; `breaks` and `origins` hold the points where the distance to the original changes."""

    text: str
    breaks: tuple[int, ...]
    origins: tuple[int, ...]
    length: int
    """Length of the original, in code points."""

    def to_original(self, index: int) -> int:
        """The original offset of the folded code point at `index`; the original length for an index at the end."""
        if index >= len(self.text):
            return self.length
        if not self.breaks:
            return index
        at = bisect_right(self.breaks, index) - 1
        return self.origins[at] + index - self.breaks[at] if at >= 0 else index

    def end_to_original(self, index: int) -> int:
        """The original end of a stretch that ends before the folded `index`; marks on its last letter belong to it."""
        return max(self.to_original(index), self.to_original(index - 1) + 1) if index > 0 else 0


@dataclass(frozen=True, slots=True)
class _Table:
    letters: dict[int, str]
    """One letter for one letter."""
    uneven: re.Pattern[str]
    """Matches a run of characters that are dropped or become something of another length."""


def _points(cell: str) -> Iterator[int]:
    found = _CODE_POINTS.match(cell)
    if found is None:
        yield from map(ord, cell)
        return
    yield from range(int(found[1], 16), int(found[2] or found[1], 16) + 1)


@cache
def _table() -> _Table:
    letters: dict[int, str] = {}
    uneven: list[int] = []
    path = shipped_rules() / "orthography" / "letters.tsv"
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        left, _, right = line.partition("\t")
        for point in _points(left):
            if right == "":
                letters[point] = ""
                uneven.append(point)
            elif right == "NFKC":
                letters[point] = _letters(normalize_unicode(chr(point)), letters)
                if len(letters[point]) != 1:
                    uneven.append(point)
            else:
                letters[point] = "".join(map(chr, _points(right)))
    return _Table(letters, re.compile("[" + "".join(re.escape(chr(p)) for p in uneven) + "]"))


def _letters(text: str, letters: dict[int, str]) -> str:
    text = normalize_teh_marbuta_ar(normalize_alef_maksura_ar(normalize_alef_ar(text)))
    return str(text.translate(letters)).lower()


# Chunks whose folded spelling is kept; the words of a year's news are some hundreds of thousands.
MOST_KEPT = 100_000
# What is longer is no word, and not likely to be met again.
_LONGEST_KEPT = 40


class _Chunks(dict[str, "str | None"]):
    """Chunks of text to their folded spelling, letter for letter; None for those that become shorter or longer."""

    def __missing__(self, chunk: str) -> str | None:
        table = _table()
        folded: str | None = None
        if table.uneven.search(chunk) is None:
            folded = _letters(chunk, table.letters)
            folded = folded if len(folded) == len(chunk) else None
        if len(chunk) <= _LONGEST_KEPT:
            if len(self) >= MOST_KEPT:
                self.clear()
            self[chunk] = folded
        return folded


_even = _Chunks()
_uneven: dict[str, Folded] = {}


def fold(text: str) -> Folded:
    """Fold `text` (any length); the result maps every folded offset back to `text`.

    It is done word by word: the words of news are always the same.
    """
    chunks = text.split(" ")
    even = [_even[chunk] for chunk in chunks]
    if None not in even:
        return Folded(" ".join(even), (), (), len(text))  # type: ignore[arg-type]
    pieces: list[str] = []
    breaks: list[int] = []
    origins: list[int] = []
    at = size = 0
    for chunk, folded in zip(chunks, even, strict=True):
        if folded is None:
            found = _uneven.get(chunk) or _fold_uneven(chunk)
            folded = found.text
            breaks += [size + point for point in found.breaks]
            origins += [at + point for point in found.origins]
            if not breaks or size + len(folded) - breaks[-1] != at + len(chunk) - origins[-1]:
                breaks.append(size + len(folded))
                origins.append(at + len(chunk))
        pieces.append(folded)
        at += len(chunk) + 1
        size += len(folded) + 1
    return Folded(" ".join(pieces), tuple(breaks), tuple(origins), len(text))


def _fold_uneven(chunk: str) -> Folded:
    folded = _fold_whole(chunk)
    if len(chunk) <= _LONGEST_KEPT:
        if len(_uneven) >= MOST_KEPT:
            _uneven.clear()
        _uneven[chunk] = folded
    return folded


def _fold_whole(text: str) -> Folded:
    """Fold a text some letters of which are dropped or become several."""
    table = _table()
    pieces: list[str] = []
    breaks: list[int] = []
    origins: list[int] = []
    at = size = 0
    for found in table.uneven.finditer(text):
        start = found.start()
        for begin, piece in ((at, text[at:start]), (start, found[0])):
            folded = _letters(piece, table.letters)
            if begin != start and len(folded) != len(piece):
                return _fold_by_character(text, table)
            if folded:
                breaks.append(size)
                origins.append(begin)
                pieces.append(folded)
                size += len(folded)
                if begin == start:  # every letter of an expanded ligature stands at the ligature
                    breaks.extend(range(size - len(folded) + 1, size))
                    origins.extend([begin] * (len(folded) - 1))
        at = found.end()
    last = _letters(text[at:], table.letters)
    if len(last) != len(text) - at:
        return _fold_by_character(text, table)
    breaks.append(size)
    origins.append(at)
    pieces.append(last)
    return Folded("".join(pieces), tuple(breaks), tuple(origins), len(text))


def _fold_by_character(text: str, table: _Table) -> Folded:
    """The slow way, for text in which lower-casing changes lengths (such as the Turkish dotted capital I)."""
    pieces: list[str] = []
    breaks: list[int] = []
    origins: list[int] = []
    size = 0
    for index, character in enumerate(text):
        folded = _letters(character, table.letters)
        pieces.append(folded)
        breaks.extend(range(size, size + len(folded)))
        origins.extend([index] * len(folded))
        size += len(folded)
    return Folded("".join(pieces), tuple(breaks), tuple(origins), len(text))


@lru_cache(maxsize=1 << 17)
def fold_word(word: str) -> str:
    """The folded spelling alone, for words of rules; names of texts are folded too, so not all can be kept."""
    return fold(word).text
