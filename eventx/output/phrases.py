"""An event in the words of a table: what each cell says, apart from how wide it is or where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from eventx.model import Actor, Casualties, Count, Date, Event, Extraction, Location, Target, Weapon
from eventx.output.clean import clean
from eventx.output.labels import Labels

COLUMNS = ("when", "attack", "where", "weapons", "casualties", "target", "by")
_MOST_ITEMS = 4


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a line: words of eventx, or a quotation of the document; `style` is a name in `table.STYLES`."""

    text: str
    style: str = ""


Phrase = tuple[Run, ...]
"""One line of a cell, before it is wrapped."""
Cell = tuple[Phrase, ...]


def cells(event: Event, labels: Labels) -> dict[str, Cell]:
    """What the row or card of an event says, by column."""
    return {
        "when": tuple(_when(event.date, labels)),
        "attack": tuple(_attack(event, labels)),
        "where": tuple(_where(event.location, labels)),
        "weapons": _some((_weapon(weapon, labels) for weapon in event.weapons), labels),
        "casualties": tuple(casualties(event.casualties, labels)),
        "target": _some((_target(target, labels) for target in event.targets), labels),
        "by": tuple(_by(event, labels)),
    }


def details(event: Event, labels: Labels) -> dict[str, Cell]:
    """What only a card has room for."""
    return {
        "casualties": tuple(_groups(event.casualties, labels)),
        "sources": _some((_quote(source.text) for source in event.sources), labels),
        "words": (_quote(event.trigger.text),),
    }


def heading(extraction: Extraction, labels: Labels) -> Cell:
    """What stands above the events of a document."""
    document = extraction.document
    first: list[Run] = [Run(clean(document.id), "name")]
    if document.published is not None:
        first.append(Run(f" · {labels('published')} {document.published.isoformat()}", "dim"))
        if document.published_from is not None:
            first.append(Run(f" ({labels('published.' + document.published_from)})", "dim"))
    phrases: list[Phrase] = [tuple(first)]
    if document.title and clean(document.title):
        phrases.append((Run(clean(document.title), "title"),))
    return tuple(phrases)


def summary(extraction: Extraction, labels: Labels) -> str:
    """How many attacks the document reports, in words."""
    if not extraction.events:
        return labels("none")
    return labels.counted("attacks", len(extraction.events))


def counted(name: str, count: Count, labels: Labels) -> str:
    """A count as people write it: "2 killed", "at least 12 killed", "10–15 wounded"."""
    if count.max is None:
        return f"{labels('at-least')} {labels.counted(name, count.min, str(count.min))}"
    if count.min == count.max:
        return labels("nobody." + name) if count.min == 0 else labels.counted(name, count.min)
    if count.min == 0:
        return f"{labels('up-to')} {labels.counted(name, count.max, str(count.max))}"
    return labels.counted(name, count.max, f"{count.min}–{count.max}")


def casualties(told: Casualties, labels: Labels) -> Iterator[Phrase]:
    """Killed, wounded, abducted and damage; nothing where the text tells nothing."""
    counts = (("killed", told.killed), ("wounded", told.wounded), ("abducted", told.abducted))
    known = [(name, count) for name, count in counts if count is not None]
    if known and all(count.min == count.max == 0 for _, count in known):
        harmed = {name for name, _ in known}
        text = labels("nobody") if {"killed", "wounded"} <= harmed else labels("nobody." + known[0][0])
        yield (Run(text),)
    else:
        for name, count in known:
            style = "" if count.max == 0 else name
            yield (Run(counted(name, count, labels), style),)
    if told.property_damage is not None:
        yield (Run(labels("damage" if told.property_damage else "no-damage"), "dim"),)


def _when(date: Date | None, labels: Labels) -> Iterator[Phrase]:
    if date is None:
        return
    if date.value is None:
        yield _quote(date.text)
        yield (Run(labels("date.unresolved"), "dim"),)
    elif "/" in date.value:
        start, _, end = date.value.partition("/")
        yield (Run(f"{start} –"),)
        yield (Run(end),)
    else:
        yield (Run(date.value),)
    if date.time:
        known = "time." + date.time
        yield (Run(labels(known) if labels.has(known) else clean(date.time), "dim"),)


