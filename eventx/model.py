"""The data classes of the output contract (`eventx schema`), and the document that goes in.

Offsets everywhere are Unicode code points of the decoded document text, `[start, end)`. Every value that was read from
the text carries its `span`, and for every text `text == document.text[span[0]:span[1]]` holds.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

SCHEMA = "eventx/event/1"

Span = tuple[int, int]
"""Start and end of a stretch of document text, in code points, end exclusive."""

PublishedFrom = Literal["option", "record", "metadata", "dateline", "page-header"]


@dataclass(frozen=True, slots=True)
class Document:
    """One article as it goes in.

    `text` is what every span points into. Where a record has a title of its own, `text` is title + two newlines + body
    and `title` repeats the title. `published` is the publication date, `published_from` says how it is known.
    """

    id: str
    text: str
    title: str | None = None
    published: date | None = None
    published_from: PublishedFrom | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Count:
    """A number of people or things; `max` is None where the text leaves it open ("at least 12")."""

    min: int
    max: int | None
    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Date:
    """When: `value` is ISO 8601 (day, month, year or START/END), None where the words can't be resolved."""

    value: str | None
    start: date | None
    end: date | None
    precision: Literal["day", "week", "month", "year", "interval", "unresolved"]
    time: str | None
    text: str
    span: Span
    relative: bool


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place name as it stands in the text."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Location:
    """Where: the most specific place of the event, resolved in the gazetteer where it is known there."""

    text: str
    name: str | None
    admin1: str | None
    country: str | None
    latitude: float | None
    longitude: float | None
    geonameid: int | None
    precision: Literal["site", "city", "admin1", "country", "unknown"]
    mentions: tuple[PlaceMention, ...]


@dataclass(frozen=True, slots=True)
class Weapon:
    """With what: a weapon type of the vocabulary, the make where named, how many where told."""

    type: str
    model: str | None
    count: Count | None
    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class CasualtyGroup:
    """One group of victims: what happened to them, how many they are, who they are."""

    outcome: Literal["killed", "wounded", "abducted"]
    count: Count | None
    who: str | None
    role: str
    span: Span


@dataclass(frozen=True, slots=True)
class Casualties:
    """Totals of the event (None: not told) and the groups they are made of."""

    killed: Count | None = None
    wounded: Count | None = None
    abducted: Count | None = None
    property_damage: bool | None = None
    groups: tuple[CasualtyGroup, ...] = ()


@dataclass(frozen=True, slots=True)
class Target:
    """What or whom the attack was aimed at, or who was hit."""

    type: str
    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Actor:
    """Who did it or is said to have; `name` and `id` are canonical, None for a group the rules don't know."""

    text: str
    name: str | None
    id: str | None
    span: Span


@dataclass(frozen=True, slots=True)
class Attribution:
    """How firmly the attack is ascribed, to whom, and by whom."""

    status: Literal["claimed", "denied", "blamed", "stated", "suspected", "unclaimed", "unknown"] = "unknown"
    actors: tuple[Actor, ...] = ()
    by: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """Whom the text cites for the event."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Trigger:
    """The words that say that the attack happened, and the rule that took them."""

    text: str
    span: Span
    rule: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where one slot value stands in the text and which rule took it."""

    slot: str
    text: str
    span: Span
    rule: str


@dataclass(frozen=True, slots=True)
class Event:
    """One attack: one place, one time, one act."""

    id: str
    document: Document
    type: str
    status: Literal["occurred", "foiled"]
    aggregate: bool
    date: Date | None
    location: Location | None
    weapons: tuple[Weapon, ...]
    casualties: Casualties
    targets: tuple[Target, ...]
    attribution: Attribution
    sources: tuple[Source, ...]
    trigger: Trigger
    evidence: tuple[Evidence, ...]
    confidence: float


@dataclass(frozen=True, slots=True)
class Extraction:
    """What one document gave: the document as read, its events in text order, warnings (English, one line each)."""

    document: Document
    events: tuple[Event, ...]
    warnings: tuple[str, ...] = ()
