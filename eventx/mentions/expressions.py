"""Date expressions: what the words of a text say about when, before anybody knows the day of publication.

`resolve` in `resolution.py` makes calendar dates of them. The words themselves are lexicons and rules
(`rules/lexicons/time`, `rules/mentions/dates.yaml`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from eventx.mentions.calendars import Calendar

Which = Literal["last", "this", "next", "before-last", "same"]
"""Which one of a repeated day, month or year; "same" points to one told elsewhere."""
Unit = Literal["minute", "hour", "day", "week", "month", "year"]
Role = Literal["point", "since", "until", "duration", "name"]
"""What a date is for: a time, the start or end of a stretch, how long or how old, or a part of a name."""
Part = Literal["start", "middle", "end"]


@dataclass(frozen=True, slots=True)
class Weekday:
    """A day of the week, Monday 0."""

    day: int
    which: Which | None = None


@dataclass(frozen=True, slots=True)
class DayShift:
    """Today (0), yesterday (-1), tomorrow (1)."""

    days: int


@dataclass(frozen=True, slots=True)
class Ago:
    """So many units before publication; `amount` None for "days ago"."""

    amount: int | None
    unit: Unit


@dataclass(frozen=True, slots=True)
class Period:
    """Last week, this month, next year, the weekend; `part` where only its start, middle or end is meant."""

    unit: Literal["week", "month", "year", "weekend"]
    which: Which
    part: Part | None = None


@dataclass(frozen=True, slots=True)
class Window:
    """The last so many units; not the day of publication itself where the text calls them `past`."""

    amount: int | None
    unit: Unit
    past: bool


@dataclass(frozen=True, slots=True)
class CalendarDate:
    """A date of the calendar, as much of it as the text gives.

    `which` belongs to the month ("last July", or "the 10th of this month" where `month` is None), `year_which` to
    the year.
    """

    day: int | None = None
    month: int | None = None
    year: int | None = None
    calendar: Calendar = "gregorian"
    which: Which | None = None
    year_which: Which | None = None
    part: Part | None = None


@dataclass(frozen=True, slots=True)
class Range:
    """From one date "to" another, days told together ("and"), or the night between two days ("night")."""

    first: Weekday | CalendarDate
    last: Weekday | CalendarDate
    how: Literal["to", "and", "night"] = "to"


@dataclass(frozen=True, slots=True)
class Told:
    """So long after the day that the text told last: "the same day" (0), "the next day"; before it where negative."""

    amount: int
    unit: Unit = "day"


@dataclass(frozen=True, slots=True)
class Vague:
    """A time that has no date: "recently"; one to come where `ahead`: "in the coming hours"."""

    ahead: bool = False


Anchor = Weekday | DayShift | Ago | Period | Window | CalendarDate | Range | Told | Vague


@dataclass(frozen=True, slots=True)
class DateExpression:
    """One date phrase: anchors that name one time in several ways ("yesterday, 5 August"), time of day, role."""

    anchors: tuple[Anchor, ...]
    time: str | None = None
    role: Role = "point"

    def calendar_date(self) -> CalendarDate | None:
        """The first calendar date among the anchors."""
        return next((a for a in self.anchors if isinstance(a, CalendarDate)), None)

    def weekday(self) -> Weekday | None:
        """The weekday among the anchors."""
        return next((a for a in self.anchors if isinstance(a, Weekday)), None)

    def day_shift(self) -> DayShift | None:
        """The "today" or "yesterday" among the anchors."""
        return next((a for a in self.anchors if isinstance(a, DayShift)), None)

    def counts_back(self) -> bool:
        """ "Three days after": is this the date of something earlier, counted from the day told before?"""
        return any(isinstance(a, Told) and a.amount < 0 for a in self.anchors)

    def ahead(self) -> bool:
        """Does it name a time to come ("tomorrow", "next Sunday")?"""
        return any(_ahead(a) for a in self.anchors)


def _ahead(anchor: Anchor) -> bool:
    if isinstance(anchor, DayShift):
        return anchor.days > 0
    if isinstance(anchor, Vague):
        return anchor.ahead
    if isinstance(anchor, CalendarDate):
        return "next" in (anchor.which, anchor.year_which)
    return isinstance(anchor, Weekday | Period) and anchor.which == "next"
