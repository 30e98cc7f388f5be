"""Typed rules and lexicons, as the loader gives them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from eventx.rules.source import Place

Attribute = str | int | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One lexicon entry: an id, a canonical English name, dictionary forms in natural spelling, attributes."""

    id: str
    lexicon: str
    name: str | None
    forms: tuple[str, ...]
    attributes: Mapping[str, Attribute]
    place: Place = field(compare=False)
    inflect: str = "none"
    plural: tuple[str, ...] = ()
    imperfect: tuple[str, ...] = ()
    passive: tuple[str, ...] = ()
    passive_imperfect: tuple[str, ...] = ()

    def __hash__(self) -> int:
        return hash((self.lexicon, self.id))


@dataclass(frozen=True, slots=True)
class Lexicon:
    """A list of entries under one name."""

    name: str
    description: str
    entries: tuple[Entry, ...]
    attributes: tuple[str, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class PatternText:
    """A pattern, and where it stands."""

    text: str
    place: Place
    written: str = ""
    """What is written there, if more than the pattern."""


@dataclass(frozen=True, slots=True)
class Example:
    """A text that shows a rule at work: what the rule must take, or None where firing is enough."""

    text: str
    expect: Mapping[str, str] | str | None
    published: str | None
    place: Place


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: a mention rule (`slot`), an event trigger (`event`) or a guard (`guard`)."""

    id: str
    description: str
    kind: Literal["slot", "event", "guard"]
    yields: str
    """The slot, the event type or the kind of guard."""
    patterns: tuple[PatternText, ...]
    place: Place
    value: str | None = None
    set: Mapping[str, str] = field(default_factory=dict)
    priority: int = 0
    frame: str | None = None
    arguments: Mapping[str, tuple[PatternText, ...]] = field(default_factory=dict)
    examples: tuple[Example, ...] = ()
    silent: tuple[Example, ...] = ()

    def __hash__(self) -> int:
        return hash(self.id)


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a pack says of itself in its `pack.yaml`."""

    name: str
    description: str
    version: str
    schema: str
    place: Place


@dataclass(frozen=True, slots=True)
class RulePack:
    """Everything that was loaded, packs laid one over another."""

    directories: tuple[Path, ...]
    lexicons: Mapping[str, Lexicon]
    macros: Mapping[str, PatternText]
    frames: Mapping[str, Mapping[str, tuple[PatternText, ...]]]
    rules: tuple[Rule, ...]
    manifests: tuple[Manifest, ...] = ()
    """Of the packs that have one, in the order in which they were laid."""
