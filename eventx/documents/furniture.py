"""The words of page furniture, made ready for telling lines apart.

They come from the lexicon `furniture` (`rules/page/furniture.yaml`). An entry says with `where` what its forms mean on
a page:

    whole     a line made of such forms only (and numbers) is furniture
    start     a line that begins with the form is furniture, up to `words` words
    prefix    the form at the head of a line is furniture, the rest of the line is read on
    list      the form heads a list of links: the line and the short lines under it are furniture
    rest      nothing after such a line belongs to the article
    tail      from the form to the end of the last line is furniture, up to `words` words (`kind: tags`: without
              punctuation)
    byline    a short line one part of which is the form ("name - paper")
    credit    at the end of a line, in brackets or not: whose picture it is
    date      a word of a date line; `kind` is month, weekday or filler
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

from eventx.text.fold import fold

_WORD = re.compile(r"\w+")
_DEFAULT_WORDS = 25

Words = tuple[str, ...]


class FurnitureEntry(Protocol):
    """What is needed of a lexicon entry."""

    @property
    def id(self) -> str: ...
    @property
    def forms(self) -> tuple[str, ...]: ...
    @property
    def attributes(self) -> Mapping[str, object]: ...


@dataclass(frozen=True, slots=True)
class Form:
    """One form as words, with what its entry says of it."""

    words: Words
    kind: str
    limit: int


@dataclass(frozen=True)
class Furniture:
    """The forms by where they count; each table is keyed by a form's first word, longer forms first."""

    whole: Mapping[str, tuple[Form, ...]]
    start: Mapping[str, tuple[Form, ...]]
    prefix: Mapping[str, tuple[Form, ...]]
    list: Mapping[str, tuple[Form, ...]]
    rest: Mapping[str, tuple[Form, ...]]
    tail: Mapping[str, tuple[Form, ...]]
    byline: frozenset[Words]
    credit: frozenset[Words]
    date: Mapping[Words, str]
    longest_date: int

    @classmethod
    def of(cls, entries: Iterable[FurnitureEntry]) -> Furniture:
        """Make the entries of the lexicon ready; the same entries are made ready once."""
        key = tuple((tuple(entry.forms), *_meaning(entry)) for entry in entries)
        return _compiled(key)


def _meaning(entry: FurnitureEntry) -> tuple[str, str, int]:
    limit = entry.attributes.get("words", _DEFAULT_WORDS)
    return str(entry.attributes.get("where", "whole")), str(entry.attributes.get("kind", "")), int(str(limit))


@lru_cache(maxsize=8)
def _compiled(key: tuple[tuple[tuple[str, ...], str, str, int], ...]) -> Furniture:
    tables: dict[str, dict[str, list[Form]]] = {
        where: {} for where in ("whole", "start", "prefix", "list", "rest", "tail")
    }
    loose: dict[str, dict[Words, str]] = {where: {} for where in ("byline", "credit", "date")}
    for forms, where, kind, limit in key:
        for written in forms:
            form = Form(words_of(fold(written).text), kind, limit)
            if not form.words:
                continue
            if where in loose:
                loose[where][form.words] = kind
            elif where in tables:
                tables[where].setdefault(form.words[0], []).append(form)
            else:
                raise ValueError(f"unknown `where` in the furniture lexicon: {where}")
    made = {
        where: {first: tuple(sorted(forms, key=lambda f: (-len(f.words), f.words))) for first, forms in table.items()}
        for where, table in tables.items()
    }
    return Furniture(
        **made,
        byline=frozenset(loose["byline"]),
        credit=frozenset(loose["credit"]),
        date=loose["date"],
        longest_date=max(map(len, loose["date"]), default=0),
    )


def words_of(folded: str) -> Words:
    """The words of folded text, without punctuation."""
    return tuple(_WORD.findall(folded))


def form_at(table: Mapping[str, tuple[Form, ...]], words: Words, at: int) -> Form | None:
    """The longest form of `table` that stands at word `at`."""
    for form in table.get(words[at], ()):
        if words[at : at + len(form.words)] == form.words:
            return form
    return None
