"""Casualties of a cluster: totals over all that its sentences say, and the groups they are made of."""

from __future__ import annotations

from dataclasses import dataclass

from eventx.events.frame import Frame
from eventx.events.merge import Cluster
from eventx.mentions.mention import Mention
from eventx.mentions.people import Casualty, People
from eventx.model import Casualties, CasualtyGroup, Count, Evidence

_ROLES = frozenset(
    ("civilian", "security", "militant", "official", "journalist", "medic", "foreigner", "attacker", "child", "unknown")
)


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
    evidence: list[Evidence] = []
    totals: dict[str, Count | None] = {}
    for outcome in ("killed", "wounded", "abducted"):
        count, used = _total(outcome, told, document)
        totals[outcome] = count
        for one in used:
            start, end = one.frame.reading.sentence.span(one.mention.start, one.mention.end)
            evidence.append(Evidence(f"casualties.{outcome}", document[start:end], (start, end), one.mention.rule))
    groups = tuple(g for one in told if one.casualty.outcome in totals for g in _groups(one, document))
    return Casualties(totals["killed"], totals["wounded"], totals["abducted"], None, groups), evidence


def _total(outcome: str, told: list[_Told], document: str) -> tuple[Count | None, list[_Told]]:
    """The total of one outcome: the last revised toll, else the largest sum that one sentence gives."""
    mine = [t for t in told if t.casualty.outcome == outcome and t.casualty.total is not None and not t.casualty.part]
    implied = [t for t in mine if t.casualty.implied]
    mine = [t for t in mine if not t.casualty.implied] or implied[:1]
    if not mine:
        none = [t for t in told if t.casualty.outcome == "none"]
        if none and outcome in ("killed", "wounded"):
            return _count(none[:1], document), none[:1]
        return None, []
    revised = [t for t in mine if t.casualty.revised]
    if revised:
        return _count(revised[-1:], document), revised[-1:]
    by_sentence: dict[int, list[_Told]] = {}
    for one in mine:
        by_sentence.setdefault(one.frame.reading.sentence.index, []).append(one)
    sums = [(_sum(group), group) for group in by_sentence.values()]
    best = max(sums, key=lambda pair: pair[0])
    return _count(best[1], document), best[1]


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


def _groups(one: _Told, document: str) -> list[CasualtyGroup]:
    found: list[CasualtyGroup] = []
    for group in one.casualty.groups:
        start, end = one.frame.reading.sentence.span(group.start, group.end)
        text = document[start:end]
        count = None if group.min is None else Count(group.min, group.max, text, (start, end))
        role = group.role if group.role in _ROLES else "unknown"
        found.append(CasualtyGroup(one.casualty.outcome, count, _who(group, text), role, (start, end)))  # type: ignore[arg-type]
    return found


def _who(group: People, text: str) -> str | None:
    return None if group.role == "unknown" and group.type == "unknown" else text
