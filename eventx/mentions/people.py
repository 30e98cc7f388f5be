"""People counted: "15 civilians", "two soldiers", "an officer and three soldiers", and what happened to them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True)
class Casualty:
    """What happened (killed, wounded, abducted, joint) to whom; `groups` in text order."""

    outcome: str
    groups: tuple[People, ...]
    revised: bool
    """A newer or final toll ("rose to 12")."""
    part: bool
    """A part of a total told before ("among them 3 children")."""
    attackers: bool
    """The dead are the attackers themselves."""

    @property
    def total(self) -> tuple[int, int | None] | None:
        """Minimum and maximum over the groups; None where no group is counted."""
        counted = [g for g in self.groups if g.min is not None]
        if not counted:
            return None
        open_ended = any(g.max is None for g in counted)
        return sum(g.min or 0 for g in counted), None if open_ended else sum(g.max or 0 for g in counted)


def _feature(features: Mapping[str, object], key: str, default: str) -> str:
    value = features.get(key)
    return str(value[0]) if isinstance(value, tuple) and value else str(value) if value is not None else default


def people(match: Match, sentence: Sentence) -> People | None:
    """A counted group from captures `count` (a number), `who` (a person noun) and constants `min`, `named`, `rest`."""
    counts = match.captures.get("count", ())
    whos = match.captures.get("who", ())
    features = whos[0].features if whos else {}
    low: int | None = None
    high: int | None = None
    if counts and isinstance(counts[0].value, Number):
        low, high = counts[0].value.min, counts[0].value.max
    elif "min" in match.rule.set:
        low = high = int(match.rule.set["min"])
    if "open" in match.captures and low is not None:
        high = None
    role = match.rule.set.get("role") or _feature(features, "role", "unknown")
    kind = _feature(features, "type", "unknown")
    rest = "rest" in match.captures or match.rule.set.get("rest") == "yes"
    return People(low, high, role, kind, match.start, match.end, match.rule.set.get("named") == "yes", rest)


def casualty(match: Match, sentence: Sentence) -> Casualty | None:
    """A casualty statement from captures `people` (or a bare `count`) and constants `outcome`, `revised`, `part`, `none`."""
    groups: list[People] = []
    for name in ("people", "count"):
        for hit in match.captures.get(name, ()):
            value = _people(hit)
            if value is not None:
                groups.append(value)
    groups.sort(key=lambda g: g.start)
    chosen = match.rule.set
    if chosen.get("none") == "yes":
        groups = [People(0, 0, "unknown", "unknown", match.start, match.end)]
    elif not groups:
        return None
    if "open" in match.captures:
        groups = [*groups[:-1], _open(groups[-1])]
    return Casualty(
        chosen.get("outcome", "killed"), tuple(groups), chosen.get("revised") == "yes", chosen.get("part") == "yes",
        chosen.get("attackers") == "yes" or "attackers" in match.captures,
    )  # fmt: skip


def _open(group: People) -> People:
    return People(group.min, None, group.role, group.type, group.start, group.end, group.named, group.rest)


def _people(hit: Hit) -> People | None:
    if isinstance(hit.value, People):
        return hit.value
    if isinstance(hit.value, Number):
        return People(hit.value.min, hit.value.max, "unknown", "unknown", hit.start, hit.end)
    return None


NORMALISERS: dict[str, Normaliser] = {"people": people, "casualty": casualty}
