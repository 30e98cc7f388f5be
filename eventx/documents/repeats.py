"""Lines of a page that say again what the article says elsewhere: captions, pull quotes, a headline printed twice."""

from __future__ import annotations

import re
from collections.abc import Sequence

from eventx.documents.furniture import Words, words_of
from eventx.documents.lines import Line

_SENTENCE = re.compile(r"[^.!?;]+")
_FEWEST_WORDS = 5
_MOST_WORDS = 70
_CAPTION_SLACK = 8
"""A caption of so many words, above the article, may have one word that the sentence it repeats has not."""
_AFFIX = 3
_COMMON = 16
"""Three words that stand in more sentences than this tell nothing about repeats."""
_LONGEST_SENTENCE = 400


def repeats(candidates: Sequence[Line]) -> set[int]:
    """Indices of lines that can be left out because every sentence of theirs is told by a line that stays.

    Of two equal lines the first stays, and the longer of two where one holds the other. The first line of all, the
    headline, stays.
    """
    dropped = _twins(candidates)
    sentences = [_sentences(line) if n not in dropped else [] for n, line in enumerate(candidates)]
    index: dict[Words, list[tuple[int, int]]] = {}
    for number, group in enumerate(sentences):
        for place, words in enumerate(group):
            for at in range(len(words) - 2):
                index.setdefault(words[at : at + 3], []).append((number, place))
    body = next((number for number, line in enumerate(candidates) if number and line.full_stop), 0)
    for number, line in enumerate(candidates):
        if number == 0 or number in dropped or not _FEWEST_WORDS <= len(line.words) <= _MOST_WORDS:
            continue
        # a caption repeats a whole sentence; two headlines of a list that differ in a word are two
        captioned = {n for n, other in enumerate(candidates) if other.full_stop} if number < body else set()
        told = [_told_by(words, number, sentences, index, dropped, captioned) for words in sentences[number]]
        if told and all(told):
            dropped.add(number)
    return dropped


def _twins(candidates: Sequence[Line]) -> set[int]:
    """Lines of the same words as an earlier one."""
    met: set[Words] = set()
    twins: set[int] = set()
    for number, line in enumerate(candidates):
        if len(line.words) >= _FEWEST_WORDS:
            if line.words in met:
                twins.add(number)
            met.add(line.words)
    return twins


def _sentences(line: Line) -> list[Words]:
    # "3.5" and "a.b" are no sentence ends, but what they would cut off is compared in the same way on both sides
    return [words for words in map(words_of, _SENTENCE.findall(line.folded.text)) if words]


def _told_by(
    words: Words,
    number: int,
    sentences: Sequence[Sequence[Words]],
    index: dict[Words, list[tuple[int, int]]],
    dropped: set[int],
    captioned: set[int],
) -> bool:
    """Whether a sentence of another line that stays tells `words`; `captioned` are lines whose caption they may be."""
    others: dict[tuple[int, int], int] = {}
    for at in range(len(words) - 2):
        places = index[words[at : at + 3]]
        for place in places if len(places) <= _COMMON else ():
            if place[0] != number and place[0] not in dropped:
                others[place] = others.get(place, 0) + 1
    size = sum(map(len, sentences[number]))
    for other, position in sorted(others, key=lambda key: (-others[key], key)):
        theirs = sentences[other][position]
        if other > number and sum(map(len, sentences[other])) <= size:
            continue  # the first of two of the same length stays
        if _covers(theirs, words, caption=other in captioned):
            return True
    return False


def _covers(theirs: Words, ours: Words, caption: bool) -> bool:
    """Whether `theirs` holds all that `ours` says, in the same order."""
    if len(ours) < 3 or not len(ours) - 1 <= len(theirs) <= _LONGEST_SENTENCE:
        return False
    allowed = 1 if caption and len(ours) >= _CAPTION_SLACK else 0
    have = set(theirs)
    absent = 0
    for word in ours:  # the order aside, which is cheap and settles nearly every case
        if word not in have and not any(_same(word, other) for other in theirs):
            absent += 1
            if absent > allowed or word.isdigit():
                return False
    missing = _unmatched(ours, theirs)
    return len(missing) <= allowed and not any(word.isdigit() for word in missing)


def _unmatched(ours: Words, theirs: Words) -> list[str]:
    """The words of `ours` that are not in the longest common subsequence with `theirs`."""
    rows = [[0] * (len(theirs) + 1)]
    for mine in ours:
        above = rows[-1]
        row = [0]
        for column, other in enumerate(theirs):
            row.append(above[column] + 1 if _same(mine, other) else max(above[column + 1], row[column]))
        rows.append(row)
    lost: list[str] = []
    i, j = len(ours), len(theirs)
    while i > 0:
        if j > 0 and _same(ours[i - 1], theirs[j - 1]) and rows[i][j] == rows[i - 1][j - 1] + 1:
            i, j = i - 1, j - 1
        elif j > 0 and rows[i][j] == rows[i][j - 1]:
            j -= 1
        else:
            lost.append(ours[i - 1])
            i -= 1
    return lost


def _same(mine: str, other: str) -> bool:
    """Equal, or equal but for a short particle written onto one of them."""
    if mine == other:
        return True
    short, long = sorted((mine, other), key=len)
    return len(short) >= 3 and not short.isdigit() and len(long) - len(short) <= _AFFIX and long.endswith(short)
