"""What rules look at: sentences of units. Proclitics are units; the article and pronouns are marks on a word."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

Kind = Literal["word", "number", "conj", "prep", "punct"]
Zone = Literal["title", "body"]


class Unit(NamedTuple):
    """A word, proclitic, number or punctuation mark in folded spelling, without its article and pronoun suffix."""

    form: str
    kind: Kind
    definite: bool = False
    suffix: str = ""
    future: bool = False
    attached: bool = False
    """True for a stem that follows its proclitic without a space."""
    stem: str = ""
    """The word under a pronoun that `form` still has on it, because a rule spells the two as one."""
    dual: bool = False
    """True where a vowel sign tells an ending that may be dual or plural to be dual."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """Units and where they stand: `starts[i]`, `ends[i]` are code points of the document (a word with its article)."""

    units: tuple[Unit, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    zone: Zone
    index: int
    paragraph: int

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The document span of units `[start, end)`; `end` > `start`."""
        return self.starts[start], self.ends[end - 1]
