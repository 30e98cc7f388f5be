"""People counted: "15 civilians", "two soldiers", "an officer and three soldiers", and what happened to them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from eventx.mentions.mention import Normaliser
from eventx.mentions.numbers import Number
from eventx.rules.matcher import Hit, Match
from eventx.text.units import Sentence


@dataclass(frozen=True, slots=True)
class People:
    """A group: how many (`min` None: not told), and whether the words leave the number open."""

    min: int | None
    max: int | None
    role: str
    type: str
    start: int
    end: int
    named: bool = False
    rest: bool = False
    """ "Others": people beside those told before."""
    bomber: bool = False
    """Suicide bombers, whom the tolls of their attacks leave out."""


@dataclass(frozen=True, slots=True)
class Casualty:
    """What happened (killed, wounded, abducted, joint) to whom; `groups` in text order."""

    outcome: str
    groups: tuple[People, ...]
    revised: bool
    """A newer or final toll ("rose to 12")."""
    part: bool
    """A part of a total told before ("among them 3 children")."""
    implied: bool = False
    """One victim that the words imply ("he was assassinated"); adds nothing to victims that are told."""
    parts: tuple[People, ...] = ()
    """Groups within the groups ("12 people, three children among them"), which add nothing to the total."""

    @property
    def total(self) -> tuple[int, int | None] | None:
        """Minimum and maximum over the groups but for suicide bombers; None where no group is counted."""
        counted = [g for g in self.groups if g.min is not None and not g.bomber]
        if not counted:
            return None
        open_ended = any(g.max is None for g in counted)
        return sum(g.min or 0 for g in counted), None if open_ended else sum(g.max or 0 for g in counted)


def _feature(features: Mapping[str, object], key: str, default: str) -> str:
    value = features.get(key)
    return str(value[0]) if isinstance(value, tuple) and value else str(value) if value is not None else default


def people(match: Match, sentence: Sentence) -> People | None:
    """A group from captures `count` (a number), `who` (a noun) and constants `min`, `named`, `rest`, `role`."""
    counts = match.captures.get("count", ())
    whos = match.captures.get("who", ())
    features = whos[0].features if whos else {}
    chosen = match.rule.set
    low: int | None = None
    high: int | None = None
    if counts and isinstance(counts[0].value, Number):
        low, high = counts[0].value.min, counts[0].value.max
    elif "min" in chosen:
        low = high = int(chosen["min"])
    role = chosen.get("role") or _feature(features, "role", "unknown")
    kind = _feature(features, "type", "unknown")
    bomber = _feature(features, "id", "") == "suicide-bomber"
    return People(
        low, high, role, kind, match.start, match.end, chosen.get("named") == "yes", chosen.get("rest") == "yes", bomber
    )


def casualty(match: Match, sentence: Sentence) -> Casualty | None:
    """A casualty statement from captures `people`, `count` and `part`, and the constants of its rule.

    `min` counts the people that the words themselves stand for; `pronoun` lists the pronouns one of which the first
    word must carry; `none` says that there were no such casualties.
    """
    chosen = match.rule.set
    if "pronoun" in chosen and sentence.units[match.start].suffix not in chosen["pronoun"].split():
        return None
    groups = _groups(match, "people", "count")
    if chosen.get("none") == "yes":
        groups = [People(0, 0, "unknown", "unknown", match.start, match.end)]
    elif "min" in chosen:
        groups = _at_least(groups, int(chosen["min"]), match)
    elif not groups:
        return None
    for hit in match.captures.get("open", ()):
        before = max((n for n, g in enumerate(groups) if g.start <= hit.start), default=None)
        if before is not None:
            groups[before] = _open(groups[before])
    return Casualty(
        chosen.get("outcome", "killed"),
        tuple(groups),
        chosen.get("revised") == "yes",
        chosen.get("part") == "yes",
        chosen.get("implied") == "yes",
        tuple(_groups(match, "part")),
    )


def _groups(match: Match, *names: str) -> list[People]:
    """The groups captured under `names`, in text order."""
    found = [_people(hit) for name in names for hit in match.captures.get(name, ())]
    return sorted((g for g in found if g is not None), key=lambda g: g.start)


def _at_least(groups: list[People], least: int, match: Match) -> list[People]:
    """The groups, where fewer are counted than the words stand for (a verb in the dual) the first made `least`."""
    if not groups:
        return [People(least, least, "unknown", "unknown", match.start, match.end)]
    if sum(g.min or 0 for g in groups) >= least:
        return groups
    return [replace(groups[0], min=least, max=least), *groups[1:]]


def _open(group: People) -> People:
    return replace(group, max=None)


def _people(hit: Hit) -> People | None:
    if isinstance(hit.value, People):
        return hit.value
    if isinstance(hit.value, Number):
        return People(hit.value.min, hit.value.max, "unknown", "unknown", hit.start, hit.end)
    return None


NORMALISERS: dict[str, Normaliser] = {"people": people, "casualty": casualty}
