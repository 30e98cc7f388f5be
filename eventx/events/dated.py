"""The dates of one frame: which of its date expressions can be the date of its event, and how surely.

A date is the attack's own where it hangs on its words, the report's where it hangs on the telling, and may be either's
where it hangs on something that happened about the attack ("after the prayer yesterday").
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from eventx.events.clause import act_starts, governor, link_away, other_between
from eventx.events.frame import Frame, counted_from
from eventx.mentions.dates import DateExpression
from eventx.mentions.expressions import Told
from eventx.mentions.mention import Mention
from eventx.mentions.resolution import DateValue, resolve

_HANGS = {"attack": 0, None: 0, "report": 1}
ABOUT = 2
# No attack is dated later than this after publication, which may be told a few days too early.
AHEAD = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class Dated:
    """A date of a frame, how surely it is the attack's, and how far it stands from its words.

    Tier 0 is the attack's own, 1 the report's, 2 that of an occasion about which the attack happened.
    """

    frame: Frame
    mention: Mention
    value: DateValue
    tier: int
    distance: int


def _points(frame: Frame) -> Iterator[tuple[Mention, DateExpression]]:
    """The date expressions of a frame that name a time, less those that the text gives for something else."""
    aside = _asides(frame)
    for mention in frame.mentions.get("date", ()):
        if isinstance(mention.value, DateExpression) and mention.value.role == "point" and mention.start not in aside:
            yield mention, mention.value


def _asides(frame: Frame) -> set[int]:
    """Where the dates stand that are for something else than what the frame tells, and that of the dateline."""
    told = (m for slot in ("date-aside", "dateline") for m in frame.reading.mentions.get(slot, ()))
    return {hit.start for m in told if m.features.get("role") != "about" for hit in m.captures.get("date", ())}


def told_dates(frame: Frame) -> list[Mention]:
    """The date expressions of a frame that can be the date of its event, less those that count back from another's."""
    return [mention for mention, expression in _points(frame) if not expression.counts_back()]


def _distance(frame: Frame, mention: Mention) -> int:
    """How far a date stands from the words of the act, in units."""
    return min((abs(mention.start - a) for a in act_starts(frame)), default=99)


def frame_dates(frame: Frame, published: date | None, told: Sequence[Frame] = ()) -> list[Dated]:
    """The dates of a frame that can be its event's, the surest first; `told` tells what "the same day" is."""
    found: list[Dated] = []
    for mention, expression in _points(frame):
        tier = _counted_tier(frame, mention) if expression.counts_back() else _tier(frame, mention)
        if tier is None or _claims(frame):
            continue
        pointing = any(isinstance(a, Told) for a in expression.anchors)
        day = _day_before(frame, mention, told, published) if pointing else None
        value = resolve(expression, published, day)
        if published is None or value.start is None or value.start <= published + AHEAD:
            found.append(Dated(frame, mention, value, tier, _distance(frame, mention)))
    if any(e.counts_back() and m == d.mention for m, e in _points(frame) for d in found):
        found = [d for d in found if d.tier == 0]  # the report is not of that day
    return sorted(found, key=lambda d: (d.tier, d.distance, d.mention.start))


def _claims(frame: Frame) -> bool:
    """Does a frame only tell that somebody claimed the attack? That has a day of its own."""
    told = frame.mentions.get("attribution", ())
    return not act_starts(frame) and any(m.features.get("status") == "claimed" for m in told)


def _counted_tier(frame: Frame, mention: Mention) -> int | None:
    """ "Two days after an attack" is the date of that attack, where the frame tells of no other before it.

    What "comes two days after an attack" was told before.
    """
    units = frame.reading.sentence.units
    ahead = [a for a in act_starts(frame) if counted_from(frame.reading, a) == mention.start and not units[a].definite]
    before = [a for a in act_starts(frame) if a < mention.start and not units[a].definite]
    comes = frame.reading.scan.hits.get("topic-break", {})
    return 0 if ahead and (not before or any(unit in comes for unit in (0, 1))) else None


def _tier(frame: Frame, mention: Mention) -> int | None:
    occasions = frame.reading.mentions.get("date-aside", ())
    if any(h.start == mention.start for m in occasions for h in m.captures.get("date", ())):
        return ABOUT
    act, at = governor(frame, mention.start)
    if act == "other":
        return None
    if act == "report" and other_between(frame, at):
        return None
    link = link_away(frame, at, mention.start) if act == "attack" else None
    if link is None:
        return _HANGS[act]
    return ABOUT if link.features.get("about") else None


def _day_before(frame: Frame, mention: Mention, told: Sequence[Frame], published: date | None) -> date | None:
    """The day that the text told last before a date: in its sentence, else in the frames before it."""
    beside = [m for m in frame.reading.mentions.get("date", ()) if m.end <= mention.start]
    values = [resolve(m.value, published) for m in beside if isinstance(m.value, DateExpression)]
    here = (frame.reading.sentence.index, frame.start)
    earlier = [f for f in told if (f.reading.sentence.index, f.start) < here and f.reading.sentence.zone == "body"]
    values = [*(d.value for f in earlier for d in frame_dates(f, published)), *values]
    last = next((v for v in reversed(values) if v.value is not None), None)
    return last.start if last is not None and last.precision == "day" else None


def own_time(frame: Frame, published: date | None, told: Sequence[Frame] = ()) -> tuple[date, date] | None:
    """The first and the last day that a frame names for its own act; a single day counts before a longer time.

    The day of a report is none: two acts reported on one day may be two.
    """
    values = [d.value for d in frame_dates(frame, published, told) if d.tier == 0]
    known = [(v.start, v.end) for v in values if v.start is not None and v.end is not None]
    return next((time for time in known if time[0] == time[1]), next(iter(known), None))
