"""Which event read is which event coded: one to one, so that the summed similarity of the pairs is largest."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from eventx.evaluation.fills import SLOTS, Coded, Fill
from eventx.evaluation.phrases import same_phrase

_FAMILY = {
    "bombing": "explosion",
    "suicide_bombing": "explosion",
    "shelling": "fire",
    "airstrike": "fire",
    "drone_attack": "fire",
    "armed_assault": "arms",
    "assassination": "arms",
    "execution": "arms",
    "armed_clash": "arms",
    "kidnapping": "taking",
    "arson": "arson",
    "chemical_attack": "chemical",
    "attack": "any",
}
_WEIGHT = {
    "type": 2,
    "place": 2,
    "killed": 1.5,
    "wounded": 1,
    "target": 1.5,
    "date": 1,
    "country": 0.5,
    "attribution": 0.3,
}
_OTHER_WEIGHT = 0.7
_SAME_TRIGGER = 1.5
_LEAST, _LEAST_OF_CLASHING_TYPES = 2, 3
_MOST_BY_SEARCH = 14
"""Where either side has more events the pairs are taken greedily: the search is exponential."""
_SLIGHTLY = 1e-9


class Credit(NamedTuple):
    """What a pair of events earns in a slot, and how many fills each side has there."""

    credit: float
    gold: int
    found: int


def compare(gold: Coded, found: Coded) -> dict[str, Credit]:
    """The credit of a pair, slot by slot."""
    return {slot: _compare(slot, gold, found) for slot in SLOTS}


def _compare(slot: str, gold: Coded, found: Coded) -> Credit:
    coded, read = gold.fills[slot], found.fills[slot]
    sizes = len(coded), len(read)
    if slot in ("weapons", "target_types"):
        return Credit(len(set(coded) & set(read)), *sizes)
    if slot == "actors":
        return Credit(_matched(coded, read), *sizes)
    if not coded or not read:
        return Credit(0, *sizes)
    return Credit(_single(slot, coded[0], read[0], gold), *sizes)


def _single(slot: str, coded: Fill, read: Fill, gold: Coded) -> float:
    if slot == "type":
        one, other = _FAMILY.get(str(coded)), _FAMILY.get(str(read))
        return 1 if coded == read else 0.5 if one == other or "any" in (one, other) else 0
    if isinstance(coded, tuple) and isinstance(read, tuple):
        among = any(same_phrase(x, y) for x in coded for y in read)
        first = slot == "target" or same_phrase(coded[0], read[0])
        return 0 if not among else 1 if first else 0.5
    return int(coded == read or (slot in gold.besides and read in gold.besides[slot]))


def _matched(coded: Sequence[Fill], read: Sequence[Fill]) -> int:
    left, hits = list(coded), 0
    for name in read:
        same = next((other for other in left if same_phrase(str(name), str(other))), None)
        if same is not None:
            left.remove(same)
            hits += 1
    return hits


def similarity(gold: Coded, found: Coded) -> float:
    """How much two events have in common; 0 where it is too little for them to be one."""
    credits = compare(gold, found)
    total = sum(_WEIGHT.get(slot, _OTHER_WEIGHT) * credit.credit for slot, credit in credits.items())
    if same_phrase(gold.trigger, found.trigger):
        total += _SAME_TRIGGER
    kind = credits["type"]
    clash = kind.credit == 0 and kind.gold and kind.found
    return total if total >= (_LEAST_OF_CLASHING_TYPES if clash else _LEAST) else 0


def align(gold: Sequence[Coded], found: Sequence[Coded]) -> list[tuple[int, int]]:
    """The pairs, as indexes of the events coded and of the events read."""
    similar = [[similarity(one, other) for other in found] for one in gold]
    if max(len(gold), len(found)) > _MOST_BY_SEARCH:
        return _greedy(similar)

    @cache
    def best(first: int, taken: int) -> tuple[float, tuple[tuple[int, int], ...]]:
        if first == len(similar):
            return 0.0, ()
        top = best(first + 1, taken)
        for at, value in enumerate(similar[first]):
            if value > 0 and not taken >> at & 1:
                rest, pairs = best(first + 1, taken | 1 << at)
                if rest + value > top[0] + _SLIGHTLY:
                    top = rest + value, ((first, at), *pairs)
        return top

    return list(best(0, 0)[1])


def _greedy(similar: list[list[float]]) -> list[tuple[int, int]]:
    ranked = [(value, i, j) for i, row in enumerate(similar) for j, value in enumerate(row) if value > 0]
    pairs: list[tuple[int, int]] = []
    first: set[int] = set()
    second: set[int] = set()
    for _, i, j in sorted(ranked, reverse=True):
        if i not in first and j not in second:
            pairs.append((i, j))
            first.add(i)
            second.add(j)
    return pairs
