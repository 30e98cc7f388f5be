"""Events as the coding guide has them written down, and as eventx prints them, with only what a test is about."""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]


def by_hand(**slots: Any) -> Json:
    """A coded event: a bombing in Mosul unless told otherwise."""
    return {"trigger": "انفجار", "type": "bombing", "places": ["الموصل"], "country": "IQ"} | slots


def as_read(**slots: Any) -> Json:
    """The same event as eventx prints it."""
    event: Json = {
        "type": "bombing",
        "status": "occurred",
        "aggregate": False,
        "date": None,
        "location": {"text": "الموصل", "country": "IQ", "mentions": []},
        "weapons": [],
        "casualties": {"killed": None, "wounded": None, "abducted": None},
        "targets": [],
        "attribution": {"status": "unknown", "actors": []},
        "trigger": {"text": "انفجار", "rule": "bombing.explosion"},
        "evidence": [{"slot": "location", "text": "الموصل", "rule": "place"}],
        "confidence": 0.9,
    }
    return event | slots
