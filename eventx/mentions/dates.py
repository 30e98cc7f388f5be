"""Matches of date rules to date expressions. The captures that rules may name are told at each normaliser."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Literal, cast

from eventx.mentions import calendars
from eventx.mentions.calendars import Calendar
from eventx.mentions.clock import time_of_day
from eventx.mentions.expressions import (
    Ago,
    Anchor,
    CalendarDate,
    DateExpression,
    DayShift,
    Part,
    Period,
    Range,
    Role,
    Told,
    Unit,
    Vague,
    Weekday,
    Which,
    Window,
)  # fmt: skip
from eventx.mentions.mention import Normaliser, first
from eventx.mentions.numbers import value_of
from eventx.mentions.resolution import DateValue, resolve
from eventx.rules.matcher import Hit, Match
from eventx.text.units import Sentence

__all__ = ["NORMALISERS", "DateExpression", "DateValue", "resolve"]

Captures = Mapping[str, tuple[Hit, ...]]

_FIELDS = re.compile(r"([0-9]{1,4})([/.\-])([0-9]{1,4})(?:\2([0-9]{1,4}))?\Z")
_ISO_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})\Z")


def moment(match: Match, sentence: Sentence) -> DateExpression | None:
    """A day or month, named in one or several ways.

    Captures: `rel`; `weekday`, `wwhich`; `day` (`mday` after its month), `month`, `mnum`, `year`, `era`, `mwhich`,
    `ywhich`, `pp`; `numeric`, and `cue` (what must stand before "17/10"); `period`, `pwhich`, `pyear`; `part`, `after`,
    `clock`, `minutes`, `mins`; `role`.
    """
    captures = match.captures
    anchors: list[Anchor] = []
    rel = first(captures, "rel")
    if rel is not None:
        anchors.append(DayShift(_integer(rel, "offset")))
    weekday = first(captures, "weekday")
    if weekday is not None:
        anchors.append(Weekday(_integer(weekday, "day"), _which(captures, "wwhich")))
    for hit in captures.get("numeric", ()):
        found = numeric_date(
            sentence.units[hit.start].form, "era" in captures and _calendar(captures["era"][-1]) == "hijri"
        )
        if found is None or (found.year is None and "cue" not in captures):
            return None
        if found.year is not None or weekday is None:
            anchors.append(found)
    dates = list(_calendar_dates(captures, sentence))
    if not all(map(_exists, dates)):
        return None
    anchors += dates
    period = first(captures, "period")
    if period is not None:
        anchors.append(_period(period, captures, sentence))
    fixed = _ISO_DAY.match(match.rule.set.get("fixed", ""))
    if fixed is not None:
        anchors = [CalendarDate(int(fixed[3]), int(fixed[2]), int(fixed[1]))]
    if "told" in match.rule.set:
        anchors.append(Told(int(match.rule.set["told"])))
    role = _role(match)
    if not anchors and role == "point" and "clock" not in captures:
        return None
    if role == "since" and anchors == [DayShift(0)]:
        role = "point"  # "since this morning" is today
    return DateExpression(tuple(anchors), time_of_day(captures, sentence), role)


def _period(period: Hit, captures: Captures, sentence: Sentence) -> Anchor:
    which = _which(captures, "pwhich") or "this"
    year = first(captures, "pyear")
    if year is not None:  # "this year, 2021"
        told = int(sentence.units[year.start].form)
        return CalendarDate(year=told, calendar=calendars.calendar_of_year(told) or "gregorian", which=which)
    part = first(captures, "pp")
    unit = cast("Literal['week', 'month', 'year', 'weekend']", str(period.features["unit"]))
    return Period(unit, which, None if part is None else cast("Part", str(part.features["part"])))


def numeric_date(form: str, hijri: bool = False) -> CalendarDate | None:
    """ "4/5/2021" (day first), "2021-05-04", "15/10/1436", "17/10"; None for what is no date."""
    found = _FIELDS.match(form)
    if found is None:
        return None
    one, two, three = int(found[1]), int(found[3]), found[4]
    if three is None:
        return _exact(CalendarDate(one, two, None, "hijri" if hijri else "gregorian")) if found[2] != "." else None
    if len(found[1]) == 4:
        year, month, day = one, two, int(three)
    elif len(three) == 4:
        year, month, day = int(three), two, one
    else:
        return None
    calendar = calendars.calendar_of_year(year)
    if calendar is None:
        return None
    if month > 12 >= day and calendar == "gregorian":
        month, day = day, month
    return _exact(CalendarDate(day, month, year, calendar))


def _exact(at: CalendarDate) -> CalendarDate | None:
    return at if _exists(at) else None


def _exists(at: CalendarDate) -> bool:
    """Could the calendar have such a day?"""
    if at.month is not None and not 1 <= at.month <= 12:
        return False
    if at.day is None:
        return True
    if at.calendar == "hijri":
        return 1 <= at.day <= 30
    year = at.year if at.year is not None else 2000
    return 1 <= at.day <= 31 and (at.month is None or calendars.gregorian_day(year, at.month, at.day) is not None)


def _calendar_dates(captures: Captures, sentence: Sentence) -> Iterator[CalendarDate]:
    """The dates that captures spell out in text order; what is told already (day, month, year) begins another one."""
    names = ("pp", "day", "mday", "month", "mnum", "year", "era", "mwhich", "ywhich")
    hits = sorted(((h, n) for n in names for h in captures.get(n, ())), key=lambda x: (x[0].start, x[0].end))
    at: CalendarDate | None = None
    part: Part | None = None
    for hit, name in hits:
        if name == "pp":
            part = cast("Part", str(hit.features["part"]))
            continue
        if at is None or _told(at, name):
            if at is not None:
                yield at
            at = CalendarDate(part=part)
            part = None
        at = _with(at, name, hit, sentence)
    if at is not None:
        yield at


def _told(at: CalendarDate, name: str) -> bool:
    if name == "day":
        return at.day is not None or at.month is not None
    return at.month is not None if name == "month" else at.year is not None and name == "year"


def _with(at: CalendarDate, name: str, hit: Hit, sentence: Sentence) -> CalendarDate:
    """The date with one more thing known of it."""
    if name in ("day", "mday"):
        return replace(at, day=_day(hit, sentence))
    if name == "mnum":
        return replace(at, month=int(sentence.units[hit.start].form))
    if name == "month":
        return replace(at, month=_integer(hit, "month"), calendar=_calendar(hit))
    if name == "year":
        year = int(sentence.units[hit.start].form)
        # a Hijri year makes the date Hijri; a Gregorian year leaves "Ramadan 2015" in its calendar
        hijri = at.calendar == "hijri" or calendars.calendar_of_year(year) == "hijri"
        return replace(at, year=year, calendar="hijri" if hijri else "gregorian")
    if name == "era":
        return replace(at, calendar=_calendar(hit)) if at.month is None or at.year is None else at
    if name == "mwhich":
        return replace(at, which=cast("Which", str(hit.features["which"])))
    return replace(at, year_which=cast("Which", str(hit.features["which"])))


def _day(hit: Hit, sentence: Sentence) -> int:
    if hit.entry is not None and isinstance(hit.entry.attributes.get("value"), int):
        return _integer(hit, "value")
    return int(sentence.units[hit.start].form)


def ago(match: Match, sentence: Sentence) -> DateExpression | None:
    """So long ago: captures `unit`, `n` (how many), `vague`, `bound`, `role`."""
    unit = first(match.captures, "unit")
    if unit is None:
        return None
    amount = _amount(match.captures, unit, sentence)
    if any(
        h.features.get("bound") in ("more-than", "at-least", "less-than", "at-most")
        for h in match.captures.get("bound", ())
    ):
        amount = None
    told = cast("Unit", str(unit.features["unit"]))
    # "since two days" is as often "two days ago"; "since two years" is a stretch
    role: Role = "point" if told in ("minute", "hour", "day") else _role(match)
    return DateExpression((Ago(amount, told),), time_of_day(match.captures, sentence), role)


def after(match: Match, sentence: Sentence) -> DateExpression | None:
    """ "Three days after the attack": when that was, counted back from the day told before. Captures as `ago`."""
    unit = first(match.captures, "unit")
    amount = None if unit is None else _amount(match.captures, unit, sentence)
    if unit is None or amount is None or unit.features["unit"] in ("minute", "hour") or "bound" in match.captures:
        return None
    return DateExpression((Told(-amount, cast("Unit", str(unit.features["unit"]))),))


def window(match: Match, sentence: Sentence) -> DateExpression | None:
    """The last so many units: captures as for `ago`, and `which` or `within`."""
    unit = first(match.captures, "unit")
    if unit is None:
        return None
    which = _which(match.captures, "which")
    if which not in (None, "last"):
        return DateExpression((Vague(ahead=which == "next"),))
    amount = _amount(match.captures, unit, sentence)
    past = which == "last"
    return DateExpression((Window(amount, cast("Unit", str(unit.features["unit"])), past),), None, _role(match))


def span(match: Match, sentence: Sentence) -> DateExpression | None:
    """From one date to another: two dates in the captures of `moment`; `set: {how: to|and|night}`."""
    captures = match.captures
    how = cast("Literal['to', 'and', 'night']", match.rule.set.get("how", "to"))
    weekdays = [Weekday(_integer(h, "day")) for h in captures.get("weekday", ())]
    ends: list[Weekday] | list[CalendarDate] = weekdays
    if len(weekdays) >= 2:
        which = _which(captures, "wwhich")
        ends = [weekdays[0], Weekday(weekdays[-1].day, which)]
    else:
        dates = list(_joined_days(captures, sentence)) or list(_calendar_dates(captures, sentence))
        ends = _fill(dates)
    if len(ends) < 2 or not all(_exists(e) for e in ends if isinstance(e, CalendarDate)):
        return None
    return DateExpression((Range(ends[0], ends[-1], how),), time_of_day(captures, sentence), _role(match))


def _joined_days(captures: Captures, sentence: Sentence) -> Iterator[CalendarDate]:
    """ "3-5 May": the days are one number unit, captured as `days`."""
    for hit in captures.get("days", ()):
        found = _FIELDS.match(sentence.units[hit.start].form)
        if found is None or found[4] is not None or int(found[1]) >= int(found[3]):
            continue
        rest = next(_calendar_dates(captures, sentence), None)
        if rest is not None:
            yield replace(rest, day=int(found[1]))
            yield replace(rest, day=int(found[3]))


def _fill(dates: list[CalendarDate]) -> list[CalendarDate]:
    """What only the last date tells (month, year, "last") holds for those before it too."""
    filled: list[CalendarDate] = []
    following: CalendarDate | None = None
    for at in reversed(dates):
        if following is not None:
            if at.month is None:
                at = replace(at, month=following.month, calendar=following.calendar)
            if at.year is None and at.month is not None and following.month is not None:
                # "from September to January 2015" began in the year before
                year = following.year if following.year is None or at.month <= following.month else following.year - 1
                at = replace(at, year=year)
            if (
                at.which is None
                and following.which in ("this", "last", "next")
                and (at.day is None) == (following.day is None)
            ):
                at = replace(at, which=following.which)
            if at.year_which is None:
                at = replace(at, year_which=following.year_which)
        filled.append(at)
        following = at
    return filled[::-1]


def vague_time(match: Match, sentence: Sentence) -> DateExpression:
    """ "Recently": a time without a date."""
    return DateExpression((Vague(),), None, _role(match))


def duration(match: Match, sentence: Sentence) -> DateExpression:
    """How long or how old: "three days", "34 years"."""
    return DateExpression((), None, "duration")


def _amount(captures: Captures, unit: Hit, sentence: Sentence) -> int | None:
    """How many units: a number, the dual, the singular; None for a plural without a number."""
    if "vague" in captures:
        return None
    hits = captures.get("n", ())
    if hits:
        value = value_of(hits, sentence)
        return value if value is not None and value < 10_000 else None
    number = unit.features.get("number")
    return 2 if number == "dual" else 1 if number == "singular" else None


def _role(match: Match) -> Role:
    hit = first(match.captures, "role")
    told = hit.features.get("role") if hit is not None else match.rule.set.get("role")
    return cast("Role", str(told)) if told else "point"


def _which(captures: Captures, name: str) -> Which | None:
    hit = first(captures, name)
    return cast("Which", str(hit.features["which"])) if hit is not None and "which" in hit.features else None


def _calendar(hit: Hit) -> Calendar:
    return "hijri" if hit.features.get("calendar") == "hijri" else "gregorian"


def _integer(hit: Hit, key: str) -> int:
    value = hit.features.get(key)
    return value if isinstance(value, int) else 0


NORMALISERS: dict[str, Normaliser] = {
    "moment": moment,
    "ago": ago,
    "after": after,
    "window": window,
    "span": span,
    "vague-time": vague_time,
    "duration": duration,
}
"""By the name a rule gives in `value:`; a normaliser gives None to refuse a match."""
