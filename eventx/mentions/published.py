"""The day of publication.

What the caller or the record says, else the dateline, else a date line of the page that the article does not belie.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from eventx.mentions.calendars import gregorian_day
from eventx.mentions.dates import numeric_date
from eventx.mentions.expressions import CalendarDate, DateExpression
from eventx.mentions.find import Reading, read_sentence
from eventx.mentions.mention import first
from eventx.mentions.resolution import resolve
from eventx.model import Document, PublishedFrom
from eventx.rules.compile import CompiledPack
from eventx.text.reading import read

# A dateline stands in the first sentences, after a title and perhaps a pulled quote.
DATELINE_SENTENCES = 4
# A dateline without a year takes the year of the page's date where that is at most so many days later.
PAGE_LAG = timedelta(days=31)
# Papers go on naming a predecessor or an elected successor for a while.
GRACE = timedelta(days=45)
# An office-holder whose term ended this long before is history, not news.
MEMORY = timedelta(days=20 * 365)
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True, slots=True)
class Published:
    """The day of publication, where it is known from, and warnings about it (English, one line each)."""

    date: date | None
    source: PublishedFrom | None
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Term:
    """A stretch in which somebody held an office; `until` None where it had not ended."""

    office: str
    since: date
    until: date | None

    def covers(self, day: date) -> bool:
        """Was the office held on that day?"""
        return self.since <= day and (self.until is None or day < self.until)

    def holds(self, day: date) -> bool:
        """Is an article of that day likely to name the holder by the office?"""
        return self.since - GRACE <= day and (self.until is None or day <= self.until + GRACE)


def publication_date(
    document: Document, header: Sequence[str], readings: Sequence[Reading], pack: CompiledPack
) -> Published:
    """When `document` was published.

    `header` are the date lines of the page, `readings` the sentences of title and body.
    """
    if document.published is not None:
        return Published(document.published, document.published_from or "option")
    page, labelled = _page_date(header, pack)
    against = None if page is None else contradiction(page, readings)
    told = _dateline(readings)
    if told is not None:
        day = _complete(told, page if against is None else None)
        if day is not None:
            return Published(day, "dateline")
    if page is None:
        return Published(None, None)
    named = f"{WEEKDAYS[page.weekday()]} {page.day} {_month(page)}"
    if against is not None:
        return Published(
            None, None, (f"the page's date, {named}, is not used: {against}; relative dates stay unresolved",)
        )
    if labelled:
        return Published(page, "page-header")
    return Published(
        page,
        "page-header",
        (f"published {page.isoformat()} is taken from the page's header; it may be the day the page was saved",),
    )


def contradiction(page: date, readings: Sequence[Reading]) -> str | None:
    """Why an article can't have been published on the day `page`; None where nothing speaks against it."""
    reasons = [_out_of_office(page, readings)]
    for reading in readings:
        reasons += [*_another_year(page, reading), *_another_day(page, reading)]
    return next((reason for reason in reasons if reason is not None), None)


def _out_of_office(page: date, readings: Sequence[Reading]) -> str | None:
    """An office-holder named as such whose terms lie elsewhere.

    Where the office-holders of an article never held their offices together it tells history, and they tell nothing.
    """
    served: dict[tuple[str, str], tuple[Term, ...]] = {}
    names: dict[tuple[str, str], str] = {}
    for reading in readings:
        for mention in reading.mentions.get("in-office", ()):
            office, holder = first(mention.captures, "office"), first(mention.captures, "holder")
            if mention.rule == "office.past" or not office or not holder or not office.entry or not holder.entry:
                continue
            known = tuple(t for t in terms(holder.entry.attributes.get("terms")) if t.office == office.entry.id)
            if known:
                served[office.entry.id, holder.entry.id] = known
                names[office.entry.id, holder.entry.id] = holder.entry.name or holder.entry.id
    if not _together(list(served.values())):
        return None
    for (office_id, holder_id), known in served.items():
        if any(t.holds(page) for t in known) or all(t.until is not None and t.until + MEMORY < page for t in known):
            continue
        held = " and ".join(f"from {_month(t.since)}" + (f" to {_month(t.until)}" if t.until else " on") for t in known)
        title = office_id.replace("-", " ")
        return f"the article names {names[office_id, holder_id]} as {title}, who held that office {held}"
    return None


