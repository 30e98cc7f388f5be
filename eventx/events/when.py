"""When: the date of a cluster, from the date expressions of its sentences.

A date counts where it hangs on the attack. The date of a report ("the army said on Tuesday") stands in where
the article gives fresh news and no other date. What happened besides (a visit, a claim, a funeral) keeps its date to
itself. A sentence that goes on with the report of the one before it has that one's date.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from eventx.events.article import Article
from eventx.events.dated import ABOUT, Dated, frame_dates
from eventx.events.frame import Frame
from eventx.events.merge import Cluster
from eventx.mentions.find import span_text
from eventx.model import Date, Evidence

# A report is of what just happened where its day is at most this many days before publication.
FRESH = 3
# How many sentences a lead sums up.
SUMMED = 10
# How many sentences back a report that goes on may have begun.
BACK = 4
# How many sentences tell what is new.
LEADING = 3


def stretch(frame: Frame, published: date | None) -> tuple[date, date] | None:
    """The first and the last day that the act of a frame can have been on, by what the frame itself says."""
    found = [d.value for d in frame_dates(frame, published) if d.tier == 0]
    return next(((v.start, v.end) for v in found if v.start is not None and v.end is not None), None)


def event_date(group: Cluster, article: Article) -> tuple[Date | None, list[Evidence]]:
    """The date of a cluster: its own, else that of the report it continues."""
    published = article.document.published
    found = [(order, d) for order, f in enumerate(group.frames) for d in frame_dates(f, published, article.told)]
    kept = [(n, d) for n, d in found if _counts(d, n, group, article)]
    best = min(_first_told(kept, group), key=lambda x: _order(*x), default=None)
    chosen = best[1] if best is not None else None
    if chosen is not None:
        chosen = _finer(chosen, [d for _, d in kept if d.tier <= chosen.tier])
    if chosen is None or chosen.value.value is None:
        earlier = _inherited(group, article)
        if earlier is not None:
            clock = chosen.value.time if chosen is not None else None
            chosen = replace(earlier, value=replace(earlier.value, time=clock))
    if chosen is None:
        return None, []
    value = chosen.value
    text, span = span_text(article.document.text, chosen.frame.reading.sentence, chosen.mention)
    when = Date(
        value.value, value.start, value.end, value.precision, value.time or _clock(found), text, span, value.relative
    )
    return when, [Evidence("date", text, span, chosen.mention.rule)]


def _order(number: int, at: Dated) -> tuple[int, int, bool, int, int]:
    title = at.frame.reading.sentence.zone == "title"
    return at.tier, int(at.value.value is None), title, number, at.distance


def _first_told(kept: list[tuple[int, Dated]], group: Cluster) -> list[tuple[int, Dated]]:
    """Less what later sentences tell that is no day where what is told first has the day of a report."""
    first = min((n for n, f in enumerate(group.frames) if f.reading.sentence.zone == "body"), default=0)
    if not any(n <= first and d.value.precision == "day" for n, d in kept):
        return kept
    return [(n, d) for n, d in kept if n <= first or d.value.precision in ("day", "interval")]


def _clock(found: Sequence[tuple[int, Dated]]) -> str | None:
    """The hour that stands without a day beside the attack."""
    return next((d.value.time for _, d in found if d.value.value is None and d.value.time and d.tier == 0), None)


def _counts(at: Dated, number: int, group: Cluster, article: Article) -> bool:
    """Can the date be the event's? Stretches of time belong to what is told first, days of reports to fresh news."""
    value, published = at.value, article.document.published
    if at.tier == ABOUT and at.frame.reading.sentence.index >= article.lead() + LEADING:
        return False
    if at.tier == 0:
        first = min((n for n, f in enumerate(group.frames) if f.reading.sentence.zone == "body"), default=0)
        if number <= first or value.precision in ("day", "unresolved"):
            return True
        if value.precision == "interval" and value.start is not None and value.end is not None:
            return (value.end - value.start).days <= 1
        frame = at.frame
        return value.precision in ("month", "year") and bool(frame.triggers) and not (frame.definite or _several(frame))
    if at.frame.background or value.start is None or value.end is None or (value.end - value.start).days > 1:
        return False
    if published is not None and not 0 <= (published - value.start).days <= FRESH:
        return False
    bodies = [f for f in group.frames if f.reading.sentence.zone == "body"]
    return not all(_known(f) for f in bodies)


def _known(frame: Frame) -> bool:
    """Does a frame speak of an attack told before? A toll told first is news ("the death of a soldier by its fire")."""
    if not frame.definite:
        return False
    first = frame.triggers[0].start
    return frame.reading.sentence.units[first].definite or all(c.start > first for c in frame.casualties)


def _finer(chosen: Dated, others: Sequence[Dated]) -> Dated:
    """ "In 2019", and later "on 18 March 2019": the day inside the stretch that was told first."""
    value = chosen.value
    if value.precision == "day" or value.start is None or value.end is None:
        return chosen
    inside = [
        d
        for d in others
        if d.value.precision == "day" and d.value.start is not None and value.start <= d.value.start <= value.end
    ]
    return inside[0] if inside else chosen


def _inherited(group: Cluster, article: Article) -> Dated | None:
    """The day of the sentence, or of the report, that the cluster's first sentence goes on with."""
    first = next((f for f in group.frames if f.reading.sentence.zone == "body"), None)
    if first is None or first.background or first.definite:
        return None
    published = article.document.published
    index = first.reading.sentence.index
    days = _days(article.frames_of(index), published)
    if days:
        one = {d.value.value for d in days}
        return days[0] if len(one) == 1 and days[0].mention.start < first.end and days[0].tier == 0 else None
    for here in range(index, max(index - BACK, article.lead()), -1):
        if not _goes_on(here, article):
            break
        days = _days(article.frames_of(here - 1), published)
        if days:
            return days[0]
    return _summed_up(first, article)


def _summed_up(frame: Frame, article: Article) -> Dated | None:
    """The day of a lead that sums up several attacks, for each that is told after it."""
    here, lead = frame.reading.sentence.index, article.lead()
    leading = article.frames_of(lead)
    days = _days(leading, article.document.published)
    if not days or not any(map(_several, leading)) or not lead < here <= lead + SUMMED:
        return None
    for index in range(lead + 1, here + 1):
        reading = article.reading_of(index)
        breaks = reading.scan.hits.get("topic-break", {}) if reading is not None else {}
        if any(unit in breaks for unit in (0, 1)):
            return None
    return days[0]


def _several(frame: Frame) -> bool:
    """Does a frame tell of several attacks at once?"""
    return any(
        hit.features.get("number") in ("plural", "dual") and hit.features.get("tense") is None
        for trigger in frame.triggers
        for hit in frame.reading.scan.entries_at(trigger.start)
    )


def _goes_on(sentence: int, article: Article) -> bool:
    """Does a sentence go on with the report before it: more words of its source, or the first report under the lead?"""
    reading = article.reading_of(sentence)
    if reading is None:
        return False
    says = reading.scan.hits.get("report-verb", {})
    opens = any(unit in says for unit in (0, 1)) and sentence == article.lead() + 1
    return opens or bool(reading.mentions.get("same-report"))


def _days(frames: Sequence[Frame], published: date | None) -> list[Dated]:
    found = [d for f in frames if not f.background for d in frame_dates(f, published) if d.value.precision == "day"]
    return [
        d
        for d in found
        if d.tier == 0 or published is None or (d.value.start and (published - d.value.start).days <= FRESH)
    ]
