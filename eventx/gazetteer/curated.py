"""The hand-made place lexicons of a rule pack as a gazetteer table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Protocol

from eventx.gazetteer.place import KINDS, Place, to_line
from eventx.paths import shipped_rules
from eventx.text.fold import fold_word

# A lexicon whose entries carry these is a lexicon of places.
PLACE_ATTRIBUTES = frozenset(("kind", "country", "lat", "lon"))

Value = str | int | tuple[str, ...]


class LexiconEntry(Protocol):
    """What is read of an entry of a lexicon."""

    @property
    def id(self) -> str: ...

    @property
    def name(self) -> str | None: ...

    @property
    def forms(self) -> tuple[str, ...]: ...

    @property
    def attributes(self) -> Mapping[str, Value]: ...


class PlaceLexicon(Protocol):
    """What is read of a lexicon."""

    @property
    def entries(self) -> tuple[LexiconEntry, ...]: ...

    @property
    def attributes(self) -> tuple[str, ...]: ...


def place_entries(lexicons: Mapping[str, PlaceLexicon]) -> Iterable[LexiconEntry]:
    """The entries of all place lexicons, in the order of the lexicons' names."""
    for name in sorted(lexicons):
        if set(lexicons[name].attributes) >= PLACE_ATTRIBUTES:
            yield from lexicons[name].entries


def curated_table(lexicons: Mapping[str, PlaceLexicon]) -> str:
    """The table of all place entries, one line each. Raises ValueError for an entry that is no place."""
    return "".join(to_line(place_of(entry)) + "\n" for entry in place_entries(lexicons))


def place_of(entry: LexiconEntry) -> Place:
    """The place that a lexicon entry describes."""
    values = entry.attributes
    kind = _text(values, "kind")
    if kind not in KINDS:
        raise ValueError(f"place '{entry.id}': kind '{kind}' is none of {', '.join(KINDS)}")
    return Place(
        tuple(dict.fromkeys(fold_name(form) for form in entry.forms)),
        entry.name or entry.id,
        kind,
        _text(values, "country"),
        _text(values, "admin1"),
        _number(entry, "lat"),
        _number(entry, "lon"),
        number if isinstance(number := values.get("geonameid"), int) else None,
        0,
        True,
    )


def fold_name(name: str) -> str:
    """A name as the tables hold it: folded, single spaces, no hyphens."""
    return " ".join(fold_word(name).lstrip("=").replace("-", " ").split())


def word_list(name: str) -> frozenset[str]:
    """The folded words of a plain list in the shipped `places/` folder, one a line."""
    lines = (shipped_rules() / "places" / name).read_text(encoding="utf-8").splitlines()
    return frozenset(fold_name(line) for line in lines if line and not line.startswith("#"))


def _text(values: Mapping[str, Value], key: str) -> str | None:
    value = values.get(key)
    return None if value is None else str(value)


def _number(entry: LexiconEntry, key: str) -> float | None:
    value = entry.attributes.get(key)
    if value is None:
        return None
    try:
        return float(str(value))
    except ValueError:
        raise ValueError(f"place '{entry.id}': {key} '{value}' is no number") from None
