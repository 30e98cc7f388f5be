"""Date expressions to calendar dates, against the day of publication.

What can't be known stays unresolved: no day is invented.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from eventx.mentions import calendars, hijri
from eventx.mentions.calendars import Stretch
from eventx.mentions.expressions import (
    Ago,
    Anchor,
    CalendarDate,
    DateExpression,
    DayShift,
    Period,
    Range,
    Told,
    Vague,
    Weekday,
    Which,
    Window,
)  # fmt: skip

STEPS: dict[Which, int] = {"before-last": -2, "last": -1, "this": 0, "next": 1}
# A weekday beside "today" or "yesterday" moves them by so many days at most; beyond, the latest such day is taken.
NEAR = 3
# A date without a year but with a weekday may lie this many days ahead (an announced event) if the weekday says so.
AHEAD = 60
HOURS_OF_A_DAY = 24


@dataclass(frozen=True, slots=True)
class DateValue:
    """A resolved date: `value` is ISO 8601 (day, month, year, or START/END), None where the words can't be resolved."""

    value: str | None
    start: date | None
    end: date | None
    precision: Literal["day", "week", "month", "year", "interval", "unresolved"]
    time: str | None
    relative: bool
    """True where the publication date was needed."""


@dataclass(frozen=True, slots=True)
class _Found:
    stretch: Stretch
    relative: bool


def resolve(expression: DateExpression, published: date | None, told: date | None = None) -> DateValue:
    """The dates that `expression` means in an article published on `published`.

    `told` is the day that the text told last, for "the same day" and "the next day".
    """
    found = _told(expression, told) or _best(expression, published)
    if found is None:
        return DateValue(None, None, None, "unresolved", expression.time, False)
    at = found.stretch
    if expression.role == "since":
        return _since(expression, at, published)
    return DateValue(at.iso(), at.start, at.end, at.precision, expression.time, found.relative)


def _since(expression: DateExpression, start: Stretch, published: date | None) -> DateValue:
    """A stretch that lasts until publication; how long it has lasted ("for six years") is no beginning."""
    if published is None or start.start > published or any(isinstance(a, Ago) for a in expression.anchors):
        return DateValue(None, None, None, "unresolved", expression.time, False)
    if start.start == published:  # "since today"
        return DateValue(published.isoformat(), published, published, "day", expression.time, True)
    value = f"{start.iso().split('/')[0]}/{published.isoformat()}"
    return DateValue(value, start.start, published, "interval", expression.time, True)


def _told(expression: DateExpression, told: date | None) -> _Found | None:
    for anchor in expression.anchors:
        if isinstance(anchor, Told) and told is not None:
            stretch = _ago(Ago(-anchor.amount, anchor.unit), told)
            return None if stretch is None else _Found(stretch, True)
    return None


def _best(expression: DateExpression, published: date | None) -> _Found | None:
    """The anchor to be trusted most: full dates, then partial ones, then words counted from publication."""
    weekday, shift = expression.weekday(), expression.day_shift()
    dates = [a for a in expression.anchors if isinstance(a, CalendarDate)]
    full = _full_date(dates, weekday)
    if full is not None:
        return _Found(calendars.day(full), False)
    if published is not None:
        for partial in dates:
            if partial.calendar == "gregorian" and partial.year is None:
                found = _day_without_year(partial, published, weekday)
                if found is not None:
                    return _Found(calendars.day(found), True)
        period = next((a for a in expression.anchors if isinstance(a, Period) and a.unit == "week"), None)
        if weekday is not None and period is not None:
            week = _period(period, published)
            return None if week is None else _shifted(week.start, weekday.day)
        if weekday is not None and shift is not None:
            return _named_shift(shift, weekday, published)
    for anchor in expression.anchors:
        found_anchor = _anchor(anchor, published)
        if found_anchor is not None:
            return found_anchor
    return None


def _full_date(dates: list[CalendarDate], weekday: Weekday | None) -> date | None:
    """The day that dates with a year give; the Gregorian before the Hijri, which the weekday may move by a day."""
    lunar: date | None = None
    for found in dates:
        if found.day is None or found.month is None or found.year is None:
            continue
        if found.calendar == "gregorian":
            at = calendars.gregorian_day(found.year, found.month, found.day)
            if at is not None:
                return at
        elif lunar is None:
            lunar = calendars.hijri_day(found.year, found.month, found.day)
    if lunar is None:
        return None
    for partial in dates:  # "15 Shawwal 1436, 31 July": the Hijri date tells the year
        if (
            partial.calendar == "gregorian"
            and partial.day is not None
            and partial.month is not None
            and partial.year is None
        ):
            near = [
                calendars.gregorian_day(y, partial.month, partial.day)
                for y in (lunar.year - 1, lunar.year, lunar.year + 1)
            ]
            close = [d for d in near if d is not None and abs((d - lunar).days) <= NEAR]
            if close:
                return close[0]
    if weekday is not None:
        away = (weekday.day - lunar.weekday() + 3) % 7 - 3
        if abs(away) == 1:  # the moon was sighted a day earlier or later than the tables say
            return calendars.shift_days(lunar, away)
    return lunar


