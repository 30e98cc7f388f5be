"""Folded text to sentences: paragraphs first, then full stops, question and exclamation marks."""

from __future__ import annotations

import re
from collections.abc import Iterator

# A full stop ends a sentence unless it stands in a number or after a single letter (initials, agency tags);
# news text often lacks the space after it.
_END = re.compile(r"(?:[!?]+|\.{2,}|(?<![0-9])(?<!\b\w)\.(?!\w\.)|(?<=[0-9])\.(?![0-9]))(?:[\"'”»)\]]+(?=\s|$))?")
_PARAGRAPH = re.compile(r"[\r\n\x0b\x0c\x85\u2028\u2029]+")


def paragraphs(folded: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The stretches of `folded[start:end]` between line breaks that hold more than blanks."""
    at = start
    for found in _PARAGRAPH.finditer(folded, start, end):
        if folded[at : found.start()].strip():
            yield at, found.start()
        at = found.end()
    if folded[at:end].strip():
        yield at, end


def sentences(folded: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The sentences of one paragraph of folded text, as `[start, end)`."""
    at = start
    for found in _END.finditer(folded, start, end):
        if folded[at : found.start()].strip():
            yield at, found.end()
            at = found.end()
    if folded[at:end].strip():
        yield at, end
