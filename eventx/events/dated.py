"""The dates of one frame: which of its date expressions can be the date of its event, and how surely.

A date is the attack's own where it hangs on its words, the report's where it hangs on the telling, and may be either's
where it hangs on something that happened about the attack ("after the prayer yesterday").
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from eventx.events.clause import act_starts, governor, linked_away
from eventx.events.frame import Frame
from eventx.mentions.dates import DateExpression
from eventx.mentions.expressions import Told
from eventx.mentions.mention import Mention
from eventx.mentions.resolution import DateValue, resolve

_HANGS = {"attack": 0, None: 0, "report": 1}


@dataclass(frozen=True, slots=True)
class Dated:
    """A date of a frame: how surely it is the attack's (0 its own, 1 the report's), how far from its words."""

    frame: Frame
    mention: Mention
    value: DateValue
    tier: int
    distance: int


def _points(frame: Frame) -> Iterator[tuple[Mention, DateExpression]]:
    aside = {m.captures["date"][0].start for m in frame.reading.mentions.get("date-aside", ()) if "date" in m.captures}
    for mention in frame.mentions.get("date", ()):
        if isinstance(mention.value, DateExpression) and mention.value.role == "point" and mention.start not in aside:
            yield mention, mention.value


def told_dates(frame: Frame) -> list[Mention]:
    """The date expressions of a frame that can be the date of its event."""
    return [mention for mention, _ in _points(frame)]


def _distance(frame: Frame, mention: Mention) -> int:
    """How far a date stands from the words of the act, in units."""
    return min((abs(mention.start - a) for a in act_starts(frame)), default=99)


def frame_dates(frame: Frame, published: date | None, told: Sequence[Frame] = ()) -> list[Dated]:
    """The dates of a frame that can be its event's, the surest first; `told` tells what "the same day" is."""
    found: list[Dated] = []
    for mention, expression in _points(frame):
        act, at = governor(frame, mention.start)
        if act == "other" or (act == "attack" and linked_away(frame, at, mention.start)):
            continue
        tier = _HANGS[act]
        day = _day_before(frame, told, published) if any(isinstance(a, Told) for a in expression.anchors) else None
        found.append(Dated(frame, mention, resolve(expression, published, day), tier, _distance(frame, mention)))
    return sorted(found, key=lambda d: (d.tier, d.distance, d.mention.start))


def _day_before(frame: Frame, told: Sequence[Frame], published: date | None) -> date | None:
    """The day that the frames before this one told last."""
    here = (frame.reading.sentence.index, frame.start)
    earlier = [f for f in told if (f.reading.sentence.index, f.start) < here and f.reading.sentence.zone == "body"]
    days = [d.value.start for f in earlier for d in frame_dates(f, published) if d.value.precision == "day"]
    return days[-1] if days else None


def iso_days(frame: Frame, published: date | None) -> list[str]:
    """The day that a frame names for its own act, as an ISO date: two acts reported on one day may be two."""
    found = [d.value for d in frame_dates(frame, published) if d.tier == 0]
    return [v.value for v in found if v.value is not None and v.precision == "day"][:1]
