"""One line of a page: what it is made of, told from the line alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from eventx.documents.furniture import Furniture, Words, form_at, words_of
from eventx.text.fold import Folded, fold

_LINE = re.compile("[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_WORD = re.compile(r"\w+")
# Among the separators of a byline is tatweel, typed for a dash.
_SEPARATOR = re.compile(r"[-\u2013\u2014\u0640|/:\u2022\u00b7\u060c,()\[\]]+")
_SENTENCE_END = frozenset('.!?:;»"”)')
_NUMERIC_DATE = re.compile(r"(?<!\d)\d{1,4}\s?[-/.]\s?\d{1,2}\s?[-/.]\s?\d{1,4}(?!\d)")
_CLOCK = re.compile(r"(?<!\d)\d{1,2}:\d{2}(?!\d)")
_YEAR = re.compile(r"(?:1[3-9]|20)\d\d\Z")
_LONGEST_DATE = 18
_LONGEST_BYLINE = 9


@dataclass(frozen=True, slots=True)
class Line:
    """A stretch of one line without the space around it; `text` is the text as written."""

    start: int
    end: int
    text: str
    folded: Folded
    words: Words
    gap: bool
    """Whether an empty line stands above it."""

    @property
    def full_stop(self) -> bool:
        """Whether it closes like a sentence; an ellipsis does not count."""
        tail = self.folded.text.rstrip(" \"'»”)")
        return tail.endswith(".") and not tail.endswith("..")


def lines(text: str) -> Iterator[Line]:
    """The lines of `text` that hold anything but space."""
    before = 0
    for found in _LINE.finditer(text):
        raw = found[0]
        if not raw.strip():
            continue
        start = found.start() + len(raw) - len(raw.lstrip())
        breaks = text.count("\n", before, start) or text.count("\r", before, start)
        end = found.end() - len(raw) + len(raw.rstrip())
        yield _line(text, start, end, gap=breaks > 1)
        before = end


def _line(text: str, start: int, end: int, gap: bool) -> Line:
    folded = fold(text[start:end])
    return Line(start, end, text[start:end], folded, words_of(folded.text), gap)


def split(line: Line, at: int) -> tuple[Line, Line] | None:
    """The line cut at a folded offset into two that hold something, or None."""
    cut = line.folded.to_original(at)
    left, right = line.text[:cut].rstrip(), line.text[cut:].lstrip()
    if not left or not right:
        return None
    first = _line(line.text, 0, len(left), line.gap)
    second = _line(line.text, len(line.text) - len(right), len(line.text), False)
    return _moved(first, line.start), _moved(second, line.start)


def _moved(line: Line, by: int) -> Line:
    return Line(line.start + by, line.end + by, line.text, line.folded, line.words, line.gap)


def split_prefix(line: Line, furniture: Furniture) -> tuple[Line, Line] | None:
    """Furniture at the head of a line, and the rest of it."""
    if not line.words:
        return None
    count = 0
    while count < len(line.words) and (form := form_at(furniture.prefix, line.words, count)):
        count += len(form.words)
    if count == 0:
        return None
    for number, found in enumerate(_WORD.finditer(line.folded.text)):
        if number == count:
            # an opening quote or bracket goes with the word it opens
            opening = len(line.folded.text[: found.start()].rstrip("\"'«“([#@"))
            return split(line, opening)
    return None


def split_tail(line: Line, furniture: Furniture) -> tuple[Line | None, Line] | None:
    """The line without the furniture at its end, and that furniture."""
    if not any(word in furniture.tail for word in line.words):
        return None
    places = list(_WORD.finditer(line.folded.text))
    for at, place in enumerate(places):
        form = form_at(furniture.tail, line.words, at)
        if form is None or len(line.words) - at - len(form.words) > form.limit:
            continue
        before = line.folded.text[: place.start()].rstrip()
        if before and before[-1] not in _SENTENCE_END:
            continue
        after = line.folded.text[places[at + len(form.words) - 1].end() :]
        if form.kind == "tags" and (not after.strip() or any(mark in after for mark in ".,:;?!")):
            continue
        if not before:
            return None, line
        return split(line, place.start())
    return None


def is_furniture(line: Line, furniture: Furniture) -> bool:
    """Whether the line is no article by its own words: share buttons, navigation, links, copyright."""
    if not line.words:
        return True
    form = form_at(furniture.start, line.words, 0)
    if form is not None and len(line.words) <= form.limit:
        return True
    return made_of(line.words, furniture)


def made_of(words: Words, furniture: Furniture) -> bool:
    """Whether `words` are forms that fill whole lines, one after another, with counters between them."""
    at = 0
    met = False
    while at < len(words):
        form = form_at(furniture.whole, words, at)
        if form is not None:
            at += len(form.words)
            met = True
        elif words[at].isdigit():
            at += 1
        else:
            return False
    return met


def is_byline(line: Line, furniture: Furniture) -> bool:
    """A short line of names one of which is a paper or an agency: "name - paper", "paper - town"."""
    if len(line.words) > _LONGEST_BYLINE or line.full_stop:
        return False
    parts = [words_of(fold(part).text) for part in _SEPARATOR.split(line.text)]
    parts = [part for part in parts if part]
    if not any(part in furniture.byline for part in parts):
        return False
    return all(part in furniture.byline or len(part) <= 3 for part in parts)


def has_credit(line: Line, furniture: Furniture) -> bool:
    """Whether the line ends in the name of who took the picture."""
    return any(line.words[-size:] in furniture.credit for size in (1, 2, 3) if size < len(line.words))


def is_date(line: Line, furniture: Furniture) -> bool:
    """Whether the line is a date or a time and nothing else (but for a town before it and an agency after it)."""
    words = line.words
    if not words or len(words) > _LONGEST_DATE or not any(character.isdigit() for character in line.text):
        return False
    known = [False] * len(words)
    kinds: set[str] = set()
    at = 0
    while at < len(words):
        for size in range(min(furniture.longest_date, len(words) - at), 0, -1):
            kind = furniture.date.get(words[at : at + size])
            if kind is not None:
                known[at : at + size] = [True] * size
                kinds.add(kind)
                at += size
                break
        else:
            known[at] = words[at].isdigit()
            at += 1
    if not (kinds & {"month", "weekday"} or _NUMERIC_DATE.search(line.folded.text) or _CLOCK.search(line.folded.text)):
        return False
    if all(known):
        return True
    # An agency's own dateline: town, full date, agency.
    first = known.index(True) if True in known else len(known)
    agency = words[-1:] in furniture.byline
    return (
        agency
        and "month" in kinds
        and any(_YEAR.match(word) for word in words)
        and first <= 3
        and all(known[first : len(words) - 1])
    )