def _day_without_year(partial: CalendarDate, published: date, weekday: Weekday | None) -> date | None:
    """The latest such day on or before publication; the next where the text says so or only its weekday fits."""
    if partial.month is None or partial.day is None or partial.year_which == "same":
        return None
    if partial.year_which is not None:
        return calendars.gregorian_day(published.year + STEPS[partial.year_which], partial.month, partial.day)
    years = range(published.year - 8, published.year + 9)  # eight, for the 29th of February
    all_days = [d for d in (calendars.gregorian_day(y, partial.month, partial.day) for y in years) if d is not None]
    past = [d for d in all_days if d <= published]
    ahead = [d for d in all_days if d > published]
    if not past or not ahead:
        return None
    if partial.which == "next":
        return ahead[0]
    if partial.which == "this":
        return next((d for d in all_days if (d.year, d.month) == (published.year, published.month)), past[-1])
    if (
        weekday is not None
        and past[-1].weekday() != weekday.day
        and ahead[0].weekday() == weekday.day
        and (ahead[0] - published).days <= AHEAD
    ):
        return ahead[0]
    return past[-1]


def _named_shift(shift: DayShift, weekday: Weekday, published: date) -> _Found | None:
    """ "Yesterday, Wednesday": where they disagree the weekday is believed; publication dates may be crawl dates."""
    expected = calendars.shift_days(published, shift.days)
    if expected is None:
        return None
    away = (weekday.day - expected.weekday() + 3) % 7 - 3
    if abs(away) <= NEAR and not (away > 1 and shift.days <= 0):
        return _shifted(expected, away)
    return _shifted(expected, away - 7)


def _shifted(at: date, days: int) -> _Found | None:
    found = calendars.shift_days(at, days)
    return None if found is None else _Found(calendars.day(found), True)


def _anchor(anchor: Anchor, published: date | None) -> _Found | None:
    if isinstance(anchor, CalendarDate):
        return _calendar_date(anchor, published)
    if isinstance(anchor, Range):
        return _range(anchor, published)
    if published is None or isinstance(anchor, Vague | Told):
        return None
    if isinstance(anchor, DayShift):
        return _shifted(published, anchor.days)
    if isinstance(anchor, Weekday):
        return _shifted(published, _weekday_offset(anchor, published))
    if isinstance(anchor, Period):
        stretch = _period(anchor, published)
    elif isinstance(anchor, Ago):
        stretch = _ago(anchor, published)
    else:
        stretch = _window(anchor, published)
    return None if stretch is None else _Found(stretch, True)


def _weekday_offset(weekday: Weekday, published: date) -> int:
    """Days from publication to the weekday meant: the latest one, unless the text says otherwise."""
    back = (published.weekday() - weekday.day) % 7
    if weekday.which == "next":
        return 7 - back
    if weekday.which == "this":
        return weekday.day - published.weekday()
    if weekday.which == "last":
        return -(back or 7)
    if weekday.which == "before-last":
        return -(back or 7) - 7
    return -back


def _period(period: Period, published: date) -> Stretch | None:
    if period.which == "same":
        return None
    step = STEPS[period.which]
    if period.unit == "month":
        return calendars.shift_months(published, step)
    if period.unit == "year":
        return calendars.year(published.year + step)
    if period.unit == "week":
        at = calendars.shift_days(published, 7 * step)
        week = None if at is None else calendars.week_of(at)
        return calendars.day(week.start) if week is not None and period.part == "start" else week
    # The weekend is Saturday and Sunday; "the weekend" and "last weekend" are the latest that had begun.
    saturday = calendars.shift_days(published, -((published.weekday() - 5) % 7) + 7 * (step + (step < 0)))
    sunday = None if saturday is None else calendars.shift_days(saturday, 1)
    return calendars.days(saturday, sunday) if saturday and sunday else None


def _ago(ago: Ago, published: date) -> Stretch | None:
    """So many days ago is a day; weeks, months and years ago are no more exact than their unit."""
    if ago.unit in ("minute", "hour"):
        before = calendars.shift_days(published, -_days_in(ago.amount or 1, ago.unit))
        return None if before is None else calendars.days(before, published)
    if ago.amount is None:
        return None
    if ago.unit == "month":
        return calendars.shift_months(published, -ago.amount)
    if ago.unit == "year":
        return calendars.year(published.year - ago.amount)
    at = calendars.shift_days(published, -ago.amount * (7 if ago.unit == "week" else 1))
    if at is None:
        return None
    return calendars.week_of(at) if ago.unit == "week" else calendars.day(at)


