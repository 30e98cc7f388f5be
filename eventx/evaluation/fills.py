"""An event as a set of slot fills, read from eventx's output or from a record of the coding guide's format."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

SLOTS = (
    "type",
    "date",
    "country",
    "place",
    "weapons",
    "killed",
    "wounded",
    "abducted",
    "target",
    "target_types",
    "attribution",
    "actors",
)
UNKNOWN = "unknown"

Json = Mapping[str, Any]
Fill = str | int | tuple[str, ...]
"""A value; of `place` and `target` the phrases among which one has to fit."""


@dataclass(frozen=True, slots=True)
class Coded:
    """One event: the fills of its slots, and what decides whether it is scored at all."""

    trigger: str
    fills: Mapping[str, tuple[Fill, ...]]
    besides: Mapping[str, frozenset[int]]
    """Counts that are as good as the one coded, by slot."""
    optional: bool
    """An event that need not be found: marked so, told as a series, foiled, or criminal."""
    set_apart: bool
    """Told as a series, or foiled: not counted as spurious where the hand-coding has nothing like it."""


def coded(event: Json) -> Coded:
    """The fills of an event as eventx prints it, or as the coding guide has it written down."""
    flat = _from_output(event) if "casualties" in event or "location" in event else event
    attribution = flat.get("attribution") or {}
    status = attribution.get("status") or UNKNOWN
    places, targets = _known(flat.get("places")), _known(flat.get("targets"))
    set_apart = bool(flat.get("aggregate")) or flat.get("status") == "foiled"
    return Coded(
        trigger=flat.get("trigger") or "",
        fills={
            "type": _one(flat.get("type")),
            "date": _one(flat.get("date")),
            "country": _one(flat.get("country")),
            "place": (places,) if places else (),
            "weapons": _many(flat.get("weapons")),
            "killed": _one(_low(flat.get("killed"))),
            "wounded": _one(_low(flat.get("wounded"))),
            "abducted": _one(_low(flat.get("abducted"))),
            "target": (targets,) if targets else (),
            "target_types": _many(flat.get("target_types")),
            "attribution": _one(status if status != UNKNOWN else None),
            "actors": _many(attribution.get("actors")),
        },
        besides={slot: frozenset(flat.get(f"{slot}_alt") or ()) for slot in ("killed", "wounded")},
        optional=set_apart or flat.get("salience") == "optional" or bool(flat.get("criminal")),
        set_apart=set_apart,
    )


def _from_output(event: Json) -> dict[str, Any]:
    location, casualties = event.get("location") or {}, event.get("casualties") or {}
    attribution, targets = event.get("attribution") or {}, event.get("targets") or []
    named = [location.get("text"), *(mention["text"] for mention in location.get("mentions") or ())]
    return {
        **event,
        "trigger": (event.get("trigger") or {}).get("text"),
        "date": (event.get("date") or {}).get("value"),
        "country": location.get("country"),
        "places": list(dict.fromkeys(filter(None, named))),
        "weapons": [weapon["type"] for weapon in event.get("weapons") or ()],
        "killed": casualties.get("killed"),
        "wounded": casualties.get("wounded"),
        "abducted": casualties.get("abducted"),
        "targets": [target["text"] for target in targets],
        "target_types": [target["type"] for target in targets],
        "attribution": {
            "status": attribution.get("status"),
            "actors": [actor["text"] for actor in attribution.get("actors") or ()],
        },
    }


def _known(values: Iterable[str | None] | None) -> tuple[str, ...]:
    return tuple(value for value in values or () if value)


def _one(value: str | int | None) -> tuple[Fill, ...]:
    return () if value is None or value == "" else (value,)


def _many(values: Iterable[str | None] | None) -> tuple[Fill, ...]:
    return tuple(sorted({value for value in values or () if value and value != UNKNOWN}))


def _low(count: object) -> int | None:
    """The lower bound of a count given as [min, max], as {"min": ...} or as a number."""
    if isinstance(count, Mapping):
        count = count.get("min")
    elif isinstance(count, list | tuple):
        count = count[0] if count else None
    return count if isinstance(count, int) else None
