"""Casualties of a cluster: totals over all that its sentences say, and the groups they are made of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from eventx.events.frame import Frame
from eventx.events.merge import Cluster
from eventx.mentions.mention import Mention
from eventx.mentions.people import Casualty, People
from eventx.model import Casualties, CasualtyGroup, Count, Evidence

_ROLES = frozenset(
    ("civilian", "security", "militant", "official", "journalist", "medic", "foreigner", "attacker", "child", "unknown")
)
# The sides of a fight, by the roles of their people.
_SIDES = {"security": "state", "militant": "armed", "attacker": "armed"}


@dataclass(frozen=True, slots=True)
class _Told:
    frame: Frame
    mention: Mention
    casualty: Casualty


def casualties(cluster: Cluster, document: str) -> tuple[Casualties, list[Evidence]]:
    """Totals and groups with their evidence."""
    told = [
        _Told(frame, mention, mention.value)
        for frame in cluster.frames
        for mention in frame.casualties
        if isinstance(mention.value, Casualty)
    ]
    if not _kidnapping(cluster):
        told = [t for t in told if not (t.casualty.outcome == "abducted" and t.casualty.implied)]
    evidence: list[Evidence] = []
    totals: dict[str, Count | None] = {}
    groups: list[CasualtyGroup] = []
    for outcome in ("killed", "wounded", "abducted"):
        count, used = _total(outcome, told, document)
        totals[outcome] = count
        for one in used:
            start, end = one.frame.reading.sentence.span(one.mention.start, one.mention.end)
            evidence.append(Evidence(f"casualties.{outcome}", document[start:end], (start, end), one.mention.rule))
        for one in used or _uncounted(outcome, told):
            parts = _groups(one, outcome, document)
            groups += parts
            evidence += [
                Evidence("casualties.groups", document[slice(*g.span)], g.span, one.mention.rule) for g in parts
            ]
    damage, shown = _damage(cluster, document)
    return Casualties(totals["killed"], totals["wounded"], totals["abducted"], damage, tuple(groups)), evidence + shown


def _kidnapping(cluster: Cluster) -> bool:
    """Do its sentences tell of an abduction? Elsewhere hostages that are only spoken of are those of another time."""
    return any(t.type == "kidnapping" for f in cluster.frames for t in f.triggers)


def _damage(cluster: Cluster, document: str) -> tuple[bool | None, list[Evidence]]:
    """Whether things were damaged: told anywhere, else denied anywhere, else not told."""
    found = [
        (frame, mention)
        for frame in cluster.frames
        for mention in frame.reading.mentions.get("damage", ())
        if frame.start <= mention.start < frame.end
    ]
    for value in ("yes", "no"):
        for frame, mention in found:
            if mention.features.get("told") == value:
                start, end = frame.reading.sentence.span(mention.start, mention.end)
                shown = Evidence("casualties.property_damage", document[start:end], (start, end), mention.rule)
                return value == "yes", [shown]
    return None, []


def _uncounted(outcome: str, told: list[_Told]) -> list[_Told]:
    """The first that is told of people of one outcome where nothing counts them ("dozens were wounded")."""
    return [t for t in told if t.casualty.outcome == outcome and t.casualty.total is None and not t.casualty.part][:1]


def _total(outcome: str, told: list[_Told], document: str) -> tuple[Count | None, list[_Told]]:
    """The total of one outcome: the last revised toll, else the largest sum that one sentence gives."""
    mine = [t for t in told if t.casualty.outcome == outcome and t.casualty.total is not None and not t.casualty.part]
    implied = [t for t in mine if t.casualty.implied]
    mine = [t for t in mine if not t.casualty.implied] or implied[:1]
    mine = [t for t in mine if not _was_joint(t, told)]
    if outcome == "wounded":
        dead = _names(t for t in told if t.casualty.outcome == "killed")
        mine = [t for t in mine if dead.isdisjoint(_names([t]))]
    if not mine:
        none = [t for t in told if t.casualty.outcome == "none"]
        if none and outcome in ("killed", "wounded"):
            return _count(none[:1], document), none[:1]
        return None, []
    sentences: dict[int, list[_Told]] = {}
    for one in _borne_out(mine):
        same = sentences.setdefault(one.frame.reading.sentence.index, [])
        if not any(_repeats(one, other) for other in same):
            same.append(one)
    revised = {t.frame.reading.sentence.index for t in told if t.casualty.revised}
    newer = [group for index, group in sentences.items() if index in revised]
    if newer:
        used = [t for t in newer[-1] if t.casualty.revised or not any(o.casualty.revised for o in newer[-1])]
    else:
        used = max(sentences.values(), key=lambda group: (_sum(group), group[0].frame.reading.sentence.zone == "body"))
        used = [*used, *_other_side(used, sentences.values())]
    return _count(used, document), used


def _other_side(used: list[_Told], sentences: Iterable[list[_Told]]) -> list[_Told]:
    """The dead of the other side, where two sides fought and a sentence tells of each."""
    side = _side(used)
    return max((group for group in sentences if side and _side(group) not in (None, side)), key=_sum, default=[])


def _side(told: list[_Told]) -> str | None:
    """The side that all the groups are of; None where they are of both, or it isn't told."""
    sides = {_SIDES.get(group.role) for t in told for group in t.casualty.groups}
    return sides.pop() if len(sides) == 1 else None