def _together(served: Sequence[tuple[Term, ...]]) -> bool:
    """Was there a day on which all of them were in office? If so, the first day of one of the terms was one."""
    days = [term.since for known in served for term in known]
    return any(all(any(term.covers(day) for term in known) for known in served) for day in days)


def _month(at: date) -> str:
    return f"{MONTHS[at.month - 1]} {at.year}"


def terms(told: object) -> Iterator[Term]:
    """Terms of office written as "OFFICE FROM/TO"."""
    for item in (told,) if isinstance(told, str) else told if isinstance(told, tuple) else ():
        office, _, stretch = item.partition(" ")
        since, _, until = stretch.partition("/")
        yield Term(office, date.fromisoformat(since), date.fromisoformat(until) if until else None)


def _expressions(reading: Reading) -> Iterator[DateExpression]:
    for mention in reading.mentions.get("date", ()):
        if isinstance(mention.value, DateExpression):
            yield mention.value


def _another_year(page: date, reading: Reading) -> Iterator[str]:
    """ "This year, 2021"."""
    for expression in _expressions(reading):
        at = expression.calendar_date()
        if at is None or at.calendar != "gregorian" or at.which != "this" or at.month is not None or at.year is None:
            continue
        if at.year != page.year:
            yield f"the article calls {at.year} this year"


def _another_day(page: date, reading: Reading) -> Iterator[str]:
    """ "Today, Tuesday": a page saved or stamped a day off is no contradiction, two days are."""
    for expression in _expressions(reading):
        shift, weekday = expression.day_shift(), expression.weekday()
        if shift is None or shift.days != 0 or expression.role != "point":
            continue
        today = resolve(expression, None)
        if today.start is not None and today.precision == "day" and abs((today.start - page).days) > 1:
            yield f"the article's today is {today.value}"
        elif weekday is not None and (weekday.day - page.weekday() + 1) % 7 > 2:
            yield f"the article's today is a {WEEKDAYS[weekday.day]}"


def _page_date(header: Sequence[str], pack: CompiledPack) -> tuple[date | None, bool]:
    """The first full date of the page's date lines, and whether the page itself calls it the day of publication.

    A line that does is believed before one that does not.
    """
    found: list[tuple[date, bool]] = []
    for line in header:
        for sentence in read(line, [(0, len(line), "body")], pack.splitter):
            reading = read_sentence(sentence, pack, {})
            labelled = bool(reading.mentions.get("page-label"))
            found += [(day, labelled) for day in map(_full_day, _expressions(reading)) if day is not None]
    return max(found, key=lambda f: f[1], default=(None, False))


def _full_day(expression: DateExpression) -> date | None:
    value = resolve(expression, None)
    return value.start if value.precision == "day" else None


def _dateline(readings: Sequence[Reading]) -> DateExpression | None:
    for reading in readings[:DATELINE_SENTENCES]:
        for mention in reading.mentions.get("dateline", ()):
            told = first(mention.captures, "date")
            if told is not None and isinstance(told.value, DateExpression):
                return told.value
            figures = first(mention.captures, "numeric")
            at = None if figures is None else numeric_date(reading.sentence.units[figures.start].form)
            if at is not None:
                return DateExpression((at,))
    return None


def _complete(told: DateExpression, page: date | None) -> date | None:
    """The day of a dateline; one without a year is completed from the page's date where that fits."""
    full = _full_day(told)
    if full is not None:
        return full
    at = told.calendar_date()
    if page is None or at is None or at.day is None or at.month is None or at.year is not None:
        return None
    for year in (page.year, page.year - 1):
        day = _gregorian(at, year)
        if day is not None and page - PAGE_LAG <= day <= page + timedelta(days=1):
            return day
    return None


def _gregorian(at: CalendarDate, year: int) -> date | None:
    if at.calendar != "gregorian" or at.month is None or at.day is None:
        return None
    return gregorian_day(year, at.month, at.day)