def _days_in(amount: int, unit: str) -> int:
    """How many days back so many hours or minutes may reach."""
    return -(-amount // (HOURS_OF_A_DAY if unit == "hour" else HOURS_OF_A_DAY * 60))


def _window(window: Window, published: date) -> Stretch | None:
    """The stretch that ends with publication, or the day, month or year before it where the text calls it past."""
    if window.unit in ("minute", "hour"):
        first = calendars.shift_days(published, -_days_in(window.amount or HOURS_OF_A_DAY, window.unit))
        return None if first is None else calendars.days(first, published)
    if window.amount is None or window.amount < 1:
        return None
    if window.unit == "month":
        start = calendars.shift_months(published, -window.amount)
        end = calendars.shift_months(published, -1 if window.past else 0)
        return Stretch(start.start, end.end, "interval", "month") if start and end else None
    if window.unit == "year":
        first_year = calendars.year(published.year - window.amount)
        last_year = calendars.year(published.year - (1 if window.past else 0))
        return Stretch(first_year.start, last_year.end, "interval", "year") if first_year and last_year else None
    first = calendars.shift_days(published, -window.amount * (7 if window.unit == "week" else 1))
    last = calendars.shift_days(published, -1 if window.past else 0)
    return calendars.days(first, last) if first and last else None


def _calendar_date(at: CalendarDate, published: date | None) -> _Found | None:
    if at.year_which == "same" or at.which == "same":
        return None
    if at.calendar == "hijri":
        found_hijri = hijri.resolve(at, published)
        return None if found_hijri is None else _Found(*found_hijri)
    year = at.year
    relative = False
    if year is None and at.year_which is not None and published is not None:
        year, relative = published.year + STEPS[at.year_which], True
    if year is not None:
        stretch = _gregorian(year, at.month, at.day)
        return None if stretch is None else _Found(stretch, relative)
    if published is None:
        return None
    if at.month is None:
        return _day_of_month(at, published)
    if at.day is not None:
        found = _day_without_year(at, published, None)
        return None if found is None else _Found(calendars.day(found), True)
    stretch = calendars.month(published.year + _month_year_step(at.month, at.which, published), at.month)
    return None if stretch is None else _Found(stretch, True)


def _gregorian(year: int, month: int | None, day: int | None) -> Stretch | None:
    if month is None:
        return calendars.year(year)
    if day is None:
        return calendars.month(year, month)
    at = calendars.gregorian_day(year, month, day)
    return None if at is None else calendars.day(at)


def _month_year_step(month: int, which: Which | None, published: date) -> int:
    """Years from publication to the month meant: the latest that has begun; "last" is never the current month."""
    if which == "this":
        return 0
    if which == "next":
        return 0 if month > published.month else 1
    step = -1 if month > published.month or (month == published.month and which is not None) else 0
    return step - 1 if which == "before-last" else step


def _day_of_month(at: CalendarDate, published: date) -> _Found | None:
    if at.day is None or at.which is None:
        return None
    month = calendars.shift_months(published, STEPS[at.which])
    found = None if month is None else calendars.gregorian_day(month.start.year, month.start.month, at.day)
    return None if found is None else _Found(calendars.day(found), True)


def _range(stretch: Range, published: date | None) -> _Found | None:
    first, last = stretch.first, stretch.last
    if isinstance(first, Weekday) and isinstance(last, Weekday):
        return None if published is None else _weekdays(first, last, stretch.how, published)
    end = _anchor(last, published)
    start = _anchor(first, published)
    if start is None or end is None:
        return None
    if start.stretch.start > end.stretch.end and start.relative and isinstance(first, CalendarDate):
        earlier = _anchor(first, end.stretch.end)  # "from 28 December to 3 January": the start looks back from the end
        if earlier is None:
            return None
        start = earlier
    if start.stretch.start > end.stretch.end:
        return None
    if start.stretch.start == end.stretch.end:
        return _Found(calendars.day(end.stretch.end), start.relative or end.relative)
    by = (
        start.stretch.precision
        if start.stretch.precision == end.stretch.precision and start.stretch.by == "day"
        else "day"
    )
    first_day, last_day = start.stretch.start, end.stretch.end
    if by == "month" or by == "year":
        found = Stretch(first_day, last_day, "interval", by)
    else:
        found = calendars.days(first_day, last_day)
    return _Found(found, start.relative or end.relative)


def _weekdays(first: Weekday, last: Weekday, how: str, published: date) -> _Found | None:
    length = (last.day - first.day) % 7
    offset = _weekday_offset(last, published)
    if how == "night" and last.which is None and published.weekday() == first.day:
        offset = length  # the night that begins on the day of publication
    end = calendars.shift_days(published, offset)
    start = None if end is None else calendars.shift_days(end, -length)
    return _Found(calendars.days(start, end), True) if start and end else None


def each_day(expression: DateExpression, published: date | None, told: date | None = None) -> tuple[DateValue, ...]:
    """As `resolve`, but two days told together ("Sunday and Monday") one by one, where each has its own event."""
    whole = resolve(expression, published, told)
    anchor = expression.anchors[0] if len(expression.anchors) == 1 else None
    if not isinstance(anchor, Range) or anchor.how != "and" or whole.start is None or whole.end is None:
        return (whole,)
    if not isinstance(anchor.first, Weekday) and anchor.first.day is None:
        return (whole,)  # two months
    ends = [calendars.day(d) for d in (whole.start, whole.end)]
    return tuple(DateValue(d.iso(), d.start, d.end, d.precision, whole.time, whole.relative) for d in ends)
