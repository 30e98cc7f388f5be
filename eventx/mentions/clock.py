"""The time of day: "13:30", "half past eight in the evening", or a part of the day."""

from __future__ import annotations

import re
from collections.abc import Mapping

from eventx.rules.matcher import Hit
from eventx.text.units import Sentence

_TIME = re.compile(r"([0-9]{1,2})[:.,]([0-9]{2})(?:[:.][0-9]{2})?\Z|([0-9]{1,2})([0-9]{2})\Z|([0-9]{1,2})\Z")


def time_of_day(captures: Mapping[str, tuple[Hit, ...]], sentence: Sentence) -> str | None:
    """HH:MM from captures `clock`, `minutes` (an entry) and `mins` (a number), else the part of day from `part`."""
    parts = [
        str(hit.features["time"])
        for name in ("part", "rel", "after")
        for hit in captures.get(name, ())
        if hit.features.get("time")
    ]
    hours = _hours(captures, sentence)
    if hours is None:
        return parts[-1] if parts else None
    hour, minute = hours
    if parts and hour <= 12:
        hour = _in_24_hours(hour, parts[-1])
    elif hour == 24:
        hour = 0
    return f"{hour:02d}:{minute:02d}"


def _hours(captures: Mapping[str, tuple[Hit, ...]], sentence: Sentence) -> tuple[int, int] | None:
    """Hour and minute as written; None where no hour is written, or an impossible one."""
    for hit in captures.get("clock", ()):
        minute = 0
        if hit.entry is not None:
            value = hit.entry.attributes.get("value")
            hour = value if isinstance(value, int) else 0
        else:
            found = _TIME.match(sentence.units[hit.start].form)
            if found is None:
                return None
            hour, minute = int(found[1] or found[3] or found[5]), int(found[2] or found[4] or 0)
        for extra in captures.get("minutes", ()):
            count = extra.features.get("minutes")
            minute += count if isinstance(count, int) else 0
        for extra in captures.get("mins", ()):
            form = sentence.units[extra.start].form
            minute += int(form) if form.isascii() and form.isdigit() and len(form) <= 2 else 0
        hour, minute = hour + minute // 60, minute % 60
        return (hour % 24 if hour == -1 else hour, minute) if 0 <= hour <= 24 and (hour < 24 or minute == 0) else None
    return None


def _in_24_hours(hour: int, part: str) -> int:
    """The hour of a 12-hour clock in a part of the day."""
    if part in ("dawn", "morning"):
        return hour % 12 if part == "dawn" else hour
    if part == "noon":
        return hour if hour >= 10 else hour + 12
    if part == "evening":
        return hour % 12 + 12
    return hour % 12 if hour == 12 or hour <= 5 else hour + 12
