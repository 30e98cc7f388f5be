"""Events against the hand-coding of the same article: which of the two say something that the other does not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product
from typing import Any

Json = dict[str, Any]
SLOTS = ("type", "status", "aggregate", "date", "country", "killed", "wounded", "attribution")
_TRIGGER, _PLACE = 3, 2
_FITS = 4
"""How much two tellings have to share to be one event: one slot alone is none."""


def differences(gold: list[Json], events: list[Json]) -> list[str]:
    """A line for each event that only one side has, and for each slot in which a pair differs."""
    pairs = _pairs(gold, events)
    found = []
    for number, event in enumerate(gold):
        name = f"{event['type']} «{event['trigger']}»"
        if number not in pairs:
            if not _free(event):
                found.append(f"{name}: missing")
            continue
        told = coded(events[pairs[number]])
        if not _free(event):
            found.extend(f"{name}: {line}" for line in _slots(event, told))
    spare = [event for number, event in enumerate(events) if number not in pairs.values()]
    return found + [f"{event['type']} «{event['trigger']['text']}»: not in the hand-coding" for event in spare]


def coded(event: Json) -> Json:
    """An event as eventx prints it, in the form of the hand-coding."""
    location, hurt = event["location"], event["casualties"]
    counts = {name: hurt[name] and [hurt[name]["min"], hurt[name]["max"]] for name in ("killed", "wounded")}
    return {
        **{name: event[name] for name in ("type", "status", "aggregate")},
        **counts,
        "trigger": event["trigger"]["text"],
        "date": event["date"] and event["date"]["value"],
        "country": location and location["country"],
        "places": [mention["text"] for mention in location["mentions"]] if location else [],
        "attribution": event["attribution"]["status"],
    }


def _slots(gold: Json, told: Json) -> Iterator[str]:
    for slot in SLOTS:
        if not _same(slot, gold, told):
            yield f"{slot} {_shown(told[slot])}, by hand {_shown(_value(slot, gold))}"


def _value(slot: str, gold: Json) -> Any:
    return gold["attribution"]["status"] if slot == "attribution" else gold[slot]


def _same(slot: str, gold: Json, told: Json) -> bool:
    if _value(slot, gold) == told[slot]:
        return True
    # Where tolls differ within the article, an earlier one is told rightly too.
    return told[slot] is not None and slot in ("killed", "wounded") and told[slot][0] in gold.get(f"{slot}_alt", [])


def _shown(value: Any) -> str:
    return "nothing" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


def _free(event: Json) -> bool:
    """An event that careful readers may code or leave."""
    return event["salience"] == "optional" or bool(event["criminal"])


def _pairs(gold: list[Json], events: list[Json]) -> dict[int, int]:
    """Which coded event each event is, most alike first."""
    told = [coded(event) for event in events]
    alike = [
        (-_likeness(a, b), _free(a), i, j)
        for (i, a), (j, b) in product(enumerate(gold), enumerate(told))
        if _likeness(a, b) >= _FITS
    ]
    pairs: dict[int, int] = {}
    for _, _, i, j in sorted(alike):
        if i not in pairs and j not in pairs.values():
            pairs[i] = j
    return pairs


def _likeness(gold: Json, told: Json) -> int:
    shared = sum(_same(slot, gold, told) and told[slot] not in (None, "unknown", False) for slot in SLOTS)
    shared += _TRIGGER * bool(_words(gold["trigger"]) & _words(told["trigger"]))
    return shared + _PLACE * bool(_words(" ".join(gold["places"][:1])) & _words(" ".join(told["places"])))


def _words(text: str) -> set[str]:
    return {word.removeprefix("ال") for word in re.findall(r"\w{3,}", text)}
