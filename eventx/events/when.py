"""When: the date of a cluster, from the date expressions of its sentences."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from eventx.events.frame import Frame
from eventx.events.merge import Cluster
from eventx.mentions.dates import DateExpression
from eventx.mentions.find import span_text
from eventx.mentions.mention import Mention
from eventx.mentions.resolution import DateValue, resolve
from eventx.model import Date, Document, Evidence


def _points(frame: Frame) -> Iterator[tuple[Mention, DateExpression]]:
    for mention in frame.mentions.get("date", ()):
        if isinstance(mention.value, DateExpression) and mention.value.role == "point":
            yield mention, mention.value


def told_dates(frame: Frame) -> list[Mention]:
    """The date expressions of a frame that can be the date of its event."""
    return [mention for mention, _ in _points(frame)]


def _distance(frame: Frame, mention: Mention) -> int:
    """How far a date stands from the words of the act, in units."""
    anchors = [t.start for t in frame.triggers] + [c.start for c in frame.casualties]
    return min((abs(mention.start - a) for a in anchors), default=99)


def iso_days(frame: Frame, published: date | None) -> list[str]:
    """The day that a frame names nearest to its act, as an ISO date; empty where it names none."""
    near = sorted(_points(frame), key=lambda p: _distance(frame, p[0]))
    found = [resolve(e, published) for _, e in near[:1]]
    return [v.value for v in found if v.value is not None and v.precision == "day"]


def event_date(group: Cluster, document: Document) -> tuple[Date | None, list[Evidence]]:
    """The date of a cluster: from the body before the title, a day before a month, nearest to the words of the act."""
    best: tuple[tuple[int, int, int, int], Frame, Mention, DateValue] | None = None
    for order, frame in enumerate(group.frames):
        for mention, expression in _points(frame):
            value = resolve(expression, document.published)
            unresolved = int(value.value is None)
            key = (unresolved, int(frame.reading.sentence.zone == "title"), order, _distance(frame, mention))
            if best is None or key < best[0]:
                best = key, frame, mention, value
    if best is None:
        return None, []
    _, frame, mention, value = best
    text, span = span_text(document.text, frame.reading.sentence, mention)
    found = Date(value.value, value.start, value.end, value.precision, value.time, text, span, value.relative)
    return found, [Evidence("date", text, span, mention.rule)]