def _attack(event: Event, labels: Labels) -> Iterator[Phrase]:
    yield (Run(labels("type." + event.type), "type"),)
    if event.status == "foiled":
        yield (Run(labels("status.foiled"), "foiled"),)
    if event.aggregate:
        yield (Run(labels("aggregate"), "dim"),)


def _where(location: Location | None, labels: Labels) -> Iterator[Phrase]:
    if location is None:
        return
    country = labels("country." + location.country.lower()) if location.country else None
    quoted = _quote(location.text) if clean(location.text) else None
    if labels.rtl:
        parts = [country] if country else []
        if quoted:
            yield quoted
        if parts and clean(location.text) != country:
            yield (Run(", ".join(parts), "dim"),)
        return
    names = [name for name in (location.name, location.admin1) if name]
    if len(names) == 2 and (names[0] == names[1] or location.precision in ("country", "admin1")):
        names.pop()
    if country and country not in names:
        names.append(country)
    if names:
        yield (Run(clean(", ".join(names))),)
    if quoted:
        yield quoted


def _weapon(weapon: Weapon, labels: Labels) -> Phrase:
    text = labels("weapon." + weapon.type)
    if weapon.model:
        text = f"{text} {clean(weapon.model)}" if labels.rtl else f"{clean(weapon.model)} {text}"
    return (Run(f"{_times(weapon.count, labels)}{text}"),)


def _times(count: Count | None, labels: Labels) -> str:
    if count is None or (count.min == 0 and count.max == 0):
        return ""
    if count.max is None:
        return f"{labels('at-least')} {count.min} × "
    return f"{count.min} × " if count.min == count.max else f"{count.min}–{count.max} × "


def _target(target: Target, labels: Labels) -> Phrase:
    kind = Run(f"{labels('target.' + target.type)}: ", "dim")
    return (*((kind,) if target.type != "unknown" else ()), *_quote(target.text))


def _by(event: Event, labels: Labels) -> Iterator[Phrase]:
    status, actors = event.attribution.status, event.attribution.actors
    if status == "unclaimed":
        yield (Run(labels("by.unclaimed"), "dim"),)
    elif status != "unknown":
        if actors:
            lead = Run(labels("by." + status) + " ", "dim")
            named = list(_some((_actor(actor, labels) for actor in _distinct(actors)), labels))
            yield (lead, *named[0])
            yield from named[1:]
        else:
            yield (Run(labels(f"by.{status}.nobody"), "dim"),)
    elif actors:
        yield from _some((_actor(actor, labels) for actor in _distinct(actors)), labels)
    if event.attribution.by and status != "unknown":
        yield (Run(labels("according-to") + " ", "dim"), *_quote(event.attribution.by))


def _actor(actor: Actor, labels: Labels) -> Phrase:
    return (Run(clean(actor.name), "actor"),) if actor.name and not labels.rtl else _quote(actor.text, "actor")


def _distinct(actors: Iterable[Actor]) -> list[Actor]:
    """One spelling of each actor: a group named twice is printed once."""
    return list({actor.id or actor.name or actor.text: actor for actor in actors}.values())


def _groups(told: Casualties, labels: Labels) -> Iterator[Phrase]:
    for group in told.groups:
        if group.who is None:
            continue
        text = labels(group.outcome) if group.count is None else counted(group.outcome, group.count, labels)
        yield (Run(f"{text}: ", "dim"), *_quote(group.who))


def _quote(text: str, style: str = "") -> Phrase:
    return (Run(clean(text), style),)


def _some(phrases: Iterable[Phrase], labels: Labels) -> Cell:
    """The first few of a list, and how many more there are."""
    found = list(dict.fromkeys(phrases))
    if len(found) <= _MOST_ITEMS:
        return tuple(found)
    rest = len(found) - _MOST_ITEMS + 1
    return (*found[: _MOST_ITEMS - 1], (Run(f"+ {rest} {labels('more')}", "dim"),))