def _borne_out(told: list[_Told]) -> list[_Told]:
    """What is told, less the headline where the body tells it: headlines add up incidents.

    One that counts both sides, as the body does in several sentences, stands.
    """
    body = [t for t in told if t.frame.reading.sentence.zone == "body"]
    known = {(group.role, group.min) for t in body for group in t.casualty.groups}
    title = {(g.role, g.min) for t in told if t.frame.reading.sentence.zone == "title" for g in t.casualty.groups}
    both = len({role for role, _ in title}) > 1 and title <= known
    return told if both or not body else body


def _was_joint(one: _Told, told: list[_Told]) -> bool:
    """A headline's "50 dead" that the body calls 50 dead and wounded."""
    if one.frame.reading.sentence.zone != "title":
        return False
    total = one.casualty.total
    return any(
        t.casualty.outcome == "joint" and t.casualty.total and total and t.casualty.total[0] == total[0] for t in told
    )


def _names(told: Iterable[_Told]) -> frozenset[str]:
    """The words of the names of victims told by name: who died of his wounds is not wounded besides."""
    return frozenset(
        unit.form
        for one in told
        for group in one.casualty.groups
        if group.named
        for unit in one.frame.reading.sentence.units[group.start : group.end]
    )


def _repeats(one: _Told, other: _Told) -> bool:
    """The same number of the same people told twice in a sentence."""
    roles = [{g.role for g in t.casualty.groups} for t in (one, other)]
    return one.casualty.total == other.casualty.total and roles[0] == roles[1]


def _sum(told: list[_Told]) -> int:
    return sum((t.casualty.total or (0, 0))[0] for t in told)


def _count(told: list[_Told], document: str) -> Count:
    low, high = 0, 0
    open_ended = False
    for one in told:
        total = one.casualty.total
        if total is not None:
            low += total[0]
            high += total[1] or 0
            open_ended = open_ended or total[1] is None
    first = told[0]
    start, end = first.frame.reading.sentence.span(first.mention.start, first.mention.end)
    return Count(low, None if open_ended else high, document[start:end], (start, end))


def _groups(one: _Told, outcome: str, document: str) -> list[CasualtyGroup]:
    """The groups that a statement counts, then those it names within them ("among them three children")."""
    if one.casualty.outcome != outcome or one.mention.features.get("none") == "yes":
        return []
    found: list[CasualtyGroup] = []
    for group in (*one.casualty.groups, *one.casualty.parts):
        start, end = one.frame.reading.sentence.span(group.start, group.end)
        text = document[start:end]
        count = None if group.min is None else Count(group.min, group.max, text, (start, end))
        role = group.role if group.role in _ROLES else "unknown"
        found.append(CasualtyGroup(outcome, count, _who(group, text), role, (start, end)))  # type: ignore[arg-type]
    return found


def _who(group: People, text: str) -> str | None:
    return None if group.role == "unknown" and group.type == "unknown" else text
