"""Event types: which can be two tellings of one incident, and which tells more."""

from __future__ import annotations

# From the most telling to the least: the first that a cluster holds names the event.
RANK = (
    "suicide_bombing",
    "chemical_attack",
    "assassination",
    "execution",
    "kidnapping",
    "drone_attack",
    "airstrike",
    "shelling",
    "bombing",
    "arson",
    "armed_clash",
    "armed_assault",
    "attack",
)

_FAMILY = {
    "bombing": "explosion",
    "suicide_bombing": "explosion",
    "shelling": "fire",
    "airstrike": "fire",
    "drone_attack": "fire",
    "armed_assault": "arms",
    "assassination": "arms",
    "execution": "holding",
    "armed_clash": "arms",
    "kidnapping": "holding",
    "arson": "arson",
    "chemical_attack": "chemical",
}

_ALSO = frozenset(
    {
        frozenset(("assassination", "airstrike")),
        frozenset(("assassination", "bombing")),
        frozenset(("assassination", "drone_attack")),
        frozenset(("assassination", "shelling")),
        frozenset(("assassination", "suicide_bombing")),
        frozenset(("armed_assault", "arson")),
        frozenset(("chemical_attack", "shelling")),
        frozenset(("chemical_attack", "airstrike")),
        frozenset(("bombing", "armed_assault")),
        frozenset(("execution", "armed_assault")),
        frozenset(("kidnapping", "armed_assault")),
        frozenset(("suicide_bombing", "armed_assault")),
        frozenset(("bombing", "arson")),
    }
)


def compatible(one: str, other: str) -> bool:
    """Can the two types be told of one incident?"""
    if one == other or "attack" in (one, other):
        return True
    return _FAMILY[one] == _FAMILY[other] or frozenset((one, other)) in _ALSO
