"""Attacks of two days told in one breath ("on Sunday and Monday"): one event for each day."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from eventx.events.frame import is_plural
from eventx.events.merge import Cluster
from eventx.mentions.dates import DateExpression
from eventx.mentions.resolution import DateValue, each_day
from eventx.model import Date, Event


def by_day(event: Event, group: Cluster, identity: Callable[[Event], str]) -> list[Event]:
    """The event itself, or one event a day where several attacks are told with two days and no common toll."""
    values = _days(event, group)
    told_together = event.casualties.killed is not None or event.casualties.wounded is not None
    if event.date is None or len(values) < 2 or told_together or event.aggregate:
        return [event]
    triggers = [(f, t) for f in group.frames for t in f.triggers]
    fresh = any(is_plural(f.reading, t) and not t.definite and not f.background for f, t in triggers)
    if not fresh:
        return [event]
    events = [replace(event, date=_dated(event.date, value)) for value in values]
    return [replace(e, id=identity(e)) for e in events]


def _dated(told: Date, value: DateValue) -> Date:
    return replace(told, value=value.value, start=value.start, end=value.end, precision=value.precision)


def _days(event: Event, group: Cluster) -> tuple[DateValue, ...]:
    if event.date is None:
        return ()
    for frame in group.frames:
        for mention in frame.mentions.get("date", ()):
            span = frame.reading.sentence.span(mention.start, mention.end)
            if span == event.date.span and isinstance(mention.value, DateExpression):
                return each_day(mention.value, event.document.published)
    return ()
