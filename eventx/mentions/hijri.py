"""Hijri dates to Gregorian days, with or without their year."""

from __future__ import annotations

from datetime import date

from eventx.mentions import calendars
from eventx.mentions.calendars import Stretch
from eventx.mentions.expressions import CalendarDate

PART_DAYS = {"start": 5, "middle": 15, "end": 25}


def resolve(at: CalendarDate, published: date | None) -> tuple[Stretch, bool] | None:
    """The Gregorian days of a Hijri date, and whether the publication date was needed.

    A part of a month ("mid-Ramadan") is the Gregorian month in which it falls.
    """
    year = at.year
    relative = False
    if year is not None and year not in calendars.HIJRI_YEARS:
        year = _year_in(year, at.month)
    if year is None:
        if published is None or at.month is None or at.year is not None:
            return None
        year, relative = _year_before(at, published), True
    if year is None:
        return None
    if at.month is None:
        stretch = calendars.hijri_year(year)
    elif at.day is not None or at.part is not None:
        day = at.day if at.day is not None else PART_DAYS[str(at.part)]
        found = calendars.hijri_day(year, at.month, day)
        if found is None:
            return None
        stretch = calendars.day(found) if at.day is not None else calendars.month(found.year, found.month)
    else:
        stretch = calendars.hijri_month(year, at.month)
    return None if stretch is None else (stretch, relative)


def _year_in(gregorian_year: int, month: int | None) -> int | None:
    """The Hijri year whose `month` begins in a Gregorian year ("Ramadan 2015")."""
    middle = calendars.hijri_of(date(gregorian_year, 7, 1))
    if middle is None or month is None:
        return None
    for year in (middle[0], middle[0] - 1, middle[0] + 1):
        stretch = calendars.hijri_month(year, month)
        if stretch is not None and stretch.start.year == gregorian_year:
            return year
    return None


def _year_before(at: CalendarDate, published: date) -> int | None:
    """The Hijri year of the latest such day or month that had begun on the day of publication."""
    today = calendars.hijri_of(published)
    if today is None or at.month is None:
        return None
    year, month, day = today
    here = (month, day if at.day is not None else 0)
    there = (at.month, at.day or 0)
    if at.which == "next":
        return year if there > here else year + 1
    if at.which == "this":
        return year
    passed = there < here or (there == here and at.which is None)
    return year if passed else year - 1
