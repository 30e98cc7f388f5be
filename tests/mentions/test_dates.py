"""Date expressions: the table of sentences, and what resolution does beyond it."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mention_tables import Find, table

from eventx.mentions.dates import DateExpression, numeric_date, resolve
from eventx.mentions.expressions import (
    Ago,
    Anchor,
    CalendarDate,
    DayShift,
    Period,
    Range,
    Told,
    Vague,
    Weekday,
    Window,
)  # fmt: skip
from eventx.mentions.mention import Mention
from eventx.mentions.resolution import each_day
from eventx.rules.compile import CompiledPack

ROWS = table("dates.tsv")
THURSDAY = date(2015, 8, 6)


def test_table_is_long_enough() -> None:
    assert len(ROWS) >= 120


def told(mention: Mention, published: date | None) -> tuple[str, str, str]:
    assert isinstance(mention.value, DateExpression)
    value = resolve(mention.value, published)
    return value.value or "-", value.time or "-", mention.value.role


@pytest.mark.parametrize(
    ("published", "text", "words", "value", "time", "role"), ROWS, ids=[f"{row[1]} ({row[0]})" for row in ROWS]
)
def test_date(find: Find, published: str, text: str, words: str, value: str, time: str, role: str) -> None:
    day = None if published == "-" else date.fromisoformat(published)
    found = [(w, *told(mention, day)) for w, mention in find(text, "date")]
    if words == "-":
        assert found == []
    else:
        assert (words, value, time, role) in found


def test_examples_of_date_rules_resolve(pack: CompiledPack, find: Find) -> None:
    rules = [rule for rule in pack.pack.rules if rule.yields == "date"]
    assert rules
    for rule in rules:
        for example in rule.examples:
            day = None if example.published is None else date.fromisoformat(example.published)
            values = [told(m, day)[0] for _, m in find(example.text, "date") if m.rule == rule.id]
            assert values, f"{rule.id} does not fire: {example.text}"
            if example.expect is not None:
                assert example.expect in values, f"{rule.id}: {example.text}"
        for example in rule.silent:
            assert all(m.rule != rule.id for _, m in find(example.text, "date")), f"{rule.id} fires: {example.text}"


def value(*anchors: Anchor, published: date | None = THURSDAY) -> str | None:
    return resolve(DateExpression(anchors), published).value


@pytest.mark.parametrize(
    ("shift", "weekday", "expected"),
    [
        (0, 3, "2015-08-06"),  # today, Thursday: both agree
        (0, 2, "2015-08-05"),  # crawled the day after
        (0, 4, "2015-08-07"),  # stamped the day before
        (0, 0, "2015-08-03"),  # crawled three days after
        (0, 5, "2015-08-01"),  # never days ahead
        (-1, 2, "2015-08-05"),
        (-1, 1, "2015-08-04"),
        (-1, 3, "2015-08-06"),
        (-2, 1, "2015-08-04"),
    ],
)
def test_the_weekday_is_believed_beside_today_and_yesterday(shift: int, weekday: int, expected: str) -> None:
    assert value(DayShift(shift), Weekday(weekday)) == expected


def test_a_full_date_is_believed_before_all_else() -> None:
    assert value(DayShift(0), Weekday(0), CalendarDate(4, 5, 2021)) == "2021-05-04"
    assert value(CalendarDate(15, 10, 1436, "hijri"), CalendarDate(31, 7, 2015)) == "2015-07-31"


def test_a_hijri_date_moves_a_day_to_its_weekday() -> None:
    friday, saturday, monday = Weekday(4), Weekday(5), Weekday(0)
    hijri = CalendarDate(15, 10, 1436, "hijri")
    assert value(friday, hijri, published=None) == "2015-07-31"
    assert value(saturday, hijri, published=None) == "2015-08-01"
    assert value(monday, hijri, published=None) == "2015-07-31"


def test_a_hijri_date_tells_the_year_of_its_gregorian_twin() -> None:
    assert value(CalendarDate(15, 10, 1436, "hijri"), CalendarDate(30, 7), published=None) == "2015-07-30"


def test_the_weekday_of_a_date_without_year_may_point_ahead() -> None:
    assert value(Weekday(5), CalendarDate(8, 8)) == "2015-08-08"
    assert value(CalendarDate(8, 8)) == "2014-08-08"


def test_the_29th_of_february_is_looked_for_in_leap_years() -> None:
    assert value(CalendarDate(29, 2)) == "2012-02-29"
    assert value(CalendarDate(29, 2, which="next")) == "2016-02-29"
    assert value(CalendarDate(30, 2)) is None


def test_without_a_publication_date_nothing_relative_resolves() -> None:
    anchors: list[Anchor] = [
        Weekday(1), DayShift(0), Ago(2, "day"), Period("week", "last"), Window(24, "hour", False), CalendarDate(5, 5),
        CalendarDate(month=5), CalendarDate(10, which="this"), Range(Weekday(0), Weekday(2)), Vague(), Told(0),
        CalendarDate(9, 9, calendar="hijri"),
    ]  # fmt: skip
    for anchor in anchors:
        found = resolve(DateExpression((anchor,)), None)
        assert (found.value, found.precision, found.relative) == (None, "unresolved", False)


def test_the_same_day_and_the_next_are_counted_from_the_day_told_before() -> None:
    same, following = DateExpression((Told(0),)), DateExpression((Told(1),))
    assert resolve(same, THURSDAY).value is None
    assert resolve(same, THURSDAY, told=date(2015, 7, 31)).value == "2015-07-31"
    assert resolve(following, THURSDAY, told=date(2015, 7, 31)).value == "2015-08-01"


def test_days_told_together_can_be_had_one_by_one() -> None:
    sunday_and_monday = DateExpression((Range(Weekday(6), Weekday(0), "and"),))
    assert resolve(sunday_and_monday, THURSDAY).value == "2015-08-02/2015-08-03"
    assert [v.value for v in each_day(sunday_and_monday, THURSDAY)] == ["2015-08-02", "2015-08-03"]
    stretch = DateExpression((Range(Weekday(6), Weekday(0)),))
    assert [v.value for v in each_day(stretch, THURSDAY)] == ["2015-08-02/2015-08-03"]
    assert [v.value for v in each_day(sunday_and_monday, None)] == [None]


def test_relative_says_whether_the_publication_date_was_needed() -> None:
    assert resolve(DateExpression((Weekday(1),)), THURSDAY).relative
    assert resolve(DateExpression((CalendarDate(5, 5),)), THURSDAY).relative
    assert not resolve(DateExpression((CalendarDate(5, 5, 2015),)), THURSDAY).relative


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("4/5/2021", CalendarDate(4, 5, 2021)),
        ("2021-05-04", CalendarDate(4, 5, 2021)),
        ("05/23/2015", CalendarDate(23, 5, 2015)),
        ("15/10/1436", CalendarDate(15, 10, 1436, "hijri")),
        ("1436/10/15", CalendarDate(15, 10, 1436, "hijri")),
        ("17/10", CalendarDate(17, 10)),
        ("31/2/2015", None),
        ("32/1/2015", None),
        ("3.1", None),
        ("1/2/3456", None),
        ("1/2/34", None),
        ("122", None),
        ("1-2/2015", None),
    ],
)
def test_numeric_date(form: str, expected: CalendarDate | None) -> None:
    assert numeric_date(form) == expected


whiches = st.sampled_from([None, "last", "this", "next", "before-last", "same"])
units = st.sampled_from(["minute", "hour", "day", "week", "month", "year"])
amounts = st.none() | st.integers(0, 9999)
weekdays = st.builds(Weekday, st.integers(0, 6), whiches)
calendar_dates = st.builds(
    CalendarDate,
    st.none() | st.integers(1, 31),
    st.none() | st.integers(1, 12),
    st.none() | st.integers(1300, 2099),
    st.sampled_from(["gregorian", "hijri"]),
    whiches,
    whiches,
    st.sampled_from([None, "start", "middle", "end"]),
)
anchors = st.one_of(
    weekdays,
    calendar_dates,
    st.builds(DayShift, st.integers(-3, 3)),
    st.builds(Ago, amounts, units),
    st.builds(Period, st.sampled_from(["week", "month", "year", "weekend"]), whiches.filter(bool)),
    st.builds(Window, amounts, units, st.booleans()),
    st.builds(Range, weekdays, weekdays, st.sampled_from(["to", "and", "night"])),
    st.builds(Range, calendar_dates, calendar_dates),
    st.just(Vague()),
)
expressions = st.builds(
    DateExpression,
    st.lists(anchors, max_size=3).map(tuple),
    st.none(),
    st.sampled_from(["point", "since", "until", "duration", "name"]),
)


@given(expressions, st.none() | st.dates())
def test_resolution_never_fails_and_is_consistent(expression: DateExpression, published: date | None) -> None:
    found = resolve(expression, published)
    if found.value is None:
        assert (found.start, found.end, found.precision) == (None, None, "unresolved")
    else:
        assert found.start is not None
        assert found.end is not None
        assert found.start <= found.end
        assert found.value[:4] == f"{found.start.year:04d}"
        assert (found.precision == "day") == (found.start == found.end)
