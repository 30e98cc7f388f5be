"""Stretches of Gregorian days: days, weeks, months and years of the Gregorian and the Hijri calendar."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

Calendar = Literal["gregorian", "hijri"]
Precision = Literal["day", "week", "month", "year", "interval"]

ONE_DAY = timedelta(days=1)
HIJRI_YEARS = range(1300, 1500)
"""A bare four-digit number in this range is read as a Hijri year."""
GREGORIAN_YEARS = range(1900, 2100)


@dataclass(frozen=True, slots=True)
class Stretch:
    """The days from `start` to `end`, both included, and how the text measured them."""

    start: date
    end: date
    precision: Precision
    by: Literal["day", "month", "year"] = "day"
    """What the ends of an interval are given in: "from June to August" is told in months."""

    def iso(self) -> str:
        """ISO 8601: a day, a month, a year, or START/END."""
        if self.precision in ("day", "month", "year"):
            return _iso(self.start, self.precision)
        return f"{_iso(self.start, self.by)}/{_iso(self.end, self.by)}"


def _iso(at: date, precision: str) -> str:
    return at.isoformat()[: {"month": 7, "year": 4}.get(precision, 10)]


def day(at: date) -> Stretch:
    """One day."""
    return Stretch(at, at, "day")


def days(start: date, end: date) -> Stretch:
    """An interval of days; one day where both ends are the same."""
    return day(start) if start == end else Stretch(start, end, "interval")


def shift_days(at: date, count: int) -> date | None:
    """`at` moved by `count` days; None beyond the years a date can hold."""
    try:
        return at + timedelta(days=count)
    except OverflowError:
        return None


def week_of(at: date) -> Stretch | None:
    """The calendar week, Monday to Sunday, that holds `at`."""
    first, last = shift_days(at, -at.weekday()), shift_days(at, 6 - at.weekday())
    return Stretch(first, last, "week") if first and last else None


def month(year: int, number: int) -> Stretch | None:
    """A Gregorian month; None where there is no such month."""
    if not (1 <= number <= 12 and 1 <= year <= 9999):
        return None
    return Stretch(date(year, number, 1), date(year, number, monthrange(year, number)[1]), "month")


def shift_months(at: date, count: int) -> Stretch | None:
    """The month that lies `count` months after the month of `at`."""
    years, index = divmod(at.year * 12 + at.month - 1 + count, 12)
    return month(years, index + 1)


def year(number: int) -> Stretch | None:
    """A Gregorian year."""
    return Stretch(date(number, 1, 1), date(number, 12, 31), "year") if 1 <= number <= 9999 else None


def gregorian_day(year_number: int, month_number: int, day_number: int) -> date | None:
    """The date, or None where the calendar has no such day."""
    try:
        return date(year_number, month_number, day_number)
    except ValueError:
        return None


def hijri_day(year_number: int, month_number: int, day_number: int) -> date | None:
    """The Gregorian date of a Hijri day in the Umm al-Qura calendar; None outside its tables (1343 to 1500)."""
    from hijridate import Hijri  # Imported here: its tables cost start-up time and few articles need them.

    try:
        found = Hijri(year_number, month_number, day_number).to_gregorian()
    except (ValueError, OverflowError):
        return None
    return date(found.year, found.month, found.day)


def hijri_month(year_number: int, month_number: int) -> Stretch | None:
    """The days of a Hijri month."""
    first = hijri_day(year_number, month_number, 1)
    following = (year_number, month_number + 1) if month_number < 12 else (year_number + 1, 1)
    after = hijri_day(*following, 1)
    return Stretch(first, after - ONE_DAY, "interval") if first and after else None


def hijri_year(number: int) -> Stretch | None:
    """The days of a Hijri year."""
    first, after = hijri_day(number, 1, 1), hijri_day(number + 1, 1, 1)
    return Stretch(first, after - ONE_DAY, "interval") if first and after else None


def hijri_of(at: date) -> tuple[int, int, int] | None:
    """Hijri year, month and day of a Gregorian date; None outside the tables."""
    from hijridate import Gregorian

    try:
        found = Gregorian(at.year, at.month, at.day).to_hijri()
    except (ValueError, OverflowError):
        return None
    return found.year, found.month, found.day


def calendar_of_year(number: int) -> Calendar | None:
    """The calendar a bare year number belongs to; None where it is no year at all."""
    if number in GREGORIAN_YEARS:
        return "gregorian"
    return "hijri" if number in HIJRI_YEARS else None
