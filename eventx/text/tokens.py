"""Folded text to tokens with offsets: camel-tools' `simple_word_tokenize`, numbers, times and dates joined again."""

from __future__ import annotations

import re
from typing import NamedTuple

# Quotes and brackets are not read: a name is the same name in quotes.
SILENT = frozenset("\"'`«»“”„‟‘’‚‹›()[]{}<>*_|")
CHUNK = re.compile(r"\S+")
"""What stands between blanks. The tokeniser cuts there first, so that each chunk can be cut by itself."""
_JOINED_NUMBER = re.compile(r"[0-9]+(?:[.,/:\-][0-9]+)*")
_DIGITS = frozenset("0123456789")


class Token(NamedTuple):
    """A token of folded text at `[start, end)`, offsets in the folded text it was cut from."""

    text: str
    start: int
    end: int


def tokenise(folded: str, offset: int = 0) -> list[Token]:
    """Tokens of `folded` in order; `offset` is added to every position.

    A number that the tokeniser splits ("15,000", "3.5", "2015/8/6", "12:30") comes as one token, and a number written
    onto a letter ("ل11") as two.
    """
    tokens: list[Token] = []
    for chunk in CHUNK.finditer(folded):
        tokens += chunk_tokens(chunk[0], offset + chunk.start())
    return tokens


def chunk_tokens(folded: str, offset: int = 0) -> list[Token]:
    """The tokens of a stretch without blanks."""
    # 0.4 s to import: paid only when there is text to read
    from camel_tools.tokenizers.word import simple_word_tokenize

    tokens: list[Token] = []
    at = 0
    number_end = -1
    for piece in simple_word_tokenize(folded):
        start = folded.find(piece, at)
        if start < 0:
            continue  # not as it stands in the text, so it has no place there
        at = start + len(piece)
        if start < number_end:
            continue  # a part of a number already taken whole
        if _DIGITS.isdisjoint(piece):
            tokens.append(Token(piece, offset + start, offset + at))
            continue
        digit = next(i for i, c in enumerate(piece) if c in _DIGITS)
        found = _JOINED_NUMBER.match(folded, start + digit)
        if found is None:
            tokens.append(Token(piece, offset + start, offset + at))
            continue
        if digit:
            tokens.append(Token(piece[:digit], offset + start, offset + start + digit))
        tokens.append(Token(found[0], offset + found.start(), offset + found.end()))
        number_end = found.end()
        if number_end < at:  # letters written onto the end of a number: "15شخصا"
            tokens.append(Token(folded[number_end:at], offset + number_end, offset + at))
            number_end = at
    return tokens
